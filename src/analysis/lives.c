/* One and the same life under every variant: communities are stepped again in each, and their people compared
 * one by one. */
#include "analysis/policies.h"
#include "base/mem.h"
#include "run/replay.h"
#include "socred/scenario.h"
#include "store/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A person at the end of one variant. */
struct life {
	int32_t score;
	uint8_t sanctioned, rewarded, standing;
	double position;
}; /* standing: 0 below, 1 at, 2 above the start */

struct lives {
	struct soc_policies *p;
	struct soc_result *const *results;
	struct soc_scenario *scenario[SOC_POLICIES_MAX];
	struct soc_replay
		*replay;         /* [variant]: the population is planned once for each, not for each community */
	uint32_t *community; /* those followed, indices of the plan */
	int communities;
	struct life *life;                   /* [variant][person] */
	size_t people, room;                 /* of one variant */
	struct soc_field *fields;            /* [month][place], of one variant and replicate */
	int64_t months;                      /* finished of that replicate */
	double *value[SOC_LIVES_STATISTICS]; /* [replicate] */
};

/* ---- living ---- */
static void note(struct lives *l, int variant, const struct soc_replay *r, size_t at)
{
	const struct soc_rules *rules = r->rules;
	for (unsigned row = 0; row < r->at.count; row++) {
		const uint16_t set = r->columns.record.measures[row];
		const unsigned grade = r->columns.record.grade[row], start = rules->regime.enrolment.start_grade;
		l->life[(size_t)variant * l->room + at + row] =
			(struct life){ rules->regime.scoring.on ? r->scratch->score[row] : 0,
			               (set & rules->regime.measures.sanctions) != 0,
			               (set & (uint16_t)~rules->regime.measures.sanctions) != 0,
			               (uint8_t)(1 + (grade > start) - (grade < start)), 0.0 };
	}
}

/* The months of a replicate of a variant, and what its regime had learnt in it. */
static enum soc_err read_replicate(struct lives *l, int variant, int64_t replicate, struct soc_msg *msg)
{
	struct soc_replay *r = &l->replay[variant];
	const int64_t places = r->plan.places_count;
	double months = 0.0;
	soc_result_begin(l->results[variant]);
	enum soc_err err =
		soc_result_real(l->results[variant], "SELECT months_finished FROM replicates WHERE replicate = ?1",
	                    &replicate, 1, &months, msg);
	l->months = (int64_t)months;
	soc_free(l->fields);
	l->fields = soc_calloc((size_t)(l->months * places) + 1, sizeof *l->fields);
	if (err == SOC_OK && l->fields == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the fields of a replicate");
	if (err == SOC_OK)
		err = soc_result_predictor(l->results[variant], replicate, &r->rule_sets, msg);
	for (int64_t month = 0; err == SOC_OK && month < l->months; month++)
		err =
			soc_result_fields(l->results[variant], replicate, month, l->fields + month * places, places, msg);
	return err;
}

static enum soc_err live_community(struct lives *l, int variant, uint32_t community, int64_t replicate,
                                   size_t at, unsigned *count, struct soc_msg *msg)
{
	struct soc_replay *r = &l->replay[variant];
	enum soc_err err = soc_replay_go(r, community, replicate, msg);
	if (err != SOC_OK)
		return err;
	for (int64_t month = 0; month < l->months; month++)
		soc_replay_step(r, l->fields + month * r->plan.places_count);
	*count = r->at.count;
	if (at + *count <= l->room)
		note(l, variant, r, at);
	return SOC_OK;
}

/* Those communities in every variant, person by person in the same order. */
static enum soc_err live_all(struct lives *l, int64_t replicate, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int v = 0; v < l->p->plan.variants_count && err == SOC_OK; v++) {
		l->people = 0;
		err = read_replicate(l, v, replicate, msg);
		for (int c = 0; c < l->communities && err == SOC_OK; c++) {
			unsigned count = 0;
			err = live_community(l, v, l->community[c], replicate, l->people, &count, msg);
			l->people += count;
		}
	}
	return err;
}

/* ---- comparing ---- */
static int by_score(const void *a, const void *b)
{
	const int32_t x = (*(struct life *const *)a)->score, y = (*(struct life *const *)b)->score;
	return (x > y) - (x < y);
}

