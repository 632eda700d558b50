/* What registers and the regime hold of firms, and what is decided from it. Nothing here knows what is true. docs/model/firms.md. */
#ifndef SOC_MODEL_FIRMS_RECORD_H
#define SOC_MODEL_FIRMS_RECORD_H

#include "base/draw.h"
#include "input/rules.h"

#define SOC_NO_FIRM 0xffffffffu

/* Fixed: `upto` people at work in this firm and those before it in its place; `kind` packed. */
struct soc_firm_fixed { uint32_t *upto; uint16_t *kind; };
/* bits 0-2 class of size, 3-5 sector, 6-8 bucket of proneness */
static inline unsigned soc_firm_size(uint16_t kind) { return kind & 7u; }
static inline unsigned soc_firm_sector(uint16_t kind) { return kind >> 3 & 7u; }
static inline unsigned soc_firm_theta(uint16_t kind) { return kind >> 6 & 7u; }

struct soc_firm_record {
	int16_t *points;                     /* 1/32 point */
	uint8_t *grade;
	uint8_t *left[SOC_FIRM_LISTS_MAX];   /* months; 0: not on the list */
	uint8_t *flags;                      /* bits 0-3: entered into the list this month, 4-7: on it at the month's end */
};
#define SOC_FIRM_POINTS_MOST (1000 * SOC_POINT)
static inline unsigned soc_firm_entered(uint8_t flags) { return flags & 15u; }
static inline unsigned soc_firm_listed(uint8_t flags) { return flags >> 4; }

/* The firms of one place in one month. */
struct soc_firm_place_time {
	uint64_t seed, first;                /* of the replicate; number of firm 0 of the place among all */
	uint32_t month, count;
};

static inline uint32_t soc_firm_word(const struct soc_firm_place_time *at, enum soc_purpose purpose, uint32_t firm, uint32_t k)
{
	return soc_draw(at->seed, purpose, at->first + firm, at->month, k);
}

unsigned soc_firms_grade_of(const struct soc_firm_rules *rules, int32_t points);

/* A month later: points fade, terms run out, repairs are made. Exits are added to expired[list] and repaired[list]. */
void soc_firms_age(const struct soc_firm_place_time *at, const struct soc_firm_rules *rules, struct soc_firm_record *record, uint32_t firm,
                   int64_t *expired, int64_t *repaired);
/* An accepted record: its points and the lists that it enters the firm into. */
struct soc_firm_answer { int32_t posted; uint8_t entered, renewed; /* bit sets of lists */ };
struct soc_firm_answer soc_firms_accept(const struct soc_firm_place_time *at, const struct soc_firm_rules *rules, struct soc_firm_record *record,
                                        uint32_t firm, unsigned event);
/* Grades the firm by its points; the bit set of lists that a change of grade enters it into. */
unsigned soc_firms_grade(const struct soc_firm_place_time *at, const struct soc_firm_rules *rules, struct soc_firm_record *record, uint32_t firm);
/* Bit set of measures that meet the firm. */
unsigned soc_firms_measures(const struct soc_firm_rules *rules, const struct soc_firm_record *record, uint32_t firm);
/* Attempts of the firm at what the measure closes or opens, and how many of them are refused or granted. */
struct soc_firm_attempts { unsigned tried, effective; };
struct soc_firm_attempts soc_firms_attempt(const struct soc_firm_place_time *at, const struct soc_firm_rules *rules, uint16_t kind, uint32_t firm,
                                           unsigned measure);

#endif
