#include "theory_test.h"

struct soc_theory_result *theory_run(const char *name, const char *settings, uint64_t seed, int replicates)
{
	struct soc_msg msg = { "" };
	struct soc_theory_result *result = NULL;
	double keys[SOC_THEORY_KEYS];
	const struct soc_theory_kind *kind = soc_theory_find(name, &msg);
	if (kind == NULL || soc_theory_set_all(kind, settings, keys, &msg) != SOC_OK ||
	    soc_theory_run_keys(kind, keys, seed, replicates, NULL, &result, &msg) != SOC_OK)
		fail_msg("%s %s: %s", name, settings, msg.text);
	return result;
}

double theory_value(const struct soc_theory_result *result, const char *figure)
{
	struct soc_msg msg = { "" };
	double value = NAN;
	if (soc_theory_figure(result, figure, &value, NULL, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return value;
}

double theory_figure(const char *name, const char *settings, const char *figure)
{
	struct soc_theory_result *result = theory_run(name, settings, 1, 0);
	const double value = theory_value(result, figure);
	soc_theory_free(result);
	return value;
}

void theory_near(const char *what, double value, double wanted, double within)
{
	if (!(fabs(value - wanted) <= within))
		fail_msg("%s: %.9g, not %.9g within %.3g", what, value, wanted, within);
}
