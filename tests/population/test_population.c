/* The people themselves: exact against the census, whole households, symmetric kin, the same in any order. */
#include "help.h"
#include "runner.h"

#include "base/mem.h"
#include "model/population/fit.h"

#include "socred/scenario.h"

#include <math.h>
#include <stdlib.h>

static struct soc_fit *fit_make(int64_t persons, int64_t seed, const char *provinces)
{
	struct soc_population_options options = {
		.data = "china-2020", .provinces = provinces, .persons = persons, .seed = seed
	};
	struct soc_fit *fit = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = soc_population_fit(&options, &fit, &msg);
	if (err)
		fail_msg("%s", msg.text);
	return fit;
}

/* Families 0 to 5 hold at every size; households from sizes at which strata can hold them. */
static void check_exact(int64_t persons, int64_t seed, const char *provinces, int households_too)
{
	struct soc_fit *fit = fit_make(persons, seed, provinces);
	int64_t built = 0;
	for (int band = 0; band < soc_fit_age_bands(fit); band++)
		built += soc_fit_people(fit, 0, band, NULL) + soc_fit_people(fit, 1, band, NULL);
	assert_int_equal(built, persons);
	for (size_t i = 0; i < soc_fit_controls(fit); i++) {
		struct soc_control c = soc_fit_control(fit, i);
		int household = strstr(c.name, "household") != NULL;
		assert_true(c.figures > 0);
		if (household ? households_too && !(c.largest <= 1.0 + 1e-6) : !(c.largest <= 1.0 + 1e-6))
			fail_msg("%lld people, seed %lld, %s: off by %g at %s", (long long)persons, (long long)seed,
			         c.name, c.largest, c.where);
	}
	assert_true(households_too ? soc_fit_meets_controls(fit) : soc_fit_misses_are_explained(fit));
	soc_fit_free(fit);
}

static void test_exact(void **state)
{
	(void)state;
	size_t live = soc_mem_live();
	for (int64_t seed = 1; seed <= (runner_sparse() ? 1 : 2); seed++) {
		check_exact(1, seed, "all", 0);
		check_exact(10, seed, "all", 0);
		check_exact(400, seed, "all", 0);
		check_exact(20000, seed, "all", 0);
		if (!runner_sparse())
			check_exact(1000000, seed, "all", 1);
		check_exact(238501, seed, "Hubei,Tibet, Guangdong", 1);
		check_exact(20000, seed, "Beijing", 1);
	}
	assert_int_equal(soc_mem_live(), live);
}

/* At 20 000 people only the thinnest provinces cannot hold all their households. */
static void test_few_people(void **state)
{
	(void)state;
	struct soc_fit *fit = fit_make(20000, 5, "all");
	int64_t changed = 0;
	for (int r = 0; r < fit->plan.regions_count; r++)
		changed += soc_plan_inner(&fit->plan)->regions[r].changed;
	assert_true(changed > 0 && changed <= 10);
	/* They are no rounding, whatever the number of people. */
	for (size_t i = 0; i < soc_fit_controls(fit); i++)
		assert_true(soc_fit_control(fit, i).allowed == 1);
	assert_false(soc_fit_meets_controls(fit));
	assert_true(soc_fit_misses_are_explained(fit));
	soc_fit_free(fit);
}

/* The fit sees what is wrong: one person of another sex, a household torn, a link that is not returned. */
static void test_fit_sees(void **state)
{
	(void)state;
	struct soc_scenario s;
	struct rows r;
	struct soc_inhabitants f = rows_columns(&r);
	struct soc_fit *fit = fit_make(100000, 3, "all");
	scenario_make(&s, 100000, 3, "all");
	soc_population_fill(&fit->plan, &s, 0, &f);
	/* the same community once more: too many people */
	soc_fit_add(fit, 0, &f);
	soc_fit_compare(fit);
	assert_false(soc_fit_meets_controls(fit));
	assert_true(soc_fit_control(fit, 0).largest > 100);
	soc_fit_free(fit);

	fit = fit_make(100000, 3, "all");
	fit->regions[0].sex_age[7][0] -= 2;
	fit->regions[0].sex_age[7][1] += 2;
	soc_fit_compare(fit);
	assert_false(soc_fit_meets_controls(fit));
	fit->regions[0].sex_age[7][0] += 2;
	fit->regions[0].sex_age[7][1] -= 2;
	soc_fit_compare(fit);
	assert_true(soc_fit_meets_controls(fit));
	unsigned linked = 0;
	while (linked < fit->plan.communities[0].count && r.kin[linked] == SOC_NO_ROW)
		linked++;
	assert_true(linked < fit->plan.communities[0].count);
	r.kin[r.kin[linked]] = SOC_NO_ROW;
	int64_t broken = fit->broken;
	soc_fit_add(fit, 0, &f);
	assert_int_equal(fit->broken, broken + 1);
	soc_fit_free(fit);
}

