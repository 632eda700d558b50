/* How far scores spread, and over ages: whole points of every person. */
#include "model/indicators/count.h"

#include "base/vector.h"
#include "model/population/population.h"

SOC_VECTOR static int64_t whole_points(const int32_t *score, const uint8_t *situation, unsigned count,
                                       int32_t *points, uint8_t *band)
{
	int64_t squares = 0;
	for (unsigned i = 0; i < count; i++) {
		points[i] = score[i] / SOC_POINT;
		band[i] = (uint8_t)soc_situation_age_band(situation[i]);
		squares += (int64_t)points[i] * points[i];
	}
	return squares;
}

SOC_VECTOR static int64_t sum_of_band(const int32_t *points, const uint8_t *band, unsigned count,
                                      uint8_t wanted, int32_t *people)
{
	int32_t sum = 0, n = 0; /* 512 scores of at most 10,000 points */
	for (unsigned i = 0; i < count; i++) {
		sum += band[i] == wanted ? points[i] : 0;
		n += band[i] == wanted;
	}
	*people = n;
	return sum;
}

void soc_count_spread(const struct soc_measurement *s, struct soc_tally *t)
{
	int32_t points[SOC_COMMUNITY_MAX], people;
	uint8_t band[SOC_COMMUNITY_MAX];
	soc_count_module(t, SOC_MOD_spread_by_month_score_squares, 0,
	                 whole_points(s->score, s->registry->situation, s->at->count, points, band));
	for (unsigned b = 0; b < SOC_AGE_BANDS; b++) {
		const int64_t sum = sum_of_band(points, band, s->at->count, (uint8_t)b, &people);
		soc_count_module(t, SOC_MOD_spread_by_age_score_sum, b, sum);
		soc_count_module(t, SOC_MOD_spread_by_age_persons, b, people);
	}
}
