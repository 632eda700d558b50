/* The only door from what is true to what a decider learns.
 *
 * A decider names what is examined and by which kind of inquiry; the answer is right or wrong with the error
 * rates of that inquiry in the scenario, from a draw that belongs to the thing examined: asking twice gives
 * the same answer, so truth cannot be averaged out of it. struct soc_evidence has no fields outside this
 * folder. Firms have a door of their own (firms/evidence.h). */
#ifndef SOC_MODEL_EVIDENCE_H
#define SOC_MODEL_EVIDENCE_H

#include <stdint.h>

struct soc_evidence;

enum soc_inquiry { SOC_INQUIRY_VERIFY, SOC_INQUIRY_AUTOMATIC, SOC_INQUIRY_REVIEWER };

/* 1 when the inquiry finds that record i of the month log is right. */
int soc_evidence_of_record(const struct soc_evidence *e, unsigned record, enum soc_inquiry inquiry);
/* 1 when the appeal body finds that the entry of row on list is wrong, for an appeal filed in that month. */
int soc_evidence_against_entry(const struct soc_evidence *e, unsigned row, unsigned list,
                               unsigned month_filed);

/* What the examination of a component of kind rating finds of a person's diligence this month, in 1/32 point.
 */
int32_t soc_evidence_of_diligence(const struct soc_evidence *e, unsigned row, unsigned component);

/* What is true follows a record into the docket and out again, and within it. */
void soc_evidence_file(struct soc_evidence *e, unsigned record, unsigned place);
void soc_evidence_unfile(struct soc_evidence *e, unsigned place, unsigned record);
void soc_evidence_move(struct soc_evidence *e, unsigned from, unsigned to);

#endif
