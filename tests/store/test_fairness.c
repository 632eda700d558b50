/* Groups: rates of a confusion matrix by hand and against what was published of COMPAS, what cannot be alike,
 * and what is told of a results file. */
#include "made.h"
#include "runner.h"

#include "analysis/fairness.h"
#include "base/data.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static double rate(const struct soc_confusion *c, enum soc_rate r)
{
	return soc_confusion_rate(c, r, NULL, NULL);
}

static void near(double have, double want, double within)
{
	if (!(fabs(have - want) <= within))
		fail_msg("%.15g, wanted %.15g within %g", have, want, within);
}

/* Of 200 people 60 did it; 50 are selected, 40 of them rightly. */
static void rates_by_hand(void **state)
{
	(void)state;
	const struct soc_confusion c = { 40, 10, 20, 130 };
	static const double want[SOC_RATES_COUNT] = {
		50.0 / 200,
		60.0 / 200,
		10.0 / 140,
		20.0 / 60,
		40.0 / 60,
		130.0 / 140,
		40.0 / 50,
		130.0 / 150,
		10.0 / 50,
		20.0 / 150,
		(40 * 0.8 + 20 * 20.0 / 150) / 60, /* 40 with a score of 0.8, 20 with one of 0.1333 */
		(10 * 0.8 + 130 * 20.0 / 150) / 140,
	};
	double part = 0, whole = 0;
	for (int i = 0; i < SOC_RATES_COUNT; i++)
		near(rate(&c, (enum soc_rate)i), want[i], 1e-15);
	soc_confusion_rate(&c, SOC_RATE_FALSE_OMISSION, &part, &whole);
	assert_true(part == 20.0 && whole == 150.0);
	const struct soc_confusion nobody = { 0, 0, 20, 130 };
	assert_true(isnan(rate(&nobody, SOC_RATE_POSITIVE_PREDICTIVE)));
	near(rate(&nobody, SOC_RATE_SCORE_OF_TRUE), 20.0 / 150, 1e-15); /* all have the same */
	assert_true(isnan(soc_confusion_residual(&nobody)));
}

/* ---- COMPAS: the counts that ProPublica published, high from a score of 5 (data/SOURCES.md) ---- */
static struct soc_confusion compas(const char *group)
{
	size_t length;
	struct soc_confusion c = { 0, 0, 0, 0 };
	const char *at = soc_data_file("instruments/compas.csv", &length);
	assert_non_null(at);
	for (; (at = strchr(at, '\n')) != NULL && at[1] != '\0';) {
		char name[32];
		int score, good, bad;
		at++;
		assert_int_equal(sscanf(at, "%31[^,],%d,%d,%d", name, &score, &good, &bad), 4);
		if (strcmp(name, group) != 0)
			continue;
		*(score >= 500 ? &c.true_positives : &c.false_negatives) += bad;
		*(score >= 500 ? &c.false_positives : &c.true_negatives) += good;
	}
	return c;
}

/* False positives 44.85 and 23.45%, false negatives 27.99 and 47.72% (Larson et al. 2016); PPV 63.0
 * and 59.1%, base rates 51.4 and 39.4%. */
static void compas_as_published(void **state)
{
	(void)state;
	const struct soc_confusion black = compas("African-American"), white = compas("Caucasian");
	const struct {
		enum soc_rate rate;
		double black, white, within;
	} want[] = {
		{ SOC_RATE_FALSE_POSITIVE, 0.4485, 0.2345, 5e-5 },
		{ SOC_RATE_FALSE_NEGATIVE, 0.2799, 0.4772, 5e-5 },
		{ SOC_RATE_POSITIVE_PREDICTIVE, 0.630, 0.591, 5e-4 },
		{ SOC_RATE_BASE, 0.514, 0.394, 5e-4 },
		{ SOC_RATE_SELECTION, 0.588, 0.348, 5e-4 },
	};
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		near(rate(&black, want[i].rate), want[i].black, want[i].within);
		near(rate(&white, want[i].rate), want[i].white, want[i].within);
	}
	/* With the PPV and FNR of the other group its FPR must be 38.3% and not 23.5%, and so on: worked out from
	 * the four counts 505, 349, 461, 1139 and the base rate 1901/3696. */
	static const double forced[] = { 0.3826184997433635, 0.7024278406155039, 0.3827918561039742,
		                             0.5999017374718492, 0.5860424525058029 };
	for (int i = 0; i < SOC_CONFLICTS_COUNT; i++)
		near(soc_conflict_forced((enum soc_conflict)i, &black, &white), forced[i], 1e-14);
}

