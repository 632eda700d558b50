/* The month log of one community-month: what each phase hands to the next, and to the indicators and to
 * replay.
 *
 * It is scratch, one per thread, and keeps nothing between months. What truly happened and what is true of a
 * record stands in struct soc_true_log (truth/truth.h), by the same index. When an array is full the item
 * is lost and counted in `lost` (indicator docket_full): the arrays hold several times what a community of
 * 512 can plausibly do. */
#ifndef SOC_MODEL_MONTH_LOG_H
#define SOC_MODEL_MONTH_LOG_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"
#include "model/variates.h"

#include <stdint.h>

#define SOC_MONTH_LOG_MAX 4096
#define SOC_NOBODY 0xffffu

enum soc_decision {
	SOC_UNDECIDED,
	SOC_LOST_IDENTITY,
	SOC_DISMISSED,
	SOC_ACCEPTED_AUTO,
	SOC_REJECTED_AUTO,
	SOC_FILED,
	SOC_NO_ROOM,
	SOC_ACCEPTED_HUMAN,
	SOC_REJECTED_HUMAN,
	SOC_LOST_ON_THE_WAY,
	SOC_UNDER_WAY,
	SOC_LAPSED
};

/* What a level does to a record on its way up (model/modules/hierarchy). */
enum soc_transmission {
	SOC_TRANSMISSION_NONE,
	SOC_TRANSMISSION_LOST,
	SOC_TRANSMISSION_MISFILED,
	SOC_TRANSMISSION_RECLASSIFIED
};

/* A record as the regime has it: who is named, what for, by which channel. */
struct soc_rec {
	uint16_t row;      /* the person named */
	uint16_t informer; /* SOC_NOBODY but for neighbours' reports */
	uint8_t event, channel;
	uint8_t decision; /* enum soc_decision */
	uint8_t waited;   /* months before a reviewer saw it */
	int32_t posted;   /* points posted to the event's component, after clipping; 1/32 point; at most the
	                     component's whole width */
	uint32_t word[4]; /* its own draws: SOC_FATE_* (variates.h) */
	uint8_t error;    /* bits 2h, 2h+1: enum soc_transmission of level h */
	uint8_t sent;     /* 1: set out on its way up this month */
	uint8_t carried;  /* months under way; 0: made this month */
};

/* 1 for a record that counts: accepted, by whomever. */
static inline int soc_rec_is_accepted(const struct soc_rec *rec)
{
	return rec->decision == SOC_ACCEPTED_AUTO || rec->decision == SOC_ACCEPTED_HUMAN;
}

/* The neighbour who makes a report: anyone of the community but the person named. position: where the record
 * stands in a queue (soc_file), so that the informer of a record that waited is still known without being
 * kept. */
static inline uint16_t soc_rec_informer(unsigned count, unsigned row, unsigned position)
{
	if (count < 2)
		return SOC_NOBODY;
	/* Scattered by the golden ratio, or who reports would follow from the turn in the queue. */
	const unsigned other = soc_pick((uint32_t)position * 2654435769u, count - 1);
	return (uint16_t)(other < row ? other : other + 1);
}

struct soc_grade_change {
	uint16_t row;
	uint8_t from, to;
};
enum soc_entry_kind { SOC_ENTRY_NEW, SOC_ENTRY_RENEWED };
struct soc_entry {
	uint16_t row;
	uint8_t list, kind, channel, trigger;
	uint16_t record;
	uint8_t ground;
}; /* record: index, or SOC_NOBODY; ground: as the column has it */
/* SOC_EXIT_BY_MODULE and above: the module of this number more (SOC_MODULE_*) ends the entry, and counts that
 * itself. */
