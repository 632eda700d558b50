#include "run/memory.h"

#include "input/schema/params.h"
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

/* Packed people are refused when they cannot fit; how far they grow is seen when they do, and the limit then
 * holds (soc_packed_world_init). */
enum soc_err soc_memory_check(const struct soc_memory *m, int64_t persons, int64_t limit, struct soc_msg *msg)
{
	if (limit <= 0 || m->least <= limit)
		return SOC_OK;
	const double gigabytes = (double)m->least / 1e9, allowed = (double)limit / 1e9;
	const char *const held = m->packed ? ", packed, take at least" : " take";
	const int64_t fits = (int64_t)((double)persons * (allowed / gigabytes) * 0.99);
	if ((double)fits < soc_key_find(soc_section_find("people"), "persons")->low)
		return soc_fail(
			msg, SOC_ERR_MEMORY,
			"%lld people%s %.2g GB of memory and %.2g GB may be used: too little for any number of people",
			(long long)persons, held, gigabytes, allowed);
	return soc_fail(
		msg, SOC_ERR_MEMORY,
		"%lld people%s %.3g GB of memory and %.3g GB may be used: lower people.persons to at most %lld%s",
		(long long)persons, held, gigabytes, allowed, (long long)fits,
		m->packed ? "" : ", or set run.memory=packed");
}
