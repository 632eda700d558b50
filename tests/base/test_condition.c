/* Conditions: what holds by hand, what is refused and where, and what is not known yet. */
#include "runner.h"

#include "base/condition.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* listed and young hold or not; age is a number, score none; grade has an order, sex has none. */
static const struct {
	const char *name;
	enum soc_condition_kind kind;
	double value;
} known[] = {
	{ "listed", SOC_CONDITION_STATE, 1 },       { "young", SOC_CONDITION_STATE, 0 },
	{ "age", SOC_CONDITION_NUMBER, 61 },        { "score", SOC_CONDITION_NUMBER, NAN },
	{ "grade", SOC_CONDITION_RANK_OF, 1 },      { "sex", SOC_CONDITION_WORD_OF, 0 },
	{ "points.x", SOC_CONDITION_NUMBER, -2.5 },
};
#define KNOWN ((int)(sizeof known / sizeof *known))

static int find(void *user, const char *name, enum soc_condition_kind *kind, struct soc_msg *hint)
{
	(void)user;
	for (int i = 0; i < KNOWN; i++)
		if (strcmp(known[i].name, name) == 0) {
			*kind = known[i].kind;
			return i;
		}
	if (name[0] == 'l')
		snprintf(hint->text, sizeof hint->text, "; did you mean listed?");
	return -1;
}

static enum soc_err word(void *user, int name, const char *text, double *out, struct soc_msg *msg)
{
	static const char *const grades[] = { "D", "C", "A+" }, *const sexes[] = { "female", "the other" };
	(void)user;
	for (int i = 0; i < (name == 4 ? 3 : 2); i++)
		if (strcmp(text, name == 4 ? grades[i] : sexes[i]) == 0) {
			*out = i;
			return SOC_OK;
		}
	return soc_fail(msg, SOC_ERR_USAGE, "never \"%s\"", text);
}
static const struct soc_condition_names names = { find, word, NULL };

/* user: the names that are not known yet, by number. */
static int value(const void *user, int name, double *out)
{
	if (strchr(user, '0' + name) != NULL)
		return 0;
	*out = known[name].value;
	return 1;
}

static enum soc_truth_value asked(const char *text, const char *unknown)
{
	struct soc_condition c;
	struct soc_msg msg = { "" };
	if (soc_condition_compile(&c, text, &names, &msg) != SOC_OK)
		fail_msg("%s: %s", text, msg.text);
	return soc_condition_holds(&c, value, unknown);
}

static void by_hand(void **state)
{
	(void)state;
	static const char *const hold[] = {
		"listed",
		"not young",
		"listed and not young",
		"young or listed",
		"young and young or listed",
		"listed or young and young",
		"not (young or not listed)",
		"not not listed",
		"age = 61",
		"age >= 61",
		"age <= 61.0",
		"age > 60.5",
		"age < 61.5",
		"age != 60",
		"points.x = -2.5",
		"points.x < -2",
		"grade = C",
		"grade > D",
		"grade < A+",
		"grade <= \"C\"",
		"sex = female",
		"sex != \"the other\"",
		"not score = 3",
		"listed\n\tand\nage=61",
	};
	static const char *const hold_not[] = {
		"young",
		"not listed",
		"listed and young",
		"age = 60",
		"age > 61",
		"age < 61",
		"grade = D",
		"grade >= A+",
		"sex != female",
		"score = 3",
		"score != 3",
		"score < 1",
		"score >= 1",
		"young or young and listed",
		"not (listed or young)",
	};
	for (size_t i = 0; i < sizeof hold / sizeof *hold; i++)
		if (asked(hold[i], "") != SOC_TRUE_VALUE)
			fail_msg("does not hold: %s", hold[i]);
	for (size_t i = 0; i < sizeof hold_not / sizeof *hold_not; i++)
		if (asked(hold_not[i], "") != SOC_FALSE_VALUE)
			fail_msg("holds: %s", hold_not[i]);
}

static void refusals(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ "", "column 1: it ends where a state or a comparison" },
		{ "lsted", "column 1: there is no column \"lsted\"; did you mean listed?" },
		{ "listed and", "column 11: it ends where a state" },
		{ "listed young", "column 8: and, or or the end" },
		{ "listed AND young", "column 8: and, or or the end" },
		{ "(listed", "column 8: and, or or ) is needed" },
		{ "listed)", "column 7: and, or or the end" },
		{ "listed = 1", "column 7: this holds or not" },
		{ "age", "column 4: a sign" },
		{ "age and listed", "column 5: a sign" },
		{ "age = old", "column 7: a number" },
		{ "age = ", "column 7: it ends where a value" },
		{ "age == 3", "column 6: a value is needed" },
		{ "age = 3.4.5", "column 7: a number" },
		{ "sex > female", "column 4: its words have no order" },
		{ "grade = B", "column 9: never \"B\"" },
		{ "sex = \"the", "column 7: the text in quotes does not end" },
		{ "Listed", "column 1: a state, a comparison, not or (" },
		{ "listed & young", "column 8: and, or" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct soc_condition c;
		struct soc_msg msg = { "" };
		assert_int_equal(soc_condition_compile(&c, cases[i].text, &names, &msg), SOC_ERR_USAGE);
		assert_int_equal(c.steps, 0);
		if (strstr(msg.text, cases[i].says) == NULL)
			fail_msg("%s: %s, not %s", cases[i].text, msg.text, cases[i].says);
	}
}

/* What is not known yet leaves open what depends on it, and nothing else. */
static void unknown(void **state)
{
	(void)state;
	assert_int_equal(asked("listed", "0"), SOC_UNKNOWN_VALUE);
	assert_int_equal(asked("not listed", "0"), SOC_UNKNOWN_VALUE);
	assert_int_equal(asked("listed and age < 60", "0"), SOC_FALSE_VALUE);
	assert_int_equal(asked("age < 60 and listed", "0"), SOC_FALSE_VALUE);
	assert_int_equal(asked("listed and age > 60", "0"), SOC_UNKNOWN_VALUE);
	assert_int_equal(asked("listed or age > 60", "0"), SOC_TRUE_VALUE);
	assert_int_equal(asked("listed or age < 60", "0"), SOC_UNKNOWN_VALUE);
	assert_int_equal(asked("(listed or young) and age < 60", "01"), SOC_FALSE_VALUE);
}

static void bounds(void **state)
{
	(void)state;
	char text[SOC_CONDITION_TEXT + 2] = "";
	struct soc_condition c;
	struct soc_msg msg = { "" };
	for (int i = 0; i < SOC_CONDITION_DEPTH; i++)
		strcat(text, "(");
	strcat(text, "listed");
	assert_int_equal(soc_condition_compile(&c, text, &names, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "more than 32"));
	memset(text, ' ', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(soc_condition_compile(&c, text, &names, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "more than 1000"));
	snprintf(text, sizeof text, "sex = %0120d", 0);
	assert_int_equal(soc_condition_compile(&c, text, &names, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "more than 95"));
	assert_int_equal(soc_condition_compile(&c, "age > 3 and young", &names, &msg), SOC_OK);
	assert_true(soc_condition_asks(&c, 2) && soc_condition_asks(&c, 1) && !soc_condition_asks(&c, 0));
}

PART(condition)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(refusals),
		cmocka_unit_test(unknown),
		cmocka_unit_test(bounds),
	};
	return run_part(tests, NULL, NULL);
}
