/* Fuzzer of results files (soc_result_open and everything that reads).
 *
 * First byte of the input, modulo 4: 0: the rest is a file. 1, 2: the rest changes a sound file made here, in
 * records of four bytes: offset (24 bits, little-endian, modulo the file) and the byte to put there; 3: it is
 * put into a value: table, column, row, then the value as bytes or text. With 1 the file is opened as it is:
 * it must be refused or say the same as before. With 2 and 3 its digests are taken to fit, as a forger would
 * make them, so that what lies behind them is reached. The second byte says who reads.
 *
 * Speed finds things: the sound file is small, changed in memory and rolled back; one of those who read does,
 * but for the kept corpus, which all of them read. */
#include "../store/made.h"
#include "fuzz.h"
#include "pool.h"
#include "socred/assessment.h"
#include "socred/scenario.h"
#include "store/reader.h"
#include "view/report.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum reader { HEADLINE, DIFFERENCE, SCENARIO, NUMBERS, FIELDS, COMPARE, REPORT, LIFE, TABLES };

static unsigned char *sound, *image;
static size_t sound_length;
static struct soc_result *original; /* the sound file, opened for good */
static struct soc_result
	forger; /* what stands in image, open for writing: what an input changes is put back */
static int everybody_reads = 1;

static const char yaml[] =
	"socred: 1\ntitle: Invented tallies\nseed: 7\nreplicates: 1\nspan: {from: 2014-11, to: 2014-12}\n"
	"people: {persons: 1000}\noutput: {places: year, fields: true}\n"
	"grades: {D: {from: 0}, C: {from: 600}, A: {from: 1200}}\ncomponents: {judicial: {weight: 1}}\n"
	"events:\n"
	"  default: {kind: violation, rate_per_year: 0.004, component: judicial, points: -100}\n"
	"  help: {kind: good_deed, rate_per_year: 0.1, component: judicial, points: 5}\n"
	"channels: {court: {kind: official, detects: {default: 0.6}, spurious_mix: {default: 1}}}\n"
	"lists: {defaulters: {colour: black, entry_events: [default]}, models: {colour: red, entry_grades: "
	"[A]}}\n"
	"measures:\n"
	"  air: {kind: sanction, lists: [defaulters], demand_per_year: 0.5}\n"
	"  praise: {kind: reward, lists: [models], demand_per_year: 0.5}\n";

int LLVMFuzzerInitialize(int *argc, char ***argv);
const char *__asan_default_options(void);

/* A sanitizer that keeps 256 MB of freed blocks spends its time on fresh memory. */
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=8:malloc_context_size=8";
}
/* libFuzzer calls this, the replay of the kept corpus does not. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	everybody_reads = 0;
	pool_begin();
	return 0;
}

static void need(int held)
{
	if (!held)
		abort();
}

/* ---- the sound file ---- */
/* Two months of two places. Words that are the same in every file are cut short, and the scenario is as a
 * user wrote it and not in its resolved form: they would be nearly all of the bytes. */
static void make_file(void)
{
	struct made m;
	char cut[4096];
	made_init_text(&m, 2, yaml, NULL);
	made_write_all(&m, made_path());
	snprintf(cut, sizeof cut,
	         "UPDATE scenario SET yaml = '%s'; DELETE FROM parameters WHERE idx > 3;"
	         "DELETE FROM columns WHERE table_name <> 'months';",
	         yaml);
	made_forge(made_path(), cut);
	made_forge(made_path(), "PRAGMA page_size = 1024; VACUUM;");
	sound = made_bytes(made_path(), &sound_length);
	original = made_open(made_path());
	made_release(&m);
	made_clean();
}

