#include "model/modules/prediction/predictor.h"

_Static_assert(sizeof(struct soc_predictor) == SOC_PREDICTOR_NUMBERS * sizeof(int32_t),
               "a predictor is a row of numbers");

static int32_t logistic_score(const struct soc_predictor *p, const uint8_t *feature)
{
	int32_t sum = p->intercept;
	for (unsigned f = 0; f < SOC_PREDICTION_FEATURES_COUNT; f++)
		sum += p->weight[f] * (int32_t)feature[f];
	return sum;
}

static int32_t trees_score(const struct soc_predictor *p, const uint8_t *feature)
{
	int32_t sum = 0;
	for (int32_t t = 0; t < p->trees; t++)
		sum += soc_predictor_tree_score(&p->tree[t], feature);
	return sum;
}

int32_t soc_predictor_score(const struct soc_predictor *p, enum soc_predictor_kind kind,
                            const uint8_t feature[SOC_PREDICTION_FEATURES_COUNT], uint32_t chance)
{
	switch (kind) {
	case SOC_PREDICTOR_PAST_RECORDS:
		return feature[SOC_FEATURE_recorded_last];
	case SOC_PREDICTOR_ONE_VARIABLE:
		return p->sign * (int32_t)feature[p->variable];
	case SOC_PREDICTOR_LOGISTIC:
		return logistic_score(p, feature);
	case SOC_PREDICTOR_TREES:
		return trees_score(p, feature);
	default:
		return (int32_t)(chance >> 1);
	}
}

unsigned soc_predictor_rank(const struct soc_predictor *p, enum soc_predictor_kind kind, int32_t score)
{
	unsigned low = 0, high = SOC_PREDICTION_RANKS;
	while (high - low > 1) {
		const unsigned middle = (low + high) / 2;
		if (score >= p->cut[kind][middle])
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* |weight| * 255 over ten features stays far within 31 bits. */
#define MOST_WEIGHT (1 << 18)

static int is_within(const int32_t *x, unsigned count, int32_t low, int32_t high)
{
	for (unsigned i = 0; i < count; i++)
		if (x[i] < low || x[i] > high)
			return 0;
	return 1;
}

static int are_trees_sound(const struct soc_predictor *p)
{
	for (unsigned t = 0; t < SOC_PREDICTION_TREES; t++)
		if (!is_within(p->tree[t].feature, SOC_PREDICTION_SPLITS, 0, SOC_PREDICTION_FEATURES_COUNT - 1) ||
		    !is_within(p->tree[t].leaf, SOC_PREDICTION_LEAVES, -MOST_WEIGHT, MOST_WEIGHT))
			return 0;
	return p->trees >= 0 && p->trees <= SOC_PREDICTION_TREES;
}

int soc_predictor_is_sound(const struct soc_predictor *p)
{
	for (unsigned k = 0; k < SOC_PREDICTORS; k++) {
		if (!is_within(p->probability[k], SOC_PREDICTION_RANKS, 0, 65536))
			return 0;
		for (unsigned r = 1; r < SOC_PREDICTION_RANKS && p->is_trained; r++)
			if (r > 1 && p->cut[k][r] < p->cut[k][r - 1])
				return 0;
	}
	return (p->is_trained == 0 || p->is_trained == 1) && are_trees_sound(p) &&
	       is_within(p->flags_from, SOC_PREDICTORS, 0, SOC_PREDICTION_RANKS) &&
	       is_within(&p->intercept, 1, -64 * MOST_WEIGHT, 64 * MOST_WEIGHT) &&
	       is_within(&p->variable, 1, 0, SOC_PREDICTION_FEATURES_COUNT - 1) &&
	       is_within(&p->sign, 1, -1, 1) &&
	       is_within(p->weight, SOC_PREDICTION_FEATURES_COUNT, -MOST_WEIGHT, MOST_WEIGHT);
}
