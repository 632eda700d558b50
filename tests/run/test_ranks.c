/* Any number of processes gives the bytes that one gives: checkpoints are compared, which hold everything of
 * a run. The processes are children that share a piece of memory, so that no library of messages is needed.
 */
#include "checkpoint_help.h"
#include "runner.h"

#include "run/observer.h"
#include "run/ranks.h"
#include "socred/ranks.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define NUMBERS (1u << 18)
#define RANKS_MAX 7

/* ---- processes that share memory ---- */

struct shared {
	pthread_barrier_t all;
	int64_t numbers[NUMBERS];
};

struct member {
	struct shared *shared;
	struct soc_ranks ranks;
};

static void meet(const struct member *m)
{
	(void)pthread_barrier_wait(&m->shared->all);
}

static void add_up(void *user, int64_t *numbers, size_t count)
{
	struct member *m = user;
	int64_t *sum = m->shared->numbers;
	if (count > NUMBERS)
		_exit(90);
	for (int r = 0; r < m->ranks.count; r++) {
		for (size_t i = 0; r == m->ranks.rank && i < count; i++)
			sum[i] = numbers[i] + (r > 0 ? sum[i] : 0);
		meet(m);
	}
	memcpy(numbers, sum, count * sizeof *sum);
	meet(m);
}

static void tell_all(void *user, void *bytes, size_t length, int from)
{
	struct member *m = user;
	if (length > sizeof m->shared->numbers)
		_exit(91);
	if (from == m->ranks.rank)
		memcpy(m->shared->numbers, bytes, length);
	meet(m);
	if (from != m->ranks.rank)
		memcpy(bytes, m->shared->numbers, length);
	meet(m);
}

/* Calls work once in each of so many processes; every one must end with 0. ranks: NULL where there is one. */
static void with_ranks(int count, int (*work)(const struct soc_ranks *ranks, const void *what),
                       const void *what)
{
	struct shared *shared =
		mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pthread_barrierattr_t between;
	pid_t child[RANKS_MAX];
	assert_true(shared != MAP_FAILED);
	assert_int_equal(pthread_barrierattr_init(&between), 0);
	assert_int_equal(pthread_barrierattr_setpshared(&between, PTHREAD_PROCESS_SHARED), 0);
	assert_int_equal(pthread_barrier_init(&shared->all, &between, (unsigned)count), 0);
	for (int rank = 0; rank < count; rank++) {
		child[rank] = fork();
		assert_true(child[rank] >= 0);
		if (child[rank] > 0)
			continue;
		for (int number = 1; number < 32; number++) /* cmocka's would run the other tests here as well */
			(void)signal(number, SIG_DFL);
		struct member m = { shared, { NULL, rank, count, add_up, tell_all, NULL, NULL } };
		m.ranks.user = &m;
		_exit(work(count > 1 ? &m.ranks : NULL, what));
	}
	int wrong = 0;
	for (int n = 0; n < count; n++) {
		int status = 0;
		const pid_t ended = wait(&status);
		if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
			continue;
		print_message("process %d of %d: status %x\n", (int)ended, count, (unsigned)status);
		for (int i = 0; !wrong && i < count; i++) /* those who wait for it would wait for ever */
			(void)kill(child[i], SIGKILL);
		wrong = 1;
	}
	assert_int_equal(wrong, 0);
	(void)pthread_barrier_destroy(&shared->all);
	(void)munmap(shared, sizeof *shared);
}

/* ---- the same bytes ---- */

struct errand {
	const char *file;
	const char *settings[3];
	int threads;
	int months;       /* to step */
	const char *from; /* checkpoint to begin from; NULL: from the start */
	const char *to;   /* checkpoint to write */
	int64_t little;   /* bytes that the second process may use, where there are several; 0: any */
};

static int complain(const char *what, const struct soc_msg *msg)
{
	print_message("%s: %s\n", what, msg->text);
	return 1;
}

