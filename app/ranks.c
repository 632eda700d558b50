#include "ranks.h"

static const struct soc_ranks *all;
static int on_this_machine = 1, are_ready;

void ranks_use(const struct soc_ranks *ranks, int here)
{
	all = ranks;
	on_this_machine = here > 1 ? here : 1;
}

const struct soc_ranks *ranks_all(void)
{
	return all;
}

int ranks_follows(void)
{
	return all != NULL && all->rank > 0;
}

int ranks_here(void)
{
	return on_this_machine;
}

enum soc_err ranks_ready(enum soc_err err, struct soc_msg *msg)
{
	if (are_ready)
		return err;
	are_ready = 1;
	return soc_ranks_agree(all, err, msg);
}
