/* A disk that is full or fails while a checkpoint is written: the run ends and says why, the checkpoint
 * before stands, and from there it goes on to the same bytes. */
#include "checkpoint_help.h"
#include "help.h"
#include "runner.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* ---- a disk that fails at the n-th call from now, once; 0: it is sound ---- */

static int syncs_left, renames_left;

static int fails(int *left)
{
	return *left > 0 && --*left == 0;
}

/* The library finds these two before those of the C library. */
int fsync(int fd)
{
	struct stat st;
	/* A folder that cannot be synced is no failure (base/file.h). */
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && fails(&syncs_left)) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
	if (fails(&renames_left)) {
		errno = EDQUOT;
		return -1;
	}
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/* No file may grow beyond so many bytes: a full disk. */
static enum soc_err within(size_t bytes, enum soc_err (*call)(void *user, struct soc_msg *msg), void *user,
                           struct soc_msg *msg)
{
	struct rlimit limit, little;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	little = (struct rlimit){ bytes, limit.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
	const enum soc_err err = call(user, msg);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	signal(SIGXFSZ, SIG_DFL);
	return err;
}

static unsigned files_in(const char *path)
{
	unsigned n = 0;
	DIR *all = opendir(path);
	assert_non_null(all);
	for (struct dirent *entry; (entry = readdir(all)) != NULL;)
		n += entry->d_name[0] != '.';
	closedir(all);
	return n;
}

static size_t bytes_of(const char *path)
{
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	return (size_t)st.st_size;
}

/* ---- one file ---- */

static enum soc_err save_second(void *sim, struct soc_msg *msg)
{
	return soc_sim_save(sim, second, msg);
}

/* Nothing is there but the old file, which is whole; the cause is said, and is not another. */
static void expect_old(enum soc_err err, const struct soc_msg *msg, int cause)
{
	assert_int_equal(err, SOC_ERR_IO);
	if (strstr(msg->text, second) == NULL || strstr(msg->text, strerror(cause)) == NULL)
		fail_msg("\"%s\" does not say \"%s: %s\"", msg->text, second, strerror(cause));
	same_files(first, second);
	assert_int_equal(files_in(folder), 2);
}

static void test_one_file(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = open_run(s, 1);
	struct soc_msg msg = { "" };
	step(sim, 2);
	save(sim, first);
	save(sim, second);
	step(sim, 1);
	save(sim, third);
	const size_t length = bytes_of(third);
	unlink(third);
	assert_true(length > 8192); /* more than what waits in memory to be written */
	for (size_t bytes = 0; bytes < length; bytes += length / (runner_sparse() ? 8 : 40)) {
		const enum soc_err err = within(bytes, save_second, sim, &msg);
		expect_old(err, &msg, EFBIG);
	}
	const enum soc_err short_by_one = within(length - 1, save_second, sim, &msg);
	expect_old(short_by_one, &msg, EFBIG);
	syncs_left = 1;
	enum soc_err err = soc_sim_save(sim, second, &msg);
	assert_int_equal(syncs_left, 0);
	expect_old(err, &msg, EIO);
	renames_left = 1;
	err = soc_sim_save(sim, second, &msg);
	assert_int_equal(renames_left, 0);
	expect_old(err, &msg, EDQUOT);
	/* The run is as it was: with room it is written, and is the run that had no trouble. */
	assert_int_equal(within(length, save_second, sim, &msg), SOC_OK);
	struct soc_sim *untroubled = open_run(s, 1);
	step(untroubled, 3);
	save(untroubled, first);
	same_files(first, second);
	soc_sim_close(&untroubled);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

/* ---- a whole run ---- */

struct whole {
	const struct soc_scenario *s;
	struct soc_checkpoints checkpoints;
};

static enum soc_err run_whole(void *user, struct soc_msg *msg)
{
	const struct whole *w = user;
	const struct soc_run_options options = { .threads = 1, .checkpoints = &w->checkpoints };
	return soc_sim_run(w->s, &options, NULL, NULL, msg);
}

static void ended_file(char out[160], const char *of, int replicate)
{
	snprintf(out, 160, "%s/finished/replicate-%d.check", of, replicate);
}

static void same_ends(const char *a, const char *b)
{
	for (int r = 0; r < 2; r++) {
		char x[160], y[160];
		ended_file(x, a, r);
		ended_file(y, b, r);
		same_files(x, y);
	}
}

static void forget(const char *path)
{
	assert_int_equal(soc_checkpoint_remove(path, NULL), SOC_OK);
	assert_int_equal(rmdir(path), 0); /* nothing else was left in it */
}

/* The first run ended with `err`: it said why, and what stood before goes on. */
static void expect_goes_on(struct whole *w, enum soc_err err, const struct soc_msg *msg, int cause)
{
	struct soc_msg told = { "" };
	assert_int_equal(err, SOC_ERR_IO);
	if (strstr(msg->text, strerror(cause)) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", msg->text, strerror(cause));
	w->checkpoints.resume = 1;
	if (run_whole(w, &told) != SOC_OK)
		fail_msg("%s", told.text);
	w->checkpoints.resume = 0;
	same_ends(first, second);
	forget(second);
}

/* Of each of the files that a run of two replicates and six months writes, one fails. */
static void fail_each(struct whole *w, int *left, int cause)
{
	int n = 1;
	for (;; n += runner_sparse() ? 4 : 1) { /* three of twelve */
		struct soc_msg msg = { "" };
		*left = n;
		const enum soc_err err = run_whole(w, &msg);
		if (*left > 0) {
			assert_int_equal(err, SOC_OK);
			break;
		}
		/* One is kept beside the one that is written: all but the first of a replicate leave something. */
		if (n > 1)
			assert_int_equal(soc_checkpoint_is_unfinished(second), 1);
		expect_goes_on(w, err, &msg, cause);
	}
	*left = 0;
	assert_int_equal(n - 1, 2 * 6); /* after each month; the last is that of the replicate's end */
	same_ends(first, second);
	forget(second);
}

static void test_run_whole(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct whole w = { s, { .folder = first, .every = 1, .keep = 1 } };
	char ended[160];
	struct soc_msg msg = { "" };
	unlink(first);
	unlink(second);
	assert_int_equal(run_whole(&w, NULL), SOC_OK);
	w.checkpoints.folder = second;
	fail_each(&w, &syncs_left, EIO);
	fail_each(&w, &renames_left, EDQUOT);
	/* Checkpoints grow by what each month told: at some size the first are written and a later one is not. */
	ended_file(ended, first, 0);
	for (size_t bytes = bytes_of(ended) / 2; bytes > 0; bytes -= bytes / (runner_sparse() ? 2 : 4) + 1) {
		const enum soc_err err = within(bytes, run_whole, &w, &msg);
		if (err == SOC_OK)
			fail_msg("%zu bytes are enough", bytes);
		expect_goes_on(&w, err, &msg, EFBIG);
	}
	forget(first);
	soc_scenario_free(s);
}

PART(checkpoint_disk)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_one_file), cmocka_unit_test(test_run_whole) };
	return run_part(tests, make_folder, remove_folder);
}
