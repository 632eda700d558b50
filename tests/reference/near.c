/* Who knows whom; where people live against where they are registered; what publication costs. */
#include "near.h"
#include "attention.h"

/* ---- the pairs ---- */

/* The other side of a slot: rows of a window mirrored at a drawn point; within the household there is none.
 */
int ref_partner(const struct ref_now *now, int row, int slot)
{
	const int near = slot < 4, first = near ? row - row % 32 : 0, left = now->c->count - first;
	const int size = near && left > 32 ? 32 : left;
	const uint32_t block = near ? (uint32_t)(row / 32 + 1) : 0;
	const uint32_t word = soc_draw(now->ref->seed, SOC_DRAW_CONTACT_MAP, (uint64_t)now->c->number, 0,
	                               block * 4 + (uint32_t)(slot % 4));
	const int other = first + ((int)soc_pick(word, (uint32_t)size) - (row - first) + size) % size;
	return now->c->person[other].home_first == now->c->person[row].home_first ? NOBODY : other;
}

static int contacts_of(const struct ref_person *p)
{
	int n = 0;
	for (int slot = 0; slot < SOC_CONTACTS; slot++)
		n += p->contact[slot];
	return n;
}

static int is_isolated(const struct ref_now *now, const struct ref_person *p)
{
	return contacts_of(p) <= now->rules->contacts.isolated_at_most;
}

static int is_at_home(const struct ref_now *now, int person, int home)
{
	return person != NOBODY && now->c->person[person].home_first == now->c->person[home].home_first;
}

/* Lives in, has a contact in or kin in the household of another. */
static int knows(const struct ref_now *now, int person, int other)
{
	const struct ref_person *p = &now->c->person[person];
	int found =
		is_at_home(now, person, other) || is_at_home(now, p->kin, other) || is_at_home(now, p->former, other);
	for (int slot = 0; slot < SOC_CONTACTS; slot++)
		found |= p->contact[slot] && is_at_home(now, ref_partner(now, person, slot), other);
	return found;
}

static void set_contact(struct ref_now *now, int row, int slot, int to)
{
	now->c->person[row].contact[slot] = to;
	now->c->person[ref_partner(now, row, slot)].contact[slot] = to;
}

void ref_contacts_move(struct ref_now *now)
{
	if (!now->rules->contacts.kept)
		return;
	for (int i = 0; i < now->c->count && now->month == 0; i++)
		for (int slot = 0; slot < SOC_CONTACTS; slot++)
			if (ref_partner(now, i, slot) > i && ref_happens(ref_word(now, SOC_DRAW_CONTACT, i, 0xffff, slot),
			                                                 now->rules->contacts.share[slot / 4]))
				set_contact(now, i, slot, 1);
	for (int e = 0; e < now->m->events; e++) {
		const int person = now->m->event[e].person;
		if (now->rules->events.event[now->m->event[e].class].effect != SOC_EFFECT_MOVE)
			continue;
		now->c->person[person].moved = 1;
		for (int slot = 0; slot < SOC_CONTACTS; slot++)
			if (now->c->person[person].contact[slot] &&
			    ref_happens(ref_word(now, SOC_DRAW_CONTACT, person, now->month, slot),
			                now->rules->contacts.moved))
				set_contact(now, person, slot, 0);
	}
}

static int is_black_listed(const struct ref_now *now, const struct ref_person *p)
{
	int found = 0;
	for (int l = 0; l < now->rules->regime.lists.count; l++)
		found |= now->rules->regime.lists.list[l].colour == SOC_BLACK && p->entry[l].months_left > 0;
	return found;
}

