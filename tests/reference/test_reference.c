/* The engine against the reference: every column of every person, the docket, the fields and every sum, after
 * every month. */
#include "compare.h"
#include "invent.h"
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a scenario must have brought about, so that agreement says something: sums over the whole run, all
 * above 0. */
static void check_lively(const char *name, const struct lab *lab, const int64_t *all, const char *expected)
{
	char word[64];
	while (sscanf(expected, "%63s", word) == 1) {
		int i = 0;
		while (i < SOC_INDICATORS_COUNT && strcmp(word, lab_indicator_name((enum soc_indicator)i)) != 0)
			i++;
		if (i == SOC_INDICATORS_COUNT)
			lab_die("no indicator %s", word);
		if (all[i] == 0)
			lab_die("%s: %s is 0 over %u months: the scenario does not test it", name, word, lab->months);
		expected = strstr(expected, word) + strlen(word);
	}
}

/* What the modules counted in all runs so far. */
static int64_t of_modules[SOC_MODULE_VALUES];

/* Steps both to the end of the run; all: sums over it. */
static void compare_months(struct lab *lab, const char *name, int64_t *all)
{
	struct reference ref;
	reference_init(&ref, lab->s, &lab->plan, &lab->rule_sets, lab->seed);
	while (lab->month < lab->months) {
		compare_month(name, lab, &ref);
		for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
			all[i] += lab_sum(lab, (enum soc_indicator)i);
		for (int i = 0; i < SOC_MODULE_VALUES; i++)
			of_modules[i] += lab->tally->module[i];
	}
	reference_release(&ref);
}

static void compare_run(const char *name, const char *path, const char *const *settings, uint32_t replicate,
                        const char *expected)
{
	struct lab lab;
	int64_t all[SOC_INDICATORS_COUNT] = { 0 };
	lab_open_file(&lab, path, settings);
	lab_begin(&lab, replicate);
	compare_months(&lab, name, all);
	check_lively(name, &lab, all, expected);
	printf("%s: %lld people, %u months, %u communities: the same\n", name, (long long)lab.plan.persons,
	       lab.months, lab.plan.communities_count);
	lab_close(&lab);
}

