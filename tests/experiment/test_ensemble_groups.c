/* Rates of groups in an ensemble over assumptions: those of the run, going with the range, told in both
 * forms.
 */
#include "ensemble_made.h"

/* Made once for all tests of this file: what decides who is listed, over a wide range. */
#define ENTRY "lists.defaulters.entry_probability"
static struct soc_scenario *wide_scenario;
static struct soc_assumptions *wide_ensemble;

static int make_wide(void **state)
{
	(void)state;
	wide_scenario = with_range_of(ENTRY, 0.1, 0.9);
	wide_ensemble = make(wide_scenario, 40);
	return 0;
}

static int free_wide(void **state)
{
	(void)state;
	soc_assumptions_free(wide_ensemble);
	soc_scenario_free(wide_scenario);
	return 0;
}

static const struct soc_assumptions_rate *find_rate(const struct soc_assumptions *a, const char *group,
                                                    const char *rate)
{
	for (int i = 0; i < a->rates_count; i++)
		if (strcmp(a->rate[i].group, group) == 0 && strcmp(a->rate[i].rate, rate) == 0)
			return &a->rate[i];
	return NULL;
}

static const struct soc_assumptions_rate *rate_of(const struct soc_assumptions *a, const char *group,
                                                  const char *rate)
{
	const struct soc_assumptions_rate *found = find_rate(a, group, rate);
	if (found == NULL)
		fail_msg("no %s of %s", rate, group);
	return found;
}

static void alike(const char *what, double have, double want)
{
	if (!(fabs(have - want) <= 1e-3 * fabs(want) + 1e-9))
		fail_msg("%s: %g, wanted %g", what, have, want);
}