/* Each slot is looked at every eighth month, by the word of the lower row of the pair. */
void ref_contacts_renew(struct ref_now *now)
{
	const struct soc_rules *rules = now->rules;
	const int slot = now->month % SOC_CONTACTS;
	for (int i = 0; i < now->c->count && rules->contacts.kept; i++) {
		struct ref_person *p = &now->c->person[i];
		const int other = ref_partner(now, i, slot);
		const uint64_t id = now->c->first_person + (uint64_t)i;
		const uint32_t word = soc_draw(now->ref->seed, SOC_DRAW_CONTACT_RENEW, id / 4, (uint32_t)now->month,
		                               (uint32_t)(id % 4));
		if (other <= i)
			continue;
		struct ref_person *q = &now->c->person[other];
		const int barred =
			(p->ostracised && is_black_listed(now, p)) || (q->ostracised && is_black_listed(now, q));
		const uint64_t made =
			p->ostracised || q->ostracised ? rules->publicity.back[slot / 4] : rules->contacts.made[slot / 4];
		if (p->contact[slot]) {
			if (ref_happens(word, rules->contacts.faded[slot / 4]))
				set_contact(now, i, slot, 0);
		} else if (!barred && ref_happens(word, made)) {
			set_contact(now, i, slot, 1);
		}
	}
	for (int i = 0; i < now->c->count && rules->contacts.kept; i++) {
		struct ref_person *p = &now->c->person[i];
		if (p->ostracised && !is_black_listed(now, p) && !is_isolated(now, p))
			p->ostracised = 0;
	}
}

/* ---- where people live ---- */

/* Who lets where a person lives, or would be said to: of the people from a drawn one on, the first who heads
 * another household. */
static int landlord_of(const struct ref_now *now, int person)
{
	const int from = (int)soc_pick(ref_word(now, SOC_DRAW_TENANCY, person, 0, 1), (uint32_t)now->c->count);
	for (int i = from; i < from + now->c->count; i++) {
		const int other = i % now->c->count;
		if (now->c->person[other].role == SOC_ROLE_HEAD && !is_at_home(now, other, person))
			return other;
	}
	return NOBODY;
}

static int is_tenant(const struct ref_now *now, int person)
{
	return now->c->person[person].unregistered &&
	       ref_happens(ref_word(now, SOC_DRAW_TENANCY, person, 0, 0), now->rules->subletting.rented);
}

int ref_sublets(const struct ref_now *now, int person)
{
	for (int i = 0; i < now->c->count; i++)
		if (is_tenant(now, i) && landlord_of(now, i) == person)
			return 1;
	return 0;
}

/* Returns whether a person is known by the record. */
static int report(struct ref_now *now, int person, int informer, int event, int channel, int motive,
                  const uint32_t word[4])
{
	const struct ref_person *p = &now->c->person[person];
	const int is_so = event == now->rules->subletting.class ? ref_sublets(now, person) : p->unregistered;
	struct ref_record r = { .person = person,
		                    .informer = informer,
		                    .event = event,
		                    .channel = channel,
		                    .motive = motive,
		                    .truth = is_so ? RECORD_TRUE : FABRICATED,
		                    .decision = OPEN };
	for (int i = 0; i < 4; i++)
		r.word[i] = word[i];
	if (now->rules->records.channel[channel].needs_identity && !ref_has_identity(now, person))
		r.decision = NO_IDENTITY;
	now->m->record[now->m->records++] = r;
	return r.decision == OPEN;
}

/* Somebody is said to live here unregistered: who sublet to them? number: of the ways in which the person can
 * be named in a month. */
static void ask(struct ref_now *now, int person, int informer, int channel, int motive, int number)
{
	uint32_t asked[4], word[4];
	const uint64_t id = now->c->first_person + (uint64_t)person;
	const int landlord = landlord_of(now, person);
	if (now->rules->subletting.class < 0 || landlord == NOBODY || landlord == informer ||
	    !ref_is_covered(now, landlord, channel))
		return;
	soc_draw_block(now->ref->seed, SOC_DRAW_SUBLETTING, id, (uint32_t)now->month, (uint32_t)(2 * number),
	               asked);
	soc_draw_block(now->ref->seed, SOC_DRAW_SUBLETTING, id, (uint32_t)now->month, (uint32_t)(2 * number + 1),
	               word);
	if (ref_happens(asked[0], now->rules->records.channel[channel].detect[now->rules->subletting.class] *
	                              ref_attention(now, channel) / 65536))
		report(now, landlord, informer, now->rules->subletting.class, channel, motive, word);
}

