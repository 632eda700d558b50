/* The way of a record up, level by level: what arrives whole, what is lost, and when. Of what a rating is
 * made. When a weight that corrects itself settles. */
#include "closed_forms.h"
#include "runner.h"

#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

/* As the plain scenario, with a second class that the channel can see, so that a record can come to say
 * another. */
#define TWO_CLASSES                                                                                         \
	"socred: 1\nseed: 20\nreplicates: 1\nspan: {from: 2015-01, to: 2024-12}\n"                              \
	"people: {persons: 60000, data: china-2020, provinces: Hainan}\nidentity: {coverage_urban: 1, "         \
	"coverage_rural: 1}\n"                                                                                  \
	"events: {act: {kind: violation, driven_by: nothing, rate_per_year: 0.1}, other: {kind: lawful_act, "   \
	"driven_by: nothing, rate_per_year: 0.1}}\n"                                                            \
	"channels: {eye: {kind: official, needs_identity: false, wrong_person: 0, spurious_per_1000_years: 0, " \
	"detects: {act: 1, other: 1}}}\n"                                                                       \
	"review: {automatic_share: 1, automatic_sensitivity: 1, automatic_specificity: 0, docket: 512}\n"       \
	"due_process: {notice: 0, notice_by_refusal: 0, appeal_if_wronged: 0, appeal_if_guilty: 0}\n"

static int64_t module(const struct lab *lab, unsigned count)
{
	return lab->tally->module[count];
}

static double power(double x, int n)
{
	return n == 0 ? 1.0 : x * power(x, n - 1);
}

/* With l lost, m misfiled and c reclassified on each level, a share (1 - l - m - c)^h is decided right and 1
 * - (1
 * - l)^h never arrives. */
static void check_transmission(int levels)
{
	struct lab lab;
	double sent = 0.0, lost = 0.0, right = 0.0, wrong = 0.0;
	char set[32], name[64];
	snprintf(set, sizeof set, "hierarchy.levels=%d", levels);
	lab_open(&lab, TWO_CLASSES,
	         SETTINGS(set, "hierarchy.lost_per_level=0.05", "hierarchy.misfiled_per_level=0.08",
	                  "hierarchy.reclassified_per_level=0.04"));
	while (lab.month < 24) {
		lab_month(&lab);
		sent += (double)module(&lab, SOC_MOD_hierarchy_by_month_sent);
		for (unsigned level = 0; level < 4; level++)
			lost += (double)module(&lab, SOC_MOD_hierarchy_by_level_lost + level);
		right += (double)lab_sum(&lab, SOC_IND_accepted_true);
		wrong += (double)lab_sum(&lab, SOC_IND_accepted_wrong);
	}
	const double whole = power(1.0 - 0.05 - 0.08 - 0.04, levels), arrives = power(0.95, levels);
	snprintf(name, sizeof name, "records decided right after %d levels", levels);
	closed_form(name, right / sent, whole, sqrt(whole * (1.0 - whole) / sent), 4.0);
	snprintf(name, sizeof name, "records lost on %d levels", levels);
	closed_form(name, lost / sent, 1.0 - arrives, sqrt(arrives * (1.0 - arrives) / sent), 4.0);
	closed_form_near("what arrives and what is lost", sent, lost + right + wrong, 0.0);
	lab_close(&lab);
}

/* Without errors on the way every record is decided exactly levels * months later, and not one before. */
static void check_delay(void)
{
	struct lab lab;
	int64_t made[40] = { 0 };
	lab_open(&lab, TWO_CLASSES, SETTINGS("hierarchy.levels=3", "hierarchy.months_per_level=2"));
	for (int month = 0; month < 40; month++) {
		lab_month(&lab);
		made[month] = module(&lab, SOC_MOD_hierarchy_by_month_sent);
		const int64_t due = month < 6 ? 0 : made[month - 6];
		closed_form_near("records decided six months after", (double)lab_sum(&lab, SOC_IND_accepted_true),
		                 (double)due, 0.0);
		closed_form_near("their time under way",
		                 (double)module(&lab, SOC_MOD_hierarchy_by_month_months_taken), 6.0 * (double)due,
		                 0.0);
		int64_t between = 0;
		for (int m = month < 6 ? 0 : month - 5; m <= month; m++)
			between += made[m];
		closed_form_near("records under way", (double)module(&lab, SOC_MOD_hierarchy_by_month_under_way),
		                 (double)between, 0.0);
	}
	printf("ok records are decided six months after they are made\n");
	lab_close(&lab);
}

/* An order for March that needs four months is obeyed from July to the fourth month after its end; a change
 * among people is not an order and holds at once. */
