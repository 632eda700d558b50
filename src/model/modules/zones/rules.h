/* Who may not leave a zone, how many trips leave it, what follows: part of struct soc_rules. */
#ifndef SOC_MODEL_ZONES_RULES_H
#define SOC_MODEL_ZONES_RULES_H

#include <stdint.h>

/* Trips of a month are drawn in so many parts by a Poisson law, each of a mean of at most 16 (poisson.h). */
#define SOC_ZONE_PARTS 20
#define SOC_ZONE_RELATIVES 16 /* questioned after one stop, at most */

struct soc_zones_rules {
	uint64_t share;                      /* threshold of 2^32: of people with the marker */
	uint8_t outside_parts, inside_parts; /* used; 0: no such trip has a consequence */
	uint64_t outside, inside;            /* mean of a part, 2^-32: trips of a month that leave the
	                                        zone; trips within it that raise an alert */
	uint64_t given_up, unnoticed;        /* thresholds of 2^32 for one word of a trip that would
	                                        leave: it is not made; below the second: not made or
	                                        not noticed */
	uint64_t stopped, questioned;
};

#endif
