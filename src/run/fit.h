/* The two libraries that fit, each behind one function: cases in, whole numbers out. What they compute in
 * floating point is rounded to 1/SOC_PREDICTION_UNIT of a log odds, so that the last bits of another
 * processor or version seldom show. */
#ifndef SOC_RUN_FIT_H
#define SOC_RUN_FIT_H

#include "model/modules/prediction/prediction.h"
#include "socred/error.h"

#include <stddef.h>

/* Logistic regression with a penalty of half the sum of squared weights (liblinear's L2R_LR, C = 1; Fan et
 * al. 2008): sets intercept and weight. There are cases with and without a record. Errors: SOC_ERR_MEMORY.
 * Source: Fan et al. 2008, Journal of Machine Learning Research 9, 1871. Cost: about 5 us a case. */
enum soc_err soc_fit_logistic(struct soc_predictor *p, const struct soc_prediction_case *cases, size_t count,
                              struct soc_msg *msg);

/* Boosted trees for the log loss (XGBoost; Chen and Guestrin 2016): SOC_PREDICTION_TREES of depth 3, learning
 * rate 0.2, one thread, no sampling. Sets trees and tree. Errors: SOC_ERR_MEMORY; SOC_ERR_INTERNAL with the
 * words of the library; SOC_ERR_SCENARIO where socred is built without it. Source: Chen and Guestrin 2016,
 * Proceedings of KDD, 785. Cost: about 40 us a case. */
enum soc_err soc_fit_trees(struct soc_predictor *p, const struct soc_prediction_case *cases, size_t count,
                           struct soc_msg *msg);

#endif
