/* The figures that answer for each module, and its branches off the way from an event to a list. */
#include "analysis/attached.h"

#include <math.h>

#define SHARE_OF(n) 0, n /* least and most of n cases */
#define ANY 0, INFINITY

/* Sums of by_module: at the month, over the run up to it, at the last scoring by bureaus; `what` is value or
 * idx * value. */
#define SUM(what, months, cond) \
	"(SELECT coalesce(sum(" what "), 0) FROM by_module WHERE replicate = ?1 AND " months " AND " cond ")"
#define AT(cond) SUM("value", "month = ?2", cond)
#define RUN(cond) SUM("value", "month <= ?2", cond)
#define SCORED(cond)                                                                                  \
	SUM("value",                                                                                      \
	    "month = (SELECT max(month) FROM by_module WHERE replicate = ?1 AND month <= ?2 AND count = " \
	    "'bureau_adults')",                                                                           \
	    cond)
#define C(name) "count = '" name "'"
#define CI(name, idx) "count = '" name "' AND idx " idx
/* Sums of by_cell, also of those of its rows that a condition takes. */
#define CELL(months, what, cond) \
	"(SELECT coalesce(sum(" what "), 0) FROM by_cell WHERE replicate = ?1 AND " months " AND " cond ")"
#define CELL_AT(what) CELL("month = ?2", what, "1")
#define CELL_RUN(what) CELL("month <= ?2", what, "1")
#define CELL_WHERE(what, cond) CELL("month <= ?2", what, cond)

#define ENTRIES CELL_RUN("entries_did + entries_else + entries_nothing")
#define MADE "records_right + records_other + records_nothing"

/* part of whole, `per` of them; what stands behind it is the whole. */
#define OF_IF(needs, name, label, per, part, whole, ...)                                          \
	{                                                                                             \
		{ NULL, name, label, "SELECT " #per " * " part " / nullif(" whole ", 0)", 0, __VA_ARGS__, \
		  NULL, NULL, NULL },                                                                     \
			"SELECT " whole, needs, 0                                                             \
	}
#define OF(...) OF_IF(NULL, __VA_ARGS__)
/* Of stocks that output.modules: year leaves out of most months. */
#define SEEN_OF(name, label, per, part, whole, ...)                                               \
	{                                                                                             \
		{ NULL, name, label, "SELECT " #per " * " part " / nullif(" whole ", 0)", 0, __VA_ARGS__, \
		  NULL, NULL, NULL },                                                                     \
			"SELECT " whole, NULL, 1                                                              \
	}
/* Cases a head of two groups, the first over the second; what stands behind it are the fewer cases. */
#define OVER(needs, name, label, a, heads_a, b, heads_b, looks)                                              \
	{                                                                                                        \
		{ NULL, name, label, "SELECT 1.0 * " a " / nullif(" heads_a ", 0) * " heads_b " / nullif(" b ", 0)", \
		  0,    ANY,  NULL,  NULL,                                                                           \
		  NULL },                                                                                            \
			"SELECT min(" a ", " b ")", needs, looks                                                         \
	}
#define LABEL_OVER(needs, name, label, sum, cond, looks)                                \
	OVER(needs, name, label, sum(cond " AND idx = 1"), sum(CI("label_persons", "= 1")), \
	     sum(cond " AND idx = 0"), sum(CI("label_persons", "= 0")), looks)

