/* Sizes and units that compiled rules are made in. */
#ifndef SOC_INPUT_LIMITS_H
#define SOC_INPUT_LIMITS_H

#include "input/schema/scenario.h"

#define SOC_POINT 32 /* units of one point */
#define SOC_POINT_BITS 5
#define SOC_LEVELS 256          /* steps of perceived risk and of strain: 0..255 */
#define SOC_FABRICATED_CUT 1e-4 /* accepted chance that a month is cut at SOC_FABRICATED_MOST */
/* Most spurious records of one channel, and accusations of one motive, in one community and month. The upper
 * ends of all plausible ranges together are a mean of 30.7 (neighbours' spurious records about people with
 * the marker), which is cut at 64 with a chance below 1e-7. */
#define SOC_FABRICATED_MOST 64
#define SOC_FULL_COMMUNITY 512 /* rows of a full community (population.h) */
#define SOC_DEMAND_STEPS 8     /* most attempts of one person at one thing in one month */
#define SOC_DEMAND_MEAN \
	4.0 /* most attempts a month in the mean: cutting at 8 then loses less than 1% of them */
#define SOC_LOST_INCOME_STEP 0.05 /* one step of lost income, as a share: a quantum, not a finding */
#define SOC_DIFFERENTIALS 4
#define SOC_DIFFERENTIAL_MARKED 1u
#define SOC_DIFFERENTIAL_LISTED 2u
#define SOC_DIFFERENTIAL_GROUPS 4u /* by sex, group or income */
#define SOC_CONTACTS 8             /* most contacts of a person outside the household */
#define SOC_KNOWERS 31 /* from so many people who know of something on, their number makes no difference */
#define SOC_TRIGGER_GRADE \
	7 /* trigger of an entry by grade; 0..6 are the list's entry events in their order */
#define SOC_TRIGGER_KIN                                                                                   \
	8 /* of an entry of kin, in the month log only: the entry itself keeps SOC_TRIGGER_GRADE, no event of \
	     the person's */

#define SOC_SPHERES_MAX (SOC_EVENT_SPHERE_CHOICES - 1)
#define SOC_SPILL_DEPTH_MAX 4 /* most steps from relative to relative that a measure can take */

enum {
	SOC_RELATION_SPOUSE,
	SOC_RELATION_CHILD,
	SOC_RELATION_HOUSEHOLD,
	SOC_RELATION_OUTSIDE,
	SOC_RELATION_GROUP,
	SOC_RELATIONS
};

#endif
