/* The n-th allocation of a whole run and of a replay fails, for every n until none does. */
#include "help.h"
#include "runner.h"

#include "base/mem.h"
#include "run/replay.h"
#include "socred/sim.h"

static void test_run(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	const size_t live = soc_mem_live();
	size_t n = 1;
	for (;; n++) {
		struct soc_msg msg = { "" };
		soc_mem_fail_at(n);
		enum soc_err err = soc_sim_run(s, NULL, NULL, NULL, &msg);
		soc_mem_fail_at(0);
		assert_int_equal(soc_mem_live(), live);
		if (err == SOC_OK)
			break;
		assert_int_equal(err, SOC_ERR_MEMORY);
		assert_true(msg.text[0] != '\0');
		assert_true(n < 1000);
	}
	assert_true(n > 40); /* plan, rule sets, rates, columns, fields, sums */
	soc_scenario_free(s);
}

static void test_replay(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	const size_t live = soc_mem_live();
	size_t n = 1;
	for (;; n++) {
		struct soc_replay r;
		struct soc_msg msg = { "" };
		soc_mem_fail_at(n);
		enum soc_err err = soc_replay_init(&r, s, 17, 0, &msg);
		soc_mem_fail_at(0);
		if (err == SOC_OK) {
			soc_replay_release(&r);
			break;
		}
		assert_int_equal(err, SOC_ERR_MEMORY);
		assert_int_equal(soc_mem_live(), live);
		assert_true(n < 1000);
	}
	assert_int_equal(soc_mem_live(), live);
	assert_true(n > 30);
	soc_scenario_free(s);
}

PART(fault)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_run), cmocka_unit_test(test_replay) };
	return run_part(tests, NULL, NULL);
}
