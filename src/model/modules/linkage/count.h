/* What is counted of names and codes by which records find a person. */
#ifndef SOC_MODEL_LINKAGE_COUNT_H
#define SOC_MODEL_LINKAGE_COUNT_H

#include "model/indicators/count.h"

/* Records and entries of the month that went to a namesake, by how many hold the name, and slips of the code;
 * at sampled months people by how many hold theirs. Nothing when it is off. */
void soc_linkage_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
