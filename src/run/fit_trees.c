#include "run/fit.h"

#include "base/mem.h"

#ifdef SOC_WITH_TREES
#include "base/locale.h"

#include <dlfcn.h>
#include <jansson.h>
#include <string.h>
#include <xgboost/c_api.h>

#define TEXT(x) #x
#define TEXT_OF(x) TEXT(x)

/* What is not said here is the library's default. Exact splits and one thread: the order of sums is fixed. */
static const char *const settings[][2] = {
	{ "nthread", "1" },         { "objective", "binary:logistic" },
	{ "tree_method", "exact" }, { "max_depth", "3" },
	{ "learning_rate", "0.2" }, { "base_score", "0.5" },
	{ "verbosity", "0" },       { "seed", "0" },
};

/* What is asked of the library. It is opened where trees are trained: when it is loaded it sets up a thousand
 * things that every other command would wait for, and ends the program where there is no memory for them. */
#define FUNCTIONS(X)          \
	X(XGBGetLastError)        \
	X(XGBoosterCreate)        \
	X(XGBoosterSetParam)      \
	X(XGBoosterUpdateOneIter) \
	X(XGBoosterDumpModelEx)   \
	X(XGBoosterFree)          \
	X(XGDMatrixCreateFromMat) \
	X(XGDMatrixSetFloatInfo)  \
	X(XGDMatrixFree)

struct library {
#define MEMBER(name) __typeof__(name) *name;
	FUNCTIONS(MEMBER)
#undef MEMBER
};

/* By the name that programs of Debian ask for, else by that of the files one builds with. It stays open. */
static enum soc_err library_open(struct library *xgb, struct soc_msg *msg)
{
	void *handle = dlopen("libxgboost.so.0", RTLD_NOW | RTLD_LOCAL);
	int is_whole = 1;
	if (handle == NULL)
		handle = dlopen("libxgboost.so", RTLD_NOW | RTLD_LOCAL);
	if (handle == NULL)
		return soc_fail(
			msg, SOC_ERR_SCENARIO,
			"prediction.trees: true: XGBoost cannot be loaded (%.200s); install libxgboost-dev, or set it to "
			"false",
			dlerror());
#define FIND(name)                                       \
	*(void **)(void *)&xgb->name = dlsym(handle, #name); \
	is_whole &= xgb->name != NULL;
	FUNCTIONS(FIND)
#undef FIND
	return is_whole ? SOC_OK
	                : soc_fail(msg, SOC_ERR_SCENARIO,
	                           "prediction.trees: true: the XGBoost that is installed lacks a function; set "
	                           "it to false");
}

static enum soc_err refuse(const struct library *xgb, struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_INTERNAL, "XGBoost: %.400s", xgb->XGBGetLastError());
}

