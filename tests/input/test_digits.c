/* What looks like the number of somebody, or of a document of somebody, has no place in names and texts. */
#include "input_support.h"
#include "runner.h"

#define HEAD "socred: 1\n"

/* What looks like the number of somebody has no place in words about a regime, however it is parted. */
static void test_numbers_of_somebody(void **state)
{
	(void)state;
	static const struct bad cases[] = {
		{ HEAD "title: ID 110101199003071234\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: ID 1101-0119 9003-0712 34\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: ID 110101.19900307/1234\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: ID 110101_19900307\n", 2, 8, "title", "14 digits" },
		{ HEAD "title: \xef\xbc\x91\xef\xbc\x91"
		       "0101199003071234\n",
		  2, 8, "title", "18 digits" }, /* full-width */
		/* Whatever parts them but letters, seen or not, and in any script. */
		{ HEAD "title: \"ID 110101  19900307  1234\"\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: \"ID 110101\\t19900307\\t1234\"\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: \"ID 110101\\u201319900307\\u20141234\"\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: \"ID 110101\\u200b19900307\\u00ad1234\"\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: \"ID 1\\u03081\\u0308010119900307\\u00b71234\"\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: \"ID 110101:19900307,1234\"\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: \"ID 110101(19900307)1234\"\n", 2, 8, "title", "18 digits" },
		{ HEAD "title: \"ID 110101\\u53f71990\\u5e7403\\u670807\\u65e51234\"\n", 2, 8, "title", "18 digits" },
		{ HEAD
		  "title: \"\\u0661\\u0661\\u0660\\u0661\\u0660\\u0661\\u0661\\u0669\\u0669\\u0660\\u0660\\u0663\"\n",
		  2, 8, "title", "12 digits" }, /* Arabic */
		{ HEAD "title: "
		       "\"\\U0001d7cf\\U0001d7cf\\u00b9\\u00b2\\u2460\\u2461\\u2080\\u2081\\u0967\\u0967\\u0967\\u096"
		       "7\"\n",
		  2, 8, "title", "12 digits" }, /* mathematical, raised, in circles, lowered, of Devanagari */
		{ HEAD
		  "title: \"\\u4e00\\u4e00\\u96f6\\u4e00\\u3007\\u4e00\\u4e00\\u4e5d\\u4e5d\\u96f6\\u96f6\\u4e09\"\n",
		  2, 8, "title", "12 digits" }, /* Chinese */
		{ HEAD "description: 123456789012\n", 2, 14, "description", "at most 11" },
		{ HEAD "published: t12345678\n", 2, 12, "published", "\"t12345678\" is none of" },
		{ HEAD "lists: {zhang_19900307: {colour: black}}\n", 2, 9, "lists.zhang_19900307", "8 digits" },
		{ HEAD "identity: {coverage_urban: {value: 0.8, source: \"of 110101199003071234\"}}\n", 2, 49,
		  "identity.coverage_urban", "the source has 18 digits" },
	};
	ALL_BAD(cases);
	struct soc_scenario *s = text_good(HEAD "title: From 2014-01 to 2020-12, 1,000,000 people, 3.5%\n"
	                                        "identity: {coverage_urban: {value: 0.8, source: \"doi "
	                                        "10.1126/science.1062081, ISBN 978-0-306-40615-7\"}}\n");
	soc_scenario_free(s);
}

/* Letters between digits do not hide the number of a document; a date, a year or an amount is none. */
static void test_numbers_of_documents(void **state)
{
	(void)state;
	static const struct bad cases[] = {
		{ HEAD "title: passport E12345678\n", 2, 8, "title", "8 digits" },
		{ HEAD "title: code RSSMRA85T10A562S\n", 2, 8, "title", "7 digits" },   /* Italian */
		{ HEAD "title: code ABCD850101HDFRRL09\n", 2, 8, "title", "8 digits" }, /* Mexican */
		{ HEAD "title: a AB12CD34EF56GH78\n", 2, 8, "title", "8 digits" },
		{ HEAD "title: 184122A004005\n", 2, 8, "title", "12 digits" }, /* Corsican */
		{ HEAD "title: \"\uff2c\uff10\uff11\uff38\uff10\uff10\uff34\uff14\uff17\uff11\"\n", 2, 8, "title",
		  "7 digits" }, /* German, in full width */
		{ HEAD "description: a1b2c3d4e5f6g7\n", 2, 14, "description", "at most 6" },
		{ HEAD "lists: {a12b34c56d7: {colour: black}}\n", 2, 9, "lists.a12b34c56d7", "the name has a word" },
	};
	ALL_BAD(cases);
	struct soc_scenario *s =
		text_good(HEAD "title: 2014to2019, GB32100-2015, 2014m06to2015m07, COVID19, CNY100000, 1000000 yuan, "
	                   "v0.2.1, 3rd, q1_2014\n"
	                   "lists: {since_2014_06_b12: {colour: black}}\n"
	                   "identity: {coverage_urban: {value: 0.8, source: "
	                   "\"https://example.org/t20140614_a1b2c3d4e5f6.html\"}}\n");
	soc_scenario_free(s);
}

PART(digits)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_of_somebody),
		cmocka_unit_test(test_numbers_of_documents),
	};
	return run_part(tests, NULL, NULL);
}
