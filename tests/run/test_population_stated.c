/* A population of one's own: what its table states is what is made, and what cannot be is told. */
#include "population_help.h"
#include "runner.h"

#include "input/schema/scenario.h"
#include "model/population/census.h"
#include "model/population/population.h"
#include "run/population_map.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "socred/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what a table states is counted again from the people as they are made ---- */
struct stated {
	struct soc_population_map map;
	struct soc_csv csv;
	int64_t count[SOC_BANDS_MAX][2], persons;
};

static void states(struct stated *t, const char *rows, const char *what)
{
	struct soc_msg msg = { "" };
	int more = 1;
	memset(t, 0, sizeof *t);
	assert_int_equal(soc_population_map_read(what, strlen(what), "map.yaml", &t->map, &msg), SOC_OK);
	assert_int_equal(soc_csv_open(&t->csv, "table", rows, strlen(rows), &msg), SOC_OK);
	while (soc_csv_next(&t->csv, &more, &msg) == SOC_OK && more)
		for (int k = 0; k < 2 * t->map.bands; k++) {
			int32_t column = 0;
			int64_t count = 0;
			assert_int_equal(soc_csv_column(&t->csv, t->map.band[k / 2].of[k % 2].column, &column, &msg),
			                 SOC_OK);
			assert_int_equal(soc_csv_whole(&t->csv, column, &count, &msg), SOC_OK);
			t->count[k / 2][k % 2] += count;
			t->persons += count;
		}
}

/* The people of every community, by the table's own bands. */
static void people_of(const struct soc_plan *plan, const struct soc_scenario *s, const struct stated *t,
                      int64_t made[SOC_BANDS_MAX][2])
{
	uint16_t kin[SOC_COMMUNITY_MAX], former[SOC_COMMUNITY_MAX];
	uint8_t nature[SOC_COMMUNITY_MAX], situation[SOC_COMMUNITY_MAX], age[SOC_COMMUNITY_MAX],
		traits[SOC_COMMUNITY_MAX], home[SOC_COMMUNITY_MAX];
	struct soc_inhabitants rows = { nature, situation, age, traits, home, kin, former, NULL, NULL };
	memset(made, 0, SOC_BANDS_MAX * sizeof *made);
	for (uint32_t c = 0; c < plan->communities_count; c++) {
		soc_population_fill(plan, s, c, &rows);
		for (unsigned i = 0; i < plan->communities[c].count; i++) {
			int band = 0;
			while (age[i] > t->map.band[band].to)
				band++;
			made[band][!soc_nature_male(nature[i])]++;
		}
	}
}

/* Of as many people as were counted, each cell of the table is exactly there, in every replicate; of fewer,
 * up to one in each region for each band that the cell is made by; where nobody was counted there is nobody.
 */
