/* What the regime is, in the scenario's own names. */
#include "view/report.h"

#include "base/locale.h"
#include "input/schema/params.h"
#include "input/text/number.h"

#include <stdio.h>
#include <string.h>

static json_t *grades_json(const struct soc_scenario *s)
{
	json_t *out = json_array();
	for (int i = 0; i < s->grades_count; i++)
		soc_json_append(&out, json_pack("{s:s, s:f}", "name", s->grades[i].name, "from", s->grades[i].from));
	return out;
}

static json_t *components_json(const struct soc_scenario *s)
{
	json_t *out = json_array();
	for (int i = 0; i < s->components_count; i++) {
		const struct soc_component *f = &s->components[i];
		soc_json_append(&out, json_pack("{s:s, s:s, s:f, s:f}", "name", f->name, "kind",
		                                soc_params_word_component_kind(f->kind), "weight", f->weight,
		                                "half_life_months", f->half_life_months));
	}
	return out;
}

static json_t *events_json(const struct soc_scenario *s)
{
	json_t *out = json_array();
	for (int i = 0; i < s->events_count; i++) {
		const struct soc_event *e = &s->events[i];
		soc_json_append(&out, json_pack("{s:s, s:s, s:i, s:f, s:f}", "name", e->name, "kind",
		                                soc_params_word_event_kind(e->kind), "component", (int)e->component,
		                                "points", e->points, "rate_per_year", e->rate_per_year));
	}
	return out;
}

/* Classes that a channel records: those it detects, and those of the records it takes over. */
static uint32_t seen_by(const struct soc_scenario *s, const struct soc_channel *c)
{
	uint32_t sees = 0;
	for (int e = 0; e < s->events_count; e++)
		sees |= (uint32_t)(c->detects[e] > 0) << e;
	if (c->join_channel >= 0 && c->join_event >= 0)
		sees |= (uint32_t)1 << c->join_event;
	else if (c->join_channel >= 0 && s->channels[c->join_channel].join_channel < 0)
		sees |= seen_by(s, &s->channels[c->join_channel]);
	return sees;
}

static json_t *channels_json(const struct soc_scenario *s)
{
	json_t *out = json_array();
	for (int i = 0; i < s->channels_count; i++) {
		const struct soc_channel *c = &s->channels[i];
		soc_json_append(&out,
		                json_pack("{s:s, s:s, s:b, s:f, s:f, s:f, s:f, s:o}", "name", c->name, "kind",
		                          soc_params_word_channel_kind(c->kind), "enabled", (int)c->enabled,
		                          "coverage_urban", c->coverage_urban, "coverage_rural", c->coverage_rural,
		                          "wrong_person", c->wrong_person, "spurious_per_1000_years",
		                          c->spurious_per_1000_years, "sees", soc_report_bits(seen_by(s, c))));
	}
	return out;
}

static json_t *lists_json(const struct soc_scenario *s)
{
	json_t *out = json_array();
	for (int i = 0; i < s->lists_count; i++) {
		const struct soc_list *l = &s->lists[i];
		soc_json_append(&out, json_pack("{s:s, s:s, s:b, s:f, s:f, s:f, s:o, s:o, s:i, s:i}", "name", l->name,
		                                "colour", soc_params_word_colour(l->colour), "enabled",
		                                (int)l->enabled, "term_months", l->term_months, "repair_per_month",
		                                l->repair_per_month, "publication", l->publication, "entry_events",
		                                soc_report_bits(l->entry_events), "entry_grades",
		                                soc_report_bits(l->entry_grades), "grade_cap", (int)l->grade_cap,
		                                "grade_floor", (int)l->grade_floor));
	}
	return out;
}

static json_t *measures_json(const struct soc_scenario *s)
{
	json_t *out = json_array();
	for (int i = 0; i < s->measures_count; i++) {
		const struct soc_measure *x = &s->measures[i];
		json_t *who = json_array();
		for (int c = 0; c < SOC_PERSON_CLASSES; c++)
			if (x->classes >> c & 1u)
				soc_json_append(&who, json_string(soc_params_word_classes(c)));
		soc_json_append(&out, json_pack("{s:s, s:s, s:b, s:o, s:o, s:o, s:f, s:f, s:f, s:f, s:f, s:f, s:f}",
		                                "name", x->name, "kind", soc_params_word_measure_kind(x->kind),
		                                "enabled", (int)x->enabled, "lists", soc_report_bits(x->lists),
		                                "grades", soc_report_bits(x->grades), "classes", who, "strictness",
		                                x->strictness, "demand_per_year", x->demand_per_year, "spill_spouse",
		                                x->spill_spouse, "spill_child", x->spill_child, "spill_household",
		                                x->spill_household, "spill_kin", x->spill_kin,
		                                "spill_liability_group", x->spill_liability_group));
	}
	return out;
}

