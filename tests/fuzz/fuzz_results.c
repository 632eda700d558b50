/* Fuzzer of results files (soc_result_open and everything that reads).
 *
 * First byte of the input: 0: the rest is a file. 1, 2: the rest changes a sound file made here, in records
 * of four bytes: offset in thirds (24 bits, little-endian, modulo the file) and the byte to put there. 2:
 * afterwards the digests are made to fit again, as a forger would, so that what lies behind them is reached.
 * 3: the rest is put into a value: table, column, row, then the value as text or bytes; digests fit again.
 *
 * A changed file that is not forged must be refused or say the same as before. */
#include "../store/made.h"
#include "socred/scenario.h"
#include "store/reader.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char *sound;
static size_t sound_length;
static struct soc_result *original;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void make_sound(void)
{
	struct made m;
	const char *const settings[] = { "replicates=1", "span.to=2014-12", NULL };
	made_init(&m, 2, settings);
	made_write_all(&m, made_path());
	sound = made_bytes(made_path(), &sound_length);
	original = made_open(made_path());
	made_release(&m);
	made_clean();
}

static void read_all(const unsigned char *bytes, size_t length, int forged)
{
	static const char *const formats[] = { "table", "csv", "json" };
	struct soc_result *r = NULL;
	struct soc_msg msg;
	if (soc_result_open_memory(&r, bytes, length, &msg) != SOC_OK)
		return;
	char *text = NULL;
	double number;
	struct soc_scenario *scenario = NULL;
	struct soc_field fields[2];
	(void)soc_result_headline(r, "table", &text, &msg);
	soc_text_free(text);
	text = NULL;
	(void)soc_result_difference(r, r, NULL, 0, formats[bytes[length / 2] % 3], &text, &msg);
	soc_text_free(text);
	/* A few of the tables and views, others for other inputs: all of them would be slow. */
	for (int i = bytes[length / 2] % 7; i < SOC_STORE_TABLES_COUNT + soc_schema_views_count; i += 7) {
		text = NULL;
		const char *name = i < SOC_STORE_TABLES_COUNT ? soc_schema_tables[i].name
		                                              : soc_schema_views[i - SOC_STORE_TABLES_COUNT].name;
		(void)soc_result_table_text(r, name, formats[i % 3], 3, &text, &msg);
		soc_text_free(text);
	}
	(void)soc_result_number(r, "by_cell", "listed", -1, -1, &number, &msg);
	(void)soc_result_number(r, "by_place", "refused", -1, 0, &number, &msg);
	if (soc_result_scenario(r, &scenario, &msg) == SOC_OK)
		soc_scenario_free(scenario);
	(void)soc_result_fields(r, 0, 1, fields, 2, &msg);
	if (soc_result_compare(original, r, &msg) != SOC_OK && !forged)
		abort();
	soc_result_free(r);
}

/* ---- inputs that change a sound file ---- */
static unsigned char *patched(const uint8_t *data, size_t size)
{
	unsigned char *copy = malloc(sound_length);
	memcpy(copy, sound, sound_length);
	for (size_t i = 0; i + 4 <= size; i += 4) {
		size_t at = data[i] | (size_t)data[i + 1] << 8 | (size_t)data[i + 2] << 16;
		copy[at % sound_length] = data[i + 3];
	}
	return copy;
}

static int stop_long(void *user)
{
	return --*(int *)user < 0;
}

static sqlite3 *open_copy(unsigned char *copy, int *steps)
{
	sqlite3 *db = NULL;
	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		abort();
	sqlite3_progress_handler(db, 1000, stop_long, steps);
	sqlite3_deserialize(db, "main", copy, (sqlite3_int64)sound_length, (sqlite3_int64)sound_length, 0);
	return db;
}

static void read_resealed(sqlite3 *db)
{
	sqlite3_int64 length = 0;
	if (!made_reseal(db))
		return;
	unsigned char *bytes = sqlite3_serialize(db, "main", &length, 0);
	if (bytes != NULL)
		read_all(bytes, (size_t)length, 1);
	sqlite3_free(bytes);
}

static void put_value(sqlite3 *db, const uint8_t *data, size_t size)
{
	if (size < 4)
		return;
	const struct soc_table *t = &soc_schema_tables[data[0] % SOC_TABLE_digests];
	char sql[512];
	sqlite3_stmt *stmt = NULL;
	snprintf(sql, sizeof sql,
	         "UPDATE OR IGNORE %s SET %s = ?1 WHERE (%s) = (SELECT %s FROM %s LIMIT 1 OFFSET %d)", t->name,
	         t->columns[data[1] % t->columns_count].name, t->key, t->key, t->name, data[2]);
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		abort();
	if (data[3] % 2)
		sqlite3_bind_blob(stmt, 1, data + 4, (int)(size - 4), SQLITE_STATIC);
	else
		sqlite3_bind_text(stmt, 1, (const char *)data + 4, (int)(size - 4), SQLITE_STATIC);
	(void)sqlite3_step(stmt);
	sqlite3_finalize(stmt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (sound == NULL)
		make_sound();
	if (size < 1)
		return 0;
	if (data[0] % 4 == 0) {
		read_all(data + 1, size - 1, 1);
		return 0;
	}
	unsigned char *copy = patched(data + 1, data[0] % 4 == 3 ? 0 : size - 1);
	int steps = 100000;
	if (data[0] % 4 == 1) {
		read_all(copy, sound_length, 0);
	} else {
		sqlite3 *db = open_copy(copy, &steps);
		if (data[0] % 4 == 3)
			put_value(db, data + 1, size - 1);
		read_resealed(db);
		sqlite3_close(db);
	}
	free(copy);
	return 0;
}
