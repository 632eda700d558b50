#include "model/modules/prediction/count.h"

#include "model/modules/prediction/prediction.h"
#include "model/modules/surveillance/surveillance.h"
#include "model/variates.h"

/* ---- predictors ---- */

/* For each of their numbers: the number, and its place among the counts of modules. */
#define TRAINING(column) SOC_MOD_prediction_training_##column + (int)SOC_AT(prediction_training, k)
static void each_number(struct soc_predictor *p, void (*visit)(void *user, int32_t *number, int place),
                        void *user)
{
	for (unsigned k = 0; k < SOC_PREDICTORS; k++) {
		visit(user, &p->cases, TRAINING(cases));
		visit(user, &p->recorded, TRAINING(recorded));
		visit(user, &p->intercept, TRAINING(intercept));
		visit(user, &p->variable, TRAINING(variable));
		visit(user, &p->sign, TRAINING(sign));
		visit(user, &p->trees, TRAINING(trees));
		visit(user, &p->flags_from[k], TRAINING(flags_from));
		for (unsigned r = 0; r < SOC_PREDICTION_RANKS; r++) {
			const int at = (int)SOC_AT(prediction_ranks, k, r);
			visit(user, &p->cut[k][r], SOC_MOD_prediction_ranks_cut + at);
			visit(user, &p->probability[k][r], SOC_MOD_prediction_ranks_probability + at);
		}
	}
	for (unsigned f = 0; f < SOC_PREDICTION_FEATURES_COUNT; f++)
		visit(user, &p->weight[f], SOC_MOD_prediction_weights_weight + (int)f);
	for (unsigned n = 0; n < SOC_PREDICTION_TREES; n++) {
		struct soc_prediction_tree *tree = &p->tree[n];
		for (unsigned i = 0; i < SOC_PREDICTION_SPLITS; i++) {
			const int at = (int)SOC_AT(prediction_trees, n, i);
			visit(user, &tree->feature[i], SOC_MOD_prediction_trees_feature + at);
			visit(user, &tree->below[i], SOC_MOD_prediction_trees_below + at);
		}
		for (unsigned i = 0; i < SOC_PREDICTION_LEAVES; i++)
			visit(user, &tree->leaf[i],
			      SOC_MOD_prediction_trees_leaf +
			          (int)SOC_AT(prediction_trees, n, SOC_PREDICTION_SPLITS + i));
	}
}

static void put(void *user, int32_t *number, int place)
{
	int64_t *module = user;
	module[place] = *number;
}

static void take(void *user, int32_t *number, int place)
{
	const int64_t *const *module = user;
	*number = (int32_t)(*module)[place];
}

void soc_prediction_count_predictor(const struct soc_predictor *p, struct soc_tally *t)
{
	struct soc_predictor copy = *p;
	if (p->is_trained)
		each_number(&copy, put, t->module);
}

int soc_prediction_of_counts(const int64_t *module, struct soc_predictor *out)
{
	*out = (struct soc_predictor){ 0 };
	each_number(out, take, &module);
	out->is_trained = out->cases > 0;
	return soc_predictor_is_sound(out);
}

/* ---- forecasts ---- */

static void count_rank(struct soc_tally *t, unsigned place, int recorded, int did, int32_t probability)
{
	soc_count_module(t, SOC_MOD_prediction_by_rank_persons, place, 1);
	soc_count_module(t, SOC_MOD_prediction_by_rank_recorded, place, recorded);
	soc_count_module(t, SOC_MOD_prediction_by_rank_did, place, did);
	soc_count_module(t, SOC_MOD_prediction_by_rank_forecast, place, probability);
}

/* All predictors, also those that the regime does not use. */
static void count_predictors(const struct soc_measurement *s, struct soc_tally *t, unsigned row, int recorded,
                             int did)
{
	const struct soc_prediction_rules *rules = &s->rules->regime.prediction;
	const struct soc_predictor *p = rules->predictor;
	const uint32_t word =
		SOC_VARIATE(CHANCE, s->at->seed, s->at->first_person + row, s->at->month + 1 - rules->horizon, 0);
	uint8_t feature[SOC_PREDICTION_FEATURES_COUNT];
	soc_prediction_features(s->registry, s->record, row, feature);
	for (unsigned k = 0; k < SOC_PREDICTORS; k++) {
		const enum soc_predictor_kind kind = (enum soc_predictor_kind)k;
		if (kind == SOC_PREDICTOR_TREES && !rules->trees)
			continue;
		const unsigned rank = soc_predictor_rank(p, kind, soc_predictor_score(p, kind, feature, word));
		count_rank(t, SOC_AT(prediction_by_rank, k, rank), recorded, did, p->probability[k][rank]);
	}
}

#define OUTCOMES(table, place)                                                           \
	do {                                                                                 \
		const unsigned at = (place);                                                     \
		soc_count_module(t, SOC_MOD_##table##_persons, at, 1);                           \
		soc_count_module(t, SOC_MOD_##table##_did, at, did);                             \
		soc_count_module(t, SOC_MOD_##table##_recorded, at, recorded);                   \
		soc_count_module(t, SOC_MOD_##table##_flagged, at, flagged);                     \
		soc_count_module(t, SOC_MOD_##table##_flagged_did, at, flagged &&did);           \
		soc_count_module(t, SOC_MOD_##table##_flagged_recorded, at, flagged &&recorded); \
	} while (0)

static void count_flagged(const struct soc_measurement *s, struct soc_tally *t, unsigned row, int recorded,
                          int did)
{
	const int flagged = (s->record->forecast[row] & SOC_FORECAST_FLAGGED) != 0;
	const uint8_t situation = s->registry->situation[row];
	OUTCOMES(prediction_by_group, SOC_AT(prediction_by_group, soc_nature_minority(s->self->nature[row]),
	                                     (unsigned)soc_surveillance_has_marker(s->at, s->rules, row)));
	OUTCOMES(prediction_by_age, soc_situation_age_band(situation));
	OUTCOMES(prediction_by_income, soc_situation_quintile(situation));
	OUTCOMES(prediction_by_sex, !soc_nature_male(s->self->nature[row]));
}

void soc_prediction_count(const struct soc_measurement *s, struct soc_tally *t)
{
	const struct soc_prediction_rules *rules = &s->rules->regime.prediction;
	if (!soc_prediction_ends(rules, s->at->month) || !rules->predictor->is_trained)
		return;
	for (unsigned row = 0; row < s->at->count; row++) {
		if (s->record->forecast[row] == 0)
			continue;
		const int recorded = s->record->recorded[row] > 0, did = s->truth->acts[row] > 0;
		count_predictors(s, t, row, recorded, did);
		count_flagged(s, t, row, recorded, did);
	}
}
