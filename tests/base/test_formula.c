/* Formulas: values worked out by hand, what is refused and where, and what has no value. */
#include "runner.h"

#include "base/formula.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char *const words[] = { "people", "listed", "refused", "none", "pairs.of[a=3 b=1-9+]" };
static const double values[] = { 1000.0, 20.0, 5.0, NAN, 7.0 };

static int find(void *user, const char *name, const char **nearest)
{
	(void)user;
	for (int i = 0; i < 5; i++)
		if (strcmp(words[i], name) == 0)
			return i;
	*nearest = name[0] == 'l' ? "listed" : NULL;
	return -1;
}
static const struct soc_formula_names names = { find, NULL };

static double value_of(const char *text)
{
	struct soc_formula f;
	struct soc_msg msg = { "" };
	if (soc_formula_compile(&f, text, &names, &msg) != SOC_OK)
		fail_msg("%s: %s", text, msg.text);
	return soc_formula_value(&f, values);
}

static void by_hand(void **state)
{
	(void)state;
	const struct {
		const char *text;
		double value;
	} cases[] = {
		{ "1", 1 },
		{ "2 + 3 * 4", 14 },
		{ "(2 + 3) * 4", 20 },
		{ "10 - 4 - 3", 3 },
		{ "100 / 5 / 2", 10 },
		{ "-3 + 5", 2 },
		{ "2 * -3", -6 },
		{ "--4", 4 },
		{ "-(2 + 3)", -5 },
		{ "1.5 + .25", 1.75 },
		{ "3.", 3 },
		{ "listed / people", 0.02 },
		{ "1000 * (listed + 2 * refused) / people", 30 },
		{ "min(listed, refused)", 5 },
		{ "max(listed, refused) - 1", 19 },
		{ "max(min(3, 4), 2 * min(1, 9))", 3 },
		{ "pairs.of[a=3 b=1-9+] * 2", 14 },
		{ "\tlisted\n+\n1 ", 21 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (value_of(cases[i].text) != cases[i].value)
			fail_msg("%s is %g, not %g", cases[i].text, value_of(cases[i].text), cases[i].value);
}

static void no_value_is_no_number(void **state)
{
	(void)state;
	const char *const cases[] = { "1 / 0",        "0 / 0",       "listed / (refused - 5)", "none", "none * 0",
		                          "max(none, 1)", "min(1, none)" };
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (!isnan(value_of(cases[i])))
			fail_msg("%s has a value", cases[i]);
}

static void expect_refused(const char *text, const char *want)
{
	struct soc_formula f;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_formula_compile(&f, text, &names, &msg), SOC_ERR_SCENARIO);
	assert_int_equal(f.steps, 0);
	if (strstr(msg.text, want) == NULL)
		fail_msg("'%s' is not in: %s", want, msg.text);
}

static void refused_with_the_column(void **state)
{
	(void)state;
	expect_refused("", "column 1: it ends where a value is needed");
	expect_refused("1 +", "column 4: it ends where a value is needed");
	expect_refused("1 2", "column 3: an operation");
	expect_refused("(1 + 2", "column 7: ) is needed");
	expect_refused("1)", "column 2: an operation");
	expect_refused("max(1)", "column 6: , is needed");
	expect_refused("max 1", "column 5: ( is needed");
	expect_refused("2 * lsited", "column 5: there is no indicator \"lsited\"; did you mean listed?");
	expect_refused("zebra", "column 1: there is no indicator \"zebra\"");
	expect_refused("pairs[4]", "no indicator \"pairs[4]\"");
	expect_refused("pairs[x]", "no indicator \"pairs[x]\"");
	expect_refused("pairs[]", "column 6: the key of a value stands between [ and ]");
	expect_refused("pairs[3", "column 6: the key of a value stands between [ and ]");
	expect_refused("pairs[a*b]", "column 6: the key of a value stands between [ and ]");
	expect_refused("pairs.", "no indicator \"pairs\"");
	expect_refused("2 ** 3", "column 4: a number, a name or ( is needed");
	expect_refused(".", "a point without digits");
	expect_refused("1e5", "column 2: an operation");
	expect_refused("system(1)", "there is no indicator \"system\"");
	expect_refused("1234567890123456789012345678901", "more than 30 digits");
	expect_refused("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi"
	               "jabcdefghij",
	               "more than 95 letters");
}

/* A deep text, a long one and one with many values in waiting end in words and not in the stack of the
 * machine. */
static void bounds(void **state)
{
	(void)state;
	char text[SOC_FORMULA_TEXT + 2];
	memset(text, '(', 900);
	text[900] = '\0';
	expect_refused(text, "more than 32 parentheses");
	memset(text, '-', 900);
	expect_refused(text, "more than 32 parentheses");
	memset(text, '1', SOC_FORMULA_TEXT + 1);
	text[SOC_FORMULA_TEXT + 1] = '\0';
	expect_refused(text, "more than 2000 letters");
	for (int i = 0; i < 300; i++)
		memcpy(text + 2 * i, "1+", 3);
	text[599] = '\0';
	expect_refused(text, "more than 256 numbers");
	text[0] = '\0';
	for (int i = 0; i < 30; i++)
		strcat(text, "1+(");
	strcat(text, "1");
	for (int i = 0; i < 30; i++)
		strcat(text, ")");
	assert_true(value_of(text) == 31.0);
}

static int is_person(int name)
{
	return name < 3;
}

/* What one case makes of a formula that says what it counts; "none" and pairs are no cases. */
static void one_case(void **state)
{
	(void)state;
	const struct {
		const char *text;
		double one; /* NaN: it does not say */
	} cases[] = {
		{ "listed", 1 },
		{ "listed + refused", 1 },
		{ "1000 * listed / people", 1 },
		{ "12000 * (listed + refused) / people / 3", 4 },
		{ "listed / (listed + refused)", 0.04 },
		{ "listed / max(1, refused)", 0.2 },
		{ "(2 + 3) * (listed * 2) / (people - 500)", 0.02 },
		{ "listed - refused", NAN },
		{ "-listed", NAN },
		{ "listed + 2 * refused", NAN },
		{ "1 - listed / people", NAN },
		{ "listed * refused / people", NAN },
		{ "pairs.of[a=3 b=1-9+] / people", NAN },
		{ "1000 / people", NAN },
		{ "max(listed, refused)", NAN },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct soc_formula f;
		assert_int_equal(soc_formula_compile(&f, cases[i].text, &names, NULL), SOC_OK);
		const double whole = soc_formula_value(&f, values);
		const int says = soc_formula_to_one_case(&f, is_person);
		if (says != !isnan(cases[i].one) ||
		    fabs(soc_formula_value(&f, values) - (says ? cases[i].one : whole)) > 1e-12)
			fail_msg("%s: %g", cases[i].text, soc_formula_value(&f, values));
	}
}

PART(formula)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(no_value_is_no_number),
		cmocka_unit_test(refused_with_the_column),
		cmocka_unit_test(bounds),
		cmocka_unit_test(one_case),
	};
	return run_part(tests, NULL, NULL);
}
