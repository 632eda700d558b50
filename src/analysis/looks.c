#include "analysis/looks.h"

#include "input/compile/rules_parts.h"
#include "store/by_module.h"

int soc_looks_at(const struct soc_scenario *s, int64_t month)
{
	const struct soc_look_rule rule = soc_look_rule_of(s);
	return soc_looks_in(&rule, month);
}

int soc_looks_for(const struct soc_schema_count *count)
{
#define LOOKED(name) SOC_BY_MODULE_##name,
	static const int looked[] = { SOC_MODULE_LOOKED(LOOKED) };
#undef LOOKED
	for (size_t i = 0; i < sizeof looked / sizeof looked[0]; i++)
		if (count->first == looked[i])
			return 1;
	return 0;
}
