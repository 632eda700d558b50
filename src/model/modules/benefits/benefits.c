#include "model/modules/benefits/benefits.h"

#include "model/rows.h"

void soc_benefits_take(const struct soc_place_time *at, const struct soc_benefit_rule *rule,
                       struct soc_self *self, unsigned row)
{
	self->strain[row] = (uint8_t)(self->strain[row] > rule->relief ? self->strain[row] - rule->relief : 0);
	if (self->gain == NULL || (rule->gain_steps == 0 && rule->gain_more == 0))
		return;
	unsigned steps = self->gain[row] + rule->gain_steps;
	steps += soc_below(SOC_VARIATE(GAIN_MORE, at->seed ^ rule->salt, at->first_person + row, at->month, 0),
	                   rule->gain_more);
	self->gain[row] = (uint8_t)(steps < SOC_GAIN_MOST ? steps : SOC_GAIN_MOST);
}

void soc_benefits_fade(const struct soc_place_time *at, const struct soc_rules *rules, struct soc_self *self)
{
	if (self->gain == NULL)
		return;
	struct soc_row_blocks w;
	soc_rows_draw(at, SOC_DRAW_GAIN, at->month, SOC_BLOCK(GAIN_FADES, 0), self->gain, 0xff, &w);
	for (unsigned i = 0; i < w.count; i++)
		self->gain[w.row[i]] -=
			(uint8_t)soc_below(w.word[i][SOC_LANE(GAIN_FADES)], rules->people.income_recovery);
}
