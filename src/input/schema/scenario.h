/* struct soc_scenario: everything a run depends on, after reading, checking and filling in.
 *
 * One list per section (keys.h) describes every key once: name, type, unit, default, range, meaning, source.
 * Parsing, checking, `socred params`, the JSON Schema, the resolved scenario and the timeline all walk those
 * lists. A section is either single (scale, review, ...) or named (events, channels, ...): an array of
 * entries with a name.
 *
 * Numbers are double, whole numbers int64_t, switches and choices int32_t, references to named entries
 * int32_t (index, -1 = none), sets of them uint32_t (bit = index), maps from entries to numbers double[]. */
#ifndef SOC_INPUT_SCENARIO_H
#define SOC_INPUT_SCENARIO_H

#include "input/schema/firms.h"
#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#define SOC_EVENTS_MAX 32
#define SOC_CHANNELS_MAX 8
#define SOC_FAMILIES_MAX 6
#define SOC_GRADES_MAX 8
#define SOC_LISTS_MAX 6
#define SOC_MEASURES_MAX 16
#define SOC_BUREAUS_MAX 10
#define SOC_NAME_MAX 32                         /* bytes of a name with its NUL: [a-z][a-z0-9_]* */
#define SOC_TEXT_MAX 256                        /* bytes of a title or path with its NUL */
#define SOC_AGE_BANDS 5                         /* 0-17, 18-29, 30-44, 45-59, 60 and older */
#define SOC_TIMELINE_MAX 64                     /* entries; each may set several keys */
#define SOC_SETTINGS_MAX (4 * SOC_TIMELINE_MAX) /* keys set by all entries together */

_Static_assert(SOC_FIRM_NAME == SOC_NAME_MAX, "names of firms' entries are names");

enum soc_event_kind { SOC_VIOLATION, SOC_GOOD_DEED, SOC_LAWFUL_ACT, SOC_LIFE_EVENT, SOC_EVENT_KINDS };
enum soc_event_driver { SOC_DRIVEN_BY_PRONENESS, SOC_DRIVEN_BY_HELPFULNESS, SOC_DRIVEN_BY_NOTHING };
enum soc_event_effect { SOC_EFFECT_NONE, SOC_EFFECT_MOVE, SOC_EFFECT_JOB_LOSS, SOC_EFFECT_LOAN };
enum soc_event_residence {
	SOC_RESIDENCE_NONE,
	SOC_RESIDENCE_UNDECLARED,
	SOC_RESIDENCE_DECLARED,
	SOC_RESIDENCE_LETTING
};
enum soc_channel_kind {
	SOC_CHANNEL_OFFICIAL,
	SOC_CHANNEL_SELF,
	SOC_CHANNEL_NEIGHBOURS,
	SOC_CHANNEL_CAMERA,
	SOC_CHANNEL_BANK,
	SOC_CHANNEL_EMPLOYER,
	SOC_CHANNEL_COMMITTEE
};
enum soc_family_kind { SOC_FAMILY_RECORDS, SOC_FAMILY_MEANS, SOC_FAMILY_NETWORK, SOC_FAMILY_RATING };
enum soc_scale_kind { SOC_SCALE_POINTS, SOC_SCALE_INDEX };
enum soc_colour { SOC_BLACK, SOC_RED };
enum soc_measure_kind { SOC_SANCTION, SOC_REWARD };
enum soc_person_class { SOC_CITIZEN, SOC_EXECUTIVE, SOC_OFFICIAL, SOC_PERSON_CLASSES };
enum soc_bureau_kind { SOC_BUREAU_SCORER, SOC_BUREAU_MERGED };
enum soc_bureau_clients { SOC_CLIENTS_INDEPENDENT, SOC_CLIENTS_SHARED, SOC_CLIENTS_APART };
enum soc_merge_rule { SOC_MERGE_ANY, SOC_MERGE_MAJORITY, SOC_MERGE_MEAN };
enum soc_places_kind { SOC_PLACES_ALL, SOC_PLACES_PROVINCES, SOC_PLACES_PREFECTURES, SOC_PLACES_LARGE };
enum soc_strata { SOC_STRATA_BOTH, SOC_STRATA_URBAN, SOC_STRATA_RURAL };
enum soc_record_places { SOC_RECORD_NONE, SOC_RECORD_YEAR, SOC_RECORD_MONTH };
enum soc_record_modules { SOC_MODULES_MONTHLY, SOC_MODULES_YEARLY };