/* What firms do must have happened, or their agreement says nothing. */
static void compare_firms_run(void)
{
	static const struct {
		int count;
		const char *name;
	} lively[] = {
#define LIVELY(name) { SOC_MOD_##name, #name }
#define LIVELY_AT(name, index)        \
	{                                 \
		SOC_MOD_##name + index, #name \
	}
		LIVELY(firms_by_size_listed),
		LIVELY(firms_by_list_stock_true),
		LIVELY(firms_by_list_stock_wrong),
		LIVELY(firms_by_measure_firms),
		LIVELY(firms_by_event_events),
		LIVELY(firms_by_channel_records_true),
		LIVELY(firms_by_channel_records_misattributed),
		LIVELY(firms_by_channel_records_fabricated),
		LIVELY(firms_by_list_entries_true),
		LIVELY(firms_by_list_entries_wrong),
		LIVELY(firms_by_list_exits_expired),
		LIVELY(firms_by_list_exits_repaired),
		LIVELY(firms_by_measure_attempts),
		LIVELY(firms_by_measure_effective),
		LIVELY(firms_by_measure_refused_wronged),
		LIVELY(firms_heads_entered),
		LIVELY(firms_heads_listed),
		LIVELY(firms_employees_dismissed_listed),
		LIVELY(firms_employees_of_listed),
		LIVELY(firms_appeals_by_list_filed),
		LIVELY_AT(firms_appeals_by_list_filed, 1),
		LIVELY(firms_appeals_by_list_upheld),
		LIVELY_AT(firms_appeals_by_list_upheld, 1),
		LIVELY(firms_appeals_by_list_denied),
		LIVELY_AT(firms_appeals_by_list_denied, 1),
		LIVELY(firms_by_list_appeals_lapsed),
		LIVELY(firms_by_size_closed),
		LIVELY(firms_closing_listed_firms),
		LIVELY_AT(firms_closing_listed_firms, 1),
		LIVELY_AT(firms_closing_listed_firms, 2),
		LIVELY_AT(firms_closing_listed_firms, 3),
		LIVELY(firms_closing_by_list_entries),
		LIVELY_AT(firms_closing_by_list_entries, 1),
		LIVELY_AT(firms_closing_by_list_entries, 2),
		LIVELY_AT(firms_closing_by_list_entries, 3),
		LIVELY(firms_employees_dismissed_closed),
		LIVELY(firms_by_size_unscored),
		LIVELY_AT(firms_by_size_unscored, 1),
		LIVELY_AT(firms_by_measure_refused_unscored, 1),
		LIVELY_AT(firms_by_measure_refused_score, 1)
#undef LIVELY
#undef LIVELY_AT
	};
	struct lab lab;
	struct reference ref;
	int64_t sums[SOC_MODULE_VALUES] = { 0 };
	lab_open_file(&lab, "scenarios/firms/firms/scenario.yaml",
	              (const char *const[]){ "people.persons=6000",
	                                     "people.provinces=Hainan",
	                                     "firm_channels.register.spurious_per_1000_years=200",
	                                     "firm_channels.register.wrong_firm=0.1",
	                                     "firm_channels.court.spurious_per_1000_years=200",
	                                     "firm_lists.dishonest.head_probability=0.8",
	                                     "firm_lists.abnormal.term_months=12",
	                                     "firms.appeal_if_wronged=0.8",
	                                     "firms.appeal_if_guilty=0.3",
	                                     "firms.overturn_true=0.3",
	                                     "firms.risk_bias=1",
	                                     "firms.learning_caught=0.3",
	                                     "firms.learning_uncaught=0.2",
	                                     "firm_measures.subsidies.stake_months=0.03",
	                                     "firm_measures.tenders.stake_months=0.02",
	                                     "firm_measures.finance.stake_months=0.05",
	                                     "firm_measures.quick_lane.stake_months=0.2",
	                                     "firms.head_weight=0.05",
	                                     "firms.closing_stake_months=0.5",
	                                     "firms.closed_per_year=0.3",
	                                     "firms.closed_listed_ratio=3",
	                                     "firms.same_owner=0.5",
	                                     "firms.closing_job_loss=0.5",
	                                     "firms.credit_coverage=0.7",
	                                     "firms.credit_coverage_small=0.3",
	                                     "firms.credit_below=990",
	                                     "firms.credit_without_score=0.5",
	                                     "firm_measures.finance.credit=true",
	                                     NULL });
	lab_begin(&lab, 1);
	reference_init(&ref, lab.s, &lab.plan, &lab.rule_sets, lab.seed);
	while (lab.month < lab.months) {
		compare_month("firms", &lab, &ref);
		for (int i = 0; i < SOC_MODULE_VALUES; i++)
			sums[i] += lab.tally->module[i];
	}
	for (size_t i = 0; i < sizeof lively / sizeof *lively; i++)
		if (sums[lively[i].count] == 0)
			lab_die("firms: no %s in the first of its places: the scenario does not test it", lively[i].name);
	reference_release(&ref);
	printf("firms: %lld people, %u months: the same\n", (long long)lab.plan.persons, lab.months);
	lab_close(&lab);
}

/* Harsh, and with what reaches beyond the first relative, liability groups, favours of worth, unequal
 * weights, a threshold watched. */
