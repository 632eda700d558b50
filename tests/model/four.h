/* A community of four for the phases of the month by themselves: a couple with a child of ten (rows 0 to 2),
 * and row 3, who lives alone and is the kin of row 0. Chances are never or sure, so that every outcome is
 * known. */
#ifndef SOC_TESTS_MODEL_FOUR_H
#define SOC_TESTS_MODEL_FOUR_H

#include "model/community.h"
#include "model/evidence/evidence_inside.h"
#include "model/month_log.h"
#include "model/truth/truth.h"

#define SURE ((uint64_t)1 << 32)
enum { HEAD, SPOUSE, CHILD, ALONE, FOUR };
enum { FOUR_ROWS = 512, FOUR_LISTS = 2, FOUR_DOCKET = 3 };

/* Rules are all 0 but for two lists, a docket of three and one scored component of 1,000 points; columns all
 * 0 but for who people are. */
extern struct soc_rules rules;
extern struct soc_place_time at; /* month 9 */
extern struct soc_registry registry;
extern struct soc_record record;
extern struct soc_self self;
extern struct soc_truth truth;
extern struct soc_month_log month_log;
extern struct soc_true_log true_log;
extern struct soc_evidence evidence;

/* A setup of cmocka: everything as stated above. */
int four_begin(void **state);
/* A record in the month log, undecided; all its words are 0, so that what has a chance happens. Returns its
 * index. */
unsigned four_record(unsigned row, unsigned event, unsigned channel, enum soc_record_truth what);
/* An entry of a list that has so many months to stand. */
void four_enter(unsigned row, unsigned list, unsigned months, unsigned trigger, enum soc_entry_truth what);
/* A file in the docket. */
void four_file(unsigned row, unsigned subject, unsigned month, unsigned position, int appeal,
               enum soc_record_truth what);

#endif