/* Those who know that the household lives here, in order. */
static int knowers(const struct ref_now *now, int person, int *who)
{
	const struct ref_person *p = &now->c->person[person];
	int n = 0;
	for (int i = p->home_first; i < p->home_first + p->home_size; i++)
		for (int slot = 0; slot < SOC_CONTACTS; slot++)
			if (now->c->person[i].contact[slot])
				who[n++] = ref_partner(now, i, slot);
	if (p->kin != NOBODY)
		who[n++] = p->kin;
	if (p->former != NOBODY)
		who[n++] = p->former;
	return n;
}

static void find(struct ref_now *now, int person, int event, int word_of, uint32_t block)
{
	const struct soc_rules *rules = now->rules;
	const uint64_t id = now->c->first_person + (uint64_t)person;
	for (int c = 0; c < rules->records.count; c++) {
		const struct soc_channel_rule *channel = &rules->records.channel[c];
		const int by_neighbours =
			channel->kind == SOC_CHANNEL_NEIGHBOURS && event == rules->residence.unregistered;
		int who[16 * SOC_CONTACTS], informer = NOBODY;
		uint64_t p = channel->detect[event] * ref_attention(now, c) / 65536;
		if (!channel->enabled || channel->detect[event] == 0 ||
		    (by_neighbours && c != rules->residence.reporting) || !ref_is_covered(now, person, c))
			continue;
		if (by_neighbours) {
			const int n = knowers(now, person, who);
			p = rules->residence.told[n < SOC_KNOWERS ? n : SOC_KNOWERS];
			if (n > 0)
				informer =
					who[soc_pick(ref_word(now, SOC_DRAW_RESIDENCE, person, now->month, 16), (uint32_t)n)];
		}
		if (!ref_happens(ref_word_of(now, now->rules->records.channel[c].salt, SOC_DRAW_RESIDENCE, person,
		                             now->month, word_of),
		                 p))
			continue;
		uint32_t word[4];
		soc_draw_block(now->ref->seed, SOC_DRAW_RESIDENCE, id, (uint32_t)now->month, block, word);
		if (report(now, person, informer, event, c, by_neighbours ? TOLD : REGISTER, word) &&
		    event == rules->residence.unregistered)
			ask(now, person, informer, c, by_neighbours ? TOLD : REGISTER, 0);
		return;
	}
}

static void accuse(struct ref_now *now, int motive, int i)
{
	const struct ref_community *c = now->c;
	const int number = i % 32 + 32 * (motive == MALICE) + i / 32 * 64; /* of both motives, 32 in turn */
	const uint32_t block = (uint32_t)(1 + 2 * number);
	uint32_t w[4], word[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_SUSPICION, (uint64_t)c->number, (uint32_t)now->month, block, w);
	soc_draw_block(now->ref->seed, SOC_DRAW_SUSPICION, (uint64_t)c->number, (uint32_t)now->month, block + 1,
	               word);
	const int person = (int)soc_pick(w[0], 512);
	if (person >= c->count || !ref_is_covered(now, person, now->rules->residence.reporting))
		return;
	const int first = person - person % 32, size = c->count - first < 32 ? c->count - first : 32;
	const int informer = motive == MALICE ? (int)soc_pick(w[1], (uint32_t)c->count)
	                                      : first + (int)soc_pick(w[1], (uint32_t)size);
	int known = knows(now, informer, person);
	for (int slot = 0; slot < SOC_CONTACTS && motive == SUSPICION; slot++)
		known |= c->person[informer].contact[slot] && knows(now, ref_partner(now, informer, slot), person);
	if (!known && report(now, person, informer, now->rules->residence.unregistered,
	                     now->rules->residence.reporting, motive, word))
		ask(now, person, informer, now->rules->residence.reporting, motive, 1 + number);
}

