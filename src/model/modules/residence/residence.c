#include "model/modules/residence/residence.h"

#include "base/scan.h"
#include "model/modules/attention/attention.h"
#include "model/modules/linkage/linkage.h"
#include "model/modules/subletting/subletting.h"
#include "model/population/population.h"
#include "model/records/records.h"
#include "model/variates.h"

/* The i-th accusation of a month, among those of both motives, which take turns of 32. */
#define TURN 32u
#define REPORT(malice, i) ((2u * ((i) / TURN) + (malice)) * TURN + (i) % TURN)

/* What all the functions here work on. */
struct scene {
	const struct soc_place_time *at;
	const struct soc_rules *rules;
	const struct soc_contact_map *map;
	const struct soc_registry *registry;
	const struct soc_self *self;
	struct soc_month_log *month_log;
	struct soc_true_log *truth;
	const uint8_t
		*sublets; /* [row]: sublets to somebody who lives unregistered; where a class stands for that */
};

static struct soc_rec *record(const struct scene *s, unsigned row, unsigned informer, int event,
                              unsigned channel, enum soc_record_truth what, enum soc_motive motive)
{
	struct soc_rec *rec = soc_month_log_records(s->month_log);
	if (rec == NULL)
		return NULL;
	*rec = (struct soc_rec){ .row = (uint16_t)row,
		                     .informer = (uint16_t)informer,
		                     .event = (uint8_t)event,
		                     .channel = (uint8_t)channel };
	if (s->rules->records.channel[channel].needs_identity && !soc_linkage_has_identity(s->at, s->rules, row))
		rec->decision = SOC_LOST_IDENTITY;
	const unsigned index = (unsigned)(rec - s->month_log->records);
	s->truth->record_truth[index] = (uint8_t)what;
	s->truth->record_link[index] = SOC_LINK_CODE;
	s->truth->motive[index] = (uint8_t)motive;
	return rec;
}

/* ---- who let the dwelling ---- */

/* When a record says that somebody lives here unregistered, who sublet to them is asked as well, and somebody
 * may be named. The record of that is made by the same channel and for the same reason; who reports does not
 * name themselves. report: which one of the person's. */
static void ask(const struct scene *s, const struct soc_rec *of, enum soc_motive motive, unsigned report)
{
	uint32_t w[4];
	const unsigned channel = of->channel, informer = of->informer;
	if (s->rules->subletting.class < 0 || of->decision != SOC_UNDECIDED)
		return;
	const uint64_t person = s->at->first_person + of->row;
	soc_draw_block(s->at->seed, SOC_DRAW_SUBLETTING, person, s->at->month, SOC_BLOCK(LANDLORD_ASKED, report),
	               w);
	if (!soc_below(w[SOC_LANE(LANDLORD_ASKED)],
	               soc_attention_watched(
					   s->at, &s->rules->regime.attention, channel,
					   s->rules->records.channel[channel].detect[(int)s->rules->subletting.class])))
		return;
	const unsigned landlord = soc_subletting_landlord(s->at, s->registry, of->row);
	if (landlord == SOC_NOBODY || landlord == informer ||
	    !soc_records_covers(s->at, &s->rules->records.channel[channel], landlord))
		return;
	struct soc_rec *rec = record(s, landlord, informer, s->rules->subletting.class, channel,
	                             s->sublets[landlord] ? SOC_RECORD_TRUE : SOC_RECORD_FABRICATED, motive);
	if (rec != NULL)
		soc_draw_block(s->at->seed, SOC_DRAW_SUBLETTING, person, s->at->month,
		               SOC_BLOCK(LANDLORD_FATE, report), rec->word);
}

/* ---- those who know ---- */

/* How many know that a person lives here: contacts of the household, kin elsewhere. Of them the one of a
 * number, or SOC_NOBODY. */
static unsigned knowers(const struct scene *s, unsigned row, unsigned wanted, unsigned *who)
{
	const struct soc_registry *r = s->registry;
	const unsigned first = row - soc_home_position(r->home[row]), size = soc_home_size(r->home[row]);
	unsigned n = 0;
	*who = SOC_NOBODY;
	for (unsigned i = first; i < first + size; i++)
		for (unsigned bits = s->self->contacts[i]; bits != 0; bits &= bits - 1)
			if (n++ == wanted)
				*who = soc_contact_of(s->at, s->map, i, (unsigned)__builtin_ctz(bits));
	const uint16_t kin[2] = { r->kin[row], r->former[row] };
	for (unsigned i = 0; i < 2; i++)
		if (kin[i] != SOC_NO_ROW && n++ == wanted)
			*who = kin[i];
	return n;
}

