#include "model/scoring/scoring.h"

#include "base/scan.h"
#include "base/vector.h"
#include "model/modules/caps/caps.h"
#include "model/population/population.h"

#include <string.h>

void soc_scoring_begin(const struct soc_regime *rules, struct soc_record *record, const uint8_t *quintile,
                       unsigned count)
{
	for (unsigned f = 0; f < rules->scoring.components; f++)
		for (unsigned i = 0; i < count; i++)
			record->points[f][i] = (int16_t)soc_clamp(rules->scoring.means_slope[f] * ((int)quintile[i] - 2),
			                                          INT16_MIN, INT16_MAX);
	for (unsigned i = 0; i < count; i++)
		record->grade[i] =
			rules->scoring.on ? (uint8_t)soc_score_grade(rules, soc_score(rules, record, i)) : 0;
}

/* |x| < 2^15 and keep < 2^16: the product and its offset stay within 32 bits. */
SOC_VECTOR static void fade_column(int16_t *column, unsigned count, int32_t keep, uint32_t offset)
{
	for (unsigned i = 0; i < count; i++)
		column[i] = (int16_t)((column[i] * keep + (int32_t)((offset + i * 25717u) & 0xffffu)) >> 16);
}

static unsigned all_components(const struct soc_regime *rules)
{
	return (1u << rules->scoring.components) - 1;
}

unsigned soc_scoring_can_rest(const struct soc_regime *rules)
{
	unsigned others = rules->prediction.scores;
	for (unsigned f = 0; f < rules->scoring.components; f++)
		others |= (unsigned)(rules->scoring.component_kind[f] == SOC_COMPONENT_NETWORK ||
		                     rules->ratings.component[f].every > 0)
		          << f;
	return all_components(rules) & ~others;
}

/* Whether anything is set of a column. Where there is something, most of it need not be looked at. */
static int any_set(const int16_t *column, unsigned count)
{
	for (unsigned first = 0; first < count; first += 64)
		if (soc_scan_words_of_64((const uint16_t *)column + first, count - first) != 0)
			return 1;
	return 0;
}

unsigned soc_scoring_at_rest(int16_t *const *points, unsigned count, unsigned components)
{
	unsigned rest = 0;
	for (unsigned bits = components; bits != 0; bits &= bits - 1)
		if (!any_set(points[__builtin_ctz(bits)], count))
			rest |= bits & (0u - bits);
	return rest;
}

void soc_scoring_fade(const struct soc_regime *rules, const struct soc_place_time *at, int16_t *const *points,
                      unsigned rest)
{
	for (unsigned f = 0; f < rules->scoring.components; f++) {
		if (rules->scoring.keep[f] < 65536 && !(rest >> f & 1u))
			fade_column(points[f], at->count, (int32_t)rules->scoring.keep[f],
			            soc_score_fade_offset(at->first_person, at->month,
			                                  (unsigned)rules->scoring.component_salt[f]));
	}
}

int32_t soc_scoring_add(const struct soc_regime *rules, struct soc_record *record, unsigned component,
                        unsigned row, int32_t points, struct soc_month_log *month_log)
{
	/* What is held stays where the component can hold it, so that a loss beyond the floor is not owed later.
	 */
	int16_t *cell = &record->points[component][row];
	int32_t low = rules->scoring.floor[component] - rules->scoring.start[component],
			high = rules->scoring.ceiling[component] - rules->scoring.start[component];
	if (*cell < low || *cell > high)
		return 0;
	int32_t next = soc_clamp(*cell + points, low, high);
	int32_t posted = next - *cell;
	*cell = (int16_t)next;
	month_log->moved |= (uint8_t)((unsigned)(posted != 0) << component);
	return posted;
}

/* Points that bring a score down to a limit: the class drops the person straight to a grade. */
static int32_t drop_to(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                       unsigned component, int32_t limit)
{
	int32_t above = soc_score(rules, record, row) - limit;
	if (above <= 0 || rules->scoring.coefficient[component] <= 0)
		return 0;
	return -(int32_t)(((int64_t)above * 256 + rules->scoring.coefficient[component] - 1) /
	                  rules->scoring.coefficient[component]);
}

