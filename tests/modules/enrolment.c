/* What tests say of enrolment (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "enrolment: {required: true}\n", 2, 13, "enrolment.required",
	  "true: there are no grades; a scenario with a score has grades: and components:" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD GRADES "enrolment: {share: 0.5}\n", 4, 13, "enrolment.share",
	  "0.5: nobody has to enrol; set enrolment.required to true" },
	{ HEAD GRADES "enrolment: {required: true}\n", 4, 13, "enrolment.required",
	  "enrolment binds measures by grade, and there is none; name grades in measures.*.grades" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, enrolment_by_grade_persons, 2 * times, 98 * times);
}

const struct module_test module_test_enrolment = {
	.stopped = "enrolment.required=false",
	.combine = {
		.name = "enrolment",
		.turns = { { "enrolment.required", "true", "false" },
		           { "enrolment.share", "0.5", "0.2" },
		           { "enrolment.unknowing", "0.1", "0.3" } },
		.counts = { "enrolment_by_grade.persons", "enrolment_by_month.rewarded" },
		.moves = "rewarded",
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "enrolment.required=true" },
	.off = { "enrolment.required=false" },
	.affected = { .measures = 2 },
	.count = count,
	.summaries = {
		{ "enrolment_enrolled", "10" },
		{ "enrolment_lowest", "20  fewer than 100 cases" },
		{ "enrolment_lowest_all", "45  fewer than 100 cases" },
	},
};