static int step_and_save(const struct soc_ranks *ranks, const void *what)
{
	const struct errand *e = what;
	const int64_t limit = ranks != NULL && ranks->rank == 1 ? e->little : 0;
	const struct soc_run_options options = { .threads = e->threads, .ranks = ranks, .memory_limit = limit };
	struct soc_scenario *s = NULL;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(e->file, e->settings, 3, &s, NULL, &msg) != SOC_OK)
		return complain("scenario", &msg);
	if (soc_sim_open(s, &options, &sim, &msg) != SOC_OK)
		return complain("open", &msg);
	if (e->from != NULL && soc_sim_load(sim, e->from, &msg) != SOC_OK)
		return complain("load", &msg);
	for (int m = 0; m < e->months; m++)
		if (soc_sim_step(sim, &msg) != SOC_OK)
			return complain("step", &msg);
	if (soc_sim_save(sim, e->to, &msg) != SOC_OK)
		return complain("save", &msg);
	soc_sim_close(&sim);
	soc_scenario_free(s);
	return 0;
}

/* `ranks` processes go half of the way, `others` the rest from what those have saved; one goes all of it. */
static void same_as_one(const char *file, const char *persons, const char *memory, int ranks, int others,
                        int months)
{
	const struct errand whole = { file, { persons, "replicates=1", memory }, 1, 2 * months, NULL, first, 0 };
	const struct errand half = {
		file, { persons, "replicates=1", memory }, 1 + ranks % 2, months, NULL, second, 0
	};
	const struct errand rest = { file, { persons, "replicates=1", memory }, 1, months, second, third, 0 };
	with_ranks(1, step_and_save, &whole);
	with_ranks(ranks, step_and_save, &half);
	with_ranks(others, step_and_save, &rest);
	same_files(first, third);
}

static void test_same_bytes(void **state)
{
	(void)state;
	static const char minimal[] = SCENARIOS "/start/minimal/scenario.yaml";
	if (!runner_thorough()) { /* packed, each rank must have communities enough: fewer people, fewer ranks */
		if (!runner_sparse())
			same_as_one(minimal, "people.persons=6000", "run.memory=raw", 2, 3, 4);
		same_as_one(minimal, runner_sparse() ? "people.persons=16000" : "people.persons=24000",
		            "run.memory=packed", runner_sparse() ? 2 : 3, 1, 1);
		same_as_one(RICH_SCENARIO, "people.persons=3000", "run.memory=raw", 3, 2, 3);
		return;
	}
	same_as_one(minimal, "people.persons=20000", "run.memory=raw", 2, 3, 4);
	same_as_one(minimal, "people.persons=80000", "run.memory=packed", 7, 1, 2);
	same_as_one(RICH_SCENARIO, "people.persons=9000", "run.memory=raw", 3, 2, 4);
}

/* Firms of a place that two processes share; every module. */
static void test_same_bytes_of_firms(void **state)
{
	(void)state;
	if (!runner_thorough()) {
		same_as_one(WHOLE_SCENARIO, runner_sparse() ? "people.persons=1500" : "people.persons=3000",
		            "run.memory=raw", 2, runner_sparse() ? 1 : 3, runner_sparse() ? 1 : 2);
		return; /* packed with the people of another scenario, above */
	}
	same_as_one(WHOLE_SCENARIO, "people.persons=12000", "run.memory=raw", 3, 7, 4);
	same_as_one(WHOLE_SCENARIO, "people.persons=40000", "run.memory=packed", 2, 3, 3);
}

/* Predictors are trained on people of all processes: another month of training is another checkpoint. */
static void test_same_bytes_of_predictors(void **state)
{
	(void)state;
	const struct errand trained = { SCENARIOS "/surveillance/forecasts/scenario.yaml",
		                            { runner_thorough() ? "people.persons=8000" : "people.persons=1500",
		                              "prediction.trained_months=24", "run.memory=raw" },
		                            1,
		                            25,
		                            NULL,
		                            first,
		                            0 };
	struct errand shared = trained, not_yet = trained;
	shared.to = second;
	not_yet.to = third;
	not_yet.settings[1] = "prediction.trained_months=26";
	with_ranks(1, step_and_save, &trained);
	with_ranks(3, step_and_save, &shared);
	same_files(first, second);
	with_ranks(1, step_and_save, &not_yet);
	size_t with = 0, without = 0; /* numbers of a predictor and forecasts take more bytes than none */
	free(read_file(first, &with));
	free(read_file(third, &without));
	assert_true(with > without + 50);
}