/* ---- what cannot be alike ---- */
static unsigned long long word; /* of a linear congruential generator (Knuth) */
static double next(int most)
{
	word = word * 6364136223846793005ULL + 1442695040888963407ULL;
	return (double)(1 + (word >> 33) % (unsigned)most);
}

static struct soc_confusion any(void)
{
	const struct soc_confusion c = { next(1000), next(1000), next(1000), next(100000) };
	return c;
}

/* p = base rate, and the three that follow from PPV, FNR and n. */
static struct soc_confusion with(double base, double fpr, double fnr)
{
	const struct soc_confusion c = { base * (1 - fnr), (1 - base) * fpr, base * fnr, (1 - base) * (1 - fpr) };
	return c;
}

static void identities_hold(void **state)
{
	(void)state;
	word = 1;
	for (int i = 0; i < 1000; i++) {
		const struct soc_confusion c = any();
		const double p = rate(&c, SOC_RATE_BASE);
		assert_true(fabs(soc_confusion_residual(&c)) < 1e-12);
		/* Pleiss et al. 2017: of a calibrated score the two errors stand as p to 1 - p. */
		near(rate(&c, SOC_RATE_SCORE_OF_OTHERS), p / (1 - p) * (1 - rate(&c, SOC_RATE_SCORE_OF_TRUE)), 1e-12);
	}
}

/* The cause off: with the same base rate everything can be alike. Doubled: it moves further away. */
static void conflicts_come_from_base_rates(void **state)
{
	(void)state;
	word = 2;
	for (int i = 0; i < 200; i++) {
		const struct soc_confusion reference = any();
		const double p = rate(&reference, SOC_RATE_BASE);
		const struct soc_confusion same = with(p, 0.2, 0.3);
		for (int k = 0; k < SOC_CONFLICTS_COUNT; k++) {
			const double alike = rate(&reference, soc_conflict_words[k].rate);
			near(soc_conflict_forced((enum soc_conflict)k, &same, &reference), alike, 1e-9);
			const struct soc_confusion more = with(p + 0.1 * (1 - p), 0.2, 0.3),
									   most = with(p + 0.2 * (1 - p), 0.2, 0.3);
			const double further = fabs(soc_conflict_forced((enum soc_conflict)k, &more, &reference) - alike);
			assert_true(further > 1e-6);
			assert_true(fabs(soc_conflict_forced((enum soc_conflict)k, &most, &reference) - alike) > further);
		}
		/* A selection made with what is forced has the two things alike that it was forced by. */
		const double base = p + 0.1 * (1 - p);
		const struct soc_confusion made =
			with(base,
		         soc_conflict_forced(SOC_CONFLICT_FALSE_POSITIVE,
		                             &(struct soc_confusion){ base, 0, 0, 1 - base }, &reference),
		         rate(&reference, SOC_RATE_FALSE_NEGATIVE));
		near(rate(&made, SOC_RATE_POSITIVE_PREDICTIVE), rate(&reference, SOC_RATE_POSITIVE_PREDICTIVE),
		     1e-12);
	}
}

