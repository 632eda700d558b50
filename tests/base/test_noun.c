/* The noun beside a number. */
#include "runner.h"

#include "base/noun.h"

static void test_agrees(void **state)
{
	(void)state;
	static const struct {
		double n;
		const char *noun;
	} cases[] = { { 0, "months" },    { 1, "month" },     { 2, "months" },  { -1, "month" },
		          { -2, "months" },   { 1.5, "months" },  { 11, "months" }, { 101, "months" },
		          { 1e18, "months" }, { 0.999, "months" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(soc_noun(cases[i].n, "month", "months"), cases[i].noun);
}

PART(noun)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_agrees) };
	return run_part(tests, NULL, NULL);
}
