/* What the module is called, what it asks, when a scenario has it, what it needs and its rules. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

static struct soc_affected cameras_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->cameras.per_1000_urban > 0 || s->cameras.per_1000_rural > 0 };
	SOC_FOR_ENTRIES(i, s->channels)
		t.channels |= (uint32_t)(t.on && s->channels[i].camera_reach > 0) << i;
	return t;
}

SOC_NEEDS_IF(there_are_cameras)
{
	return soc_needs_ever(s, "cameras", -1, "per_1000_urban", -1) ||
	       soc_needs_ever(s, "cameras", -1, "per_1000_rural", -1);
}

SOC_NEEDS_IF(it_is_of_cameras)
{
	return s->channels[entry].kind == SOC_CHANNEL_CAMERA;
}

#define NONE                                                                                              \
	"there are no cameras; it takes cameras.per_1000_urban or per_1000_rural above 0, for the run or by " \
	"the timeline"

static const struct soc_need cameras_needs[] = {
	{ "channels", "camera_reach", 0, SOC_NEEDS_REFUSED, it_is_of_cameras,
	  "only a channel of kind camera has cameras; leave it out, or set kind to camera" },
	{ "channels", "camera_reach", 0, SOC_NEEDS_NO_EFFECT, there_are_cameras, NONE },
	{ "recognition", "passes_per_camera", 0, SOC_NEEDS_NO_EFFECT, there_are_cameras, NONE },
	{ 0 },
};

static enum soc_err cameras_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                    __attribute__((unused)) struct soc_msg *msg)
{
	rules->cameras.per_1000[0] = (uint32_t)(s->cameras.per_1000_rural * 256.0 + 0.5);
	rules->cameras.per_1000[1] = (uint32_t)(s->cameras.per_1000_urban * 256.0 + 0.5);
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/cameras/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "cameras_per_1000",
	  .label = "cameras at the end, per 1,000 people there",
	  .per = 1,
	  .part = { SOC_END_SUM(cameras_by_stratum, "cameras") },
	  .whole = { SOC_END_SUM(cameras_by_stratum, "persons") } },
	{ .name = "cameras_records",
	  .label = "true records of the last year, per 1,000 people",
	  .per = 12000,
	  .part = { SOC_LAST_YEAR_SUM(cameras_records, "records_true") },
	  .whole = { SOC_LAST_YEAR_SUM(cameras_by_stratum, "persons") },
	  .cases = SOC_LAST_YEAR_SUM(cameras_records, "records_true") },
	{ .name = "cameras_yield",
	  .label = "true records of the last year, per 1,000 cameras",
	  .per = 12e6,
	  .part = { SOC_LAST_YEAR_SUM(cameras_records, "records_true") },
	  .whole = { SOC_LAST_YEAR_SUM(cameras_by_stratum, "cameras") },
	  .cases = SOC_LAST_YEAR_SUM(cameras_records, "records_true") },
	{ .name = "cameras_growth",
	  .label = "true camera records, ratio to three years before",
	  .per = 1,
	  .part = { SOC_LAST_YEAR_SUM(cameras_records, "records_true") },
	  .whole = { SOC_THREE_YEARS_BEFORE_SUM(cameras_records, "records_true") },
	  .cases = SOC_THREE_YEARS_BEFORE_SUM(cameras_records, "records_true") },
	{ .name = "cameras_growth_wrong",
	  .label = "wrong camera records, ratio to three years before",
	  .per = 1,
	  .part = { SOC_LAST_YEAR_SUM(cameras_records, "records_wrong") },
	  .whole = { SOC_THREE_YEARS_BEFORE_SUM(cameras_records, "records_wrong") },
	  .cases = SOC_THREE_YEARS_BEFORE_SUM(cameras_records, "records_wrong") },
};

const struct soc_module soc_module_cameras = {
	.name = "cameras",
	.title = "Cameras",
	.question = "How many cameras are there, and how many people do they have in view?",
	.sections = "cameras",
	.stage = SOC_STAGE_WATCHED,
	.affects = cameras_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = cameras_needs,
	.compile = cameras_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
