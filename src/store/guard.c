/* Queries that a stranger wrote: reading, in bounds. */
#include "store/reader.h"

#include "base/suggestion.h"
#include "store/sql.h"

#include <stdio.h>
#include <string.h>

#define VALUE_MOST (1 << 20) /* bytes of one value */
#define PATTERN_MOST 100     /* bytes of a pattern of LIKE, for each of which the text is gone through */
#define HEAP_MOST                                                                            \
	((sqlite3_int64)256 << 20) /* bytes that a query may take beside what SQLite has already \
	                            */

/* What a query may call: functions whose time is some multiple of the bytes they are given, in the order of
 * the alphabet. Not among them are those that take the product of two lengths (instr, replace, trim), as long
 * as a number says (printf, zeroblob), or that tell of the process (fts3_tokenizer): none of them looks at a
 * bound while it is at work. */
static const char *const bounded[] = {
	"abs",         "avg",        "ceil",       "ceiling",      "char",       "coalesce",     "concat",
	"concat_ws",   "count",      "cume_dist",  "date",         "datetime",   "dense_rank",   "exp",
	"first_value", "floor",      "glob",       "group_concat", "hex",        "ifnull",       "iif",
	"julianday",   "lag",        "last_value", "lead",         "length",     "like",         "likelihood",
	"likely",      "ln",         "log",        "log10",        "log2",       "lower",        "max",
	"min",         "mod",        "nth_value",  "ntile",        "nullif",     "percent_rank", "pow",
	"power",       "quote",      "rank",       "round",        "row_number", "sign",         "sqrt",
	"strftime",    "string_agg", "substr",     "substring",    "sum",        "time",         "total",
	"trunc",       "typeof",     "unicode",    "unixepoch",    "unlikely",   "upper",
};

static int is_bounded(const char *function)
{
	for (size_t i = 0; i < sizeof bounded / sizeof *bounded; i++)
		if (sqlite3_stricmp(function, bounded[i]) == 0)
			return 1;
	return 0;
}

/* Reading, functions and recursion; no other statement, no PRAGMA, nothing outside this file. */
int soc_result_sql_is_read_only(int action, const char *function)
{
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_RECURSIVE:
		return 1;
	case SQLITE_FUNCTION:
		return function == NULL || (sqlite3_stricmp(function, "load_extension") != 0 &&
		                            sqlite3_stricmp(function, "fts3_tokenizer") != 0);
	default:
		return 0;
	}
}

static int only_reads(void *user, int action, const char *a, const char *b, const char *c, const char *d)
{
	(void)user;
	(void)a;
	(void)c;
	(void)d;
	if (action == SQLITE_FUNCTION && (b == NULL || !is_bounded(b)))
		return SQLITE_DENY;
	return soc_result_sql_is_read_only(action, b) ? SQLITE_OK : SQLITE_DENY;
}

void soc_result_guard_begin(struct soc_result *r, struct soc_result_guard *g, const volatile int *stop)
{
	struct soc_msg ignored = { "" };
	r->steps = SOC_RESULT_SQL_STEPS / SOC_READER_STRIDE;
	r->stop = stop;
	/* What is sorted stays in memory, which has a bound, and never fills a disk. */
	(void)soc_sql_run(r->db, "PRAGMA temp_store=MEMORY", SOC_ERR_RESULTS, &ignored);
	g->length = sqlite3_limit(r->db, SQLITE_LIMIT_LENGTH, VALUE_MOST);
	g->columns = sqlite3_limit(r->db, SQLITE_LIMIT_COLUMN, 200);
	g->pattern = sqlite3_limit(r->db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, PATTERN_MOST);
	g->heap = sqlite3_hard_heap_limit64(-1);
	(void)sqlite3_hard_heap_limit64(sqlite3_memory_used() + HEAP_MOST);
	sqlite3_set_authorizer(r->db, only_reads, NULL);
}

