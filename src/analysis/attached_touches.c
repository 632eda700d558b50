/* Whether a scenario has a module, and which of its entries the module touches. */
#include "analysis/attached.h"

#include "analysis/looks.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

struct soc_touched soc_touches_label(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = s->society.label_share > 0 };
	FOR_EACH(i, channels)
	t.channels |= (uint32_t)(s->channels[i].attention != 1 || s->channels[i].attention_listed != 1) << i;
	return t;
}

/* Classes of events that stand for something about where one lives, and what sees them. */
static void add_residence(const struct soc_scenario *s, enum soc_event_residence which, struct soc_touched *t)
{
	FOR_EACH(e, events)
	{
		if (s->events[e].residence != (int32_t)which)
			continue;
		t->events |= 1u << e;
		FOR_EACH(i, channels)
		t->channels |= (uint32_t)(s->channels[i].detects[e] > 0) << i;
	}
}

struct soc_touched soc_touches_residence(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	add_residence(s, SOC_RESIDENCE_UNDECLARED, &t);
	t.on = t.events != 0;
	add_residence(s, SOC_RESIDENCE_DECLARED, &t);
	return t;
}

struct soc_touched soc_touches_letting(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	add_residence(s, SOC_RESIDENCE_LETTING, &t);
	t.on = t.events != 0;
	return t;
}

struct soc_touched soc_touches_linkage(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, channels)
	{
		const struct soc_channel *c = &s->channels[i];
		t.channels |= (uint32_t)(c->by_name > 0 || c->by_name_if_unlinked > 0 || c->code_slip > 0) << i;
	}
	t.on = t.channels != 0;
	return t;
}

struct soc_touched soc_touches_checks(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = s->review.checks_per_month_per_million > 0 };
	FOR_EACH(i, channels)
	t.channels |= (uint32_t)(s->channels[i].kind == SOC_CHANNEL_NEIGHBOURS) << i;
	return t;
}

struct soc_touched soc_touches_hierarchy(const struct soc_scenario *s)
{
	return (struct soc_touched){ .on = s->hierarchy.hops > 0 };
}

struct soc_touched soc_touches_instrument(const struct soc_scenario *s)
{
	struct soc_touched t = { .on =
		                         s->instrument.table[0] != '\0' && strcmp(s->instrument.table, "none") != 0 };
	t.events = s->instrument.event >= 0 ? 1u << s->instrument.event : 0;
	t.channels = s->instrument.channel >= 0 ? 1u << s->instrument.channel : 0;
	return t;
}

struct soc_touched soc_touches_ratings(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, families)
	t.families |= (uint32_t)(s->families[i].kind == SOC_FAMILY_RATING) << i;
	t.on = t.families != 0;
	return t;
}

struct soc_touched soc_touches_remarks(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, lists)
	t.lists |= (uint32_t)(s->lists[i].grade_at_most >= 0 || s->lists[i].grade_at_least >= 0) << i;
	t.on = t.lists != 0;
	return t;
}

struct soc_touched soc_touches_groups(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, events)
	t.events |= (uint32_t)(s->events[i].group_points > 0) << i;
	t.on = s->society.group_households > 0 && t.events != 0;
	return t;
}

struct soc_touched soc_touches_self_correction(const struct soc_scenario *s)
{
	const int family = s->self_correction.family;
	return (struct soc_touched){ .on = family >= 0, .families = family >= 0 ? 1u << family : 0 };
}

struct soc_touched soc_touches_wrong_files(const struct soc_scenario *s)
{
	return (struct soc_touched){ .on = s->record.wrong_files };
}

struct soc_touched soc_touches_cliff(const struct soc_scenario *s)
{
	return (struct soc_touched){ .on = s->record.cliff >= 0 };
}

struct soc_touched soc_touches_kin(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, lists)
	t.lists |= (uint32_t)(s->lists[i].entry_kin > 0) << i;
	t.on = t.lists != 0;
	return t;
}