static const struct soc_answer surveillance[] = {
	LABEL_OVER(soc_figure_needs_channel, "label_records", "ratio of records per head, marked to unmarked",
	           RUN, "count IN ('label_records_right', 'label_records_wrong')", 0),
	LABEL_OVER(soc_figure_needs_list, "label_listed", "ratio of listing rates, marked to unmarked", AT,
	           C("label_listed"), 1),
	LABEL_OVER(soc_figure_needs_violations, "label_violations",
	           "ratio of violations per head, marked to unmarked", RUN, C("label_violations"), 0),
};
static const struct soc_answer residence[] = {
	OF("residence_false", "false neighbours' reports of residence, %", 100.0,
	   RUN(CI("residence_reports", "IN (1, 3, 5, 7)")), RUN(CI("residence_reports", "< 8")), SHARE_OF(100)),
	OF("residence_undeclared", "unregistered residents at the end, per 1,000 people", 1000.0,
	   CELL_AT("undeclared"), CELL_AT("persons"), SHARE_OF(1000)),
};
static const struct soc_answer subletting[] = {
	OF("letting_wrong", "landlords wrongly identified, % of those identified", 100.0,
	   RUN(CI("landlords_found", "= 1")), RUN(C("landlords_found")), SHARE_OF(100)),
	SEEN_OF("letting_persons", "landlords of unregistered people, per 1,000 people", 1000.0,
	        AT(CI("letting", "= 1")), CELL_AT("persons"), SHARE_OF(1000)),
};
static const struct soc_answer linkage[] = {
	OF("linkage_entries", "linked to the wrong person, per 1,000 entries", 1000.0,
	   RUN("count IN ('name_entries', 'code_entries')"), ENTRIES, SHARE_OF(1000)),
	OF("linkage_lost_rural", "rural people's records lost without an identity, %", 100.0,
	   CELL_WHERE("records_lost", "urban = 0"), CELL_WHERE(MADE, "urban = 0"), SHARE_OF(100)),
	OF("linkage_lost_urban", "urban people's records lost without an identity, %", 100.0,
	   CELL_WHERE("records_lost", "urban = 1"), CELL_WHERE(MADE, "urban = 1"), SHARE_OF(100)),
};
static const struct soc_answer verification[] = {
	OF("checks_lapsed", "neighbours' reports that lapsed unverified, %", 100.0, RUN(C("reports_lapsed")),
	   CELL_RUN("reports"), SHARE_OF(100)),
	OF("checks_lapsed_true", "true reports among those that lapsed, %", 100.0,
	   RUN(CI("reports_lapsed", "= 0")), RUN(C("reports_lapsed")), SHARE_OF(100)),
};
static const struct soc_answer hierarchy[] = {
	OF("hierarchy_lost", "lost between levels, per 1,000 records sent", 1000.0, RUN(C("hierarchy_lost")),
	   RUN(C("hierarchy_sent")), SHARE_OF(1000)),
	OF("hierarchy_spoilt", "misfiled or reclassified, per 1,000 records sent", 1000.0,
	   RUN("count IN ('hierarchy_misfiled', 'hierarchy_reclassed')"), RUN(C("hierarchy_sent")), ANY),
	OF("hierarchy_months", "mean months between levels, records that arrived", 1.0,
	   RUN(C("hierarchy_months")), RUN(C("hierarchy_arrived")), ANY),
};
#define REFUSED_GOOD(name, label, which)                              \
	OF(name, label, 100.0, RUN(CI("instrument_refused_good", which)), \
	   RUN("count IN ('instrument_refused_good', 'instrument_passed_good') AND idx " which), SHARE_OF(100))
static const struct soc_answer instrument[] = {
	REFUSED_GOOD("instrument_good", "refused of those who would do well, unmarked, %", "= 0"),
	REFUSED_GOOD("instrument_good_label", "refused of those who would do well, marked, %", "= 1"),
};
/* Variances within a round of one family, added up over families and rounds in proportion to the people
 * rated. */
#define RATED_PARTS                                                                                         \
	"(SELECT q.idx % 6 AS part, q.value - 1.0 * coalesce(s.value, 0) * coalesce(s.value, 0) / n.n AS v "    \
	"FROM by_module AS q "                                                                                  \
	"LEFT JOIN by_module AS s ON s.replicate = q.replicate AND s.month = q.month AND s.count = "            \
	"'rating_sum' AND s.idx = q.idx "                                                                       \
	"JOIN (SELECT month, idx / 2 AS family, sum(value) AS n FROM by_module WHERE replicate = ?1 AND count " \
	"= 'rated' "                                                                                            \
	"GROUP BY month, idx / 2) AS n ON n.month = q.month AND n.family = q.idx / 6 "                          \
	"WHERE q.replicate = ?1 AND q.month <= ?2 AND q.count = 'rating_squares')"
