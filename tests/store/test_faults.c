/* What can go wrong while writing: the n-th write, sync or allocation fails, the disk is full, the process is
 * killed. The old file must stand byte for byte, nothing may be left beside it, nothing may leak. */
#include "made.h"
#include "runner.h"
#include "shaky.h"

#include "base/mem.h"
#include "socred/scenario.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the old file and the new run ---- */
static struct made m;
static unsigned char *old_bytes;
static size_t old_length;
static char
	*whole[5]; /* what is read when nothing fails; short of memory it is the same or an error, never less */

static int setup(void **state)
{
	(void)state;
	const char *const settings[] = { "replicates=2", "span.to=2015-02", NULL };
	shaky_install();
	made_init(&m, 3, settings);
	made_write_all(&m, made_path());
	old_bytes = made_bytes(made_path(), &old_length);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	free(old_bytes);
	for (int i = 0; i < 5; i++)
		free(whole[i]);
	made_release(&m);
	made_clean();
	return 0;
}

static void expect_old_file(void)
{
	size_t length;
	unsigned char *bytes = made_bytes(made_path(), &length);
	assert_int_equal(length, old_length);
	assert_memory_equal(bytes, old_bytes, length);
	free(bytes);
	assert_int_equal(made_parts(), 0);
}

static void put_old_file_back(void)
{
	FILE *out = fopen(made_path(), "wb");
	assert_int_equal(fwrite(old_bytes, 1, old_length, out), old_length);
	fclose(out);
}

static int64_t live(void)
{
	return (int64_t)soc_mem_live() + sqlite3_memory_used() + shaky_json_live;
}

static int was_reached; /* the allocation of SQLite that was to fail, in the last writing */

/* Writes the run with a difference; on failure the old file stands. Returns whether it succeeded. */
static int write_again(enum soc_err allowed, enum soc_err also_allowed)
{
	struct soc_msg msg = { "" };
	const int64_t before = live();
	m.planted = 5;
	enum soc_err err = made_write(&m, made_path(), m.replicates - 1, -1, &msg);
	m.planted = 0;
	soc_mem_fail_at(0);
	was_reached = shaky_allocations == 0;
	shaky_changes = shaky_allocations = 0;
	assert_int_equal(live(), before);
	if (err == SOC_OK) {
		assert_int_equal(made_parts(), 0);
		soc_result_free(made_open(made_path()));
		put_old_file_back();
		return 1;
	}
	if (err != allowed && err != also_allowed)
		fail_msg("error %d: %s", (int)err, msg.text);
	assert_true(msg.text[0] != '\0');
	expect_old_file();
	return 0;
}

/* Of the places that can fail (allocations are some ten thousand) all of the first, then ever fewer. SQLite
 * does without some allocations. */
static int64_t first_places(void)
{
	return runner_thorough() ? 300 : runner_sparse() ? 8 : 60;
}

static int64_t next_place(int64_t n)
{
	const int64_t all = first_places();
	return n < all ? n + 1 : n + n / (all / 8);
}

/* Of writes, and of allocations of our own, each when all tests are asked for. */
static int64_t next_of_few(int64_t n)
{
	return runner_thorough() ? n + 1 : next_place(n);
}

static void any_write_fails(void **state)
{
	(void)state;
	int64_t n = 0;
	int tried = 0;
	do {
		n = next_of_few(n);
		shaky_changes = n;
		shaky_code = tried++ % 2 ? SQLITE_IOERR_WRITE : SQLITE_FULL;
	} while (!write_again(SOC_ERR_IO, SOC_ERR_IO));
	assert_true(tried > (runner_sparse() ? 12 : 20)); /* there were writes to fail */
}

static void any_allocation_of_ours_fails(void **state)
{
	(void)state;
	int64_t n = 0;
	int tried = 0;
	do {
		n = next_of_few(n);
		soc_mem_fail_at((size_t)n);
		tried++;
	} while (!write_again(SOC_ERR_MEMORY, SOC_ERR_MEMORY));
	assert_true(tried > 8);
}

static void allocations_of_sqlite_fail(void **state)
{
	(void)state;
	int64_t failed = 0;
	was_reached = 1;
	for (int64_t n = 1; was_reached; n = next_place(n)) {
		shaky_allocations = n;
		failed += !write_again(SOC_ERR_MEMORY,
		                       SOC_ERR_IO); /* an open that runs short reads as one that cannot be done */
	}
	assert_true(failed > first_places());
}

/* ---- reading ---- */
static void expect_whole(char *const text[5])
{
	for (int i = 0; i < 5; i++) {
		if (whole[i] == NULL)
			whole[i] = strdup(text[i]);
		assert_string_equal(text[i], whole[i]);
	}
}

