/* What the regime has laid down itself, compiled: what a record is worth, who is listed, what that brings,
 * who may appeal. Part of struct soc_rules, and all of it that a phase gets which decides from records: how
 * people act, what channels see and how often a finding is right stand in other parts, which such a phase
 * cannot include (BLIND in tests/structure/structure.py).
 *
 * Units: points and scores in 1/32 point; chances as thresholds of 2^32 (draw.h); factors 1 = 65536. */
#ifndef SOC_INPUT_REGIME_H
#define SOC_INPUT_REGIME_H

#include "input/compile/limits.h"
#include "input/modules_regime.h"
#include "model/due_process/rules.h"
#include "model/lists/rules.h"
#include "model/measures/rules.h"
#include "model/records/review_rules.h"
#include "model/scoring/rules.h"

struct soc_regime {
	struct soc_scoring_rules scoring;
	struct soc_review_rules review;
	struct soc_lists_rules lists;
	struct soc_measures_rules measures;
	struct soc_due_process_rules due_process;

	/* Those of modules that decide from records, a member each with its name (stays of them: not of the
	 * regime, what is kept of its lists and grades). */
	SOC_RULES_OF_DECIDERS
};

#endif
