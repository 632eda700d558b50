#include "socred/scenario.h"

#include "input/schema/scenario.h"

#define MONTHS_MAX 1200

enum soc_err soc_scenario_limit_months(struct soc_scenario *scenario, int64_t months, struct soc_msg *msg)
{
	if (months < 1 || months > MONTHS_MAX)
		return soc_fail(msg, SOC_ERR_USAGE, "%lld months: 1 to %d are possible", (long long)months,
		                MONTHS_MAX);
	scenario->span.to = scenario->span.from + months - 1;
	return SOC_OK;
}
