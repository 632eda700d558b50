/* What is said of people beside their score, and who else is liable for it: caps and floors, measures through
 * the liability group, landlords. */
#include "closed_forms.h"
#include "runner.h"

#include "model/modules/subletting/subletting.h"
#include "model/population/population.h"

#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

#define POINTS "grades: {D: {from: 0}, C: {from: 900}, A: {from: 990}}\ncomponents: {f: {}}\n"
enum { D, C, A };

static int64_t module_sum(const struct lab *lab, int count, int index)
{
	return lab->tally->module[count + index];
}

static void put_on_list(struct lab *lab, uint64_t person, unsigned list, uint8_t months,
                        enum soc_entry_truth truth)
{
	lab->world.record.months_left[list][person] = months;
	lab->world.record.entry[list][person] = soc_entry_pack(0, 0);
	lab->world.truth.tags[person] = soc_tag_set(lab->world.truth.tags[person], list, truth);
}

/* ---- caps and floors ---- */

/* Everybody has 1,000 points, grade A. Ten people are on a list whose cap is C, six of them
 * wrongly, with two months left: they are graded under it twice, and again by their score in the month after
 * the entry has ended. What follows from C follows them, and who is on the list wrongly is under it for
 * nothing. */
static void check_cap(void)
{
	struct lab lab;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN POINTS
	         "lists: {held: {colour: black, entry_events: [act], term_months: 3, grade_cap: C}}\n"
	         "measures: {air: {kind: sanction, grades: [C]}}\n",
	         SETTINGS("events.act.rate_per_year=0"));
	for (uint64_t p = 0; p < 10; p++)
		put_on_list(&lab, p, 0, 2, p < 6 ? SOC_DID_NOTHING : SOC_DID);
	for (int month = 0; month < 4; month++) {
		const int bound = month < 2;
		lab_month(&lab);
		for (uint64_t p = 0; p < 12; p++)
			closed_form_near("grade", lab.world.record.grade[p], bound && p < 10 ? C : A, 0.0);
		closed_form_near("in a grade by a cap", (double)module_sum(&lab, SOC_MOD_caps_by_grade_persons, C),
		                 bound ? 10.0 : 0.0, 0.0);
		closed_form_near("of them wrongly", (double)module_sum(&lab, SOC_MOD_caps_by_grade_persons_wrong, C),
		                 bound ? 6.0 : 0.0, 0.0);
		closed_form_near("under the sanction", (double)lab_sum(&lab, SOC_IND_sanctioned), bound ? 10.0 : 0.0,
		                 0.0);
		closed_form_near("of them innocent", (double)lab_sum(&lab, SOC_IND_sanctioned_innocent),
		                 bound ? 6.0 : 0.0, 0.0);
		closed_form_near("the score is left alone", (double)lab_sum(&lab, SOC_IND_score_sum),
		                 1000.0 * (double)lab.world.persons, 0.0);
		closed_form_near("fallen", (double)lab.tally->transition[A][C], month == 0 ? 10.0 : 0.0, 0.0);
		closed_form_near("risen", (double)lab.tally->transition[C][A], month == 2 ? 10.0 : 0.0, 0.0);
	}
	lab_close(&lab);
}

/* Who is entered in a month is graded by it from the next: as many fall then as were entered. */
static void check_entered_then_bound(void)
{
	struct lab lab;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN POINTS
	         "lists: {held: {colour: black, entry_events: [act], term_months: 200, grade_cap: C}}\n",
	         SETTINGS("events.act.rate_per_year=0.5"));
	lab_month(&lab);
	const double entered = (double)lab_sum(&lab, SOC_IND_entries_true);
	closed_form_near("nobody falls at once", (double)lab_sum(&lab, SOC_IND_grade_falls), 0.0, 0.0);
	lab_month(&lab);
	closed_form_near("they fall a month later", (double)lab_sum(&lab, SOC_IND_grade_falls), entered, 0.0);
	closed_form_near("somebody was entered", entered > 100.0, 1.0, 0.0);
	lab_close(&lab);
}

/* 200 points below the start is D. A floor of A lifts it to A, a cap of C holds it at D, and both together
 * make C: the cap wins. */
