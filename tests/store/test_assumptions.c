/* The file of an ensemble: what is written reads back, and what is not right is refused with its place. */
#include "runner.h"

#include "base/mem.h"
#include "socred/scenario.h"
#include "store/assumptions.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct soc_assumptions *made(void)
{
	struct soc_assumptions *a = calloc(1, sizeof *a);
	assert_non_null(a);
	memset(a->scenario, 'a', sizeof a->scenario - 1);
	snprintf(a->version, sizeof a->version, "0.2.0");
	snprintf(a->first_refused, sizeof a->first_refused, "it \"cannot\"\n");
	a->points = 64;
	a->seed = 9;
	a->persons = 20000;
	a->replicates = 3;
	a->stated = 8;
	a->refused = 2;
	a->drawn_in = 40;
	a->factors_count = 2;
	a->factor[0] = (struct soc_assumptions_factor){ "review.automatic_share", 0.5, 0.95, 0 };
	a->factor[1] = (struct soc_assumptions_factor){ "timeline.a.set.lists.b.term_months", 3, 60, 1 };
	a->outcomes_count = 2;
	a->outcome[0] = (struct soc_assumptions_outcome){ .name = "listed_per_1000",
		                                              .points = 62,
		                                              .shipped = 8.25,
		                                              .shipped_error = 0.125,
		                                              .low = -1.5,
		                                              .median = 2.0,
		                                              .high = 1e7,
		                                              .spread = 3.5,
		                                              .simulation_error = 0.25,
		                                              .matter_count = 1,
		                                              .matter = { { 1, -0.75, -0.875, -0.625 } } };
	a->outcome[1] = (struct soc_assumptions_outcome){ .name = "x",
		                                              .points = 3,
		                                              .shipped = NAN,
		                                              .shipped_error = NAN,
		                                              .low = NAN,
		                                              .median = NAN,
		                                              .high = NAN,
		                                              .spread = NAN,
		                                              .simulation_error = NAN };
	a->rates_count = 3;
	a->rate[0] = (struct soc_assumptions_rate){
		"group=majority", "", "base_rate", 64, 90, 80, 95, 120, 2.5, NAN, NAN, NAN, NAN
	};
	a->rate[1] = (struct soc_assumptions_rate){
		"group=minority", "group=majority", "base_rate", 63, 88, NAN, NAN, NAN, NAN, -12.5, 3, 0.875, 1.25
	};
	a->rate[2] = (struct soc_assumptions_rate){ "group=minority",
		                                        "group=majority",
		                                        "true_positive_rate",
		                                        62,
		                                        NAN,
		                                        NAN,
		                                        NAN,
		                                        NAN,
		                                        NAN,
		                                        NAN,
		                                        NAN,
		                                        0.5,
		                                        2 };
	return a;
}

static char *text_of(const struct soc_assumptions *a)
{
	struct soc_buf out = { 0 };
	soc_assumptions_write(a, &out);
	char *text = soc_buf_take(&out);
	assert_non_null(text);
	return text;
}

