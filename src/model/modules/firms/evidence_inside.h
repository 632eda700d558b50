/* What struct soc_firm_evidence holds: for evidence.c, and for appeal.c, which makes it. */
#ifndef SOC_MODEL_FIRMS_EVIDENCE_INSIDE_H
#define SOC_MODEL_FIRMS_EVIDENCE_INSIDE_H

#include "model/modules/firms/evidence.h"
#include "model/modules/firms/record.h"
#include "model/modules/firms/truth.h"

struct soc_firm_evidence {
	const struct soc_firm_place_time *at;
	const struct soc_firms_rules *rules;
	const struct soc_firm_truth *truth;
};

#endif
