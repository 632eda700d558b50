/* Forecasts, person by person. */
#include "prediction.h"

#include "model/modules/prediction/predictor.h"

static const struct soc_prediction_rules *rules_of(const struct ref_now *now)
{
	return &now->rules->regime.prediction;
}

/* Periods are counted from the end of the one that predictors are trained after. */
static int is_first_of_a_period(const struct soc_prediction_rules *rules, int month)
{
	return rules->trained > 0 && month > 0 && (month - (int)rules->trained) % (int)rules->horizon == 0;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* ---- the score of a person ---- */

static void know(const struct ref_person *p, int *feature)
{
	feature[0] = p->recorded_last;
	feature[1] = p->recorded_before;
	feature[2] = p->standing_grade;
	feature[3] = p->standing_listed;
	feature[4] = p->age / 10;
	feature[5] = p->urban;
	feature[6] = p->quintile;
	feature[7] = p->employed;
	feature[8] = p->class != 0;
	feature[9] = p->home_size;
}

static int64_t in_the_tree(const struct soc_prediction_tree *tree, const int *feature)
{
	int node = 0;
	for (int level = 0; level < 3; level++)
		node = 2 * node + (feature[tree->feature[node]] < tree->below[node] ? 1 : 2);
	return tree->leaf[node - 7];
}

static int64_t score(const struct ref_now *now, int person, int kind, int first_month)
{
	const struct soc_predictor *p = rules_of(now)->predictor;
	int feature[10];
	int64_t sum = 0;
	know(&now->c->person[person], feature);
	if (kind == SOC_PREDICTOR_CHANCE)
		return ref_word(now, SOC_DRAW_PREDICTION, person, first_month, 0) / 2;
	if (kind == SOC_PREDICTOR_PAST_RECORDS)
		return feature[0];
	if (kind == SOC_PREDICTOR_ONE_VARIABLE)
		return (int64_t)p->sign * feature[p->variable];
	if (kind == SOC_PREDICTOR_TREES) {
		for (int t = 0; t < p->trees; t++)
			sum += in_the_tree(&p->tree[t], feature);
		return sum;
	}
	for (int f = 0; f < 10; f++)
		sum += (int64_t)p->weight[f] * feature[f];
	return sum + p->intercept;
}

static int rank_of(const struct ref_now *now, int kind, int64_t at)
{
	int rank = 0;
	for (int r = 1; r < SOC_PREDICTION_RANKS; r++)
		if (at >= rules_of(now)->predictor->cut[kind][r])
			rank = r;
	return rank;
}

/* ---- the month ---- */

void ref_prediction_begin(struct ref_now *now)
{
	const struct soc_prediction_rules *rules = rules_of(now);
	for (int i = 0; i < now->c->count && is_first_of_a_period(rules, now->month); i++) {
		struct ref_person *p = &now->c->person[i];
		p->recorded_before = least(255, p->recorded_before + p->recorded_last);
		p->recorded_last = p->recorded;
		p->recorded = p->acts = p->standing_listed = 0;
		p->standing_grade = p->grade;
		for (int l = 0; l < now->rules->regime.lists.count; l++)
			if (now->rules->regime.lists.list[l].colour == SOC_BLACK && p->entry[l].months_left > 0)
				p->standing_listed = 1;
		if (now->month < (int)rules->trained || !rules->predictor->is_trained || p->age < 18)
			continue;
		p->has_forecast = 1;
		p->rank = rank_of(now, rules->used, score(now, i, rules->used, now->month));
		p->flagged = p->rank >= rules->predictor->flags_from[rules->used];
	}
}

void ref_prediction_acts(struct ref_now *now)
{
	for (int i = 0; i < now->m->events && rules_of(now)->trained > 0; i++) {
		const struct ref_event *e = &now->m->event[i];
		struct ref_person *p = &now->c->person[e->person];
		if (e->happened && now->rules->events.event[e->class].kind == SOC_VIOLATION)
			p->acts = least(255, p->acts + 1);
	}
}

void ref_prediction_note(struct ref_now *now)
{
	for (int i = 0; i < now->m->records && rules_of(now)->trained > 0; i++) {
		const struct ref_record *r = &now->m->record[i];
		struct ref_person *p = &now->c->person[r->person];
		if (r->decision == ACCEPTED && now->rules->events.event[r->event].kind == SOC_VIOLATION)
			p->recorded = least(255, p->recorded + 1);
	}
}

void ref_prediction_hold(struct ref_now *now)
{
	const struct soc_prediction_rules *rules = rules_of(now);
	const struct soc_scoring_rules *s = &now->rules->regime.scoring;
	for (int f = 0; f < s->components && s->on && rules->trained > 0; f++)
		for (int i = 0; i < now->c->count && s->component_kind[f] == SOC_COMPONENT_FORECAST; i++) {
			struct ref_person *p = &now->c->person[i];
			const int64_t width = (int64_t)s->ceiling[f] - s->floor[f];
			p->points[f] = 0;
			if (p->has_forecast)
				p->points[f] =
					(int)ref_bounded(-(width * rules->predictor->probability[rules->used][p->rank] / 65536),
				                     s->floor[f] - s->start[f], s->ceiling[f] - s->start[f]);
		}
}

uint64_t ref_prediction_aimed(const struct ref_now *now, int channel, int person, uint64_t threshold)
{
	const struct soc_prediction_aim *aim = &now->rules->prediction.channel[channel];
	const struct ref_person *p = &now->c->person[person];
	if (aim->factor[0] == 0 || !p->has_forecast)
		return threshold;
	threshold = threshold * aim->factor[p->flagged] / 65536;
	return threshold > (uint64_t)1 << 32 ? (uint64_t)1 << 32 : threshold;
}

/* ---- counting ---- */

#define OUTCOMES(table, at)                                           \
	module[SOC_MOD_##table##_persons + (at)]++;                       \
	module[SOC_MOD_##table##_did + (at)] += did;                      \
	module[SOC_MOD_##table##_recorded + (at)] += recorded;            \
	module[SOC_MOD_##table##_flagged + (at)] += p->flagged;           \
	module[SOC_MOD_##table##_flagged_did + (at)] += p->flagged * did; \
	module[SOC_MOD_##table##_flagged_recorded + (at)] += p->flagged * recorded

static void count_person(struct ref_now *now, int person)
{
	const struct soc_prediction_rules *rules = rules_of(now);
	const struct ref_person *p = &now->c->person[person];
	int64_t *module = now->ref->tally.module;
	const int recorded = p->recorded > 0, did = p->acts > 0;
	for (int k = 0; k < SOC_PREDICTORS; k++) {
		if (k == SOC_PREDICTOR_TREES && !rules->trees)
			continue;
		const int rank = rank_of(now, k, score(now, person, k, now->month + 1 - (int)rules->horizon)),
				  at = k * SOC_PREDICTION_RANKS + rank;
		module[SOC_MOD_prediction_by_rank_persons + at]++;
		module[SOC_MOD_prediction_by_rank_recorded + at] += recorded;
		module[SOC_MOD_prediction_by_rank_did + at] += did;
		module[SOC_MOD_prediction_by_rank_forecast + at] += rules->predictor->probability[k][rank];
	}
	OUTCOMES(prediction_by_group, 2 * p->minority + ref_has_marker(now, person));
	OUTCOMES(prediction_by_age, p->age_band);
	OUTCOMES(prediction_by_income, p->quintile);
	OUTCOMES(prediction_by_sex, p->male ? 0 : 1);
}

void ref_count_prediction(struct ref_now *now)
{
	const struct soc_prediction_rules *rules = rules_of(now);
	if (now->month < (int)rules->trained || !is_first_of_a_period(rules, now->month + 1))
		return;
	for (int i = 0; i < now->c->count; i++)
		if (now->c->person[i].has_forecast)
			count_person(now, i);
}

void ref_count_predictor(struct reference *ref)
{
	const struct soc_prediction_rules *rules = &ref->own.rules[0].regime.prediction;
	const struct soc_predictor *p = rules->predictor;
	int64_t *module = ref->tally.module;
	if (rules->trained == 0 || ref->month + 1 != (int)rules->trained || !p->is_trained)
		return;
	for (int k = 0; k < SOC_PREDICTORS; k++) {
		module[SOC_MOD_prediction_training_cases + k] = p->cases;
		module[SOC_MOD_prediction_training_recorded + k] = p->recorded;
		module[SOC_MOD_prediction_training_variable + k] = p->variable;
		module[SOC_MOD_prediction_training_sign + k] = p->sign;
		module[SOC_MOD_prediction_training_intercept + k] = p->intercept;
		module[SOC_MOD_prediction_training_trees + k] = p->trees;
		module[SOC_MOD_prediction_training_flags_from + k] = p->flags_from[k];
		for (int r = 0; r < SOC_PREDICTION_RANKS; r++) {
			module[SOC_MOD_prediction_ranks_cut + 50 * k + r] = p->cut[k][r];
			module[SOC_MOD_prediction_ranks_probability + 50 * k + r] = p->probability[k][r];
		}
	}
	for (int f = 0; f < 10; f++)
		module[SOC_MOD_prediction_weights_weight + f] = p->weight[f];
	for (int t = 0; t < SOC_PREDICTION_TREES; t++)
		for (int n = 0; n < 15; n++) {
			module[SOC_MOD_prediction_trees_feature + 15 * t + n] = n < 7 ? p->tree[t].feature[n] : 0;
			module[SOC_MOD_prediction_trees_below + 15 * t + n] = n < 7 ? p->tree[t].below[n] : 0;
			module[SOC_MOD_prediction_trees_leaf + 15 * t + n] = n < 7 ? 0 : p->tree[t].leaf[n - 7];
		}
}