static void compare_far(const char *path, const char *const *settings)
{
	static const int lively[] = {
		SOC_MOD_kin_by_month_entries,          SOC_MOD_spillover_by_path_persons,
		SOC_MOD_spillover_by_path_persons + 1, SOC_MOD_spillover_by_path_persons + 2,
		SOC_MOD_spillover_by_path_persons + 3, SOC_MOD_spillover_by_path_persons + 5,
		SOC_MOD_liability_by_month_records,    SOC_MOD_liability_by_month_persons,
		SOC_MOD_cliff_by_step_persons + 7,     SOC_MOD_cliff_by_step_sanctioned + 7,
		SOC_MOD_cliff_by_step_refused + 7,     SOC_MOD_cliff_by_step_violations + 8,
		SOC_MOD_caps_by_grade_persons + 1,     SOC_MOD_caps_by_grade_persons_wrong + 1,
		SOC_MOD_caps_by_grade_persons + 3,     SOC_MOD_liability_measures_by_measure_persons
	};
	struct lab lab;
	int64_t sums[SOC_MODULE_VALUES] = { 0 }, gained = 0;
	struct reference ref;
	lab_open_file(&lab, path, settings);
	reference_init(&ref, lab.s, &lab.plan, &lab.rule_sets, lab.seed);
	while (lab.month < lab.months) {
		compare_month("far", &lab, &ref);
		for (int i = 0; i < SOC_MODULE_VALUES; i++)
			sums[i] += lab.tally->module[i];
	}
	for (size_t i = 0; i < sizeof lively / sizeof *lively; i++)
		if (sums[lively[i]] == 0)
			lab_die("far: value %d of the modules is 0: the scenario does not test it", lively[i]);
	for (int i = SOC_MOD_benefits_by_cell_income_gained; i <= SOC_MOD_LAST_benefits_by_cell_income_gained;
	     i++)
		gained += sums[i];
	if (gained == 0)
		lab_die("far: nothing is gained by favours");
	reference_release(&ref);
	lab_close(&lab);
}

static void compare_invented(unsigned long first, unsigned long last)
{
	int64_t all[SOC_INDICATORS_COUNT] = { 0 };
	char name[64];
	for (unsigned long number = first; number <= last; number++) {
		struct lab lab;
		char *yaml = invent_scenario(number);
		snprintf(name, sizeof name, "invented scenario %lu", number);
		lab_open(&lab, yaml, NULL);
		compare_months(&lab, name, all);
		lab_close(&lab);
		free(yaml);
	}
	printf("invented scenarios %lu to %lu: the same; %lld records, %lld listed person-months\n", first, last,
	       (long long)(all[SOC_IND_records_true] + all[SOC_IND_records_misattributed] +
	                   all[SOC_IND_records_fabricated]),
	       (long long)all[SOC_IND_listed]);
}

/* People whom the runs must have had: held by caps, met through their group, recorded as landlords for
 * every reason. */
static void check_modules(void)
{
	static const int lively[] = { SOC_MOD_caps_by_grade_persons + 1,
		                          SOC_MOD_caps_by_grade_persons_wrong + 1,
		                          SOC_MOD_liability_measures_by_measure_persons,
		                          SOC_MOD_subletting_by_month_tenants,
		                          SOC_MOD_subletting_by_month_landlords,
		                          SOC_MOD_subletting_by_reason_records,
		                          SOC_MOD_subletting_by_reason_records + 1,
		                          SOC_MOD_subletting_by_reason_records + 2,
		                          SOC_MOD_subletting_by_reason_records + 3,
		                          SOC_MOD_subletting_by_reason_records + 4,
		                          SOC_MOD_subletting_by_reason_records + 5,
		                          SOC_MOD_subletting_by_reason_records + 7,
		                          SOC_MOD_subletting_by_reason_records + 8,
		                          SOC_MOD_subletting_by_reason_records + 9,
		                          SOC_MOD_subletting_by_truth_accepted,
		                          SOC_MOD_subletting_by_truth_accepted + 1 };
	for (size_t i = 0; i < sizeof lively / sizeof *lively; i++)
		if (of_modules[lively[i]] == 0)
			lab_die("value %d of the modules is 0: no scenario tests it", lively[i]);
}

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

#define FOLDER "tests/reference/"
#define EVERYTHING                                                                                      \
	"listed_true listed_other_violation listed_no_violation listed_unaware offenders offenders_listed " \
	"offences offences_missed sanctioned sanctioned_by_kin "                                            \
	"sanctioned_innocent "                                                                              \
	"rewarded "                                                                                         \
	"unregistered pending_records pending_appeals income_lost strain_sum records_true "                 \
	"records_misattributed "                                                                            \
	"records_fabricated records_lost "                                                                  \
	"accepted_true accepted_wrong rejected_true rejected_wrong filed reviewed_by_people entries_true "  \
	"entries_other_violation entries_no_violation "                                                     \
	"exits_expired exits_repaired exits_overturned expired_unaware attempts refused refused_innocent "  \
	"notices "                                                                                          \
	"notices_by_refusal appeals_wronged appeals_guilty upheld_wronged upheld_guilty denied_wronged "    \
	"denied_guilty appeals_expired "                                                                    \
	"appeal_wait_months review_wait_months grade_rises grade_falls"

