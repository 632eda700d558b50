#include "model/records/records.h"

#include "model/events/rates.h"
#include "model/modules/attention/attention.h"
#include "model/modules/linkage/linkage.h"
#include "model/modules/prediction/prediction.h"
#include "model/modules/surveillance/surveillance.h"
#include "model/population/population.h"
#include "model/variates.h"

int soc_records_covers(const struct soc_place_time *at, const struct soc_channel_rule *c, unsigned row)
{
	return soc_below(SOC_VARIATE(COVERAGE, at->seed ^ c->salt, at->first_person + row, 0, 0),
	                 c->coverage[at->urban]);
}

/* What records are made from and where they go. */
struct making {
	const struct soc_place_time *at;
	const struct soc_rules *rules;
	const struct soc_registry *registry;
	const struct soc_record *record;
	const struct soc_self *self;
	struct soc_month_log *month_log;
	struct soc_true_log *truth;
};

/* What is drawn for an event and its record belongs to the candidate and has the salt of its class. */
static uint64_t seed_of(const struct making *m, const struct soc_occurrence *o)
{
	return m->at->seed ^ m->rules->events.event[o->event].salt;
}

static uint64_t id_of(const struct making *m, const struct soc_occurrence *o)
{
	return (uint64_t)m->at->community * SOC_CANDIDATES + o->number;
}

/* The first channel, in their order, that reaches the person and detects the event; rules->records.count if
 * none.
 */
static unsigned detecting_channel(const struct making *m, const struct soc_occurrence *o)
{
	const struct soc_place_time *at = m->at;
	const struct soc_rules *rules = m->rules;
	for (unsigned c = 0; c < rules->records.count; c++) {
		if (!(rules->events.event[o->event].channels >> c & 1u) || !rules->records.channel[c].enabled)
			continue;
		const uint32_t word =
			SOC_VARIATE(DETECTION, seed_of(m, o) ^ rules->records.channel[c].salt, id_of(m, o), at->month, 0);
		const uint64_t watched =
			soc_attention_watched(at, &rules->regime.attention, c,
		                          soc_surveillance_detect(at, rules, m->registry, m->record, m->self,
		                                                  &rules->records.channel[c], o->row, o->event));
		if (soc_below(word,
		              soc_prediction_aimed(&rules->prediction.channel[c], m->record, o->row, watched)) &&
		    soc_records_covers(at, &rules->records.channel[c], o->row))
			return c;
	}
	return rules->records.count;
}

static int looks_alike(const struct soc_registry *registry, const struct soc_self *self, unsigned a,
                       unsigned b)
{
	return soc_nature_male(self->nature[a]) == soc_nature_male(self->nature[b]) &&
	       soc_nature_minority(self->nature[a]) == soc_nature_minority(self->nature[b]) &&
	       soc_situation_age_band(registry->situation[a]) == soc_situation_age_band(registry->situation[b]);
}

/* Somebody else of the community: the first of some neighbours at random who looks alike, else the last of
 * them. */
static unsigned mistaken_for(const struct making *m, const struct soc_occurrence *o)
{
	const struct soc_place_time *at = m->at;
	unsigned found = o->row;
	for (unsigned i = 0; i < m->rules->records.lookalike_tries; i++) {
		uint32_t word = SOC_VARIATE(LOOKALIKE_TRY, seed_of(m, o), id_of(m, o), at->month, i);
		unsigned other = soc_pick(word, at->count);
		if (other == o->row)
			continue;
		found = other;
		if (looks_alike(m->registry, m->self, o->row, other))
			break;
	}
	return found;
}

/* Ties a record to a person: by code or name where the channel errs in that, else to whom it names, if that
 * can be done. */
static void tie(const struct making *m, struct soc_rec *rec, uint8_t *how, const uint32_t words[4])
{
	const struct soc_channel_rule *c = &m->rules->records.channel[rec->channel];
	*how = SOC_LINK_CODE;
	if (!c->links) {
		if (c->needs_identity && !soc_linkage_has_identity(m->at, m->rules, rec->row))
			rec->decision = SOC_LOST_IDENTITY;
		return;
	}
	const struct soc_link link = soc_linkage_tie(m->at, m->rules, c, rec->row, words);
	rec->row = link.row;
	*how = link.how;
	if (link.lost)
		rec->decision = SOC_LOST_IDENTITY;
}

