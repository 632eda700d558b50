/* What lost work takes of income, however it was lost: whole steps, and one more by chance where the share is
 * not made of whole ones, so that the mean is the share (conduct.job_loss_income). */
#ifndef SOC_MODEL_LOST_WORK_H
#define SOC_MODEL_LOST_WORK_H

#include "model/community.h"
#include "model/variates.h"

/* more: threshold of 2^32. */
static inline void soc_population_lost_work(const struct soc_place_time *at, unsigned steps, uint64_t more,
                                            struct soc_self *self, unsigned row)
{
	unsigned sum = (self->life[row] & SOC_LIFE_INCOME) + steps;
	if (more > 0)
		sum += soc_below(SOC_VARIATE(JOB_LOSS_MORE, at->seed, at->first_person + row, at->month, 0), more);
	self->life[row] =
		(uint8_t)((self->life[row] & ~SOC_LIFE_INCOME) | (sum < SOC_LIFE_INCOME ? sum : SOC_LIFE_INCOME));
}

#endif
