/* Checks between values: what each key alone cannot know. */
#include "input/bind/bind.h"

#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SPAN_MONTHS_MAX 1200
#define TERM_MONTHS_MAX 250
#define WEIGHTS_OFF 1e-9 /* rounding of at most six weights written with a few digits */

#define PATH_BYTES 128

/* A key of a section, key NULL: an entry; and its path in out. */
static struct soc_parameter parameter_of(const struct soc_binding *binding, const char *section, int entry,
                                         const char *key, char out[PATH_BYTES])
{
	struct soc_parameter t = { soc_section_find(section), NULL, entry, -1 };
	t.key = key != NULL ? soc_key_find(t.section, key) : NULL;
	snprintf(out, PATH_BYTES, "%s%s%s%s%s", section, entry >= 0 ? "." : "",
	         entry >= 0 ? soc_section_entry(binding->s, t.section, entry) : "",
	         key != NULL && section[0] != '\0' ? "." : "", key != NULL ? key : "");
	return t;
}

static struct soc_position place_of(const struct soc_binding *binding, const char *section, int entry,
                                    const char *key, char out[PATH_BYTES])
{
	const struct soc_parameter t = parameter_of(binding, section, entry, key, out);
	return soc_provenance_place(binding->provenance, &t);
}

/* An error, said where the last of the keys that it names was stated. */
static void error_text(struct soc_binding *binding, const char *section, int entry, const char *key,
                       const char *text)
{
	char path[PATH_BYTES];
	const struct soc_parameter t = parameter_of(binding, section, entry, key, path);
	soc_diagnostics_error(binding->diagnostics,
	                      soc_provenance_place_of_fault(binding->s, binding->provenance, &t, text), path,
	                      "%s", text);
}

/* Of all entries of a section, whose values together are wrong, the one whose key was stated last. */
static int latest_entry(const struct soc_binding *binding, const char *section, const char *key)
{
	struct soc_parameter t = { soc_section_find(section), NULL, 0, -1 };
	int latest = 0, layer = -1;
	t.key = soc_key_find(t.section, key);
	for (; t.entry < soc_section_count(binding->s, t.section); t.entry++) {
		const int own = soc_provenance_of(binding->provenance, &t)->layer;
		latest = own > layer ? t.entry : latest;
		layer = own > layer ? own : layer;
	}
	return latest;
}

#define NUMBERS(...) \
	(const double[]) \
	{                \
		__VA_ARGS__  \
	}

/* The same with a number in place of each # of the text. */
static void error_numbers(struct soc_binding *binding, const char *section, int entry, const char *key,
                          const char *fmt, const double *numbers)
{
	char number[SOC_NUMBER_TEXT];
	struct soc_buf why = { 0 };
	for (const char *c = fmt; *c != '\0'; c++) {
		if (*c != '#') {
			soc_buf_put(&why, c, 1);
			continue;
		}
		soc_number_write(*numbers++, number);
		soc_buf_puts(&why, number);
	}
	binding->diagnostics->out_of_memory |= why.failed;
	error_text(binding, section, entry, key, soc_buf_text(&why));
	soc_buf_release(&why);
}

static void check_span(struct soc_binding *binding)
{
	const struct soc_span *span = &binding->s->span;
	char path[PATH_BYTES], from[SOC_NUMBER_TEXT], to[SOC_NUMBER_TEXT];
	soc_month_write(span->from, from);
	soc_month_write(span->to, to);
	const struct soc_parameter end = parameter_of(binding, "span", -1, "to", path);
	const struct soc_position at =
		soc_provenance_place_of_fault(binding->s, binding->provenance, &end, "from");
	if (span->to < span->from)
		soc_diagnostics_error(binding->diagnostics, at, path, "the span ends (%s) before it begins (%s)", to,
		                      from);
	else if (span->to - span->from + 1 > SPAN_MONTHS_MAX)
		soc_diagnostics_error(binding->diagnostics, at, path,
		                      "the span from %s to %s has %lld months; at most %d are allowed (100 years)",
		                      from, to, (long long)(span->to - span->from + 1), SPAN_MONTHS_MAX);
}

