/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(is_rating)
{
	return s->components[entry].kind == SOC_COMPONENT_RATING;
}

#define RATING "is for components of kind rating"

static const struct soc_need ratings_needs[] = {
	{ "components", "rater_bias", 0, SOC_NEEDS_NO_EFFECT, is_rating, RATING },
	{ "components", "rater_impression", 0, SOC_NEEDS_NO_EFFECT, is_rating, RATING },
	{ "components", "favouritism", 0, SOC_NEEDS_NO_EFFECT, is_rating, RATING },
	{ 0 },
};

static struct soc_affected ratings_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->components)
		t.components |= (uint32_t)(s->components[i].kind == SOC_COMPONENT_RATING) << i;
	t.on = t.components != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/ratings/counters.def"
};

/* Standard deviation of the sum of four uniform numbers of 16 bits: sqrt(4 (2^32 - 1) / 12). */
#define SPREAD_DEVIATION 37837.227

static int64_t spread_scale(double points)
{
	return (int64_t)(points * SOC_POINT * 4294967296.0 / SPREAD_DEVIATION + 0.5);
}

static void compile_rating(struct soc_rating_rule *rule, const struct soc_component *f)
{
	if (f->kind != SOC_COMPONENT_RATING)
		return;
	rule->every = (uint8_t)f->rating_months;
	rule->raters = (uint8_t)f->raters;
	rule->classes = (uint8_t)f->rated_classes;
	rule->employed = (uint8_t)f->rated_employed;
	rule->exam = spread_scale(f->examination);
	rule->exam_error = spread_scale(f->examination * f->examination_error);
	rule->bias = spread_scale(f->rater_bias);
	rule->impression = spread_scale(f->rater_impression);
	rule->favouritism = (int32_t)(f->favouritism * SOC_POINT + 0.5);
	rule->clients = soc_threshold(f->favoured_share);
}

static enum soc_err ratings_compile(struct soc_rules *r, const struct soc_scenario *s,
                                    __attribute__((unused)) struct soc_msg *msg)
{
	for (int f = 0; f < s->components_count; f++)
		compile_rating(&r->regime.ratings.component[f], &s->components[f]);
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "ratings_rater",
	  .label = "variance of ratings due to the rater, %",
	  .per = 100,
	  .part = { SOC_RUN_SUM(ratings_variance, "variance", .where = "part=leniency|impression|favouritism") },
	  .whole = { SOC_RUN_SUM(ratings_variance, "variance", .where = "part=rating") },
	  .cases = SOC_RUN_SUM(ratings_by_client, "persons") },
	{ .name = "ratings_clients",
	  .label = "favoured by their rater, % of the highest grade",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(ratings_by_client, "top", .where = "client=1") },
	  .whole = { SOC_RUN_SUM(ratings_by_client, "top") } },
};

const struct soc_module soc_module_ratings = {
	.name = "ratings",
	.title = "Ratings by raters",
	.question = "How much of a rating is the person rated, and how much the rater?",
	.sections = "",
	.stage = SOC_STAGE_GRADED,
	.affects = ratings_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = ratings_needs,
	.compile = ratings_compile,
	.note = "The rater's part: leniency, impression and favouritism. With covariances the parts need not add "
			"up to 100.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
