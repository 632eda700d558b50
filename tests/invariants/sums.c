/* Invariants of the sums of a month: what is counted twice agrees, what flows in and out explains what is
 * there. */
#include "checks.h"

#include "../modules/module_test.h"

static int64_t sum_of(const struct lab *lab, enum soc_indicator i)
{
	return lab_sum(lab, i);
}
#define SUM(name) sum_of(lab, SOC_IND_##name)

static void check_places(struct checks *k, struct lab *lab)
{
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++) {
		int64_t by_place = 0;
		for (int p = 0; p < lab->plan.places_count; p++)
			by_place += lab->places[p][i];
		checks_must(k, lab, by_place == sum_of(lab, (enum soc_indicator)i), "%s: %lld by place, %lld by cell",
		            lab_indicator_name((enum soc_indicator)i), (long long)by_place,
		            (long long)sum_of(lab, (enum soc_indicator)i));
	}
	for (int p = 0; p < lab->plan.places_count; p++)
		checks_must(k, lab, lab->places[p][SOC_IND_persons] == lab->fields.persons[p],
		            "place %d has %lld people", p, (long long)lab->places[p][SOC_IND_persons]);
	for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++)
		checks_must(k, lab, lab->tally->cell[cell][SOC_IND_persons] == k->persons[cell],
		            "cell %d has %lld people", cell, (long long)lab->tally->cell[cell][SOC_IND_persons]);
}

static void check_parts(struct checks *k, struct lab *lab)
{
	for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++) {
		const int64_t *c = lab->tally->cell[cell];
		checks_must(k, lab,
		            c[SOC_IND_listed] == c[SOC_IND_listed_true] + c[SOC_IND_listed_other_violation] +
		                                     c[SOC_IND_listed_no_violation],
		            "listed of cell %d", cell);
		checks_must(k, lab,
		            c[SOC_IND_listed_unaware] <= c[SOC_IND_listed] && c[SOC_IND_listed] <= c[SOC_IND_persons],
		            "listed of cell %d", cell);
		checks_must(k, lab,
		            c[SOC_IND_sanctioned_by_kin] <= c[SOC_IND_sanctioned_innocent] &&
		                c[SOC_IND_sanctioned_innocent] <= c[SOC_IND_sanctioned],
		            "sanctioned of cell %d", cell);
		checks_must(k, lab,
		            c[SOC_IND_sanctioned_effective_by_kin] <= c[SOC_IND_sanctioned_effective_innocent] &&
		                c[SOC_IND_sanctioned_effective_innocent] <= c[SOC_IND_sanctioned_effective] &&
		                c[SOC_IND_sanctioned_effective] <= c[SOC_IND_sanctioned],
		            "sanctioned whom a sanction can meet of cell %d", cell);
		checks_must(k, lab,
		            c[SOC_IND_refused_innocent] <= c[SOC_IND_refused] &&
		                c[SOC_IND_refused] <= c[SOC_IND_attempts],
		            "refused of cell %d", cell);
		checks_must(k, lab,
		            c[SOC_IND_offenders_listed] <= c[SOC_IND_listed] &&
		                c[SOC_IND_listed_true] <= c[SOC_IND_listed] &&
		                c[SOC_IND_offenders_listed] <= c[SOC_IND_offenders] &&
		                c[SOC_IND_offenders] <= c[SOC_IND_persons] &&
		                c[SOC_IND_offences_missed] <= c[SOC_IND_offences],
		            "offenders of cell %d", cell);
		for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
			checks_must(k, lab, c[i] >= 0 || i == SOC_IND_score_sum, "%s is negative",
			            lab_indicator_name((enum soc_indicator)i));
	}
	checks_must(k, lab, SUM(violations_seen) <= SUM(violations), "more seen than happened");
	checks_must(k, lab, SUM(expired_unaware) <= SUM(exits_expired), "more expired unknown than expired");
}

/* What is counted by sex and age is what is counted by demographic cell, to the last person. */
static void check_sex_age(struct checks *k, struct lab *lab)
{
#define BOTH(name)                                       \
	{                                                    \
		SOC_IND_##name, SOC_MOD_people_by_sex_age_##name \
	}
	static const int both[][2] = {
		BOTH(persons),
		BOTH(offenders),
		BOTH(listed),
		BOTH(listed_true),
		BOTH(listed_other_violation),
		BOTH(listed_no_violation),
		BOTH(offenders_listed),
		BOTH(sanctioned_effective),
		BOTH(sanctioned_effective_by_kin),
		BOTH(offences),
		BOTH(offences_missed),
		BOTH(records_true),
		BOTH(records_misattributed),
		BOTH(records_fabricated),
		BOTH(refused),
		BOTH(refused_innocent),
	};
#undef BOTH
	for (size_t i = 0; i < sizeof both / sizeof both[0] && lab->s->output.sex_age; i++) {
		int64_t sum = 0;
		for (int place = 0; place < SOC_COUNTER_SIZE(people_by_sex_age); place++)
			sum += lab->tally->module[both[i][1] + place];
		checks_must(k, lab, sum == sum_of(lab, (enum soc_indicator)both[i][0]),
		            "%s: %lld by sex and age, %lld by cell",
		            lab_indicator_name((enum soc_indicator)both[i][0]), (long long)sum,
		            (long long)sum_of(lab, (enum soc_indicator)both[i][0]));
	}
}

