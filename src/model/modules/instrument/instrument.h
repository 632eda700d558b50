/* Who is assessed by an instrument this month, what comes of it, and the records of those refused.
 * docs/model/instrument.md. */
#ifndef SOC_MODEL_INSTRUMENT_H
#define SOC_MODEL_INSTRUMENT_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/truth/truth.h"

/* What an assessment gives. bad: how the person turns out, whatever is decided. */
struct soc_instrument_outcome {
	uint8_t marked, refused, bad;
	int16_t change; /* of the score, points: 0 for those refused */
};

/* Rows of the adults assessed this month, ascending; returns how many, 0 without an instrument. rows has room
 * for SOC_COMMUNITY_MAX + 1. */
unsigned soc_instrument_rows(const struct soc_place_time *at, const struct soc_rules *rules,
                             const struct soc_registry *registry, uint16_t *rows);
/* What comes of the assessment of a row: pure, so that records and indicators ask it apart. */
struct soc_instrument_outcome soc_instrument_assess(const struct soc_place_time *at,
                                                    const struct soc_rules *rules, unsigned row);
/* A record for everybody refused of the n rows, when the instrument makes records. Right: the person does
 * turn out badly. */
void soc_instrument_record(const struct soc_place_time *at, const struct soc_rules *rules,
                           const uint16_t *rows, unsigned n, struct soc_month_log *month_log,
                           struct soc_true_log *truth);

#endif
