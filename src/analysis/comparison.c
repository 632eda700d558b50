#include "analysis/comparison.h"

#include "analysis/summaries.h"
#include "base/mem.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Under way: what is read of one statistic and division, [run][part * replicates + replicate]. */
struct reading {
	struct soc_comparison *c;
	struct soc_result *const *results;
	const char *const *labels; /* instead of titles; or NULL */
	const struct soc_scenario *scenario[SOC_COMPARISON_RESULTS_MOST];
	double sampling_weight;
	double *value[SOC_COMPARISON_RESULTS_MOST], *cases;
	double *whole[SOC_COMPARISON_RESULTS_MOST]; /* of everybody: [run][replicate] */
	double *difference;                         /* [replicate] */
	double scale;                               /* the largest of the values that are subtracted */
	int room;                                   /* figures */
	const char *section;
};

/* ---- are they pairs? ---- */
static enum soc_err check_pair(struct reading *w, int i, const char *month, struct soc_msg *msg)
{
	struct soc_comparison *c = w->c;
	struct soc_pairing pair;
	struct soc_msg why = { "" };
	enum soc_err err = soc_pairing_check(w->results[0], w->results[i], month, &pair, &why);
	if (err != SOC_OK)
		return soc_fail(msg, err, "A and %c: %.800s", 'A' + i, why.text);
	c->replicates = i == 1 || pair.replicates < c->replicates ? pair.replicates : c->replicates;
	if (i == 1 || pair.last_month < c->last_month) {
		c->last_month = pair.last_month;
		snprintf(c->last_date, sizeof c->last_date, "%s", pair.last_date);
	}
	c->are_draws_parted |= pair.are_draws_parted;
	for (const char *line = soc_buf_text(&pair.notes); *line != '\0';) {
		const size_t length = strcspn(line, "\n");
		if (c->results > 2)
			soc_buf_add(&c->notes, "A and %c: ", 'A' + i);
		soc_buf_put(&c->notes, line, length);
		soc_buf_puts(&c->notes, "\n");
		line += length + (line[length] == '\n');
	}
	soc_buf_release(&pair.notes);
	return c->notes.failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare runs") : SOC_OK;
}

static enum soc_err read_heads(struct reading *w, struct soc_msg *msg)
{
	struct soc_comparison *c = w->c;
	enum soc_err err = soc_result_meta(w->results[0], "persons", c->persons, sizeof c->persons, msg);
	if (err == SOC_OK)
		err = soc_result_meta(w->results[0], "seed", c->seed, sizeof c->seed, msg);
	if (err == SOC_OK)
		err = soc_result_meta(w->results[0], "first_month", c->first_month, sizeof c->first_month, msg);
	if (err == SOC_OK)
		err = soc_statistic_sampling_weight(w->results[0], &w->sampling_weight, msg);
	for (int i = 0; i < c->results && err == SOC_OK; i++) {
		memcpy(c->content[i], w->results[i]->content, sizeof c->content[i]);
		err = soc_result_meta(w->results[i], "title", c->title[i], sizeof c->title[i], msg);
		if (err == SOC_OK && w->labels != NULL)
			snprintf(c->title[i], sizeof c->title[i], "%s", w->labels[i]);
		if (err == SOC_OK)
			err = soc_result_scenario_kept(w->results[i], &w->scenario[i], msg);
		if (err == SOC_OK && i == 0)
			c->words = soc_words_of(w->scenario[0]);
		else if (err == SOC_OK)
			soc_words_share(&c->words, w->scenario[i]);
	}
	return err;
}

/* ---- which parts ---- */
static enum soc_err find_parts(struct reading *w, const char *by, struct soc_msg *msg)
{
	enum soc_division_id id[SOC_DIVISIONS + 1] = { SOC_DIVISION_EVERYBODY };
	struct soc_comparison *c = w->c;
	int named = 0;
	enum soc_err err = soc_divisions_read(by, id + 1, &named, msg);
	for (int d = 0; d <= named && err == SOC_OK; d++) {
		for (int i = 0; i < c->results && err == SOC_OK; i++)
			err = soc_division_is_held(w->results[i], id[d], c->last_month, msg);
		if (err == SOC_OK)
			err = soc_division_parts(w->results[0], id[d], &c->parts[d], msg);
		c->divisions += err == SOC_OK;
	}
	return err;
}

