/* Structural-demographic stress: closed forms, another integrator, without each cause, and the width of the
 * year. */
#include "theory_test.h"

#include "base/num.h"

#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

/* At steady growth of labour by 2.8%, of jobs by 1% and with wages that follow their ratio: w = exp(-0.018
 * t), e = 1 + mu0 ((exp(0.018 t) - 1) / 0.018 - t), debt to 0.03 / 0.04 at a rate of 4% a year. */
static void at_steady_growth(void **state)
{
	(void)state;
	for (int t = 10; t <= 40; t += 10) {
		char settings[80];
		snprintf(settings, sizeof settings, "labour_slows=0 distrust_growth=0 draws=0 at=%d", 1980 + t);
		struct soc_theory_result *r = theory_run("stress", settings, 1, 1);
		const double w = soc_num_exp(-0.018 * t), e = 1.0 + 0.1 * ((1.0 / w - 1.0) / 0.018 - t);
		const double debt = 0.75 - 0.65 * soc_num_exp(-0.04 * t);
		const double odds = 0.194 / 0.806 * soc_num_exp(0.05 * t);
		const double masses = odds / (1.0 + odds) / 0.194 / w, elites = e * e * 0.5 / (1.0 - 0.5 * w);
		theory_near("wage", theory_value(r, "wage_at"), w, 1e-9);
		theory_near("elite", theory_value(r, "elite_at"), e, 1e-9);
		theory_near("debt", theory_value(r, "debt_at"), debt, 1e-9);
		theory_near("masses", theory_value(r, "masses_at"), masses, 1e-8);
		theory_near("elites", theory_value(r, "elites_at"), elites, 1e-8);
		theory_near("fiscal", theory_value(r, "fiscal_at"), debt / 0.1, 1e-8);
		theory_near("stress", theory_value(r, "stress_at"), masses * elites * debt / 0.1, 1e-6);
		assert_true(isnan(theory_value(r, "elite_peak_year")));
		soc_theory_free(r);
	}
}

/* Elite after t years by the trapezoid's rule with h and h / 2, extrapolated (Richardson), at a slowing
 * growth of labour, wages that follow GDP by less than one and labour twice as strongly. */
static double elite_by_hand(int t)
{
	double sum[2] = { 0.0, 0.0 };
	for (int fine = 0; fine < 2; fine++) {
		const int n = t * 8 * (1 + fine);
		for (int i = 0; i <= n; i++) {
			const double s = (double)t * i / n, labour = 0.028 * s - 0.0004 * s * s;
			const double w = soc_num_pow(soc_num_exp(0.07 * s - labour), -0.1) *
			                 soc_num_pow(soc_num_exp(0.01 * s - labour), 2.0);
			sum[fine] += (i == 0 || i == n ? 0.5 : 1.0) * 0.1 * (1.0 - w) / w * t / n;
		}
	}
	return 1.0 + (4.0 * sum[1] - sum[0]) / 3.0;
}

static void by_another_integrator(void **state)
{
	(void)state;
	for (int t = 5; t <= 40; t += 5) {
		char settings[80];
		snprintf(settings, sizeof settings, "wage_by_gdp=0.9 wage_by_scarcity=2 draws=0 at=%d", 1980 + t);
		theory_near(settings, theory_figure("stress", settings, "elite_at") / elite_by_hand(t), 1.0, 1e-6);
	}
}

/* Wages turn where labour grows as its demand does, and are back where they began after twice that time. */
static void when_it_turns(void **state)
{
	(void)state;
	static const struct {
		const char *settings;
		double turns;
	} cases[] = { { "draws=0", 22.5 },
		          { "jobs_growth=0.016 draws=0", 15.0 },
		          { "labour_growth=0.024 draws=0", 17.5 },
		          { "labour_slows=0.0009 draws=0", 20.0 } };
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct soc_theory_result *r = theory_run("stress", cases[i].settings, 1, 1);
		theory_near(cases[i].settings, theory_value(r, "wage_low_year"), 1980 + cases[i].turns, 1e-3);
		theory_near(cases[i].settings, theory_value(r, "elite_peak_year"), 1980 + 2 * cases[i].turns, 1e-3);
		soc_theory_free(r);
	}
}

