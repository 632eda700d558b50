/* Firms: what stands where, who works where, a month of theirs, and what it does to people. */
#include "firms.h"

#include <stdlib.h>

static const struct soc_rules *all_rules_of(const struct reference *ref, int place, int month)
{
	return &ref->rule_sets->rules[soc_rule_sets_at(ref->rule_sets, (uint32_t)month,
	                                               soc_rule_sets_first_stratum(ref->plan, place))];
}

static const struct soc_firms_rules *rules_of(const struct reference *ref, int place)
{
	return &all_rules_of(ref, place, ref->month)->firms;
}

static void count(struct reference *ref, enum soc_module_count what, int index, int64_t n)
{
	ref->tally.module[(int)what + index] += n;
}

/* ---- before the first month ---- */

/* Firm g stands where person ceil((g + 1) n) - 1 lives, with n people for each firm. */
static int64_t stands_at(const struct soc_firms_rules *rules, int64_t firm)
{
	const int64_t n = (int64_t)rules->per_firm;
	return ((firm + 1) * n + 65535) / 65536 - 1;
}

static void make_firm(struct reference *ref, const struct soc_firms_rules *rules, int number)
{
	static const double cuts[] = SOC_THETA_CUTS;
	static const int from[] = SOC_FIRM_SIZE_FROM;
	struct ref_firm *f = &ref->firm[number];
	uint32_t w[4];
	const int64_t person = stands_at(rules, number);
	*f = (struct ref_firm){ .community = 0 };
	while (f->community + 1 < (int)ref->plan->communities_count &&
	       (int64_t)ref->plan->communities[f->community + 1].first_person <= person)
		f->community++;
	f->place = ref->communities[f->community].place;
	soc_draw_block(ref->plan->seed, SOC_DRAW_FIRM_TRAITS, (uint64_t)number, 0, 0, w);
	f->workers = soc_firms_draw_size(w[0], rules->size_power, rules->size_largest);
	for (int i = 0; i < SOC_FIRM_SIZES; i++)
		if (f->workers >= from[i])
			f->size = i;
	for (int i = 0; i < SOC_SECTORS_MAX - 1; i++)
		f->sector += !ref_happens(w[1], rules->sector_upto[i]);
	for (int i = 0; i < SOC_THETA_BUCKETS - 1; i++)
		f->theta += !ref_happens(w[2], soc_threshold(cuts[i]));
	while (f->grade + 1 < rules->grades && rules->base >= rules->grade_from[f->grade + 1])
		f->grade++;
}

/* A citizen in work works for a firm of the place with the share of employees, for a firm as often as it is
 * large. */
static int employer_of(const struct reference *ref, const struct soc_firms_rules *rules,
                       const struct ref_community *c, int row)
{
	uint32_t w[4];
	int64_t all = 0, upto = 0;
	soc_draw_block(ref->plan->seed, SOC_DRAW_FIRM_EMPLOYER, c->first_person + (uint64_t)row, 0, 0, w);
	if (!c->person[row].employed || c->person[row].class != SOC_CITIZEN ||
	    !ref_happens(w[0], rules->employees))
		return NOBODY;
	for (int i = 0; i < ref->firms; i++)
		all += ref->firm[i].place == c->place ? ref->firm[i].workers : 0;
	const int64_t worker = (int64_t)(((uint64_t)w[1] * (uint64_t)all) >> 32);
	for (int i = 0; i < ref->firms; i++) {
		upto += ref->firm[i].place == c->place ? ref->firm[i].workers : 0;
		if (upto > worker)
			return i;
	}
	return NOBODY;
}

