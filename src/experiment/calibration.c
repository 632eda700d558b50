#include "experiment/calibration.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define POSTERIOR_FILE "posterior.csv"

/* ---- points ---- */
/* Adds n points; *first: the first of their cells. */
static enum soc_err add_points(struct soc_calibration *c, const double *u, int64_t n, int64_t *first,
                               struct soc_msg *msg)
{
	const int factors = c->e->factors_count;
	if (c->points + n > c->capacity) {
		const int64_t more = 2 * (c->points + n);
		char(*grown)[SOC_FACTOR_TEXT] = soc_realloc(c->cell, (size_t)more * (size_t)factors, sizeof *c->cell);
		if (grown == NULL)
			return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points of a calibration");
		c->cell = grown;
		c->capacity = more;
	}
	*first = c->points * factors;
	for (int64_t p = 0; p < n; p++)
		for (int i = 0; i < factors; i++)
			soc_factor_value(&c->e->factor[i], u[p * factors + i], c->cell[*first + p * factors + i]);
	c->points += n;
	return SOC_OK;
}

static void look_at(struct soc_calibration *c, int64_t first_cell, int64_t points)
{
	c->view->cell = c->cell + first_cell;
	c->view->points = c->view->design.rows = points;
}

/* ---- what came of a batch ---- */
/* Means over replicates; what random numbers do to them, in two ways: at one point and not at another (the
 * mean square of the rest, as in spread.h), and in all. */
static void take_outcome(const struct soc_runner *r, int outcome, int outcomes, int64_t n, double *y,
                         double *nugget, double *variance)
{
	const int32_t replicates = (int32_t)soc_experiment_replicates(r->e);
	double of_replicate[1000] = { 0 }, rest = 0.0, all = 0.0, mean = 0.0;
	int64_t complete = 0;
	for (int64_t p = 0; p < n; p++) {
		double sum = 0.0;
		for (int32_t k = 0; k < replicates; k++) {
			const double *values = soc_runner_values(r, p, k);
			sum += values != NULL ? values[outcome] : NAN;
		}
		y[p * outcomes + outcome] = sum / replicates;
		if (isnan(sum))
			continue;
		complete++;
		mean += sum / replicates;
		for (int32_t k = 0; k < replicates; k++) {
			const double value = soc_runner_values(r, p, k)[outcome], from = value - sum / replicates;
			of_replicate[k] += value;
			all += from * from;
		}
	}
	*nugget = *variance = NAN;
	if (replicates < 2 || complete < 2)
		return;
	rest = all;
	for (int32_t k = 0; k < replicates; k++) {
		const double from = (of_replicate[k] - mean) / (double)complete;
		rest -= (double)complete * from * from;
	}
	rest = rest > 0.0 ? rest : 0.0;
	*nugget = rest / (double)((complete - 1) * (replicates - 1)) / replicates;
	*variance = all / (double)(complete * (replicates - 1)) / replicates;
}

static enum soc_err check_measured(const struct soc_calibration *c, const struct soc_runner *r, int64_t n,
                                   struct soc_msg *msg)
{
	int64_t missing = 0;
	for (int64_t p = 0; p < n; p++)
		missing +=
			soc_runner_refusal(r, p) == NULL && soc_runner_measured(r, p) < soc_experiment_replicates(c->e);
	return missing == 0 ? SOC_OK
	                    : soc_fail(msg, SOC_ERR_USAGE,
	                               "points that are not measured yet: %lld of %lld of batch %d: run it first",
	                               (long long)missing, (long long)n, c->batches);
}

static enum soc_err run_batch(void *user, const double *u, int64_t n, double *y, double *nugget,
                              double *variance, struct soc_msg *msg)
{
	struct soc_calibration *c = user;
	struct soc_runner r = { 0 };
	int64_t first = 0;
	double unused[2];
	enum soc_err err = add_points(c, u, n, &first, msg);
	c->batches++;
	if (err != SOC_OK)
		return err;
	look_at(c, first, n);
	err = c->only_measured ? soc_runner_init(&r, c->view, c->options->folder, c->options->workers, NULL, msg)
	                       : soc_runner_run(&r, c->view, c->options, &c->over, msg);
	if (err == SOC_OK)
		err = check_measured(c, &r, n, msg);
	for (int k = 0; err == SOC_OK && k < c->e->outcomes_count; k++)
		take_outcome(&r, k, c->e->outcomes_count, n, y, nugget != NULL ? &nugget[k] : &unused[0],
		             variance != NULL ? &variance[k] : &unused[1]);
	soc_runner_release(&r);
	return err;
}