/* Replacing that share of the better group's scores by its base rate makes both means alike. */
static void withholding_by_hand(void **state)
{
	(void)state;
	const struct soc_confusion sharp = { 40, 10, 10, 140 }, blunt = { 30, 20, 20, 130 };
	int of_group = -1;
	/* (40 * 0.8 + 10 / 15) / 50 = 0.6533, (30 * 0.6 + 20 * 2 / 15) / 50 = 0.4133; base rate 0.25 */
	const double share = soc_conflict_withheld(&sharp, &blunt, &of_group);
	assert_int_equal(of_group, 1);
	near(share, (0.65333333333333332 - 0.41333333333333333) / (0.65333333333333332 - 0.25), 1e-14);
	near((1 - share) * rate(&sharp, SOC_RATE_SCORE_OF_TRUE) + share * 0.25,
	     rate(&blunt, SOC_RATE_SCORE_OF_TRUE), 1e-14);
	near(soc_conflict_withheld(&blunt, &sharp, &of_group), share, 1e-14);
	assert_int_equal(of_group, 0);
	assert_true(soc_conflict_withheld(&sharp, &sharp, &of_group) == 0.0);
	const struct soc_confusion low = with(0.01, 0.3, 0.3);
	assert_true(isnan(soc_conflict_withheld(&(struct soc_confusion){ 60, 10, 20, 10 }, &low, &of_group)));
}

/* ---- a file ---- */
static void put_cell(struct made *m, unsigned minority, unsigned quintile, int64_t persons, int64_t listed,
                     int64_t offenders, int64_t both)
{
	const unsigned cell = soc_indicators_cell(0, minority, 0, quintile);
	m->tally->place_now = m->tally->place[0];
	soc_count(m->tally, cell, SOC_IND_persons, persons);
	soc_count(m->tally, cell, SOC_IND_listed, listed);
	soc_count(m->tally, cell, SOC_IND_offenders, offenders);
	soc_count(m->tally, cell, SOC_IND_offenders_listed, both);
}

/* 700 of the majority, 300 of the minority, 250 and 50 of them in the second quintile. */
static void fill_by_hand(struct made *m, int64_t replicate, int64_t month)
{
	const int64_t last = month + 1 == m->months; /* all that is told is of the last month */
	put_cell(m, 0, 0, 600, last * (70 + 14 * replicate), 140, last * 56);
	put_cell(m, 0, 1, 100, 0, 0, 0);
	put_cell(m, 1, 0, 250, last * 30, 90, last * 24);
	put_cell(m, 1, 1, 50, 0, 0, 0);
}

static struct soc_result *made(const char *replicates)
{
	const char *const settings[] = { replicates, NULL };
	return made_result(fill_by_hand, settings, -1);
}

