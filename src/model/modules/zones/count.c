#include "model/modules/zones/count.h"

#include "base/poisson.h"
#include "model/population/population.h"
#include "model/rows.h"

#define ADULT 18

/* What came of the trips of one person in a month. */
struct trips {
	unsigned outside, given_up, alerts, false_alerts, stops;
};

static int is_stopped(const struct soc_measurement *s, uint64_t id, unsigned alert)
{
	return soc_below(SOC_VARIATE(ZONE_STOPPED, s->at->seed, id, s->at->month, alert),
	                 s->rules->zones.stopped);
}

/* Each trip that would leave the zone: not made, made and not noticed, or an alert. */
static void leave(const struct soc_measurement *s, uint64_t id, struct trips *trips)
{
	const struct soc_zones_rules *zones = &s->rules->zones;
	for (unsigned i = 0; i < zones->outside_parts; i++)
		trips->outside +=
			soc_poisson_draw(zones->outside, SOC_VARIATE(ZONE_OUTSIDE, s->at->seed, id, s->at->month, i));
	uint32_t words[4] = { 0 }; /* of four trips */
	for (unsigned i = 0; i < trips->outside; i++) {
		if (i % 4 == 0)
			soc_draw_block(s->at->seed, SOC_DRAW_ZONE, id, s->at->month, SOC_BLOCK(ZONE_TRIP, i), words);
		trips->given_up += soc_below(words[i % 4], zones->given_up);
		if (!soc_below(words[i % 4], zones->unnoticed))
			trips->stops += is_stopped(s, id, trips->alerts++);
	}
}

static void stay(const struct soc_measurement *s, uint64_t id, struct trips *trips)
{
	const struct soc_zones_rules *zones = &s->rules->zones;
	for (unsigned i = 0; i < zones->inside_parts; i++)
		trips->false_alerts +=
			soc_poisson_draw(zones->inside, SOC_VARIATE(ZONE_INSIDE, s->at->seed, id, s->at->month, i));
	for (unsigned i = 0; i < trips->false_alerts; i++)
		trips->stops += is_stopped(s, id, trips->alerts++);
}

/* Adult relatives: of the household, an adult child or parent elsewhere, the divorced spouse. */
static unsigned relatives_of(const struct soc_measurement *s, unsigned row)
{
	const unsigned first = row - soc_home_position(s->registry->home[row]),
				   end = first + soc_home_size(s->registry->home[row]);
	const uint16_t elsewhere[2] = { s->registry->kin[row], s->registry->former[row] };
	unsigned n = 0;
	for (unsigned other = first; other < end; other++)
		n += other != row && s->registry->age[other] >= ADULT;
	for (unsigned i = 0; i < 2; i++)
		n += elsewhere[i] != SOC_NO_ROW && s->registry->age[elsewhere[i]] >= ADULT;
	return n < SOC_ZONE_RELATIVES ? n : SOC_ZONE_RELATIVES;
}

static unsigned questionings(const struct soc_measurement *s, uint64_t id, unsigned stops, unsigned relatives)
{
	unsigned n = 0;
	for (unsigned i = 0; i < stops && s->rules->zones.questioned > 0; i++)
		for (unsigned k = 0; k < relatives; k++)
			n += soc_below(
				SOC_VARIATE(ZONE_QUESTIONED, s->at->seed, id, s->at->month, i * SOC_ZONE_RELATIVES + k),
				s->rules->zones.questioned);
	return n;
}

static void count_person(const struct soc_measurement *s, unsigned row, struct soc_tally *t)
{
	const uint64_t id = s->at->first_person + row;
	const unsigned urban = s->at->urban, offended = (s->truth->tags[row] & SOC_TAG_OFFENDED) != 0;
	struct trips trips = { 0 };
	leave(s, id, &trips);
	stay(s, id, &trips);
	const unsigned relatives = trips.stops > 0 ? relatives_of(s, row) : 0;
	soc_count_module(t, SOC_MOD_zones_by_stratum_persons, urban, 1);
	soc_count_module(t, SOC_MOD_zones_by_stratum_outside, urban, trips.outside);
	soc_count_module(t, SOC_MOD_zones_by_stratum_given_up, urban, trips.given_up);
	soc_count_module(t, SOC_MOD_zones_by_stratum_alerts, urban, trips.alerts);
	soc_count_module(t, SOC_MOD_zones_by_stratum_false_alerts, urban, trips.false_alerts);
	soc_count_module(t, SOC_MOD_zones_by_stratum_stops, urban, trips.stops);
	soc_count_module(t, SOC_MOD_zones_by_stratum_stopped, urban, trips.stops > 0);
	soc_count_module(t, SOC_MOD_zones_by_stratum_questionings, urban,
	                 questionings(s, id, trips.stops, relatives));
	soc_count_module(t, SOC_MOD_zones_by_conduct_persons, offended, 1);
	soc_count_module(t, SOC_MOD_zones_by_conduct_stops, offended, trips.stops);
}

void soc_zones_count(const struct soc_measurement *s, struct soc_tally *t)
{
	struct soc_row_words marker, member;
	if (s->rules->zones.share == 0)
		return;
	const uint32_t *marked = soc_rows_words(s->at, SOC_DRAW_MARKER, 0, &marker),
				   *zoned = soc_rows_words(s->at, SOC_DRAW_ZONED, 0, &member);
	for (unsigned row = 0; row < s->at->count; row++)
		if (soc_below(marked[row], s->rules->surveillance.marker) &&
		    soc_below(zoned[row], s->rules->zones.share))
			count_person(s, row, t);
}
