/* The tables of the document: totals by replicate, and mean and standard deviation over replicates by month.
 */
#include "view/report.h"

#include "analysis/moments.h"
#include "base/buf.h"
#include "base/mem.h"
#include "input/schema/params.h"

#include <stdio.h>
#include <string.h>

#define ROWS_MOST 64
#define COLUMNS_MOST 96
#define TOGETHER_MOST 5 /* tables of the document that are made of one table of the results */

/* A column that is worked out: a difference month by month has an interval of its own. name NULL: none. */
#define MORE 3
struct more {
	const char *name, *sql, *meaning;
};
static const struct more changes[MORE] = {
	{ "violations_change", "violations - violations_counterfactual",
	  "violations less those under no regime" },
	{ "good_deeds_change", "good_deeds - good_deeds_counterfactual",
	  "good deeds less those under no regime" },
	{ "lawful_acts_change", "lawful_acts - lawful_acts_counterfactual",
	  "discouraged lawful acts less those under no regime" },
};
static const struct more entries[MORE] = {
	{ "entries", "entries_true + entries_other_violation + entries_no_violation", "all entries" },
};

struct spec {
	const char *name;        /* in the document */
	const char *from;        /* table of the results */
	const char *row;         /* expression that numbers the row */
	const char *series;      /* columns with a series of months, between blanks; "*" for all */
	const char *cumulative;  /* columns with a running sum by month */
	const struct more *more; /* MORE columns beside those of the table; NULL for none */
};

#define MARGIN " score_sum grade_0 listed "
static const struct spec specs[] = {
	{ "national", "by_cell", "0", "*", "", changes },
	{ "class", "by_cell", "person_class", MARGIN, "", NULL },
	{ "group", "by_cell", "grp", MARGIN, "", NULL },
	{ "urban", "by_cell", "urban", MARGIN, "", NULL },
	{ "quintile", "by_cell", "income_quintile", MARGIN, "", NULL },
	{ "event", "by_event", "event", "", "", NULL },
	{ "channel", "by_channel", "channel", "", "", NULL },
	{ "list", "by_list", "list", " stock ", " entries ", entries },
	{ "measure", "by_measure", "measure", "", " effective ", NULL },
	{ "region", "by_region", "region", "", "", NULL },
};

struct column {
	const char *name, *unit, *meaning;
	int stock, series, cumulative;
};

struct table {
	const struct spec *spec;
	int rows, columns;
	int own;   /* columns of the table itself; those that are worked out follow */
	int other; /* where those stand in the answer that is read (sql_of) */
	struct column column[COLUMNS_MOST];
	int64_t months;
	int64_t *now;                /* [row][column][month] of the replicate being read */
	int64_t *total;              /* [replicate][row][column] */
	struct soc_moments *month;   /* [row][column][month] */
	struct soc_moments *running; /* the same of the running sums */
};

static int holds(const char *list, const char *name)
{
	char word[64];
	if (strcmp(list, "*") == 0)
		return 1;
	snprintf(word, sizeof word, " %s ", name);
	return strstr(list, word) != NULL;
}

static void add_column(struct table *t, const char *name, const char *unit, const char *meaning, int stock)
{
	struct column *c = &t->column[t->columns++];
	*c = (struct column){
		name, unit, meaning, stock, holds(t->spec->series, name), holds(t->spec->cumulative, name)
	};
}

static enum soc_err make_columns(struct table *t, struct soc_msg *msg)
{
	const struct soc_table *from = soc_schema_find(&soc_schema_of_run, t->spec->from);
	const int first = from != NULL ? soc_schema_key_columns(from) : 0;
	if (from == NULL || from->columns_count - first + MORE > COLUMNS_MOST)
		return soc_fail(msg, SOC_ERR_INTERNAL, "the report knows no table %s", t->spec->from);
	for (int i = first; i < from->columns_count; i++)
		add_column(t, from->columns[i].name, from->columns[i].unit, from->columns[i].meaning,
		           strcmp(soc_schema_kind(from, i), "stock") == 0);
	t->own = t->columns;
	for (int i = 0; t->spec->more != NULL && i < MORE && t->spec->more[i].name != NULL; i++)
		add_column(t, t->spec->more[i].name, "", t->spec->more[i].meaning, 0);
	return SOC_OK;
}

/* What is read for tables of one table of the results, of replicate ?1 and the months below ?2: the month,
 * the row of each of them, the columns that all have, and what each has beside them. */