static void check_rows(const struct rows *r, unsigned count, unsigned urban)
{
	for (unsigned i = 0; i < count;) {
		unsigned size = soc_home_size(r->home[i]);
		assert_true(size >= 1 && size <= 15 && i + size <= count);
		for (unsigned k = 0; k < size; k++) {
			assert_int_equal(soc_home_position(r->home[i + k]), k);
			assert_int_equal(soc_home_size(r->home[i + k]), size);
			assert_int_equal(soc_situation_urban(r->situation[i + k]), urban);
			assert_true(soc_situation_quintile(r->situation[i + k]) < 5 &&
			            soc_situation_age_band(r->situation[i + k]) < SOC_AGE_BANDS);
			assert_true(r->age[i + k] <= 100);
			unsigned age = r->age[i + k];
			assert_int_equal(soc_situation_age_band(r->situation[i + k]),
			                 (age >= 18) + (age >= 30) + (age >= 45) + (age >= 60));
			assert_true(k == 0 ? soc_traits_role(r->traits[i]) == SOC_ROLE_HEAD ||
			                         soc_traits_role(r->traits[i]) == SOC_ROLE_COLLECTIVE
			                   : soc_traits_role(r->traits[i + k]) != SOC_ROLE_HEAD);
			if (soc_traits_class(r->traits[i + k]) != SOC_CITIZEN)
				assert_true(age >= 25 && age <= 64);
			if (soc_traits_employed(r->traits[i + k]))
				assert_true(age >= 18 && age <= 59);
		}
		i += size;
	}
	for (unsigned i = 0; i < count; i++) {
		unsigned kin = r->kin[i], former = r->former[i];
		if (kin != SOC_NO_ROW) {
			assert_true(kin < count && r->kin[kin] == i);
			int gap = abs((int)r->age[i] - (int)r->age[kin]);
			assert_true(gap >= 20 && gap <= 35);
			assert_true(r->age[i] > r->age[kin] ? r->age[i] >= 55 : r->age[kin] >= 55);
		}
		if (former != SOC_NO_ROW) {
			assert_true(former < count && r->former[former] == i);
			assert_true(soc_nature_male(r->nature[i]) != soc_nature_male(r->nature[former]));
			assert_true(abs((int)r->age[i] - (int)r->age[former]) <= 8);
			assert_true(i - soc_home_position(r->home[i]) != former - soc_home_position(r->home[former]));
		}
	}
}

static void test_rows(void **state)
{
	(void)state;
	struct soc_scenario s;
	struct soc_plan plan;
	struct soc_msg msg = { "" };
	struct rows r;
	struct soc_inhabitants f = rows_columns(&r);
	scenario_make(&s, 300000, 11, "all");
	assert_int_equal(soc_plan_init(&plan, &s, &msg), SOC_OK);
	uint64_t next = 0;
	for (uint32_t c = 0; c < plan.communities_count; c++) {
		const struct soc_community *k = &plan.communities[c];
		assert_true(k->first_person == next && k->count >= 1 && k->count <= SOC_COMMUNITY_MAX);
		next += k->count;
		memset(&r, 0xee, sizeof r);
		soc_population_fill(&plan, &s, c, &f);
		check_rows(&r, k->count, (unsigned)plan.strata[k->stratum].urban);
		for (unsigned i = k->count; i < SOC_COMMUNITY_MAX; i++)
			assert_true(r.age[i] == 0xee && r.nature[i] == 0xee && r.situation[i] == 0xee);
	}
	assert_int_equal(next, 300000);
	/* strata and their communities are in one order */
	uint32_t first = 0;
	for (int32_t i = 0; i < plan.strata_count; i++) {
		assert_int_equal(plan.strata[i].first_community, first);
		first += plan.strata[i].communities;
		int64_t persons = 0;
		for (uint32_t c = plan.strata[i].first_community; c < first; c++) {
			assert_int_equal(plan.communities[c].stratum, (uint32_t)i);
			persons += plan.communities[c].count;
		}
		assert_int_equal(persons, plan.strata[i].persons);
	}
	assert_int_equal(first, plan.communities_count);
	soc_plan_release(&plan);
	soc_plan_release(&plan);
}

