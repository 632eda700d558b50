/* Invariants of the people of a community. Measures are worked out anew here, without the engine's code. */
#include "checks.h"

#include "model/modules/grounds/grounds.h"
#include "model/variates.h"

#include <string.h>

/* Whether a channel's false positives can be of a class: its share, in the order of the classes' names, is
 * not empty. */
static int is_spurious(const struct soc_rules *rules, const struct soc_channel_rule *c, unsigned event)
{
	unsigned i = 0;
	while (rules->events.by_name[i] != event)
		i++;
	return c->spurious_mix[event] > (i > 0 ? c->spurious_mix[rules->events.by_name[i - 1]] : 0);
}

/* Whether some rules of the run let a record of this event by this channel exist that the channel makes
 * itself. */
static int can_make(const struct lab *lab, unsigned channel, unsigned event)
{
	for (uint32_t v = 0; v < lab->rule_sets.count; v++) {
		const struct soc_channel_rule *c = &lab->rule_sets.rules[v].records.channel[channel];
		const struct soc_instrument_rules *in = &lab->rule_sets.rules[v].instrument;
		if (in->on && in->records && in->channel == channel && in->event == event)
			return 1;
		if (channel < lab->rule_sets.rules[v].records.count && c->enabled &&
		    (c->detect[event] > 0 || (c->spurious[0] > 0 && is_spurious(&lab->rule_sets.rules[v], c, event))))
			return 1;
	}
	return 0;
}

/* The same, or one that it takes over. */
static int can_record(const struct lab *lab, unsigned channel, unsigned event)
{
	const struct soc_join_rule *join = &lab->rule_sets.rules[0].joins.join[channel];
	return can_make(lab, channel, event) ||
	       (join->from >= 0 &&
	        (join->event >= 0 ? join->event == (int)event : can_make(lab, (unsigned)join->from, event)));
}

static unsigned longest_term(const struct lab *lab, unsigned list)
{
	unsigned longest = 0;
	for (uint32_t v = 0; v < lab->rule_sets.count; v++)
		if (lab->rule_sets.rules[v].regime.lists.list[list].term > longest)
			longest = lab->rule_sets.rules[v].regime.lists.list[list].term;
	for (int g = 0; g < lab->s->grounds_count; g++) {
		const struct soc_ground *ground = &lab->s->grounds[g];
		const unsigned term = ground->term_months == 0
		                          ? SOC_GROUND_WITHOUT_TERM
		                          : (unsigned)(ground->term_months + 12 * ground->prolonged_years);
		if (ground->list == (int)list && term > longest)
			longest = term;
	}
	return longest;
}

static int is_fed_by_firms(const struct lab *lab, unsigned list)
{
	int fed = 0;
	for (int i = 0; i < lab->s->firm_lists_count; i++)
		fed |= lab->s->firm_lists[i].head_list == (int)list;
	return fed && lab->world.firms.on;
}

static void check_entry(struct checks *k, const struct lab *lab, const struct soc_rules *rules,
                        const struct soc_columns *c, unsigned row, unsigned l)
{
	const unsigned left = c->record.months_left[l][row], entry = c->record.entry[l][row];
	const unsigned trigger = soc_entry_trigger((uint8_t)entry), channel = soc_entry_channel((uint8_t)entry);
	if (left == 0) {
		checks_must(k, lab, entry == 0 && !(c->self.aware[row] >> l & 1u),
		            "row %u is not on list %u but has entry %#x", row, l, entry);
		return;
	}
	checks_must(k, lab, left <= longest_term(lab, l), "row %u has %u months left on list %u", row, left, l);
	checks_must(k, lab, soc_tag_entry(c->truth.tags[row], l) <= SOC_DID_NOTHING,
	            "row %u, list %u: no such truth", row, l);
	checks_must(k, lab, !(entry & SOC_ENTRY_APPEALED) || (c->self.aware[row] >> l & 1u),
	            "row %u appealed against an unknown entry", row);
	if (soc_entry_for_firm((uint8_t)entry)) {
		checks_must(k, lab, is_fed_by_firms(lab, l), "row %u is on list %u for a firm", row, l);
		return;
	}
	if (trigger == SOC_TRIGGER_GRADE) {
		checks_must(k, lab,
		            channel == 0 &&
		                ((rules->regime.lists.list[l].entry_grades != 0 && rules->regime.scoring.on) ||
		                 lab->s->lists[l].entry_kin > 0.0),
		            "row %u is on list %u by a grade", row, l);
		return;
	}
	checks_must(k, lab, trigger < rules->regime.lists.list[l].triggers,
	            "row %u is on list %u by event %u of %u", row, l, trigger,
	            rules->regime.lists.list[l].triggers);
	checks_must(k, lab, can_record(lab, channel, rules->regime.lists.list[l].trigger_event[trigger]),
	            "row %u is on list %u by channel %u", row, l, channel);
}