/* ---- all of it ---- */
static enum soc_err begin(struct soc_calibration *c, struct soc_msg *msg)
{
	c->view = soc_calloc(1, sizeof *c->view);
	if (c->view == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a calibration");
	*c->view = *c->e;
	c->view->design.kind = SOC_DESIGN_points;
	for (int t = 0; t < c->e->targets_count; t++)
		if (!c->e->is_check[t])
			c->target[c->fitted++] = c->e->target[t];
	return SOC_OK;
}

void soc_calibration_close(struct soc_calibration *c)
{
	soc_abc_release(&c->abc);
	soc_history_release(&c->history);
	soc_free(c->view);
	soc_free(c->cell);
}

static enum soc_err calibrate(struct soc_calibration *c, struct soc_msg *msg)
{
	const struct soc_design *d = &c->e->design;
	const struct soc_calibrated model = { c->e->factors_count, c->e->outcomes_count, run_batch, c };
	const int workers = soc_runner_workers(c->options->workers);
	const struct soc_history_options matching = { .points = d->n,
		                                          .waves = (int)d->waves,
		                                          .seed = (uint64_t)d->seed,
		                                          .workers = workers,
		                                          .stop = c->options->stop };
	const struct soc_abc_options walking = { .particles = d->particles,
		                                     .most_runs = d->runs,
		                                     .seed = (uint64_t)d->seed,
		                                     .workers = workers,
		                                     .stop = c->options->stop };
	enum soc_err err = begin(c, msg);
	if (err == SOC_OK)
		err = soc_history_match(&c->history, &model, c->target, c->fitted, &matching, msg);
	if (err == SOC_OK && c->history.wave[c->history.waves - 1].left > 0.0)
		err = soc_abc_run(&c->abc, &c->history, &model, c->target, c->fitted, &walking, msg);
	return err;
}

/* Of all points that are known; writes experiment.db where there is a folder for it. */
static enum soc_err sum_up(struct soc_calibration *c, struct soc_experiment_state *state, int write,
                           struct soc_msg *msg)
{
	struct soc_runner r = { 0 };
	if (c->points == 0)
		return SOC_OK;
	look_at(c, 0, c->points);
	enum soc_err err = soc_runner_init(&r, c->view, c->options->folder, c->options->workers, NULL, msg);
	if (err == SOC_OK) {
		const struct soc_experiment_state now = soc_runner_state(&r);
		if (state != NULL)
			*state = now;
		if (write && now.refused == now.points)
			err = soc_fail(msg, SOC_ERR_SCENARIO, "no point can run; %s", now.first_refused);
	}
	if (err == SOC_OK && write)
		err = soc_runner_write_database(&r, c->options->folder, msg);
	soc_runner_release(&r);
	return err;
}

static enum soc_err write_posterior(const struct soc_calibration *c, struct soc_msg *msg)
{
	char path[SOC_EXPERIMENT_PATH + 32];
	struct soc_file_draft draft = { 0 };
	struct soc_buf text = { 0 };
	snprintf(path, sizeof path, "%.1000s/" POSTERIOR_FILE, c->options->folder);
	soc_calibration_posterior(c, &text);
	enum soc_err err =
		text.failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to write %s", path) : SOC_OK;
	if (err == SOC_OK)
		err = soc_file_begin(&draft, path, msg);
	if (err == SOC_OK)
		err = soc_file_finish(&draft, fwrite(soc_buf_text(&text), 1, text.length, draft.to) == text.length,
		                      msg);
	soc_buf_release(&text);
	return err;
}

enum soc_err soc_calibration_run(const struct soc_experiment *e, const struct soc_experiment_options *options,
                                 struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct soc_calibration c = { .e = e, .options = options, .over = { .all = options->ranks } };
	struct soc_msg why = { "" };
	if (options->shares != 1)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "a calibration has no shares: which points it runs follows from what others gave");
	if (state != NULL)
		*state = (struct soc_experiment_state){ 0 };
	enum soc_err err = calibrate(&c, msg);
	const int writes = soc_over_ranks_writes(&c.over);
	if (err == SOC_OK && c.abc.particles > 0 && writes)
		err = write_posterior(&c, msg);
	if (err == SOC_OK)
		err = sum_up(&c, state, writes, msg);
	else if (err == SOC_ERR_INTERRUPTED)
		(void)sum_up(&c, state, 0, &why);
	err = soc_over_ranks_agree(&c.over, err, msg);
	soc_calibration_close(&c);
	return err;
}

enum soc_err soc_calibration_status(const struct soc_experiment *e, const char *folder,
                                    struct soc_experiment_state *state, struct soc_msg *msg)
{
	const struct soc_experiment_options o = { .folder = folder, .share = 1, .shares = 1 };
	struct soc_calibration c = { .e = e, .options = &o, .only_measured = 1 };
	*state = (struct soc_experiment_state){ 0 };
	enum soc_err err = calibrate(&c, msg);
	if (err == SOC_OK || err == SOC_ERR_USAGE) /* not through yet */
		err = sum_up(&c, state, 0, msg);
	soc_calibration_close(&c);
	return err;
}

enum soc_err soc_calibration_open(struct soc_calibration *c, const struct soc_experiment *e,
                                  const struct soc_experiment_options *options,
                                  struct soc_experiment_state *state, struct soc_msg *msg)
{
	*c = (struct soc_calibration){ .e = e, .options = options, .only_measured = 1 };
	const enum soc_err err = calibrate(c, msg);
	return err == SOC_OK ? sum_up(c, state, 0, msg) : err;
}

enum soc_err soc_calibration_analyse(const struct soc_experiment *e, const char *folder,
                                     enum soc_text_form format, char **out,
                                     struct soc_experiment_state *state, struct soc_msg *msg)
{
	const struct soc_experiment_options o = { .folder = folder, .share = 1, .shares = 1 };
	struct soc_calibration c;
	struct soc_experiment_state now = { 0 };
	struct soc_buf text = { 0 };
	enum soc_err err = soc_calibration_open(&c, e, &o, &now, msg);
	if (err == SOC_OK)
		soc_calibration_text(&c, format, &text);
	char *made = err == SOC_OK ? soc_buf_take(&text) : NULL;
	if (err == SOC_OK && made == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to analyse");
	if (err == SOC_OK) {
		*out = made;
		if (state != NULL)
			*state = now;
	}
	soc_buf_release(&text);
	soc_calibration_close(&c);
	return err;
}
