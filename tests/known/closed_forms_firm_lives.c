/* Firms again: appeals, closing and the register of credit, each against a count made by hand. */
#include "closed_forms_firms.h"
#include "runner.h"

#include <stdlib.h>
#include <string.h>

#define FIRMS_COUNT 3000
/* Only what firms do: events of a rate of 0.02 a month, each of them seen, and accepted. */
#define SEEN                                                                                      \
	"firm_channels.register.spurious_per_1000_years=0", "firm_events.arrears.rate_per_year=0.24", \
		"firm_channels.register.detects.arrears=1", "firms.review_sensitivity=1"

static int is_new(const struct soc_firms *f, uint64_t i)
{
	return soc_firm_is_new(f->record.seat[i]);
}
static int left(const struct soc_firms *f, uint64_t i)
{
	return f->record.left[0][i];
}

static int64_t both(const struct lab *lab, enum soc_module_count count)
{
	return counted(lab, count, 0) + counted(lab, count, 1);
}

/* ---- appeals ---- */

/* All records are wrong, all appeal, all are upheld three months later. Points never fade: each firm holds
 * those of its records less those given back, 50 each. From one entry to the next it is 3 + G months, G the
 * wait for a record with the chance 0.01: 103 in the mean, on the list at 3 ends of month; a record in the
 * meantime renews an entry that ends all the same. */
static void check_overturned(void)
{
	struct lab lab;
	int64_t records = 0, upheld = 0, points = 0, filed[64] = { 0 };
	double share = 0.0;
	lab_open(&lab, FIRMS,
	         SETTINGS("firms.appeal_if_wronged=1", "firms.appeal_months=3", "firms.overturn_wrong=1",
	                  "firms.half_life_months=0", "firm_events.arrears.points=-50"));
	const struct soc_firms *f = &lab.world.firms;
	while (lab.month < 60) {
		const unsigned month = lab.month;
		lab_month(&lab);
		filed[month] = counted(&lab, SOC_MOD_firms_appeals_by_list_filed, 1);
		records += counted(&lab, SOC_MOD_firms_by_channel_records_fabricated, 0);
		upheld += counted(&lab, SOC_MOD_firms_appeals_by_list_upheld, 1);
		share += month >= 12
		             ? (double)counted(&lab, SOC_MOD_firms_by_list_stock_wrong, 0) / FIRMS_COUNT / 48.0
		             : 0.0;
		closed_form_near("appeals = wrong entries", (double)filed[month],
		                 (double)counted(&lab, SOC_MOD_firms_by_list_entries_wrong, 0), 0.0);
		closed_form_near("upheld = filed three months ago",
		                 (double)counted(&lab, SOC_MOD_firms_appeals_by_list_upheld, 1),
		                 month >= 3 ? (double)filed[month - 3] : 0.0, 0.0);
	}
	for (uint64_t i = 0; i < f->count; i++) {
		points += f->record.points[i];
		closed_form_near("all points are false", f->truth.false_points[i], f->record.points[i], 0.0);
	}
	closed_form_near("points = 50 for each record less 50 for each overturned", (double)points,
	                 -50.0 * SOC_POINT * (double)(records - upheld), 0.0);
	closed_form("share listed when all appeal", share, 3.0 / 103.0, sqrt(3.0 / 103.0 / FIRMS_COUNT / 16.0),
	            4.0);
	lab_close(&lab);
}

/* 64 points halve each month: 8 are left of an entry that stood three months, and 8 are given back. */
static void check_given_back(void)
{
	struct lab lab;
	int seen = 0;
	lab_open(&lab, FIRMS,
	         SETTINGS("firms.appeal_if_wronged=1", "firms.appeal_months=3", "firms.overturn_wrong=1",
	                  "firms.half_life_months=1", "firm_events.arrears.points=-64",
	                  "firm_channels.register.spurious_per_1000_years=24"));
	const struct soc_firms *f = &lab.world.firms;
	while (lab.month < 12) {
		static uint8_t alone[FIRMS_COUNT]; /* only this entry on file: two months old, not renewed */
		for (uint64_t i = 0; i < f->count; i++)
			alone[i] = left(f, i) == 22 && f->record.points[i] == -16 * SOC_POINT;
		lab_month(&lab);
		for (uint64_t i = 0; i < f->count; i++)
			if (alone[i] && f->record.points[i] > -64 * SOC_POINT) { /* and no record this month */
				closed_form_near("points after being overturned", f->record.points[i], 0.0, 0.0);
				closed_form_near("false points after it", f->truth.false_points[i], 0.0, 0.0);
				closed_form_near("months left after it", left(f, i), 0.0, 0.0);
				seen++;
			}
	}
	closed_forms_failed += seen < 20;
	lab_close(&lab);
}