static void check_floor(void)
{
	static const int grade[4] = { D, A, D, C };
	struct lab lab;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN POINTS "lists: {models: {colour: red, entry_events: [act], grade_floor: "
	                                   "A}, held: {colour: black, entry_events: [act], grade_cap: C}}\n",
	         SETTINGS("events.act.rate_per_year=0"));
	for (unsigned p = 0; p < 4; p++) {
		lab.world.record.points[0][p] = -200 * SOC_POINT;
		for (unsigned list = 0; list < 2; list++)
			if (p >> list & 1u)
				put_on_list(&lab, p, list, 9, SOC_DID);
	}
	lab_month(&lab);
	for (unsigned p = 0; p < 4; p++)
		closed_form_near("between a floor and a cap", lab.world.record.grade[p], grade[p], 0.0);
	closed_form_near("lifted by a floor", (double)module_sum(&lab, SOC_MOD_caps_by_grade_persons, A), 1.0,
	                 0.0);
	closed_form_near("lifted and held down", (double)module_sum(&lab, SOC_MOD_caps_by_grade_persons, C), 1.0,
	                 0.0);
	lab_close(&lab);
}

/* ---- measures through the liability group ---- */

#define GROUPS                                                                \
	"lists: {held: {colour: black, entry_events: [act], term_months: 250}}\n" \
	"measures: {air: {kind: sanction, lists: [held], spill_liability_group: 1}}\n"

/* One person is on the list. Groups are of seven households, so the measure reaches the adults of households
 * 7g to 7g + 6 where the person's is one of these, and nobody else; a second step leads to the same people.
 * What is reached through the kin of one of them is the kin and, in a second step, the kin's group. */
static void check_group(const char *depth, const char *kin, int goes_on)
{
	struct lab lab;
	int64_t in_group = 0, outside = 0;
	unsigned listed = SOC_NO_ROW, home = 0, group[SOC_COMMUNITY_MAX];
	lab_open(&lab, CLOSED_FORMS_PLAIN GROUPS,
	         SETTINGS("events.act.rate_per_year=0", "society.liability_group_households=7", depth, kin));
	const struct soc_course *f = &lab.world.course;
	const unsigned count = lab.plan.communities[0].count;
	for (unsigned row = 0; row < count; row++) {
		home += row > 0 && soc_home_position(f->home[row]) == 0;
		group[row] = home / 7;
	}
	for (unsigned row = 0; row < count && listed == SOC_NO_ROW; row++)
		if (f->kin[row] != SOC_NO_ROW && group[f->kin[row]] != group[row] && group[row] > 0)
			listed = row;
	if (listed == SOC_NO_ROW)
		lab_die("nobody has kin in another group");
	put_on_list(&lab, listed, 0, 200, SOC_DID);
	lab_month(&lab);
	for (unsigned row = 0; row < count; row++) {
		if (row == listed)
			continue;
		const int is_met = lab.world.record.measures[row] != 0, is_near = group[row] == group[listed];
		if (goes_on == 0 || is_near)
			closed_form_near("met in the group and nowhere else", is_met, is_near && f->age[row] >= 18, 0.0);
		if (goes_on == 2 && group[row] == group[f->kin[listed]] && row != f->kin[listed])
			closed_form_near("met in the group of the kin", is_met, f->age[row] >= 18, 0.0);
		in_group += is_near && f->age[row] >= 18;
		outside += is_met && !is_near;
	}
	closed_form_near("their own", (double)lab.tally->measure[0][SOC_MEAS_people_own], 1.0, 0.0);
	if (goes_on == 0)
		closed_form_near("through the group",
		                 (double)module_sum(&lab, SOC_MOD_liability_measures_by_measure_persons, 0),
		                 (double)in_group, 0.0);
	closed_form_near("somebody is in the group", in_group > 5, 1.0, 0.0);
	closed_form_near("through the kin", outside > 0, goes_on > 0, 0.0);
	closed_form_near("under it only because of another", (double)lab_sum(&lab, SOC_IND_sanctioned_by_kin),
	                 (double)(in_group + outside), 0.0);
	closed_form_near("and innocent", (double)lab_sum(&lab, SOC_IND_sanctioned_innocent),
	                 (double)(in_group + outside), 0.0);
	if (strcmp(depth, "measures.air.spill_depth=2") == 0 && goes_on == 0)
		closed_form_near("all of them in one step",
		                 (double)module_sum(&lab, SOC_MOD_spillover_by_path_persons, 1), (double)in_group,
		                 0.0);
	lab_close(&lab);
}