struct soc_span {
	int64_t from, to;
}; /* months: year * 12 + month - 1; both included */
struct soc_people {
	int64_t persons;
	char data[SOC_TEXT_MAX];
	char provinces[SOC_TEXT_MAX];
};
struct soc_record_plan {
	int32_t places, fields, wrong_files, cliff, spread, modules;
	double cliff_points;
};
struct soc_society {
	double proneness_shape, helpfulness_shape, income_gini, executive_share, official_share, employed_share;
	double urban_income_ratio, borrower_share, kin_share, divorced_link_share, lookalike_tries;
	double names_per_million, names_slope, label_share;
	int64_t group_households;
};
struct soc_identity {
	double coverage_urban, coverage_rural, name_search;
};
struct soc_scale {
	int32_t kind;
	double base, minimum, maximum, asymmetry;
};
struct soc_grade {
	char name[SOC_NAME_MAX];
	double from;
}; /* worst first; `from` of the first is ignored */
struct soc_family {
	char name[SOC_NAME_MAX];
	int32_t kind;
	double weight, half_life_months, floor, ceiling, start, means_slope;
	int64_t rating_months, raters;
	uint32_t rated_classes;
	int32_t rated_employed;
	double examination, examination_error, rater_bias, rater_liking, clients, favour;
};
struct soc_event {
	char name[SOC_NAME_MAX];
	int32_t kind, driven_by, needs_loan, effect, residence, family;
	double rate_per_year, male_ratio, urban_ratio, income_slope, exponent;
	double age[SOC_AGE_BANDS];
	double deterrence, severity, strain_effect, chilling, crowding_out, gaming, points, norm_weight,
		group_points, avoidable;
	int32_t grade_at_most;
};
struct soc_channel {
	char name[SOC_NAME_MAX];
	int32_t kind, enabled, needs_identity;
	double coverage_urban, coverage_rural, wrong_person, false_per_1000_years;
	double by_name, by_name_if_unlinked, code_slip, attention, attention_listed;
	double verify_sensitivity, verify_specificity, reward_points, malice_response;
	double detects[SOC_EVENTS_MAX], invents[SOC_EVENTS_MAX];
};
struct soc_consent {
	int32_t needed;
	double share, below_ratio, above_ratio, unknowing, rural_ratio, age[SOC_AGE_BANDS];
};
struct soc_review {
	int64_t docket;
	double automatic_share, automatic_sensitivity, automatic_specificity;
	double human_sensitivity, human_specificity, files_per_month_per_million, checks_per_month_per_million;
};
struct soc_hierarchy {
	int64_t hops, months_per_hop, orders_months;
	double lost_per_hop, misfiled_per_hop, reclassed_per_hop;
};
struct soc_self_correction {
	int32_t family;
	uint32_t classes;
	double target, gain, lowest, highest;
	int64_t delay_months;
};
struct soc_list {
	char name[SOC_NAME_MAX];
	int32_t colour, enabled, grade_at_most, grade_at_least;
	uint32_t entry_events, entry_grades, entry_kin_classes;
	double entry_probability, term_months, repair_per_month, exit_delay_months, good_deed_months, publication,
		entry_kin;
};
struct soc_measure {
	char name[SOC_NAME_MAX];
	int32_t kind, enabled;
	uint32_t lists, grades, bureaus, classes;
	double demand_per_year, demand_urban_ratio, demand_income_slope, demand_executive_ratio,
		demand_official_ratio;
	int64_t demand_min_age, demand_max_age;
	double strictness, spill_spouse, spill_child, spill_household, spill_kin, spill_group, income_loss,
		strain, income_gain, relief;
	int64_t spill_depth;
};
struct soc_credit {
	int64_t interval_months, friends, friends_rounds;
	double friends_alike, proxy_group, proxy_income, probe_points;
};
struct soc_bureau {
	char name[SOC_NAME_MAX];
	int32_t kind, enabled, clients, needs_loan, merge_rule;
	uint32_t gateway_lists, merges;
	int64_t min_age, gateway_delay_months;
	double coverage_urban, coverage_rural, coverage_borrowers, holds, mixed_file, friends_weight,
		proxy_weight;
	double gateway, gateway_points, minimum, maximum, refuse_below, refuse_without_score;
	double weights[SOC_FAMILIES_MAX];
};
struct soc_due_process {
	int32_t restore_points;
	double notice, notice_by_refusal, appeal_if_wronged, appeal_if_guilty;
	double delay_months, files_per_month_per_million, overturn_wrong, overturn_right;
	double informed_appeal, informed_success;
};
struct soc_conduct {
	double risk_initial, risk_own_weight, risk_place_weight, risk_learning, strain_half_life_months,
		strain_listing;
	double norm_learning, norm_floor, norm_ceiling, income_recovery_per_month;
	double declare_move_per_month, loan_months, job_loss_income, published_rules, gaming_reach,
		multiplier_max;
	double group_watch, group_risk;
	double rented_share, declare_response, report_response, suspected_per_1000_years,
		denounced_per_1000_years;
};