void reference_begin_firms(struct reference *ref)
{
	static const double cuts[] = SOC_THETA_CUTS;
	const struct soc_firms_rules *rules = &ref->rule_sets->rules[0].firms;
	double mean[SOC_THETA_BUCKETS];
	if (!soc_shape_has(&ref->rule_sets->shape, SOC_WHEN_FIRMS))
		return;
	while (stands_at(rules, ref->firms) < ref->plan->persons)
		ref->firms++;
	ref->firm = calloc((size_t)ref->firms + 1, sizeof *ref->firm);
	if (ref->firm == NULL)
		abort();
	for (int i = 0; i < ref->firms; i++)
		make_firm(ref, rules_of(ref, 0), i);
	for (int i = 0; i < ref->firms; i++) { /* graded by the rules of their own place */
		struct ref_firm *f = &ref->firm[i];
		const struct soc_firms_rules *own = rules_of(ref, f->place);
		const struct town at = { .ref = ref, .rules = own, .place = f->place };
		ref_firm_begin_risk(&at, i);
		f->grade = 0;
		while (f->grade + 1 < own->grades && own->base >= own->grade_from[f->grade + 1])
			f->grade++;
	}
	soc_rates_bucket_means(rules->proneness_shape, 1.0, cuts, SOC_THETA_BUCKETS, mean);
	for (int b = 0; b < SOC_THETA_BUCKETS; b++)
		ref->firm_theta[b] = (int64_t)(mean[b] * 65536.0 + 0.5);
	for (uint32_t i = 0; i < ref->plan->communities_count; i++)
		for (int row = 0; row < ref->communities[i].count; row++)
			ref->communities[i].person[row].employer = employer_of(ref, rules, &ref->communities[i], row);
}

/* ---- a month of firms ---- */

void ref_town_count(const struct town *t, enum soc_module_count what, int index, int64_t n)
{
	count(t->ref, what, index, n);
}

uint32_t ref_firm_word(const struct town *t, uint64_t salt, enum soc_stream stream, int firm, int k)
{
	return soc_draw(t->ref->seed ^ salt, stream, (uint64_t)firm, (uint32_t)t->ref->month, (uint32_t)k);
}

/* A word that the engine draws for many firms at once: four firms share a block. */
static uint32_t shared_word(const struct town *t, uint64_t salt, enum soc_stream stream, int firm)
{
	return ref_firm_word(t, salt, stream, firm / 4, firm % 4);
}

static void enter(struct town *t, int firm, int list, int cause, int did)
{
	struct ref_firm *f = &t->ref->firm[firm];
	f->left[list] = t->rules->list[list].term;
	f->entered[list] = 1;
	f->cause[list] = cause;
	f->truth[list] = did ? DID : f->offended ? DID_ELSE : DID_NOTHING;
	count(t->ref, did ? SOC_MOD_firms_by_list_entries_true : SOC_MOD_firms_by_list_entries_wrong, list, 1);
}

/* 1: accepted. */
static int record(struct town *t, int firm, int event, int channel, int truth, uint32_t finding)
{
	static const enum soc_module_count made[] = { SOC_MOD_firms_by_channel_records_true,
		                                          SOC_MOD_firms_by_channel_records_misattributed,
		                                          SOC_MOD_firms_by_channel_records_fabricated };
	struct ref_firm *f = &t->ref->firm[firm];
	count(t->ref, made[truth], channel, 1);
	if (!ref_happens(finding, truth == RECORD_TRUE ? t->rules->accept_right : t->rules->accept_wrong))
		return 0;
	const int before = f->points;
	f->points = (int)ref_bounded(before + t->rules->event[event].points, -1000 * SOC_POINT, 1000 * SOC_POINT);
	if (truth != RECORD_TRUE)
		f->false_points = (int)ref_bounded(f->false_points + f->points - before, INT16_MIN, INT16_MAX);
	for (int l = 0; l < t->rules->lists; l++) {
		const struct soc_firm_list_rule *rule = &t->rules->list[l];
		if (!rule->enabled || (rule->entry_events >> event) % 2 == 0 ||
		    !ref_happens(ref_firm_word(t, rule->salt, SOC_DRAW_FIRM_LIST, firm, 1), rule->entry))
			continue;
		if (f->left[l] == 0) {
			enter(t, firm, l, event, truth == RECORD_TRUE);
			continue;
		}
		f->left[l] = rule->term;
		if (truth == RECORD_TRUE)
			f->truth[l] = DID;
	}
	return 1;
}

static int is_covered(const struct town *t, int firm, int channel)
{
	const int large = t->ref->firm[firm].workers >= 10;
	return t->rules->channel[channel].enabled &&
	       ref_happens(soc_draw(t->ref->seed ^ t->rules->channel[channel].salt, SOC_DRAW_FIRM_EXPOSURE,
	                            (uint64_t)firm, 0, 0),
	                   t->rules->channel[channel].coverage[large]);
}