WHOLE_PART(reference)
{
	if (runner_arguments[0] != NULL &&
	    runner_arguments[1] != NULL) { /* a longer search: first and last number */
		compare_invented(strtoul(runner_arguments[0], NULL, 10), strtoul(runner_arguments[1], NULL, 10));
		return 0;
	}
	compare_run("points", FOLDER "points.yaml", NULL, 0,
	            "listed sanctioned rewarded records_true accepted_wrong violations_seen grade_falls "
	            "grade_rises attempts");
	compare_run("harsh", FOLDER "harsh.yaml", NULL, 0,
	            EVERYTHING " granted listed_red entries_red docket_full");
	compare_run("index", FOLDER "index.yaml", NULL, 0,
	            "listed sanctioned grade_rises grade_falls records_true rewarded");
	compare_run("ties", FOLDER "ties.yaml", NULL, 0,
	            "listed_true listed_other_violation listed_no_violation records_misattributed "
	            "records_fabricated records_lost");
	compare_run("bureaus", FOLDER "bureaus.yaml", NULL, 0,
	            "listed sanctioned refused refused_innocent rewarded");
	compare_run("timeline", FOLDER "timeline.yaml", NULL, 1, "listed records_true notices");
	compare_run("attention in mid-run", FOLDER "attention.yaml", NULL, 0, "listed records_true");
	compare_run("wide", FOLDER "wide.yaml", NULL, 0, "listed records_true grade_falls exits_overturned");
	compare_run("minimal", "scenarios/start/minimal/scenario.yaml",
	            SETTINGS("people.persons=3000", "people.provinces=Hainan"), 2, "listed");
	compare_run("nation", "scenarios/start/china-national/one-term.yaml", SETTINGS("people.persons=4000"), 0,
	            "listed");
	compare_run("no regime", FOLDER "none.yaml", NULL, 0,
	            "violations good_deeds lawful_acts life_events income_lost unregistered");
	compare_run("one person", FOLDER "alone.yaml", NULL, 0, "violations records_true");
	compare_run("channels off", FOLDER "harsh.yaml",
	            SETTINGS("channels.court.enabled=false", "channels.camera.enabled=false",
	                     "channels.street.enabled=false", "channels.own.enabled=false"),
	            0, "violations good_deeds");
	compare_far(FOLDER "harsh.yaml",
	            SETTINGS("measures.air.spill_depth=4", "measures.air.spill_liability_group=0.2",
	                     "measures.loan.spill_depth=2", "measures.school.spill_depth=3",
	                     "measures.praise.income_gain=0.08", "measures.praise.relief=0.2",
	                     "measures.praise.spill_depth=2", "lists.rowdy.entry_kin=0.7",
	                     "lists.rowdy.grade_cap=D", "lists.models.grade_floor=B", "scale.asymmetry=1.7",
	                     "society.liability_group_households=6", "events.brawl.liability_share=0.5",
	                     "conduct.liability_reporting=2", "conduct.liability_risk=0.1", "output.cliff=C"));
	compare_run("subletting", "scenarios/surveillance/residence/landlord-search.yaml",
	            SETTINGS("people.persons=3000", "channels.neighbours.detects.undeclared_stay=0.05",
	                     "conduct.suspected_per_1000_years=400", "conduct.report_response=0.25",
	                     "conduct.denounced_per_1000_years=60", "channels.official.spurious_mix.letting=3",
	                     "channels.official.spurious_per_1000_years=40"),
	            0, "unregistered reports records_true records_fabricated accepted_wrong");
	compare_firms_run();
	compare_invented(1, runner_thorough() ? 60 : 30);
	check_modules();
	printf("%lld values compared\n", compare_count());
	return 0;
}
