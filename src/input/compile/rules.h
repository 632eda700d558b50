/* Rules: a scenario compiled into integer tables. No text is looked at and no real number is computed during
 * a month.
 *
 * Units here: points and scores in 1/32 point; probabilities as thresholds of 2^32 (draw.h); factors with 16
 * bits. */
#ifndef SOC_INPUT_RULES_H
#define SOC_INPUT_RULES_H

#include "input/compile/conduct.h"
#include "input/compile/limits.h"
#include "input/compile/rules_parts.h"
#include "input/schema/scenario.h"
#include "model/modules/adaptive_weight/rules.h"
#include "model/modules/amnesty/rules.h"
#include "model/modules/bureaus/rules.h"
#include "model/modules/contacts/rules.h"
#include "model/modules/enrolment/rules.h"
#include "model/modules/firms/rules.h"
#include "model/modules/hierarchy/rules.h"
#include "model/modules/instrument/rules.h"
#include "model/modules/linkage/rules.h"
#include "model/modules/publicity/rules.h"
#include "model/modules/ratings/rules.h"
#include "model/modules/residence/rules.h"
#include "model/modules/subletting/rules.h"
#include "model/modules/surveillance/rules.h"
#include "model/modules/verification/rules.h"

#include <stdint.h>

struct soc_event_rule {
	uint64_t luck; /* of the class: soc_draw_luck; so in all rules below */
	uint8_t kind, effect, family, has_family, needs_loan;
	int32_t grade_limit; /* score just below the next grade, or INT32_MAX */
	int32_t points;
	int32_t liability_share;        /* to each other adult of the liability group */
	uint64_t base;                  /* threshold of acceptance with every factor 1 */
	uint64_t most;                  /* threshold that no product of factors can pass */
	uint32_t by_strain[SOC_LEVELS]; /* factor, 1 = 65536 */
	uint32_t norm_weight;           /* 0..65536 */
	uint32_t channels;              /* bit set: channels that can see the class */
};

struct soc_channel_rule {
	uint64_t luck;
	uint8_t kind, enabled, needs_identity, verified;
	uint64_t reach[2]; /* [urban]: threshold of the person's exposure */
	uint64_t detect[SOC_EVENTS_MAX];
	uint64_t wrong_person;
	uint64_t verify_sensitivity, verify_false; /* report confirmed if right; if wrong */
	uint32_t
		invented[SOC_FALSE_STEPS]; /* thresholds of more than n records out of nothing in a full community */
	uint64_t invent[SOC_EVENTS_MAX]; /* cumulative in the order of by_name */
	int32_t reward_points;
	uint64_t by_name, by_name_unlinked, code_error; /* how a record finds its person: modules/linkage */
	uint8_t links;                                  /* any of the three is above 0 */
	uint8_t attends; /* SOC_ATTENDS_*: some people are watched more, or less, than others */
	uint64_t attend[SOC_ATTENTIONS][SOC_EVENTS_MAX]; /* [label + 2 listed]: detection of people so watched */
	uint32_t invented_more[SOC_FALSE_STEPS]; /* as invented: records out of nothing of people with the label
	                                            alone */
	uint64_t invented_kept;                  /* or what is left of theirs */
};

struct soc_list_rule {
	uint64_t luck;
	uint8_t colour, enabled, good_deed_months, exit_delay, triggers;
	uint8_t trigger_event[SOC_TRIGGER_GRADE];
	int8_t trigger_of[SOC_EVENTS_MAX]; /* -1 none */
	uint32_t entry_grades;             /* bit set */
	uint64_t entry, repair, publication;
	uint64_t kin;        /* kin of a person entered is entered */
	uint8_t kin_classes; /* bit set: classes of person whose kin that is */
	uint8_t term;
	uint8_t grade_least, grade_most; /* who is on the list has a grade of these */
};

struct soc_measure_rule {
	uint64_t luck;
	uint8_t kind, min_age, max_age, income_steps, strain;
	uint8_t depth;              /* steps that it can take from relative to relative, 1..SOC_REACH_MAX */
	uint8_t gain_steps, relief; /* rewards: sure steps of income gained; strain taken away */
	uint64_t gain_more;         /* rewards: one step more */
	uint64_t strictness;
	uint64_t spill[SOC_KIN_RELATIONS];
	/* [class][urban][fifth][n]: threshold of more than n attempts in a month */
	uint32_t demand[SOC_PERSON_CLASSES][2][5][SOC_DEMAND_STEPS];
};

/* One variant: what is in force in a stratum in a month. */
struct soc_rules {
	uint8_t watched;             /* some enabled channel reaches somebody */
	uint8_t scored;              /* there are families and grades */
	uint8_t has_network, spread; /* some family is the household's mean; how far scores spread is counted */
	struct soc_look_rule looks;  /* when stocks of modules are counted */
	uint8_t families, grades, events, channels, lists, measures;
	uint16_t docket;
	uint64_t identity[2]; /* [urban] */

