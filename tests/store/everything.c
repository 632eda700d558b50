#include "everything.h"

const char everything_yaml[] =
	"socred: 1\n"
	"title: Every module\n"
	"replicates: 1\n"
	"span: {from: 2014-01, to: 2014-08}\n"
	"people: {persons: 1000}\n"
	"output: {places: none, fields: false, wrong_files: true, cliff: A}\n"
	"society: {marker_share: 0.5, liability_group_households: 5}\n"
	"grades:\n"
	"  C: {from: 0}\n"
	"  A: {from: 900}\n"
	"components:\n"
	"  deeds: {weight: 1}\n"
	"  office: {kind: rating}\n"
	"events:\n"
	"  fraud: {kind: violation, rate_per_year: 0.1, component: deeds, points: -100, liability_share: 0.5}\n"
	"  stay: {kind: violation, residence: unregistered, rate_per_year: 0, component: deeds, points: -5}\n"
	"  flat: {kind: violation, residence: subletting, rate_per_year: 0, component: deeds, points: -5}\n"
	"channels:\n"
	"  court: {kind: official, by_name: 0.1, detects: {fraud: 0.6}, spurious_mix: {fraud: 1}}\n"
	"  neighbours: {kind: neighbours, marked_ratio: 2, detects: {stay: 0.1, flat: 0.5}, spurious_mix: "
	"{fraud: 1}}\n"
	"review: {checks_per_month_per_million: 1000}\n"
	"hierarchy: {levels: 1}\n"
	"adaptive_weight: {component: office}\n"
	"instrument: {table: compas, event: fraud, channel: court}\n"
	"lists:\n"
	"  models: {colour: red, entry_grades: [A]}\n"
	"  debtors: {colour: black, entry_events: [fraud], entry_kin: 0.5, publication: 0.5, grade_cap: C, "
	"amnesty_months: 12}\n"
	"measures:\n"
	"  air: {kind: sanction, lists: [debtors], demand_per_year: 1, spill_spouse: 0.5, spill_depth: 2, "
	"spill_liability_group: 0.5}\n"
	"  praise: {kind: reward, grades: [A], demand_per_year: 1, income_gain: 0.1}\n"
	"  loans: {kind: sanction, bureaus: [left], demand_per_year: 1}\n"
	"enrolment: {required: true}\n"
	"credit: {probe_points: 10}\n"
	"bureaus:\n"
	"  left: {kind: scorer, weights: {deeds: 1}, data_sharing_lists: [debtors], data_sharing: 0.5, "
	"data_sharing_points: "
	"10}\n"
	"  right: {kind: scorer, weights: {deeds: 1}, friends_weight: 0.1, proxy_weight: 0.1}\n"
	"contacts: {enabled: true}\n"
	"publicity: {contacts_cut: 0.5}\n"
	"firms: {enabled: true, appeal_if_wronged: 0.5, closed_per_year: 0.1, credit_coverage: 0.5}\n"
	"sectors: {trade: {share: 1}}\n"
	"firm_events: {debt: {rate_per_year: 0.1, points: -10}}\n"
	"firm_lists: {owing: {colour: black, entry_events: [debt], head_list: debtors, head_probability: 0.5}}\n"
	"firm_measures: {finance: {kind: sanction, credit: true, demand_per_year: 1}}\n";

/* Counts of module `count`, from index 0 on. */
#define MODULE(count, ...)                                           \
	add_module(t, SOC_MOD_##count, (const int64_t[]){ __VA_ARGS__ }, \
	           sizeof((const int64_t[]){ __VA_ARGS__ }) / 8)
static void add_module(struct soc_tally *t, enum soc_module_count count, const int64_t *n, size_t size)
{
	for (size_t i = 0; i < size; i++)
		soc_count_module(t, count, (unsigned)i, n[i]);
}

