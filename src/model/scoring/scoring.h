/* Phase 5: accepted records -> points by family -> score -> grade. docs/model, Scoring. */
#ifndef SOC_MODEL_SCORING_H
#define SOC_MODEL_SCORING_H

#include "model/community.h"
#include "model/journal.h"

static inline int32_t soc_clamp(int32_t x, int32_t low, int32_t high)
{
	return x < low ? low : x > high ? high : x;
}

/* Points left of x after a month: x * keep with unbiased rounding. The rounding offset of a row runs through
 * the multiples of the golden ratio with the months (low discrepancy), so that fractions of 1/32 point are
 * neither lost nor gained on the whole. */
static inline uint32_t soc_fade_offset(uint64_t person, uint32_t month, unsigned family)
{
	return ((uint32_t)person * 25717u + month * 40503u + family * 7919u) & 0xffffu;
}

/* What is left of points posted so many months ago. */
static inline int32_t soc_points_left(const struct soc_rules *rules, unsigned family, int32_t points,
                                      unsigned months)
{
	for (; months > 0 && rules->keep[family] < 65536 && points != 0; months--)
		points = (int32_t)((int64_t)points * rules->keep[family] / 65536);
	return points;
}

/* The score of a row, 1/32 point: constant + sum of clamped, weighted families, within the scale. */
int32_t soc_score(const struct soc_rules *rules, const struct soc_record *record, unsigned row);
/* The same with some of the points taken away: less[f] belongs to family f. */
int32_t soc_score_less(const struct soc_rules *rules, const struct soc_record *record, unsigned row,
                       const int32_t *less);
unsigned soc_grade_of(const struct soc_rules *rules, int32_t score);
/* The same for the first `count` rows at once. less: columns of points to take away, or NULL. Cost: about 0.2
 * ns a person and family. */
void soc_scores(const struct soc_rules *rules, int16_t *const *points, int16_t *const *less, unsigned count,
                int32_t *score);
void soc_grades_of(const struct soc_rules *rules, const int32_t *score, unsigned count, uint8_t *grade);

/* Sets points and grade of every row as they are before the first record. fifth[row]: recorded income, 0..4.
 */
void soc_scoring_begin(const struct soc_rules *rules, struct soc_record *record, const uint8_t *fifth,
                       unsigned count);

/* Lets the points of every row fade by a month. Also for the shadow columns kept in truth/. */
void soc_scoring_fade(const struct soc_rules *rules, const struct soc_place_time *at, int16_t *const *points);
/* Adds points to what a family holds, within what it can hold; returns what was added. */
int32_t soc_scoring_add(const struct soc_rules *rules, struct soc_record *record, unsigned family,
                        unsigned row, int32_t points);
/* Posts the journal's accepted records and the rewards of informers; sets rec.posted. */
void soc_scoring_post(const struct soc_rules *rules, struct soc_record *record, struct soc_journal *journal);
/* Renews scores (at->count values, 1/32 point) and grades; changes of grade go to the journal. */
void soc_scoring_grade(const struct soc_rules *rules, const struct soc_place_time *at,
                       const struct soc_registry *registry, struct soc_record *record,
                       struct soc_journal *journal, int32_t *score);

#endif
