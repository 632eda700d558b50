/* One value: from a YAML node to the bytes of a member, checked against its key. */
#ifndef SOC_INPUT_VALUE_H
#define SOC_INPUT_VALUE_H

#include "input/schema/params.h"
#include "input/text/tree.h"

#define SOC_VALUE_BYTES 1024 /* of the largest member */

/* Writes the parameter's bytes to member (SOC_VALUE_BYTES long; an element's alone for an element) and
 * returns 1; or returns 0 with what is wrong, what is allowed and the nearest name in why. Whole maps are for
 * the caller to take apart. */
int soc_value_read(const struct soc_scenario *s, const struct soc_parameter *t, const struct soc_node *node,
                   void *member, struct soc_buf *why);
/* Bytes that soc_value_read writes. */
size_t soc_value_size(const struct soc_parameter *t);
/* The numbers of a value (one, or all ages), for a check against a range; 0 when it is none of N, I, A, M. */
int soc_value_numbers(const struct soc_parameter *t, const void *member, double *out, int most);
/* The value of a key as soc_scenario_value tells it; NULL where the scenario has no such key. hint: the index
 * at which it is likely to stand. Owner: the scenario. Cost: O(1) where the hint is right, else O(values). */
const char *soc_value_text_of(const struct soc_scenario *s, const char *key, size_t hint);
/* "allowed: 0 to 1 (share)" */
void soc_value_say_allowed(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key);

#endif
