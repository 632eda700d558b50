/* Tables and views as text: aligned for a terminal, CSV (RFC 4180 with plain newlines), JSON (an array of
 * objects). */
#include "store/reader.h"

#include "analysis/text.h"
#include "base/mem.h"
#include "base/noun.h"
#include "view/json.h"

#include <math.h>
#include <string.h>

#define COLUMNS_ACROSS \
	20 /* a table of more columns is written row by row, one value a line: no terminal is that wide */

/* ---- values ---- */
static void put_hex(struct soc_buf *b, const unsigned char *bytes, int length)
{
	for (int i = 0; i < length; i++)
		soc_buf_add(b, "%02x", bytes[i]);
}

/* The value as text; SQLite writes numbers without a locale, and needs memory for them. */
static const char *value_text(struct soc_buf *b, sqlite3_stmt *stmt, int column, size_t *length)
{
	const int null = sqlite3_column_type(stmt, column) == SQLITE_NULL;
	const char *text = (const char *)sqlite3_column_text(stmt, column);
	b->failed |= text == NULL && !null;
	*length = text != NULL ? (size_t)sqlite3_column_bytes(stmt, column) : 0;
	return text != NULL ? text : "";
}

static void put_safe(struct soc_buf *b, sqlite3_stmt *stmt, int column, int keep_lines)
{
	size_t length;
	if (sqlite3_column_type(stmt, column) == SQLITE_BLOB) {
		const int bytes = sqlite3_column_bytes(stmt, column);
		soc_buf_add(b, "(%d %s)", bytes, soc_noun(bytes, "byte", "bytes"));
		return;
	}
	const char *text = value_text(b, stmt, column, &length);
	soc_text_safe(b, text, length, keep_lines);
}

/* ---- CSV ---- */
static void put_csv_text(struct soc_buf *b, const char *text, size_t length)
{
	struct soc_buf safe = { 0 };
	soc_text_safe(&safe, text, length, 1);
	soc_buf_csv(b, soc_buf_text(&safe), safe.length);
	b->failed |= safe.failed;
	soc_buf_release(&safe);
}

static void put_csv_header(struct soc_buf *b, sqlite3_stmt *stmt)
{
	for (int c = 0; c < sqlite3_column_count(stmt); c++) {
		const char *name = sqlite3_column_name(stmt, c);
		soc_buf_puts(b, c > 0 ? "," : "");
		soc_buf_puts(b, name != NULL ? name : "");
	}
	soc_buf_puts(b, "\n");
}

static void put_csv_row(struct soc_buf *b, sqlite3_stmt *stmt)
{
	for (int c = 0; c < sqlite3_column_count(stmt); c++) {
		size_t length;
		soc_buf_puts(b, c > 0 ? "," : "");
		if (sqlite3_column_type(stmt, c) == SQLITE_BLOB) {
			put_hex(b, sqlite3_column_blob(stmt, c), sqlite3_column_bytes(stmt, c));
			continue;
		}
		const char *text = value_text(b, stmt, c, &length);
		put_csv_text(b, text, length);
	}
	soc_buf_puts(b, "\n");
}

/* ---- JSON ---- */
static int dump_into(const char *text, size_t length, void *user)
{
	soc_buf_put(user, text, length);
	return 0;
}

static json_t *json_text(const char *text, size_t length)
{
	json_t *value = json_stringn(text, length);
	if (value != NULL)
		return value;
	struct soc_buf safe = { 0 }; /* not UTF-8 */
	soc_text_safe(&safe, text, length, 1);
	value = safe.failed ? NULL : json_stringn(soc_buf_text(&safe), safe.length);
	soc_buf_release(&safe);
	return value;
}

static json_t *json_value(struct soc_buf *b, sqlite3_stmt *stmt, int c)
{
	struct soc_buf hex = { 0 };
	size_t length;
	const char *text;
	json_t *value;
	double real;
	switch (sqlite3_column_type(stmt, c)) {
	case SQLITE_INTEGER:
		return json_integer(sqlite3_column_int64(stmt, c));
	case SQLITE_FLOAT:
		real = sqlite3_column_double(stmt, c);
		return isfinite(real) ? json_real(real) : json_null(); /* JSON knows no infinity */
	case SQLITE_NULL:
		return json_null();
	case SQLITE_BLOB:
		put_hex(&hex, sqlite3_column_blob(stmt, c), sqlite3_column_bytes(stmt, c));
		value = hex.failed ? NULL : json_stringn(soc_buf_text(&hex), hex.length);
		soc_buf_release(&hex);
		return value;
	default:
		text = value_text(b, stmt, c, &length);
		return json_text(text, length);
	}
}

