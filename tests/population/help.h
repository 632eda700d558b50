/* What the tests of the population share. */
#ifndef TESTS_POPULATION_HELP_H
#define TESTS_POPULATION_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/population/population.h"

#include <string.h>

static inline void scenario_make(struct soc_scenario *s, int64_t persons, int64_t seed, const char *provinces)
{
	soc_scenario_defaults(s);
	s->seed = seed;
	s->people.persons = persons;
	memcpy(s->people.provinces, provinces, strlen(provinces) + 1);
}

/* Columns of one community. */
struct rows {
	uint16_t kin[SOC_COMMUNITY_MAX], former[SOC_COMMUNITY_MAX];
	uint8_t nature[SOC_COMMUNITY_MAX], situation[SOC_COMMUNITY_MAX], age[SOC_COMMUNITY_MAX],
		traits[SOC_COMMUNITY_MAX], home[SOC_COMMUNITY_MAX];
};

static inline struct soc_inhabitants rows_columns(struct rows *r)
{
	struct soc_inhabitants f = { r->nature, r->situation, r->age, r->traits, r->home,
		                         r->kin,    r->former,    NULL,   NULL };
	return f;
}

#endif
