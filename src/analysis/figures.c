#include "analysis/figures.h"

#include "analysis/names_of_values.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

void soc_figures_want(const struct soc_formula *formula, unsigned char *wanted)
{
	for (int i = 0; i < formula->steps; i++)
		if (formula->step[i].what == 'v')
			wanted[formula->step[i].name] = 1;
}

enum soc_err soc_figures_read(struct soc_figures *f, struct soc_result *r, int replicates, int64_t month,
                              const unsigned char *wanted, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	f->replicates = replicates;
	f->values = soc_calloc((size_t)replicates * SOC_VALUES_COUNT + 1, sizeof *f->values);
	f->mean = soc_calloc(SOC_VALUES_COUNT, sizeof *f->mean);
	if (f->values == NULL || f->mean == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the figures of %d replicates",
		                replicates);
	soc_result_begin(r);
	for (int i = 0; i < replicates && err == SOC_OK; i++)
		err = soc_names_of_values_read(r, i, month, wanted, f->values + (size_t)i * SOC_VALUES_COUNT, msg);
	return err;
}

void soc_figures_release(struct soc_figures *f)
{
	soc_free(f->values);
	soc_free(f->mean);
	memset(f, 0, sizeof *f);
}

/* The formula of the means over all replicates but one; -1: over all. */
static double without(struct soc_figures *f, const struct soc_formula *formula, int replicate)
{
	const double n = replicate < 0 ? f->replicates : f->replicates - 1;
	memset(f->mean, 0, SOC_VALUES_COUNT * sizeof *f->mean);
	for (int s = 0; s < formula->steps; s++) {
		if (formula->step[s].what != 'v')
			continue;
		const int name = formula->step[s].name;
		double sum = 0.0;
		for (int i = 0; i < f->replicates; i++)
			if (i != replicate)
				sum += f->values[(size_t)i * SOC_VALUES_COUNT + (size_t)name];
		f->mean[name] = sum / n;
	}
	return soc_formula_value(formula, f->mean);
}

static double cases_of(struct soc_figures *f, const struct soc_formula *cases)
{
	return cases->steps > 0 ? without(f, cases, -1) * f->replicates : NAN;
}

struct soc_interval soc_figures_value(struct soc_figures *f, const struct soc_formula *formula,
                                      const struct soc_formula *cases, double per)
{
	double left[SOC_REPLICATES_MOST];
	const int is_share = per > 0.0;
	for (int i = 0; i < f->replicates; i++)
		left[i] = f->replicates > 1 ? without(f, formula, i) : NAN;
	struct soc_interval v = soc_student_jackknife(without(f, formula, -1), left, f->replicates,
	                                              is_share ? 0.0 : -INFINITY, is_share ? per : INFINITY);
	if (is_share)
		soc_interval_widen(&v, per, cases_of(f, cases));
	return soc_interval_or_none(v);
}

struct soc_interval soc_figures_difference(struct soc_figures *a, struct soc_figures *b,
                                           const struct soc_formula *formula, const struct soc_formula *cases,
                                           double per)
{
	double left[SOC_REPLICATES_MOST];
	for (int i = 0; i < a->replicates; i++)
		left[i] = a->replicates > 1 ? without(b, formula, i) - without(a, formula, i) : NAN;
	struct soc_interval v = soc_student_jackknife(without(b, formula, -1) - without(a, formula, -1), left,
	                                              a->replicates, -INFINITY, INFINITY);
	if (per > 0.0)
		soc_interval_widen_difference(&v, per, fmin(cases_of(a, cases), cases_of(b, cases)), -per, per);
	return soc_interval_or_none(v);
}

double soc_figures_rests_on(struct soc_figures *f, const struct soc_formula *formula,
                            const struct soc_formula *cases, double per)
{
	const double among = cases_of(f, cases), value = without(f, formula, -1);
	if (isnan(among) || isnan(value))
		return NAN;
	const double counted = per > 0.0 ? value * among / per : among;
	return counted < among ? counted : among;
}
