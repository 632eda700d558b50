/* Sums over a built population, to be compared with its controls. Private to this folder and its tests. */
#ifndef SOC_POPULATION_FIT_H
#define SOC_POPULATION_FIT_H

#include "model/population/inner.h"
#include "socred/world.h"

#define SOC_GAPS 201 /* differences of age from -100 to 100 */
#define SOC_FIT_CONTROLS 10
#define SOC_FIT_TEXT 96

struct soc_region_sum {
	int64_t sex_age[SOC_BANDS_MAX][2], sizes[16], generations[SOC_GENERATIONS], in_households;
};
struct soc_place_sum {
	int64_t persons, urban, minority;
};

struct soc_fit {
	struct soc_plan plan;
	struct soc_population_options options;
	char title[SOC_FIT_TEXT];
	struct soc_region_sum *regions;
	struct soc_place_sum *places;
	int64_t spouse_gaps[SOC_GAPS], child_gaps[SOC_GAPS], elder_gaps[SOC_GAPS];
	int64_t older, older_linked, lone, lone_linked, broken;
	int64_t working_age, employed, class_age, classes[SOC_PERSON_CLASSES], quintiles[2][5];
	struct soc_control controls[SOC_FIT_CONTROLS];
	char where[SOC_FIT_CONTROLS][SOC_FIT_TEXT];
};

/* Adds one filled community. Judges by the columns alone, not by the plan's quotas. */
void soc_fit_add(struct soc_fit *fit, uint32_t community, const struct soc_inhabitants *rows);
/* Whether the control i is met within rounding; whether sizes are, or were not counted. */
int soc_fit_meets(const struct soc_fit *fit, size_t i);
int soc_fit_sizes_meet(const struct soc_fit *fit);
/* Fills controls[] from the sums. */
void soc_fit_compare(struct soc_fit *fit);

#endif