/* One household of each group is listed whole; each other adult of the groups is reached with 0.3, once for
 * all the months. */
static void check_group_share(void)
{
	struct lab lab;
	double others = 0.0, reached = 0.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN GROUPS,
	         SETTINGS("events.act.rate_per_year=0", "society.liability_group_households=5",
	                  "measures.air.spill_liability_group=0.3"));
	for (int month = 0; month < 2; month++) {
		others = reached = 0.0;
		for (uint32_t i = 0; i < lab.plan.communities_count; i++) {
			struct soc_columns c;
			unsigned home = 0;
			soc_world_columns(&lab.world, i, &c);
			for (unsigned row = 0; row < lab.plan.communities[i].count; row++) {
				home += row > 0 && soc_home_position(c.registry.home[row]) == 0;
				if (home % 5 == 0 && month == 0)
					put_on_list(&lab, lab.plan.communities[i].first_person + row, 0, 200, SOC_DID);
				others += home % 5 != 0 && c.registry.age[row] >= 18;
				reached += home % 5 != 0 && c.record.measures[row] != 0;
			}
		}
		if (month == 0)
			lab_month(&lab);
	}
	closed_form("neighbours reached", reached / others, 0.3, sqrt(0.3 * 0.7 / others), 4.0);
	lab_close(&lab);
}

/* ---- landlords ---- */

/* The register finds everybody who lives unregistered, or one of ten, and always asks who sublet to them; all
 * that is recorded is accepted. */
#define SUBLETTING                                                                                         \
	"socred: 1\nseed: 20\nreplicates: 1\nspan: {from: 2015-01, to: 2024-12}\n"                             \
	"people: {persons: 60000, data: china-2020, provinces: Hainan}\nidentity: {coverage_urban: 1, "        \
	"coverage_rural: 1}\n"                                                                                 \
	"events: {stay: {kind: violation, residence: unregistered, rate_per_year: 0}, let: {kind: violation, " \
	"residence: subletting, rate_per_year: 0}}\n"                                                          \
	"channels: {register: {kind: official, needs_identity: false, spurious_per_1000_years: 0, detects: "   \
	"{stay: "                                                                                              \
	"1, let: 1}}}\n"                                                                                       \
	"review: {automatic_share: 1, automatic_sensitivity: 1, automatic_specificity: 0, docket: "            \
	"512}\nconduct: {register_move_per_month: 0}\n"
enum { STAY, LET };

static void one_unregistered(struct lab *lab, uint32_t community, void *user)
{
	const uint64_t first = lab->plan.communities[community].first_person;
	(void)user;
	lab->world.self.life[first + lab->month % lab->plan.communities[community].count] |=
		SOC_LIFE_UNREGISTERED;
}

static void check_pair(struct lab *lab, uint32_t community, void *user)
{
	const struct soc_month_log *j = &lab->scratch->month_log;
	const struct soc_registry *r;
	struct soc_columns c;
	(void)user;
	soc_world_columns(&lab->world, community, &c);
	r = &c.registry;
	closed_form_near("one found, one named for it", j->records_count, 2.0, 0.0);
	const unsigned tenant = j->records[0].row, landlord = j->records[1].row;
	closed_form_near("the tenant", j->records[0].event, STAY, 0.0);
	closed_form_near("is who lives undeclared", tenant, lab->month % lab->plan.communities[community].count,
	                 0.0);
	closed_form_near("the landlord", j->records[1].event, LET, 0.0);
	closed_form_near("heads a household", soc_traits_role(r->traits[landlord]), SOC_ROLE_HEAD, 0.0);
	closed_form_near("which is another",
	                 landlord - soc_home_position(r->home[landlord]) ==
	                     tenant - soc_home_position(r->home[tenant]),
	                 0.0, 0.0);
}

/* One person of each community lives unregistered each month, is found, and somebody is named as the
 * landlord. Nobody else lives so, so the landlord is named rightly when the person rents: 0.4 of the time.
 * With `asked` below 1 only so many are named. */
