#include "run/memory.h"

#include "run/packed_world.h"

struct soc_memory soc_memory_choose(const struct soc_scenario *s, const struct soc_plan *plan,
                                    const struct soc_rule_sets *v, int64_t limit)
{
	struct soc_memory m = { 0, soc_world_bytes(plan, v, 0, plan->communities_count), 0, 0 };
	const int64_t raw = m.raw.fixed + m.raw.state;
	m.packed = s->run.memory == SOC_MEMORY_PACKED ||
	           (s->run.memory == SOC_MEMORY_AUTO && limit > 0 && raw > limit / 100 * SOC_MEMORY_RAW_SHARE);
	if (m.packed)
		soc_packed_world_estimate(m.raw, &m.least, &m.most);
	else
		m.least = m.most = raw;
	return m;
}
