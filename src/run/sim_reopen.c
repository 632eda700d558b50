/* Another scenario for a run that is open: the people stay where they would be the same. */
#include "run/sim_state.h"

#include <string.h>

/* Whether both scenarios build the same people: what population/ reads of a scenario is its seed and these
 * two sections. Bytes are compared, so that a difference may be seen where none is, and never the reverse. */
static int builds_same(const struct soc_scenario *a, const struct soc_scenario *b)
{
	return a->seed == b->seed && memcmp(&a->people, &b->people, sizeof a->people) == 0 &&
	       memcmp(&a->society, &b->society, sizeof a->society) == 0;
}

/* Months of the fields' desks, and columns; firms are people of a kind, and built by their rules: of those of
 * which a byte differs, they are built again. */
static int fits(const struct soc_sim *sim, const struct soc_rule_sets *v)
{
	const struct soc_shape *now = &sim->rule_sets.shape, *then = &v->shape;
	return now->components == then->components && now->lists == then->lists &&
	       now->spheres == then->spheres && now->docket == then->docket && now->when == then->when &&
	       (!soc_shape_has(now, SOC_WHEN_FIRMS) ||
	        memcmp(&sim->rule_sets.rules[0].firms, &v->rules[0].firms, sizeof v->rules[0].firms) == 0);
}

enum soc_err soc_sim_go_over(struct soc_sim *sim, const struct soc_scenario *s, int *kept,
                             struct soc_msg *msg)
{
	struct soc_rule_sets rule_sets;
	*kept = 0;
	/* people that are packed, and a run that broke off, are not gone on with */
	if (sim->memory.packed || sim->is_broken || sim->months != s->span.to - s->span.from + 1 ||
	    sim->s->run.memory != s->run.memory || !builds_same(sim->s, s))
		return SOC_OK;
	const enum soc_err err = soc_rule_sets_init(&rule_sets, s, &sim->plan, &sim->rule_sets, msg);
	if (err != SOC_OK)
		return err;
	if (!fits(sim, &rule_sets)) {
		soc_rule_sets_release(&rule_sets);
		return SOC_OK;
	}
	soc_rule_sets_release(&sim->rule_sets);
	sim->rule_sets = rule_sets;
	sim->s = s;
	*kept = 1;
	return SOC_OK;
}

enum soc_err soc_sim_reopen(struct soc_sim **open, const struct soc_scenario *s,
                            const struct soc_run_options *options, int *kept, struct soc_msg *msg)
{
	*kept = 0;
	const enum soc_err err = *open != NULL ? soc_sim_go_over(*open, s, kept, msg) : SOC_OK;
	if (err != SOC_OK)
		return err;
	if (*kept)
		return soc_sim_begin(*open, 0, msg);
	soc_sim_close(open);
	return soc_sim_open(s, options, open, msg);
}
