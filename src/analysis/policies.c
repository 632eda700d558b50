#include "analysis/policies.h"

#include "analysis/names_of_values.h"
#include "analysis/pairing.h"
#include "base/mem.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define HARSHNESS SOC_OBJECTIVES_MAX

enum soc_err soc_policies_read(const char *path, struct soc_policies **out,
                               struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	struct soc_diagnostics *list = NULL;
	struct soc_policies *p = soc_calloc(1, sizeof *p);
	if (p == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", path);
	enum soc_err err = soc_policies_plan_read(path, &soc_value_names, &p->plan, &list, msg);
	if (err == SOC_OK)
		*out = p;
	else
		soc_policies_free(p);
	if (diagnostics != NULL)
		*diagnostics = list;
	else
		soc_diagnostics_free(list);
	return err;
}

void soc_policies_free(struct soc_policies *p)
{
	if (p == NULL)
		return;
	soc_free(p->value);
	soc_free(p);
}

int soc_policies_count(const struct soc_policies *p)
{
	return p->plan.variants_count;
}
const char *soc_policies_name(const struct soc_policies *p, int i)
{
	return i >= 0 && i < p->plan.variants_count ? p->plan.variant[i].name : NULL;
}
const char *soc_policies_path(const struct soc_policies *p, int i)
{
	return i >= 0 && i < p->plan.variants_count ? p->plan.variant[i].path : NULL;
}
int soc_policies_has_local(const struct soc_policies *p)
{
	return p->plan.rollout.local_count > 0;
}
const char *soc_policies_national(const struct soc_policies *p)
{
	return p->plan.rollout.national;
}

int soc_policies_chosen(const struct soc_policies *p)
{
	return p->plan.rollout.wanted && p->judged ? p->verdict[p->plan.rollout.objective].picked : -1;
}

/* ---- values ---- */
static double *values_of(const struct soc_policies *p, int statistic, int variant)
{
	return p->value + ((size_t)statistic * SOC_POLICIES_MAX + (size_t)variant) * SOC_REPLICATES_MOST;
}

static const struct soc_objective *statistic_of(const struct soc_policies *p, int statistic)
{
	const struct soc_objective *o =
		statistic == HARSHNESS ? &p->plan.harshness : &p->plan.objective[statistic];
	return statistic < p->plan.objectives_count || (statistic == HARSHNESS && o->formula[0] != '\0') ? o
	                                                                                                 : NULL;
}

static enum soc_err compile_all(const struct soc_policies *p,
                                struct soc_formula formula[SOC_POLICIES_STATISTICS], unsigned char *wanted,
                                struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int f = 0; f < SOC_POLICIES_STATISTICS && err == SOC_OK; f++) {
		formula[f].steps = 0;
		if (statistic_of(p, f) == NULL)
			continue;
		err = soc_formula_compile(&formula[f], statistic_of(p, f)->formula, &soc_value_names, msg);
		for (int i = 0; i < formula[f].steps; i++)
			if (formula[f].step[i].what == 'v')
				wanted[formula[f].step[i].name] = 1;
	}
	return err;
}

static enum soc_err read_variant(struct soc_policies *p, int variant, struct soc_result *r, int64_t month,
                                 const struct soc_formula *formula, const unsigned char *wanted,
                                 struct soc_msg *msg)
{
	double named[SOC_VALUES_COUNT] = { 0 };
	enum soc_err err = SOC_OK;
	for (int k = 0; k < p->replicates && err == SOC_OK; k++) {
		soc_result_begin(r);
		err = soc_names_of_values_read(r, k, month, wanted, named, msg);
		for (int f = 0; f < SOC_POLICIES_STATISTICS && err == SOC_OK; f++)
			if (statistic_of(p, f) != NULL)
				values_of(p, f, variant)[k] = soc_formula_value(&formula[f], named);
	}
	for (int f = 0; f < SOC_POLICIES_STATISTICS && err == SOC_OK; f++)
		if (statistic_of(p, f) != NULL)
			p->of[f][variant] = soc_interval_or_none(
				soc_student_interval(values_of(p, f, variant), p->replicates, -INFINITY, INFINITY));
	return err;
}

