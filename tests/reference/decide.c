/* What the regime makes of records: review, points, grades, lists. */
#include "reference.h"
#include "stays.h"

/* ---- review ---- */

void ref_count_finding(struct ref_now *now, const struct ref_record *r)
{
	struct soc_tally *t = &now->ref->tally;
	const int right = r->truth == RECORD_TRUE;
	if (r->decision == ACCEPTED) {
		ref_count(now, r->person, right ? SOC_IND_accepted_true : SOC_IND_accepted_wrong, 1);
		t->event[r->event][right ? SOC_CLASS_accepted_true : SOC_CLASS_accepted_wrong]++;
		t->channel[r->channel][right ? SOC_CHAN_accepted_true : SOC_CHAN_accepted_wrong]++;
	} else if (r->decision == REJECTED) {
		ref_count(now, r->person, right ? SOC_IND_rejected_true : SOC_IND_rejected_wrong, 1);
	} else if (r->decision == DISMISSED) {
		t->channel[r->channel][right ? SOC_CHAN_dismissed_true : SOC_CHAN_dismissed_wrong]++;
	}
	if (!r->by_people)
		return;
	ref_count(now, r->person, SOC_IND_reviewed_by_people, 1);
	ref_count(now, r->person, SOC_IND_review_wait_months, r->waited);
	t->review_wait[r->waited < SOC_WAIT_BUCKETS - 1 ? r->waited : SOC_WAIT_BUCKETS - 1]++;
}

/* Files before the reviewers' cursor are taken out and decided; they follow this month's records. */
static void decide_files(struct ref_now *now)
{
	struct ref_community *c = now->c;
	int kept = 0;
	for (int i = 0; i < c->files; i++) {
		const struct ref_file f = c->file[i];
		const int is_reached =
			f.month < now->field->review.month ||
			(f.month == now->field->review.month && f.position < now->field->review.position);
		if (f.is_appeal || !is_reached) {
			c->file[kept++] = f;
			continue;
		}
		struct ref_record r = { .person = f.person,
			                    .event = f.subject,
			                    .channel = f.channel,
			                    .truth = f.truth,
			                    .link = f.link,
			                    .by_people = 1,
			                    .is_older = 1,
			                    .waited = now->month - f.month < 255 ? now->month - f.month : 255 };
		r.informer = now->rules->records.channel[f.channel].kind == SOC_CHANNEL_NEIGHBOURS
		                 ? ref_informer(now, f.person, f.position)
		                 : NOBODY;
		soc_draw_block(now->ref->seed, SOC_DRAW_REVIEW, c->first_person + (uint64_t)f.person,
		               (uint32_t)f.month, (uint32_t)f.position, r.word);
		r.decision =
			!ref_is_minor(now, f.person) &&
					ref_happens(r.word[2], f.truth == RECORD_TRUE ? now->rules->evidence.human_accept_right
		                                                          : now->rules->evidence.human_accept_wrong)
				? ACCEPTED
				: REJECTED;
		ref_count_finding(now, &r);
		now->m->record[now->m->records++] = r;
	}
	c->files = kept;
}

/* Whether a report is beyond what the community's share of the checkers can verify: each of as many is with
 * the same chance. */
static int is_beyond(const struct ref_now *now, const struct ref_record *r, int reports)
{
	if (now->rules->records.channel[r->channel].kind != SOC_CHANNEL_NEIGHBOURS ||
	    now->rules->regime.verification.files == 0)
		return 0;
	/* place in 1/65536 of the reports >= checks, in 1/256 per million people */
	return (uint64_t)(r->word[3] % 65536) * (uint64_t)reports * 256000000 >=
	       (uint64_t)now->rules->regime.verification.files * (uint64_t)now->c->count * 65536;
}

