#include "model/records/records.h"

#include "base/draw.h"
#include "model/population/population.h"

/* Words of a record out of nothing: block 2i names who and what, block 2i + 1 is the record's own. */
#define FALSE_BLOCK(channel, i) ((channel) * 2u * SOC_FALSE_STEPS + 2u * (i))

static int is_reached(const struct soc_place_time *at, const struct soc_channel_rule *c, unsigned channel, unsigned row)
{
	return soc_below(soc_draw(at->seed, SOC_DRAW_EXPOSURE, at->first_person + row, 0, channel), c->reach[at->urban]);
}

static int has_identity(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row)
{
	return soc_below(soc_draw(at->seed, SOC_DRAW_IDENTITY, at->first_person + row, 0, 0), rules->identity[at->urban]);
}

/* The first channel, in their order, that reaches the person and detects the event; rules->channels if none. */
static unsigned detecting_channel(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_occurrence *o)
{
	const uint64_t person = at->first_person + o->row;
	for (unsigned c = 0; c < rules->channels; c++) {
		if (!(rules->event[o->event].channels >> c & 1u) || !rules->channel[c].enabled)
			continue;
		uint32_t word = soc_draw(at->seed, SOC_DRAW_DETECT, person, at->month, o->k * SOC_CHANNELS_MAX + c);
		if (soc_below(word, rules->channel[c].detect[o->event]) && is_reached(at, &rules->channel[c], c, o->row))
			return c;
	}
	return rules->channels;
}

static int looks_alike(const struct soc_registry *registry, const struct soc_self *self, unsigned a, unsigned b)
{
	return soc_cell_male(self->cell[a]) == soc_cell_male(self->cell[b]) &&
	       soc_cell_age_band(self->cell[a]) == soc_cell_age_band(self->cell[b]) &&
	       soc_traits_minority(registry->traits[a]) == soc_traits_minority(registry->traits[b]);
}

/* Somebody else of the community: the first of some neighbours at random who looks alike, else the last of them. */
static unsigned mistaken_for(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry,
                             const struct soc_self *self, const struct soc_occurrence *o)
{
	unsigned found = o->row;
	for (unsigned i = 0; i < rules->lookalike_tries; i++) {
		uint32_t word = soc_draw(at->seed, SOC_DRAW_LOOKALIKE, at->first_person + o->row, at->month, o->k * 16u + i);
		unsigned other = soc_pick(word, at->count);
		if (other == o->row)
			continue;
		found = other;
		if (looks_alike(registry, self, o->row, other))
			break;
	}
	return found;
}

/* A neighbour who reports: anyone of the community but the person named. */
static uint16_t informer(unsigned count, unsigned row, uint32_t word)
{
	if (count < 2)
		return SOC_NOBODY;
	unsigned other = soc_pick(word, count - 1);
	return (uint16_t)(other < row ? other : other + 1);
}

static void record_occurrence(const struct soc_place_time *at, const struct soc_rules *rules,
                              const struct soc_registry *registry, const struct soc_self *self, unsigned channel,
                              struct soc_occurrence *o, struct soc_journal *journal, struct soc_true_journal *truth)
{
	const uint64_t person = at->first_person + o->row;
	const struct soc_channel_rule *c = &rules->channel[channel];
	struct soc_rec *rec = soc_journal_records(journal);
	if (rec == NULL)
		return;
	uint32_t w[4];
	soc_draw_block(at->seed, SOC_DRAW_RECORD, person, at->month, o->k * 2u, w);
	*rec = (struct soc_rec){ o->row, SOC_NOBODY, o->event, (uint8_t)channel, SOC_UNDECIDED, 0, 0, { 0 } };
	soc_draw_block(at->seed, SOC_DRAW_RECORD, person, at->month, o->k * 2u + 1, rec->word);
	if (soc_below(w[0], c->wrong_person))
		rec->row = (uint16_t)mistaken_for(at, rules, registry, self, o);
	if (c->verified)
		rec->informer = informer(at->count, rec->row, w[1]);
	if (c->needs_identity && !has_identity(at, rules, rec->row))
		rec->decision = SOC_LOST_IDENTITY;
	const unsigned index = (unsigned)(rec - journal->records);
	o->record = (uint16_t)index;
	truth->record_truth[index] = rec->row == o->row ? SOC_TRUE_RIGHT : SOC_TRUE_OTHER;
}

static unsigned invented_class(const struct soc_channel_rule *c, unsigned events, uint32_t word)
{
	unsigned k = 0;
	while (k + 1 < events && (uint64_t)word >= c->invent[k])
		k++;
	return k;
}

static void record_nothing(const struct soc_place_time *at, const struct soc_rules *rules, unsigned channel, unsigned i,
                           struct soc_journal *journal, struct soc_true_journal *truth)
{
	const struct soc_channel_rule *c = &rules->channel[channel];
	uint32_t w[4];
	soc_draw_block(at->seed, SOC_DRAW_FALSE_RECORD, at->community, at->month, FALSE_BLOCK(channel, i), w);
	/* Drawn for a full community and for everybody in it: rows beyond the last and people out of reach fall away. */
	const unsigned row = soc_pick(w[0], SOC_COMMUNITY_MAX);
	if (row >= at->count || !is_reached(at, c, channel, row))
		return;
	struct soc_rec *rec = soc_journal_records(journal);
	if (rec == NULL)
		return;
	*rec = (struct soc_rec){ (uint16_t)row, SOC_NOBODY, (uint8_t)invented_class(c, rules->events, w[1]), (uint8_t)channel,
		                 SOC_UNDECIDED, 0, 0, { 0 } };
	soc_draw_block(at->seed, SOC_DRAW_FALSE_RECORD, at->community, at->month, FALSE_BLOCK(channel, i) + 1, rec->word);
	if (c->verified)
		rec->informer = informer(at->count, row, w[2]);
	if (c->needs_identity && !has_identity(at, rules, row))
		rec->decision = SOC_LOST_IDENTITY;
	truth->record_truth[rec - journal->records] = SOC_TRUE_NOTHING;
}

void soc_records_make(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry,
                      const struct soc_self *self, struct soc_journal *journal, struct soc_true_journal *truth)
{
	if (!rules->watched)
		return;
	for (unsigned i = 0; i < truth->occurrences_count; i++) {
		struct soc_occurrence *o = &truth->occurrences[i];
		if (!o->happened || rules->event[o->event].channels == 0)
			continue;
		unsigned channel = detecting_channel(at, rules, o);
		if (channel < rules->channels)
			record_occurrence(at, rules, registry, self, channel, o, journal, truth);
	}
	for (unsigned c = 0; c < rules->channels; c++) {
		if (!rules->channel[c].enabled || rules->channel[c].invented[0] == 0)
			continue;
		uint32_t word = soc_draw(at->seed, SOC_DRAW_FALSE, at->community, at->month, c);
		for (unsigned i = 0; i < SOC_FALSE_STEPS && word < rules->channel[c].invented[i]; i++)
			record_nothing(at, rules, c, i, journal, truth);
	}
}