/* ---- measures from their rules ---- */

/* Whether grades bind the person: everybody, or who is willing enough (docs/model/enrolment.md). */
static int is_bound(const struct lab *lab, const struct soc_rules *rules, const struct soc_columns *c,
                    uint32_t community, unsigned row)
{
	const uint64_t person = lab->plan.communities[community].first_person + row;
	const unsigned urban = (unsigned)lab->plan.strata[lab->plan.communities[community].stratum].urban,
				   age = c->registry.age[row];
	const unsigned grade = c->record.grade[row], start = rules->regime.enrolment.start_grade;
	const unsigned band = age < 18 ? 0 : age < 30 ? 1 : age < 45 ? 2 : age < 60 ? 3 : 4;
	const int knows =
		!soc_below(soc_draw(lab->seed, SOC_DRAW_UNKNOWING, person / 4, 0, (uint32_t)(person % 4)),
	               rules->regime.enrolment.unknowing);
	const unsigned sees = !knows || grade == start ? 1 : grade > start ? 2 : 0;
	return !rules->regime.enrolment.required ||
	       soc_below(soc_draw(lab->seed, SOC_DRAW_ENROLMENT, person / 4, 0, (uint32_t)(person % 4)),
	                 rules->regime.enrolment.enrols[sees][band][urban]);
}

static unsigned own_measures(const struct lab *lab, const struct soc_scenario *s, const struct soc_columns *c,
                             unsigned row, const int *enabled, int bound)
{
	const unsigned class = c->registry.traits[row] >> 3 & 3u;
	unsigned set = 0;
	for (int m = 0; m < s->measures_count; m++) {
		const struct soc_measure *measure = &s->measures[m];
		int is_met = bound && lab->rule_sets.rules[0].regime.scoring.on &&
		             (measure->grades >> c->record.grade[row] & 1u);
		for (int l = 0; l < s->lists_count; l++)
			is_met |= c->record.months_left[l][row] > 0 && (measure->lists >> l & 1u);
		for (int b = 0; b < s->bureaus_count; b++)
			is_met |= (c->record.refused_by[row] >> b & 1u) && (measure->bureaus >> b & 1u);
		if (enabled[m] && is_met && (measure->classes >> class & 1u))
			set |= 1u << m;
	}
	return set;
}

/* Relation of the person `from` to `to` at home: 0 spouse, 1 child, 2 household. */
static int relation(unsigned from, unsigned to)
{
	const int heads = (from == SOC_ROLE_HEAD || from == SOC_ROLE_SPOUSE) +
	                  2 * (to == SOC_ROLE_HEAD || to == SOC_ROLE_SPOUSE);
	return heads == 3                           ? SOC_RELATION_SPOUSE
	       : heads == 1 && to == SOC_ROLE_CHILD ? SOC_RELATION_CHILD
	                                            : SOC_RELATION_HOUSEHOLD;
}

/* Number of the household of a row in its community. */
static unsigned home_number(const struct soc_columns *c, unsigned row)
{
	unsigned number = 0;
	for (unsigned i = 1; i <= row; i++)
		number += (c->registry.home[i] & 15u) == 0;
	return number;
}

