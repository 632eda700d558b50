/* How firms answer to what a record would cost them, against theory (docs/model, Firms), and what they learn.
 *
 * The loss is made constant: an entry on a list, so rare that hardly any firm is ever entered, that costs so
 * much that its expectation is what the case says. A gain of 0.005 months of turnover; 24 months on the list,
 * each with 0.05 attempts: a stake of 50 months at a chance of entry of 0.0001 is 1.2 gains. */
#include "closed_forms_firms.h"
#include "runner.h"

/* Events of a rate of 0.05 a month, of which the register sees 0.6; nobody learns. */
#define WEIGH                                                                                    \
	"firm_channels.register.spurious_per_1000_years=0", "firm_events.arrears.rate_per_year=0.6", \
		"firms.review_sensitivity=1", "firms.risk_bias=1", "conduct.severity=1",                 \
		"firm_events.arrears.gain=0.005", "firm_lists.shut_out.entry_probability=0.0001"
#define SEEN "firm_channels.register.detects.arrears=0.6"

/* share: of the events under no regime that happen; elasticity: of their rate to what is expected. */
static void check(const char *name, const char *yaml, const char *const *settings, double share,
                  double elasticity)
{
	struct lab lab;
	double events = 0.0, of = 0.0, response = 0.0;
	char text[96];
	lab_open(&lab, yaml, settings);
	while (lab.month < 60) {
		lab_month(&lab);
		events += (double)counted(&lab, SOC_MOD_firms_by_event_events, 0);
		of += (double)counted(&lab, SOC_MOD_firms_by_event_events_counterfactual, 0);
		response += (double)counted(&lab, SOC_MOD_firms_by_event_response, 0);
	}
	lab_close(&lab);
	closed_form(name, events / of, share, share < 1.0 ? sqrt(share * (1.0 - share) / of) : 0.0, 4.0);
	snprintf(text, sizeof text, "%s: elasticity", name);
	closed_form_near(text, events > 0.0 ? response / 65536.0 / events : 0.0, elasticity, 0.01);
}

/* The exponential law: the rate falls to exp(-x), the elasticity to x is -x. */
static void check_x(const char *name, const char *yaml, const char *const *settings, double x)
{
	check(name, yaml, settings, exp(-x), -x);
}

/* Without a consequence nothing is averted, whatever is seen; and nothing is feared that nobody sees. */
static void check_nothing(void)
{
	check_x("nothing is at stake, all is seen", FIRMS,
	        SETTINGS(WEIGH, "firm_channels.register.detects.arrears=1"), 0.0);
	check_x(
		"the list is off", FIRMS,
		SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=50", "firm_lists.shut_out.enabled=false"),
		0.0);
	check_x(
		"the measure is off", FIRMS,
		SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=50", "firm_measures.tenders.enabled=false"),
		0.0);
	check_x("nobody sees", FIRMS,
	        SETTINGS(WEIGH, "firm_measures.tenders.stake_months=100", "firms.risk_bias=20"), 0.0);
	check_x("nobody takes records for true", FIRMS,
	        SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=100", "firms.review_sensitivity=0",
	                 "firms.learning_caught=1"),
	        0.0);
}

static void check_list(void)
{
	check_x("p 0.6, loss 1.2 gains", FIRMS, SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=50"),
	        0.72);
	check_x("twice the loss", FIRMS, SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=100"), 1.44);
	check_x("half the risk", FIRMS,
	        SETTINGS(WEIGH, "firm_channels.register.detects.arrears=0.2",
	                 "firm_measures.tenders.stake_months=50"),
	        0.24);
	check_x("a risk that is believed to be a third", FIRMS,
	        SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=50", "firms.risk_bias=0.33333333"),
	        0.24);
	check_x("half of the records name another firm", FIRMS,
	        SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=50",
	                 "firm_channels.register.wrong_firm=0.5"),
	        0.36);
	check_x("a horizon of six months", FIRMS,
	        SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=50", "conduct.horizon_months=6"), 0.18);
	check_x("entries that are repaired: 13.2 months of 24", FIRMS,
	        SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=50",
	                 "firm_lists.shut_out.repair_per_month=0.05"),
	        0.72 * (1.0 - pow(0.95, 24.0)) / 0.05 / 24.0);
	check_x("certainty squared, root of severity", FIRMS,
	        SETTINGS(WEIGH, SEEN, "firm_measures.tenders.stake_months=50", "conduct.certainty=2",
	                 "conduct.severity=0.5"),
	        0.36 * sqrt(1.2));
}