static char *told(const char *replicates, const char *by, const char *reference, const char *format)
{
	struct soc_result *r = made(replicates);
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (soc_result_fairness(r, by, NULL, reference, format, &text, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	soc_result_free(r);
	return text;
}

/* The nine numbers behind people (value, difference and ratio, each with its ends) of a record of CSV; the
 * two behind each that stand for the assumptions are empty where a run holds no ensemble. */
static void expect(const char *text, const char *start, const double want[9])
{
	const char *at = strstr(text, start);
	char *end;
	assert_non_null(at), at += strlen(start);
	for (int i = 0; i < 9; i++) {
		const double have = *at == ',' ? NAN : strtod(at, &end);
		at = *at == ',' ? at + 1 : end + 1;
		for (int k = 0; i % 3 == 2 && k < 2; k++)
			assert_int_equal(*at++, ',');
		if (isnan(want[i]) ? !isnan(have) : !(fabs(have - want[i]) <= 0.006))
			fail_msg("%s number %d is %g, wanted %g", start, i, have, want[i]);
	}
}

/* Jackknife with one degree of freedom, t = 12.706. Of the majority 70 and 84 of 700 are listed: 110, without
 * each 120 and 100, standard error 10. The minority has 30 of 300 in both: Wilson of 60 in 600. Difference:
 * -20 and 0; ratio: 0.8333 and 1, standard error 0.08333. */
static void intervals_by_hand(void **state)
{
	(void)state;
	char *text = told("replicates=2", "group", NULL, "csv");
	expect(text, "selection_rate,Selection rate,group,majority,majority,700.0,",
	       (const double[]){ 110, 0, 237.06, NAN, NAN, NAN, NAN, NAN, NAN });
	expect(text, "selection_rate,Selection rate,group,minority,majority,300.0,",
	       (const double[]){ 100, 78.48, 126.61, -10, -137.06, 117.06, 0.9091, 0, 1.968 });
	/* 200 and 300 in both replicates: Newcombe from Wilson's 179.88 to 221.76 of 280 in 1,400 and 264.70 to
	 * 337.85 of 180 in 600. */
	expect(text, "base_rate,Base rate,group,minority,majority,300.0,",
	       (const double[]){ 300, 264.70, 337.85, 100, 58.53, 142.86, 1.5, NAN, NAN });
	/* 14 and 28 of 560: 37.5, without each 50 and 25. */
	expect(text, "false_positive_rate,False positive rate (FPR),group,majority,majority,700.0,",
	       (const double[]){ 37.5, 0, 196.325, NAN, NAN, NAN, NAN, NAN, NAN });
	assert_non_null(strstr(text, ",42.0,1,2\n")); /* cases, few, replicates */
	/* p = 0.3; the majority's PPV 112/154 and FNR 0.6: 3/7 * 42/112 * 0.4 */
	expect(text, "forced_false_positive_rate,PPV and FNR alike: FPR,group,minority,majority,300.0,",
	       (const double[]){ 64.29, NAN, NAN, 26.79, NAN, NAN, 1.7143, NAN, NAN });
	soc_text_free(text);
	text = told("replicates=2", "group", "minority", "csv");
	expect(text, "selection_rate,Selection rate,group,majority,minority,700.0,",
	       (const double[]){ 110, 0, 237.06, 10, -117.06, 137.06, 1.1, -0, 2.3706 });
	soc_text_free(text);
	text = told("replicates=1", "group", NULL, "csv");
	expect(text, "selection_rate,Selection rate,group,minority,majority,300.0,",
	       (const double[]){ 100, NAN, NAN, 0, NAN, NAN, 1, NAN, NAN });
	soc_text_free(text);
}

/* Of 50 people nothing is told by themselves; of 100 it is, though nobody of them is listed. */
static void small_intersections(void **state)
{
	(void)state;
	char *text = told("replicates=2", "group,quintile", NULL, "csv");
	assert_non_null(strstr(
		text, ",\"group, quintile\",\"minority, lowest quintile\",\"majority, lowest quintile\",250.0,"));
	assert_null(strstr(text, "minority, second quintile"));
	assert_null(strstr(text, "majority, middle quintile")); /* of nobody neither */
	expect(text,
	       "selection_rate,Selection rate,\"group, quintile\",\"majority, second quintile\",\"majority, "
	       "lowest quintile\",100.0,",
	       (const double[]){ 0, 0, 14.87, -128.33, -276.57, 19.90, 0, NAN, NAN }); /* 1 - 0.05^(1/200) */
	soc_text_free(text);
	text = told("replicates=2", "group,quintile", NULL, "table");
	assert_non_null(strstr(text, "7 intersections of fewer than 100 people are left out."));
	assert_non_null(strstr(text, "the largest residual of all groups is below 1e-12"));
	assert_null(strstr(text, "nan"));
	soc_text_free(text);
}

/* ---- calibration by grade ---- */
static void put_in_grade(struct made *m, unsigned grade, unsigned minority, int64_t persons,
                         int64_t offenders)
{
	const unsigned place = SOC_AT(people_by_grade, grade, 0, minority, 0, 0);
	soc_count_module(m->tally, SOC_MOD_people_by_grade_persons, place, persons);
	soc_count_module(m->tally, SOC_MOD_people_by_grade_offenders, place, offenders);
}

/* In the lowest grade 200 of the majority and 100 of the minority, in the highest 500 and 200, in the one
 * between nobody; other numbers in every month but the last. */
static void fill_grades(struct made *m, int64_t replicate, int64_t month)
{
	const int last = month + 1 == m->months;
	fill_by_hand(m, replicate, month);
	put_in_grade(m, 0, 0, 200, last ? 80 : 1);
	put_in_grade(m, 0, 1, 100, last ? 30 : 2);
	put_in_grade(m, 2, 0, 500, last ? 60 : 3);
	put_in_grade(m, 2, 1, 200, last ? 60 : 4);
}

/* Of 100 in the lowest grade 40 of the majority have done what lists are for and 30 of the minority: Wilson
 * of 160 in 400 and 60 in 200 over both replicates, which agree; Newcombe of the difference. */
static void calibration_by_hand(void **state)
{
	(void)state;
	const char *const settings[] = { "replicates=2", "output.calibration=true", NULL };
	struct soc_result *r = made_result(fill_grades, settings, -1);
	char *text = NULL;
	assert_int_equal(soc_result_fairness(r, "group", NULL, NULL, "csv", &text, NULL), SOC_OK);
	expect(text, "calibration_0,Calibration in grade D,group,majority,majority,700.0,",
	       (const double[]){ 400, 353.16, 448.74, NAN, NAN, NAN, NAN, NAN, NAN });
	expect(text, "calibration_0,Calibration in grade D,group,minority,majority,300.0,",
	       (const double[]){ 300, 240.75, 366.79, -100, -176.72, -18.42, 0.75, NAN, NAN });
	expect(text, "calibration_1,Calibration in grade C,group,minority,majority,300.0,",
	       (const double[]){ NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN });
	expect(text, "calibration_2,Calibration in grade A,group,minority,majority,300.0,",
	       (const double[]){ 300, 257.17, 346.64, 180, 132.03, 230.25, 2.5, NAN, NAN });
	/* 110 and 120 of 300 and 700 in each replicate: what lists select is told as without it. */
	expect(text, "selection_rate,Selection rate,group,minority,majority,300.0,",
	       (const double[]){ 100, 78.48, 126.61, -10, -137.06, 117.06, 0.9091, 0, 1.968 });
	soc_text_free(text);
	assert_int_equal(soc_result_fairness(r, "group,quintile", NULL, NULL, "json", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "\"statistic\": \"calibration_2\", \"label\": \"Calibration in grade A\""));
	soc_text_free(text);
	assert_int_equal(soc_result_fairness(r, "group", NULL, NULL, "table", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "Calibration in grade D: of whom it is true, per 1,000 people in grade D"));
	soc_text_free(text);
	soc_result_free(r);
	text = told("replicates=2", "group", NULL, "csv");
	assert_null(strstr(text, "alibration"));
	soc_text_free(text);
}

static void what_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *by, *list, *reference, *format, *says;
	} want[] = {
		{ "grup", NULL, NULL, "table", "did you mean group?" },
		{ "", NULL, NULL, "table", "allowed: class, group, stratum" },
		{ "group,group", NULL, NULL, "table", "named twice" },
		{ "group,marker", NULL, NULL, "table", "marker stands alone" },
		{ "sex", NULL, NULL, "table", "--set output.sex_age=true" }, /* nothing was kept to step people by */
		{ "marker", NULL, NULL, "table", "no instrument assesses anybody" },
		{ "group", "models", NULL, "table", "no black list \"models\"" },
		{ "group", "defaulter", NULL, "table", "did you mean defaulters?" },
		{ "group", NULL, "minorty", "table", "allowed: majority, minority; did you mean minority?" },
		{ "group", NULL, NULL, "xml", "allowed: table, csv, json" },
	};
	struct soc_result *r = made("replicates=2");
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		struct soc_msg msg = { "" };
		char *text = NULL;
		assert_int_equal(
			soc_result_fairness(r, want[i].by, want[i].list, want[i].reference, want[i].format, &text, &msg),
			SOC_ERR_USAGE);
		assert_null(text);
		if (strstr(msg.text, want[i].says) == NULL)
			fail_msg("%s: %s", want[i].by, msg.text);
	}
	char *text = NULL;
	assert_int_equal(soc_result_fairness(r, "group", "defaulters", NULL, "table", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "Selected: on the list defaulters."));
	soc_text_free(text);
	soc_result_free(r);
}

