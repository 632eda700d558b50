/* What is true of firms, beside what is recorded. Tags as for people (truth.h): bits 2l, 2l+1 for list l, 15:
 * did something. */
#ifndef SOC_MODEL_FIRM_TRUTH_H
#define SOC_MODEL_FIRM_TRUTH_H

#include "model/truth/truth.h"

struct soc_firm_truth {
	int16_t *false_points; /* part of the points that came from wrong records; 1/32 point */
	uint16_t *tags;
};

#endif
