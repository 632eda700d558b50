/* Whole runs: what the observer is told, stopping, limits, and that a life recomputed is the life that was
 * run. */
#include "help.h"
#include "runner.h"

#include <stdlib.h>

#include "run/observer.h"
#include "run/replay.h"
#include "socred/sim.h"

#define MONTHS 6
#define PLACES_MAX 64

struct log {
	int started, months, replicates;
	int64_t happened[2][MONTHS], listed[2][MONTHS];
	struct soc_field fields[2][MONTHS][PLACES_MAX];
	int places, fail_in_month;
	volatile int stop, stop_in_month;
};

static enum soc_err on_start(void *user, const struct soc_scenario *s, const struct soc_plan *plan,
                             struct soc_msg *msg)
{
	struct log *log = user;
	(void)s;
	(void)msg;
	log->started++;
	log->places = plan->places_count;
	assert_true(log->places <= PLACES_MAX);
	return SOC_OK;
}

static enum soc_err on_month(void *user, int64_t replicate, int64_t month, const struct soc_tally *tally,
                             const struct soc_field *fields, struct soc_msg *msg)
{
	struct log *log = user;
	if (log->months++ == log->fail_in_month)
		return soc_fail(msg, SOC_ERR_IO, "the disk is full");
	if (log->months == log->stop_in_month)
		log->stop = 1;
	log->happened[replicate][month] = tally->event[0][SOC_CLASS_happened];
	log->listed[replicate][month] = tally->list[0][SOC_LISTCOUNT_stock];
	memcpy(log->fields[replicate][month], fields, (size_t)log->places * sizeof *fields);
	return SOC_OK;
}

static enum soc_err on_replicate(void *user, int64_t replicate, struct soc_msg *msg)
{
	(void)replicate;
	(void)msg;
	((struct log *)user)->replicates++;
	return SOC_OK;
}

static enum soc_err run(const struct soc_scenario *s, struct log *log, const struct soc_run_options *options,
                        struct soc_run_stats *stats, struct soc_msg *msg)
{
	struct soc_observer observer = { log, on_start, on_month, on_replicate };
	return soc_sim_run(s, options, &observer, stats, msg);
}

static void test_told_in_order(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct log log = { .fail_in_month = -1 };
	struct soc_run_stats stats;
	assert_int_equal(run(s, &log, NULL, &stats, NULL), SOC_OK);
	assert_int_equal(log.started, 1);
	assert_int_equal(log.months, 2 * MONTHS);
	assert_int_equal(log.replicates, 2);
	assert_int_equal(stats.replicates_finished, 2);
	assert_int_equal(stats.persons, 600);
	int64_t events = 0;
	for (int m = 0; m < MONTHS; m++)
		events += log.happened[0][m] + log.happened[1][m];
	assert_int_equal(stats.events, events);
	assert_true(events > 100);
	assert_memory_not_equal(log.happened[0], log.happened[1],
	                        sizeof log.happened[0]); /* replicates have other random numbers */
	soc_scenario_free(s);
}

static void test_failure_of_the_observer(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct log log = { .fail_in_month = 3 };
	struct soc_msg msg = { "" };
	assert_int_equal(run(s, &log, NULL, NULL, &msg), SOC_ERR_IO);
	assert_string_equal(msg.text, "the disk is full");
	assert_int_equal(log.months, 4);
	soc_scenario_free(s);
}

static void test_stop(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct log log = { .fail_in_month = -1, .stop_in_month = MONTHS + 2 };
	struct soc_run_stats stats;
	const struct soc_run_options options = { .threads = 1, .stop = &log.stop };
	assert_int_equal(run(s, &log, &options, &stats, NULL), SOC_ERR_INTERRUPTED);
	assert_int_equal(stats.replicates_finished, 1); /* what was finished is kept */
	assert_int_equal(log.replicates, 1);
	assert_int_equal(log.months, MONTHS + 2);

	struct log last = { .fail_in_month = -1, .stop_in_month = MONTHS };
	const struct soc_run_options between = { .threads = 1, .stop = &last.stop };
	assert_int_equal(run(s, &last, &between, &stats, NULL), SOC_ERR_INTERRUPTED);
	assert_int_equal(last.replicates, 1); /* a stop after a replicate's last month keeps it */
	soc_scenario_free(s);
}

