#include "run/ranks.h"

#include <string.h>

uint32_t soc_ranks_first(uint32_t communities, int rank, int ranks, uint32_t unit)
{
	const uint64_t groups = ((uint64_t)communities + unit - 1) / unit;
	const uint64_t first = groups * (uint64_t)rank / (uint64_t)ranks * unit;
	return first < communities ? (uint32_t)first : communities;
}

static int32_t place_of(const struct soc_plan *plan, uint32_t community)
{
	return plan->strata[plan->communities[community].stratum].place;
}

struct soc_ranks_places soc_ranks_places(const struct soc_plan *plan, uint32_t first, uint32_t end)
{
	struct soc_ranks_places p = { 0, 0, plan->places_count };
	if (first > 0) {
		p.counted_from = place_of(plan, first - 1) + 1;
		p.stepped_from = place_of(plan, first);
	}
	if (p.stepped_from > p.counted_from)
		p.stepped_from = p.counted_from;
	if (end < plan->communities_count)
		p.counted_to = place_of(plan, end - 1) + 1;
	return p;
}

/* The lowest rank that has an error, where it is known that one has. */
static int lowest_failing(const struct soc_ranks *ranks, enum soc_err err)
{
	for (int from = 0; from < ranks->count - 1; from++) {
		int64_t failed = err != SOC_OK;
		ranks->tell(ranks->user, &failed, sizeof failed, from);
		if (failed)
			return from;
	}
	return ranks->count - 1;
}

enum soc_err soc_ranks_agree(const struct soc_ranks *ranks, enum soc_err err, struct soc_msg *msg)
{
	struct {
		int64_t err;
		struct soc_msg msg;
	} told;
	int64_t failed = err != SOC_OK;
	if (ranks == NULL)
		return err;
	ranks->sum(ranks->user, &failed, 1);
	if (failed == 0)
		return SOC_OK;
	memset(&told, 0, sizeof told);
	const int from = lowest_failing(ranks, err);
	if (from == ranks->rank) {
		told.err = err;
		if (msg != NULL)
			told.msg = *msg;
	}
	ranks->tell(ranks->user, &told, sizeof told, from);
	told.msg.text[sizeof told.msg.text - 1] = '\0';
	if (from == ranks->rank)
		return err;
	return soc_fail(msg, (enum soc_err)told.err, "%.1000s (rank %d of %d)", told.msg.text, from,
	                ranks->count);
}

int64_t soc_ranks_least(const struct soc_ranks *ranks, int64_t value)
{
	int64_t least = value;
	for (int from = 0; ranks != NULL && from < ranks->count; from++) {
		int64_t told = value;
		ranks->tell(ranks->user, &told, sizeof told, from);
		least = told < least ? told : least;
	}
	return least;
}

enum soc_err soc_ranks_same(const struct soc_ranks *ranks, int64_t value, const char *what,
                            struct soc_msg *msg)
{
	int64_t first = value;
	if (ranks == NULL)
		return SOC_OK;
	ranks->tell(ranks->user, &first, sizeof first, 0);
	return soc_ranks_agree(ranks,
	                       first == value
	                           ? SOC_OK
	                           : soc_fail(msg, SOC_ERR_USAGE,
	                                      "the ranks have not the same %s: all need the same files, on a "
	                                      "file system that they share",
	                                      what),
	                       msg);
}
