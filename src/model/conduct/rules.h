/* What people are like and how they answer: part of struct soc_rules. Out of reach of what decides from
 * records. Chances are thresholds of 2^32 (draw.h); factors 1 = 65536. What an act is expected to cost stands
 * in input/compile/conduct.h. */
#ifndef SOC_MODEL_CONDUCT_RULES_H
#define SOC_MODEL_CONDUCT_RULES_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"

#include <stdint.h>

/* Attempts at what a measure denies or gives, and what it costs who meets it. */
struct soc_attempt_rule {
	uint64_t salt;
	uint8_t kind, min_age, max_age, income_steps, strain;
	uint64_t strictness, income_more; /* income_more: of one step of income lost beyond income_steps */
	/* [class][urban][quintile][n]: more than n attempts in a month */
	uint32_t demand[SOC_PERSON_CLASSES][2][5][SOC_DEMAND_STEPS];
};

struct soc_people_rules {
	uint8_t strain_listing;
	uint32_t risk_own, risk_place;
	uint32_t strain_keep;
	uint32_t norm_step, norm_floor, norm_ceiling;
	uint64_t income_recovery, register_move, borrowers, loan_end, knows_rules;
	uint8_t job_loss_steps; /* of income, and the chance of one more */
	uint64_t job_loss_more;
	uint64_t notice_by_refusal;                              /* of an entry by a refusal that it causes */
	uint64_t appeal_wronged, appeal_guilty, appeal_informed; /* informed: wronged, and knows the rules */
	struct soc_attempt_rule attempt[SOC_MEASURES_MAX];
};

#endif
