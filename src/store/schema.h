/* The schema of results.db: tables and views, each with its CREATE statement and its meaning in one line. */
#ifndef SOC_STORE_SCHEMA_H
#define SOC_STORE_SCHEMA_H

#include "socred/error.h"
#include "store/tables.h"

#include <sqlite3.h>

#define SOC_STORE_APPLICATION_ID 0x736f6372 /* "socr": results of a run */
#define SOC_STORE_THEORY_ID 0x736f6374      /* "soct": results of a theory */
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

/* What a file holds: tables, of which the last is `digests`, then the views. */
struct soc_schema {
	int application_id;
	const struct soc_table *tables, *views;
	int tables_count, views_count;
};
extern const struct soc_schema soc_schema_of_run;    /* of a scenario's run */
extern const struct soc_schema soc_schema_of_theory; /* of a theory (theory_tables.h) */

/* Those of a run: SOC_STORE_TABLES_COUNT tables, then the views. */
extern const struct soc_table soc_schema_tables[];
extern const struct soc_table soc_schema_views[];
extern const int soc_schema_views_count;

/* How many columns, from the first, make the key. */
int soc_schema_key_columns(const struct soc_table *table);
/* "key", "stock", "flow" or "value" for column i of a table. */
const char *soc_schema_kind(const struct soc_table *table, int i);
/* The table or view i of a schema, the views behind the tables. */
const struct soc_table *soc_schema_at(const struct soc_schema *schema, int i);
/* Makes everything in an empty file. */
enum soc_err soc_schema_create(const struct soc_schema *schema, sqlite3 *db, struct soc_msg *msg);
/* Fills `tables` and `columns`: what the file says of itself. */
enum soc_err soc_schema_describe(const struct soc_schema *schema, sqlite3 *db, struct soc_msg *msg);
/* SOC_ERR_RESULTS unless the file holds these tables and views, statement by statement, and nothing else:
 * no view, trigger or index of another hand is ever run. */
enum soc_err soc_schema_check(const struct soc_schema *schema, sqlite3 *db, struct soc_msg *msg);
/* The table or view of that name, or NULL. */
const struct soc_table *soc_schema_find(const struct soc_schema *schema, const char *name);
/* The table or view whose name is nearest, or NULL when none is near. */
const struct soc_table *soc_schema_suggestion(const struct soc_schema *schema, const char *name);

#endif
