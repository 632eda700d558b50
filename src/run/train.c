#include "run/train.h"

#include "base/mem.h"
#include "base/num.h"
#include "model/modules/prediction/count.h"
#include "model/variates.h"
#include "run/fit.h"

#include <stdlib.h>
#include <string.h>

/* ---- ranks of scores ---- */

static int by_size(const void *a, const void *b)
{
	const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
	return (x > y) - (x < y);
}

/* The lowest score of each rank: a rank of its own for each score where there are few, else as many people in
 * each as near as can be. sorted: scores, rising. */
static void cut(int32_t *cuts, const int32_t *sorted, size_t count)
{
	size_t different = 1;
	for (size_t i = 1; i < count; i++)
		different += sorted[i] != sorted[i - 1];
	unsigned rank = 1;
	for (size_t i = 1; i < count && different <= SOC_PREDICTION_RANKS; i++)
		if (sorted[i] != sorted[i - 1])
			cuts[rank++] = sorted[i];
	for (; different > SOC_PREDICTION_RANKS && rank < SOC_PREDICTION_RANKS; rank++)
		cuts[rank] = sorted[count * rank / SOC_PREDICTION_RANKS];
	for (; rank < SOC_PREDICTION_RANKS; rank++)
		cuts[rank] = INT32_MAX;
	cuts[0] = INT32_MIN;
}

static double chance_of(int32_t log_odds)
{
	return 1.0 / (1.0 + soc_num_exp(-(double)log_odds / SOC_PREDICTION_UNIT));
}

/* People of a rank, of them recorded, and the sum of the probabilities that their scores stand for. */
struct rank_sums {
	size_t people[SOC_PREDICTION_RANKS], recorded[SOC_PREDICTION_RANKS];
	double probability[SOC_PREDICTION_RANKS];
};

/* Rules forecast what was seen in the rank, chance what was seen of all, the others what they compute. */
static double forecast_of(const struct rank_sums *sums, unsigned rank, enum soc_predictor_kind kind,
                          double everybody)
{
	const double people = (double)sums->people[rank];
	if (kind == SOC_PREDICTOR_CHANCE || people == 0.0)
		return everybody;
	if (kind == SOC_PREDICTOR_PAST_RECORDS || kind == SOC_PREDICTOR_ONE_VARIABLE)
		return (double)sums->recorded[rank] / people;
	return sums->probability[rank] / people;
}

/* The first rank above which no more than the share of people are; the highest that somebody has where even
 * that is more. */
static int32_t flags_from(const struct rank_sums *sums, size_t count, uint32_t share)
{
	size_t above = 0;
	int32_t from = SOC_PREDICTION_RANKS;
	for (int32_t r = SOC_PREDICTION_RANKS - 1; r > 0; r--) {
		const size_t people = sums->people[r];
		if (people > 0 && from < SOC_PREDICTION_RANKS &&
		    (uint64_t)(above + people) * 65536 > (uint64_t)count * share)
			break;
		above += people;
		from = people > 0 ? r : from;
	}
	return from;
}

static void rank(struct soc_predictor *p, enum soc_predictor_kind kind,
                 const struct soc_prediction_rules *rules, const struct soc_prediction_case *cases,
                 size_t count, const int32_t *score)
{
	struct rank_sums sums;
	memset(&sums, 0, sizeof sums);
	const double everybody = (double)p->recorded / (double)p->cases;
	for (size_t i = 0; i < count; i++) {
		const unsigned r = soc_predictor_rank(p, kind, score[i]);
		sums.people[r]++;
		sums.recorded[r] += cases[i].recorded;
		sums.probability[r] += chance_of(score[i]);
	}
	for (unsigned r = 0; r < SOC_PREDICTION_RANKS; r++)
		p->probability[kind][r] = (int32_t)(forecast_of(&sums, r, kind, everybody) * 65536.0 + 0.5);
	p->flags_from[kind] = flags_from(&sums, count, rules->flagged);
}

/* score and sorted: room for a number of each case. */
static void rank_all(struct soc_predictor *p, const struct soc_prediction_rules *rules,
                     const struct soc_prediction_case *cases, size_t count, int32_t *score, int32_t *sorted)
{
	for (unsigned k = 0; k < SOC_PREDICTORS; k++) {
		const enum soc_predictor_kind kind = (enum soc_predictor_kind)k;
		/* The people trained on stand for all: chance gives them every score alike. */
		for (size_t i = 0; i < count; i++)
			score[i] = sorted[i] =
				soc_predictor_score(p, kind, cases[i].feature, (uint32_t)(((uint64_t)i << 32) / count));
		qsort(sorted, count, sizeof *sorted, by_size);
		cut(p->cut[k], sorted, count);
		rank(p, kind, rules, cases, count, score);
	}
}