static void decide(struct ref_now *now, struct ref_record *r, int reports)
{
	const struct soc_rules *rules = now->rules;
	const struct soc_channel_rule *channel = &rules->records.channel[r->channel];
	const int right = r->truth == RECORD_TRUE;
	if (r->decision != OPEN)
		return;
	if (is_beyond(now, r, reports)) {
		r->decision = LAPSED;
		soc_count_module(&now->ref->tally, SOC_MOD_verification_by_truth_lapsed, r->truth != RECORD_TRUE, 1);
	} else if (channel->kind == SOC_CHANNEL_NEIGHBOURS &&
	           !ref_happens(r->word[0], right ? rules->evidence.verify_right[r->channel]
	                                          : rules->evidence.verify_wrong[r->channel])) {
		r->decision = DISMISSED;
	} else if (ref_happens(r->word[1], rules->regime.review.automatic)) {
		r->decision = ref_happens(r->word[2], right ? rules->evidence.auto_accept_right
		                                            : rules->evidence.auto_accept_wrong)
		                  ? ACCEPTED
		                  : REJECTED;
	} else if (now->c->files == rules->regime.review.docket) {
		ref_count(now, r->person, SOC_IND_docket_full, 1);
	} else {
		r->decision = FILED;
		ref_count(now, r->person, SOC_IND_filed, 1);
		now->c->file[now->c->files++] =
			(struct ref_file){ r->person, now->month, (int)(r->word[3] / 65536), 0, r->event, r->channel,
			                   r->truth,  r->link };
	}
	ref_count_finding(now, r);
}

void ref_review(struct ref_now *now)
{
	const int fresh = now->m->records;
	int reports = 0;
	for (int i = 0; i < fresh; i++)
		if (now->m->record[i].decision == OPEN && ref_is_minor(now, now->m->record[i].person)) {
			now->m->record[i].decision = REJECTED;
			ref_count_finding(now, &now->m->record[i]);
		}
	for (int i = 0; i < fresh; i++)
		reports += now->m->record[i].decision == OPEN &&
		           now->rules->records.channel[now->m->record[i].channel].kind == SOC_CHANNEL_NEIGHBOURS;
	decide_files(now);
	for (int i = 0; i < fresh; i++)
		decide(now, &now->m->record[i], reports);
}

/* ---- points, score, grade ---- */

/* Score = constant + sum over components of weight (1/256) * points within bounds, rounded down, within the
 * scale; 1/32 point. */
int64_t ref_score(const struct soc_rules *rules, const struct ref_person *p, int without_false)
{
	int64_t sum = (int64_t)rules->regime.scoring.constant * 256;
	for (int f = 0; f < rules->regime.scoring.components; f++) {
		int64_t points =
			p->points[f] + rules->regime.scoring.start[f] - (without_false ? p->false_points[f] : 0);
		sum += ref_bounded(points, rules->regime.scoring.floor[f], rules->regime.scoring.ceiling[f]) *
		       rules->regime.scoring.coefficient[f];
	}
	return ref_bounded(ref_floor(sum, 256), rules->regime.scoring.minimum, rules->regime.scoring.maximum);
}

int ref_grade(const struct soc_rules *rules, int64_t score)
{
	int grade = 0;
	while (grade + 1 < rules->regime.scoring.grades && score >= rules->regime.scoring.grade_from[grade + 1])
		grade++;
	return grade;
}

/* What the lists allow of the score's grade, by the caps and floors noted when it was made: raised by floors
 * first, then held down. */
int ref_bound_grade(const struct soc_rules *rules, const struct ref_person *p, int64_t score, int only_right)
{
	int grade = ref_grade(rules, score);
	for (int step = 0; step < 2; step++)
		for (int l = 0; l < rules->regime.lists.count; l++) {
			if (p->cap[l] == 0 || (only_right && p->cap[l] == 2))
				continue;
			if (step == 0 && grade < rules->regime.caps.floor[l])
				grade = rules->regime.caps.floor[l];
			if (step == 1 && grade > rules->regime.caps.cap[l])
				grade = rules->regime.caps.cap[l];
		}
	return grade;
}

/* Adds points as far as the component can hold them; returns what was added. */
int ref_add_points(const struct soc_rules *rules, struct ref_person *p, int component, int64_t points)
{
	const int64_t low = rules->regime.scoring.floor[component] - rules->regime.scoring.start[component],
				  high = rules->regime.scoring.ceiling[component] - rules->regime.scoring.start[component];
	const int before = p->points[component];
	if (before < low || before > high)
		return 0;
	p->points[component] = (int)ref_bounded(before + points, low, high);
	return p->points[component] - before;
}

