/* How records are tied to people by name: part of struct soc_rules. */
#ifndef SOC_MODEL_LINKAGE_RULES_H
#define SOC_MODEL_LINKAGE_RULES_H

#include <stdint.h>

/* Class c: names with 10^c to 10^(c+1) - 1 holders in the nation; the last takes all above. */
#define SOC_NAME_CLASSES 6

struct soc_linkage_rules {
	uint64_t identity[2]; /* threshold of 2^32, [urban]: a person has an identity in the register */
	uint8_t links, names; /* 1: some channel errs in linking; some channel links by name */
	uint32_t name_below[SOC_NAME_CLASSES]; /* a random word below it: a name of this class or a rarer one */
	uint64_t namesake[SOC_NAME_CLASSES]; /* threshold of 2^32: a record linked by name falls on a namesake */
};

#endif
