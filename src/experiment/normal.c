#include "experiment/normal.h"

#include "base/num.h"

#define TAIL 0.02425 /* where the two approximations meet */

static double polynomial(const double *c, int count, double x)
{
	double sum = c[0];
	for (int i = 1; i < count; i++)
		sum = sum * x + c[i];
	return sum;
}

static double of_tail(double p)
{
	static const double c[] = { -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
		                        -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00 };
	static const double d[] = { 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
		                        3.754408661907416e+00, 1.0 };
	const double q = soc_num_sqrt(-2.0 * soc_num_log(p));
	return polynomial(c, 6, q) / polynomial(d, 5, q);
}

double soc_normal_quantile(double p)
{
	static const double a[] = { -3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
		                        1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00 };
	static const double b[] = { -5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
		                        6.680131188771972e+01,  -1.328068155288572e+01, 1.0 };
	if (p < TAIL)
		return of_tail(p);
	if (p > 1.0 - TAIL)
		return -of_tail(1.0 - p);
	const double q = p - 0.5, r = q * q;
	return q * polynomial(a, 6, r) / polynomial(b, 6, r);
}

double soc_normal_of(uint32_t word)
{
	return soc_normal_quantile(((double)word + 0.5) / 4294967296.0);
}
