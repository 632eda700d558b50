/* Plausible ranges apart from what is allowed: every key has its line, and what is an assumption is counted
 * by hand. */
#include "input_support.h"
#include "runner.h"

#include "input/bind/plausible.h"
#include "input/schema/plausible_key.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FIRST                                                  \
	"socred: 1\nspan: {from: 2018-01, to: 2018-12}\nevents:\n" \
	"  theft: {kind: violation, rate_per_year: {value: 0.1, range: [0.05, 0.2]}}\n"
#define CHANNEL \
	"channels:\n  c: {kind: official, enabled: %s, detects: {theft: 0.3}, spurious_per_1000_years: 0}\n"

static void check_row(const struct soc_section *section, const struct soc_key *key)
{
	const struct soc_plausible_key *row = soc_plausible_key_of(key);
	if (row == NULL)
		fail_msg("%s.%s: no RANGE and no TAKEN_AS stands below it", section->name, key->name);
	if (row->why[0] == '\0')
		fail_msg("%s.%s: without a reason", section->name, key->name);
	if (soc_plausible_key_has_range(row) != (row->kind <= SOC_PLAUSIBLE_ARGUED))
		fail_msg("%s.%s: a range where there is none, or none where there is one", section->name, key->name);
	if (soc_plausible_key_has_range(row) &&
	    !(key->low <= row->low && row->low <= key->def && key->def <= row->high && row->high <= key->high &&
	      row->low < row->high))
		fail_msg("%s.%s: %g to %g; the default is %g, allowed are %g to %g", section->name, key->name,
		         row->low, row->high, key->def, key->low, key->high);
}

/* One line for each key that holds numbers, and no other line. */
static void test_every_key(void **state)
{
	size_t sections, rows, keys = 0;
	const struct soc_section *all = soc_sections(&sections);
	(void)state;
	for (size_t i = 0; i < sections; i++)
		for (size_t k = 0; k < all[i].keys_count; k++)
			if (strchr("NIAM", all[i].keys[k].type[0]) != NULL) {
				check_row(&all[i], &all[i].keys[k]);
				keys++;
			} else
				assert_null(soc_plausible_key_of(&all[i].keys[k]));
	(void)soc_plausible_key_rows(&rows);
	assert_int_equal(rows, keys);
}

struct counted {
	int assumptions, unknown, of_key;
};

static struct counted count(const struct soc_scenario *s)
{
	struct counted c = { 0 };
	for (size_t i = 0; i < soc_scenario_values(s); i++) {
		const struct soc_value v = soc_scenario_value(s, i);
		c.assumptions += v.assumption;
		c.unknown += v.assumption && isnan(v.low);
		c.of_key += !isnan(v.low) && strcmp(v.range_from, "stated") != 0;
		if (v.assumption && isnan(v.low))
			assert_string_equal(v.range_from, "no plausible range known");
	}
	return c;
}

/* By hand: 8 of society, 5 of review, 6 of due_process, 21 of conduct; of theft its rate, its exponent and,
 * without a range, its gain. Eight more have a source and the range of it: the Gini coefficient, the ratio of
 * town to country, borrowers, the identity in town and country, automatic decisions, the delay and the
 * success of appeals. Every module is off. */
static void test_counted_by_hand(void **state)
{
	struct soc_scenario *s = text_good(FIRST);
	const struct counted c = count(s);
	(void)state;
	assert_int_equal(c.assumptions, 8 + 5 + 6 + 21 + 3);
	assert_int_equal(c.unknown, 1);
	assert_int_equal(c.of_key, 8 + 5 + 6 + 21 + 1 + 8);
	assert_int_equal(soc_plausible_count(s), c.of_key + 1);
	soc_scenario_free(s);
}

/* A channel that is off adds nothing; one that is on a wrong person, in the range of its key, and what it
 * detects and its lack of spurious records, which are stated without one. */
static void test_parts_that_are_off(void **state)
{
	static const char *const words[] = { "false", "true" };
	(void)state;
	for (int i = 0; i < 2; i++) {
		char text[512];
		snprintf(text, sizeof text, FIRST CHANNEL, words[i]);
		struct soc_scenario *s = text_good(text);
		const struct counted c = count(s);
		assert_int_equal(c.assumptions, 43 + 3 * i);
		assert_int_equal(c.unknown, 1 + 2 * i);
		assert_int_equal(soc_plausible_count(s), 50 + i);
		soc_scenario_free(s);
	}
}

/* What is stated has the last word: a range, a source, and a value that no range of the key holds. */
static void test_stated(void **state)
{
	static const struct {
		const char *text;
		double low, high;
		int assumption;
	} cases[] = {
		{ FIRST, 0.1, 1, 1 },
		{ FIRST "conduct: {severity: 0.8}\n", 0.1, 1, 1 },
		{ FIRST "conduct: {severity: 3}\n", NAN, NAN, 1 },
		{ FIRST "conduct: {severity: {value: 0.8, range: [0.7, 0.9]}}\n", 0.7, 0.9, 1 },
		{ FIRST "conduct: {severity: {value: 1, source: Becker 1968}}\n", NAN, NAN, 0 },
		{ FIRST "conduct: {severity: {value: 1, source: Becker 1968, range: [0.9, 1.1]}}\n", 0.9, 1.1, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct soc_scenario *s = text_good(cases[i].text), *again;
		for (int round = 0; round < 2; round++) { /* and in its resolved form */
			const struct soc_value v = value_of(s, "conduct.severity");
			if (!(v.assumption == cases[i].assumption &&
			      (isnan(cases[i].low) ? isnan(v.low) : v.low == cases[i].low && v.high == cases[i].high)))
				fail_msg("%s: %g to %g, %d", cases[i].text, v.low, v.high, v.assumption);
			char *text = soc_scenario_resolved(s);
			again = text_good(text);
			soc_text_free(text);
			assert_int_equal(soc_plausible_count(again), soc_plausible_count(s));
			soc_scenario_free(s);
			s = again;
		}
		soc_scenario_free(s);
	}
}

/* In the table of keys, each in its own columns. */
static void test_in_params(void **state)
{
	char *text = NULL;
	(void)state;
	assert_int_equal(soc_params_text("conduct.horizon_months", "csv", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "number,months,24,1,240,,6,60,source,"));
	soc_text_free(text);
	assert_int_equal(soc_params_text("events.gain", "table", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "no plausible range known: "));
	soc_text_free(text);
	assert_int_equal(soc_params_text("seed", "json", &text, NULL), SOC_OK);
	assert_non_null(
		strstr(text, "\"plausible_low\": null, \"plausible_high\": null, \"taken_for\": \"option\""));
	soc_text_free(text);
}

PART(plausible)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_key),          cmocka_unit_test(test_counted_by_hand),
		cmocka_unit_test(test_parts_that_are_off), cmocka_unit_test(test_stated),
		cmocka_unit_test(test_in_params),
	};
	return run_part(tests, NULL, NULL);
}
