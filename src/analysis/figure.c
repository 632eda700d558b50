/* One figure of a result by its name: a statistic of the headline, one of a module, a rate, or an indicator.
 */
#include "analysis/figures.h"
#include "analysis/names_of_values.h"
#include "analysis/student.h"
#include "analysis/summaries.h"
#include "base/mem.h"
#include "base/suggestion.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What a name stands for; all NULL: nothing. */
struct figure {
	const struct soc_statistic *statistic;
	const struct soc_summary *summary;
	const char *indicator, *rate; /* of a rate its formula */
	struct soc_suggestion near;
};

static void find(struct figure *f, const char *name)
{
	*f = (struct figure){ 0 };
	soc_suggestion_begin(&f->near, name);
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++) {
		if (strcmp(soc_statistics[i].name, name) == 0)
			f->statistic = &soc_statistics[i];
		soc_suggestion_try(&f->near, soc_statistics[i].name);
	}
	for (int i = 0; i < soc_summaries_count(); i++) {
		if (strcmp(soc_summaries_at(i)->name, name) == 0)
			f->summary = soc_summaries_at(i);
		soc_suggestion_try(&f->near, soc_summaries_at(i)->name);
	}
	f->rate = soc_names_of_rates_formula(name, &f->near);
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++) {
		if (strcmp(soc_statistics_all[i].name, name) == 0)
			f->indicator = soc_statistics_all[i].name;
		soc_suggestion_try(&f->near, soc_statistics_all[i].name);
	}
}

static enum soc_err no_figure(struct figure *f, const char *name, struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_USAGE,
	                "there is no statistic of the headline, rate or indicator \"%.100s\"%s", name,
	                soc_suggestion_hint(&f->near));
}

static enum soc_err read_rate(struct soc_result *r, const char *formula, int64_t replicate, int64_t month,
                              double *out, struct soc_msg *msg)
{
	struct soc_formula compiled;
	double *values = soc_calloc(SOC_VALUES_COUNT, sizeof *values);
	unsigned char *wanted = soc_calloc(SOC_VALUES_COUNT, 1);
	enum soc_err err = values != NULL && wanted != NULL
	                       ? soc_formula_compile(&compiled, formula, &soc_value_names, msg)
	                       : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read a figure");
	if (err == SOC_OK) {
		soc_figures_want(&compiled, wanted);
		err = soc_names_of_values_read(r, replicate, month, wanted, values, msg);
	}
	if (err == SOC_OK)
		*out = soc_formula_value(&compiled, values);
	soc_free(values);
	soc_free(wanted);
	return err;
}

/* In one replicate; beyond: whether it lies beyond what the run saw. */
static enum soc_err read_one(struct soc_result *r, const struct figure *f, const struct soc_scenario *s,
                             double sampling_weight, int64_t replicate, int64_t month, double *out,
                             int *beyond, struct soc_msg *msg)
{
	double cases = 0.0;
	if (f->rate != NULL)
		return read_rate(r, f->rate, replicate, month, out, msg);
	if (f->summary != NULL)
		return soc_summary_read(r, s, f->summary, replicate, month, out, &cases, msg);
	enum soc_err err = soc_statistic_read(r, f->statistic, replicate, month, sampling_weight, out, msg);
	if (err == SOC_OK && f->statistic->beyond)
		err = soc_statistic_cases(r, f->statistic, replicate, month, &cases, msg);
	*beyond |= f->statistic->beyond && isnan(*out) && cases > 0.0;
	return err;
}

/* Over the replicates first .. first + count - 1. */
static enum soc_err read_all(struct soc_result *r, const struct figure *f, int64_t month, int64_t first,
                             int count, double *out, struct soc_msg *msg)
{
	const struct soc_scenario *s = NULL;
	double sampling_weight = 1.0;
	int beyond = 0;
	double *values = soc_calloc((size_t)count, sizeof *values);
	if (values == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read a figure");
	enum soc_err err = soc_result_scenario_kept(r, &s, msg);
	if (err == SOC_OK)
		err = soc_statistic_sampling_weight(r, &sampling_weight, msg);
	for (int i = 0; i < count && err == SOC_OK; i++)
		err = read_one(r, f, s, sampling_weight, first + i, month, &values[i], &beyond, msg);
	if (err == SOC_OK)
		*out = beyond ? NAN : soc_student_interval(values, count, -INFINITY, INFINITY).mean;
	soc_free(values);
	return err;
}

enum soc_err soc_result_figure(struct soc_result *r, const char *name, int64_t month, int64_t replicate,
                               double *out, struct soc_msg *msg)
{
	struct figure f;
	double count = 0.0;
	find(&f, name);
	/* appeal_wait_months is a statistic too: as in the formulas of experiments, the indicator is meant. */
	if (f.indicator != NULL)
		return soc_result_number(r, "by_cell", f.indicator, month, replicate, out, msg);
	if (f.statistic == NULL && f.summary == NULL && f.rate == NULL)
		return no_figure(&f, name, msg);
	soc_result_begin(r);
	enum soc_err err = soc_result_settle_month(r, &month, msg);
	if (err == SOC_OK)
		err = soc_result_settle_replicate(r, replicate, &count, msg);
	return err == SOC_OK ? read_all(r, &f, month, replicate < 0 ? 0 : replicate,
	                                replicate < 0 ? (int)count : 1, out, msg)
	                     : err;
}

/* The section that a statistic of the headline stands in: its own, or that of one before it. */
static const char *section_of(const struct soc_statistic *f)
{
	while (f->section == NULL)
		f--;
	return f->section;
}

static const char *section_of_summary(const struct soc_summary *summary)
{
	int i = 0;
	while (soc_summaries_at(i) != summary)
		i++;
	return soc_modules[soc_summaries_module(i)]->title;
}

enum soc_err soc_result_label(const char *name, char **out, struct soc_msg *msg)
{
	struct figure f;
	char label[SOC_FULL_LABEL];
	find(&f, name);
	if (f.statistic == NULL && f.summary == NULL && f.rate == NULL && f.indicator == NULL)
		return no_figure(&f, name, msg);
	if (f.indicator != NULL) {
		size_t i = 0;
		while (strcmp(soc_sim_indicator(i)->name, f.indicator) != 0)
			i++;
		snprintf(label, sizeof label, "%s (%s)", soc_sim_indicator(i)->meaning, soc_sim_indicator(i)->unit);
	} else if (f.rate != NULL) {
		snprintf(label, sizeof label, "%s", soc_names_of_rates_label(name));
	} else if (f.summary != NULL) {
		soc_statistic_full_label(section_of_summary(f.summary), soc_summary_statistic(f.summary).label, label,
		                         sizeof label);
	} else {
		soc_statistic_full_label(section_of(f.statistic), f.statistic->label, label, sizeof label);
	}
	char *text = soc_strdup(label);
	if (text == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a label");
	*out = text;
	return SOC_OK;
}
