/* What truly happens, and what is seen of it. */
#include "attention.h"
#include "near.h"

#include "base/wide.h"

/* ---- events ---- */

int ref_knows_rules(const struct ref_now *now, int person)
{
	return ref_happens(ref_word(now, SOC_DRAW_EXPOSURE, person, 0, 1), now->rules->people.knows_rules);
}

/* base * strain * norm * what the person expects, each factor in 1/65536, at most `most`. */
static uint64_t acceptance(const struct ref_now *now, int person, int class, int64_t norm_of_place,
                           int64_t *response)
{
	const struct ref_person *p = &now->c->person[person];
	const struct soc_event_rule *e = &now->rules->events.event[class];
	uint64_t t = e->base;
	t = t * e->by_strain[p->strain] / 65536;
	int64_t norm = 65536 + (norm_of_place - 65536) * (int64_t)e->norm_weight / 65536;
	t = t * (uint64_t)norm / 65536;
	t = (uint64_t)((soc_wide)t * ref_answer_of(now, person, class, response) / 65536);
	return t < e->most ? t : e->most;
}

/* Too young to answer for what is on record. */
int ref_is_minor(const struct ref_now *now, int person)
{
	return now->c->person[person].age < now->rules->regime.review.age_of_responsibility;
}

void ref_lose_work(const struct ref_now *now, int person)
{
	struct ref_person *p = &now->c->person[person];
	const struct soc_people_rules *people = &now->rules->people;
	p->income_steps = (int)ref_bounded(
		p->income_steps + people->job_loss_steps +
			ref_happens(ref_word(now, SOC_DRAW_CONDUCT, person, now->month, 2), people->job_loss_more),
		0, 15);
}

static void live_through(const struct ref_now *now, int person, int class)
{
	struct ref_person *p = &now->c->person[person];
	const int effect = now->rules->events.event[class].effect;
	if (effect == SOC_EFFECT_MOVE)
		p->unregistered = 1;
	if (effect == SOC_EFFECT_LOAN)
		p->loan = 1;
	if (effect == SOC_EFFECT_JOB_LOSS && p->employed)
		ref_lose_work(now, person);
}

static void count_candidate(struct ref_now *now, int person, int class, int happened, int is_free,
                            int is_unfollowed)
{
	static const enum soc_indicator happened_by[] = { SOC_IND_violations, SOC_IND_good_deeds,
		                                              SOC_IND_lawful_acts, SOC_IND_life_events };
	static const enum soc_indicator free_by[] = { SOC_IND_violations_counterfactual,
		                                          SOC_IND_good_deeds_counterfactual,
		                                          SOC_IND_lawful_acts_counterfactual };
	static const enum soc_indicator unfollowed_by[] = { SOC_IND_violations_unfollowed,
		                                                SOC_IND_good_deeds_unfollowed,
		                                                SOC_IND_lawful_acts_unfollowed };
	const int kind = now->rules->events.event[class].kind;
	now->ref->tally.event[class][SOC_CLASS_happened] += happened;
	now->ref->tally.event[class][SOC_CLASS_happened_unfollowed] += is_unfollowed;
	now->ref->tally.event[class][SOC_CLASS_happened_counterfactual] += is_free;
	ref_count(now, person, happened_by[kind], happened);
	if (kind != SOC_LIFE_EVENT) {
		ref_count(now, person, free_by[kind], is_free);
		ref_count(now, person, unfollowed_by[kind], is_unfollowed);
	}
	if (kind == SOC_VIOLATION) {
		ref_count_bin(now, person, SOC_MOD_cliff_by_step_violations, happened);
		ref_count_bin(now, person, SOC_MOD_cliff_by_step_violations_counterfactual, is_free);
	}
}

/* The rate of a person at most, in a month and 2^-32, of which place in life takes a share. */
static uint64_t highest(const struct ref_now *now, int person, int class)
{
	return now->ref->rule_sets->rates.of[class].highest[now->c->urban][now->c->person[person].cell % 64];
}

/* u: the word by which it happens or not. */
static void candidate(struct ref_now *now, int person, int class, int number, uint32_t u)
{
	const struct ref_person *p = &now->c->person[person];
	const uint32_t *shares = now->ref->rule_sets->rates.of[class].share;
	const uint64_t share = shares[p->age_band * 8 + p->quintile_now],
				   spared = shares[p->age_band * 8 + p->quintile_spared];
	if (now->rules->events.event[class].needs_loan && !p->loan)
		return;
	const int64_t norm = now->field->norm[now->rules->events.event[class].kind];
	int64_t response, ignored;
	const int happened =
		ref_happens(u, acceptance(now, person, class, norm, &response) * share / SOC_SHARE_ALL);
	const int is_free = ref_happens(u, now->rules->events.event[class].base * spared / SOC_SHARE_ALL);
	const int is_unfollowed =
		ref_happens(u, acceptance(now, person, class, 65536, &ignored) * share / SOC_SHARE_ALL);
	count_candidate(now, person, class, happened, is_free, is_unfollowed);
	if (happened)
		now->ref->tally.event[class][SOC_CLASS_response] += response;
	if (happened)
		now->m->event[now->m->events++] =
			(struct ref_event){ person, class, number, happened, is_free, NOBODY };
}