static char *sql_of(struct table *t, int count)
{
	struct soc_buf sql = { 0 };
	int columns = 1 + count + t->own;
	soc_buf_puts(&sql, "SELECT month");
	for (int i = 0; i < count; i++)
		soc_buf_add(&sql, ", %s", t[i].spec->row);
	for (int c = 0; c < t->own; c++)
		soc_buf_add(&sql, ", %s", t->column[c].name);
	for (int i = 0; i < count; i++) {
		t[i].other = columns;
		for (int c = t[i].own; c < t[i].columns; c++, columns++)
			soc_buf_add(&sql, ", %s", t[i].spec->more[c - t[i].own].sql);
	}
	soc_buf_add(&sql, " FROM %s WHERE replicate = ?1 AND month < ?2", t->spec->from);
	return soc_buf_take(&sql);
}

static size_t cell(const struct table *t, int row, int column, int64_t month)
{
	return (((size_t)row * (size_t)t->columns + (size_t)column) * (size_t)t->months) + (size_t)month;
}

static size_t slot(const struct table *t, int replicate, int row, int column)
{
	return ((size_t)replicate * (size_t)t->rows + (size_t)row) * (size_t)t->columns + (size_t)column;
}

/* Adds one row of the results, whose columns stand in value, to the row of a table that it belongs to. */
static enum soc_err take_row(struct table *t, const int64_t *value, int64_t month, int64_t row, int shared,
                             struct soc_msg *msg)
{
	if (month < 0 || month >= t->months || row < 0 || row >= t->rows)
		return soc_fail(msg, SOC_ERR_RESULTS,
		                "%s has a row of number %lld, month %lld, which the scenario does not have",
		                t->spec->from, (long long)row, (long long)month);
	int64_t *at = &t->now[cell(t, (int)row, 0, month)];
	for (int c = 0; c < t->columns; c++, at += t->months)
		if (__builtin_add_overflow(*at, value[c < t->own ? shared + c : t->other + c - t->own], at))
			return soc_fail(msg, SOC_ERR_RESULTS, "%s has numbers that no run counts", t->spec->from);
	return SOC_OK;
}

static enum soc_err read_replicate(struct soc_report *r, struct table *t, int count, const char *sql, int k,
                                   struct soc_msg *msg)
{
	const int64_t numbers[2] = { r->replicate[k], r->months };
	int64_t value[1 + COLUMNS_MOST + TOGETHER_MOST * (1 + MORE)];
	sqlite3_stmt *stmt = NULL;
	int more = 0;
	for (int i = 0; i < count; i++)
		memset(t[i].now, 0, sizeof *t[i].now * cell(&t[i], t[i].rows, 0, 0));
	enum soc_err err = soc_result_query(r->result, sql, numbers, 2, &stmt, msg);
	const int columns = err == SOC_OK ? sqlite3_column_count(stmt) : 0;
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &more, msg)) == SOC_OK && more) {
		for (int c = 0; c < columns; c++)
			value[c] = sqlite3_column_int64(stmt, c);
		for (int i = 0; i < count && err == SOC_OK; i++)
			err = take_row(&t[i], value, value[0], value[1 + i], 1 + count, msg);
	}
	sqlite3_finalize(stmt);
	return err;
}

static void fold(struct table *t, int k)
{
	for (int i = 0; i < t->rows; i++) {
		for (int c = 0; c < t->columns; c++) {
			const int64_t *now = &t->now[cell(t, i, c, 0)];
			int64_t sum = 0;
			for (int64_t m = 0; m < t->months; m++) {
				sum = (int64_t)((uint64_t)sum + (uint64_t)now[m]); /* a broken file must not overflow */
				if (t->column[c].series)
					soc_moments_add(&t->month[cell(t, i, c, m)], (double)now[m], k + 1);
				if (t->column[c].cumulative)
					soc_moments_add(&t->running[cell(t, i, c, m)], (double)sum, k + 1);
			}
			t->total[slot(t, k, i, c)] = t->column[c].stock ? now[t->months - 1] : sum;
		}
	}
}

/* ---- into the document ---- */
static json_t *series_json(const struct table *t, const struct soc_moments *at, int deviation, int n)
{
	json_t *months = json_array();
	for (int64_t m = 0; m < t->months; m++) {
		const double value = deviation ? soc_moments_deviation(&at[m], n) : at[m].mean;
		soc_json_append(&months, soc_report_real(value));
	}
	return months;
}

