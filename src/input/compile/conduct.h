/* Conduct compiled: what people expect an act to cost them, as integer tables. The month looks them up
 * (model/expected/expected.h); nothing real is computed there.
 *
 * Units: shares 1 = 65536, of risk 1 = SOC_RISK_ONE; stakes in 2^-24 of the person's monthly income; months
 * in 1/256. */
#ifndef SOC_INPUT_CONDUCT_H
#define SOC_INPUT_CONDUCT_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"

#include <stdint.h>

#define SOC_RISK_ONE (1u << 24)
#define SOC_POWER_STEPS 16 /* of the tables of powers, within each doubling; linear between */
#define SOC_POWERS (32 * SOC_POWER_STEPS + 1)
#define SOC_LAW_STEPS 64 /* of the exponential law, within one unit of the expected loss; linear between */
#define SOC_LAW_MOST 16  /* an expected loss of so many gains deters as one of more */
#define SOC_AGES_MOST 128

/* Of a class of events. */
struct soc_act_rule {
	uint8_t is_weighed;    /* 1: the act is weighed: no life event, and a record of it can be accepted */
	uint8_t sphere;        /* 0..spheres-1 */
	uint8_t lists;         /* bit set: enabled lists that an accepted record enters */
	uint32_t detected[2];  /* [urban]: chance that an act ends as an accepted record of who did it */
	uint32_t share[2];     /* [urban]: of the highest such chance in its sphere, 0..SOC_RISK_ONE */
	uint32_t risk_more;    /* added to the perceived risk: neighbours are liable for the act */
	uint32_t inverse_gain; /* 1 / gain */
	uint32_t unknowing;    /* share of people who do not weigh it unless they know the rules */
	uint32_t displaced;    /* good deeds: share that payment displaces at most */
	uint32_t months;       /* that points of the class count for, as far as people look ahead */
};

struct soc_conduct_rules {
	uint8_t spheres;                      /* that some class of the scenario belongs to */
	uint8_t sphere_name[SOC_SPHERES_MAX]; /* enum soc_event_sphere */
	uint8_t law;                          /* enum soc_conduct_law */
	uint32_t highest[SOC_SPHERES_MAX][2]; /* [sphere][urban]: detection of its best watched class */
	uint16_t begin[SOC_SPHERES_MAX][2];   /* its perceived risk to begin with, 1 = 65535 */
	double exponent[2];                   /* of the two tables of powers: certainty, severity */
	uint32_t certainty[SOC_POWERS];       /* risk^certainty, 1 = SOC_RISK_ONE both */
	uint32_t power[SOC_POWERS];           /* (loss / gain)^severity, 1 = 65536 both */
	uint32_t fall[SOC_LAW_MOST * SOC_LAW_STEPS + 1]; /* exp(-i / SOC_LAW_STEPS) */
	uint32_t inverse_displacement;
	uint16_t of_age[SOC_AGES_MOST]; /* bit set: measures that people of the age can meet */
	/* [measure][class of person][urban][quintile]: cost of a month under it (rewards: worth) */
	uint32_t stake[SOC_MEASURES_MAX][SOC_PERSON_CLASSES][2][5];
	uint32_t spill[SOC_MEASURES_MAX][SOC_RELATIONS]; /* chance that it reaches a relative, times care */
	/* That an entry of somebody of the class is expected to last, as far as people look ahead. */
	uint32_t list_months[SOC_LISTS_MAX][SOC_PERSON_CLASSES];
	uint32_t published[SOC_LISTS_MAX][2]; /* [in work]: what publication is expected to cost */
	uint32_t learn_caught, learn_uncaught, learn_contacts, learn_place; /* 1 = 256 */
	struct soc_act_rule act[SOC_EVENTS_MAX];
};

/* Compiles conduct, and the acts, measures and lists as people see them. like: compiled before, of the same
 * or another scenario, whose tables of powers are copied where the exponents are the same; NULL: there is
 * none. Pure; cannot fail. */
void soc_conduct_compile(struct soc_conduct_rules *c, const struct soc_scenario *s,
                         const struct soc_conduct_rules *like);

#endif