/* section: of grades; from, before: of entry i and the one before it. */
static void check_order(struct soc_binding *binding, const char *section, int i, double from, double before)
{
	char text[2 * PATH_BYTES];
	if (from > before)
		return;
	snprintf(text, sizeof text,
	         "grades are written worst first, each from a higher score: # does not come after #, %s.%s.from",
	         section, soc_section_entry(binding->s, soc_section_find(section), i - 1));
	error_numbers(binding, section, i, "from", text, NUMBERS(from, before));
}

static double weights_of(const struct soc_scenario *s)
{
	double sum = 0.0;
	for (int i = 0; i < s->components_count; i++)
		sum += s->components[i].weight;
	return sum;
}

static void check_scale(struct soc_binding *binding)
{
	const struct soc_scenario *s = binding->s;
	const struct soc_scale *scale = &s->scale;
	if (scale->minimum >= scale->maximum)
		error_numbers(binding, "scale", -1, "minimum", "# is not below maximum, #",
		              NUMBERS(scale->minimum, scale->maximum));
	else if (scale->kind == SOC_SCALE_POINTS &&
	         (scale->base < scale->minimum || scale->base > scale->maximum))
		error_numbers(binding, "scale", -1, "base", "# is not between minimum and maximum, # and #",
		              NUMBERS(scale->base, scale->minimum, scale->maximum));
	if (scale->kind == SOC_SCALE_INDEX && s->components_count > 0 && fabs(weights_of(s) - 1.0) > WEIGHTS_OFF)
		error_numbers(binding, "components", latest_entry(binding, "components", "weight"), "weight",
		              "on an index scale the weights of all components must add up to 1; they add up to #",
		              NUMBERS(weights_of(s)));
}

static void check_cliff(struct soc_binding *binding)
{
	if (binding->s->output.cliff == 0)
		error_numbers(binding, "output", -1, "cliff", "the lowest grade has no threshold; name a higher one",
		              NUMBERS(0));
}

static void check_components(struct soc_binding *binding)
{
	for (int i = 0; i < binding->s->components_count; i++) {
		const struct soc_component *f = &binding->s->components[i];
		if (f->start < f->floor || f->start > f->ceiling)
			error_numbers(binding, "components", i, "start", "# is not between floor and ceiling, # and #",
			              NUMBERS(f->start, f->floor, f->ceiling));
	}
}

static void check_events(struct soc_binding *binding)
{
	for (int i = 0; i < binding->s->events_count; i++) {
		const struct soc_event *e = &binding->s->events[i];
		if (e->points != 0.0 && e->component < 0)
			error_numbers(binding, "events", i, "points",
			              "# points belong to no component; name one with component:", NUMBERS(e->points));
		if (e->effect != SOC_EFFECT_NONE && e->kind != SOC_LIFE_EVENT)
			error_numbers(binding, "events", i, "effect", "only a life_event has an effect", NUMBERS(0));
	}
}

static void check_channels(struct soc_binding *binding)
{
	for (int i = 0; i < binding->s->channels_count; i++) {
		const struct soc_channel *c = &binding->s->channels[i];
		double sum = 0.0;
		for (int k = 0; k < binding->s->events_count; k++)
			sum += c->spurious_mix[k];
		if (sum == 0.0 && c->spurious_per_1000_years > 0.0)
			error_numbers(binding, "channels", i, "spurious_per_1000_years",
			              "# spurious records, but spurious_mix: gives no event class "
			              "a weight; give weights, or set this to 0",
			              NUMBERS(c->spurious_per_1000_years));
	}
}

static void check_hierarchy(struct soc_binding *binding)
{
	const struct soc_hierarchy *h = &binding->s->hierarchy;
	const double sum = h->lost_per_level + h->misfiled_per_level + h->reclassified_per_level;
	if (sum > 1.0)
		error_numbers(
			binding, "hierarchy", -1, "lost_per_level",
			"lost_per_level, misfiled_per_level and reclassified_per_level add up to #; allowed: at most 1",
			NUMBERS(sum));
}

/* A cap or floor that holds people in a grade by which they are on its list would prolong itself without end.
 */