/* Whether people are packed follows from the memory of all, also where one machine has less than the others.
 */
static void test_same_bytes_where_one_has_less(void **state)
{
	(void)state;
	const struct errand alone = { SCENARIOS "/start/minimal/scenario.yaml",
		                          { "people.persons=24000", "replicates=1", "run.memory=auto" },
		                          1,
		                          2,
		                          NULL,
		                          first,
		                          0 };
	struct errand shared = alone;
	shared.to = second;
	shared.little = 450000;
	with_ranks(1, step_and_save, &alone);
	with_ranks(3, step_and_save, &shared);
	same_files(first, second);
}

/* ---- what goes wrong on one of them ends all ---- */

struct trouble {
	int rank;                 /* where */
	const char *setting;      /* there, or NULL */
	int observer_fails_after; /* months; 0: never */
	int is_stopped;           /* the signal comes there; 2: within a month */
	enum soc_err wanted;
	const char *words; /* of the message */
};

struct failing {
	int months, fails_after;
};

static enum soc_err month_told(void *user, int64_t replicate, int64_t month, const struct soc_tally *tally,
                               const struct soc_field *fields, struct soc_msg *msg)
{
	struct failing *f = user;
	(void)replicate;
	(void)month;
	(void)tally;
	(void)fields;
	return ++f->months == f->fails_after ? soc_fail(msg, SOC_ERR_IO, "the disk is full") : SOC_OK;
}

static void stop_within(void *user, const struct soc_progress *p)
{
	volatile int *stop = user;
	if (!p->building && p->month == 2 && p->of_month > 0.3)
		*stop = 1;
}

static int run_into(const struct soc_ranks *ranks, const void *what)
{
	const struct trouble *t = what;
	const int here = ranks->rank == t->rank;
	volatile int stop = here && t->is_stopped == 1;
	const char *const settings[] = { "people.persons=6000", "span.to=2019-06",
		                             here && t->setting != NULL ? t->setting : "replicates=2" };
	struct failing failing = { 0, here ? t->observer_fails_after : 0 };
	struct soc_observer observer = { &failing, NULL, month_told, NULL };
	const struct soc_run_options options = { .threads = 1,
		                                     .ranks = ranks,
		                                     .stop = &stop,
		                                     .on_progress = here && t->is_stopped == 2 ? stop_within : NULL,
		                                     .user = (void *)&stop,
		                                     .part = 500 };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(SCENARIOS "/start/minimal/scenario.yaml", settings, 3, &s, NULL, &msg) != SOC_OK)
		return complain("scenario", &msg);
	const enum soc_err err = soc_sim_run(s, &options, ranks->rank == 0 ? &observer : NULL, NULL, &msg);
	soc_scenario_free(s);
	if (err != t->wanted || strstr(msg.text, t->words) == NULL) {
		print_message("rank %d: %d\n", ranks->rank, (int)err);
		return complain("the run", &msg);
	}
	return 0;
}