/* People one after the other, cell by cell, each as wide as their highest rate: on whom `at` falls. */
static int who(const struct ref_now *now, int class, uint64_t at)
{
	for (int cell = 0; cell < 64; cell++)
		for (int i = 0; i < now->c->count; i++) {
			if (now->c->person[i].cell % 64 != cell)
				continue;
			if (at < highest(now, i, class))
				return i;
			at -= highest(now, i, class);
		}
	return now->c->count - 1;
}

/* The candidates of a class in the community: a Poisson number in pieces of at most SOC_POISSON_PIECE. */
static void candidates(struct ref_now *now, int class)
{
	const uint64_t seed = now->ref->seed ^ now->rules->events.event[class].salt;
	const uint64_t community = (uint64_t)now->c->number;
	const uint32_t month = (uint32_t)now->month;
	uint64_t all = 0;
	for (int i = 0; i < now->c->count; i++)
		all += highest(now, i, class);
	uint64_t left = all;
	for (uint32_t piece = 0; left > 0; piece++) {
		const uint64_t mean = left < SOC_POISSON_PIECE ? left : SOC_POISSON_PIECE;
		const uint32_t n = soc_poisson_draw(mean, soc_draw(seed, SOC_DRAW_EVENT, community, month, piece));
		for (uint32_t i = 0; i < n; i++) {
			const uint32_t number = piece * 64 + i;
			const uint32_t whom = soc_draw(seed, SOC_DRAW_EVENT, community, month, 128 + 2 * number);
			const uint32_t u = soc_draw(seed, SOC_DRAW_EVENT, community, month, 129 + 2 * number);
			/* whom / 2^32 of all, in halves: it does not fit 64 bits at once */
			const uint64_t at = (all >> 32) * whom + ((all % ((uint64_t)1 << 32)) * whom >> 32);
			candidate(now, who(now, class, at), class, (int)number, u);
		}
		left -= mean;
	}
}

/* By person; of one person in the order of the classes' names, and as they were drawn. */
static void sort_events(struct ref_now *now)
{
	for (int i = 1; i < now->m->events; i++) {
		const struct ref_event e = now->m->event[i];
		int at = i;
		for (; at > 0 && now->m->event[at - 1].person > e.person; at--)
			now->m->event[at] = now->m->event[at - 1];
		now->m->event[at] = e;
	}
}

int ref_is_offence(const struct ref_now *now, int class)
{
	for (int l = 0; l < now->rules->regime.lists.count; l++) {
		const struct soc_list_rule *rule = &now->rules->regime.lists.list[l];
		if (rule->enabled && rule->colour == SOC_BLACK && rule->trigger_of[class] >= 0)
			return 1;
	}
	return 0;
}

void ref_events(struct ref_now *now)
{
	for (int i = 0; i < now->rules->events.count; i++)
		candidates(now, now->rules->events.by_name[i]);
	sort_events(now);
	for (int i = 0; i < now->m->events; i++) {
		struct ref_person *p = &now->c->person[now->m->event[i].person];
		if (now->rules->events.event[now->m->event[i].class].kind == SOC_VIOLATION)
			p->offended = 1;
		if (now->rules->events.event[now->m->event[i].class].kind != SOC_LIFE_EVENT &&
		    ref_is_offence(now, now->m->event[i].class))
			p->offender = 1;
		live_through(now, now->m->event[i].person, now->m->event[i].class);
	}
}

/* ---- records ---- */

int ref_is_covered(const struct ref_now *now, int person, int channel)
{
	return ref_happens(
		ref_word_of(now, now->rules->records.channel[channel].salt, SOC_DRAW_EXPOSURE, person, 0, 0),
		now->rules->records.channel[channel].coverage[now->c->urban]);
}

int ref_has_identity(const struct ref_now *now, int person)
{
	return ref_happens(ref_word(now, SOC_DRAW_IDENTITY, person, 0, 0),
	                   now->rules->linkage.identity[now->c->urban]);
}

/* What is drawn for an event and its record: by its candidate, with the salt of the class. */
static uint64_t id_of(const struct ref_now *now, const struct ref_event *e)
{
	return (uint64_t)now->c->number * SOC_CANDIDATES + (uint64_t)e->number;
}

