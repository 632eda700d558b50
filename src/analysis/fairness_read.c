/* Confusion matrices of the groups of a results file. */
#include "analysis/divisions.h"
#include "analysis/fairness.h"
#include "analysis/fairness_people.h"
#include "analysis/fairness_reading.h"
#include "analysis/fairness_sql.h"
#include "analysis/statistics.h"
#include "base/mem.h"
#include "base/suggestion.h"
#include "model/indicators/indicators.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* How people are divided: the word of the option, into how many, the kind of their names in `names`. */
static const struct dimension {
	const char *name, *kind; /* kind NULL: not there */
	int values;
} dimensions[SOC_FAIRNESS_DIMENSIONS] = {
	{ "class", "person_class", 3 }, { "group", "group", 2 }, { "stratum", "stratum", 2 },
	{ "quintile", "quintile", 5 },  { "marker", NULL, 2 },   { "sex", NULL, 2 },
	{ "age", NULL, SOC_AGE_BANDS },
};
#define MARKER SOC_FAIRNESS_MARKER
#define SEX SOC_FAIRNESS_SEX
#define AGE SOC_FAIRNESS_AGE
#define BY_CELL SOC_FAIRNESS_BY_CELL

/* The table that parts people so: where its key columns stand among the dimensions. */
static const struct source {
	const char *sql;
	int first, keys;
} sources[] = { { by_cell, 0, BY_CELL }, { by_marker, MARKER, 1 }, { by_sex_age, SEX, 2 } };
/* Of forecasts: each way has a table. */
static const char *const forecasts[SOC_FAIRNESS_DIMENSIONS] = { [SOC_FAIRNESS_GROUP] = forecast_by_group,
	                                                            [SOC_FAIRNESS_QUINTILE] =
	                                                                forecast_by_quintile,
	                                                            [SEX] = forecast_by_sex,
	                                                            [AGE] = forecast_by_age };

static const struct source *source_of(int dimension)
{
	return &sources[soc_fairness_reading_table(dimension)];
}

int soc_fairness_values(int dimension)
{
	return dimensions[dimension].values;
}

/* ---- what is asked for ---- */
static enum soc_err no_dimension(const char *word, struct soc_msg *msg)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, word);
	for (int d = 0; d < SOC_FAIRNESS_DIMENSIONS; d++)
		soc_suggestion_try(&near, dimensions[d].name);
	return soc_fail(msg, SOC_ERR_USAGE,
	                "--by: results do not divide people by \"%.60s\"; allowed: class, group, stratum, "
	                "quintile, sex, age, marker, separated by commas%s",
	                word, soc_suggestion_hint(&near));
}

static enum soc_err take_dimension(struct soc_fairness_reading *q, const char *word, struct soc_msg *msg)
{
	int d = 0;
	if (strcmp(word, SOC_DIVISION_OLD_CLASS) == 0)
		word = "class";
	while (d < SOC_FAIRNESS_DIMENSIONS && strcmp(word, dimensions[d].name) != 0)
		d++;
	if (d == SOC_FAIRNESS_DIMENSIONS)
		return no_dimension(word, msg);
	for (int i = 0; i < q->by_count; i++)
		if (q->by[i] == d)
			return soc_fail(msg, SOC_ERR_USAGE, "--by: \"%s\" is named twice", word);
	q->by[q->by_count++] = d;
	return SOC_OK;
}

/* The next word of a list parted by , or ; at most room - 1 bytes; NULL at its end. */
static const char *next_word(const char *at, char *out, size_t room)
{
	if (at == NULL || *at == '\0')
		return NULL;
	const size_t length = strcspn(at, ",;");
	snprintf(out, room, "%.*s", length < room ? (int)length : (int)room - 1, at);
	return at + length + (at[length] != '\0');
}

static enum soc_err take_by(struct soc_fairness_reading *q, const char *by, struct soc_msg *msg)
{
	char word[96];
	enum soc_err err = SOC_OK;
	q->is_apart = strchr(by, ';') != NULL;
	for (const char *at = by; err == SOC_OK && (at = next_word(at, word, sizeof word)) != NULL;)
		err = take_dimension(q, word, msg);
	if (err == SOC_OK && q->by_count == 0)
		err = no_dimension(by, msg);
	for (int i = 0; i < q->by_count && err == SOC_OK; i++)
		if (q->by[i] == MARKER && q->by_count > 1)
			err = soc_fail(
				msg, SOC_ERR_USAGE,
				"--by: marker stands alone: the table instrument_by_marker divides people by nothing "
				"else");
	return err;
}