static void check_grade_bound(struct soc_binding *binding, int list, const char *key, int32_t grade)
{
	char text[512];
	const struct soc_scenario *s = binding->s;
	if (grade < 0 || !(s->lists[list].entry_grades >> grade & 1u))
		return;
	snprintf(text, sizeof text,
	         "%s is one of the list's entry_grades: who is entered for the grade would be held in it by "
	         "the list itself, and no entry by grade would ever end; allowed are grades that are not among "
	         "entry_grades",
	         s->grades[grade].name);
	error_text(binding, "lists", list, key, text);
}

static void check_lists(struct soc_binding *binding)
{
	char path[PATH_BYTES];
	for (int i = 0; i < binding->s->lists_count; i++) {
		const struct soc_list *l = &binding->s->lists[i];
		if (l->term_months + l->exit_delay_months > TERM_MONTHS_MAX)
			error_numbers(binding, "lists", i, "term_months",
			              "term_months and exit_delay_months are # and #; together at most 250",
			              NUMBERS(l->term_months, l->exit_delay_months));
		check_grade_bound(binding, i, "grade_cap", l->grade_cap);
		check_grade_bound(binding, i, "grade_floor", l->grade_floor);
		if (l->entry_events != 0 || l->entry_grades != 0)
			continue;
		struct soc_position at = place_of(binding, "lists", i, NULL, path);
		soc_diagnostics_warn(binding->diagnostics, at, path,
		                     "the list has no entry_events and no entry_grades: nobody will be entered");
	}
}

static void check_measures(struct soc_binding *binding)
{
	char path[PATH_BYTES];
	for (int i = 0; i < binding->s->measures_count; i++) {
		const struct soc_measure *m = &binding->s->measures[i];
		struct soc_position at = place_of(binding, "measures", i, NULL, path);
		if (m->lists == 0 && m->grades == 0 && m->bureaus == 0)
			soc_diagnostics_warn(binding->diagnostics, at, path,
			                     "the measure names no list and no grade, nor a bureau: it meets nobody");
		else if (m->classes == 0)
			soc_diagnostics_warn(binding->diagnostics, at, path,
			                     "the measure is for no class of person: it meets nobody");
	}
}

static void check_scorer(struct soc_binding *binding, int i)
{
	const struct soc_bureau *b = &binding->s->bureaus[i];
	double sum = b->proxy_weight;
	for (int f = 0; f < binding->s->components_count; f++)
		sum += b->weights[f];
	if (binding->s->components_count == 0)
		error_text(
			binding, "bureaus", i, NULL,
			"a bureau scores score components and there are none: add components: or a regime that has them");
	else if (sum <= 0.0)
		error_text(binding, "bureaus", i, NULL,
		           "weights: gives no component a weight: everybody would have the lowest score");
	if (b->merges != 0)
		error_text(binding, "bureaus", i, NULL, "merges: is for bureaus of kind merged");
}

static void check_merged(struct soc_binding *binding, int i)
{
	const struct soc_bureau *b = &binding->s->bureaus[i];
	if (b->merges == 0)
		error_text(binding, "bureaus", i, NULL,
		           "a merged bureau needs merges: with the bureaus whose files it takes over");
}

static void check_bureaus(struct soc_binding *binding)
{
	for (int i = 0; i < binding->s->bureaus_count; i++) {
		const struct soc_bureau *b = &binding->s->bureaus[i];
		(b->kind == SOC_BUREAU_SCORER ? check_scorer : check_merged)(binding, i);
		if (b->minimum >= b->maximum)
			error_numbers(binding, "bureaus", i, "minimum", "# is not below maximum, #",
			              NUMBERS(b->minimum, b->maximum));
		else if (b->refuse_below > b->maximum)
			error_numbers(binding, "bureaus", i, "refuse_below",
			              "# is above maximum, #: everybody would be refused",
			              NUMBERS(b->refuse_below, b->maximum));
	}
}

