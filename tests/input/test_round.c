/* A resolved scenario reads back to the same bytes, whatever its values. */
#include "input_support.h"
#include "runner.h"

#include "input/schema/params.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Reads what soc_scenario_resolved writes; the two must be the same, and so must what is said of their
 * values. */
static void round_trip(const struct soc_scenario *s, const char *what)
{
	char *text = soc_scenario_resolved(s);
	struct soc_scenario *back = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	assert_non_null(text);
	if (soc_scenario_read_text(text, strlen(text), "resolved", NULL, NULL, 0, &back, &diagnostics, &msg) !=
	    SOC_OK)
		fail_msg("%s: %s", what, msg.text);
	if (!is_same(s, back))
		fail_msg("%s: reads back to another scenario", what);
	assert_int_equal(soc_scenario_values(s), soc_scenario_values(back));
	assert_null(soc_scenario_value(s, soc_scenario_values(s)).key); /* past the end there is nothing */
	for (size_t i = 0; i < soc_scenario_values(s); i++) {
		struct soc_value a = soc_scenario_value(s, i), b = soc_scenario_value(back, i);
		assert_string_equal(a.key, b.key);
		assert_string_equal(a.value, b.value);
		assert_string_equal(a.source, b.source);
		assert_int_equal(a.assumption, b.assumption);
		assert_true(a.low == b.low || (isnan(a.low) && isnan(b.low)));
		assert_true(a.high == b.high || (isnan(a.high) && isnan(b.high)));
	}
	char *again = soc_scenario_resolved(back);
	assert_string_equal(text, again);
	soc_text_free(again);
	soc_text_free(text);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(back);
}

static void test_fixtures(void **state)
{
	(void)state;
	static const char *const files[] = { "tiny.yaml", "more.yaml", "fewer.yaml", "nothing.yaml" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct soc_scenario *s = file_good(files[i]);
		round_trip(s, files[i]);
		soc_scenario_free(s);
	}
	struct soc_scenario *s = text_good("socred: 1\n");
	round_trip(s, "nothing but defaults");
	soc_scenario_free(s);
}

/* A value that is not the one in force and needs all its digits. */
static int other_value(const struct soc_scenario *s, const struct soc_value *v, char out[64])
{
	double low = v->low, high = v->high, value;
	struct soc_parameter t;
	struct soc_buf why = { 0 };
	if (isnan(low) && strncmp(v->key, "timeline.", 9) != 0 && soc_parameter_find(s, v->key, &t, &why) &&
	    soc_key_is_quantity(t.key)) {
		low = t.key->low; /* without a plausible range, what is allowed */
		high = t.key->high;
	}
	soc_buf_release(&why);
	if (!strcmp(v->value, "true") || !strcmp(v->value, "false"))
		return snprintf(out, 64, v->value[0] == 't' ? "false" : "true") > 0;
	if (sscanf(v->value, "%lf", &value) != 1 || isnan(low) || strchr(v->key, '.') == NULL)
		return 0;
	return snprintf(out, 64, "%.17g", low + (high - low) * 0.12345678901234567) > 0;
}

static void test_every_value(void **state)
{
	(void)state;
	char path[512], setting[256], other[64];
	struct soc_scenario *first = file_good("more.yaml");
	int tried = 0, read = 0, valid = 0;
	for (size_t i = 0; i < soc_scenario_values(first); i++) {
		struct soc_value v = soc_scenario_value(first, i);
		struct soc_scenario *s = NULL;
		if (strstr(v.key, ".set.") != NULL || !other_value(first, &v, other))
			continue;
		tried++;
		if (runner_sparse() && tried % 7 != 0) /* all go the same ways through the code */
			continue;
		read++;
		snprintf(setting, sizeof setting, "%s=%s", v.key, other);
		const char *settings = setting;
		/* Some values do not go with the others: an order of grades, a term. */
		enum soc_err err = soc_scenario_read(fixtures("more.yaml", path), &settings, 1, &s, NULL, NULL);
		assert_true(err == SOC_OK || err == SOC_ERR_SCENARIO);
		if (err != SOC_OK)
			continue;
		valid++;
		if (is_same(first, s))
			fail_msg("%s changes nothing", setting);
		round_trip(s, setting);
		soc_scenario_free(s);
	}
	soc_scenario_free(first);
	assert_true(tried > 100);
	assert_true(valid > read * 9 / 10);
}

static void test_texts(void **state)
{
	(void)state;
	static const char *const titles[] = { "\"quoted\" \\ and 'single'",
		                                  "two\\nlines",
		                                  "# no comment",
		                                  "- no list",
		                                  "{no: map}",
		                                  "null",
		                                  "~",
		                                  "yes",
		                                  "0123",
		                                  "a: b",
		                                  " spaced ",
		                                  "\xe4\xb8\xad\xe6\x96\x87",
		                                  "\xc2\x85\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf",
		                                  "tab\there",
		                                  "%percent",
		                                  "@at",
		                                  "`tick`",
		                                  "*star",
		                                  "&and",
		                                  "!bang",
		                                  "\x01\x1f\x7f",
		                                  "" };
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		char setting[256];
		snprintf(setting, sizeof setting, "title=%s", titles[i]);
		if (titles[i][0] == '"' || titles[i][0] == '{')
			snprintf(setting, sizeof setting, "title= \"%s\"", i == 0 ? "\\\"quoted\\\" \\\\" : titles[i]);
		struct soc_scenario *s = file_good_set("tiny.yaml", setting);
		round_trip(s, titles[i]);
		soc_scenario_free(s);
	}
}

static void test_without_notes(void **state)
{
	(void)state;
	static struct soc_scenario bare;
	soc_scenario_defaults(&bare);
	assert_int_equal(soc_scenario_values(&bare), 0);
	struct soc_msg msg = { "" };
	assert_int_equal(soc_scenario_set_text(&bare, "identity.coverage_urban", "0.125", &msg), SOC_OK);
	char *text = soc_scenario_resolved(&bare);
	struct soc_scenario *back = text_good(text);
	assert_true(is_same(&bare, back));
	assert_int_equal(value_of(back, "identity.coverage_urban").assumption, 1);
	assert_int_equal(value_of(back, "identity.coverage_rural").assumption, 0);
	soc_text_free(text);
	soc_scenario_free(back);
}

PART(round)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fixtures),
		cmocka_unit_test(test_every_value),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_without_notes),
	};
	return run_part(tests, NULL, NULL);
}