/* Those who did it: half appeal, a fifth of these succeed. */
static void check_guilty(void)
{
	struct lab lab;
	double entries = 0.0, appeals = 0.0, upheld = 0.0, denied = 0.0, lapsed = 0.0, open = 0.0, wronged = 0.0;
	lab_open(&lab, FIRMS,
	         SETTINGS(SEEN, "firms.appeal_if_guilty=0.5", "firms.appeal_months=5", "firms.overturn_true=0.2",
	                  "firm_lists.shut_out.repair_per_month=0.1"));
	const struct soc_firms *f = &lab.world.firms;
	while (lab.month < 60) {
		lab_month(&lab);
		entries += (double)counted(&lab, SOC_MOD_firms_by_list_entries_true, 0);
		appeals += (double)counted(&lab, SOC_MOD_firms_appeals_by_list_filed, 0);
		upheld += (double)counted(&lab, SOC_MOD_firms_appeals_by_list_upheld, 0);
		denied += (double)counted(&lab, SOC_MOD_firms_appeals_by_list_denied, 0);
		lapsed += (double)counted(&lab, SOC_MOD_firms_by_list_appeals_lapsed, 0);
		wronged += (double)(counted(&lab, SOC_MOD_firms_appeals_by_list_filed, 1) +
		                    counted(&lab, SOC_MOD_firms_by_list_entries_wrong, 0));
	}
	for (uint64_t i = 0; i < f->count; i++)
		open += soc_firm_appeal(f->record.file[0][i]) > 0;
	closed_form("appeals of those who did it", appeals, entries * 0.5, sqrt(entries * 0.25), 4.0);
	closed_form("overturned though right", upheld, (upheld + denied) * 0.2, sqrt((upheld + denied) * 0.16),
	            4.0);
	closed_form_near("every appeal is decided, lapsed or open", upheld + denied + lapsed + open, appeals,
	                 0.0);
	closed_form_near("nobody is wronged", wronged, 0.0, 0.0);
	/* Repaired in one of the months 1 to 5 before the body rules in the fifth: 1 - 0.9^5. */
	closed_form("appeals that lapse", lapsed, (appeals - open) * (1.0 - pow(0.9, 5.0)),
	            sqrt((appeals - open) * 0.242), 4.0);
	lab_close(&lab);
}

/* ---- closing ---- */

/* A record a month with p = 0.01, a firm closes with c = 0.1 at the beginning of a month: listed is whose
 * last record k < 24 months ago was followed by neither, p (1 - x^24) / (1 - x) with x = (1 - p)(1 - c).
 * Nobody keeps a proneness. */