/* ---- a name that there is not ---- */
/* Whether a word stands in a text, as a whole. */
static int has_word(const char *text, const char *word)
{
	static const char inside[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	const size_t n = strlen(word);
	for (const char *at = text; (at = strstr(at, word)) != NULL; at += n)
		if ((at == text || strchr(inside, at[-1]) == NULL) &&
		    (at[n] == '\0' || strchr(inside, at[n]) == NULL))
			return 1;
	return 0;
}

/* Tries the columns of a table or view; the nearest so far is kept in `best`. */
static void try_columns(struct soc_result *r, const char *table, struct soc_suggestion *near,
                        char best[SOC_NEAREST_WORD + 1])
{
	sqlite3_stmt *stmt = NULL;
	char sql[128];
	sqlite3_snprintf(sizeof sql, sql, "SELECT * FROM %s", table);
	if (sqlite3_prepare_v2(r->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return;
	for (int i = 0; i < sqlite3_column_count(stmt); i++) {
		const char *name = sqlite3_column_name(stmt, i);
		if (name == NULL || strlen(name) > SOC_NEAREST_WORD)
			continue;
		soc_suggestion_try(near, name);
		if (near->best != name)
			continue;
		snprintf(best, SOC_NEAREST_WORD + 1, "%s", name);
		near->best = best;
	}
	sqlite3_finalize(stmt);
}

/* Adds the nearest table, or the nearest column of the tables that the query names, to what SQLite says. */
static void add_nearest(struct soc_result *r, const char *query, struct soc_msg *msg)
{
	static const char no_table[] = "no such table: ", no_column[] = "no such column: ";
	const char *table = strstr(msg->text, no_table), *column = strstr(msg->text, no_column);
	char word[SOC_NEAREST_WORD + 1], best[SOC_NEAREST_WORD + 1] = "";
	struct soc_suggestion near;
	if (table == NULL && column == NULL)
		return;
	const char *from = table != NULL ? table + sizeof no_table - 1 : column + sizeof no_column - 1;
	const char *dot = strrchr(from, '.');
	if (snprintf(word, sizeof word, "%s", dot != NULL ? dot + 1 : from) >= (int)sizeof word)
		return;
	soc_suggestion_begin(&near, word);
	for (int i = 0; i < r->schema->tables_count + r->schema->views_count; i++) {
		const char *name = soc_schema_at(r->schema, i)->name;
		if (table != NULL)
			soc_suggestion_try(&near, name);
		else if (has_word(query, name))
			try_columns(r, name, &near, best);
	}
	const size_t n = strlen(msg->text);
	snprintf(msg->text + n, sizeof msg->text - n, "%s", soc_suggestion_hint(&near));
}

enum soc_err soc_result_guard_query(struct soc_result *r, const char *query, sqlite3_stmt **out,
                                    struct soc_msg *msg)
{
	const char *tail = "";
	const int rc = sqlite3_prepare_v2(r->db, query, -1, out, &tail);
	if (rc != SQLITE_OK) {
		const enum soc_err err = soc_sql_fail(r->db, rc, SOC_ERR_USAGE, "the query", msg);
		add_nearest(r, query, msg);
		return err;
	}
	while (*tail != '\0' && strchr(" \t\r\n;", *tail) != NULL)
		tail++;
	if (*out != NULL && *tail == '\0' && sqlite3_stmt_readonly(*out) && sqlite3_column_count(*out) > 0)
		return SOC_OK;
	sqlite3_finalize(*out);
	*out = NULL;
	return soc_fail(msg, SOC_ERR_USAGE, "one query is wanted that reads: SELECT ... or WITH ... SELECT ...");
}

enum soc_err soc_result_guard_end(struct soc_result *r, const struct soc_result_guard *g, enum soc_err err,
                                  struct soc_msg *msg)
{
	const int out_of_memory = err == SOC_ERR_MEMORY && sqlite3_errcode(r->db) == SQLITE_NOMEM;
	(void)sqlite3_set_authorizer(r->db, NULL, NULL);
	(void)sqlite3_limit(r->db, SQLITE_LIMIT_LENGTH, g->length);
	(void)sqlite3_limit(r->db, SQLITE_LIMIT_COLUMN, g->columns);
	(void)sqlite3_limit(r->db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, g->pattern);
	(void)sqlite3_hard_heap_limit64(g->heap);
	const int was_stopped = err != SOC_OK && r->stop != NULL && *r->stop;
	r->stop = NULL;
	if (was_stopped)
		err = soc_fail(msg, SOC_ERR_INTERRUPTED, "the query was stopped before its end");
	else if (r->steps < 0)
		err = soc_fail(msg, SOC_ERR_LIMIT, "the query takes more than %d million steps: ask for less of it",
		               SOC_RESULT_SQL_STEPS / 1000000);
	else if (out_of_memory)
		err = soc_fail(msg, SOC_ERR_LIMIT, "the query takes more memory than it may: ask for less of it");
	else if (err == SOC_ERR_RESULTS)
		err = SOC_ERR_USAGE;
	soc_result_begin(r);
	return err;
}