static void put_json_row(struct soc_buf *b, sqlite3_stmt *stmt, int first)
{
	json_t *row = json_object();
	int sound = row != NULL;
	for (int c = 0; c < sqlite3_column_count(stmt) && sound; c++) {
		const char *name = sqlite3_column_name(stmt, c);
		if (name != NULL)
			soc_json_set(&row, name, json_value(b, stmt, c));
		sound = name != NULL && row != NULL;
	}
	soc_buf_puts(b, first ? "\n" : ",\n");
	if (!sound || json_dump_callback(row, dump_into, b, JSON_COMPACT | JSON_REAL_PRECISION(15)) != 0)
		b->failed = 1; /* only memory can be missing */
	json_decref(row);
}

/* ---- aligned ---- */
struct cells {
	struct soc_buf text;
	size_t *end; /* of each cell in text */
	size_t count, room;
	int columns;
	unsigned right; /* bit per column: all its values are numbers */
};

static void end_cell(struct cells *t)
{
	if (t->count == t->room) {
		size_t room = t->room * 2 + 256;
		size_t *fresh = soc_realloc(t->end, room, sizeof *fresh);
		if (fresh == NULL) {
			t->text.failed = 1;
			return;
		}
		t->end = fresh;
		t->room = room;
	}
	t->end[t->count++] = t->text.length;
}

static void add_cells(struct cells *t, sqlite3_stmt *stmt)
{
	for (int c = 0; c < t->columns; c++) {
		int type = sqlite3_column_type(stmt, c);
		if (type == SQLITE_TEXT)
			t->right &= ~(1u << c);
		put_safe(&t->text, stmt, c, 0);
		end_cell(t);
	}
}

static void add_header(struct cells *t, sqlite3_stmt *stmt)
{
	for (int c = 0; c < t->columns; c++) {
		const char *name = sqlite3_column_name(stmt, c);
		soc_buf_puts(&t->text, name != NULL ? name : "");
		end_cell(t);
	}
}

static void put_cells(struct soc_buf *b, const struct cells *t)
{
	int widest[COLUMNS_ACROSS] = { 0 };
	const char *text = soc_buf_text(&t->text);
	for (size_t i = 0; i < t->count; i++) {
		size_t from = i > 0 ? t->end[i - 1] : 0;
		int width = soc_text_width(text + from, t->end[i] - from);
		if (width > widest[i % (size_t)t->columns])
			widest[i % (size_t)t->columns] = width;
	}
	for (size_t i = 0; i < t->count; i++) {
		const int c = (int)(i % (size_t)t->columns), last = c == t->columns - 1;
		size_t from = i > 0 ? t->end[i - 1] : 0;
		int gap = widest[c] - soc_text_width(text + from, t->end[i] - from), right = (t->right >> c & 1) != 0;
		soc_text_repeat(b, ' ', right ? gap : 0);
		soc_buf_put(b, text + from, t->end[i] - from);
		soc_text_repeat(b, ' ', right || last ? 0 : gap);
		soc_buf_puts(b, last ? "\n" : "  ");
	}
}

/* A row of a wide table: one value a line, under its number. */
static void put_block(struct soc_buf *b, sqlite3_stmt *stmt, int64_t number)
{
	int widest = 0;
	for (int c = 0; c < sqlite3_column_count(stmt); c++) {
		const char *name = sqlite3_column_name(stmt, c);
		int width = name != NULL ? (int)strlen(name) : 0;
		widest = width > widest ? width : widest;
	}
	soc_buf_add(b, "%srow %lld\n", number > 1 ? "\n" : "", (long long)number);
	for (int c = 0; c < sqlite3_column_count(stmt); c++) {
		const char *name = sqlite3_column_name(stmt, c);
		soc_buf_add(b, "  %-*s  ", widest, name != NULL ? name : "");
		put_safe(b, stmt, c, 0);
		soc_buf_puts(b, "\n");
	}
}

/* ---- all three ---- */
#define TEXT_OF_QUERY ((size_t)16 << 20) /* bytes of what a query of one's own says */

struct page {
	struct soc_buf out;
	struct cells cells;
	enum soc_text_form form;
	int is_query; /* whose limit cannot be lifted */
	int64_t rows;
};

static void put_row(struct page *p, sqlite3_stmt *stmt)
{
	p->rows++;
	if (p->form == SOC_TEXT_CSV)
		put_csv_row(&p->out, stmt);
	else if (p->form == SOC_TEXT_JSON)
		put_json_row(&p->out, stmt, p->rows == 1);
	else if (p->cells.columns == 1) { /* the scenario: as it is */
		put_safe(&p->out, stmt, 0, 1);
		soc_buf_puts(&p->out, "\n");
	} else if (p->cells.columns > COLUMNS_ACROSS)
		put_block(&p->out, stmt, p->rows);
	else
		add_cells(&p->cells, stmt);
}

