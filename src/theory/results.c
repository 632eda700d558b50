/* Results of a theory as a file: written, and read back with distrust. What is read stands for itself: names,
 * meanings and ranges are those of the file, not those that this version's theory has. */
#include "analysis/text.h"
#include "base/draw.h"
#include "base/mem.h"
#include "store/theory_file.h"
#include "theory/theory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(x)     \
	{               \
		.text = (x) \
	}
#define REAL(x)       \
	{                 \
		.number = (x) \
	}
#define WHOLE(x)                     \
	{                                \
		.number = (x), .is_whole = 1 \
	}
#define VALUES (const struct soc_theory_value[])

/* ---- writing ---- */
static enum soc_err put_meta(struct soc_theory_file *f, const struct soc_theory_result *r,
                             struct soc_msg *msg)
{
	char seed[24], replicates[16];
	snprintf(seed, sizeof seed, "%llu", (unsigned long long)r->seed);
	snprintf(replicates, sizeof replicates, "%d", r->replicates);
	const char *const rows[][2] = { { "theory", r->kind->name },
		                            { "title", r->kind->title },
		                            { "question", r->kind->question },
		                            { "source", r->kind->source },
		                            { "system", r->kind->row },
		                            { "used", r->kind->used },
		                            { "seed", seed },
		                            { "replicates", replicates } };
	enum soc_err err = SOC_OK;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0] && err == SOC_OK; i++)
		err =
			soc_theory_file_row(f, SOC_THEORY_TABLE_meta, VALUES{ TEXT(rows[i][0]), TEXT(rows[i][1]) }, msg);
	return err;
}

static enum soc_err put_parameters(struct soc_theory_file *f, const struct soc_theory_result *r,
                                   struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < r->kind->of->keys_count && err == SOC_OK; i++) {
		const struct soc_theory_key *k = &r->kind->of->keys[i];
		err = soc_theory_file_row(f, SOC_THEORY_TABLE_parameters,
		                          VALUES{ WHOLE(i), TEXT(k->name), REAL(r->keys[i]), REAL(k->start),
		                                  WHOLE(r->keys[i] != k->start), REAL(k->low), REAL(k->high),
		                                  WHOLE(k->whole), TEXT(k->unit), REAL(k->likely_low),
		                                  REAL(k->likely_high), TEXT(k->meaning), TEXT(k->source) },
		                          msg);
	}
	return err;
}

static enum soc_err put_figures(struct soc_theory_file *f, const struct soc_theory_result *r,
                                struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < r->kind->of->figures_count && err == SOC_OK; i++) {
		const struct soc_theory_figure *of = &r->kind->of->figures[i];
		const struct soc_interval *v = &r->figures[i];
		err = soc_theory_file_row(f, SOC_THEORY_TABLE_figures,
		                          VALUES{ WHOLE(i), TEXT(of->name), TEXT(of->unit), REAL(of->least),
		                                  REAL(of->most), WHOLE(of->is_random), REAL(v->mean), REAL(v->low),
		                                  REAL(v->high), TEXT(of->meaning) },
		                          msg);
	}
	return err;
}

static enum soc_err put_published(struct soc_theory_file *f, const struct soc_theory_result *r,
                                  struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < r->kind->of->published_count && err == SOC_OK; i++) {
		const struct soc_theory_published *p = &r->kind->of->published[i];
		err = soc_theory_file_row(f, SOC_THEORY_TABLE_published,
		                          VALUES{ WHOLE(i), WHOLE(p->figure), TEXT(p->settings), REAL(p->value),
		                                  REAL(p->within), WHOLE(p->bound), WHOLE(soc_theory_is_here(r, p)),
		                                  TEXT(p->source) },
		                          msg);
	}
	return err;
}

static enum soc_err put_replicates(struct soc_theory_file *f, const struct soc_theory_result *r,
                                   struct soc_msg *msg)
{
	const int figures = r->kind->of->figures_count;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < r->replicates && err == SOC_OK; i++) {
		char seed[24];
		snprintf(seed, sizeof seed, "%llu", (unsigned long long)soc_draw_replicate(r->seed, (uint32_t)i));
		err = soc_theory_file_row(f, SOC_THEORY_TABLE_replicates, VALUES{ WHOLE(i), TEXT(seed) }, msg);
		for (int k = 0; k < figures && err == SOC_OK; k++)
			err = soc_theory_file_row(
				f, SOC_THEORY_TABLE_by_replicate,
				VALUES{ WHOLE(i), WHOLE(k), REAL(r->values[(size_t)i * (size_t)figures + (size_t)k]) }, msg);
	}
	return err;
}