/* Becker 1968: gains uniform on 0..g, firms neutral to risk: 1 - p f / g of them offend. */
static void check_becker(void)
{
#define UNIFORM WEIGH, "conduct.law=uniform", "firm_events.arrears.gain=0.01"
	check("Becker: p 0.6, f 0.5", FIRMS,
	      SETTINGS(UNIFORM, SEEN, "firm_measures.tenders.stake_months=41.6666667"), 0.7, -0.3 / 0.7);
	check("Becker: p 0.4, f 0.75: as many", FIRMS,
	      SETTINGS(UNIFORM, "firm_channels.register.detects.arrears=0.4",
	               "firm_measures.tenders.stake_months=62.5"),
	      0.7, -0.3 / 0.7);
	check("certainty over severity: p 0.6, f 0.25", FIRMS,
	      SETTINGS(UNIFORM, SEEN, "firm_measures.tenders.stake_months=20.8333333", "conduct.severity=0.5"),
	      0.7, -0.3 / 0.7);
	check("certainty over severity: p 0.2, f 0.75: more offend", FIRMS,
	      SETTINGS(UNIFORM, "firm_channels.register.detects.arrears=0.2",
	               "firm_measures.tenders.stake_months=62.5", "conduct.severity=0.5"),
	      1.0 - 0.2 * sqrt(0.75), -0.2 * sqrt(0.75) / (1.0 - 0.2 * sqrt(0.75)));
#undef UNIFORM
}

/* What the head loses: 12 attempts a year at a stake of half a month's income, 24 months, 100 months of
 * turnover to the firm for each. */
static void check_head(void)
{
	const char *const heads = FIRMS "measures: {work: {kind: sanction, lists: [people], demand_per_year: 12, "
									"demand_min_age: 0, demand_urban_ratio: 1, stake_months: 0.5}}\n";
	check_x("the head is entered", heads,
	        SETTINGS(WEIGH, SEEN, "firm_lists.shut_out.head_list=people",
	                 "firm_lists.shut_out.head_probability=0.5", "firms.head_weight=100",
	                 "firm_events.arrears.gain=0.05"),
	        0.6 * 1.2);
	check_x("a head whom nothing is refused", FIRMS,
	        SETTINGS(WEIGH, SEEN, "firm_lists.shut_out.head_list=people",
	                 "firm_lists.shut_out.head_probability=0.5", "firms.head_weight=100",
	                 "firm_events.arrears.gain=0.05"),
	        0.0);
}

/* An entry lasts 17.3 months where the listed close with 0.03 a month, 0.02 more than others. */
static void check_closing_feared(void)
{
#define CLOSES                                                                \
	WEIGH, SEEN, "firms.closed_per_year=0.12", "firms.closed_listed_ratio=3", \
		"firms.closing_stake_months=500", "firm_events.arrears.gain=0.02"
	const double x = 0.6 * 0.0001 * (1.0 - pow(0.97, 24.0)) / 0.03 * 0.02 * 500.0 / 0.02;
	check_x("listed firms close", FIRMS, SETTINGS(CLOSES), x);
	check_x("half of them begin again", FIRMS, SETTINGS(CLOSES, "firms.same_owner=0.5"), x / 2.0);
	check_x("the listed close as others do", FIRMS, SETTINGS(CLOSES, "firms.closed_listed_ratio=1"), 0.0);
#undef CLOSES
}

/* 50 points of the 100 and a 32nd to the next grade, or to what lenders ask for; they count for as long as
 * firms look ahead. So few events are recorded (one in 1,000, taken for 20) that hardly any firm has lost
 * points. */