static void check_orders(void)
{
	static const char yaml[] =
		TWO_CLASSES "hierarchy: {order_delay_months: 4}\ntimeline:\n"
					"  - {name: blind, from: 2015-03, to: 2015-05, set: {channels.eye.enabled: false}}\n"
					"  - {name: calm, from: 2016-02, to: 2016-03, set: {events.act.rate_per_year: 0, "
					"events.other.rate_per_year: 0}}\n";
	struct lab lab;
	lab_open(&lab, yaml, NULL);
	for (int month = 0; month < 24; month++) {
		lab_month(&lab);
		const int blind = month >= 6 && month <= 8, calm = month == 13 || month == 14;
		closed_form_near("nothing recorded", lab_sum(&lab, SOC_IND_accepted_true) == 0, blind || calm, 0.0);
		closed_form_near("nothing done", lab_sum(&lab, SOC_IND_violations) == 0, calm, 0.0);
	}
	printf("ok orders are obeyed four months after\n");
	lab_close(&lab);
}

/* Everybody rated by 16 raters in each community. Wide bounds, so that nothing is cut off. */
#define RATED                                                                                              \
	"socred: 1\nseed: 21\nreplicates: 1\nspan: {from: 2015-01, to: 2016-12}\n"                             \
	"people: {persons: 60000, data: china-2020, provinces: Hainan}\nsociety: {executive_share: 0, "        \
	"official_share: 0}\n"                                                                                 \
	"scale: {kind: points, base: 1000, minimum: 0, maximum: 2000}\ngrades: {low: {from: 0}, high: {from: " \
	"1020}}\n"                                                                                             \
	"components: {work: {kind: rating, rating_months: 3, floor: -500, ceiling: 500, raters: 16, "          \
	"examination: "                                                                                        \
	"10, examination_error: 0.7, "                                                                         \
	"rater_bias: 8, rater_impression: 15, favoured_share: 0.2, favouritism: 12}}\n"

/* Independent parts: the variance of a rating is the sum of 10^2, 7^2, 8^2, 15^2 and 0.2 0.8 12^2 square
 * points; the rater's share of it is that of the last three. The variance of n values of kurtosis 2.7 has a
 * relative standard error sqrt(1.7 / n); of the leniency of the 16 raters of each community, sqrt(1.7 /
 * raters) and somewhat more, as they rate unequal numbers. */
static void check_ratings(void)
{
	static const double expected[6] = {
		100.0, 49.0, 64.0, 225.0, 0.2 * 0.8 * 144.0, 100.0 + 49.0 + 64.0 + 225.0 + 0.2 * 0.8 * 144.0
	};
	static const char *const name[6] = { "diligence", "error of the examination",
		                                 "leniency",  "impression",
		                                 "favour",    "rating" };
	struct lab lab;
	double variance[6];
	lab_open(&lab, RATED, NULL);
	for (int month = 0; month < 2; month++) {
		lab_month(&lab);
		closed_form_near("nobody is rated before the third month",
		                 (double)module(&lab, SOC_MOD_ratings_by_client_persons), 0.0, 0.0);
	}
	lab_month(&lab);
	const double n = (double)(module(&lab, SOC_MOD_ratings_by_client_persons) +
	                          module(&lab, SOC_MOD_ratings_by_client_persons + 1)),
				 raters = 16.0 * lab.plan.communities_count;
	closed_form("clients", (double)module(&lab, SOC_MOD_ratings_by_client_persons + 1) / n, 0.2,
	            sqrt(0.16 / n), 4.0);
	for (unsigned i = 0; i < 6; i++) {
		const double mean = (double)module(&lab, SOC_MOD_ratings_by_part_points + i) / n / 32.0;
		variance[i] = (double)module(&lab, SOC_MOD_ratings_by_part_squares + i) / n / 1024.0 - mean * mean;
		const double error = i == 2   ? sqrt(2.5 / raters)
		                     : i == 5 ? sqrt(2.0 / n) + 0.135 * sqrt(2.5 / raters)
		                              : sqrt(2.5 / n);
		closed_form(name[i], variance[i], expected[i], expected[i] * error, 4.0);
	}
	const double share = (variance[2] + variance[3] + variance[4]) / variance[5];
	closed_form("the rater's share", share, (64.0 + 225.0 + 23.04) / expected[5], 0.005, 4.0);
	lab_close(&lab);
}

/* With nobody favoured, clients are as often in the high grade as others; with favour F, a rating of
 * deviation s is high with the chance that s z > 20 - F. Near the normal law. */