static void begin(void)
{
	const sqlite3_int64 length = (sqlite3_int64)sound_length;
	struct soc_msg msg;
	image = malloc(sound_length);
	need(image != NULL);
	memcpy(image, sound, sound_length);
	need(sqlite3_open_v2(":memory:", &forger.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
	     SQLITE_OK);
	need(sqlite3_deserialize(forger.db, "main", image, length, length, 0) == SQLITE_OK);
	forger.bytes = (int64_t)sound_length;
	memset(forger.content, '0', sizeof forger.content - 1); /* no digest: comparisons look at the rows */
	need(soc_result_check_form(&forger, &msg) == SOC_OK && soc_result_check_sense(&forger, &msg) == SOC_OK);
	need(sqlite3_exec(forger.db, "PRAGMA journal_mode = MEMORY", NULL, NULL, NULL) == SQLITE_OK);
}

/* ---- those who read ---- */
/* A life (soc_result_explain) reads scenario and fields as two of these do, and then builds a population,
 * which takes a thousand times longer than reading. */
static void read_report(struct soc_result *r, struct soc_msg *msg)
{
	static enum soc_err (*const parts[])(struct soc_report *, struct soc_msg *) = {
		soc_report_run,     soc_report_regime, soc_report_tables,    soc_report_counters,
		soc_report_modules, soc_report_flows,  soc_report_published,
	};
	struct soc_scenario *scenario = NULL;
	struct soc_report report = { 0 };
	if (soc_result_scenario(r, &scenario, msg) != SOC_OK)
		return;
	soc_result_begin(r);
	if (soc_report_begin(&report, r, scenario, msg) == SOC_OK) {
		for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
			soc_result_begin(r);
			if (parts[i](&report, msg) != SOC_OK)
				break;
		}
		soc_report_release(&report);
	}
	soc_scenario_free(scenario);
}

static void read_numbers(struct soc_result *r, struct soc_msg *msg)
{
	double number;
	int answer;
	(void)soc_result_number(r, "by_cell", "listed", -1, -1, &number, msg);
	(void)soc_result_number(r, "by_place", "refused", -1, 0, &number, msg);
	(void)soc_result_is_partial(r, &answer, msg);
}

/* Groups, and a form that asks for figures, values, groups and contexts. */
static void read_groups(struct soc_result *r, struct soc_msg *msg)
{
	char *text = NULL;
	struct soc_assessment *a = NULL;
	(void)soc_result_fairness(r, "group,quintile", NULL, NULL, "table", &text, msg);
	soc_text_free(text);
	text = NULL;
	if (soc_assessment_make(&a, &r, 1, "fria", NULL, msg) == SOC_OK)
		(void)soc_assessment_text(a, "html", &text, msg);
	soc_assessment_free(a);
	soc_text_free(text);
}

static void read_one(struct soc_result *r, int who, int form)
{
	static const char *const formats[] = { "table", "csv", "json" };
	struct soc_msg msg;
	struct soc_scenario *scenario = NULL;
	struct soc_field fields[2];
	char *text = NULL;
	if (who == HEADLINE)
		(void)soc_result_headline(r, formats[form % 3], &text, &msg);
	else if (who == DIFFERENCE)
		(void)soc_result_compare(original, r, NULL, 0, formats[form % 3], &text, &msg);
	else if (who == SCENARIO)
		(void)soc_result_scenario(r, &scenario, &msg);
	else if (who == NUMBERS) {
		read_numbers(r, &msg);
		read_groups(r, &msg);
	} else if (who == FIELDS)
		(void)soc_result_fields(r, 0, 1, fields, 2, &msg);
	else if (who == COMPARE)
		(void)soc_result_diff(original, r, &msg);
	else if (who == REPORT)
		read_report(r, &msg);
	else if (who < TABLES + SOC_STORE_TABLES_COUNT)
		(void)soc_result_table_text(r, soc_schema_tables[who - TABLES].name, formats[form % 3], 3, &text,
		                            &msg);
	else
		(void)soc_result_table_text(r, soc_schema_views[who - TABLES - SOC_STORE_TABLES_COUNT].name,
		                            formats[form % 3], 3, &text, &msg);
	soc_text_free(text);
	soc_scenario_free(scenario);
}