static const struct soc_answer ratings[] = {
	{ { NULL, "ratings_rater", "variance of ratings due to the rater, %",
	    "SELECT 100.0 * sum(CASE WHEN part IN (2, 3, 4) THEN v END) / nullif(sum(CASE WHEN part = 5 THEN v "
	    "END), 0) FROM " RATED_PARTS,
	    0, ANY, NULL, NULL, NULL },
	  "SELECT " RUN(C("rated")),
	  NULL,
	  0 },
	OF("ratings_clients", "favoured by their rater, % of the highest grade", 100.0,
	   RUN(CI("rated_top", "% 2 = 1")), RUN(C("rated_top")), SHARE_OF(100)),
};
static const struct soc_answer caps[] = {
	SEEN_OF("remarks_held", "grade changed by a cap or floor, per 1,000 people", 1000.0,
	        AT(C("remark_persons")), CELL_AT("persons"), SHARE_OF(1000)),
	SEEN_OF("remarks_wrong", "caps and floors because of a wrong entry, %", 100.0, AT(C("remark_wrong")),
	        AT(C("remark_persons")), SHARE_OF(100)),
};
static const struct soc_answer liability[] = {
	OF("groups_answer", "adults held liable per record of their group", 1.0, RUN(C("group_persons")),
	   RUN(C("group_records")), ANY),
	OF("groups_yearly", "times held liable a year, per 1,000 people", 12000.0, RUN(C("group_persons")),
	   CELL_RUN("persons"), ANY),
};
/* The view is of the whole run: at an earlier month there is none. */
#define CORRECTED(name, label, what, bounds)                                                    \
	{                                                                                           \
		{ NULL,                                                                                 \
		  name,                                                                                 \
		  label,                                                                                \
		  "SELECT " what " FROM self_correction WHERE replicate = ?1 AND verdict <> 'off' AND " \
		  "?2 = (SELECT months_finished - 1 FROM replicates WHERE replicate = ?1)",             \
		  0,                                                                                    \
		  bounds,                                                                               \
		  NULL,                                                                                 \
		  NULL,                                                                                 \
		  NULL },                                                                               \
			"SELECT " AT(C("correction_people")), NULL, 0                                       \
	}
static const struct soc_answer adaptive_weight[] = {
	CORRECTED("correction_weight", "mean weight, last quarter of the run", "mean_weight", ANY),
	CORRECTED("correction_range", "range of the weight, last quarter of the run", "range_last", ANY),
	CORRECTED("correction_settles", "replicates in which the weight converges, %",
	          "100.0 * (verdict = 'settles')", SHARE_OF(100)),
};
static const struct soc_answer wrong_files[] = {
	SEEN_OF("files_wrong", "with points from wrong records, per 1,000 people", 1000.0,
	        AT(CI("wrong_files", "= 0")), CELL_AT("persons"), SHARE_OF(1000)),
	SEEN_OF("files_grade", "in another grade because of them, per 1,000 people", 1000.0,
	        AT(CI("wrong_files", "= 1")), CELL_AT("persons"), SHARE_OF(1000)),
};
static const struct soc_answer cliff[] = {
	OF("cliff_below", "under a sanction just below the threshold, %", 100.0,
	   RUN(CI("cliff_sanctioned", "= 7")), RUN(CI("cliff_persons", "= 7")), SHARE_OF(100)),
	OF("cliff_above", "under a sanction just above the threshold, %", 100.0,
	   RUN(CI("cliff_sanctioned", "= 8")), RUN(CI("cliff_persons", "= 8")), SHARE_OF(100)),
};
static const struct soc_answer kin[] = {
	OF("kin_entries", "entered because of a relative, per 1,000 entries", 1000.0, RUN(C("kin_entries")),
	   CELL_RUN("entries_did + entries_else + entries_nothing + entries_red"), SHARE_OF(1000)),
};
#define DELETED(cond)                                                                                        \
	"(SELECT coalesce(sum(deleted), 0) FROM amnesty_by_truth WHERE replicate = ?1 AND month <= ?2 AND " cond \
	")"
