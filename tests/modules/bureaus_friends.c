/* What tests say of bureaus friends (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD BUREAU "credit: {friends: 3}\n", 5, 10, "credit.friends",
	  "3: friendships go both ways along rings: an even number is needed" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD BUREAU "credit: {probe_points: 9}\n", 5, 10, "credit.probe_points",
	  "9: no bureau scores by friends; set bureaus.*.friends_weight above 0" },
	{ HEAD BUREAU "  b: {kind: merged, merges: s, friends_weight: 0.1}\n", 5, 32, "bureaus.b.friends_weight",
	  "0.1: a merged bureau has no files of its own" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = month == 5 ? 1 : 2; /* what holds at the end is the sixth month */
	if (month != 2 && month != 5)
		return;
	MODULE_TEST_COUNTS(t, bureaus_friends_by_distance_persons, 10, 40, 60);
	MODULE_TEST_COUNTS(t, bureaus_friends_by_distance_refused, 10 * times, 2 * times, 1 * times);
}

const struct module_test module_test_bureaus_friends = {
	.stopped = "bureaus.sesame.friends_weight=0 bureaus.kaola.friends_weight=0",
	.combine = {
		.name = "bureaus_friends",
		.needs = "bureaus",
		.fixed = { "credit.friends=4", "credit.friends_rounds=2", "credit.probe_points=120" },
		.turns = { { "bureaus.platform.friends_weight", "0.3", "0" } },
		.counts = { "bureaus_friends_by_distance.persons" },
		.moves = "bureaus_by_bureau.score_sum",
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "bureaus.right.friends_weight=0.1", "credit.probe_points=10" },
	.off = { "bureaus.right.friends_weight=0" },
	.count = count,
	.summaries = {
		{ "bureaus_friends_alone", "5  fewer than 100 cases" },
		{ "bureaus_friends_spread", "30  fewer than 100 cases" },
	},
};