static enum soc_err put_series(struct soc_theory_file *f, const struct soc_theory_result *r,
                               struct soc_msg *msg)
{
	const int width = r->kind->of->columns_count;
	enum soc_err err = SOC_OK;
	for (int c = 0; c < width && err == SOC_OK; c++) {
		const struct soc_theory_column *of = &r->kind->of->columns[c];
		err = soc_theory_file_row(f, SOC_THEORY_TABLE_series_columns,
		                          VALUES{ WHOLE(c), TEXT(of->name), TEXT(of->unit), TEXT(of->meaning) }, msg);
	}
	for (size_t i = 0; i < r->rows.count; i++)
		for (int c = 0; c < width && err == SOC_OK; c++)
			err = soc_theory_file_row(
				f, SOC_THEORY_TABLE_series,
				VALUES{ WHOLE((double)i), WHOLE(c), REAL(r->rows.values[i * (size_t)width + (size_t)c]) },
				msg);
	return err;
}

enum soc_err soc_theory_write(const struct soc_theory_result *result, const char *path,
                              const char *command_line, struct soc_msg *msg)
{
	static enum soc_err (*const parts[])(struct soc_theory_file *, const struct soc_theory_result *,
	                                     struct soc_msg *) = { put_meta,      put_parameters, put_figures,
		                                                       put_published, put_replicates, put_series };
	struct soc_theory_file *f = NULL;
	enum soc_err err = soc_theory_file_begin(&f, command_line, msg);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && err == SOC_OK; i++)
		err = parts[i](f, result, msg);
	if (err == SOC_OK)
		err = soc_theory_file_finish(f, path, msg);
	soc_theory_file_free(f);
	return err;
}

/* ---- reading ---- */
#define PUBLISHED_MOST 1024
#define TEXTS_MOST \
	(8 + 4 * SOC_THEORY_KEYS + 3 * SOC_THEORY_FIGURES + 3 * SOC_THEORY_SERIES + 2 * PUBLISHED_MOST)

struct soc_theory_loaded {
	struct soc_theory_kind kind;
	struct soc_theory_parts parts;
	struct soc_theory_key keys[SOC_THEORY_KEYS];
	struct soc_theory_figure figures[SOC_THEORY_FIGURES];
	struct soc_theory_column columns[SOC_THEORY_SERIES];
	struct soc_theory_published published[PUBLISHED_MOST];
	char *texts[TEXTS_MOST]; /* owned */
	int texts_count;
};

void soc_theory_loaded_free(struct soc_theory_loaded *l)
{
	for (int i = 0; l != NULL && i < l->texts_count; i++)
		soc_free(l->texts[i]);
	soc_free(l);
}

struct reading {
	struct soc_theory_result *r;
	struct soc_theory_loaded *l;
	int replicates; /* rows of the table */
	size_t cells;   /* of the time series, so far */
};

static enum soc_err forged(struct soc_msg *msg, const char *what)
{
	return soc_fail(msg, SOC_ERR_RESULTS, "the file is forged: %s", what);
}

/* A text that can do no harm on a terminal, or NULL: memory is out. */
static const char *keep(struct reading *g, const char *text)
{
	struct soc_buf safe = { 0 };
	soc_text_safe(&safe, text, strlen(text), 0);
	soc_buf_puts(&safe, "");
	char *kept = g->l->texts_count < TEXTS_MOST ? soc_buf_take(&safe) : NULL;
	soc_buf_release(&safe);
	if (kept != NULL)
		g->l->texts[g->l->texts_count++] = kept;
	return kept;
}

static enum soc_err lost(struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read the results");
}

static int whole_from(const char *text, unsigned long long most, unsigned long long *out)
{
	char *end;
	*out = strtoull(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && *end == '\0' && *out <= most;
}

static enum soc_err take_meta(void *user, const struct soc_theory_value *v, struct soc_msg *msg)
{
	struct reading *g = user;
	struct soc_theory_kind *k = &g->l->kind;
	unsigned long long number = 0;
	const struct {
		const char *key, **to;
	} texts[] = { { "theory", &k->name },   { "title", &k->title }, { "question", &k->question },
		          { "source", &k->source }, { "system", &k->row },  { "used", &k->used } };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strcmp(v[0].text, texts[i].key) == 0) {
			*texts[i].to = keep(g, v[1].text);
			return *texts[i].to != NULL ? SOC_OK : lost(msg);
		}
	if (strcmp(v[0].text, "seed") == 0) {
		if (!whole_from(v[1].text, UINT64_MAX, &number))
			return forged(msg, "its seed is no whole number");
		g->r->seed = number;
	} else if (strcmp(v[0].text, "replicates") == 0) {
		if (!whole_from(v[1].text, SOC_THEORY_REPLICATES, &number) || number < 1)
			return forged(msg, "its number of replicates is none");
		g->r->replicates = (int)number;
	}
	return SOC_OK;
}

