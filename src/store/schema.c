#include "store/schema.h"

#include "base/suggestion.h"
#include "store/sql.h"

#include <stdio.h>
#include <string.h>

/* ---- CREATE statements; the meaning stands beside each column, so that `.schema` explains itself ---- */
#define SQL_COLUMN(name, type, unit, meaning) "\n\t" #name " " type ", -- " meaning
#define SQL_INDICATOR(name, kind, unit, meaning) SQL_COLUMN(name, SOC_INT, unit, meaning)
#define SQL_COUNT(name, meaning) SQL_COLUMN(name, SOC_INT, "", meaning)

/* ---- descriptions ---- */
#define ROW_COLUMN(name, type, unit, meaning) { #name, unit, meaning, 'V' },
#define ROW_INDICATOR(name, kind, unit, meaning) { #name, unit, meaning, SOC_KIND_##kind },
#define ROW_COUNT(name, meaning) { #name, "", meaning, 'N' },

#define TABLE_COLUMNS(name, columns, key, stocks, meaning) \
	static const struct soc_column columns_of_##name[] = { columns(ROW_COLUMN, ROW_INDICATOR, ROW_COUNT) };
SOC_STORE_TABLES_BEFORE(TABLE_COLUMNS)
SOC_STORE_TABLES_AFTER(TABLE_COLUMNS)

/* ---- of modules: the key is the month and the dimensions ---- */
#define SQL_NUMBER SOC_INT
#define SQL_PROVINCE SOC_INT
#define SQL_ENTRY SOC_INT
#define SQL_FLAG SOC_INT
#define SQL_WORD SOC_STR
#define ROW_DIMENSION(name, values, form, meaning) { #name, "", meaning, 'V' },
#define SQL_DIMENSION(name, values, form, meaning) SQL_COLUMN(name, SQL_##form, "", meaning)
#define SQL_DIMENSION_KEY(name, values, form, meaning) ", " #name
/* What was not counted in a month is NULL in it. */
#define SQL_MONTH SOC_INT
#define SQL_SAMPLED "INTEGER"
#define SQL_SCORING "INTEGER"

#define TABLE(table, meaning, counters)                                               \
	static const struct soc_column columns_of_##table[] = { SOC_KEY_MONTH(ROW_COLUMN) \
		                                                        SOC_KEYS_##table(ROW_DIMENSION) counters };
#define COUNTER(table, column, kind, cadence, unit, meaning) { #column, unit, meaning, SOC_KIND_##kind },
#include "model/modules/counters.def"

/* Rows of one key stand in one tree (WITHOUT ROWID): nothing in the file escapes the digests. */
#define TABLE_ROW(name, columns, key, stocks, meaning)                                                \
	{ #name,                                                                                          \
	  "CREATE TABLE " #name "(" columns(SQL_COLUMN, SQL_INDICATOR, SQL_COUNT) "\n\tPRIMARY KEY (" key \
		                                                                      ")\n) WITHOUT ROWID",   \
	  key,                                                                                            \
	  meaning,                                                                                        \
	  columns_of_##name,                                                                              \
	  sizeof columns_of_##name / sizeof columns_of_##name[0],                                         \
	  stocks },
#define MODULE_KEY(table) "replicate, month" SOC_KEYS_##table(SQL_DIMENSION_KEY)
#define TABLE(table, meaning, counters)                                                             \
	{ #table,                                                                                       \
	  "CREATE TABLE " #table "(" SOC_KEY_MONTH(SQL_COLUMN) SOC_KEYS_##table(SQL_DIMENSION) counters \
	  "\n\tPRIMARY KEY (" MODULE_KEY(table) ")\n) WITHOUT ROWID",                                   \
	  MODULE_KEY(table),                                                                            \
	  meaning,                                                                                      \
	  columns_of_##table,                                                                           \
	  sizeof columns_of_##table / sizeof columns_of_##table[0],                                     \
	  0 },
#define COUNTER(table, column, kind, cadence, unit, meaning) SQL_COLUMN(column, SQL_##cadence, unit, meaning)
const struct soc_table soc_schema_tables[] = { SOC_STORE_TABLES_BEFORE(TABLE_ROW)
#include "model/modules/counters.def"
	                                               SOC_STORE_TABLES_AFTER(TABLE_ROW) };

int soc_schema_key_columns(const struct soc_table *t)
{
	int n = 1;
	for (const char *p = t->key; *p != '\0'; p++)
		n += *p == ',';
	return n;
}

const char *soc_schema_kind(const struct soc_table *t, int i)
{
	int keys = soc_schema_key_columns(t);
	if (i < keys)
		return "key";
	switch (t->columns[i].kind) {
	case 'S':
		return "stock";
	case 'F':
		return "flow";
	case 'N':
		return i - keys < t->stocks ? "stock" : "flow";
	default:
		return "value";
	}
}

const struct soc_table *soc_schema_at(const struct soc_schema *schema, int i)
{
	return i < schema->tables_count ? &schema->tables[i] : &schema->views[i - schema->tables_count];
}

static int count_of(const struct soc_schema *schema)
{
	return schema->tables_count + schema->views_count;
}

