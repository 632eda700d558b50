/* What is counted of ratings. */
#ifndef SOC_MODEL_RATINGS_COUNT_H
#define SOC_MODEL_RATINGS_COUNT_H

#include "model/indicators/count.h"

/* Ratings of the month: the parts of each, and of clients and others those at the bottom and at the top. */
void soc_ratings_count_attempts(const struct soc_measurement *s, struct soc_tally *t);

#endif
