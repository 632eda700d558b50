#include "model/modules/joins/count.h"

#include "model/measures/own.h"
#include "model/modules/joins/joins.h"
#include "model/population/population.h"
#include "model/score.h"

/* ---- links ---- */

void soc_joins_count(const struct soc_measurement *s, struct soc_tally *t)
{
	uint16_t row;
	uint8_t how;
	for (unsigned i = 0; i < s->month_log->records_count && s->rules->joins.on; i++)
		for (unsigned c = 0; c < s->rules->records.count; c++) {
			const enum soc_join_link found =
				soc_joins_link(s->at, s->rules, c, &s->month_log->records[i], &row, &how);
			soc_count_module(t, SOC_MOD_joins_by_channel_right, c, found == SOC_JOIN_RIGHT);
			soc_count_module(t, SOC_MOD_joins_by_channel_misattributed, c, found == SOC_JOIN_FALSE);
			soc_count_module(t, SOC_MOD_joins_by_channel_missed, c, found == SOC_JOIN_MISSED);
		}
}

/* ---- contexts ---- */

#define ORIGIN_RELATIVE SOC_CONTEXT_CHOICES

/* The context of the component that costs the person most. */
static unsigned origin_of_grade(const struct soc_measurement *s, unsigned row)
{
	const struct soc_scoring_rules *scoring = &s->rules->regime.scoring;
	unsigned origin = SOC_CONTEXT_NONE;
	int64_t least = 0;
	for (unsigned f = 0; f < scoring->components; f++) {
		const int64_t worth = (int64_t)scoring->coefficient[f] *
		                      soc_clamp(s->record->points[f][row], scoring->floor[f], scoring->ceiling[f]);
		if (worth < least) {
			least = worth;
			origin = s->rules->joins.component[f];
		}
	}
	return origin;
}

static unsigned origin_of_entry(const struct soc_measurement *s, unsigned list, unsigned row)
{
	const uint8_t entry = s->record->entry[list][row];
	if (soc_entry_trigger(entry) != SOC_TRIGGER_GRADE)
		return s->rules->joins.channel[soc_entry_channel(entry)];
	if (soc_entry_for_firm(entry))
		return SOC_CONTEXT_WORK;
	/* A list that no grade leads to has such an entry for a relative. */
	return s->rules->regime.lists.list[list].entry_grades == 0 ? ORIGIN_RELATIVE : origin_of_grade(s, row);
}

/* Where the data came from by which a measure holds a person: of several sources, one of the measure's own
 * context, else the first; lists before the grade. Of a measure that is a relative's: from there. */
static unsigned origin_of(const struct soc_measurement *s, unsigned row, unsigned measure)
{
	const struct soc_measures_rules *measures = &s->rules->regime.measures;
	const unsigned class = soc_traits_class(s->registry->traits[row]), own = s->rules->joins.measure[measure];
	unsigned found = SOC_CONTEXT_NONE, sources = 0;
	if (!(soc_measures_own(s->at, &s->rules->regime, s->registry, s->record, row) >> measure & 1u))
		return ORIGIN_RELATIVE;
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++) {
		if (s->record->months_left[l][row] == 0 || !(measures->of_list[class][l] >> measure & 1u))
			continue;
		const unsigned origin = origin_of_entry(s, l, row);
		found = sources++ == 0 || origin == own ? origin : found;
	}
	if (sources > 0 || !s->rules->regime.scoring.on ||
	    !(measures->of_grade[class][s->record->grade[row]] >> measure & 1u))
		return found;
	return origin_of_grade(s, row);
}

void soc_joins_count_attempts(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->month_log->attempts_count && s->rules->joins.contexts; i++) {
		const struct soc_attempt *a = &s->month_log->attempts[i];
		const unsigned effect = s->rules->joins.measure[a->measure];
		if (a->effective == 0 || !(s->rules->regime.measures.sanctions >> a->measure & 1u) ||
		    effect == SOC_CONTEXT_NONE)
			continue;
		const unsigned origin = origin_of(s, a->row, a->measure);
		const int64_t wrong = soc_count_is_rightly_own(s, a->row, a->measure) ? 0 : a->effective;
		soc_count_module(t, SOC_MOD_joins_by_context_refused, SOC_AT(joins_by_context, origin, effect),
		                 a->effective);
		soc_count_module(t, SOC_MOD_joins_by_context_refused_innocent,
		                 SOC_AT(joins_by_context, origin, effect), wrong);
		if (origin == SOC_CONTEXT_NONE)
			continue;
		soc_count_module(t, SOC_MOD_joins_by_month_stated, 0, a->effective);
		soc_count_module(t, SOC_MOD_joins_by_month_outside, 0, origin != effect ? a->effective : 0);
		soc_count_module(t, SOC_MOD_joins_by_month_outside_innocent, 0, origin != effect ? wrong : 0);
	}
}