/* 1: caught. */
static int see(struct town *t, int firm, int event)
{
	const uint64_t salt = t->rules->event[event].salt;
	for (int c = 0; c < t->rules->channels; c++) {
		int named = firm;
		if (!ref_happens(ref_firm_word(t, salt ^ t->rules->channel[c].salt, SOC_DRAW_FIRM_DETECT, firm, 0),
		                 t->rules->channel[c].detect[event]) ||
		    !is_covered(t, firm, c))
			continue;
		if (t->count > 1 && ref_happens(ref_firm_word(t, salt, SOC_DRAW_FIRM_RECORD, firm, 0),
		                                t->rules->channel[c].wrong_firm)) {
			named = t->first + (int)(((uint64_t)ref_firm_word(t, salt, SOC_DRAW_FIRM_RECORD, firm, 1) *
			                          (uint64_t)(t->count - 1)) >>
			                         32);
			if (named >= firm)
				named++;
		}
		const int accepted = record(t, named, event, c, named == firm ? RECORD_TRUE : MISATTRIBUTED,
		                            ref_firm_word(t, salt, SOC_DRAW_FIRM_RECORD, firm, 2));
		return accepted && named == firm;
	}
	return 0;
}

/* A chance times a factor of 1/65536, at most 256. */
static uint64_t times(uint64_t chance, int64_t factor)
{
	const uint64_t p = chance * (uint64_t)factor / 65536;
	return p > (uint64_t)256 << 32 ? (uint64_t)256 << 32 : p;
}

static int does(struct town *t, int firm, int event)
{
	const struct soc_firm_event_rule *e = &t->rules->event[event];
	const struct ref_firm *f = &t->ref->firm[firm];
	const uint32_t word = shared_word(t, e->salt, SOC_DRAW_FIRM_EVENT, firm);
	int black = 0;
	int64_t response;
	uint64_t p = times(times(times(e->chance, e->by_size[f->size]), e->by_sector[f->sector]),
	                   t->ref->firm_theta[f->theta]);
	count(t->ref, SOC_MOD_firms_by_event_events_counterfactual, event, ref_happens(word, p));
	for (int l = 0; l < t->rules->lists; l++)
		black |= f->on[l] && t->rules->list[l].colour == SOC_BLACK;
	if (black)
		p = times(p, e->listed);
	if (!ref_happens(word, times(p, ref_firm_rate(t, firm, event, &response))))
		return 0;
	count(t->ref, SOC_MOD_firms_by_event_response, event, response);
	return 1;
}

static void live(struct town *t, int firm)
{
	for (int i = 0; i < t->rules->events; i++) {
		const int k = t->rules->by_name[i];
		if (does(t, firm, k)) {
			t->ref->firm[firm].offended = 1;
			count(t->ref, SOC_MOD_firms_by_event_events, k, 1);
			ref_firm_learn(t, firm, k, see(t, firm, k));
		}
	}
	for (int c = 0; c < t->rules->channels; c++) {
		const struct soc_firm_channel_rule *rule = &t->rules->channel[c];
		int i = 0;
		if (!ref_happens(shared_word(t, rule->salt, SOC_DRAW_FIRM_FABRICATED, firm), rule->false_record) ||
		    !is_covered(t, firm, c))
			continue;
		while (i + 1 < t->rules->events &&
		       !ref_happens(ref_firm_word(t, rule->salt, SOC_DRAW_FIRM_SPURIOUS, firm, 0),
		                    rule->spurious_mix[t->rules->by_name[i]]))
			i++;
		record(t, firm, t->rules->by_name[i], c, FABRICATED,
		       ref_firm_word(t, rule->salt, SOC_DRAW_FIRM_SPURIOUS, firm, 1));
	}
}

static int faded(const struct town *t, int firm, int value)
{
	const int64_t offset = ((int64_t)firm * 25717 + (int64_t)t->ref->month * 40503) % 65536;
	return value == 0 ? 0 : (int)ref_floor(value * (int64_t)t->rules->keep + offset, 65536);
}