static enum soc_err add_series(const struct table *t, json_t *object, const char *key, int running, int n,
                               struct soc_msg *msg)
{
	const struct soc_moments *all = running ? t->running : t->month;
	json_t *block = json_object(), *names = json_array(), *part[2] = { json_array(), json_array() };
	enum soc_err err = soc_report_set(object, key, block, msg);
	for (int c = 0; c < t->columns && err == SOC_OK; c++)
		if (running ? t->column[c].cumulative : t->column[c].series)
			err = soc_report_append(names, json_string(t->column[c].name), msg);
	for (int d = 0; d < 2; d++) {
		for (int i = 0; i < t->rows && err == SOC_OK; i++) {
			json_t *row = json_array();
			err = soc_report_append(part[d], row, msg);
			for (int c = 0; c < t->columns && err == SOC_OK; c++)
				if (running ? t->column[c].cumulative : t->column[c].series)
					err = soc_report_append(row, series_json(t, &all[cell(t, i, c, 0)], d, n), msg);
		}
	}
	const char *const keys[3] = { "columns", "mean", "sd" };
	json_t *const values[3] = { names, part[0], part[1] };
	for (int i = 0; i < 3; i++) { /* in any case, so that every reference goes somewhere */
		if (err == SOC_OK)
			err = soc_report_set(block, keys[i], values[i], msg);
		else
			json_decref(values[i]);
	}
	return err;
}

static enum soc_err add_columns(const struct table *t, const struct soc_words *words, json_t *object,
                                struct soc_msg *msg)
{
	char own[SOC_WORDS_TEXT];
	json_t *columns = json_array();
	enum soc_err err = soc_report_set(object, "columns", columns, msg);
	for (int c = 0; c < t->columns && err == SOC_OK; c++)
		err =
			soc_report_append(columns,
		                      json_pack("{s:s, s:s, s:s, s:s}", "name", t->column[c].name, "kind",
		                                t->column[c].stock ? "S" : "F", "unit", t->column[c].unit, "meaning",
		                                soc_words_own(words, t->column[c].meaning, own, sizeof own)),
		                      msg);
	return err;
}

static enum soc_err add_totals(const struct table *t, json_t *object, int n, struct soc_msg *msg)
{
	json_t *totals = json_array();
	enum soc_err err = soc_report_set(object, "totals", totals, msg);
	for (int i = 0; i < t->rows && err == SOC_OK; i++) {
		json_t *row = json_array();
		err = soc_report_append(totals, row, msg);
		for (int c = 0; c < t->columns && err == SOC_OK; c++) {
			json_t *values = json_array();
			err = soc_report_append(row, values, msg);
			for (int k = 0; k < n && err == SOC_OK; k++)
				err = soc_report_append(values, json_integer(t->total[slot(t, k, i, c)]), msg);
		}
	}
	return err;
}

static int any(const struct table *t, int running)
{
	for (int c = 0; c < t->columns; c++)
		if (running ? t->column[c].cumulative : t->column[c].series)
			return 1;
	return 0;
}

static enum soc_err add_table(const struct soc_report *r, const struct table *t, json_t *tables,
                              json_t *names, int n, struct soc_msg *msg)
{
	json_t *object = json_object();
	enum soc_err err = soc_report_set(tables, t->spec->name, object, msg);
	if (err == SOC_OK)
		err = soc_report_set(object, "rows", json_incref(names), msg);
	if (err == SOC_OK)
		err = add_columns(t, &r->words, object, msg);
	if (err == SOC_OK)
		err = add_totals(t, object, n, msg);
	if (err == SOC_OK && any(t, 0))
		err = add_series(t, object, "series", 0, n, msg);
	if (err == SOC_OK && any(t, 1))
		err = add_series(t, object, "cumulative", 1, n, msg);
	return err;
}

/* ---- rows ---- */
#define ENTRIES(list, count)           \
	for (int i = 0; i < s->count; i++) \
	soc_json_append(&names, json_string(s->list[i].name))
