/* The synthetic people of a scenario as text, for the readable reference: a line a person, as
 * docs/model/population.md names the traits. What a person is comes from here, what happens to people does
 * not.
 *
 *     people SCENARIO > people.csv
 *
 * row, home, kin and former are numbers of rows in the file, kin and former -1 for nobody; home is the first
 * row of the household. */
#include "model/population/population.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const classes[] = { "citizen", "executive", "official" };
static const char *const roles[] = { "head", "spouse", "child", "elder", "other", "collective" };

static void stop_on(enum soc_err err, const struct soc_msg *msg)
{
	if (err == SOC_OK)
		return;
	fprintf(stderr, "people: %s: %s\n", soc_err_text(err), msg->text);
	exit(1);
}

static long row_of(const struct soc_community *at, uint16_t other)
{
	return other == SOC_NO_ROW ? -1 : (long)at->first_person + other;
}

static void print_community(const struct soc_plan *plan, uint32_t c, const struct soc_inhabitants *p)
{
	const struct soc_community *at = &plan->communities[c];
	for (unsigned i = 0; i < at->count; i++) {
		const uint8_t nature = p->nature[i], situation = p->situation[i], traits = p->traits[i];
		printf("%ld,%u,%d,%ld,%s,%u,%u,%u,%u,%u,%u,%u,%s,%u,%ld,%ld\n", (long)at->first_person + i, c,
		       plan->strata[at->stratum].place,
		       (long)at->first_person + i - (long)soc_home_position(p->home[i]),
		       roles[soc_traits_role(traits)], soc_situation_urban(situation), soc_nature_male(nature),
		       p->age[i], soc_nature_minority(nature), soc_situation_quintile(situation),
		       soc_nature_theta(nature), soc_nature_phi(nature), classes[soc_traits_class(traits)],
		       soc_traits_employed(traits), row_of(at, p->kin[i]), row_of(at, p->former[i]));
	}
}

int main(int argc, char **argv)
{
	static uint8_t nature[SOC_COMMUNITY_MAX], situation[SOC_COMMUNITY_MAX], age[SOC_COMMUNITY_MAX],
		traits[SOC_COMMUNITY_MAX], home[SOC_COMMUNITY_MAX];
	static uint16_t kin[SOC_COMMUNITY_MAX], former[SOC_COMMUNITY_MAX];
	const struct soc_inhabitants people = { .nature = nature,
		                                    .situation = situation,
		                                    .age = age,
		                                    .traits = traits,
		                                    .home = home,
		                                    .kin = kin,
		                                    .former = former };
	struct soc_scenario *scenario = NULL;
	struct soc_msg msg = { "" };
	struct soc_plan plan;
	if (argc != 2) {
		fputs("usage: people SCENARIO\n", stderr);
		return 2;
	}
	stop_on(soc_scenario_read(argv[1], NULL, 0, &scenario, NULL, &msg), &msg);
	stop_on(soc_plan_init(&plan, scenario, &msg), &msg);
	puts("row,community,place,home,role,urban,male,age,minority,quintile,proneness,helpfulness,"
	     "person_class,employed,kin,former");
	for (uint32_t c = 0; c < plan.communities_count; c++) {
		struct soc_inhabitants filled = people;
		soc_population_fill(&plan, scenario, c, &filled);
		print_community(&plan, c, &filled);
	}
	soc_plan_release(&plan);
	soc_scenario_free(scenario);
	return 0;
}
