#include "model/modules/cliff/count.h"

#include "base/scan.h"
#include "base/vector.h"
#include "model/population/population.h"
#include "model/score.h"

#include <string.h>

/* Distances from the lowest bin, as unsigned: whoever is not near is beyond the last. */
SOC_VECTOR static void distances(const int32_t *score, unsigned count, int32_t lowest, int32_t beyond,
                                 uint32_t *distance, uint8_t *near)
{
	for (unsigned i = 0; i < count; i++) {
		distance[i] = (uint32_t)score[i] - (uint32_t)lowest;
		near[i] = distance[i] < (uint32_t)beyond;
	}
}

void soc_cliff_begin(const struct soc_measurement *s, uint8_t bin[SOC_FULL_COMMUNITY], struct soc_tally *t)
{
	const int32_t width = s->rules->cliff.width;
	int32_t score[SOC_COMMUNITY_MAX];
	uint32_t distance[SOC_COMMUNITY_MAX];
	uint8_t near[SOC_COMMUNITY_MAX];
	soc_scores(&s->rules->regime, s->record->points, NULL, s->at->count, score);
	distances(score, s->at->count, s->rules->cliff.from - width * (SOC_CLIFF_BINS / 2),
	          width * SOC_CLIFF_BINS, distance, near);
	memset(bin, SOC_CLIFF_FAR, s->at->count);
	SOC_FOR_NONZERO(near, s->at->count, row) {
		const unsigned b = distance[row] / (uint32_t)width;
		bin[row] = (uint8_t)b;
		soc_count_module(t, SOC_MOD_cliff_by_step_persons, b, 1);
		soc_count_module(t, SOC_MOD_cliff_by_step_sanctioned, b,
		                 (s->record->measures[row] & s->rules->regime.measures.sanctions) != 0);
	}
}

void soc_cliff_count(const struct soc_measurement *s, struct soc_tally *t)
{
	const uint8_t *bin = s->cliff;
	if (s->rules->cliff.width == 0)
		return;
	for (unsigned i = 0; i < s->true_log->occurrences_count; i++) {
		const struct soc_occurrence *o = &s->true_log->occurrences[i];
		if (bin[o->row] == SOC_CLIFF_FAR || s->rules->events.event[o->event].kind != SOC_VIOLATION)
			continue;
		soc_count_module(t, SOC_MOD_cliff_by_step_violations, bin[o->row], o->happened);
		soc_count_module(t, SOC_MOD_cliff_by_step_violations_counterfactual, bin[o->row], o->counterfactual);
	}
	for (unsigned i = 0; i < s->month_log->attempts_count; i++) {
		const struct soc_attempt *a = &s->month_log->attempts[i];
		if (bin[a->row] != SOC_CLIFF_FAR && (s->rules->regime.measures.sanctions >> a->measure & 1u))
			soc_count_module(t, SOC_MOD_cliff_by_step_refused, bin[a->row], a->effective);
	}
}
