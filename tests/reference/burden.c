/* What the lists and grades do to people, what they contest, and how they change. */
#include "enrolment.h"
#include "incomes.h"
#include "near.h"

#include <stddef.h>

/* ---- measures ---- */

/* 1 when a measure meets a person for the person's own grade, entries or refusals by bureaus. */
int ref_own(const struct ref_now *now, int person, int measure)
{
	const struct soc_rules *rules = now->rules;
	const struct ref_person *p = &now->c->person[person];
	if (rules->regime.scoring.on &&
	    (rules->regime.measures.of_grade[p->class][p->grade] >> measure) % 2 == 1 &&
	    ref_is_enrolled(now, person))
		return 1;
	for (int l = 0; l < rules->regime.lists.count; l++)
		if (p->entry[l].months_left > 0 && (rules->regime.measures.of_list[p->class][l] >> measure) % 2 == 1)
			return 1;
	for (int b = 0; b < rules->regime.bureaus.count; b++)
		if (p->refused_by[b] && (rules->regime.bureaus.measures_of_bureau[p->class][b] >> measure) % 2 == 1)
			return 1;
	return 0;
}

/* What `from` is to `to` in one household: couples head it; their children are children; the rest is
 * household. */
int ref_relation_at_home(const struct ref_person *from, const struct ref_person *to)
{
	const int from_heads = from->role == SOC_ROLE_HEAD || from->role == SOC_ROLE_SPOUSE;
	const int to_heads = to->role == SOC_ROLE_HEAD || to->role == SOC_ROLE_SPOUSE;
	if (from_heads && to_heads)
		return SPOUSE;
	return from_heads && to->role == SOC_ROLE_CHILD ? CHILD : HOUSEHOLD;
}

/* 1 when a measure comes to a person from a relative of this relation whom it reached in one step less.
 * Whether it does is settled once per person and measure. */
static int comes_from(const struct ref_now *now, int person, int relation, int measure, int steps)
{
	const struct ref_community *c = now->c;
	const struct ref_person *p = &c->person[person];
	if ((now->rules->regime.spillover.relation[relation] >> measure) % 2 == 0 ||
	    !ref_happens(ref_word_of(now, now->rules->people.attempt[measure].salt, SOC_DRAW_SPILL, person, 0, 0),
	                 now->rules->regime.spillover.measure[measure].chance[relation]))
		return 0;
	if (relation == KIN)
		return (p->kin != NOBODY && c->person[p->kin].steps[measure] == steps - 1) ||
		       (p->former != NOBODY && c->person[p->former].steps[measure] == steps - 1);
	for (int j = 0; j < c->count && relation == GROUP && p->age >= 18; j++)
		if (j != person && c->person[j].steps[measure] == steps - 1 && ref_are_grouped(now, j, person))
			return 1;
	for (int j = p->home_first; j < p->home_first + p->home_size; j++)
		if (j != person && ref_relation_at_home(&c->person[j], p) == relation &&
		    c->person[j].steps[measure] == steps - 1)
			return 1;
	return 0;
}

int ref_spilled(const struct ref_now *now, int person, int relation, int measure)
{
	return comes_from(now, person, relation, measure, now->c->person[person].steps[measure]);
}

void ref_measures(struct ref_now *now)
{
	for (int m = 0; m < now->rules->regime.measures.count; m++) {
		for (int i = 0; i < now->c->count; i++)
			now->c->person[i].steps[m] = ref_own(now, i, m) ? 0 : -1;
		for (int steps = 1; steps <= now->rules->regime.spillover.measure[m].depth; steps++)
			for (int i = 0; i < now->c->count; i++)
				for (int relation = 0; relation < RELATIONS && now->c->person[i].steps[m] < 0; relation++)
					if (comes_from(now, i, relation, m, steps))
						now->c->person[i].steps[m] = steps;
		for (int i = 0; i < now->c->count; i++)
			now->c->person[i].measure[m] = now->c->person[i].steps[m] >= 0;
	}
}

/* ---- learning of an entry, and contesting it ---- */

