/* Whether two results have the same content, and where they first differ. */
#include "store/reader.h"

#include "analysis/text.h"
#include "base/noun.h"
#include "store/digest.h"

#include <string.h>

struct pair {
	struct soc_result *side[2];
	sqlite3_stmt *stmt[2];
	int row[2];
	const struct soc_table *table;
};

/* ---- values ---- */
static int same_bytes(sqlite3_stmt *a, sqlite3_stmt *b, int c)
{
	const void *x = sqlite3_column_blob(a, c), *y = sqlite3_column_blob(b, c);
	const int n = sqlite3_column_bytes(a, c);
	return n == sqlite3_column_bytes(b, c) &&
	       (n == 0 || (x != NULL && y != NULL && memcmp(x, y, (size_t)n) == 0));
}

static int same_value(sqlite3_stmt *a, sqlite3_stmt *b, int c)
{
	double x, y;
	const int type = sqlite3_column_type(a, c);
	if (type != sqlite3_column_type(b, c))
		return 0;
	switch (type) {
	case SQLITE_NULL:
		return 1;
	case SQLITE_INTEGER:
		return sqlite3_column_int64(a, c) == sqlite3_column_int64(b, c);
	case SQLITE_FLOAT: /* bit by bit, as the digests see it */
		x = sqlite3_column_double(a, c);
		y = sqlite3_column_double(b, c);
		return memcmp(&x, &y, sizeof x) == 0;
	default:
		return same_bytes(a, b, c);
	}
}

/* Order of two values of a key, which are numbers or texts. */
static int order(sqlite3_stmt *a, sqlite3_stmt *b, int c)
{
	if (sqlite3_column_type(a, c) == SQLITE_INTEGER) {
		int64_t x = sqlite3_column_int64(a, c), y = sqlite3_column_int64(b, c);
		return (x > y) - (x < y);
	}
	const char *x = (const char *)sqlite3_column_text(a, c), *y = (const char *)sqlite3_column_text(b, c);
	return x == NULL || y == NULL ? (x != NULL) - (y != NULL) : strcmp(x, y);
}

static int order_keys(const struct pair *p)
{
	int d = 0;
	for (int c = 0; c < soc_schema_key_columns(p->table) && d == 0; c++)
		d = order(p->stmt[0], p->stmt[1], c);
	return d;
}

/* ---- what is said ---- */
static void put_value(struct soc_buf *b, sqlite3_stmt *stmt, int c)
{
	const int null = sqlite3_column_type(stmt, c) == SQLITE_NULL;
	const char *text = (const char *)sqlite3_column_text(stmt, c);
	size_t n = text != NULL ? (size_t)sqlite3_column_bytes(stmt, c) : 0;
	b->failed |= text == NULL && !null;
	if (null)
		soc_buf_puts(b, "nothing");
	else
		soc_text_safe(b, text, n < 200 ? n : 200, 0);
}

static void put_key(struct soc_buf *b, const struct pair *p, int side)
{
	for (int c = 0; c < soc_schema_key_columns(p->table); c++) {
		soc_buf_add(b, "%s%s ", c > 0 ? ", " : "", p->table->columns[c].name);
		put_value(b, p->stmt[side], c);
	}
}

static enum soc_err say(struct soc_buf *b, struct soc_msg *msg)
{
	enum soc_err err = b->failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare results")
	                             : soc_fail(msg, SOC_ERR_DIFFERENT, "%s", soc_buf_text(b));
	soc_buf_release(b);
	return err;
}

static enum soc_err differ_row(const struct pair *p, int side, struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	soc_buf_add(&b, "table %s: only the %s has a row for ", p->table->name, side == 0 ? "first" : "second");
	put_key(&b, p, side);
	return say(&b, msg);
}

static enum soc_err differ_bytes(const struct pair *p, struct soc_buf *b, int c, struct soc_msg *msg)
{
	const unsigned char *x = sqlite3_column_blob(p->stmt[0], c), *y = sqlite3_column_blob(p->stmt[1], c);
	int n = sqlite3_column_bytes(p->stmt[0], c), m = sqlite3_column_bytes(p->stmt[1], c), i = 0;
	while (x != NULL && y != NULL && i < n && i < m && x[i] == y[i])
		i++;
	if (i < n && i < m && x != NULL && y != NULL)
		soc_buf_add(b, "%s has byte %d as %d in the first, %d in the second (place %d)",
		            p->table->columns[c].name, i, x[i], y[i], i / SOC_FIELD_BYTES);
	else
		soc_buf_add(b, "%s has %d %s in the first, %d in the second", p->table->columns[c].name, n,
		            soc_noun(n, "byte", "bytes"), m);
	return say(b, msg);
}

