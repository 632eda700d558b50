#include "model/modules/trust/trust.h"

#include "model/population/population.h"
#include "model/rows.h"

#define ADULT 18
#define NO_SLOT SOC_CONTACTS

/* What is the same in all encounters of a month, by row. */
struct people {
	const struct soc_measurement *s;
	const struct soc_contact_map *map;
	struct soc_self *self;
	uint8_t on_record[SOC_COMMUNITY_MAX]; /* enum soc_trust_record */
	uint8_t kind[SOC_COMMUNITY_MAX];      /* enum soc_trust_kind */
	uint8_t reads[SOC_COMMUNITY_MAX];     /* goes by the record */
	uint8_t circle[SOC_COMMUNITY_MAX];    /* whose opinions the person hears and shares */
	struct soc_row_words docile;
	const uint32_t *docility;
};

/* Who asks whom, and what comes of it. */
struct encounter {
	unsigned donor, recipient;
	unsigned slot; /* of the donor's contact; NO_SLOT: a stranger */
	unsigned ground, helps, shuns;
};

static unsigned record_of(const struct soc_measurement *s, unsigned row)
{
	unsigned worst = 0, listed = 0;
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++) {
		if (!(s->rules->regime.lists.black >> l & 1u) || s->record->months_left[l][row] == 0)
			continue;
		const unsigned truth = soc_tag_entry(s->truth->tags[row], l);
		worst = truth > worst ? truth : worst;
		listed = 1;
	}
	if (listed)
		return SOC_ON_RECORD_DID + worst;
	return s->record->grade[row] < s->rules->trust.bad_grades ? SOC_ON_RECORD_GRADE : SOC_ON_RECORD_NOTHING;
}

static unsigned kind_of(const struct soc_measurement *s, unsigned row, uint32_t word)
{
	const struct soc_trust_rules *rules = &s->rules->trust;
	if (soc_below(word, rules->never[(s->truth->tags[row] & SOC_TAG_OFFENDED) != 0]))
		return SOC_TRUST_NEVER;
	return soc_below(~word, rules->always) ? SOC_TRUST_ALWAYS : SOC_TRUST_BY_NORM;
}

static void find_circles(struct people *p)
{
	const struct soc_measurement *s = p->s;
	struct soc_row_words words;
	const uint32_t *word =
		s->rules->trust.circles > 1 ? soc_rows_words(s->at, SOC_DRAW_TRUST_CIRCLE, 0, &words) : NULL;
	for (unsigned row = 0; row < s->at->count; row++)
		p->circle[row] = (uint8_t)(word != NULL ? soc_pick(word[row], s->rules->trust.circles) : 0);
}

static void look_at(struct people *p, const struct soc_measurement *s, const struct soc_contact_map *map,
                    struct soc_self *self)
{
	struct soc_row_words kinds, readers;
	const uint32_t *kind = soc_rows_words(s->at, SOC_DRAW_TRUST_KIND, 0, &kinds);
	const uint32_t *reader = soc_rows_words(s->at, SOC_DRAW_TRUST_READER, 0, &readers);
	p->s = s;
	p->map = map;
	p->self = self;
	p->docility = soc_rows_words(s->at, SOC_DRAW_TRUST_DOCILITY, 0, &p->docile);
	find_circles(p);
	for (unsigned row = 0; row < s->at->count; row++) {
		p->on_record[row] = (uint8_t)record_of(s, row);
		p->kind[row] = (uint8_t)kind_of(s, row, kind[row]);
		p->reads[row] = (uint8_t)soc_below(reader[row], s->rules->trust.reads);
	}
}

static void forget(const struct soc_measurement *s, struct soc_self *self)
{
	struct soc_row_words words;
	if (s->rules->trust.forgotten == 0)
		return;
	const uint32_t *word = soc_rows_words(s->at, SOC_DRAW_TRUST_FORGOTTEN, s->at->month, &words);
	for (unsigned row = 0; row < s->at->count; row++)
		if (soc_below(word[row], s->rules->trust.forgotten))
			self->repute[row] = SOC_REPUTE_NONE;
}

/* ---- whom one meets ---- */

static unsigned is_adult(const struct people *p, unsigned row)
{
	return p->s->registry->age[row] >= ADULT;
}

/* The contact with that number among the donor's. */
static unsigned nth_slot(unsigned contacts, unsigned n)
{
	while (n-- > 0)
		contacts &= contacts - 1;
	return (unsigned)__builtin_ctz(contacts);
}

/* 0: nobody, or no adult outside the household. Who is met as a stranger may turn out to be a contact and is
 * none then. */
