/* What truly happens, and what is seen of it. */
#include "near.h"

/* ---- events ---- */

/* Perceived risk that is acted on: own experience and the place's. Nobody fears a regime that does not watch.
 */
static int acted_risk(const struct ref_now *now, const struct ref_person *p)
{
	if (!now->rules->watched)
		return 0;
	int64_t risk =
		((int64_t)p->risk * 257 * now->rules->risk_own + (int64_t)now->field->risk * now->rules->risk_place) /
		65536;
	return (int)ref_bounded((risk + 128) / 257, 0, 255); /* to the nearest of 255 steps */
}

int ref_knows_rules(const struct ref_now *now, int person)
{
	return ref_happens(ref_word(now, SOC_DRAW_EXPOSURE, person, 0, SOC_CHANNELS_MAX),
	                   now->rules->knows_rules);
}

/* Deeds done for points, by those who know the rules and have a higher grade within reach. */
static int is_gaming(const struct ref_now *now, int person, const struct soc_event_rule *e)
{
	const struct ref_person *p = &now->c->person[person];
	if (e->gaming_factor == 0 || !now->rules->scored || p->grade == now->rules->grades - 1)
		return 0;
	for (int l = 0; l < now->rules->lists; l++)
		if (p->entry[l].months_left > 0 && p->grade >= now->rules->list[l].grade_most)
			return 0; /* a remark keeps the person from it */
	if (now->rules->grade_from[p->grade + 1] - ref_score(now->rules, p, 0) > e->gaming_gap)
		return 0;
	return ref_knows_rules(now, person);
}

/* base * deterrence * strain * norm [* what payment does to deeds], each factor in 1/65536, at most `most`.
 */
static uint64_t acceptance(const struct ref_now *now, int person, int class)
{
	const struct ref_person *p = &now->c->person[person];
	const struct soc_event_rule *e = &now->rules->event[class];
	uint64_t t = e->base;
	t = t * e->by_risk[acted_risk(now, p)] / 65536;
	t = t * e->by_strain[p->strain] / 65536;
	int64_t norm = 65536 + ((int64_t)now->field->norm[e->kind] - 65536) * (int64_t)e->norm_weight / 65536;
	t = t * (uint64_t)norm / 65536;
	if (t > e->most)
		t = e->most;
	if (now->rules->watched && ref_knows_rules(now, person))
		t = t * e->informed_factor / 65536;
	if (e->paid && now->rules->watched) {
		uint64_t factor = e->deed_factor;
		if (is_gaming(now, person, e))
			factor += e->gaming_factor;
		t = t * factor / 65536;
		if (t > e->most)
			t = e->most;
	}
	return t;
}

static void live_through(const struct ref_now *now, struct ref_person *p, int class)
{
	const int effect = now->rules->event[class].effect;
	if (effect == SOC_EFFECT_MOVE)
		p->undeclared = 1;
	if (effect == SOC_EFFECT_LOAN)
		p->loan = 1;
	if (effect == SOC_EFFECT_JOB_LOSS && p->employed)
		p->income_steps = (int)ref_bounded(p->income_steps + now->rules->job_loss_steps, 0, 15);
}

static void candidate(struct ref_now *now, int person, int k)
{
	static const enum soc_indicator happened_by[] = { SOC_IND_violations, SOC_IND_good_deeds,
		                                              SOC_IND_lawful_acts, SOC_IND_life_events };
	static const enum soc_indicator free_by[] = { SOC_IND_violations_free, SOC_IND_good_deeds_free,
		                                          SOC_IND_lawful_acts_free };
	const struct soc_rates *rates = &now->ref->variants->rates;
	struct ref_person *p = &now->c->person[person];
	uint32_t w[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_EVENT, now->c->first_person + (uint64_t)person,
	               (uint32_t)now->month, (uint32_t)k, w);
	int class = 0;
	while (class < now->rules->events - 1 && w[0] >= rates->cumulative[p->cell][class])
		class ++;
	if (now->rules->event[class].needs_loan && !p->loan)
		return;
	const int kind = now->rules->event[class].kind;
	const int happened = ref_happens(w[1], acceptance(now, person, class));
	const int is_free = ref_happens(w[1], now->rules->event[class].base);
	now->ref->tally.event[class][SOC_CLASS_happened] += happened;
	now->ref->tally.event[class][SOC_CLASS_happened_free] += is_free;
	ref_count(now, person, happened_by[kind], happened);
	if (kind != SOC_LIFE_EVENT)
		ref_count(now, person, free_by[kind], is_free);
	if (kind == SOC_VIOLATION) {
		ref_count_bin(now, person, SOC_MOD_cliff_violations, happened);
		ref_count_bin(now, person, SOC_MOD_cliff_violations_free, is_free);
	}
	if (!happened)
		return;
	now->m->event[now->m->events++] = (struct ref_event){ person, class, k, happened, is_free, NOBODY };
	if (kind == SOC_VIOLATION)
		p->offended = 1;
	live_through(now, p, class);
}

