/* What a run under way holds: private to sim.c and sim_observe.c. */
#ifndef SOC_RUN_SIM_STATE_H
#define SOC_RUN_SIM_STATE_H

#include "base/buf.h"
#include "run/backend.h"
#include "run/memory.h"
#include "run/observer.h"
#include "run/renew.h"
#include "socred/checkpoint.h"
#include "socred/sim.h"

struct soc_sim {
	const struct soc_scenario *s;
	struct soc_run_options options;
	struct soc_plan plan;
	struct soc_rule_sets rule_sets;
	struct soc_memory memory;
	struct soc_fields fields; /* those that the last month was stepped with; renewed before the next */
	const struct soc_backend *backend;
	void *workers;           /* the backend's */
	struct soc_tally *tally; /* sums of the last month; the backend's; NULL before the first of a replicate */
	struct soc_run_stats stats;
	uint64_t seed;
	int64_t replicate;
	int32_t month, months;     /* finished of this replicate, of all */
	struct soc_part under_way; /* of the next month what comes next; parts 0: none of it is done */
	uint32_t built;            /* parts of the people that are built, as the plan draws them */
	int is_peopled;            /* all are */
	int is_broken; /* a month ended in its middle, for want of memory or a stop: no other comes before
	                  soc_sim_begin */

	/* for checkpoints */
	struct soc_checkpoints checkpoints; /* folder NULL: none are written */
	struct soc_buf told; /* what the months from told_first on told (run/told.h), as chunks of a
	                        checkpoint; empty where nobody keeps it */
	int32_t told_first;
	struct soc_tally *loaded; /* of the last month of a checkpoint that was read; or NULL */
};

/* All but the people: plan, rules, memory (checked against options->memory_limit before any is taken). On
 * SOC_OK *out is new (soc_sim_close). Errors: as soc_sim_open. */
enum soc_err soc_sim_prepare(const struct soc_scenario *scenario, const struct soc_run_options *options,
                             struct soc_sim **out, struct soc_msg *msg);
/* Adds the month that was stepped last to the counts of the run. Cost: O(classes). */
void soc_sim_count_month(struct soc_sim *sim);
/* 1 when this process was asked to end (`stop` of the options), at least as urgently as `at`, 1 or 2: other
 * ranks may know nothing of it. Cost: O(1). */
int soc_sim_is_asked_to_end(const struct soc_sim *sim, int at);
/* Whether the run is to end between two months, as all ranks see it. Cost: O(1). */
int soc_sim_is_stopped(const struct soc_sim *sim);
/* Tells the progress: the months that are finished. Cost: that of who is told. */
void soc_sim_tell_months(const struct soc_sim *sim);
/* A part of the next month: that of some `persons` people, 1 or more, or of as many as soc_sim_step takes at
 * once where it is 0; how many parts a month has is settled by its first. *is_over: 1 when the month is, and
 * not before is there anything of it. The same numbers whatever the parts. Not with ranks. Errors: as
 * soc_sim_step. Cost: that of the part's people. */
enum soc_err soc_sim_step_next(struct soc_sim *sim, int64_t persons, int *is_over, struct soc_msg *msg);
/* Goes to the people of a replicate, and to where they have places join by lot: where they are others than
 * those before, nobody is built (`is_peopled`). Cost: O(strata x months) at most. */
void soc_sim_draw(struct soc_sim *sim, int64_t replicate);
/* Builds the next part of the people, at most some four million, and tells the progress. *share: how much of
 * them is built, 1 when all are. Errors: SOC_ERR_INTERRUPTED, SOC_ERR_MEMORY. Cost: O(persons of the part).
 */
enum soc_err soc_sim_build_next(struct soc_sim *sim, double *share, struct soc_msg *msg);
/* Builds all people who are not yet. Errors: as soc_sim_build_next. Cost: O(persons). */
enum soc_err soc_sim_build(struct soc_sim *sim, struct soc_msg *msg);

/* Goes over to another scenario where its people and their columns are those of the run: *kept is then 1, and
 * the run is to be begun (soc_sim_begin); else nothing has changed. Owner: as soc_sim_reopen. Errors: those
 * of soc_rule_sets_init. Cost: that of the rules, some ms. */
enum soc_err soc_sim_go_over(struct soc_sim *sim, const struct soc_scenario *s, int *kept,
                             struct soc_msg *msg);
/* Goes over to another scenario, before the first month of replicate 0. The people and their columns stay
 * where both scenarios have the same; else, and where *open is NULL, all is made anew as by soc_sim_open.
 * Months give the same numbers either way. *kept: 1 when the people stayed.
 * Owner: scenario must stand as long as the run; the former one may go on success, and after a failure only
 * when *open is NULL. Errors: as soc_sim_open. Cost: that of the rules, some ms; else O(persons). */
enum soc_err soc_sim_reopen(struct soc_sim **open, const struct soc_scenario *s,
                            const struct soc_run_options *options, int *kept, struct soc_msg *msg);

#endif
