/* People of a run one by one: what is counted from them is what the results hold, month by month and over
 * time; a sample and a draw are the same wherever and however one asks; what is refused. Over a scenario of
 * every module. */
#include "made.h"
#include "runner.h"

#include "analysis/find.h"
#include "base/mem.h"
#include "socred/people.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "store/reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODULES PROJECT "/tests/web/modules.yaml"
#define PERSONS 2000

static struct soc_result *run_to(const char *setting)
{
	const char *settings[] = { "people.persons=2000", "replicates=2", "span.to=2018-12", "output.fields=true",
		                       setting };
	struct soc_scenario *s = NULL;
	struct soc_result_writer *writer = NULL;
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = soc_scenario_read(MODULES, settings, setting != NULL ? 5 : 4, &s, NULL, &msg);
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

static struct soc_people_reader *opened(struct soc_result *r, const struct soc_people_options *o)
{
	struct soc_people_reader *p = NULL;
	struct soc_msg msg = { "" };
	if (soc_people_open(r, o, &p, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return p;
}

static int next(struct soc_people_reader *p, struct soc_people_rows *rows)
{
	struct soc_msg msg = { "" };
	int more = 0;
	if (soc_people_next(p, rows, &more, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return more;
}

static double cell_of(const struct soc_people_reader *p, const struct soc_people_rows *rows, int column,
                      int row)
{
	const void *at = rows->column[column];
	switch (soc_people_column(p, column).type) {
	case SOC_PEOPLE_FLAG:
		return ((const uint8_t *)at)[row];
	case SOC_PEOPLE_LONG:
		return (double)((const int64_t *)at)[row];
	case SOC_PEOPLE_REAL:
		return ((const double *)at)[row];
	default:
		return ((const int32_t *)at)[row];
	}
}

static int64_t told(struct soc_result *r, const char *what, int flow, int64_t replicate, int64_t month)
{
	char sql[256];
	const int64_t numbers[2] = { replicate, month };
	double value = 0.0;
	snprintf(sql, sizeof sql, "SELECT total(%s) FROM by_cell WHERE replicate = ?1 AND month %s ?2", what,
	         flow ? "<=" : "=");
	soc_result_begin(r);
	assert_int_equal(soc_result_real(r, sql, numbers, 2, &value, NULL), SOC_OK);
	return (int64_t)value;
}

/* A column, and what the sum of it over all people is in the results: stocks of a month, or what has happened
 * up to it. */
static const struct {
	const char *column, *results;
	int flow;
} sums[] = {
	{ "listed", "listed", 0 },
	{ "listed_rightly", "listed_true", 0 },
	{ "listed_wrongly", "listed_other_violation + listed_no_violation", 0 },
	{ "did_nothing", "listed_no_violation", 0 },
	{ "did_other", "listed_other_violation", 0 },
	{ "aware", "listed - listed_unaware", 0 },
	{ "listed_red", "listed_red", 0 },
	{ "sanctioned", "sanctioned_effective", 0 },
	{ "sanctioned_by_kin", "sanctioned_effective_by_kin", 0 },
	{ "rewarded", "rewarded", 0 },
	{ "unregistered", "unregistered", 0 },
	{ "violations", "violations", 1 },
	{ "records", "accepted_true + accepted_wrong", 1 },
	{ "records_wrong", "accepted_wrong", 1 },
	{ "entries", "entries_true + entries_other_violation + entries_no_violation", 1 },
	{ "entries_wrong", "entries_other_violation + entries_no_violation", 1 },
	{ "appeals", "appeals_wronged + appeals_guilty", 1 },
	{ "appeals_won", "upheld_wronged + upheld_guilty", 1 },
	{ "appeals_lost", "denied_wronged + denied_guilty", 1 },
	{ "refusals", "refused", 1 },
};
#define SUMS ((int)(sizeof sums / sizeof *sums))
#define MONTHS 12

static void sums_are_those_of_the_results(void **state)
{
	(void)state;
	static int64_t sum[MONTHS][SUMS];
	char columns[1024] = "";
	struct soc_result *r = run_to(NULL);
	struct soc_people_rows rows;
	int64_t people = 0, some = 0;
	for (int i = 0; i < SUMS; i++)
		snprintf(columns + strlen(columns), sizeof columns - strlen(columns), "%s%s", i > 0 ? "," : "",
		         sums[i].column);
	for (int64_t replicate = 0; replicate < 2; replicate++) {
		const struct soc_people_options o = { .columns = columns, .months = "all", .replicate = replicate };
		struct soc_people_reader *p = opened(r, &o);
		memset(sum, 0, sizeof sum);
		for (people = 0; next(p, &rows); people += rows.count)
			for (int i = 0; i < SUMS; i++)
				for (int row = 0; row < rows.count; row++)
					sum[rows.month][i] += (int64_t)cell_of(p, &rows, i, row);
		assert_int_equal(people, PERSONS * MONTHS);
		assert_int_equal(soc_people_examined(p), PERSONS);
		for (int64_t m = 0; m < MONTHS; m++)
			for (int i = 0; i < SUMS; i++) {
				const int64_t want = told(r, sums[i].results, sums[i].flow, replicate, m);
				if (sum[m][i] != want)
					fail_msg("replicate %d, month %d: %s is %d, the results hold %d", (int)replicate, (int)m,
					         sums[i].column, (int)sum[m][i], (int)want);
				some += want;
			}
		soc_people_free(p);
	}
	assert_true(some > 1000);
	soc_result_free(r);
}

/* What a condition finds is what its columns say row by row; one that what is fixed settles finds the same.
 */
static void a_condition_is_its_columns(void **state)
{
	(void)state;
	struct soc_result *r = run_to(NULL);
	struct soc_people_rows rows;
	const struct soc_people_options all = { .columns = "listed,age,sex,refusals,place" };
	struct soc_people_reader *p = opened(r, &all);
	int64_t both = 0, either = 0, old_men = 0;
	while (next(p, &rows))
		for (int row = 0; row < rows.count; row++) {
			const int listed = cell_of(p, &rows, 0, row) != 0.0, old = cell_of(p, &rows, 1, row) >= 45.0,
					  man = strcmp(soc_people_word(p, 2, (int32_t)cell_of(p, &rows, 2, row)), "male") == 0,
					  refused = cell_of(p, &rows, 3, row) > 0.0;
			both += listed && !refused;
			either += (listed && old) || (refused && !man);
			old_men += old && man;
		}
	soc_people_free(p);
	const struct {
		const char *where;
		int64_t want;
	} asked[] = {
		{ "listed and not refusals > 0", both },
		{ "listed and age >= 45 or refusals > 0 and sex != male", either },
		{ "sex = male and age >= 45", old_men },
		{ "sex = male and age < 45 and sex = female", 0 },
		{ "not (age < 45 or sex = female)", old_men },
	};
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		const struct soc_people_options o = { .where = asked[i].where };
		int64_t found = 0;
		p = opened(r, &o);
		while (next(p, &rows))
			found += rows.count;
		if (found != asked[i].want)
			fail_msg("%s: %d, not %d", asked[i].where, (int)found, (int)asked[i].want);
		assert_int_equal(soc_people_examined(p), PERSONS);
		soc_people_free(p);
	}
	assert_true(both > 0 && either > both && old_men > 100);
	soc_result_free(r);
}

/* Marks the people that are told. */
static int64_t mark(struct soc_result *r, const struct soc_people_options *o, unsigned char seen[PERSONS])
{
	struct soc_people_rows rows;
	struct soc_people_reader *p = opened(r, o);
	int64_t people = 0;
	memset(seen, 0, PERSONS);
	for (; next(p, &rows); people += rows.count)
		for (int row = 0; row < rows.count; row++)
			seen[((const int64_t *)rows.column[0])[row]] = 1;
	soc_people_free(p);
	return people;
}

/* A sample has just so many, the same in each month and in another run of as many people; another seed draws
 * others. */
static void a_sample_is_a_panel(void **state)
{
	(void)state;
	static unsigned char one[PERSONS], other[PERSONS];
	struct soc_result *a = run_to(NULL), *b = run_to("due_process.delay_months=1");
	struct soc_people_options o = { .columns = "person,age", .sample = 100 };
	const int64_t seed = 8;
	assert_int_equal(mark(a, &o, one), 100);
	o.months = "2018-02..2018-04";
	assert_int_equal(mark(a, &o, other), 300);
	assert_memory_equal(one, other, PERSONS);
	assert_int_equal(mark(b, &o, other), 300);
	assert_memory_equal(one, other, PERSONS);
	o.seed = &seed;
	assert_int_equal(mark(a, &o, other), 300);
	assert_memory_not_equal(one, other, PERSONS);
	o.place = "zhejiang";
	const int64_t there = mark(a, &o, other);
	assert_int_equal(there, 300); /* the only province of this run */
	o.place = "Hangzhou";
	const int64_t city = mark(a, &o, other);
	assert_true(city > 0 && city < 300 && city % 3 == 0);
	soc_result_free(a);
	soc_result_free(b);
}

static int search(struct soc_result *r, const struct soc_find_options *o, int64_t drawn[SOC_FIND_MOST],
                  int64_t *matching)
{
	struct soc_find *f = NULL;
	struct soc_msg msg = { "" };
	int more = 1;
	if (soc_find_open(r, o, &f, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	while (more)
		if (soc_find_next(f, &more, &msg) != SOC_OK)
			fail_msg("%s", msg.text);
	const int n = soc_find_drawn(f);
	for (int i = 0; i < n; i++)
		drawn[i] = soc_find_person(f, i);
	assert_int_equal(soc_find_person(f, n), -1);
	*matching = soc_find_matching(f);
	assert_int_equal(soc_find_examined(f), PERSONS);
	soc_find_free(f);
	return n;
}

/* The first few of a longer draw are the shorter draw; those who match are drawn and nobody else, each once;
 * the same person stands before the same other person whatever is asked. */
static void the_seed_draws(void **state)
{
	(void)state;
	static int64_t few[SOC_FIND_MOST], many[SOC_FIND_MOST], other[SOC_FIND_MOST];
	static unsigned char matches[PERSONS];
	struct soc_result *r = run_to(NULL);
	const struct soc_people_options all = { .columns = "person", .where = "offended" };
	struct soc_find_options o = { .where = "offended", .limit = 3 };
	const int64_t seed = 9;
	int64_t matching = 0;
	const int64_t want = mark(r, &all, matches);
	assert_int_equal(search(r, &o, few, &matching), 3);
	assert_int_equal(matching, want);
	o.limit = 1000;
	const int n = search(r, &o, many, &matching);
	assert_int_equal(n, want < 1000 ? want : 1000);
	assert_memory_equal(few, many, 3 * sizeof *few);
	for (int i = 0; i < n; i++) {
		assert_int_equal(matches[many[i]], 1);
		matches[many[i]] = 2;
	}
	o.where = "offended and sex = male";
	const int men = search(r, &o, other, &matching);
	for (int i = 0, at = 0; i < men && i < 5; i++) {
		while (at < n && many[at] != other[i])
			at++;
		assert_true(at < n);
	}
	o.where = "offended";
	o.seed = &seed;
	(void)search(r, &o, other, &matching);
	assert_memory_not_equal(many, other, 3 * sizeof *many);
	o.limit = 0;
	assert_int_equal(search(r, &o, other, &matching), 0);
	assert_int_equal(matching, want);
	soc_result_free(r);
}

static void what_is_refused(void **state)
{
	(void)state;
	struct soc_result *r = run_to(NULL), *bare = run_to("output.fields=false");
	static const struct {
		struct soc_people_options o;
		const char *says;
	} cases[] = {
		{ { .columns = "person,agee" }, "there is no column \"agee\"; did you mean age?" },
		{ { .columns = "person,,age" }, "there is no column \"\"" },
		{ { .columns = "" }, "no column is named" },
		{ { .columns = "age,age" }, "named twice" },
		{ { .where = "lisetd" }, "column 1: there is no column \"lisetd\"; did you mean listed?" },
		{ { .where = "sex = man" }, "never \"man\"; allowed: female, male" },
		{ { .where = "place = Atlantis" }, "no place \"Atlantis\"" },
		{ { .where = "province = Zhejang" }, "no province \"Zhejang\" in this run; did you mean Zhejiang?" },
		{ { .place = "Haino" }, "no place or province \"Haino\"" },
		{ { .months = "2019-01" }, "allowed: a month from 2018-01 to 2018-12" },
		{ { .months = "2018-04..2018-02" }, "no months" },
		{ { .replicate = 2 }, "replicate 2: the run has 0 to 1" },
		{ { .sample = PERSONS + 1 }, "there are 2000 people" },
	};
	struct soc_people_reader *p = NULL;
	struct soc_msg msg = { "" };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(soc_people_open(r, &cases[i].o, &p, &msg), SOC_ERR_USAGE);
		assert_null(p);
		if (strstr(msg.text, cases[i].says) == NULL)
			fail_msg("'%s' is not in: %s", cases[i].says, msg.text);
	}
	const struct soc_people_options plain = { .columns = NULL };
	assert_int_equal(soc_people_open(bare, &plain, &p, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "output.fields=true"));
	const struct soc_find_options wide = { .limit = SOC_FIND_MOST + 1 };
	struct soc_find *f = NULL;
	assert_int_equal(soc_find_open(r, &wide, &f, &msg), SOC_ERR_USAGE);
	soc_result_free(r);
	soc_result_free(bare);
}

static void stops_when_asked(void **state)
{
	(void)state;
	struct soc_result *r = run_to(NULL);
	volatile int stop = 0;
	const struct soc_people_options o = { .stop = &stop };
	struct soc_people_reader *p = opened(r, &o);
	struct soc_people_rows rows;
	struct soc_msg msg = { "" };
	int more = 0;
	assert_true(next(p, &rows));
	stop = 1;
	assert_int_equal(soc_people_next(p, &rows, &more, &msg), SOC_ERR_INTERRUPTED);
	assert_non_null(strstr(msg.text, "interrupted in community 2 of"));
	soc_people_free(p);
	soc_result_free(r);
}

/* Names of places: Latin, local, code; one that two have is refused with both. */
/* What nobody's life changes is told without living it, and is the same. */
static void fixed_columns_are_those_of_a_life(void **state)
{
	(void)state;
	struct soc_result *r = run_to(NULL);
	const struct soc_people_options settled = { .columns = "person,sex,group,place", .where = "age > 30" },
									lived = { .columns = "person,sex,group,place,score",
		                                      .where = "age > 30" };
	struct soc_people_reader *a = opened(r, &settled), *b = opened(r, &lived);
	struct soc_people_rows first, second;
	int64_t rows = 0;
	assert_true(a->settled && !b->settled);
	while (next(a, &first)) {
		assert_true(next(b, &second));
		assert_int_equal(first.count, second.count);
		assert_int_equal(first.month, second.month);
		assert_string_equal(first.date, second.date);
		for (int c = 0; c < 4; c++)
			for (int row = 0; row < first.count; row++)
				assert_true(cell_of(a, &first, c, row) == cell_of(b, &second, c, row));
		rows += first.count;
	}
	assert_true(rows > PERSONS / 4 && !next(b, &second));
	assert_int_equal(soc_people_examined(a), soc_people_examined(b));
	soc_people_free(a);
	soc_people_free(b);
	soc_result_free(r);
}

static void places_by_name(void **state)
{
	(void)state;
	struct soc_place places[3] = {
		{ .code = 110100, .region = 0, .name = "北京市", .latin = "Beijing" },
		{ .code = 320500, .region = 1, .name = "苏州市", .latin = "Suzhou (Jiangsu)" },
		{ .code = 341300, .region = 2, .name = "宿州市", .latin = "Suzhou (Anhui)" }
	};
	struct soc_region regions[3] = { { .code = 110000, .name = "Beijing" },
		                             { .code = 320000, .name = "Jiangsu" },
		                             { .code = 340000, .name = "Anhui" } };
	const struct soc_plan plan = {
		.places = places, .places_count = 3, .regions = regions, .regions_count = 3
	};
	unsigned char wanted[3] = { 0 };
	struct soc_msg msg = { "" };
	int32_t at = -1;
	assert_int_equal(soc_people_place(&plan, "beijing", &at, &msg), SOC_OK);
	assert_int_equal(at, 0);
	assert_int_equal(soc_people_place(&plan, "宿州市", &at, &msg), SOC_OK);
	assert_int_equal(at, 2);
	assert_int_equal(soc_people_place(&plan, "320500", &at, &msg), SOC_OK);
	assert_int_equal(at, 1);
	assert_int_equal(soc_people_place(&plan, "Suzhou (Anhui)", &at, &msg), SOC_OK);
	assert_int_equal(at, 2);
	assert_int_equal(soc_people_place(&plan, "Suzhou", &at, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "Suzhou (Jiangsu) (320500) and Suzhou (Anhui) (341300)"));
	assert_int_equal(soc_people_places(&plan, "Suzhou", wanted, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "two places"));
	assert_int_equal(soc_people_places(&plan, "anhui", wanted, &msg), SOC_OK);
	assert_true(!wanted[0] && !wanted[1] && wanted[2]);
}

PART(people)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_those_of_the_results),
		cmocka_unit_test(a_condition_is_its_columns),
		cmocka_unit_test(a_sample_is_a_panel),
		cmocka_unit_test(the_seed_draws),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(stops_when_asked),
		cmocka_unit_test(fixed_columns_are_those_of_a_life),
		cmocka_unit_test(places_by_name),
	};
	return run_part(tests, NULL, NULL);
}
