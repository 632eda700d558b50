/* The people of a run, stepped again community by community, as named columns. */
#ifndef SOC_ANALYSIS_PEOPLE_H
#define SOC_ANALYSIS_PEOPLE_H

#include "base/buf.h"
#include "base/condition.h"
#include "run/replay.h"
#include "socred/people.h"
#include "store/reader.h"

#define SOC_PEOPLE_NAME 72          /* bytes of a column's name with its NUL: two names and a point */
#define SOC_PEOPLE_COLUMNS_MOST 512 /* that one question can need */

enum soc_people_words {
	SOC_PEOPLE_NONE,
	SOC_PEOPLE_PLACE,
	SOC_PEOPLE_PLACE_LOCAL,
	SOC_PEOPLE_PROVINCE,
	SOC_PEOPLE_STRATUM,
	SOC_PEOPLE_SEX,
	SOC_PEOPLE_AGE_BAND,
	SOC_PEOPLE_GROUP,
	SOC_PEOPLE_CLASS,
	SOC_PEOPLE_ROLE,
	SOC_PEOPLE_GRADE,
	SOC_PEOPLE_HELD
};

/* What has happened to each row of the community since the start; a count stops at 65535. */
struct soc_people_past {
	uint16_t violations[SOC_COMMUNITY_MAX], deterred[SOC_COMMUNITY_MAX], records[SOC_COMMUNITY_MAX],
		records_wrong[SOC_COMMUNITY_MAX], entries[SOC_COMMUNITY_MAX], entries_wrong[SOC_COMMUNITY_MAX],
		appeals[SOC_COMMUNITY_MAX], appeals_won[SOC_COMMUNITY_MAX], appeals_lost[SOC_COMMUNITY_MAX],
		refusals[SOC_COMMUNITY_MAX];
	uint8_t offences[SOC_COMMUNITY_MAX]; /* bit per list: did an act that it was for, while it was */
	uint8_t told[SOC_COMMUNITY_MAX];     /* bit per list: was given notice of the entry that stands */
};

/* Everything that the value of a column is made from. */
struct soc_people_seen {
	const struct soc_replay *r;
	const struct soc_registry *registry;
	const struct soc_record *record;
	const struct soc_self *self;
	const struct soc_truth *truth;
	const struct soc_people_past *past;
	const struct soc_held_as *held;
};

/* A column of the list for one list, component ... of the scenario. */
struct soc_people_pick {
	int of, k; /* line of people_columns.def; number of the list, component ... */
	char name[SOC_PEOPLE_NAME];
	void *values; /* [row] */
};

struct soc_people_reader {
	struct soc_result *result;
	struct soc_scenario *scenario;
	struct soc_replay replay;
	struct soc_field *fields; /* [month][place] of the replicate */
	struct soc_people_past past;
	struct soc_held_as held[SOC_COMMUNITY_MAX];
	struct soc_people_seen seen;

	/* What is asked: the columns chosen come first among the picks, those that only the condition asks for
	 * after them. */
	struct soc_people_pick *picks;
	int chosen, picks_count;
	const void **told; /* [chosen]: what rows point at */
	struct soc_condition condition;
	enum soc_err refused; /* a column that the condition asks for could not be made ready, and why */
	struct soc_msg why;
	unsigned char *wanted; /* [place]; NULL: all */
	int64_t replicate, first_month, last_month, sample, seed;
	void (*on_progress)(void *user, double share);
	void *user;
	const volatile int *stop;

	int settled; /* of one month, and nothing that a month changes is asked: communities need not be stepped
	              */

	/* Where it stands. */
	uint32_t community; /* the next, or the one under way */
	int under_way;
	int64_t asked;
	unsigned char may_match[SOC_COMMUNITY_MAX];
};

/* ---- the list of columns (people_columns.c) ---- */
/* Finds a column by its name, with its list, component ... of the scenario. 0 when there is none, and then
 * hint (may be NULL) gets the end of a message with the nearest name. */
int soc_people_find_column(const struct soc_scenario *s, const char *name, struct soc_people_pick *out,
                           struct soc_msg *hint);
/* The columns of a scenario one by one: sets *out and returns 1, or 0 past the last. */
int soc_people_column_at(const struct soc_scenario *s, int i, struct soc_people_pick *out);
/* What a pick is. words and its texts are those of the plan and scenario. */
struct soc_people_column soc_people_pick_column(const struct soc_people_reader *p,
                                                const struct soc_people_pick *pick);
/* Word `number` of its words; "" past the end. */
const char *soc_people_pick_word(const struct soc_people_reader *p, const struct soc_people_pick *pick,
                                 int32_t number);
/* 1 when its words have an order. */
int soc_people_pick_is_ranked(const struct soc_people_pick *pick);
/* Bytes of one value. */
size_t soc_people_pick_bytes(const struct soc_people_pick *pick);
/* Fills values[row] of the rows of the community. */
void soc_people_fill(const struct soc_people_seen *v, const struct soc_people_pick *pick);
/* The value of a row as a number; NaN: none. */
double soc_people_value(const struct soc_people_pick *pick, unsigned row);

/* ---- places by name (people_places.c) ---- */
/* Places of a name, a province's or a code: wanted[place] 1. Errors: SOC_ERR_USAGE with the nearest. */
enum soc_err soc_people_places(const struct soc_plan *plan, const char *name, unsigned char *wanted,
                               struct soc_msg *msg);
/* The one place of a name or a code, or the one province. Errors: SOC_ERR_USAGE: none, with the nearest, or
 * several. */
enum soc_err soc_people_place(const struct soc_plan *plan, const char *name, int32_t *out,
                              struct soc_msg *msg);
enum soc_err soc_people_province(const struct soc_plan *plan, const char *name, int32_t *out,
                                 struct soc_msg *msg);

/* ---- the past (people_past.c) ---- */
/* Adds the month just stepped. */
void soc_people_remember(struct soc_people_past *past, const struct soc_replay *r);

#endif