static json_t *row_names(const struct soc_report *r, const char *table)
{
	static const char *const groups[] = { "majority", "minority" }, *const strata[] = { "rural", "urban" },
							 *const quintiles[] = { "lowest", "second", "middle", "fourth", "highest" };
	const struct {
		const char *table;
		const char *const *words;
		int count;
	} fixed[] = {
		{ "class", soc_params_words_classes, SOC_PERSON_CLASSES },
		{ "group", groups, 2 },
		{ "urban", strata, 2 },
		{ "quintile", quintiles, 5 },
	};
	const struct soc_scenario *s = r->scenario;
	json_t *names = json_array();
	for (size_t f = 0; f < sizeof fixed / sizeof fixed[0]; f++)
		for (int i = 0; i < fixed[f].count && strcmp(table, fixed[f].table) == 0; i++)
			soc_json_append(&names, json_string(fixed[f].words[i]));
	if (strcmp(table, "national") == 0)
		soc_json_append(&names, json_string("all"));
	else if (strcmp(table, "event") == 0)
		ENTRIES(events, events_count);
	else if (strcmp(table, "channel") == 0)
		ENTRIES(channels, channels_count);
	else if (strcmp(table, "list") == 0)
		ENTRIES(lists, lists_count);
	else if (strcmp(table, "measure") == 0)
		ENTRIES(measures, measures_count);
	else if (strcmp(table, "region") == 0) {
		size_t i;
		json_t *region;
		json_array_foreach(json_object_get(r->doc, "regions"), i, region)
			soc_json_append(&names, json_incref(json_object_get(region, "name")));
	}
	return names;
}

/* Columns and room for the numbers. */
static enum soc_err begin_table(struct soc_report *r, struct table *t, json_t *names, struct soc_msg *msg)
{
	t->rows = (int)json_array_size(names);
	t->months = r->months;
	if (names == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	if (t->rows > ROWS_MOST)
		return soc_fail(msg, SOC_ERR_RESULTS, "%s has %d rows; at most %d can be shown", t->spec->from,
		                t->rows, ROWS_MOST);
	const enum soc_err err = make_columns(t, msg);
	if (err != SOC_OK)
		return err;
	const size_t cells = cell(t, t->rows, 0, 0) + 1;
	t->now = soc_calloc(cells, sizeof *t->now);
	t->month = soc_calloc(any(t, 0) ? cells : 1, sizeof *t->month);
	t->running = soc_calloc(any(t, 1) ? cells : 1, sizeof *t->running);
	t->total = soc_calloc((size_t)r->replicates * (size_t)t->rows * (size_t)t->columns + 1, sizeof *t->total);
	if (t->now == NULL || t->month == NULL || t->running == NULL || t->total == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	return SOC_OK;
}

static void end_table(struct table *t)
{
	soc_free(t->now);
	soc_free(t->month);
	soc_free(t->running);
	soc_free(t->total);
}

static enum soc_err read_tables(struct soc_report *r, struct table *t, int count, struct soc_msg *msg)
{
	char *sql = sql_of(t, count);
	enum soc_err err =
		sql != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	for (int k = 0; k < r->replicates && err == SOC_OK; k++) {
		err = read_replicate(r, t, count, sql, k, msg);
		for (int i = 0; i < count && err == SOC_OK; i++)
			fold(&t[i], k);
	}
	soc_free(sql);
	return err;
}

/* Those of one table of the results, which is read once for all of them. */
static enum soc_err make_tables(struct soc_report *r, const struct spec *of, int count, json_t *tables,
                                struct soc_msg *msg)
{
	struct table t[TOGETHER_MOST] = { 0 };
	json_t *names[TOGETHER_MOST] = { NULL };
	enum soc_err err = SOC_OK;
	for (int i = 0; i < count && err == SOC_OK; i++) {
		t[i].spec = &of[i];
		names[i] = row_names(r, of[i].name);
		err = begin_table(r, &t[i], names[i], msg);
	}
	if (err == SOC_OK)
		err = read_tables(r, t, count, msg);
	for (int i = 0; i < count && err == SOC_OK; i++)
		err = add_table(r, &t[i], tables, names[i], r->replicates, msg);
	for (int i = 0; i < count; i++) {
		json_decref(names[i]);
		end_table(&t[i]);
	}
	return err;
}

enum soc_err soc_report_tables(struct soc_report *r, struct soc_msg *msg)
{
	const int all = sizeof specs / sizeof specs[0];
	json_t *tables = json_object();
	enum soc_err err = soc_report_set(r->doc, "tables", tables, msg);
	for (int i = 0, count; i < all && err == SOC_OK; i += count) {
		count = 1;
		while (i + count < all && count < TOGETHER_MOST && strcmp(specs[i].from, specs[i + count].from) == 0)
			count++;
		soc_result_begin(r->result); /* each table of the results may take the steps of a call of its own */
		err = make_tables(r, &specs[i], count, tables, msg);
	}
	return err;
}
