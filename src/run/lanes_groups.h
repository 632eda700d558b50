/* A byte of each row of a column, of which only some bits vary: these bits side by side, in groups of one
 * width. Private to lanes.c. */
#ifndef SOC_RUN_LANES_GROUPS_H
#define SOC_RUN_LANES_GROUPS_H

#include "run/lanes.h"

/* A byte for each row, and room for lanes that go beyond the last; as words, since lanes are shifted eight
 * bytes at once. */
struct soc_lanes_plane {
	uint64_t word[(SOC_LANES_MOST + 128u) / 8];
};

/* Bytes that so many rows take of which these bits of 32 vary. Cost: 2 ns a group. */
size_t soc_lanes_groups_bytes(uint32_t mask, size_t count);
/* Appends the bits of a plane that mask has (1 to 255); what stands behind the last row must be 0. Returns:
 * the end. Cost: 10 to 30 ns a group of 512 rows. */
uint8_t *soc_lanes_groups_put(struct soc_lanes_plane *plane, size_t count, unsigned mask, uint8_t *out);
/* Reads them back: all other bits of the plane become 0. at: soc_lanes_groups_bytes can be read. Returns: the
 * end. Cost: as above. */
const uint8_t *soc_lanes_groups_get(const uint8_t *at, size_t count, unsigned mask,
                                    struct soc_lanes_plane *plane);

#endif