static int32_t whole(double x, double unit)
{
	const double scaled = x * unit;
	return (int32_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

/* A node and all below it. A leaf above the last level is every leaf below its place; the split asks then for
 * nothing. */
static int take_node(const json_t *node, unsigned at, struct soc_prediction_tree *tree)
{
	if (at >= SOC_PREDICTION_SPLITS) {
		tree->leaf[at - SOC_PREDICTION_SPLITS] =
			whole(json_number_value(json_object_get(node, "leaf")), SOC_PREDICTION_UNIT);
		return json_object_get(node, "leaf") != NULL;
	}
	const char *split = json_string_value(json_object_get(node, "split"));
	const json_t *children = json_object_get(node, "children");
	if (split == NULL) {
		tree->feature[at] = 0;
		tree->below[at] = 0;
		return take_node(node, 2 * at + 1, tree) && take_node(node, 2 * at + 2, tree);
	}
	const double condition = json_number_value(json_object_get(node, "split_condition"));
	const int feature = split[0] == 'f' && split[1] >= '0' && split[1] <= '9' ? split[1] - '0' : -1;
	if (feature < 0 || split[2] != '\0' || json_array_size(children) != 2)
		return 0;
	/* Features are whole: x < 2.5 is x < 3. The first child is the one below. */
	tree->feature[at] = feature;
	tree->below[at] = (int32_t)condition + (condition > (int32_t)condition);
	return take_node(json_array_get(children, 0), 2 * at + 1, tree) &&
	       take_node(json_array_get(children, 1), 2 * at + 2, tree);
}
_Static_assert(SOC_PREDICTION_FEATURES_COUNT <= 10, "the name of a feature has one digit");

static enum soc_err take_trees(const struct library *xgb, BoosterHandle booster, struct soc_predictor *p,
                               struct soc_msg *msg)
{
	bst_ulong count = 0;
	const char **text = NULL;
	if (xgb->XGBoosterDumpModelEx(booster, "", 0, "json", &count, &text) != 0)
		return refuse(xgb, msg);
	for (bst_ulong i = 0; i < count && i < SOC_PREDICTION_TREES; i++) {
		const struct soc_locale l = soc_locale_enter();
		json_t *root = json_loads(text[i], 0, NULL);
		soc_locale_leave(l);
		const int is_good = root != NULL && take_node(root, 0, &p->tree[i]);
		json_decref(root);
		if (!is_good)
			return soc_fail(msg, SOC_ERR_INTERNAL, "XGBoost told a tree in words that are not known here");
		p->trees++;
	}
	return SOC_OK;
}

static enum soc_err boost(const struct library *xgb, DMatrixHandle data, struct soc_predictor *p,
                          struct soc_msg *msg)
{
	BoosterHandle booster = NULL;
	int failed = xgb->XGBoosterCreate(&data, 1, &booster);
	for (size_t i = 0; !failed && i < sizeof settings / sizeof *settings; i++)
		failed = xgb->XGBoosterSetParam(booster, settings[i][0], settings[i][1]);
	for (int n = 0; !failed && n < SOC_PREDICTION_TREES; n++)
		failed = xgb->XGBoosterUpdateOneIter(booster, n, data);
	const enum soc_err err = failed ? refuse(xgb, msg) : take_trees(xgb, booster, p, msg);
	if (booster != NULL)
		(void)xgb->XGBoosterFree(booster);
	return err;
}

enum soc_err soc_fit_trees(struct soc_predictor *p, const struct soc_prediction_case *cases, size_t count,
                           struct soc_msg *msg)
{
	const size_t width = SOC_PREDICTION_FEATURES_COUNT;
	float *x = soc_calloc(count * width, sizeof *x), *y = soc_calloc(count, sizeof *y);
	DMatrixHandle data = NULL;
	struct library xgb = { 0 };
	enum soc_err err = library_open(&xgb, msg);
	if (err == SOC_OK && (x == NULL || y == NULL))
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory to train on %zu people", count);
	for (size_t i = 0; err == SOC_OK && i < count; i++) {
		for (size_t f = 0; f < width; f++)
			x[i * width + f] = cases[i].feature[f];
		y[i] = cases[i].recorded;
	}
	if (err == SOC_OK && (xgb.XGDMatrixCreateFromMat(x, count, width, -1.0f, &data) != 0 ||
	                      xgb.XGDMatrixSetFloatInfo(data, "label", y, count) != 0))
		err = refuse(&xgb, msg);
	if (err == SOC_OK)
		err = boost(&xgb, data, p, msg);
	if (data != NULL)
		(void)xgb.XGDMatrixFree(data);
	soc_free(x);
	soc_free(y);
	return err;
}
#else
enum soc_err soc_fit_trees(struct soc_predictor *p, const struct soc_prediction_case *cases, size_t count,
                           struct soc_msg *msg)
{
	(void)p;
	(void)cases;
	(void)count;
	return soc_fail(msg, SOC_ERR_SCENARIO,
	                "prediction.trees: true: this socred was built without XGBoost; set it to false");
}
#endif