static void as_stated(const char *rows, const char *what, int64_t persons)
{
	struct stated *t = calloc(1, sizeof *t);
	struct soc_scenario *s = calloc(1, sizeof *s);
	char *text = NULL;
	struct soc_msg msg = { "" };
	struct soc_plan plan;
	int64_t people[SOC_BANDS_MAX][2];
	assert_true(t != NULL && s != NULL);
	states(t, rows, what);
	if (made(rows, what, &text, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	soc_scenario_defaults(s);
	s->population = text;
	s->people.persons = persons > 0 ? persons : t->persons;
	if (soc_plan_init(&plan, s, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	for (uint64_t seed = 1; seed <= 2; seed++) {
		soc_plan_draw(&plan, seed);
		people_of(&plan, s, t, people);
		for (int k = 0; k < 2 * t->map.bands; k++) {
			const struct soc_map_band *band = &t->map.band[k / 2];
			const int64_t counted = t->count[k / 2][k % 2], is = people[k / 2][k % 2];
			const double scaled = (double)counted * (double)s->people.persons / (double)t->persons;
			const int pieces = soc_bands_of(&t->map.made, (unsigned)band->to) -
			                   soc_bands_of(&t->map.made, (unsigned)band->from) + 1;
			const double allowed = (double)pieces * plan.regions_count;
			if (counted == 0 || s->people.persons == t->persons
			        ? (double)is != scaled
			        : (double)is - scaled > allowed || scaled - (double)is > allowed)
				fail_msg("%s, seed %d, %s aged %d to %d: %lld made, %g stated", t->map.name, (int)seed,
				         k % 2 ? "women" : "men", band->from, band->to, (long long)is, scaled);
		}
	}
	soc_plan_release(&plan);
	soc_text_free(text);
	free(s);
	free(t);
}

static char *file_of(const char *population, const char *file)
{
	char path[512];
	snprintf(path, sizeof path, POPULATIONS "%s/%s", population, file);
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	char *text = calloc(1, 1 << 20);
	assert_non_null(text);
	assert_true(fread(text, 1, (1 << 20) - 1, f) > 0);
	fclose(f);
	return text;
}

/* A table by single years, 40 of each sex in every second one and nobody between. */
static void single_years(char *rows, char *what)
{
	size_t n = 0, w = 0;
	n += (size_t)sprintf(rows, "place");
	for (int sex = 0; sex < 2; sex++)
		for (int year = 0; year <= 92; year++)
			n += (size_t)sprintf(rows + n, ",%c%d", "mf"[sex], year);
	n += (size_t)sprintf(rows + n, ",homes,alone,home\nA");
	for (int sex = 0; sex < 2; sex++)
		for (int year = 0; year <= 92; year++)
			n += (size_t)sprintf(rows + n, ",%d", year % 2 ? 0 : 40);
	sprintf(rows + n, ",1500,400,3740\n");
	w += (size_t)sprintf(what, "socred: 1\npopulation_map: 1\nname: years\ntitle: Years\nsource: made up\n"
	                           "licence: none\nplace: place\nurban: 1\nminority_percent: 10\n"
	                           "longitude: 1\nlatitude: 1\nhouseholds: {all: homes, one_person: alone}\n"
	                           "in_households: home\ngenerations: {1: 0.4, 2: 0.5, 3: 0.1, 4+: 0}\n");
	for (int sex = 0; sex < 2; sex++) {
		w += (size_t)sprintf(what + w, sex ? "women: {" : "men: {");
		for (int year = 0; year <= 92; year++)
			w += (size_t)sprintf(what + w, "%s%d%s: %c%d", year ? ", " : "", year, year == 92 ? "+" : "",
			                     "mf"[sex], year);
		w += (size_t)sprintf(what + w, "}\n");
	}
}

static void stated_is_made(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int64_t persons;
	} shipped[] = { { "welfare-clients", 0 }, { "welfare-clients", 10000 }, { "welfare-clients", 777 },
		            { "china-2010", 100000 }, { "bolivia", 20000 },         { "ecuador", 20000 },
		            { "eritrea", 20000 },     { "kazakhstan", 20000 },      { "kyrgyzstan", 20000 },
		            { "mongolia", 20000 },    { "mozambique", 20000 },      { "nicaragua", 20000 },
		            { "tanzania", 20000 } };
	for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
		char *rows = file_of(shipped[i].name, "table.csv"), *what = file_of(shipped[i].name, "map.yaml");
		as_stated(rows, what, shipped[i].persons);
		free(rows);
		free(what);
	}
	as_stated(table, map, 0);
	as_stated(table, map, 1000);
	char *rows = malloc(1 << 14), *what = malloc(1 << 14);
	assert_true(rows != NULL && what != NULL);
	single_years(rows, what);
	as_stated(rows, what, 0);
	as_stated(rows, what, 500);
	free(rows);
	free(what);
}

/* What a text of a population may not have for bands of age and sizes of households. */
static void bands_of_a_text(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to, *says;
	} cases[] = {
		{ "m_15_17", "m_15_16", "men aged 17 are needed here" },
		{ "m_18_19", "m_19_19", "men aged 18 are needed here" },
		{ "f_18_19", "f_18_20", "there is no column \"f_18_19\"" },
		{ "m_85_plus", "m_85_99", "or these cut further" },
		{ ",hh_size_3_plus", ",hh_size_4_plus", "there is no column \"hh_size_3\"" },
		{ ",1800,4470,600,1080,720,0,0,450,", ",1800,4470,600,1080,720,0,0,460,",
		  "are not the sum of their sizes" },
	};
	char *whole = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(made(table, map, &whole, &msg), SOC_OK);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *wrong = edited(whole, cases[i].from, cases[i].to);
		struct soc_census_files files = { 0 };
		struct soc_census census;
		assert_int_equal(soc_census_own(wrong, &files, &msg), SOC_OK);
		const enum soc_err err = soc_census_read(&census, &files, &msg);
		if (err != SOC_ERR_DATA || strstr(msg.text, cases[i].says) == NULL)
			fail_msg("%s: %d, %s", cases[i].to, (int)err, msg.text);
		free(wrong);
	}
	soc_text_free(whole);
}