static const struct soc_answer amnesty[] = {
	OF("amnesty_wrong", "wrong entries among those deleted by amnesty, %", 100.0, DELETED("truth <> 'did'"),
	   DELETED("1"), SHARE_OF(100)),
};
static const struct soc_answer bureaus_sharing[] = {
	OF("gateway_refused", "bureau refusals because of a shared entry, %", 100.0,
	   SCORED(CI("bureau_refused", "% 10 IN (3, 4)")), SCORED(C("bureau_refused")), SHARE_OF(100)),
	OF("gateway_wrong", "shared entries behind refusals that were wrong, %", 100.0,
	   SCORED(CI("bureau_refused", "% 10 = 3")), SCORED(CI("bureau_refused", "% 10 IN (3, 4)")),
	   SHARE_OF(100)),
};
#define REACH(name, label, steps) \
	OF(name, label, 100.0, AT(CI("reach_sanctioned", steps)), AT(CI("reach_sanctioned", "= 0")), ANY)
static const struct soc_answer spillover[] = {
	REACH("reach_1", "sanctioned one step away, per 100 who did it", "= 1"),
	REACH("reach_2", "sanctioned two steps away, per 100 who did it", "= 2"),
	REACH("reach_3", "sanctioned 3 or 4 steps away, per 100 who did it", "IN (3, 4)"),
};
/* People whom measures meet, once for each measure: of themselves or through kin, and only through their
 * group. */
#define MET_GROUP AT(C("measure_group"))
#define MET                                                                                                 \
	"((SELECT coalesce(sum(people_own + people_spouse + people_child + people_household + people_kin), 0) " \
	"FROM by_measure "                                                                                      \
	"WHERE replicate = ?1 AND month = ?2) + " MET_GROUP ")"
static const struct soc_answer liability_measures[] = {
	OF("group_met", "affected only through their liability group, %", 100.0, MET_GROUP, MET, SHARE_OF(100)),
};
static const struct soc_answer enrolment[] = {
	SEEN_OF("consent_joined", "enrolled at the end, % of people", 100.0, AT(C("consent_persons")),
	        CELL_AT("persons"), SHARE_OF(100)),
	SEEN_OF("consent_lowest", "in the lowest grade, per 1,000 enrolled", 1000.0,
	        AT(CI("consent_persons", "= 0")), AT(C("consent_persons")), SHARE_OF(1000)),
	OF("consent_lowest_all", "in the lowest grade, per 1,000 people", 1000.0, CELL_AT("grade_0"),
	   CELL_AT("persons"), SHARE_OF(1000)),
};
static const struct soc_answer benefits[] = {
	OF("favours_highest", "income gained over the run, highest quintile, %", 1.0,
	   RUN(CI("income_gained", "% 5 = 4")), CELL_WHERE("persons", "income_fifth = 4"), ANY),
	OF("favours_lowest", "income gained over the run, lowest quintile, %", 1.0,
	   RUN(CI("income_gained", "% 5 = 0")), CELL_WHERE("persons", "income_fifth = 0"), ANY),
};
static const struct soc_answer contacts[] = {
	SEEN_OF("contacts_each", "contacts outside the household per person", 1.0,
	        SUM("idx * value", "month = ?2", C("people_by_contacts")), AT(C("people_by_contacts")), ANY),
	SEEN_OF("contacts_isolated", "isolated at the end, per 1,000 people", 1000.0, AT(C("isolated")),
	        AT(C("people_by_contacts")), SHARE_OF(1000)),
};
static const struct soc_answer publicity[] = {
	SEEN_OF("publicity_isolated", "ostracised and isolated at the end, per 1,000 listed", 1000.0,
	        AT(C("isolated_listed")), CELL_AT("listed"), SHARE_OF(1000)),
	OF("publicity_contacts", "contacts lost to publication, per entry", 1.0, RUN(C("contacts_cut")), ENTRIES,
	   ANY),
	OF("publicity_work", "jobs lost to publication, per 1,000 entries", 1000.0, RUN(C("work_lost")), ENTRIES,
	   ANY),
};
/* Adults once for each bureau that was asked: one that has nobody's score, or everybody's, is asked all the
 * same. */