static int meets(const struct people *p, unsigned donor, const uint32_t words[4], struct encounter *e)
{
	const struct soc_measurement *s = p->s;
	const int kept = s->rules->contacts.kept;
	*e = (struct encounter){ .donor = donor, .slot = NO_SLOT, .ground = SOC_GROUND_NOTHING };
	if (kept && soc_below(words[SOC_LANE(TRUST_TIE)], s->rules->trust.ties)) {
		const unsigned known = soc_contacts_number(p->self, donor);
		if (known == 0)
			return 0;
		e->slot = nth_slot(p->self->contacts[donor], soc_pick(words[SOC_LANE(TRUST_PARTNER)], known));
		e->recipient = soc_contact_of(s->at, p->map, donor, e->slot);
		return is_adult(p, e->recipient);
	}
	e->recipient = soc_pick(words[SOC_LANE(TRUST_PARTNER)], s->at->count);
	if (!is_adult(p, e->recipient))
		return 0;
	if (kept)
		return !soc_contacts_knows(s->at, p->map, s->registry, p->self, donor, e->recipient);
	const unsigned first = donor - soc_home_position(s->registry->home[donor]);
	return e->recipient < first || e->recipient >= first + soc_home_size(s->registry->home[donor]);
}

/* ---- whether one helps ---- */

static unsigned said_of(const struct people *p, unsigned row, unsigned circle)
{
	return p->self->repute[row] >> 2 * circle & 3u;
}

static void say_of(const struct people *p, unsigned row, unsigned circle, enum soc_trust_repute what)
{
	const unsigned others = p->self->repute[row] & ~(3u << 2 * circle);
	p->self->repute[row] = (uint8_t)(others | (unsigned)what << 2 * circle);
}

/* 1: good, to somebody who goes by the record or by what that person's circle says. Whoever nothing is said
 * of passes for good. */
static unsigned image(const struct people *p, unsigned row, unsigned to)
{
	return p->reads[to] ? p->on_record[row] == SOC_ON_RECORD_NOTHING
	                    : said_of(p, row, p->circle[to]) != SOC_REPUTE_BAD;
}

/* Whoever would be called bad for it turns away from a contact on record, if it weighs more than the tie
 * does. */
static unsigned shuns(const struct people *p, const struct encounter *e)
{
	const struct soc_measurement *s = p->s;
	if (p->on_record[e->recipient] == SOC_ON_RECORD_NOTHING)
		return 0;
	const unsigned lower = e->donor < e->recipient ? e->donor : e->recipient;
	const uint32_t tie =
		SOC_VARIATE(TRUST_TIE_STRENGTH, s->at->seed, s->at->first_person + lower, 0, e->slot);
	return s->rules->trust.docility * p->docility[e->donor] > s->rules->trust.tie_strength * tie;
}

static void decide(const struct people *p, const uint32_t words[4], struct encounter *e)
{
	const struct soc_trust_rules *rules = &p->s->rules->trust;
	const uint32_t act = words[SOC_LANE(TRUST_ACT)];
	const unsigned reads = p->reads[e->donor];
	uint64_t chance = rules->helped;
	if (e->slot != NO_SLOT) {
		e->shuns = shuns(p, e);
		e->helps = !e->shuns && p->kind[e->donor] != SOC_TRUST_NEVER && soc_below(act, chance);
		return;
	}
	if (reads && (p->on_record[e->recipient] != SOC_ON_RECORD_NOTHING ||
	              soc_below(words[SOC_LANE(TRUST_HEARD)], rules->clean_trusted)))
		e->ground = SOC_GROUND_RECORD;
	else if (!reads && said_of(p, e->recipient, p->circle[e->donor]) != SOC_REPUTE_NONE &&
	         soc_below(words[SOC_LANE(TRUST_HEARD)], rules->heard))
		e->ground = SOC_GROUND_REPUTE;
	if (p->kind[e->donor] == SOC_TRUST_NEVER)
		chance = 0;
	else if (p->kind[e->donor] == SOC_TRUST_BY_NORM && e->ground == SOC_GROUND_NOTHING)
		chance = rules->helped_if_unknown;
	else if (p->kind[e->donor] == SOC_TRUST_BY_NORM &&
	         !(rules->norm.gives >> (2 * image(p, e->donor, e->donor) + image(p, e->recipient, e->donor)) &
	           1u))
		chance = 0;
	e->helps = (unsigned)soc_below(act, chance);
}

/* ---- what is said of it ---- */

/* A third person looks on. One who goes by the record needs no judgement of his own, and mostly makes none;
 * but whoever helps somebody on record is guilty by association with him. */