void ref_residence(struct ref_now *now)
{
	const struct soc_rules *rules = now->rules;
	for (int i = 0; i < now->c->count && rules->records.watched; i++) {
		const int registers =
			ref_happens(ref_word(now, SOC_DRAW_CONDUCT, i, now->month, 1), rules->people.register_move);
		if (!now->c->person[i].unregistered)
			continue;
		if (registers && rules->residence.registration >= 0)
			find(now, i, rules->residence.registration, 8, 6);
		else if (rules->residence.unregistered >= 0)
			find(now, i, rules->residence.unregistered, 0, 5);
	}
	if (rules->residence.unregistered < 0 || rules->residence.reporting < 0)
		return;
	const uint64_t number = (uint64_t)now->c->number;
	const uint32_t month = (uint32_t)now->month;
	for (int i = 0; i < SOC_FABRICATED_MOST && soc_draw(now->ref->seed, SOC_DRAW_SUSPICION, number, month,
	                                                    0) < rules->residence.suspected[i];
	     i++)
		accuse(now, SUSPICION, i);
	for (int i = 0; i < SOC_FABRICATED_MOST && soc_draw(now->ref->seed, SOC_DRAW_SUSPICION, number, month,
	                                                    1) < rules->residence.denounced[i];
	     i++)
		accuse(now, MALICE, i);
}

void ref_correct_residence(struct ref_now *now)
{
	for (int i = 0; i < now->m->records; i++) {
		const struct ref_record *r = &now->m->record[i];
		if (r->decision != ACCEPTED)
			continue;
		if (r->event == now->rules->residence.unregistered)
			now->c->person[r->person].unregistered = 0;
		for (int j = 0; r->event == now->rules->subletting.class && j < now->c->count; j++)
			if (is_tenant(now, j) && landlord_of(now, j) == r->person)
				now->c->person[j].unregistered = 0;
	}
}

/* ---- publicity ---- */

static int cut(struct ref_now *now, int person, int first_word, uint64_t p)
{
	int n = 0;
	for (int slot = 0; slot < SOC_CONTACTS; slot++)
		if (now->c->person[person].contact[slot] &&
		    ref_happens(ref_word(now, SOC_DRAW_PUBLICITY, person, now->month, first_word + slot), p)) {
			set_contact(now, person, slot, 0);
			n++;
		}
	return n;
}

void ref_publicity(struct ref_now *now)
{
	const struct soc_rules *rules = now->rules;
	int published[SOC_COMMUNITY_MAX] = { 0 };
	for (int i = 0; i < now->m->entries && rules->publicity.acts; i++) {
		const int person = now->m->entered[i].person, l = now->m->entered[i].list;
		struct ref_person *p = &now->c->person[person];
		if (rules->regime.lists.list[l].colour != SOC_BLACK || published[person] ||
		    !ref_happens(ref_word_of(now, now->rules->regime.lists.list[l].salt, SOC_DRAW_LISTING, person,
		                             now->month, 5),
		                 rules->regime.lists.list[l].publication))
			continue;
		published[person] = p->ostracised = 1;
		const int contacts = cut(now, person, 0, rules->publicity.cut);
		const int work = p->employed && ref_happens(ref_word(now, SOC_DRAW_PUBLICITY, person, now->month, 8),
		                                            rules->publicity.work);
		if (work)
			ref_lose_work(now, person);
		now->m->loss[now->m->losses++] = (struct ref_loss){ person, contacts, work };
	}
	for (int i = 0; i < now->c->count && rules->publicity.acts; i++) {
		struct ref_person *p = &now->c->person[i];
		if (p->ostracised && is_black_listed(now, p))
			now->m->loss[now->m->losses++] =
				(struct ref_loss){ i, cut(now, i, 12, rules->publicity.warning_tone), 0 };
		if (p->ostracised && is_isolated(now, p))
			p->strain = (int)ref_bounded(p->strain + rules->publicity.strain, 0, 255);
	}
}

/* ---- counting ---- */

static unsigned gravest(const struct ref_now *now, const struct ref_person *p)
{
	int worst = DID;
	for (int l = 0; l < now->rules->regime.lists.count; l++)
		if (now->rules->regime.lists.list[l].colour == SOC_BLACK && p->entry[l].truth > worst)
			worst = p->entry[l].truth;
	return (unsigned)worst;
}