static void add_strain(struct ref_person *p, int strain)
{
	p->strain = (int)ref_bounded(p->strain + strain, 0, 255);
}

static uint32_t list_word(const struct ref_now *now, int person, int list, int which)
{
	return ref_word_of(now, now->rules->regime.lists.list[list].salt, SOC_DRAW_LISTING, person, now->month,
	                   which);
}

static void learn_of_entry(struct ref_now *now, int person, int list, enum soc_indicator how)
{
	struct ref_person *p = &now->c->person[person];
	const int guilty = p->entry[list].truth == DID;
	ref_count(now, person, how, 1);
	p->entry[list].knows = 1;
	add_strain(p, now->rules->people.strain_listing);
	const uint64_t wronged =
		ref_knows_rules(now, person) ? now->rules->people.appeal_informed : now->rules->people.appeal_wronged;
	if (!ref_happens(list_word(now, person, list, 6), guilty ? now->rules->people.appeal_guilty : wronged))
		return;
	ref_count(now, person, guilty ? SOC_IND_appeals_guilty : SOC_IND_appeals_wronged, 1);
	now->m->filing[now->m->filings++] = (struct ref_filing){ person, list };
}

/* Some of those newly on a black list are told, and some of the others read it where it is published. */
void ref_notices(struct ref_now *now)
{
	for (int i = 0; i < now->m->entries; i++) {
		const int person = now->m->entered[i].person, l = now->m->entered[i].list;
		const struct soc_list_rule *rule = &now->rules->regime.lists.list[l];
		if (rule->colour == SOC_BLACK &&
		    (ref_happens(list_word(now, person, l, 4), now->rules->regime.due_process.notice) ||
		     ref_happens(list_word(now, person, l, 5), rule->publication)))
			learn_of_entry(now, person, l, SOC_IND_notices);
	}
}

static int attempts_at(const struct ref_now *now, int person, int measure)
{
	const struct ref_person *p = &now->c->person[person];
	const struct soc_attempt_rule *rule = &now->rules->people.attempt[measure];
	uint32_t word = ref_word_of(now, rule->salt, SOC_DRAW_DEMAND, person, now->month, 0);
	int n = 0;
	if (p->age < rule->min_age || p->age > rule->max_age)
		return 0;
	while (n < SOC_DEMAND_STEPS && word < rule->demand[p->class][now->c->urban][p->quintile_now][n])
		n++;
	return n;
}

/* People under a measure try what it forbids or favours; a refusal strains, costs income and teaches of the
 * entry behind it. */
void ref_attempts(struct ref_now *now)
{
	int refused[SOC_COMMUNITY_MAX] = { 0 };
	for (int i = 0; i < now->c->count; i++)
		for (int m = 0; m < now->rules->regime.measures.count; m++) {
			struct ref_person *p = &now->c->person[i];
			const struct soc_attempt_rule *rule = &now->rules->people.attempt[m];
			const int n = p->measure[m] ? attempts_at(now, i, m) : 0;
			int hit = 0;
			for (int k = 0; k < n; k++)
				hit += ref_happens(ref_word_of(now, rule->salt, SOC_DRAW_DEMAND, i, now->month, 4 + k),
				                   rule->strictness);
			if (n > 0)
				ref_count_attempt(now, i, m, n, hit);
			if (hit > 0 && rule->kind == SOC_SANCTION) {
				add_strain(p, rule->strain);
				p->income_steps = (int)ref_bounded(
					p->income_steps + rule->income_steps +
						ref_happens(ref_word_of(now, rule->salt, SOC_DRAW_DEMAND, i, now->month, 1),
				                    rule->income_more),
					0, 15);
				ref_scar(now, i, m);
				refused[i] = 1;
			} else if (hit > 0) {
				ref_benefit(now, i, m);
			}
		}
	for (int i = 0; i < now->c->count; i++)
		for (int l = 0; l < now->rules->regime.lists.count; l++) {
			const struct ref_entry *e = &now->c->person[i].entry[l];
			if (refused[i] && now->rules->regime.lists.list[l].colour == SOC_BLACK && e->months_left > 0 &&
			    !e->knows && ref_happens(list_word(now, i, l, 2), now->rules->people.notice_by_refusal))
				learn_of_entry(now, i, l, SOC_IND_notices_by_refusal);
		}
}