/* Two plans, communities filled forwards and backwards: the same bytes; another seed: others. */
static void test_pure(void **state)
{
	(void)state;
	struct soc_scenario s;
	struct soc_plan a, b, other;
	struct soc_msg msg = { "" };
	scenario_make(&s, 60000, 4, "Shandong,Gansu");
	assert_int_equal(soc_plan_init(&a, &s, &msg), SOC_OK);
	assert_int_equal(soc_plan_init(&b, &s, &msg), SOC_OK);
	s.seed = 5;
	assert_int_equal(soc_plan_init(&other, &s, &msg), SOC_OK);
	struct rows *rows = calloc(a.communities_count, sizeof *rows), one;
	assert_non_null(rows);
	assert_int_equal(a.communities_count, b.communities_count);
	for (uint32_t c = 0; c < a.communities_count; c++) {
		struct soc_inhabitants f = rows_columns(&rows[c]);
		soc_population_fill(&a, &s, c, &f);
	}
	int64_t same = 0, rows_count = 0;
	for (uint32_t c = a.communities_count; c-- > 0;) {
		memset(&one, 0, sizeof one);
		struct soc_inhabitants f = rows_columns(&one);
		soc_population_fill(&b, &s, c, &f);
		assert_memory_equal(&one, &rows[c], sizeof one);
		memset(&one, 0, sizeof one);
		if (c < other.communities_count) {
			soc_population_fill(&other, &s, c, &f);
			for (unsigned i = 0; i < a.communities[c].count; i++, rows_count++)
				same += one.age[i] == rows[c].age[i];
		}
	}
	assert_true(same < rows_count / 10);
	free(rows);
	soc_plan_release(&a);
	soc_plan_release(&b);
	soc_plan_release(&other);
}

/* Shares drawn person by person, of 400 000 people: within 5 standard errors, a false alarm in some hundred
 * thousand runs. */
static void test_drawn_shares(void **state)
{
	(void)state;
	if (runner_sparse())
		skip(); /* numbers, not ways through the code: those of test_rows and test_exact */
	static const double theta[SOC_THETA_BUCKETS] = SOC_THETA_CUTS, phi[SOC_PHI_BUCKETS] = SOC_PHI_CUTS;
	enum { PERSONS = 400000 };
	int64_t by_theta[SOC_THETA_BUCKETS] = { 0 }, by_phi[SOC_PHI_BUCKETS] = { 0 };
	struct soc_scenario s;
	struct soc_plan plan;
	struct soc_msg msg = { "" };
	struct rows r;
	struct soc_inhabitants f = rows_columns(&r);
	scenario_make(&s, PERSONS, 21, "all");
	assert_int_equal(soc_plan_init(&plan, &s, &msg), SOC_OK);
	for (uint32_t c = 0; c < plan.communities_count; c++) {
		soc_population_fill(&plan, &s, c, &f);
		for (unsigned i = 0; i < plan.communities[c].count; i++) {
			by_theta[soc_nature_theta(r.nature[i])]++;
			by_phi[soc_nature_phi(r.nature[i])]++;
		}
	}
	for (int i = 0; i < SOC_THETA_BUCKETS; i++) {
		double p = theta[i] - (i ? theta[i - 1] : 0);
		assert_true(fabs((double)by_theta[i] - p * PERSONS) < 5 * sqrt(PERSONS * p * (1 - p)));
	}
	for (int i = 0; i < SOC_PHI_BUCKETS; i++) {
		double p = phi[i] - (i ? phi[i - 1] : 0);
		assert_true(fabs((double)by_phi[i] - p * PERSONS) < 5 * sqrt(PERSONS * p * (1 - p)));
	}
	soc_plan_release(&plan);
	struct soc_fit *fit = fit_make(PERSONS, 21, "all");
	struct soc_plausibility p = soc_fit_plausibility(fit);
	soc_fit_free(fit);
	assert_true(fabs(p.executive - 0.02) < 0.002 && fabs(p.official - 0.01) < 0.0015);
	assert_true(fabs(p.employed - 0.75) < 0.006);
	for (int q = 0; q < 5;
	     q++) /* members of a household share most of their rank: about 150 000 households */
		assert_true(fabs(p.quintiles[2][q] - 0.2) < 0.006);
	assert_true(p.quintiles[1][4] > 2 * p.quintiles[0][4] && p.quintiles[0][0] > 2 * p.quintiles[1][0]);
	assert_true(fabs(p.kin_linked - 0.5) < 0.02 && fabs(p.former_linked - 0.5) < 0.03);
	assert_int_equal(p.kin_broken, 0);
	/* families are families */
	assert_true(p.couples > 80000 && p.spouse_implausible < 0.02 && fabs(p.spouse_gap_median - 2) <= 2);
	assert_true(p.children > 90000 && p.child_implausible < 0.01 && fabs(p.child_gap_median - 28) <= 3);
	assert_true(p.elders > 30000 && p.elder_implausible < 0.01 && fabs(p.elder_gap_median - 27) <= 3);
}

