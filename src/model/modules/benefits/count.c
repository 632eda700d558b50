#include "model/modules/benefits/count.h"

#include "base/scan.h"

void soc_benefits_count(const struct soc_measurement *s, struct soc_tally *t)
{
	const int64_t percent = (int64_t)(100 * SOC_LOST_INCOME_STEP);
	if (s->self->gain == NULL)
		return;
	SOC_FOR_NONZERO(s->self->gain, s->at->count, row)
		soc_count_module(t, SOC_MOD_benefits_by_cell_income_gained, soc_count_cell(s->registry, s->self, row),
		                 percent * s->self->gain[row]);
}