void ref_events(struct ref_now *now)
{
	if (now->rules->events == 0)
		return;
	for (int i = 0; i < now->c->count; i++) {
		/* One word for each person: word (id mod 4) of the block of id / 4. */
		const uint64_t id = now->c->first_person + (uint64_t)i;
		uint32_t w[4];
		soc_draw_block(now->ref->seed, SOC_DRAW_CANDIDATES, id / 4, (uint32_t)now->month, 0, w);
		for (int k = 0;
		     k < SOC_COUNT_STEPS && w[id % 4] < now->ref->variants->rates.at_least[now->c->person[i].cell][k];
		     k++)
			candidate(now, i, k);
	}
}

/* ---- records ---- */

int ref_is_reached(const struct ref_now *now, int person, int channel)
{
	return ref_happens(ref_word(now, SOC_DRAW_EXPOSURE, person, 0, channel),
	                   now->rules->channel[channel].reach[now->c->urban]);
}

int ref_has_identity(const struct ref_now *now, int person)
{
	return ref_happens(ref_word(now, SOC_DRAW_IDENTITY, person, 0, 0), now->rules->identity[now->c->urban]);
}

static int looks_like(const struct ref_person *a, const struct ref_person *b)
{
	return a->male == b->male && a->age_band == b->age_band && a->minority == b->minority;
}

