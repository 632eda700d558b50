/* Truth: what really happened, beside what was recorded.
 *
 * Only people (events/, records/, conduct/), the bookkeeping here, the evidence door and the indicators
 * include this header. review, scoring, lists, measures, due_process and regime do not: tests/structure fails
 * if any of them does, even through another header. They hold struct soc_evidence pointers that they cannot
 * look into (model/evidence/evidence.h). */
#ifndef SOC_MODEL_TRUTH_H
#define SOC_MODEL_TRUTH_H

#include "input/compile/rules.h"
#include "model/columns.h"
#include "model/month_log.h"

#include <stdint.h>

/* What is true of a record. */
enum soc_record_truth { SOC_RECORD_TRUE, SOC_RECORD_MISATTRIBUTED, SOC_RECORD_FABRICATED };
/* How a record came to its person: by code, by name, or on somebody else by one of the two. */
enum soc_record_link { SOC_LINK_CODE, SOC_LINK_NAME, SOC_LINK_NAMESAKE, SOC_LINK_SLIP };
/* Why there is a record of where somebody lives: a neighbour knows, wonders, wants the reward; a slip;
 * registers compared. */
enum soc_motive {
	SOC_MOTIVE_TOLD,
	SOC_MOTIVE_SUSPICION,
	SOC_MOTIVE_MALICE,
	SOC_MOTIVE_SLIP,
	SOC_MOTIVE_REGISTER
};
/* What is true of an entry: the person did what it is for; did not, but had done some violation by then;
 * did none. */
enum soc_entry_truth { SOC_DID, SOC_DID_ELSE, SOC_DID_NOTHING };

struct soc_truth {
#define COLUMN_OF_truth(type, name, per, when) SOC_COLUMN_##per(type, name)
#include "model/columns.def"
};
#define SOC_TAG_OFFENDED 0x8000u /* has done some violation since the start */
#define SOC_TAG_OFFENDER \
	0x4000u /* has done, since the start, an act that a black list then in force was for */
static inline enum soc_entry_truth soc_tag_entry(uint16_t tags, unsigned list)
{
	return (enum soc_entry_truth)(tags >> (2 * list) & 3u);
}
static inline uint16_t soc_tag_set(uint16_t tags, unsigned list, enum soc_entry_truth what)
{
	return (uint16_t)((tags & ~(3u << (2 * list))) | (unsigned)what << (2 * list));
}

/* A candidate that happened, or that happens in one of two other worlds to the same person with the same
 * random numbers: in the counterfactual, under no regime; unfollowed, under this one, had the person not
 * followed what others do (field.norm). */
struct soc_occurrence {
	uint16_t row;
	uint16_t number; /* of the candidate among those of its class, community and month: the id of its draws
	                    (variates.def) */
	uint16_t record; /* index of its record in the month log, or SOC_NOBODY */
	uint8_t event;   /* class */
	uint8_t happened, counterfactual, unfollowed;
	int32_t response; /* elasticity of its rate to what the person expects of it, 1 = 65536 */
};

/* The true side of the month log; arrays by the index of the month log's part of the same name. */
struct soc_true_log {
	struct soc_occurrence occurrences[SOC_MONTH_LOG_MAX];
	unsigned occurrences_count, lost;
	uint8_t record_truth[SOC_MONTH_LOG_MAX]; /* enum soc_record_truth */
	uint8_t record_link[SOC_MONTH_LOG_MAX];  /* enum soc_record_link */
	uint8_t motive[SOC_MONTH_LOG_MAX]; /* enum soc_motive; set for records of unregistered residence and of
	                                    subletting alone */
	uint8_t entry_truth[SOC_MONTH_LOG_MAX]; /* enum soc_entry_truth */
	uint8_t exit_truth[SOC_MONTH_LOG_MAX];
	uint8_t exit_aware[SOC_MONTH_LOG_MAX]; /* the person knew of the entry that ended */
	uint8_t ruling_truth[SOC_MONTH_LOG_MAX];
	uint8_t filing_truth[SOC_MONTH_LOG_MAX];
	uint8_t bound_rightly[SOC_FULL_COMMUNITY]; /* of the month log's bound_by: entries of people who did it */
};

static inline void soc_true_log_clear(struct soc_true_log *j)
{
	j->occurrences_count = 0;
	j->lost = 0;
}

#endif
