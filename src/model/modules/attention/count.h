/* What is counted of attention: discoveries and reports of places, which the regime itself goes by; and how
 * unequal it has made them. */
#ifndef SOC_MODEL_ATTENTION_COUNT_H
#define SOC_MODEL_ATTENTION_COUNT_H

#include "model/indicators/count.h"
#include "model/modules/attention/attention.h"

/* Adds the month's records to the discoveries and reports of the place being stepped. Nothing where no
 * channel follows attention. */
void soc_attention_count(const struct soc_measurement *s, struct soc_tally *t);

/* Counts places by how much they were watched in the month, once all have been stepped. field: in force in
 * it. order: [places->count], the numbers of all places in any order; they are put in the order of attention.
 * Cost: O(places), and as many steps more as places have changed their order. */
void soc_attention_count_places(const struct soc_attention_places *places, const struct soc_field *field,
                                int32_t *order, struct soc_tally *t);

#endif
