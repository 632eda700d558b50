#include "base/poisson.h"

#include "base/draw.h"
#include "base/num.h"

uint32_t soc_poisson_clip(double p)
{
	uint64_t t = soc_threshold(p);
	return t > 0xffffffffu ? 0xffffffffu : (uint32_t)t;
}

double soc_poisson_thresholds(double mean, uint32_t *more_than, int n)
{
	double term = soc_num_exp(-mean), tail = 1.0 - term;
	for (int i = 0; i < n; i++) {
		more_than[i] = soc_poisson_clip(tail);
		term *= mean / (i + 1);
		tail -= term;
	}
	return tail > 0.0 ? tail : 0.0;
}

static double beyond(double mean, int n)
{
	double term = soc_num_exp(-mean), tail = 1.0 - term;
	for (int i = 0; i < n; i++) {
		term *= mean / (i + 1);
		tail -= term;
	}
	return tail;
}

double soc_poisson_most(int n, double cut)
{
	double low = 0.0, high = 1.0;
	while (high < 512.0 && beyond(high, n) <= cut)
		high *= 2.0;
	while (high - low > 1e-6 * high) {
		const double mean = 0.5 * (low + high);
		*(beyond(mean, n) <= cut ? &low : &high) = mean;
	}
	return low;
}