static unsigned home_of(const struct ref_person *p)
{
	return (unsigned)(p->home_size < 9 ? p->home_size - 1 : 8);
}

static unsigned known(const struct ref_now *now, const struct ref_person *p)
{
	int n = 0;
	for (int i = p->home_first; i < p->home_first + p->home_size; i++)
		n += contacts_of(&now->c->person[i]);
	return (unsigned)(n / 2 < 8 ? n / 2 : 8);
}

static void count_person(struct ref_now *now, const struct ref_person *p)
{
	struct soc_tally *t = &now->ref->tally;
	soc_count_module(t, SOC_MOD_contacts_by_number_persons, (unsigned)contacts_of(p), 1);
	soc_count_module(t, SOC_MOD_residence_people_by_known_persons,
	                 known(now, p) + 9 * (unsigned)p->unregistered, 1);
	soc_count_module(t, SOC_MOD_residence_people_by_home_persons, home_of(p) + 9 * (unsigned)p->unregistered,
	                 1);
	soc_count_module(t, SOC_MOD_residence_people_by_move_persons, (unsigned)(2 * p->moved + p->unregistered),
	                 1);
	if (!is_isolated(now, p))
		return;
	soc_count_module(t, SOC_MOD_contacts_by_month_isolated, 0, 1);
	if (p->ostracised)
		soc_count_module(t,
		                 is_black_listed(now, p) ? SOC_MOD_publicity_by_truth_isolated_listed
		                                         : SOC_MOD_publicity_by_truth_isolated_after,
		                 gravest(now, p), 1);
}

void ref_count_subletting(struct ref_now *now)
{
	int64_t *module = now->ref->tally.module;
	for (int i = 0; i < now->m->records && now->rules->subletting.class >= 0; i++) {
		const struct ref_record *r = &now->m->record[i];
		if (r->event != now->rules->subletting.class)
			continue;
		if (!r->by_people && !r->is_older)
			module[SOC_MOD_subletting_by_reason_records + 2 * r->motive + (r->truth != RECORD_TRUE)]++;
		if (r->decision == ACCEPTED)
			module[SOC_MOD_subletting_by_truth_accepted + (r->truth != RECORD_TRUE)]++;
	}
	for (int i = 0; i < now->c->count && now->rules->subletting.class >= 0 && ref_is_sampled(now); i++) {
		module[SOC_MOD_subletting_by_month_tenants] += is_tenant(now, i);
		module[SOC_MOD_subletting_by_month_landlords] += ref_sublets(now, i);
	}
}

void ref_count_contacts(struct ref_now *now)
{
	struct soc_tally *t = &now->ref->tally;
	for (int i = 0; i < now->m->records && now->rules->contacts.kept; i++) {
		const struct ref_record *r = &now->m->record[i];
		const struct ref_person *p = &now->c->person[r->person];
		const unsigned wrong = r->truth != RECORD_TRUE;
		if (r->by_people || r->is_older || r->event != now->rules->residence.unregistered)
			continue;
		soc_count_module(t, SOC_MOD_residence_by_reason_records, 2 * (unsigned)r->motive + wrong, 1);
		soc_count_module(t, SOC_MOD_residence_reports_by_known_reports, known(now, p) + 9 * wrong, 1);
		soc_count_module(t, SOC_MOD_residence_reports_by_home_reports, home_of(p) + 9 * wrong, 1);
		soc_count_module(t, SOC_MOD_residence_reports_by_move_reports, 2 * (unsigned)p->moved + wrong, 1);
	}
	for (int i = 0; i < now->m->losses && now->rules->contacts.kept; i++) {
		const struct ref_loss *loss = &now->m->loss[i];
		soc_count_module(t, SOC_MOD_publicity_by_truth_contacts_lost,
		                 gravest(now, &now->c->person[loss->person]), loss->contacts);
		soc_count_module(t, SOC_MOD_publicity_by_truth_work_lost, gravest(now, &now->c->person[loss->person]),
		                 loss->work);
	}
	for (int i = 0; i < now->c->count && now->rules->contacts.kept && ref_is_sampled(now); i++)
		count_person(now, &now->c->person[i]);
}
