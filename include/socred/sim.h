/* A run: months and replicates over one scenario, told to an observer or stepped one month at a time. */
#ifndef SOCRED_SIM_H
#define SOCRED_SIM_H

#include "socred/checkpoint.h"
#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_diagnostics; /* scenario.h */
struct soc_scenario;
struct soc_ranks;    /* ranks.h */
struct soc_observer; /* made by soc_result_writer_observer, see result.h */

struct soc_progress {
	int building;                  /* 1: the population is being built; 0: months are being run */
	int64_t replicate, replicates; /* 0-based */
	int64_t month, months;         /* months finished of this replicate, of all */
	int64_t persons;               /* people of the run, on all ranks */
	double share;    /* 0..1: while the population of a replicate is built, of it; else of the whole run */
	double of_month; /* 0..1 of the month under way, which is not counted in `month` */
};

struct soc_run_options {
	/* 1 or more: so many, as far as there are communities for them; 0: as many as the machine has and the
	 * number of people is worth (one for 16,384 people). Results do not depend on it. */
	int threads;
	int64_t memory_limit; /* bytes; 0: no limit */
	/* Called from the calling thread: some times while building, within a month after every `part` people
	 * and, by soc_sim_run, after each month; may be NULL. */
	void (*on_progress)(void *user, const struct soc_progress *progress);
	void *user;
	/* Asks for the end; may be NULL. Stands as long as the run. 0: none was asked for. 1: people are built no
	 * further, and the month under way ends in its middle, within some ms, and nothing of it is kept; but
	 * where soc_sim_run writes checkpoints it ends after the month, and writes one more. 2 or more: in the
	 * middle at once there too, a checkpoint that is being written included; those before it stand. */
	const volatile int *stop;
	/* Of soc_sim_run alone: what it writes down on its way and what it goes on from; NULL: nothing. */
	const struct soc_checkpoints *checkpoints;
	/* The processes that share the people, all of which call the same functions with the same scenario; NULL:
	 * this one holds all of them. memory_limit is of each, progress is told on all, and an observer is told
	 * and checkpoints are written on rank 0 alone. */
	const struct soc_ranks *ranks;
	/* People (of each rank) after whom progress within a month is told and ranks hear of a stop on one of
	 * them, 1 or more; 0: four million, which take some tenths of a second. */
	int64_t part;
};

struct soc_run_stats {
	int64_t persons, months;                  /* people and months of a replicate */
	int64_t replicates_finished, communities; /* how many */
	int64_t bytes_state, bytes_fixed,
		bytes_total; /* in bytes: mutable columns; fixed columns; everything the run holds: the most so far */
	int64_t bytes_raw;       /* what both kinds of columns take where people are not packed */
	int64_t events, records; /* over all months run */
	int threads;             /* that were used, 1 or more */
	int packed;              /* 1: people are packed while they wait for their month (run.memory) */
};

/* Runs every month of every replicate and tells the observer (NULL: nobody).
 * Owner: scenario, options, observer and stats are the caller's; stats may be NULL and is set on failure too.
 * Returns: SOC_OK when the last replicate has had its last month.
 * Errors: SOC_ERR_MEMORY with the size wanted, before anything is built, or when packed people have outgrown
 * the limit or the machine; SOC_ERR_SCENARIO, SOC_ERR_DATA and
 * SOC_ERR_LIMIT from making the plan and the rules; SOC_ERR_INTERRUPTED (the observer was told all finished
 * replicates); SOC_ERR_USAGE without a scenario; with options.checkpoints SOC_ERR_IO (the folder cannot be
 * written) and SOC_ERR_CHECKPOINT (what is to be gone on from cannot be); whatever the observer returns.
 * Cost: O(persons x months x replicates); memory as soc_run_stats says, O(persons). */
SOC_API enum soc_err soc_sim_run(const struct soc_scenario *scenario, const struct soc_run_options *options,
                                 struct soc_observer *observer, struct soc_run_stats *stats,
                                 struct soc_msg *msg);

/* Finds everything for which soc_sim_run would refuse the scenario before its first month, want of memory
 * apart: names of data and of places, rates and weights beyond what can be drawn, in the rules of any change.
 * Owner: scenario is the caller's. *diagnostics: NULL, or what reading it gave, to which is added; set when
 * there is anything to say; release with soc_diagnostics_free. Errors: SOC_ERR_SCENARIO with the first
 * diagnostic in msg, SOC_ERR_DATA, SOC_ERR_MEMORY; SOC_ERR_USAGE without a scenario or a list. Cost: that of
 * making the rules and a plan of at most ten million people, below a tenth of a second for most. */