static void age(struct town *t, int firm)
{
	struct ref_firm *f = &t->ref->firm[firm];
	f->points = faded(t, firm, f->points);
	f->false_points = faded(t, firm, f->false_points);
	for (int l = 0; l < t->rules->lists; l++) {
		const struct soc_firm_list_rule *rule = &t->rules->list[l];
		if (f->left[l] == 0)
			continue;
		f->left[l]--;
		if (f->left[l] == 0 && rule->enabled && t->rules->grades > 0 &&
		    (rule->entry_grades >> f->grade) % 2 == 1) {
			f->left[l] = rule->term; /* the grade that enters firms still stands */
		} else if (f->left[l] == 0) {
			ref_firm_leave(t, firm, l);
			count(t->ref, SOC_MOD_firms_by_list_exits_expired, l, 1);
		} else if (ref_happens(ref_firm_word(t, rule->salt, SOC_DRAW_FIRM_LIST, firm, 0), rule->repair)) {
			ref_firm_leave(t, firm, l);
			count(t->ref, SOC_MOD_firms_by_list_exits_repaired, l, 1);
		}
	}
}

int ref_firm_grade(const struct town *t, int points)
{
	int grade = 0;
	for (int g = 1; g < t->rules->grades; g++)
		if (t->rules->base + points >= t->rules->grade_from[g])
			grade = g;
	return grade;
}

static void grade(struct town *t, int firm)
{
	struct ref_firm *f = &t->ref->firm[firm];
	const int from = f->grade, to = ref_firm_grade(t, f->points),
			  right = ref_firm_grade(t, f->points - f->false_points);
	f->grade = to;
	for (int l = 0; l < t->rules->lists && from != to; l++) {
		const struct soc_firm_list_rule *rule = &t->rules->list[l];
		const int towards = rule->colour == SOC_BLACK ? to < from : to > from;
		if (rule->enabled && towards && (rule->entry_grades >> to) % 2 == 1 && f->left[l] == 0 &&
		    ref_happens(ref_firm_word(t, rule->salt, SOC_DRAW_FIRM_LIST, firm, 2), rule->entry))
			enter(t, firm, l, NOBODY, (rule->entry_grades >> right) % 2 == 1);
	}
}

static void end_month(struct town *t, int firm)
{
	struct ref_firm *f = &t->ref->firm[firm];
	int black = 0, set = t->rules->grades > 0 ? t->rules->measures_of_grade[f->grade] : 0;
	for (int l = 0; l < t->rules->lists; l++)
		set |= f->left[l] > 0 ? t->rules->measures_of_list[l] : 0;
	ref_firm_attempts(t, firm, set);
	ref_firm_appeal(t, firm);
	for (int l = 0; l < t->rules->lists; l++) {
		const int is_black = t->rules->list[l].colour == SOC_BLACK;
		f->on[l] = f->left[l] > 0;
		if (!f->on[l])
			continue;
		black |= is_black;
		count(t->ref,
		      f->truth[l] == DID ? SOC_MOD_firms_by_list_stock_true : SOC_MOD_firms_by_list_stock_wrong, l,
		      1);
	}
	count(t->ref, SOC_MOD_firms_by_size_firms, f->size, 1);
	count(t->ref, SOC_MOD_firms_by_sector_firms, f->sector, 1);
	count(t->ref, SOC_MOD_firms_by_size_listed, f->size, black);
	count(t->ref, SOC_MOD_firms_by_sector_listed, f->sector, black);
	if (t->rules->grades > 0)
		count(t->ref, SOC_MOD_firms_by_grade_firms, f->grade, 1);
}

static void place_month(struct town *t)
{
	for (int i = t->first; i < t->first + t->count; i++)
		t->ref->firm[i].is_new = 0;
	for (int i = t->first; i < t->first + t->count; i++)
		for (int l = 0; l < SOC_FIRM_LISTS_MAX; l++) {
			t->ref->firm[i].entered[l] = 0;
			t->ref->firm[i].on[l] &= t->rules->enabled;
		}
	if (!t->rules->enabled)
		return;
	for (int i = t->first; i < t->first + t->count; i++)
		ref_firm_close(t, i);
	for (int i = t->first; i < t->first + t->count; i++)
		age(t, i);
	for (int i = t->first; i < t->first + t->count; i++)
		live(t, i);
	for (int i = t->first; i < t->first + t->count; i++) {
		if (t->rules->grades > 0)
			grade(t, i);
		end_month(t, i);
	}
}