#include "input/schema/scenario_parts.h"
/* A place filter of the timeline. kind says what the names are; cities_above and share narrow the choice
 * whatever the kind (SOC_PLACES_LARGE: all places, cities_above > 0). */
struct soc_where {
	int32_t kind, strata;
	double cities_above, share;   /* people; share of the places chosen, in seeded order */
	union {                       /* two words for one text: the file's key is `places` */
		char names[SOC_TEXT_MAX]; /* "all" or, with commas, English provinces or 6-digit codes */
		char places[SOC_TEXT_MAX];
	};
};
#define SOC_MONTH_OPEN (3000 * 12) /* `to` of a change without an end */

struct soc_change {
	int64_t from, to;
	struct soc_where where;
	int32_t first_setting, settings;
	int32_t line;
	char name[SOC_NAME_MAX];
};
/* One `path: value` of a change, always a single number or switch; text is YAML and is applied with
 * soc_scenario_set_text. */
struct soc_setting {
	int32_t change;
	char path[128];
	char value[128];
};

struct soc_scenario {
	char title[SOC_TEXT_MAX], description[1024], published[SOC_TEXT_MAX];
	int64_t seed, replicates;
	struct soc_span span;
	struct soc_people people;
	struct soc_record_plan record;
	struct soc_society society;
	struct soc_identity identity;
	struct soc_scale scale;
	struct soc_consent consent;
	struct soc_review review;
	struct soc_hierarchy hierarchy;
	struct soc_self_correction self_correction;
	struct soc_due_process due_process;
	struct soc_credit credit;
	struct soc_conduct conduct;
	struct soc_instrument instrument;
	struct soc_contacts contacts;
	struct soc_publicity publicity;
	int32_t grades_count, families_count, events_count, channels_count, lists_count, bureaus_count,
		measures_count;
	struct soc_grade grades[SOC_GRADES_MAX];
	struct soc_family families[SOC_FAMILIES_MAX];
	struct soc_event events[SOC_EVENTS_MAX];
	struct soc_channel channels[SOC_CHANNELS_MAX];
	struct soc_list lists[SOC_LISTS_MAX];
	struct soc_bureau bureaus[SOC_BUREAUS_MAX];
	struct soc_measure measures[SOC_MEASURES_MAX];
	SOC_SCENARIO_FIRMS
	int32_t changes_count, settings_count;
	struct soc_change changes[SOC_TIMELINE_MAX];
	struct soc_setting settings[SOC_SETTINGS_MAX];
	/* Where each value came from; NULL when nobody asked. Copies share it; only soc_scenario_free releases
	 * it. */
	const struct soc_notes *notes;
};

/* Every key at its default, no named entries. Plain data: copy with =, nothing to release. */
void soc_scenario_defaults(struct soc_scenario *s);

/* Sets one key from YAML text, as --set and the timeline do: ("channels.camera.coverage_urban", "0.3").
 * Errors: SOC_ERR_SCENARIO with key, value, allowed values and the nearest valid name; s is then unchanged.
 */
enum soc_err soc_scenario_set_text(struct soc_scenario *s, const char *path, const char *value,
                                   struct soc_msg *msg);

/* 1 when change number `change` of the timeline is in force in `month` (year * 12 + month - 1), else 0; the
 * places it holds in are for the caller to decide. */
int soc_scenario_change_active(const struct soc_scenario *s, int change, int64_t month);

#endif
