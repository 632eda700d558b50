#include "model/modules/caps/caps.h"

#include "base/scan.h"

#include <string.h>

unsigned soc_caps_grade(const struct soc_regime *rules, unsigned lists, unsigned grade)
{
	unsigned most = SOC_GRADES_MAX - 1;
	for (unsigned bits = lists & rules->caps.lists; bits != 0; bits &= bits - 1) {
		const unsigned list = (unsigned)__builtin_ctz(bits);
		if (rules->caps.floor[list] > grade)
			grade = rules->caps.floor[list];
		if (rules->caps.cap[list] < most)
			most = rules->caps.cap[list];
	}
	return grade < most ? grade : most;
}

void soc_caps_bind(const struct soc_place_time *at, const struct soc_regime *rules,
                   const struct soc_record *record, uint8_t *grade, struct soc_month_log *month_log)
{
	memset(month_log->bound_by, 0, sizeof month_log->bound_by);
	for (unsigned bits = rules->caps.lists; bits != 0; bits &= bits - 1) {
		const unsigned list = (unsigned)__builtin_ctz(bits);
		SOC_FOR_NONZERO(record->months_left[list], at->count, row)
			month_log->bound_by[row] |= (uint8_t)(1u << list);
	}
	SOC_FOR_NONZERO(month_log->bound_by, at->count, row)
		grade[row] = (uint8_t)soc_caps_grade(rules, month_log->bound_by[row], grade[row]);
}

int soc_caps_hold(const struct soc_regime *rules, const struct soc_record *record, unsigned row)
{
	for (unsigned bits = rules->caps.lists; bits != 0; bits &= bits - 1) {
		const unsigned list = (unsigned)__builtin_ctz(bits);
		if (record->months_left[list][row] > 0 && rules->caps.cap[list] <= record->grade[row])
			return 1;
	}
	return 0;
}