/* Sizes above one are made by their mean: where they are not as counted, it is said, with both numbers, and
 * is no fault of the program. */
static void sizes_are_told(void **state)
{
	(void)state;
	char *whole = NULL, *text = NULL;
	struct soc_fit *fit = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(made(table, map, &whole, &msg), SOC_OK);
	const struct soc_population_options options = {
		.data = "towns", .population = whole, .persons = 4500, .seed = 1
	};
	assert_int_equal(soc_population_fit(&options, &fit, &msg), SOC_OK);
	assert_int_equal(soc_fit_controls(fit), 10);
	assert_int_equal(soc_fit_age_bands(fit), 20);
	assert_int_equal(soc_fit_age_band_from(fit, 5), 18);
	assert_int_equal(soc_fit_age_band_from(fit, 20), -1);
	assert_false(soc_fit_meets_controls(fit));
	assert_true(soc_fit_misses_are_explained(fit));
	assert_int_equal(soc_fit_text(fit, "table", &text, &msg), SOC_OK);
	assert_non_null(strstr(text, "Households by size are not held"));
	assert_non_null(strstr(text, "  of 2: 450 by the count, "));
	assert_non_null(strstr(text, "  of 3 and more: 750 by the count, "));
	assert_null(strstr(text, "Every control is met"));
	assert_non_null(strstr(text, "\n15-17 "));
	soc_text_free(text);
	soc_fit_free(fit);
	soc_text_free(whole);
}

/* And `check` says it of a scenario over such people, before anything is run. */
static void check_says_it(void **state)
{
	(void)state;
	char *whole = NULL;
	struct soc_msg msg = { "" };
	struct soc_scenario *s = calloc(1, sizeof *s);
	struct soc_scenario *base = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	int found = 0;
	assert_non_null(s);
	assert_int_equal(made(table, map, &whole, &msg), SOC_OK);
	assert_int_equal(
		soc_scenario_read(SCENARIOS "/errors/welfare-score/clients.yaml", NULL, 0, &base, NULL, &msg),
		SOC_OK);
	*s = *base;
	s->population = whole;
	s->people.persons = 4500;
	assert_int_equal(soc_sim_check(s, &diagnostics, &msg), SOC_OK);
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *d = soc_diagnostics_at(diagnostics, i);
		found += d->warning && strstr(d->text, "households of size 2: by the count 450, made ") != NULL;
	}
	assert_int_equal(found, 1);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(base);
	soc_text_free(whole);
	free(s);
}

PART(population_stated)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stated_is_made),
		cmocka_unit_test(bands_of_a_text),
		cmocka_unit_test(sizes_are_told),
		cmocka_unit_test(check_says_it),
	};
	return run_part(tests, NULL, NULL);
}
