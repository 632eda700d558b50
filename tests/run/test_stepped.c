/* A run stepped one month at a time gives the numbers of the run in one call, in any order of replicates. */
#include "help.h"
#include "runner.h"

#include <stdlib.h>

#include "base/mem.h"
#include "run/observer.h"
#include "socred/sim.h"

#define NATIONAL SCENARIOS "/start/china-national/scenario.yaml"
#define WHOLE_REACH SCENARIOS "/combined/whole-reach/scenario.yaml"
#define MONTHS 6
#define REPLICATES 2

struct told {
	int64_t month[REPLICATES][MONTHS][SOC_SIM_CELLS][SOC_INDICATORS_COUNT];
};

static enum soc_err on_month(void *user, int64_t replicate, int64_t month, const struct soc_tally *tally,
                             const struct soc_field *fields, struct soc_msg *msg)
{
	struct told *told = user;
	(void)fields;
	(void)msg;
	memcpy(told->month[replicate][month], tally->cell, sizeof tally->cell);
	return SOC_OK;
}

/* Every indicator of every cell of the month that was stepped last. */
static void same_month(const struct soc_sim *sim, const struct told *told, int64_t replicate, int64_t month)
{
	for (size_t i = 0; i < soc_sim_indicators(); i++) {
		struct soc_observation observation;
		int64_t sum = 0;
		assert_int_equal(soc_sim_observe(sim, soc_sim_indicator(i)->name, &observation, NULL), SOC_OK);
		assert_ptr_equal(observation.indicator, soc_sim_indicator(i));
		assert_int_equal(observation.replicate, replicate);
		assert_int_equal(observation.month, month);
		for (int cell = 0; cell < SOC_SIM_CELLS; cell++) {
			assert_int_equal(observation.cell[cell], told->month[replicate][month][cell][i]);
			sum += observation.cell[cell];
		}
		assert_int_equal(observation.national, sum);
	}
}

static void test_same_as_one_call(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct told *told = calloc(1, sizeof *told);
	struct soc_observer observer = { .user = told, .on_month = on_month };
	struct soc_run_stats whole;
	struct soc_sim *sim = NULL;
	assert_non_null(told);
	assert_int_equal(soc_sim_run(s, NULL, &observer, &whole, NULL), SOC_OK);
	assert_int_equal(soc_sim_open(s, NULL, &sim, NULL), SOC_OK);
	for (int64_t r = REPLICATES - 1; r >= 0; r--) { /* the last first: no replicate hangs on another */
		assert_int_equal(soc_sim_begin(sim, r, NULL), SOC_OK);
		for (int64_t m = 0; m < MONTHS; m++) {
			assert_int_equal(soc_sim_step(sim, NULL), SOC_OK);
			same_month(sim, told, r, m);
		}
	}
	const struct soc_run_stats stepped = soc_sim_stats(sim);
	assert_memory_equal(&stepped, &whole, sizeof whole);
	assert_true(stepped.events > 100);
	soc_sim_close(&sim);
	soc_scenario_free(s);
	free(told);
}

