/* A population of one's own: what is made of a table by hand, what is refused and where, and that a scenario
 * carries it whole. */
#include "population_help.h"
#include "runner.h"

#include "base/mem.h"
#include "input/schema/scenario.h"
#include "model/population/census.h"
#include "model/population/population.h"
#include "run/population_build.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "socred/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 0-17 is 18 years: 10 men a year in Ashby. Of 470 in 47 years there are ten a year as well. */
static void by_hand(void **state)
{
	(void)state;
	char *text = NULL, name[32];
	struct soc_msg msg = { "" };
	struct soc_census_files files = { 0 };
	struct soc_census census;
	if (made(table, map, &text, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	soc_census_own_note(text, "name", name, sizeof name);
	assert_string_equal(name, "two-towns");
	assert_int_equal(soc_census_own(text, &files, &msg), SOC_OK);
	assert_int_equal(soc_census_read(&census, &files, &msg), SOC_OK);
	assert_int_equal(census.regions_count, 1);
	assert_int_equal(census.places_count, 2);
	const struct soc_census_region *r = &census.regions[0];
	assert_string_equal(r->name, "North");
	assert_int_equal(r->persons, 4500);
	assert_int_equal(r->urban, 2250);
	/* both towns: 30 a year; 0, 1-4, 5-9, 10-14, 15-17, 18-19: nothing reaches over an edge of the table */
	assert_int_equal(census.bands.count, 20);
	assert_int_equal(census.bands.from[5], 18);
	assert_int_equal(r->sex_age[0][0], 30);
	assert_int_equal(r->sex_age[1][0], 120);
	assert_int_equal(r->sex_age[2][1], 150);
	assert_int_equal(r->sex_age[4][0], 90);
	assert_int_equal(r->sex_age[5][0], 60);
	assert_int_equal(r->sex_age[13][1], 150);
	int64_t old = 0;
	for (int k = 15; k < census.bands.count; k++) {
		assert_true(k == 15 || k == census.bands.count - 1 || r->sex_age[k][0] < r->sex_age[k - 1][0]);
		old += r->sex_age[k][0];
	}
	assert_int_equal(old, 300);
	assert_int_equal(r->homes.households, 1800);
	assert_int_equal(r->homes.one_person, 600);
	assert_int_equal(r->sizes_count, 3);
	assert_int_equal(r->sizes[1], 450);
	assert_int_equal(r->sizes[2], 750);
	assert_int_equal(r->homes.generations[0], 1080);
	assert_int_equal(census.places[1].persons, 3000);
	assert_true(census.places[0].longitude == 1.5 && census.places[0].latitude == -2.25);
	assert_string_equal(census.places[1].latin, "Brent");
	soc_census_release(&census);
	soc_text_free(text);
}

static void refusals(void **state)
{
	(void)state;
	static const struct {
		int in_map;
		const char *from, *to, *says;
	} cases[] = {
		{ 0, "180,470,100", "180,4,100", "towns.csv:2:17:" }, /* a cell of four people */
		{ 0, "180,470,100", "180,4.5,100", "towns.csv:2:17:" },
		{ 0, "180,470,100", "180,-470,100", "towns.csv:2:17:" },
		{ 0, "180,470,100", "180,99999999999999,100", "towns.csv:2:17: more people than a population can" },
		{ 0, "180,470,100", "180,2999999990,100", "towns.csv:2:7: with this row more people than" },
		{ 0, "boys,", "lads,", "there is no column \"boys\"; there are: " },
		{ 0, "180,470,100", "180,4 70,100", "nothing between thousands" },
		{ 0, "180,470,100", "180,,100", "0 where there is nobody" },
		{ 0, "180,470,100", "180,Jane Roe,100", "a text stands there" },
		{ 0, "boys,", "Birth Date,", "a column \"birth_date\" is about single persons" },
		{ 0, "boys,", "\"e-mail\",", "rows about single persons are refused" },
		{ 0, ",1490", ",14900", "more people in households than there are people in column home" },
		{ 0, ",1490", ",149", "fewer people in households than households" },
		{ 0, ",200,150,250", ",20,40,40", "more people in households than households of at most eight" },
		{ 0, ",200,150,250", ",500,150,50", "by generations.1 these are only 420" },
		{ 0, "North,Brent", "North,Ashby", "towns.csv:3:7: another row has this name" },
		{ 1, "socred: 1\n", "", "socred" },
		{ 1, "name: two-towns", "name: Two towns", "is no name" },
		{ 1, "name: two-towns", "name: china-2020", "the data set that the program has in it" },
		{ 1, "0-17: boys, 18-64", "0-17: boys, 20-64", "such as 0-4, 5-9, ... 85+, or 0-17, 18-66, 67+" },
		{ 1, "65+: old_men", "65-90: old_men", "the last band is open: 91+" },
		{ 1, "18-64: men", "19-64: men", "begins with 18" },
		{ 1, "0-17: girls, 18-64", "0-18: girls, 19-64", "men have other bands" },
		{ 1, "1: 0.6", "1: 0.7", "sum to 1.1, not to 1" },
		{ 1, "urban: 0.5", "urban: 1.5", "a share is 0 to 1" },
		{ 1, "2: two", "3: two", "3\" cannot stand here" },
		{ 1, "licence: none\n", "", "licence" },
		{ 1, "licence: none", "licence: none\nlicense: none", "did you mean licence?" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *changed = edited(cases[i].in_map ? map : table, cases[i].from, cases[i].to), *text = NULL;
		struct soc_msg msg = { "" };
		const size_t live = soc_mem_live();
		const enum soc_err err =
			cases[i].in_map ? made(table, changed, &text, &msg) : made(changed, map, &text, &msg);
		if (err != SOC_ERR_DATA || text != NULL || strstr(msg.text, cases[i].says) == NULL)
			fail_msg("%s -> %s: %d, %s", cases[i].from, cases[i].to, (int)err, msg.text);
		assert_null(strstr(msg.text, "Jane")); /* nobody's name is repeated */
		assert_int_equal(soc_mem_live(), live);
		free(changed);
	}
}

static void a_table_of_noughts(void **state)
{
	(void)state;
	char *text = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(made("county,town,boys,men,old_men,girls,women,old_women,alone,two,more,home\n"
	                      "North,Ashby,0,0,0,0,0,0,0,0,0,0\n",
	                      map, &text, &msg),
	                 SOC_ERR_DATA);
	assert_null(text);
	assert_non_null(strstr(msg.text, "nobody is counted in any row"));
}

/* What is no table with commas is told so, before any column is missed. */
static void no_table_at_all(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} cases[] = { { "town;boys;girls\nA;5;5\n", "columns are parted by commas" },
		          { "town\tboys\nA\t5\n", "columns are parted by commas" },
		          { "\xff\xfet\n", "UTF-16" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct soc_msg msg = { "" };
		char *text = NULL;
		assert_int_equal(made(cases[i].text, map, &text, &msg), SOC_ERR_DATA);
		if (strstr(msg.text, cases[i].says) == NULL)
			fail_msg("%s", msg.text);
	}
}

/* What is shipped is what is made of its table, to the byte. */
static void what_is_shipped(void **state)
{
	(void)state;
	static const char *const names[] = { "china-2010", "welfare-clients", "bolivia",    "ecuador",
		                                 "eritrea",    "kazakhstan",      "kyrgyzstan", "mongolia",
		                                 "mozambique", "nicaragua",       "tanzania" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[3][512], *text = NULL, *kept = NULL;
		struct soc_msg msg = { "" };
		snprintf(path[0], sizeof path[0], POPULATIONS "%s/table.csv", names[i]);
		snprintf(path[1], sizeof path[1], POPULATIONS "%s/map.yaml", names[i]);
		snprintf(path[2], sizeof path[2], POPULATIONS "%s/population.txt", names[i]);
		if (soc_world_build_population(path[0], path[1], &text, &msg) != SOC_OK ||
		    soc_world_read_population(path[2], &kept, &msg) != SOC_OK)
			fail_msg("%s", msg.text);
		assert_string_equal(text, kept);
		soc_text_free(text);
		soc_text_free(kept);
	}
}

/* The scenario holds the population itself: read again from its resolved text, without any file, it is the
 * same, and its people can be planned. */
static void a_scenario_carries_it(void **state)
{
	(void)state;
	struct soc_scenario *s = NULL, *again = NULL;
	struct soc_msg msg = { "" };
	struct soc_plan plan;
	if (soc_scenario_read(SCENARIOS "/errors/welfare-score/clients.yaml", NULL, 0, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	char *resolved = soc_scenario_resolved(s);
	assert_non_null(resolved);
	if (soc_scenario_read_text(resolved, strlen(resolved), "resolved", NULL, NULL, 0, &again, NULL, &msg) !=
	    SOC_OK)
		fail_msg("%s", msg.text);
	assert_string_equal(s->population, again->population);
	assert_int_equal(soc_plan_init(&plan, again, &msg), SOC_OK);
	assert_int_equal(plan.census_persons, 30000);
	soc_plan_release(&plan);
	soc_text_free(resolved);
	soc_scenario_free(again);
	soc_scenario_free(s);
	again = NULL;
	static const char lost[] = "socred: 1\npopulation: x.txt\n";
	assert_int_equal(soc_scenario_read_text(lost, sizeof lost - 1, "t", NULL, NULL, 0, &again, NULL, &msg),
	                 SOC_ERR_SCENARIO);
	assert_non_null(strstr(msg.text, "stands in no folder"));
}

/* A cell of fewer than five cannot be had by subtraction either: 170 people of whom two are rural, one lives
 * outside households, or two (1%) are of the minority. Five and none are allowed. */
static void nothing_by_subtraction(void **state)
{
	(void)state;
	static const char few_map[] = "socred: 1\npopulation_map: 1\nname: few\ntitle: Few\nsource: made up\n"
								  "licence: none\nplace: town\nurban: urban\nminority_percent: minority\n"
								  "longitude: 1\nlatitude: 1\nmen: {0-17: boys, 18+: men}\n"
								  "women: {0-17: girls, 18+: women}\n"
								  "households: {all: homes, one_person: alone}\nin_households: home\n"
								  "generations: {1: g1, 2: g2, 3: g3, 4+: g4}\n";
	static const char header[] = "town,boys,men,girls,women,urban,minority,homes,alone,g1,g2,g3,g4,home\n";
	static const struct {
		const char *row, *says; /* "": it is one */
	} cases[] = {
		{ "T,25,60,25,60,165,10,60,10,20,40,0,0,165", "" },
		{ "T,25,60,25,60,170,0,60,10,20,40,0,0,170", "" },
		{ "T,25,60,25,60,168,10,60,10,20,40,0,0,165", "few.csv:2:15: it leaves 2 of 170 as rural people: a "
		                                              "cell of fewer than 5 by subtraction; allowed: 0, "
		                                              "or 5 and more in column urban: \"168\"" },
		{ "T,25,60,25,60,166,10,60,10,20,40,0,0,165", "leaves 4 of 170 as rural people" },
		{ "T,25,60,25,60,165,10,60,10,20,40,0,0,169",
		  "few.csv:2:38: it leaves 1 of 170 as people outside households" },
		{ "T,25,60,25,60,165,1,60,10,20,40,0,0,165", "few.csv:2:19: the minority by it: 2 of 170, a cell" },
		{ "T,25,60,25,60,165,99,60,10,20,40,0,0,165", "few.csv:2:19: the majority by it: 2 of 170, a cell" },
		{ "T,25,60,25,60,165,10,60,57,60,0,0,0,165", "leaves 3 of 60 as households of two and more" },
		{ "T,25,60,25,60,165,10,60,10,11,49,0,0,165",
		  "leaves 1 of 11 as households of one generation beside those of one person" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char rows[256], *text = NULL;
		struct soc_msg msg = { "" };
		snprintf(rows, sizeof rows, "%s%s\n", header, cases[i].row);
		const struct soc_text_file t = { "few.csv", rows, strlen(rows) },
								   m = { "map.yaml", few_map, strlen(few_map) };
		const enum soc_err err = soc_population_build_text(&t, &m, &text, &msg);
		if (cases[i].says[0] == '\0'
		        ? err != SOC_OK
		        : err != SOC_ERR_DATA || text != NULL || strstr(msg.text, cases[i].says) == NULL)
			fail_msg("%s: %d, %s", cases[i].row, (int)err, msg.text);
		soc_text_free(text);
	}
	/* Nor from a population's text that somebody wrote: of the second town all but two are urban. */
	char *whole = NULL, *wrong;
	struct soc_census_files files = { 0 };
	struct soc_census census;
	struct soc_msg said = { "" };
	assert_int_equal(made(table, map, &whole, &said), SOC_OK);
	wrong = edited(whole, "\"Brent\",3000,1500", "\"Brent\",3000,2998");
	assert_int_equal(soc_census_own(wrong, &files, &said), SOC_OK);
	assert_int_equal(soc_census_read(&census, &files, &said), SOC_ERR_DATA);
	assert_non_null(strstr(said.text, "leaves 2 of 3000 as rural people"));
	free(wrong);
	soc_text_free(whole);
	/* A share that the map has for all places is held to it place by place. */
	char *changed = edited(map, "minority_percent: 10", "minority_percent: 0.2"), *text = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(made(table, changed, &text, &msg), SOC_ERR_DATA);
	assert_non_null(
		strstr(msg.text, "towns.csv:2:1: minority_percent of the map: the minority by it: 3 of 1500"));
	free(changed);
}

/* What `check` says of the incomes of these people: how many warnings, in which line and column. */
static int doubts(const char *path, const char *setting, int line, int column)
{
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	int found = 0;
	if (soc_scenario_read(path, &setting, setting != NULL, &s, &diagnostics, &msg) != SOC_OK ||
	    soc_sim_check(s, &diagnostics, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *d = soc_diagnostics_at(diagnostics, i);
		if (strstr(d->text, "China's") == NULL)
			continue;
		assert_true(d->warning && d->line == line && d->column == column);
		found++;
	}
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
	return found;
}

/* China's incomes are not taken over in silence: of both values where people live in town and in country, of
 * one where all live in town, of none that is stated, and of none for China's people. */
static void incomes_are_not_borrowed_in_silence(void **state)
{
	(void)state;
	static const char tanzania[] = SCENARIOS "/abroad/abroad/tanzania-people.yaml";
	assert_int_equal(doubts(tanzania, NULL, 5, 1), 3); /* incomes, town over country, loans */
	assert_int_equal(doubts(tanzania, "society.income_gini=0.4", 5, 1), 2);
	assert_int_equal(doubts(tanzania, "society.income_gini=0.465", 5, 1), 2);
	/* all live in town, none is of a higher class: fifths are the same by any spread of incomes */
	static const char clients[] = SCENARIOS "/errors/welfare-score/clients.yaml";
	assert_int_equal(doubts(clients, NULL, 5, 1), 0);
	assert_int_equal(doubts(clients, "society.official_share=0.01", 5, 1), 1);
	assert_int_equal(doubts(clients, "income.enabled=true", 5, 1), 1);
	assert_int_equal(doubts(SCENARIOS "/abroad/abroad/tanzania.yaml", NULL, 0, 0), 0);
}

PART(population_build)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(refusals),
		cmocka_unit_test(a_table_of_noughts),
		cmocka_unit_test(no_table_at_all),
		cmocka_unit_test(what_is_shipped),
		cmocka_unit_test(a_scenario_carries_it),
		cmocka_unit_test(nothing_by_subtraction),
		cmocka_unit_test(incomes_are_not_borrowed_in_silence),
	};
	return run_part(tests, NULL, NULL);
}
