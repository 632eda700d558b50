/* The seam at which threads, ranks and other engines differ.
 *
 * A backend holds the communities of a run (all of them, or a rank its own), steps them a month at a time and
 * adds up what they counted. sim.c is the loop over months and replicates; it renews the fields from the sums
 * and knows nothing of workers. What a backend must keep: a community's month depends on the community, the
 * field of its place, the rules and keyed draws alone, and sums are of integers, so that any number of
 * workers and any order give the same bytes.
 *
 * To add one: a file backend_<name>.c with a const struct soc_backend, and its choice in soc_sim_prepare. */
#ifndef SOC_RUN_BACKEND_H
#define SOC_RUN_BACKEND_H

#include "model/indicators/indicators.h"
#include "model/population/population.h"
#include "model/regime/rule_sets.h"
#include "run/renew.h"

/* What a backend works on. Owner: the caller; stands until the backend is closed. Between two calls of `step`
 * the caller renews fields and rates. */
struct soc_backend_job {
	const struct soc_scenario *scenario;
	const struct soc_plan *plan;
	const struct soc_rule_sets *rule_sets;
	const struct soc_fields *fields;
};

struct soc_world;
struct soc_backend {
	const char *name;
	/* Allocates all that the run will need and sets *out (release with close). workers: as many as are
	 * wanted, 0 for what suits the work. Errors: SOC_ERR_MEMORY; *out stays as it was. */
	enum soc_err (*open)(void **out, const struct soc_backend_job *job, int workers, struct soc_msg *msg);
	/* Builds the fixed traits of communities from..to-1 of the plan, as far as they are this backend's.
	 * Cost: O(persons of those). */
	void (*build)(void *state, uint32_t from, uint32_t to);
	/* Sets the state as it is before the first month of a replicate. */
	void (*begin)(void *state);
	/* One month (0-based) of every community, and then of the firms that span them. seed: of the replicate.
	 * Cost: O(persons). */
	void (*step)(void *state, uint64_t seed, uint32_t month);
	/* The sums over all communities of the month that was stepped last, of other ranks too. They belong to
	 * the backend and stand until the next step. */
	struct soc_tally *(*reduce)(void *state);
	/* The communities that it holds, between two months: for who writes them down or puts them back. Owner:
	 * the backend. */
	struct soc_world *(*world)(void *state);
	/* Whether the run is to end, as all ranks see it; here: whether this one was asked to (0 or 1). */
	int (*agree_to_stop)(void *state, int here);
	/* Workers that share a month; at least 1. */
	int (*workers)(const void *state);
	/* Bytes held for the workers, beyond the columns (soc_world_bytes). */
	int64_t (*bytes)(const void *state);
	/* Releases everything; NULL is fine. */
	void (*close)(void *state);
};

/* The threads of one process, by OpenMP; one thread where the library is built without it. */
extern const struct soc_backend soc_backend_threads;

#endif