static void check_landlords(double rented, double asked)
{
	char share[64], chance[64];
	struct lab lab;
	double right = 0.0, wrong = 0.0, tenants = 0.0;
	snprintf(share, sizeof share, "conduct.sublet_share=%g", rented);
	snprintf(chance, sizeof chance, "channels.register.detects.let=%g", asked);
	lab_open(&lab, SUBLETTING, SETTINGS(share, chance));
	lab.before = one_unregistered;
	lab.after = asked == 1.0 ? check_pair : NULL;
	while (lab.month < 36) {
		lab_month(&lab);
		tenants += (double)lab.tally->event[STAY][SOC_CLASS_accepted_true];
		right += (double)module_sum(&lab, SOC_MOD_subletting_by_truth_accepted, 0);
		wrong += (double)module_sum(&lab, SOC_MOD_subletting_by_truth_accepted, 1);
		closed_form_near("right ones are of the register",
		                 (double)module_sum(&lab, SOC_MOD_subletting_by_reason_records, 8),
		                 (double)module_sum(&lab, SOC_MOD_subletting_by_truth_accepted, 0), 0.0);
		closed_form_near("nobody lives undeclared any more", (double)lab_sum(&lab, SOC_IND_unregistered), 0.0,
		                 0.0);
	}
	closed_form_near("each community each month", tenants, 36.0 * (double)lab.plan.communities_count, 0.0);
	/* Who was found one month may be found again after 512 only: each is another person. */
	closed_form("landlords found rightly", right, tenants * rented * asked,
	            sqrt(tenants * rented * asked * (1.0 - rented * asked)), 4.0);
	closed_form("and wrongly", wrong, tenants * (1.0 - rented) * asked,
	            sqrt(tenants * (1.0 - rented) * asked), 4.0);
	lab_close(&lab);
}

static void all_unregistered(struct lab *lab, uint32_t community, void *user)
{
	const struct soc_community *c = &lab->plan.communities[community];
	(void)user;
	for (uint64_t p = c->first_person; p < c->first_person + c->count; p++)
		lab->world.self.life[p] |= SOC_LIFE_UNREGISTERED;
}

/* Everybody lives unregistered and rents, and one of ten is found, with the landlord: registered then are
 * those found and all tenants of the landlords found, and nobody else. */
static void check_tenants(struct lab *lab, uint32_t community, void *user)
{
	const struct soc_place_time at = lab_place_time(lab, community, lab->month);
	const struct soc_month_log *j = &lab->scratch->month_log;
	uint8_t stays[SOC_COMMUNITY_MAX] = { 0 }, sublets[SOC_COMMUNITY_MAX] = { 0 };
	struct soc_columns c;
	soc_world_columns(&lab->world, community, &c);
	for (unsigned i = 0; i < j->records_count; i++)
		(j->records[i].event == LET ? sublets : stays)[j->records[i].row] = 1;
	for (unsigned row = 0; row < at.count; row++) {
		const unsigned landlord = soc_subletting_landlord(&at, &c.registry, row);
		const int found = stays[row] || (landlord != SOC_NOBODY && sublets[landlord]);
		closed_form_near("registered", !(c.self.life[row] & SOC_LIFE_UNREGISTERED), found, 0.0);
		*(int64_t *)user += found && !stays[row];
	}
}

static void check_correction(void)
{
	struct lab lab;
	int64_t through = 0;
	lab_open(&lab, SUBLETTING, SETTINGS("conduct.sublet_share=1", "channels.register.detects.stay=0.1"));
	lab.before = all_unregistered;
	lab.after = check_tenants;
	lab.user = &through;
	while (lab.month < 3)
		lab_month(&lab);
	closed_form_near("nobody is named wrongly",
	                 (double)module_sum(&lab, SOC_MOD_subletting_by_truth_accepted, 1), 0.0, 0.0);
	closed_form_near("somebody was found through the landlord", through > 100, 1.0, 0.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_people)
{
	check_landlords(0.4, 1.0);
	check_landlords(0.4, 0.3);
	check_landlords(0.0, 1.0);
	check_correction();
	check_group("measures.air.spill_depth=1", "measures.air.spill_kin=0", 0);
	check_group("measures.air.spill_depth=2", "measures.air.spill_kin=0", 0);
	check_group("measures.air.spill_depth=1", "measures.air.spill_kin=1", 1);
	check_group("measures.air.spill_depth=2", "measures.air.spill_kin=1", 2);
	check_group_share();
	check_cap();
	check_entered_then_bound();
	check_floor();
	return closed_forms_failed > 0;
}
