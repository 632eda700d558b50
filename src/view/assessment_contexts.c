/* Refusals by the context of their data and of their harm, of every run that is laid side by side. */
#include "view/assessment.h"

#include "analysis/statistics.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Pair by pair and replicate by replicate. */
static const char contexts_sql[] =
	"SELECT origin, effect, replicate, sum(refused), sum(refused_innocent) FROM joins_by_context WHERE "
	"replicate < ?1 AND month <= ?2 GROUP BY origin, effect, replicate";

#define CONTEXTS_MOST 256 /* pairs; a scenario has fewer contexts than make as many */
enum { REFUSED, INNOCENT, COUNTS };
static const char *const keys[COUNTS] = { "refused", "refused_innocent" };

/* Data of one context, refusals in one. */
struct context {
	char origin[SOC_NAME_MAX], effect[SOC_NAME_MAX];
	double all; /* refused in all runs together, by which pairs are ordered */
};

struct contexts {
	const struct soc_assessed_runs *runs;
	struct context *pair; /* [CONTEXTS_MOST] */
	double *of;           /* [pair][run][count][replicate]; without a row: none */
	int count;
};

static double *counts_of(const struct contexts *c, int pair, int run, int count)
{
	return c->of + (((size_t)pair * SOC_ASSESSMENT_RUNS + (size_t)run) * COUNTS + (size_t)count) *
	                   (size_t)c->runs->replicates;
}

static int find(struct contexts *c, const char *origin, const char *effect)
{
	for (int i = 0; i < c->count; i++)
		if (strcmp(c->pair[i].origin, origin) == 0 && strcmp(c->pair[i].effect, effect) == 0)
			return i;
	if (c->count == CONTEXTS_MOST)
		return -1;
	snprintf(c->pair[c->count].origin, SOC_NAME_MAX, "%s", origin);
	snprintf(c->pair[c->count].effect, SOC_NAME_MAX, "%s", effect);
	return c->count++;
}

static void take_row(struct contexts *c, int run, sqlite3_stmt *stmt)
{
	const char *origin = (const char *)sqlite3_column_text(stmt, 0),
			   *effect = (const char *)sqlite3_column_text(stmt, 1);
	const int64_t replicate = sqlite3_column_int64(stmt, 2);
	const int pair = origin != NULL && effect != NULL && replicate >= 0 && replicate < c->runs->replicates
	                     ? find(c, origin, effect)
	                     : -1;
	if (pair < 0)
		return; /* a file of some other hand */
	for (int i = 0; i < COUNTS; i++)
		counts_of(c, pair, run, i)[replicate] = sqlite3_column_double(stmt, 3 + i);
	c->pair[pair].all += sqlite3_column_double(stmt, 3);
}

static enum soc_err read_run(struct contexts *c, int run, struct soc_msg *msg)
{
	const int64_t values[2] = { c->runs->replicates, c->runs->month };
	struct soc_result *r = c->runs->run[run].r;
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	soc_result_begin(r);
	enum soc_err err = soc_result_query(r, contexts_sql, values, 2, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r, stmt, &row, msg)) == SOC_OK && row)
		take_row(c, run, stmt);
	sqlite3_finalize(stmt);
	return err;
}

/* The pair of most refusals that is not told yet; those told have less than none. */
static int next_of(struct contexts *c)
{
	int best = 0;
	for (int i = 1; i < c->count; i++)
		best = c->pair[i].all > c->pair[best].all ? i : best;
	c->pair[best].all = -1.0;
	return best;
}

static struct soc_interval less_a(const struct contexts *c, int pair, int run, int count)
{
	double differences[SOC_REPLICATES_MOST];
	return soc_student_counts_less(counts_of(c, pair, run, count), counts_of(c, pair, 0, count), differences,
	                               c->runs->replicates);
}

static void put_row(const struct contexts *c, int pair, int run, json_t **rows, json_t **numbers)
{
	const struct context *p = &c->pair[pair];
	const int stated = strcmp(p->origin, "none") != 0 && strcmp(p->effect, "none") != 0;
	json_t *row = json_array(), *number = json_object();
	soc_json_append(&row, json_string(p->origin));
	soc_json_append(&row, json_string(p->effect));
	soc_json_append(&row, json_string(!stated                             ? "not stated"
	                                  : strcmp(p->origin, p->effect) == 0 ? "the same"
	                                                                      : "another"));
	soc_json_set(&number, "origin", json_string(p->origin));
	soc_json_set(&number, "effect", json_string(p->effect));
	soc_json_append(&row, json_string(soc_assessment_run_name(run)));
	soc_json_set(&number, "run", json_string(soc_assessment_run_name(run)));
	for (int i = 0; i < COUNTS; i++) {
		const struct soc_interval v = soc_student_counts(counts_of(c, pair, run, i), c->runs->replicates);
		soc_json_append(&row, soc_assessment_told(&v, 1.0));
		soc_assessment_put_numbers(&number, keys[i], &v, 1.0);
		if (c->runs->count > 1) {
			const struct soc_interval d = less_a(c, pair, run, i);
			soc_json_append(&row, run > 0 ? soc_assessment_told(&d, 1.0) : json_string(""));
			if (run > 0)
				soc_assessment_put_numbers(&number, i == REFUSED ? "less_a" : "less_a_innocent", &d, 1.0);
		}
	}
	soc_json_append(rows, row);
	soc_json_append(numbers, number);
}

static enum soc_err make_room(struct contexts *c, struct soc_msg *msg)
{
	c->pair = soc_calloc(CONTEXTS_MOST, sizeof *c->pair);
	c->of = soc_calloc((size_t)CONTEXTS_MOST * SOC_ASSESSMENT_RUNS * COUNTS * (size_t)c->runs->replicates + 1,
	                   sizeof *c->of);
	return c->pair != NULL && c->of != NULL
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the contexts");
}

enum soc_err soc_assessment_contexts(const struct soc_assessed_runs *runs, json_t **answer,
                                     struct soc_msg *msg)
{
	static const char *const one[] = { "data collected in",
		                               "refused in",
		                               "context",
		                               "run",
		                               "attempts refused (95%)",
		                               "of these, of people who did nothing for it (95%)" };
	static const char *const several[] = { "data collected in",
		                                   "refused in",
		                                   "context",
		                                   "run",
		                                   "attempts refused (95%)",
		                                   "less A (95%)",
		                                   "of these, of people who did nothing for it (95%)",
		                                   "of these, less A (95%)" };
	struct contexts c = { .runs = runs };
	json_t *rows = json_array(), *numbers = json_array();
	enum soc_err err = make_room(&c, msg);
	for (int run = 0; run < runs->count && err == SOC_OK; run++)
		err = read_run(&c, run, msg);
	for (int i = 0; i < c.count && err == SOC_OK; i++) {
		const int pair = next_of(&c);
		for (int run = 0; run < runs->count; run++)
			put_row(&c, pair, run, &rows, &numbers);
	}
	soc_free(c.pair);
	soc_free(c.of);
	soc_json_set(
		answer, "text",
		json_string(json_array_size(rows) == 0
	                    ? "Not simulated: the scenario states no context (channels.*.context, "
	                      "measures.*.context), or nobody was refused anything."
	                    : "Attempts of the synthetic people over the whole run, mean over the "
	                      "replicates. Over the assumptions: not computed, since an experiment has no "
	                      "outcome by context; the two questions below have it of all contexts together."));
	soc_assessment_set_table(
		answer, runs->count > 1 ? soc_assessment_columns(several, 8) : soc_assessment_columns(one, 6), rows);
	soc_json_set(answer, "contexts", numbers);
	return err;
}
