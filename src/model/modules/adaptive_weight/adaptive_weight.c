#include "model/modules/adaptive_weight/adaptive_weight.h"

void soc_adaptive_weight_outcome(const struct soc_adaptive_weight_rules *rule, const struct soc_tally *tally,
                                 int64_t out[2])
{
	out[0] = out[1] = 0;
	for (unsigned class = 0; class < SOC_PERSON_CLASSES; class ++)
		for (unsigned i = 0; i < SOC_DEMOGRAPHIC_CELLS / SOC_PERSON_CLASSES && (rule->classes >> class & 1u);
		     i++) {
			const int64_t *cell = tally->cell[class * (SOC_DEMOGRAPHIC_CELLS / SOC_PERSON_CLASSES) + i];
			out[0] += cell[SOC_IND_persons];
			out[1] += cell[SOC_IND_grade_0];
		}
}

uint16_t soc_adaptive_weight_next(const struct soc_adaptive_weight_rules *rule, uint16_t weight,
                                  const int64_t known[2])
{
	if (known[0] == 0)
		return weight;
	const int64_t missing = (rule->target * known[0] - known[1] * 65536) / known[0];
	const int64_t next = weight + missing * rule->gain / 65536;
	return (uint16_t)(next < rule->lowest ? rule->lowest : next > rule->highest ? rule->highest : next);
}

void soc_adaptive_weight_count(const struct soc_adaptive_weight_rules *rule, uint16_t weight,
                               struct soc_tally *tally)
{
	int64_t lowest[2];
	if (rule->component < 0)
		return;
	soc_adaptive_weight_outcome(rule, tally, lowest);
	soc_count_module(tally, SOC_MOD_adaptive_weight_by_month_weight, 0, weight);
	soc_count_module(tally, SOC_MOD_adaptive_weight_by_month_persons, 0, lowest[0]);
	soc_count_module(tally, SOC_MOD_adaptive_weight_by_month_lowest, 0, lowest[1]);
}