/* Where a change holds, in words. */
static void where_text(const struct soc_where *w, char *out, size_t size)
{
	static const char *const strata[] = {
		[SOC_STRATA_BOTH] = "", [SOC_STRATA_URBAN] = ", urban people", [SOC_STRATA_RURAL] = ", rural people"
	};
	const int everywhere = strcmp(w->names, "all") == 0 || w->names[0] == '\0';
	char cities[96] = "", share[64] = "";
	const struct soc_locale host = soc_locale_enter();
	if (w->cities_above > 0)
		snprintf(cities, sizeof cities, ", cities above %.0f urban people", w->cities_above);
	if (w->share < 1)
		snprintf(share, sizeof share, "%.4g%% of ", 100 * w->share);
	soc_locale_leave(host);
	snprintf(out, size, "%s%s%s%s", share, everywhere ? "all places" : w->names, cities, strata[w->strata]);
}

static json_t *change_json(const struct soc_scenario *s, int i)
{
	const struct soc_change *c = &s->changes[i];
	char from[SOC_NUMBER_TEXT], to[SOC_NUMBER_TEXT] = "", where[SOC_TEXT_MAX + 256];
	json_t *sets = json_array();
	soc_month_write(c->from, from);
	if (c->to < SOC_MONTH_OPEN)
		soc_month_write(c->to, to);
	where_text(&c->where, where, sizeof where);
	for (int k = c->first_setting; k < c->first_setting + c->settings && k < s->settings_count; k++)
		soc_json_append(&sets, json_pack("{s:o, s:o}", "key", soc_report_text(s->settings[k].path), "value",
		                                 soc_report_text(s->settings[k].value)));
	return json_pack("{s:o, s:s, s:s, s:o, s:o}", "name", soc_report_text(c->name), "from", from, "to", to,
	                 "where", soc_report_text(where), "sets", sets);
}

static json_t *timeline_json(const struct soc_scenario *s)
{
	json_t *out = json_array();
	for (int i = 0; i < s->changes_count; i++)
		soc_json_append(&out, change_json(s, i));
	return out;
}

enum soc_err soc_report_regime(struct soc_report *r, struct soc_msg *msg)
{
	const struct soc_scenario *s = r->scenario;
	json_t *regime = json_object();
	enum soc_err err = soc_report_set(r->doc, "regime", regime, msg);
	if (err != SOC_OK)
		return err;
	const struct {
		const char *key;
		json_t *value;
	} parts[] = {
		{ "scale",
		  json_pack("{s:s, s:f, s:f, s:f}", "kind", soc_params_word_scale_kind(s->scale.kind), "base",
		            s->scale.base, "minimum", s->scale.minimum, "maximum", s->scale.maximum) },
		{ "grades", grades_json(s) },
		{ "components", components_json(s) },
		{ "events", events_json(s) },
		{ "channels", channels_json(s) },
		{ "lists", lists_json(s) },
		{ "measures", measures_json(s) },
		{ "timeline", timeline_json(s) },
		{ "sections", soc_report_sections(s) },
		{ "review", json_pack("{s:f, s:f}", "automatic_share", s->review.automatic_share,
		                      "files_per_month_per_million", s->review.files_per_month_per_million) },
		{ "due_process", json_pack("{s:f, s:f, s:f, s:f}", "notice", s->due_process.notice, "delay_months",
		                           s->due_process.delay_months, "files_per_month_per_million",
		                           s->due_process.files_per_month_per_million, "overturn_wrong",
		                           s->due_process.overturn_wrong) },
	};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		enum soc_err set = soc_report_set(regime, parts[i].key, parts[i].value, msg);
		err = err == SOC_OK ? set : err;
	}
	return err;
}
