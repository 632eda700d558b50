/* Who else pays and what a benefit is worth: spill-over from relative to relative, liability groups,
 * asymmetry, favours, thresholds. */
#include "closed_forms.h"
#include "runner.h"

#include "model/modules/liability/liability.h"

#include <stdlib.h>
#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

#define HELD                                                                                                \
	"lists: {held: {colour: black, entry_events: [act], term_months: 250}}\n"                               \
	"measures: {air: {kind: sanction, lists: [held], spill_spouse: 1, spill_child: 1, spill_household: 1, " \
	"spill_kin: 1}}\n"
#define POINTS "grades: {D: {from: 0}, C: {from: 900}, A: {from: 990}}\ncomponents: {f: {}}\n"

/* ---- spill-over ---- */

static void put_on_list(struct lab *lab, uint64_t person)
{
	lab->world.record.months_left[0][person] = 200;
	lab->world.record.entry[0][person] = soc_entry_pack(0, 0);
}

static int is_under(const struct lab *lab, uint64_t person)
{
	return lab->world.record.measures[person] != 0;
}

/* The first household of two or more of the first community one of whose people has kin in another household
 * of two or more. */
static unsigned find_kin(const struct lab *lab, unsigned count)
{
	const struct soc_course *f = &lab->world.course;
	for (unsigned row = 0; row < count; row++)
		if (f->kin[row] != SOC_NO_ROW && soc_home_size(f->home[row]) > 1 &&
		    soc_home_size(f->home[f->kin[row]]) > 1)
			return row;
	lab_die("no kin in the first community");
}

/* One person is on the list and every spill is certain. One step: the rest of the household and the kin. Two:
 * the kin's household too, and so on; worked out here by hand along the links of one person. */
static void check_spillover(const char *depth, int kins_home)
{
	struct lab lab;
	lab_open(&lab, CLOSED_FORMS_PLAIN HELD, SETTINGS("events.act.rate_per_year=0", depth));
	const unsigned row = find_kin(&lab, lab.plan.communities[0].count);
	const struct soc_course *f = &lab.world.course;
	const unsigned kin = f->kin[row], first = kin - soc_home_position(f->home[kin]);
	put_on_list(&lab, row);
	lab_month(&lab);
	for (unsigned i = first; i < first + soc_home_size(f->home[kin]); i++)
		closed_form_near("who lives with the kin of the listed", is_under(&lab, i), i == kin || kins_home,
		                 0.0);
	closed_form_near("one listed person",
	                 (double)lab_sum(&lab, SOC_IND_sanctioned) -
	                     (double)lab_sum(&lab, SOC_IND_sanctioned_by_kin),
	                 1.0, 0.0);
	int64_t steps[SOC_SPILL_DEPTH_MAX + 2];
	memcpy(steps, lab.tally->module + SOC_MOD_spillover_by_path_persons, sizeof steps);
	/* Put on the list by hand, without a record: the ledger knows of no wrong, so the entry is a right one.
	 */
	closed_form_near("their own", (double)steps[0], kins_home ? 1.0 : 0.0, 0.0);
	unsigned one = soc_home_size(f->home[row]) -
	               1; /* in one step: the household and the kin outside of this person alone */
	one += (f->kin[row] != SOC_NO_ROW) + (f->former[row] != SOC_NO_ROW);
	closed_form_near("in one step", (double)steps[1], kins_home ? one : 0.0, 0.0);
	closed_form_near("all in few steps", (double)(steps[0] + steps[1] + steps[2] + steps[3] + steps[4]),
	                 kins_home ? (double)lab_sum(&lab, SOC_IND_sanctioned) : 0.0, 0.0);
	printf("%s: %lld, %lld, %lld, %lld people in one to four steps\n", depth, (long long)steps[1],
	       (long long)steps[2], (long long)steps[3], (long long)steps[4]);
	lab_close(&lab);
}

/* Where each relative is reached with probability p, whoever lives alone with one other person: p of the
 * first step. Of couples alone, the spouses of the listed are reached with p, whatever the depth: there is
 * nobody further. */
static void check_spill_share(void)
{
	struct lab lab;
	double couples = 0.0, reached = 0.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN HELD,
	         SETTINGS("events.act.rate_per_year=0", "measures.air.spill_spouse=0.3",
	                  "measures.air.spill_depth=4", "society.kin_share=0", "society.divorced_link_share=0"));
	const struct soc_course *f = &lab.world.course;
	for (uint64_t p = 0; p < lab.world.persons; p++)
		if (soc_home_size(f->home[p]) == 2 && soc_home_position(f->home[p]) == 0 &&
		    soc_traits_role(f->traits[p + 1]) == SOC_ROLE_SPOUSE)
			put_on_list(&lab, p);
	lab_month(&lab);
	for (uint64_t p = 0; p < lab.world.persons; p++)
		if (lab.world.record.months_left[0][p] > 0) {
			couples += 1.0;
			reached += is_under(&lab, p + 1);
		}
	closed_form("spouses reached", reached / couples, 0.3, sqrt(0.3 * 0.7 / couples), 4.0);
	lab_close(&lab);
}

