/* Sums over the built people. What a household is (size, generations, couple, lone parent) is read off the
 * rows themselves. */
#include "model/population/fit.h"

#include "base/mem.h"
#include "base/noun.h"

#include <string.h>

static unsigned role_of(const struct soc_inhabitants *rows, unsigned i)
{
	return soc_traits_role(rows->traits[i]);
}

static void add_person(struct soc_fit *fit, struct soc_region_sum *region, struct soc_place_sum *place,
                       const struct soc_inhabitants *rows, unsigned i)
{
	const uint8_t nature = rows->nature[i], situation = rows->situation[i];
	unsigned age = rows->age[i], traits = rows->traits[i];
	region->sex_age[soc_bands_of(&soc_plan_inner(&fit->plan)->census.bands, age)][!soc_nature_male(nature)]++;
	place->persons++;
	place->urban += soc_situation_urban(situation);
	place->minority += soc_nature_minority(nature);
	fit->quintiles[soc_situation_urban(situation)][soc_situation_quintile(situation)]++;
	if (age >= 18 && age <= 59) {
		fit->working_age++;
		fit->employed += soc_traits_employed((uint8_t)traits);
	}
	if (age >= 25 && age <= 64) {
		fit->class_age++;
		fit->classes[soc_traits_class((uint8_t)traits)]++;
	}
}

static void add_gap(int64_t gaps[SOC_GAPS], unsigned older, unsigned younger)
{
	gaps[100 + (int)older - (int)younger]++;
}

/* Rows first..first+size-1; the head is the first. */
static void add_household(struct soc_fit *fit, struct soc_region_sum *region,
                          const struct soc_inhabitants *rows, unsigned first, unsigned size)
{
	unsigned members[SOC_ROLE_COLLECTIVE + 1] = { 0 }, age = rows->age[first];
	for (unsigned i = first; i < first + size; i++) {
		unsigned role = role_of(rows, i);
		members[role]++;
		if (role == SOC_ROLE_SPOUSE) {
			unsigned man = soc_nature_male(rows->nature[i]) ? i : first;
			add_gap(fit->spouse_gaps, rows->age[man], rows->age[man == i ? first : i]);
		} else if (role == SOC_ROLE_CHILD) {
			add_gap(fit->child_gaps, age, rows->age[i]);
		} else if (role == SOC_ROLE_ELDER) {
			add_gap(fit->elder_gaps, rows->age[i], age);
		}
	}
	if (members[SOC_ROLE_COLLECTIVE] > 0)
		return;
	int child = members[SOC_ROLE_CHILD] > 0, elder = members[SOC_ROLE_ELDER] > 0;
	int great = child && elder && members[SOC_ROLE_OTHER] > 0;
	region->sizes[size]++;
	region->generations[child + elder + great]++;
	region->in_households += size;
	if (!child && !elder && age >= 55) {
		fit->older++;
		fit->older_linked += rows->kin[first] != SOC_NO_ROW;
	}
	if (child && members[SOC_ROLE_SPOUSE] == 0 && age < 60) {
		fit->lone++;
		fit->lone_linked += rows->former[first] != SOC_NO_ROW;
	}
}

/* 1 when the link of row i is not returned, or does not leave the household. */
static int link_broken(const struct soc_inhabitants *rows, const uint16_t *column, unsigned count, unsigned i)
{
	unsigned to = column[i];
	if (to == SOC_NO_ROW)
		return 0;
	return to >= count || column[to] != i ||
	       to - soc_home_position(rows->home[to]) == i - soc_home_position(rows->home[i]);
}

void soc_fit_add(struct soc_fit *fit, uint32_t community, const struct soc_inhabitants *rows)
{
	const struct soc_community *c = &fit->plan.communities[community];
	int32_t place = fit->plan.strata[c->stratum].place;
	struct soc_region_sum *region = &fit->regions[fit->plan.places[place].region];
	for (unsigned i = 0; i < c->count; i++) {
		add_person(fit, region, &fit->places[place], rows, i);
		if (soc_home_position(rows->home[i]) == 0)
			add_household(fit, region, rows, i, soc_home_size(rows->home[i]));
		fit->broken +=
			link_broken(rows, rows->kin, c->count, i) + link_broken(rows, rows->former, c->count, i);
	}
}

