/* The ensembles that are shipped: each belongs to the scenario beside it, as it is now, and to this program:
 * its runs at the stated values are made again. */
#include "runner.h"

#include "analysis/assessed.h"
#include "analysis/statistics.h"
#include "experiment/experiment.h"
#include "socred/scenario.h"
#include "store/assumptions.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct soc_scenario *scenario_of(const char *path, const struct soc_assumptions *a)
{
	char persons[64], replicates[64], yaml[512];
	const char *settings[] = { persons, replicates };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	snprintf(yaml, sizeof yaml, "%.*s.yaml", (int)(strstr(path, ".assumptions.json") - path), path);
	snprintf(persons, sizeof persons, "people.persons=%lld", (long long)a->persons);
	snprintf(replicates, sizeof replicates, "replicates=%lld", (long long)a->replicates);
	if (soc_scenario_read(yaml, settings, 2, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s: %s", yaml, msg.text);
	return s;
}

/* Adds what a run gives, the mean of its replicates, to those that have a value. */
static void add_run(struct soc_outcome_meter *m, const struct soc_scenario *s, int count, double *sum,
                    int *have)
{
	static double of_run[SOC_OUTCOMES_MAX], out[SOC_OUTCOMES_MAX];
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	memset(of_run, 0, sizeof of_run);
	if (soc_sim_open(s, NULL, &sim, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	for (int64_t k = 0; k < s->replicates; k++) {
		assert_int_equal(soc_sim_begin(sim, k, &msg), SOC_OK);
		assert_int_equal(soc_outcome_meter_run(m, sim, NULL, out, &msg), SOC_OK);
		for (int i = 0; i < count; i++)
			of_run[i] += out[i] / (double)s->replicates;
	}
	for (int i = 0; i < count; i++) {
		have[i] += !isnan(of_run[i]);
		sum[i] += isnan(of_run[i]) ? 0.0 : of_run[i];
	}
	soc_sim_close(&sim);
}

/* The figures at the values that the scenario states, the mean of its runs; told is what the file says, to
 * six digits. */
static void check_runs(const char *path, const struct soc_scenario *s, const struct soc_assumptions *a)
{
	static struct soc_outcome outcomes[SOC_OUTCOMES_MAX];
	static double sum[SOC_OUTCOMES_MAX];
	static int have[SOC_OUTCOMES_MAX];
	struct soc_outcome_meter m;
	struct soc_msg msg = { "" };
	struct soc_scenario *again = malloc(sizeof *again);
	assert_non_null(again);
	*again = *s;
	memset(sum, 0, sizeof sum);
	memset(have, 0, sizeof have);
	for (int i = 0; i < a->outcomes_count; i++)
		snprintf(outcomes[i].formula, sizeof outcomes[i].formula, "%s",
		         soc_assessed_formula(a->outcome[i].name) != NULL ? soc_assessed_formula(a->outcome[i].name)
		                                                          : a->outcome[i].name);
	if (soc_outcome_meter_init(&m, outcomes, a->outcomes_count, NULL, &msg) != SOC_OK)
		fail_msg("%s: %s", path, msg.text);
	for (int64_t run = 0; run < (a->stated > 0 ? a->stated : 1); run++) {
		again->seed = soc_experiment_seed(s->seed, soc_assumptions_row_as_stated(a, run));
		add_run(&m, again, a->outcomes_count, sum, have);
	}
	for (int i = 0; i < a->outcomes_count; i++) {
		const double now = have[i] > 0 ? sum[i] / have[i] : NAN, told = a->outcome[i].shipped;
		if (isnan(now) != isnan(told) || fabs(now - told) > 1e-5 * fabs(told))
			fail_msg("%s: %s is %.6g now, the file has %.6g: make the ensemble anew (socred assumptions)",
			         path, a->outcome[i].name, now, told);
	}
	soc_outcome_meter_release(&m);
	free(again);
}

/* All of them belong where they lie; of minimal, and of every one when all tests are asked for, the runs. */
static void belong_to_what_is_shipped(void **state)
{
	glob_t found;
	struct soc_msg msg = { "" };
	(void)state;
	assert_int_equal(glob(PROJECT "/scenarios/*/*/*.assumptions.json", 0, NULL, &found), 0);
	assert_true(found.gl_pathc >= 3);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct soc_assumptions *a = NULL;
		const char *path = found.gl_pathv[i];
		if (soc_assumptions_read(path, &a, NULL, &msg) != SOC_OK)
			fail_msg("%s: %s", path, msg.text);
		struct soc_scenario *s = scenario_of(path, a);
		if (soc_assumptions_match_scenario(a, s, &msg) != SOC_OK)
			fail_msg("%s: %s", path, msg.text);
		if (runner_thorough() || strstr(path, "start/minimal") != NULL)
			check_runs(path, s, a);
		soc_scenario_free(s);
		soc_assumptions_free(a);
	}
	globfree(&found);
}

PART(shipped)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(belong_to_what_is_shipped) };
	return run_part(tests, NULL, NULL);
}