void reference_step_firms(struct reference *ref)
{
	for (int place = 0; place < ref->plan->places_count; place++) {
		const struct soc_rules *rules = all_rules_of(ref, place, ref->month);
		struct town t = { ref, &rules->firms, &rules->conduct, place, 0, 0 };
		for (int i = 0; i < ref->firms; i++)
			if (ref->firm[i].place == place) {
				t.first = t.count == 0 ? i : t.first;
				t.count++;
			}
		for (int i = t.first; ref->month > 0 && i < t.first + t.count; i++)
			ref_firm_hear(&t, &all_rules_of(ref, place, ref->month - 1)->firms, i);
		place_month(&t);
	}
}

/* ---- what it does to people; the flags are those of the month before ---- */

void ref_firm_heads(struct ref_now *now)
{
	const struct reference *ref = now->ref;
	int head[SOC_COMMUNITY_MAX], heads = 0, seats = 0, seat = 0;
	if (!now->rules->firms.enabled)
		return;
	for (int i = 0; i < now->c->count; i++)
		if (now->c->person[i].class == SOC_EXECUTIVE)
			head[heads++] = i;
	for (int i = 0; i < ref->firms; i++)
		seats += ref->firm[i].community == now->c->number;
	for (int i = 0; i < ref->firms && heads > 0; i++) {
		if (ref->firm[i].community != now->c->number)
			continue;
		const int person = head[seat * heads / seats];
		for (int l = 0; l < now->rules->firms.lists; l++) {
			const struct soc_firm_list_rule *rule = &now->rules->firms.list[l];
			if (ref->firm[i].entered[l] && rule->head_list >= 0 &&
			    now->rules->regime.lists.list[rule->head_list].enabled &&
			    ref_happens(ref_word_of(now, rule->salt, SOC_DRAW_FIRM_HEAD, person, now->month, seat),
			                rule->head))
				ref_enter_for_firm(now, person, rule->head_list);
		}
		seat++;
	}
}

void ref_firm_dismissals(struct ref_now *now)
{
	for (int i = 0; i < now->c->count; i++) {
		struct ref_person *p = &now->c->person[i];
		int set = 0, closed = 0, lost = 0;
		const int is_bound = now->rules->firms.enabled && now->ref->firms > 0 && p->employer != NOBODY;
		for (int l = 0; is_bound && l < SOC_FIRM_LISTS_MAX; l++)
			set += now->ref->firm[p->employer].on[l] << l;
		const int worth = now->rules->people.job_loss_steps;
		if (!is_bound || p->income_steps >= (worth > 0 ? worth : 1) ||
		    (worth == 0 && now->rules->people.job_loss_more == 0))
			continue;
		if (now->ref->firm[p->employer].is_new)
			closed = ref_happens(ref_word(now, SOC_DRAW_FIRM_WORK, i, now->month, 1),
			                     now->rules->firms.closing_job_loss);
		lost = closed || (set > 0 && ref_happens(ref_word(now, SOC_DRAW_FIRM_WORK, i, now->month, 0),
		                                         now->rules->firms.job_loss[set]));
		if (!lost)
			continue;
		ref_lose_work(now, i);
		count(now->ref,
		      closed ? SOC_MOD_firms_employees_dismissed_closed : SOC_MOD_firms_employees_dismissed_listed, 0,
		      1);
		count(now->ref,
		      closed ? SOC_MOD_firms_employees_dismissed_closed_innocent
		             : SOC_MOD_firms_employees_dismissed_listed_innocent,
		      0, !p->offended);
	}
}

void ref_count_firm_ties(struct ref_now *now)
{
	for (int i = 0; i < now->c->count && now->ref->firms > 0 && ref_is_sampled(now); i++) {
		const struct ref_person *p = &now->c->person[i];
		int black = 0;
		for (int l = 0; l < now->rules->regime.lists.count; l++)
			if (p->entry[l].months_left > 0 && p->entry[l].trigger == SOC_TRIGGER_GRADE &&
			    p->entry[l].channel == 1)
				count(now->ref, SOC_MOD_firms_heads_listed, l, 1);
		for (int l = 0; now->rules->firms.enabled && p->employer != NOBODY && l < now->rules->firms.lists;
		     l++)
			black |= now->ref->firm[p->employer].on[l] && now->rules->firms.list[l].colour == SOC_BLACK;
		count(now->ref, SOC_MOD_firms_employees_of_listed, 0, black);
	}
}