/* Measures that come to a row from its relatives and its liability group in the given step. */
static unsigned reached(const struct lab *lab, const struct soc_rules *rules, const struct soc_columns *c,
                        uint32_t community, unsigned row, const unsigned *before, int step)
{
	const struct soc_community *plan = &lab->plan.communities[community];
	const unsigned homes = (unsigned)lab->s->society.liability_group_households;
	unsigned set = 0;
	for (unsigned other = 0; other < plan->count; other++) {
		if (before[other] == 0)
			continue;
		const int at_home =
			other != row && other - (c->registry.home[other] & 15u) == row - (c->registry.home[row] & 15u);
		const int is_kin = c->registry.kin[row] == other || c->registry.former[row] == other;
		const int is_grouped = homes > 0 && other != row && c->registry.age[row] >= 18 &&
		                       home_number(c, other) / homes == home_number(c, row) / homes;
		if (!at_home && !is_kin && !is_grouped)
			continue;
		const int kin = at_home ? relation(c->registry.traits[other] & 7u, c->registry.traits[row] & 7u)
		                        : SOC_RELATION_OUTSIDE;
		for (unsigned m = 0; m < rules->regime.measures.count; m++) {
			if (!(before[other] >> m & 1u) || step > rules->regime.spillover.measure[m].depth)
				continue;
			const uint32_t word = soc_draw(lab->seed ^ rules->people.attempt[m].salt, SOC_DRAW_SPILL,
			                               plan->first_person + row, 0, 0);
			const uint64_t *spill = rules->regime.spillover.measure[m].chance;
			set |= (unsigned)(((at_home || is_kin) && soc_below(word, spill[kin])) ||
			                  (is_grouped && soc_below(word, spill[SOC_RELATION_GROUP])))
			       << m;
		}
	}
	return set;
}

static void check_measures(struct checks *k, const struct lab *lab, const struct soc_rules *rules,
                           const struct soc_columns *c, uint32_t community)
{
	const struct soc_community *plan = &lab->plan.communities[community];
	unsigned set[SOC_COMMUNITY_MAX], before[SOC_COMMUNITY_MAX];
	int enabled[SOC_MEASURES_MAX] = { 0 };
	/* Whether a measure is switched on here and now is the timeline's to say: read from what was compiled for
	 * it. */
	for (int m = 0; m < lab->s->measures_count; m++)
		for (unsigned class = 0; class < SOC_PERSON_CLASSES; class ++) {
			for (int l = 0; l < lab->s->lists_count; l++)
				enabled[m] |= rules->regime.measures.of_list[class][l] >> m & 1;
			for (int g = 0; g < lab->s->grades_count; g++)
				enabled[m] |= rules->regime.measures.of_grade[class][g] >> m & 1;
			for (int b = 0; b < lab->s->bureaus_count; b++)
				enabled[m] |= rules->regime.bureaus.measures_of_bureau[class][b] >> m & 1;
		}
	for (unsigned row = 0; row < plan->count; row++)
		set[row] = own_measures(lab, lab->s, c, row, enabled, is_bound(lab, rules, c, community, row));
	/* A step at a time: a measure goes on from whoever it has reached, as far as it can. */
	for (int step = 1; step <= SOC_SPILL_DEPTH_MAX; step++) {
		memcpy(before, set, sizeof before);
		for (unsigned row = 0; row < plan->count; row++)
			set[row] |= reached(lab, rules, c, community, row, before, step);
	}
	for (unsigned row = 0; row < plan->count; row++)
		checks_must(k, lab, set[row] == c->record.measures[row],
		            "row %u of community %u: measures %#x in force, %#x by the rules", row, community,
		            c->record.measures[row], set[row]);
}

/* ---- points, grades, docket ---- */

void checks_remember(struct checks *k, struct lab *lab, uint32_t community)
{
	struct soc_columns c;
	soc_world_columns(&lab->world, community, &c);
	for (unsigned row = 0; row < lab->plan.communities[community].count; row++) {
		k->on_lists[row] = 0;
		for (int l = 0; l < lab->s->lists_count; l++)
			k->on_lists[row] |= (uint8_t)((c.record.months_left[l][row] > 0) << l);
	}
}

/* The grade of a score under the caps and floors of the lists on which a person began the month: no lower
 * than a floor, no higher than a cap. */
