/* socred-bench-runner: what an experiment costs beyond the months of its points. Prints one line.
 *
 * The experiment is run whole, by one worker, into a folder of its own (removed), and the processor's time is
 * taken; then the same replicates again without the runner, timed from before the first month to after the
 * last, people built. What is left is the runner: reading points, their keys, rules compiled for each point,
 * shards, experiment.db. Both are done several times in turn, and the least of each counts: other work on the
 * machine only adds. */
#include "experiment/experiment.h"
#include "experiment/outcome.h"
#include "run/sim_state.h"

#include "socred/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TIMES 5

static const char usage[] =
	"Usage: socred-bench-runner EXPERIMENT\n\n"
	"Share of the processor's time that the points of an experiment take beyond their months, with one "
	"worker.\n\n"
	"Example:\n"
	"  socred-bench-runner experiments/which-assumption.yaml\n";

static double seconds_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Of all points, as far as they can run: people are built once and again where points need others. */
static enum soc_err time_months(const struct soc_experiment *e, double *months, double *building,
                                int64_t *runs, struct soc_msg *msg)
{
	const struct soc_run_options options = { .threads = 1 };
	struct soc_scenario *s[2] = { calloc(1, sizeof *s[0]), calloc(1, sizeof *s[1]) };
	struct soc_outcome_meter meter = { 0 };
	struct soc_sim *sim = NULL;
	double values[SOC_OUTCOMES_MAX];
	enum soc_err err = soc_outcome_meter_init(&meter, e->outcome, e->outcomes_count, e->scenario, msg);
	for (int64_t i = 0; i < e->points && err == SOC_OK; i++) {
		int kept = 0;
		double began = seconds_now();
		if (soc_experiment_scenario(e, i, s[i % 2], msg) != SOC_OK)
			continue;
		err = soc_sim_reopen(&sim, s[i % 2], &options, &kept, msg);
		if (err == SOC_ERR_SCENARIO || err == SOC_ERR_LIMIT || err == SOC_ERR_DATA) { /* as the runner does */
			err = SOC_OK;
			continue;
		}
		*building += kept ? 0.0 : seconds_now() - began;
		for (int32_t k = 0; err == SOC_OK && k < soc_scenario_replicates(e->scenario); k++) {
			began = seconds_now();
			err = soc_sim_begin(sim, k, msg);
			if (err == SOC_OK)
				err = soc_outcome_meter_run(&meter, sim, NULL, values, msg);
			*months += seconds_now() - began;
			*runs += 1;
		}
	}
	soc_outcome_meter_release(&meter);
	soc_sim_close(&sim);
	free(s[0]);
	free(s[1]);
	return err;
}

static enum soc_err time_all(const struct soc_experiment *e, const char *folder, double *seconds,
                             struct soc_msg *msg)
{
	const struct soc_experiment_options options = { .folder = folder, .workers = 1, .share = 1, .shares = 1 };
	struct soc_experiment_state state;
	const double began = seconds_now();
	const enum soc_err err = soc_experiment_run(e, &options, &state, msg);
	*seconds = seconds_now() - began;
	return err;
}

static void drop(const char *folder)
{
	char path[256];
	snprintf(path, sizeof path, "%s/experiment.db", folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/shards/00000.txt", folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/shards", folder);
	rmdir(path);
	rmdir(folder);
}

int main(int argc, char **argv)
{
	struct soc_experiment *e = NULL;
	struct soc_msg msg = { "" };
	char folder[] = "/tmp/socred-bench-XXXXXX";
	double all = 1e30, months = 1e30, building = 1e30;
	int64_t runs = 0;
	if (argc != 2 || argv[1][0] == '-') {
		fputs(usage, argc == 2 && strcmp(argv[1], "--help") == 0 ? stdout : stderr);
		return argc == 2 && strcmp(argv[1], "--help") == 0 ? 0 : 1;
	}
	enum soc_err err = soc_experiment_read(argv[1], NULL, &e, NULL, &msg);
	for (int i = 0; i < TIMES && err == SOC_OK; i++) {
		double all_now = 0.0, months_now = 0.0, building_now = 0.0;
		char now[sizeof folder];
		memcpy(now, folder, sizeof now);
		err = mkdtemp(now) != NULL ? time_all(e, now, &all_now, &msg) : SOC_ERR_IO;
		drop(now);
		if (err == SOC_OK)
			err = time_months(e, &months_now, &building_now, &runs, &msg);
		all = all_now < all ? all_now : all;
		months = months_now < months ? months_now : months;
		building = building_now < building ? building_now : building;
	}
	if (err == SOC_OK)
		printf("%s: %lld points, %lld replicates; processor: %.2f s, months %.2f s (%.1f ms a replicate), "
		       "people %.2f s; the runner %.2f ms a point, %.1f%%\n",
		       argv[1], (long long)e->points, (long long)(runs / TIMES), all, months,
		       1e3 * months / (double)(runs / TIMES), building,
		       1e3 * (all - months - building) / (double)e->points, 100.0 * (all - months - building) / all);
	else
		fprintf(stderr, "socred-bench-runner: %s\n", msg.text);
	soc_experiment_free(e);
	return (int)err;
}
