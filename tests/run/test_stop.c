/* A stop in the middle of a month: nothing of it is kept, and a run with checkpoints loses no more than that.
 */
#include "checkpoint_help.h"
#include "runner.h"

#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include "run/part.h"

/* ---- parts ---- */

/* Every community is in one part, whatever their number. */
static void test_parts(void **state)
{
	(void)state;
	for (uint32_t begin = 0; begin < 40; begin += 13)
		for (uint32_t end = begin; end < begin + 50; end += 7)
			for (uint32_t unit = 1; unit <= 16; unit += 15)
				for (uint32_t parts = 1; parts < 60; parts += 4) {
					uint32_t at = begin;
					for (uint32_t part = 0; part < parts; part++) {
						const struct soc_part_range r =
							soc_part_range((struct soc_part){ part, parts }, begin, end, unit);
						assert_int_equal(r.from, at);
						assert_true(r.to >= r.from && (r.to == end || (r.to - begin) % unit == 0));
						at = r.to;
					}
					assert_int_equal(at, end);
				}
}

/* ---- of a run that is stepped ---- */

struct cutting {
	volatile int stop;
	int months, told; /* told: within the month */
	double at;        /* the share of the month at which it comes; above 1: never */
	double last;
};

static void cut_within(void *user, const struct soc_progress *p)
{
	struct cutting *t = user;
	if (p->building || p->of_month == 0.0)
		return;
	assert_true(p->of_month > t->last && p->of_month < 1.0);
	t->last = p->of_month;
	t->told++;
	if (p->of_month >= t->at)
		t->stop = 1;
}

