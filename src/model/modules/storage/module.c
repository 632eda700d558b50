/* What is kept of a run takes bytes and money: no phase, no count of its own. What runs count anyway, people,
 * records and cameras, is weighed by the keys. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "model/modules/summaries.h"

#include <math.h>

/* Census of 2020: whom the statistics are told for, whoever the run stands for. */
#define PEOPLE 1409778724.0
#define BASE_BYTES 90e12 /* socred systems P2: the full base, 90 TB in 2022 */
#define FULL_BYTES 12e18 /* socred systems P2: over 12 EB when full */

static struct soc_affected storage_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->storage.copies > 0 };
}

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(something_is_kept)
{
	return s->storage.copies > 0;
}

#define NOTHING "what is kept is not reckoned; set storage.copies above 0"

static const struct soc_need storage_needs[] = {
	{ "storage", "person_bytes", NAN, SOC_NEEDS_NO_EFFECT, something_is_kept, NOTHING },
	{ "storage", "face_bytes", NAN, SOC_NEEDS_NO_EFFECT, something_is_kept, NOTHING },
	{ "storage", "record_bytes", NAN, SOC_NEEDS_NO_EFFECT, something_is_kept, NOTHING },
	{ "storage", "cameras_per_1000", NAN, SOC_NEEDS_NO_EFFECT, something_is_kept, NOTHING },
	{ "storage", "camera_mbit_per_s", NAN, SOC_NEEDS_NO_EFFECT, something_is_kept, NOTHING },
	{ "storage", "video_days", NAN, SOC_NEEDS_NO_EFFECT, something_is_kept, NOTHING },
	{ "storage", "usd_per_tb_year", NAN, SOC_NEEDS_NO_EFFECT, something_is_kept, NOTHING },
	{ 0 },
};

/* ---- what one takes ---- */

static double person(const struct soc_scenario *s)
{
	return (s->storage.person_bytes + s->storage.face_bytes) * s->storage.copies;
}

static double record(const struct soc_scenario *s)
{
	return s->storage.record_bytes * s->storage.copies;
}

static double video(const struct soc_scenario *s)
{
	return s->storage.camera_mbit_per_s * 1e6 / 8.0 * 86400.0 * s->storage.video_days * s->storage.copies;
}

/* Cameras are counted in thousandths. */
static double counted_camera(const struct soc_scenario *s)
{
	return video(s) / 1000.0;
}

/* Of a person's share in the cameras that are assumed, where none are counted. */
static double assumed_cameras(const struct soc_scenario *s)
{
	const int counted = soc_needs_ever(s, "cameras", -1, "per_1000_urban", -1) ||
	                    soc_needs_ever(s, "cameras", -1, "per_1000_rural", -1);
	return counted ? 0.0 : video(s) * s->storage.cameras_per_1000 / 1000.0;
}

static double person_cost(const struct soc_scenario *s)
{
	return person(s) * s->storage.usd_per_tb_year;
}

static double record_cost(const struct soc_scenario *s)
{
	return record(s) * s->storage.usd_per_tb_year;
}

static double person_cost_with_cameras(const struct soc_scenario *s)
{
	return (person(s) + assumed_cameras(s)) * s->storage.usd_per_tb_year;
}

static double camera_cost(const struct soc_scenario *s)
{
	return counted_camera(s) * s->storage.usd_per_tb_year;
}

/* ---- what its box says ---- */

#define RECORDS "records_true records_misattributed records_fabricated"
#define A_HEAD                          \
	{                                   \
		SOC_END_SUM(by_cell, "persons") \
	}

static const struct soc_summary summaries[] = {
	{ .name = "storage_text",
	  .label = "registers, faces, records of 1.41 bn people, TB",
	  .per = PEOPLE / 1e12,
	  .part = { SOC_END_SUM(by_cell, "persons", .each = person),
	            SOC_RUN_SUM(by_cell, RECORDS, .each = record) },
	  .whole = A_HEAD },
	{ .name = "storage_growth",
	  .label = "records of 1.41 bn people, TB a year",
	  .per = 12 * PEOPLE / 1e12,
	  .part = { SOC_RUN_SUM(by_cell, RECORDS, .each = record) },
	  .whole = { SOC_RUN_SUM(by_cell, "persons") } },
	{ .name = "storage_video",
	  .label = "video of their cameras as long as it is kept, EB",
	  .per = PEOPLE / 1e18,
	  .part = { SOC_END_SUM(cameras_by_stratum, "cameras", .each = counted_camera),
	            SOC_END_SUM(by_cell, "persons", .each = assumed_cameras) },
	  .whole = A_HEAD },
	{ .name = "storage_text_over_base",
	  .label = "registers, faces, records: times the published 90 TB",
	  .per = PEOPLE / BASE_BYTES,
	  .part = { SOC_END_SUM(by_cell, "persons", .each = person),
	            SOC_RUN_SUM(by_cell, RECORDS, .each = record) },
	  .whole = A_HEAD },
	{ .name = "storage_video_over_full",
	  .label = "video: times the published 12 EB",
	  .per = PEOPLE / FULL_BYTES,
	  .part = { SOC_END_SUM(cameras_by_stratum, "cameras", .each = counted_camera),
	            SOC_END_SUM(by_cell, "persons", .each = assumed_cameras) },
	  .whole = A_HEAD },
	{ .name = "storage_text_cost",
	  .label = "registers, faces, records: thousand USD a year",
	  .per = PEOPLE / 1e15,
	  .part = { SOC_END_SUM(by_cell, "persons", .each = person_cost),
	            SOC_RUN_SUM(by_cell, RECORDS, .each = record_cost) },
	  .whole = A_HEAD },
	{ .name = "storage_cost",
	  .label = "all that is stored: billion USD a year",
	  .per = PEOPLE / 1e21,
	  .part = { SOC_END_SUM(by_cell, "persons", .each = person_cost_with_cameras),
	            SOC_RUN_SUM(by_cell, RECORDS, .each = record_cost),
	            SOC_END_SUM(cameras_by_stratum, "cameras", .each = camera_cost) },
	  .whole = A_HEAD },
};

const struct soc_module soc_module_storage = {
	.name = "storage",
	.title = "Storage",
	.question = "What must be stored, and what does keeping it cost?",
	.sections = "storage",
	.stage = SOC_STAGE_COUNTED,
	.affects = storage_affects,
	.needs = storage_needs,
	.note = "Bytes and money for the people of China (census of 2020), whoever the run stands for.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