	int32_t constant, minimum, maximum;    /* score */
	int32_t coefficient[SOC_FAMILIES_MAX]; /* 1 = 256; of the correction's family: times its factor, by
	                                          soc_variants_weigh */
	int32_t start[SOC_FAMILIES_MAX], floor[SOC_FAMILIES_MAX], ceiling[SOC_FAMILIES_MAX],
		means_slope[SOC_FAMILIES_MAX];
	uint32_t keep[SOC_FAMILIES_MAX]; /* share of points left after a month, 1 = 65536 */
	uint8_t family_kind[SOC_FAMILIES_MAX];
	uint64_t family_luck[SOC_FAMILIES_MAX];
	struct soc_rating_rule rating[SOC_FAMILIES_MAX];
	int32_t grade_from[SOC_GRADES_MAX]; /* [0] = INT32_MIN */
	int32_t cliff_from, cliff_width;    /* threshold looked at, width of a bin; width 0: none */

	struct soc_event_rule event[SOC_EVENTS_MAX];
	uint8_t by_name[SOC_EVENTS_MAX]; /* classes in the order of their names: where one of several is drawn, or
	                                    acts first */
	struct soc_channel_rule channel[SOC_CHANNELS_MAX];
	struct soc_list_rule list[SOC_LISTS_MAX];
	struct soc_measure_rule measure[SOC_MEASURES_MAX];
	uint16_t measures_of_grade[SOC_PERSON_CLASSES][SOC_GRADES_MAX];
	uint16_t measures_of_list[SOC_PERSON_CLASSES][SOC_LISTS_MAX];
	uint16_t sanctions;                   /* bit set of measures that are sanctions */
	uint16_t spills[SOC_KIN_RELATIONS];   /* bit sets of measures that reach the relation at all */
	uint16_t reach_to[SOC_REACH_MAX + 1]; /* bit sets of measures that can take this many steps; [0] unused */
	uint8_t reach_most;                   /* most steps that any of them can take; 0: none reaches anybody */
	uint8_t group_homes; /* households of a liability group; 0: no groups, or nothing that reaches them */
	uint8_t lists_kin;   /* some list enters kin */
	uint8_t gains;       /* some reward adds to income */
	uint8_t black_lists, red_lists; /* bit sets */
	uint8_t remarks;                /* bit set: lists that bind the grade (modules/caps) */

	uint64_t automatic, auto_accept_right, auto_accept_wrong, human_accept_right, human_accept_wrong;
	uint32_t review_files, appeal_files; /* files decided a month per million people, in 1/256 */
	uint64_t notice, notice_by_refusal, dare_wronged, dare_guilty, overturn_wrong, overturn_right,
		dare_informed, overturn_informed;
	uint8_t appeal_delay, restore_points;

	uint8_t strain_listing;
	uint32_t risk_own, risk_place;                /* 1 = 65536 */
	uint32_t strain_keep;                         /* 1 = 65536 */
	uint32_t norm_step, norm_floor, norm_ceiling; /* 1 = 65536 */
	uint64_t income_recovery, declare_move, borrowers, loan_end, knows_rules;
	uint8_t job_loss_steps;
	struct soc_conduct_rules conduct;
	struct soc_instrument_rule instrument; /* a score from outside: modules/instrument */
	uint8_t lookalike_tries;
	struct soc_credit_rule credit;

	struct soc_firm_rules firm;

	/* Of modules: each is handed its own, and declares it in its folder. */
	struct soc_adaptive_weight_rules adaptive_weight;
	struct soc_amnesty_rules amnesty;
	struct soc_contacts_rules contacts;
	struct soc_enrolment_rules enrolment;
	struct soc_hierarchy_rules hierarchy;
	struct soc_linkage_rules linkage;
	struct soc_publicity_rules publicity;
	struct soc_residence_rules residence;
	struct soc_subletting_rules subletting;
	struct soc_surveillance_rules surveillance;
	struct soc_verification_rules verification;
	uint8_t wrong_files; /* people with points of wrong records are counted */
};

/* Compiles the scenario as it stands. Pure. Errors: SOC_ERR_LIMIT when a score or the points of a family
 * could overflow, a channel makes too much of nothing, a list has more than seven entry events, a measure
 * meets too much demand, or contacts are odd in number. */
enum soc_err soc_rules_compile(struct soc_rules *out, const struct soc_scenario *s, struct soc_msg *msg);

/* Room above the base rate that candidates of a class leave for factors that raise it. Life events are never
 * raised. */
double soc_rules_headroom(const struct soc_scenario *s, int event);

/* Lowers the acceptance of each class to this scenario's rate as a share of the highest of the run
 * (events per person-year; candidates are drawn for that one). soc_rules_compile takes the scenario's own as
 * highest. */
void soc_rules_thin(struct soc_rules *rules, const struct soc_scenario *s,
                    const double highest[SOC_EVENTS_MAX]);

/* Whether a black list in force is for acts of the class. */
static inline int soc_rules_is_offence(const struct soc_rules *rules, unsigned event)
{
	return (rules->conduct.act[event].lists & rules->black_lists) != 0;
}

/* The acceptance threshold of a candidate of the class before the person weighs the act: strain and norm, 16
 * bits each. */
static inline uint64_t soc_event_threshold(const struct soc_event_rule *e, unsigned strain, uint32_t norm)
{
	const uint64_t t = e->base * e->by_strain[strain] >> 16;
	const int64_t shift = ((int64_t)norm - 65536) * (int64_t)e->norm_weight / 65536;
	return t * (uint64_t)(65536 + shift) >> 16;
}

#endif