/* Rows are numbered from 0; at most so many. */
static enum soc_err next_row(const struct soc_theory_value *v, int count, int most, struct soc_msg *msg)
{
	return v->number == count && count < most ? SOC_OK : forged(msg, "rows are missing, or too many");
}

static enum soc_err take_parameter(void *user, const struct soc_theory_value *v, struct soc_msg *msg)
{
	struct reading *g = user;
	const int i = g->l->parts.keys_count;
	if (next_row(v, i, SOC_THEORY_KEYS, msg) != SOC_OK)
		return SOC_ERR_RESULTS;
	g->r->keys[i] = v[2].number;
	g->l->keys[i] = (struct soc_theory_key){ .name = keep(g, v[1].text),
		                                     .start = v[3].number,
		                                     .low = v[5].number,
		                                     .high = v[6].number,
		                                     .whole = v[7].number != 0,
		                                     .unit = keep(g, v[8].text),
		                                     .likely_low = v[9].number,
		                                     .likely_high = v[10].number,
		                                     .meaning = keep(g, v[11].text),
		                                     .source = keep(g, v[12].text) };
	g->l->parts.keys_count++;
	const struct soc_theory_key *k = &g->l->keys[i];
	return k->name != NULL && k->unit != NULL && k->meaning != NULL && k->source != NULL ? SOC_OK : lost(msg);
}

static enum soc_err take_figure(void *user, const struct soc_theory_value *v, struct soc_msg *msg)
{
	struct reading *g = user;
	const int i = g->l->parts.figures_count;
	if (next_row(v, i, SOC_THEORY_FIGURES, msg) != SOC_OK)
		return SOC_ERR_RESULTS;
	g->l->figures[i] = (struct soc_theory_figure){ .name = keep(g, v[1].text),
		                                           .unit = keep(g, v[2].text),
		                                           .least = v[3].number,
		                                           .most = v[4].number,
		                                           .is_random = v[5].number != 0,
		                                           .meaning = keep(g, v[9].text) };
	g->l->parts.figures_count++;
	const struct soc_theory_figure *f = &g->l->figures[i];
	return f->name != NULL && f->unit != NULL && f->meaning != NULL ? SOC_OK : lost(msg);
}

static enum soc_err take_published(void *user, const struct soc_theory_value *v, struct soc_msg *msg)
{
	struct reading *g = user;
	const int i = g->l->parts.published_count;
	if (next_row(v, i, PUBLISHED_MOST, msg) != SOC_OK)
		return SOC_ERR_RESULTS;
	if (!(v[1].number >= 0 && v[1].number < g->l->parts.figures_count))
		return forged(msg, "what is published is of no figure");
	g->l->published[i] = (struct soc_theory_published){ .figure = (int)v[1].number,
		                                                .settings = keep(g, v[2].text),
		                                                .value = v[3].number,
		                                                .within = v[4].number,
		                                                .bound = v[5].number > 0   ? 1
		                                                         : v[5].number < 0 ? -1
		                                                                           : 0,
		                                                .source = keep(g, v[7].text) };
	g->l->parts.published_count++;
	return g->l->published[i].settings != NULL && g->l->published[i].source != NULL ? SOC_OK : lost(msg);
}

static enum soc_err take_replicate(void *user, const struct soc_theory_value *v, struct soc_msg *msg)
{
	struct reading *g = user;
	(void)msg;
	(void)v;
	g->replicates++;
	return SOC_OK;
}

static enum soc_err take_figure_value(void *user, const struct soc_theory_value *v, struct soc_msg *msg)
{
	struct reading *g = user;
	const int figures = g->l->parts.figures_count;
	if (!(v[0].number >= 0 && v[0].number < g->r->replicates && v[1].number >= 0 && v[1].number < figures))
		return forged(msg, "a value is of no replicate or of no figure");
	g->r->values[(size_t)v[0].number * (size_t)figures + (size_t)v[1].number] = v[2].number;
	return SOC_OK;
}

