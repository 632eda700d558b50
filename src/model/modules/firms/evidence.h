/* The door of model/evidence for firms: what an inquiry into an entry of a firm finds, with the error rates
 * of the scenario. struct soc_firm_evidence has no fields for what decides (firms/evidence_inside.h). */
#ifndef SOC_MODEL_FIRMS_EVIDENCE_H
#define SOC_MODEL_FIRMS_EVIDENCE_H

#include <stdint.h>

struct soc_firm_evidence;

/* 1 when the appeal body finds this month that the entry of a firm of the place on the list is wrong. */
int soc_evidence_against_firm(const struct soc_firm_evidence *e, uint32_t firm, unsigned list);

#endif
