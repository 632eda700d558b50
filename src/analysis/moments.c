#include "analysis/moments.h"

#include "base/num.h"

void soc_moments_add(struct soc_moments *m, double value, int count)
{
	const double before = value - m->mean;
	m->mean += before / count;
	m->squares += before * (value - m->mean);
}

double soc_moments_deviation(const struct soc_moments *m, int count)
{
	return count > 1 ? soc_num_sqrt(m->squares / (count - 1)) : 0;
}
