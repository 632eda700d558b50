#include "model/modules/prediction/prediction.h"

#include "model/score.h"
#include "model/variates.h"

void soc_prediction_features(const struct soc_registry *registry, const struct soc_record *record,
                             unsigned row, uint8_t feature[SOC_PREDICTION_FEATURES_COUNT])
{
	const uint8_t situation = registry->situation[row], traits = registry->traits[row];
	feature[SOC_FEATURE_recorded_last] = record->recorded_last[row];
	feature[SOC_FEATURE_recorded_before] = record->recorded_before[row];
	feature[SOC_FEATURE_grade] = record->standing[row] & 7u;
	feature[SOC_FEATURE_listed] = record->standing[row] >> 3 & 1u;
	feature[SOC_FEATURE_decades] = (uint8_t)(registry->age[row] / 10);
	feature[SOC_FEATURE_urban] = (uint8_t)soc_situation_urban(situation);
	feature[SOC_FEATURE_income] = (uint8_t)soc_situation_quintile(situation);
	feature[SOC_FEATURE_employed] = (uint8_t)soc_traits_employed(traits);
	feature[SOC_FEATURE_office] = soc_traits_class(traits) != 0;
	feature[SOC_FEATURE_home] = (uint8_t)soc_home_size(registry->home[row]);
}

static uint8_t sum8(unsigned a, unsigned b)
{
	return (uint8_t)(a + b < 255 ? a + b : 255);
}

static uint8_t standing(const struct soc_regime *rules, const struct soc_record *record, unsigned row)
{
	unsigned listed = 0;
	for (unsigned l = 0; l < rules->lists.count; l++)
		listed |= (rules->lists.black >> l & 1u) && record->months_left[l][row] > 0;
	return (uint8_t)(record->grade[row] | listed << 3);
}

/* The forecast of a person for the period that begins. */
static uint8_t forecast(const struct soc_place_time *at, const struct soc_prediction_rules *rules,
                        const struct soc_registry *registry, const struct soc_record *record, unsigned row)
{
	uint8_t feature[SOC_PREDICTION_FEATURES_COUNT];
	const enum soc_predictor_kind kind = (enum soc_predictor_kind)rules->used;
	const uint32_t word = kind == SOC_PREDICTOR_CHANCE
	                          ? SOC_VARIATE(CHANCE, at->seed, at->first_person + row, at->month, 0)
	                          : 0;
	soc_prediction_features(registry, record, row, feature);
	const unsigned rank = soc_predictor_rank(rules->predictor, kind,
	                                         soc_predictor_score(rules->predictor, kind, feature, word));
	const int is_flagged = (int32_t)rank >= rules->predictor->flags_from[kind];
	return (uint8_t)((rank + 1u) | (is_flagged ? SOC_FORECAST_FLAGGED : 0u));
}

void soc_prediction_begin(const struct soc_place_time *at, const struct soc_regime *rules,
                          const struct soc_registry *registry, struct soc_record *record)
{
	const struct soc_prediction_rules *p = &rules->prediction;
	if (!soc_prediction_begins(p, at->month))
		return;
	const int is_made = at->month >= p->trained && p->predictor->is_trained;
	for (unsigned row = 0; row < at->count; row++) {
		record->recorded_before[row] = sum8(record->recorded_before[row], record->recorded_last[row]);
		record->recorded_last[row] = record->recorded[row];
		record->recorded[row] = 0;
		record->standing[row] = standing(rules, record, row);
		if (is_made && soc_prediction_covers(registry, row))
			record->forecast[row] = forecast(at, p, registry, record, row);
	}
}

void soc_prediction_note(const struct soc_regime *rules, struct soc_record *record,
                         const struct soc_month_log *month_log)
{
	for (unsigned i = 0; i < month_log->records_count && rules->prediction.trained > 0; i++) {
		const struct soc_rec *rec = &month_log->records[i];
		if (soc_rec_is_accepted(rec) && (rules->prediction.violations >> rec->event & 1u))
			record->recorded[rec->row] = sum8(record->recorded[rec->row], 1);
	}
}

/* What a component holds for a probability. */
static int16_t held(const struct soc_scoring_rules *rules, unsigned component, int32_t probability)
{
	const int64_t width = rules->ceiling[component] - rules->floor[component];
	return (int16_t)soc_clamp(-(int32_t)(width * probability / 65536),
	                          rules->floor[component] - rules->start[component],
	                          rules->ceiling[component] - rules->start[component]);
}

void soc_prediction_hold(const struct soc_place_time *at, const struct soc_regime *rules,
                         struct soc_record *record)
{
	const struct soc_prediction_rules *p = &rules->prediction;
	for (unsigned bits = p->scores; bits != 0 && rules->scoring.on; bits &= bits - 1) {
		const unsigned f = (unsigned)__builtin_ctz(bits);
		for (unsigned row = 0; row < at->count; row++) {
			const uint8_t now = record->forecast[row];
			record->points[f][row] =
				now == 0
					? 0
					: held(&rules->scoring, f, p->predictor->probability[p->used][soc_forecast_rank(now)]);
		}
	}
}

unsigned soc_prediction_cases(const struct soc_place_time *at, const struct soc_registry *registry,
                              const struct soc_record *record, struct soc_prediction_case *out)
{
	unsigned count = 0;
	for (unsigned row = 0; row < at->count; row++) {
		if (!soc_prediction_covers(registry, row))
			continue;
		soc_prediction_features(registry, record, row, out[count].feature);
		out[count++].recorded = record->recorded[row] > 0;
	}
	return count;
}
