#include "run/fit.h"

#include "base/mem.h"

#include <linear.h>

#define NODES (SOC_PREDICTION_FEATURES_COUNT + 2) /* of a case: features, the constant, the end */
#define STOP 1e-8                                 /* gradient over that at the start */

static void say_nothing(const char *text)
{
	(void)text;
}

static int32_t whole(double log_odds)
{
	const double x = log_odds * SOC_PREDICTION_UNIT, most = 1 << 18;
	return (int32_t)(x > most ? most : x < -most ? -most : x < 0 ? x - 0.5 : x + 0.5);
}

/* The nodes of a case, features that are 0 left out. */
static void put_case(const struct soc_prediction_case *from, struct feature_node *node)
{
	unsigned n = 0;
	for (int f = 0; f < SOC_PREDICTION_FEATURES_COUNT; f++)
		if (from->feature[f] != 0)
			node[n++] = (struct feature_node){ f + 1, from->feature[f] };
	node[n++] = (struct feature_node){ SOC_PREDICTION_FEATURES_COUNT + 1, 1.0 };
	node[n] = (struct feature_node){ -1, 0.0 };
}

static void fit(struct soc_predictor *p, const struct problem *problem)
{
	const struct parameter how = { .solver_type = L2R_LR, .eps = STOP, .C = 1.0 };
	set_print_string_function(say_nothing);
	struct model *model = train(problem, &how);
	/* The library's classes come in the order in which cases name them; labels say which is which. */
	const double sign = model->label[0] == 1 ? 1.0 : -1.0;
	for (int f = 0; f < SOC_PREDICTION_FEATURES_COUNT; f++)
		p->weight[f] = whole(sign * model->w[f]);
	p->intercept = whole(sign * model->w[SOC_PREDICTION_FEATURES_COUNT]);
	free_and_destroy_model(&model);
}

enum soc_err soc_fit_logistic(struct soc_predictor *p, const struct soc_prediction_case *cases, size_t count,
                              struct soc_msg *msg)
{
	struct feature_node *node = soc_calloc(count * NODES, sizeof *node), **x = soc_calloc(count, sizeof *x);
	double *y = soc_calloc(count, sizeof *y);
	enum soc_err err = SOC_OK;
	if (node == NULL || x == NULL || y == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory to train on %zu people", count);
	for (size_t i = 0; err == SOC_OK && i < count; i++) {
		x[i] = node + i * NODES;
		y[i] = cases[i].recorded;
		put_case(&cases[i], x[i]);
	}
	if (err == SOC_OK)
		fit(p, &(struct problem){
				   .l = (int)count, .n = SOC_PREDICTION_FEATURES_COUNT + 1, .y = y, .x = x, .bias = 1.0 });
	soc_free(node);
	soc_free(x);
	soc_free(y);
	return err;
}