void soc_scoring_post(const struct soc_regime *rules, struct soc_record *record,
                      struct soc_month_log *month_log)
{
	for (unsigned i = 0; i < month_log->records_count; i++) {
		struct soc_rec *rec = &month_log->records[i];
		const struct soc_tariff *tariff = &rules->scoring.tariff[rec->event];
		if (!soc_rec_is_accepted(rec) || !tariff->has_component || !rules->scoring.on)
			continue;
		rec->posted = soc_scoring_add(rules, record, tariff->component, rec->row, tariff->points, month_log);
		if (tariff->grade_limit != INT32_MAX)
			rec->posted += soc_scoring_add(
				rules, record, tariff->component, rec->row,
				drop_to(rules, record, rec->row, tariff->component, tariff->grade_limit), month_log);
		if (rec->informer != SOC_NOBODY && rules->scoring.reward[rec->channel] > 0)
			soc_scoring_add(rules, record, tariff->component, rec->informer,
			                rules->scoring.reward[rec->channel], month_log);
	}
}

/* Network components hold the mean score of the household's other members, mapped to the component's range.
 */
static void renew_network(const struct soc_regime *rules, const struct soc_registry *registry,
                          struct soc_record *record, int32_t *score, unsigned count)
{
	const int64_t width = rules->scoring.maximum - rules->scoring.minimum;
	for (unsigned first = 0; first < count && width > 0;) {
		const unsigned size =
			soc_home_size(registry->home[first]) > 0 ? soc_home_size(registry->home[first]) : 1;
		int64_t sum = 0;
		for (unsigned i = first; i < first + size && i < count; i++)
			sum += score[i] - rules->scoring.minimum;
		for (unsigned i = first; i < first + size && i < count && size > 1; i++) {
			int64_t mean = (sum - (score[i] - rules->scoring.minimum)) / (int64_t)(size - 1);
			for (unsigned f = 0; f < rules->scoring.components; f++)
				if (rules->scoring.component_kind[f] == SOC_COMPONENT_NETWORK)
					record->points[f][i] =
						(int16_t)(rules->scoring.floor[f] +
					              mean * (rules->scoring.ceiling[f] - rules->scoring.floor[f]) / width -
					              rules->scoring.start[f]);
		}
		first += size;
	}
	soc_scores(rules, record->points, NULL, count, score);
}

/* Scores and grades by what each row has. */
static void grade_rows(const struct soc_regime *rules, const struct soc_registry *registry,
                       struct soc_record *record, unsigned count, int32_t *score, uint8_t *grade)
{
	soc_scores(rules, record->points, NULL, count, score);
	if (rules->scoring.has_network)
		renew_network(rules, registry, record, score, count);
	soc_score_grades(rules, score, count, grade);
}

/* The same where nobody has points. */
static void grade_alike(const struct soc_regime *rules, unsigned count, int32_t *score, uint8_t *grade)
{
	const int32_t of_all = soc_score_without_points(rules);
	for (unsigned i = 0; i < count; i++)
		score[i] = of_all;
	memset(grade, (int)soc_score_grade(rules, of_all), count);
}

int soc_scoring_grade(const struct soc_regime *rules, const struct soc_place_time *at,
                      const struct soc_registry *registry, struct soc_record *record, unsigned rest,
                      struct soc_month_log *month_log, int32_t *score)
{
	uint8_t grade[SOC_COMMUNITY_MAX];
	const int alike = at->count > 0 && (rest & ~(unsigned)month_log->moved) == all_components(rules);
	if (!rules->scoring.on)
		return 0;
	if (alike)
		grade_alike(rules, at->count, score, grade);
	else
		grade_rows(rules, registry, record, at->count, score, grade);
	if (rules->caps.lists)
		soc_caps_bind(at, rules, record, grade, month_log);
	if (memcmp(grade, record->grade, at->count) == 0)
		return alike && !rules->caps.lists;
	for (unsigned i = 0; i < at->count; i++) {
		if (grade[i] == record->grade[i])
			continue;
		struct soc_grade_change *change = soc_month_log_grades(month_log);
		if (change != NULL)
			*change = (struct soc_grade_change){ (uint16_t)i, record->grade[i], grade[i] };
		record->grade[i] = grade[i];
		soc_month_log_touch(month_log, i);
	}
	return alike && !rules->caps.lists;
}