#define BUREAUS_ASKED                                                                                        \
	"(SELECT count(*) FROM (SELECT idx / 10 FROM by_module WHERE replicate = ?1 AND month = (SELECT "        \
	"max(month) FROM by_module "                                                                             \
	"WHERE replicate = ?1 AND month <= ?2 AND count = 'bureau_adults') AND count = 'bureau_unscored' UNION " \
	"SELECT idx / 4 FROM by_module WHERE replicate = ?1 AND month = (SELECT max(month) FROM by_module "      \
	"WHERE replicate = ?1 AND month <= ?2 AND count = 'bureau_adults') AND count = 'bureau_scored'))"
static int has_two_bureaus(const struct soc_scenario *s)
{
	return s->bureaus_count > 1;
}
static int has_an_experiment(const struct soc_scenario *s)
{
	return s->credit.probe_points > 0;
}
static const struct soc_answer bureaus[] = {
	OF("bureaus_unscored", "adults without a score, mean of the bureaus, %", 100.0,
	   SCORED(C("bureau_unscored")), "(" SCORED(C("bureau_adults")) " * " BUREAUS_ASKED ")", SHARE_OF(100)),
	OF_IF(has_two_bureaus, "bureaus_contradict", "pairs of bureaus that contradict each other, %", 100.0,
	      SCORED(C("bureau_pair_contradict")), SCORED(C("bureau_pair_both")), SHARE_OF(100)),
	OF("bureaus_wronged", "wrong refusals by bureaus, %", 100.0, SCORED(C("bureau_wronged")),
	   SCORED(C("bureau_refused")), SHARE_OF(100)),
};
static const struct soc_answer bureaus_friends[] = {
	OF("friends_alone", "bureau refusals because of friends' scores alone, %", 100.0,
	   SCORED(CI("bureau_refused", "% 10 = 5")), SCORED(C("bureau_refused")), SHARE_OF(100)),
	OF_IF(has_an_experiment, "friends_reach", "others refused per 100 whose score is lowered", 100.0,
	      SCORED(CI("friends_refused", "> 0")), SCORED(CI("friends_people", "= 0")), ANY),
};
static const struct soc_answer bureaus_proxy[] = {
	OVER(NULL, "proxy_refused", "ratio of refusal rates, minority to majority",
	     SCORED(CI("bureau_scored", "% 4 = 3")), SCORED(CI("bureau_scored", "% 4 IN (2, 3)")),
	     SCORED(CI("bureau_scored", "% 4 = 1")), SCORED(CI("bureau_scored", "% 4 IN (0, 1)")), 0),
	OF("proxy_alone", "bureau refusals because of the proxy alone, %", 100.0,
	   SCORED(CI("bureau_refused", "% 10 = 6")), SCORED(C("bureau_refused")), SHARE_OF(100)),
};
static const struct soc_answer firms[] = {
	OF("firms_listed", "on a black list at the end, per 1,000 firms", 1000.0, AT(C("firms_listed")),
	   AT(C("firms")), SHARE_OF(1000)),
	OF("firms_wrong", "wrong entries of firms at the end, per 1,000", 1000.0, AT(C("firm_stock_wrong")),
	   AT("count IN ('firm_stock_did', 'firm_stock_wrong')"), SHARE_OF(1000)),
	SEEN_OF("firms_people", "heads listed or staff dismissed, per 100,000 people", 100000.0,
	        "(" AT(C("heads_listed")) " + " RUN(CI("firm_dismissals", "= 0")) ")", CELL_AT("persons"), ANY),
};
#define DECIDED(which) RUN("count IN ('firm_appeals_upheld', 'firm_appeals_denied') AND idx " which)
static const struct soc_answer firms_appeals[] = {
	OF("firms_upheld_wrong", "appeals upheld, firms entered wrongly, %", 100.0,
	   RUN(CI("firm_appeals_upheld", "% 2 = 1")), DECIDED("% 2 = 1"), SHARE_OF(100)),
	OF("firms_upheld_right", "appeals upheld, firms entered rightly, %", 100.0,
	   RUN(CI("firm_appeals_upheld", "% 2 = 0")), DECIDED("% 2 = 0"), SHARE_OF(100)),
};
static const struct soc_answer firms_closing[] = {
	OF("firms_ended", "entries of firms ended by the firm's closure, %", 100.0, RUN(C("firm_exits_closed")),
	   RUN("count IN ('firm_exits_expired', 'firm_exits_repaired', 'firm_exits_closed', "
	       "'firm_appeals_upheld')"),
	   SHARE_OF(100)),
	OF("firms_closed", "on a black list when closing, per 1,000 closures", 1000.0,
	   RUN(C("firms_closed_listed")), RUN(C("firms_closed")), SHARE_OF(1000)),
	OF("firms_closed_people", "jobs lost to firms that closed, per 100,000 people", 100000.0,
	   RUN(CI("firm_closing_dismissals", "= 0")), CELL_AT("persons"), ANY),
};
static const struct soc_answer firms_credit[] = {
	OF("firms_unscored", "firms without a score at the end, %", 100.0, AT(C("firms_unscored")),
	   AT(C("firms")), SHARE_OF(100)),
	OF("firms_unscored_refused", "lender refusals because there is no score, %", 100.0,
	   RUN(C("firm_refused_unscored")), RUN("count IN ('firm_refused_unscored', 'firm_refused_score')"),
	   SHARE_OF(100)),
};