void ref_post(struct ref_now *now)
{
	const struct soc_rules *rules = now->rules;
	for (int i = 0; i < now->m->records; i++) {
		struct ref_record *r = &now->m->record[i];
		const struct soc_tariff *e = &rules->regime.scoring.tariff[r->event];
		struct ref_person *p = &now->c->person[r->person];
		if (r->decision != ACCEPTED || !e->has_component || !rules->regime.scoring.on)
			continue;
		r->posted = ref_add_points(rules, p, e->component, e->points);
		/* Some classes drop the score straight to a grade: the component loses what the score is above it,
		 * rounded up. */
		const int64_t above = ref_score(rules, p, 0) - e->grade_limit;
		if (e->grade_limit != INT32_MAX && above > 0 && rules->regime.scoring.coefficient[e->component] > 0)
			r->posted +=
				ref_add_points(rules, p, e->component,
			                   ref_floor(-above * 256, rules->regime.scoring.coefficient[e->component]));
		if (r->informer != NOBODY)
			ref_add_points(rules, &now->c->person[r->informer], e->component,
			               rules->regime.scoring.reward[r->channel]);
		if (r->truth != RECORD_TRUE)
			p->false_points[e->component] =
				(int)ref_bounded(p->false_points[e->component] + r->posted, INT16_MIN, INT16_MAX);
	}
}

/* Network components: the mean score of the household's others, as a share of the scale, mapped to the
 * component's range. */
static void renew_network(struct ref_now *now)
{
	const struct soc_rules *rules = now->rules;
	const int64_t width = (int64_t)rules->regime.scoring.maximum - rules->regime.scoring.minimum;
	for (int i = 0; i < now->c->count && width > 0; i++) {
		struct ref_person *p = &now->c->person[i];
		int64_t sum = 0;
		for (int j = p->home_first; j < p->home_first + p->home_size; j++)
			if (j != i)
				sum += now->c->person[j].score - rules->regime.scoring.minimum;
		for (int f = 0; f < rules->regime.scoring.components && p->home_size > 1; f++)
			if (rules->regime.scoring.component_kind[f] == SOC_COMPONENT_NETWORK)
				p->points[f] =
					(int)(rules->regime.scoring.floor[f] +
				          sum / (p->home_size - 1) *
				              (rules->regime.scoring.ceiling[f] - rules->regime.scoring.floor[f]) / width -
				          rules->regime.scoring.start[f]);
	}
}

void ref_grade_all(struct ref_now *now)
{
	struct ref_community *c = now->c;
	if (!now->rules->regime.scoring.on)
		return;
	for (int i = 0; i < c->count; i++)
		c->person[i].score = (int)ref_score(now->rules, &c->person[i], 0);
	renew_network(now);
	for (int i = 0; i < c->count; i++) {
		struct ref_person *p = &c->person[i];
		p->score = (int)ref_score(now->rules, p, 0);
		for (int l = 0; l < now->rules->regime.lists.count; l++)
			p->cap[l] = p->entry[l].months_left == 0 ? 0 : p->entry[l].truth == DID ? 1 : 2;
		const int to = ref_bound_grade(now->rules, p, p->score, 0);
		if (to == p->grade)
			continue;
		now->m->change[now->m->changes++] = (struct ref_grade_change){ i, p->grade, to };
		now->ref->tally.transition[p->grade][to]++;
		ref_change_stay(now, p, to);
		ref_count(now, i, to > p->grade ? SOC_IND_grade_rises : SOC_IND_grade_falls, 1);
		p->grade = to;
	}
}

/* ---- lists ---- */

static uint32_t list_word(const struct ref_now *now, int person, int list, int which)
{
	return ref_word_of(now, now->rules->regime.lists.list[list].salt, SOC_DRAW_LISTING, person, now->month,
	                   which);
}

void ref_leave(struct ref_now *now, int person, int list, int reason)
{
	static const enum soc_indicator by_reason[] = { SOC_IND_exits_expired, SOC_IND_exits_repaired,
		                                            SOC_IND_exits_overturned };
	struct ref_entry *e = &now->c->person[person].entry[list];
	ref_list_stay(now, list, e,
	              reason == EXPIRED    ? SOC_MOD_stays_ended_on_list_expired
	              : reason == REPAIRED ? SOC_MOD_stays_ended_on_list_repaired
	                                   : SOC_MOD_stays_ended_on_list_overturned);
	now->ref->tally.list[list][SOC_LISTCOUNT_exits_expired + reason]++;
	if (now->rules->regime.lists.list[list].colour == SOC_BLACK) {
		ref_count(now, person, by_reason[reason], 1);
		if (reason == EXPIRED && !e->knows)
			ref_count(now, person, SOC_IND_expired_unaware, 1);
	}
	*e = (struct ref_entry){ .truth = e->truth };
}