/* The same in every month: flows are eight times this over the run. */
static void add_flows(struct soc_tally *t)
{
	MODULE(surveillance_by_marker_records_true, 40, 90);
	MODULE(surveillance_by_marker_records_wrong, 10, 10);
	MODULE(surveillance_by_marker_violations, 100, 100);
	MODULE(linkage_by_name_misattributed, 2, 0, 1);
	MODULE(linkage_by_month_code_misattributed, 4);
	MODULE(linkage_by_name_entries_wrong, 0, 1);
	MODULE(linkage_by_month_code_entries_wrong, 1);
	MODULE(verification_by_truth_lapsed, 15, 5);
	MODULE(residence_by_reason_records, 6, 1, 3, 2, 5, 2, 0, 1, 100,
	       100); /* 6 of 20 false; what registers find is no report */
	MODULE(hierarchy_by_month_sent, 200);
	MODULE(hierarchy_by_level_lost, 4);
	MODULE(hierarchy_by_level_misfiled, 2);
	MODULE(hierarchy_by_level_reclassified, 1, 1);
	MODULE(hierarchy_by_month_arrived, 190);
	MODULE(hierarchy_by_month_months_taken, 285);
	MODULE(instrument_by_marker_refused_good, 3, 6);
	MODULE(instrument_by_marker_passed_good, 27, 14);
	/* Component 1, ten people a month. Variance times people: squares less sum² / 10. */
	soc_count_module(t, SOC_MOD_ratings_by_client_persons, 2, 8);
	soc_count_module(t, SOC_MOD_ratings_by_client_persons, 3, 2);
	soc_count_module(t, SOC_MOD_ratings_by_part_points, 6 + 2, 10); /* leniency: 30 - 10 = 20 */
	soc_count_module(t, SOC_MOD_ratings_by_part_squares, 6 + 2, 30);
	soc_count_module(t, SOC_MOD_ratings_by_part_squares, 6 + 3, 15); /* liking: 15 */
	soc_count_module(t, SOC_MOD_ratings_by_part_squares, 6 + 4, 5);  /* favouritism: 5 */
	soc_count_module(t, SOC_MOD_ratings_by_part_points, 6 + 5, 100); /* the rating: 1100 - 1000 = 100 */
	soc_count_module(t, SOC_MOD_ratings_by_part_squares, 6 + 5, 1100);
	soc_count_module(t, SOC_MOD_ratings_by_client_top, 2, 3);
	soc_count_module(t, SOC_MOD_ratings_by_client_top, 3, 1);
	MODULE(liability_by_month_records, 4);
	MODULE(liability_by_month_persons, 26);
	MODULE(kin_by_month_entries, 2);
	MODULE(amnesty_by_truth_deleted, 0, 0, 0, 15, 3, 2);
	MODULE(firms_heads_entered, 0, 1);
	MODULE(publicity_by_truth_contacts_lost, 10, 3, 2);
	MODULE(publicity_by_truth_work_lost, 1);
	MODULE(firms_employees_dismissed_listed, 1);
	MODULE(firms_employees_dismissed_listed_innocent, 1);
	MODULE(firms_employees_dismissed_closed, 3);
	MODULE(firms_employees_dismissed_closed_innocent, 2);
	MODULE(subletting_by_truth_accepted, 15, 5);
	MODULE(firms_by_list_exits_expired, 6);
	MODULE(firms_by_list_exits_repaired, 3);
	MODULE(firms_closing_by_list_entries, 2, 1, 1, 1); /* 5 of 20, with the appeals upheld */
	MODULE(firms_by_size_closed, 15, 5);
	MODULE(firms_closing_listed_firms, 1, 2, 1);
	MODULE(firms_appeals_by_list_upheld, 1, 5); /* rightly entered 1 of 10, wrongly 5 of 20 */
	MODULE(firms_appeals_by_list_denied, 9, 15);
	MODULE(firms_by_measure_refused_unscored, 6);
	MODULE(firms_by_measure_refused_score, 9);
	soc_count_module(t, SOC_MOD_cliff_by_step_persons, 7, 10);
	soc_count_module(t, SOC_MOD_cliff_by_step_sanctioned, 7, 9);
	soc_count_module(t, SOC_MOD_cliff_by_step_persons, 8, 20);
	soc_count_module(t, SOC_MOD_cliff_by_step_sanctioned, 8, 1);
}

/* At the end of the last month. Earlier months have twice as much, so that one who reads them is found out.
 */
