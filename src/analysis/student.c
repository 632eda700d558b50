#include "analysis/student.h"

#include "analysis/text.h"
#include "base/num.h"

#include <math.h>

double soc_student_975(int degrees)
{
	/* NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.2,
	 * https://www.itl.nist.gov/div898/handbook/ */
	static const double table[] = {
		12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
		2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
		2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
	};
	if (degrees < 1)
		return INFINITY;
	if (degrees <= 30)
		return table[degrees - 1];
	return degrees < 40 ? 2.042 : degrees < 60 ? 2.021 : degrees < 100 ? 2.000 : 1.984;
}

/* A&S 26.7.3 (odd) and 26.7.4 (even): A(t|n) of the angle whose tangent is t / sqrt(n), in sine and cosine.
 */
static double within(double t, int n)
{
	const double sine = t / sqrt(n + t * t), cosine2 = n / (n + t * t);
	double term = n % 2 == 1 ? sqrt(cosine2) : 1.0, sum = n == 1 ? 0.0 : term;
	for (int k = n % 2 == 1 ? 3 : 2; k < n; k += 2) {
		term *= cosine2 * (k - 1) / k;
		sum += term;
	}
	return n % 2 == 1 ? 2.0 / 3.141592653589793 * (soc_num_arctan(t / sqrt(n)) + sine * sum) : sine * sum;
}

double soc_student_tail(double t, int degrees)
{
	t = fabs(t);
	if (!(t < INFINITY))
		return isnan(t) ? NAN : 0.0;
	const double tail = 1.0 - within(t, degrees);
	return tail > 0.0 ? tail : 0.0;
}

double soc_student_beyond(double tail, int degrees)
{
	double low = 0.0, high = 1.0;
	while (high < 1e15 && soc_student_tail(high, degrees) > tail)
		high *= 2.0;
	for (int i = 0; i < 100; i++) {
		const double middle = (low + high) / 2.0;
		if (soc_student_tail(middle, degrees) > tail)
			low = middle;
		else
			high = middle;
	}
	return high;
}

struct soc_interval soc_student_interval(const double *values, int n, double least, double most)
{
	struct soc_interval out = { NAN, NAN, NAN, 0 };
	double sum = 0, squares = 0, first = NAN;
	int agree = 1;
	for (int i = 0; i < n; i++)
		if (!isnan(values[i])) {
			first = out.count == 0 ? values[i] : first;
			agree &= values[i] == first;
			sum += values[i];
			out.count++;
		}
	if (out.count == 0)
		return out;
	/* Replicates that agree are one number, whatever rounding their sum would bring. */
	out.mean = agree ? first : sum / out.count;
	if (out.count == 1)
		return out;
	for (int i = 0; i < n; i++)
		if (!isnan(values[i]))
			squares += (values[i] - out.mean) * (values[i] - out.mean);
	double half = soc_student_975(out.count - 1) * sqrt(squares / (out.count - 1) / out.count);
	out.low = fmax(least, out.mean - half);
	out.high = fmin(most, out.mean + half);
	return out;
}

struct soc_interval soc_student_jackknife(double all, const double *without, int n, double least, double most)
{
	struct soc_interval out = { all, NAN, NAN, isnan(all) ? 0 : n };
	double mean = 0, squares = 0;
	for (int i = 0; i < n; i++)
		mean += without[i] / n;
	if (isnan(all) || isnan(mean) || isinf(mean) || n < 2)
		return out;
	for (int i = 0; i < n; i++)
		squares += (without[i] - mean) * (without[i] - mean);
	const double half = soc_student_975(n - 1) * sqrt(squares * (n - 1) / n);
	/* Replicates that agree are told as such, whatever rounding their means would bring. */
	const int agree = half <= 1e-12 * (1.0 + fabs(all));
	out.low = agree ? all : fmax(least, all - half);
	out.high = agree ? all : fmin(most, all + half);
	return out;
}

static const double z = 1.959964; /* 97.5% point of the normal law */
#define LOG_OF_5_PERCENT (-2.995732273553991)

void soc_interval_widen_count(struct soc_interval *v, double each, double cases)
{
	if (v->count < 2 || v->high > v->low)
		return;
	const double half = each * z * sqrt(cases) / v->count;
	v->low = v->mean > half ? v->mean - half : 0.0;
	v->high = cases > 0.0 ? v->mean + half : 3.0 * each / v->count;
}

void soc_interval_widen_difference(struct soc_interval *v, double per, double acts, double least, double most)
{
	if (v->count < 2 || v->high > v->low || !(acts > 0.0))
		return;
	const double changed = fabs(v->mean) * acts / per;
	const double half = per / acts * (changed > 0.0 ? z * soc_num_sqrt(changed) : 3.0);
	v->low = fmax(least, v->mean - half);
	v->high = fmin(most, v->mean + half);
}

struct soc_interval soc_student_counts(const double *counts, int n)
{
	struct soc_interval v = soc_student_interval(counts, n, 0.0, INFINITY);
	soc_interval_widen_count(&v, 1.0, v.mean * n);
	return v;
}

struct soc_interval soc_student_counts_less(const double *counts, const double *less, double *differences,
                                            int n)
{
	for (int i = 0; i < n; i++)
		differences[i] = counts[i] - less[i];
	struct soc_interval v = soc_student_interval(differences, n, -INFINITY, INFINITY);
	soc_interval_widen_difference(&v, 1.0, v.count, -INFINITY, INFINITY);
	return v;
}

void soc_interval_widen(struct soc_interval *v, double per, double cases)
{
	if (v->count < 2 || v->high > v->low || !isfinite(per) || !(cases > 0.0))
		return;
	const double p = v->mean / per, margin = -soc_num_exp_less_one(LOG_OF_5_PERCENT / cases);
	if (p > 0.0 && p < 1.0) {
		const double centre = (p + z * z / (2.0 * cases)) / (1.0 + z * z / cases);
		const double half =
			z * sqrt(p * (1.0 - p) / cases + z * z / (4.0 * cases * cases)) / (1.0 + z * z / cases);
		v->low = per * (centre - half);
		v->high = per * (centre + half);
	} else {
		v->low = p > 0.0 ? per * (1.0 - margin) : 0.0;
		v->high = p > 0.0 ? per : per * margin;
	}
}

struct soc_interval soc_interval_or_none(struct soc_interval v)
{
	if (!(v.high > v.low))
		v.low = v.high = NAN;
	return v;
}

const char *soc_interval_why(const struct soc_interval *v)
{
	return v->high > v->low ? ""
	       : v->count == 0  ? "no value"
	       : v->count == 1  ? "one replicate"
	                        : SOC_TEXT_ALIKE;
}
