/* A byte of each row of a column, of which only some bits vary: these bits side by side, in groups of one
 * width. Private to lanes.c. */
#ifndef SOC_RUN_LANES_GROUPS_H
#define SOC_RUN_LANES_GROUPS_H

#include "run/lanes.h"

#define SOC_LANES_FEW 64u /* values: fewer are kept as whole bytes */

/* Bytes that so many rows take of which these bits of 32 vary. Cost: 2 ns a group. */
size_t soc_lanes_groups_bytes(uint32_t mask, size_t count);
/* Appends the bits that mask has (1 to 255) of each row less base. Returns: the end. Cost: 10 to 30 ns for
 * 512 rows. */
uint8_t *soc_lanes_groups_put(const uint8_t *rows, size_t count, unsigned base, unsigned mask, uint8_t *out);
/* Reads them back and adds base. at: soc_lanes_groups_bytes can be read. rows: room for soc_lanes_room, whose
 * bytes beyond the last row hold anything then. mask: not 0. Returns: the end. Cost: as above. */
const uint8_t *soc_lanes_groups_get(const uint8_t *at, size_t count, unsigned base, unsigned mask,
                                    uint8_t *rows);

#endif
