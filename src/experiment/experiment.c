#include "experiment/experiment.h"

#include "base/mem.h"
#include "experiment/hypercube.h"
#include "input/bind/bind.h"
#include "input/bind/load.h"
#include "input/bind/plausible.h"
#include "model/variates.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

/* ---- reading ---- */
static enum soc_err read_root(struct soc_experiment_reader *r, struct soc_msg *msg)
{
	soc_experiment_read_keys(r);
	enum soc_err err = SOC_OK;
	if (r->e->theory != NULL)
		soc_experiment_read_theory(r);
	else if (r->e->base[0] == '\0')
		return SOC_OK;
	else
		err = soc_experiment_read_base(r, msg);
	if (err == SOC_ERR_SCENARIO || (r->e->scenario == NULL && r->e->theory == NULL))
		return err == SOC_ERR_SCENARIO ? SOC_OK : err; /* the diagnostics say it */
	if (err == SOC_OK) {
		soc_experiment_read_outcomes(r);
		soc_experiment_read_targets(r);
	}
	if (err == SOC_OK)
		err = soc_experiment_read_factors(r, msg);
	if (err == SOC_OK && r->tree.diagnostics->errors == 0)
		err = soc_experiment_read_points(r, msg);
	return err;
}

static enum soc_err read_from(const char *path, const char *text, size_t length, const char *extend,
                              int shelved, struct soc_experiment **out, struct soc_diagnostics **diagnostics,
                              struct soc_msg *msg)
{
	const struct soc_tree_file file = { .name = path, .origin = path };
	struct soc_node *root = NULL;
	char folder[SOC_EXPERIMENT_PATH];
	struct soc_experiment *e = soc_calloc(1, sizeof *e);
	struct soc_experiment_reader r = { .tree = { .diagnostics = soc_diagnostics_new() },
		                               .e = e,
		                               .folder = folder,
		                               .extend = extend,
		                               .shelved = shelved };
	enum soc_err err = SOC_OK;
	const char *slash = strrchr(path, '/');
	if (e == NULL || r.tree.diagnostics == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %.500s", path);
	else if (strlen(path) >= sizeof e->file)
		err = soc_fail(msg, SOC_ERR_IO, "%.100s...: the path is too long", path);
	if (err == SOC_OK) {
		snprintf(e->file, sizeof e->file, "%s", path);
		snprintf(folder, sizeof folder, "%.*s", slash != NULL ? (int)(slash - path) + 1 : 0, path);
		(void)soc_load_read(&r.tree, text, length, &file, &root);
		r.root = root;
		if (root != NULL)
			err = read_root(&r, msg);
	}
	if (err == SOC_OK) {
		soc_diagnostics_close(r.tree.diagnostics);
		err = soc_diagnostics_verdict(r.tree.diagnostics, msg);
	}
	soc_arena_release(&r.tree.arena);
	if (err == SOC_OK)
		*out = e;
	else
		soc_experiment_free(e);
	if (diagnostics != NULL)
		*diagnostics = r.tree.diagnostics;
	else
		soc_diagnostics_free(r.tree.diagnostics);
	return err;
}

enum soc_err soc_experiment_read_text(const char *path, const char *text, size_t length, const char *extend,
                                      struct soc_experiment **out, struct soc_diagnostics **diagnostics,
                                      struct soc_msg *msg)
{
	return read_from(path, text, length, extend, 0, out, diagnostics, msg);
}

enum soc_err soc_experiment_read_shelved(const char *name, const char *text, size_t length,
                                         enum soc_experiment_shelved how, struct soc_experiment **out,
                                         struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	return read_from(name, text, length, NULL, (int)how, out, diagnostics, msg);
}

enum soc_err soc_experiment_read(const char *path, const char *extend, struct soc_experiment **out,
                                 struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	char *text = NULL;
	size_t length = 0;
	if (diagnostics != NULL)
		*diagnostics = NULL;
	enum soc_err err = soc_load_file(path, &text, &length, msg);
	if (err == SOC_OK)
		err = soc_experiment_read_text(path, text, length, extend, out, diagnostics, msg);
	soc_free(text);
	return err;
}

void soc_experiment_free(struct soc_experiment *e)
{
	if (e == NULL)
		return;
	soc_scenario_free(e->scenario);
	soc_free(e->cell);
	if (e->draws != NULL)
		soc_hypercube_release(e->draws);
	soc_free(e->draws);
	soc_free(e);
}

struct soc_experiment_size soc_experiment_size(const struct soc_experiment *e)
{
	if (e == NULL)
		return (struct soc_experiment_size){ 0 };
	return (struct soc_experiment_size){
		.title = e->title,
		.design = soc_design_names[e->design.kind],
		.factors = e->factors_count,
		.outcomes = e->outcomes_told,
		.points = e->points,
		.most_points = e->design.kind == SOC_DESIGN_calibration
		                   ? e->design.n * e->design.waves + e->design.runs
		                   : e->points,
		.replicates = soc_experiment_replicates(e),
		.theory = e->theory != NULL ? e->theory->name : NULL,
		.persons = e->theory != NULL ? 0 : soc_scenario_persons(e->scenario),
		.months = e->theory != NULL ? 0 : soc_scenario_months(e->scenario),
	};
}

int64_t soc_experiment_replicates(const struct soc_experiment *e)
{
	return e->theory == NULL   ? soc_scenario_replicates(e->scenario)
	       : e->replicates > 0 ? e->replicates
	                           : e->theory->replicates;
}

/* ---- points ---- */
int64_t soc_experiment_seed(int64_t seed, int64_t draw)
{
	const uint64_t of = (uint64_t)seed, number = (uint64_t)draw;
	if (draw == 0)
		return seed;
	return (int64_t)(SOC_VARIATE(DRAW_SEED, of, number, 0, 1) & 0x1fffffu) << 32 |
	       SOC_VARIATE(DRAW_SEED, of, number, 0, 0);
}

void soc_experiment_value(const struct soc_experiment *e, int64_t point, int factor,
                          char out[SOC_FACTOR_TEXT])
{
	double u[SOC_FACTORS_MAX];
	if (e->cell != NULL) {
		memcpy(out, e->cell[(size_t)point * (size_t)e->factors_count + (size_t)factor], SOC_FACTOR_TEXT);
		return;
	}
	soc_design_at(&e->design, e->factor, e->factors_count, point, u);
	soc_factor_value(&e->factor[factor], u[factor], out);
}

enum soc_err soc_experiment_fill(const struct soc_experiment *e, int64_t point, struct soc_scenario *s,
                                 struct soc_msg *msg)
{
	double u[SOC_FACTORS_MAX];
	char value[SOC_FACTOR_TEXT];
	enum soc_err err = SOC_OK;
	*s = *e->scenario;
	if (e->of_draw > 0)
		s->seed = soc_experiment_seed(s->seed, point / e->of_draw);
	if (e->cell == NULL)
		soc_design_at(&e->design, e->factor, e->factors_count, point, u);
	for (int i = 0; i < e->factors_count && err == SOC_OK; i++) {
		if (e->cell != NULL)
			soc_experiment_value(e, point, i, value);
		else
			soc_factor_value(&e->factor[i], u[i], value);
		if (value[0] != '\0')
			err = soc_plausible_set(s, e->factor[i].key, value, msg);
	}
	return err;
}

enum soc_err soc_experiment_scenario(const struct soc_experiment *e, int64_t point, struct soc_scenario *s,
                                     struct soc_msg *msg)
{
	const enum soc_err err = soc_experiment_fill(e, point, s, msg);
	return err == SOC_OK ? soc_scenario_judge(s, msg) : err;
}
