/* People that are packed while they wait live the same lives as raw ones, to the byte of a checkpoint, with
 * any number of threads; and what does not fit is refused. */
#include "checkpoint_help.h"
#include "runner.h"

#include "base/mem.h"
#include "run/packed_world.h"

static struct soc_scenario *scenario_of(const char *file, const char *const *settings, size_t count)
{
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(file, settings, count, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

static struct soc_sim *open_within(const struct soc_scenario *s, int threads, int64_t limit)
{
	const struct soc_run_options options = { .threads = threads, .memory_limit = limit };
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	if (soc_sim_open(s, &options, &sim, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return sim;
}

/* Memory in which raw people would take the whole, so that `auto` packs them. */
static int64_t just_enough(const struct soc_scenario *s)
{
	struct soc_sim *sim = open_run(s, 1);
	const struct soc_run_stats stats = soc_sim_stats(sim);
	assert_int_equal(stats.packed, 0);
	assert_int_equal(stats.bytes_raw, stats.bytes_fixed + stats.bytes_state);
	soc_sim_close(&sim);
	return stats.bytes_raw;
}

static struct soc_sim *open_packed(const struct soc_scenario *s, int threads)
{
	struct soc_sim *sim = open_within(s, threads, just_enough(s));
	assert_int_equal(soc_sim_stats(sim).packed, 1);
	return sim;
}

/* Raw and packed, of these threads, saved after `before` months, each read by the other, `after` more. */
static void same_lives(const struct soc_scenario *s, int before, int after)
{
	for (int threads = runner_sparse() ? 3 : 1; threads <= 3; threads += 2) {
		struct soc_sim *raw = open_run(s, 1), *packed = open_packed(s, threads);
		step(raw, before);
		step(packed, before);
		save(raw, first);
		save(packed, second);
		same_files(first, second);
		load(packed, first);
		load(raw, second);
		step(raw, after);
		step(packed, after);
		save(raw, first);
		save(packed, second);
		same_files(first, second);
		soc_sim_close(&raw);
		soc_sim_close(&packed);
	}
}

static void test_same_lives(void **state)
{
	static const char *const files[] = { RICH_SCENARIO, REFERENCE "/busy.yaml", REFERENCE "/bureaus.yaml",
		                                 REFERENCE "/attention.yaml" };
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct soc_scenario *s = scenario_of(files[i], NULL, 0);
		same_lives(s, 2, 7);
		soc_scenario_free(s);
	}
	static const char *const few[] = { "people.persons=3000", "replicates=1" };
	struct soc_scenario *s = scenario_of(WHOLE_SCENARIO, few, 2); /* every module, many groups and places */
	same_lives(s, 5, 8);
	soc_scenario_free(s);
}

/* Another replicate begins as if none had been before. */
static void test_replicates(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *raw = open_run(s, 1), *packed = open_packed(s, 1);
	step(packed, 6);
	assert_int_equal(soc_sim_begin(packed, 1, NULL), SOC_OK);
	assert_int_equal(soc_sim_begin(raw, 1, NULL), SOC_OK);
	step(raw, 4);
	step(packed, 4);
	save(raw, first);
	save(packed, second);
	same_files(first, second);
	soc_sim_close(&raw);
	soc_sim_close(&packed);
	soc_scenario_free(s);
}

/* What a scenario says stands over what would be chosen. */
static void test_choice(void **state)
{
	static const struct {
		const char *memory;
		int64_t percent; /* of what raw people take; 0: no limit */
		int packed;
	} cases[] = { { "auto", 0, 0 },  { "auto", 140, 0 }, { "auto", 130, 1 },   { "raw", 0, 0 },
		          { "raw", 101, 0 }, { "packed", 0, 1 }, { "packed", 1000, 1 } };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char setting[64];
		const char *const settings[] = { setting };
		snprintf(setting, sizeof setting, "run.memory=%s", cases[i].memory);
		struct soc_scenario *s = small_scenario(NULL, 0), *as_set = small_scenario(settings, 1);
		struct soc_sim *sim = open_within(as_set, 1, just_enough(s) * cases[i].percent / 100);
		assert_int_equal(soc_sim_stats(sim).packed, cases[i].packed);
		soc_sim_close(&sim);
		soc_scenario_free(s);
		soc_scenario_free(as_set);
	}
	const char *const raw = "run.memory=raw";
	struct soc_scenario *s = small_scenario(NULL, 0), *as_set = small_scenario(&raw, 1);
	const struct soc_run_options options = { .threads = 1, .memory_limit = just_enough(s) - 1 };
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_sim_open(as_set, &options, &sim, &msg), SOC_ERR_MEMORY);
	assert_non_null(strstr(msg.text, "or set run.memory=packed"));
	const struct soc_run_options least = { .threads = 1, .memory_limit = 1000 };
	assert_int_equal(soc_sim_open(s, &least, &sim, &msg), SOC_ERR_MEMORY);
	assert_non_null(strstr(msg.text, "600 people, packed, take at least"));
	soc_scenario_free(s);
	soc_scenario_free(as_set);
}

static struct soc_world_bytes raw_bytes(const struct soc_scenario *s)
{
	struct soc_plan plan;
	struct soc_rule_sets v;
	assert_int_equal(soc_plan_init(&plan, s, NULL), SOC_OK);
	assert_int_equal(soc_rule_sets_init(&v, s, &plan, NULL, NULL), SOC_OK);
	const struct soc_world_bytes bytes = soc_world_bytes(&plan, &v, 0, plan.communities_count);
	soc_rule_sets_release(&v);
	soc_plan_release(&plan);
	return bytes;
}

/* What packed people take is within what is said of them before anybody is built. */
static void test_estimate(void **state)
{
	static const char *const files[] = { WHOLE_SCENARIO, SCENARIOS "/start/china-national/scenario.yaml",
		                                 SCENARIOS "/start/minimal/scenario.yaml",
		                                 SCENARIOS "/credit/platform-index/scenario.yaml" };
	static const char *const settings[] = { "people.persons=30000", "replicates=1", "run.memory=packed" };
	(void)state;
	/* under a sanitizer the one with every module stands for all */
	for (size_t i = 0; i < (runner_sparse() ? 1 : sizeof files / sizeof *files); i++) {
		struct soc_scenario *s = scenario_of(files[i], settings, 3);
		struct soc_sim *sim = open_run(s, 1);
		step(sim, runner_sparse() ? 3 : 12);
		const struct soc_run_stats stats = soc_sim_stats(sim);
		assert_int_equal(stats.packed, 1);
		int64_t least = 0, most = 0;
		soc_packed_world_estimate(raw_bytes(s), &least, &most);
		assert_in_range(stats.bytes_fixed + stats.bytes_state, least, most);
		soc_sim_close(&sim);
		soc_scenario_free(s);
	}
}

/* ---- memory that is not there ---- */

/* The n-th allocation of a run of packed people fails, for every n until none does. */
static void test_failing_memory(void **state)
{
	(void)state;
	const char *const settings[] = { "people.persons=3000", "run.memory=packed", "replicates=1" };
	struct soc_scenario *s = small_scenario(settings, 3);
	const struct soc_run_options options = { .threads = 1 };
	const size_t live = soc_mem_live();
	size_t n = 1;
	for (;; n++) {
		struct soc_msg msg = { "" };
		soc_mem_fail_at(n);
		const enum soc_err err = soc_sim_run(s, &options, NULL, NULL, &msg);
		soc_mem_fail_at(0);
		assert_int_equal(soc_mem_live(), live);
		if (err == SOC_OK)
			break;
		assert_int_equal(err, SOC_ERR_MEMORY);
		assert_true(msg.text[0] != '\0');
		assert_true(n < 2000);
	}
	assert_true(n > 60);
	soc_scenario_free(s);
}

/* A month in which packed people find no room is lost, and the run stands still until it begins again. */
static void test_broken_month(void **state)
{
	(void)state;
	const char *const packed = "run.memory=packed";
	struct soc_scenario *s = small_scenario(&packed, 1);
	struct soc_sim *sim = open_run(s, 1), *whole = open_run(s, 1);
	struct soc_msg msg = { "" };
	enum soc_err err = SOC_OK;
	for (int m = 0; m < 6 && err == SOC_OK; m++) {
		soc_mem_fail_at(1);
		err = soc_sim_step(sim, &msg);
		soc_mem_fail_at(0);
	}
	assert_int_equal(err, SOC_ERR_MEMORY);
	assert_non_null(strstr(msg.text, "for packed people"));
	assert_int_equal(soc_sim_step(sim, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "begin the replicate again"));
	assert_int_equal(soc_sim_save(sim, first, NULL), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_begin(sim, 0, NULL), SOC_OK);
	step(sim, 5);
	step(whole, 5);
	save(sim, first);
	save(whole, second);
	same_files(first, second);
	soc_sim_close(&sim);
	soc_sim_close(&whole);
	soc_scenario_free(s);
}

/* Groups that outgrow what they may take are left as they were. */
static void test_limit(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_plan plan;
	struct soc_rule_sets v;
	struct soc_packed_world p;
	struct soc_packed_window w;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_plan_init(&plan, s, &msg), SOC_OK);
	assert_int_equal(soc_rule_sets_init(&v, s, &plan, NULL, &msg), SOC_OK);
	assert_int_equal(soc_packed_world_init(&p, &plan, &v, 100, &msg), SOC_OK);
	assert_int_equal(soc_packed_window_init(&w, &p, &msg), SOC_OK);
	enum soc_err err = SOC_OK;
	for (uint32_t c = 0; c < plan.communities_count && err == SOC_OK; c++) {
		assert_int_equal(soc_packed_window_open(&w, &p, c, 0, &msg), SOC_OK);
		soc_world_fill(&w.world, s, c);
		err = soc_packed_window_keep(&w, &p, SOC_PACKED_FIXED, &msg);
	}
	assert_int_equal(err, SOC_ERR_MEMORY);
	assert_non_null(strstr(msg.text, "packed people have grown beyond the"));
	assert_int_equal(soc_packed_world_held(&p).fixed, 0);
	assert_int_equal(soc_packed_window_open(&w, &p, 0, 1, &msg), SOC_ERR_MEMORY); /* nothing was kept */
	soc_packed_window_release(&w);
	soc_packed_window_release(&w);
	soc_packed_world_release(&p);
	soc_packed_world_release(&p);
	soc_rule_sets_release(&v);
	soc_plan_release(&plan);
	soc_scenario_free(s);
}

PART(packed)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_lives),   cmocka_unit_test(test_replicates),
		cmocka_unit_test(test_choice),       cmocka_unit_test(test_estimate),
		cmocka_unit_test(test_limit),        cmocka_unit_test(test_failing_memory),
		cmocka_unit_test(test_broken_month),
	};
	return run_part(tests, make_folder, remove_folder);
}
