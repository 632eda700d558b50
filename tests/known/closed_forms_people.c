/* What is said of people beside their score, and who else answers for it: remarks, measures through the neighbours' group, landlords. */
#include "closed_forms.h"

#include "model/population/population.h"

#define SETTINGS(...) (const char *const[]){ __VA_ARGS__, NULL }

#define POINTS "grades: {D: {from: 0}, C: {from: 900}, A: {from: 990}}\nfamilies: {f: {}}\n"
enum { D, C, A };

static int64_t module_sum(const struct lab *lab, int count, int index)
{
	return lab->tally->module[count + index];
}

static void put_on_list(struct lab *lab, uint64_t person, unsigned list, uint8_t months, enum soc_entry_truth truth)
{
	lab->world.record.months_left[list][person] = months;
	lab->world.record.entry[list][person] = soc_entry_pack(0, 0);
	lab->world.truth.tags[person] = soc_tag_set(lab->world.truth.tags[person], list, truth);
}

/* ---- remarks ---- */

/* Everybody has 1,000 points, grade A. Ten people are on a list whose remark says C, six of them wrongly, with two months left: they are
 * graded under it twice, and again by their score in the month after the entry has ended. What follows from C follows them, and who is
 * on the list wrongly is under it for nothing. */
static void check_remark(void)
{
	struct lab lab;
	lab_open(&lab, CLOSED_FORMS_PLAIN POINTS
	         "lists: {held: {colour: black, entry_events: [act], term_months: 3, grade_at_most: C}}\n"
	         "measures: {air: {kind: sanction, grades: [C]}}\n", SETTINGS("events.act.rate_per_year=0"));
	for (uint64_t p = 0; p < 10; p++)
		put_on_list(&lab, p, 0, 2, p < 6 ? SOC_DID_NOTHING : SOC_DID);
	for (int month = 0; month < 4; month++) {
		const int bound = month < 2;
		lab_month(&lab);
		for (uint64_t p = 0; p < 12; p++)
			closed_form_near("grade", lab.world.record.grade[p], bound && p < 10 ? C : A, 0.0);
		closed_form_near("in a grade by a remark", (double)module_sum(&lab, SOC_MOD_remark_persons, C), bound ? 10.0 : 0.0, 0.0);
		closed_form_near("of them wrongly", (double)module_sum(&lab, SOC_MOD_remark_wrong, C), bound ? 6.0 : 0.0, 0.0);
		closed_form_near("under the sanction", (double)lab_sum(&lab, SOC_IND_sanctioned), bound ? 10.0 : 0.0, 0.0);
		closed_form_near("of them innocent", (double)lab_sum(&lab, SOC_IND_sanctioned_innocent), bound ? 6.0 : 0.0, 0.0);
		closed_form_near("the score is left alone", (double)lab_sum(&lab, SOC_IND_score_sum), 1000.0 * (double)lab.world.persons, 0.0);
		closed_form_near("fallen", (double)lab.tally->transition[A][C], month == 0 ? 10.0 : 0.0, 0.0);
		closed_form_near("risen", (double)lab.tally->transition[C][A], month == 2 ? 10.0 : 0.0, 0.0);
	}
	lab_close(&lab);
}

/* Who is entered in a month is graded by it from the next: as many fall then as were entered. */
static void check_entered_then_bound(void)
{
	struct lab lab;
	lab_open(&lab, CLOSED_FORMS_PLAIN POINTS "lists: {held: {colour: black, entry_events: [act], term_months: 200, grade_at_most: C}}\n",
	         SETTINGS("events.act.rate_per_year=0.5"));
	lab_month(&lab);
	const double entered = (double)lab_sum(&lab, SOC_IND_entries_did);
	closed_form_near("nobody falls at once", (double)lab_sum(&lab, SOC_IND_grade_falls), 0.0, 0.0);
	lab_month(&lab);
	closed_form_near("they fall a month later", (double)lab_sum(&lab, SOC_IND_grade_falls), entered, 0.0);
	closed_form_near("somebody was entered", entered > 100.0, 1.0, 0.0);
	lab_close(&lab);
}

/* 200 points below the start is D. An honour of A lifts it to A, a remark of C holds it at D, and both together make C: the remark wins. */
static void check_honour(void)
{
	static const int grade[4] = { D, A, D, C };
	struct lab lab;
	lab_open(&lab, CLOSED_FORMS_PLAIN POINTS
	         "lists: {models: {colour: red, entry_events: [act], grade_at_least: A}, held: {colour: black, entry_events: [act], grade_at_most: C}}\n",
	         SETTINGS("events.act.rate_per_year=0"));
	for (unsigned p = 0; p < 4; p++) {
		lab.world.record.points[0][p] = -200 * SOC_POINT;
		for (unsigned list = 0; list < 2; list++)
			if (p >> list & 1u)
				put_on_list(&lab, p, list, 9, SOC_DID);
	}
	lab_month(&lab);
	for (unsigned p = 0; p < 4; p++)
		closed_form_near("between an honour and a remark", lab.world.record.grade[p], grade[p], 0.0);
	closed_form_near("lifted by an honour", (double)module_sum(&lab, SOC_MOD_remark_persons, A), 1.0, 0.0);
	closed_form_near("lifted and held down", (double)module_sum(&lab, SOC_MOD_remark_persons, C), 1.0, 0.0);
	lab_close(&lab);
}

int main(void)
{
	check_remark();
	check_entered_then_bound();
	check_honour();
	return closed_forms_failed > 0;
}
