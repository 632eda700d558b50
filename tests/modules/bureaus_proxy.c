/* What tests say of bureaus proxy (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD BUREAU "credit: {proxy_group: 0.1}\n", 5, 10, "credit.proxy_group",
	  "no bureau scores by the proxy" },
	{ HEAD BUREAU "credit: {proxy_income: 0.1}\n", 5, 10, "credit.proxy_income",
	  "no bureau scores by the proxy" },
	{ HEAD BUREAU "  b: {kind: merged, merges: s, proxy_weight: 0.1}\n", 5, 32, "bureaus.b.proxy_weight",
	  "0.1: a merged bureau has no files of its own" },
	{ .text = NULL },
};

const struct module_test module_test_bureaus_proxy = {
	.stopped = "bureaus.tencent.proxy_weight=0",
	.combine = {
		.name = "bureaus_proxy",
		.needs = "bureaus",
		.fixed = { "credit.proxy_group=0.2" },
		.turns = { { "bureaus.telephone.proxy_weight", "0.4", "0" } },
		.moves = "bureaus_by_bureau.score_sum",
	},
	.doubted = doubted,
	.settings = { "bureaus.right.proxy_weight=0.1" },
	.off = { "bureaus.right.proxy_weight=0" },
	.summaries = {
		{ "bureaus_proxy_refused", "1.9  fewer than 100 cases" }, /* 40 of 400 over 60 of 1,120 */
		{ "bureaus_proxy_alone", "20  fewer than 100 cases" },
	},
};
