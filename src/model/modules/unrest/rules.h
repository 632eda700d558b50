/* Who takes to the street, and who is jailed for it: part of struct soc_rules. Shares and weights 1 = 65536,
 * chances as thresholds of 2^32. */
#ifndef SOC_MODEL_UNREST_RULES_H
#define SOC_MODEL_UNREST_RULES_H

#include <stdint.h>

/* Risk is kept by the ratio of police to active people, in steps of 1/64 from 0 to 16. */
#define SOC_UNREST_RATIO 64
#define SOC_UNREST_RATIOS (16 * SOC_UNREST_RATIO + 1)
#define SOC_UNREST_JAIL_MOST 100 /* months */

struct soc_unrest_rules {
	uint8_t enabled, jail_most;
	uint16_t sight;                 /* people in sight of one another: successive rows */
	uint32_t police;                /* for an adult */
	uint32_t arrests;               /* a month, for one of the police, 1 = 65536 */
	int32_t threshold;              /* of grievance less risk */
	uint32_t legitimacy;            /* where nothing has happened */
	uint32_t hardship;              /* the most that is not of the regime's making */
	uint32_t income, strain;        /* for a step of income lost; for 1/255 of strain */
	uint32_t sanction;              /* for somebody under a sanction */
	uint32_t wronged, wronged_seen; /* legitimacy lost with those listed wrongly; with everybody in sight, by
	                                   the share of adults who are */
	uint32_t risk[SOC_UNREST_RATIOS]; /* chance of arrest as people reckon it */
};

#endif
