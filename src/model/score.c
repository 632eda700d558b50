#include "model/score.h"

#include "base/vector.h"

#include <string.h>

int32_t soc_score_less(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                       const int32_t *less)
{
	int32_t sum = rules->scoring.constant * 256;
	for (unsigned f = 0; f < rules->scoring.components; f++) {
		int32_t points = record->points[f][row] - less[f] + rules->scoring.start[f];
		sum += soc_clamp(points, rules->scoring.floor[f], rules->scoring.ceiling[f]) *
		       rules->scoring.coefficient[f];
	}
	return soc_clamp(sum >> 8, rules->scoring.minimum, rules->scoring.maximum);
}

int32_t soc_score_without_points(const struct soc_regime *rules)
{
	int32_t sum = rules->scoring.constant * 256;
	for (unsigned f = 0; f < rules->scoring.components; f++)
		sum += soc_clamp(rules->scoring.start[f], rules->scoring.floor[f], rules->scoring.ceiling[f]) *
		       rules->scoring.coefficient[f];
	return soc_clamp(sum >> 8, rules->scoring.minimum, rules->scoring.maximum);
}

int32_t soc_score(const struct soc_regime *rules, const struct soc_record *record, unsigned row)
{
	static const int32_t nothing[SOC_COMPONENTS_MAX];
	return soc_score_less(rules, record, row, nothing);
}

unsigned soc_score_grade(const struct soc_regime *rules, int32_t score)
{
	unsigned grade = 0;
	for (unsigned g = 1; g < rules->scoring.grades; g++)
		grade += score >= rules->scoring.grade_from[g];
	return grade;
}

/* One component's part of the scores, as in soc_score_less. */
SOC_VECTOR static void add_component(int32_t *score, const int16_t *column, unsigned count, int32_t start,
                                     int32_t low, int32_t high, int32_t by)
{
	for (unsigned i = 0; i < count; i++)
		score[i] += soc_clamp(column[i] + start, low, high) * by;
}

SOC_VECTOR static void within_scale(int32_t *score, unsigned count, int32_t minimum, int32_t maximum)
{
	for (unsigned i = 0; i < count; i++)
		score[i] = soc_clamp(score[i] >> 8, minimum, maximum);
}

SOC_VECTOR static void count_above(const int32_t *score, uint8_t *grade, unsigned count, int32_t from)
{
	for (unsigned i = 0; i < count; i++)
		grade[i] = (uint8_t)(grade[i] + (score[i] >= from));
}

SOC_VECTOR static void take_away(int32_t *out, const int16_t *column, const int16_t *less, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		out[i] = column[i] - less[i];
}

SOC_VECTOR static void add_rest(int32_t *score, const int32_t *rest, unsigned count, int32_t start,
                                int32_t low, int32_t high, int32_t by)
{
	for (unsigned i = 0; i < count; i++)
		score[i] += soc_clamp(rest[i] + start, low, high) * by;
}

void soc_scores(const struct soc_regime *rules, int16_t *const *points, int16_t *const *less, unsigned count,
                int32_t *score)
{
	for (unsigned i = 0; i < count; i++)
		score[i] = rules->scoring.constant * 256;
	for (unsigned f = 0; f < rules->scoring.components; f++) {
		int32_t rest[SOC_FULL_COMMUNITY];
		if (less == NULL) {
			add_component(score, points[f], count, rules->scoring.start[f], rules->scoring.floor[f],
			              rules->scoring.ceiling[f], rules->scoring.coefficient[f]);
			continue;
		}
		take_away(rest, points[f], less[f], count);
		add_rest(score, rest, count, rules->scoring.start[f], rules->scoring.floor[f],
		         rules->scoring.ceiling[f], rules->scoring.coefficient[f]);
	}
	within_scale(score, count, rules->scoring.minimum, rules->scoring.maximum);
}

void soc_score_grades(const struct soc_regime *rules, const int32_t *score, unsigned count, uint8_t *grade)
{
	memset(grade, 0, count);
	for (unsigned g = 1; g < rules->scoring.grades; g++)
		count_above(score, grade, count, rules->scoring.grade_from[g]);
}
