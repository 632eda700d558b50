/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

static struct soc_affected ratings_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	FOR_EACH(i, components)
	t.families |= (uint32_t)(s->components[i].kind == SOC_FAMILY_RATING) << i;
	t.on = t.families != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/ratings/counters.def"
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
};