/* What is summed by event, by channel, by list and by measure as well. */
static void check_twice_counted(struct checks *k, struct lab *lab)
{
	const struct soc_tally *t = lab->tally;
	int64_t made[3] = { 0 }, seen[3] = { 0 }, dismissed = 0, accepted = 0, black[3] = { 0 }, exits = 0,
			waits[3] = { 0 }, attempts = 0;
	int64_t by_kind[SOC_EVENT_KINDS] = { 0 };
	for (int e = 0; e < lab->s->events_count; e++) {
		by_kind[lab->s->events[e].kind] += t->event[e][SOC_CLASS_happened];
		for (int i = 0; i < 3; i++)
			made[i] += t->event[e][SOC_CLASS_records_true + i];
	}
	for (int c = 0; c < lab->s->channels_count; c++) {
		for (int i = 0; i < 3; i++)
			seen[i] += t->channel[c][SOC_CHAN_records_true + i];
		dismissed += t->channel[c][SOC_CHAN_dismissed_true] + t->channel[c][SOC_CHAN_dismissed_wrong];
		accepted += t->channel[c][SOC_CHAN_accepted_true] + t->channel[c][SOC_CHAN_accepted_wrong];
	}
	for (int l = 0; l < lab->s->lists_count; l++)
		for (int i = 0; i < 3 && lab->s->lists[l].colour == SOC_BLACK; i++) {
			black[i] += t->list[l][SOC_LISTCOUNT_entries_true + i];
			exits += t->list[l][SOC_LISTCOUNT_exits_expired + i];
		}
	for (int i = 0; i < SOC_WAIT_BUCKETS; i++) {
		waits[0] += t->review_wait[i];
		waits[1] += t->appeal_wait[i];
		waits[2] += t->appeal_lapse[i];
	}
	for (int m = 0; m < lab->s->measures_count; m++)
		attempts += lab->s->measures[m].kind == SOC_SANCTION ? t->measure[m][SOC_MEAS_attempts] : 0;
	for (int i = 0; i < 3; i++) {
		const int64_t indicator = sum_of(lab, (enum soc_indicator)(SOC_IND_records_true + i));
		checks_must(k, lab, made[i] == indicator && seen[i] == indicator,
		            "records of truth %d: %lld, %lld, %lld", i, (long long)made[i], (long long)seen[i],
		            (long long)indicator);
		checks_must(k, lab, black[i] == sum_of(lab, (enum soc_indicator)(SOC_IND_entries_true + i)),
		            "entries of truth %d", i);
	}
	checks_must(k, lab,
	            by_kind[SOC_VIOLATION] == SUM(violations) && by_kind[SOC_GOOD_DEED] == SUM(good_deeds) &&
	                by_kind[SOC_LAWFUL_ACT] == SUM(lawful_acts) &&
	                by_kind[SOC_LIFE_EVENT] == SUM(life_events),
	            "events by class");
	checks_must(k, lab, exits == SUM(exits_expired) + SUM(exits_repaired) + SUM(exits_overturned),
	            "exits by list");
	checks_must(k, lab, accepted == SUM(accepted_true) + SUM(accepted_wrong), "accepted by channel");
	checks_must(k, lab, waits[0] == SUM(reviewed_by_people), "waits of records");
	checks_must(k, lab,
	            waits[1] ==
	                SUM(upheld_wronged) + SUM(upheld_guilty) + SUM(denied_wronged) + SUM(denied_guilty),
	            "waits of appeals");
	checks_must(k, lab, attempts == SUM(attempts), "attempts by measure: %lld, %lld", (long long)attempts,
	            (long long)SUM(attempts));
	/* Every record of the month is lost, sent on, dismissed, lapsed, decided at once, filed, or finds no
	 * room. */
	const int64_t decided = SUM(accepted_true) + SUM(accepted_wrong) + SUM(rejected_true) +
	                        SUM(rejected_wrong) - SUM(reviewed_by_people);
	const int64_t held = module_tests_records_held(t);
	const int64_t no_room = made[0] + made[1] + made[2] - SUM(records_lost) - dismissed - decided -
	                        SUM(filed) - module_tests_records_gone(t) - (held - k->records_held);
	k->records_held = held;
	checks_must(k, lab, no_room >= 0 && no_room <= SUM(docket_full), "%lld records are unaccounted for",
	            (long long)no_room);
	const int64_t appealed = SUM(appeals_wronged) + SUM(appeals_guilty),
				  appeals_lost = SUM(docket_full) - no_room;
	checks_must(k, lab, waits[2] == SUM(appeals_expired), "waits of appeals that nobody decided");
	const int64_t ruled = waits[1] + waits[2];
	checks_must(k, lab, SUM(pending_records) == k->pending_records + SUM(filed) - SUM(reviewed_by_people),
	            "pending records");
	checks_must(k, lab, SUM(pending_appeals) == k->pending_appeals + appealed - appeals_lost - ruled,
	            "pending appeals");
	k->pending_records = SUM(pending_records);
	k->pending_appeals = SUM(pending_appeals);
}

