/* The part of a scenario that is about firms (legal entities): one member for each key of keys_firms.h.
 * docs/model/firms.md. */
#ifndef SOC_INPUT_FIRMS_H
#define SOC_INPUT_FIRMS_H

#include <stdint.h>

#define SOC_SECTORS_MAX 8
#define SOC_FIRM_EVENTS_MAX 8
#define SOC_FIRM_CHANNELS_MAX 4
#define SOC_FIRM_GRADES_MAX 8
#define SOC_FIRM_LISTS_MAX 4
#define SOC_FIRM_MEASURES_MAX 8

#define SOC_FIRM_NAME 32 /* SOC_NAME_MAX, checked in scenario.h */

struct soc_firms_plan {
	int32_t enabled;
	double persons_per_firm, size_exponent, size_largest, employee_share, proneness_shape;
	double base, half_life_months, right_accepted, wrong_rejected;
	double appeal_if_wronged, appeal_if_guilty, appeal_months, overturn_wrong, overturn_right;
	double risk_initial, risk_learning;
	double closed_per_year, closed_listed_ratio, same_owner, closing_job_loss;
	double credit_coverage, credit_coverage_small, credit_below, credit_without_score;
};
struct soc_sector {
	char name[SOC_FIRM_NAME];
	double share;
};
struct soc_firm_event {
	char name[SOC_FIRM_NAME];
	double rate_per_year, size_slope, listed_ratio, points, deterrence, severity;
	double by_sector[SOC_SECTORS_MAX];
};
struct soc_firm_channel {
	char name[SOC_FIRM_NAME];
	int32_t enabled;
	double coverage, coverage_small, wrong_firm, false_per_1000_years;
	double detects[SOC_FIRM_EVENTS_MAX], invents[SOC_FIRM_EVENTS_MAX];
};
struct soc_firm_grade {
	char name[SOC_FIRM_NAME];
	double from;
};
struct soc_firm_list {
	char name[SOC_FIRM_NAME];
	int32_t colour, enabled, head_list;
	uint32_t entry_events, entry_grades;
	double entry_probability, term_months, repair_per_month, head_probability, job_loss_per_month;
};
struct soc_firm_measure {
	char name[SOC_FIRM_NAME];
	int32_t kind, enabled, credit;
	uint32_t lists, grades;
	double demand_per_year, demand_size_slope, strictness;
	double by_sector[SOC_SECTORS_MAX];
};

/* Members of struct soc_scenario. */
#define SOC_SCENARIO_FIRMS                                                                              \
	struct soc_firms_plan firms;                                                                        \
	int32_t sectors_count, firm_events_count, firm_channels_count, firm_grades_count, firm_lists_count, \
		firm_measures_count;                                                                            \
	struct soc_sector sectors[SOC_SECTORS_MAX];                                                         \
	struct soc_firm_event firm_events[SOC_FIRM_EVENTS_MAX];                                             \
	struct soc_firm_channel firm_channels[SOC_FIRM_CHANNELS_MAX];                                       \
	struct soc_firm_grade firm_grades[SOC_FIRM_GRADES_MAX];                                             \
	struct soc_firm_list firm_lists[SOC_FIRM_LISTS_MAX];                                                \
	struct soc_firm_measure firm_measures[SOC_FIRM_MEASURES_MAX];

#endif