static void record_occurrence(const struct making *m, unsigned channel, struct soc_occurrence *o)
{
	const struct soc_place_time *at = m->at;
	const uint64_t seed = seed_of(m, o), id = id_of(m, o);
	const struct soc_channel_rule *c = &m->rules->records.channel[channel];
	struct soc_rec *rec = soc_month_log_records(m->month_log);
	if (rec == NULL)
		return;
	const unsigned index = (unsigned)(rec - m->month_log->records);
	uint32_t w[4], link[4] = { 0 };
	soc_draw_block(seed, SOC_DRAW_RECORD, id, at->month, SOC_BLOCK(WRONG_PERSON, 0), w);
	*rec = (struct soc_rec){ o->row, SOC_NOBODY, o->event, (uint8_t)channel, SOC_UNDECIDED,
		                     0,      0,          { 0 },    .carried = 0 };
	soc_draw_block(seed, SOC_DRAW_RECORD, id, at->month, SOC_BLOCK(RECORD_FATE, 0), rec->word);
	if (soc_below(w[SOC_LANE(WRONG_PERSON)], c->wrong_person))
		rec->row = (uint16_t)mistaken_for(m, o);
	if (c->links)
		soc_draw_block(seed, SOC_DRAW_LINK, id, at->month, SOC_BLOCK(LINK_WORDS, 0), link);
	tie(m, rec, &m->truth->record_link[index], link);
	if (c->kind == SOC_CHANNEL_NEIGHBOURS)
		rec->informer = soc_rec_informer(at->count, rec->row, rec->word[SOC_FATE_POSITION] >> 16);
	o->record = (uint16_t)index;
	m->truth->record_truth[index] = rec->row == o->row ? SOC_RECORD_TRUE : SOC_RECORD_MISATTRIBUTED;
}

static unsigned spurious_class(const struct soc_channel_rule *c, const struct soc_rules *rules, uint32_t word)
{
	unsigned i = 0;
	while (i + 1 < rules->events.count && (uint64_t)word >= c->spurious_mix[rules->events.by_name[i]])
		i++;
	return rules->events.by_name[i];
}

/* A round of spurious records of a channel. salt: of the channel in the round. kept: share of its records,
 * 1 = SOC_ONE16. */
struct round {
	unsigned channel;
	uint64_t salt;
	uint32_t kept;
};

/* Drawn for a full community and for everybody in it: rows beyond the last and people not covered fall away,
 * and those whom the stream is not for: what differential surveillance adds is for people with the marker,
 * what it leaves out is theirs. */
static int falls_on(const struct making *m, const struct round *round, unsigned row, int more,
                    unsigned number)
{
	const struct soc_channel_rule *c = &m->rules->records.channel[round->channel];
	if (row >= m->at->count || !soc_records_covers(m->at, c, row))
		return 0;
	if (more)
		return soc_surveillance_has_marker(m->at, m->rules, row);
	if (!(c->differential & SOC_DIFFERENTIAL_MARKED) || c->spurious_kept > 0xffffffffu ||
	    !soc_surveillance_has_marker(m->at, m->rules, row))
		return 1;
	const uint32_t word =
		SOC_VARIATE(LEFT_OUT, m->at->seed ^ round->salt, m->at->community, m->at->month, number);
	return soc_below(word, c->spurious_kept);
}

/* Where a place is watched less than a whole round. */
static int is_kept(const struct making *m, const struct round *round, int more, unsigned number)
{
	if (round->kept >= SOC_ONE16)
		return 1;
	const uint32_t word =
		more ? SOC_VARIATE(MORE_UNWATCHED, m->at->seed ^ round->salt, m->at->community, m->at->month, number)
			 : SOC_VARIATE(FABRICATED_UNWATCHED, m->at->seed ^ round->salt, m->at->community, m->at->month,
	                       number);
	return soc_below(word, (uint64_t)round->kept << 16);
}

/* more: one of those that differential surveillance adds. number: among the false positives of the round.
 */
