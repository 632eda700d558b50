/* A theory run: replicate after replicate, each figure with its interval over them. */
#include "base/draw.h"
#include "base/mem.h"
#include "base/suggestion.h"
#include "theory/theory.h"

#include <math.h>
#include <string.h>

int soc_theory_stopped(const struct soc_theory_world *world)
{
	return world->stop != NULL && *world->stop;
}

void soc_theory_row(struct soc_theory_world *world, const double *values)
{
	struct soc_theory_rows *rows = world->rows;
	if (rows == NULL || rows->failed)
		return;
	const size_t width = (size_t)rows->width;
	if (rows->count == rows->room) {
		const size_t room = rows->room == 0 ? 64 : 2 * rows->room;
		double *more = soc_realloc(rows->values, room, width * sizeof *more);
		rows->failed = more == NULL;
		if (rows->failed)
			return;
		rows->values = more;
		rows->room = room;
	}
	memcpy(rows->values + rows->count++ * width, values, width * sizeof *values);
}

/* The errors of a world in words. */
static enum soc_err told(enum soc_err err, struct soc_msg *msg)
{
	if (err == SOC_ERR_INTERRUPTED)
		return soc_fail(msg, err, "interrupted");
	return err == SOC_ERR_MEMORY ? soc_fail(msg, err, "not enough memory") : err;
}

static enum soc_err run_world(const struct soc_theory_kind *kind, struct soc_theory_world *world,
                              struct soc_msg *msg)
{
	for (int f = 0; f < kind->of->figures_count; f++)
		world->figures[f] = NAN;
	return soc_theory_stopped(world) ? SOC_ERR_INTERRUPTED : kind->of->run(world, msg);
}

static enum soc_err run_replicates(struct soc_theory_result *r, const volatile int *stop, struct soc_msg *msg)
{
	const struct soc_theory_kind *kind = r->kind;
	enum soc_err err = SOC_OK;
	r->rows.width = kind->of->columns_count;
	for (int i = 0; err == SOC_OK && i < r->replicates; i++) {
		struct soc_theory_world world = {
			.keys = r->keys,
			.seed = soc_draw_replicate(r->seed, (uint32_t)i),
			.replicate = i,
			.figures = r->values + (size_t)i * (size_t)kind->of->figures_count,
			.rows = i == 0 && kind->of->columns_count > 0 ? &r->rows : NULL,
			.stop = stop,
		};
		err = run_world(kind, &world, msg);
	}
	return told(err == SOC_OK && r->rows.failed ? SOC_ERR_MEMORY : err, msg);
}

enum soc_err soc_theory_replicate(const struct soc_theory_kind *kind, const double *keys, uint64_t seed,
                                  int32_t k, const volatile int *stop, double *figures, struct soc_msg *msg)
{
	/* Replicate 0 is the one that is asked for everything. */
	struct soc_theory_world world = {
		.keys = keys, .seed = soc_draw_replicate(seed, (uint32_t)k), .figures = figures, .stop = stop
	};
	const enum soc_err wrong = kind->of->check != NULL ? kind->of->check(keys, msg) : SOC_OK;
	return wrong != SOC_OK ? wrong : told(run_world(kind, &world, msg), msg);
}

enum soc_err soc_theory_sum_up(struct soc_theory_result *r, struct soc_msg *msg)
{
	const int figures = r->kind->of->figures_count;
	double *of_one = soc_calloc((size_t)r->replicates, sizeof *of_one);
	if (of_one == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory");
	for (int f = 0; f < figures; f++) {
		const struct soc_theory_figure *figure = &r->kind->of->figures[f];
		const int n = figure->is_random ? r->replicates : 1;
		for (int i = 0; i < n; i++)
			of_one[i] = r->values[(size_t)i * (size_t)figures + (size_t)f];
		r->figures[f] = soc_interval_or_none(soc_student_interval(of_one, n, figure->least, figure->most));
	}
	soc_free(of_one);
	return SOC_OK;
}

enum soc_err soc_theory_run_keys(const struct soc_theory_kind *kind, const double *keys, uint64_t seed,
                                 int replicates, const volatile int *stop, struct soc_theory_result **out,
                                 struct soc_msg *msg)
{
	if (replicates < 0 || replicates > SOC_THEORY_REPLICATES)
		return soc_fail(msg, SOC_ERR_USAGE, "replicates is %d; allowed: 1 to %d", replicates,
		                SOC_THEORY_REPLICATES);
	if (kind->of->check != NULL) {
		const enum soc_err wrong = kind->of->check(keys, msg);
		if (wrong != SOC_OK)
			return wrong;
	}
	struct soc_theory_result *r = soc_calloc(1, sizeof *r);
	const int many = replicates > 0 ? replicates : kind->replicates;
	if (r != NULL)
		r->values = soc_calloc((size_t)many * (size_t)kind->of->figures_count, sizeof *r->values);
	enum soc_err err =
		r == NULL || r->values == NULL ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory") : SOC_OK;
	if (err == SOC_OK) {
		r->kind = kind;
		memcpy(r->keys, keys, (size_t)kind->of->keys_count * sizeof *keys);
		r->seed = seed;
		r->replicates = many;
		err = run_replicates(r, stop, msg);
	}
	if (err == SOC_OK)
		err = soc_theory_sum_up(r, msg);
	if (err == SOC_OK)
		*out = r;
	else
		soc_theory_free(r);
	return err;
}

enum soc_err soc_theory_run(const struct soc_theory_options *options, struct soc_theory_result **out,
                            struct soc_msg *msg)
{
	double keys[SOC_THEORY_KEYS];
	const struct soc_theory_kind *kind = soc_theory_find(options->name, msg);
	if (kind == NULL)
		return SOC_ERR_USAGE;
	enum soc_err err = soc_theory_set_all(kind, "", keys, msg);
	for (size_t i = 0; err == SOC_OK && i < options->settings_count; i++)
		err = soc_theory_set(kind, options->settings[i], keys, msg);
	return err != SOC_OK
	           ? err
	           : soc_theory_run_keys(kind, keys, options->seed, options->replicates, options->stop, out, msg);
}

enum soc_err soc_theory_figure(const struct soc_theory_result *result, const char *figure, double *out,
                               double *low, double *high, struct soc_msg *msg)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, figure);
	for (int f = 0; f < result->kind->of->figures_count; f++) {
		if (strcmp(result->kind->of->figures[f].name, figure) != 0) {
			soc_suggestion_try(&near, result->kind->of->figures[f].name);
			continue;
		}
		*out = result->figures[f].mean;
		if (low != NULL)
			*low = result->figures[f].low;
		if (high != NULL)
			*high = result->figures[f].high;
		return SOC_OK;
	}
	return soc_fail(msg, SOC_ERR_USAGE, "%s has no figure \"%s\"%s", result->kind->name, figure,
	                soc_suggestion_hint(&near));
}

void soc_theory_free(struct soc_theory_result *result)
{
	if (result == NULL)
		return;
	soc_free(result->rows.values);
	soc_free(result->values);
	soc_theory_loaded_free(result->loaded);
	soc_free(result);
}