/* The first of some people at random who looks alike, else the last of them; oneself never counts. */
static int mistaken_for(const struct ref_now *now, const struct ref_event *e)
{
	int found = e->person;
	for (int i = 0; i < now->rules->lookalike_tries; i++) {
		int other = (int)soc_pick(ref_word(now, SOC_DRAW_LOOKALIKE, e->person, now->month, e->k * 16 + i),
		                          (uint32_t)now->c->count);
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
	if (now->rules->channel[r->channel].kind == SOC_CHANNEL_NEIGHBOURS)
		ref_count(now, r->person, SOC_IND_reports, 1);
	ref_count(now, r->person,
	          r->truth == RIGHT   ? SOC_IND_records_right
	          : r->truth == OTHER ? SOC_IND_records_other
	                              : SOC_IND_records_nothing,
	          1);
	t->event[r->event][r->truth == RIGHT   ? SOC_CLASS_records_right
	                   : r->truth == OTHER ? SOC_CLASS_records_other
	                                       : SOC_CLASS_records_nothing]++;
	t->channel[r->channel][r->truth == RIGHT   ? SOC_CHAN_records_right
	                       : r->truth == OTHER ? SOC_CHAN_records_other
	                                           : SOC_CHAN_records_nothing]++;
	if (r->decision == NO_IDENTITY) {
		ref_count(now, r->person, SOC_IND_records_lost, 1);
		t->channel[r->channel][SOC_CHAN_lost]++;
	}
}

static void make_record(struct ref_now *now, struct ref_event *e, int channel)
{
	const struct soc_channel_rule *rule = &now->rules->channel[channel];
	const uint64_t id = now->c->first_person + (uint64_t)e->person;
	struct ref_record r = {
		.person = e->person, .informer = NOBODY, .event = e->class, .channel = channel, .decision = OPEN
	};
	uint32_t w[4], tie[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_RECORD, id, (uint32_t)now->month, (uint32_t)(2 * e->k), w);
	soc_draw_block(now->ref->seed, SOC_DRAW_RECORD, id, (uint32_t)now->month, (uint32_t)(2 * e->k + 1),
	               r.word);
	if (ref_happens(w[0], rule->wrong_person))
		r.person = mistaken_for(now, e);
	soc_draw_block(now->ref->seed, SOC_DRAW_LINK, id, (uint32_t)now->month, (uint32_t)e->k, tie);
	ref_tie(now, &r, tie);
	r.truth = r.person == e->person ? RIGHT : OTHER;
	if (rule->kind == SOC_CHANNEL_NEIGHBOURS)
		r.informer = ref_informer(now, r.person, (int)(r.word[3] / 65536));
	e->record = now->m->records;
	now->m->record[now->m->records++] = r;
	now->ref->tally.event[e->class][SOC_CLASS_seen]++;
	if (now->rules->event[e->class].kind == SOC_VIOLATION)
		ref_count(now, e->person, SOC_IND_violations_seen, 1);
}

/* Whether attention leaves out the i-th record of nothing about a person with the label. */
static int is_left_out(const struct ref_now *now, int channel, int i, int person)
{
	const struct soc_channel_rule *rule = &now->rules->channel[channel];
	uint32_t w[4];
	if (!(rule->attends & SOC_ATTENDS_LABEL) || !ref_has_label(now, person))
		return 0;
	soc_draw_block(now->ref->seed, SOC_DRAW_ATTENTION, (uint64_t)now->c->number, (uint32_t)now->month,
	               (uint32_t)(1024 + 2 * (channel * SOC_FALSE_STEPS + i)), w);
	return !ref_happens(w[0], rule->invented_kept);
}

/* i-th record that a channel makes of nothing: drawn for a full community of whom all are reached; the rest
 * falls away. Those that attention adds are for people with the label. */
static void make_false_record(struct ref_now *now, int channel, int i, int is_added)
{
	const struct soc_channel_rule *rule = &now->rules->channel[channel];
	const enum soc_stream stream = is_added ? SOC_DRAW_ATTENTION : SOC_DRAW_FALSE_RECORD;
	const uint32_t block = (uint32_t)(2 * (channel * SOC_FALSE_STEPS + i) + (is_added ? 16 : 0));
	uint32_t w[4], tie[4];
	soc_draw_block(now->ref->seed, stream, (uint64_t)now->c->number, (uint32_t)now->month, block, w);
	struct ref_record r = { .person = (int)(w[0] / 8388608u),
		                    .informer = NOBODY,
		                    .channel = channel,
		                    .truth = NOTHING,
		                    .decision = OPEN };
	soc_draw_block(now->ref->seed, stream, (uint64_t)now->c->number, (uint32_t)now->month, block + 1, r.word);
	if (r.person >= now->c->count || !ref_is_reached(now, r.person, channel))
		return;
	if (is_added ? !ref_has_label(now, r.person) : is_left_out(now, channel, i, r.person))
		return;
	while (r.event < now->rules->events - 1 && w[1] >= rule->invent[r.event])
		r.event++;
	soc_draw_block(now->ref->seed, SOC_DRAW_FALSE_LINK, (uint64_t)now->c->number, (uint32_t)now->month, block,
	               tie);
	ref_tie(now, &r, tie);
	if (rule->kind == SOC_CHANNEL_NEIGHBOURS)
		r.informer = ref_informer(now, r.person, (int)(r.word[3] / 65536));
	if (r.event == now->rules->undeclared) {
		r.motive = CLERICAL;
		r.truth = now->c->person[r.person].undeclared ? RIGHT : NOTHING;
	} else if (r.event == now->rules->letting) {
		r.motive = CLERICAL;
		r.truth = ref_lets(now, r.person) ? RIGHT : NOTHING;
	}
	now->m->record[now->m->records++] = r;
}

void ref_records(struct ref_now *now)
{
	/* Each event is recorded by the first channel, in their order, that detects it and reaches the person. */
	for (int i = 0; i < now->m->events; i++) {
		struct ref_event *e = &now->m->event[i];
		for (int channel = 0; channel < now->rules->channels && e->record == NOBODY; channel++) {
			const struct soc_channel_rule *rule = &now->rules->channel[channel];
			if (!rule->enabled || !ref_is_reached(now, e->person, channel))
				continue;
			if (ref_happens(
					ref_word(now, SOC_DRAW_DETECT, e->person, now->month, e->k * SOC_CHANNELS_MAX + channel),
					ref_detects(now, channel, e->person, e->class)))
				make_record(now, e, channel);
		}
	}
	for (int channel = 0; channel < now->rules->channels; channel++) {
		if (!now->rules->channel[channel].enabled)
			continue;
		uint32_t word = soc_draw(now->ref->seed, SOC_DRAW_FALSE, (uint64_t)now->c->number,
		                         (uint32_t)now->month, (uint32_t)channel);
		for (int i = 0; i < SOC_FALSE_STEPS && word < now->rules->channel[channel].invented[i]; i++)
			make_false_record(now, channel, i, 0);
		word = soc_draw(now->ref->seed, SOC_DRAW_ATTENTION, (uint64_t)now->c->number, (uint32_t)now->month,
		                (uint32_t)channel);
		for (int i = 0; i < SOC_FALSE_STEPS && word < now->rules->channel[channel].invented_more[i]; i++)
			make_false_record(now, channel, i, 1);
	}
}
