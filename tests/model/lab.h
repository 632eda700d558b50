/* A run in the open: the engine month by month, with everything it holds in reach of a test. One thread.
 *
 * A scenario comes as YAML text; `regime:` and `base:` are looked up from the root of the project. Anything
 * that goes wrong ends the test with a message. */
#ifndef SOC_TESTS_MODEL_LAB_H
#define SOC_TESTS_MODEL_LAB_H

#include "run/renew.h"
#include "run/world.h"

#include <stddef.h>
#include <stdint.h>

struct lab {
	struct soc_scenario *s;
	struct soc_plan plan;
	struct soc_rule_sets rule_sets;
	struct soc_world world;
	struct soc_fields fields;      /* after lab_month: for the next month */
	struct soc_field *fields_used; /* [place]: of the month just stepped */
	struct soc_tally *tally;       /* of the month just stepped */
	int64_t (*places)[SOC_PLACE_VALUES];
	struct soc_scratch *scratch;
	uint64_t seed;          /* of the replicate */
	uint32_t month, months; /* month: the next to be stepped */
	/* Called before and after each community of a month, when it has been set. */
	void (*before)(struct lab *lab, uint32_t community, void *user);
	void (*after)(struct lab *lab, uint32_t community, void *user);
	void *user;
};

/* settings: "key=value" strings, NULL-terminated, or NULL. */
void lab_open(struct lab *lab, const char *yaml, const char *const *settings);
void lab_open_file(struct lab *lab, const char *path_below_root, const char *const *settings);
/* 1 when a scenario can be run; else msg says why not. */
int lab_is_possible(const char *yaml, struct soc_msg *msg);
/* Back to before the first month, for a replicate. lab_open does it for replicate 0. */
void lab_begin(struct lab *lab, uint32_t replicate);
/* Steps all communities by a month and renews the fields, as run/sim.c does. */
void lab_month(struct lab *lab);
void lab_close(struct lab *lab);

const struct soc_rules *lab_rules(const struct lab *lab, uint32_t community, uint32_t month);
struct soc_place_time lab_place_time(const struct lab *lab, uint32_t community, uint32_t month);
/* A sum over the cells of the month just stepped. */
int64_t lab_sum(const struct lab *lab, enum soc_indicator i);
int lab_indicator_is_stock(enum soc_indicator i);
const char *lab_indicator_name(enum soc_indicator i);

/* Prints and ends the program with status 1. */
void lab_die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
