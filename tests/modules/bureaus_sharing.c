/* What tests say of bureaus sharing (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD LIST THEFT BUREAU "  b: {kind: merged, merges: s, data_sharing_lists: l}\n", 7, 32,
	  "bureaus.b.data_sharing_lists", "a merged bureau has no files of its own" },
	{ HEAD BUREAU "  b: {kind: scorer, weights: {f: 1}, data_sharing: 0.5}\n", 5, 38,
	  "bureaus.b.data_sharing", "no list is shared with the bureau" },
	{ HEAD BUREAU "  b: {kind: scorer, weights: {f: 1}, data_sharing_points: 5}\n", 5, 38,
	  "bureaus.b.data_sharing_points", "no list is shared with the bureau" },
	{ HEAD LIST THEFT BUREAU
	  "  b: {kind: scorer, weights: {f: 1}, data_sharing_lists: l, data_sharing: 0.5}\n",
	  7, 38, "bureaus.b.data_sharing_lists", "shared entries cost no points" },
	{ .text = NULL },
};

const struct module_test module_test_bureaus_sharing = {
	.stopped = "bureaus.chengxin.data_sharing=0",
	.combine = {
		.name = "bureaus_sharing",
		.needs = "bureaus",
		.turns = { { "bureaus.platform.data_sharing", "0.7", "0" } },
		.moves = "bureaus_by_bureau.score_sum",
	},
	.doubted = doubted,
	.settings = { "bureaus.left.data_sharing_lists=[debtors]",
	             "bureaus.left.data_sharing=0.5",
	             "bureaus.left.data_sharing_points=10" },
	.off = { "bureaus.left.data_sharing=0" },
	.affected = { .lists = 2 },
	.summaries = {
		{ "bureaus_sharing_refused", "10  fewer than 100 cases" }, /* 10 of 100 */
		{ "bureaus_sharing_wrong", "20  fewer than 100 cases" },
	},
	.branches = { { "crossed", 10, 2 } },
};