static void check_closing(void)
{
	struct lab lab;
	double share = 0.0, closed = 0.0, lowest = 0.0, n = 0.0, again = 0.0, first[6];
	static uint8_t theta[FIRMS_COUNT];
	static const double cuts[SOC_THETA_BUCKETS] = SOC_THETA_CUTS;
	lab_open(&lab, FIRMS, SETTINGS("firms.closed_per_year=1.2", "firm_events.arrears.points=-50"));
	const struct soc_firms *f = &lab.world.firms;
	for (uint64_t i = 0; i < f->count; i++)
		theta[i] = (uint8_t)soc_firm_theta(f->fixed.kind[i]);
	while (lab.month < 60) {
		lab_month(&lab);
		double this_month = 0.0;
		for (int size = 0; size < SOC_FIRM_SIZES; size++)
			this_month += (double)counted(&lab, SOC_MOD_firms_by_size_closed, size);
		closed += this_month;
		if (lab.month <= 6)
			first[lab.month - 1] = this_month;
		share += lab.month > 24
		             ? (double)counted(&lab, SOC_MOD_firms_by_list_stock_wrong, 0) / FIRMS_COUNT / 36.0
		             : 0.0;
		again += (double)(counted(&lab, SOC_MOD_firms_closing_listed_firms, 2) +
		                  counted(&lab, SOC_MOD_firms_closing_listed_firms, 3));
		for (uint64_t i = 0; i < f->count; i++) {
			n += is_new(f, i);
			lowest += is_new(f, i) && soc_firm_theta(f->fixed.kind[i]) == 0;
			if (is_new(f, i)) /* nothing on file but this month's record */
				closed_form_near("points of a new firm", f->record.points[i],
				                 left(f, i) == 24 ? -50 * SOC_POINT : 0, 0.0);
		}
	}
	const double x = 0.99 * 0.9, listed = 0.01 * (1.0 - pow(x, 24.0)) / (1.0 - x);
	closed_form("firms that close", closed, FIRMS_COUNT * 6.0, sqrt(FIRMS_COUNT * 5.4), 4.0);
	closed_form_near("each closing makes a new firm", n, closed, 0.0);
	closed_form("share listed with closing", share, listed, sqrt(listed / FIRMS_COUNT / 4.0), 4.0);
	closed_form("new firms of the lowest proneness", lowest, n * cuts[0], sqrt(n * cuts[0] * (1.0 - cuts[0])),
	            4.0);
	closed_form_near("firms of the same people", again, 0.0, 0.0);
	lab_begin(&lab, 0); /* the firms that the population began with are back, and fare as they did */
	for (uint64_t i = 0; i < f->count; i++)
		closed_form_near("proneness after a new beginning", soc_firm_theta(f->fixed.kind[i]), theta[i], 0.0);
	for (int month = 0; month < 6; month++) {
		double this_month = 0.0;
		lab_month(&lab);
		for (int size = 0; size < SOC_FIRM_SIZES; size++)
			this_month += (double)counted(&lab, SOC_MOD_firms_by_size_closed, size);
		closed_form_near("firms that close in a month, again", this_month, first[month], 0.0);
	}
	lab_close(&lab);
}

/* Listed firms close three times as often, 0.06 a month; a quarter of those that close begin again and stay
 * as prone as they were; half of the employees of a firm that closed lose their work in the next month. */
static void check_phoenix(void)
{
	struct lab lab;
	double expected = 0.0, listed = 0.0, again = 0.0, entries = 0.0, lost = 0.0, bound = 0.0, kept = 0.0;
	static uint8_t theta[FIRMS_COUNT];
	lab_open(&lab, FIRMS,
	         SETTINGS("firms.closed_per_year=0.24", "firms.closed_listed_ratio=3", "firms.same_owner=0.25",
	                  "firms.closing_job_loss=0.5"));
	const struct soc_firms *f = &lab.world.firms;
	while (lab.month < 60) {
		expected += 0.06 * (double)counted(&lab, SOC_MOD_firms_by_list_stock_wrong, 0);
		for (uint32_t i = 0; i < lab.plan.communities_count; i++) {
			struct soc_columns c;
			soc_world_columns(&lab.world, i, &c);
			for (unsigned row = 0; row < lab.plan.communities[i].count; row++)
				bound += c.ties.employer[row] != SOC_NO_FIRM &&
				         soc_firm_is_new(c.ties.seat[c.ties.employer[row]]) &&
				         (c.self.life[row] & SOC_LIFE_INCOME) < 4;
		}
		for (uint64_t i = 0; i < f->count; i++)
			theta[i] = (uint8_t)soc_firm_theta(f->fixed.kind[i]);
		lab_month(&lab);
		lost += (double)counted(&lab, SOC_MOD_firms_employees_dismissed_closed, 0);
		listed += (double)both(&lab, SOC_MOD_firms_closing_listed_firms);
		again += (double)(counted(&lab, SOC_MOD_firms_closing_listed_firms, 2) +
		                  counted(&lab, SOC_MOD_firms_closing_listed_firms, 3));
		for (int k = 0; k < 4; k++)
			entries += (double)counted(&lab, SOC_MOD_firms_closing_by_list_entries, k);
		for (uint64_t i = 0; i < f->count; i++) {
			uint32_t w[4];
			soc_draw_block(lab.seed, SOC_DRAW_FIRM_NEW, i, soc_firm_generation(f->record.seat[i]), 0, w);
			if (!is_new(f, i) || w[0] >= 1u << 30)
				continue;
			kept++;
			closed_form_near("proneness of the same people", soc_firm_theta(f->fixed.kind[i]), theta[i], 0.0);
		}
	}
	listed += again;
	closed_form("listed firms that close", listed, expected, sqrt(expected), 4.0);
	closed_form("of them: begin again", again, listed * 0.25, sqrt(listed * 0.1875), 4.0);
	closed_form_near("an entry ends with each", entries, listed, 0.0);
	closed_form("employees of closed firms who lose work", lost, bound * 0.5, sqrt(bound * 0.25), 4.0);
	closed_forms_failed += kept < 100;
	lab_close(&lab);
}