static void check_flows(struct checks *k, struct lab *lab)
{
	const struct soc_tally *t = lab->tally;
	int64_t rises = 0, falls = 0;
	for (int l = 0; l < lab->s->lists_count; l++) {
		const int64_t *c = t->list[l];
		const int64_t in = c[SOC_LISTCOUNT_entries_true] + c[SOC_LISTCOUNT_entries_other_violation] +
		                   c[SOC_LISTCOUNT_entries_no_violation];
		const int64_t out = module_tests_exits(t, (unsigned)l);
		checks_must(k, lab, c[SOC_LISTCOUNT_stock] == k->stock[l] + in - out,
		            "list %d: %lld and %lld in, %lld out make %lld", l, (long long)k->stock[l], (long long)in,
		            (long long)out, (long long)c[SOC_LISTCOUNT_stock]);
		checks_must(k, lab,
		            c[SOC_LISTCOUNT_stock] == c[SOC_LISTCOUNT_stock_true] +
		                                          c[SOC_LISTCOUNT_stock_other_violation] +
		                                          c[SOC_LISTCOUNT_stock_no_violation],
		            "list %d by truth", l);
		k->stock[l] = c[SOC_LISTCOUNT_stock];
	}
	for (int g = 0; g < SOC_GRADES_MAX; g++) {
		const int64_t now = sum_of(lab, (enum soc_indicator)(SOC_IND_grade_0 + g));
		int64_t change = 0;
		for (int h = 0; h < SOC_GRADES_MAX; h++) {
			change += t->transition[h][g] - t->transition[g][h];
			rises += h > g ? t->transition[g][h] : 0;
			falls += h < g ? t->transition[g][h] : 0;
		}
		checks_must(k, lab, now == k->grades[g] + change, "grade %d: %lld people, %lld before and %lld more",
		            g, (long long)now, (long long)k->grades[g], (long long)change);
		k->grades[g] = now;
	}
	checks_must(k, lab, rises == SUM(grade_rises) && falls == SUM(grade_falls), "changes of grade");
}

/* The reviewers' cursor of each place against the files that are really there. */
static void check_queues(struct checks *k, struct lab *lab)
{
	const size_t months = lab->months;
	for (int p = 0; p < lab->plan.places_count; p++) {
		const struct soc_desk *desk = &lab->fields.review[p];
		const struct soc_queue queue = lab->fields.now[p].review;
		int64_t *filed = k->filed + (size_t)p * months;
		filed[lab->month - 1] = lab->places[p][SOC_IND_filed];
		for (uint32_t m = 0; m < lab->month; m++)
			checks_must(k, lab, desk->arrived[m] == filed[m],
			            "place %d: %u files of month %u at the desk, %lld filed", p, desk->arrived[m], m,
			            (long long)filed[m]);
		checks_must(k, lab, queue.month <= lab->month && (queue.month < lab->month || queue.position == 0),
		            "place %d: the queue is ahead", p);
		checks_must(k, lab, queue.month == lab->month || desk->done < desk->arrived[queue.month],
		            "place %d: more done than arrived", p);
		/* What waits: all of later months, none of earlier ones, some of the month at the cursor that was
		 * used. */
		const struct soc_queue used = lab->fields_used[p].review;
		int64_t least = 0;
		for (uint32_t m = used.month + 1u; m < lab->month; m++)
			least += filed[m];
		const int64_t pending = lab->places[p][SOC_IND_pending_records];
		const int64_t most = least + (used.month < lab->month ? filed[used.month] : 0);
		checks_must(k, lab, pending >= least && pending <= most,
		            "place %d: %lld files wait, %lld to %lld by the queue", p, (long long)pending,
		            (long long)least, (long long)most);
	}
}

void checks_sums(struct checks *k, struct lab *lab)
{
	check_places(k, lab);
	check_parts(k, lab);
	check_sex_age(k, lab);
	check_twice_counted(k, lab);
	check_flows(k, lab);
	check_queues(k, lab);
}