static enum soc_err build(struct soc_fit *fit, const struct soc_scenario *s, struct soc_msg *msg)
{
	uint16_t kin[SOC_COMMUNITY_MAX], former[SOC_COMMUNITY_MAX];
	uint8_t nature[SOC_COMMUNITY_MAX], situation[SOC_COMMUNITY_MAX], age[SOC_COMMUNITY_MAX],
		traits[SOC_COMMUNITY_MAX], home[SOC_COMMUNITY_MAX];
	struct soc_inhabitants rows = { nature, situation, age, traits, home, kin, former, NULL, NULL };
	for (uint32_t c = 0; c < fit->plan.communities_count; c++) {
		if (fit->options.stop != NULL && *fit->options.stop)
			return soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted after %u of %u %s", c,
			                fit->plan.communities_count,
			                soc_noun(fit->plan.communities_count, "community", "communities"));
		soc_population_fill(&fit->plan, s, c, &rows);
		soc_fit_add(fit, c, &rows);
		if (fit->options.on_progress != NULL && c % 2048 == 2047)
			fit->options.on_progress(fit->options.user, (c + 1.0) / fit->plan.communities_count);
	}
	if (fit->options.on_progress != NULL)
		fit->options.on_progress(fit->options.user, 1.0);
	return SOC_OK;
}

/* Copies a text that may be too long for a scenario. */
static enum soc_err set_text(char *to, size_t size, const char *from, const char *key, struct soc_msg *msg)
{
	size_t length = strlen(from);
	if (length >= size)
		return soc_fail(msg, SOC_ERR_USAGE, "%s is longer than %zu bytes", key, size - 1);
	memcpy(to, from, length + 1);
	return SOC_OK;
}

static enum soc_err fit_run(struct soc_fit *fit, struct soc_scenario *s, struct soc_msg *msg)
{
	soc_scenario_defaults(s);
	s->seed = fit->options.seed;
	s->people.persons = fit->options.persons;
	s->population = fit->options.population;
	enum soc_err err = s->population != NULL ? SOC_OK
	                                         : set_text(s->people.data, sizeof s->people.data,
	                                                    fit->options.data, "the name of the data set", msg);
	if (!err)
		err = set_text(s->people.provinces, sizeof s->people.provinces,
		               fit->options.provinces != NULL ? fit->options.provinces : "all",
		               "the list of provinces", msg);
	if (!err)
		err = soc_plan_init(&fit->plan, s, msg);
	if (err)
		return err;
	fit->regions = soc_calloc((size_t)fit->plan.regions_count, sizeof *fit->regions);
	fit->places = soc_calloc((size_t)fit->plan.places_count, sizeof *fit->places);
	if (fit->regions == NULL || fit->places == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the sums of the population");
	err = build(fit, s, msg);
	if (!err)
		soc_fit_compare(fit);
	return err;
}

enum soc_err soc_population_fit(const struct soc_population_options *options, struct soc_fit **out,
                                struct soc_msg *msg)
{
	struct soc_fit *fit = soc_calloc(1, sizeof *fit);
	struct soc_scenario *s = soc_calloc(1, sizeof *s);
	enum soc_err err = SOC_OK;
	if (fit == NULL || s == NULL) {
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the population");
	} else {
		fit->options = *options;
		err = fit_run(fit, s, msg);
	}
	soc_free(s);
	if (err)
		soc_fit_free(fit);
	else
		*out = fit;
	return err;
}

void soc_fit_free(struct soc_fit *fit)
{
	if (fit == NULL)
		return;
	soc_plan_release(&fit->plan);
	soc_free(fit->regions);
	soc_free(fit->places);
	soc_free(fit);
}
