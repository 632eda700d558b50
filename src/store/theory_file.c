/* Results of a theory: the schema of the file, writing it, handing out its rows. */
#include "store/theory_file.h"

#include "base/mem.h"
#include "store/digest.h"
#include "store/reader.h"
#include "store/sql.h"

#include <math.h>
#include <stdio.h>

/* ---- the schema ---- */
#define ROW_COLUMN(name, type, unit, meaning) { #name, unit, meaning, 'V' },
#define SQL_COLUMN(name, type, unit, meaning) "\n\t" #name " " type ", -- " meaning
#define TABLE_COLUMNS(name, columns, key, meaning) \
	static const struct soc_column columns_of_##name[] = { columns(ROW_COLUMN) };
SOC_THEORY_TABLES(TABLE_COLUMNS)

#define TABLE_ROW(name, columns, key, meaning)                                                    \
	{ #name,                                                                                      \
	  "CREATE TABLE " #name "(" columns(SQL_COLUMN) "\n\tPRIMARY KEY (" key ")\n) WITHOUT ROWID", \
	  key,                                                                                        \
	  meaning,                                                                                    \
	  columns_of_##name,                                                                          \
	  sizeof columns_of_##name / sizeof columns_of_##name[0],                                     \
	  0 },
static const struct soc_table tables[] = { SOC_THEORY_TABLES(TABLE_ROW) };

#define VIEW(name, meaning, ...)                                                  \
	{                                                                             \
#name, "CREATE VIEW " #name " AS " __VA_ARGS__, NULL, meaning, NULL, 0, 0 \
	}
static const struct soc_table views[] = {
	VIEW(published_here, "what is published for the settings of this run, beside what was computed",
	     "SELECT f.name AS figure, unit, mean AS computed, low, high, "
	     "CASE bound WHEN -1 THEN 'below' WHEN 1 THEN 'above' ELSE '' END AS bound, p.value AS published, "
	     "within, "
	     "CASE WHEN bound = 0 THEN abs(mean - p.value) <= within ELSE bound * (mean - p.value) > 0 END AS "
	     "holds, "
	     "p.source AS source\nFROM published AS p JOIN figures AS f USING (figure)\nWHERE is_here = 1 ORDER "
	     "BY idx"),
	VIEW(values_named, "by_replicate, with the names of figures",
	     "SELECT replicate, name, unit, value FROM by_replicate JOIN figures USING (figure)\nORDER BY "
	     "replicate, "
	     "figure"),
	VIEW(series_named, "series, with names, each beside what it runs over",
	     "SELECT s.row AS row, x.value AS across, name, unit, s.value AS value\nFROM series AS s JOIN series "
	     "AS x "
	     "ON x.row = s.row AND x.series = 0 JOIN series_columns AS c ON c.series = s.series\n"
	     "WHERE s.series > 0 ORDER BY s.row, s.series"),
	VIEW(assumptions, "parameters without a source, with their plausible range",
	     "SELECT name, value, unit, low, high, meaning FROM parameters WHERE low IS NOT NULL ORDER BY idx"),
};
const struct soc_schema soc_schema_of_theory = { SOC_STORE_THEORY_ID, tables, views,
	                                             sizeof tables / sizeof tables[0],
	                                             sizeof views / sizeof views[0] };
_Static_assert((int)SOC_THEORY_TABLES_COUNT <= (int)SOC_STORE_TABLES_COUNT, "there are digests enough");

/* ---- writing ---- */
struct soc_theory_file {
	sqlite3 *db;
	sqlite3_stmt *insert[SOC_THEORY_TABLES_COUNT]; /* made when first needed */
};

static enum soc_err put_meta(struct soc_theory_file *f, const char *key, const char *value,
                             struct soc_msg *msg)
{
	const struct soc_theory_value row[2] = { { .text = key }, { .text = value } };
	return soc_theory_file_row(f, SOC_THEORY_TABLE_meta, row, msg);
}

static enum soc_err fill(struct soc_theory_file *f, const char *command_line, struct soc_msg *msg)
{
	char format[16];
	snprintf(format, sizeof format, "%d", SOC_STORE_FORMAT);
	enum soc_err err =
		soc_sql_run(f->db, "PRAGMA page_size=8192; PRAGMA encoding='UTF-8'; BEGIN", SOC_ERR_INTERNAL, msg);
	if (err == SOC_OK)
		err = soc_schema_create(&soc_schema_of_theory, f->db, msg);
	if (err == SOC_OK)
		err = soc_schema_describe(&soc_schema_of_theory, f->db, msg);
	if (err == SOC_OK)
		err = put_meta(f, "format", format, msg);
	if (err == SOC_OK)
		err = put_meta(f, "version", SOC_VERSION, msg);
	return err == SOC_OK ? put_meta(f, "command_line", command_line != NULL ? command_line : "", msg) : err;
}

