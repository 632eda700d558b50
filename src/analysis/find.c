/* Those whom a condition finds: counted, and drawn by the seed so that nobody chooses. */
#include "analysis/find.h"

#include "analysis/words.h"
#include "base/draw.h"
#include "base/mem.h"
#include "model/variates.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The columns of a search begin with the person, whom the draw needs. */
static const char standard_first[] = "person,sex,age,group,quintile";

/* What is told of each unless somebody asks for other columns: no class where all are citizens, no grade
 * where nobody is graded. */
static enum soc_err put_standard(struct soc_result *result, struct soc_buf *columns, struct soc_msg *msg)
{
	struct soc_scenario *s = NULL;
	const enum soc_err err = soc_result_scenario(result, &s, msg);
	if (err == SOC_OK)
		soc_buf_add(columns, "%s%s,place,place_local,province,stratum%s,held", standard_first,
		            soc_words_has_classes(s) ? ",class" : "", s->grades_count > 0 ? ",grade" : "");
	soc_scenario_free(s);
	return err;
}

static enum soc_err read_columns(struct soc_find *f, const struct soc_find_options *o,
                                 struct soc_buf *columns, struct soc_msg *msg)
{
	const char *wanted = o->columns != NULL ? o->columns : standard_first;
	if (o->columns == NULL) {
		f->has_person = 1;
		return put_standard(f->result, columns, msg);
	}
	f->has_person =
		strcmp(wanted, "all") == 0 || strncmp(wanted, "person,", 7) == 0 || strcmp(wanted, "person") == 0;
	soc_buf_add(columns, "%s%s", f->has_person ? "" : "person,", wanted);
	return columns->failed ? soc_fail(msg, SOC_ERR_MEMORY, "no memory for columns") : SOC_OK;
}

static enum soc_err make_room(struct soc_find *f, struct soc_msg *msg)
{
	const size_t room = (size_t)f->limit + 1; /* one more than is kept: the one to be dropped */
	f->rank = soc_calloc(room, sizeof *f->rank);
	f->value = soc_calloc(room * (size_t)f->people->chosen, sizeof *f->value);
	return f->rank != NULL && f->value != NULL
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "no memory for the people drawn");
}

