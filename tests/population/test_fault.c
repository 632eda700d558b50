/* The n-th allocation fails, for every n until none does: an error, nothing lost, nothing half made. */
#include "help.h"
#include "runner.h"

#include "base/mem.h"
#include "socred/scenario.h"
#include "socred/world.h"

static void test_plan(void **state)
{
	(void)state;
	struct soc_scenario s;
	scenario_make(&s, 3000, 1, "Hainan,Qinghai");
	size_t live = soc_mem_live(), n = 1;
	for (;; n++) {
		struct soc_plan plan;
		struct soc_msg msg = { "" };
		memset(&plan, 0xee, sizeof plan);
		soc_mem_fail_at(n);
		enum soc_err err = soc_plan_init(&plan, &s, &msg);
		soc_mem_fail_at(0);
		if (!err) {
			soc_plan_release(&plan);
			break;
		}
		assert_int_equal(err, SOC_ERR_MEMORY);
		assert_true(msg.text[0] != '\0');
		assert_null(plan.inner);
		assert_null(plan.communities);
		assert_int_equal(soc_mem_live(), live);
		assert_true(n < 1000);
	}
	assert_true(n > 9); /* inner, census, six tables, ages, communities */
	assert_int_equal(soc_mem_live(), live);
}

static void test_fit(void **state)
{
	(void)state;
	size_t live = soc_mem_live(), n = 1;
	for (;; n++) {
		struct soc_population_options options = {
			.data = "china-2020", .provinces = "Hainan", .persons = 500, .seed = 1
		};
		struct soc_fit *fit = NULL;
		struct soc_msg msg = { "" };
		char *text = NULL;
		soc_mem_fail_at(n);
		enum soc_err err = soc_population_fit(&options, &fit, &msg);
		if (!err)
			err = soc_fit_text(fit, n % 2 ? "table" : "json", &text, &msg);
		soc_mem_fail_at(0);
		assert_true(err == SOC_OK || err == SOC_ERR_MEMORY);
		assert_true(err == SOC_OK ? text != NULL : text == NULL);
		soc_text_free(text);
		soc_fit_free(fit);
		assert_int_equal(soc_mem_live(), live);
		if (!err)
			break;
		assert_true(n < 1000);
	}
	assert_true(n > 13);
}

PART(fault)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_plan), cmocka_unit_test(test_fit) };
	return run_part(tests, NULL, NULL);
}
