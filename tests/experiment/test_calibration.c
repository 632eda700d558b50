/* A calibration of a scenario: made-up values come back, it goes on where it was interrupted with the same
 * bytes for any number of workers, and what is wrong with its file is told. */
#include "in_folder.h"

#include "base/file.h"
#include "base/mem.h"
#include "input/bind/diagnostics.h"

#include <math.h>

#define HEAD_OF(persons)                                     \
	"socred: 1\n"                                            \
	"experiment: Do made-up values come back?\n"             \
	"base: ../scenarios/start/minimal/scenario.yaml\n"       \
	"set: {people.persons: " persons ", span.to: 2018-12}\n" \
	"replicates: 2\n"
#define HEAD HEAD_OF("3000")
#define OUTCOMES                                                                       \
	"outcomes:\n"                                                                      \
	"  accepted_early: {formula: accepted_true + accepted_wrong, until: 2018-06-15}\n" \
	"  accepted: {formula: accepted_true + accepted_wrong}\n"                          \
	"  violations:\n"
#define FACTORS                                           \
	"factors:\n"                                          \
	"  channels.camera.coverage_urban: {range: [0, 1]}\n" \
	"  events.theft_or_fraud.rate_per_year: {range: [0.004, 0.02]}\n"
#define DESIGN "design: {kind: calibration, n: 16, waves: 2, particles: 20, runs: 300}\n"
#define TARGETS                                                          \
	"targets:\n"                                                         \
	"  accepted_early: {value: %.3f, tolerance: %.3f, discrepancy: 5}\n" \
	"  violations: {value: %.3f, tolerance: %.3f}\n"                     \
	"  accepted: {value: %.3f, tolerance: 20, use: check, source: made up}\n"

/* Calibrations of some three hundred runs each: one to its end and one that is stopped again and again, which
 * is all that is made under a sanitizer; a third, and more people, when all tests are asked for. */
static const char *head(void)
{
	return runner_thorough() ? HEAD : HEAD_OF("1000");
}

static double truth_of[3]; /* accepted_early, accepted, violations at 0.6 and 0.01 */

static int run_truth(void **state)
{
	char folder[64];
	(void)state;
	make_folder(folder);
	char text[4000];
	snprintf(text, sizeof text,
	         "%sdesign: {kind: arms, arms: {truth: {channels.camera.coverage_urban: 0.6, "
	         "events.theft_or_fraud.rate_per_year: 0.01}}}\n" OUTCOMES,
	         head());
	struct soc_experiment *e = read_experiment(text);
	(void)run_in(e, folder, 1, 1, 1);
	char *csv = analyse_in(e, folder, "csv");
	truth_of[0] = number_behind(csv, "\"accepted_early\",\"truth\",");
	truth_of[1] = number_behind(csv, "\"accepted\",\"truth\",");
	truth_of[2] = number_behind(csv, "\"violations\",\"truth\",");
	soc_text_free(csv);
	soc_experiment_free(e);
	remove_folder(folder);
	return 0;
}

static struct soc_experiment *calibration(void)
{
	char text[4000];
	snprintf(text, sizeof text, "%s" FACTORS DESIGN OUTCOMES TARGETS, head(), truth_of[0], 0.03 * truth_of[0],
	         truth_of[2], 0.03 * truth_of[2], truth_of[1]);
	return read_experiment(text);
}

