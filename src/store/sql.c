#include "store/sql.h"

#include "base/file.h"
#include "base/num.h"

#include <math.h>

enum soc_err soc_sql_fail(sqlite3 *db, int rc, enum soc_err otherwise, const char *what, struct soc_msg *msg)
{
	switch (rc & 0xff) {
	case SQLITE_NOMEM:
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory while %s", what);
	case SQLITE_FULL:
		return soc_fail(msg, SOC_ERR_IO, "the disk is full while %s", what);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return soc_fail(msg, SOC_ERR_IO, "%s failed: %s", what, sqlite3_errstr(rc));
	case SQLITE_INTERRUPT:
		return soc_fail(msg, otherwise,
		                "%s took more steps than a file of this size can need: the file is broken", what);
	default:
		return soc_fail(msg, otherwise, "%s failed: %s", what,
		                db != NULL ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
	}
}

enum soc_err soc_sql_run(sqlite3 *db, const char *sql, enum soc_err otherwise, struct soc_msg *msg)
{
	int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? SOC_OK : soc_sql_fail(db, rc, otherwise, "working on the results file", msg);
}

enum soc_err soc_sql_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **out, enum soc_err otherwise,
                             struct soc_msg *msg)
{
	int rc = sqlite3_prepare_v2(db, sql, -1, out, NULL);
	return rc == SQLITE_OK ? SOC_OK : soc_sql_fail(db, rc, otherwise, "reading the results file", msg);
}

enum soc_err soc_sql_insert(sqlite3_stmt *stmt, struct soc_msg *msg)
{
	int rc = sqlite3_step(stmt);
	int again = sqlite3_reset(stmt);
	if (rc == SQLITE_DONE && again == SQLITE_OK)
		return SOC_OK;
	return soc_sql_fail(sqlite3_db_handle(stmt), again, SOC_ERR_INTERNAL, "writing results", msg);
}

/* NULL where there is no value, as SQLite's own functions. */
static void of_number(sqlite3_context *call, int count, sqlite3_value **argument)
{
	double (*const *function)(double) = sqlite3_user_data(call);
	(void)count;
	if (sqlite3_value_numeric_type(argument[0]) == SQLITE_NULL)
		return;
	const double value = (*function)(sqlite3_value_double(argument[0]));
	if (isfinite(value))
		sqlite3_result_double(call, value);
}

enum soc_err soc_sql_add_functions(sqlite3 *db, struct soc_msg *msg)
{
	static double (*const exp_of)(double) = soc_num_exp, (*const ln_of)(double) = soc_num_log;
	const int how = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
	int rc = sqlite3_create_function(db, "exp", 1, how, (void *)&exp_of, of_number, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_create_function(db, "ln", 1, how, (void *)&ln_of, of_number, NULL, NULL);
	return rc == SQLITE_OK ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to open results");
}

enum soc_err soc_sql_write(sqlite3 *db, const char *path, struct soc_msg *msg)
{
	struct soc_file_draft draft = { 0 };
	sqlite3_int64 size = 0;
	unsigned char *image = sqlite3_serialize(db, "main", &size, 0);
	if (image == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to write %s", path);
	enum soc_err err = soc_file_begin(&draft, path, msg);
	if (err == SOC_OK) {
		const int written = fwrite(image, 1, (size_t)size, draft.to) == (size_t)size;
		err = soc_file_finish(&draft, written, msg);
	}
	sqlite3_free(image);
	return err;
}
