#include "store/digest.h"

#include "base/sha256.h"
#include "store/sql.h"

#include <stdio.h>
#include <string.h>

static void add_number(struct soc_sha256 *sha, char tag, uint64_t n)
{
	uint8_t bytes[11] = { (uint8_t)tag };
	size_t length = 1;
	for (; n >= 0x80; n >>= 7)
		bytes[length++] = (uint8_t)(n | 0x80);
	bytes[length++] = (uint8_t)n;
	soc_sha256_add(sha, bytes, length);
}

static void add_real(struct soc_sha256 *sha, double value)
{
	uint64_t bits;
	uint8_t bytes[9] = { 'r' };
	memcpy(&bits, &value, sizeof bits);
	for (int i = 0; i < 8; i++)
		bytes[1 + i] = (uint8_t)(bits >> 8 * i);
	soc_sha256_add(sha, bytes, sizeof bytes);
}

static enum soc_err add_value(struct soc_sha256 *sha, sqlite3_stmt *stmt, int column, struct soc_msg *msg)
{
	/* Asked once: most of what a small value costs is asking the statement for it. Nobody else has the
	 * connection. */
	sqlite3_value *value = sqlite3_column_value(stmt, column);
	const int type = sqlite3_value_type(value);
	int64_t n;
	const void *bytes;
	switch (type) {
	case SQLITE_INTEGER:
		n = sqlite3_value_int64(value);
		add_number(sha, 'i', (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
		return SOC_OK;
	case SQLITE_FLOAT:
		add_real(sha, sqlite3_value_double(value));
		return SOC_OK;
	case SQLITE_NULL:
		soc_sha256_add(sha, "n", 1);
		return SOC_OK;
	case SQLITE_TEXT:
	case SQLITE_BLOB:
	default:
		bytes = sqlite3_column_blob(stmt, column);
		n = sqlite3_column_bytes(stmt, column);
		if (bytes == NULL && n > 0)
			return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory while reading results");
		add_number(sha, type == SQLITE_TEXT ? 't' : 'b', (uint64_t)n);
		if (n > 0)
			soc_sha256_add(sha, bytes, (size_t)n);
		return SOC_OK;
	}
}

int soc_digest_is_beside(const struct soc_table *t)
{
	return strcmp(t->name, "assumption_intervals") == 0 || strcmp(t->name, "assumption_ranks") == 0;
}

int soc_digest_leaves_out(const struct soc_table *t, int column)
{
	return strcmp(t->name, "parameters") == 0 && strcmp(t->columns[column].name, "origin") == 0;
}

/* Has rows or columns that say how the file was made. */
static int has_provenance(const struct soc_table *t)
{
	return strcmp(t->name, "meta") == 0 || strcmp(t->name, "parameters") == 0;
}

static enum soc_err add_table(struct soc_sha256 *sha, sqlite3 *db, const struct soc_table *t, int content,
                              int64_t *rows, struct soc_msg *msg)
{
	char sql[256];
	snprintf(sql, sizeof sql, "SELECT * FROM %s %s ORDER BY %s", t->name,
	         content && strcmp(t->name, "meta") == 0 ? "WHERE NOT " SOC_STORE_PROVENANCE : "", t->key);
	soc_sha256_add(sha, t->name, strlen(t->name) + 1);
	for (int c = 0; c < t->columns_count; c++)
		soc_sha256_add(sha, t->columns[c].name, strlen(t->columns[c].name) + 1);
	sqlite3_stmt *stmt = NULL;
	enum soc_err err = soc_sql_prepare(db, sql, &stmt, SOC_ERR_RESULTS, msg);
	int rc = SQLITE_DONE;
	while (err == SOC_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		for (int c = 0; c < t->columns_count && err == SOC_OK; c++)
			if (!content || !soc_digest_leaves_out(t, c))
				err = add_value(sha, stmt, c, msg);
		++*rows;
	}
	if (err == SOC_OK && rc != SQLITE_DONE)
		err = soc_sql_fail(db, rc, SOC_ERR_RESULTS, "reading the results file", msg);
	sqlite3_finalize(stmt);
	return err;
}

static void finish(struct soc_sha256 *sha, char out[SOC_DIGEST_TEXT])
{
	uint8_t bytes[SOC_SHA256_BYTES];
	soc_sha256_end(sha, bytes);
	for (int i = 0; i < SOC_SHA256_BYTES; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

void soc_digest_bytes(const void *bytes, size_t length, char out[SOC_DIGEST_TEXT])
{
	struct soc_sha256 sha;
	soc_sha256_begin(&sha);
	soc_sha256_add(&sha, bytes, length);
	finish(&sha, out);
}

enum soc_err soc_digest_file(const struct soc_schema *schema, sqlite3 *db, struct soc_digests *out,
                             struct soc_msg *msg)
{
	struct soc_digests d = { 0 };
	struct soc_sha256 content, one;
	soc_sha256_begin(&content);
	for (int i = 0; i < schema->tables_count - 1; i++) {
		const struct soc_table *t = &schema->tables[i];
		soc_sha256_begin(&one);
		enum soc_err err = add_table(&one, db, t, 0, &d.table[i].rows, msg);
		if (err != SOC_OK)
			return err;
		finish(&one, d.table[i].sha256);
		if (soc_digest_is_beside(t))
			continue;
		/* The digest of a table stands for it, save where provenance must be left out. */
		if (has_provenance(t)) {
			int64_t rows = 0;
			err = add_table(&content, db, t, 1, &rows, msg);
			if (err != SOC_OK)
				return err;
			d.content.rows += rows;
		} else {
			soc_sha256_add(&content, d.table[i].sha256, SOC_DIGEST_TEXT - 1);
			d.content.rows += d.table[i].rows;
		}
	}
	finish(&content, d.content.sha256);
	*out = d;
	return SOC_OK;
}

enum soc_err soc_digest_write(const struct soc_schema *schema, sqlite3 *db, struct soc_digest *content,
                              struct soc_msg *msg)
{
	struct soc_digests d;
	sqlite3_stmt *stmt = NULL;
	const int digests = schema->tables_count - 1;
	enum soc_err err = soc_digest_file(schema, db, &d, msg);
	if (err == SOC_OK)
		err = soc_sql_prepare(db, "INSERT INTO digests VALUES(?,?,?)", &stmt, SOC_ERR_INTERNAL, msg);
	for (int i = 0; i <= digests && err == SOC_OK; i++) {
		const struct soc_digest *one = i == digests ? &d.content : &d.table[i];
		sqlite3_bind_text(stmt, 1, i == digests ? "content" : schema->tables[i].name, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 2, one->rows);
		sqlite3_bind_text(stmt, 3, one->sha256, -1, SQLITE_STATIC);
		err = soc_sql_insert(stmt, msg);
	}
	sqlite3_finalize(stmt);
	if (err == SOC_OK && content != NULL)
		*content = d.content;
	return err;
}
