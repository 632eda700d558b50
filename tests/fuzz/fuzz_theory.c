/* Fuzzer of results files of theories (soc_result_open_any, soc_theory_read and everything that tells one).
 *
 * First byte of the input, modulo 3: 0: the rest is a file. 1: the rest changes a sound file made here, in
 * records of four bytes: offset (24 bits, little-endian, modulo the file) and the byte to put there; it must
 * be refused or say the same as before. 2: it is put into a value: table, column, row, then the value as
 * bytes, text or a number, and the digests are made to fit, as a forger would, so that what lies behind them
 * is reached. */
#include "fuzz.h"

#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/theory.h"
#include "store/digest.h"
#include "store/reader.h"
#include "store/schema.h"

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

static unsigned char *sound, *image;
static size_t length;
static struct soc_theory_result *original;
static char *original_json;

/* ---- the sound file ---- */

static unsigned char *bytes_of(sqlite3 *db, size_t *count)
{
	sqlite3_int64 n = 0;
	unsigned char *out = sqlite3_serialize(db, "main", &n, 0);
	CHECK(out != NULL);
	*count = (size_t)n;
	return out;
}

static void make_file(void)
{
	char path[64];
	const char *const settings[] = { "days=4", "urns=2" };
	const struct soc_theory_options o = {
		.name = "ensign", .settings = settings, .settings_count = 2, .seed = 1, .replicates = 2
	};
	sqlite3 *db = NULL;
	snprintf(path, sizeof path, "fuzz-theory-%ld.db", (long)getpid());
	CHECK(soc_theory_run(&o, &original, NULL) == SOC_OK);
	CHECK(soc_theory_write(original, path, "socred theory", NULL) == SOC_OK);
	CHECK(sqlite3_open(path, &db) == SQLITE_OK);
	CHECK(sqlite3_exec(db, "PRAGMA page_size = 1024; VACUUM", NULL, NULL, NULL) == SQLITE_OK);
	sound = bytes_of(db, &length);
	sqlite3_close(db);
	unlink(path);
	CHECK(soc_theory_text(original, "json", 0, &original_json, NULL) == SOC_OK);
	image = malloc(length);
	CHECK(image != NULL);
}

/* ---- those who read ---- */

static void tell(struct soc_theory_result *r)
{
	static const char *const formats[] = { "table", "csv", "json" };
	struct soc_msg msg;
	for (int i = 0; i < 3; i++)
		for (int series = 0; series < 2; series++) {
			char *text = NULL;
			(void)soc_theory_text(r, formats[i], series, &text, &msg);
			soc_text_free(text);
			text = NULL;
			(void)soc_theory_compare(series ? original : r, r, formats[i], &text, &msg);
			soc_text_free(text);
		}
}

/* same: it must say what it said before. */
static void read_it(const void *bytes, size_t count, int same)
{
	struct soc_result *file = NULL;
	struct soc_theory_result *r = NULL;
	struct soc_msg msg;
	char *text = NULL;
	if (soc_result_open_any_memory(&file, bytes, count, &msg) != SOC_OK)
		return;
	for (int i = 0; i < soc_schema_of_theory.tables_count + soc_schema_of_theory.views_count; i++) {
		const int is_view = i >= soc_schema_of_theory.tables_count;
		const struct soc_table *t = is_view
		                                ? &soc_schema_of_theory.views[i - soc_schema_of_theory.tables_count]
		                                : &soc_schema_of_theory.tables[i];
		(void)soc_result_table_text(file, t->name, "csv", 3, &text, &msg);
		soc_text_free(text);
		text = NULL;
	}
	if (soc_theory_read(file, &r, &msg) == SOC_OK) {
		tell(r);
		if (same) {
			CHECK(soc_theory_text(r, "json", 0, &text, &msg) == SOC_OK);
			CHECK(strcmp(text, original_json) == 0);
			soc_text_free(text);
		}
	} else {
		CHECK(!same || !soc_result_is_theory(file));
	}
	soc_theory_free(r);
	soc_result_free(file);
}

/* ---- inputs that change the sound file ---- */

static void patch(const uint8_t *data, size_t size)
{
	memcpy(image, sound, length);
	for (size_t i = 0; i + 4 <= size; i += 4) {
		const size_t at = data[i] | (size_t)data[i + 1] << 8 | (size_t)data[i + 2] << 16;
		image[at % length] = data[i + 3];
	}
}

static void put_value(sqlite3 *db, const uint8_t *data, size_t size)
{
	const int tables = soc_schema_of_theory.tables_count - 1; /* the last holds the digests */
	const struct soc_table *t = &soc_schema_of_theory.tables[data[0] % tables];
	char sql[512];
	double number = 0.0;
	sqlite3_stmt *stmt = NULL;
	snprintf(sql, sizeof sql,
	         "UPDATE OR IGNORE %s SET %s = ?1 WHERE (%s) = (SELECT %s FROM %s LIMIT 1 OFFSET %d)", t->name,
	         t->columns[data[1] % t->columns_count].name, t->key, t->key, t->name, data[2]);
	CHECK(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK);
	memcpy(&number, data + 4, size - 4 < sizeof number ? size - 4 : sizeof number);
	if (data[3] % 3 == 0)
		sqlite3_bind_blob(stmt, 1, data + 4, (int)(size - 4), SQLITE_STATIC);
	else if (data[3] % 3 == 1)
		sqlite3_bind_text(stmt, 1, (const char *)data + 4, (int)(size - 4), SQLITE_STATIC);
	else
		sqlite3_bind_double(stmt, 1, number);
	(void)sqlite3_step(stmt);
	sqlite3_finalize(stmt);
}

static void forge(const uint8_t *data, size_t size)
{
	sqlite3 *db = NULL;
	const sqlite3_int64 n = (sqlite3_int64)length;
	unsigned char *mine = sqlite3_malloc64((sqlite3_uint64)n), *forged;
	size_t count;
	CHECK(mine != NULL && sqlite3_open(":memory:", &db) == SQLITE_OK);
	memcpy(mine, sound, length);
	CHECK(sqlite3_deserialize(db, "main", mine, n, n,
	                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) == SQLITE_OK);
	put_value(db, data, size);
	CHECK(sqlite3_exec(db, "DELETE FROM digests", NULL, NULL, NULL) == SQLITE_OK);
	if (soc_digest_write(&soc_schema_of_theory, db, NULL, NULL) == SOC_OK) {
		forged = bytes_of(db, &count);
		read_it(forged, count, 0);
		sqlite3_free(forged);
	}
	sqlite3_close(db);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (sound == NULL)
		make_file();
	if (size < 1)
		return 0;
	const uint8_t kind = data[0] % 3;
	data++;
	size--;
	if (kind == 0) {
		read_it(data, size, 0);
	} else if (kind == 1) {
		patch(data, size);
		read_it(image, length, 1);
	} else if (size > 4) {
		forge(data, size);
	}
	return 0;
}