/* ---- appeals ---- */

static void give_back(const struct ref_now *now, struct ref_person *p, int list)
{
	const struct soc_rules *rules = now->rules;
	const struct ref_entry *entry = &p->entry[list];
	if (!rules->regime.due_process.restore_points || entry->trigger == SOC_TRIGGER_GRADE)
		return;
	const struct soc_tariff *e =
		&rules->regime.scoring.tariff[rules->regime.lists.list[list].trigger_event[entry->trigger]];
	const int f = e->component;
	if (!e->has_component)
		return;
	/* What the points have faded to in the months since the entry or its renewal. */
	int64_t left = e->points;
	for (int m = entry->months_left; m < rules->regime.lists.list[list].term; m++)
		left = left * (int64_t)rules->regime.scoring.keep[f] / 65536;
	p->points[f] =
		(int)ref_bounded(p->points[f] - left, rules->regime.scoring.floor[f] - rules->regime.scoring.start[f],
	                     rules->regime.scoring.ceiling[f] - rules->regime.scoring.start[f]);
	if (entry->truth == DID)
		return;
	/* What is given back is false no longer; a false loss is made good at most to nothing. */
	if (left < 0)
		p->false_points[f] = (int)ref_bounded(p->false_points[f] - left, INT16_MIN, 0);
	else if (left > 0)
		p->false_points[f] = (int)ref_bounded(p->false_points[f] - left, 0, INT16_MAX);
}

static int waited_bucket(const struct ref_now *now, const struct ref_file *f)
{
	const int waited = now->month - f->month, last = SOC_WAIT_BUCKETS - 1;
	return waited < last ? waited : last;
}

static void count_lapse(struct ref_now *now, const struct ref_file *f)
{
	ref_count(now, f->person, SOC_IND_appeals_expired, 1);
	now->ref->tally.appeal_lapse[waited_bucket(now, f)]++;
}

static void count_ruling(struct ref_now *now, const struct ref_file *f, int overturned)
{
	const int guilty = now->c->person[f->person].entry[f->subject].truth == DID;
	const int waited = now->month - f->month < 255 ? now->month - f->month : 255;
	if (overturned)
		ref_count(now, f->person, guilty ? SOC_IND_upheld_guilty : SOC_IND_upheld_wronged, 1);
	else
		ref_count(now, f->person, guilty ? SOC_IND_denied_guilty : SOC_IND_denied_wronged, 1);
	ref_count(now, f->person, SOC_IND_appeal_wait_months, waited);
	now->ref->tally.appeal_wait[waited_bucket(now, f)]++;
}

static void rule(struct ref_now *now, const struct ref_file *f)
{
	struct ref_person *p = &now->c->person[f->person];
	const int wronged = p->entry[f->subject].truth != DID;
	const uint64_t for_wronged = ref_knows_rules(now, f->person) ? now->rules->evidence.overturn_informed
	                                                             : now->rules->evidence.overturn_wrong;
	const int overturned = ref_happens(ref_word_of(now, now->rules->regime.lists.list[f->subject].salt,
	                                               SOC_DRAW_APPEAL, f->person, f->month, 0),
	                                   wronged ? for_wronged : now->rules->evidence.overturn_true);
	count_ruling(now, f, overturned);
	if (overturned) {
		give_back(now, p, f->subject);
		ref_leave(now, f->person, f->subject, OVERTURNED);
	}
}

/* Appeals are ruled on when their turn has come and the shortest time is over; they fall away with their
 * entry. */
void ref_rulings(struct ref_now *now)
{
	struct ref_community *c = now->c;
	int kept = 0;
	for (int i = 0; i < c->files; i++) {
		const struct ref_file f = c->file[i];
		const int has_turn =
			f.month < now->field->appeals.month ||
			(f.month == now->field->appeals.month && f.position < now->field->appeals.position);
		if (!f.is_appeal)
			c->file[kept++] = f;
		else if (!c->person[f.person].entry[f.subject].appealed)
			count_lapse(now, &f);
		else if (!has_turn || now->month - f.month < now->rules->regime.due_process.delay_months)
			c->file[kept++] = f;
		else
			rule(now, &f);
	}
	c->files = kept;
}

