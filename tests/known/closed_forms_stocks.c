/* What accumulates: lists, queues, points, strain; and what lists do to those who meet them. */
#include "closed_forms.h"
#include "runner.h"

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

#define LIST "lists: {held: {colour: black, entry_events: [act], term_months: 18}}\n"

/* ---- lists ---- */

/* A person is on the list when there was a record in the last `term` months and no repair since: with records
 * at rate r a month and repair at probability d, the share is (1 - e^-r) (1 - x^term) / (1 - x), x = e^-r (1
 * - d). For small r and no repair that is entry rate x term. People are independent. */
static void check_list(const char *const *settings, double per_year, int term, double repair)
{
	struct lab lab;
	char name[96];
	lab_open(&lab, CLOSED_FORMS_PLAIN LIST, settings);
	while (lab.month < 60)
		lab_month(&lab);
	const double r = per_year / 12.0, x = exp(-r) * (1.0 - repair), n = (double)lab.world.persons;
	const double share = (1.0 - exp(-r)) * (1.0 - pow(x, term)) / (1.0 - x);
	snprintf(name, sizeof name, "share listed, %g records a year, term %d months, repair %g", per_year, term,
	         repair);
	closed_form(name, (double)lab_sum(&lab, SOC_IND_listed) / n, share, sqrt(share * (1.0 - share) / n), 4.0);
	lab_close(&lab);
}

/* Without renewals, repair or appeal the list holds exactly the entries of the last `term` months. */
static void check_list_exact(void)
{
	struct lab lab;
	int64_t entries[120];
	lab_open(&lab, CLOSED_FORMS_PLAIN LIST, SETTINGS("events.act.rate_per_year=0.0005"));
	int64_t renewals = 0;
	while (lab.month < lab.months) {
		lab_month(&lab);
		entries[lab.month - 1] = lab_sum(&lab, SOC_IND_entries_true);
		renewals += lab.tally->list[0][SOC_LISTCOUNT_renewals];
		int64_t expected = 0;
		for (uint32_t m = lab.month > 18 ? lab.month - 18 : 0; m < lab.month; m++)
			expected += entries[m];
		if (renewals == 0)
			closed_form_near("listed = entries of the last term", (double)lab_sum(&lab, SOC_IND_listed),
			                 (double)expected, 0.0);
	}
	const double rate = 0.0005 / 12.0 * (double)lab.world.persons * 18.0;
	closed_form("entry rate x term", (double)lab_sum(&lab, SOC_IND_listed), rate, sqrt(rate), 4.0);
	lab_close(&lab);
}

/* Repaired with probability q a month, a stay of the first cohort lasts longer than n months with (1 - q)^n;
 * a fixed term ends all of them in its last month. */
static void check_stays(const char *const *settings, double repair, int term)
{
	struct lab lab;
	char name[96];
	double begun = 0.0, ended[4] = { 0.0 }, so_far = 0.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN LIST, settings);
	while (lab.month < lab.months) {
		lab_month(&lab);
		begun += (double)lab.tally->module[SOC_MOD_stays_begun_on_list_persons];
		for (unsigned stayed = 0; stayed < 4; stayed++) {
			const unsigned place = SOC_AT(stays_ended_on_list, 0, 0, 0, stayed);
			ended[stayed] += (double)(lab.tally->module[SOC_MOD_stays_ended_on_list_repaired + place] +
			                          lab.tally->module[SOC_MOD_stays_ended_on_list_expired + place]);
		}
	}
	for (int i = 0; i < 3; i++) {
		const int months = 12 + 24 * i;
		const double share = months >= term ? 1.0 : 1.0 - pow(1.0 - repair, months);
		so_far += ended[i];
		snprintf(name, sizeof name, "left a list within %d months, repair %g, term %d", months, repair, term);
		closed_form(name, so_far / begun, share, sqrt(share * (1.0 - share) / begun), 4.0);
	}
	lab_close(&lab);
}

/* ---- the reviewers' queue ---- */

/* Files arrive at A a month and C < A are decided. Reviewers begin in the month after arrival: after n months
 * A + (n - 1)(A - C) wait. Served in order, the file that arrived at time y (months) is reached when the work
 * done is what had arrived: at y A / C. */
