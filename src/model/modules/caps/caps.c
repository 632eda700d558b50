#include "model/modules/caps/caps.h"

#include "base/scan.h"

#include <string.h>

unsigned soc_remarks_grade(const struct soc_rules *rules, unsigned lists, unsigned grade)
{
	unsigned most = SOC_GRADES_MAX - 1;
	for (unsigned bits = lists & rules->remarks; bits != 0; bits &= bits - 1) {
		const struct soc_list_rule *rule = &rules->list[__builtin_ctz(bits)];
		if (rule->grade_least > grade)
			grade = rule->grade_least;
		if (rule->grade_most < most)
			most = rule->grade_most;
	}
	return grade < most ? grade : most;
}

void soc_remarks_bind(const struct soc_place_time *at, const struct soc_rules *rules,
                      const struct soc_record *record, uint8_t *grade, struct soc_journal *journal)
{
	memset(journal->remarked, 0, sizeof journal->remarked);
	for (unsigned bits = rules->remarks; bits != 0; bits &= bits - 1) {
		const unsigned list = (unsigned)__builtin_ctz(bits);
		SOC_FOR_NONZERO(record->months_left[list], at->count, row)
		journal->remarked[row] |= (uint8_t)(1u << list);
	}
	SOC_FOR_NONZERO(journal->remarked, at->count, row)
	grade[row] = (uint8_t)soc_remarks_grade(rules, journal->remarked[row], grade[row]);
}

int soc_remarks_hold(const struct soc_rules *rules, const struct soc_record *record, unsigned row)
{
	for (unsigned bits = rules->remarks; bits != 0; bits &= bits - 1) {
		const unsigned list = (unsigned)__builtin_ctz(bits);
		if (record->months_left[list][row] > 0 && rules->list[list].grade_most <= record->grade[row])
			return 1;
	}
	return 0;
}
