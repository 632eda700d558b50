/* Forecasts of who will be recorded, made by the regime from its own records, and what it does with them: a
 * component of the score, detection that is aimed at those flagged, or nothing. docs/model/prediction.md.
 *
 * Time is parted into periods of rules->horizon months, one of which ends with the month in which predictors
 * are trained. At the start of each later one everybody of age gets a forecast for it. */
#ifndef SOC_MODEL_PREDICTION_H
#define SOC_MODEL_PREDICTION_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/modules/prediction/predictor.h"
#include "model/month_log.h"
#include "model/population/population.h"

#define SOC_PREDICTION_ADULT 18 /* years: younger people get no forecast */

/* record.forecast: 0 none; bits 0-5 rank plus 1, 7 flagged. record.standing: bits 0-2 grade, 3 on a black
 * list, at the start of the period. */
#define SOC_FORECAST_FLAGGED 0x80u
static inline unsigned soc_forecast_rank(uint8_t forecast)
{
	return (forecast & 0x3fu) - 1u;
}

/* 1 in the first month of a period other than the first of the run; month: of the run. */
static inline int soc_prediction_begins(const struct soc_prediction_rules *rules, uint32_t month)
{
	return rules->trained > 0 && month > 0 && month % rules->horizon == rules->trained % rules->horizon;
}

/* 1 in the last month of a period that forecasts were made for. */
static inline int soc_prediction_ends(const struct soc_prediction_rules *rules, uint32_t month)
{
	return month + 1 > rules->trained && soc_prediction_begins(rules, month + 1);
}

static inline int soc_prediction_covers(const struct soc_registry *registry, unsigned row)
{
	return registry->age[row] >= SOC_PREDICTION_ADULT;
}

/* What the regime knew of a row at the start of the period under way. */
void soc_prediction_features(const struct soc_registry *registry, const struct soc_record *record,
                             unsigned row, uint8_t feature[SOC_PREDICTION_FEATURES_COUNT]);

/* In the first month of a period, before anything happens: counts move on, and forecasts are made where
 * predictors are trained. Cost: some ns a person, with trees 50; nothing in other months. */
void soc_prediction_begin(const struct soc_place_time *at, const struct soc_regime *rules,
                          const struct soc_registry *registry, struct soc_record *record);
/* Counts the violations that were accepted against people this month. Cost: O(records). */
void soc_prediction_note(const struct soc_regime *rules, struct soc_record *record,
                         const struct soc_month_log *month_log);
/* Sets the points of components of kind forecast: the range of the component times the probability forecast
 * is taken off. Cost: about 1 ns a person and such component. */
void soc_prediction_hold(const struct soc_place_time *at, const struct soc_regime *rules,
                         struct soc_record *record);

/* The chance of detection of a row, aimed; `chance` as without. */
static inline uint64_t soc_prediction_aimed(const struct soc_prediction_aim *aim,
                                            const struct soc_record *record, unsigned row, uint64_t chance)
{
	if (aim->factor[0] == 0 || record->forecast == NULL || record->forecast[row] == 0)
		return chance;
	const uint64_t aimed = (chance * aim->factor[record->forecast[row] >> 7]) >> 16,
				   certain = (uint64_t)1 << 32;
	return aimed < certain ? aimed : certain;
}

/* A person as predictors are trained on: features at the start of the period that ends, and whether the
 * regime has recorded a violation in it. */
struct soc_prediction_case {
	uint8_t feature[SOC_PREDICTION_FEATURES_COUNT];
	uint8_t recorded;
};
/* Appends a case for everybody of age; at most at->count. Returns: how many. */
unsigned soc_prediction_cases(const struct soc_place_time *at, const struct soc_registry *registry,
                              const struct soc_record *record, struct soc_prediction_case *out);

#endif
