/* Arms of an experiment, as a scenario has them and over draws of everything that it assumes. */
#include "in_folder.h"

#include "experiment/arms.h"
#include "experiment/hypercube.h"
#include "socred/sim.h"

#include <math.h>

/* What an arm gives is what a run of that scenario gives: 600 people, two months, one class of entries. */
static void arms_are_told_as_they_are(void **state)
{
	static const char arms[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
		"set: {people.persons: 600, span.to: 2018-03}\nreplicates: 3\n"
		"design: {kind: arms, arms: {as_it_is: {}, checked: {review.automatic_share: 0.5}}}\n"
		"outcomes: {people: {formula: persons}, recorded: {formula: accepted_true + accepted_wrong}}\n";
	static double out[SOC_OUTCOMES_MAX];
	double wanted[2] = { 0.0, 0.0 };
	char folder[64];
	struct soc_outcome_meter m;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	struct soc_scenario *s = calloc(1, sizeof *s);
	(void)state;
	assert_non_null(s);
	struct soc_experiment *e = read_experiment(arms);
	assert_int_equal(soc_outcome_meter_init(&m, e->outcome, 2, e->scenario, &msg), SOC_OK);
	for (int64_t arm = 0; arm < 2; arm++) {
		assert_int_equal(soc_experiment_scenario(e, arm, s, &msg), SOC_OK);
		assert_int_equal(soc_sim_open(s, NULL, &sim, &msg), SOC_OK);
		for (int64_t k = 0; k < 3; k++) {
			assert_int_equal(soc_sim_begin(sim, k, &msg), SOC_OK);
			assert_int_equal(soc_outcome_meter_run(&m, sim, NULL, out, &msg), SOC_OK);
			assert_true(out[0] == 600.0);
			wanted[arm] += out[1] / 3.0;
		}
		soc_sim_close(&sim);
	}
	soc_outcome_meter_release(&m);
	make_folder(folder);
	run_in(e, folder, 1, 1, 1);
	char *csv = analyse_in(e, folder, "csv"), *table = analyse_in(e, folder, "table");
	assert_true(number_behind(csv, "\"people\",\"checked\",") == 600.0);
	assert_true(wanted[0] > 0.0 && wanted[0] != wanted[1]);
	assert_true(fabs(number_behind(csv, "\"recorded\",\"as_it_is\",") - wanted[0]) < 1e-9);
	assert_true(fabs(number_behind(csv, "\"recorded\",\"checked\",") - wanted[1]) < 1e-9);
	assert_non_null(strstr(table, "less_first"));
	assert_non_null(strstr(table, "Student's t over the replicates"));
	soc_text_free(csv);
	soc_text_free(table);
	remove_folder(folder);
	soc_experiment_free(e);
	free(s);
}

#define OVER_ASSUMPTIONS(SIZE)                                                                      \
	"socred: 1\nexperiment: What if?\nbase: ../scenarios/errors/welfare-score/scenario.yaml\n"      \
	"set: {people.persons: " SIZE "}\nreplicates: 2\n"                                              \
	"design: {kind: arms, assumptions: 40, arms: {as_it_is: {}, same: {due_process.notice: 0.9},\n" \
	"  unseen: {channels.score.enabled: false, review.automatic_share: 0.5}}}\n"                    \
	"outcomes: {recorded: {formula: records_true + records_fabricated}}\n"
/* Each draw has random numbers of its own, the same in all arms; draw 0 has the scenario's. */
static void check_seeds(const struct soc_experiment *e)
{
	struct soc_scenario *s = malloc(sizeof *s);
	int64_t seeds[41];
	struct soc_msg msg = { "" };
	assert_non_null(s);
	for (int64_t draw = 0; draw < 41; draw++) {
		for (int arm = 0; arm < 3; arm++) {
			assert_int_equal(soc_experiment_fill(e, 3 * draw + arm, s, &msg), SOC_OK);
			if (arm > 0)
				assert_true(s->seed == seeds[draw]);
			seeds[draw] = s->seed;
		}
		assert_true(seeds[draw] == soc_experiment_seed(e->scenario->seed, draw));
		assert_true(seeds[draw] >= 0 && seeds[draw] <= 9007199254740991);
		for (int64_t other = 0; other < draw; other++)
			assert_true(seeds[draw] != seeds[other]);
	}
	assert_true(seeds[0] == e->scenario->seed);
	assert_true(soc_experiment_seed(2, 1) != seeds[1]);
	free(s);
}

/* Each arm over the same draws of the assumptions: what an arm sets, it sets at each of them and no draw
 * varies; an arm that sets what is there already differs from the first at none; the first points are the
 * arms as they are. */
static void arms_over_assumptions(void **state)
{
	const char *arms = runner_thorough()
	                       ? OVER_ASSUMPTIONS("2000, span.to: 2017-06")
	                       : OVER_ASSUMPTIONS("500, people.provinces: Hainan, span.to: 2017-03");
	char folder[64], at[3][SOC_FACTOR_TEXT];
	(void)state;
	struct soc_experiment *e = read_experiment(arms);
	assert_int_equal(e->points, 3 * 41);
	check_seeds(e);
	assert_string_equal(e->factor[0].key, "due_process.notice");
	for (int i = 3; i < e->factors_count; i++) {
		for (int j = 0; j < 3; j++)
			assert_string_not_equal(e->factor[i].key, e->factor[j].key);
		soc_experiment_value(e, 0, i, at[0]);
		assert_string_equal(at[0], "");
		for (int arm = 0; arm < 3; arm++)
			soc_experiment_value(e, 3 * 7 + arm, i, at[arm]);
		assert_string_equal(at[0], at[1]);
		assert_string_equal(at[0], at[2]);
	}
	soc_experiment_value(e, 3 * 7 + 1, 0, at[0]);
	assert_string_equal(at[0], "0.9");
	soc_experiment_value(e, 3 * 7 + 2, 0, at[0]);
	assert_string_equal(at[0], "");
	make_folder(folder);
	run_in(e, folder, 2, 1, 1);
	char *json = analyse_in(e, folder, "json"), *table = analyse_in(e, folder, "table");
	const char *same = strstr(json, "\"same\""), *unseen = strstr(json, "\"unseen\"");
	assert_true(same != NULL && unseen != NULL);
	assert_true(number_behind(same, "\"less_first_assumed_low\": ") == 0.0);
	assert_true(number_behind(same, "\"less_first_assumed_high\": ") == 0.0);
	assert_int_equal(strncmp(strstr(same, "\"same_sign\": "), "\"same_sign\": null", 17), 0);
	assert_true(number_behind(unseen, "\"less_first_assumed\": ") < 0.0);
	assert_true(number_behind(unseen, "\"less_first_assumed_low\": ") <
	            number_behind(unseen, "\"less_first_assumed_high\": "));
	assert_true(number_behind(unseen, "\"same_sign\": ") > 90.0);
	assert_true(number_behind(unseen, "\"same_sign_low\": ") < number_behind(unseen, "\"same_sign\": "));
	assert_true(number_behind(unseen, "\"same_sign_low\": ") > 70.0);
	assert_true(number_behind(unseen, "\"same_sign_high\": ") <= 100.0);
	const char *row = strstr(table, "  unseen");
	assert_non_null(row);
	assert_int_equal(row[strcspn(row, "\n") - 1], ')'); /* the last column, with its interval */
	assert_non_null(
		strstr(table, "of everything that the scenario assumes: each draw has random numbers of its own"));
	soc_text_free(json);
	soc_text_free(table);
	remove_folder(folder);
	soc_experiment_free(e);
}

/* What only an arm sets that switches a cause off is drawn in the others: there are as many assumptions as
 * without that arm, and it has its own value at every draw, for a key that has another value in each draw of
 * the first. */
static void a_cause_switched_off_is_drawn_in_the_others(void **state)
{
	static const char head[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/errors/welfare-score/scenario.yaml\n"
		"set: {people.persons: 2000}\nreplicates: 2\noutcomes: {listed: }\n"
		"design: {kind: arms, assumptions: 40, arms: {as_it_is: {}",
					  off[] = ", deaf: {due_process.notice: 0, due_process.appeal_if_wronged: 0}",
					  fixed[] = ", told: {due_process.appeal_if_wronged: 0.5}";
	char text[1024], at[2][SOC_FACTOR_TEXT];
	int count[4];
	(void)state;
	if (runner_sparse())
		skip(); /* what is drawn, and no other ways through the code than those of the other arms */
	for (int i = 0; i < 4; i++) { /* no arm; one that is not named; one that is; and beside it another one */
		snprintf(text, sizeof text, "%s%s%s}%s}\n", head, i > 0 ? off : "", i > 2 ? fixed : "",
		         i > 1 ? ", without: [deaf]" : "");
		struct soc_experiment *e = read_experiment(text);
		int first = 0;
		while (first < e->factors_count && e->factor[first].distribution == SOC_FACTOR_VALUES)
			first++;
		count[i] = e->factors_count - first;
		for (int f = first; i == 2 && f < e->factors_count; f++) {
			const int is_off = strcmp(e->factor[f].key, "due_process.notice") == 0 ||
			                   strcmp(e->factor[f].key, "due_process.appeal_if_wronged") == 0;
			for (int arm = 0; arm < 2; arm++)
				soc_experiment_value(e, 2 * 7 + arm, f, at[arm]);
			assert_string_not_equal(at[0], "");
			assert_string_equal(at[1], is_off ? "" : at[0]);
		}
		if (i == 2)
			for (int64_t point = 0; point < e->points; point++) {
				soc_experiment_value(e, point, 0, at[0]);
				assert_string_equal(at[0], point % 2 == 1 ? "0" : "");
			}
		soc_experiment_free(e);
	}
	assert_int_equal(count[1], count[0] - 2);
	assert_int_equal(count[2], count[0]);
	assert_int_equal(count[3], count[0] - 1);
}

/* A share lies between what a share can be, however few its cases and however wide Student's interval of it
 * would be; a difference of two between twice that. The statistic of the headline brings its bounds. */
static void shares_stay_what_they_can_be(void **state)
{
	static const char arms[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/errors/welfare-score/scenario.yaml\n"
		"set: {people.persons: 3000, span.to: 2017-12}\nreplicates: 3\n"
		"design: {kind: arms, assumptions: 40, arms: {as_it_is: {}, unseen: {review.human_specificity: "
		"0.5}}}\n"
		"outcomes:\n  share: {formula: 1000 * entries_true / (entries_true + entries_other_violation + "
		"entries_no_violation), share_of: 1000}\n"
		"  any: {formula: 1000 * entries_true / (entries_true + entries_other_violation + "
		"entries_no_violation)}\n"
		"  true_per_1000_listed:\n"
		"  ratio: {formula: entries_other_violation / entries_no_violation}\n"
		"  cut: {formula: entries_other_violation / entries_no_violation, least: 0.01}\n";
	static const char *const shares[] = { "\"share\"", "\"true_per_1000_listed\"" };
	char folder[64];
	(void)state;
	if (runner_sparse())
		skip(); /* numbers, not ways through the code: those of arms_over_assumptions */
	struct soc_experiment *e = read_experiment(arms);
	assert_true(e->outcome[0].least == 0.0 && e->outcome[0].most == 1000.0);
	assert_true(isinf(e->outcome[1].least) && isinf(e->outcome[1].most));
	assert_true(e->outcome[2].least == 0.0 && e->outcome[2].most == 1000.0);
	assert_true(isinf(e->outcome[3].least) && e->outcome[4].least == 0.01 && isinf(e->outcome[4].most));
	make_folder(folder);
	run_in(e, folder, 2, 1, 1);
	char *json = analyse_in(e, folder, "json");
	for (int i = 0; i < 2; i++) {
		const char *at = strstr(json, shares[i]);
		assert_non_null(at);
		const double mean = number_behind(at, "\"mean\": "), low = number_behind(at, "\"mean_low\": "),
					 high = number_behind(at, "\"mean_high\": ");
		assert_true(mean > 0.0 && mean < 1000.0);
		assert_true(low > 0.0 && low < mean && high > mean && high < 1000.0);
		assert_true(number_behind(at, "\"mean_assumed_low\": ") >= 0.0);
		assert_true(number_behind(at, "\"mean_assumed_high\": ") <= 1000.0);
	}
	/* the same ratio: cut below, and nowhere else */
	const char *ratio = strstr(json, "\"ratio\""), *less = strstr(json, "\"cut\"");
	const double low = number_behind(ratio, "\"mean_low\": ");
	assert_true(number_behind(less, "\"mean_low\": ") == (low < 0.01 ? 0.01 : low));
	assert_true(number_behind(less, "\"mean_high\": ") == number_behind(ratio, "\"mean_high\": "));
	/* by hand: the log odds of the mean, and Student's interval of the mean over p (1 - p) */
	const char *share = strstr(json, shares[0]), *any = strstr(json, "\"any\"");
	const double p = number_behind(any, "\"mean\": ") / 1000.0,
				 half =
					 (number_behind(any, "\"mean_high\": ") - number_behind(any, "\"mean_low\": ")) / 2000.0;
	const double top = log(p / (1.0 - p)) + half / (p * (1.0 - p));
	assert_true(fabs(number_behind(share, "\"mean_high\": ") - 1000.0 / (1.0 + exp(-top))) < 1e-6);
	soc_text_free(json);
	remove_folder(folder);
	soc_experiment_free(e);
}

/* What is 0 in all replicates is no certainty: three cases in all of them, where the formula says what it
 * counts; else no interval, and why. By hand, for three replicates of 3,000 people. */
static void zeros_have_a_bound(void **state)
{
	static const char arms[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
		"set: {people.persons: 3000, span.to: 2018-03, due_process.appeal_if_wronged: 0, "
		"due_process.appeal_if_guilty: 0}\nreplicates: 3\n"
		"design: {kind: arms, arms: {as_it_is: {}, told: {due_process.notice: 1}}}\n"
		"outcomes:\n  count: {formula: appeals_wronged + appeals_guilty}\n"
		"  rate: {formula: 1000 * appeals_wronged / persons / 3}\n"
		"  share: {formula: 1000 * appeals_wronged / persons, share_of: 1000}\n"
		"  unsaid: {formula: appeals_wronged - appeals_guilty}\n"
		"  months: {formula: appeal_wait_months}\n"
		"  people: {formula: persons}\n"
		"  each: {formula: appeals_wronged, over: people}\n"
		"  refused_per_1000: {formula: 1000 * refused / persons, until: 2018-02-10}\n"
		"  named: {formula: innocent_per_1000_effective}\n";
	static const struct {
		const char *name;
		double high;
	} want[] = { { "\"count\"", 1.0 },
		         { "\"rate\"", 1.0 / 9.0 },
		         { "\"share\"", 1000.0 * 3.3280e-4 },
		         { "\"each\"", 3.0 / 9000.0 } };
	char folder[64];
	(void)state;
	if (runner_sparse())
		skip(); /* numbers, not ways through the code */
	struct soc_experiment *e = read_experiment(arms);
	assert_int_equal(e->outcomes_told, 9);
	assert_int_equal(e->outcome[3].one_case, 0);
	assert_int_equal(e->outcome[4].one_case, 0); /* months are no cases */
	assert_int_equal(e->outcome[7].one_case, 0); /* of a day within months */
	assert_true(e->outcome[8].one_case > 0);
	make_folder(folder);
	run_in(e, folder, 2, 1, 1);
	char *json = analyse_in(e, folder, "json"), *table = analyse_in(e, folder, "table");
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		const char *at = strstr(json, want[i].name);
		assert_non_null(at);
		assert_true(number_behind(at, "\"mean\": ") == 0.0);
		assert_true(number_behind(at, "\"mean_low\": ") == 0.0);
		assert_true(fabs(number_behind(at, "\"mean_high\": ") / want[i].high - 1.0) < 1e-4);
	}
	const char *told = strstr(json, "\"told\"");
	assert_true(number_behind(told, "\"less_first_low\": ") == -1.0);
	assert_true(number_behind(told, "\"less_first_high\": ") == 1.0);
	for (int i = 0; i < 2; i++)
		assert_non_null(
			strstr(strstr(json, i == 0 ? "\"unsaid\"" : "\"months\""),
		           "\"mean\": 0.0, \"mean_low\": null, \"mean_high\": null, \"mean_why\": \"no bound\""));
	assert_null(strstr(json, ".one_case")); /* measured, and not told */
	assert_null(strstr(table, ".one_case"));
	assert_non_null(strstr(table, "0 (no bound)"));
	soc_text_free(json);
	soc_text_free(table);
	remove_folder(folder);
	soc_experiment_free(e);
}

/* One outcome over another: the level is that of all replicates together, the difference what the arm has
 * more of the one for each that it has more of the other: no share, whatever the level is a share of. */
static void one_over_another(void **state)
{
	static const char arms[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
		"set: {people.persons: 3000, span.to: 2018-06}\nreplicates: 3\n"
		"design: {kind: arms, arms: {as_it_is: {}, checked: {review.automatic_share: 0.3}}}\n"
		"outcomes: {wrong: {formula: accepted_wrong}, right: {formula: accepted_true},\n"
		"  each: {formula: accepted_wrong, over: right},\n"
		"  part: {formula: accepted_wrong, over: right, share_of: 0.0001}}\n";
	char folder[64];
	(void)state;
	struct soc_experiment *e = read_experiment(arms);
	make_folder(folder);
	run_in(e, folder, 2, 1, 1);
	char *json = analyse_in(e, folder, "json");
	const char *checked[3], *names[] = { "\"wrong\"", "\"right\"", "\"each\"" };
	for (int i = 0; i < 3; i++) {
		checked[i] = strstr(json, names[i]);
		assert_non_null(checked[i]);
		checked[i] = strstr(checked[i], "\"checked\"");
		assert_non_null(checked[i]);
	}
	const double wrong = number_behind(checked[0], "\"mean\": "),
				 right = number_behind(checked[1], "\"mean\": "),
				 less_wrong = number_behind(checked[0], "\"less_first\": "),
				 less_right = number_behind(checked[1], "\"less_first\": ");
	assert_true(right > 0.0 && less_right != 0.0);
	assert_true(fabs(number_behind(checked[2], "\"mean\": ") - wrong / right) < 1e-9);
	assert_true(fabs(number_behind(checked[2], "\"less_first\": ") - less_wrong / less_right) < 1e-9);
	const char *part = strstr(strstr(json, "\"part\""), "\"checked\"");
	for (int i = 0; i < 2; i++) {
		const char *end = i == 0 ? "\"less_first_low\": " : "\"less_first_high\": ";
		assert_true(fabs(number_behind(checked[2], end)) > 0.0001);
		assert_true(number_behind(part, end) == number_behind(checked[2], end));
	}
	soc_text_free(json);
	remove_folder(folder);
	soc_experiment_free(e);
}

/* Shares of draws with the same sign by hand: Wilson's interval (of 8 of 10 the one of Newcombe 1998, 49 to
 * 94%), and where all or none have it 1 - 0.05^(1/n). Draws without a value are none, a difference of 0 has
 * another sign, and where the scenario has none there is nothing to tell. */
static void the_same_sign_has_an_interval(void **state)
{
	static const double means[] = { 1, 2, 3, NAN, 4, 5, 6, 7, 8, -1, 0, NAN };
	const double up[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
	struct soc_estimate v = soc_arms_same_sign(means, 12, 0.5);
	(void)state;
	assert_int_equal(v.count, 10);
	assert_true(v.value == 80.0);
	assert_true(fabs(v.low - 49.0162) < 1e-3 && fabs(v.high - 94.3318) < 1e-3);
	v = soc_arms_same_sign(means, 12, -0.5); /* of one draw */
	assert_true(v.value == 10.0 && fabs(v.low - 1.7876) < 1e-3 && fabs(v.high - 40.4150) < 1e-3);
	v = soc_arms_same_sign(up, 10, 0.5);
	assert_true(v.value == 100.0 && v.high == 100.0 && fabs(v.low - 74.1134) < 1e-3);
	v = soc_arms_same_sign(up, 10, -0.5);
	assert_true(v.value == 0.0 && v.low == 0.0 && fabs(v.high - 25.8866) < 1e-3);
	v = soc_arms_same_sign(means, 12, 0.0);
	assert_true(isnan(v.value) && isnan(v.low) && isnan(v.high));
}

PART(arms)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arms_are_told_as_they_are),
		cmocka_unit_test(arms_over_assumptions),
		cmocka_unit_test(a_cause_switched_off_is_drawn_in_the_others),
		cmocka_unit_test(shares_stay_what_they_can_be),
		cmocka_unit_test(zeros_have_a_bound),
		cmocka_unit_test(one_over_another),
		cmocka_unit_test(the_same_sign_has_an_interval),
	};
	return run_part(tests, NULL, NULL);
}
