/* A world whose people are packed while they wait for their month (run/lanes.h): columns stand as they are in
 * windows of one community, and nowhere else.
 *
 * Communities are held in groups of SOC_PACKED_GROUP. A group has two pieces of memory: what is fixed, packed
 * once, and the state, packed anew each month. In a piece each community has its length in 4 bytes and its
 * columns one after the other. So a group is read from its first community on, and written whole: whoever
 * keeps a community keeps all of its group, in their order. Different groups may be read and written at the
 * same time, each through a window of its own. */
#ifndef SOC_RUN_PACKED_WORLD_H
#define SOC_RUN_PACKED_WORLD_H

#include "run/columns.h"
#include "run/lanes.h"

#include <stdatomic.h>

#define SOC_PACKED_GROUP 16u

/* What the columns of a community are for: built with the people, or changed by months. */
enum soc_packed_piece { SOC_PACKED_FIXED, SOC_PACKED_STATE, SOC_PACKED_PIECES };

struct soc_packed_bytes {
	uint8_t *at; /* NULL: never written */
	uint32_t length, room;
};

struct soc_packed_world {
	struct soc_world frame;
	struct soc_packed_bytes (*group)[SOC_PACKED_PIECES];
	uint32_t groups;
	int64_t limit;                        /* bytes of all pieces; 0: none */
	atomic_llong held[SOC_PACKED_PIECES]; /* bytes of all groups */
};

/* A column of the window's community. Most do not change in a month, and a column that is still the same is
 * kept as the bytes that it was unpacked from: of one value it is compared with itself, else with what was
 * unpacked, which is kept beside; points at rest are not looked at. A column that has changed in every one of
 * the last communities is not compared. All of them are gone through for each community: they are small. */
struct soc_packed_column {
	void *values;         /* owner: the window's world */
	void *before;         /* of state: as unpacked, where that is not of one value; owner: the window */
	const uint8_t *bytes; /* packed, of the group; NULL: not unpacked */
	const uint8_t
		*rest; /* of points: bits of the components of which nobody has any (columns.def); else NULL */
	uint32_t length, value;
	uint16_t count;    /* of values unpacked */
	uint16_t filled;   /* so many rows of values were filled with one value, `value`, when it was unpacked */
	uint16_t rows;     /* and still have it: 0 until it is kept, as whoever opens it may change it */
	uint8_t size, per; /* enum soc_per */
	uint8_t component; /* of points: their bit in rest */
	uint8_t is_one;    /* 1: what was unpacked is of one value: `value` */
	uint8_t changes;   /* communities one after the other in which it has changed, up to a few */
};

/* A community that is unpacked. One thread uses it at a time. */
struct soc_packed_window {
	struct soc_world world; /* its columns: soc_world_columns */
	struct soc_packed_column column[SOC_PACKED_PIECES][SOC_COLUMN_SLICES_MAX];
	unsigned columns[SOC_PACKED_PIECES];
	const uint16_t *docket_used, *under_way_used; /* in its columns; under_way_used may be NULL */
	size_t docket;                                /* places */
	uint32_t next[SOC_PACKED_PIECES];             /* community at which `at` stands; UINT32_MAX: none */
	const uint8_t *at[SOC_PACKED_PIECES];
	uint8_t *before; /* storage of that of all columns */
	uint8_t *out;    /* the group that is being kept: its bytes so far, and room for the longest */
	size_t length, room;
};

/* Groups without people. limit: bytes that they may take, 0: any. Owner: the caller; plan and v must stand.
 * Errors: SOC_ERR_MEMORY. Cost: O(communities). */
enum soc_err soc_packed_world_init(struct soc_packed_world *p, const struct soc_plan *plan,
                                   const struct soc_rule_sets *v, int64_t limit, struct soc_msg *msg);
/* Releases it; twice is fine. Cost: O(communities). */
void soc_packed_world_release(struct soc_packed_world *p);

/* A window on p, which must stand. Owner: the caller. Errors: SOC_ERR_MEMORY. Cost: O(1), about a megabyte.
 */
enum soc_err soc_packed_window_init(struct soc_packed_window *w, const struct soc_packed_world *p,
                                    struct soc_msg *msg);
void soc_packed_window_release(struct soc_packed_window *w);

/* Moves to a community (index of the plan) and unpacks its pieces from 0 up to `pieces`: 0 none, 1 what is
 * fixed, 2 the state too. Errors: SOC_ERR_MEMORY: these bytes are none that were kept, so that memory has
 * been damaged. Cost: about 1 us a community, and that of skipping those before it in its group where it is
 * not the next. */
enum soc_err soc_packed_window_open(struct soc_packed_window *w, const struct soc_packed_world *p,
                                    uint32_t community, unsigned pieces, struct soc_msg *msg);
/* Packs a piece of the community that was opened, and puts the group in place when it was the last of it.
 * Errors: SOC_ERR_MEMORY: the group stays as it was before. Cost: about 1 us a community. */
enum soc_err soc_packed_window_keep(struct soc_packed_window *w, struct soc_packed_world *p,
                                    enum soc_packed_piece piece, struct soc_msg *msg);

/* The next community is looked for from the first of its group on: groups have been kept by other windows.
 * Cost: O(1). */
static inline void soc_packed_window_rewind(struct soc_packed_window *w)
{
	w->next[SOC_PACKED_FIXED] = w->next[SOC_PACKED_STATE] = UINT32_MAX;
}
/* Bytes of a window. Pure. Cost: O(1). */
int64_t soc_packed_window_bytes(const struct soc_packed_window *w);

/* What is held at this time: the packed pieces with their room to grow, and the firms with the state. Pure.
 * Cost: O(1). */
struct soc_world_bytes soc_packed_world_held(const struct soc_packed_world *p);
/* What is known of packed people before anybody is built: that they take *least bytes at least and *most at
 * most, from what raw ones take; tests/run/test_packed.c holds scenarios of different kinds to it. Pure.
 * Cost: O(1). */
void soc_packed_world_estimate(struct soc_world_bytes raw, int64_t *least, int64_t *most);

#endif