SOC_API enum soc_err soc_sim_check(const struct soc_scenario *scenario, struct soc_diagnostics **diagnostics,
                                   struct soc_msg *msg);

/* ---- one month at a time: open, step, observe, close ---- */

/* A run under way: the whole world in memory. One thread uses it at a time. */
struct soc_sim;

/* Makes plan and rules, builds the people and stands before the first month of replicate 0. Months give the
 * same numbers as those of soc_sim_run.
 * Owner: *out is the caller's, release with soc_sim_close; scenario stays the caller's and must stand until
 * then, options may go.
 * Errors: as soc_sim_run without an observer; *out stays as it was.
 * Cost: O(persons). */
SOC_API enum soc_err soc_sim_open(const struct soc_scenario *scenario, const struct soc_run_options *options,
                                  struct soc_sim **out, struct soc_msg *msg);
/* Goes to the time before the first month of a replicate (0 to the scenario's replicates - 1), in any order
 * and as often as wanted. Its people are built where they are others than those of the replicate before
 * (people.drawn), and progress is told of that. What was observed before stays the caller's.
 * Errors: SOC_ERR_USAGE: no run, no such replicate; the run stays where it was. SOC_ERR_MEMORY: people are
 * packed and find no room; SOC_ERR_INTERRUPTED: `stop` of the options is not 0. No month can be run after
 * these two before another begin.
 * Cost: O(persons). */
SOC_API enum soc_err soc_sim_begin(struct soc_sim *sim, int64_t replicate, struct soc_msg *msg);
/* Runs the next month of the replicate.
 * Errors: SOC_ERR_USAGE: no run, or the replicate has had its last month (soc_scenario_months).
 * SOC_ERR_MEMORY: people are packed and have outgrown the limit or the machine; SOC_ERR_INTERRUPTED: `stop`
 * of the options is not 0. After these two the month is lost, and no other can be run before soc_sim_begin.
 * Cost: O(persons) and no allocation; where people are packed, one wherever a group of them has grown. */
SOC_API enum soc_err soc_sim_step(struct soc_sim *sim, struct soc_msg *msg);

/* What can be observed: the columns of the table `by_cell`. Strings are static. */
struct soc_sim_indicator {
	const char *name, *unit, *meaning;
	int is_stock; /* 1: counted at the end of the month; 0: summed over the month */
};
/* How many indicators there are; soc_sim_indicator takes 0 to one less.
 * Returns: 1 or more, fixed for a version of the library. Cost: O(1). */
SOC_API size_t soc_sim_indicators(void);
/* The indicator i, 0 to soc_sim_indicators - 1.
 * Owner: the library; static. Returns: NULL past the end. Cost: O(1). */
SOC_API const struct soc_sim_indicator *soc_sim_indicator(size_t i);

#define SOC_SIM_CLASSES 3
#define SOC_SIM_QUINTILES 5
#define SOC_SIM_CELLS (SOC_SIM_CLASSES * 2 * 2 * SOC_SIM_QUINTILES)
/* The cell of people of one kind, in the order of the table `by_cell`. person_class: 0 citizen,
 * 1 executive, 2 official; minority and urban: 0 or 1; quintile of income: 0 lowest to 4 highest.
 * Returns: 0 to SOC_SIM_CELLS - 1; -1 when an argument is out of its range. Cost: O(1). */
SOC_API int soc_sim_cell(int person_class, int minority, int urban, int quintile);

/* One indicator in the month that was stepped last, in its own unit. */
struct soc_observation {
	const struct soc_sim_indicator *indicator; /* static */
	int64_t replicate, month;                  /* 0-based */
	int64_t national; /* sum of the cells, exact; 0 or more, but for score_sum: scores may be below 0 */
	int64_t cell[SOC_SIM_CELLS]; /* by soc_sim_cell; 0 or more, but for score_sum */
};
/* Reads an indicator by its name, e.g. "listed_no_violation".
 * Owner: out is the caller's and needs no release.
 * Errors: SOC_ERR_USAGE: an unknown name (with the nearest one), no month stepped yet, NULL; out stays as it
 * was.
 * Cost: O(number of indicators + SOC_SIM_CELLS). */
SOC_API enum soc_err soc_sim_observe(const struct soc_sim *sim, const char *indicator,
                                     struct soc_observation *out, struct soc_msg *msg);
/* Size, threads and what has happened so far.
 * Returns: all 0 for NULL. Cost: O(1). */
SOC_API struct soc_run_stats soc_sim_stats(const struct soc_sim *sim);
/* Releases a run at any time and sets *sim to NULL, so that closing twice is harmless; NULL is fine too.
 * Cost: O(1). */
SOC_API void soc_sim_close(struct soc_sim **sim);

#ifdef __cplusplus
}
#endif
#endif
