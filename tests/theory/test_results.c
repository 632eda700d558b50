/* Results of a theory as a file: what is read back is what was computed, damage is refused, two are compared
 * by replicate. */
#include "theory_test.h"

#include "base/mem.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "store/digest.h"
#include "store/reader.h"
#include "store/sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[64];

static int make_path(void **state)
{
	(void)state;
	snprintf(path, sizeof path, "theory-%ld.db", (long)getpid());
	return 0;
}

static int remove_path(void **state)
{
	(void)state;
	unlink(path);
	return 0;
}

static void write_it(const struct soc_theory_result *r)
{
	struct soc_msg msg = { "" };
	if (soc_theory_write(r, path, "socred theory", &msg) != SOC_OK)
		fail_msg("%s", msg.text);
}

static enum soc_err read_it(struct soc_theory_result **out, struct soc_msg *msg)
{
	struct soc_result *file = NULL;
	enum soc_err err = soc_result_open_any(&file, path, msg);
	if (err == SOC_OK)
		err = soc_theory_read(file, out, msg);
	soc_result_free(file);
	return err;
}

static char *whole(const struct soc_theory_result *r)
{
	char *text = NULL;
	assert_int_equal(soc_theory_text(r, "json", 0, &text, NULL), SOC_OK);
	return text;
}

/* Of every theory: text, intervals, values and series, and the pair of it with itself. */
static void read_back(void **state)
{
	(void)state;
	for (int i = 0; i < soc_theory_count(); i++) {
		struct soc_theory_result *made = theory_run(soc_theory_name(i), "", 9, 2), *back = NULL;
		struct soc_msg msg = { "" };
		write_it(made);
		if (read_it(&back, &msg) != SOC_OK)
			fail_msg("%s: %s", soc_theory_name(i), msg.text);
		char *a = whole(made), *b = whole(back);
		assert_string_equal(a, b);
		soc_text_free(a);
		soc_text_free(b);
		assert_int_equal(made->rows.count, back->rows.count);
		const size_t values = (size_t)made->replicates * (size_t)made->kind->of->figures_count;
		assert_memory_equal(made->values, back->values, values * sizeof(double));
		soc_theory_free(made);
		soc_theory_free(back);
	}
}

static sqlite3 *open_file(void)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	return db;
}