static void record_nothing(const struct making *m, const struct round *round, int more, unsigned number)
{
	const struct soc_place_time *at = m->at;
	const struct soc_channel_rule *c = &m->rules->records.channel[round->channel];
	const uint64_t seed = at->seed ^ round->salt;
	const enum soc_stream stream = more ? SOC_DRAW_SURVEILLANCE : SOC_DRAW_FABRICATED_RECORD;
	const uint32_t who = more ? SOC_BLOCK(MORE_ROW, number) : SOC_BLOCK(FABRICATED_ROW, number);
	uint32_t w[4], link[4] = { 0 };
	_Static_assert(SOC_LANE(MORE_ROW) == SOC_LANE(FABRICATED_ROW) &&
	                   SOC_LANE(MORE_CLASS) == SOC_LANE(FABRICATED_CLASS),
	               "a false positive is drawn alike, whoever adds it");
	soc_draw_block(seed, stream, at->community, at->month, who, w);
	const unsigned row = soc_pick(w[SOC_LANE(FABRICATED_ROW)], SOC_COMMUNITY_MAX);
	if (!is_kept(m, round, more, number) || !falls_on(m, round, row, more, number))
		return;
	struct soc_rec *rec = soc_month_log_records(m->month_log);
	if (rec == NULL)
		return;
	const unsigned index = (unsigned)(rec - m->month_log->records);
	*rec = (struct soc_rec){ (uint16_t)row,
		                     SOC_NOBODY,
		                     (uint8_t)spurious_class(c, m->rules, w[SOC_LANE(FABRICATED_CLASS)]),
		                     (uint8_t)round->channel,
		                     SOC_UNDECIDED,
		                     0,
		                     0,
		                     { 0 },
		                     .carried = 0 };
	soc_draw_block(seed, stream, at->community, at->month,
	               more ? SOC_BLOCK(MORE_FATE, number) : SOC_BLOCK(FABRICATED_FATE, number), rec->word);
	if (c->links)
		soc_draw_block(seed, SOC_DRAW_FABRICATED_LINK, at->community, at->month,
		               more ? SOC_BLOCK(MORE_LINK_WORDS, number) : SOC_BLOCK(FABRICATED_LINK_WORDS, number),
		               link);
	tie(m, rec, &m->truth->record_link[index], link);
	if (c->kind == SOC_CHANNEL_NEIGHBOURS)
		rec->informer = soc_rec_informer(at->count, rec->row, rec->word[SOC_FATE_POSITION] >> 16);
	m->truth->record_truth[index] = SOC_RECORD_FABRICATED;
}

static void fabricate_round(const struct making *m, const struct round *round)
{
	const struct soc_place_time *at = m->at;
	const struct soc_channel_rule *c = &m->rules->records.channel[round->channel];
	uint32_t word = SOC_VARIATE(FABRICATED_COUNT, at->seed ^ round->salt, at->community, at->month, 0);
	for (unsigned i = 0; i < SOC_FABRICATED_MOST && word < c->spurious[i]; i++)
		record_nothing(m, round, 0, i);
	if (c->spurious_more[0] == 0)
		return;
	word = SOC_VARIATE(MORE_COUNT, at->seed ^ round->salt, at->community, at->month, 0);
	for (unsigned i = 0; i < SOC_FABRICATED_MOST && word < c->spurious_more[i]; i++)
		record_nothing(m, round, 1, i);
}

/* As many more of them as the place is watched more: whole rounds, and a part of one. */
static void fabricate(const struct making *m, unsigned channel)
{
	const uint64_t salt = m->rules->records.channel[channel].salt;
	uint32_t left = soc_attention_of(m->at, &m->rules->regime.attention, channel);
	for (unsigned n = 0; left > 0; n++) {
		const struct round round = { channel, salt ^ soc_attention_salt(n),
			                         left < SOC_ONE16 ? left : SOC_ONE16 };
		fabricate_round(m, &round);
		left -= round.kept;
	}
}

void soc_records_make(const struct soc_place_time *at, const struct soc_rules *rules,
                      const struct soc_registry *registry, const struct soc_record *record,
                      const struct soc_self *self, struct soc_month_log *month_log,
                      struct soc_true_log *truth)
{
	const struct making m = { at, rules, registry, record, self, month_log, truth };
	if (!rules->records.watched)
		return;
	for (unsigned i = 0; i < truth->occurrences_count; i++) {
		struct soc_occurrence *o = &truth->occurrences[i];
		if (!o->happened || rules->events.event[o->event].channels == 0)
			continue;
		unsigned channel = detecting_channel(&m, o);
		if (channel < rules->records.count)
			record_occurrence(&m, channel, o);
	}
	for (unsigned c = 0; c < rules->records.count; c++)
		if (rules->records.channel[c].enabled && rules->records.channel[c].spurious[0] != 0)
			fabricate(&m, c);
}
