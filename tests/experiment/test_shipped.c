/* The ensembles that are shipped: each belongs to the scenario beside it, as it is now, and to this program:
 * its runs at the stated values are made again. */
#include "runner.h"

#include "analysis/assessed.h"
#include "analysis/statistics.h"
#include "experiment/outcome.h"
#include "socred/scenario.h"
#include "store/assumptions.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>
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

/* The figures at the values that the scenario states; told is what the file says, to six digits. */
static void check_runs(const char *path, const struct soc_scenario *s, const struct soc_assumptions *a)
{
	static struct soc_outcome outcomes[SOC_OUTCOMES_MAX];
	static double sum[SOC_OUTCOMES_MAX], out[SOC_OUTCOMES_MAX];
	struct soc_outcome_meter m;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	memset(sum, 0, sizeof sum);
	for (int i = 0; i < a->outcomes_count; i++)
		snprintf(outcomes[i].formula, sizeof outcomes[i].formula, "%s",
		         soc_assessed_formula(a->outcome[i].name) != NULL ? soc_assessed_formula(a->outcome[i].name)
		                                                          : a->outcome[i].name);
	if (soc_outcome_meter_init(&m, outcomes, a->outcomes_count, NULL, &msg) != SOC_OK ||
	    soc_sim_open(s, NULL, &sim, &msg) != SOC_OK)
		fail_msg("%s: %s", path, msg.text);
	for (int64_t k = 0; k < a->replicates; k++) {
		assert_int_equal(soc_sim_begin(sim, k, &msg), SOC_OK);
		assert_int_equal(soc_outcome_meter_run(&m, sim, NULL, out, &msg), SOC_OK);
		for (int i = 0; i < a->outcomes_count; i++)
			sum[i] += out[i];
	}
	for (int i = 0; i < a->outcomes_count; i++) {
		const double now = sum[i] / (double)a->replicates, told = a->outcome[i].shipped;
		if (isnan(now) != isnan(told) || fabs(now - told) > 1e-5 * fabs(told))
			fail_msg("%s: %s is %.6g now, the file has %.6g: make the ensemble anew (socred assumptions)",
			         path, a->outcome[i].name, now, told);
	}
	soc_sim_close(&sim);
	soc_outcome_meter_release(&m);
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
