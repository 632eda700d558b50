/* Files that come from elsewhere: broken, changed, forged, of another make, oddly named. */
#include "made.h"
#include "runner.h"

#include "socred/scenario.h"
#include "store/reader.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct made m;
static unsigned char *bytes;
static size_t length;
static struct soc_result *original;

static int setup(void **state)
{
	(void)state;
	const char *const settings[] = { "replicates=1", "span.to=2014-12", NULL };
	made_init(&m, 3, settings);
	made_write_all(&m, made_path());
	bytes = made_bytes(made_path(), &length);
	original = made_open(made_path());
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	soc_result_free(original);
	free(bytes);
	made_release(&m);
	made_clean();
	return 0;
}

static void write_bytes(const char *path, const void *from, size_t n)
{
	FILE *out = fopen(path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(from, 1, n, out), n);
	fclose(out);
}

static const char *copy_path(void)
{
	static char path[128];
	snprintf(path, sizeof path, "%s.copy", made_path());
	write_bytes(path, bytes, length);
	return path;
}

static void expect_refused(const char *path, enum soc_err want, const char *why)
{
	struct soc_result *r = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_result_open(&r, path, &msg), want);
	assert_null(r);
	if (strstr(msg.text, why) == NULL)
		fail_msg("'%s' does not say '%s'", msg.text, why);
}

/* Whatever byte changes, either the file is refused or what it says is the same. */
static void any_changed_byte(void **state)
{
	(void)state;
	int refused = 0;
	const size_t stride = runner_thorough() ? 487
	                      : runner_sparse() ? 97001
	                                        : 4871,
				 first = runner_sparse() ? 7 : 1;
	for (size_t at = 0; at < length; at += at < 200 ? first : stride) {
		struct soc_result *r = NULL;
		struct soc_msg msg = { "" };
		bytes[at] ^= (unsigned char)(1u << at % 8);
		enum soc_err err = soc_result_open_memory(&r, bytes, length, &msg);
		if (err == SOC_OK && soc_result_diff(original, r, &msg) != SOC_OK)
			fail_msg("byte %zu: a changed file passes: %s", at, msg.text);
		if (err != SOC_OK && err != SOC_ERR_RESULTS && err != SOC_ERR_FORMAT && err != SOC_ERR_IO)
			fail_msg("byte %zu: error %d: %s", at, (int)err, msg.text);
		refused += err != SOC_OK;
		soc_result_free(r);
		bytes[at] ^= (unsigned char)(1u << at % 8);
	}
	assert_true(refused > (runner_sparse() ? 10 : 100));
}

static void any_truncation(void **state)
{
	(void)state;
	for (size_t n = 0; n < length; n += n < 1024 ? 64 : runner_sparse() ? 65536 : 4096) {
		struct soc_result *r = NULL;
		assert_int_not_equal(soc_result_open_memory(&r, bytes, n, NULL), SOC_OK);
		assert_null(r);
	}
}

/* ---- other files ---- */
static void not_results_at_all(void **state)
{
	(void)state;
	char path[160];
	expect_refused("/nowhere/results.db", SOC_ERR_RESULTS, "No such file");
	expect_refused("/dev/null", SOC_ERR_RESULTS, "not a file");
	snprintf(path, sizeof path, "%s.pipe", made_path());
	assert_int_equal(mkfifo(path, 0600), 0);
	expect_refused(path, SOC_ERR_RESULTS, "not a file"); /* and does not wait for a writer */
	snprintf(path, sizeof path, "%s.empty", made_path());
	write_bytes(path, "", 0);
	expect_refused(path, SOC_ERR_RESULTS, "socred did not make it");
	snprintf(path, sizeof path, "%s.text", made_path());
	write_bytes(path, "name,value\n", 11);
	expect_refused(path, SOC_ERR_RESULTS, "not a database");
}

static void change(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void another_make(void **state)
{
	(void)state;
	const char *path = copy_path();
	change(path, "PRAGMA application_id = 7");
	expect_refused(path, SOC_ERR_RESULTS, "socred did not make it");
	path = copy_path();
	change(path, "PRAGMA user_version = 999");
	expect_refused(path, SOC_ERR_FORMAT, "format 999, and this version");
	expect_refused(path, SOC_ERR_FORMAT, "read it with the version that made it");
}

/* As they were before modules had tables of their own: the tables differ too, but the format is what is
 * told. */
static void an_older_format(void **state)
{
	(void)state;
	static const char *const formats[] = { "1", "2" };
	for (size_t i = 0; i < 2; i++) {
		const char *path = copy_path();
		char sql[256], want[96];
		snprintf(sql, sizeof sql,
		         "PRAGMA user_version = %s; CREATE TABLE by_module(replicate, month, "
		         "count, idx, "
		         "value)",
		         formats[i]);
		change(path, sql);
		snprintf(want, sizeof want, "the file has format %s, which socred 0.1 reads, and this version, ",
		         formats[i]);
		expect_refused(path, SOC_ERR_FORMAT, want);
		expect_refused(path, SOC_ERR_FORMAT,
		               "reads format 3: read it with socred 0.1, or run its scenario again");
	}
}

static void another_schema(void **state)
{
	(void)state;
	const char *const changes[][2] = {
		{ "CREATE TABLE more(x)", "did not make" },
		{ "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END", "did not make" },
		{ "CREATE INDEX i ON meta(value)", "did not make" },
		{ "DROP VIEW assumptions", "missing" },
		{ "DROP VIEW national", "another version, or changed" },
		{ "DROP VIEW national; CREATE VIEW national AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + "
		  "1 FROM n) SELECT x FROM n",
		  "another version, or changed" },
	};
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		const char *path = copy_path();
		change(path, changes[i][0]);
		expect_refused(path, SOC_ERR_RESULTS, changes[i][1]);
	}
}

