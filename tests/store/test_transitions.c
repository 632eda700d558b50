/* Winners and losers: people stepped again are those of the results, row by row; nobody moves where nothing
 * differs, and everybody leaves a list that is not there. Over a scenario of every module. */
#include "made.h"
#include "runner.h"

#include "analysis/transitions.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "store/reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODULES PROJECT "/tests/web/modules.yaml"
#define MINIMAL PROJECT "/scenarios/start/minimal/scenario.yaml"

static struct soc_result *run(const char *path, const char *setting, const char *other)
{
	const char *settings[] = { "people.persons=2000", "replicates=2", "span.to=2018-12", setting, other };
	const size_t count = 3 + (setting != NULL) + (other != NULL);
	struct soc_scenario *s = NULL;
	struct soc_result_writer *writer = NULL;
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = soc_scenario_read(path, settings, count, &s, NULL, &msg);
	if (err == SOC_OK)
		err = soc_result_writer_open(&writer, made_path(), NULL, &msg);
	if (err == SOC_OK)
		err = soc_sim_run(s, NULL, soc_result_writer_observer(writer), NULL, &msg);
	if (err == SOC_OK)
		err = soc_result_writer_finish(writer, 0, &msg);
	if (err == SOC_OK)
		err = soc_result_open(&result, made_path(), &msg);
	if (err != SOC_OK)
		fail_msg("%s", msg.text);
	soc_result_writer_free(writer);
	soc_scenario_free(s);
	made_clean();
	return result;
}

