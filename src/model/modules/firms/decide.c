/* What the regime makes of a firm's records: points, grade, lists, measures. Decided from records alone. */
#include "model/modules/firms/record.h"
#include "model/score.h"

unsigned soc_firms_grade_of(const struct soc_firms_rules *rules, int32_t points)
{
	unsigned grade = 0;
	while (grade + 1 < rules->grades && rules->base + points >= rules->grade_from[grade + 1])
		grade++;
	return grade;
}

/* A term that runs out while the grade stands that enters firms begins again. */
static int begins_again(const struct soc_firms_rules *rules, const struct soc_firm_record *record,
                        uint32_t firm, unsigned list)
{
	return rules->list[list].enabled && rules->grades > 0 &&
	       (rules->list[list].entry_grades >> record->grade[firm] & 1u);
}

void soc_firms_leave(struct soc_firm_record *record, uint32_t firm, unsigned list,
                     struct soc_firm_exits *exits)
{
	exits->lapsed[list] += soc_firm_appeal(record->file[list][firm]) > 0;
	record->left[list][firm] = 0;
	record->file[list][firm] = 0;
}

static void age_entry(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                      struct soc_firm_record *record, uint32_t firm, unsigned list,
                      struct soc_firm_exits *exits)
{
	uint8_t *left = &record->left[list][firm];
	if (--*left == 0) {
		if (begins_again(rules, record, firm, list)) {
			*left = rules->list[list].term;
			return;
		}
		soc_firms_leave(record, firm, list, exits);
		exits->expired[list]++;
		return;
	}
	if (rules->list[list].repair == 0 ||
	    !soc_below(SOC_FIRM_VARIATE(FIRM_REPAIR, at, rules->list[list].salt, firm, 0),
	               rules->list[list].repair))
		return;
	soc_firms_leave(record, firm, list, exits);
	exits->repaired[list]++;
}

void soc_firms_age(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                   struct soc_firm_record *record, uint32_t firm, struct soc_firm_exits *exits)
{
	int32_t points = record->points[firm];
	if (points != 0)
		record->points[firm] = (int16_t)((points * (int64_t)rules->keep +
		                                  soc_score_fade_offset(at->first + firm, at->month, 0)) >>
		                                 16);
	for (unsigned l = 0; l < rules->lists; l++)
		if (record->left[l][firm] > 0)
			age_entry(at, rules, record, firm, l, exits);
}

static void enter(const struct soc_firms_rules *rules, struct soc_firm_record *record, uint32_t firm,
                  unsigned list, unsigned cause)
{
	record->file[list][firm] = (uint8_t)cause;
	record->left[list][firm] = rules->list[list].term;
	record->flags[firm] |= (uint8_t)(1u << list);
}

struct soc_firm_answer soc_firms_accept(const struct soc_firm_place_time *at,
                                        const struct soc_firms_rules *rules, struct soc_firm_record *record,
                                        uint32_t firm, unsigned event)
{
	struct soc_firm_answer answer = { 0, 0, 0 };
	const int32_t before = record->points[firm];
	const int32_t after =
		soc_clamp(before + rules->event[event].points, -SOC_FIRM_POINTS_MOST, SOC_FIRM_POINTS_MOST);
	record->points[firm] = (int16_t)after;
	answer.posted = after - before;
	for (unsigned l = 0; l < rules->lists; l++) {
		const struct soc_firm_list_rule *rule = &rules->list[l];
		if (!rule->enabled || !(rule->entry_events >> event & 1u) ||
		    !soc_below(SOC_FIRM_VARIATE(FIRM_ENTRY_RECORD, at, rule->salt, firm, 0), rule->entry))
			continue;
		if (record->left[l][firm] > 0) {
			record->left[l][firm] = rule->term;
			answer.renewed |= (uint8_t)(1u << l);
			continue;
		}
		enter(rules, record, firm, l, event + 1);
		answer.entered |= (uint8_t)(1u << l);
	}
	return answer;
}

unsigned soc_firms_grade(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                         struct soc_firm_record *record, uint32_t firm)
{
	const unsigned from = record->grade[firm], to = soc_firms_grade_of(rules, record->points[firm]);
	unsigned entered = 0;
	if (from == to)
		return 0;
	record->grade[firm] = (uint8_t)to;
	for (unsigned l = 0; l < rules->lists; l++) {
		const struct soc_firm_list_rule *rule = &rules->list[l];
		const int towards = rule->colour == SOC_BLACK ? to < from : to > from;
		if (!rule->enabled || !towards || !(rule->entry_grades >> to & 1u) || record->left[l][firm] > 0 ||
		    !soc_below(SOC_FIRM_VARIATE(FIRM_ENTRY_GRADE, at, rule->salt, firm, 0), rule->entry))
			continue;
		enter(rules, record, firm, l, SOC_FIRM_BY_GRADE);
		entered |= 1u << l;
	}
	return entered;
}

unsigned soc_firms_measures(const struct soc_firms_rules *rules, const struct soc_firm_record *record,
                            uint32_t firm)
{
	unsigned set = rules->grades > 0 ? rules->measures_of_grade[record->grade[firm]] : 0;
	for (unsigned l = 0; l < rules->lists; l++)
		if (record->left[l][firm] > 0)
			set |= rules->measures_of_list[l];
	return set;
}

int soc_firms_has_score(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                        const struct soc_firm_record *record, uint16_t kind, uint32_t firm)
{
	const uint64_t coverage = rules->credit_coverage[soc_firm_size(kind) > 0];
	return coverage > UINT32_MAX || soc_below(SOC_VARIATE(FIRM_HAS_SCORE, at->seed, at->first + firm,
	                                                      soc_firm_generation(record->seat[firm]), 0),
	                                          coverage);
}

unsigned soc_firms_lenders(const struct soc_firms_rules *rules, const struct soc_firm_record *record,
                           uint32_t firm, int has_score)
{
	const int refused =
		has_score ? rules->base + record->points[firm] < rules->credit_below : rules->credit_unscored > 0;
	return refused ? rules->credit_measures : 0u;
}

struct soc_firm_attempts soc_firms_attempt(const struct soc_firm_place_time *at,
                                           const struct soc_firms_rules *rules, uint16_t kind, uint32_t firm,
                                           unsigned measure, uint64_t strictness)
{
	const struct soc_firm_measure_rule *rule = &rules->measure[measure];
	const uint32_t *more_than = rule->more_than[soc_firm_size(kind)][soc_firm_sector(kind)];
	const uint32_t word = SOC_FIRM_VARIATE(FIRM_DEMAND_COUNT, at, rule->salt, firm, 0);
	struct soc_firm_attempts a = { 0, 0 };
	while (a.tried < SOC_FIRM_ATTEMPTS && word < more_than[a.tried])
		a.tried++;
	if (strictness > UINT32_MAX)
		a.effective = a.tried;
	else
		for (unsigned i = 0; i < a.tried; i++)
			a.effective += (unsigned)soc_below(
				SOC_FIRM_VARIATE(FIRM_DEMAND_EFFECTIVE, at, rule->salt, firm, i), strictness);
	return a;
}
