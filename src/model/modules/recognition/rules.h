/* How often cameras raise an alert, and what follows: part of struct soc_rules. */
#ifndef SOC_MODEL_RECOGNITION_RULES_H
#define SOC_MODEL_RECOGNITION_RULES_H

#include <stdint.h>

/* Quantiles of a gamma law of mean 1: 127 parts of 1/128 each, and the uppermost in 128 parts more. */
#define SOC_RECOGNITION_FACTORS 255
/* Alerts of a person and month are drawn in so many parts at most, each of a mean of at most 16 (poisson.h);
 * a mean that is greater by the factor of its deployment counts as the greatest. */
#define SOC_RECOGNITION_PARTS 4
#define SOC_RECOGNITION_MEAN (16 * SOC_RECOGNITION_PARTS)
#define SOC_RECOGNITION_ALERTS 256 /* of a kind, person and month, at most */

/* What becomes of an alert, by one word: thresholds of 2^32, each above the one before it. */
struct soc_alert_rules {
	uint64_t rejected, late, let_go; /* above the last: the person is stopped */
};

struct soc_recognition_rules {
	uint8_t on;
	uint64_t wrong[2][2][2]; /* [urban][minority][female]: mean of wrong alerts of a person and month, before
	                            the factor of the deployment; 2^-32 */
	uint64_t right[2];       /* [urban]: the same of right ones, of a person in the gallery */
	uint32_t faces[2];       /* [urban]: passes of a person and month, 1 = 65536 */
	uint32_t wrong_factor[SOC_RECOGNITION_FACTORS], right_factor[SOC_RECOGNITION_FACTORS]; /* 1 = 65536 */
	uint64_t pictured; /* threshold of 2^32: of people on a black list */
	struct soc_alert_rules after_wrong, after_right;
	uint32_t milliseconds; /* mean time from the picture to the alert, waiting included */
};

#endif