static void judge(const struct people *p, const struct encounter *e, unsigned number, const uint32_t words[4])
{
	const struct soc_trust_rules *rules = &p->s->rules->trust;
	const struct soc_place_time *at = p->s->at;
	const unsigned witness = soc_pick(words[SOC_LANE(TRUST_WITNESS)], p->s->at->count);
	if (witness == e->donor || witness == e->recipient || !is_adult(p, witness))
		return;
	const unsigned reads = p->reads[witness], circle = p->circle[witness];
	if (reads && e->helps && p->on_record[e->recipient] != SOC_ON_RECORD_NOTHING &&
	    soc_below(SOC_VARIATE(TRUST_ASSOCIATED, at->seed, at->first_person + e->donor, at->month, number),
	              rules->association)) {
		say_of(p, e->donor, circle, SOC_REPUTE_BAD);
		return;
	}
	if (!soc_below(words[SOC_LANE(TRUST_TALKED)], rules->talked[reads]))
		return;
	const unsigned taken =
		e->helps ^ (unsigned)soc_below(words[SOC_LANE(TRUST_PERCEIVED)], rules->perception_error);
	const unsigned good = rules->norm.judges >> (4 * image(p, e->donor, witness) +
	                                             2 * image(p, e->recipient, witness) + taken) &
	                      1u;
	const unsigned errs = (unsigned)soc_below(~words[SOC_LANE(TRUST_ASSESSED)], rules->assessment_error);
	say_of(p, e->donor, circle, good ^ errs ? SOC_REPUTE_GOOD : SOC_REPUTE_BAD);
}

/* ---- what is counted ---- */

static void count(const struct people *p, const struct encounter *e, struct soc_tally *t)
{
	const unsigned to = e->recipient, record = p->on_record[to];
	if (e->slot != NO_SLOT) {
		soc_count_module(t, SOC_MOD_trust_by_record_contacts_asked, record, 1);
		soc_count_module(t, SOC_MOD_trust_by_record_contacts_helped, record, e->helps);
		soc_count_module(t, SOC_MOD_trust_by_record_contacts_shunned, record, e->shuns);
		return;
	}
	soc_count_module(t, SOC_MOD_trust_by_record_asked, record, 1);
	soc_count_module(t, SOC_MOD_trust_by_record_helped, record, e->helps);
	soc_count_module(t, SOC_MOD_trust_by_helper_asked, p->kind[to], 1);
	soc_count_module(t, SOC_MOD_trust_by_helper_helped, p->kind[to], e->helps);
	soc_count_module(t, SOC_MOD_trust_by_ground_asked, e->ground, 1);
	soc_count_module(t, SOC_MOD_trust_by_ground_helped, e->ground, e->helps);
	soc_count_module(t, SOC_MOD_trust_by_group_asked, soc_nature_minority(p->self->nature[to]), 1);
	soc_count_module(t, SOC_MOD_trust_by_group_helped, soc_nature_minority(p->self->nature[to]), e->helps);
	soc_count_module(t, SOC_MOD_trust_by_grade_asked, p->s->record->grade[to], 1);
	soc_count_module(t, SOC_MOD_trust_by_grade_helped, p->s->record->grade[to], e->helps);
}

static void count_repute(const struct people *p, struct soc_tally *t)
{
	for (unsigned row = 0; row < p->s->at->count; row++)
		if (is_adult(p, row))
			soc_count_module(t, SOC_MOD_trust_by_repute_persons,
			                 SOC_AT(trust_by_repute, said_of(p, row, p->circle[row]), p->kind[row]), 1);
}

void soc_trust_meet(const struct soc_measurement *s, const struct soc_contact_map *map, struct soc_self *self,
                    struct soc_tally *t)
{
	const struct soc_place_time *at = s->at;
	struct people p;
	struct encounter e;
	uint32_t asks[4], sees[4];
	if (s->rules->trust.encounters == 0)
		return;
	look_at(&p, s, map, self);
	forget(s, self);
	for (unsigned i = 0; i < s->rules->trust.encounters; i++)
		for (unsigned row = 0; row < at->count; row++) {
			if (!is_adult(&p, row))
				continue;
			soc_draw_block(at->seed, SOC_DRAW_TRUST, at->first_person + row, at->month,
			               SOC_BLOCK(TRUST_TIE, i), asks);
			if (!meets(&p, row, asks, &e))
				continue;
			decide(&p, asks, &e);
			soc_draw_block(at->seed, SOC_DRAW_TRUST, at->first_person + row, at->month,
			               SOC_BLOCK(TRUST_WITNESS, i), sees);
			judge(&p, &e, i, sees);
			if (t != NULL)
				count(&p, &e, t);
		}
	if (t != NULL)
		count_repute(&p, t);
}
