#include "model/modules/unrest/unrest.h"

#include "model/population/population.h"
#include "model/rows.h"

#define ADULT 18
#define ONE 65536u

/* Those in sight of one another, successive rows. */
struct block {
	const struct soc_measurement *s;
	struct soc_self *self;
	const uint32_t *hardship, *aversion;
	unsigned first, end, adults, active, wronged;
};

static unsigned is_adult(const struct soc_measurement *s, unsigned row)
{
	return s->registry->age[row] >= ADULT;
}

static unsigned standing(const struct soc_measurement *s, unsigned row)
{
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++)
		if ((s->rules->regime.lists.black >> l & 1u) && s->record->months_left[l][row] > 0 &&
		    soc_tag_entry(s->truth->tags[row], l) != SOC_DID)
			return SOC_STANDING_WRONGED;
	return s->record->measures[row] & s->rules->regime.measures.sanctions ? SOC_STANDING_SANCTIONED
	                                                                      : SOC_STANDING_UNTOUCHED;
}

uint32_t soc_unrest_hardship(const struct soc_measurement *s, unsigned row, uint32_t word)
{
	const struct soc_unrest_rules *rules = &s->rules->unrest;
	uint64_t sum = (uint64_t)(word >> 16) * rules->hardship / ONE;
	sum += (uint64_t)(s->self->life[row] & SOC_LIFE_INCOME) * rules->income;
	sum += (uint64_t)s->self->strain[row] * rules->strain;
	if (s->record->measures[row] & s->rules->regime.measures.sanctions)
		sum += rules->sanction;
	return (uint32_t)(sum < ONE ? sum : ONE);
}

uint32_t soc_unrest_legitimacy(const struct soc_measurement *s, unsigned row, uint32_t seen)
{
	const struct soc_unrest_rules *rules = &s->rules->unrest;
	int64_t left = (int64_t)rules->legitimacy - (int64_t)((uint64_t)seen * rules->wronged_seen / ONE);
	if (standing(s, row) == SOC_STANDING_WRONGED)
		left -= rules->wronged;
	return (uint32_t)(left > 0 ? left : 0);
}

/* Of everybody in sight, at the month's start: a term that has ended is over. */
static void look_at(struct block *b)
{
	b->adults = b->active = b->wronged = 0;
	for (unsigned row = b->first; row < b->end; row++) {
		if (!is_adult(b->s, row))
			continue;
		uint8_t *unrest = &b->self->unrest[row];
		if (*unrest & SOC_UNREST_JAIL)
			--*unrest;
		b->adults++;
		b->active += (*unrest & SOC_UNREST_ACTIVE) != 0;
		b->wronged += standing(b->s, row) == SOC_STANDING_WRONGED;
	}
}

/* One counts oneself among the active whom police would have to deal with. */
static uint32_t risk(const struct block *b, unsigned others)
{
	const uint64_t ratio =
		(uint64_t)b->s->rules->unrest.police * b->adults * SOC_UNREST_RATIO / ((uint64_t)ONE * (others + 1));
	return b->s->rules->unrest.risk[ratio < SOC_UNREST_RATIOS ? ratio : SOC_UNREST_RATIOS - 1];
}

static void decide(struct block *b)
{
	const struct soc_unrest_rules *rules = &b->s->rules->unrest;
	const uint32_t seen = b->adults > 0 ? ONE * b->wronged / b->adults : 0;
	for (unsigned row = b->first; row < b->end; row++) {
		uint8_t *unrest = &b->self->unrest[row];
		if (!is_adult(b->s, row) || (*unrest & SOC_UNREST_JAIL))
			continue;
		b->active -= (*unrest & SOC_UNREST_ACTIVE) != 0;
		const int64_t grievance = (uint64_t)soc_unrest_hardship(b->s, row, b->hardship[row]) *
		                          (ONE - soc_unrest_legitimacy(b->s, row, seen)) / ONE,
					  net = (int64_t)((uint64_t)(b->aversion[row] >> 16) * risk(b, b->active) / ONE);
		*unrest = grievance - net > rules->threshold ? SOC_UNREST_ACTIVE : 0;
		b->active += *unrest != 0;
	}
}

/* Each of the police arrests so many in a month; who, is chance. Returns arrests by standing. */
static void arrest(struct block *b, const uint32_t *words, unsigned arrests[3])
{
	const struct soc_unrest_rules *rules = &b->s->rules->unrest;
	const struct soc_place_time *at = b->s->at;
	if (b->active == 0)
		return;
	const uint64_t most = (uint64_t)rules->police * rules->arrests * b->adults / b->active; /* 2^-32 */
	for (unsigned row = b->first; row < b->end; row++) {
		if (!(b->self->unrest[row] & SOC_UNREST_ACTIVE) || !soc_below(words[row], most))
			continue;
		const uint32_t term = SOC_VARIATE(UNREST_MONTHS, at->seed, at->first_person + row, at->month, 0);
		b->self->unrest[row] = (uint8_t)(soc_pick(term, rules->jail_most) + 1u);
		arrests[standing(b->s, row)]++;
	}
}

static void count(const struct block *b, const unsigned arrests[3], unsigned risen, struct soc_tally *t)
{
	const unsigned urban = b->s->at->urban;
	for (unsigned row = b->first; row < b->end; row++) {
		if (!is_adult(b->s, row))
			continue;
		const unsigned as = standing(b->s, row), jailed = (b->self->unrest[row] & SOC_UNREST_JAIL) != 0;
		soc_count_module(t, SOC_MOD_unrest_by_standing_adults, as, 1);
		soc_count_module(t, SOC_MOD_unrest_by_standing_jailed, as, jailed);
	}
	for (unsigned as = 0; as < 3; as++)
		soc_count_module(t, SOC_MOD_unrest_by_standing_arrests, as, arrests[as]);
	soc_count_module(t, SOC_MOD_unrest_by_stratum_blocks, urban, b->adults > 0);
	soc_count_module(t, SOC_MOD_unrest_by_stratum_outbursts, urban, b->adults > 0 && 10 * risen > b->adults);
}

static void count_active(const struct block *b, struct soc_tally *t)
{
	for (unsigned row = b->first; row < b->end; row++)
		if (b->self->unrest[row] & SOC_UNREST_ACTIVE)
			soc_count_module(t, SOC_MOD_unrest_by_standing_active, standing(b->s, row), 1);
}

void soc_unrest_rise(const struct soc_measurement *s, struct soc_self *self, struct soc_tally *t)
{
	const struct soc_unrest_rules *rules = &s->rules->unrest;
	struct soc_row_words hardship, aversion, arrests;
	if (!rules->enabled)
		return;
	const uint32_t *words = soc_rows_words(s->at, SOC_DRAW_UNREST_ARREST, s->at->month, &arrests);
	struct block b = { .s = s,
		               .self = self,
		               .hardship = soc_rows_words(s->at, SOC_DRAW_UNREST_HARDSHIP, 0, &hardship),
		               .aversion = soc_rows_words(s->at, SOC_DRAW_UNREST_AVERSION, 0, &aversion) };
	for (b.first = 0; b.first < s->at->count; b.first = b.end) {
		unsigned arrested[3] = { 0, 0, 0 };
		b.end = b.first + rules->sight < s->at->count ? b.first + rules->sight : s->at->count;
		look_at(&b);
		decide(&b);
		if (t != NULL)
			count_active(&b, t);
		arrest(&b, words, arrested);
		if (t != NULL)
			count(&b, arrested, b.active, t);
	}
}
