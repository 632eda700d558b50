/* One month of one community: the phases in order. Pure: no I/O, no clock, no allocation. */
#ifndef SOC_MODEL_STEP_H
#define SOC_MODEL_STEP_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/events/rates.h"
#include "model/fields.h"
#include "model/indicators/indicators.h"
#include "model/modules/bureaus/bureaus.h"
#include "model/modules/spillover/spillover.h"
#include "model/population/population.h"
#include "model/truth/truth.h"

/* All columns of one community. registry: `course`, as phases see it; self has what people are born with. */
struct soc_columns {
	struct soc_born born;
	struct soc_course course;
	struct soc_registry registry;
	struct soc_record record;
	struct soc_self self;
	struct soc_truth truth;
	struct soc_ties ties;
	struct soc_cache {
#define COLUMN_OF_cache(type, name, per, when) SOC_COLUMN_##per(type, name)
#include "model/columns.def"
	} cache;
};

/* Scratch of one thread. */
struct soc_scratch {
	struct soc_month_log month_log;
	struct soc_true_log true_log;
	struct soc_spillover spillover;            /* of the measures, while some go beyond the first relative */
	uint8_t cliff[SOC_FULL_COMMUNITY];         /* bins of modules/cliff/count.h */
	uint16_t assessed[SOC_FULL_COMMUNITY + 1]; /* of modules/instrument */
	uint8_t employer[SOC_FULL_COMMUNITY];      /* of firms/ties.h */
	struct soc_bureau_scratch bureaus;
	int32_t score[SOC_FULL_COMMUNITY]; /* as graded this month, 1/32 point */
};

/* Steps a community by a month. rule_set: number of the rules, < 65535. tally may be NULL (replay).
 * Afterwards the scratch holds the month's month log. Cost: 24 ns a person-month of the national
 * scenario, 82 with what whole-reach attaches (docs/guide/speed.md). */
void soc_step(const struct soc_place_time *at, const struct soc_rules *rules, unsigned rule_set,
              const struct soc_rates *rates, const struct soc_field *field, struct soc_columns *c,
              struct soc_scratch *scratch, struct soc_tally *tally);

#endif