static void check_firms(struct soc_binding *binding)
{
	const struct soc_scenario *s = binding->s;
	double share = 0.0;
	for (int i = 0; i < s->sectors_count; i++)
		share += s->sectors[i].share;
	if (share > 1.0 + WEIGHTS_OFF)
		error_numbers(binding, "sectors", latest_entry(binding, "sectors", "share"), "share",
		              "the shares of all sectors sum to at most 1; they sum to #", NUMBERS(share));
	for (int i = 1; i < s->firm_grades_count; i++)
		check_order(binding, "firm_grades", i, s->firm_grades[i].from, s->firm_grades[i - 1].from);
	for (int i = 0; i < s->firm_channels_count; i++) {
		const struct soc_firm_channel *c = &s->firm_channels[i];
		double sum = 0.0;
		for (int k = 0; k < s->firm_events_count; k++)
			sum += c->spurious_mix[k];
		if (sum == 0.0 && c->spurious_per_1000_years > 0.0)
			error_numbers(binding, "firm_channels", i, "spurious_per_1000_years",
			              "# spurious records, but spurious_mix: gives no class "
			              "of firm_events a weight; give weights, or set this to 0",
			              NUMBERS(c->spurious_per_1000_years));
	}
	for (int i = 0; i < s->firm_measures_count; i++)
		if (s->firm_measures[i].credit && s->firm_measures[i].kind != SOC_SANCTION)
			error_numbers(binding, "firm_measures", i, "credit",
			              "a reward is nothing that lenders refuse: only a measure of kind sanction may "
			              "set credit",
			              NULL);
}

/* The weights of an index, as one change leaves them. */
static void check_change_weights(struct soc_binding *binding, int change)
{
	const struct soc_scenario *s = binding->s;
	const struct soc_change *c = &s->changes[change];
	double sum = weights_of(s);
	int touched = 0;
	char path[PATH_BYTES];
	for (int i = c->first_setting; i < c->first_setting + c->settings; i++) {
		struct soc_parameter t;
		struct soc_buf why = { 0 };
		double value;
		if (soc_parameter_find(s, s->settings[i].path, &t, &why) && !strcmp(t.section->name, "components") &&
		    !strcmp(t.key->name, "weight") && soc_number_read(s->settings[i].value, &value) == 1) {
			sum += value - s->components[t.entry].weight;
			touched = 1;
		}
		soc_buf_release(&why);
	}
	if (s->scale.kind != SOC_SCALE_INDEX || !touched || fabs(sum - 1.0) <= WEIGHTS_OFF)
		return;
	struct soc_position at = place_of(binding, "timeline", change, NULL, path);
	soc_diagnostics_error(
		binding->diagnostics, at, path,
		"on an index scale the weights of all components must add up to 1; after this change they do not");
}

static int is_written(const struct soc_binding *binding, int change, const char *key)
{
	const struct soc_section *section = soc_section_find("timeline");
	const struct soc_parameter t = { section, soc_key_find(section, key), change, -1 };
	return soc_provenance_of(binding->provenance, &t)->stated_in != NULL;
}

static void check_timeline(struct soc_binding *binding)
{
	const struct soc_span *span = &binding->s->span;
	char path[PATH_BYTES], from[SOC_NUMBER_TEXT], to[SOC_NUMBER_TEXT];
	soc_month_write(span->from, from);
	soc_month_write(span->to, to);
	for (int i = 0; i < binding->s->changes_count; i++) {
		const struct soc_change *c = &binding->s->changes[i];
		struct soc_position at = place_of(binding, "timeline", i, NULL, path);
		check_change_weights(binding, i);
		if (c->to < c->from)
			soc_diagnostics_error(binding->diagnostics, at, path, "the change ends before it begins");
		else if (!is_written(binding, i, "from"))
			continue; /* said while reading: no month that could be compared */
		else if (c->from < span->from || c->from > span->to || (c->to != SOC_MONTH_OPEN && c->to > span->to))
			soc_diagnostics_warn(binding->diagnostics, at, path,
			                     "the change begins or ends outside the span, %s to %s", from, to);
	}
}

void soc_bind_check(struct soc_binding *binding)
{
	check_span(binding);
	check_scale(binding);
	for (int i = 1; i < binding->s->grades_count; i++)
		check_order(binding, "grades", i, binding->s->grades[i].from, binding->s->grades[i - 1].from);
	check_cliff(binding);
	check_components(binding);
	check_events(binding);
	check_channels(binding);
	check_hierarchy(binding);
	check_lists(binding);
	check_measures(binding);
	check_firms(binding);
	check_bureaus(binding);
	check_timeline(binding);
	soc_bind_check_modules(binding);
}