void ref_file_appeals(struct ref_now *now)
{
	struct ref_community *c = now->c;
	for (int i = 0; i < now->m->filings; i++) {
		const int person = now->m->filing[i].person, l = now->m->filing[i].list;
		c->person[person].entry[l].appealed = 1;
		if (c->files == now->rules->regime.review.docket)
			ref_count(now, 0, SOC_IND_docket_full, 1);
		else
			c->file[c->files++] =
				(struct ref_file){ .person = person,
				                   .month = now->month,
				                   .is_appeal = 1,
				                   .subject = l,
				                   .position = (int)(list_word(now, person, l, 7) / 65536) };
	}
}

/* ---- adaptation ---- */

/* A number of 0..65535 by person, month and stream, scattered. */
static int64_t scattered(const struct ref_now *now, int person, int month, uint64_t stream)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	const uint64_t key = (id * 25717 + (uint64_t)month * 40503 + stream % 65536 * 7919) % 65536;
	return (int64_t)(key * 2654435769u % ((uint64_t)1 << 32) / 65536);
}

/* What a perceived risk of a sphere is under other rules, in 1/65536 of what it was; -1: begun anew. The
 * number means the best watched class: the class that was recorded before and is still, and of which people
 * would have to believe the least change, is believed of as its own detection changes in the direction of the
 * best one's. */
int64_t ref_rescaled(const struct soc_rules *before, const struct soc_rules *rules, int sphere, int urban)
{
	const int64_t old_best = before->conduct.highest[sphere][urban],
				  new_best = rules->conduct.highest[sphere][urban];
	int64_t answer = -1;
	if (new_best == 0 || new_best == old_best)
		return 65536;
	for (int k = 0; k < rules->events.count; k++) {
		const int64_t old = before->conduct.act[k].detected[urban],
					  new = rules->conduct.act[k].detected[urban];
		if (rules->conduct.act[k].sphere != sphere || old == 0 || new == 0)
			continue;
		int64_t this = new_best * 65536 / old_best;
		const int same_way = (new_best > old_best && new > old) || (new_best < old_best && new < old);
		if (same_way)
			this = this * old / new;
		if (answer < 0 || (new_best > old_best ? this > answer : this < answer))
			answer = this;
	}
	return new_best < old_best && answer > 65536 ? 65536 : answer;
}

/* People know what a regime begins to record, and how the classes of a sphere compare; that it records less
 * they have to find out. */
void ref_hear(struct ref_now *now)
{
	const struct soc_rules *before = now->c->before;
	for (int sphere = 0; sphere < now->rules->conduct.spheres; sphere++) {
		const int64_t begin = now->rules->conduct.begin[sphere][now->c->urban];
		const int64_t scale = before == NULL ? -1 : ref_rescaled(before, now->rules, sphere, now->c->urban);
		for (int i = 0; i < now->c->count; i++) {
			int *risk = &now->c->person[i].risk[sphere];
			const int64_t key = scattered(now, i, 0, (uint64_t)(1 + sphere));
			const int first = (int)((begin * 255 + key) / 65536);
			if (scale < 0)
				*risk = first;
			else if (scale != 65536)
				*risk = (int)ref_bounded((*risk * scale + key) / 65536, 0, 255);
			if (before != NULL && begin > before->conduct.begin[sphere][now->c->urban] && *risk < first)
				*risk = first;
		}
	}
	now->c->before = now->rules;
}

/* One step towards certain or towards none, rounded down after adding an offset of 0..255 by person, month
 * and event. */
