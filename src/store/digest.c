#include "store/digest.h"

#include "store/sql.h"

#include <sha2.h>
#include <stdio.h>
#include <string.h>

/* Values are a few bytes each: they are gathered, and hashed many at once. */
struct hash {
	SHA2_CTX sha;
	size_t gathered;
	uint8_t bytes[4096];
};

static void begin(struct hash *h)
{
	SHA256Init(&h->sha);
	h->gathered = 0;
}

static void flush(struct hash *h)
{
	SHA256Update(&h->sha, h->bytes, h->gathered);
	h->gathered = 0;
}

static void add(struct hash *h, const void *bytes, size_t length)
{
	if (length > sizeof h->bytes - h->gathered)
		flush(h);
	if (length > sizeof h->bytes) {
		SHA256Update(&h->sha, bytes, length);
		return;
	}
	memcpy(h->bytes + h->gathered, bytes, length);
	h->gathered += length;
}

static void add_number(struct hash *h, char tag, uint64_t n)
{
	if (sizeof h->bytes - h->gathered < 11)
		flush(h);
	uint8_t *to = h->bytes + h->gathered;
	*to++ = (uint8_t)tag;
	for (; n >= 0x80; n >>= 7)
		*to++ = (uint8_t)(n | 0x80);
	*to++ = (uint8_t)n;
	h->gathered = (size_t)(to - h->bytes);
}

static void add_real(struct hash *h, double value)
{
	uint64_t bits;
	uint8_t bytes[9] = { 'r' };
	memcpy(&bits, &value, sizeof bits);
	for (int i = 0; i < 8; i++)
		bytes[1 + i] = (uint8_t)(bits >> 8 * i);
	add(h, bytes, sizeof bytes);
}

static enum soc_err add_value(struct hash *h, sqlite3_stmt *stmt, int column, struct soc_msg *msg)
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
		add_number(h, 'i', (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
		return SOC_OK;
	case SQLITE_FLOAT:
		add_real(h, sqlite3_value_double(value));
		return SOC_OK;
	case SQLITE_NULL:
		add(h, "n", 1);
		return SOC_OK;
	case SQLITE_TEXT:
	case SQLITE_BLOB:
	default:
		bytes = sqlite3_column_blob(stmt, column);
		n = sqlite3_column_bytes(stmt, column);
		if (bytes == NULL && n > 0)
			return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory while reading results");
		add_number(h, type == SQLITE_TEXT ? 't' : 'b', (uint64_t)n);
		if (n > 0)
			add(h, bytes, (size_t)n);
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

static enum soc_err add_table(struct hash *h, sqlite3 *db, const struct soc_table *t, int content,
                              int64_t *rows, struct soc_msg *msg)
{
	char sql[256];
	snprintf(sql, sizeof sql, "SELECT * FROM %s %s ORDER BY %s", t->name,
	         content && strcmp(t->name, "meta") == 0 ? "WHERE NOT " SOC_STORE_PROVENANCE : "", t->key);
	add(h, t->name, strlen(t->name) + 1);
	for (int c = 0; c < t->columns_count; c++)
		add(h, t->columns[c].name, strlen(t->columns[c].name) + 1);
	sqlite3_stmt *stmt = NULL;
	enum soc_err err = soc_sql_prepare(db, sql, &stmt, SOC_ERR_RESULTS, msg);
	int rc = SQLITE_DONE;
	while (err == SOC_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		for (int c = 0; c < t->columns_count && err == SOC_OK; c++)
			if (!content || !soc_digest_leaves_out(t, c))
				err = add_value(h, stmt, c, msg);
		++*rows;
	}
	if (err == SOC_OK && rc != SQLITE_DONE)
		err = soc_sql_fail(db, rc, SOC_ERR_RESULTS, "reading the results file", msg);
	sqlite3_finalize(stmt);
	return err;
}

static void finish(struct hash *h, char out[SOC_DIGEST_TEXT])
{
	uint8_t bytes[SHA256_DIGEST_LENGTH];
	flush(h);
	SHA256Final(bytes, &h->sha);
	for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

void soc_digest_bytes(const void *bytes, size_t length, char out[SOC_DIGEST_TEXT])
{
	struct hash h;
	begin(&h);
	add(&h, bytes, length);
	finish(&h, out);
}

enum soc_err soc_digest_file(const struct soc_schema *schema, sqlite3 *db, struct soc_digests *out,
                             struct soc_msg *msg)
{
	struct soc_digests d = { 0 };
	struct hash content, one;
	begin(&content);
	for (int i = 0; i < schema->tables_count - 1; i++) {
		const struct soc_table *t = &schema->tables[i];
		begin(&one);
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
			add(&content, d.table[i].sha256, SOC_DIGEST_TEXT - 1);
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