/* ---- the variable that tells most ---- */

/* Of all pairs of a case with a record and one without: in how many the first has more of the feature, less
 * those in which it has less. */
static int64_t lead_of(const struct soc_prediction_case *cases, size_t count, unsigned feature)
{
	int64_t by_value[256][2] = { { 0 } }, lead = 0, below = 0, all = 0;
	for (size_t i = 0; i < count; i++)
		by_value[cases[i].feature[feature]][cases[i].recorded]++;
	for (unsigned v = 0; v < 256; v++)
		all += by_value[v][0];
	for (unsigned v = 0; v < 256; v++) {
		const int64_t above = all - below - by_value[v][0];
		lead += by_value[v][1] * (below - above);
		below += by_value[v][0];
	}
	return lead;
}

static void choose_variable(struct soc_predictor *p, const struct soc_prediction_case *cases, size_t count)
{
	int64_t most = -1;
	for (unsigned f = 0; f < SOC_PREDICTION_FEATURES_COUNT; f++) {
		const int64_t lead = lead_of(cases, count, f), size = lead < 0 ? -lead : lead;
		if (size <= most)
			continue;
		most = size;
		p->variable = (int32_t)f;
		p->sign = lead < 0 ? -1 : 1;
	}
}

enum soc_err soc_train_on(struct soc_predictor *p, const struct soc_prediction_rules *rules,
                          const struct soc_prediction_case *cases, size_t count, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	size_t recorded = 0;
	for (size_t i = 0; i < count; i++)
		recorded += cases[i].recorded;
	if (count == 0)
		return SOC_OK;
	int32_t *score = soc_calloc(2 * count, sizeof *score);
	if (score == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory to train on %zu people", count);
	p->cases = (int32_t)count;
	p->recorded = (int32_t)recorded;
	choose_variable(p, cases, count);
	/* Where all are alike there is nothing to learn but that. */
	if (err == SOC_OK && recorded > 0 && recorded < count)
		err = soc_fit_logistic(p, cases, count, msg);
	if (err == SOC_OK && recorded > 0 && recorded < count && rules->trees)
		err = soc_fit_trees(p, cases, count, msg);
	if (err == SOC_OK) {
		rank_all(p, rules, cases, count, score, score + count);
		p->is_trained = 1;
	}
	soc_free(score);
	return err;
}

/* ---- who is trained on ---- */

/* As many communities as hold the sample, and at least one. */
static uint32_t communities_of(const struct soc_plan *plan, uint32_t sample)
{
	const uint64_t all = plan->communities_count, wanted = all * sample / (uint64_t)plan->persons;
	return (uint32_t)(wanted < 1 ? 1 : wanted < all ? wanted : all);
}

static enum soc_err gather(const struct soc_train_job *job, uint32_t communities,
                           struct soc_prediction_case *cases, size_t *count, struct soc_msg *msg)
{
	const uint32_t all = job->plan->communities_count,
				   start = soc_pick(SOC_VARIATE(SAMPLE_START, job->seed, 0, job->month, 0), all);
	for (uint32_t i = 0; i < communities; i++) {
		const uint32_t community = (uint32_t)((start + (uint64_t)i * all / communities) % all);
		const struct soc_place_time at = { .seed = job->seed,
			                               .community = community,
			                               .count = job->plan->communities[community].count };
		struct soc_columns c;
		if (!job->columns(job->user, community, &c))
			return soc_fail(msg, SOC_ERR_MEMORY, "no memory for a community to train on");
		*count += soc_prediction_cases(&at, &c.registry, &c.record, cases + *count);
	}
	return SOC_OK;
}

enum soc_err soc_train(struct soc_rule_sets *v, const struct soc_train_job *job, struct soc_tally *tally,
                       struct soc_msg *msg)
{
	const struct soc_prediction_rules *rules = &v->rules[0].regime.prediction;
	if (v->predictor == NULL || job->month + 1 != rules->trained)
		return SOC_OK;
	const uint32_t communities = communities_of(job->plan, rules->sample);
	struct soc_prediction_case *cases = soc_calloc((size_t)communities * SOC_COMMUNITY_MAX, sizeof *cases);
	size_t count = 0;
	if (cases == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to train on %u communities", communities);
	soc_rule_sets_forget(v);
	enum soc_err err = gather(job, communities, cases, &count, msg);
	if (err == SOC_OK)
		err = soc_train_on(v->predictor, rules, cases, count, msg);
	soc_free(cases);
	if (err == SOC_OK)
		soc_prediction_count_predictor(v->predictor, tally);
	return err;
}