/* The years of docs/guide/theory.md, each with one assumption moved; 0: never. */
static void from_which_assumption(void **state)
{
	static const struct {
		const char *settings;
		double year;
	} cases[] = {
		{ "", 2027.57 },
		{ "jobs_growth=0.016", 2018.30 },
		{ "jobs_growth=0.004", 2035.57 },
		{ "labour_growth=0.024", 2020.81 },
		{ "labour_growth=0.032", 2033.89 },
		{ "labour_slows=0.0009", 2023.11 },
		{ "labour_slows=0.0007", 2033.13 },
		{ "wage_by_gdp=1.05", 2023.19 },
		{ "wage_by_gdp=0.95", 2032.06 },
		{ "wage_needed=0.9", 2021.88 },
		{ "wage_needed=1.1", 0 },
		{ "wage_by_scarcity=0.5", 2027.78 },
		{ "wage_by_scarcity=2", 0 },
		{ "labour_share=0.4", 2025.18 },
		{ "labour_share=0.6", 0 },
		{ "distrust_growth=-0.01", 2024.53 },
		{ "distrust_growth=0.01", 2030.23 },
		{ "gdp_growth=0.09", 2026.30 },
		{ "gdp_growth=0.05", 2029.88 },
		{ "mobility=0.2", 2026.85 },
		{ "mobility=0.05", 2029.14 },
		{ "start=1949", 1996.57 },
		{ "start=1990", 2037.57 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char settings[80];
		snprintf(settings, sizeof settings, "draws=0 %s", cases[i].settings);
		const double year = theory_figure("stress", settings, "peak_year");
		if (cases[i].year > 0)
			theory_near(settings, year, cases[i].year, 0.006);
		else
			assert_true(isnan(year));
	}
}

/* Of the stable population, by summing it up: those of 20 to 29 years among all below 80, after 20 years in
 * which growth has come down from 0.8% to nothing; everybody lives in towns, and wages do not care. */
static void young_people(void **state)
{
	double of[2] = { 0.0, 0.0 }, all[2] = { 0.0, 0.0 };
	(void)state;
	for (int i = 0; i < 80000; i++) {
		const double age = (i + 0.5) / 1000.0, live[2] = { soc_num_exp(-0.008 * age), 1.0 };
		for (int k = 0; k < 2; k++) {
			all[k] += live[k];
			of[k] += age >= 20 && age < 30 ? live[k] : 0.0;
		}
	}
	theory_near("young",
	            theory_figure("stress",
	                          "labour_growth=0.008 labour_slows=0.0004 urban=1 wage_by_scarcity=0 draws=0",
	                          "masses_at"),
	            of[1] / all[1] / (of[0] / all[0]), 1e-7);
}

/* Without each cause. */
static void without_causes(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("stress", "labour_slows=0 jobs_growth=0.028 draws=0", 1, 1);
	theory_near("as much work as people", theory_value(r, "wage_at"), 1.0, 1e-12);
	theory_near("no more elites", theory_value(r, "elites_at"), 1.0, 1e-12);
	soc_theory_free(r);
	theory_near("nobody rises", theory_figure("stress", "mobility=0 draws=0", "elite_at"), 1.0, 0.0);
	theory_near("no debt", theory_figure("stress", "debt=0 deficit=0 draws=0", "stress_at"), 0.0, 0.0);
	assert_true(isnan(theory_figure("stress", "debt=0 deficit=0 draws=0", "peak_year")));
	/* A steady debt, its growth that of GDP: the fiscal part stays. */
	theory_near("debt", theory_figure("stress", "interest=0.07 deficit=0 draws=0", "fiscal_at"), 1.0, 1e-12);
}

/* Wages of twice those at the start leave elites of half of GDP nothing: there the equations end, after ln 2
 * / 0.05 = 13.9 years, with no value beyond. */
static void where_it_ends(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run(
		"stress", "labour_growth=0.01 labour_slows=0 jobs_growth=0.06 mobility=0 draws=0 at=1993", 1, 1);
	assert_false(isnan(theory_value(r, "stress_at")));
	soc_theory_free(r);
	assert_true(isnan(theory_figure(
		"stress", "labour_growth=0.01 labour_slows=0 jobs_growth=0.06 mobility=0 draws=0 at=1994",
		"stress_at")));
	assert_true(isnan(theory_figure("stress", "at=1979 draws=0", "stress_at")));
}

/* Every assumption set by hand stays in all draws, so that the width is none and lies on the year itself. */
static void held(void **state)
{
	const struct soc_theory_kind *kind = soc_theory_find("stress", NULL);
	double keys[SOC_THEORY_KEYS];
	struct soc_theory_result *r = NULL;
	(void)state;
	assert_int_equal(soc_theory_set_all(kind, "draws=50", keys, NULL), SOC_OK);
	for (int i = 0; i < kind->of->keys_count; i++)
		if (!isnan(kind->of->keys[i].likely_low) && !kind->of->keys[i].whole)
			keys[i] += 1e-9;
	assert_int_equal(soc_theory_run_keys(kind, keys, 1, 2, NULL, &r, NULL), SOC_OK);
	const double year = theory_value(r, "peak_year");
	theory_near("low", theory_value(r, "drawn_low"), year, 1e-9);
	theory_near("high", theory_value(r, "drawn_high"), year, 1e-9);
	theory_near("within", theory_value(r, "drawn_within"), 1.0, 0.0);
	theory_near("never", theory_value(r, "drawn_never"), 0.0, 0.0);
	soc_theory_free(r);
}

/* The width that the guide tells: seed 1, within four standard errors of the mean of five replicates of 1,000
 * points. */
static void width(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("stress", "", 1, 5);
	const double low = theory_value(r, "drawn_low"), middle = theory_value(r, "drawn_middle"),
				 high = theory_value(r, "drawn_high");
	assert_true(low < middle && middle < high);
	theory_near("low", low, 2008.9, 1.5);
	theory_near("middle", middle, 2025.8, 0.8);
	theory_near("high", high, 2041.8, 2.2);
	theory_near("within", theory_value(r, "drawn_within"), 0.392, 0.03);
	theory_near("never", theory_value(r, "drawn_never"), 0.283, 0.03);
	soc_theory_free(r);
	/* Who asks about every year has all peaks within. */
	r = theory_run("stress", "from=1500 to=3500 draws=200", 1, 1);
	theory_near("all", theory_value(r, "drawn_within") + theory_value(r, "drawn_never"), 1.0, 1e-12);
	soc_theory_free(r);
}

static void what_is_refused(void **state)
{
	(void)state;
	const struct soc_theory_kind *kind = soc_theory_find("stress", NULL);
	double keys[SOC_THEORY_KEYS];
	struct soc_theory_result *r = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_theory_set_all(kind, "from=2030 to=2029", keys, NULL), SOC_OK);
	assert_int_equal(soc_theory_run_keys(kind, keys, 1, 1, NULL, &r, &msg), SOC_ERR_USAGE);
	assert_null(r);
	assert_non_null(strstr(msg.text, "the last year lies before the first"));
}

PART(stress)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_steady_growth),
		cmocka_unit_test(by_another_integrator),
		cmocka_unit_test(when_it_turns),
		cmocka_unit_test(from_which_assumption),
		cmocka_unit_test(without_causes),
		cmocka_unit_test(where_it_ends),
		cmocka_unit_test(held),
		cmocka_unit_test(width),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(young_people),
	};
	return run_part(tests, NULL, NULL);
}
