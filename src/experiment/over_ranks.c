#include "experiment/over_ranks.h"

#include "base/crc.h"
#include "run/ranks.h"

enum soc_err soc_over_ranks_agree(struct soc_over_ranks *o, enum soc_err err, struct soc_msg *msg)
{
	if (o->all == NULL || o->has_ended)
		return err;
	const int is_cause = err != SOC_OK && err != SOC_ERR_INTERRUPTED;
	struct soc_msg why = { "" };
	enum soc_err all = soc_ranks_agree(o->all, is_cause ? err : SOC_OK, is_cause ? msg : &why);
	if (all != SOC_OK && !is_cause && msg != NULL)
		*msg = why;
	if (all == SOC_OK)
		all = soc_ranks_agree(o->all, err, msg);
	o->has_ended = all != SOC_OK;
	return all;
}

/* A number for the keys of all points and what is measured at them, which differs where one of these does,
 * but for one chance in 2^32. */
static int64_t number_of_points(const struct soc_runner *r)
{
	uint32_t crc = soc_crc_add(0, r->shards.digest, sizeof r->shards.digest);
	for (int64_t i = 0; i < r->e->points; i++)
		crc = soc_crc_add(crc, r->point[i].key, sizeof r->point[i].key);
	return (r->e->points << 32) + crc;
}

enum soc_err soc_over_ranks_tell(struct soc_over_ranks *o, const struct soc_runner *r, int64_t *todo,
                                 int64_t *count, struct soc_msg *msg)
{
	if (o->all == NULL)
		return SOC_OK;
	const enum soc_err err = soc_ranks_same(o->all, number_of_points(r), "points", msg);
	o->has_ended = err != SOC_OK;
	if (err != SOC_OK)
		return err;
	o->all->tell(o->all->user, count, sizeof *count, 0);
	if (*count > 0)
		o->all->tell(o->all->user, todo, (size_t)*count * sizeof *todo, 0);
	o->round++;
	return SOC_OK;
}

int64_t soc_over_ranks_next(const struct soc_over_ranks *o)
{
	return o->all->next(o->all->user, o->round);
}

void soc_over_ranks_end(const struct soc_over_ranks *o)
{
	if (o->all != NULL)
		o->all->end(o->all->user);
}

int soc_over_ranks_writes(const struct soc_over_ranks *o)
{
	return o->all == NULL || o->all->rank == 0;
}
