/* What registers and the regime hold of firms, and what is decided from it. Nothing here knows what is true.
 * docs/model/firms.md. */
#ifndef SOC_MODEL_FIRMS_RECORD_H
#define SOC_MODEL_FIRMS_RECORD_H

#include "input/compile/limits.h"
#include "model/modules/firms/rules.h"
#include "model/variates.h"

#define SOC_NO_FIRM 0xffffffffu

/* Fixed: `upto` people at work in this firm and those before it in its place; `kind` packed, its proneness
 * until a new firm comes. */
struct soc_firm_fixed {
	uint32_t *upto;
	uint16_t *kind;
};
/* bits 0-2 class of size, 3-5 sector, 6-8 bucket of proneness */
static inline unsigned soc_firm_size(uint16_t kind)
{
	return kind & 7u;
}
static inline unsigned soc_firm_sector(uint16_t kind)
{
	return kind >> 3 & 7u;
}
static inline unsigned soc_firm_theta(uint16_t kind)
{
	return kind >> 6 & 7u;
}
#define SOC_FIRM_THETA (7u << 6)

struct soc_firm_record {
	int16_t *points; /* 1/32 point */
	uint8_t *grade;
	uint8_t *left[SOC_FIRM_LISTS_MAX]; /* months; 0: not on the list */
	uint8_t *flags; /* bits 0-3: entered into the list this month, 4-7: on it at the month's end */
	uint8_t *file[SOC_FIRM_LISTS_MAX]; /* of an entry: bits 0-3 its cause, 4-7 months until an appeal is
	                                      decided, 0: none is open */
	uint8_t
		*seat; /* bit 0: a new firm took the seat this month; 1-7: which firm in the seat, the first is 0 */
};
#define SOC_FIRM_BY_GRADE 0u /* cause of an entry; else class of events + 1 */
static inline unsigned soc_firm_cause(uint8_t file)
{
	return file & 15u;
}
static inline unsigned soc_firm_appeal(uint8_t file)
{
	return file >> 4;
}
#define SOC_FIRM_CLOSED 256u /* beside flags, of a place: some firm is new this month */
static inline int soc_firm_is_new(uint8_t seat)
{
	return seat & 1;
}
static inline uint32_t soc_firm_generation(uint8_t seat)
{
	return seat >> 1;
}
#define SOC_FIRM_POINTS_MOST (1000 * SOC_POINT)
static inline unsigned soc_firm_entered(uint8_t flags)
{
	return flags & 15u;
}
static inline unsigned soc_firm_listed(uint8_t flags)
{
	return flags >> 4;
}

/* The firms of one place in one month. */
struct soc_firm_place_time {
	uint64_t seed, first; /* of the replicate; number of firm 0 of the place among all */
	uint32_t month, count;
};

/* A variate of this month of a firm of the place, with the salt of a rule (0: of nobody's own). */
#define SOC_FIRM_VARIATE(variate, at, salt, firm, i) \
	SOC_VARIATE(variate, (at)->seed ^ (salt), (at)->first + (firm), (at)->month, i)

/* The grade of a firm with so many points: 0 is the lowest. */
unsigned soc_firms_grade_of(const struct soc_firms_rules *rules, int32_t points);

/* Exits by list; lapsed: of all that end otherwise than by an appeal, those with an appeal open. */
struct soc_firm_exits {
	int64_t expired[SOC_FIRM_LISTS_MAX], repaired[SOC_FIRM_LISTS_MAX], lapsed[SOC_FIRM_LISTS_MAX];
};
/* Takes an entry away, with an appeal against it. */
void soc_firms_leave(struct soc_firm_record *record, uint32_t firm, unsigned list,
                     struct soc_firm_exits *exits);
/* A month later: points fade, terms run out, repairs are made. Exits are added to. */
void soc_firms_age(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                   struct soc_firm_record *record, uint32_t firm, struct soc_firm_exits *exits);
/* An accepted record: its points and the lists that it enters the firm into. */
struct soc_firm_answer {
	int32_t posted;
	uint8_t entered, renewed; /* bit sets of lists */
};
struct soc_firm_answer soc_firms_accept(const struct soc_firm_place_time *at,
                                        const struct soc_firms_rules *rules, struct soc_firm_record *record,
                                        uint32_t firm, unsigned event);
/* Grades the firm by its points; the bit set of lists that a change of grade enters it into. */
unsigned soc_firms_grade(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                         struct soc_firm_record *record, uint32_t firm);
/* Bit set of measures that meet the firm. */
unsigned soc_firms_measures(const struct soc_firms_rules *rules, const struct soc_firm_record *record,
                            uint32_t firm);
/* What an accepted record of the class is expected to cost the firm, in 2^-24 of its monthly turnover: the
 * lists that it leads to, the grades that its points lose, what lenders refuse below their score. 0 where
 * nothing follows. */
uint64_t soc_firms_loss(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                        const struct soc_firm_record *record, uint16_t kind, uint32_t firm, unsigned event);
/* 1 when the register of credit has a score of the firm: of more firms the higher the coverage, of those it
 * had among them. */
int soc_firms_has_score(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                        const struct soc_firm_record *record, uint16_t kind, uint32_t firm);
/* Bit set of measures by which lenders refuse the firm, beside those that meet it. */
unsigned soc_firms_lenders(const struct soc_firms_rules *rules, const struct soc_firm_record *record,
                           uint32_t firm, int has_score);
/* Attempts of the firm at what the measure closes or opens, and how many of them are refused or granted, each
 * with this chance. */
struct soc_firm_attempts {
	unsigned tried, effective;
};
struct soc_firm_attempts soc_firms_attempt(const struct soc_firm_place_time *at,
                                           const struct soc_firms_rules *rules, uint16_t kind, uint32_t firm,
                                           unsigned measure, uint64_t strictness);

#endif
