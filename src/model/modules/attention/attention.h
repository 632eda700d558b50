/* How much each place is watched, after what was found there. docs/model/attention.md. */
#ifndef SOC_MODEL_ATTENTION_H
#define SOC_MODEL_ATTENTION_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/fields.h"

/* Factor on what a channel detects in the place, 1 = SOC_ONE16. */
static inline uint32_t soc_attention_of(const struct soc_place_time *at,
                                        const struct soc_attention_rules *rule, unsigned channel)
{
	return rule->channels >> channel & 1u ? at->attention : SOC_ONE16;
}

/* A threshold of detection, of at most 2^32 SOC_ATTENTION_HIGHEST, times that. Above 2^32 it is certain. */
static inline uint64_t soc_attention_watched(const struct soc_place_time *at,
                                             const struct soc_attention_rules *rule, unsigned channel,
                                             uint64_t detects)
{
	return rule->channels >> channel & 1u ? detects * at->attention >> 16 : detects;
}

/* Spurious records come in rounds: each whole attention is a round, what is left a round of which a share is
 * kept. A round has a salt of its own; the first is that of a place watched as in the mean. */
static inline uint64_t soc_attention_salt(unsigned round)
{
	return round * 0x9e3779b97f4a7c15u;
}

/* What is on file of a place after a month, 1 record = 65536: what is kept of it, and the month's records by
 * their weights. attention: in force in the month. */
uint64_t soc_attention_file(const struct soc_attention_rules *rule, uint64_t file, uint32_t attention,
                            int64_t discovered, int64_t reported);

/* The places that share the watching. */
struct soc_attention_places {
	const uint64_t *file;   /* [count] */
	const int64_t *persons; /* [count] */
	const uint8_t *reached; /* [count] 0: no part in it, the attention becomes 1 */
	const uint8_t *changed; /* [count] 1: under a change of the timeline that does not hold everywhere */
	uint64_t *unbounded;    /* [count] room for what each would have without bounds */
	int32_t count;
};

/* Sets the attention of all places: in proportion to what is on file by head, within lowest to highest; what
 * those at the bounds cannot take or do not leave moves the others in proportion, and where nothing is on
 * file, evenly. The mean over people stays 1, but for rounding below 1/65536. Without anything on file those
 * that share stay as they are. Cost: O(places), some 40 times that where a bound is reached. */
void soc_attention_spread(const struct soc_attention_rules *rule, const struct soc_attention_places *places,
                          struct soc_field *field);

#endif