static char *file_in(const char *folder, const char *name)
{
	char path[200], *text = NULL;
	size_t length;
	struct soc_msg msg = { "" };
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (soc_file_read(path, 10000000, &text, &length, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	char *out = malloc(length + 1);
	assert_non_null(out);
	memcpy(out, text, length + 1);
	soc_free(text);
	return out;
}

/* A figure of the middle of a month lies between those of its two ends. */
static void a_day_lies_between_two_months(void **state)
{
	char folder[64];
	(void)state;
	make_folder(folder);
	struct soc_experiment *e = read_experiment(HEAD "design: {kind: arms, arms: {one: {}}}\n"
	                                                "outcomes:\n"
	                                                "  may: {formula: violations, until: 2018-05}\n"
	                                                "  june_12: {formula: violations, until: 2018-06-12}\n"
	                                                "  june: {formula: violations, until: 2018-06-30}\n"
	                                                "  first_31st: {formula: persons, until: 2018-01-31}\n"
	                                                "  end: {formula: violations, until: 2018-12}\n"
	                                                "  violations:\n"
	                                                "  before: {formula: violations, until: 2018-01-10}\n"
	                                                "  january: {formula: violations, until: 2018-01}\n"
	                                                "  in_june: {formula: violations, since: 2018-06, until: "
	                                                "2018-06}\n"
	                                                "  from_june: {formula: violations, since: 2018-06}\n");
	(void)run_in(e, folder, 1, 1, 1);
	char *csv = analyse_in(e, folder, "csv");
	const double may = number_behind(csv, "\"may\",\"one\","), june = number_behind(csv, "\"june\",\"one\",");
	assert_true(may > 0.0 && june > may);
	assert_true(fabs(number_behind(csv, "\"june_12\",\"one\",") - (may + 0.4 * (june - may))) < 1e-6);
	assert_true(fabs(number_behind(csv, "\"in_june\",\"one\",") - (june - may)) < 1e-6);
	assert_true(fabs(number_behind(csv, "\"from_june\",\"one\",") -
	                 (number_behind(csv, "\"end\",\"one\",") - may)) < 1e-6);
	assert_true(number_behind(csv, "\"first_31st\",\"one\",") > 0.0);
	assert_true(number_behind(csv, "\"end\",\"one\",") == number_behind(csv, "\"violations\",\"one\","));
	assert_true(fabs(number_behind(csv, "\"before\",\"one\",") -
	                 10.0 / 31.0 * number_behind(csv, "\"january\",\"one\",")) < 1e-6);
	soc_text_free(csv);
	soc_experiment_free(e);
	remove_folder(folder);
}

static volatile int stop_now;
static int64_t stop_after;

static void stop_at(void *user, int64_t done, int64_t all)
{
	(void)user;
	(void)done;
	(void)all;
	if (--stop_after <= 0)
		stop_now = 1;
}

/* Stopped again and again, with another number of workers each time. */
static void run_in_pieces(const struct soc_experiment *e, const char *folder, int workers)
{
	enum soc_err err = SOC_ERR_INTERRUPTED;
	int pieces = 0;
	for (; err == SOC_ERR_INTERRUPTED; pieces++) {
		const struct soc_experiment_options o = { .folder = folder,
			                                      .workers = workers,
			                                      .share = 1,
			                                      .shares = 1,
			                                      .on_progress = stop_at,
			                                      .stop = &stop_now };
		struct soc_msg msg = { "" };
		stop_now = 0;
		stop_after = pieces < 3 ? 25 + 17 * pieces : 1000000;
		err = soc_experiment_run(e, &o, NULL, &msg);
		if (err != SOC_OK && err != SOC_ERR_INTERRUPTED)
			fail_msg("%s", msg.text);
	}
	assert_int_equal(pieces, 4);
}

static void made_up_values_come_back(void **state)
{
	static const int workers[] = { 1, 7, 2 };
	const int calibrations = runner_sparse() ? 1
	                         : runner_thorough()
	                             ? 3
	                             : 2; /* under sanitizers in pieces alone, which is all that one piece is */
	char folder[3][64], *posterior[3], *told[3];
	struct soc_experiment *e = calibration();
	struct soc_experiment_state now;
	struct soc_msg msg = { "" };
	(void)state;
	for (int w = 0; w < calibrations; w++) {
		make_folder(folder[w]);
		if (w == 0 && !runner_sparse())
			(void)run_in(e, folder[w], workers[w], 1, 1);
		else
			run_in_pieces(e, folder[w], workers[w]);
		posterior[w] = file_in(folder[w], "posterior.csv");
		told[w] = analyse_in(e, folder[w], "csv");
	}
	for (int w = 1; w < calibrations; w++) {
		char db[2][210], command[500];
		assert_string_equal(posterior[w], posterior[0]);
		assert_string_equal(told[w], told[0]);
		for (int i = 0; i < 2; i++)
			snprintf(db[i], sizeof db[i], "%s/experiment.db", folder[i == 0 ? 0 : w]);
		snprintf(command, sizeof command, "cmp %s %s", db[0], db[1]);
		assert_int_equal(system(command), 0);
	}
	print_message("%s", told[0]);
	const char *camera = strstr(told[0], "\"channels.camera.coverage_urban\",\"\",,,");
	const char *theft = strstr(told[0], "\"events.theft_or_fraud.rate_per_year\",\"\",,,");
	double median, low, high;
	assert_true(camera != NULL && theft != NULL);
	assert_int_equal(sscanf(strstr(camera, ",,,") + 3, "%lf,%lf,%lf", &median, &low, &high), 3);
	assert_true(low < 0.6 && 0.6 < high && high - low < 0.8);
	assert_int_equal(sscanf(strstr(theft, ",,,") + 3, "%lf,%lf,%lf", &median, &low, &high), 3);
	assert_true(low < 0.01 && 0.01 < high);
	/* 95% of the prior are 0.0152; two replicates, each with people of its own, and fewer people tell less */
	assert_true(high - low < (runner_thorough() ? 0.0135 : 0.015));
	assert_non_null(strstr(told[0], "\"accepted\",\"check\","));
	char *table = analyse_in(e, folder[0], "table");
	assert_non_null(strstr(table, "They are the posterior"));
	soc_text_free(table);
	assert_int_equal(soc_experiment_status(e, folder[0], &now, &msg), SOC_OK);
	assert_true(now.measured > 50 && now.measured == now.points);
	for (int w = 0; w < calibrations; w++) {
		free(posterior[w]);
		soc_text_free(told[w]);
		remove_folder(folder[w]);
	}
	soc_experiment_free(e);
}

/* Nothing measured: no analysis; a share: none. */
static void what_cannot_be_asked(void **state)
{
	char folder[64], *out = NULL;
	struct soc_experiment *e = calibration();
	struct soc_experiment_state now;
	struct soc_msg msg = { "" };
	(void)state;
	make_folder(folder);
	assert_int_equal(soc_experiment_analyse(e, folder, "csv", &out, NULL, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "run it first"));
	assert_int_equal(soc_experiment_status(e, folder, &now, &msg), SOC_OK);
	assert_true(now.points == 16 && now.measured == 0);
	const struct soc_experiment_options o = { .folder = folder, .workers = 1, .share = 1, .shares = 2 };
	assert_int_equal(soc_experiment_run(e, &o, NULL, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "no shares"));
	soc_experiment_free(e);
	remove_folder(folder);
}

/* Published figures far from anything: an answer, not an error. */
static void nothing_is_left(void **state)
{
	char folder[64], *table;
	struct soc_experiment *e =
		read_experiment(HEAD FACTORS DESIGN OUTCOMES "targets:\n  violations: {value: 1e9, tolerance: 1}\n");
	(void)state;
	make_folder(folder);
	(void)run_in(e, folder, 2, 1, 1);
	table = analyse_in(e, folder, "table");
	assert_non_null(strstr(table, "Nothing is left"));
	assert_non_null(strstr(table, "ruled out by violations"));
	soc_text_free(table);
	remove_folder(folder);
	soc_experiment_free(e);
}

static void wrong_files_are_told(void **state)
{
	static const struct {
		const char *text, *told;
	} wrong[] = {
		{ HEAD FACTORS DESIGN OUTCOMES, "calibration needs targets" },
		{ HEAD FACTORS "design: {kind: lhs, n: 4}\n" OUTCOMES
		               "targets: {violations: {value: 1, tolerance: 1}}\n",
		  "only a design of kind calibration" },
		{ HEAD FACTORS DESIGN OUTCOMES "targets: {violation: {value: 1, tolerance: 1}}\n", "violations" },
		{ HEAD FACTORS DESIGN OUTCOMES "targets: {violations: {value: 1}}\n", "tolerance is needed" },
		{ HEAD FACTORS DESIGN OUTCOMES "targets: {violations: {value: 1, tolerance: 0}}\n", "above 0" },
		{ HEAD FACTORS DESIGN OUTCOMES "targets: {violations: {value: 1, tolerance: 1, use: check}}\n",
		  "one that is fitted" },
		{ HEAD FACTORS DESIGN OUTCOMES "targets: {violations: {value: x, tolerance: 1}}\n", "a number" },
		{ HEAD FACTORS DESIGN OUTCOMES "targets: {violations: {value: 1, tolerance: 1, use: keep}}\n",
		  "fitted, check" },
		{ HEAD FACTORS DESIGN "outcomes: {late: {formula: persons, until: 2019-01}}\n"
		                      "targets: {late: {value: 1, tolerance: 1}}\n",
		  "from 2018-01 to 2018-12" },
		{ HEAD FACTORS DESIGN "outcomes: {late: {formula: persons, until: 2018-02-30}}\n"
		                      "targets: {late: {value: 1, tolerance: 1}}\n",
		  "2018-02-30" },
		{ HEAD FACTORS DESIGN "outcomes: {late: {formula: persons, since: 2018-06, until: 2018-05}}\n"
		                      "targets: {late: {value: 1, tolerance: 1}}\n",
		  "from 2018-02 to 2018-05" },
		{ HEAD FACTORS DESIGN "outcomes: {late: {formula: persons, since: 2018-01}}\n"
		                      "targets: {late: {value: 1, tolerance: 1}}\n",
		  "from 2018-02 to 2018-12" },
		{ HEAD "factors: {timeline.none.set.events.theft_or_fraud.rate_per_year: {}}\n" DESIGN OUTCOMES
		       "targets: {violations: {value: 1, tolerance: 1}}\n",
		  "the timeline sets no such number" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct soc_experiment *e = NULL;
		struct soc_diagnostics *list = NULL;
		struct soc_msg msg = { "" };
		int told = 0;
		assert_int_equal(soc_experiment_read_text(PROJECT "/experiments/test.yaml", wrong[i].text,
		                                          strlen(wrong[i].text), NULL, &e, &list, &msg),
		                 SOC_ERR_SCENARIO);
		for (size_t k = 0; k < soc_diagnostics_count(list); k++)
			told |= strstr(soc_diagnostics_at(list, k)->text, wrong[i].told) != NULL;
		if (!told)
			fail_msg("case %zu: \"%s\" is not told", i, wrong[i].told);
		soc_diagnostics_free(list);
	}
}

PART(calibration)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_lies_between_two_months), cmocka_unit_test(made_up_values_come_back),
		cmocka_unit_test(what_cannot_be_asked),          cmocka_unit_test(nothing_is_left),
		cmocka_unit_test(wrong_files_are_told),
	};
	return run_part(tests, run_truth, NULL);
}