/* Nothing of a month that was cut is counted, and the replicate begun again is what it would have been. */
static void cut_and_begin_again(const char *memory, int threads)
{
	const char *settings[] = { "people.persons=40000", memory };
	struct soc_scenario *s = small_scenario(settings, 2);
	struct cutting t = { .at = 2.0 };
	const struct soc_run_options options = {
		.threads = threads, .on_progress = cut_within, .user = &t, .stop = &t.stop, .part = 4000
	};
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	struct soc_observation whole, again;
	assert_int_equal(soc_sim_open(s, &options, &sim, &msg), SOC_OK);
	assert_int_equal(soc_sim_step(sim, &msg), SOC_OK);
	assert_true(t.told > 3);
	t.last = 0.0;
	assert_int_equal(soc_sim_step(sim, &msg), SOC_OK);
	assert_int_equal(soc_sim_observe(sim, "violations", &whole, &msg), SOC_OK);

	assert_int_equal(soc_sim_begin(sim, 0, &msg), SOC_OK);
	t.last = 0.0;
	assert_int_equal(soc_sim_step(sim, &msg), SOC_OK);
	const struct soc_run_stats before = soc_sim_stats(sim);
	t.at = 0.4;
	t.last = 0.0;
	assert_int_equal(soc_sim_step(sim, &msg), SOC_ERR_INTERRUPTED);
	assert_string_equal(msg.text,
	                    "interrupted within month 2 of 6 of replicate 1 of 2: nothing of that month is kept");
	assert_true(t.last < 0.6); /* what comes after the stop is not done */
	const struct soc_run_stats after = soc_sim_stats(sim);
	assert_int_equal(after.events, before.events);
	assert_int_equal(after.records, before.records);
	assert_int_equal(soc_sim_observe(sim, "violations", &again, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_step(sim, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "month 2 ended in its middle"));
	assert_int_equal(soc_sim_begin(sim, 0, &msg), SOC_ERR_INTERRUPTED);
	assert_string_equal(msg.text, "interrupted before the first month of replicate 1 of 2");
	assert_int_equal(soc_sim_step(sim, &msg), SOC_ERR_USAGE);

	t.stop = 0;
	t.at = 2.0;
	assert_int_equal(soc_sim_begin(sim, 0, &msg), SOC_OK);
	for (int m = 0; m < 2; m++) {
		t.last = 0.0;
		assert_int_equal(soc_sim_step(sim, &msg), SOC_OK);
	}
	assert_int_equal(soc_sim_observe(sim, "violations", &again, &msg), SOC_OK);
	assert_true(whole.national > 100);
	assert_memory_equal(whole.cell, again.cell, sizeof whole.cell);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

static void test_cut(void **state)
{
	(void)state;
	cut_and_begin_again("run.memory=raw", 1);
	cut_and_begin_again("run.memory=packed", 1);
	cut_and_begin_again("run.memory=raw", 3);
	cut_and_begin_again("run.memory=packed", 3);
}

/* A stop that comes from elsewhere, in the middle of a part, does not wait for its end: the month would take
 * the time of a whole one. */
static volatile int stopped_by_timer;

static void on_timer(int number)
{
	(void)number;
	stopped_by_timer = 1;
}

static double processor_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void test_cut_within_a_part(void **state)
{
	(void)state;
	const char *settings[] = { runner_sparse() ? "people.persons=100000" : "people.persons=600000" };
	struct soc_scenario *s = small_scenario(settings, 1);
	const struct soc_run_options options = { .threads = 1, .stop = &stopped_by_timer };
	struct soc_sim *sim = NULL;
	stopped_by_timer = 0;
	assert_int_equal(soc_sim_open(s, &options, &sim, NULL), SOC_OK);
	const double began = processor_now();
	assert_int_equal(soc_sim_step(sim, NULL), SOC_OK);
	const double month = processor_now() - began;
	const struct itimerval soon = { .it_value = { .tv_usec = (long)(month * 1e6 / 8) + 1 } };
	struct sigaction action = { .sa_handler = on_timer }, old;
	assert_int_equal(sigaction(SIGPROF, &action, &old), 0);
	assert_int_equal(setitimer(ITIMER_PROF, &soon, NULL), 0);
	const double again = processor_now();
	assert_int_equal(soc_sim_step(sim, NULL), SOC_ERR_INTERRUPTED);
	assert_true(processor_now() - again < 0.9 * month);
	assert_int_equal(sigaction(SIGPROF, &old, NULL), 0);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

/* ---- of a run with checkpoints ---- */

static enum soc_err run_into(const struct soc_scenario *s, const struct soc_checkpoints *c)
{
	const struct soc_run_options options = { .threads = 1, .checkpoints = c };
	return soc_sim_run(s, &options, NULL, NULL, NULL);
}

/* A stop in the fourth month, of a run that writes a checkpoint every two. */
struct stopping {
	volatile int stop;
	int to; /* what it becomes */
	int months;
};

static void stop_within(void *user, const struct soc_progress *p)
{
	struct stopping *t = user;
	if (p->building)
		return;
	t->months = (int)p->month;
	if (p->replicate == 0 && p->month == 3 && p->of_month > 0.3)
		t->stop = t->to;
}

static int is_there(const char *file)
{
	char path[160];
	snprintf(path, sizeof path, "%s/%s", second, file);
	return access(path, F_OK) == 0;
}

/* Asked once, the run ends after the month and writes it down; asked twice, in its middle, and goes on from
 * the checkpoint before. Both come to the bytes of a run that nobody stopped. */
static void test_stopped_within_a_month(void **state)
{
	(void)state;
	static const char *const settings[] = { "people.persons=20000", "replicates=1" };
	struct soc_scenario *s = small_scenario(settings, 2);
	struct soc_checkpoints c = { .folder = second, .every = 2, .keep = 2 };
	size_t length = 0, again = 0;
	unlink(second);
	assert_int_equal(run_into(s, &c), SOC_OK);
	char path[160];
	snprintf(path, sizeof path, "%s/finished/replicate-0.check", second);
	unsigned char *whole = read_file(path, &length);
	for (int asked = 1; asked <= 2; asked++) {
		struct stopping t = { .to = asked };
		const struct soc_run_options options = { .threads = 1,
			                                     .checkpoints = &c,
			                                     .stop = &t.stop,
			                                     .on_progress = stop_within,
			                                     .user = &t,
			                                     .part = 2000 };
		struct soc_run_stats stats;
		struct soc_msg msg = { "" };
		c.resume = 0;
		assert_int_equal(soc_checkpoint_remove(second, NULL), SOC_OK);
		assert_int_equal(soc_sim_run(s, &options, NULL, &stats, &msg), SOC_ERR_INTERRUPTED);
		assert_non_null(
			strstr(msg.text, asked == 1 ? "interrupted in month 4 of 6" : "interrupted within month 4"));
		assert_int_equal(t.months, asked == 1 ? 4 : 3);
		assert_true(is_there("2018-02/replicate-0.check"));
		assert_int_equal(is_there("2018-04/replicate-0.check"), asked == 1);
		assert_false(is_there("finished/replicate-0.check"));
		c.resume = 1;
		assert_int_equal(run_into(s, &c), SOC_OK);
		unsigned char *made = read_file(path, &again);
		assert_int_equal(again, length);
		assert_memory_equal(made, whole, length);
		free(made);
	}
	assert_int_equal(soc_checkpoint_remove(second, NULL), SOC_OK);
	assert_int_equal(rmdir(second), 0);
	free(whole);
	soc_scenario_free(s);
}

/* Reading one is given up for any stop, and writing one for the second; what stood there stands. */
static void test_stopped_at_a_checkpoint(void **state)
{
	(void)state;
	static const char *const settings[] = { "people.persons=20000", "replicates=1" };
	struct soc_scenario *s = small_scenario(settings, 2);
	volatile int stop = 0;
	const struct soc_run_options options = { .threads = 1, .stop = &stop };
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	size_t before = 0, after = 0;
	assert_int_equal(soc_sim_open(s, &options, &sim, &msg), SOC_OK);
	step(sim, 2);
	assert_int_equal(soc_sim_save(sim, first, &msg), SOC_OK);
	unsigned char *old = read_file(first, &before);
	step(sim, 1);
	stop = 2;
	assert_int_equal(soc_sim_save(sim, first, &msg), SOC_ERR_INTERRUPTED);
	assert_string_equal(msg.text, "interrupted while a checkpoint was written; those before it stand");
	unsigned char *kept = read_file(first, &after);
	assert_int_equal(after, before);
	assert_memory_equal(old, kept, before);
	free(kept);
	stop = 1;
	assert_int_equal(soc_sim_save(sim, first, &msg), SOC_OK);
	assert_int_equal(soc_sim_load(sim, first, &msg), SOC_ERR_INTERRUPTED);
	assert_int_equal(soc_sim_step(sim, &msg), SOC_ERR_USAGE);
	stop = 0;
	assert_int_equal(soc_sim_load(sim, first, &msg), SOC_OK);
	step(sim, 1);
	free(old);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

PART(stop)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_cut_within_a_part),
		cmocka_unit_test(test_stopped_within_a_month),
		cmocka_unit_test(test_stopped_at_a_checkpoint),
	};
	return run_part(tests, make_folder, remove_folder);
}
