/* Who helps a stranger, and what is said of it. */
#include "near.h"

enum { BY_NORM, EVERYBODY, NO_ONE }; /* whom people help */
enum { UNKNOWN, GOOD, BAD };         /* what is said of them */

static uint32_t word_of_row(const struct ref_now *now, enum soc_stream stream, int person, int month)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	return soc_draw(now->ref->seed, stream, id / 4, (uint32_t)month, (uint32_t)(id % 4));
}

/* 0 nothing, 1 a low grade; on a black list 2 and what is true of the entry, of several the gravest wrong. */
static int record_of(const struct ref_now *now, int person)
{
	const struct ref_person *p = &now->c->person[person];
	int is = p->grade < now->rules->trust.bad_grades;
	for (unsigned l = 0; l < now->rules->regime.lists.count; l++)
		if (now->rules->regime.lists.list[l].colour == SOC_BLACK && p->entry[l].months_left > 0 &&
		    2 + p->entry[l].truth > is)
			is = 2 + p->entry[l].truth;
	return is;
}

static int kind_of(const struct ref_now *now, int person)
{
	const struct soc_trust_rules *trust = &now->rules->trust;
	const uint32_t word = word_of_row(now, SOC_DRAW_TRUST_KIND, person, 0);
	if (ref_happens(word, trust->never[now->c->person[person].offended]))
		return NO_ONE;
	return ref_happens(UINT32_MAX - word, trust->always) ? EVERYBODY : BY_NORM;
}

static int reads(const struct ref_now *now, int person)
{
	return ref_happens(word_of_row(now, SOC_DRAW_TRUST_READER, person, 0), now->rules->trust.reads);
}

static int circle_of(const struct ref_now *now, int person)
{
	const int circles = now->rules->trust.circles;
	return circles == 1
	           ? 0
	           : (int)soc_pick(word_of_row(now, SOC_DRAW_TRUST_CIRCLE, person, 0), (uint32_t)circles);
}

/* What the circle of `by` says of the person: each has its own place of a number to the base of four. */
static int said_of(const struct ref_now *now, int person, int by)
{
	int repute = now->c->person[person].repute;
	for (int i = circle_of(now, by); i > 0; i--)
		repute /= 4;
	return repute % 4;
}

static void say_of(const struct ref_now *now, int person, int by, int what)
{
	int place = 1;
	for (int i = circle_of(now, by); i > 0; i--)
		place *= 4;
	now->c->person[person].repute += (what - said_of(now, person, by)) * place;
}

static int looks_good(const struct ref_now *now, int person, int to)
{
	return reads(now, to) ? record_of(now, person) == 0 : said_of(now, person, to) != BAD;
}

static int knows(const struct ref_now *now, int person, int other)
{
	const struct ref_person *all = now->c->person, *p = &all[person];
	const int home = all[other].home_first;
	if (p->home_first == home)
		return 1;
	if (!now->rules->contacts.kept)
		return 0;
	for (int k = 0; k < SOC_CONTACTS; k++)
		if (p->contact[k] && all[ref_partner(now, person, k)].home_first == home)
			return 1;
	return (p->kin != NOBODY && all[p->kin].home_first == home) ||
	       (p->former != NOBODY && all[p->former].home_first == home);
}

static uint32_t word(const struct ref_now *now, int person, int encounter, int number)
{
	return ref_word(now, SOC_DRAW_TRUST, person, now->month, 8 * encounter + number);
}

/* Who asks; slot: of the contact, or NOBODY. NOBODY: nobody does. */
static int who_asks(const struct ref_now *now, int person, int i, int *slot)
{
	const struct ref_person *p = &now->c->person[person];
	*slot = NOBODY;
	if (now->rules->contacts.kept && ref_happens(word(now, person, i, 0), now->rules->trust.ties)) {
		int known = 0, chosen;
		for (int k = 0; k < SOC_CONTACTS; k++)
			known += p->contact[k];
		if (known == 0)
			return NOBODY;
		chosen = (int)soc_pick(word(now, person, i, 1), (uint32_t)known);
		for (int k = 0; k < SOC_CONTACTS; k++)
			if (p->contact[k] && chosen-- == 0)
				*slot = k;
		return now->c->person[ref_partner(now, person, *slot)].age >= 18 ? ref_partner(now, person, *slot)
		                                                                 : NOBODY;
	}
	const int other = (int)soc_pick(word(now, person, i, 1), (uint32_t)now->c->count);
	return now->c->person[other].age >= 18 && !knows(now, person, other) ? other : NOBODY;
}