enum soc_err soc_schema_create(const struct soc_schema *schema, sqlite3 *db, struct soc_msg *msg)
{
	char pragmas[96];
	snprintf(pragmas, sizeof pragmas, "PRAGMA application_id=%d; PRAGMA user_version=%d;",
	         schema->application_id, SOC_STORE_FORMAT);
	enum soc_err err = soc_sql_run(db, pragmas, SOC_ERR_INTERNAL, msg);
	for (int i = 0; i < count_of(schema) && err == SOC_OK; i++)
		err = soc_sql_run(db, soc_schema_at(schema, i)->sql, SOC_ERR_INTERNAL, msg);
	return err;
}

static enum soc_err describe_tables(const struct soc_schema *schema, sqlite3_stmt *stmt, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < count_of(schema) && err == SOC_OK; i++) {
		const struct soc_table *t = soc_schema_at(schema, i);
		sqlite3_bind_int(stmt, 1, i);
		sqlite3_bind_text(stmt, 2, t->name, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 3, i < schema->tables_count ? "table" : "view", -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 4, t->meaning, -1, SQLITE_STATIC);
		err = soc_sql_insert(stmt, msg);
	}
	return err;
}

static enum soc_err describe_columns(const struct soc_schema *schema, sqlite3_stmt *stmt, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < schema->tables_count; i++) {
		const struct soc_table *t = &schema->tables[i];
		for (int c = 0; c < t->columns_count && err == SOC_OK; c++) {
			const char *texts[4] = { t->columns[c].name, soc_schema_kind(t, c), t->columns[c].unit,
				                     t->columns[c].meaning };
			sqlite3_bind_text(stmt, 1, t->name, -1, SQLITE_STATIC);
			sqlite3_bind_int(stmt, 2, c);
			for (int k = 0; k < 4; k++)
				sqlite3_bind_text(stmt, 3 + k, texts[k], -1, SQLITE_STATIC);
			err = soc_sql_insert(stmt, msg);
		}
	}
	return err;
}

enum soc_err soc_schema_describe(const struct soc_schema *schema, sqlite3 *db, struct soc_msg *msg)
{
	sqlite3_stmt *tables = NULL, *columns = NULL;
	enum soc_err err =
		soc_sql_prepare(db, "INSERT INTO tables VALUES(?,?,?,?)", &tables, SOC_ERR_INTERNAL, msg);
	if (err == SOC_OK)
		err = soc_sql_prepare(db, "INSERT INTO columns VALUES(?,?,?,?,?,?)", &columns, SOC_ERR_INTERNAL, msg);
	if (err == SOC_OK)
		err = describe_tables(schema, tables, msg);
	if (err == SOC_OK)
		err = describe_columns(schema, columns, msg);
	sqlite3_finalize(tables);
	sqlite3_finalize(columns);
	return err;
}

static enum soc_err check_row(const struct soc_schema *schema, sqlite3_stmt *stmt, int i, struct soc_msg *msg)
{
	if (i >= count_of(schema))
		return soc_fail(msg, SOC_ERR_RESULTS, "the file holds a table or view that socred did not make");
	const struct soc_table *t = soc_schema_at(schema, i);
	const char *want[3] = { i < schema->tables_count ? "table" : "view", t->name, t->sql };
	for (int c = 0; c < 3; c++) {
		const char *have = (const char *)sqlite3_column_text(stmt, c);
		if (have == NULL || strcmp(have, want[c]) != 0)
			return soc_fail(msg, SOC_ERR_RESULTS,
			                "%s %s is not as this version of socred (%s) makes it: the file is from another "
			                "version, or changed",
			                want[0], t->name, SOC_VERSION);
	}
	return SOC_OK;
}

enum soc_err soc_schema_check(const struct soc_schema *schema, sqlite3 *db, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	enum soc_err err = soc_sql_prepare(db, "SELECT type, name, sql FROM sqlite_schema ORDER BY rowid", &stmt,
	                                   SOC_ERR_RESULTS, msg);
	int i = 0, rc = SQLITE_DONE;
	while (err == SOC_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
		err = check_row(schema, stmt, i++, msg);
	if (err == SOC_OK && rc != SQLITE_DONE)
		err = soc_sql_fail(db, rc, SOC_ERR_RESULTS, "reading the list of tables", msg);
	sqlite3_finalize(stmt);
	if (err == SOC_OK && i != count_of(schema))
		err = soc_fail(msg, SOC_ERR_RESULTS, "tables or views are missing: %d of %d are there", i,
		               count_of(schema));
	return err;
}

const struct soc_table *soc_schema_find(const struct soc_schema *schema, const char *name)
{
	for (int i = 0; i < count_of(schema); i++)
		if (strcmp(soc_schema_at(schema, i)->name, name) == 0)
			return soc_schema_at(schema, i);
	return NULL;
}

const struct soc_table *soc_schema_suggestion(const struct soc_schema *schema, const char *name)
{
	struct soc_suggestion suggestion;
	soc_suggestion_begin(&suggestion, name);
	for (int i = 0; i < count_of(schema); i++)
		soc_suggestion_try(&suggestion, soc_schema_at(schema, i)->name);
	const char *best = soc_suggestion_name(&suggestion);
	return best != NULL ? soc_schema_find(schema, best) : NULL;
}
