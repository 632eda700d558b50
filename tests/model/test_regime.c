/* Phase regime: which rules are in force where and when, on a timeline worked out by hand; each refusal. */
#include "lab.h"
#include "runner.h"

#include <stdio.h>
#include <string.h>

#define BASE                                                                                \
	"socred: 1\nbase: tests/model/combined.yaml\nspan: {from: 2015-01, to: 2015-12}\n"      \
	"people: {persons: 2000, data: china-2020, provinces: \"Hainan, Ningxia\"}\ntimeline: " \
	"[]\ntimeline_add:\n"

static struct lab lab;

static int open_with(void **state, const char *changes)
{
	char text[2048];
	(void)state;
	snprintf(text, sizeof text, "%s%s", BASE, changes);
	lab_open(&lab, text, NULL);
	return 0;
}

static int shut(void **state)
{
	(void)state;
	lab_close(&lab);
	return 0;
}

static const struct soc_rules *rules_in(uint32_t month, int32_t stratum)
{
	return &lab.rule_sets.rules[soc_rule_sets_at(&lab.rule_sets, month, (uint32_t)stratum)];
}

/* The first stratum of a province that is urban or not. */
static int32_t stratum(const char *province, int urban)
{
	for (int32_t k = 0; k < lab.plan.strata_count; k++) {
		const struct soc_place *p = &lab.plan.places[lab.plan.strata[k].place];
		if (strcmp(lab.plan.regions[p->region].name, province) == 0 &&
		    (lab.plan.strata[k].urban != 0) == urban)
			return k;
	}
	lab_die("no stratum of %s", province);
}

static int always(const uint64_t threshold)
{
	return threshold > UINT32_MAX;
}

#define NOTICE(from_to, where) "  - {name: told, " from_to where "set: {due_process.notice: 1}}\n"

static int open_months(void **state)
{
	return open_with(state, NOTICE("from: 2015-04, to: 2015-06, ", ""));
}

/* From the first month named to the last, both included, everywhere. */
static void test_months(void **state)
{
	(void)state;
	assert_int_equal(lab.rule_sets.count, 2);
	for (uint32_t month = 0; month < 12; month++)
		for (int32_t k = 0; k < lab.plan.strata_count; k++)
			assert_int_equal(always(rules_in(month, k)->regime.due_process.notice), month >= 3 && month <= 5);
	assert_int_equal(rules_in(4, 0)->is_changed_here, 0); /* it holds everywhere */
}

static int open_provinces(void **state)
{
	return open_with(state, NOTICE("from: 2015-04, ", "where: {strata: urban, places: [Hainan]}, "));
}

/* In the towns of one province, and not before. */
static void test_where(void **state)
{
	(void)state;
	assert_true(always(rules_in(3, stratum("Hainan", 1))->regime.due_process.notice));
	assert_true(always(rules_in(11, stratum("Hainan", 1))->regime.due_process.notice));
	assert_false(always(rules_in(2, stratum("Hainan", 1))->regime.due_process.notice));
	assert_false(always(rules_in(3, stratum("Hainan", 0))->regime.due_process.notice));
	assert_false(always(rules_in(3, stratum("Ningxia", 1))->regime.due_process.notice));
	assert_int_equal(rules_in(3, stratum("Hainan", 1))->is_changed_here, 1);
	assert_int_equal(rules_in(2, stratum("Hainan", 1))->is_changed_here, 0);
	assert_int_equal(rules_in(3, stratum("Hainan", 0))->is_changed_here, 0);
	assert_int_equal(rules_in(3, stratum("Ningxia", 1))->is_changed_here, 0);
	assert_true(soc_rule_sets_covers(&lab.s->changes[0], &lab.plan, stratum("Hainan", 1)));
	assert_false(soc_rule_sets_covers(&lab.s->changes[0], &lab.plan, stratum("Ningxia", 1)));
}

static int open_two(void **state)
{
	return open_with(state, "  - {name: told, from: 2015-02, set: {due_process.notice: 1}}\n"
	                        "  - {name: silent, from: 2015-03, to: 2015-04, set: {due_process.notice: 0}}\n"
	                        "  - {name: slow, from: 2015-04, set: {due_process.delay_months: 7}}\n");
}

/* The later change of a key holds; five sets: none, one, both of them, all, and the first with the third. */
static void test_together(void **state)
{
	(void)state;
	static const int told[] = { 0, 1, 0, 0, 1 }, delay[] = { 1, 1, 1, 7, 7 };
	assert_int_equal(lab.rule_sets.count, 5);
	for (uint32_t month = 0; month < 5; month++) {
		assert_int_equal(always(rules_in(month, 0)->regime.due_process.notice), told[month]);
		assert_int_equal(rules_in(month, 0)->regime.due_process.delay_months, delay[month]);
	}
}

static int open_orders(void **state)
{
	return open_with(state, "  - {name: told, from: 2015-02, set: {due_process.notice: 1}}\n"
	                        "  - {name: calm, from: 2015-02, set: {events.brawl.rate_per_year: 0.2}}\n"
	                        "hierarchy: {orders_months: 3}\n");
}

/* An order needs three months to where it is obeyed; what is about people needs none. */
static void test_orders(void **state)
{
	(void)state;
	assert_false(always(rules_in(3, 0)->regime.due_process.notice));
	assert_true(always(rules_in(4, 0)->regime.due_process.notice));
	assert_true(rules_in(1, 0)->events.event[0].base < rules_in(0, 0)->events.event[0].base);
}

/* Candidates are drawn for the highest rate of all rules: 0.8 a year, of which 0.2 are a quarter. */
static void test_rates(void **state)
{
	(void)state;
	const double share =
		(double)rules_in(1, 0)->events.event[0].base / (double)rules_in(0, 0)->events.event[0].base;
	assert_true(share > 0.2499 && share < 0.2501);
}

static void expect_refused(const char *changes, const char *why)
{
	char text[2048];
	struct soc_msg msg = { "" };
	snprintf(text, sizeof text, "%s%s", BASE, changes);
	assert_false(lab_is_possible(text, &msg));
	if (strstr(msg.text, why) == NULL)
		fail_msg("'%s' does not say '%s'", msg.text, why);
}

static void test_refused(void **state)
{
	(void)state;
	expect_refused(NOTICE("from: 2015-04, ", "where: {places: [Hainam]}, "), "Hainan");
	expect_refused(NOTICE("from: 2015-04, ", "where: {places: [\"999999\"]}, "), "999999");
}

PART(regime)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_months, open_months, shut),
		cmocka_unit_test_setup_teardown(test_where, open_provinces, shut),
		cmocka_unit_test_setup_teardown(test_together, open_two, shut),
		cmocka_unit_test_setup_teardown(test_orders, open_orders, shut),
		cmocka_unit_test_setup_teardown(test_rates, open_orders, shut),
		cmocka_unit_test(test_refused),
	};
	return run_part(tests, NULL, NULL);
}
