/* What tests say of cameras (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define NONE                                                                                              \
	"there are no cameras; it takes cameras.per_1000_urban or per_1000_rural above 0, for the run or by " \
	"the timeline"

static const struct needs_case refused[] = {
	{ HEAD "channels: {c: {kind: bank, spurious_per_1000_years: 0, camera_reach: 0.1}}\n", 2, 56,
	  "channels.c.camera_reach",
	  "0.1: only a channel of kind camera has cameras; leave it out, or set kind to camera" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD "channels: {c: {kind: camera, spurious_per_1000_years: 0, camera_reach: 0.1}}\n", 2, 58,
	  "channels.c.camera_reach", "0.1: " NONE },
	{ HEAD CHANNEL LIST THEFT "recognition: {passes_per_camera: 0.01}\n", 5, 15,
	  "recognition.passes_per_camera", "0.01: " NONE },
	{ .text = NULL },
};

/* 319 cameras per 1,000 people. Records of a camera, the third channel there: 60 true ones a month, of all
 * eight 480, among 1,000 people and 15 months' worth of them (module_test_times). The run is too short for a
 * year that lies three back: tests/experiment/test_outcome.c has one. */
static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, cameras_by_stratum_persons, 200 * times, 800 * times);
	MODULE_TEST_COUNTS(t, cameras_by_stratum_cameras, 39000 * times, 280000 * times);
	t->channel[2][SOC_CHAN_records_true] += 60;
	t->channel[2][SOC_CHAN_records_misattributed] += 4;
	t->channel[2][SOC_CHAN_records_fabricated] += 1;
}

const struct module_test module_test_cameras = {
	.stopped = "cameras.per_1000_urban=0 cameras.per_1000_rural=0 channels.camera.camera_reach=0",
	.combine = {
		.name = "cameras",
		.needs = "channel",
		.turns = { { "channels.camera.camera_reach", "0.005", "0" },
		           { "cameras.per_1000_urban", "400", "0" }, { "cameras.per_1000_rural", "120", "0" } },
		.counts = { "cameras_by_stratum.persons", "cameras_by_stratum.cameras" },
		.moves = "records_true",
		.shows = { "cameras_by_" },
	},
	.refused = refused,
	.doubted = doubted,
	.entries = { "channels", "  eye: {kind: camera, spurious_per_1000_years: 0, camera_reach: 0.01}\n" },
	.settings = { "cameras.per_1000_urban=100" },
	.off = { "cameras.per_1000_urban=0", "channels.eye.camera_reach=0" },
	.affected = { .channels = 4 },
	.count = count,
	.summaries = {
		{ "cameras_per_1000", "319" },
		{ "cameras_records", "384" },
		{ "cameras_yield", "1,200" },
		{ "cameras_growth", "-" },
		{ "cameras_growth_wrong", "-" },
	},
};