/* As outcomes of an experiment: the shares by the counts of cells, and what cannot be measured so. */
static void as_an_experiment(void **state)
{
	(void)state;
	static const char share[] =
		"(by_cell.listed[group=minority] - by_cell.offenders_listed[group=minority]) / "
		"(by_cell.persons[group=minority] - by_cell.offenders[group=minority])";
	struct soc_result *r = made_result(fill_by_hand, (const char *const[]){ "replicates=3", NULL }, -1);
	struct soc_msg msg = { "" };
	char *text = NULL, want[512];
	if (soc_result_fairness_experiment(r, "group", NULL, "false_positive_rate", "a \"b\".yaml", &text,
	                                   &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	snprintf(want, sizeof want, "  fpr_minority:\n    formula: \"1000 * %s\"\n", share);
	assert_non_null(strstr(text, want));
	snprintf(want, sizeof want, "  fpr_minority_less:\n    formula: \"1000 * (%s - ", share);
	assert_non_null(strstr(text, want));
	assert_non_null(strstr(text, "  fpr_minority_ratio:\n"));
	assert_non_null(strstr(text,
	                       "  fpr_everybody:\n    formula: \"1000 * (listed - offenders_listed) / (persons - "
	                       "offenders)\"\n"));
	assert_non_null(strstr(text, "base: \"a \\\"b\\\".yaml\"\n"));
	soc_text_free(text);
	text = NULL;
	assert_int_equal(soc_result_fairness_experiment(r, "group", NULL, "base_rat", "a", &text, &msg),
	                 SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "did you mean base_rate?"));
	assert_int_equal(soc_result_fairness_experiment(r, "quintile,group", NULL, NULL, "a", &text, &msg),
	                 SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "up to 192"));
	assert_null(text);
	soc_result_free(r);
}

