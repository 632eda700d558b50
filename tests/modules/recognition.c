/* What tests say of recognition (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define NOBODY                                                                                  \
	"nobody passes a camera that compares; it takes recognition.passes_urban, passes_rural or " \
	"passes_per_camera above 0, for the run or by the timeline"
#define NO_LIST "the watch list is taken from the black lists, and there is none"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "recognition: {passes_urban: 2}\n", 3, 15, "recognition.passes_urban", "2: " NO_LIST },
	{ HEAD CHANNEL "recognition: {passes_rural: 2}\n", 3, 15, "recognition.passes_rural", "2: " NO_LIST },
	{ HEAD CHANNEL "recognition: {minority_ratio: 5}\n", 3, 15, "recognition.minority_ratio", "5: " NOBODY },
	{ HEAD CHANNEL "recognition: {women_ratio: 3}\n", 3, 15, "recognition.women_ratio", "3: " NOBODY },
	{ HEAD CHANNEL "recognition: {faces_per_second: 0.2}\n", 3, 15, "recognition.faces_per_second",
	  "0.2: " NOBODY },
	{ .text = NULL },
};

/* A month of 487 people is one of 487 x 365.25 / 12 = 14,823 person-days. */
static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, recognition_by_stratum_persons, 87, 400);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_right_alerts, 10, 90);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_wrong_alerts, 60, 240);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_rejected_right, 5, 15);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_rejected_wrong, 30, 50);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_late, 30, 60);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_stops, 30, 120);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_wrong_stops, 20, 70);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_wrongly_listed_stops, 2, 28);
	MODULE_TEST_COUNTS(t, recognition_by_stratum_waited, 400000, 1200000);
	/* (majority men, women, minority men, women) */
	MODULE_TEST_COUNTS(t, recognition_by_group_persons, 200, 200, 40, 47);
	MODULE_TEST_COUNTS(t, recognition_by_group_wrong_alerts, 50, 100, 60, 90);
	MODULE_TEST_COUNTS(t, recognition_by_conduct_stops, 120, 30);
}

const struct module_test module_test_recognition = {
	.stopped = "recognition.passes_urban=0 recognition.passes_rural=0",
	.combine = {
		.name = "recognition",
		.fixed = { "recognition.gallery=2000", "recognition.false_match=0.0001", "recognition.pictured=0.8",
		           "recognition.minority_ratio=3", "recognition.women_ratio=2",
		           "recognition.wrong_spread=1.5", "recognition.right_spread=0.5",
		           "recognition.rejected_wrong=0.4" },
		.turns = { { "recognition.passes_urban", "3", "0" }, { "recognition.passes_rural", "2", "0" },
		           { "recognition.threshold", "0.59", "0.6" }, { "recognition.stopped", "0.7", "1" },
		           { "recognition.faces_per_second", "0.25", "0" },
		           { "recognition.reach_seconds", "9", "86400" } },
		.counts = { "recognition_by_stratum.faces", "recognition_by_stratum.wrong_alerts",
		            "recognition_by_stratum.right_alerts", "recognition_by_stratum.rejected_wrong",
		            "recognition_by_stratum.late", "recognition_by_stratum.stops" },
		.shows = { "recognition_by_" },
	},
	.doubted = doubted,
	.settings = { "recognition.passes_urban=2" },
	.off = { "recognition.passes_urban=0" },
	.count = count,
	.summaries = {
		{ "recognition_alerts", "27,000" },
		{ "recognition_right", "6,750" },
		{ "recognition_wrong", "75" },
		{ "recognition_wrong_stops", "6,070" },
		{ "recognition_wrongly_listed", "20" },
		{ "recognition_no_violation", "80" },
		{ "recognition_group_ratio", "4.6" },
		{ "recognition_women_ratio", "1.68" },
		{ "recognition_seconds", "4" },
		{ "recognition_late", "30" },
	},
};
