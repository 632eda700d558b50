/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "base/num.h"
#include "base/poisson.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/residence/check.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(is_no_event)
{
	return s->events[entry].residence == SOC_RESIDENCE_NONE;
}

SOC_NEEDS_IF(somebody_moves)
{
	for (int k = 0; k < s->events_count; k++)
		if (s->events[k].effect == SOC_EFFECT_MOVE && SOC_NEEDS_EVER("events", k, "rate_per_year"))
			return 1;
	return 0;
}

SOC_NEEDS_IF(residence_is_reported)
{
	for (int c = 0; c < s->channels_count; c++)
		for (int k = 0; k < s->events_count; k++)
			if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS &&
			    s->events[k].residence == SOC_RESIDENCE_UNREGISTERED &&
			    soc_needs_ever(s, "channels", c, "detects", k))
				return 1;
	return 0;
}

SOC_NEEDS_IF(registration_is_paid)
{
	for (int k = 0; k < s->events_count; k++)
		if (s->events[k].residence == SOC_RESIDENCE_REGISTRATION && SOC_NEEDS_EVER("events", k, "points"))
			return 1;
	return 0;
}

#define REPORTED                                                                                            \
	"no channel of kind neighbours detects a class with residence: unregistered: where people live is not " \
	"reported"

static const struct soc_need residence_needs[] = {
	{ "events", "rate_per_year", 0, SOC_NEEDS_REFUSED, is_no_event,
	  "a class with residence: has no rate of its own; set rate_per_year to 0" },
	{ "events", "residence", 0, SOC_NEEDS_NO_EFFECT, somebody_moves,
	  "nobody moves, so everybody lives where they are registered; some event needs effect: move" },
	{ "conduct", "suspected_per_1000_years", 0, SOC_NEEDS_NO_EFFECT, residence_is_reported, REPORTED },
	{ "conduct", "denounced_per_1000_years", 0, SOC_NEEDS_NO_EFFECT, residence_is_reported, REPORTED },
	{ "conduct", "report_response", 0, SOC_NEEDS_NO_EFFECT, residence_is_reported, REPORTED },
	{ "conduct", "registration_response", 0, SOC_NEEDS_NO_EFFECT, registration_is_paid,
	  "no class with residence: registration earns points" },
	{ 0 },
};

/* Classes of events that stand for something about where one lives, and what sees them. */
void soc_module_affects_residence(const struct soc_scenario *s, enum soc_event_residence which,
                                  struct soc_affected *out)
{
	SOC_FOR_ENTRIES(e, s->events) {
		if (s->events[e].residence != (int32_t)which)
			continue;
		out->events |= 1u << e;
		SOC_FOR_ENTRIES(i, s->channels)
			out->channels |= (uint32_t)(s->channels[i].detects[e] > 0) << i;
	}
}

static struct soc_affected residence_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	soc_module_affects_residence(s, SOC_RESIDENCE_UNREGISTERED, &t);
	t.on = t.events != 0;
	soc_module_affects_residence(s, SOC_RESIDENCE_REGISTRATION, &t);
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/residence/counters.def"
};

static void find_classes(struct soc_rules *r, const struct soc_scenario *s)
{
	r->residence.unregistered = r->residence.registration = r->residence.reporting = -1;
	for (int k = 0; k < s->events_count; k++) {
		if (s->events[k].residence == SOC_RESIDENCE_UNREGISTERED)
			r->residence.unregistered = (int8_t)k;
		if (s->events[k].residence == SOC_RESIDENCE_REGISTRATION)
			r->residence.registration = (int8_t)k;
	}
	for (int c = s->channels_count - 1; c >= 0 && r->residence.unregistered >= 0 && s->contacts.enabled; c--)
		if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS && r->records.channel[c].enabled &&
		    s->channels[c].detects[(int)r->residence.unregistered] > 0.0)
			r->residence.reporting = (int8_t)c;
}

/* value: of the key; factor: what the reward makes of it. */
static enum soc_err compile_supply(const char *key, double value, double factor, uint32_t *steps,
                                   struct soc_msg *msg)
{
	const double mean = value * factor / 12000.0 * SOC_FULL_COMMUNITY;
	if (soc_poisson_thresholds(mean, steps, SOC_FABRICATED_MOST) > SOC_FABRICATED_CUT) {
		const double most = soc_poisson_most(SOC_FABRICATED_MOST, SOC_FABRICATED_CUT);
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "conduct.%s: %.5g a month in a community of %d with the reward; allowed: up to %.5g, "
		                "which is a %s of %.4g",
		                key, mean, SOC_FULL_COMMUNITY, most, key, soc_num_below(value * most / mean));
	}
	return SOC_OK;
}

static enum soc_err residence_compile(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	const struct soc_conduct *c = &s->conduct;
	find_classes(r, s);
	if (r->residence.registration >= 0 && r->events.event[(int)r->residence.registration].channels != 0) {
		const double points = s->events[(int)r->residence.registration].points;
		r->people.register_move = soc_threshold(
			c->register_move_per_month * (1.0 + c->registration_response * (points > 0.0 ? points : 0.0)));
	}
	if (r->residence.reporting < 0)
		return SOC_OK;
	const struct soc_channel *channel = &s->channels[(int)r->residence.reporting];
	const double supply = 1.0 + c->report_response * channel->reward_points;
	const double one = channel->detects[(int)r->residence.unregistered] * supply;
	double nobody = 1.0;
	for (int n = 0; n <= SOC_KNOWERS; n++) {
		r->residence.told[n] = soc_threshold(1.0 - nobody);
		nobody *= one < 1.0 ? 1.0 - one : 0.0;
	}
	enum soc_err err = compile_supply("suspected_per_1000_years", c->suspected_per_1000_years, supply,
	                                  r->residence.suspected, msg);
	if (err == SOC_OK)
		err = compile_supply("denounced_per_1000_years", c->denounced_per_1000_years,
		                     (1.0 + channel->malice_response * channel->reward_points),
		                     r->residence.denounced, msg);
	return err;
}

static const struct soc_summary summaries[] = {
	{ .name = "residence_false",
	  .label = "false neighbours' reports of residence, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(residence_by_reason, "records", .where = "reason!=register wrong=1") },
	  .whole = { SOC_RUN_SUM(residence_by_reason, "records", .where = "reason!=register") } },
	{ .name = "residence_unregistered",
	  .label = "unregistered residents at the end, per 1,000 people",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_END_SUM(by_cell, "unregistered") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
};

const struct soc_module soc_module_residence = {
	.name = "residence",
	.title = "Unregistered residence",
	.question = "Who is found to live where they are not registered, and who is reported wrongly?",
	.sections = "",
	.stage = SOC_STAGE_WATCHED,
	.affects = residence_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = residence_needs,
	.check = soc_residence_check,
	.compile = residence_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