static void check_favouritism(void)
{
	struct lab lab;
	double high[2][2];
	for (int clients = 0; clients < 2; clients++) {
		lab_open(&lab, RATED, clients ? NULL : SETTINGS("components.work.favouritism=0"));
		while (lab.month < 3)
			lab_month(&lab);
		for (unsigned client = 0; client < 2; client++)
			high[clients][client] = (double)module(&lab, SOC_MOD_ratings_by_client_top + client) /
			                        (double)module(&lab, SOC_MOD_ratings_by_client_persons + client);
		lab_close(&lab);
	}
	const double deviation = sqrt(100.0 + 49.0 + 64.0 + 225.0);
	const double without = 0.5 * erfc(20.0 / deviation / sqrt(2.0)),
				 with = 0.5 * erfc(8.0 / deviation / sqrt(2.0));
	closed_form("others high", high[1][0], without, 0.004, 4.0);
	closed_form("clients high who are not favoured", high[0][1], without, 0.006, 4.0);
	closed_form("clients high who are favoured", high[1][1], with, 0.008, 4.0);
	closed_form_near("others, favour or none", high[1][0], high[0][0], 0.0);
}

/* ---- a weight that corrects itself ---- */

/* Rated once, so that nothing but the weight moves the share in the lowest grade, which lies 30 points below
 * the middle. */
#define CORRECTED                                                                 \
	RATED "adaptive_weight: {component: work, classes: [citizen], target: 0.1}\n" \
		  "timeline: [{name: once, from: 2015-04, set: {components.work.rating_months: 0}}]\n"

/* The range of the factor over the last 24 of 96 months, after checking each month's step by hand. */
static double range_of(double gain, int delay)
{
	double factor[97], share[97], low = 1e9, high = 0.0;
	char gain_text[64], delay_text[64];
	struct lab lab;
	snprintf(gain_text, sizeof gain_text, "adaptive_weight.gain=%.4f", gain);
	snprintf(delay_text, sizeof delay_text, "adaptive_weight.delay_months=%d", delay);
	lab_open(&lab, CORRECTED,
	         SETTINGS(gain_text, delay_text, "grades.high.from=970", "span.to=2022-12",
	                  "people.persons=30000", "components.work.favouritism=0", "adaptive_weight.lowest=0.1",
	                  "adaptive_weight.highest=7"));
	for (int month = 0; month < 96; month++) {
		lab_month(&lab);
		factor[month] = (double)module(&lab, SOC_MOD_adaptive_weight_by_month_weight) / 8192.0;
		share[month] = (double)module(&lab, SOC_MOD_adaptive_weight_by_month_lowest) /
		               (double)module(&lab, SOC_MOD_adaptive_weight_by_month_persons);
		const double before = month > 0 ? factor[month - 1] : 1.0,
					 known = month > delay ? share[month - 1 - delay] : 0.1;
		double next = before + gain * (0.1 - known);
		next = next < 0.1 ? 0.1 : next > 7.0 ? 7.0 : next;
		closed_form_near("a step of the weight", factor[month], month > 0 ? next : 1.0,
		                 1.0 / 8192.0 + 2.0 * gain / 65536.0);
		low = month >= 72 && factor[month] < low ? factor[month] : low;
		high = month >= 72 && factor[month] > high ? factor[month] : high;
	}
	lab_close(&lab);
	return high - low;
}

/* Among adults a share S(w) = P(30 < s w z) of the normal law is in the lowest grade; children are looked at
 * and never are. Where S = target the slope of the whole is b = (share of adults) f(z) z / w, and x' = x - g
 * b x(t - d) dies out while g b is below 2 sin(pi / (2 (2 d + 1))): 2 without delay, 1 with one month, 0.618
 * with two. */
static void check_correction(void)
{
	struct lab lab;
	lab_open(&lab, RATED, SETTINGS("people.persons=30000"));
	while (lab.month < 3)
		lab_month(&lab);
	const double adults = (double)(module(&lab, SOC_MOD_ratings_by_client_persons) +
	                               module(&lab, SOC_MOD_ratings_by_client_persons + 1)) /
	                      (double)lab.world.persons;
	lab_close(&lab);
	double z = 1.0;
	while (0.5 * erfc(z / sqrt(2.0)) * adults > 0.1)
		z += 1e-4;
	const double deviation = sqrt(100.0 + 49.0 + 64.0 + 225.0), weight = 30.0 / deviation / z;
	const double slope = adults * exp(-0.5 * z * z) / sqrt(2.0 * 3.14159265358979) * z / weight;
	for (int delay = 0; delay <= 2; delay++) {
		const double limit = 2.0 * sin(3.14159265358979 / (2.0 * (2.0 * delay + 1.0))) / slope;
		const double below = range_of(0.7 * limit, delay), above = range_of(1.4 * limit, delay);
		const int holds = below < 0.03 && above > 0.2;
		printf("%s delay %d, limit of the gain %.2f: range %.4f below, %.3f above\n", holds ? "ok" : "not ok",
		       delay, limit, below, above);
		closed_forms_failed += !holds;
	}
}

WHOLE_PART(closed_forms_offices)
{
	check_correction();
	check_ratings();
	check_favouritism();
	for (int levels = 1; levels <= 4; levels++)
		check_transmission(levels);
	check_delay();
	check_orders();
	return closed_forms_failed > 0;
}