static enum soc_err make_room(struct reading *w, struct soc_msg *msg)
{
	struct soc_comparison *c = w->c;
	size_t most = 1, all = 0;
	int whole = 1;
	for (int d = 0; d < c->divisions; d++) {
		most = (size_t)c->parts[d].count > most ? (size_t)c->parts[d].count : most;
		all += (size_t)c->parts[d].count;
	}
	for (int i = 0; i < c->results; i++) {
		w->value[i] = soc_calloc(most * (size_t)c->replicates, sizeof *w->value[i]);
		w->whole[i] = soc_calloc((size_t)c->replicates, sizeof *w->whole[i]);
		whole &= w->value[i] != NULL && w->whole[i] != NULL;
	}
	w->cases = soc_calloc(most * (size_t)c->replicates, sizeof *w->cases);
	w->difference = soc_calloc((size_t)c->replicates, sizeof *w->difference);
	w->room = (int)(all * SOC_STATISTICS_COUNT) + soc_summaries_count();
	c->summary = soc_calloc((size_t)soc_summaries_count(), sizeof *c->summary);
	c->figure = soc_calloc((size_t)w->room, sizeof *c->figure);
	if (!whole || w->cases == NULL || w->difference == NULL || c->figure == NULL || c->summary == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare runs");
	return SOC_OK;
}

/* ---- contrasts ---- */
/* Counts over counts leave rests of dividing in the last digits: replicates that differ in these alone are
 * the same, or what chance had no part in would stand out. */
static void settle(const struct reading *w)
{
	const int n = w->c->replicates;
	double low = INFINITY, high = -INFINITY;
	for (int r = 0; r < n; r++) {
		low = fmin(low, w->difference[r]);
		high = fmax(high, w->difference[r]);
	}
	for (int r = 0; r < n && high - low <= 1e-12 * w->scale; r++)
		if (!isnan(w->difference[r]))
			w->difference[r] = fabs(low) <= 1e-12 * w->scale ? 0.0 : low;
}

/* Of paired values, with their interval. */
static struct soc_contrast contrast_of(struct reading *w, const double *values, struct soc_interval v)
{
	const int n = w->c->replicates;
	struct soc_contrast x = { v, NAN, NAN, NAN, NAN };
	const struct soc_interval free = soc_student_interval(values, n, -INFINITY, INFINITY);
	const double error = (free.high - free.mean) / soc_student_975(free.count - 1);
	if (free.count < 2 || !(error > 0.0))
		return x;
	x.tail = soc_student_tail(free.mean / error, free.count - 1);
	w->c->contrasts++;
	return x;
}

/* Of two parts that move alike in each replicate no more is known than that. */
static struct soc_interval interval_of_gap(const struct reading *w, double most)
{
	return soc_interval_or_none(soc_student_interval(w->difference, w->c->replicates, -most, most));
}

static void take_gaps(struct reading *w, struct soc_figure *f, int part)
{
	const int n = w->c->replicates, count = w->c->results;
	const struct soc_statistic *s = f->statistic;
	const double wide = s->most - s->least;
	for (int i = count - 1; i >= 0; i--) {
		for (int r = 0; r < n; r++) {
			const double reference = f->reference < 0 ? w->whole[i][r] : w->value[i][f->reference * n + r];
			w->difference[r] = w->value[i][part * n + r] - reference;
		}
		settle(w);
		f->gap[i] = interval_of_gap(w, wide);
		for (int r = 0; r < n && i > 0; r++) {
			const double base = f->reference < 0 ? w->whole[0][r] : w->value[0][f->reference * n + r];
			w->difference[r] -= w->value[0][part * n + r] - base;
		}
		settle(w);
		if (i > 0)
			f->gap_less[i] = contrast_of(w, w->difference, interval_of_gap(w, 2.0 * wide));
	}
}

static void take_figure(struct reading *w, struct soc_figure *f, int part)
{
	const int n = w->c->replicates;
	const struct soc_statistic *s = f->statistic;
	for (int i = 0; i < w->c->results; i++) {
		const double fewer = fmin(f->cases[0], f->cases[i]);
		f->value[i] = soc_statistic_interval(s, w->value[i] + part * n, n, f->each, f->cases[i]);
		for (int r = 0; r < n; r++)
			w->difference[r] = w->value[i][part * n + r] - w->value[0][part * n + r];
		settle(w);
		if (i > 0)
			f->less[i] =
				contrast_of(w, w->difference, soc_statistic_paired(s, w->difference, n, f->each, fewer));
		if (i > 0 && f->rests_on[0] < f->rests_on[i])
			f->rests_on[i] = f->rests_on[0];
	}
	if (f->reference > -2)
		take_gaps(w, f, part);
}

/* Nobody has a value in any run and replicate: of such a part nothing is told. */
static int is_empty(const struct reading *w, int part)
{
	const int n = w->c->replicates;
	for (int i = 0; i < w->c->results; i++)
		for (int r = 0; r < n; r++)
			if (!isnan(w->value[i][part * n + r]))
				return 0;
	return 1;
}

static int reference_of(const struct soc_comparison *c, int division, int part)
{
	const enum soc_division_id id = c->parts[division].id;
	if (id == SOC_DIVISION_EVERYBODY)
		return -2;
	if (id == SOC_DIVISION_PROVINCE || id == SOC_DIVISION_PLACE)
		return -1;
	return part == 0 ? -2 : 0;
}

/* What stands behind a part in one run. Each case of a rate is as much of it as all of them are by number. */
static void add_cases(struct reading *w, struct soc_figure *of, int run)
{
	const struct soc_statistic *f = of->statistic;
	for (int r = 0; r < w->c->replicates; r++) {
		const double value = w->value[run][of->part * w->c->replicates + r],
					 cases = w->cases[of->part * w->c->replicates + r];
		of->rests_on[run] += soc_statistic_rests_on(f, value, cases);
		of->cases[run] += isnan(cases) ? 0.0 : cases;
		if (f->each != NULL && isnan(of->each) && cases > 0.0)
			of->each = value / cases;
	}
}

/* of: a figure for each part. */
static enum soc_err read_division(struct reading *w, const struct soc_statistic *f, int division,
                                  struct soc_figure *of, struct soc_msg *msg)
{
	struct soc_comparison *c = w->c;
	const struct soc_parts *parts = &c->parts[division];
	const int n = c->replicates;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < c->results && err == SOC_OK; i++) {
		soc_result_begin(w->results[i]);
		err = soc_division_statistic(w->results[i], parts, f, c->last_month, w->sampling_weight, n,
		                             w->value[i], w->cases, msg);
		for (int p = 0; p < parts->count && err == SOC_OK; p++)
			add_cases(w, &of[p], i);
	}
	if (err == SOC_OK && division == 0)
		err = soc_statistic_each(w->results[0], f, 0, c->last_month, w->sampling_weight, &of[0].each, msg);
	return err;
}