static void test_trouble(void **state)
{
	static const struct trouble all[] = {
		{ 0, NULL, 0, 0, SOC_OK, "" },
		{ 1, "replicates=3", 0, 0, SOC_ERR_USAGE, "the ranks have not the same scenario" },
		{ 0, NULL, 5, 0, SOC_ERR_IO, "the disk is full" },
		{ 2, NULL, 0, 1, SOC_ERR_INTERRUPTED, "interrupted while the population was built" },
		{ 1, NULL, 0, 2, SOC_ERR_INTERRUPTED, "interrupted within month 3 of 18" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		with_ranks(3, run_into, &all[i]);
}

/* The last of them reads another file; whoever waits for one that has left is ended after half a minute. */
static int load_other(const struct soc_ranks *ranks, const void *what)
{
	const struct errand *e = what;
	const struct soc_run_options options = { .threads = 1, .ranks = ranks };
	struct soc_scenario *s = NULL;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	(void)alarm(30);
	if (soc_scenario_read(e->file, e->settings, 3, &s, NULL, &msg) != SOC_OK ||
	    soc_sim_open(s, &options, &sim, &msg) != SOC_OK)
		return complain("open", &msg);
	const enum soc_err err = soc_sim_load(sim, ranks->rank == ranks->count - 1 ? e->to : e->from, &msg);
	soc_sim_close(&sim);
	soc_scenario_free(s);
	return err != SOC_OK ? 0 : complain("a damaged checkpoint was taken", &msg);
}

/* A checkpoint that one of them cannot read, wherever its first bad byte is, is refused by all. */
static void test_damaged_for_one(void **state)
{
	(void)state;
	const struct errand sound = {
		WHOLE_SCENARIO, { "people.persons=1500", "replicates=1", "run.memory=raw" }, 1, 2, NULL, first, 0
	};
	struct errand damaged = sound;
	size_t length = 0;
	const size_t places = runner_sparse() ? 6 : 24;
	damaged.from = first;
	damaged.to = second;
	with_ranks(1, step_and_save, &sound);
	unsigned char *bytes = read_file(first, &length);
	for (size_t i = 0; i < places; i++) {
		const size_t at = (2 * i + 1) * length / (2 * places);
		bytes[at] ^= 0x40;
		write_file(second, bytes, length);
		bytes[at] ^= 0x40;
		with_ranks(2, load_other, &damaged);
	}
	free(bytes);
}

static int open_few(const struct soc_ranks *ranks, const void *what)
{
	const char *const settings[] = { "people.persons=600", "run.memory=packed" };
	const struct soc_run_options options = { .threads = 1, .ranks = ranks };
	struct soc_scenario *s = NULL;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	(void)what;
	if (soc_scenario_read(SCENARIOS "/start/minimal/scenario.yaml", settings, 2, &s, NULL, &msg) != SOC_OK)
		return complain("scenario", &msg);
	const enum soc_err err = soc_sim_open(s, &options, &sim, &msg);
	const int told = err == SOC_ERR_USAGE && strstr(msg.text, "at most 2 of them, not 7") != NULL;
	soc_sim_close(&sim);
	soc_scenario_free(s);
	return told ? 0 : complain("too many ranks", &msg);
}

static void test_too_many(void **state)
{
	(void)state;
	with_ranks(7, open_few, NULL);
}

/* ---- shares ---- */

static void test_ranges(void **state)
{
	(void)state;
	for (uint32_t communities = 1; communities < 200; communities += 13)
		for (int ranks = 1; ranks <= RANKS_MAX; ranks++)
			for (uint32_t unit = 1; unit <= 16; unit += 15) {
				assert_int_equal(soc_ranks_first(communities, 0, ranks, unit), 0);
				assert_int_equal(soc_ranks_first(communities, ranks, ranks, unit), communities);
				for (int r = 0; r < ranks; r++) {
					const uint32_t from = soc_ranks_first(communities, r, ranks, unit),
								   to = soc_ranks_first(communities, r + 1, ranks, unit);
					assert_true(from <= to && (to == communities || to % unit == 0));
					assert_true((uint64_t)(to - from) * (unsigned)ranks <=
					            communities + 2 * (uint64_t)unit * (unsigned)ranks);
				}
			}
}

PART(ranks)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_same_bytes_of_firms),
		cmocka_unit_test(test_same_bytes_of_predictors),
		cmocka_unit_test(test_same_bytes_where_one_has_less),
		cmocka_unit_test(test_trouble),
		cmocka_unit_test(test_damaged_for_one),
		cmocka_unit_test(test_too_many),
	};
	return run_part(tests, make_folder, remove_folder);
}