static double ask(const char *sql)
{
	sqlite3 *db = open_file();
	sqlite3_stmt *stmt = NULL;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	const double value = sqlite3_column_double(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return value;
}

/* What stands in the file by hand: a mean is that of its replicates, what is published holds for these
 * settings alone. */
static void tables(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("ensign", "discovered=0.9", 4, 3);
	write_it(r);
	theory_near("mean", ask("SELECT mean FROM figures WHERE name = 'share'"),
	            ask("SELECT avg(value) FROM values_named WHERE name = 'share'"), 1e-12);
	theory_near("set", ask("SELECT value FROM parameters WHERE is_set = 1"), 0.9, 0.0);
	theory_near("here", ask("SELECT count(*) FROM published_here"), 2, 0.0);
	theory_near("holds", ask("SELECT min(holds) FROM published_here"), 1, 0.0);
	theory_near("published", ask("SELECT count(*) FROM published"), r->kind->of->published_count, 0.0);
	theory_near("rows", ask("SELECT count(DISTINCT row) FROM series_named"), (double)r->rows.count, 0.0);
	theory_near("last", ask("SELECT value FROM series_named WHERE name = 'share' ORDER BY row DESC LIMIT 1"),
	            r->rows.values[(r->rows.count - 1) * (size_t)r->rows.width + 1], 0.0);
	soc_theory_free(r);
}

/* The same run, the same content; another seed, another. */
static void digests(void **state)
{
	(void)state;
	char first[65] = "";
	for (int i = 0; i < 3; i++) {
		struct soc_theory_result *r = theory_run("ensign", "days=50", i < 2 ? 1 : 2, 2);
		struct soc_result *file = NULL;
		write_it(r);
		assert_int_equal(soc_result_open_any(&file, path, NULL), SOC_OK);
		if (i == 0)
			memcpy(first, file->content, sizeof first);
		assert_true((strcmp(first, file->content) == 0) == (i < 2));
		soc_result_free(file);
		soc_theory_free(r);
	}
}

/* What is of people and months says whose results these are. */
static void of_no_people(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("eigentrust", "", 1, 1);
	struct soc_result *file = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	double number;
	write_it(r);
	assert_int_equal(soc_result_open(&file, path, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "results of a theory"));
	assert_null(file);
	assert_int_equal(soc_result_open_any(&file, path, &msg), SOC_OK);
	assert_true(soc_result_is_theory(file));
	assert_int_equal(soc_result_headline(file, "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "socred show, report, compare and diff"));
	assert_int_equal(soc_result_number(file, "by_cell", "listed", -1, -1, &number, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_compare(file, file, NULL, 0, "csv", &text, &msg), SOC_ERR_USAGE);
	assert_null(text);
	soc_result_free(file);
	soc_theory_free(r);
}

/* Sound digests over what makes no sense: forged, and never read beyond its room. */
static void forged(void **state)
{
	(void)state;
	static const char *const changes[] = {
		"DELETE FROM parameters WHERE idx = 2",
		"DELETE FROM figures",
		"UPDATE published SET figure = 77",
		"UPDATE by_replicate SET figure = 99 WHERE figure = 1",
		"UPDATE by_replicate SET replicate = 5 WHERE replicate = 1",
		"DELETE FROM series WHERE row = 3 AND series = 1",
		"DELETE FROM series WHERE row = (SELECT max(row) FROM series) AND series = 2",
		"UPDATE meta SET value = '7' WHERE key = 'replicates'",
		"UPDATE meta SET value = '99999999999999999999' WHERE key = 'replicates'",
		"UPDATE meta SET value = '-1' WHERE key = 'seed'",
		"DELETE FROM meta WHERE key = 'theory'",
		"DELETE FROM replicates",
		"UPDATE figures SET name = x'00ff' WHERE figure = 0",
		"UPDATE parameters SET value = 'much' WHERE idx = 0",
		"WITH RECURSIVE n(i) AS (SELECT 8 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO parameters "
		"SELECT i, 'k' || i, 1, 1, 0, 0, 1, 0, '', NULL, NULL, '', '' FROM n",
	};
	struct soc_theory_result *r = theory_run("ensign", "days=50 urns=3", 1, 2), *back = NULL;
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		struct soc_msg msg = { "" };
		write_it(r);
		sqlite3 *db = open_file();
		if (soc_sql_run(db, changes[i], SOC_ERR_INTERNAL, &msg) != SOC_OK ||
		    soc_sql_run(db, "DELETE FROM digests", SOC_ERR_INTERNAL, &msg) != SOC_OK ||
		    soc_digest_write(&soc_schema_of_theory, db, NULL, &msg) != SOC_OK)
			fail_msg("%s: %s", changes[i], msg.text);
		sqlite3_close(db);
		if (read_it(&back, &msg) != SOC_ERR_RESULTS)
			fail_msg("%s is read", changes[i]);
		assert_null(back);
	}
	/* Words of a file do no harm on a terminal. */
	write_it(r);
	sqlite3 *db = open_file();
	assert_int_equal(sqlite3_exec(db,
	                              "UPDATE meta SET value = char(27) || '[2J' WHERE key = 'title';"
	                              "DELETE FROM digests",
	                              NULL, NULL, NULL),
	                 SQLITE_OK);
	assert_int_equal(soc_digest_write(&soc_schema_of_theory, db, NULL, NULL), SOC_OK);
	sqlite3_close(db);
	assert_int_equal(read_it(&back, NULL), SOC_OK);
	assert_string_equal(back->kind->title, "?[2J");
	soc_theory_free(back);
	soc_theory_free(r);
}

/* A difference is that of the pairs: by hand, with the replicates that both have. */
static void compared(void **state)
{
	(void)state;
	struct soc_theory_result *a = theory_run("ensign", "days=200 urns=5", 3, 4),
							 *b = theory_run("ensign", "days=200 urns=5 discovered=0.5", 3, 3);
	char *text = NULL;
	double sum = 0.0;
	for (int i = 0; i < 3; i++)
		sum += b->values[i * 6 + 3] - a->values[i * 6 + 3];
	assert_int_equal(soc_theory_compare(a, b, "csv", &text, NULL), SOC_OK);
	const char *row = strstr(text, "\nshare,");
	assert_non_null(row);
	for (int comma = 0; comma < 7; comma++)
		row = strchr(row + 1, ',');
	theory_near("difference", strtod(row + 1, NULL), sum / 3, 1e-12);
	assert_non_null(strstr(text, "\ntruth,0.566802572176,,,0.566802572176,,,0.0,,,"));
	soc_text_free(text);
	assert_int_equal(soc_theory_compare(a, b, "table", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "3 replicates, paired; seed 3; discovered 1.0 in A, 0.5 in B"));
	soc_text_free(text);
	soc_theory_free(b);
	struct soc_msg msg = { "" };
	b = theory_run("ensign", "days=200 urns=5", 4, 3);
	assert_int_equal(soc_theory_compare(a, b, "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "two seeds, 3 and 4"));
	assert_int_equal(soc_theory_compare(a, a, "xml", &text, &msg), SOC_ERR_USAGE);
	soc_theory_free(b);
	b = theory_run("eigentrust", "", 3, 1);
	assert_int_equal(soc_theory_compare(a, b, "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "two theories, ensign and eigentrust"));
	soc_theory_free(a);
	soc_theory_free(b);
}

/* A folder that is not there, and every allocation once. */
static void failures(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("ensign", "days=20 urns=3", 1, 2);
	struct soc_msg msg = { "" };
	assert_int_equal(soc_theory_write(r, "no/such/folder/results.db", NULL, &msg), SOC_ERR_IO);
	assert_int_equal(soc_theory_report(r, "no/such/folder/report.html", &msg), SOC_ERR_IO);
	const size_t live = soc_mem_live();
	for (size_t n = 1, good = 0; !good && n < 100000; n++) {
		struct soc_theory_result *back = NULL;
		char *text = NULL;
		soc_mem_fail_at(n);
		enum soc_err err = soc_theory_write(r, path, "", NULL);
		if (err == SOC_OK)
			err = read_it(&back, NULL);
		if (err == SOC_OK)
			err = soc_theory_compare(r, back, "json", &text, NULL);
		good = err == SOC_OK;
		assert_true(good || err == SOC_ERR_MEMORY);
		soc_mem_fail_at(0);
		soc_text_free(text);
		soc_theory_free(back);
		assert_int_equal(soc_mem_live(), live);
	}
	soc_theory_free(r);
}

PART(results)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_back),    cmocka_unit_test(tables), cmocka_unit_test(digests),
		cmocka_unit_test(of_no_people), cmocka_unit_test(forged), cmocka_unit_test(compared),
		cmocka_unit_test(failures),
	};
	return run_part(tests, make_path, remove_path);
}
