/* What tests say of bureaus (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "components: {f: {}}\n"
	       "bureaus: {b: {kind: merged, merges: [b]}}\n",
	  3, 29, "bureaus.b.merges",
	  "the bureaus merge in a circle, b -> b; only bureaus of kind scorer can be merged" },
	{ HEAD BUREAU "  b1: {kind: merged, merges: [s, b2]}\n"
	              "  b2: {kind: merged, merges: [b1]}\n",
	  5, 22, "bureaus.b1.merges", "in a circle, b1 -> b2 -> b1;" },
	{ HEAD BUREAU "  b1: {kind: merged, merges: [b3]}\n"
	              "  b2: {kind: merged, merges: [b1]}\n"
	              "  b3: {kind: merged, merges: [b2, s]}\n",
	  5, 22, "bureaus.b1.merges", "in a circle, b1 -> b3 -> b2 -> b1;" },
	{ HEAD BUREAU "  b1: {kind: merged, merges: [s, b2]}\n"
	              "  b2: {kind: merged, merges: [s]}\n",
	  5, 22, "bureaus.b1.merges", "b2 is merged itself; only bureaus of kind scorer can be merged" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD BUREAU "  b: {kind: merged, merges: s, mixed_file: 0.1}\n", 5, 32, "bureaus.b.mixed_file",
	  "0.1: a merged bureau has no files of its own" },
	{ HEAD BUREAU "  b: {kind: merged, merges: s, needs_loan: true}\n", 5, 32, "bureaus.b.needs_loan",
	  "true: a merged bureau has no files of its own" },
	{ HEAD NO_BUREAU "measures: {m: {kind: sanction, bureaus: s}}\n", 5, 32, "measures.m.bureaus",
	  "[s]: s is never enabled: it refuses nobody" },
	{ HEAD NO_BUREAU "  b: {kind: merged, merges: s}\n", 5, 21, "bureaus.b.merges", "s is never enabled" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = month == 5 ? 1 : 2; /* what holds at the end is the sixth month */
	if (month != 2 && month != 5)
		return;
	MODULE_TEST_COUNTS(t, bureaus_by_income_adults, 400 * times, 400 * times);
	MODULE_TEST_COUNTS(t, bureaus_unscored_adults,
	                   80 * times); /* the left one; the right one scores everybody */
	MODULE_TEST_COUNTS(t, bureaus_by_group_scored, 500 * times, 20 * times, 180 * times, 20 * times,
	                   560 * times, 40 * times, 180 * times, 20 * times);
	MODULE_TEST_COUNTS(t, bureaus_by_ground_refused, 40 * times, 0, 0, 2 * times, 8 * times, 5 * times,
	                   20 * times, 0, 25 * times);
	MODULE_TEST_COUNTS(t, bureaus_by_bureau_refused_wrongly, 10 * times, 5 * times);
	soc_count_module(t, SOC_MOD_bureaus_by_pair_both, 1, 700 * times);
	soc_count_module(t, SOC_MOD_bureaus_by_pair_contradict, 1, 35 * times);
}

const struct module_test module_test_bureaus = {
	.stopped = "bureaus.central.enabled=false bureaus.sesame.enabled=false "
	           "bureaus.tencent.enabled=false bureaus.qianhai.enabled=false "
	           "bureaus.pengyuan.enabled=false bureaus.chengxin.enabled=false "
	           "bureaus.intellicredit.enabled=false bureaus.kaola.enabled=false "
	           "bureaus.sinoway.enabled=false bureaus.baihang.enabled=false "
	           "measures.loans_by_file.enabled=false measures.air_by_file.enabled=false",
	.combine = {
		.name = "bureaus",
		.entries = { "bureaus", "  platform: {kind: scorer, coverage_rural: 0.7, weights: {civic: 1, money: "
		                        "2}, mixed_file: 0.1, "
		                        "data_sharing_lists: [defaulters, rowdy], data_sharing_points: 90, "
		                        "minimum: 350, maximum: 950, refuse_below: 720}\n"
		                        "  telephone: {kind: scorer, coverage_urban: 0.8, "
		                        "weights: {money: 1}, holds: "
		                        "0.7, refuse_below: 60}\n"
		                        "  both: {kind: merged, merges: [platform, telephone], merge_rule: any}\n" },
		.fixed = { "credit.interval_months=3", "measures.loan.bureaus=[platform, both]",
		           "measures.praise.bureaus=[telephone]" },
		.turns = { { "bureaus.platform.enabled", "true", "false" },
		           { "bureaus.telephone.enabled", "true", "false" },
		           { "bureaus.both.enabled", "true", "false" } },
		.counts = { "bureaus_by_bureau.files", "bureaus_by_ground.refused", "bureaus_merged.persons" },
		.moves = "sanctioned",
		.shows = { "bureaus_by_", "bureaus_unscored.", "bureaus_merged." },
	},
	.refused = refused,
	.doubted = doubted,
	.entries = { "bureaus",
	             "  left: {kind: scorer, weights: {deeds: 1}}\n"
	             "  right: {kind: scorer, weights: {deeds: 1}}\n",
	             "measures",
	             "  loans: {kind: sanction, bureaus: [left], demand_per_year: 1}\n" },
	.off = { "bureaus.left.enabled=false", "bureaus.right.enabled=false" },
	.takes = "bureaus_sharing bureaus_friends bureaus_proxy",
	.affected = { .measures = 4 },
	.count = count,
	.summaries = {
		{ "bureaus_unscored", "5  fewer than 100 cases" }, /* 80 of 800 adults at one of two bureaus */
		{ "bureaus_contradict", "5  fewer than 100 cases" },
		{ "bureaus_refused_wrongly", "15  fewer than 100 cases" },
	},
};