/* A replicate begun anew in its middle runs as from the start. */
static void test_begun_anew(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = NULL;
	struct soc_observation first, again;
	memset(&first, 0, sizeof first);
	memset(&again, 0, sizeof again);
	assert_int_equal(soc_sim_open(s, NULL, &sim, NULL), SOC_OK);
	for (int m = 0; m < 4; m++)
		assert_int_equal(soc_sim_step(sim, NULL), SOC_OK);
	assert_int_equal(soc_sim_observe(sim, "listed", &first, NULL), SOC_OK);
	assert_true(first.national > 10);
	assert_int_equal(soc_sim_begin(sim, 0, NULL), SOC_OK);
	for (int m = 0; m < 4; m++)
		assert_int_equal(soc_sim_step(sim, NULL), SOC_OK);
	assert_int_equal(soc_sim_observe(sim, "listed", &again, NULL), SOC_OK);
	assert_memory_equal(&first, &again, sizeof first);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

/* Of all that can be observed the sum of scores alone can be negative, and is where people start below 0. */
static void test_below_zero(void **state)
{
	(void)state;
	const char *const settings[] = { "scale.base=-500", "scale.minimum=-1000" };
	struct soc_scenario *s = small_scenario(settings, 2);
	struct soc_sim *sim = NULL;
	assert_int_equal(soc_sim_open(s, NULL, &sim, NULL), SOC_OK);
	assert_int_equal(soc_sim_step(sim, NULL), SOC_OK);
	for (size_t i = 0; i < soc_sim_indicators(); i++) {
		const char *name = soc_sim_indicator(i)->name;
		struct soc_observation observation;
		assert_int_equal(soc_sim_observe(sim, name, &observation, NULL), SOC_OK);
		assert_int_equal(observation.national < 0, strcmp(name, "score_sum") == 0);
	}
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

static void test_wrong_use(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = NULL;
	struct soc_observation observation = { .month = 77 };
	struct soc_msg msg = { "" };
	assert_int_equal(soc_sim_open(NULL, NULL, &sim, &msg), SOC_ERR_USAGE);
	assert_null(sim);
	assert_int_equal(soc_sim_open(s, NULL, NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_run(NULL, NULL, NULL, NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_step(NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_begin(NULL, 0, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_observe(NULL, "listed", &observation, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_stats(NULL).persons, 0);

	assert_int_equal(soc_sim_open(s, NULL, &sim, &msg), SOC_OK);
	assert_int_equal(soc_sim_observe(sim, "listed", &observation, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "no month yet"));
	assert_int_equal(soc_sim_observe(sim, "lsted", &observation, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "did you mean listed?"));
	assert_int_equal(soc_sim_observe(sim, "qqqqqqqqqqqq", &observation, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "soc_sim_indicator lists them"));
	assert_int_equal(observation.month, 77); /* untouched */
	assert_int_equal(soc_sim_begin(sim, REPLICATES, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_begin(sim, -1, &msg), SOC_ERR_USAGE);
	for (int m = 0; m < MONTHS; m++)
		assert_int_equal(soc_sim_step(sim, &msg), SOC_OK);
	assert_int_equal(soc_sim_step(sim, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "begin the next replicate"));
	assert_int_equal(soc_sim_observe(sim, "listed", &observation, &msg),
	                 SOC_OK); /* the last month still stands */
	assert_int_equal(observation.month, MONTHS - 1);
	soc_sim_close(&sim);
	assert_null(sim);
	soc_sim_close(&sim);
	soc_sim_close(NULL);
	soc_scenario_free(s);
}

static void test_cells(void **state)
{
	(void)state;
	assert_int_equal(soc_sim_cell(0, 0, 0, 0), 0);
	assert_int_equal(soc_sim_cell(2, 1, 1, 4), SOC_SIM_CELLS - 1);
	assert_int_equal(soc_sim_cell(1, 0, 1, 3), ((1 * 2 + 0) * 2 + 1) * 5 + 3);
	assert_int_equal(soc_sim_cell(3, 0, 0, 0), -1);
	assert_int_equal(soc_sim_cell(0, 2, 0, 0), -1);
	assert_int_equal(soc_sim_cell(0, 0, -1, 0), -1);
	assert_int_equal(soc_sim_cell(0, 0, 0, 5), -1);
	assert_null(soc_sim_indicator(soc_sim_indicators()));
	assert_string_equal(soc_sim_indicator(0)->name, "persons");
	assert_int_equal(soc_sim_indicator(0)->is_stock, 1);
}

static int threads_of(struct soc_scenario *s)
{
	const struct soc_run_options options = { .threads = 0 };
	struct soc_sim *sim = NULL;
	assert_int_equal(soc_sim_open(s, &options, &sim, NULL), SOC_OK);
	const int threads = soc_sim_stats(sim).threads;
	soc_sim_close(&sim);
	soc_scenario_free(s);
	return threads;
}

static struct soc_scenario *read_of(const char *path, const char *persons)
{
	const char *settings[] = { persons, "replicates=1" };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(path, settings, 2, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

/* Few people get one thread; more where a month is more work by its modules; a number that is asked for is
 * taken as far as there are communities. */
static void test_threads_by_work(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = NULL;
	/* where there is a second processor, and threads were not left out of the build */
	if (threads_of(read_of(NATIONAL, "people.persons=40000")) > 1) {
		assert_int_equal(threads_of(read_of(NATIONAL, "people.persons=20000")), 1);
		assert_true(threads_of(read_of(WHOLE_REACH, "people.persons=20000")) > 1);
		assert_int_equal(threads_of(read_of(WHOLE_REACH, "people.persons=5000")), 1);
	}
	struct soc_run_options options = { .threads = 0 };
	assert_int_equal(soc_sim_open(s, &options, &sim, NULL), SOC_OK);
	assert_int_equal(soc_sim_stats(sim).threads, 1);
	soc_sim_close(&sim);
	options.threads = 1000;
	assert_int_equal(soc_sim_open(s, &options, &sim, NULL), SOC_OK);
	assert_in_range(soc_sim_stats(sim).threads, 1, soc_sim_stats(sim).communities);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

static void test_stopped_while_building(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = NULL;
	const volatile int stop = 1;
	const struct soc_run_options options = { .stop = &stop };
	const size_t live = soc_mem_live();
	assert_int_equal(soc_sim_open(s, &options, &sim, NULL), SOC_ERR_INTERRUPTED);
	assert_null(sim);
	assert_int_equal(soc_mem_live(), live);
	soc_scenario_free(s);
}

/* The n-th allocation fails, for every n until none does; stepping takes none. */
static void test_failing_memory(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	const size_t live = soc_mem_live();
	struct soc_sim *sim = NULL;
	size_t n = 1;
	for (;; n++) {
		struct soc_msg msg = { "" };
		soc_mem_fail_at(n);
		const enum soc_err err = soc_sim_open(s, NULL, &sim, &msg);
		soc_mem_fail_at(0);
		if (err == SOC_OK)
			break;
		assert_int_equal(err, SOC_ERR_MEMORY);
		assert_true(msg.text[0] != '\0');
		assert_null(sim);
		assert_int_equal(soc_mem_live(), live);
		assert_true(n < 1000);
	}
	assert_true(n > 40);
	soc_mem_fail_at(1);
	for (int m = 0; m < MONTHS; m++)
		assert_int_equal(soc_sim_step(sim, NULL), SOC_OK);
	soc_mem_fail_at(0);
	soc_sim_close(&sim);
	assert_int_equal(soc_mem_live(), live);
	soc_scenario_free(s);
}

PART(stepped)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_as_one_call), cmocka_unit_test(test_begun_anew),
		cmocka_unit_test(test_wrong_use),        cmocka_unit_test(test_cells),
		cmocka_unit_test(test_threads_by_work),  cmocka_unit_test(test_stopped_while_building),
		cmocka_unit_test(test_failing_memory),   cmocka_unit_test(test_below_zero),
	};
	return run_part(tests, NULL, NULL);
}