/* ---- words and groups ---- */
static enum soc_err read_words(struct soc_fairness_reading *q, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	snprintf(q->word[MARKER][0], sizeof q->word[MARKER][0], "without the marker");
	snprintf(q->word[MARKER][1], sizeof q->word[MARKER][1], "with the marker");
	static const char *const sexes[] = { SOC_WORDS_female }, *const ages[] = { SOC_WORDS_age };
	for (int v = 0; v < 2; v++)
		snprintf(q->word[SEX][v], sizeof q->word[SEX][v], "%s", sexes[v]);
	for (int v = 0; v < SOC_AGE_BANDS; v++)
		snprintf(q->word[AGE][v], sizeof q->word[AGE][v], "%s", ages[v]);
	enum soc_err err = soc_result_query(q->r, "SELECT kind, idx, name FROM names", NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(q->r, stmt, &row, msg)) == SOC_OK && row) {
		const char *kind = (const char *)sqlite3_column_text(stmt, 0);
		const char *name = (const char *)sqlite3_column_text(stmt, 2);
		const int64_t value = sqlite3_column_int64(stmt, 1);
		for (int d = 0; d < BY_CELL && kind != NULL && name != NULL; d++)
			if (strcmp(kind, dimensions[d].kind) == 0 && value >= 0 && value < dimensions[d].values)
				snprintf(q->word[d][value], sizeof q->word[d][value], "%s", name);
	}
	sqlite3_finalize(stmt);
	return err;
}

static struct soc_fairness_group *add_group(struct soc_fairness *f, const char *by, int reference)
{
	struct soc_fairness_group *g = &f->groups[f->count++];
	snprintf(g->by, sizeof g->by, "%s", by);
	g->reference = reference;
	return g;
}

static void add_word(char *out, size_t room, const char *word)
{
	const size_t length = strlen(out);
	snprintf(out + length, room - length, "%s%s", length > 0 ? ", " : "", word);
}

static int is_by_cell(const struct soc_fairness_reading *q)
{
	for (int i = 0; i < q->by_count; i++)
		if (q->by[i] >= BY_CELL)
			return 0;
	return 1;
}

/* Everybody, then the groups of each dimension, then those of all together. The last dimension runs fastest.
 */
static enum soc_err make_groups(struct soc_fairness_reading *q, struct soc_msg *msg)
{
	struct soc_fairness *f = q->f;
	char all[96] = "";
	int most = 1, both = 1;
	for (int i = 0; i < q->by_count; i++) {
		most += dimensions[q->by[i]].values;
		both *= dimensions[q->by[i]].values;
	}
	f->groups = soc_calloc((size_t)(most + both), sizeof *f->groups);
	if (f->groups == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the groups");
	struct soc_fairness_group *everybody = add_group(f, "", -1);
	snprintf(everybody->name, SOC_FAIRNESS_NAME, "everybody");
	soc_fairness_key(everybody->key, q->decision, q->by[0], -1);
	for (int i = 0; i < q->by_count; i++) {
		const struct dimension *d = &dimensions[q->by[i]];
		q->group_of[i] = f->count;
		for (int v = 0; v < d->values; v++) {
			struct soc_fairness_group *g = add_group(f, d->name, q->group_of[i]);
			snprintf(g->name, SOC_FAIRNESS_NAME, "%s", q->word[q->by[i]][v]);
			soc_fairness_where(g->where, q->by[i], v);
			soc_fairness_key(g->key, q->decision, q->by[i], v);
		}
		add_word(all, sizeof all, d->name);
	}
	q->both = f->count;
	q->both_count = q->by_count > 1 && !q->is_apart ? both : 0;
	for (int n = 0; n < q->both_count; n++) {
		struct soc_fairness_group *g = add_group(f, all, q->both);
		for (int i = 0, rest = n, left = both; i < q->by_count; i++) {
			left /= dimensions[q->by[i]].values;
			add_word(g->name, sizeof g->name, q->word[q->by[i]][rest / left]);
			soc_fairness_where(g->where, q->by[i], rest / left);
			rest %= left;
		}
		if (!is_by_cell(q))
			g->where[0] = '\0';
	}
	return SOC_OK;
}

/* ---- counts ---- */
static struct soc_confusion *count_of(struct soc_fairness *f, int group, int replicate)
{
	return &f->counts[(size_t)group * (size_t)f->replicates + (size_t)replicate];
}

/* A cell: adds it to everybody, to the group of each dimension and to its intersection. */
static void add_cell(struct soc_fairness_reading *q, int replicate, const int64_t *value,
                     const struct soc_confusion *c)
{
	int n = 0;
	soc_confusion_add(count_of(q->f, 0, replicate), c);
	for (int i = 0; i < q->by_count; i++) {
		const int64_t v = value[q->by[i]];
		if (v < 0 || v >= dimensions[q->by[i]].values)
			return; /* a file of some other hand */
		n = n * dimensions[q->by[i]].values + (int)v;
		soc_confusion_add(count_of(q->f, q->group_of[i] + (int)v, replicate), c);
	}
	if (q->both_count > 0)
		soc_confusion_add(count_of(q->f, q->both + n, replicate), c);
}

/* The four counts of a row, behind its keys. */
static struct soc_confusion counted(sqlite3_stmt *stmt, int keys)
{
	const double right = sqlite3_column_double(stmt, keys), selected = sqlite3_column_double(stmt, keys + 1),
				 wanted = sqlite3_column_double(stmt, keys + 2), all = sqlite3_column_double(stmt, keys + 3);
	return (struct soc_confusion){ right, selected - right, wanted - right,
		                           all - wanted - (selected - right) };
}

/* Whom a forecast flags: each way has a table of its own, and the first of them is everybody. */
static enum soc_err read_forecasts(struct soc_fairness_reading *q, int replicate, struct soc_msg *msg)
{
	const int64_t number = replicate;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < q->by_count && err == SOC_OK; i++) {
		sqlite3_stmt *stmt = NULL;
		int row = 0;
		err = soc_result_query(q->r, forecasts[q->by[i]], &number, 1, &stmt, msg);
		while (err == SOC_OK && (err = soc_result_next(q->r, stmt, &row, msg)) == SOC_OK && row) {
			const int64_t v = sqlite3_column_int64(stmt, 0);
			const struct soc_confusion c = counted(stmt, 1);
			if (v < 0 || v >= dimensions[q->by[i]].values)
				continue; /* a file of some other hand */
			soc_confusion_add(count_of(q->f, q->group_of[i] + (int)v, replicate), &c);
			if (i == 0)
				soc_confusion_add(count_of(q->f, 0, replicate), &c);
		}
		sqlite3_finalize(stmt);
	}
	return err;
}