/* ---- kin entered ---- */

/* Everybody who acts is entered, and every kin outside the household with them when certain. By hand: whoever
 * acted this month or is kin of somebody who did is on the list, and nobody else; the kin who did not act are
 * entries of people who did not do it. */
static void check_kin_entry(struct lab *lab, uint32_t community, void *user)
{
	const struct soc_place_time at = lab_place_time(lab, community, lab->month);
	const struct soc_month_log *j = &lab->scratch->month_log;
	int acted[SOC_COMMUNITY_MAX] = { 0 };
	struct soc_columns c;
	soc_world_columns(&lab->world, community, &c);
	for (unsigned i = 0; i < j->records_count; i++)
		acted[j->records[i].row] = 1;
	for (unsigned row = 0; row < at.count; row++) {
		const unsigned kin = c.registry.kin[row], former = c.registry.former[row];
		const int through =
			!acted[row] && ((kin != SOC_NO_ROW && acted[kin]) || (former != SOC_NO_ROW && acted[former]));
		closed_form_near("on the list", c.record.months_left[0][row] > 0, acted[row] || through, 0.0);
		*(int64_t *)user += through;
	}
}

static void check_kin_entries(void)
{
	struct lab lab;
	int64_t through = 0;
	lab_open(&lab, CLOSED_FORMS_PLAIN HELD, SETTINGS("lists.held.entry_kin=1"));
	lab.after = check_kin_entry;
	lab.user = &through;
	lab_month(&lab);
	closed_form_near("entries of kin", (double)lab.tally->module[SOC_MOD_kin_by_month_entries],
	                 (double)through, 0.0);
	closed_form_near("which they did not earn",
	                 (double)(lab_sum(&lab, SOC_IND_entries_no_violation) +
	                          lab_sum(&lab, SOC_IND_entries_other_violation)),
	                 (double)through, 0.0);
	closed_form_near("there are some", through > 10, 1.0, 0.0);
	printf("%lld kin entered\n", (long long)through);
	lab_close(&lab);
}

/* ---- a schedule for a class ---- */

/* Everybody is on the list; a measure for executives meets them alone, and their attempts are twice a
 * citizen's 0.6 a year. */
static void check_schedule(void)
{
	struct lab lab;
	double executives = 0.0;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN
	         "lists: {held: {colour: black, entry_events: [act], term_months: 250}}\n"
	         "measures: {posts: {kind: sanction, lists: [held], classes: [executive], demand_per_year: 0.6, "
	         "demand_executive_ratio: 2, demand_min_age: 0}}\n",
	         SETTINGS("events.act.rate_per_year=0", "society.executive_share=0.2"));
	for (uint64_t p = 0; p < lab.world.persons; p++) {
		put_on_list(&lab, p);
		executives += soc_traits_class(lab.world.course.traits[p]) == SOC_EXECUTIVE;
	}
	lab_month(&lab);
	closed_form_near("executives under their schedule", (double)lab_sum(&lab, SOC_IND_sanctioned), executives,
	                 0.0);
	closed_form("posts refused", (double)lab_sum(&lab, SOC_IND_refused), executives * 0.1,
	            sqrt(executives * 0.1), 4.0);
	lab_close(&lab);
}

/* ---- asymmetry ---- */

/* At asymmetry 4 a loss of 60 points counts 60 * 2, a gain of 30 counts 30 / 2: the ratio goes from 2 to 8,
 * four times as much, and 60 * 30 = 120 * 15. */
static void check_asymmetry(const char *points, double expected)
{
	struct lab lab;
	double sum = 0.0, events = 0.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN POINTS,
	         SETTINGS("scale.asymmetry=4", "events.act.component=f", points));
	lab_month(&lab);
	events += (double)lab_sum(&lab, SOC_IND_accepted_true);
	for (uint64_t p = 0; p < lab.world.persons; p++)
		sum += lab.world.record.points[0][p];
	closed_form_near(points, sum / SOC_POINT, events * expected, 0.0);
	closed_form_near("there were some", events > 100.0, 1.0, 0.0);
	lab_close(&lab);
}

/* A debt of 160 points fades with a half-life of 60 months; the grade above begins at 150 below. At weights
 * as they stand that takes 60 log2(160 / 150) = 5.6 months; at asymmetry 4 the debt is 320, and it takes 60
 * log2(320 / 150) = 65.6: the trap. */
