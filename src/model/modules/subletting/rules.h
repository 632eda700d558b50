/* Who sublets to unregistered residents: part of struct soc_rules. */
#ifndef SOC_MODEL_SUBLETTING_RULES_H
#define SOC_MODEL_SUBLETTING_RULES_H

#include <stdint.h>

struct soc_subletting_rules {
	int8_t class;    /* of events that stands for it; -1 none */
	uint64_t rented; /* who lives unregistered rents */
};

#endif