static struct soc_transitions *followed(struct soc_result *a, struct soc_result *b,
                                        const struct soc_transitions_options *how)
{
	struct soc_transitions *t = NULL;
	struct soc_msg msg = { "" };
	if (soc_transitions_make(a, b, how, &t, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return t;
}

/* People of a part of a state in A (side 0) or in B, in one replicate. */
static int64_t sum_of(const struct soc_transitions *t, int division, int part, int replicate, int side,
                      int state)
{
	int64_t sum = 0;
	for (int other = 0; other < SOC_HELD_STATES; other++)
		sum += soc_transitions_count(t, division, part, replicate, side == 0 ? state : other,
		                             side == 0 ? other : state);
	return sum;
}

static int64_t told(struct soc_result *r, const char *what, const char *table, const char *column, int part,
                    int64_t replicate, int64_t month)
{
	char sql[256];
	const int64_t numbers[2] = { replicate, month };
	double value = 0.0;
	snprintf(sql, sizeof sql, "SELECT total(%s) FROM %s WHERE replicate = ?1 AND month = ?2 AND %s = %d",
	         what, table, column, part);
	soc_result_begin(r);
	assert_int_equal(soc_result_real(r, sql, numbers, 2, &value, NULL), SOC_OK);
	return (int64_t)value;
}

/* Rows are A's own results and columns B's, of each quintile, group and province: what is counted from the
 * file is counted again from people. */
static void sums_are_those_of_the_results(void **state)
{
	static const struct {
		const char *table, *column;
	} at[] = {
		{ "by_cell", "0" }, { "by_cell", "grp" }, { "by_cell", "income_quintile" }, { "by_region", "region" }
	};
	const struct soc_transitions_options how = { .by = "group,quintile,province" };
	(void)state;
	int64_t listed = 0;
	struct soc_result *side[2] = { run(MODULES, "output.fields=true", NULL),
		                           run(MODULES, "output.fields=true", "lists.untrustworthy.term_months=3") };
	struct soc_transitions *t = followed(side[0], side[1], &how);
	for (int d = 0; d < t->divisions; d++)
		for (int p = 0; p < t->parts[d].count; p++)
			for (int r = 0; r < 2; r++)
				for (int i = 0; i < 2; i++) {
					const int64_t m = t->pairing.last_month;
					const int64_t right = told(side[i], "listed_true", at[d].table, at[d].column, p, r, m);
					const int64_t wrong = told(side[i], "listed_other_violation + listed_no_violation",
					                           at[d].table, at[d].column, p, r, m);
					assert_int_equal(sum_of(t, d, p, r, i, SOC_HELD_LISTED_RIGHTLY), right);
					assert_int_equal(sum_of(t, d, p, r, i, SOC_HELD_LISTED_WRONGLY), wrong);
					listed += right + wrong;
				}
	if (listed == 0)
		fail_msg("nobody is listed: nothing was held against anything");
	int64_t people = 0;
	for (int p = 0; p < t->parts[2].count; p++)
		people += soc_transitions_people(t, 2, p);
	assert_int_equal(people, 2000);
	soc_transitions_free(t);
	soc_result_free(side[0]);
	soc_result_free(side[1]);
}

static void equal_runs_lie_on_the_diagonal(void **state)
{
	const struct soc_transitions_options how = { .by = "sex,age" };
	(void)state;
	struct soc_result *a = run(MODULES, "output.fields=true", NULL);
	struct soc_transitions *t = followed(a, a, &how);
	for (int d = 0; d < t->divisions; d++)
		for (int p = 0; p < t->parts[d].count; p++) {
			const struct soc_interval same = soc_transitions_moved(t, d, p, SOC_MOVED_NOT);
			assert_true(same.mean == 1000.0);
			for (int i = 0; i < SOC_HELD_STATES; i++)
				for (int j = 0; j < SOC_HELD_STATES; j++)
					if (i != j)
						assert_int_equal(soc_transitions_count(t, d, p, 0, i, j) +
						                     soc_transitions_count(t, d, p, 1, i, j),
						                 0);
		}
	soc_transitions_free(t);
	soc_result_free(a);
}

/* The cause: how many months an entry lasts. Off (no class leads onto the list) nobody is listed in B, and
 * all of A's listed move; with half the term fewer people move than with none. */
static int64_t left(const struct soc_transitions *t)
{
	int64_t people = 0;
	for (int i = SOC_HELD_LISTED_RIGHTLY; i < SOC_HELD_STATES; i++)
		for (int j = 0; j < SOC_HELD_LISTED_RIGHTLY; j++)
			people += soc_transitions_count(t, 0, 0, 0, i, j) + soc_transitions_count(t, 0, 0, 1, i, j);
	return people;
}

/* The cause: lists. Off, nobody is listed in B, and all of A's listed move; with a quarter of the term some
 * of them move; with the same lists nobody. */
static void the_cause_moves_people(void **state)
{
	const struct soc_transitions_options how = { 0 };
	(void)state;
	struct soc_result *a = run(MINIMAL, NULL, NULL);
	struct soc_result *none =
		run(MINIMAL, "lists.untrustworthy.enabled=false", "lists.defaulters.enabled=false");
	struct soc_result *quarter = run(MINIMAL, "lists.untrustworthy.term_months=3", NULL);
	struct soc_transitions *t[3] = { followed(a, a, &how), followed(a, quarter, &how),
		                             followed(a, none, &how) };
	int64_t listed = 0, still = 0;
	for (int r = 0; r < 2; r++)
		for (int i = SOC_HELD_LISTED_RIGHTLY; i < SOC_HELD_STATES; i++) {
			listed += sum_of(t[2], 0, 0, r, 0, i);
			still += sum_of(t[2], 0, 0, r, 1, i);
		}
	assert_true(listed > 0 && still == 0);
	assert_int_equal(left(t[0]), 0);
	assert_int_equal(left(t[2]), listed);
	if (!(left(t[1]) > 0 && left(t[1]) < listed))
		fail_msg("a quarter of the term: %lld of %lld left", (long long)left(t[1]), (long long)listed);
	for (int i = 0; i < 3; i++)
		soc_transitions_free(t[i]);
	soc_result_free(a);
	soc_result_free(none);
	soc_result_free(quarter);
}

/* Fewer lives are the first of more; each was in the state asked for, and no more match than there are. */
static void lives_are_drawn_by_the_seed(void **state)
{
	struct soc_transitions_options how = { .lives = "free:any", .limit = 5, .replicate = 1 };
	(void)state;
	struct soc_result *a = run(MINIMAL, NULL, NULL);
	struct soc_transitions *few = followed(a, a, &how);
	how.limit = SOC_TRANSITIONS_LIVES_MOST;
	struct soc_transitions *many = followed(a, a, &how);
	assert_int_equal(few->drawn_count, 5);
	assert_int_equal(many->drawn_count, 1000);
	assert_int_equal(many->match, sum_of(many, 0, 0, 1, 0, SOC_HELD_FREE));
	assert_memory_equal(few->life, many->life, 5 * sizeof *few->life);
	for (int i = 0; i < 1000; i++) {
		assert_in_range(many->life[i], 0, 1999);
		for (int k = 0; k < i; k++)
			assert_true(many->life[i] != many->life[k]);
	}
	char *text = NULL;
	assert_int_equal(soc_transitions_text(few, "table", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "drawn by the seed: 5"));
	assert_non_null(strstr(text, "Nobody moved"));
	soc_text_free(text);
	assert_int_equal(soc_transitions_text(few, "bogus", &text, NULL), SOC_ERR_USAGE);
	soc_transitions_free(few);
	soc_transitions_free(many);
	soc_result_free(a);
}

static void what_is_refused(void **state)
{
	(void)state;
	struct soc_result *a = run(MINIMAL, NULL, NULL);
	struct soc_result *bare = run(MINIMAL, "output.fields=false", NULL);
	struct soc_result *others = run(MINIMAL, "society.income_gini=0.2", NULL);
	struct soc_result *seed = run(MINIMAL, "seed=9", NULL);
	const struct {
		struct soc_result *b;
		struct soc_transitions_options how;
		const char *want;
	} cases[] = {
		{ bare, { 0 }, "fields" },
		{ others, { 0 }, "differs in income" },
		{ seed, { 0 }, "not paired: seed" },
		{ a, { .by = "sax" }, "did you mean sex?" },
		{ a, { .lives = "free" }, "a colon" },
		{ a, { .lives = "fre:any" }, "did you mean free?" },
		{ a, { .lives = "free:any", .replicate = 2 }, "both runs have 0 to 1" },
		{ a, { .lives = "free:any", .limit = 1001 }, "0 to 1000 lives" },
		{ a, { .month = "2030-01" }, "no month" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct soc_transitions *t = NULL;
		struct soc_msg msg = { "" };
		assert_int_not_equal(soc_transitions_make(a, cases[i].b, &cases[i].how, &t, &msg), SOC_OK);
		assert_null(t);
		if (strstr(msg.text, cases[i].want) == NULL)
			fail_msg("'%s' is not in: %s", cases[i].want, msg.text);
	}
	soc_result_free(a);
	soc_result_free(bare);
	soc_result_free(others);
	soc_result_free(seed);
}

PART(transitions)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_those_of_the_results),
		cmocka_unit_test(equal_runs_lie_on_the_diagonal),
		cmocka_unit_test(the_cause_moves_people),
		cmocka_unit_test(lives_are_drawn_by_the_seed),
		cmocka_unit_test(what_is_refused),
	};
	return run_part(tests, NULL, NULL);
}