static void find_scale(struct reading *w, int parts)
{
	w->scale = 0.0;
	for (int i = 0; i < w->c->results; i++)
		for (int j = 0; j < parts * w->c->replicates; j++)
			if (fabs(w->value[i][j]) > w->scale)
				w->scale = fabs(w->value[i][j]);
}

static enum soc_err add_division(struct reading *w, const struct soc_statistic *f, int division,
                                 struct soc_msg *msg)
{
	struct soc_comparison *c = w->c;
	const int count = c->parts[division].count;
	struct soc_figure *of = soc_calloc((size_t)count, sizeof *of);
	if (of == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare runs");
	for (int p = 0; p < count; p++)
		of[p] = (struct soc_figure){ .statistic = f,
			                         .section = w->section,
			                         .division = division,
			                         .part = p,
			                         .reference = reference_of(c, division, p),
			                         .each = f->scaled ? w->sampling_weight : NAN };
	enum soc_err err = read_division(w, f, division, of, msg);
	find_scale(w, count);
	for (int i = 0; i < c->results && division == 0 && err == SOC_OK; i++)
		memcpy(w->whole[i], w->value[i], (size_t)c->replicates * sizeof *w->whole[i]);
	for (int p = 0; p < count && err == SOC_OK; p++) {
		if (division > 0 && is_empty(w, p))
			continue;
		struct soc_figure *figure = &c->figure[c->figures++];
		*figure = of[p];
		take_figure(w, figure, p);
		c->with_gaps |= figure->reference > -2;
	}
	soc_free(of);
	return err;
}

/* ---- which statistics ---- */
static int is_told(const struct reading *w, const struct soc_statistic *f)
{
	for (int i = 0; i < w->c->results; i++)
		if (soc_statistic_is_told(f, w->scenario[i]))
			return 1;
	return 0;
}

static enum soc_err add_statistics(struct reading *w, const char *only, struct soc_msg *msg)
{
	enum soc_err err = soc_comparison_names_check(only, msg);
	for (int i = 0; i < SOC_STATISTICS_COUNT && err == SOC_OK; i++) {
		const struct soc_statistic *f = &soc_statistics[i];
		w->section = f->section != NULL ? f->section : w->section;
		if (!is_told(w, f) || !soc_comparison_is_named(only, f->name))
			continue;
		for (int d = 0; d < w->c->divisions && err == SOC_OK; d++)
			err = add_division(w, f, d, msg);
	}
	return err;
}

/* ---- what modules count, where the scenarios have nothing else that could be compared ---- */
static enum soc_err read_summary(struct reading *w, int i, struct soc_figure *of, struct soc_msg *msg)
{
	const struct soc_statistic *f = &w->c->summary[i];
	enum soc_err err = SOC_OK;
	for (int k = 0; k < w->c->results; k++) {
		soc_result_begin(w->results[k]);
		for (int r = 0; r < w->c->replicates && err == SOC_OK; r++) {
			double cases = 0.0;
			err = soc_summary_read(w->results[k], w->scenario[k], soc_summaries_at(i), r, w->c->last_month,
			                       &w->value[k][r], &cases, msg);
			of->rests_on[k] += soc_statistic_rests_on(f, w->value[k][r], cases);
			of->cases[k] += isnan(cases) ? 0.0 : cases;
		}
	}
	return err;
}

static enum soc_err add_summary(struct reading *w, int i, struct soc_msg *msg)
{
	struct soc_comparison *c = w->c;
	struct soc_figure *figure = &c->figure[c->figures];
	c->summary[i] = soc_summary_statistic(soc_summaries_at(i));
	*figure = (struct soc_figure){ .statistic = &c->summary[i],
		                           .section = soc_modules[soc_summaries_module(i)]->title,
		                           .reference = -2,
		                           .each = NAN };
	const enum soc_err err = read_summary(w, i, figure, msg);
	if (err != SOC_OK)
		return err;
	find_scale(w, 1);
	take_figure(w, figure, 0);
	c->figures++;
	return SOC_OK;
}

static enum soc_err add_summaries(struct reading *w, struct soc_msg *msg)
{
	struct soc_module_found found[SOC_MODULES];
	char *has = soc_calloc((size_t)soc_summaries_count(), 1);
	enum soc_err err =
		has != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare runs");
	for (int k = 0; k < w->c->results && err == SOC_OK; k++) {
		err = soc_summaries_find_modules(w->scenario[k], found, msg);
		for (int i = 0; i < soc_summaries_count() && err == SOC_OK; i++)
			has[i] |= (char)soc_summaries_has(i, w->scenario[k], found);
	}
	for (int i = 0; i < soc_summaries_count() && err == SOC_OK; i++)
		if (has[i])
			err = add_summary(w, i, msg);
	soc_free(has);
	return err;
}

static enum soc_err add_what_there_is(struct reading *w, const char *only, struct soc_msg *msg)
{
	enum soc_err err = add_statistics(w, only, msg);
	if (err == SOC_OK && w->c->figures == 0 && only == NULL)
		err = add_summaries(w, msg);
	if (err == SOC_OK && w->c->figures == 0)
		soc_buf_puts(&w->c->notes, SOC_COMPARISON_NOTHING);
	else if (err == SOC_OK && w->c->figure[0].statistic->sql == NULL)
		soc_buf_puts(&w->c->notes, SOC_COMPARISON_MODULES);
	return err;
}

/* ---- all of it ---- */
static enum soc_err make(struct reading *w, const struct soc_comparison_options *o, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 1; i < w->c->results && err == SOC_OK; i++)
		err = check_pair(w, i, o->month, msg);
	if (err == SOC_OK)
		err = read_heads(w, msg);
	if (err == SOC_OK)
		err = find_parts(w, o->by, msg);
	if (err == SOC_OK)
		err = make_room(w, msg);
	if (err == SOC_OK)
		err = add_what_there_is(w, o->only, msg);
	return err == SOC_OK ? soc_comparison_adjust(w->c, msg) : err;
}