struct soc_touched soc_touches_gateway(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, bureaus)
	t.lists |= s->bureaus[i].enabled && s->bureaus[i].gateway > 0 ? s->bureaus[i].gateway_lists : 0;
	t.on = t.lists != 0;
	return t;
}

struct soc_touched soc_touches_reach(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, measures)
	t.measures |= (uint32_t)(s->measures[i].enabled && s->measures[i].spill_depth > 1) << i;
	t.on = t.measures != 0;
	return t;
}

struct soc_touched soc_touches_group_measures(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, measures)
	t.measures |= (uint32_t)(s->measures[i].enabled && s->measures[i].spill_group > 0) << i;
	t.on = t.measures != 0;
	return t;
}

struct soc_touched soc_touches_consent(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = s->consent.needed };
	FOR_EACH(i, measures)
	t.measures |= (uint32_t)(s->measures[i].grades != 0) << i;
	return t;
}

struct soc_touched soc_touches_favours(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, measures)
	t.measures |= (uint32_t)(s->measures[i].kind == SOC_REWARD && s->measures[i].enabled &&
	                         s->measures[i].income_gain > 0)
	              << i;
	t.on = t.measures != 0;
	return t;
}

struct soc_touched soc_touches_contacts(const struct soc_scenario *s)
{
	return (struct soc_touched){ .on = s->contacts.enabled };
}

struct soc_touched soc_touches_publicity(const struct soc_scenario *s)
{
	const struct soc_publicity *p = &s->publicity;
	struct soc_touched t = { .on = p->contacts_cut > 0 || p->tone_cut_per_month > 0 || p->work_lost > 0 ||
		                           p->strain > 0 || p->deterrence > 0 };
	FOR_EACH(i, lists)
	t.lists |= (uint32_t)(s->lists[i].colour == SOC_BLACK && s->lists[i].publication > 0) << i;
	return t;
}

struct soc_touched soc_touches_bureaus(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, bureaus)
	t.on |= s->bureaus[i].enabled;
	FOR_EACH(i, measures)
	t.measures |= (uint32_t)(s->measures[i].bureaus != 0) << i;
	return t;
}

struct soc_touched soc_touches_friends(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, bureaus)
	t.on |= s->bureaus[i].enabled && s->bureaus[i].friends_weight > 0;
	return t;
}

struct soc_touched soc_touches_proxy(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, bureaus)
	t.on |= s->bureaus[i].enabled && s->bureaus[i].proxy_weight > 0;
	return t;
}

struct soc_touched soc_touches_firms(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = s->firms.enabled };
	FOR_EACH(i, firm_lists)
	if (s->firm_lists[i].head_list >= 0 && s->firm_lists[i].head_probability > 0)
		t.lists |= 1u << s->firm_lists[i].head_list;
	return t;
}

struct soc_touched soc_touches_firms_appeals(const struct soc_scenario *s)
{
	return (struct soc_touched){ .on = s->firms.enabled &&
		                               (s->firms.appeal_if_wronged > 0 || s->firms.appeal_if_guilty > 0) };
}

struct soc_touched soc_touches_firms_closing(const struct soc_scenario *s)
{
	return (struct soc_touched){ .on = s->firms.enabled && s->firms.closed_per_year > 0 };
}

struct soc_touched soc_touches_firms_credit(const struct soc_scenario *s)
{
	struct soc_touched t = { .on = 0 };
	FOR_EACH(i, firm_measures)
	t.on |= s->firms.enabled && s->firm_measures[i].enabled && s->firm_measures[i].credit;
	return t;
}

