/* Bureaus compiled into integer tables: part of struct soc_rules. Scores here are shares of a bureau's scale,
 * 1 = 2^20. */
#ifndef SOC_MODEL_BUREAUS_RULES_H
#define SOC_MODEL_BUREAUS_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

#define SOC_SHARE_ONE (1 << 20)
#define SOC_SHARE_BITS 10 /* a component's coefficient has this many bits more than a share */
#define SOC_FRIENDS_MAX 20

struct soc_bureau_rule {
	uint64_t salt; /* soc_draw_salt */
	uint8_t kind, clients, needs_loan, min_age, merge_rule, data_sharing_lists, sharing_delay;
	uint16_t merges;                          /* bit set of bureaus */
	uint32_t coverage[2], coverage_borrowers; /* [urban]: of 16 bits, 65536 = all */
	uint32_t holds, mixed;                    /* of 16 bits */
	int32_t coefficient[SOC_COMPONENTS_MAX];  /* share of the scale for 1/32 point above the floor, with
	                                           SOC_SHARE_BITS more */
	int32_t friends_weight, proxy_weight;     /* 1 = 65536 */
	int32_t sharing_loss, threshold;          /* shares */
	uint64_t data_sharing, refuse_unscored;
	int32_t minimum, range; /* whole points: of the scale, for counting */
};

struct soc_bureaus_rules {
	uint8_t count, interval, rounds, cycles,
		cycles_alike;                      /* a cycle through all rows gives everybody two contacts */
	uint8_t has_friends, has_proxy, meets; /* meets: some measure meets those whom a bureau refuses */
	uint16_t enabled;                      /* bit set of bureaus */
	int32_t proxy_group, proxy_income;     /* shares of the proxy's range, 1 = 2^20 */
	int32_t probe[SOC_BUREAUS_MAX];        /* share of the bureau's scale; 0: none */
	struct soc_bureau_rule bureau[SOC_BUREAUS_MAX];
	uint16_t measures_of_bureau[SOC_PERSON_CLASSES][SOC_BUREAUS_MAX];
};

/* Pure. */
void soc_bureaus_compile(struct soc_bureaus_rules *out, const struct soc_scenario *s);

#endif