static enum soc_err take_column(void *user, const struct soc_theory_value *v, struct soc_msg *msg)
{
	struct reading *g = user;
	const int i = g->l->parts.columns_count;
	if (next_row(v, i, SOC_THEORY_SERIES, msg) != SOC_OK)
		return SOC_ERR_RESULTS;
	g->l->columns[i] =
		(struct soc_theory_column){ keep(g, v[1].text), keep(g, v[2].text), keep(g, v[3].text) };
	g->l->parts.columns_count++;
	const struct soc_theory_column *c = &g->l->columns[i];
	return c->name != NULL && c->unit != NULL && c->meaning != NULL ? SOC_OK : lost(msg);
}

/* Rows come by their number, each with all its columns. */
static enum soc_err take_series(void *user, const struct soc_theory_value *v, struct soc_msg *msg)
{
	struct reading *g = user;
	struct soc_theory_rows *rows = &g->r->rows;
	const size_t width = (size_t)g->l->parts.columns_count;
	if (width == 0 || v[0].number != (double)(g->cells / width) || v[1].number != (double)(g->cells % width))
		return forged(msg, "its time series have holes");
	if (g->cells % width == 0) {
		const double row[SOC_THEORY_SERIES] = { 0 };
		struct soc_theory_world world = { .rows = rows };
		rows->width = (int)width;
		soc_theory_row(&world, row);
		if (rows->failed)
			return lost(msg);
	}
	rows->values[g->cells++] = v[2].number;
	return SOC_OK;
}

static enum soc_err read_head(struct reading *g, struct soc_result *result, struct soc_msg *msg)
{
	const struct soc_theory_kind *k = &g->l->kind;
	static const struct {
		enum soc_theory_table table;
		enum soc_err (*take)(void *, const struct soc_theory_value *, struct soc_msg *);
	} parts[] = { { SOC_THEORY_TABLE_meta, take_meta },
		          { SOC_THEORY_TABLE_parameters, take_parameter },
		          { SOC_THEORY_TABLE_figures, take_figure },
		          { SOC_THEORY_TABLE_published, take_published },
		          { SOC_THEORY_TABLE_series_columns, take_column },
		          { SOC_THEORY_TABLE_replicates, take_replicate } };
	enum soc_err err = SOC_OK;
	for (size_t i = 0; i < sizeof parts / sizeof *parts && err == SOC_OK; i++)
		err = soc_theory_file_each(result, parts[i].table, parts[i].take, g, msg);
	if (err == SOC_OK && (k->name == NULL || k->title == NULL || k->question == NULL || k->source == NULL ||
	                      k->row == NULL || k->used == NULL))
		err = forged(msg, "it does not say which theory it is of");
	if (err == SOC_OK && (g->replicates != g->r->replicates || g->l->parts.figures_count == 0))
		err = forged(msg, "its replicates or its figures are not there");
	return err;
}

static enum soc_err read_values(struct reading *g, struct soc_result *result, struct soc_msg *msg)
{
	const size_t cells = (size_t)g->r->replicates * (size_t)g->l->parts.figures_count;
	g->r->rows.width = g->l->parts.columns_count;
	g->r->values = soc_calloc(cells, sizeof *g->r->values);
	if (g->r->values == NULL)
		return lost(msg);
	for (size_t i = 0; i < cells; i++)
		g->r->values[i] = NAN;
	enum soc_err err = soc_theory_file_each(result, SOC_THEORY_TABLE_by_replicate, take_figure_value, g, msg);
	if (err == SOC_OK)
		err = soc_theory_file_each(result, SOC_THEORY_TABLE_series, take_series, g, msg);
	if (err == SOC_OK && g->cells != g->r->rows.count * (size_t)g->r->rows.width)
		err = forged(msg, "its time series end within a row");
	return err == SOC_OK ? soc_theory_sum_up(g->r, msg) : err;
}

enum soc_err soc_theory_read(struct soc_result *result, struct soc_theory_result **out, struct soc_msg *msg)
{
	struct reading g = { .r = soc_calloc(1, sizeof *g.r), .l = soc_calloc(1, sizeof *g.l) };
	if (g.r == NULL || g.l == NULL) {
		soc_free(g.r);
		soc_free(g.l);
		return lost(msg);
	}
	g.r->loaded = g.l;
	g.r->kind = &g.l->kind;
	g.l->kind.of = &g.l->parts;
	g.l->parts.keys = g.l->keys;
	g.l->parts.figures = g.l->figures;
	g.l->parts.columns = g.l->columns;
	g.l->parts.published = g.l->published;
	enum soc_err err = read_head(&g, result, msg);
	if (err == SOC_OK)
		err = read_values(&g, result, msg);
	if (err == SOC_OK)
		*out = g.r;
	else
		soc_theory_free(g.r);
	return err;
}