/* Chance that a channel finds a person out this month, or sees the declaration. */
static uint64_t chance(const struct scene *s, unsigned row, int event, unsigned channel)
{
	unsigned nobody;
	const struct soc_channel_rule *c = &s->rules->records.channel[channel];
	if (!c->enabled || c->detect[event] == 0)
		return 0;
	if (c->kind != SOC_CHANNEL_NEIGHBOURS || event == s->rules->residence.registration)
		return soc_attention_watched(s->at, &s->rules->regime.attention, channel, c->detect[event]);
	if ((int)channel != s->rules->residence.reporting)
		return 0;
	const unsigned n = knowers(s, row, SOC_NOBODY, &nobody);
	return s->rules->residence.told[n < SOC_KNOWERS ? n : SOC_KNOWERS];
}

/* The first channel, in their order, that finds it makes the record. */
static void find(const struct scene *s, unsigned row, int event, unsigned word, unsigned block)
{
	const uint64_t person = s->at->first_person + row;
	for (unsigned c = 0; c < s->rules->records.count; c++) {
		const uint64_t p = chance(s, row, event, c);
		if (p == 0 ||
		    !soc_below(soc_draw(s->at->seed ^ s->rules->records.channel[c].salt, SOC_DRAW_RESIDENCE, person,
		                        s->at->month, word),
		               p) ||
		    !soc_records_covers(s->at, &s->rules->records.channel[c], row))
			continue;
		unsigned informer = SOC_NOBODY;
		const int told = (int)c == s->rules->residence.reporting && event == s->rules->residence.unregistered;
		if (told) {
			const uint32_t w = SOC_VARIATE(WHO_TOLD, s->at->seed, person, s->at->month, 0);
			knowers(s, row, soc_pick(w, knowers(s, row, SOC_NOBODY, &informer)), &informer);
		}
		const enum soc_motive motive = told ? SOC_MOTIVE_TOLD : SOC_MOTIVE_REGISTER;
		struct soc_rec *rec = record(s, row, informer, event, c, SOC_RECORD_TRUE, motive);
		if (rec == NULL)
			return;
		soc_draw_block(s->at->seed, SOC_DRAW_RESIDENCE, person, s->at->month, block, rec->word);
		if (event == s->rules->residence.unregistered)
			ask(s, rec, motive, 0);
		return;
	}
}

/* ---- those who do not ---- */

/* None of the informer's contacts among the neighbours can say who this is. */
static int is_stranger(const struct scene *s, unsigned informer, unsigned row)
{
	if (soc_contacts_knows(s->at, s->map, s->registry, s->self, informer, row))
		return 0;
	for (unsigned bits = s->self->contacts[informer]; bits != 0; bits &= bits - 1) {
		const unsigned contact = soc_contact_of(s->at, s->map, informer, (unsigned)__builtin_ctz(bits));
		if (soc_contacts_knows(s->at, s->map, s->registry, s->self, contact, row))
			return 0;
	}
	return 1;
}

/* The i-th look at somebody, by a neighbour who wonders or by one who wants the reward: it falls on anybody
 * of a full community and becomes a report when nobody vouches for the person, or when the informer at least
 * does not know them. */
static void accuse(const struct scene *s, enum soc_motive motive, unsigned i)
{
	uint32_t w[4];
	const unsigned report = REPORT(motive == SOC_MOTIVE_MALICE, i),
				   channel = (unsigned)s->rules->residence.reporting;
	soc_draw_block(s->at->seed, SOC_DRAW_SUSPICION, s->at->community, s->at->month,
	               SOC_BLOCK(ACCUSED_ROW, report), w);
	const unsigned row = soc_pick(w[SOC_LANE(ACCUSED_ROW)], SOC_COMMUNITY_MAX);
	if (row >= s->at->count || !soc_records_covers(s->at, &s->rules->records.channel[channel], row))
		return;
	const unsigned next_door =
		soc_contacts_window_first(row) + soc_pick(w[SOC_LANE(ACCUSER)], soc_contacts_window_size(s->at, row));
	const unsigned informer =
		motive == SOC_MOTIVE_MALICE ? soc_pick(w[SOC_LANE(ACCUSER)], s->at->count) : next_door;
	if (motive == SOC_MOTIVE_MALICE ? soc_contacts_knows(s->at, s->map, s->registry, s->self, informer, row)
	                                : !is_stranger(s, informer, row))
		return;
	const enum soc_record_truth what =
		s->self->life[row] & SOC_LIFE_UNREGISTERED ? SOC_RECORD_TRUE : SOC_RECORD_FABRICATED;
	struct soc_rec *rec = record(s, row, informer, s->rules->residence.unregistered, channel, what, motive);
	if (rec == NULL)
		return;
	soc_draw_block(s->at->seed, SOC_DRAW_SUSPICION, s->at->community, s->at->month,
	               SOC_BLOCK(ACCUSED_FATE, report), rec->word);
	ask(s, rec, motive, 1 + report);
}

