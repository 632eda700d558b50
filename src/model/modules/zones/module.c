/* What the module is called, what it asks, when a scenario has it, what it needs and its rules. */
#include "input/module.h"

#include "base/draw.h"
#include "base/poisson.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"
#include "model/modules/zones/mobility.h"

#define DAYS (365.25 / 12.0) /* of a month */

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(marker_is_carried)
{
	return s->society.marker_share > 0.0;
}

SOC_NEEDS_IF(somebody_is_zoned)
{
	return soc_needs_ever(s, "zones", -1, "share", -1);
}

#define NOBODY "nobody is zoned; it takes zones.share above 0, for the run or by the timeline"

static const struct soc_need zones_needs[] = {
	{ "zones", "share", 0, SOC_NEEDS_REFUSED, marker_is_carried,
	  "zones are for people with the group marker, and nobody has it; set society.marker_share above 0" },
	{ "zones", "given_up", 0, SOC_NEEDS_NO_EFFECT, somebody_is_zoned, NOBODY },
	{ "zones", "false_alert", 0, SOC_NEEDS_NO_EFFECT, somebody_is_zoned, NOBODY },
	{ "zones", "questioned", 0, SOC_NEEDS_NO_EFFECT, somebody_is_zoned, NOBODY },
	{ 0 },
};

static struct soc_affected zones_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->zones.share > 0 };
}

/* A mean in equal parts of at most what can be drawn at once. Returns the parts, 0 for none. */
static uint8_t divide(double mean, uint64_t *part)
{
	const unsigned parts = (unsigned)(mean / 16.0) + 1;
	*part = (uint64_t)(mean / parts * 4294967296.0 + 0.5);
	return *part > 0 ? (uint8_t)parts : 0;
}

static enum soc_err zones_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	const struct soc_zones *z = &s->zones;
	const struct soc_mobility_law law = { z->offset_km, z->exponent, z->cutoff_km };
	const double trips = z->trips_per_day * DAYS;
	const double outside =
		trips * (1.0 - soc_mobility_visits((int)z->places_allowed, (int)z->places_visited));
	struct soc_zones_rules *r = &rules->zones;
	r->share = soc_threshold(z->share);
	if (r->share == 0)
		return SOC_OK;
	const double leaving = outside * soc_mobility_exceeds(&law, z->radius_km);
	r->outside_parts = divide(leaving, &r->outside);
	r->inside_parts = divide((trips - leaving) * z->false_alert, &r->inside);
	r->given_up = soc_threshold(z->given_up);
	r->unnoticed = soc_threshold(z->given_up + (1.0 - z->given_up) * (1.0 - z->noticed));
	r->stopped = soc_threshold(z->stopped);
	r->questioned = soc_threshold(z->questioned);
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/zones/counters.def"
};

#define A_DAY (1000.0 / DAYS) /* of 1,000 people, from sums over months */

static const struct soc_summary summaries[] = {
	{ .name = "zones_alerts",
	  .label = "alerts a day, per 1,000 zoned people",
	  .per = A_DAY,
	  .part = { SOC_RUN_SUM(zones_by_stratum, "alerts") },
	  .whole = { SOC_RUN_SUM(zones_by_stratum, "persons") } },
	{ .name = "zones_stops",
	  .label = "stops a day, per 1,000 zoned people",
	  .per = A_DAY,
	  .part = { SOC_RUN_SUM(zones_by_stratum, "stops") },
	  .whole = { SOC_RUN_SUM(zones_by_stratum, "persons") } },
	{ .name = "zones_questionings",
	  .label = "relatives questioned a day, per 1,000 zoned people",
	  .per = A_DAY,
	  .part = { SOC_RUN_SUM(zones_by_stratum, "questionings") },
	  .whole = { SOC_RUN_SUM(zones_by_stratum, "persons") } },
	{ .name = "zones_given_up",
	  .label = "trips not made a day, per 1,000 zoned people",
	  .per = A_DAY,
	  .part = { SOC_RUN_SUM(zones_by_stratum, "given_up") },
	  .whole = { SOC_RUN_SUM(zones_by_stratum, "persons") } },
	{ .name = "zones_stopped",
	  .label = "stopped in a month, once or more, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(zones_by_stratum, "stopped") },
	  .whole = { SOC_RUN_SUM(zones_by_stratum, "persons") } },
	{ .name = "zones_no_violation",
	  .label = "stops of people who never did a violation, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(zones_by_conduct, "stops", .where = "offended=0") },
	  .whole = { SOC_RUN_SUM(zones_by_conduct, "stops") } },
	{ .name = "zones_conduct_ratio",
	  .label = "ratio of stop rates, offenders to all others",
	  .per = 1,
	  .part = { SOC_RUN_SUM(zones_by_conduct, "stops", .where = "offended=1") },
	  .whole = { SOC_RUN_SUM(zones_by_conduct, "persons", .where = "offended=1") },
	  .over_part = SOC_RUN_SUM(zones_by_conduct, "stops", .where = "offended=0"),
	  .over_whole = SOC_RUN_SUM(zones_by_conduct, "persons", .where = "offended=0") },
};

const struct soc_module soc_module_zones = {
	.name = "zones",
	.title = "Zones",
	.question = "How often are people stopped for leaving a zone, and how many of them have done anything?",
	.sections = "zones",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = zones_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = zones_needs,
	.compile = zones_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