enum soc_exit_reason { SOC_EXIT_EXPIRED, SOC_EXIT_REPAIRED, SOC_EXIT_OVERTURNED, SOC_EXIT_BY_MODULE };
struct soc_exit {
	uint16_t row;
	uint8_t list, reason, entry, stood, ground;
}; /* stood: months since the entry or its last renewal; ground: as the column has it */
enum soc_notice_kind { SOC_NOTICE_TOLD, SOC_NOTICE_PUBLISHED, SOC_NOTICE_REFUSAL };
struct soc_notice {
	uint16_t row;
	uint8_t list, kind;
};
struct soc_attempt {
	uint16_t row;
	uint8_t measure, attempts, effective;
};
struct soc_ostracism {
	uint16_t row;
	uint8_t contacts, work;
}; /* lost to publication this month */
struct soc_filing {
	uint16_t row;
	uint8_t list;
};
enum soc_ruling_kind { SOC_RULING_OVERTURNED, SOC_RULING_DENIED, SOC_RULING_EXPIRED };
struct soc_ruling {
	uint16_t row;
	uint8_t list, kind, waited;
};

struct soc_dismissal {
	uint16_t row;
	uint8_t closing;
}; /* lost work because the employer is listed, or closed */

#define SOC_MONTH_LOG_PARTS(X)          \
	X(struct soc_rec, records)          \
	X(struct soc_grade_change, grades)  \
	X(struct soc_entry, entries)        \
	X(struct soc_exit, exits)           \
	X(struct soc_notice, notices)       \
	X(struct soc_attempt, attempts)     \
	X(struct soc_filing, filings)       \
	X(struct soc_ruling, rulings)       \
	X(struct soc_ostracism, ostracisms) \
	X(struct soc_dismissal, dismissals)

struct soc_month_log {
#define SOC_MONTH_LOG_FIELD(type, name) \
	type name[SOC_MONTH_LOG_MAX];       \
	unsigned name##_count;
	SOC_MONTH_LOG_PARTS(SOC_MONTH_LOG_FIELD)
#undef SOC_MONTH_LOG_FIELD
	unsigned lost;
	uint64_t touched[8]; /* bit per row: grade or lists changed this month */
	uint8_t moved;       /* bit per component: somebody's points were moved by a record or a ruling */
	/* What people were posted for acts of others of their liability group; set when liability_records > 0.
	 * 1/32 point */
	int32_t liability_points[SOC_COMPONENTS_MAX][SOC_FULL_COMMUNITY];
	unsigned liability_records, liability_persons;
	unsigned spared[SOC_LISTS_MAX]; /* cases that the grace of a list kept from an entry */
	/* Bit per list: bound the person's grade when it was made this month; set when the rules have caps and
	 * floors. */
	uint8_t bound_by[SOC_FULL_COMMUNITY];
};

static inline void soc_month_log_clear(struct soc_month_log *month_log)
{
#define SOC_MONTH_LOG_CLEAR(type, name) month_log->name##_count = 0;
	SOC_MONTH_LOG_PARTS(SOC_MONTH_LOG_CLEAR)
#undef SOC_MONTH_LOG_CLEAR
	month_log->lost = 0;
	month_log->moved = 0;
	month_log->liability_records = month_log->liability_persons = 0;
	for (unsigned l = 0; l < SOC_LISTS_MAX; l++)
		month_log->spared[l] = 0;
	for (unsigned i = 0; i < 8; i++)
		month_log->touched[i] = 0;
}

/* One more item of a part, or NULL when it is full. */
#define SOC_MONTH_LOG_ADD(type, name)                                         \
	static inline type *soc_month_log_##name(struct soc_month_log *month_log) \
	{                                                                         \
		if (month_log->name##_count == SOC_MONTH_LOG_MAX) {                   \
			month_log->lost++;                                                \
			return (type *)0;                                                 \
		}                                                                     \
		return &month_log->name[month_log->name##_count++];                   \
	}
SOC_MONTH_LOG_PARTS(SOC_MONTH_LOG_ADD)
#undef SOC_MONTH_LOG_ADD

static inline void soc_month_log_touch(struct soc_month_log *month_log, unsigned row)
{
	month_log->touched[row / 64] |= (uint64_t)1 << (row % 64);
}

#endif
