/* Notice and appeal: part of what the regime has laid down (input/compile/regime.h). How often an appeal
 * finds what is true stands with the evidence, who appeals with conduct. */
#ifndef SOC_MODEL_DUE_PROCESS_RULES_H
#define SOC_MODEL_DUE_PROCESS_RULES_H

#include <stdint.h>

struct soc_due_process_rules {
	uint64_t notice;        /* threshold of 2^32: who is entered is told at once */
	uint32_t files;         /* appeals decided a month per million people, in 1/256 */
	uint8_t delay_months;   /* before an appeal can be decided */
	uint8_t restore_points; /* an entry is overturned: the points of its cause are given back */
};

#endif
