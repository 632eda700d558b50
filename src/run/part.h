/* Long work in parts, and its end in the middle of one. */
#ifndef SOC_RUN_PART_H
#define SOC_RUN_PART_H

#include <stdint.h>

/* Work is done in `parts` parts of nearly the same size, part 0 first and each once, so that whoever waits
 * can be told how far it is and ranks come to one mind on a stop. The same on all ranks. */
struct soc_part {
	uint32_t part, parts;
};

/* Communities from..to-1. */
struct soc_part_range {
	uint32_t from, to;
};

/* A part of the communities first..end-1, in whole groups of `unit` but for the last; some may have none.
 * Pure. Cost: O(1). */
struct soc_part_range soc_part_range(struct soc_part part, uint32_t first, uint32_t end, uint32_t unit);

/* The end of work in its middle. */
struct soc_part_cut {
	const volatile int *stop; /* of the run (socred/sim.h); NULL: nobody stops it */
	int is_made;              /* something of the work was left out; set back by who begins anew */
};

/* Whether what comes next is to be left out: *stop has come to `at`. Asked of every few communities, since a
 * month of many people takes long; once it was so it stays so, whatever becomes of *stop. From any thread.
 * Cost: O(1). */
int soc_part_is_cut(struct soc_part_cut *cut, int at);

#endif