static void age_entry(struct ref_now *now, int person, int list)
{
	const struct soc_list_rule *rule = &now->rules->regime.lists.list[list];
	struct ref_person *p = &now->c->person[person];
	struct ref_entry *e = &p->entry[list];
	e->months_left--;
	if (e->months_left == 0) {
		/* While the grade that caused the entry stands, a term that runs out begins again. */
		if (!e->leaving && rule->enabled && e->trigger == SOC_TRIGGER_GRADE && e->channel == 0 &&
		    (rule->entry_grades >> p->grade) % 2 == 1)
			e->months_left = rule->term;
		else
			ref_leave(now, person, list, e->leaving ? REPAIRED : EXPIRED);
	} else if (!e->leaving && ref_happens(list_word(now, person, list, 0), rule->repair)) {
		/* Repaired: the entry ends when the registers have caught up. */
		if (rule->exit_delay == 0) {
			ref_leave(now, person, list, REPAIRED);
		} else {
			e->leaving = 1;
			if (e->months_left > rule->exit_delay)
				e->months_left = rule->exit_delay;
		}
	}
}

void ref_age_lists(struct ref_now *now)
{
	for (int i = 0; i < now->c->count; i++)
		for (int l = 0; l < now->rules->regime.lists.count; l++)
			if (now->c->person[i].entry[l].months_left > 0)
				age_entry(now, i, l);
}

/* Entries that have stood long enough end, where who is on the list need not apply or knows to. */
void ref_amnesty(struct ref_now *now)
{
	const struct soc_amnesty_rules *rules = &now->rules->regime.amnesty;
	for (int i = 0; i < now->c->count; i++)
		for (int l = 0; l < now->rules->regime.lists.count; l++) {
			struct ref_entry *e = &now->c->person[i].entry[l];
			const int stood = now->rules->regime.lists.list[l].term - e->months_left;
			if ((rules->lists >> l) % 2 == 0 || e->months_left == 0 ||
			    (stood > 0 ? stood : 0) < rules->months[l] ||
			    ((rules->on_application >> l) % 2 == 1 && !e->knows))
				continue;
			now->ref->tally.module[SOC_MOD_amnesty_by_truth_deleted + 3 * l + e->truth]++;
			ref_list_stay(now, l, e, SOC_MOD_stays_ended_on_list_otherwise);
			*e = (struct ref_entry){ .truth = e->truth };
		}
}

void ref_count_amnesty(struct ref_now *now)
{
	const struct soc_amnesty_rules *rules = &now->rules->regime.amnesty;
	for (int i = 0; i < now->c->count; i++)
		for (int l = 0; l < now->rules->regime.lists.count; l++) {
			const struct ref_entry *e = &now->c->person[i].entry[l];
			const int stood = now->rules->regime.lists.list[l].term - e->months_left;
			if ((rules->lists & rules->on_application) >> l & 1 && e->months_left > 0 && !e->knows &&
			    (stood > 0 ? stood : 0) >= rules->months[l])
				now->ref->tally.module[SOC_MOD_amnesty_by_truth_unaware + 3 * l + e->truth]++;
		}
}

/* r: the record that enters, or NULL when a grade does. */
static void enter(struct ref_now *now, int person, int list, int channel, int trigger, int did,
                  const struct ref_record *r)
{
	static const enum soc_indicator by_truth[] = { SOC_IND_entries_true, SOC_IND_entries_other_violation,
		                                           SOC_IND_entries_no_violation };
	struct ref_person *p = &now->c->person[person];
	struct ref_entry *e = &p->entry[list];
	struct soc_tally *t = &now->ref->tally;
	const int truth = did ? DID : p->offended ? DID_ELSE : DID_NOTHING;
	const int black = now->rules->regime.lists.list[list].colour == SOC_BLACK, renewed = e->months_left > 0;
	e->months_left = now->rules->regime.lists.list[list].term;
	if (renewed) {
		/* The entry stays the one it was, unless it is now for something the person did. */
		e->leaving = 0;
		e->truth = did ? DID : e->truth;
		t->list[list][SOC_LISTCOUNT_renewals]++;
		return;
	}
	*e = (struct ref_entry){ .months_left = e->months_left,
		                     .channel = channel,
		                     .trigger = trigger,
		                     .truth = truth,
		                     .since = now->month };
	ref_list_stay(now, list, NULL, 0);
	now->m->entered[now->m->entries++] = (struct ref_new_entry){ person, list };
	t->list[list][SOC_LISTCOUNT_entries_true + truth]++;
	ref_count(now, person, black ? by_truth[truth] : SOC_IND_entries_red, 1);
	if (black)
		ref_count_tied_entry(now, person, did, r);
	if (trigger == SOC_TRIGGER_KIN) {
		e->trigger = SOC_TRIGGER_GRADE;
		t->module[SOC_MOD_kin_by_month_entries]++;
	} else if (black && trigger != SOC_TRIGGER_GRADE)
		t->channel[channel][did ? SOC_CHAN_entries_true : SOC_CHAN_entries_wrong]++;
}