static enum soc_err read_replicate(struct soc_fairness_reading *q, int replicate, struct soc_msg *msg)
{
	const struct source *from = source_of(q->by[0]);
	const int keys = from->keys;
	const int64_t numbers[2] = { replicate, q->grade };
	const char *sql = q->grade >= 0                          ? by_grade
	                  : q->decision == SOC_DECISION_SANCTION ? by_sanction
	                                                         : from->sql;
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(q->r, sql, numbers, q->grade >= 0 ? 2 : 1, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(q->r, stmt, &row, msg)) == SOC_OK && row) {
		int64_t value[SOC_FAIRNESS_DIMENSIONS] = { 0 };
		for (int i = 0; i < keys; i++)
			value[from->first + i] = sqlite3_column_int64(stmt, i);
		const struct soc_confusion c = counted(stmt, keys);
		add_cell(q, replicate, value, &c);
	}
	sqlite3_finalize(stmt);
	return err;
}

struct stepping {
	struct soc_fairness_reading *q;
	int replicate;
};

static void add_person(void *user, const int64_t *value, const struct soc_confusion *one)
{
	const struct stepping *at = user;
	add_cell(at->q, at->replicate, value, one);
}

static enum soc_err read_counts(struct soc_fairness_reading *q, struct soc_msg *msg)
{
	struct soc_fairness *f = q->f;
	double replicates = 0.0;
	enum soc_err err = soc_result_real(q->r, "SELECT count(*) FROM replicates", NULL, 0, &replicates, msg);
	if (err != SOC_OK)
		return err;
	f->replicates = replicates < SOC_REPLICATES_MOST ? (int)replicates : SOC_REPLICATES_MOST;
	f->counts = soc_calloc((size_t)f->count * (size_t)f->replicates + 1, sizeof *f->counts);
	if (f->counts == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the groups of %d replicates",
		                f->replicates);
	for (int i = 0; i < f->replicates && err == SOC_OK; i++)
		if (f->stepped)
			err =
				soc_fairness_people(q->r, i, q->list, q->grades, add_person, &(struct stepping){ q, i }, msg);
		else if (q->decision == SOC_DECISION_PREDICTION)
			err = read_forecasts(q, i, msg);
		else
			err = read_replicate(q, i, msg);
	soc_fairness_sum_up(f);
	return err;
}

/* ---- the reference ---- */
static enum soc_err no_group(const struct soc_fairness_reading *q, const char *word, struct soc_msg *msg)
{
	struct soc_suggestion near;
	char allowed[512] = "";
	soc_suggestion_begin(&near, word);
	for (int i = 0; i < q->by_count; i++)
		for (int v = 0; v < dimensions[q->by[i]].values; v++) {
			soc_suggestion_try(&near, q->word[q->by[i]][v]);
			add_word(allowed, sizeof allowed, q->word[q->by[i]][v]);
		}
	return soc_fail(msg, SOC_ERR_USAGE, "--reference: no group \"%.60s\"; allowed: %s%s", word, allowed,
	                soc_suggestion_hint(&near));
}