/* Channels may make such spurious records as of any class: some are right by chance. */
static void look_at_slips(const struct scene *s)
{
	for (unsigned i = 0; i < s->month_log->records_count; i++) {
		const unsigned row = s->month_log->records[i].row;
		const int sublets = s->month_log->records[i].event == s->rules->subletting.class;
		if (!sublets && s->month_log->records[i].event != s->rules->residence.unregistered)
			continue;
		s->truth->motive[i] = SOC_MOTIVE_SLIP;
		if (sublets ? s->sublets[row] : s->self->life[row] & SOC_LIFE_UNREGISTERED)
			s->truth->record_truth[i] = SOC_RECORD_TRUE;
	}
}

void soc_residence_report(const struct soc_place_time *at, const struct soc_rules *rules,
                          const struct soc_contact_map *map, const struct soc_registry *registry,
                          const struct soc_self *self, struct soc_month_log *month_log,
                          struct soc_true_log *truth)
{
	uint8_t sublets[SOC_FULL_COMMUNITY];
	const struct scene s = { at, rules, map, registry, self, month_log, truth, sublets };
	if (!rules->records.watched || (rules->residence.unregistered < 0 && rules->residence.registration < 0))
		return;
	if (rules->subletting.class >= 0)
		soc_subletting_find(at, rules, registry, self, sublets);
	look_at_slips(&s);
	SOC_FOR_BITS(self->life, SOC_LIFE_UNREGISTERED, at->count, row) {
		/* The draw by which people declare at the month's end (conduct.c). Who is about to is not found out.
		 */
		const int registers =
			soc_below(SOC_VARIATE(REGISTERS, at->seed, at->first_person + row, at->month, 0),
		              rules->people.register_move);
		if (registers && rules->residence.registration >= 0)
			find(&s, row, rules->residence.registration, SOC_WORD(REGISTRATION_DETECTION, 0),
			     SOC_BLOCK(REGISTRATION_FATE, 0));
		else if (rules->residence.unregistered >= 0)
			find(&s, row, rules->residence.unregistered, SOC_WORD(FOUND_OUT, 0), SOC_BLOCK(FOUND_FATE, 0));
	}
	if (rules->residence.unregistered < 0 || rules->residence.reporting < 0)
		return;
	const uint32_t suspected = SOC_VARIATE(SUSPECTED_COUNT, at->seed, at->community, at->month, 0);
	const uint32_t denounced = SOC_VARIATE(DENOUNCED_COUNT, at->seed, at->community, at->month, 0);
	for (unsigned i = 0; i < SOC_FABRICATED_MOST && suspected < rules->residence.suspected[i]; i++)
		accuse(&s, SOC_MOTIVE_SUSPICION, i);
	for (unsigned i = 0; i < SOC_FABRICATED_MOST && denounced < rules->residence.denounced[i]; i++)
		accuse(&s, SOC_MOTIVE_MALICE, i);
}

/* With a landlord all are found to whom the dwelling was let. */
static void correct_tenants(const struct soc_place_time *at, const struct soc_rules *rules,
                            const struct soc_registry *registry, const struct soc_month_log *month_log,
                            struct soc_self *self)
{
	uint8_t found[SOC_FULL_COMMUNITY] = { 0 }, any = 0;
	for (unsigned i = 0; i < month_log->records_count; i++)
		if (month_log->records[i].event == rules->subletting.class &&
		    soc_rec_is_accepted(&month_log->records[i]))
			found[month_log->records[i].row] = any = 1;
	for (unsigned row = 0; row < at->count && any; row++) {
		if (!(self->life[row] & SOC_LIFE_UNREGISTERED) || !soc_subletting_rents(at, rules, row))
			continue;
		const unsigned landlord = soc_subletting_landlord(at, registry, row);
		if (landlord != SOC_NOBODY && found[landlord])
			self->life[row] &= (uint8_t)~SOC_LIFE_UNREGISTERED;
	}
}

void soc_residence_correct(const struct soc_place_time *at, const struct soc_rules *rules,
                           const struct soc_registry *registry, const struct soc_month_log *month_log,
                           struct soc_self *self)
{
	for (unsigned i = 0; rules->residence.unregistered >= 0 && i < month_log->records_count; i++)
		if (month_log->records[i].event == rules->residence.unregistered &&
		    soc_rec_is_accepted(&month_log->records[i]))
			self->life[month_log->records[i].row] &= (uint8_t)~SOC_LIFE_UNREGISTERED;
	if (rules->subletting.class >= 0)
		correct_tenants(at, rules, registry, month_log, self);
}