static enum soc_err differ_column(const struct pair *p, int c, struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	soc_buf_add(&b, "table %s, ", p->table->name);
	put_key(&b, p, 0);
	soc_buf_puts(&b, ": ");
	if (sqlite3_column_type(p->stmt[0], c) == SQLITE_BLOB &&
	    sqlite3_column_type(p->stmt[1], c) == SQLITE_BLOB)
		return differ_bytes(p, &b, c, msg);
	soc_buf_add(&b, "%s is ", p->table->columns[c].name);
	put_value(&b, p->stmt[0], c);
	soc_buf_puts(&b, " in the first, ");
	put_value(&b, p->stmt[1], c);
	soc_buf_puts(&b, " in the second");
	return say(&b, msg);
}

static size_t line_length(const char *line)
{
	return strcspn(line, "\n");
}

/* The scenario is one long text: its first line that differs says more than the whole. */
static enum soc_err differ_scenario(const struct pair *p, struct soc_msg *msg)
{
	const char *x = (const char *)sqlite3_column_text(p->stmt[0], 0),
			   *y = (const char *)sqlite3_column_text(p->stmt[1], 0);
	int line = 1;
	if (x == NULL || y == NULL)
		return soc_fail(msg, SOC_ERR_DIFFERENT, "the scenario is missing in one of the two");
	while (*x != '\0' && line_length(x) == line_length(y) && memcmp(x, y, line_length(x)) == 0 &&
	       x[line_length(x)] == y[line_length(y)]) {
		x += line_length(x) + 1;
		y += line_length(y) + 1;
		line++;
	}
	struct soc_buf b = { 0 };
	soc_buf_add(&b, "table scenario, line %d: '", line);
	soc_text_safe(&b, x, line_length(x), 0);
	soc_buf_puts(&b, "' in the first, '");
	soc_text_safe(&b, y, line_length(y), 0);
	soc_buf_puts(&b, "' in the second");
	return say(&b, msg);
}

/* ---- the walk ---- */
static enum soc_err step(struct pair *p, int side, struct soc_msg *msg)
{
	return soc_result_next(p->side[side], p->stmt[side], &p->row[side], msg);
}

static enum soc_err compare_rows(struct pair *p, struct soc_msg *msg)
{
	const int d = !p->row[0] ? 1 : !p->row[1] ? -1 : order_keys(p);
	if (strcmp(p->table->name, "scenario") == 0 && p->row[0] && p->row[1])
		return d == 0 ? SOC_OK : differ_scenario(p, msg);
	if (d != 0)
		return differ_row(p, d < 0 ? 0 : 1, msg);
	for (int c = 0; c < p->table->columns_count; c++)
		if (!soc_digest_leaves_out(p->table, c) && !same_value(p->stmt[0], p->stmt[1], c))
			return differ_column(p, c, msg);
	return SOC_OK;
}

static enum soc_err compare_table(struct pair *p, struct soc_msg *msg)
{
	char sql[256];
	enum soc_err err = SOC_OK;
	sqlite3_snprintf(sizeof sql, sql, "SELECT * FROM %s %s ORDER BY %s", p->table->name,
	                 strcmp(p->table->name, "meta") == 0 ? "WHERE NOT " SOC_STORE_PROVENANCE : "",
	                 p->table->key);
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = soc_result_query(p->side[i], sql, NULL, 0, &p->stmt[i], msg);
	do {
		for (int i = 0; i < 2 && err == SOC_OK; i++)
			err = step(p, i, msg);
		if (err == SOC_OK && (p->row[0] || p->row[1]))
			err = compare_rows(p, msg);
	} while (err == SOC_OK && p->row[0] && p->row[1]);
	for (int i = 0; i < 2; i++) {
		sqlite3_finalize(p->stmt[i]);
		p->stmt[i] = NULL;
	}
	return err;
}

enum soc_err soc_result_diff(struct soc_result *a, struct soc_result *b, struct soc_msg *msg)
{
	if (strcmp(a->content, b->content) == 0)
		return SOC_OK;
	struct pair p = { .side = { a, b } };
	enum soc_err err = SOC_OK;
	if (a->schema != b->schema)
		return soc_fail(msg, SOC_ERR_DIFFERENT, "the %s holds results of a theory, the other those of a run",
		                a->schema == &soc_schema_of_theory ? "first" : "second");
	for (int i = 0; i < a->schema->tables_count - 1 && err == SOC_OK; i++) {
		p.table = &a->schema->tables[i];
		if (soc_digest_is_beside(p.table))
			continue;
		soc_result_begin(a);
		soc_result_begin(b);
		err = compare_table(&p, msg);
	}
	if (err == SOC_OK)
		err = soc_fail(msg, SOC_ERR_INTERNAL, "the digests of the content differ, but no row does");
	return err;
}
