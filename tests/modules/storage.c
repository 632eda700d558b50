/* What tests say of storage (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define NOTHING "what is kept is not reckoned; set storage.copies above 0"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "storage: {person_bytes: 1}\n", 3, 11, "storage.person_bytes", "1: " NOTHING },
	{ HEAD CHANNEL "storage: {face_bytes: 1}\n", 3, 11, "storage.face_bytes", "1: " NOTHING },
	{ HEAD CHANNEL "storage: {record_bytes: 1}\n", 3, 11, "storage.record_bytes", "1: " NOTHING },
	{ HEAD CHANNEL "storage: {cameras_per_1000: 1}\n", 3, 11, "storage.cameras_per_1000", "1: " NOTHING },
	{ HEAD CHANNEL "storage: {camera_mbit_per_s: 1}\n", 3, 11, "storage.camera_mbit_per_s", "1: " NOTHING },
	{ HEAD CHANNEL "storage: {video_days: 1}\n", 3, 11, "storage.video_days", "1: " NOTHING },
	{ HEAD CHANNEL "storage: {usd_per_tb_year: 1}\n", 3, 11, "storage.usd_per_tb_year", "1: " NOTHING },
	{ .text = NULL },
};

/* 1,000 people of 2 x 30,000 bytes, eight times 250 records of 2 x 1,000: 64,000 bytes a head, 90.2 TB of
 * 1,409,778,724 people; of a year 1.5 times the records, 6,000 bytes a head. 319 cameras (tests/modules/
 * cameras.c) of 500,000 x 86,400 x 30 x 2 bytes: 826.8 GB a head. A terabyte costs 50 USD. */
const struct module_test module_test_storage = {
	.stopped = "storage.copies=0",
	.combine = {
		.name = "storage",
		.off = { "storage.copies=0" },
		.fixed = { "storage.copies=3" },
	},
	.doubted = doubted,
	.settings = { "storage.copies=2" },
	.off = { "storage.copies=0" },
	.summaries = {
		{ "storage_text", "90.2" },
		{ "storage_growth", "8.46" },
		{ "storage_video", "1,170" },
		{ "storage_text_over_base", "1" },
		{ "storage_video_over_full", "97.1" },
		{ "storage_text_cost", "4.51" },
		{ "storage_cost", "58.3" },
	},
};
