/* Phase 10: read-only sums. The only place where what is recorded and what is true are put side by side. */
#ifndef SOC_MODEL_COUNT_H
#define SOC_MODEL_COUNT_H

#include "base/scan.h"
#include "input/compile/rules.h"
#include "model/community.h"
#include "model/indicators/indicators.h"
#include "model/modules/spillover/spillover.h"
#include "model/truth/truth.h"

/* Counts of what never changes in a community (who has which name, who is in the marked group), made when
 * they are first asked for in a replicate. */
struct soc_static_counts {
	uint16_t marked, names[SOC_NAME_CLASSES];
	uint8_t has_marked, has_names;
};

struct soc_measurement {
	const struct soc_place_time *at;
	const struct soc_rules *rules;
	const struct soc_registry *registry;
	const struct soc_record *record;
	const struct soc_self *self;
	const struct soc_truth *truth;
	const struct soc_month_log *month_log;
	const struct soc_true_log *true_log;
	const int32_t *score;
	uint8_t alike; /* 1: everybody has the same score and grade; 0: not known */
	struct soc_static_counts *static_counts;
	struct soc_spillover *spillover; /* scratch; made for the counts, where measures go beyond the first
	                                    relative and it is not */
	/* What the month leaves for the counts of single modules. */
	const struct soc_ties *ties;
	const uint8_t *employer;  /* of firms/ties.h, or NULL */
	const uint8_t *cliff;     /* bins of modules/cliff/count.h */
	const uint16_t *assessed; /* rows that an instrument has assessed, and how many */
	unsigned assessed_count;
};

/* 1 in the months in which the stocks of modules that need a pass over everybody are counted
 * (output.modules).
 */
static inline int soc_measurement_is_sampled(const struct soc_measurement *s)
{
	return soc_sampling_has(&s->rules->indicators.sampling, s->at->month);
}

/* 1 for a record of this month that nobody has decided yet when it was made: not again when it has come up,
 * or a reviewer has decided it. */
static inline int soc_count_is_new(const struct soc_rec *rec)
{
	return rec->decision != SOC_ACCEPTED_HUMAN && rec->decision != SOC_REJECTED_HUMAN && rec->carried == 0;
}

/* 1 for a new entry on a black list. */
static inline int soc_count_is_black(const struct soc_measurement *s, const struct soc_entry *e)
{
	return e->kind == SOC_ENTRY_NEW && s->rules->regime.lists.list[e->list].colour == SOC_BLACK;
}

/* A bit for each of the 64 rows from base that stands on some list. */
static inline uint64_t soc_measurement_listed(const struct soc_measurement *s, unsigned base)
{
	uint64_t any = 0;
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++)
		any |= soc_scan_bits_of_64(s->record->months_left[l] + base, s->at->count - base, 0xff);
	return any;
}

/* Flows of the month, from the month log. */
void soc_count_flows(const struct soc_measurement *s, struct soc_tally *t);
/* Attempts of the month and whom they hit: called when they are made, before appeals change who is met by
 * what. */
void soc_count_attempts(const struct soc_measurement *s, struct soc_tally *t);
/* 1 when a measure that holds a row is its own without wrong entries and without the points of wrong records.
 * Not before soc_count_attempts of the month. */
int soc_count_is_rightly_own(const struct soc_measurement *s, unsigned row, unsigned measure);
/* Stocks at the end of the month, from the columns. */
void soc_count_stocks(const struct soc_measurement *s, struct soc_tally *t);
/* Of these, what everybody is counted in: people, offenders, scores and grades by demographic cell, and sums
 * over them. */
void soc_count_everybody(const struct soc_measurement *s, struct soc_tally *t);

/* Stocks of output.spread: squares of scores, and scores by age. */
void soc_count_spread(const struct soc_measurement *s, struct soc_tally *t);

/* Counts n of a person: by demographic cell and place, and by sex and age where that is counted
 * (output.sex_age) and the indicator has a counter there. */
void soc_count_person(const struct soc_measurement *s, struct soc_tally *t, unsigned row,
                      enum soc_indicator i, int64_t n);
/* Stocks of output.calibration: everybody by grade and demographic cell, and who has done what lists are for.
 * Nothing of a regime without grades. */
void soc_count_by_grade(const struct soc_measurement *s, struct soc_tally *t);
/* Stocks of output.sex_age that need a pass over everybody: people, and offenders. */
void soc_count_sex_age(const struct soc_measurement *s, struct soc_tally *t);

/* What holds a person at the end of a month; of several the gravest, and of listings the gravest wrong. From
 * the best to the worst for the person, but that a right and a wrong listing weigh alike, and a sanction
 * through another person as one of one's own. */
enum soc_held {
	SOC_HELD_REWARDED,         /* by a reward, and by no sanction that can meet the person */
	SOC_HELD_FREE,             /* by nothing */
	SOC_HELD_THROUGH_RELATIVE, /* by sanctions that can meet the person, none of them its own */
	SOC_HELD_BY_GRADE,         /* by such a sanction of its own, without a black list: a grade, a bureau */
	SOC_HELD_LISTED_RIGHTLY,   /* on black lists, and did what each of them is for */
	SOC_HELD_LISTED_WRONGLY,   /* on a black list without having done what it is for */
	SOC_HELD_STATES
};
/* The same with what indicators count of the person: effectively under a sanction, through others alone, and
 * with some reward. */
struct soc_held_as {
	uint8_t as; /* enum soc_held */
	uint8_t effective, effective_by_kin, rewarded;
};
/* Of each row of the community, as soc_count_stocks counts them, from the same columns and scratch. */
void soc_count_held(const struct soc_measurement *s, struct soc_held_as out[SOC_COMMUNITY_MAX]);

/* Demographic cell of a row. */
unsigned soc_count_cell(const struct soc_registry *registry, const struct soc_self *self, unsigned row);

#endif
