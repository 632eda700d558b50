/* What tests say of ratings (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD "components: {f: {rater_bias: 9}}\n", 2, 18, "components.f.rater_bias",
	  "is for components of kind rating" },
	{ HEAD "components: {f: {rater_impression: 9}}\n", 2, 18, "components.f.rater_impression",
	  "is for components of kind rating" },
	{ HEAD "components: {f: {favouritism: 9}}\n", 2, 18, "components.f.favouritism",
	  "is for components of kind rating" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	/* Component 1, ten people a month. Variance times people: squares less sum² / 10. */
	soc_count_module(t, SOC_MOD_ratings_by_client_persons, 2, 8);
	soc_count_module(t, SOC_MOD_ratings_by_client_persons, 3, 2);
	soc_count_module(t, SOC_MOD_ratings_by_part_points, 6 + 2, 10); /* leniency: 30 - 10 = 20 */
	soc_count_module(t, SOC_MOD_ratings_by_part_squares, 6 + 2, 30);
	soc_count_module(t, SOC_MOD_ratings_by_part_squares, 6 + 3, 15); /* impression: 15 */
	soc_count_module(t, SOC_MOD_ratings_by_part_squares, 6 + 4, 5);  /* favouritism: 5 */
	soc_count_module(t, SOC_MOD_ratings_by_part_points, 6 + 5, 100); /* the rating: 1100 - 1000 = 100 */
	soc_count_module(t, SOC_MOD_ratings_by_part_squares, 6 + 5, 1100);
	soc_count_module(t, SOC_MOD_ratings_by_client_top, 2, 3);
	soc_count_module(t, SOC_MOD_ratings_by_client_top, 3, 1);
}

const struct module_test module_test_ratings = {
	.stopped = "components.appraisal.kind=records adaptive_weight.component=none",
	.combine = {
		.name = "ratings",
		.entries = { "components",
		             "  merit: {kind: rating, weight: 0.5, rating_months: 0, raters: 3, rated_classes: "
		             "[citizen, official], "
		             "rater_bias: 20, rater_impression: 15, examination: 20, favoured_share: 0.3, "
		             "favouritism: "
		             "40}\n" },
		.turns = { { "components.merit.rating_months", "3", "0" } },
		.counts = { "ratings_by_client.persons", "ratings_by_part.squares" },
		.moves = "grade_rises",
	},
	.doubted = doubted,
	.entries = { "components", "  office: {kind: rating}\n" },
	.off = { "components.office.kind=records" },
	.affected = { .components = 2 },
	.count = count,
	.summaries = {
		{ "ratings_rater", "40  fewer than 100 cases" }, /* 20 + 15 + 5 of 100; 80 people rated */
		{ "ratings_clients", "25  fewer than 100 cases" },
	},
};
