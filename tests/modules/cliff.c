/* What tests say of cliff (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "grades: {D: 0, C: 900}\n"
	       "output: {cliff: C}\n",
	  3, 10, "output.cliff", "C: there are no grades" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	soc_count_module(t, SOC_MOD_cliff_by_step_persons, 7, 10);
	soc_count_module(t, SOC_MOD_cliff_by_step_sanctioned, 7, 9);
	soc_count_module(t, SOC_MOD_cliff_by_step_persons, 8, 20);
	soc_count_module(t, SOC_MOD_cliff_by_step_sanctioned, 8, 1);
}

const struct module_test module_test_cliff = {
	.stopped = "output.cliff=none",
	.combine = {
		.name = "cliff",
		.fixed = { "output.cliff=C", "output.cliff_points=10" },
		.off = { "output.cliff=none" },
		.counts = { "cliff_by_step.persons" },
		.shows = { "cliff_by_step." },
	},
	.refused = refused,
	.settings = { "output.cliff=A" },
	.off = { "output.cliff=none" },
	.count = count,
	.summaries = {
		{ "cliff_below", "90  fewer than 100 cases" },
		{ "cliff_above", "5  fewer than 100 cases" },
	},
};