/* ---- the other replicates ---- */
static enum soc_err find_replicates(struct soc_find *f, const struct soc_find_options *o, struct soc_msg *msg)
{
	const size_t most = (size_t)f->people->scenario->replicates;
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	f->replicate = soc_calloc(most, sizeof *f->replicate);
	f->matches = soc_calloc(most, sizeof *f->matches);
	if (f->replicate == NULL || f->matches == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the replicates of a search");
	enum soc_err err = soc_result_query(f->result, "SELECT replicate FROM replicates ORDER BY replicate",
	                                    NULL, 0, &stmt, msg);
	while (err == SOC_OK && (size_t)f->replicates < most &&
	       (err = soc_result_next(f->result, stmt, &row, msg)) == SOC_OK && row) {
		f->matches[f->replicates] = NAN;
		f->replicate[f->replicates++] = sqlite3_column_int64(stmt, 0);
	}
	sqlite3_finalize(stmt);
	snprintf(f->month, sizeof f->month, "%s", o->month != NULL ? o->month : "");
	f->count = (struct soc_people_options){ .columns = "person",
		                                    .where = o->where != NULL ? f->where : NULL,
		                                    .place = o->place != NULL ? f->place : NULL,
		                                    .months = o->month != NULL ? f->month : NULL,
		                                    .on_progress = o->on_progress,
		                                    .user = o->user,
		                                    .stop = o->stop };
	return err;
}

/* Takes the replicate that has been looked through, and begins with the next; *more: 0 when none is left. */
static enum soc_err next_replicate(struct soc_find *f, int *more, struct soc_msg *msg)
{
	soc_people_free(f->other);
	f->other = NULL;
	f->counted += f->counted < f->replicates && !isnan(f->matches[f->counted]);
	*more = f->counted < f->replicates;
	if (!*more)
		return SOC_OK;
	const int is_drawn = f->replicate[f->counted] == f->people->replicate;
	f->matches[f->counted] = is_drawn ? (double)f->matching : 0.0;
	f->count.replicate = f->replicate[f->counted];
	return is_drawn ? SOC_OK : soc_people_open(f->result, &f->count, &f->other, msg);
}

static enum soc_err count_on(struct soc_find *f, int *more, struct soc_msg *msg)
{
	struct soc_people_rows rows;
	if (f->other == NULL)
		return next_replicate(f, more, msg);
	enum soc_err err = soc_people_next(f->other, &rows, more, msg);
	if (err == SOC_OK && *more)
		f->matches[f->counted] += rows.count;
	return err == SOC_OK && !*more ? next_replicate(f, more, msg) : err;
}

/* None in all replicates is no certainty; what people are for life, and all of them alike, is one. */
struct soc_interval soc_find_over_replicates(const struct soc_find *f)
{
	struct soc_interval v = { NAN, NAN, NAN, 0 };
	const double examined = (double)soc_find_examined(f);
	if (f->counted == 0 || f->counted != f->replicates)
		return v;
	v = soc_student_interval(f->matches, f->replicates, 0.0, examined);
	if (v.mean == 0.0)
		soc_interval_widen(&v, examined, examined * f->replicates);
	return v;
}

double soc_find_none_leaves(const struct soc_find *f)
{
	struct soc_interval v = { 0.0, 0.0, 0.0, 2 };
	soc_interval_widen(&v, (double)soc_find_examined(f), (double)soc_find_examined(f));
	return v.high;
}

enum soc_err soc_find_open(struct soc_result *result, const struct soc_find_options *o, struct soc_find **out,
                           struct soc_msg *msg)
{
	struct soc_buf columns = { 0 };
	if (o->limit < 0 || o->limit > SOC_FIND_MOST)
		return soc_fail(msg, SOC_ERR_USAGE, "0 to %d people can be drawn, not %d", SOC_FIND_MOST, o->limit);
	struct soc_find *f = soc_calloc(1, sizeof *f);
	if (f == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to look for people");
	f->limit = o->limit;
	f->result = result;
	snprintf(f->where, sizeof f->where, "%s", o->where != NULL ? o->where : "");
	snprintf(f->place, sizeof f->place, "%s", o->place != NULL ? o->place : "");
	enum soc_err err = read_columns(f, o, &columns, msg);
	const struct soc_people_options asked = { .columns = soc_buf_text(&columns),
		                                      .where = o->where,
		                                      .place = o->place,
		                                      .months = o->month,
		                                      .replicate = o->replicate,
		                                      .seed = o->seed,
		                                      .on_progress = o->on_progress,
		                                      .user = o->user,
		                                      .stop = o->stop };
	if (err == SOC_OK)
		err = soc_people_open(result, &asked, &f->people, msg);
	if (err == SOC_OK && f->people->first_month != f->people->last_month)
		err = soc_fail(msg, SOC_ERR_USAGE, "people are looked for at the end of one month, not of several");
	if (err == SOC_OK)
		err = make_room(f, msg);
	if (err == SOC_OK && o->all_replicates)
		err = find_replicates(f, o, msg);
	soc_buf_release(&columns);
	if (err == SOC_OK)
		*out = f;
	else
		soc_find_free(f);
	return err;
}

/* Keeps the people whom a permutation keyed by the seed puts first. */
static void draw(struct soc_find *f, unsigned row)
{
	const struct soc_people_reader *p = f->people;
	const size_t width = (size_t)p->chosen;
	const int64_t person = (int64_t)soc_people_value(&p->picks[0], row);
	const uint64_t rank = soc_draw_permute((uint64_t)p->seed, SOC_DRAW_FIND,
	                                       (uint64_t)soc_scenario_persons(p->scenario), (uint64_t)person);
	int at = f->drawn;
	for (; at > 0 && f->rank[at - 1] > rank; at--) {
		f->rank[at] = f->rank[at - 1];
		memcpy(f->value + (size_t)at * width, f->value + (size_t)(at - 1) * width, width * sizeof *f->value);
	}
	f->rank[at] = rank;
	for (size_t i = 0; i < width; i++)
		f->value[(size_t)at * width + i] = soc_people_value(&p->picks[i], row);
	f->drawn += f->drawn < f->limit;
}

enum soc_err soc_find_next(struct soc_find *f, int *more, struct soc_msg *msg)
{
	struct soc_people_rows rows;
	if (f->drawn_all)
		return count_on(f, more, msg);
	const enum soc_err err = soc_people_next(f->people, &rows, more, msg);
	f->drawn_all = err == SOC_OK && !*more;
	if (f->drawn_all)
		*more = f->replicates > 0;
	if (err != SOC_OK || f->drawn_all)
		return err;
	f->matching += rows.count;
	memcpy(f->date, rows.date, sizeof f->date);
	for (int32_t row = 0; row < rows.count; row++)
		draw(f, (unsigned)row);
	return SOC_OK;
}

int64_t soc_find_examined(const struct soc_find *f)
{
	return soc_people_examined(f->people);
}

int64_t soc_find_matching(const struct soc_find *f)
{
	return f->matching;
}

int soc_find_drawn(const struct soc_find *f)
{
	return f->drawn;
}

int64_t soc_find_person(const struct soc_find *f, int i)
{
	return i < 0 || i >= f->drawn ? -1 : (int64_t)f->value[(size_t)i * (size_t)f->people->chosen];
}

void soc_find_free(struct soc_find *f)
{
	if (f == NULL)
		return;
	soc_people_free(f->people);
	soc_people_free(f->other);
	soc_free(f->replicate);
	soc_free(f->matches);
	soc_free(f->rank);
	soc_free(f->value);
	soc_free(f);
}