/* ---- the choice ---- */
static int is_better(const struct soc_objective *o, double a, double b)
{
	return o->lowest ? a < b : a > b;
}

/* The best by its mean, but for `except`; of equal ones the first. Variants without a value in some replicate
 * are out. */
static int best_of(const struct soc_policies *p, int statistic, int except)
{
	int best = -1;
	for (int v = 0; v < p->plan.variants_count; v++)
		if (v != except && p->of[statistic][v].count == p->replicates &&
		    (best < 0 ||
		     is_better(statistic_of(p, statistic), p->of[statistic][v].mean, p->of[statistic][best].mean)))
			best = v;
	return best;
}

static int is_best_in(const struct soc_policies *p, int statistic, int variant, int replicate)
{
	for (int v = 0; v < p->plan.variants_count; v++)
		if (v != variant && is_better(statistic_of(p, statistic), values_of(p, statistic, v)[replicate],
		                              values_of(p, statistic, variant)[replicate]))
			return 0;
	return 1;
}

static int harshness_rank(const struct soc_policies *p, int variant)
{
	int rank = 1;
	if (statistic_of(p, HARSHNESS) == NULL || variant < 0)
		return 0;
	for (int v = 0; v < p->plan.variants_count; v++)
		rank += p->of[HARSHNESS][v].mean > p->of[HARSHNESS][variant].mean;
	return rank;
}

/* The best by the mean over all replicates but `left_out`, but for `except`. */
static int best_without(const struct soc_policies *p, int statistic, int left_out, int except)
{
	int best = -1;
	double most = 0.0;
	for (int v = 0; v < p->plan.variants_count; v++) {
		double sum = 0.0;
		if (v == except || p->of[statistic][v].count != p->replicates)
			continue;
		for (int k = 0; k < p->replicates; k++)
			sum += k == left_out ? 0.0 : values_of(p, statistic, v)[k];
		if (best < 0 || is_better(statistic_of(p, statistic), sum, most)) {
			best = v;
			most = sum;
		}
	}
	return best;
}

/* The winner's curse: of several that are alike the one that leads is the one that random numbers favour. So
 * each replicate measures a choice that the others have made (leave one out). */
static void judge_apart(const struct soc_policies *p, int statistic, struct soc_verdict *d, double *room)
{
	const double sign = statistic_of(p, statistic)->lowest ? -1.0 : 1.0;
	for (int k = 0; k < p->replicates; k++) {
		const int best = best_without(p, statistic, k, -1), second = best_without(p, statistic, k, best);
		d->picked_apart += best == d->picked;
		room[k] = second < 0 || p->replicates < 2
		              ? NAN
		              : sign * (values_of(p, statistic, best)[k] - values_of(p, statistic, second)[k]);
	}
	d->lead_apart = soc_interval_or_none(soc_student_interval(room, p->replicates, -INFINITY, INFINITY));
}

static enum soc_err judge_one(struct soc_policies *p, int statistic, double *room)
{
	struct soc_verdict *d = &p->verdict[statistic];
	*d = (struct soc_verdict){ .picked = best_of(p, statistic, -1), .second = -1 };
	if (d->picked < 0)
		return SOC_OK;
	d->second = best_of(p, statistic, d->picked);
	d->harshness_rank = harshness_rank(p, d->picked);
	for (int k = 0; k < p->replicates; k++) {
		d->replicates_for += is_best_in(p, statistic, d->picked, k);
		room[k] = d->second >= 0
		              ? values_of(p, statistic, d->picked)[k] - values_of(p, statistic, d->second)[k]
		              : NAN;
	}
	d->lead = soc_interval_or_none(soc_student_interval(room, p->replicates, -INFINITY, INFINITY));
	judge_apart(p, statistic, d, room);
	return SOC_OK;
}

