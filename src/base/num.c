#include "base/num.h"

#include <math.h>

#define LN2_HI 6.93147180369123816490e-01 /* high bits of ln 2: k * LN2_HI is exact for |k| < 2^20 */
#define LN2_LO 1.90821492927058770002e-10

double soc_num_exp(double x)
{
	if (x < -700.0)
		return 0.0;
	if (x > 700.0)
		return INFINITY;
	if (x != x)
		return x;
	double k = (double)(long)(x / (LN2_HI + LN2_LO) + (x < 0 ? -0.5 : 0.5));
	double r = (x - k * LN2_HI) - k * LN2_LO; /* |r| <= ln 2 / 2 */
	double term = 1.0, sum = 1.0;
	for (int i = 1; i <= 17; i++) {
		term = term * r / i;
		sum += term;
	}
	return ldexp(sum, (int)k); /* ldexp is exact */
}

double soc_num_log(double x)
{
	if (!(x > 0.0))
		return x == 0.0 ? -INFINITY : NAN;
	int e;
	double m = frexp(x, &e); /* exact */
	if (m < 0.70710678118654752) {
		m *= 2.0;
		e--;
	}
	double z = (m - 1.0) / (m + 1.0), z2 = z * z, power = z, sum = 0.0; /* log m = 2 atanh z */
	for (int i = 1; i <= 41; i += 2) {
		sum += power / i;
		power *= z2;
	}
	return e * LN2_HI + (2.0 * sum + e * LN2_LO);
}

double soc_num_pow(double x, double y)
{
	if (y == 0.0)
		return 1.0;
	if (!(x > 0.0))
		return 0.0;
	return soc_num_exp(y * soc_num_log(x));
}

double soc_num_exp_less_one(double x)
{
	if (!(x > -0.5 && x < 0.5))
		return soc_num_exp(x) - 1.0;
	double sum = 1.0;
	for (int i = 18; i >= 2; i--)
		sum = 1.0 + sum * x / i;
	return x * sum;
}

double soc_num_arctan(double x)
{
	if (x == INFINITY)
		return 1.5707963267948966;
	/* Halved three times, arctan x = 2 arctan(x / (1 + sqrt(1 + x^2))), it is below 0.2, and the series
	 * short. For a large x the square root is x itself. */
	double whole = 1.0;
	for (int i = 0; i < 3; i++) {
		x = x > 1e100 ? 1.0 : x / (1.0 + sqrt(1.0 + x * x));
		whole *= 2.0;
	}
	const double square = x * x;
	double sum = 0.0;
	for (int i = 25; i >= 1; i -= 2)
		sum = 1.0 / i - square * sum;
	return whole * x * sum;
}

double soc_num_sqrt(double x)
{
	return x > 0.0 ? sqrt(x) : 0.0; /* IEEE 754 requires sqrt to be correctly rounded */
}

double soc_num_below(double x)
{
	double scale = 1.0;
	if (!(x > 1e-300) || x > 1e300)
		return x > 0.0 ? x : 0.0;
	while (x * scale < 1000.0)
		scale *= 10.0;
	while (x * scale >= 10000.0)
		scale /= 10.0;
	const double told = (double)(int)(x * scale) / scale;
	return told <= x ? told : ((double)(int)(x * scale) - 1.0) / scale;
}