/* ---- credit ---- */

static double large_firms(const struct soc_firms *f)
{
	double n = 0.0;
	for (uint64_t i = 0; i < f->count; i++)
		n += soc_firm_size(f->fixed.kind[i]) > 0;
	return n;
}

/* Nobody is listed, everybody has a score of 1000. Below 1001 the register refuses every firm that it has a
 * score of, below 1000 none; each tries 0.05 times a month. Without a score half of the attempts are refused.
 */
static void check_credit(void)
{
	static const char *const below[] = { "firms.credit_below=1001", "firms.credit_below=1000" };
	for (int k = 0; k < 2; k++) {
		struct lab lab;
		double by_score = 0.0, unscored = 0.0, small = 0.0, large = 0.0, all = 0.0;
		lab_open(&lab, FIRMS,
		         SETTINGS("firm_channels.register.spurious_per_1000_years=0", "firms.credit_coverage=0.6",
		                  "firms.credit_coverage_small=0.2", "firms.credit_without_score=0.5",
		                  "firm_measures.tenders.credit=true", below[k]));
		const double big = large_firms(&lab.world.firms), tiny = FIRMS_COUNT - big;
		while (lab.month < 60) {
			lab_month(&lab);
			by_score += (double)counted(&lab, SOC_MOD_firms_by_measure_refused_score, 0);
			unscored += (double)counted(&lab, SOC_MOD_firms_by_measure_refused_unscored, 0);
			all += (double)counted(&lab, SOC_MOD_firms_by_measure_effective, 0);
		}
		small = (double)counted(&lab, SOC_MOD_firms_by_size_unscored, 0);
		for (int size = 1; size < SOC_FIRM_SIZES; size++)
			large += (double)counted(&lab, SOC_MOD_firms_by_size_unscored, size);
		closed_form("small firms without a score", small, tiny * 0.8, sqrt(tiny * 0.16), 4.0);
		closed_form("larger firms without a score", large, big * 0.4, sqrt(big * 0.24), 4.0);
		const double refused = k == 0 ? (FIRMS_COUNT - small - large) * 60.0 * 0.05 : 0.0;
		closed_form("refused for the score", by_score, refused, sqrt(refused), 4.0);
		closed_form("refused for want of a score", unscored, (small + large) * 60.0 * 0.025,
		            sqrt((small + large) * 60.0 * 0.025), 4.0);
		closed_form_near("all refusals have one of these grounds", all, by_score + unscored, 0.0);
		lab_close(&lab);
	}
}

/* Whom the register has at a low coverage, it has at a higher one. */
static void check_coverage(void)
{
	static uint8_t low[FIRMS_COUNT];
	static const char *const coverage[] = { "firms.credit_coverage_small=0.2",
		                                    "firms.credit_coverage_small=0.5" };
	int gained = 0;
	for (int k = 0; k < 2; k++) {
		struct lab lab;
		lab_open(&lab, FIRMS, SETTINGS(coverage[k]));
		const struct soc_firm_place_time at = { .seed = lab.seed };
		for (uint32_t i = 0; i < FIRMS_COUNT; i++) {
			const int has = soc_firms_has_score(&at, &lab.rule_sets.rules[0].firms, &lab.world.firms.record,
			                                    lab.world.firms.fixed.kind[i], i);
			if (k == 1)
				closed_form_near("a score that a higher coverage takes away", low[i] && !has, 0.0, 0.0);
			gained += k == 1 && has && !low[i];
			low[i] = (uint8_t)has;
		}
		lab_close(&lab);
	}
	closed_forms_failed += gained < 500;
}

WHOLE_PART(closed_forms_firm_lives)
{
	check_overturned();
	check_given_back();
	check_guilty();
	check_closing();
	check_phoenix();
	check_credit();
	check_coverage();
	return closed_forms_failed > 0;
}
