/* Every value that is published of a theory, computed: its table says how far off it may be. */
#include "theory_test.h"

#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

static void every_value(void **state)
{
	(void)state;
	int wrong = 0;
	for (uint64_t seed = 1; seed <= (runner_thorough() ? 5u : 1u); seed++)
		for (int i = 0; i < soc_theory_count(); i++) {
			struct soc_msg msg = { "" };
			char *text = NULL;
			int missed = -1;
			if (soc_theory_published(soc_theory_name(i), seed, "csv", NULL, &text, &missed, &msg) != SOC_OK)
				fail_msg("%s: %s", soc_theory_name(i), msg.text);
			if (missed != 0)
				printf("%s, seed %d:\n%s", soc_theory_name(i), (int)seed, text);
			wrong += missed;
			soc_text_free(text);
		}
	assert_int_equal(wrong, 0);
}

/* The comparison is worth something: the column says no, and counts, where a value is off. */
static void a_miss_is_seen(void **state)
{
	(void)state;
	static struct soc_theory_published off[1];
	struct soc_theory_parts parts = *soc_theory_find("eigentrust", NULL)->of;
	struct soc_theory_kind kind = *soc_theory_find("eigentrust", NULL);
	off[0] = parts.published[0];
	off[0].value += 2e-7;
	parts.published = off;
	parts.published_count = 1;
	kind.of = &parts;
	double keys[SOC_THEORY_KEYS];
	struct soc_theory_result *r = NULL;
	assert_int_equal(soc_theory_set_all(&kind, "", keys, NULL), SOC_OK);
	assert_int_equal(soc_theory_run_keys(&kind, keys, 1, 0, NULL, &r, NULL), SOC_OK);
	assert_false(soc_theory_holds(&off[0], r->figures[off[0].figure].mean));
	soc_theory_free(r);
}

/* A bound holds on its side alone, not on itself and not beyond. */
static void a_bound_has_a_side(void **state)
{
	(void)state;
	const struct soc_theory_published below = { .value = 1.0, .bound = -1 },
									  above = { .value = 1.0, .bound = 1 };
	assert_true(soc_theory_holds(&below, 0.3) && soc_theory_holds(&above, 7.0));
	assert_false(soc_theory_holds(&below, 1.0) || soc_theory_holds(&above, 1.0));
	assert_false(soc_theory_holds(&below, 1.001) || soc_theory_holds(&above, 0.999));
	assert_false(soc_theory_holds(&below, NAN) || soc_theory_holds(&above, NAN));
}

PART(published)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_value), cmocka_unit_test(a_miss_is_seen),
		                                cmocka_unit_test(a_bound_has_a_side) };
	return run_part(tests, NULL, NULL);
}
