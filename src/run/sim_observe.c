/* What a stepped run shows of its last month. */
#include "run/sim_state.h"

#include "base/suggestion.h"

#include <string.h>

_Static_assert(SOC_SIM_CELLS == SOC_DEMOGRAPHIC_CELLS, "the public cells are those of the tally");
_Static_assert(SOC_SIM_CLASSES == SOC_PERSON_CLASSES, "the public classes are those of the model");

static const struct soc_sim_indicator indicators[] = {
#define STOCK_S 1
#define STOCK_F 0
#define INDICATOR(name, kind, unit, meaning) { #name, unit, meaning, STOCK_##kind },
	SOC_INDICATORS(INDICATOR)
#undef INDICATOR
#undef STOCK_S
#undef STOCK_F
};

size_t soc_sim_indicators(void)
{
	return SOC_INDICATORS_COUNT;
}

const struct soc_sim_indicator *soc_sim_indicator(size_t i)
{
	return i < SOC_INDICATORS_COUNT ? &indicators[i] : NULL;
}

int soc_sim_cell(int person_class, int minority, int urban, int quintile)
{
	if (person_class < 0 || person_class >= SOC_SIM_CLASSES || minority < 0 || minority > 1 || urban < 0 ||
	    urban > 1 || quintile < 0 || quintile >= SOC_SIM_QUINTILES)
		return -1;
	return (int)soc_indicators_cell((unsigned)person_class, (unsigned)minority, (unsigned)urban,
	                                (unsigned)quintile);
}

static enum soc_err find(const char *name, size_t *out, struct soc_msg *msg)
{
	struct soc_suggestion n;
	soc_suggestion_begin(&n, name);
	for (size_t i = 0; i < SOC_INDICATORS_COUNT; i++) {
		if (strcmp(indicators[i].name, name) == 0) {
			*out = i;
			return SOC_OK;
		}
		soc_suggestion_try(&n, indicators[i].name);
	}
	const char *hint = soc_suggestion_hint(&n);
	return soc_fail(msg, SOC_ERR_USAGE, "there is no indicator \"%.100s\"%s", name,
	                hint[0] != '\0' ? hint : "; soc_sim_indicator lists them");
}

enum soc_err soc_sim_observe(const struct soc_sim *sim, const char *indicator, struct soc_observation *out,
                             struct soc_msg *msg)
{
	size_t at = 0;
	if (sim == NULL || indicator == NULL || out == NULL)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "an observation needs a run, the name of an indicator and room for it");
	const enum soc_err err = find(indicator, &at, msg);
	if (err != SOC_OK)
		return err;
	if (sim->tally == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "replicate %lld has had no month yet: step before you observe",
		                (long long)sim->replicate);
	out->indicator = &indicators[at];
	out->replicate = sim->replicate;
	out->month = sim->month - 1;
	out->national = 0;
	for (unsigned cell = 0; cell < SOC_SIM_CELLS; cell++) {
		out->cell[cell] = sim->tally->cell[cell][at];
		out->national += out->cell[cell];
	}
	return SOC_OK;
}

struct soc_run_stats soc_sim_stats(const struct soc_sim *sim)
{
	return sim != NULL ? sim->stats : (struct soc_run_stats){ 0 };
}
