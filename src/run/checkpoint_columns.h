/* The state of a community, and of the firms of a place, as bytes. */
#ifndef SOC_RUN_CHECKPOINT_COLUMNS_H
#define SOC_RUN_CHECKPOINT_COLUMNS_H

#include "base/pack.h"
#include "input/compile/rules.h"
#include "run/world.h"

/* Which columns of state a world has, as a CRC-32 over their parts, names, types and copies: worlds of one
 * number can take each other's state. Pure. Cost: under 10 us. */
uint32_t soc_checkpoint_shape(struct soc_world *w);

/* Appends the state of a community (its index in the plan). Owner: buf is the caller's; its `failed` tells
 * when memory ran out. Cost: about 20 ns for each person and column. */
void soc_checkpoint_put_community(struct soc_buf *buf, struct soc_world *w, uint32_t community);
/* Puts it back; month: as many as have been run. Bytes that no run wrote are a fault, told by from->bad; the
 * columns then hold values of their type, and no month may be run from them. Cost: as above. */
void soc_checkpoint_take_community(struct soc_packed *from, struct soc_world *w, uint32_t community,
                                   const struct soc_rules *rules, uint32_t month);
/* The same of the firms of one place of the world (0-based within it). Owner and cost as above. */
void soc_checkpoint_put_firms(struct soc_buf *buf, const struct soc_firms *firms, int32_t place);
void soc_checkpoint_take_firms(struct soc_packed *from, struct soc_firms *firms, int32_t place,
                               const struct soc_firms_rules *rules);

#endif