static void add_stocks(struct soc_tally *t, int64_t times)
{
	soc_count_module(t, SOC_MOD_surveillance_by_marker_persons, 0, 500);
	soc_count_module(t, SOC_MOD_surveillance_by_marker_persons, 1, 500);
	MODULE(surveillance_by_marker_listed, 8 * times, 12 * times);
	MODULE(wrong_files_by_month_with_points, 30 * times);
	MODULE(wrong_files_by_month_other_grade, 4 * times);
	MODULE(spillover_by_path_persons, 40 * times, 50 * times, 6 * times, 1 * times, 1 * times, 9 * times);
	MODULE(enrolment_by_grade_persons, 2 * times, 98 * times);
	MODULE(contacts_by_number_persons, 100 * times, 300 * times, 600 * times); /* 1,500 contacts */
	MODULE(contacts_by_month_isolated, 70 * times);
	MODULE(publicity_by_truth_isolated_listed, 6 * times, 2 * times);
	MODULE(firms_by_size_firms, 30 * times, 10 * times);
	MODULE(firms_by_size_listed, 3 * times, 1 * times);
	MODULE(firms_by_list_stock_true, 4 * times);
	MODULE(firms_by_list_stock_wrong, 1 * times);
	MODULE(firms_heads_listed, 0, 2 * times);
	MODULE(adaptive_weight_by_month_persons, 50 * times);
	MODULE(subletting_by_month_tenants, 20 * times);
	MODULE(subletting_by_month_landlords, 12 * times);
	MODULE(caps_by_grade_persons, 40 * times, 10 * times);
	MODULE(caps_by_grade_persons_wrong, 5 * times, 3 * times);
	MODULE(firms_by_size_unscored, 18 * times, 2 * times);
	MODULE(liability_measures_by_measure_persons, 30 * times, 10 * times);
	t->measure[0][SOC_MEAS_people_own] = 80 * times;
	t->measure[0][SOC_MEAS_people_spouse] = 20 * times;
	t->measure[1][SOC_MEAS_people_child] = 10 * times;
	t->measure[1][SOC_MEAS_people_household] = 30 * times;
	t->measure[2][SOC_MEAS_people_kin] = 20 * times;
}

/* Bureaus score in the third and the sixth month; what holds at the end is the sixth. */
static void add_bureaus(struct soc_tally *t, int64_t times)
{
	MODULE(bureaus_by_income_adults, 400 * times, 400 * times);
	MODULE(bureaus_unscored_adults, 80 * times); /* the left one; the right one scores everybody */
	MODULE(bureaus_by_group_scored, 500 * times, 20 * times, 180 * times, 20 * times, 560 * times, 40 * times,
	       180 * times, 20 * times);
	MODULE(bureaus_by_ground_refused, 40 * times, 0, 0, 2 * times, 8 * times, 5 * times, 20 * times, 0,
	       25 * times);
	MODULE(bureaus_by_bureau_refused_wrongly, 10 * times, 5 * times);
	soc_count_module(t, SOC_MOD_bureaus_by_pair_both, 1, 700 * times);
	soc_count_module(t, SOC_MOD_bureaus_by_pair_contradict, 1, 35 * times);
	MODULE(bureaus_friends_by_distance_persons, 10, 40, 60);
	MODULE(bureaus_friends_by_distance_refused, 10 * times, 2 * times, 1 * times);
}

void everything_fill(struct made *m, int64_t replicate, int64_t month)
{
	static const int64_t weight[8] = { 8192, 8192, 8192, 8192, 8192, 4096, 8192, 8192 + 819 };
	struct soc_tally *t = m->tally;
	const unsigned rural = 0, urban_high = 1 * 5 + 4; /* cells: citizens of the majority */
	const int64_t times = month == 7 ? 1 : 2;
	(void)replicate;
	t->place_now = t->place[0];
	const struct {
		unsigned cell;
		enum soc_indicator i;
		int64_t n;
	} wide[] = {
		{ rural, SOC_IND_persons, 400 },
		{ urban_high, SOC_IND_persons, 600 },
		{ rural, SOC_IND_records_true, 50 },
		{ rural, SOC_IND_records_lost, 10 },
		{ urban_high, SOC_IND_records_true, 150 },
		{ urban_high, SOC_IND_records_misattributed, 50 },
		{ urban_high, SOC_IND_records_lost, 4 },
		{ rural, SOC_IND_reports, 80 },
		{ rural, SOC_IND_unregistered, 25 * times },
		{ rural, SOC_IND_grade_0, 45 * times },
		{ rural, SOC_IND_listed, 20 * times },
		{ rural, SOC_IND_entries_true, 15 },
		{ rural, SOC_IND_entries_other_violation, 3 },
		{ rural, SOC_IND_entries_no_violation, 2 },
		{ rural, SOC_IND_entries_red, 5 },
	};
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		soc_count(t, wide[i].cell, wide[i].i, wide[i].n);
	add_flows(t);
	add_stocks(t, times);
	if (month == 2 || month == 5)
		add_bureaus(t, month == 5 ? 1 : 2);
	soc_count_module(t, SOC_MOD_adaptive_weight_by_month_weight, 0, weight[month % 8]);
	soc_count_module(t, SOC_MOD_benefits_by_cell_income_gained, rural, 20);
	soc_count_module(t, SOC_MOD_benefits_by_cell_income_gained, urban_high, 60);
}
