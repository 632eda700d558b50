#include "experiment/theory_points.h"

#include "base/mem.h"
#include "base/suggestion.h"
#include "input/text/number.h"

#include <stdio.h>
#include <string.h>

#define SEED_MOST 9007199254740991.0

/* ---- values ---- */
enum soc_err soc_theory_points_set(const struct soc_theory_kind *kind, struct soc_theory_point *point,
                                   const char *key, const char *value, struct soc_msg *msg)
{
	struct soc_suggestion near;
	double number = 0.0;
	const int is_seed = strcmp(key, "seed") == 0, at = is_seed ? -1 : soc_theory_key(kind, key, &near);
	if (!is_seed && at < 0)
		return soc_fail(msg, SOC_ERR_SCENARIO, "the theory %s has no parameter \"%.64s\"%s", kind->name, key,
		                soc_suggestion_hint(&near));
	if (soc_number_read(value, &number) != 1)
		return soc_fail(msg, SOC_ERR_SCENARIO, "%.64s: \"%.40s\" is no number", key, value);
	if (is_seed && !(number >= 0.0 && number <= SEED_MOST && number == (double)(int64_t)number))
		return soc_fail(msg, SOC_ERR_SCENARIO, "seed: %.40s; allowed: a whole number from 0 to %.0f", value,
		                SEED_MOST);
	if (is_seed)
		point->seed = (int64_t)number;
	else if (soc_theory_check_key(&kind->of->keys[at], number, msg) != SOC_OK)
		return SOC_ERR_SCENARIO;
	else
		point->keys[at] = number;
	return SOC_OK;
}

enum soc_err soc_theory_points_judge(const struct soc_theory_kind *kind, const struct soc_theory_point *point,
                                     struct soc_msg *msg)
{
	return kind->of->check == NULL || kind->of->check(point->keys, msg) == SOC_OK ? SOC_OK : SOC_ERR_SCENARIO;
}

enum soc_err soc_theory_points_at(const struct soc_experiment *e, int64_t i, struct soc_theory_point *out,
                                  struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	*out = e->theory_base;
	for (int f = 0; f < e->factors_count && err == SOC_OK; f++) {
		char value[SOC_FACTOR_TEXT];
		soc_experiment_value(e, i, f, value);
		if (value[0] != '\0')
			err = soc_theory_points_set(e->theory, out, e->factor[f].key, value, msg);
	}
	return err == SOC_OK ? soc_theory_points_judge(e->theory, out, msg) : err;
}

enum soc_err soc_theory_points_key(const struct soc_experiment *e, int64_t i, char out[SOC_DIGEST_TEXT],
                                   struct soc_msg *msg)
{
	struct soc_theory_point point;
	struct soc_buf text = { 0 };
	const enum soc_err err = soc_theory_points_at(e, i, &point, msg);
	if (err != SOC_OK)
		return err;
	soc_buf_add(&text, "socred " SOC_VERSION "\ntheory %s\nseed %lld\n", e->theory->name,
	            (long long)point.seed);
	for (int k = 0; k < e->theory->of->keys_count; k++) {
		char number[SOC_NUMBER_TEXT];
		soc_number_write(point.keys[k], number);
		soc_buf_add(&text, "%s %s\n", e->theory->of->keys[k].name, number);
	}
	const int failed = text.failed;
	if (!failed)
		soc_digest_bytes(soc_buf_text(&text), text.length, out);
	soc_buf_release(&text);
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the key of a point") : SOC_OK;
}

/* ---- outcomes ---- */
static int find(void *user, const char *name, const char **suggestion)
{
	const struct soc_theory_kind *kind = user;
	struct soc_suggestion near;
	soc_suggestion_begin(&near, name);
	for (int i = 0; i < kind->of->figures_count; i++) {
		if (strcmp(kind->of->figures[i].name, name) == 0)
			return i;
		soc_suggestion_try(&near, kind->of->figures[i].name);
	}
	*suggestion = soc_suggestion_name(&near);
	return -1;
}

enum soc_err soc_theory_points_compile(struct soc_formula *out, const char *formula,
                                       const struct soc_theory_kind *kind, struct soc_msg *msg)
{
	/* Names are looked up in the table of the theory, which nobody writes to. */
	const struct soc_formula_names names = { find, (void *)kind };
	return soc_formula_compile(out, formula, &names, msg);
}

enum soc_err soc_theory_points_compile_any(struct soc_formula *out, const char *formula,
                                           const struct soc_experiment *e, struct soc_msg *msg)
{
	return e->theory != NULL ? soc_theory_points_compile(out, formula, e->theory, msg)
	                         : soc_outcome_compile(out, formula, e->scenario, msg);
}

enum soc_err soc_theory_points_formulas(const struct soc_experiment *e, struct soc_formula **out,
                                        struct soc_msg *msg)
{
	struct soc_formula *all = soc_calloc((size_t)e->outcomes_count, sizeof *all);
	enum soc_err err =
		all != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the outcomes");
	for (int i = 0; i < e->outcomes_count && err == SOC_OK; i++)
		err = soc_theory_points_compile(&all[i], e->outcome[i].formula, e->theory, msg);
	if (err == SOC_OK)
		*out = all;
	else
		soc_free(all);
	return err;
}

enum soc_err soc_theory_points_run(const struct soc_experiment *e, const struct soc_formula *formulas,
                                   const struct soc_theory_point *point, int32_t k, const volatile int *stop,
                                   double *out, struct soc_msg *msg)
{
	double figures[SOC_THEORY_FIGURES];
	const enum soc_err err =
		soc_theory_replicate(e->theory, point->keys, (uint64_t)point->seed, k, stop, figures, msg);
	for (int i = 0; i < e->outcomes_count && err == SOC_OK; i++)
		out[i] = soc_formula_value(&formulas[i], figures);
	return err == SOC_ERR_INTERRUPTED ? soc_fail(msg, err, "interrupted; what was finished is kept") : err;
}