static enum soc_err read_everything(struct soc_msg *msg)
{
	struct soc_result *a = NULL, *b = NULL;
	char *text[5] = { NULL, NULL, NULL, NULL, NULL };
	double number;
	enum soc_err err = soc_result_open(&a, made_path(), msg);
	if (err == SOC_OK)
		err = soc_result_open(&b, made_path(), msg);
	if (err == SOC_OK)
		err = soc_result_diff(a, b, msg);
	if (err == SOC_OK)
		err = soc_result_headline(a, "table", &text[0], msg);
	if (err == SOC_OK)
		err = soc_result_table_text(a, "places", "table", 0, &text[1], msg);
	if (err == SOC_OK)
		err = soc_result_table_text(a, "names", "csv", 0, &text[2], msg);
	if (err == SOC_OK)
		err = soc_result_table_text(a, "names", "json", 0, &text[3], msg);
	if (err == SOC_OK)
		err = soc_result_compare(a, b, NULL, 0, "json", &text[4], msg);
	if (err == SOC_OK)
		err = soc_result_number(a, "national", "listed", -1, -1, &number, msg);
	if (err == SOC_OK)
		expect_whole(text);
	for (int i = 0; i < 5; i++)
		soc_text_free(text[i]);
	soc_result_free(a);
	soc_result_free(b);
	return err;
}

static void reading_short_of_memory(void **state)
{
	(void)state;
	struct soc_msg msg = { "" };
	int failed = 0, reached[2] = { 1, 1 };
	assert_int_equal(read_everything(&msg), SOC_OK);
	for (int64_t n = 1; reached[0] || reached[1]; n = next_place(n)) {
		for (int whose = 0; whose < 2; whose++) {
			if (!reached[whose])
				continue;
			const int64_t before = live();
			if (whose)
				soc_mem_fail_at((size_t)n);
			else
				shaky_allocations = n;
			enum soc_err err = read_everything(&msg);
			reached[whose] = whose ? err != SOC_OK : shaky_allocations == 0;
			soc_mem_fail_at(0);
			shaky_allocations = 0;
			assert_int_equal(live(), before);
			if (err != SOC_OK && err != SOC_ERR_MEMORY && !(whose == 0 && err == SOC_ERR_IO))
				fail_msg("allocation %lld: error %d: %s", (long long)n, (int)err, msg.text);
			failed += err != SOC_OK;
		}
	}
	assert_true(failed > first_places());
}

/* ---- a full disk, a killed process ---- */
static void a_full_disk(void **state)
{
	(void)state;
	struct rlimit limit, little;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	signal(SIGXFSZ, SIG_IGN);
	for (size_t kilobytes = 0; kilobytes * 1024 < old_length; kilobytes += runner_sparse() ? 320 : 40) {
		little = (struct rlimit){ kilobytes * 1024, limit.rlim_max };
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
		struct soc_msg msg = { "" };
		enum soc_err err = made_write(&m, made_path(), m.replicates - 1, -1, &msg);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		assert_int_equal(err, SOC_ERR_IO);
		expect_old_file();
	}
}

static int told_fd = -1;
static int64_t die_at;

static void fill_and_wait(struct made *run, int64_t replicate, int64_t month)
{
	made_fill(run, replicate, month);
	if (replicate * run->months + month < die_at)
		return;
	if (write(told_fd, "x", 1) == 1)
		pause();
}

static void child(void)
{
	struct soc_msg msg;
	m.fill = fill_and_wait;
	(void)made_write(&m, made_path(), m.replicates - 1, -1, &msg);
	_exit(0);
}

static void a_killed_process(void **state)
{
	(void)state;
	for (die_at = 0; die_at < m.replicates * m.months; die_at += runner_sparse() ? 7 : 1) {
		int ends[2], status;
		char c;
		assert_int_equal(pipe(ends), 0);
		told_fd = ends[1];
		pid_t pid = fork();
		assert_true(pid >= 0);
		if (pid == 0)
			child();
		assert_int_equal(read(ends[0], &c, 1), 1);
		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status));
		close(ends[0]);
		close(ends[1]);
		char part[256];
		snprintf(part, sizeof part, "%s.part-%ld", made_path(), (long)pid);
		unlink(part); /* a killed process cannot clean up; what it leaves is not the results */
		unlink(strcat(part, "-1"));
		size_t length;
		unsigned char *bytes = made_bytes(made_path(), &length);
		assert_int_equal(length, old_length);
		assert_memory_equal(bytes, old_bytes, length);
		free(bytes);
	}
}

/* ---- places where no file can be ---- */
static void impossible_targets(void **state)
{
	(void)state;
	struct soc_result_writer *w = NULL;
	struct soc_msg msg;
	char path[256];
	assert_int_equal(soc_result_writer_open(&w, "/tmp", NULL, &msg), SOC_ERR_IO);
	assert_int_equal(soc_result_writer_open(&w, "", NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_writer_open(&w, "/tmp/", NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_writer_open(&w, "/dev/null", NULL, &msg), SOC_ERR_IO);
	snprintf(path, sizeof path, "%s.folder/results.db", made_path());
	assert_int_equal(soc_result_writer_open(&w, path, NULL, &msg), SOC_ERR_IO);
	assert_non_null(strstr(msg.text, strerror(ENOENT)));
	assert_null(w);
}

PART(faults)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_write_fails),
		cmocka_unit_test(any_allocation_of_ours_fails),
		cmocka_unit_test(allocations_of_sqlite_fail),
		cmocka_unit_test(reading_short_of_memory),
		cmocka_unit_test(a_full_disk),
		cmocka_unit_test(a_killed_process),
		cmocka_unit_test(impossible_targets),
	};
	return run_part(tests, setup, teardown);
}