static void learn_risk(struct ref_now *now, int person, int class, uint64_t stream, int caught, uint32_t step)
{
	const struct soc_act_rule *act = &now->rules->conduct.act[class];
	int *risk = &now->c->person[person].risk[act->sphere];
	const int64_t share = act->share[now->c->urban] / 256, expected = *risk * share;
	const int64_t surprise = ref_floor(((caught ? 255 * 65536 : 0) - expected) * share, 65536);
	const int64_t offset = scattered(now, person, now->month, stream) / 256 * 65536;
	*risk = (int)ref_bounded(*risk + ref_floor(surprise * step + offset, 1 << 24), 0, 255);
}

/* Contacts hear of it, slot by slot. */
static void learn(struct ref_now *now, int person, int class, uint64_t stream, int caught)
{
	const struct soc_conduct_rules *c = &now->rules->conduct;
	learn_risk(now, person, class, 1 + stream, caught, caught ? c->learn_caught : c->learn_uncaught);
	for (int slot = 0; slot < SOC_CONTACTS && caught; slot++)
		if (now->rules->contacts.kept && now->c->person[person].contact[slot])
			learn_risk(now, ref_partner(now, person, slot), class, 9 + (uint64_t)slot + stream, 1,
			           c->learn_contacts);
}

/* Whoever did it learns at once whether they were caught; if the record waits for a reviewer or is on its
 * way, when it is decided. */
static void learn_from_acts(struct ref_now *now)
{
	for (int i = 0; i < now->m->events; i++) {
		const struct ref_event *e = &now->m->event[i];
		const struct ref_record *r = e->record == NOBODY ? NULL : &now->m->record[e->record];
		const int is_own = r != NULL && r->person == e->person;
		if (now->rules->conduct.act[e->class].is_weighed && !ref_is_minor(now, e->person) &&
		    !(is_own && (r->decision == FILED || r->decision == ON_ITS_WAY)))
			learn(now, e->person, e->class, now->rules->events.event[e->class].salt + (uint64_t)e->number,
			      is_own && r->decision == ACCEPTED);
	}
	for (int i = 0; i < now->m->records; i++) {
		const struct ref_record *r = &now->m->record[i];
		if (r->is_older && r->decision != FILED && r->truth == RECORD_TRUE &&
		    now->rules->conduct.act[r->event].is_weighed && !ref_is_minor(now, r->person))
			learn(now, r->person, r->event, 0, r->decision == ACCEPTED);
	}
}

/* What the place learns from: acts that somebody could have recorded, and those recorded. */
static void count_for_place(struct ref_now *now)
{
	int64_t *sum = now->ref->places[now->c->place] + SOC_INDICATORS_COUNT;
	for (int i = 0; i < now->m->events; i++) {
		const struct soc_act_rule *act = &now->rules->conduct.act[now->m->event[i].class];
		const int64_t share = act->share[now->c->urban] / 256;
		if (ref_is_minor(now, now->m->event[i].person))
			continue;
		sum[2 * act->sphere] += share * share / 65536;
		if (now->m->event[i].record != NOBODY)
			sum[2 * act->sphere + 1] += share;
	}
}

void ref_adapt(struct ref_now *now)
{
	const struct soc_rules *rules = now->rules;
	count_for_place(now);
	if (rules->records.watched)
		learn_from_acts(now);
	for (int i = 0; i < now->c->count; i++) {
		struct ref_person *p = &now->c->person[i];
		const uint64_t id = now->c->first_person + (uint64_t)i;
		uint32_t w[4], loan[4];
		soc_draw_block(now->ref->seed, SOC_DRAW_CONDUCT, id, (uint32_t)now->month, 0, w);
		soc_draw_block(now->ref->seed, SOC_DRAW_LOAN, id / 4, (uint32_t)now->month, 0,
		               loan); /* word id mod 4 */
		p->strain = ref_fade(now, i, 0, p->strain, rules->people.strain_keep);
		if (p->income_steps > 0 && ref_happens(w[0], rules->people.income_recovery))
			p->income_steps--;
		if (ref_happens(w[1], rules->people.register_move))
			p->unregistered = 0;
		if (ref_happens(loan[id % 4], rules->people.loan_end))
			p->loan = 0;
	}
	ref_use_up(now);
}
