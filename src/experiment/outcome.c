#include "experiment/outcome.h"

#include "analysis/names_of_values.h"
#include "base/suggestion.h"

#include <string.h>

/* Statistics stand behind all other values. */
static int find(void *user, const char *name, const char **suggestion)
{
	struct soc_suggestion near;
	const char *other = NULL;
	soc_suggestion_begin(&near, name);
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++) {
		if (!soc_statistic_is_of_cells(&soc_statistics[i]))
			continue;
		if (strcmp(soc_statistics[i].name, name) == 0)
			return SOC_VALUES_COUNT + i;
		soc_suggestion_try(&near, soc_statistics[i].name);
	}
	const int found = soc_value_names.find(user, name, &other);
	if (other != NULL)
		soc_suggestion_try(&near, other);
	*suggestion = soc_suggestion_name(&near);
	return found;
}

const struct soc_formula_names soc_outcome_names = { find, NULL };
