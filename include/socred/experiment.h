/* Experiments: many points of a scenario, run in one process, and what is made of them. */
#ifndef SOCRED_EXPERIMENT_H
#define SOCRED_EXPERIMENT_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_experiment;
struct soc_diagnostics; /* scenario.h */
struct soc_run_stats;   /* sim.h */
struct soc_ranks;       /* ranks.h */

/* Reads the experiment file at path with its scenario and its points, and checks everything. extend: NULL, or
 * a larger design than the file's, as "n=1024" or "trajectories=40".
 * Owner: *out and *diagnostics are the caller's (soc_experiment_free, soc_diagnostics_free); *diagnostics
 * (may be NULL) is set whenever there is anything to say. Errors: SOC_ERR_SCENARIO with all diagnostics at
 * once, SOC_ERR_USAGE: extend is no such thing, SOC_ERR_IO, SOC_ERR_LIMIT, SOC_ERR_MEMORY; *out stays as it
 * was. Cost: reading the scenario, and O(points) of a points file. */
SOC_API enum soc_err soc_experiment_read(const char *path, const char *extend, struct soc_experiment **out,
                                         struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* Releases an experiment; NULL is fine. Cost: O(1). */
SOC_API void soc_experiment_free(struct soc_experiment *experiment);

/* What an experiment is, in numbers. Texts belong to the experiment or are static. */
struct soc_experiment_size {
	const char *title, *design; /* the question; the kind of design */
	int factors, outcomes;      /* how many; 0 factors of a design that lists its arms */
	int64_t points, replicates; /* replicates of each point */
	int64_t most_points; /* how many at most, with those that depend on what comes of others (calibration) */
	const char *theory;  /* that stands in place of a scenario; NULL: a scenario */
	int64_t persons, months; /* of the scenario that every point starts from; 0 of a theory */
};
/* The size of an experiment.
 * Owner: texts are of the experiment. Returns: all 0 for NULL. Cost: O(1). */
SOC_API struct soc_experiment_size soc_experiment_size(const struct soc_experiment *experiment);

struct soc_experiment_options {
	const char *folder;   /* where shards and experiment.db stand; it is there already */
	int workers;          /* points that run at once, each in a thread; 0: one per processor */
	int64_t memory_limit; /* bytes of one point; 0: no limit */
	int share, shares;    /* this call runs share 1 to `shares` of the points; 1 of 1: all */
	/* Called by one worker at a time whenever a replicate is finished: replicates that are measured, of all
	 * of this share; may be NULL. */
	void (*on_progress)(void *user, int64_t done, int64_t all);
	void *user;
	/* When it becomes non-zero, all workers end within a month; may be NULL. */
	const volatile int *stop;
	/* Processes that run the points together, each with workers of its own, into one folder that all see; all
	 * make the same call. The first writes what comes of it. An error or a stop of one ends all. NULL: there
	 * is no other. */
	const struct soc_ranks *ranks;
};

/* How far an experiment is. */
struct soc_experiment_state {
	int64_t points, replicates; /* how many: of the design; of each point */
	int64_t measured;           /* points with all their replicates */
	int64_t refused;            /* points that cannot run: their values do not go together */
	int64_t same;               /* points that are the same as an earlier one, and so are not run again */
	int64_t shards;             /* how many files in the folder */
	int64_t unfinished, broken; /* how many lines a killed program left; have another checksum */
	int64_t others;             /* how many shards of other outcomes, left out */
	char first_refused[1088];   /* the first point that cannot run, and why; "" when there is none */
	char first_broken[320];     /* file and line of the first broken one; "" when there is none */
};

/* Runs all points of a share that are not measured yet, and, when it is the share of all, writes
 * folder/experiment.db: the same bytes for any number of workers, ranks, shares and interruptions. What is
 * measured is written at once, so that the same call goes on after a kill.
 * Owner: experiment and options are the caller's; *state (may be NULL) is set on success and on interruption.
 * Errors: SOC_ERR_INTERRUPTED; SOC_ERR_IO (a full disk); SOC_ERR_RESULTS: two shards disagree; SOC_ERR_USAGE,
 * SOC_ERR_MEMORY. SOC_ERR_SCENARIO: no point at all can run; of some it is no error, they are counted. Cost:
 * that of the replicates, and some ms for each point. */
SOC_API enum soc_err soc_experiment_run(const struct soc_experiment *experiment,
                                        const struct soc_experiment_options *options,
                                        struct soc_experiment_state *state, struct soc_msg *msg);
/* How far the experiment is in a folder (none yet is fine); nothing is run or written.
 * Owner: *state is the caller's. Errors: SOC_ERR_RESULTS, SOC_ERR_IO, SOC_ERR_USAGE, SOC_ERR_MEMORY. Cost:
 * some ms for each point. */
SOC_API enum soc_err soc_experiment_status(const struct soc_experiment *experiment, const char *folder,
                                           struct soc_experiment_state *state, struct soc_msg *msg);
/* Which points cannot run, found without running any, for who wants to know beforehand: what
 * soc_experiment_run would refuse of values and rules. workers: points looked at at once, 1 or more; 0: one
 * per processor. stop: as above, may be NULL. What is refused while people are built, as a lack of memory, is
 * not found. Owner: *state is the caller's; set are points, replicates, refused and first_refused, all 0 for
 * a calibration, whose points follow from what others give. Errors: SOC_ERR_SCENARIO: no point can run;
 * SOC_ERR_INTERRUPTED, SOC_ERR_USAGE, SOC_ERR_MEMORY. Cost: about 1 ms a point and worker, 7 where a factor
 * of people or society makes places of its own. */
SOC_API enum soc_err soc_experiment_check(const struct soc_experiment *experiment, int workers,
                                          const volatile int *stop, struct soc_experiment_state *state,
                                          struct soc_msg *msg);
/* Runs one replicate of the first point that can run, on one thread, and forgets it: for who wants to know
 * beforehand what a replicate takes. stop: as above, may be NULL.
 * Owner: *stats is the caller's. Errors: SOC_ERR_SCENARIO: no point can run; SOC_ERR_INTERRUPTED,
 * SOC_ERR_MEMORY. Cost: that of the replicate and of building its people. */
SOC_API enum soc_err soc_experiment_run_one(const struct soc_experiment *experiment, const volatile int *stop,
                                            struct soc_run_stats *stats, struct soc_msg *msg);

/* What came of it, from what is measured in the folder, for each outcome. By the design: sobol: first and
 * total order indices; morris: mu, mu*, sigma; arms: means and differences from the first arm; else rank
 * correlations; all with 95% intervals. format: "table", "csv" or "json".
 * Owner: *out is the caller's (soc_text_free); *state (may be NULL) says what is missing. Errors:
 * SOC_ERR_USAGE: nothing is measured, no such format; else as soc_experiment_status. Source: Jansen 1999,
 * Computer Physics Communications 117, 35; Morris 1991, Technometrics 33(2), 161; Spearman 1904, American
 * Journal of Psychology 15(1), 72; Efron 1979, Annals of Statistics 7(1), 1. Cost: as that, and for each
 * factor and outcome 500 resamples of the points (sobol: none). */
SOC_API enum soc_err soc_experiment_analyse(const struct soc_experiment *experiment, const char *folder,
                                            const char *format, char **out,
                                            struct soc_experiment_state *state, struct soc_msg *msg);

/* The same as a page: one HTML file that needs no network, as soc_result_report makes of a run. What decides
 * each outcome, two factors at once, whether the sign of an effect survives, how estimates settle with the
 * number of points, and what was left out; of a calibration the fit and what it says of each factor. path:
 * the file, or NULL for report.html in the folder; an old one stands until the new one is whole. The same
 * bytes for the same points. Owner: *state (may be NULL) says what is missing. Errors: as
 * soc_experiment_analyse; SOC_ERR_IO. Cost: some four times that of soc_experiment_analyse. */
SOC_API enum soc_err soc_experiment_report(const struct soc_experiment *experiment, const char *folder,
                                           const char *path, struct soc_experiment_state *state,
                                           struct soc_msg *msg);

/* The JSON Schema (draft 2020-12) of an experiment file.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_MEMORY. Cost: O(keys). */
SOC_API enum soc_err soc_experiment_schema(char **out, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
