/* Decisions about people that a regime can take, and which of them a scenario's regime takes: what a form of
 * an assessment tells must be told of each (docs/guide/assess.md). */
#ifndef SOC_ANALYSIS_DECISIONS_H
#define SOC_ANALYSIS_DECISIONS_H

#include "input/schema/scenario.h"

enum soc_decision_kind {
	SOC_DECISION_RECORD,      /* a record is accepted or rejected */
	SOC_DECISION_LIST,        /* entry on a black list */
	SOC_DECISION_SANCTION,    /* an attempt is refused under a measure */
	SOC_DECISION_INSTRUMENT,  /* refusal by a risk assessment instrument */
	SOC_DECISION_PREDICTION,  /* flagged by a forecast */
	SOC_DECISION_GRADE,       /* a grade that a sanction applies to, or the lowest */
	SOC_DECISION_BUREAU,      /* refusal of credit by a bureau's score */
	SOC_DECISION_RECOGNITION, /* alert and stop by a camera that recognises faces */
	SOC_DECISION_FIRM,        /* what firms stand on lists for */
	SOC_DECISIONS_COUNT
};
struct soc_decision_words {
	const char *name; /* in a form: `decision: list` */
	const char *what; /* what is decided, for people */
	const char *told; /* where it is counted by group; "": under the questions on it */
};
extern const struct soc_decision_words soc_decision_words[SOC_DECISIONS_COUNT];

/* Whether the regime of the scenario takes the decision at some time. Pure. Cost: O(entries). */
int soc_decision_is_taken(const struct soc_scenario *s, enum soc_decision_kind decision);
/* The grades that are below the line: those to which a sanction applies, or the lowest where none is named; a
 * set of bits. 0: nobody is graded. Pure. Cost: O(measures). */
uint32_t soc_decision_grades(const struct soc_scenario *s);
/* The decision of that name; SOC_DECISIONS_COUNT where there is none. Pure. */
enum soc_decision_kind soc_decision_find(const char *name);

#endif