/* ---- the way from an event to a list ---- */
#define BRANCH(name, label, count, wrong, kind, step)                             \
	{                                                                             \
		name, label, "SELECT " count, wrong, SOC_BRANCH_##kind, SOC_WAY_##step, 0 \
	}
static const struct soc_branch linkage_way[] = {
	BRANCH("namesake", "linked to a namesake", RUN(C("name_hits")), "SELECT " RUN(C("name_hits")), CHANGED,
	       RECORDED),
	BRANCH("slip", "linked to another person by an error in the code", RUN(C("code_hits")),
	       "SELECT " RUN(C("code_hits")), CHANGED, RECORDED),
};
static const struct soc_branch hierarchy_way[] = {
	BRANCH("lost_above", "lost between levels", RUN(C("hierarchy_lost")), NULL, LOST, ACCEPTED),
	BRANCH("misfiled", "filed on another person between levels", RUN(C("hierarchy_misfiled")),
	       "SELECT " RUN(C("hierarchy_misfiled")), CHANGED, ACCEPTED),
	BRANCH("reclassed", "reclassified between levels", RUN(C("hierarchy_reclassed")),
	       "SELECT " RUN(C("hierarchy_reclassed")), CHANGED, ACCEPTED),
};
static const struct soc_branch verification_way[] = {
	BRANCH("lapsed", "neighbours' reports that lapse unverified", RUN(C("reports_lapsed")),
	       "SELECT " RUN(CI("reports_lapsed", "= 1")), LOST, ACCEPTED),
};
static const struct soc_branch kin_way[] = {
	BRANCH("kin", "entered because of a relative", RUN(C("kin_entries")), NULL, ADDED, ENTERED),
};
static const struct soc_branch firms_way[] = {
	BRANCH("heads", "entered as the head of a firm", RUN(C("heads_entered")), NULL, ADDED, ENTERED),
};
static const struct soc_branch bureaus_sharing_way[] = {
	{ "crossed", "refused by a bureau because of a shared entry",
	  "SELECT " SCORED(CI("bureau_refused", "% 10 IN (3, 4)")),
	  "SELECT " SCORED(CI("bureau_refused", "% 10 = 3")), SOC_BRANCH_ONWARD, SOC_WAY_ENTERED, 1 },
};

