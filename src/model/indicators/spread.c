/* How far scores spread, and over ages: whole points of every person. */
#include "model/indicators/count.h"

#include "model/population/population.h"

void soc_count_spread(const struct soc_seen *s, struct soc_tally *t)
{
	int64_t squares = 0, sum[SOC_AGE_BANDS] = { 0 }, people[SOC_AGE_BANDS] = { 0 };
	for (unsigned i = 0; i < s->at->count; i++) {
		const int64_t points = s->score[i] / SOC_POINT;
		const unsigned band = soc_cell_age_band(s->self->cell[i]);
		squares += points * points;
		sum[band] += points;
		people[band]++;
	}
	soc_count_module(t, SOC_MOD_score_squares, 0, squares);
	for (unsigned band = 0; band < SOC_AGE_BANDS; band++) {
		soc_count_module(t, SOC_MOD_score_by_age, band, sum[band]);
		soc_count_module(t, SOC_MOD_persons_by_age, band, people[band]);
	}
}