static void test_memory_limit(void **state)
{
	(void)state;
	const char *big[] = { "people.persons=1400000000" };
	struct soc_scenario *s = small_scenario(big, 1);
	struct log log = { .fail_in_month = -1 };
	struct soc_msg msg = { "" };
	const struct soc_run_options options = { .threads = 1, .memory_limit = 1000000000 };
	assert_int_equal(run(s, &log, &options, NULL, &msg), SOC_ERR_MEMORY);
	assert_int_equal(log.started, 0); /* said before anything is built */
	assert_non_null(strstr(msg.text, "GB"));
	assert_non_null(strstr(msg.text, " and 1 GB may be used"));
	soc_scenario_free(s);
}

static void test_unknown_place(void **state)
{
	(void)state;
	static const char text[] = "socred: 1\nspan: {from: 2018-01, to: 2018-02}\npeople: {persons: 100}\n"
							   "events: {e: {kind: violation}}\n"
							   "timeline: [{name: t, from: 2018-01, where: {places: [Hainam]}, set: "
							   "{events.e.rate_per_year: 0.1}}]\n";
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_scenario_read_text(text, sizeof text - 1, "t", NULL, NULL, 0, &s, NULL, &msg),
	                 SOC_OK);
	assert_int_equal(soc_sim_run(s, NULL, NULL, NULL, &msg), SOC_ERR_SCENARIO);
	assert_non_null(strstr(msg.text, "Hainam"));
	assert_non_null(strstr(msg.text, "nearest: Hainan"));
	soc_scenario_free(s);
}

/* Stock of the list in the replayed communities, month by month: the same as was counted in the run. */
static void test_replay_is_the_run(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct log *log = calloc(1, sizeof *log);
	int64_t listed[MONTHS] = { 0 };
	struct soc_replay first;
	assert_non_null(log);
	log->fail_in_month = -1;
	assert_int_equal(run(s, log, NULL, NULL, NULL), SOC_OK);
	assert_int_equal(soc_replay_init(&first, s, 0, 1, NULL), SOC_OK);
	for (uint32_t c = 0; c < first.plan.communities_count; c++) {
		struct soc_replay r;
		assert_int_equal(soc_replay_init(&r, s, (int64_t)first.plan.communities[c].first_person, 1, NULL),
		                 SOC_OK);
		assert_int_equal(r.community, c);
		for (int m = 0; m < MONTHS; m++) {
			soc_replay_step(&r, log->fields[1][m]);
			for (unsigned row = 0; row < r.at.count; row++)
				listed[m] += r.columns.record.months_left[0][row] > 0;
		}
		soc_replay_release(&r);
	}
	for (int m = 0; m < MONTHS; m++)
		assert_int_equal(listed[m], log->listed[1][m]);
	assert_true(listed[MONTHS - 1] > 20);
	soc_replay_release(&first);
	assert_int_equal(soc_replay_init(&first, s, 600, 0, NULL), SOC_ERR_USAGE);
	assert_int_equal(soc_replay_init(&first, s, 0, 2, NULL), SOC_ERR_USAGE);
	soc_scenario_free(s);
	free(log);
}

PART(run)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_told_in_order), cmocka_unit_test(test_failure_of_the_observer),
		cmocka_unit_test(test_stop),          cmocka_unit_test(test_memory_limit),
		cmocka_unit_test(test_unknown_place), cmocka_unit_test(test_replay_is_the_run),
	};
	return run_part(tests, NULL, NULL);
}
