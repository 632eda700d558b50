/* What tests say of stays (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "output: {stays: true}\n", 3, 10, "output.stays",
	  "true: there is nothing to stay in; a scenario with grades: or lists: has" },
	{ .text = NULL },
};

/* Eight months are too few for a cohort: tests/store/test_stays.c has a run of seven years. */
static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, stays_begun_in_grade_persons, 4);
}

const struct module_test module_test_stays = {
	.stopped = "output.stays=false",
	.combine = {
		.name = "stays",
		.fixed = { "output.stays=true" },
		.off = { "output.stays=false" },
		.counts = { "stays_begun_on_list.persons", "stays_begun_in_grade.persons",
		            "stays_ended_in_grade.rises" },
		.shows = { "stays_" },
	},
	.doubted = doubted,
	.settings = { "output.stays=true" },
	.off = { "output.stays=false" },
	.count = count,
	.summaries = {
		{ "stays_list_1", "-" },
		{ "stays_list_3", "" },
		{ "stays_list_5", "" },
		{ "stays_grade_1", "-" },
		{ "stays_grade_3", "" },
		{ "stays_grade_5", "" },
	},
};