static void check_points(void)
{
	const char *const graded = FIRMS "firm_grades: {poor: {from: -1000}, good: {from: 900}}\n";
	const double share = 50.0 * 32.0 / (100.0 * 32.0 + 1.0), x = 0.02 * share * 24.0 * 0.05 * 50.0 / 0.5;
#define POINTS                                                                                               \
	WEIGH, "firm_channels.register.detects.arrears=0.001", "firms.risk_bias=20", "firms.half_life_months=0", \
		"firm_events.arrears.points=-50", "firm_measures.tenders.lists=[]",                                  \
		"firm_measures.tenders.stake_months=50", "firm_events.arrears.gain=0.5"
	/* 0.02 of 255 is 5.1: a tenth of the firms begins on 6 */
	check("a grade that closes tenders", graded, SETTINGS(POINTS, "firm_measures.tenders.grades=[poor]"),
	      exp(-x), -x);
	check("points that lose no grade", graded, SETTINGS(POINTS), 1.0, 0.0);
	check("lenders", FIRMS, SETTINGS(POINTS, "firm_measures.tenders.credit=true", "firms.credit_below=900"),
	      exp(-x), -x);
	check("lenders that have a score of half of the firms", FIRMS,
	      SETTINGS(POINTS, "firm_measures.tenders.credit=true", "firms.credit_below=900",
	               "firms.credit_coverage=0.5", "firms.credit_coverage_small=0.5"),
	      (1.0 + exp(-x)) / 2.0, -x * exp(-x) / (1.0 + exp(-x)));
#undef POINTS
}

/* ---- learning ---- */

/* Caught once with a step of 1 and a firm is certain of it; not caught once, of the contrary. With a step of
 * a quarter the first catch makes 63.75 of 255, rounded to one of its neighbours by an offset that is even
 * over firms. In one month a firm has one event at most. */
static void check_learning(void)
{
	static const char *const step[] = { "firms.learning_caught=1", "firms.learning_uncaught=1",
		                                "firms.learning_caught=0.25" };
	static const char *const seen[] = { "firm_channels.register.detects.arrears=1",
		                                "firm_channels.register.detects.arrears=0.03",
		                                "firm_channels.register.detects.arrears=1" };
	for (int k = 0; k < 3; k++) {
		struct lab lab;
		double sum = 0.0, n = 0.0;
		lab_open(&lab, FIRMS,
		         SETTINGS(WEIGH, step[k], seen[k], k == 1 ? "firms.risk_bias=20" : "firms.risk_bias=0"));
		const struct soc_firms *f = &lab.world.firms;
		lab_month(&lab);
		for (uint64_t i = 0; i < f->count; i++) {
			const int offended = (f->truth.tags[i] & SOC_TAG_OFFENDED) != 0;
			n += offended;
			sum += offended ? f->risk[0][i] : 0;
			if (!offended)
				closed_form_near("risk of those who did nothing", f->risk[0][i], k == 1 ? 153 : 0, k == 1);
			else if (k == 0)
				closed_form_near("risk of the caught", f->risk[0][i], 255, 0.0);
		}
		if (k == 1) /* 3 of 100 are caught, of which they learn nothing */
			closed_form("risk of those who were not caught", sum / n, 153.0 * 0.03, 153.0 * sqrt(0.0291 / n),
			            4.0);
		if (k == 2)
			closed_form("risk after one catch", sum / n, 63.75, sqrt(0.1875 / n), 4.0);
		closed_forms_failed += n < 30;
		lab_close(&lab);
	}
}

/* A class that begins to be recorded is heard of; that it no longer is, is not. */
static void check_hearing(void)
{
	const char *const yaml = FIRMS
		"timeline:\n"
		"  - {name: less, from: 2015-03, to: 2015-04, set: {firm_channels.register.detects.arrears: 0.2}}\n"
		"  - {name: more, from: 2015-05, to: 2015-06, set: {firm_channels.register.detects.arrears: 0.8}}\n";
	static const uint8_t risk[] = { 153, 153, 153, 153, 204, 204 };
	struct lab lab;
	lab_open(&lab, yaml, SETTINGS(WEIGH, SEEN));
	for (int month = 0; month < 6; month++) {
		lab_month(&lab);
		for (uint64_t i = 0; i < lab.world.firms.count; i++)
			closed_form_near("risk that firms have heard of", lab.world.firms.risk[0][i], risk[month],
			                 1.0); /* one in 500 begins on the lower step */
	}
	lab_close(&lab);
}

WHOLE_PART(closed_forms_firm_conduct)
{
	check_nothing();
	check_list();
	check_becker();
	check_head();
	check_closing_feared();
	check_points();
	check_learning();
	check_hearing();
	return closed_forms_failed > 0;
}
