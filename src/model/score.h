/* What points are worth: the score that a record has by the rules, and the grade of a score. Pure functions
 * of the record, for whoever asks: people who know their score, lenders, the regime. What changes points is
 * the phase model/scoring. docs/model/scoring.md. */
#ifndef SOC_MODEL_SCORE_H
#define SOC_MODEL_SCORE_H

#include "input/compile/regime.h"
#include "model/community.h"

static inline int32_t soc_clamp(int32_t x, int32_t low, int32_t high)
{
	return x < low ? low : x > high ? high : x;
}

/* What is added to points times keep before the 16 bits below the point are cut: 0 to 65535. Over the months
 * it runs through the multiples of the golden ratio (low discrepancy), so that fractions of 1/32 point are
 * neither lost nor gained on the whole. stream: the component. */
static inline uint32_t soc_score_fade_offset(uint64_t person, uint32_t month, unsigned stream)
{
	return ((uint32_t)person * 25717u + month * 40503u + stream * 7919u) & 0xffffu;
}

/* What is left of points posted so many months ago. */
static inline int32_t soc_score_points_left(const struct soc_regime *rules, unsigned component,
                                            int32_t points, unsigned months)
{
	for (; months > 0 && rules->scoring.keep[component] < 65536 && points != 0; months--)
		points = (int32_t)((int64_t)points * rules->scoring.keep[component] / 65536);
	return points;
}

/* The score of a row, 1/32 point: constant + sum of clamped, weighted components, within the scale. */
int32_t soc_score(const struct soc_regime *rules, const struct soc_record *record, unsigned row);
/* The score of who has no points, as soc_score of such a row; no column is read. */
int32_t soc_score_without_points(const struct soc_regime *rules);
/* The same with some of the points taken away: less[f] belongs to component f. */
int32_t soc_score_less(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                       const int32_t *less);
/* The grade of a score: 0 the lowest, below rules->scoring.grades. */
unsigned soc_score_grade(const struct soc_regime *rules, int32_t score);
/* The same for the first `count` rows at once. less: columns of points to take away, or NULL. Cost: about 0.2
 * ns a person and component. */
void soc_scores(const struct soc_regime *rules, int16_t *const *points, int16_t *const *less, unsigned count,
                int32_t *score);
void soc_score_grades(const struct soc_regime *rules, const int32_t *score, unsigned count, uint8_t *grade);

#endif
