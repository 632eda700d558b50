/* The rules for firms, compiled: part of struct soc_rules. Units as in rules.h; what is lost by a record, and
 * stakes, in 2^-24 of the firm's monthly turnover. */
#ifndef SOC_MODEL_FIRMS_RULES_H
#define SOC_MODEL_FIRMS_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* Classes of size: people at work from 1, 10, 50, 100, 300, 1000 on. */
#define SOC_FIRM_SIZES 6
#define SOC_FIRM_SIZE_FROM        \
	{                             \
		1, 10, 50, 100, 300, 1000 \
	}
#define SOC_FIRM_ATTEMPTS 8 /* most attempts of one firm at one thing in one month */

struct soc_firm_event_rule {
	uint64_t salt;   /* of the class: soc_draw_salt; so in all rules below */
	uint64_t chance; /* a month; class of size 0, factors 1 */
	uint32_t by_size[SOC_FIRM_SIZES], by_sector[SOC_SECTORS_MAX], listed; /* factors, 1 = 65536 */
	int32_t points;
	uint8_t is_weighed;    /* 1: a record of it can be accepted, so that it is weighed and learnt from */
	uint8_t lists;         /* bit set: enabled black lists that an accepted record enters */
	uint32_t inverse_gain; /* 1 / gain, 1 = 65536 */
	uint16_t begin[2];     /* [ten people and more]: perceived risk to begin with, 1 = 65535 */
};
struct soc_firm_channel_rule {
	uint64_t salt;
	uint8_t enabled;
	uint64_t coverage[2]; /* [ten people and more] */
	uint64_t detect[SOC_FIRM_EVENTS_MAX];
	uint64_t wrong_firm, false_record;          /* false_record: a month */
	uint64_t spurious_mix[SOC_FIRM_EVENTS_MAX]; /* cumulative in the order of by_name */
};
struct soc_firm_list_rule {
	uint64_t salt;
	uint8_t colour, enabled, term;
	int8_t head_list;                    /* -1 none */
	uint32_t entry_events, entry_grades; /* bit sets */
	uint64_t entry, repair, head;
	uint32_t months;    /* that an entry is expected to last, as far as firms look ahead, 1 = 256 */
	uint64_t head_loss; /* what an entry costs the firm by what its head loses */
};
struct soc_firm_measure_rule {
	uint64_t salt;
	uint8_t kind;
	uint64_t strictness;
	uint32_t stake[SOC_FIRM_SIZES][SOC_SECTORS_MAX]; /* cost of a month under it (rewards: worth) */
	uint32_t more_than[SOC_FIRM_SIZES][SOC_SECTORS_MAX]
					  [SOC_FIRM_ATTEMPTS]; /* threshold of more than n attempts in a month */
};

struct soc_firms_rules {
	uint8_t enabled;
	uint8_t sectors, events, channels, grades, lists, measures;
	uint8_t black;      /* bit set of lists */
	uint8_t head_lists; /* bit set of firm lists that enter heads */
	int32_t base, grade_from[SOC_FIRM_GRADES_MAX];
	uint32_t keep; /* share of points left after a month, 1 = 65536 */
	uint64_t accept_right, accept_wrong;
	struct soc_firm_event_rule event[SOC_FIRM_EVENTS_MAX];
	uint8_t by_name[SOC_FIRM_EVENTS_MAX]; /* classes in the order of their names */
	struct soc_firm_channel_rule channel[SOC_FIRM_CHANNELS_MAX];
	struct soc_firm_list_rule list[SOC_FIRM_LISTS_MAX];
	struct soc_firm_measure_rule measure[SOC_FIRM_MEASURES_MAX];
	uint8_t measures_of_grade[SOC_FIRM_GRADES_MAX], measures_of_list[SOC_FIRM_LISTS_MAX];
	uint64_t job_loss[1u << SOC_FIRM_LISTS_MAX]; /* by the bit set of lists that the employer is on */

	uint64_t appeal_wronged, appeal_guilty, overturn_wrong, overturn_true;
	uint8_t appeal_months;
	uint32_t learn_caught, learn_uncaught; /* 1 = 256 */
	uint32_t point_months;                 /* that points count for, as far as firms look ahead, 1 = 256 */
	uint32_t closing_loss;                 /* of a month on a black list: the closing that it adds */
	uint64_t close[2];                     /* a month; [on a black list] */
	uint64_t same_owner, closing_job_loss;
	uint64_t credit_coverage[2], credit_unscored; /* [ten people and more] */
	int32_t credit_below;
	uint8_t credit_measures; /* bit set of measures that lenders take */

	/* of the population, fixed for a run */
	uint64_t per_firm; /* people for each firm, 1 = 65536 */
	double size_power; /* -1 / size_exponent */
	uint32_t size_largest;
	uint64_t employees, sector_upto[SOC_SECTORS_MAX];
	double proneness_shape;
};

struct soc_scenario;
struct soc_conduct_rules;
struct soc_regime;
/* Fills all of *out from the scenario, which has been checked: shares become chances of 32 bits, points units
 * of 1/SOC_POINT. conduct, regime: compiled from the same scenario before; what heads can lose. Cannot fail.
 */
void soc_firms_compile(struct soc_firms_rules *out, const struct soc_scenario *s,
                       const struct soc_conduct_rules *conduct, const struct soc_regime *regime);

#endif
