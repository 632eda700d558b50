/* What is counted of contacts, where they are kept. */
#ifndef SOC_MODEL_CONTACTS_COUNT_H
#define SOC_MODEL_CONTACTS_COUNT_H

#include "model/indicators/count.h"

/* n[i]: contacts of person i outside the household, from the bits of contacts[i]; count of each. */
void soc_contacts_counts(const uint8_t *contacts, unsigned count, uint8_t *n);
/* At sampled months, people by their contacts, and the isolated. */
void soc_contacts_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