enum soc_err soc_theory_file_begin(struct soc_theory_file **out, const char *command_line,
                                   struct soc_msg *msg)
{
	struct soc_theory_file *f = soc_calloc(1, sizeof *f);
	if (f == NULL || sqlite3_open(":memory:", &f->db) != SQLITE_OK) {
		soc_theory_file_free(f);
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for results");
	}
	const enum soc_err err = fill(f, command_line, msg);
	if (err == SOC_OK)
		*out = f;
	else
		soc_theory_file_free(f);
	return err;
}

static enum soc_err prepare(struct soc_theory_file *f, enum soc_theory_table table, struct soc_msg *msg)
{
	char sql[64 + 2 * SOC_THEORY_FILE_COLUMNS];
	int n = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES(?", tables[table].name);
	for (int i = 1; i < tables[table].columns_count; i++)
		n += snprintf(sql + n, sizeof sql - (size_t)n, ",?");
	snprintf(sql + n, sizeof sql - (size_t)n, ")");
	return soc_sql_prepare(f->db, sql, &f->insert[table], SOC_ERR_INTERNAL, msg);
}

enum soc_err soc_theory_file_row(struct soc_theory_file *f, enum soc_theory_table table,
                                 const struct soc_theory_value *values, struct soc_msg *msg)
{
	const enum soc_err err = f->insert[table] != NULL ? SOC_OK : prepare(f, table, msg);
	if (err != SOC_OK)
		return err;
	for (int i = 0; i < tables[table].columns_count; i++)
		if (values[i].text != NULL)
			sqlite3_bind_text(f->insert[table], i + 1, values[i].text, -1, SQLITE_STATIC);
		else if (values[i].is_whole)
			sqlite3_bind_int64(f->insert[table], i + 1, (sqlite3_int64)values[i].number);
		else
			sqlite3_bind_double(f->insert[table], i + 1, values[i].number); /* NaN becomes NULL */
	return soc_sql_insert(f->insert[table], msg);
}

enum soc_err soc_theory_file_finish(struct soc_theory_file *f, const char *path, struct soc_msg *msg)
{
	enum soc_err err = soc_digest_write(&soc_schema_of_theory, f->db, NULL, msg);
	if (err == SOC_OK)
		err = soc_sql_run(f->db, "COMMIT", SOC_ERR_INTERNAL, msg);
	return err == SOC_OK ? soc_sql_write(f->db, path, msg) : err;
}

void soc_theory_file_free(struct soc_theory_file *f)
{
	if (f == NULL)
		return;
	for (int i = 0; i < SOC_THEORY_TABLES_COUNT; i++)
		sqlite3_finalize(f->insert[i]);
	sqlite3_close_v2(f->db);
	soc_free(f);
}

/* ---- reading ---- */
static enum soc_err take_value(sqlite3_stmt *stmt, int c, struct soc_theory_value *out, struct soc_msg *msg)
{
	*out = (struct soc_theory_value){ .number = NAN };
	switch (sqlite3_column_type(stmt, c)) {
	case SQLITE_INTEGER:
		out->is_whole = 1;
		out->number = (double)sqlite3_column_int64(stmt, c);
		return SOC_OK;
	case SQLITE_FLOAT:
		out->number = sqlite3_column_double(stmt, c);
		return SOC_OK;
	case SQLITE_NULL:
		return SOC_OK;
	case SQLITE_TEXT:
		out->text = (const char *)sqlite3_column_text(stmt, c);
		return out->text != NULL ? SOC_OK
		                         : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read the results");
	default:
		return soc_fail(msg, SOC_ERR_RESULTS, "the file is forged: bytes stand where a value should");
	}
}

/* Numbers and texts where the column has them. */
static enum soc_err take_row(sqlite3_stmt *stmt, enum soc_theory_table table, struct soc_theory_value *row,
                             struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int c = 0; c < tables[table].columns_count && err == SOC_OK; c++) {
		err = take_value(stmt, c, &row[c], msg);
		const char *declared = sqlite3_column_decltype(stmt, c);
		if (err == SOC_OK && (row[c].text != NULL) != (declared != NULL && declared[0] == 'T'))
			err = soc_fail(msg, SOC_ERR_RESULTS, "the file is forged: %s.%s has a value of another type",
			               tables[table].name, tables[table].columns[c].name);
	}
	return err;
}

enum soc_err soc_theory_file_each(struct soc_result *r, enum soc_theory_table table,
                                  enum soc_err (*take)(void *user, const struct soc_theory_value *values,
                                                       struct soc_msg *msg),
                                  void *user, struct soc_msg *msg)
{
	char sql[128];
	sqlite3_stmt *stmt = NULL;
	struct soc_theory_value row[SOC_THEORY_FILE_COLUMNS];
	int more = 1;
	if (!soc_result_is_theory(r))
		return soc_fail(msg, SOC_ERR_USAGE, "these are results of a run, not of a theory");
	soc_result_begin(r);
	snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", tables[table].name, tables[table].key);
	enum soc_err err = soc_result_query(r, sql, NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r, stmt, &more, msg)) == SOC_OK && more) {
		err = take_row(stmt, table, row, msg);
		if (err == SOC_OK)
			err = take(user, row, msg);
	}
	sqlite3_finalize(stmt);
	return err;
}