static void check_queue(void)
{
	struct lab lab;
	const double per_year = 1.2, capacity_per_person = 0.06;
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS("events.act.rate_per_year=1.2", "review.automatic_share=0",
	                  "review.files_per_month_per_million=60000"));
	const double n = (double)lab.world.persons, arrivals = per_year / 12.0 * n,
				 capacity = capacity_per_person * n;
	double filed = 0.0, lost = 0.0;
	const uint32_t months = 18; /* before dockets of 512 overflow */
	while (lab.month < months) {
		lab_month(&lab);
		filed += (double)lab_sum(&lab, SOC_IND_filed);
		lost += (double)lab_sum(&lab, SOC_IND_docket_full);
		const double t = lab.month - 1.0; /* of this month */
		const double backlog = (double)lab_sum(&lab, SOC_IND_pending_records);
		const double cohort =
			arrivals / 4.0; /* the files before the cursor within a cohort: binomial, in each place */
		if (lab.month > 1)
			closed_form("backlog from what was filed", backlog, filed - capacity * t,
			            sqrt(cohort) + lab.plan.places_count, 4.0);
		if (lab.month % 6 != 0)
			continue;
		closed_form("backlog", backlog, arrivals + (arrivals - capacity) * t,
		            sqrt(arrivals * (t + 1.0) + cohort) + lab.plan.places_count, 4.0);
		/* Decided in month t: what arrived at y from (t - 1) C / A to t C / A; they waited t - floor(y)
		 * months. */
		const double from = (t - 1.0) * capacity / arrivals, to = t * capacity / arrivals;
		double wait = 0.0;
		for (int i = 0; i < 10000; i++)
			wait += (t - floor(from + (to - from) * (i + 0.5) / 10000.0)) / 10000.0;
		const double decided = (double)lab_sum(&lab, SOC_IND_reviewed_by_people);
		/* The arrivals before a cursor vary like their square root; floor() varies by at most half a month
		 * from file to file. */
		closed_form("wait of those decided", (double)lab_sum(&lab, SOC_IND_review_wait_months) / decided,
		            wait, sqrt(to * arrivals) / arrivals + 0.5 / sqrt(decided) + sqrt(cohort) / capacity,
		            4.0);
	}
	closed_form("files lost", lost, 0.0, 0.0, 0.0);
	lab_close(&lab);
}

/* ---- fading ---- */

/* x units (1/32 point) are x 2^(-n / h) after n months. The share kept is held in 1/65536, which may shift x
 * by n / 131072 of itself. A month's rounding is unbiased, but one month's offset follows from the last, so
 * that what has just been rounded up is rounded down too soon: the mean may lag by up to half a unit. */
static void check_half_life(int units, int half_life, uint32_t months)
{
	struct lab lab;
	char setting[64], name[96];
	snprintf(setting, sizeof setting, "components.f.half_life_months=%d", half_life);
	lab_open(&lab, CLOSED_FORMS_PLAIN "grades: {D: {from: 0}, A: {from: 900}}\ncomponents: {f: {}}\n",
	         SETTINGS(setting, "events.act.rate_per_year=0"));
	for (uint64_t p = 0; p < lab.world.persons; p++)
		lab.world.record.points[0][p] = (int16_t)units;
	while (lab.month < months)
		lab_month(&lab);
	double sum = 0.0;
	for (uint64_t p = 0; p < lab.world.persons; p++)
		sum += lab.world.record.points[0][p];
	const double n = (double)lab.world.persons, expected = units * pow(2.0, -(double)months / half_life);
	snprintf(name, sizeof name, "%d units after %u months at a half-life of %d", units, months, half_life);
	closed_form_near(name, sum / n, expected, fabs(expected) * months / 131072.0 + 0.5);
	printf("%s: %.4f, expected %.4f\n", name, sum / n, expected);
	lab_close(&lab);
}

/* Strain fades the same way, in units of 1/255. */
static void check_strain(void)
{
	struct lab lab;
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS("conduct.strain_half_life_months=9", "events.act.rate_per_year=0"));
	for (uint64_t p = 0; p < lab.world.persons; p++)
		lab.world.self.strain[p] = 60;
	while (lab.month < 36)
		lab_month(&lab);
	const double n = (double)lab.world.persons, expected = 60.0 / 16.0;
	closed_form_near("strain after four half-lives", (double)lab_sum(&lab, SOC_IND_strain_sum) / n, expected,
	                 expected * 36 / 131072.0 + 0.5);
	lab_close(&lab);
}

/* ---- perceived risk ---- */

/* Each violation moves R by a share s towards caught or not: after a Poisson number of them with mean m,
 * caught with probability p, E[R] = p + (R0 - p) e^(-s m). In a month R first learns from what is known at
 * once, then from the records of the month before, all of them of people caught, that waited for a reviewer.
 * Rounding adds less than a quarter of a step of 1/255 to the standard error. */