/* The jackknife of a mean is Student's interval. */
static void jackknife_of_a_mean(void **state)
{
	(void)state;
	static const double values[] = { 2.385, 3.9, 1.25, 7.125, 4.5 };
	double sum = 0, without[5];
	for (int i = 0; i < 5; i++)
		sum += values[i];
	for (int i = 0; i < 5; i++)
		without[i] = (sum - values[i]) / 4;
	const struct soc_interval a = soc_student_interval(values, 5, -INFINITY, INFINITY),
							  b = soc_student_jackknife(sum / 5, without, 5, -INFINITY, INFINITY);
	near(b.mean, a.mean, 1e-12);
	near(b.low, a.low, 1e-12);
	near(b.high, a.high, 1e-12);
	without[3] = NAN;
	assert_true(isnan(soc_student_jackknife(sum / 5, without, 5, 0, 1).low));
	assert_int_equal(soc_student_jackknife(NAN, values, 5, 0, 1).count, 0);
}

PART(fairness)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rates_by_hand),       cmocka_unit_test(compas_as_published),
		cmocka_unit_test(identities_hold),     cmocka_unit_test(conflicts_come_from_base_rates),
		cmocka_unit_test(withholding_by_hand), cmocka_unit_test(intervals_by_hand),
		cmocka_unit_test(small_intersections), cmocka_unit_test(what_is_refused),
		cmocka_unit_test(jackknife_of_a_mean), cmocka_unit_test(calibration_by_hand),
		cmocka_unit_test(as_an_experiment),
	};
	return run_part(tests, NULL, NULL);
}
