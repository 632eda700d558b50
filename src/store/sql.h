/* SQLite as socred uses it: errors as enum soc_err, statements in one line. */
#ifndef SOC_STORE_SQL_H
#define SOC_STORE_SQL_H

#include "socred/error.h"

#include <sqlite3.h>

/* Turns SQLite's code into ours: memory, reading or writing, else `otherwise`. `what` completes "... failed
 * while". */
enum soc_err soc_sql_fail(sqlite3 *db, int rc, enum soc_err otherwise, const char *what, struct soc_msg *msg);
/* Runs statements that return nothing. */
enum soc_err soc_sql_run(sqlite3 *db, const char *sql, enum soc_err otherwise, struct soc_msg *msg);
enum soc_err soc_sql_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **out, enum soc_err otherwise,
                             struct soc_msg *msg);
/* Steps an insert to its end and makes it ready for the next row. Texts are bound with SQLITE_STATIC and live
 * until here: binding then copies nothing and cannot fail. */
enum soc_err soc_sql_insert(sqlite3_stmt *stmt, struct soc_msg *msg);
/* Gives a connection the functions exp and ln: SQLite has them only where it was built with them, and rounds
 * them as its C library does. Errors: SOC_ERR_MEMORY. */
enum soc_err soc_sql_add_functions(sqlite3 *db, struct soc_msg *msg);
/* Writes a database that was made in memory to the file at path, aside and renamed. Errors: SOC_ERR_IO,
 * SOC_ERR_MEMORY; the old file stands. */
enum soc_err soc_sql_write(sqlite3 *db, const char *path, struct soc_msg *msg);

#endif
