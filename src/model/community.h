/* The columns of one community that phases are handed, in four structs that different code may see.
 *
 *   registry, record   what the regime knows: who is registered where, points, grades, lists, files
 *   self               what people know and are: perceived risk, strain, income, what they have learnt
 *   truth              what really happened; see truth/truth.h. The regime's code never includes that header
 *
 * Columns have `count` rows, but for those that columns.def keeps by DOCKET, UNDER_WAY or COMMUNITY. Owner:
 * struct soc_world (run/world.h), or replay. */
#ifndef SOC_MODEL_COMMUNITY_H
#define SOC_MODEL_COMMUNITY_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"
#include "model/columns.h"

#include <stdint.h>

/* What registers say of a person, income included: never what sets conduct. */
struct soc_registry {
#define COLUMN_OF_course(type, name, per, when) SOC_COLUMN_##per(const type, name)
#include "model/columns.def"
};

/* A file that waits for a reviewer, or an appeal. What is true of it is kept apart (truth). */
struct soc_file {
	uint16_t row;
	uint16_t month;    /* of arrival */
	uint16_t position; /* among the arrivals of that month, as a share of 65536 */
	uint8_t subject;   /* event class, or list of the entry */
	uint8_t channel : 7;
	uint8_t appeal : 1; /* 1: appeal against an entry; 0: record to be reviewed */
};

/* A record on its way up to where it is decided (model/modules/hierarchy). Its words go with it, so that the
 * same random numbers decide. */
struct soc_under_way {
	uint16_t row, informer;
	uint16_t month; /* made */
	uint8_t event, channel;
	uint32_t word[4];
};

/* The regime's own columns. */
struct soc_record {
#define COLUMN_OF_record(type, name, per, when) SOC_COLUMN_##per(type, name)
#include "model/columns.def"
};

/* entry: bits 0-2 channel of the record, 3-5 trigger (rules.h), 6 appealed once, 7 leaving after repair */
#define SOC_ENTRY_APPEALED 0x40u
#define SOC_ENTRY_LEAVING 0x80u
static inline unsigned soc_entry_channel(uint8_t e)
{
	return e & 7u;
}
static inline unsigned soc_entry_trigger(uint8_t e)
{
	return e >> 3 & 7u;
}
static inline uint8_t soc_entry_pack(unsigned channel, unsigned trigger)
{
	return (uint8_t)(channel | trigger << 3);
}
/* An entry by grade has no record and so no channel; one as the head of a firm has neither and is told by
 * this channel. */
#define SOC_ENTRY_FOR_FIRM 1u
static inline int soc_entry_by_grade(uint8_t e)
{
	return soc_entry_trigger(e) == SOC_TRIGGER_GRADE && soc_entry_channel(e) == 0;
}
static inline int soc_entry_for_firm(uint8_t e)
{
	return soc_entry_trigger(e) == SOC_TRIGGER_GRADE && soc_entry_channel(e) == SOC_ENTRY_FOR_FIRM;
}

/* What ties the people of a community to firms: all NULL and 0 without firms. Flags are those of the month
 * before. */
struct soc_ties {
	const uint32_t *employer;   /* [row]: number of the firm within the place, or SOC_NO_FIRM */
	const uint8_t *flags;       /* [firm of the place]: firms/record.h */
	const uint8_t *seat;        /* [firm of the place]: firms/record.h */
	uint32_t flagged;           /* 0: no flag of the place is set; SOC_FIRM_CLOSED: some firm closed */
	uint32_t first_seat, seats; /* the firms that stand in this community, within the place */
};

/* What people carry. */
struct soc_self {
#define COLUMN_OF_born(type, name, per, when) SOC_COLUMN_##per(const type, name)
#define COLUMN_OF_self(type, name, per, when) SOC_COLUMN_##per(type, name)
#include "model/columns.def"
};
#define SOC_LIFE_INCOME 0x0fu
#define SOC_LIFE_UNREGISTERED 0x10u
#define SOC_LIFE_LOAN 0x20u
#define SOC_LIFE_MOVED 0x40u      /* during the run; kept with contacts only */
#define SOC_LIFE_OSTRACISED 0x80u /* an entry was published, and its contacts are not back */

struct soc_truth; /* truth/truth.h */

/* One community in one month: everything a phase may need that is not its own columns. */
struct soc_place_time {
	uint64_t seed, first_person; /* of the replicate; global row of row 0 */
	uint32_t community, month;   /* month index of the run, 0-based */
	unsigned count, urban, region;
	uint32_t attention; /* of the place, 1 = 65536 (modules/attention) */
};

/* The same, for what is drawn with the salt of one thing (soc_draw_salt). */
static inline struct soc_place_time soc_community_salted(const struct soc_place_time *at, uint64_t salt)
{
	struct soc_place_time own = *at;
	own.seed ^= salt;
	return own;
}

#endif
