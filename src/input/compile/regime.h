/* What the regime has laid down itself, compiled: what a record is worth, who is listed, what that brings,
 * who may appeal. Part of struct soc_rules, and all of it that a phase gets which decides from records: how
 * people act, what channels see and how often a finding is right stand in other parts, which such a phase
 * cannot include (BLIND in tests/structure/structure.py).
 *
 * Units: points and scores in 1/32 point; chances as thresholds of 2^32 (draw.h); factors 1 = 65536. */
#ifndef SOC_INPUT_REGIME_H
#define SOC_INPUT_REGIME_H

#include "input/compile/limits.h"
#include "model/due_process/rules.h"
#include "model/lists/rules.h"
#include "model/measures/rules.h"
#include "model/modules/adaptive_weight/rules.h"
#include "model/modules/amnesty/rules.h"
#include "model/modules/attention/rules.h"
#include "model/modules/bureaus/rules.h"
#include "model/modules/caps/rules.h"
#include "model/modules/enrolment/rules.h"
#include "model/modules/kin/rules.h"
#include "model/modules/liability/rules.h"
#include "model/modules/prediction/rules.h"
#include "model/modules/ratings/rules.h"
#include "model/modules/spillover/rules.h"
#include "model/modules/stays/rules.h"
#include "model/modules/verification/rules.h"
#include "model/records/review_rules.h"
#include "model/scoring/rules.h"

struct soc_regime {
	struct soc_scoring_rules scoring;
	struct soc_review_rules review;
	struct soc_lists_rules lists;
	struct soc_measures_rules measures;
	struct soc_due_process_rules due_process;

	struct soc_adaptive_weight_rules adaptive_weight;
	struct soc_amnesty_rules amnesty;
	struct soc_attention_rules attention;
	struct soc_stays_rules stays; /* not of the regime: what is kept of its lists and grades */
	struct soc_bureaus_rules bureaus;
	struct soc_caps_rules caps;
	struct soc_enrolment_rules enrolment;
	struct soc_kin_rules kin;
	struct soc_liability_rules liability;
	struct soc_prediction_rules prediction;
	struct soc_ratings_rules ratings;
	struct soc_spillover_rules spillover;
	struct soc_verification_rules verification;
};

#endif
