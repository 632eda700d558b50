/* How records are tied to people by name: part of struct soc_rules. */
#ifndef SOC_MODEL_LINKAGE_RULES_H
#define SOC_MODEL_LINKAGE_RULES_H

#include <stdint.h>

/* Class c: names with 10^c to 10^(c+1) - 1 holders in the nation; the last takes all above. */
#define SOC_NAME_CLASSES 6

struct soc_linkage_rules {
	uint64_t identity[2];                  /* [urban]: a person has an identity in the register */
	uint8_t links, names;                  /* some channel errs in linking; some links by name */
	uint32_t name_below[SOC_NAME_CLASSES]; /* a word below it: a name of this class or a rarer one */
	uint64_t namesake[SOC_NAME_CLASSES];   /* a record linked by name falls on a namesake */
};

#endif