/* ---- are they pairs? ---- */
static enum soc_err check_pairs(struct soc_policies *p, struct soc_result *const *results, int64_t *month,
                                struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	p->replicates = SOC_REPLICATES_MOST;
	*month = INT64_MAX;
	for (int v = 0; v < p->plan.variants_count && err == SOC_OK; v++) {
		struct soc_pairing pair;
		struct soc_msg why = { "" };
		err = soc_pairing_check(results[0], results[v], NULL, &pair, &why);
		if (err != SOC_OK)
			return soc_fail(msg, err, "variants %s and %s: %.800s", p->plan.variant[0].name,
			                p->plan.variant[v].name, why.text);
		p->replicates = pair.replicates < p->replicates ? pair.replicates : p->replicates;
		if (pair.last_month < *month) {
			*month = pair.last_month;
			snprintf(p->last_month, sizeof p->last_month, "%s", pair.last_date);
		}
		if (pair.notes.length > 0 && p->notes[0] == '\0')
			snprintf(p->notes, sizeof p->notes, "%s and %s: %.900s", p->plan.variant[0].name,
			         p->plan.variant[v].name, soc_buf_text(&pair.notes));
		soc_buf_release(&pair.notes);
	}
	return err == SOC_OK
	           ? soc_result_meta(results[0], "first_month", p->first_month, sizeof p->first_month, msg)
	           : err;
}

static enum soc_err read_source(struct soc_policies *p, struct soc_result *const *results,
                                struct soc_msg *msg)
{
	struct soc_policies_source *s = &p->source;
	for (int v = 0; v < p->plan.variants_count; v++)
		memcpy(s->content[v], results[v]->content, sizeof s->content[v]);
	enum soc_err err = soc_result_meta(results[0], "version", s->version, sizeof s->version, msg);
	if (err == SOC_OK)
		err = soc_result_meta(results[0], "seed", s->seed, sizeof s->seed, msg);
	return err == SOC_OK ? soc_result_meta(results[0], "persons", s->persons, sizeof s->persons, msg) : err;
}

enum soc_err soc_policies_judge(struct soc_policies *p, struct soc_result *const *results,
                                struct soc_msg *msg)
{
	static const size_t room = (size_t)SOC_POLICIES_STATISTICS * SOC_POLICIES_MAX * SOC_REPLICATES_MOST;
	unsigned char wanted[SOC_VALUES_COUNT] = { 0 };
	int64_t month = 0;
	struct soc_formula *formula = soc_calloc(SOC_POLICIES_STATISTICS, sizeof *formula);
	double *lead = soc_calloc(SOC_REPLICATES_MOST, sizeof *lead);
	if (p->value == NULL)
		p->value = soc_calloc(room, sizeof *p->value);
	enum soc_err err = formula != NULL && lead != NULL && p->value != NULL
	                       ? check_pairs(p, results, &month, msg)
	                       : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to judge the policies");
	if (err == SOC_OK)
		err = read_source(p, results, msg);
	if (err == SOC_OK)
		err = compile_all(p, formula, wanted, msg);
	for (int v = 0; v < p->plan.variants_count && err == SOC_OK; v++)
		err = read_variant(p, v, results[v], month, formula, wanted, msg);
	for (int f = 0; f < p->plan.objectives_count && err == SOC_OK; f++)
		err = judge_one(p, f, lead);
	p->judged = err == SOC_OK;
	soc_free(formula);
	soc_free(lead);
	return err;
}

enum soc_err soc_policies_rollout(const struct soc_policies *p, const struct soc_scenario *chosen,
                                  const struct soc_scenario *national, const char *base, int local,
                                  char **out, struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	if (!soc_policies_rollout_text(&p->plan, chosen, national, base, local, &text)) {
		soc_buf_release(&text);
		return soc_fail(
			msg, SOC_ERR_SCENARIO,
			"rollout: there is nothing to roll out: every channel, list and measure of this variant "
			"is on in the national scenario already; name one without them (such as `regime: "
			"none`) with rollout.national, or leave the variant out");
	}
	return soc_buf_give(&text, "not enough memory for the roll-out", out, msg);
}