/* Of 100 people none are parents with a child at home: nothing is told of them, and not that it is 0. */
static void test_nobody_counted(void **state)
{
	(void)state;
	struct soc_fit *fit = fit_make(100, 1, "all");
	const struct soc_plausibility p = soc_fit_plausibility(fit);
	struct soc_msg msg = { "" };
	char *table = NULL, *json = NULL;
	assert_true(p.children == 0 && isnan(p.child_gap_median) && isnan(p.child_implausible));
	assert_true(p.couples > 0 && p.couples < 100 && !isnan(p.spouse_gap_median));
	assert_int_equal(soc_fit_text(fit, "table", &table, &msg), SOC_OK);
	assert_int_equal(soc_fit_text(fit, "json", &json, &msg), SOC_OK);
	soc_fit_free(fit);
	const char *of = strstr(table, "head and child");
	assert_non_null(of);
	assert_int_equal(strspn(of + strlen("head and child"), " 0-"),
	                 strcspn(of, "\n") - strlen("head and child"));
	assert_non_null(strstr(table, "fewer than 100 cases\n"));
	assert_null(strstr(table, " nan"));
	assert_non_null(strstr(json, "\"children\":{\"pairs\":0,\"low\":null,\"median\":null,"));
	assert_null(strstr(json, ":nan"));
	soc_text_free(table);
	soc_text_free(json);
}

static void test_refused(void **state)
{
	(void)state;
	struct soc_scenario s;
	struct soc_plan plan;
	struct soc_msg msg = { "" };
	scenario_make(&s, 0, 1, "all");
	assert_int_equal(soc_plan_init(&plan, &s, &msg), SOC_ERR_LIMIT);
	assert_non_null(strstr(msg.text, "people.persons is 0"));
	scenario_make(&s, 1500000001, 1, "all");
	assert_int_equal(soc_plan_init(&plan, &s, &msg), SOC_ERR_LIMIT);
	scenario_make(&s, 10, 1, "Beijng");
	assert_int_equal(soc_plan_init(&plan, &s, &msg), SOC_ERR_SCENARIO);
	assert_non_null(strstr(msg.text, "Beijing"));
	assert_null(plan.inner);
	struct soc_population_options options = { .data = "nowhere", .persons = 10 };
	struct soc_fit *fit = NULL;
	assert_int_equal(soc_population_fit(&options, &fit, &msg), SOC_ERR_SCENARIO);
	assert_null(fit);
	const int stop = 1;
	options.data = "china-2020";
	options.stop = &stop;
	assert_int_equal(soc_population_fit(&options, &fit, &msg), SOC_ERR_INTERRUPTED);
	assert_null(fit);
}

PART(population)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exact),          cmocka_unit_test(test_few_people),
		cmocka_unit_test(test_fit_sees),       cmocka_unit_test(test_rows),
		cmocka_unit_test(test_pure),           cmocka_unit_test(test_drawn_shares),
		cmocka_unit_test(test_nobody_counted), cmocka_unit_test(test_refused),
	};
	return run_part(tests, NULL, NULL);
}
