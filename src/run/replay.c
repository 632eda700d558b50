#include "run/replay.h"

#include "base/draw.h"
#include "base/mem.h"

#include <string.h>

uint32_t soc_replay_community(const struct soc_replay *r, int64_t person)
{
	const struct soc_plan *plan = &r->plan;
	uint32_t low = 0, high = plan->communities_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (plan->communities[middle].first_person <= (uint64_t)person)
			low = middle;
		else
			high = middle;
	}
	return low;
}

enum soc_err soc_replay_open(struct soc_replay *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	memset(r, 0, sizeof *r);
	r->s = s;
	enum soc_err err = soc_plan_init(&r->plan, s, msg);
	if (err == SOC_OK)
		err = soc_rule_sets_init(&r->rule_sets, s, &r->plan, NULL, msg);
	if (err != SOC_OK)
		soc_replay_release(r);
	return err;
}

enum soc_err soc_replay_go(struct soc_replay *r, uint32_t community, int64_t replicate, struct soc_msg *msg)
{
	const struct soc_community *c = &r->plan.communities[community];
	const struct soc_stratum *stratum = &r->plan.strata[c->stratum];
	if (soc_plan_draw(&r->plan, soc_plan_seed(r->s, replicate)))
		soc_rule_sets_place(&r->rule_sets, r->s, &r->plan);
	soc_world_release(&r->world);
	r->community = community;
	r->month = 0;
	enum soc_err err = soc_world_init(&r->world, &r->plan, &r->rule_sets, r->community, 1, msg);
	if (err != SOC_OK)
		return err;
	if (r->scratch == NULL)
		r->scratch = soc_calloc(1, sizeof *r->scratch);
	if (r->scratch == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to recompute a community");
	r->place = stratum->place;
	r->at = (struct soc_place_time){ soc_draw_replicate((uint64_t)r->s->seed, (uint32_t)replicate),
		                             c->first_person,
		                             r->community,
		                             0,
		                             c->count,
		                             (unsigned)stratum->urban,
		                             (unsigned)r->plan.places[stratum->place].region,
		                             0 };
	soc_world_fill(&r->world, r->s, r->community);
	soc_world_begin(&r->world, &r->rule_sets.rules[soc_rule_sets_at(&r->rule_sets, 0, c->stratum)],
	                r->community);
	soc_world_begin_firms(&r->world, &r->rule_sets);
	soc_world_columns(&r->world, r->community, &r->columns);
	return SOC_OK;
}

enum soc_err soc_replay_init(struct soc_replay *r, const struct soc_scenario *s, int64_t person,
                             int64_t replicate, struct soc_msg *msg)
{
	memset(r, 0, sizeof *r);
	if (replicate < 0 || replicate >= s->replicates)
		return soc_fail(msg, SOC_ERR_USAGE, "replicate %lld: the run has 0 to %lld", (long long)replicate,
		                (long long)s->replicates - 1);
	if (person < 0 || person >= s->people.persons)
		return soc_fail(msg, SOC_ERR_USAGE, "person %lld: the run has 0 to %lld", (long long)person,
		                (long long)s->people.persons - 1);
	enum soc_err err = soc_replay_open(r, s, msg);
	if (err != SOC_OK)
		return err;
	err = soc_replay_go(r, soc_replay_community(r, person), replicate, msg);
	if (err == SOC_OK)
		r->row = (unsigned)((uint64_t)person - r->at.first_person);
	else
		soc_replay_release(r);
	return err;
}

void soc_replay_release(struct soc_replay *r)
{
	if (r == NULL)
		return;
	soc_free(r->scratch);
	soc_world_release(&r->world);
	soc_rule_sets_release(&r->rule_sets);
	soc_plan_release(&r->plan);
	memset(r, 0, sizeof *r);
}

void soc_replay_step(struct soc_replay *r, const struct soc_field *fields)
{
	const unsigned rule_set =
		soc_rule_sets_at(&r->rule_sets, r->month, r->plan.communities[r->community].stratum);
	r->rules = &r->rule_sets.rules[rule_set];
	r->at.month = r->month;
	soc_world_columns(&r->world, r->community, &r->columns);
	soc_rule_sets_weigh(&r->rule_sets, fields[r->place].weight);
	soc_step(&r->at, r->rules, rule_set, &r->rule_sets.rates, &fields[r->place], &r->columns, r->scratch,
	         NULL);
	if (r->world.firms.on)
		soc_world_step_firms(&r->world, &r->rule_sets, r->place, r->at.seed, r->month, NULL);
	r->month++;
}

void soc_replay_held(const struct soc_replay *r, struct soc_held_as out[SOC_COMMUNITY_MAX])
{
	const struct soc_columns *c = &r->columns;
	const struct soc_measurement measurement = { .at = &r->at,
		                                         .rules = r->rules,
		                                         .registry = &c->registry,
		                                         .record = &c->record,
		                                         .self = &c->self,
		                                         .truth = &c->truth,
		                                         .month_log = &r->scratch->month_log,
		                                         .true_log = &r->scratch->true_log,
		                                         .score = r->scratch->score,
		                                         .static_counts = c->cache.static_counts,
		                                         .spillover = &r->scratch->spillover };
	soc_count_held(&measurement, out);
}
