#include "experiment/factor.h"

#include "base/num.h"
#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

_Static_assert(SOC_NUMBER_TEXT <= SOC_FACTOR_TEXT, "a number is a value of a factor");

const char *const soc_factor_distributions[3] = { "uniform", "loguniform", "values" };

static double between(double value, double low, double high)
{
	return value < low ? low : value > high ? high : value;
}

static double whole_number(double low, double high, double u)
{
	return between(floor(low + u * (high - low + 1.0)), low, high);
}

void soc_factor_value(const struct soc_factor *f, double u, char out[SOC_FACTOR_TEXT])
{
	double value;
	if (f->distribution == SOC_FACTOR_VALUES) {
		const int i = (int)between(floor(u * f->values_count), 0.0, f->values_count - 1.0);
		memcpy(out, f->value[i], SOC_FACTOR_TEXT);
		return;
	}
	if (f->is_whole && f->distribution == SOC_FACTOR_UNIFORM) {
		value = whole_number(f->low, f->high, u);
	} else if (f->distribution == SOC_FACTOR_LOGUNIFORM) {
		const double low = soc_num_log(f->low), high = soc_num_log(f->high);
		value = between(soc_num_exp(low + u * (high - low)), f->low, f->high);
		value = f->is_whole ? floor(value + 0.5) : value;
	} else {
		value = between(f->low + u * (f->high - f->low), f->low, f->high);
	}
	soc_number_write(value, out);
}

double soc_factor_number(const struct soc_factor *f, const char *value)
{
	double number;
	if (soc_number_read(value, &number) == 1)
		return number;
	for (int i = 0; i < f->values_count; i++)
		if (strcmp(f->value[i], value) == 0)
			return i;
	return NAN;
}

int soc_factor_levels(const struct soc_factor *f, int levels)
{
	if (f->distribution == SOC_FACTOR_VALUES)
		return f->values_count;
	return f->is_whole && f->high - f->low + 1.0 < levels ? (int)(f->high - f->low + 1.0) : levels;
}

double soc_factor_level(const struct soc_factor *f, int i, int levels)
{
	if (f->distribution == SOC_FACTOR_VALUES || (f->is_whole && levels == (int)(f->high - f->low + 1.0)))
		return (i + 0.5) / levels;
	return levels > 1 ? (double)i / (levels - 1) : 0.5;
}