/* chosen[i]: the value of the i-th dimension that is the reference; the largest group where none is named. */
static enum soc_err take_reference(struct soc_fairness_reading *q, const char *names, struct soc_msg *msg)
{
	int chosen[SOC_FAIRNESS_DIMENSIONS], named = 0, both = 0;
	char word[96];
	for (int i = 0; i < q->by_count; i++)
		chosen[i] = soc_fairness_largest(q->f, q->group_of[i], dimensions[q->by[i]].values) - q->group_of[i];
	for (const char *at = names; (at = next_word(at, word, sizeof word)) != NULL;) {
		int found = 0;
		for (int i = 0; i < q->by_count; i++)
			for (int v = 0; v < dimensions[q->by[i]].values; v++)
				if (strcmp(q->word[q->by[i]][v], word) == 0) {
					chosen[i] = v;
					found = 1;
				}
		if (!found)
			return no_group(q, word, msg);
		named++;
	}
	for (int i = 0; i < q->by_count; i++) {
		soc_fairness_set_reference(q->f, q->group_of[i], dimensions[q->by[i]].values,
		                           q->group_of[i] + chosen[i]);
		both = both * dimensions[q->by[i]].values + chosen[i];
	}
	if (q->both_count > 0)
		soc_fairness_set_reference(q->f, q->both, q->both_count,
		                           named == q->by_count ? q->both + both
		                                                : soc_fairness_largest(q->f, q->both, q->both_count));
	return SOC_OK;
}

/* Who is selected and what is true are known; by whom people are parted as well. */
static enum soc_err read_groups(struct soc_fairness_reading *q, const char *reference, struct soc_msg *msg)
{
	soc_result_begin(q->r);
	enum soc_err err = read_words(q, msg);
	if (err == SOC_OK)
		err = make_groups(q, msg);
	if (err == SOC_OK)
		err = read_counts(q, msg);
	if (err == SOC_OK)
		err = take_reference(q, reference, msg);
	if (err == SOC_OK)
		soc_fairness_leave_out_small(q->f, q->both, q->both_count);
	return err;
}

/* grade: that selects; -1: `list` does. */
static enum soc_err read_selected(struct soc_fairness_reading *q, const char *by, const char *list,
                                  const char *reference, struct soc_msg *msg)
{
	struct soc_fairness *f = q->f;
	const struct soc_scenario *s = NULL;
	memset(f, 0, sizeof *f);
	enum soc_err err = take_by(q, by, msg);
	if (err == SOC_OK)
		err = soc_result_scenario_kept(q->r, &s, msg);
	if (err == SOC_OK && q->grade >= 0)
		snprintf(f->selected, sizeof f->selected, "grade %s", s->grades[q->grade].name);
	else if (err == SOC_OK)
		err = soc_fairness_reading_take(q, s, list, msg);
	if (err == SOC_OK)
		err = read_groups(q, reference, msg);
	if (err == SOC_OK && s->output.calibration && is_by_cell(q) && q->decision == SOC_DECISION_LIST)
		f->grades = s->grades_count;
	/* An ensemble measures who is on any black list, refused, flagged or sanctioned, and nobody in a grade.
	 */
	if (err == SOC_OK)
		err = soc_fairness_read_assumed(
			f, q->r, q->grade < 0 && q->list == NULL && q->decision != SOC_DECISION_GRADE, msg);
	return err == SOC_OK ? soc_fairness_adjust(f, q->grade >= 0, msg) : err;
}

enum soc_err soc_fairness_read(struct soc_fairness *f, struct soc_result *r, const char *by, const char *list,
                               const char *reference, struct soc_msg *msg)
{
	return read_selected(
		&(struct soc_fairness_reading){ .f = f, .r = r, .grade = -1, .decision = SOC_DECISIONS_COUNT }, by,
		list, reference, msg);
}

enum soc_err soc_fairness_read_decision(struct soc_fairness *f, struct soc_result *r,
                                        enum soc_decision_kind decision, const char *by, struct soc_msg *msg)
{
	return read_selected(&(struct soc_fairness_reading){ .f = f, .r = r, .grade = -1, .decision = decision },
	                     by, NULL, NULL, msg);
}

enum soc_err soc_fairness_read_grade(struct soc_fairness *f, struct soc_result *r, const char *by, int grade,
                                     const char *reference, struct soc_msg *msg)
{
	return read_selected(
		&(struct soc_fairness_reading){ .f = f, .r = r, .grade = grade, .decision = SOC_DECISION_LIST }, by,
		NULL, reference, msg);
}