static void enter_for_record(struct ref_now *now, const struct ref_record *r)
{
	for (int l = 0; l < now->rules->regime.lists.count; l++) {
		const struct soc_list_rule *rule = &now->rules->regime.lists.list[l];
		struct ref_entry *e = &now->c->person[r->person].entry[l];
		if (rule->enabled && rule->trigger_of[r->event] >= 0 &&
		    ref_happens(list_word(now, r->person, l, 1) + r->word[3], rule->entry))
			enter(now, r->person, l, r->channel, rule->trigger_of[r->event], r->truth == RECORD_TRUE, r);
		/* A good deed takes months off a black entry, but not the last. */
		if (rule->colour == SOC_BLACK && now->rules->events.event[r->event].kind == SOC_GOOD_DEED &&
		    e->months_left > 0)
			e->months_left = (int)ref_bounded(e->months_left - rule->good_deed_months, 1, 255);
	}
}

static void enter_for_grade(struct ref_now *now, const struct ref_grade_change *change)
{
	const struct ref_person *p = &now->c->person[change->person];
	for (int l = 0; l < now->rules->regime.lists.count; l++) {
		const struct soc_list_rule *rule = &now->rules->regime.lists.list[l];
		const int towards = rule->colour == SOC_BLACK ? change->to < change->from : change->to > change->from;
		if (!rule->enabled || !towards || (rule->entry_grades >> change->to) % 2 == 0 ||
		    p->entry[l].months_left > 0)
			continue;
		/* Rightly, when the grade would be such without the points of wrong records and the caps and floors
		 * of wrong entries. */
		const int right_grade = ref_bound_grade(now->rules, p, ref_score(now->rules, p, 1), 1);
		if (ref_happens(list_word(now, change->person, l, 1), rule->entry))
			enter(now, change->person, l, 0, SOC_TRIGGER_GRADE, (rule->entry_grades >> right_grade) % 2 == 1,
			      NULL);
	}
}

/* Relatives in other households of those newly entered, each once asked in a month; those so entered take
 * nobody with them. */
static void enter_kin(struct ref_now *now)
{
	const int own = now->m->entries;
	for (int i = 0; i < own; i++) {
		const struct ref_person *p = &now->c->person[now->m->entered[i].person];
		const int l = now->m->entered[i].list, kin[2] = { p->kin, p->former };
		const struct soc_list_rule *rule = &now->rules->regime.lists.list[l];
		for (int k = 0; k < 2; k++)
			if (kin[k] != NOBODY && !ref_is_minor(now, kin[k]) &&
			    (now->rules->regime.kin.classes[l] >> p->class) % 2 == 1 &&
			    now->c->person[kin[k]].entry[l].months_left == 0 &&
			    ref_happens(ref_word_of(now, rule->salt, SOC_DRAW_KIN_ENTRY, kin[k], now->month, 0),
			                now->rules->regime.kin.entry[l]))
				enter(now, kin[k], l, 0, SOC_TRIGGER_KIN, 0, NULL);
	}
}

/* The head of a firm: by no record and no grade; whatever the firm did, the head is not said to have done it.
 */
void ref_enter_for_firm(struct ref_now *now, int person, int list)
{
	if (now->c->person[person].entry[list].months_left == 0)
		now->ref->tally.module[SOC_MOD_firms_heads_entered + list]++;
	enter(now, person, list, 1, SOC_TRIGGER_GRADE, 0, NULL);
}

void ref_enter_lists(struct ref_now *now)
{
	for (int i = 0; i < now->m->records; i++)
		if (now->m->record[i].decision == ACCEPTED)
			enter_for_record(now, &now->m->record[i]);
	for (int i = 0; i < now->m->changes; i++)
		if (!ref_is_minor(now, now->m->change[i].person))
			enter_for_grade(now, &now->m->change[i]);
	enter_kin(now);
}