static void check_risk(double caught, double automatic)
{
	struct lab lab;
	char detects[64], share[64], bias[64], name[96];
	const double begin = caught > 0.0 ? 0.4 : 0.0; /* what is never detected is not feared */
	snprintf(bias, sizeof bias, "conduct.risk_bias=%.17g", caught > 0.0 ? begin / caught : 1.0);
	snprintf(detects, sizeof detects, "channels.eye.detects.act=%g", caught);
	snprintf(share, sizeof share, "review.automatic_share=%g", automatic);
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS(detects, share, "events.act.rate_per_year=4", "conduct.learning_caught=0.1",
	                  "conduct.learning_uncaught=0.1", bias, "review.files_per_month_per_million=1000000"));
	const double s = 26.0 / 256.0, rate = 4.0 / 12.0; /* a share of 0.1 is held as 26/256 */
	const double late = caught * (1.0 - automatic), now = 1.0 - late, target = (caught - late) / now;
	double expected = begin, sum = 0.0;
	while (lab.month < lab.months) {
		expected = target + (expected - target) * exp(-s * rate * now);
		if (lab.month > 0)
			expected = 1.0 - (1.0 - expected) * exp(-s * rate * late);
		lab_month(&lab);
	}
	for (uint64_t p = 0; p < lab.world.persons; p++)
		sum += lab.world.self.risk[0][p] / 255.0;
	const double n = (double)lab.world.persons;
	snprintf(name, sizeof name, "perceived risk, %g caught, %g decided at once", caught, automatic);
	closed_form(name, sum / n, expected,
	            0.5 / 255.0 / 4.0 + sqrt(caught * (1.0 - caught) * s / (2.0 - s) / n), 4.0);
	lab_close(&lab);
}

/* ---- refusals ---- */

/* Everybody under a measure: a month's refusals are people x demand x strictness, Poisson as the attempts
 * are. At most eight attempts a month are made: with mean m, E[min(N, 8)] is the sum of P(N > n) over n =
 * 0..7. */
static void check_refusals(const char *demand, double per_year, double strictness)
{
	struct lab lab;
	char name[96];
	double refused = 0.0;
	const uint32_t months = 24;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN "lists: {held: {colour: black, entry_events: [act], term_months: 250}}\n"
	                            "measures: {air: {kind: sanction, lists: [held], demand_min_age: 0}}\n",
	         SETTINGS(demand, strictness < 1.0 ? "measures.air.strictness=0.6" : "measures.air.strictness=1",
	                  "events.act.rate_per_year=0"));
	for (uint64_t p = 0; p < lab.world.persons; p++) {
		lab.world.record.months_left[0][p] = 250;
		lab.world.record.entry[0][p] = soc_entry_pack(0, 0);
	}
	while (lab.month < months) {
		lab_month(&lab);
		closed_form_near("people under the measure", (double)lab_sum(&lab, SOC_IND_sanctioned),
		                 (double)lab.world.persons, 0.0);
		refused += (double)lab_sum(&lab, SOC_IND_refused);
	}
	const double m = per_year / 12.0;
	double term = exp(-m), tail = 1.0 - term, made = 0.0;
	for (int n = 0; n < 8; n++) {
		made += tail;
		term *= m / (n + 1);
		tail -= term;
	}
	const double expected = made * strictness * months * (double)lab.world.persons;
	snprintf(name, sizeof name, "refusals at a demand of %g a year, strictness %g", per_year, strictness);
	closed_form(name, refused, expected, sqrt(expected), 4.0);
	if (per_year <= 12.0)
		closed_form("the same as people x demand", refused,
		            m * strictness * months * (double)lab.world.persons, sqrt(expected), 4.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_stocks)
{
	check_list(SETTINGS("events.act.rate_per_year=0.02"), 0.02, 18, 0.0);
	check_list(SETTINGS("events.act.rate_per_year=0.7"), 0.7, 18, 0.0);
	check_list(SETTINGS("events.act.rate_per_year=0.7", "lists.held.repair_per_month=0.1"), 0.7, 18, 0.1);
	check_list(SETTINGS("events.act.rate_per_year=0.7", "lists.held.entry_probability=1",
	                    "channels.eye.detects.act=0.5", "lists.held.term_months=1"),
	           0.35, 1, 0.0);
	check_list_exact();
	check_stays(SETTINGS("output.stays=true", "events.act.rate_per_year=0.05", "lists.held.term_months=200",
	                     "lists.held.repair_per_month=0.02"),
	            0.02, 200);
	check_stays(SETTINGS("output.stays=true", "events.act.rate_per_year=0.0005"), 0.0, 18);
	check_stays(SETTINGS("output.stays=true", "events.act.rate_per_year=0.0005", "lists.held.term_months=12"),
	            0.0, 12);
	check_queue();
	check_half_life(-3200, 6, 6);
	check_half_life(-3200, 24, 96);
	check_half_life(32, 12, 48);
	check_half_life(-32, 60, 119);
	check_half_life(-1, 12, 12);
	check_strain();
	check_risk(0.0, 1.0);
	check_risk(0.02, 1.0);
	check_risk(0.3, 0.4);
	check_risk(0.3, 1.0);
	check_risk(0.6, 1.0);
	check_refusals("measures.air.demand_per_year=0.5", 0.5, 1.0);
	check_refusals("measures.air.demand_per_year=0.5", 0.5, 0.6);
	check_refusals("measures.air.demand_per_year=12", 12.0, 1.0);
	check_refusals("measures.air.demand_per_year=36", 36.0, 1.0);
	return closed_forms_failed > 0;
}
