/* Kin outside the household, inside the community: who has whom is decided once, in one pass, and is
 * symmetric.
 *
 * Parents: a single person or couple without children or elders at home, head 55 or older; with probability
 * kin_share the head is linked to a head or spouse of another household, not itself such, who is 20 to 35
 * years younger. Divorced: a lone parent under 60; with probability divorced_link_share linked to a person of
 * the other sex at most 8 years apart who lives alone or, when there is none, who has married again. */
#include "model/population/inner.h"

#include "model/variates.h"

#include <string.h>

#define AGES 101
#define LONE_UNDER 60
#define PARENTS_FROM 55

/* Rows by age, a linked list each. */
struct pool {
	uint16_t first[AGES];
	uint16_t next[SOC_COMMUNITY_MAX];
};

static void pool_clear(struct pool *p)
{
	memset(p->first, 0xff, sizeof p->first);
}

static void pool_add(struct pool *p, unsigned age, unsigned row)
{
	p->next[row] = p->first[age];
	p->first[age] = (uint16_t)row;
}

/* Takes out a row aged low..high, looking from age `from` upwards and around, that is none of first..last. */
static unsigned pool_take(struct pool *p, int low, int high, int from, unsigned first, unsigned last)
{
	low = low < 0 ? 0 : low;
	high = high >= AGES ? AGES - 1 : high;
	if (low > high)
		return SOC_NO_ROW;
	from = from < low ? low : from > high ? high : from;
	for (int i = 0, age = from; i <= high - low; i++, age = age == high ? low : age + 1) {
		for (uint16_t *at = &p->first[age]; *at != SOC_NO_ROW; at = &p->next[*at]) {
			unsigned row = *at;
			if (row >= first && row <= last)
				continue;
			*at = p->next[row];
			return row;
		}
	}
	return SOC_NO_ROW;
}

struct pools {
	struct pool children, alone[2], married[2];
};

static unsigned home_end(const struct soc_inhabitants *rows, unsigned first)
{
	return first + soc_home_size(rows->home[first]);
}

static int home_has(const struct soc_inhabitants *rows, unsigned first, enum soc_role role)
{
	for (unsigned r = first; r < home_end(rows, first); r++) {
		if (soc_traits_role(rows->traits[r]) == (unsigned)role)
			return 1;
	}
	return 0;
}

/* Whether the household can be that of parents whose children have left. */
static int home_left(const struct soc_inhabitants *rows, unsigned first)
{
	return rows->age[first] >= PARENTS_FROM && !home_has(rows, first, SOC_ROLE_CHILD) &&
	       !home_has(rows, first, SOC_ROLE_ELDER);
}

static void pools_fill(struct pools *p, unsigned count, const struct soc_inhabitants *rows)
{
	pool_clear(&p->children);
	for (int sex = 0; sex < 2; sex++) {
		pool_clear(&p->alone[sex]);
		pool_clear(&p->married[sex]);
	}
	for (unsigned i = 0; i < count; i++) {
		unsigned role = soc_traits_role(rows->traits[i]), male = soc_nature_male(rows->nature[i]),
				 age = rows->age[i];
		if ((role != SOC_ROLE_HEAD && role != SOC_ROLE_SPOUSE) || age < 20)
			continue;
		unsigned first = i - soc_home_position(rows->home[i]);
		if (!home_left(rows, first))
			pool_add(&p->children, age, i);
		if (soc_home_size(rows->home[i]) == 1)
			pool_add(&p->alone[male], age, i);
		else if (home_has(rows, first, SOC_ROLE_SPOUSE))
			pool_add(&p->married[male], age, i);
	}
}

static void link_both(uint16_t *column, unsigned a, unsigned b)
{
	column[a] = (uint16_t)b;
	column[b] = (uint16_t)a;
}

void soc_population_link_kin(const struct soc_plan *plan, const struct soc_society *society,
                             uint32_t community, unsigned count, const struct soc_inhabitants *rows)
{
	const uint64_t kin_share = soc_threshold(society->kin_share),
				   divorced = soc_threshold(society->divorced_link_share);
	struct pools pools;
	uint32_t w[4];
	memset(rows->kin, 0xff, count * sizeof *rows->kin);
	memset(rows->former, 0xff, count * sizeof *rows->former);
	pools_fill(&pools, count, rows);
	for (unsigned i = 0; i < count; i = home_end(rows, i)) {
		unsigned age = rows->age[i], last = home_end(rows, i) - 1;
		if (soc_traits_role(rows->traits[i]) != SOC_ROLE_HEAD)
			continue;
		int parents = home_left(rows, i);
		int lone =
			age < LONE_UNDER && home_has(rows, i, SOC_ROLE_CHILD) && !home_has(rows, i, SOC_ROLE_SPOUSE);
		if (!lone && !parents)
			continue;
		soc_draw_block(plan->seed, SOC_DRAW_KIN, community, 0, SOC_BLOCK(KIN_CHILD, i), w);
		if (parents && soc_below(w[SOC_LANE(KIN_CHILD)], kin_share)) {
			unsigned other = pool_take(&pools.children, (int)age - 35, (int)age - 20,
			                           (int)(age - 35 + soc_pick(w[SOC_LANE(KIN_CHILD_AGE)], 16)), i, last);
			if (other != SOC_NO_ROW)
				link_both(rows->kin, i, other);
		}
		if (lone && soc_below(w[SOC_LANE(KIN_FORMER)], divorced)) {
			unsigned sex = !soc_nature_male(rows->nature[i]);
			int from = (int)(age - 8 + soc_pick(w[SOC_LANE(KIN_FORMER_AGE)], 17));
			unsigned other = pool_take(&pools.alone[sex], (int)age - 8, (int)age + 8, from, i, last);
			if (other == SOC_NO_ROW)
				other = pool_take(&pools.married[sex], (int)age - 8, (int)age + 8, from, i, last);
			if (other != SOC_NO_ROW)
				link_both(rows->former, i, other);
		}
	}
}