static void a_changed_value(void **state)
{
	(void)state;
	const char *path = copy_path();
	change(path, "UPDATE by_cell SET listed_no_violation = listed_no_violation + 1 WHERE month = 1 AND "
	             "income_quintile = "
	             "3 AND urban = 1");
	expect_refused(path, SOC_ERR_RESULTS, "the digest of by_cell");
	path = copy_path();
	change(path, "UPDATE digests SET sha256 = replace(sha256, '0', '1') WHERE table_name = 'content'");
	expect_refused(path, SOC_ERR_RESULTS, "the digest of content");
	path = copy_path();
	change(path, "INSERT INTO digests VALUES('more', 0, '')");
	expect_refused(path, SOC_ERR_RESULTS, "unknown tables");
	path = copy_path();
	change(path, "UPDATE meta SET value = 'another' WHERE key = 'command_line'");
	expect_refused(path, SOC_ERR_RESULTS, "the digest of meta"); /* provenance is guarded too */
}

/* ---- forged: sound outside, absurd inside ---- */
static void absurd_content(void **state)
{
	(void)state;
	const char *const forgeries[] = {
		"UPDATE meta SET value = char(27) || '[2J' || value WHERE key = 'title'",
		"UPDATE meta SET value = 'many' WHERE key IN ('persons', 'census_persons', 'sampling_weight')",
		"UPDATE meta SET value = '0' WHERE key = 'persons'",
		"UPDATE replicates SET months_finished = 9223372036854775807",
		"UPDATE replicates SET months_finished = -9223372036854775808",
		"UPDATE replicates SET months_finished = 0",
		"UPDATE replicates SET replicate = 7",
		"DELETE FROM replicates",
		"DELETE FROM meta",
		"DELETE FROM months",
		"UPDATE by_cell SET listed = 9223372036854775807, persons = -1",
		"UPDATE by_cell SET listed = 'text', sanctioned = x'00ff', violations_counterfactual = 1e308",
		"UPDATE waits SET decisions = 9223372036854775807",
		"UPDATE scenario SET yaml = 'no: [scenario'",
		"UPDATE names SET name = cast(x'ff00fe' AS TEXT)",
		"UPDATE fields SET data = x''",
		"DELETE FROM names",
	};
	for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; i++) {
		const char *path = copy_path(), *const formats[] = { "table", "csv", "json" };
		made_forge(path, forgeries[i]);
		struct soc_result *r = NULL;
		enum soc_err err = soc_result_open(&r, path, NULL);
		if (strstr(forgeries[i], "replicates") != NULL || strstr(forgeries[i], "FROM months") != NULL) {
			assert_int_equal(err, SOC_ERR_RESULTS);
			continue;
		}
		assert_int_equal(err, SOC_OK);
		char *text = NULL;
		double number;
		struct soc_scenario *scenario = NULL;
		struct soc_field fields[3];
		if (soc_result_headline(r, "table", &text, NULL) == SOC_OK)
			assert_null(strchr(text, 27));
		soc_text_free(text);
		text = NULL;
		if (soc_result_compare(r, r, NULL, 0, "table", &text, NULL) == SOC_OK)
			assert_null(strchr(text, 27));
		soc_text_free(text);
		for (int t = 0; t < SOC_STORE_TABLES_COUNT + soc_schema_views_count; t++) {
			text = NULL;
			const char *name = t < SOC_STORE_TABLES_COUNT ? soc_schema_tables[t].name
			                                              : soc_schema_views[t - SOC_STORE_TABLES_COUNT].name;
			if (soc_result_table_text(r, name, formats[t % 3], 5, &text, NULL) == SOC_OK && t % 3 == 0)
				assert_null(strchr(text, 27));
			soc_text_free(text);
		}
		(void)soc_result_number(r, "by_cell", "listed", -1, -1, &number, NULL);
		(void)soc_result_number(r, "by_place", "listed", -1, 0, &number, NULL);
		if (soc_result_scenario(r, &scenario, NULL) == SOC_OK)
			soc_scenario_free(scenario);
		(void)soc_result_fields(r, 0, 0, fields, 3, NULL);
		assert_int_equal(soc_result_diff(original, r, NULL), SOC_ERR_DIFFERENT);
		soc_result_free(r);
	}
}

/* ---- odd names ---- */
static void odd_names(void **state)
{
	(void)state;
	char folder[128], path[256];
	const char *const names[] = { "a b?mode=rwc&x.db", "100%.db",   "#1.db",
		                          "\xe5\xb8\x82.db",   "file:x.db", "-.db" };
	snprintf(folder, sizeof folder, "%s.odd", made_path());
	assert_int_equal(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "/%s//%s", folder,
		         names[i]); /* a path of two slashes is a path, not a machine */
		made_write_all(&m, path);
		struct soc_result *r = made_open(path);
		assert_int_equal(soc_result_diff(original, r, NULL), SOC_OK);
		soc_result_free(r);
		assert_int_equal(unlink(path), 0);
	}
	snprintf(path, sizeof path, "%s/results.db", folder);
	made_write_all(&m, path);
	struct soc_result *r = made_open(folder); /* the folder stands for its results.db */
	soc_result_free(r);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0); /* and nothing else was left in it */
}

PART(foreign)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_changed_byte),   cmocka_unit_test(any_truncation),
		cmocka_unit_test(not_results_at_all), cmocka_unit_test(another_make),
		cmocka_unit_test(an_older_format),    cmocka_unit_test(another_schema),
		cmocka_unit_test(a_changed_value),    cmocka_unit_test(absurd_content),
		cmocka_unit_test(odd_names),
	};
	return run_part(tests, setup, teardown);
}