enum soc_err soc_comparison_make(struct soc_result *const *results, int count,
                                 const struct soc_comparison_options *options, struct soc_comparison **out,
                                 struct soc_msg *msg)
{
	if (count < 2 || count > SOC_COMPARISON_RESULTS_MOST)
		return soc_fail(msg, SOC_ERR_USAGE, "2 to %d results can be compared, not %d",
		                SOC_COMPARISON_RESULTS_MOST, count);
	struct reading *w = soc_calloc(1, sizeof *w);
	struct soc_comparison *c = soc_calloc(1, sizeof *c);
	enum soc_err err = SOC_ERR_MEMORY;
	if (w != NULL && c != NULL) {
		c->results = count;
		w->c = c;
		w->results = results;
		w->labels = options->labels;
		w->section = "";
		err = make(w, options, msg);
	} else {
		soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare runs");
	}
	for (int i = 0; w != NULL && i < count; i++) {
		soc_free(w->value[i]);
		soc_free(w->whole[i]);
	}
	if (w != NULL) {
		soc_free(w->cases);
		soc_free(w->difference);
	}
	soc_free(w);
	if (err == SOC_OK)
		*out = c;
	else
		soc_comparison_free(c);
	return err;
}

void soc_comparison_free(struct soc_comparison *c)
{
	if (c == NULL)
		return;
	for (int d = 0; d < SOC_DIVISIONS; d++)
		soc_division_release(&c->parts[d]);
	soc_buf_release(&c->notes);
	soc_free(c->figure);
	soc_free(c->summary);
	soc_free(c);
}

const char *soc_comparison_part(const struct soc_comparison *c, int division, int part)
{
	return c->parts[division].name[part];
}