static uint32_t event_word(const struct ref_now *now, const struct ref_event *e, uint64_t salt,
                           enum soc_stream stream, int k)
{
	return soc_draw(now->ref->seed ^ now->rules->events.event[e->class].salt ^ salt, stream, id_of(now, e),
	                (uint32_t)now->month, (uint32_t)k);
}

static int looks_like(const struct ref_person *a, const struct ref_person *b)
{
	return a->male == b->male && a->age_band == b->age_band && a->minority == b->minority;
}

/* The first of some people at random who looks alike, else the last of them; oneself never counts. */
static int mistaken_for(const struct ref_now *now, const struct ref_event *e)
{
	int found = e->person;
	for (int i = 0; i < now->rules->records.lookalike_tries; i++) {
		int other = (int)soc_pick(event_word(now, e, 0, SOC_DRAW_LOOKALIKE, i), (uint32_t)now->c->count);
		if (other != e->person) {
			found = other;
			if (looks_like(&now->c->person[e->person], &now->c->person[other]))
				return other;
		}
	}
	return found;
}

/* Anyone of the community but the person named. */
int ref_informer(const struct ref_now *now, int named, int position)
{
	if (now->c->count < 2)
		return NOBODY;
	/* By the place in the queue, scattered. */
	int other = (int)((uint64_t)((uint32_t)position * 2654435769u) * (uint64_t)(now->c->count - 1) /
	                  ((uint64_t)1 << 32));
	return other >= named ? other + 1 : other;
}

void ref_count_made(struct ref_now *now, const struct ref_record *r)
{
	struct soc_tally *t = &now->ref->tally;
	ref_count_tied(now, r);
	ref_attention_note(now, r);
	if (now->rules->records.channel[r->channel].kind == SOC_CHANNEL_NEIGHBOURS)
		ref_count(now, r->person, SOC_IND_reports, 1);
	ref_count(now, r->person,
	          r->truth == RECORD_TRUE     ? SOC_IND_records_true
	          : r->truth == MISATTRIBUTED ? SOC_IND_records_misattributed
	                                      : SOC_IND_records_fabricated,
	          1);
	t->event[r->event][r->truth == RECORD_TRUE     ? SOC_CLASS_records_true
	                   : r->truth == MISATTRIBUTED ? SOC_CLASS_records_misattributed
	                                               : SOC_CLASS_records_fabricated]++;
	t->channel[r->channel][r->truth == RECORD_TRUE     ? SOC_CHAN_records_true
	                       : r->truth == MISATTRIBUTED ? SOC_CHAN_records_misattributed
	                                                   : SOC_CHAN_records_fabricated]++;
	if (r->decision == NO_IDENTITY) {
		ref_count(now, r->person, SOC_IND_records_lost, 1);
		t->channel[r->channel][SOC_CHAN_lost]++;
	}
}

static void make_record(struct ref_now *now, struct ref_event *e, int channel)
{
	const struct soc_channel_rule *rule = &now->rules->records.channel[channel];
	const uint64_t id = id_of(now, e), seed = now->ref->seed ^ now->rules->events.event[e->class].salt;
	struct ref_record r = {
		.person = e->person, .informer = NOBODY, .event = e->class, .channel = channel, .decision = OPEN
	};
	uint32_t w[4], tie[4];
	soc_draw_block(seed, SOC_DRAW_RECORD, id, (uint32_t)now->month, 0, w);
	soc_draw_block(seed, SOC_DRAW_RECORD, id, (uint32_t)now->month, 1, r.word);
	if (ref_happens(w[0], rule->wrong_person))
		r.person = mistaken_for(now, e);
	soc_draw_block(seed, SOC_DRAW_LINK, id, (uint32_t)now->month, 0, tie);
	ref_tie(now, &r, tie);
	r.truth = r.person == e->person ? RECORD_TRUE : MISATTRIBUTED;
	if (rule->kind == SOC_CHANNEL_NEIGHBOURS)
		r.informer = ref_informer(now, r.person, (int)(r.word[3] / 65536));
	e->record = now->m->records;
	now->m->record[now->m->records++] = r;
	now->ref->tally.event[e->class][SOC_CLASS_seen]++;
	if (now->rules->events.event[e->class].kind == SOC_VIOLATION)
		ref_count(now, e->person, SOC_IND_violations_seen, 1);
}

/* Whether differential surveillance leaves out the i-th fabricated record about a person with the marker. */
static int is_left_out(const struct ref_now *now, int channel, uint64_t seed, int i, int person)
{
	const struct soc_channel_rule *rule = &now->rules->records.channel[channel];
	uint32_t w[4];
	if (!(rule->differential & SOC_DIFFERENTIAL_MARKED) || !ref_has_marker(now, person))
		return 0;
	soc_draw_block(seed, SOC_DRAW_SURVEILLANCE, (uint64_t)now->c->number, (uint32_t)now->month,
	               (uint32_t)(1024 + 2 * i), w);
	return !ref_happens(w[0], rule->spurious_kept);
}

