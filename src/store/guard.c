/* Queries that a stranger wrote: reading, in bounds. */
#include "store/reader.h"

#include "store/sql.h"

#include <string.h>

#define VALUE_MOST (1 << 20) /* bytes of one value: zeroblob, printf and the like make no more */
#define HEAP_MOST                                                                            \
	((sqlite3_int64)256 << 20) /* bytes that a query may take beside what SQLite has already \
	                            */

/* Reading, functions and recursion; no other statement, no PRAGMA, nothing outside this file. */
int soc_result_sql_reads(int action, const char *function)
{
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_RECURSIVE:
		return 1;
	case SQLITE_FUNCTION:
		return function == NULL || sqlite3_stricmp(function, "load_extension") != 0;
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
	return soc_result_sql_reads(action, b) ? SQLITE_OK : SQLITE_DENY;
}

void soc_result_guard_begin(struct soc_result *r, struct soc_result_guard *g)
{
	struct soc_msg ignored = { "" };
	r->steps = SOC_RESULT_SQL_STEPS / SOC_READER_STRIDE;
	/* What is sorted stays in memory, which has a bound, and never fills a disk. */
	(void)soc_sql_run(r->db, "PRAGMA temp_store=MEMORY", SOC_ERR_RESULTS, &ignored);
	g->length = sqlite3_limit(r->db, SQLITE_LIMIT_LENGTH, VALUE_MOST);
	g->columns = sqlite3_limit(r->db, SQLITE_LIMIT_COLUMN, 200);
	g->heap = sqlite3_hard_heap_limit64(-1);
	(void)sqlite3_hard_heap_limit64(sqlite3_memory_used() + HEAP_MOST);
	sqlite3_set_authorizer(r->db, only_reads, NULL);
}

enum soc_err soc_result_guard_query(struct soc_result *r, const char *query, sqlite3_stmt **out,
                                    struct soc_msg *msg)
{
	const char *tail = "";
	const int rc = sqlite3_prepare_v2(r->db, query, -1, out, &tail);
	if (rc != SQLITE_OK)
		return soc_sql_fail(r->db, rc, SOC_ERR_USAGE, "the query", msg);
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
	(void)sqlite3_hard_heap_limit64(g->heap);
	if (r->steps < 0)
		err = soc_fail(msg, SOC_ERR_LIMIT, "the query takes more than %d million steps: ask for less of it",
		               SOC_RESULT_SQL_STEPS / 1000000);
	else if (out_of_memory)
		err = soc_fail(msg, SOC_ERR_LIMIT, "the query takes more memory than it may: ask for less of it");
	else if (err == SOC_ERR_RESULTS)
		err = SOC_ERR_USAGE;
	soc_result_begin(r);
	return err;
}