/* The share of people with a lower score plus half of those with the same: 0 the last, 1 the first. */
static enum soc_err place_people(struct lives *l, int variant, struct soc_msg *msg)
{
	const size_t n = l->people;
	struct life **order = soc_calloc(n + 1, sizeof *order);
	if (order == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to compare lives");
	for (size_t i = 0; i < n; i++)
		order[i] = &l->life[(size_t)variant * l->room + i];
	qsort(order, n, sizeof *order, by_score);
	for (size_t first = 0, last; first < n; first = last) {
		for (last = first; last < n && order[last]->score == order[first]->score; last++)
			continue;
		for (size_t i = first; i < last; i++)
			order[i]->position = ((double)first + (double)(last - first) / 2.0) / (double)n;
	}
	soc_free(order);
	return SOC_OK;
}

/* One person: adds to the counts; returns the widest difference of positions. */
static void compare_person(const struct lives *l, size_t person, double count[SOC_LIVES_STATISTICS])
{
	const int variants = l->p->plan.variants_count;
	int sanctioned = 0, rewarded = 0, below = 0, above = 0;
	double low = 1.0, high = 0.0;
	for (int v = 0; v < variants; v++) {
		const struct life *life = &l->life[(size_t)v * l->room + person];
		sanctioned += life->sanctioned;
		rewarded += life->rewarded && !life->sanctioned;
		below += life->standing == 0;
		above += life->standing == 2;
		low = fmin(low, life->position);
		high = fmax(high, life->position);
	}
	count[SOC_LIVES_SANCTIONED_SOME] += sanctioned > 0 && sanctioned < variants;
	count[SOC_LIVES_SANCTIONED_ALL] += sanctioned == variants;
	count[SOC_LIVES_SANCTION_AND_REWARD] += sanctioned > 0 && rewarded > 0;
	count[SOC_LIVES_BELOW_AND_ABOVE] += below > 0 && above > 0;
	count[SOC_LIVES_FIRST_AND_LAST] += low < 0.2 && high > 0.8;
	count[SOC_LIVES_RANGE] += high - low;
}

static enum soc_err compare_all(struct lives *l, int replicate, struct soc_msg *msg)
{
	double count[SOC_LIVES_STATISTICS] = { 0 };
	enum soc_err err = SOC_OK;
	for (int v = 0; v < l->p->plan.variants_count && err == SOC_OK; v++)
		err = place_people(l, v, msg);
	for (size_t i = 0; i < l->people && err == SOC_OK; i++)
		compare_person(l, i, count);
	for (int f = 0; f < SOC_LIVES_STATISTICS; f++)
		l->value[f][replicate] = (f == SOC_LIVES_RANGE ? 100.0 : 1000.0) * count[f] / (double)l->people;
	return err;
}

/* Every step-th community from the first; where there are fewer than were asked for, each once. */
static void choose(struct lives *l, int asked)
{
	const int64_t persons = soc_scenario_persons(l->scenario[0]);
	for (int c = 0; c < asked; c++) {
		const uint32_t community = soc_replay_community(&l->replay[0], persons * c / asked);
		if (l->communities == 0 || l->community[l->communities - 1] != community)
			l->community[l->communities++] = community;
	}
}

static enum soc_err prepare(struct lives *l, int asked, struct soc_msg *msg)
{
	const size_t variants = (size_t)l->p->plan.variants_count;
	enum soc_err err = SOC_OK;
	l->room = (size_t)asked * SOC_COMMUNITY_MAX;
	l->life = soc_calloc(l->room * variants, sizeof *l->life);
	l->replay = soc_calloc(variants, sizeof *l->replay);
	l->community = soc_calloc((size_t)asked, sizeof *l->community);
	int whole = l->life != NULL && l->replay != NULL && l->community != NULL;
	for (int f = 0; f < SOC_LIVES_STATISTICS; f++) {
		l->value[f] = soc_calloc((size_t)l->p->replicates, sizeof **l->value);
		whole = whole && l->value[f] != NULL;
	}
	if (!whole)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to compare lives in %d communities", asked);
	for (size_t v = 0; v < variants && err == SOC_OK; v++) {
		soc_result_begin(l->results[v]);
		err = soc_result_scenario(l->results[v], &l->scenario[v], msg);
		if (err == SOC_OK)
			err = soc_replay_open(&l->replay[v], l->scenario[v], msg);
		if (err == SOC_OK && l->replay[v].plan.communities_count != l->replay[0].plan.communities_count)
			err = soc_fail(msg, SOC_ERR_USAGE, "lives: these variants have other people");
	}
	if (err == SOC_OK)
		choose(l, asked);
	return err;
}

static void release(struct lives *l)
{
	for (int v = 0; v < l->p->plan.variants_count; v++) {
		if (l->replay != NULL)
			soc_replay_release(&l->replay[v]);
		soc_scenario_free(l->scenario[v]);
	}
	for (int f = 0; f < SOC_LIVES_STATISTICS; f++)
		soc_free(l->value[f]);
	soc_free(l->replay);
	soc_free(l->community);
	soc_free(l->fields);
	soc_free(l->life);
}

enum soc_err soc_policies_compare_lives(struct soc_policies *p, struct soc_result *const *results,
                                        int communities, struct soc_msg *msg)
{
	struct lives l = { .p = p, .results = results };
	if (!p->judged || communities < 1 || communities > SOC_LIVES_MOST)
		return soc_fail(msg, SOC_ERR_USAGE, "lives: 1 to %d communities of judged policies can be compared",
		                SOC_LIVES_MOST);
	enum soc_err err = prepare(&l, communities, msg);
	for (int r = 0; r < p->replicates && err == SOC_OK; r++) {
		err = live_all(&l, r, msg);
		if (err == SOC_OK)
			err = compare_all(&l, r, msg);
	}
	for (int f = 0; f < SOC_LIVES_STATISTICS && err == SOC_OK; f++)
		p->lives[f] = soc_interval_or_none(soc_student_interval(l.value[f], p->replicates, 0.0, INFINITY));
	p->lives_people = err == SOC_OK ? (int64_t)l.people : 0;
	release(&l);
	return err;
}
