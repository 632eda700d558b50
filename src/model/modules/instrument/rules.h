/* An instrument: a score that comes from outside the model, of which what is published is known: how many of
 * each group stand at each score, and how many of those turn out well and badly. docs/model/instrument.md. */
#ifndef SOC_MODEL_INSTRUMENT_RULES_H
#define SOC_MODEL_INSTRUMENT_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

#define SOC_INSTRUMENT_SCORES 200 /* different scores in a table */
#define SOC_INSTRUMENT_GROUPS 2   /* people without and with the marker */

/* One group of the table. Draws: a word below `below[i]` stands at score i or a lower one. */
struct soc_instrument_group {
	uint32_t below[SOC_INSTRUMENT_SCORES];
	uint64_t bad[SOC_INSTRUMENT_SCORES]; /* threshold of turning out badly */
	int16_t good_change[SOC_INSTRUMENT_SCORES], bad_change[SOC_INSTRUMENT_SCORES]; /* of the score, points */
	uint16_t decides; /* first score that reaches the threshold */
};

struct soc_instrument_rules {
	uint8_t on, scores, refuses_high, records; /* records: a refusal becomes a record */
	uint8_t event, channel;
	uint64_t assessed; /* of an adult in a month */
	struct soc_instrument_group group[SOC_INSTRUMENT_GROUPS];
};

/* Reads the table and compiles it; all zero when there is none. Errors: SOC_ERR_DATA for a table that this
 * build lacks. */
enum soc_err soc_instrument_compile(struct soc_instrument_rules *out, const struct soc_scenario *s,
                                    struct soc_msg *msg);

#endif
