/* What is trained: forecasts of who will be recorded, as whole numbers that give the same on every machine.
 *
 * A predictor is a score of a person's features and, for each of SOC_PREDICTION_RANKS ranks of that score,
 * the probability that the regime then forecasts. Five are trained at once and frozen: chance, two rules of
 * one variable (records of the period before; the variable that tells most by itself), a logistic regression,
 * boosted trees. Nothing here can know what is true: features are columns of the registry and of the record.
 * docs/model/prediction.md. */
#ifndef SOC_MODEL_PREDICTOR_H
#define SOC_MODEL_PREDICTOR_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* What the regime knows of a person at the start of a period: X(name, largest value). */
#define SOC_PREDICTION_FEATURES(X)                                         \
	X(recorded_last, 255)   /* violations recorded in the period before */ \
	X(recorded_before, 255) /* in all periods before that one */           \
	X(grade, 7)                                                            \
	X(listed, 1)   /* on a black list */                                   \
	X(decades, 10) /* age */                                               \
	X(urban, 1)                                                            \
	X(income, 4) /* quintile */                                            \
	X(employed, 1)                                                         \
	X(office, 1) /* official or executive */                               \
	X(home, 15)  /* people of the household */

enum soc_prediction_feature {
#define FEATURE(name, most) SOC_FEATURE_##name,
	SOC_PREDICTION_FEATURES(FEATURE)
#undef FEATURE
		SOC_PREDICTION_FEATURES_COUNT
};

#define SOC_PREDICTION_RANKS 50
#define SOC_PREDICTION_TREES 32
#define SOC_PREDICTION_SPLITS 7 /* of a tree of depth 3 */
#define SOC_PREDICTION_LEAVES 8
#define SOC_PREDICTION_UNIT 4096 /* of a log odds: weights and leaves are multiples of 1/4096 */

/* Nodes below a split i are 2i + 1 (the feature is below `below`) and 2i + 2; from SPLITS on they are leaves.
 */
struct soc_prediction_tree {
	int32_t feature[SOC_PREDICTION_SPLITS], below[SOC_PREDICTION_SPLITS];
	int32_t leaf[SOC_PREDICTION_LEAVES];
};

/* Members are int32_t alone: it is written and read as a row of them. */
struct soc_predictor {
	int32_t is_trained;      /* all else is 0 before */
	int32_t cases, recorded; /* people trained on, of them recorded in the last period */
	int32_t variable, sign;  /* the feature that tells most by itself; -1: the less of it, the more risk */
	int32_t intercept;
	int32_t weight[SOC_PREDICTION_FEATURES_COUNT];
	int32_t trees; /* that there are */
	struct soc_prediction_tree tree[SOC_PREDICTION_TREES];
	int32_t cut[SOC_PREDICTORS][SOC_PREDICTION_RANKS]; /* rank r: scores from cut[r] on; [0] is never asked */
	int32_t probability[SOC_PREDICTORS][SOC_PREDICTION_RANKS]; /* 1 = 65536 */
	int32_t flags_from[SOC_PREDICTORS];                        /* rank */
};
#define SOC_PREDICTOR_NUMBERS (sizeof(struct soc_predictor) / sizeof(int32_t))

static inline int32_t soc_predictor_tree_score(const struct soc_prediction_tree *t, const uint8_t *feature)
{
	unsigned node = 0;
	while (node < SOC_PREDICTION_SPLITS)
		node = 2 * node + 1 + ((int32_t)feature[t->feature[node]] >= t->below[node]);
	return t->leaf[node - SOC_PREDICTION_SPLITS];
}

/* The score of a person. chance: a random word of the person, that decides the score of chance alone. Cost:
 * some ns; with trees about 50. */
int32_t soc_predictor_score(const struct soc_predictor *p, enum soc_predictor_kind kind,
                            const uint8_t feature[SOC_PREDICTION_FEATURES_COUNT], uint32_t chance);
/* The rank of a score, 0 the lowest risk. Cost: six comparisons. */
unsigned soc_predictor_rank(const struct soc_predictor *p, enum soc_predictor_kind kind, int32_t score);
/* 1 when the numbers are such as training makes: features that there are, ranks in order. For bytes that come
 * from a file. */
int soc_predictor_is_sound(const struct soc_predictor *p);

#endif