/* A formula in a run, mean over two replicates. */
static double in_run(const struct soc_scenario *s, const char *formula)
{
	static struct soc_outcome outcome;
	struct soc_outcome_meter m;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	double sum = 0.0, out = 0.0;
	snprintf(outcome.formula, sizeof outcome.formula, "%s", formula);
	if (soc_outcome_meter_init(&m, &outcome, 1, NULL, &msg) != SOC_OK ||
	    soc_sim_open(s, NULL, &sim, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	for (int64_t k = 0; k < 2; k++) {
		assert_int_equal(soc_sim_begin(sim, k, &msg), SOC_OK);
		assert_int_equal(soc_outcome_meter_run(&m, sim, NULL, &out, &msg), SOC_OK);
		sum += out;
	}
	soc_sim_close(&sim);
	soc_outcome_meter_release(&m);
	return sum / 2.0;
}

/* At the values as stated: the scenario itself, and seven more runs, numbered behind the 40 points. */
static double stated(const struct soc_scenario *s, const char *formula)
{
	struct soc_scenario *again = malloc(sizeof *again);
	double sum = in_run(s, formula);
	assert_non_null(again);
	*again = *s;
	for (int64_t i = 1; i < 8; i++) {
		again->seed = soc_experiment_seed(s->seed, 40 + i);
		sum += in_run(again, formula);
	}
	free(again);
	return sum / 8.0;
}

/* Who is selected of everybody is the headline's figure, in all its numbers; groups are what the run counts
 * of them, also those that the scenario does not count by itself. */
static void rates_are_those_of_the_run(void **state)
{
	(void)state;
	if (runner_sparse())
		skip(); /* of so few people hardly a group's rate is told from random numbers */
	struct soc_scenario *s = wide_scenario, *sexes = read_scenario("output.sex_age=true");
	const struct soc_assumptions *a = wide_ensemble;
	const struct soc_assumptions_outcome *o = soc_assumptions_find(a, "listed_per_1000");
	const struct soc_assumptions_rate *r = rate_of(a, "everybody", "selection_rate");
	assert_int_equal(r->points, o->points);
	alike("shipped", r->shipped, o->shipped);
	alike("low", r->low, o->low);
	alike("median", r->median, o->median);
	alike("high", r->high, o->high);
	alike("simulation_error", r->simulation_error, o->simulation_error);
	r = rate_of(a, "group=minority", "false_negative_rate");
	assert_string_equal(r->over, "group=majority");
	alike(
		"minority, FNR", r->shipped,
		stated(s,
	           "1000 - 1000 * by_cell.offenders_listed[group=minority] / by_cell.offenders[group=minority]"));
	r = rate_of(a, "quintile=lowest", "false_negative_rate");
	alike(
		"lowest fifth, FNR", r->shipped,
		stated(
			s,
			"1000 - 1000 * by_cell.offenders_listed[quintile=lowest] / by_cell.offenders[quintile=lowest]"));
	r = rate_of(a, "age=60+", "selection_rate");
	alike("60 and older, listed", r->shipped,
	      stated(sexes, "1000 * (people_by_sex_age.listed[female=0 age=60+] + "
	                    "people_by_sex_age.listed[female=1 age=60+]) / "
	                    "(people_by_sex_age.persons[female=0 age=60+] + "
	                    "people_by_sex_age.persons[female=1 age=60+])"));
	assert_string_equal(rate_of(a, "sex=women", "base_rate")->group, "sex=women");
	soc_scenario_free(sexes);
}

static double rate_width(double low, double high)
{
	struct soc_scenario *s = with_range_of(ENTRY, low, high);
	struct soc_assumptions *a = make(s, 40);
	const struct soc_assumptions_rate *r = find_rate(a, "everybody", "selection_rate");
	const double width = r != NULL && !isnan(r->low) ? r->high - r->low : 0.0;
	soc_assumptions_free(a);
	soc_scenario_free(s);
	return width;
}

/* What is varied makes the interval of a group's rate, and little else does. */
static void rates_go_with_the_range(void **state)
{
	(void)state;
	if (runner_sparse())
		skip(); /* numbers, not ways through the code: those of the ensemble that is there */
	const double none = rate_width(0.4, 0.4 + 1e-12), narrow = rate_width(0.2, 0.7),
				 wide = rate_width(0.1, 0.9);
	if (!(none < narrow / 2.0 && wide > 1.4 * narrow))
		fail_msg("no range: %g, range 0.5: %g, range 0.8: %g", none, narrow, wide);
}

/* The CSV's number in the row of a statistic and a group, in column `column` of those behind the words. */
static double told_of(const char *csv, const char *statistic, const char *group, int column)
{
	for (const char *line = csv; line != NULL && *line != '\0'; line = strchr(line, '\n') + 1) {
		const char *at = line;
		if (strncmp(line, statistic, strlen(statistic)) == 0 && line[strlen(statistic)] == ',' &&
		    strstr(line, group) != NULL && strstr(line, group) < strchr(line, '\n')) {
			for (int i = 0; i < column; i++)
				at = strchr(at, ',') + 1;
			return *at == ',' ? NAN : strtod(at, NULL);
		}
	}
	fail_msg("no %s of %s", statistic, group);
	return NAN;
}

/* Both intervals stand in each row of `socred fairness`, of a complement what is missing to 1,000; where
 * there is no ensemble it says by which command there is one. */
static void rates_stand_in_results(void **state)
{
	enum { LOW = 9, HIGH = 10, LESS_LOW = 14, LESS_HIGH = 15 }; /* columns of the CSV */
	struct soc_scenario *s = wide_scenario;
	struct soc_assumptions *a = wide_ensemble;
	const int measured = a->rates_count;
	char content[65];
	char *csv = headline_of(s, a, "fairness stratum", content),
		 *table = headline_of(s, a, "groups stratum", content),
		 *none = headline_of(s, NULL, "groups stratum", content);
	const struct soc_assumptions_rate *r = rate_of(a, "stratum=rural", "false_negative_rate");
	(void)state;
	a->rates_count = 0; /* as of a version that measured no groups */
	char *older = headline_of(s, a, "groups stratum", content);
	a->rates_count = measured;
	char *page = headline_of(s, a, "page", content);
	alike("low", told_of(csv, "false_negative_rate", ",rural,", LOW), r->low);
	alike("high", told_of(csv, "false_negative_rate", ",rural,", HIGH), r->high);
	alike("low of TPR", told_of(csv, "true_positive_rate", ",rural,", LOW), 1000.0 - r->high);
	if (!isnan(r->difference_low)) {
		alike("difference", told_of(csv, "false_negative_rate", ",rural,", LESS_LOW), r->difference_low);
		alike("difference of TPR", told_of(csv, "true_positive_rate", ",rural,", LESS_HIGH),
		      -r->difference_low);
	}
	assert_non_null(strstr(table, "    over the assumptions"));
	assert_non_null(strstr(table, "Over the assumptions: 95% of the points"));
	assert_null(strstr(none, "    over the assumptions"));
	assert_non_null(
		strstr(none, "the run holds no ensemble of its rules. `socred assumptions SCENARIO` makes it"));
	assert_non_null(strstr(older, "the ensemble that the run holds has not measured this"));
	assert_non_null(strstr(page, "[stratum=")); /* the report draws them */
	soc_text_free(csv);
	soc_text_free(table);
	soc_text_free(none);
	soc_text_free(older);
	soc_text_free(page);
}

PART(ensemble_groups)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rates_are_those_of_the_run),
		cmocka_unit_test(rates_go_with_the_range),
		cmocka_unit_test(rates_stand_in_results),
	};
	return run_part(tests, make_wide, free_wide);
}