static void reads_what_was_written(void **state)
{
	struct soc_assumptions *a = made(), *b = NULL;
	struct soc_msg msg = { "" };
	char *text = text_of(a);
	(void)state;
	if (soc_assumptions_read_text("made", text, strlen(text), &b, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	char *again = text_of(b);
	assert_string_equal(text, again);
	assert_string_equal(soc_assumptions_text(b), text);
	assert_string_equal(b->first_refused, a->first_refused);
	assert_int_equal(b->drawn_in, 40);
	assert_int_equal(b->stated, 8);
	assert_true(b->factor[1].is_log && b->factor[1].high == 60.0);
	const struct soc_assumptions_outcome *o = soc_assumptions_find(b, "listed_per_1000");
	assert_non_null(o);
	assert_true(o->shipped_error == 0.125 && o->low == -1.5 && o->high == 1e7 && o->matter[0].factor == 1 &&
	            o->matter[0].low == -0.875);
	assert_true(isnan(soc_assumptions_find(b, "x")->high));
	assert_int_equal(b->rates_count, 3);
	assert_true(b->rate[0].high == 120 && isnan(b->rate[0].ratio_high) && b->rate[0].over[0] == '\0');
	assert_true(isnan(b->rate[1].low) && b->rate[1].difference_low == -12.5 && b->rate[1].ratio_high == 1.25);
	assert_true(b->rate[2].points == 62 && isnan(b->rate[2].shipped) && b->rate[2].ratio_low == 0.5);
	assert_string_equal(b->rate[2].over, "group=majority");
	assert_non_null(strstr(text, "\"true_positive_rate\": [62, 0.5, 2]"));
	assert_null(soc_assumptions_find(b, "y"));
	soc_free(text);
	soc_free(again);
	soc_assumptions_free(b);
	free(a);
}

/* A text with every occurrence of a piece replaced; the caller frees it. */
static char *replaced(const char *text, const char *piece, const char *instead)
{
	char *out = malloc(strlen(text) * (1 + strlen(instead) / strlen(piece)) + 1), *to = out;
	assert_non_null(out);
	for (const char *at; (at = strstr(text, piece)) != NULL; text = at + strlen(piece))
		to += sprintf(to, "%.*s%s", (int)(at - text), text, instead);
	strcpy(to, text);
	return out;
}

/* A file of version 0.2 ran the values as stated once; it calls the error of the simulation otherwise, or
 * states both ends of the interval of a correlation. It is written again as such a file of today's. */
static void reads_old_forms(void **state)
{
	static const char *const old_forms[][2] = { { "\"simulation_error\"", "\"luck\"" },
		                                        { "[-0.75, 0.125]", "[-0.75, -0.875, -0.625]" } };
	struct soc_assumptions *a = made();
	struct soc_msg msg = { "" };
	a->stated = 0;
	char *text = text_of(a);
	(void)state;
	assert_null(strstr(text, "shipped_error"));
	for (size_t i = 0; i < sizeof old_forms / sizeof *old_forms; i++) {
		struct soc_assumptions *b = NULL;
		char *old = replaced(text, old_forms[i][0], old_forms[i][1]);
		assert_string_not_equal(old, text);
		if (soc_assumptions_read_text("old", old, strlen(old), &b, NULL, &msg) != SOC_OK)
			fail_msg("%s", msg.text);
		assert_true(isnan(soc_assumptions_find(b, "listed_per_1000")->shipped_error));
		char *again = text_of(b);
		assert_string_equal(again, text);
		soc_free(again);
		soc_assumptions_free(b);
		free(old);
	}
	soc_free(text);
	free(a);
}

/* Points that differ by no more than random numbers make have no interval, though a file has one: it was made
 * when any spread above nothing was told. What matters to them stays. */
static void leaves_out_what_random_numbers_make(void **state)
{
	struct soc_assumptions *a = made(), *b = NULL;
	struct soc_msg msg = { "" };
	a->outcome[0].simulation_error =
		6.0; /* of a spread of 3.5: F 1.340, and 1.423 is its 95% quantile here */
	char *text = text_of(a);
	(void)state;
	if (soc_assumptions_read_text("made", text, strlen(text), &b, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	const struct soc_assumptions_outcome *o = soc_assumptions_find(b, "listed_per_1000");
	assert_true(o->shipped == 8.25 && o->shipped_error == 0.125 && o->points == 62);
	assert_true(isnan(o->low) && isnan(o->median) && isnan(o->high) && isnan(o->spread) &&
	            o->matter_count == 1);
	soc_assumptions_free(b);
	soc_free(text);
	free(a);
}

/* The first occurrence of a piece is replaced; the message must say this, at its line. */
static void broken(const char *piece, const char *instead, const char *says)
{
	struct soc_assumptions *a = made(), *b = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	char *text = text_of(a), *changed = malloc(strlen(text) + strlen(instead) + 1);
	const char *at = strstr(text, piece);
	if (at == NULL || changed == NULL)
		fail_msg("\"%s\" is not in the file", piece);
	sprintf(changed, "%.*s%s%s", (int)(at - text), text, instead, at + strlen(piece));
	const enum soc_err err =
		soc_assumptions_read_text("broken.json", changed, strlen(changed), &b, &diagnostics, &msg);
	if (err != SOC_ERR_DATA || b != NULL)
		fail_msg("%s -> %s: %d, %s", piece, instead, (int)err, msg.text);
	int said = 0;
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *d = soc_diagnostics_at(diagnostics, i);
		said |= strstr(d->text, says) != NULL && d->line > 0 && strcmp(d->file, "broken.json") == 0;
	}
	if (!said)
		fail_msg("%s -> %s: not \"%s\" but %s", piece, instead, says, msg.text);
	soc_diagnostics_free(diagnostics);
	soc_free(text);
	free(changed);
	free(a);
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	broken("\"points\": 64", "\"points\": 39", "allowed: 40 to 4096");
	broken("\"points\": 64", "\"points\": 64.5", "no whole number");
	broken("\"points\": 64", "\"pionts\": 64", "did you mean points");
	broken("\"points\": 64", "\"pionts\": 64", "points is needed");
	broken("\"replicates\": 3", "\"replicates\": 1", "allowed: 2 to 1000");
	broken("\"seed\": 9", "\"seed\": \"9\"", "allowed: 0 to");
	broken("aaaa", "aaga", "of 0123456789abcdef");
	broken("aaaa", "aaa", "in bytes: 64 to 64");
	broken("[0.5, 0.95", "[0.95, 0.5", "is no range");
	broken("\"uniform\"", "\"normal\"", "allowed: uniform, loguniform");
	broken("[0.5, 0.95, ", "[0.5, ", "a range and its distribution");
	broken("review.automatic_share", "review automatic_share", "is no name here");
	broken("\"low\": -1.5", "\"low\": 2.5", "must not fall");
	broken("\"low\": -1.5", "\"low\": null", "stand together");
	broken("\"low\": -1.5", "\"low\": .nan", "allowed: -1e+300");
	broken("\"stated\": 8", "\"stated\": 1", "allowed: 2 to 1000");
	broken("\"stated\": 8,", "", "shipped_error");
	broken("\"shipped_error\": 0.125, ", "", "shipped_error is needed");
	broken("\"shipped_error\": 0.125", "\"shipped_error\": -0.125", "allowed: 0 to");
	broken("\"simulation_error\": 0.25", "\"simulation_error\": -0.25", "allowed: 0 to");
	broken("\"timeline.a.set.lists.b.term_months\": [-0.75", "\"review.x\": [-0.75", "none of the factors");
	broken("[-0.75, 0.125]", "[-1.75, 0.125]", "allowed: -1 to 1");
	broken("[-0.75, 0.125]", "[-0.75, -0.125]", "allowed: 0 to 2");
	broken("[-0.75, 0.125]", "[-0.75]", "half of its interval");
	broken("[-0.75, 0.125]", "[-0.75, -0.5, -0.25]", "does not lie between");
	broken("{\"socred\": 1", "{\"socred\": 2", "allowed: 1 to 1");
	broken("[64, 90, 80,", "[64, 80,", "a list of 6 numbers is needed here");
	broken("[63, 88,", "[63,", "a list of 10 numbers is needed here");
	broken("90, 80, 95, 120", "90, 96, 95, 120", "must not fall");
	broken("90, 80, 95, 120", "90, null, 95, 120", "stand together");
	broken("-12.5, 3,", "-12.5, null,", "the ends of a difference or a ratio");
	broken("[62, 0.5, 2]", "[62, -0.5, 2]", "allowed: 0 to");
	broken("\"group=minority\": {", "\"group!\": {", "is no name here");
	broken("{\"over\": \"\", ", "{", "the group that they are told over");
}

/* What is not an ensemble, and not even ours. */
static void refuses_other_files(void **state)
{
	static const char *const others[] = {
		"", "{}", "[]", "socred: 1\ntitle: A scenario\n", "\xff\xfe\x00", "{\"name\": \"somebody\"}"
	};
	struct soc_msg msg = { "" };
	struct soc_assumptions *a = NULL;
	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_int_equal(soc_assumptions_read_text("other", others[i], strlen(others[i]), &a, NULL, &msg),
		                 SOC_ERR_DATA);
		assert_null(strstr(msg.text, "somebody"));
	}
	assert_int_equal(soc_assumptions_read("not/there.json", &a, NULL, &msg), SOC_ERR_IO);
	assert_null(a);
	soc_assumptions_free(NULL);
}

/* Each byte changed in turn, and each end: an answer, and what is read can be written again. */
static void any_byte_may_be_wrong(void **state)
{
	struct soc_assumptions *a = made();
	char *text = text_of(a);
	const size_t length = strlen(text), live = soc_mem_live();
	struct soc_msg msg = { "" };
	int read = 0;
	(void)state;
	for (size_t i = 0; i < length; i += runner_sparse() ? 7 : 1) {
		struct soc_assumptions *b = NULL;
		const char kept = text[i];
		text[i] = (char)(kept ^ (1 << i % 7));
		if (soc_assumptions_read_text("changed", text, length, &b, NULL, &msg) == SOC_OK) {
			char *again = text_of(b);
			soc_free(again);
			read++;
		}
		soc_assumptions_free(b);
		text[i] = kept;
		if (i < length - 1) /* but for the end of the last line */
			assert_int_not_equal(soc_assumptions_read_text("cut", text, i, &b, NULL, &msg), SOC_OK);
	}
	assert_true(read > 10); /* another digit is another number */
	assert_int_equal(soc_mem_live(), live);
	soc_free(text);
	free(a);
}

static void out_of_memory(void **state)
{
	struct soc_assumptions *a = made();
	char *text = text_of(a);
	const size_t live = soc_mem_live();
	struct soc_msg msg = { "" };
	enum soc_err err = SOC_ERR_MEMORY;
	size_t n = 0;
	(void)state;
	while (err == SOC_ERR_MEMORY) {
		struct soc_assumptions *b = NULL;
		soc_mem_fail_at(++n);
		err = soc_assumptions_read_text("made", text, strlen(text), &b, NULL, &msg);
		soc_mem_fail_at(0);
		assert_true((err == SOC_OK) == (b != NULL));
		soc_assumptions_free(b);
		assert_int_equal(soc_mem_live(), live);
	}
	assert_int_equal(err, SOC_OK);
	assert_true(n > 3);
	soc_free(text);
	free(a);
}

PART(assumptions)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_was_written),
		cmocka_unit_test(reads_old_forms),
		cmocka_unit_test(leaves_out_what_random_numbers_make),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(refuses_other_files),
		cmocka_unit_test(any_byte_may_be_wrong),
		cmocka_unit_test(out_of_memory),
	};
	return run_part(tests, NULL, NULL);
}
