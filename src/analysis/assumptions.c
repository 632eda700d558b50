#include "analysis/assumptions.h"

#include "base/mem.h"
#include "base/num.h"
#include "input/bind/load.h"

#include <math.h>

int soc_assumptions_are_enough(int64_t points, int64_t of)
{
	return points >= SOC_ASSUMPTIONS_LEAST && 10 * points >= 9 * of;
}

#define CERTAIN_95 1.6449 /* standard normal: one-sided 95% */

int soc_assumptions_differ(double spread, double simulation_error, int64_t points, int64_t replicates)
{
	if (!(simulation_error > 0.0))
		return 1; /* random numbers do nothing: what differs at all differs by more */
	const double ratio = 1.0 + spread / simulation_error * (spread / simulation_error);
	const double of_between = 2.0 / (9.0 * (double)(points - 1)),
				 of_within = 2.0 / (9.0 * (double)(points * (replicates - 1)));
	const double root = soc_num_pow(ratio, 1.0 / 3.0);
	return (1.0 - of_within) * root - (1.0 - of_between) >
	       CERTAIN_95 * soc_num_sqrt(of_within * root * root + of_between);
}

void soc_assumptions_leave_out_unsure(struct soc_assumptions *a)
{
	const int64_t of = a->points - a->refused;
	for (int i = 0; i < a->outcomes_count; i++) {
		struct soc_assumptions_outcome *o = &a->outcome[i];
		const int enough = soc_assumptions_are_enough(o->points, of);
		if (enough && soc_assumptions_differ(o->spread, o->simulation_error, o->points, a->replicates))
			continue;
		o->low = o->median = o->high = o->spread = o->simulation_error = NAN;
		o->matter_count = enough ? o->matter_count : 0;
	}
	for (int i = 0; i < a->rates_count; i++) {
		struct soc_assumptions_rate *rate = &a->rate[i];
		if (!soc_assumptions_are_enough(rate->points, of))
			rate->low = rate->median = rate->high = rate->simulation_error = rate->difference_low =
				rate->difference_high = rate->ratio_low = rate->ratio_high = NAN;
	}
}

enum soc_err soc_assumptions_read_text(const char *name, const char *text, size_t length,
                                       struct soc_assumptions **out, struct soc_diagnostics **diagnostics,
                                       struct soc_msg *msg)
{
	const enum soc_err err = soc_assumptions_parse(name, text, length, out, diagnostics, msg);
	if (err == SOC_OK)
		soc_assumptions_leave_out_unsure(*out);
	return err;
}

enum soc_err soc_assumptions_read(const char *path, struct soc_assumptions **out,
                                  struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	char *text = NULL;
	size_t length = 0;
	if (diagnostics != NULL)
		*diagnostics = NULL;
	enum soc_err err = soc_load_file(path, &text, &length, msg);
	if (err == SOC_OK)
		err = soc_assumptions_read_text(path, text, length, out, diagnostics, msg);
	soc_free(text);
	return err;
}
