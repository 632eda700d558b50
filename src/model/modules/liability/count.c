#include "model/modules/liability/count.h"

void soc_liability_count(const struct soc_measurement *s, struct soc_tally *t)
{
	soc_count_module(t, SOC_MOD_liability_by_month_records, 0, s->month_log->liability_records);
	soc_count_module(t, SOC_MOD_liability_by_month_persons, 0, s->month_log->liability_persons);
}

void soc_liability_count_measure(unsigned measure, struct soc_tally *t)
{
	soc_count_module(t, SOC_MOD_liability_measures_by_measure_persons, measure, 1);
}