static unsigned bound_grade(const struct soc_scenario *s, unsigned on_lists, unsigned grade)
{
	int least = 0, most = s->grades_count - 1;
	for (int l = 0; l < s->lists_count; l++) {
		if (!(on_lists >> l & 1u))
			continue;
		if (s->lists[l].grade_floor > least)
			least = s->lists[l].grade_floor;
		if (s->lists[l].grade_cap >= 0 && s->lists[l].grade_cap < most)
			most = s->lists[l].grade_cap;
	}
	const int raised = (int)grade > least ? (int)grade : least;
	return (unsigned)(raised < most ? raised : most);
}

static void check_points(struct checks *k, const struct lab *lab, const struct soc_rules *rules,
                         const struct soc_columns *c, unsigned row)
{
	for (unsigned f = 0; f < rules->regime.scoring.components; f++) {
		const int points = c->record.points[f][row] + rules->regime.scoring.start[f];
		if (rules->regime.scoring.component_kind[f] == SOC_COMPONENT_RECORDS)
			checks_must(k, lab,
			            points >= rules->regime.scoring.floor[f] &&
			                points <= rules->regime.scoring.ceiling[f],
			            "row %u holds %d of family %u", row, points, f);
	}
	if (!rules->regime.scoring.on)
		return;
	const int score = lab->scratch->score[row];
	unsigned grade = 0;
	for (unsigned g = 1; g < rules->regime.scoring.grades; g++)
		grade = score >= lab->s->grades[g].from * SOC_POINT ? g : grade;
	checks_must(k, lab, score >= rules->regime.scoring.minimum && score <= rules->regime.scoring.maximum,
	            "row %u has score %d", row, score);
	checks_must(k, lab, bound_grade(lab->s, k->on_lists[row], grade) == c->record.grade[row],
	            "row %u has grade %u, its score %d makes %u", row, c->record.grade[row], score, grade);
}

static void check_docket(struct checks *k, struct lab *lab, const struct soc_rules *rules,
                         const struct soc_columns *c, uint32_t community)
{
	const struct soc_community *plan = &lab->plan.communities[community];
	const struct soc_field *field = &lab->fields_used[lab->plan.strata[plan->stratum].place];
	checks_must(k, lab, *c->record.docket_used <= rules->regime.review.docket, "community %u has %u files",
	            community, *c->record.docket_used);
	for (unsigned i = 0; i < *c->record.docket_used; i++) {
		const struct soc_file *f = &c->record.docket[i];
		checks_must(k, lab, f->row < plan->count && f->month <= lab->month, "file %u of community %u", i,
		            community);
		if (f->appeal)
			checks_must(k, lab, c->record.entry[f->subject][f->row] & SOC_ENTRY_APPEALED,
			            "an appeal of row %u without an entry", f->row);
		else
			checks_must(k, lab, !soc_queue_reached(field->review, f->month, f->position),
			            "file %u of community %u was passed over", i, community);
		if (f->appeal && soc_queue_reached(field->appeals, f->month, f->position))
			checks_must(k, lab,
			            lab->month - f->month < rules->regime.due_process.delay_months ||
			                f->month == lab->month,
			            "appeal of row %u was passed over", f->row);
	}
}

void checks_community(struct checks *k, struct lab *lab, uint32_t community)
{
	const struct soc_rules *rules = lab_rules(lab, community, lab->month);
	const struct soc_community *plan = &lab->plan.communities[community];
	struct soc_columns c;
	soc_world_columns(&lab->world, community, &c);
#define CHECK_ROOM(type, part)                                                    \
	checks_must(k, lab, lab->scratch->month_log.part##_count < SOC_MONTH_LOG_MAX, \
	            #part " of community %u are full", community);
	SOC_MONTH_LOG_PARTS(CHECK_ROOM)
#undef CHECK_ROOM
	checks_must(k, lab, lab->scratch->true_log.lost == 0, "events of community %u were lost", community);
	for (unsigned row = 0; row < plan->count; row++) {
		for (unsigned l = 0; l < rules->regime.lists.count; l++)
			check_entry(k, lab, rules, &c, row, l);
		check_points(k, lab, rules, &c, row);
	}
	check_measures(k, lab, rules, &c, community);
	check_docket(k, lab, rules, &c, community);
}
