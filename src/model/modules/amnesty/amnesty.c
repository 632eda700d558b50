#include "model/modules/amnesty/amnesty.h"

#include "base/scan.h"
#include "input/module.h"
#include "model/lists/lists.h"

int soc_amnesty_covers(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                       unsigned list)
{
	return soc_lists_stood(rules, record, row, list) >= rules->amnesty.months[list];
}

static int applies(const struct soc_regime *rules, const struct soc_self *self, unsigned row, unsigned list)
{
	return !(rules->amnesty.on_application >> list & 1u) || (self->aware[row] >> list & 1u);
}

void soc_amnesty_grant(const struct soc_place_time *at, const struct soc_regime *rules,
                       const struct soc_self *self, struct soc_record *record,
                       struct soc_month_log *month_log)
{
	for (unsigned bits = rules->amnesty.lists; bits != 0; bits &= bits - 1) {
		const unsigned l = (unsigned)__builtin_ctz(bits);
		SOC_FOR_NONZERO(record->months_left[l], at->count, row)
			if (soc_amnesty_covers(rules, record, row, l) && applies(rules, self, row, l))
				soc_lists_end(rules, record, row, l, SOC_EXIT_BY_MODULE + SOC_MODULE_amnesty, month_log);
	}
}