static int turns_away(const struct ref_now *now, int person, int other, int slot)
{
	const uint64_t lower = now->c->first_person + (uint64_t)(person < other ? person : other);
	const uint32_t tie = soc_draw(now->ref->seed, SOC_DRAW_TRUST_TIES, lower, 0, (uint32_t)slot);
	return record_of(now, other) != 0 &&
	       now->rules->trust.docility * word_of_row(now, SOC_DRAW_TRUST_DOCILITY, person, 0) >
	           now->rules->trust.tie_strength * tie;
}

static void look_on(struct ref_now *now, int person, int other, int i, int helps)
{
	const struct soc_trust_rules *trust = &now->rules->trust;
	const int witness = (int)soc_pick(word(now, person, i, 4), (uint32_t)now->c->count);
	if (witness == person || witness == other || now->c->person[witness].age < 18)
		return;
	const int reader = reads(now, witness);
	if (reader && helps && record_of(now, other) != 0 &&
	    ref_happens(ref_word(now, SOC_DRAW_TRUST_GUILT, person, now->month, i), trust->association)) {
		say_of(now, person, witness, BAD);
	} else if (ref_happens(word(now, person, i, 5), trust->talked[reader])) {
		const int seen = ref_happens(word(now, person, i, 6), trust->perception_error) ? !helps : helps;
		int good = trust->norm.judges >>
		               (4 * looks_good(now, person, witness) + 2 * looks_good(now, other, witness) + seen) &
		           1;
		if (ref_happens(UINT32_MAX - word(now, person, i, 7), trust->assessment_error))
			good = !good;
		say_of(now, person, witness, good ? GOOD : BAD);
	}
}

static void ask(struct ref_now *now, int person, int i)
{
	const struct soc_trust_rules *trust = &now->rules->trust;
	int64_t *count = now->ref->tally.module;
	int slot, ground, helps;
	const int other = who_asks(now, person, i, &slot), reader = reads(now, person);
	if (other == NOBODY)
		return;
	const struct ref_person *asks = &now->c->person[other];
	const int kind = kind_of(now, person), record = record_of(now, other);
	const int can = ref_happens(word(now, person, i, 3), trust->helped);
	if (slot != NOBODY) {
		const int away = turns_away(now, person, other, slot);
		helps = !away && kind != NO_ONE && can;
		count[SOC_MOD_trust_by_record_contacts_asked + record]++;
		count[SOC_MOD_trust_by_record_contacts_helped + record] += helps;
		count[SOC_MOD_trust_by_record_contacts_shunned + record] += away;
	} else {
		ground = 2;
		if (reader && (record != 0 || ref_happens(word(now, person, i, 2), trust->clean_trusted)))
			ground = 0;
		if (!reader && said_of(now, other, person) != UNKNOWN &&
		    ref_happens(word(now, person, i, 2), trust->heard))
			ground = 1;
		if (kind == NO_ONE)
			helps = 0;
		else if (kind == EVERYBODY)
			helps = can;
		else if (ground == 2)
			helps = ref_happens(word(now, person, i, 3), trust->helped_if_unknown);
		else
			helps = can && (trust->norm.gives >>
			                    (2 * looks_good(now, person, person) + looks_good(now, other, person)) &
			                1);
		count[SOC_MOD_trust_by_record_asked + record]++;
		count[SOC_MOD_trust_by_record_helped + record] += helps;
		count[SOC_MOD_trust_by_helper_asked + kind_of(now, other)]++;
		count[SOC_MOD_trust_by_helper_helped + kind_of(now, other)] += helps;
		count[SOC_MOD_trust_by_ground_asked + ground]++;
		count[SOC_MOD_trust_by_ground_helped + ground] += helps;
		count[SOC_MOD_trust_by_group_asked + asks->minority]++;
		count[SOC_MOD_trust_by_group_helped + asks->minority] += helps;
		count[SOC_MOD_trust_by_grade_asked + asks->grade]++;
		count[SOC_MOD_trust_by_grade_helped + asks->grade] += helps;
	}
	look_on(now, person, other, i, helps);
}

void ref_trust(struct ref_now *now)
{
	const struct soc_trust_rules *trust = &now->rules->trust;
	if (trust->encounters == 0)
		return;
	for (int person = 0; person < now->c->count; person++)
		if (ref_happens(word_of_row(now, SOC_DRAW_TRUST_FORGOTTEN, person, now->month), trust->forgotten))
			now->c->person[person].repute = UNKNOWN;
	for (int i = 0; i < trust->encounters; i++)
		for (int person = 0; person < now->c->count; person++)
			if (now->c->person[person].age >= 18)
				ask(now, person, i);
	for (int person = 0; person < now->c->count; person++)
		if (now->c->person[person].age >= 18)
			now->ref->tally.module[SOC_MOD_trust_by_repute_persons + 3 * said_of(now, person, person) +
			                       kind_of(now, person)]++;
}
