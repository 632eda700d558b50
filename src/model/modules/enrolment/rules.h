/* Who is enrolled in a scheme that is voluntary: part of struct soc_rules. */
#ifndef SOC_MODEL_ENROLMENT_RULES_H
#define SOC_MODEL_ENROLMENT_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* Who is enrolled in a scheme that is voluntary (model/modules/enrolment/enrolment.h): thresholds of the
 * person's willingness. */
struct soc_enrolment_rules {
	uint8_t required, start_grade;        /* grade of a score with nothing on file */
	uint64_t enrols[3][SOC_AGE_BANDS][2]; /* [grade below, at, above that of the start][age band][urban] */
	uint64_t unknowing;
};

#endif