/* ---- all ---- */
#define COUNT_OF(a) (int)(sizeof a / sizeof a[0])
#define PLAIN(name, note)                   \
	{                                       \
		note, name, NULL, COUNT_OF(name), 0 \
	}
/* With branches off the way to a list. */
#define ON_THE_WAY(name, note)                                       \
	{                                                                \
		note, name, name##_way, COUNT_OF(name), COUNT_OF(name##_way) \
	}
const struct soc_attached soc_attached[] = {
	[SOC_MODULE_surveillance] = PLAIN(surveillance, NULL),
	[SOC_MODULE_residence] = PLAIN(residence, NULL),
	[SOC_MODULE_subletting] = PLAIN(subletting, "Found: an accepted record names them."),
	[SOC_MODULE_linkage] = ON_THE_WAY(linkage, NULL),
	[SOC_MODULE_verification] = ON_THE_WAY(verification, NULL),
	[SOC_MODULE_hierarchy] = ON_THE_WAY(hierarchy, NULL),
	[SOC_MODULE_instrument] = PLAIN(instrument, NULL),
	[SOC_MODULE_ratings] = PLAIN(
		ratings,
		"The rater's part: leniency, liking and favour. With covariances the parts need not add up to 100."),
	[SOC_MODULE_caps] = PLAIN(caps, NULL),
	[SOC_MODULE_liability] = PLAIN(liability, NULL),
	[SOC_MODULE_adaptive_weight] = PLAIN(
		adaptive_weight,
		"It converges when the range of the weight in the last quarter of the run is at most 5% of its mean "
		"there or at most half the range in the "
		"quarter before; otherwise it oscillates."),
	[SOC_MODULE_wrong_files] =
		PLAIN(wrong_files, "Where people are rated, what a rater adds to diligence counts as wrong too."),
	[SOC_MODULE_cliff] =
		PLAIN(cliff, "Just below and just above: within one step of output.cliff_points, over all months."),
	[SOC_MODULE_kin] = ON_THE_WAY(kin, NULL),
	[SOC_MODULE_amnesty] = PLAIN(amnesty, NULL),
	[SOC_MODULE_bureaus_sharing] = ON_THE_WAY(bureaus_sharing, "As bureaus last scored."),
	[SOC_MODULE_spillover] =
		PLAIN(spillover, "Steps: to a relative, or to one of the group where a measure reaches it."),
	[SOC_MODULE_liability_measures] = PLAIN(liability_measures, "A person once for each measure."),
	[SOC_MODULE_enrolment] = PLAIN(enrolment, NULL),
	[SOC_MODULE_benefits] = PLAIN(benefits, NULL),
	[SOC_MODULE_contacts] = PLAIN(contacts, NULL),
	[SOC_MODULE_publicity] = PLAIN(publicity, NULL),
	[SOC_MODULE_bureaus] = PLAIN(
		bureaus, "As they last scored; two on one person: any two bureaus with a score of the same person."),
	[SOC_MODULE_bureaus_friends] = PLAIN(bureaus_friends, NULL),
	[SOC_MODULE_bureaus_proxy] = PLAIN(bureaus_proxy, NULL),
	[SOC_MODULE_firms] = ON_THE_WAY(
		firms, "Listed for a firm: its heads at the end; out of work: dismissed over the run because the "
			   "employer is listed."),
	[SOC_MODULE_firms_appeals] = PLAIN(firms_appeals, NULL),
	[SOC_MODULE_firms_closing] =
		PLAIN(firms_closing,
	          "Entries end by their term, by repair, on appeal, or because the firm closed. Out of work: "
	          "dismissed over the run as the employer closed, "
	          "listed or not."),
	[SOC_MODULE_firms_credit] =
		PLAIN(firms_credit,
	          "Refused for the word of the register of credit alone, over the run: a low score, or none."),
};
const int soc_attached_count = COUNT_OF(soc_attached);
_Static_assert(COUNT_OF(soc_attached) <= SOC_ATTACHED_MOST, "room for every module");