static void put_start(struct page *p, sqlite3_stmt *stmt)
{
	p->cells.columns = sqlite3_column_count(stmt);
	p->cells.right = ~0u;
	if (p->form == SOC_TEXT_CSV)
		put_csv_header(&p->out, stmt);
	else if (p->form == SOC_TEXT_JSON)
		soc_buf_puts(&p->out, "[");
	else if (p->cells.columns > 1 && p->cells.columns <= COLUMNS_ACROSS)
		add_header(&p->cells, stmt);
}

static void put_end(struct page *p, int64_t limit, int more)
{
	if (p->form == SOC_TEXT_JSON)
		soc_buf_puts(&p->out, "\n]\n");
	if (p->form != SOC_TEXT_TABLE)
		return;
	if (p->cells.count > 0 && !p->cells.text.failed)
		put_cells(&p->out, &p->cells);
	if (p->rows == 0)
		soc_buf_puts(&p->out, "(no rows)\n");
	if (more)
		soc_buf_add(&p->out, "(the first %lld %s%s)\n", (long long)limit,
		            soc_noun((double)limit, "row", "rows"), p->is_query ? "" : "; a limit of 0 gives all");
}

/* stmt is taken over. most: bytes of text, 0 for no bound. */
static enum soc_err put_rows(struct soc_result *r, sqlite3_stmt *stmt, int64_t limit, size_t most,
                             struct page *p, struct soc_msg *msg)
{
	int row = 0, more = 0;
	enum soc_err err = SOC_OK;
	put_start(p, stmt);
	while (err == SOC_OK && (err = soc_result_next(r, stmt, &row, msg)) == SOC_OK && row) {
		more = limit > 0 && p->rows == limit;
		if (more)
			break;
		put_row(p, stmt);
		if (most > 0 && p->out.length + p->cells.text.length > most)
			err = soc_fail(msg, SOC_ERR_LIMIT,
			               "the rows are longer than %zu MB of text together: ask for fewer", most >> 20);
	}
	sqlite3_finalize(stmt);
	put_end(p, limit, more);
	if (err == SOC_OK && (p->out.failed || p->cells.text.failed))
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the text of a table");
	return err;
}

/* The text, and the end of the page. */
static enum soc_err take(struct page *p, enum soc_err err, char **out, struct soc_msg *msg)
{
	if (err == SOC_OK)
		err = soc_buf_give(&p->out, "not enough memory for the text of a table", out, msg);
	soc_buf_release(&p->out);
	soc_buf_release(&p->cells.text);
	soc_free(p->cells.end);
	return err;
}

enum soc_err soc_result_table_text(struct soc_result *r, const char *table, const char *format, int64_t limit,
                                   char **out, struct soc_msg *msg)
{
	struct page p = { 0 };
	const struct soc_table *t = NULL;
	sqlite3_stmt *stmt = NULL;
	char sql[256];
	soc_result_begin(r);
	enum soc_err err = soc_text_form_find(format, &p.form, msg);
	if (err == SOC_OK && table != NULL)
		err = soc_result_find(r, table, &t, msg);
	if (err != SOC_OK)
		return err;
	if (t == NULL)
		sqlite3_snprintf(sizeof sql, sql,
		                 "SELECT name, kind, rows, meaning FROM tables LEFT JOIN digests ON table_name = "
		                 "name ORDER BY idx");
	else
		sqlite3_snprintf(sizeof sql, sql, "SELECT * FROM %s%s%s", t->name, t->key != NULL ? " ORDER BY " : "",
		                 t->key != NULL ? t->key : "");
	err = soc_result_query(r, sql, NULL, 0, &stmt, msg);
	if (err == SOC_OK)
		err = put_rows(r, stmt, limit, 0, &p, msg);
	return take(&p, err, out, msg);
}

/* ---- a query of one's own ---- */
enum soc_err soc_result_sql(struct soc_result *r, const char *query, const char *format, int64_t limit,
                            const volatile int *stop, char **out, struct soc_msg *msg)
{
	struct page p = { .is_query = 1 };
	struct soc_result_guard guard;
	sqlite3_stmt *stmt = NULL;
	enum soc_err err = soc_text_form_find(format, &p.form, msg);
	if (err == SOC_OK && limit < 1)
		err = soc_fail(msg, SOC_ERR_USAGE, "a query has 1 row or more as its limit");
	if (err != SOC_OK)
		return err;
	soc_result_guard_begin(r, &guard, stop);
	err = soc_result_guard_query(r, query, &stmt, msg);
	if (err == SOC_OK)
		err = put_rows(r, stmt, limit, TEXT_OF_QUERY, &p, msg);
	err = soc_result_guard_end(r, &guard, err, msg);
	return take(&p, err, out, msg);
}
