/* The schema of results.db: tables and views, each with its CREATE statement and its meaning in one line. */
#ifndef SOC_STORE_SCHEMA_H
#define SOC_STORE_SCHEMA_H

#include "socred/error.h"
#include "store/tables.h"

#include <sqlite3.h>

#define SOC_STORE_APPLICATION_ID 0x736f6372 /* "socr" */
/* Raised whenever tables or views change meaning. A file of another format is refused, never guessed at. */
#define SOC_STORE_FORMAT 3
/* The version that reads formats 1 and 2. */
#define SOC_STORE_FORMER "0.1"

#define SOC_KIND_S 'S'
#define SOC_KIND_F 'F'
struct soc_column {
	const char *name, *unit, *meaning;
	char kind; /* S stock, F flow, N a count (see soc_table.stocks), V anything else */
};
struct soc_table {
	const char *name, *sql, *key, *meaning;
	const struct soc_column *columns; /* NULL for a view */
	int columns_count, stocks;
};

/* SOC_STORE_TABLES_COUNT tables, then the views. */
extern const struct soc_table soc_schema_tables[];
extern const struct soc_table soc_schema_views[];
extern const int soc_schema_views_count;

/* How many columns, from the first, make the key. */
int soc_schema_key_columns(const struct soc_table *table);
/* "key", "stock", "flow" or "value" for column i of a table. */
const char *soc_schema_kind(const struct soc_table *table, int i);
/* Makes everything in an empty file. */
enum soc_err soc_schema_create(sqlite3 *db, struct soc_msg *msg);
/* SOC_ERR_RESULTS unless the file holds these tables and views, statement by statement, and nothing else:
 * no view, trigger or index of another hand is ever run. */
enum soc_err soc_schema_check(sqlite3 *db, struct soc_msg *msg);
/* The table or view of that name, or NULL. */
const struct soc_table *soc_schema_find(const char *name);
/* The table or view whose name is nearest, or NULL when none is near. */
const struct soc_table *soc_schema_suggestion(const char *name);

#endif
