/* What tests say of wrong files (module_test.h). */
#include "module_test.h"

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, wrong_files_by_month_with_points, 30 * times);
	MODULE_TEST_COUNTS(t, wrong_files_by_month_other_grade, 4 * times);
}

const struct module_test module_test_wrong_files = {
	.stopped = "output.wrong_files=false",
	.combine = {
		.name = "wrong_files",
		.fixed = { "output.wrong_files=true" },
		.off = { "output.wrong_files=false" },
		.counts = { "wrong_files_by_month.with_points" },
		.shows = { "wrong_files_by_month." },
	},
	.settings = { "output.wrong_files=true" },
	.off = { "output.wrong_files=false" },
	.count = count,
	.summaries = {
		{ "wrong_files_points", "30  fewer than 100 cases" },
		{ "wrong_files_grade", "4  fewer than 100 cases" },
	},
};