static void check_trap(const char *asymmetry, int months)
{
	struct lab lab;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN
	         "grades: {D: {from: 0}, A: {from: 850}}\ncomponents: {f: {half_life_months: 60}}\n",
	         SETTINGS("events.act.component=f", "events.act.points=-160", "events.act.rate_per_year=0.01",
	                  asymmetry));
	lab_month(&lab);
	double fell = 0.0, left = 0.0, in_time = 0.0;
	uint8_t *once = calloc(lab.world.persons, 1);
	for (uint64_t p = 0; once != NULL && p < lab.world.persons; p++)
		fell += once[p] =
			lab.world.record.grade[p] == 0 &&
			lab.world.record.points[0][p] == lab_rules(&lab, 0, 0)->regime.scoring.tariff[0].points;
	for (int month = 1; month < 100; month++) {
		lab_month(&lab);
		for (uint64_t p = 0; once != NULL && p < lab.world.persons; p++) {
			if (!once[p] || lab.world.record.grade[p] == 0)
				continue;
			once[p] = 0;
			left += 1.0;
			in_time += month == months;
		}
	}
	printf("%s: %.0f fell, %.0f left, %.0f of them in month %d\n", asymmetry, fell, left, in_time, months);
	/* The others did it again: at 0.01 a year about one in twenty within 66 months. */
	closed_form_near("left in the month worked out", in_time / fell > 0.85, 1.0, 0.0);
	closed_form_near("somebody fell", fell > 30.0, 1.0, 0.0);
	free(once);
	lab_close(&lab);
}

/* ---- liability groups ---- */

/* Every accepted record of one costs each other adult of the group a quarter of 40 points: what a person
 * holds is 40 for each record of their own and 10 for each of the others in the group. */
static void check_community(struct lab *lab, uint32_t community, void *user)
{
	const struct soc_place_time at = lab_place_time(lab, community, lab->month);
	const struct soc_month_log *j = &lab->scratch->month_log;
	int64_t *liable = user;
	unsigned group[SOC_COMMUNITY_MAX], own[SOC_COMMUNITY_MAX] = { 0 }, of_group[SOC_COMMUNITY_MAX] = { 0 },
									   home = 0;
	struct soc_columns c;
	soc_world_columns(&lab->world, community, &c);
	for (unsigned row = 0; row < at.count; row++) {
		home += soc_home_position(c.registry.home[row]) == 0;
		group[row] = (home - 1) / 7;
	}
	for (unsigned i = 0; i < j->records_count; i++) {
		own[j->records[i].row]++;
		of_group[group[j->records[i].row]]++;
	}
	for (unsigned row = 0; row < at.count; row++) {
		const unsigned others = c.registry.age[row] >= SOC_GROUP_ADULT ? of_group[group[row]] - own[row] : 0;
		closed_form_near("points for one's own and the group's records", c.record.points[0][row],
		                 -(40.0 * own[row] + 10.0 * others) * SOC_POINT, 0.0);
		closed_form_near("of them not one's own doing", c.truth.false_points[0][row],
		                 -10.0 * others * SOC_POINT, 0.0);
		*liable += others;
	}
}

static void check_group(void)
{
	struct lab lab;
	int64_t liable = 0;
	lab_open(&lab, CLOSED_FORMS_PLAIN POINTS,
	         SETTINGS("events.act.component=f", "events.act.points=-40", "events.act.liability_share=0.25",
	                  "society.liability_group_households=7"));
	lab.after = check_community;
	lab.user = &liable;
	lab_month(&lab);
	closed_form_near("made to answer", (double)lab.tally->module[SOC_MOD_liability_by_month_persons],
	                 (double)liable, 0.0);
	closed_form_near("records with liability", (double)lab.tally->module[SOC_MOD_liability_by_month_records],
	                 (double)lab_sum(&lab, SOC_IND_accepted_true), 0.0);
	closed_form_near("somebody was", liable > 100, 1.0, 0.0);
	printf("%lld people were liable for %lld records\n", (long long)liable,
	       (long long)lab.tally->module[SOC_MOD_liability_by_month_records]);
	lab_close(&lab);
}

/* A perceived risk of 0.2 and 0.3 more where the group answers leave exp(-0.5 loss / gain) of the violations:
 * here the loss is an entry, of which hardly any is made, that is worth 1.2 gains. */
