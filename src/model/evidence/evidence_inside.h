/* What struct soc_evidence holds: for this folder, and for step.c, which makes it. */
#ifndef SOC_MODEL_EVIDENCE_INSIDE_H
#define SOC_MODEL_EVIDENCE_INSIDE_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/evidence/evidence.h"
#include "model/truth/truth.h"

struct soc_evidence {
	const struct soc_place_time *at;
	const struct soc_rules *rules;
	const struct soc_month_log *month_log;
	struct soc_true_log *true_log;
	const struct soc_truth *truth;
};

#endif
