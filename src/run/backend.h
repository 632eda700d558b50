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
#include "model/modules/firms/firms.h"
#include "model/population/population.h"
#include "model/regime/rule_sets.h"
#include "run/part.h"
#include "run/ranks.h"
#include "run/renew.h"

/* What a backend works on. Owner: the caller; stands until the backend is closed. Between two calls of `step`
 * the caller renews fields and rates. */
struct soc_backend_job {
	const struct soc_scenario *scenario;
	const struct soc_plan *plan;
	const struct soc_rule_sets *rule_sets;
	const struct soc_fields *fields;
	int packed;    /* people wait for their month in packed form (run/packed_world.h) */
	int64_t limit; /* bytes that they may then take; 0: any */
	uint32_t first,
		end; /* communities first..end-1 of the plan are held and stepped here; packed: whole groups */
	const struct soc_ranks *ranks; /* NULL: this process holds all */
	const volatile int *stop;      /* of the run (socred/sim.h); NULL: nobody stops it */
	int cuts_months_at;            /* the least *stop at which a month ends in its middle */
};

struct soc_backend_bytes {
	int64_t fixed, state, workers;
};

struct soc_world;
struct soc_backend {
	const char *name;
	/* Allocates all that the run will need and sets *out (release with close). workers: as many as are
	 * wanted, 0 for what suits the work. Errors: SOC_ERR_MEMORY; *out stays as it was. */
	enum soc_err (*open)(void **out, const struct soc_backend_job *job, int workers, struct soc_msg *msg);
	/* Builds the fixed traits of a part of the communities that are held here, as the plan draws them now; of
	 * other people before may stand there. All parts, from the first on, before `begin`.
	 * Errors: SOC_ERR_MEMORY where people are packed; SOC_ERR_INTERRUPTED when *stop is not 0, within some
	 * ms. Cost: O(persons of those). */
	enum soc_err (*build)(void *state, struct soc_part part, struct soc_msg *msg);
	/* Sets the state as it is before the first month of a replicate. Errors: as build. */
	enum soc_err (*begin)(void *state, struct soc_msg *msg);
	/* A part of the month (0-based) of every community, and after the last part the firms that span them.
	 * seed: of the replicate. Errors: as build, but SOC_ERR_INTERRUPTED from *stop of cuts_months_at on; some
	 * communities then have had their month and others not, until begin. Cost: O(persons of those). */
	enum soc_err (*step)(void *state, uint64_t seed, uint32_t month, struct soc_part part,
	                     struct soc_msg *msg);
	/* The sums over all communities of the month that was stepped last, of other ranks too. They belong to
	 * the backend and stand until the next step. */
	struct soc_tally *(*reduce)(void *state);
	/* A world in which the columns of a community stand until the next call, between two months: for who
	 * writes them down or puts them back. NULL: memory is damaged. Owner: the backend. Cost: O(persons of the
	 * community); where people are packed, that of the communities before it in its group as well, unless it
	 * comes after the last. */
	struct soc_world *(*world)(void *state, uint32_t community);
	/* The firms of all communities. Owner: the backend. Cost: O(1). */
	struct soc_firms *(*firms)(void *state);
	/* The state of the community that `world` gave last is to stay as it has been changed: all communities,
	 * in their order. Errors: as build. Cost: as world. */
	enum soc_err (*keep)(void *state, struct soc_msg *msg);
	/* Whether the run is to end, as all ranks see it; here: whether this one was asked to (0 or 1). */
	int (*agree_to_stop)(void *state, int here);
	/* Begins what one process does for all, such as writing a checkpoint: 1 on that one. 0 on the others,
	 * when it is done; until then they give it the communities that it asks for (world, firms). Where no part
	 * is begun, world, firms and keep are called by all ranks alike. */
	int (*leads)(void *state);
	/* Ends it, on all: err and msg of the one that did it. */
	enum soc_err (*led)(void *state, enum soc_err err, struct soc_msg *msg);
	/* Workers that share a month; at least 1. */
	int (*workers)(const void *state);
	/* Bytes held at this time: of the columns, as they are held, and for the workers. */
	struct soc_backend_bytes (*bytes)(const void *state);
	/* Releases everything; NULL is fine. */
	void (*close)(void *state);
};

/* The threads of one process, by OpenMP; one thread where the library is built without it. */
extern const struct soc_backend soc_backend_threads;
/* What a window on its communities is made of (soc_world_init_window). Owner: the backend. Cost: O(1). */
const struct soc_world *soc_backend_threads_frame(void *state);
/* Several processes (job.ranks), each with threads of its own over its range. */
extern const struct soc_backend soc_backend_ranks;

#endif