static void check_group_risk(void)
{
	struct lab lab;
	double happened = 0.0, is_free = 0.0;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN POINTS "lists: {reprimand: {colour: black, entry_events: [act], "
	                                   "entry_probability: 0.0001, publication: 1}}\n",
	         SETTINGS("events.act.component=f", "events.act.points=-1", "events.act.liability_share=0.5",
	                  "events.act.rate_per_year=1", "publicity.stake_months=60", "events.act.gain=0.005",
	                  "conduct.severity=1", "society.liability_group_households=5",
	                  "conduct.liability_risk=0.3", "channels.eye.detects.act=0.2",
	                  "conduct.risk_own_weight=1", "conduct.risk_place_weight=0", "conduct.learning_caught=0",
	                  "conduct.learning_uncaught=0"));
	while (lab.month < 36) {
		lab_month(&lab);
		happened += (double)lab_sum(&lab, SOC_IND_violations);
		is_free += (double)lab_sum(&lab, SOC_IND_violations_counterfactual);
	}
	const double share = exp(-0.5 * 1.2);
	closed_form("violations deterred by the group", happened / is_free, share,
	            sqrt(share * (1.0 - share) / is_free), 4.0);
	lab_close(&lab);
}

/* ---- favours ---- */

/* Everybody is favoured: a month's chance of at least one favour is q = 1 - e^-m, each month with one adds
 * 0.06 of an income, a step of 0.05 surely and another with probability 0.2. At the month's end one step is
 * used up with probability d by who has any. */
static void check_benefits(const char *recovery, double d)
{
	struct lab lab;
	double steps = 0.0;
	const double q = 1.0 - exp(-1.0 / 12.0);
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN POINTS "measures: {gift: {kind: reward, grades: [A], demand_per_year: 1, "
	                                   "demand_min_age: 0, income_gain: 0.06}}\n",
	         SETTINGS("events.act.rate_per_year=0", recovery));
	lab_month(&lab);
	for (uint64_t p = 0; p < lab.world.persons; p++)
		steps += lab.world.self.gain[p];
	const double n = (double)lab.world.persons, mean = q * (1.2 - d),
				 squares = q * 1.6; /* of steps before fading */
	closed_form(recovery, steps / n, mean, sqrt(squares / n), 4.0);
	double counted = 0.0;
	for (int i = SOC_MOD_benefits_by_cell_income_gained; i <= SOC_MOD_LAST_benefits_by_cell_income_gained;
	     i++)
		counted += (double)lab.tally->module[i];
	closed_form_near("income gained, in hundredths", counted, 5.0 * steps, 0.0);
	lab_close(&lab);
}

/* ---- thresholds ---- */

/* Around A, from 990, in steps of 5 points: 985 to 990 is bin 7, 990 to 995 bin 8; 949.9 is too far; 950 the
 * lowest bin, 1000 bin 10. */
static void check_cliff(void)
{
	static const struct {
		double points;
		int bin;
	} people[] = { { -10.0, 8 }, { -10.03125, 7 },  { -15.0, 7 }, { -15.03125, 6 },
		           { -50.0, 0 }, { -50.03125, -1 }, { -5.0, 9 } };
	struct lab lab;
	int64_t expected[16] = { 0 }, all = 0;
	lab_open(&lab, CLOSED_FORMS_PLAIN POINTS "measures: {air: {kind: sanction, grades: [C]}}\n",
	         SETTINGS("events.act.rate_per_year=0", "output.cliff=A", "output.cliff_points=5"));
	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		lab.world.record.points[0][i] = (int16_t)(people[i].points * SOC_POINT);
		if (people[i].bin >= 0)
			expected[people[i].bin]++;
	}
	expected[10] = (int64_t)lab.world.persons - (int64_t)(sizeof people / sizeof *people);
	for (int month = 0; month < 2; month++) {
		lab_month(&lab);
		for (int bin = 0; bin < 16; bin++) {
			const int met =
				month == 1 && bin < 8; /* everybody is in A when the first month begins, and graded in it */
			closed_form_near("people of the bin",
			                 (double)lab.tally->module[SOC_MOD_cliff_by_step_persons + bin],
			                 (double)expected[bin], 0.0);
			closed_form_near("of them under a sanction",
			                 (double)lab.tally->module[SOC_MOD_cliff_by_step_sanctioned + bin],
			                 met ? (double)expected[bin] : 0.0, 0.0);
			all += met ? expected[bin] : 0;
		}
	}
	closed_form_near("people below the threshold", (double)all, 4.0, 0.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_families)
{
	check_spillover("measures.air.spill_depth=1", 0);
	check_spillover("measures.air.spill_depth=2", 1);
	check_spillover("measures.air.spill_depth=4", 1);
	check_spill_share();
	check_kin_entries();
	check_schedule();
	check_asymmetry("events.act.points=-60", -120.0);
	check_asymmetry("events.act.points=30", 15.0);
	check_trap("scale.asymmetry=1", 6);
	check_trap("scale.asymmetry=4", 66);
	check_group();
	check_group_risk();
	check_benefits("conduct.income_recovery_per_month=0", 0.0);
	check_benefits("conduct.income_recovery_per_month=0.5", 0.5);
	check_cliff();
	return closed_forms_failed > 0;
}
