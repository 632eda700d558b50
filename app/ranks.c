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

void ranks_settle(int status, const char *said)
{
	struct soc_msg msg = { "" };
	if (status == SOC_OK)
		(void)ranks_ready(soc_fail(&msg, SOC_ERR_USAGE, "it ended without a run, where others have one"),
		                  &msg);
	else
		(void)ranks_ready(soc_fail(&msg, (enum soc_err)status, "%s", *said != '\0' ? said : "it gave up"),
		                  &msg);
}