/* i-th record that a channel fabricates in a round: drawn for a full community all of whom are covered; the
 * rest falls away, and where the round is not a whole one a share of what is drawn. Those that differential
 * surveillance adds are for people with the marker. */
static void make_false_record(struct ref_now *now, int channel, uint64_t seed, int64_t kept, int i,
                              int is_added)
{
	const struct soc_channel_rule *rule = &now->rules->records.channel[channel];
	const enum soc_stream stream = is_added ? SOC_DRAW_SURVEILLANCE : SOC_DRAW_FABRICATED_RECORD;
	const uint32_t block = (uint32_t)(2 * i + (is_added ? 16 : 0));
	const uint64_t community = (uint64_t)now->c->number;
	const uint32_t month = (uint32_t)now->month;
	uint32_t w[4], tie[4];
	soc_draw_block(seed, stream, community, month, block, w);
	struct ref_record r = { .person = (int)(w[0] / 8388608u),
		                    .informer = NOBODY,
		                    .channel = channel,
		                    .truth = FABRICATED,
		                    .decision = OPEN };
	soc_draw_block(seed, stream, community, month, block + 1, r.word);
	if (kept < 65536 && !ref_happens(soc_draw(seed, SOC_DRAW_ATTENTION, community, month, 2 * i + is_added),
	                                 (uint64_t)kept * 65536))
		return;
	if (r.person >= now->c->count || !ref_is_covered(now, r.person, channel))
		return;
	if (is_added ? !ref_has_marker(now, r.person) : is_left_out(now, channel, seed, i, r.person))
		return;
	int k = 0;
	while (k < now->rules->events.count - 1 && w[1] >= rule->spurious_mix[now->rules->events.by_name[k]])
		k++;
	r.event = now->rules->events.by_name[k];
	soc_draw_block(seed, SOC_DRAW_FABRICATED_LINK, community, month, (uint32_t)(2 * i + is_added), tie);
	ref_tie(now, &r, tie);
	if (rule->kind == SOC_CHANNEL_NEIGHBOURS)
		r.informer = ref_informer(now, r.person, (int)(r.word[3] / 65536));
	if (r.event == now->rules->residence.unregistered) {
		r.motive = CLERICAL;
		r.truth = now->c->person[r.person].unregistered ? RECORD_TRUE : FABRICATED;
	} else if (r.event == now->rules->subletting.class) {
		r.motive = CLERICAL;
		r.truth = ref_sublets(now, r.person) ? RECORD_TRUE : FABRICATED;
	}
	now->m->record[now->m->records++] = r;
}

static void make_round(struct ref_now *now, int channel, uint64_t seed, int64_t kept)
{
	const struct soc_channel_rule *rule = &now->rules->records.channel[channel];
	uint32_t word = soc_draw(seed, SOC_DRAW_FABRICATED, (uint64_t)now->c->number, (uint32_t)now->month, 0);
	for (int i = 0; i < SOC_FABRICATED_MOST && word < rule->spurious[i]; i++)
		make_false_record(now, channel, seed, kept, i, 0);
	word = soc_draw(seed, SOC_DRAW_SURVEILLANCE, (uint64_t)now->c->number, (uint32_t)now->month, 0);
	for (int i = 0; i < SOC_FABRICATED_MOST && word < rule->spurious_more[i]; i++)
		make_false_record(now, channel, seed, kept, i, 1);
}

void ref_records(struct ref_now *now)
{
	/* Each event is recorded by the first channel, in their order, that detects it and reaches the person. */
	for (int i = 0; i < now->m->events; i++) {
		struct ref_event *e = &now->m->event[i];
		for (int channel = 0; channel < now->rules->records.count && e->record == NOBODY; channel++) {
			const struct soc_channel_rule *rule = &now->rules->records.channel[channel];
			if (!rule->enabled || !ref_is_covered(now, e->person, channel))
				continue;
			if (ref_happens(event_word(now, e, rule->salt, SOC_DRAW_DETECT, 0),
			                ref_detects(now, channel, e->person, e->class)))
				make_record(now, e, channel);
		}
	}
	for (int channel = 0; channel < now->rules->records.count; channel++) {
		if (!now->rules->records.channel[channel].enabled)
			continue;
		const uint64_t salt = now->rules->records.channel[channel].salt;
		/* A round for each time that the place is watched; the last may be a part of one. */
		int64_t left = ref_attention(now, channel);
		for (uint64_t round = 0; left > 0; round++, left -= 65536)
			make_round(now, channel, now->ref->seed ^ salt ^ round * 0x9e3779b97f4a7c15u,
			           left < 65536 ? left : 65536);
	}
}