/* ---- at the start, and by the timeline ---- */
static void add(const struct soc_scenario *changed, struct soc_attachment *out)
{
	for (int i = 0; i < soc_attached_count; i++) {
		const struct soc_touched t = soc_attached[i].touches(changed);
		if (!t.on)
			continue;
		out[i].later |= !out[i].touched.on;
		out[i].touched = (struct soc_touched){ 1,
			                                   out[i].touched.channels | t.channels,
			                                   out[i].touched.events | t.events,
			                                   out[i].touched.families | t.families,
			                                   out[i].touched.lists | t.lists,
			                                   out[i].touched.measures | t.measures };
	}
}

static int is_local(const struct soc_where *w)
{
	return w->kind != SOC_PLACES_ALL || w->strata != SOC_STRATA_BOTH || w->share < 1;
}

#define EVERY_CHANGE (-1)
/* The rules of one month: of the changes in force, in file order, those that hold everywhere, and of those
 * that hold in some places every one or `only` that one. A place where two local changes meet and one where
 * they do not are both thought of, whatever the names say. */
static enum soc_err add_month(const struct soc_scenario *s, int64_t month, int only,
                              struct soc_scenario *changed, struct soc_attachment *out, struct soc_msg *msg)
{
	struct soc_msg unused = { "" };
	*changed = *s;
	for (int k = 0; k < s->settings_count; k++) {
		const struct soc_setting *setting = &s->settings[k];
		if (!soc_scenario_change_active(s, setting->change, month))
			continue;
		if (only != EVERY_CHANGE && setting->change != only && is_local(&s->changes[setting->change].where))
			continue;
		if (soc_scenario_set_text(changed, setting->path, setting->value, &unused) == SOC_ERR_MEMORY)
			return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the modules of the scenario");
	}
	add(changed, out);
	return SOC_OK;
}

/* The rules change where a change begins and after it ends: what it had switched off may come back beside
 * what others switched on. */
static enum soc_err add_change(const struct soc_scenario *s, int c, struct soc_scenario *changed,
                               struct soc_attachment *out, struct soc_msg *msg)
{
	const int64_t turns[2] = { s->changes[c].from, s->changes[c].to + 1 };
	enum soc_err err = SOC_OK;
	for (int i = 0; i < 2 && err == SOC_OK; i++) {
		const int64_t month = turns[i] < s->span.from ? s->span.from : turns[i];
		if (month > s->span.to)
			continue;
		err = add_month(s, month, EVERY_CHANGE, changed, out, msg);
		if (err == SOC_OK)
			err = add_month(s, month, c, changed, out, msg);
	}
	return err;
}

enum soc_err soc_attached_find(const struct soc_scenario *s, struct soc_attachment out[SOC_ATTACHED_MOST],
                               struct soc_msg *msg)
{
	struct soc_scenario *changed = soc_calloc(1, sizeof *changed);
	if (changed == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the modules of the scenario");
	memset(out, 0, SOC_ATTACHED_MOST * sizeof *out);
	add(s, out);
	for (int i = 0; i < soc_attached_count; i++)
		out[i].later = 0;
	enum soc_err err = SOC_OK;
	for (int c = 0; c < s->changes_count && err == SOC_OK; c++)
		err = add_change(s, c, changed, out, msg);
	soc_free(changed);
	return err;
}

int soc_attached_tells(const struct soc_attachment *attached, const struct soc_scenario *s, int i, int k)
{
	const struct soc_answer *a = &soc_attached[i].answers[k];
	return attached[i].touched.on && (a->needs == NULL || a->needs(s));
}

enum soc_err soc_answer_read(struct soc_result *r, const struct soc_scenario *s, const struct soc_answer *a,
                             int64_t replicate, int64_t month, double *value, double *cases,
                             struct soc_msg *msg)
{
	const struct soc_figure base = { .sql = a->base };
	if (a->looks && !soc_looks_at(s, month)) {
		*value = NAN;
		*cases = 0;
		return SOC_OK;
	}
	enum soc_err err = soc_figure_read(r, &base, replicate, month, 1, cases, msg);
	return err != SOC_OK ? err : soc_figure_read(r, &a->figure, replicate, month, 1, value, msg);
}