static void read_it(struct soc_result *r, uint8_t who)
{
	const int readers = TABLES + SOC_STORE_TABLES_COUNT + soc_schema_views_count;
	if (!everybody_reads)
		read_one(r, who % readers, who / readers);
	for (int i = 0; everybody_reads && i < readers; i++)
		read_one(r, i, i);
	need(sqlite3_next_stmt(r->db, NULL) == NULL); /* nobody leaves a question open */
}

/* ---- inputs that change the sound file ---- */
/* SQLite keeps pages and the list of tables for as long as this count of changes stands. */
static void put_image(void)
{
	static uint32_t changes;
	memcpy(image, sound, sound_length);
	changes++;
	for (int i = 0; i < 4; i++)
		image[24 + i] = (unsigned char)(changes >> (24 - 8 * i));
}

static void patch(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i + 4 <= size; i += 4) {
		size_t at = data[i] | (size_t)data[i + 1] << 8 | (size_t)data[i + 2] << 16;
		image[at % sound_length] = data[i + 3];
	}
}

/* forged: whoever changed it changes nothing that readers would notice. */
static void open_honest(const unsigned char *bytes, size_t length, uint8_t who, int forged)
{
	struct soc_result *r = NULL;
	struct soc_msg msg;
	if (soc_result_open_memory(&r, bytes, length, &msg) != SOC_OK)
		return;
	read_it(r, who);
	need(forged || soc_result_diff(original, r, &msg) == SOC_OK);
	soc_result_free(r);
}

static void open_patched(const uint8_t *data, size_t size, uint8_t who)
{
	struct soc_msg msg;
	put_image();
	patch(data, size);
	if (soc_result_check_form(&forger, &msg) == SOC_OK && soc_result_check_sense(&forger, &msg) == SOC_OK)
		read_it(&forger, who);
	put_image();
}

static void put_value(const uint8_t *data, size_t size)
{
	const struct soc_table *t = &soc_schema_tables[data[0] % SOC_TABLE_digests];
	char sql[512];
	sqlite3_stmt *stmt = NULL;
	snprintf(sql, sizeof sql,
	         "UPDATE OR IGNORE %s SET %s = ?1 WHERE (%s) = (SELECT %s FROM %s LIMIT 1 OFFSET %d)", t->name,
	         t->columns[data[1] % t->columns_count].name, t->key, t->key, t->name, data[2]);
	need(sqlite3_prepare_v2(forger.db, sql, -1, &stmt, NULL) == SQLITE_OK);
	if (data[3] % 2)
		sqlite3_bind_blob(stmt, 1, data + 4, (int)(size - 4), SQLITE_STATIC);
	else
		sqlite3_bind_text(stmt, 1, (const char *)data + 4, (int)(size - 4), SQLITE_STATIC);
	(void)sqlite3_step(stmt);
	sqlite3_finalize(stmt);
}

static void open_forged(const uint8_t *data, size_t size, uint8_t who)
{
	struct soc_msg msg;
	if (size < 4)
		return;
	soc_result_begin(&forger);
	need(sqlite3_exec(forger.db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK);
	put_value(data, size);
	if (soc_result_check_sense(&forger, &msg) == SOC_OK)
		read_it(&forger, who);
	soc_result_begin(&forger);
	need(sqlite3_exec(forger.db, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (sound == NULL) {
		make_file();
		begin();
	}
	if (size < 2)
		return 0;
	const uint8_t kind = data[0] % 4, who = data[1];
	data += 2;
	size -= 2;
	if (kind == 0) {
		open_honest(data, size, who, 1);
	} else if (kind == 1) {
		memcpy(image, sound, sound_length);
		patch(data, size);
		open_honest(image, sound_length, who, 0);
		put_image();
	} else if (kind == 2) {
		open_patched(data, size, who);
	} else {
		open_forged(data, size, who);
	}
	return 0;
}
