/* What tests say of attention (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "channels: {c: {kind: camera, spurious_per_1000_years: 0}, d: {kind: official, join_channel: c, "
	       "spurious_per_1000_years: 0, follows_attention: true}}\n",
	  2, 124, "channels.d.follows_attention",
	  "true: a joined database takes over records and watches nobody; set it for the channel that it takes "
	  "from" },
	{ .text = NULL },
};

#define NONE ": no channel follows attention; set follows_attention of one"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "attention: {kept: 0.5}\n", 3, 13, "attention.kept", "0.5" NONE },
	{ HEAD CHANNEL "attention: {discovered: 0.5}\n", 3, 13, "attention.discovered", "0.5" NONE },
	{ HEAD CHANNEL "attention: {corrected: true}\n", 3, 13, "attention.corrected", "true" NONE },
	{ HEAD CHANNEL "attention: {initial_records: 3}\n", 3, 13, "attention.initial_records", "3" NONE },
	{ HEAD CHANNEL "attention: {lowest: 0.5}\n", 3, 13, "attention.lowest", "0.5" NONE },
	{ HEAD CHANNEL "attention: {highest: 5}\n", 3, 13, "attention.highest", "5" NONE },
	{ .text = NULL },
};

/* Of tenths the first and the last; of sides the others and those watched more; of changes none and some. */
static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, attention_by_tenth_persons, 400 * times, 0, 0, 0, 0, 0, 0, 0, 0, 600 * times);
	MODULE_TEST_COUNTS(t, attention_by_tenth_watched, 200 * times, 0, 0, 0, 0, 0, 0, 0, 0, 800 * times);
	MODULE_TEST_COUNTS(t, attention_by_tenth_violations, 100, 0, 0, 0, 0, 0, 0, 0, 0, 50);
	MODULE_TEST_COUNTS(t, attention_by_tenth_discovered, 20, 0, 0, 0, 0, 0, 0, 0, 0, 40);
	MODULE_TEST_COUNTS(t, attention_by_side_persons, 400 * times, 600 * times);
	MODULE_TEST_COUNTS(t, attention_by_side_squares, 16384000 * times, 16384000 * times);
	MODULE_TEST_COUNTS(t, attention_by_side_listed, 10 * times, 30 * times);
	MODULE_TEST_COUNTS(t, attention_by_change_persons, 800 * times, 200 * times);
	MODULE_TEST_COUNTS(t, attention_by_change_watched, 600 * times, 300 * times);
	MODULE_TEST_COUNTS(t, attention_by_change_listed, 20 * times, 60 * times);
}

const struct module_test module_test_attention = {
	.stopped = "channels.official.follows_attention=false channels.camera.follows_attention=false "
	           "channels.committee.follows_attention=false",
	.combine = {
		.name = "attention",
		.fixed = { "channels.street.follows_attention=true", "attention.kept=0.5", "attention.discovered=0.8",
		           "attention.corrected=true", "attention.initial_records=10", "attention.lowest=0.3",
		           "attention.highest=1.9" },
		.off = { "channels.street.follows_attention=false" },
		.counts = { "attention_by_tenth.watched", "attention_by_side.squares",
		            "attention_by_side.discovered" },
		.moves = "records_true",
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "channels.court.follows_attention=true", "attention.kept=0.5" },
	.off = { "channels.court.follows_attention=false" },
	.affected = { .channels = 1 },
	.count = count,
	.summaries = {
		{ "attention_variance", "0.5" }, /* 2 x 16,384,000 / 65,536 over 1,000 */
		{ "attention_most", "80" },
		{ "attention_yield", "4" }, /* 40 of 50 against 20 of 100 */
		{ "attention_overwatched", "75  fewer than 100 cases" },
		{ "attention_where_changed", "2" }, /* 300 of 200 over 600 of 800 */
		{ "attention_listed_where_changed", "12  fewer than 100 cases" }, /* 60 of 200 over 20 of 800 */
	},
};
