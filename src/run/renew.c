#include "run/renew.h"

#include "base/mem.h"
#include "base/noun.h"
#include "base/wide.h"
#include "model/conduct/conduct.h"
#include "model/modules/adaptive_weight/adaptive_weight.h"
#include "model/modules/attention/count.h"

#include <string.h>

enum soc_err soc_fields_init(struct soc_fields *f, const struct soc_plan *plan, int32_t months,
                             struct soc_msg *msg)
{
	const size_t places = (size_t)plan->places_count;
	*f = (struct soc_fields){ .places = plan->places_count, .months = months };
	f->now = soc_calloc(places, sizeof *f->now);
	f->review = soc_calloc(places, sizeof *f->review);
	f->appeals = soc_calloc(places, sizeof *f->appeals);
	f->persons = soc_calloc(places, sizeof *f->persons);
	f->arrivals = soc_calloc(places * 2 * (size_t)months, sizeof *f->arrivals);
	f->file = soc_calloc(places, sizeof *f->file);
	f->unbounded = soc_calloc(places, sizeof *f->unbounded);
	f->reached = soc_calloc(places, sizeof *f->reached);
	f->changed = soc_calloc(places, sizeof *f->changed);
	f->order = soc_calloc(places, sizeof *f->order);
	if (!f->now || !f->review || !f->appeals || !f->persons || !f->arrivals || !f->file || !f->unbounded ||
	    !f->reached || !f->changed || !f->order) {
		soc_fields_release(f);
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the fields of %d %s", plan->places_count,
		                soc_noun(plan->places_count, "place", "places"));
	}
	for (int32_t k = 0; k < plan->strata_count; k++)
		f->persons[plan->strata[k].place] += plan->strata[k].persons;
	for (int32_t p = 0; p < f->places; p++) {
		f->review[p].arrived = f->arrivals + (size_t)p * 2 * (size_t)months;
		f->appeals[p].arrived = f->review[p].arrived + months;
	}
	return SOC_OK;
}

void soc_fields_release(struct soc_fields *f)
{
	if (f == NULL)
		return;
	soc_free(f->now);
	soc_free(f->review);
	soc_free(f->appeals);
	soc_free(f->persons);
	soc_free(f->arrivals);
	soc_free(f->file);
	soc_free(f->unbounded);
	soc_free(f->reached);
	soc_free(f->changed);
	soc_free(f->order);
	memset(f, 0, sizeof *f);
}

/* ---- attention ---- */

/* A channel that follows attention is in use in the month. first: the first stratum of the place; those of a
 * place stand together. */
static int is_in_use(const struct soc_plan *plan, const struct soc_rule_sets *v, uint32_t first,
                     uint32_t month)
{
	const int32_t place = plan->strata[first].place;
	int in_use = 0;
	for (uint32_t k = first; k < (uint32_t)plan->strata_count && plan->strata[k].place == place; k++)
		in_use |= v->rules[soc_rule_sets_at(v, month, k)].regime.attention.is_in_use;
	return in_use;
}

/* In use now, and in no month before. It is asked of the rules and not remembered: a run that goes on from a
 * checkpoint has them too. */
static int is_first_use(const struct soc_plan *plan, const struct soc_rule_sets *v, uint32_t first,
                        uint32_t month)
{
	if (!is_in_use(plan, v, first, month))
		return 0;
	while (month > 0 && !is_in_use(plan, v, first, month - 1))
		month--;
	return month == 0;
}

/* Of place p with its first stratum, k: whether it has a part in the month, whether the timeline has changed
 * its rules, and its file where that begins. */
static void reach(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v, int32_t p,
                  uint32_t k, uint32_t month)
{
	f->reached[p] = (uint8_t)is_in_use(plan, v, k, month);
	f->changed[p] = v->rules[soc_rule_sets_at(v, month, k)].is_changed_here;
	if (is_first_use(plan, v, k, month))
		f->file[p] = v->rules[soc_rule_sets_at(v, month, k)].regime.attention.initial *
		             (uint64_t)f->persons[p] / 1000000;
}

static struct soc_attention_places attended(struct soc_fields *f)
{
	return (
		struct soc_attention_places){ f->file, f->persons, f->reached, f->changed, f->unbounded, f->places };
}

static void begin_attention(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v)
{
	const struct soc_attention_rules *rule = &v->rules[soc_rule_sets_at(v, 0, 0)].regime.attention;
	if (rule->channels == 0)
		return;
	for (int32_t p = 0; p < f->places; p++) {
		f->now[p].attention = SOC_ONE16;
		f->file[p] = 0;
		f->order[p] = p;
		reach(f, plan, v, p, soc_rule_sets_first_stratum(plan, p), 0);
	}
	const struct soc_attention_places places = attended(f);
	soc_attention_spread(rule, &places, f->now);
}

/* A place keeps its file under the rules of its first stratum, and as it is in months without a part in it.
 */
static void follow(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v,
                   uint32_t month, const struct soc_tally *tally)
{
	const struct soc_attention_rules *rule = &v->rules[soc_rule_sets_at(v, month, 0)].regime.attention;
	if (rule->channels == 0)
		return;
	for (int32_t p = 0; p < f->places; p++) {
		const uint32_t k = soc_rule_sets_first_stratum(plan, p);
		const int64_t *sum = tally->place[p];
		if (is_in_use(plan, v, k, month))
			f->file[p] =
				soc_attention_file(&v->rules[soc_rule_sets_at(v, month, k)].regime.attention, f->file[p],
			                       f->now[p].attention, sum[SOC_PLACE_DISCOVERED], sum[SOC_PLACE_REPORTED]);
		if ((int32_t)month + 1 < f->months)
			reach(f, plan, v, p, k, month + 1);
	}
	const struct soc_attention_places places = attended(f);
	soc_attention_spread(rule, &places, f->now);
}

/* ---- all ---- */

void soc_fields_begin(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v)
{
	/* What else fields begin with is fixed for a run. */
	const struct soc_rules *rules = &v->rules[soc_rule_sets_at(v, 0, 0)];
	memset(f->lowest, 0, sizeof f->lowest);
	memset(f->arrivals, 0, (size_t)f->places * 2 * (size_t)f->months * sizeof *f->arrivals);
	for (int32_t p = 0; p < f->places; p++) {
		f->now[p] = (struct soc_field){ .norm = { SOC_ONE16, SOC_ONE16, SOC_ONE16, SOC_ONE16 } };
		for (unsigned k = 0; k < rules->conduct.spheres; k++)
			f->now[p].risk[k] =
				(uint16_t)((rules->conduct.begin[k][0] + (unsigned)rules->conduct.begin[k][1]) / 2);
		f->now[p].weight = rules->regime.adaptive_weight.component >= 0 ? SOC_WEIGHT_ONE : 0;
		f->review[p].done = f->appeals[p].done = 0;
		f->review[p].credit = f->appeals[p].credit = 0;
	}
	begin_attention(f, plan, v);
}

/* First come, first served: this month's work goes to the oldest cohorts. The cursor is a share of a cohort,
 * so the number of files before it equals the work done on average; over a whole cohort it is exact. */
static void work_off(struct soc_desk *desk, struct soc_queue *queue, uint32_t month, int64_t arrived,
                     uint32_t rate, int64_t persons)
{
	const uint64_t file = (uint64_t)256 * 1000000;
	desk->arrived[month] = (uint32_t)arrived;
	desk->credit += (uint64_t)rate * (uint64_t)persons;
	uint64_t work = desk->credit / file;
	while (queue->month <= month && desk->arrived[queue->month] - desk->done <= work) {
		work -= desk->arrived[queue->month] - desk->done;
		desk->credit -= (uint64_t)(desk->arrived[queue->month] - desk->done) * file;
		desk->done = 0;
		queue->month++;
	}
	if (queue->month <= month) {
		desk->done += (uint32_t)work;
		desk->credit -= work * file;
		queue->position = (uint16_t)((uint64_t)desk->done * 65536 / desk->arrived[queue->month]);
	} else {
		/* Idle hands do not save up work beyond one file begun. */
		queue->position = 0;
		if (desk->credit > file)
			desk->credit = file;
	}
}

static uint32_t renewed_norm(uint32_t norm, const struct soc_rules *rules, int64_t happened, int64_t is_free)
{
	if (is_free <= 0)
		return norm;
	int64_t ratio = happened * (int64_t)SOC_ONE16 / is_free;
	if (ratio > 4 * (int64_t)SOC_ONE16)
		ratio = 4 * (int64_t)SOC_ONE16;
	int64_t next = norm + (ratio - (int64_t)norm) * (int64_t)rules->people.norm_step / (int64_t)SOC_ONE16;
	if (next < (int64_t)rules->people.norm_floor)
		next = rules->people.norm_floor;
	return (uint32_t)(next > (int64_t)rules->people.norm_ceiling ? (int64_t)rules->people.norm_ceiling
	                                                             : next);
}

static uint16_t renewed_risk(uint16_t risk, const struct soc_rules *rules, const int64_t seen[2])
{
	if (!rules->records.watched || seen[0] <= 0)
		return risk;
	const soc_wide share = (soc_wide)(uint64_t)seen[1] * 65535 / (uint64_t)seen[0];
	const int64_t target = share < 65535 ? (int64_t)share : 65535;
	return (uint16_t)(risk + (target - risk) * (int64_t)rules->conduct.learn_place / 256);
}

/* The risk is told of another class when other rules take force. What is recorded more the place learns. */
static uint16_t rescaled_risk(uint16_t risk, const struct soc_rules *before, const struct soc_rules *rules,
                              unsigned sphere, unsigned urban)
{
	const uint64_t scale = soc_conduct_rescaled(&before->conduct, &rules->conduct, sphere, urban);
	const uint64_t scaled = scale == 0 ? risk : risk * scale / SOC_ONE16;
	return scaled < 65535 ? (uint16_t)scaled : 65535;
}

/* The factor follows the outcomes of `delay` months ago. */
static void adapt_weight(struct soc_fields *f, const struct soc_adaptive_weight_rules *rule, uint32_t month,
                         const struct soc_tally *tally)
{
	const unsigned slots = SOC_CORRECTION_DELAY_MAX + 1;
	if (rule->component < 0)
		return;
	soc_adaptive_weight_outcome(rule, tally, f->lowest[month % slots]);
	if (month < rule->delay)
		return;
	const uint16_t next =
		soc_adaptive_weight_next(rule, f->now[0].weight, f->lowest[(month + slots - rule->delay) % slots]);
	for (int32_t p = 0; p < f->places; p++)
		f->now[p].weight = next;
}

void soc_fields_count(struct soc_fields *f, const struct soc_rule_sets *v, uint32_t month,
                      struct soc_tally *tally)
{
	const struct soc_attention_places places = attended(f);
	if (v->rules[soc_rule_sets_at(v, month, 0)].regime.attention.channels != 0)
		soc_attention_count_places(&places, f->now, f->order, tally);
	soc_adaptive_weight_count(&v->rules[soc_rule_sets_at(v, month, 0)].regime.adaptive_weight,
	                          f->now[0].weight, tally);
}

void soc_fields_renew(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v,
                      uint32_t month, const struct soc_tally *tally)
{
	adapt_weight(f, &v->rules[soc_rule_sets_at(v, month, 0)].regime.adaptive_weight, month, tally);
	follow(f, plan, v, month, tally);
	/* A place's desk works under the rules of its first stratum; a change for one stratum alone does not move
	 * the desk. */
	for (int32_t k = plan->strata_count - 1; k >= 0; k--) {
		const int32_t p = plan->strata[k].place;
		if (k > 0 && plan->strata[k - 1].place == p)
			continue;
		const struct soc_rules *rules = &v->rules[soc_rule_sets_at(v, month, (uint32_t)k)];
		const int64_t *sum = tally->place[p];
		struct soc_field *field = &f->now[p];
		work_off(&f->review[p], &field->review, month, sum[SOC_IND_filed], rules->regime.review.files,
		         f->persons[p]);
		work_off(&f->appeals[p], &field->appeals, month,
		         sum[SOC_IND_appeals_wronged] + sum[SOC_IND_appeals_guilty], rules->regime.due_process.files,
		         f->persons[p]);
		field->norm[SOC_VIOLATION] = renewed_norm(field->norm[SOC_VIOLATION], rules, sum[SOC_IND_violations],
		                                          sum[SOC_IND_violations_counterfactual]);
		field->norm[SOC_GOOD_DEED] = renewed_norm(field->norm[SOC_GOOD_DEED], rules, sum[SOC_IND_good_deeds],
		                                          sum[SOC_IND_good_deeds_counterfactual]);
		field->norm[SOC_LAWFUL_ACT] =
			renewed_norm(field->norm[SOC_LAWFUL_ACT], rules, sum[SOC_IND_lawful_acts],
		                 sum[SOC_IND_lawful_acts_counterfactual]);
		for (unsigned n = 0; n < rules->conduct.spheres; n++)
			field->risk[n] = renewed_risk(field->risk[n], rules, sum + SOC_PLACE_SPHERES + 2 * n);
	}
}

void soc_fields_hear(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v,
                     uint32_t month)
{
	for (int32_t k = 0; k < plan->strata_count && month > 0; k++) {
		const int32_t p = plan->strata[k].place;
		if (k > 0 && plan->strata[k - 1].place == p)
			continue;
		const struct soc_rules *before = &v->rules[soc_rule_sets_at(v, month - 1, (uint32_t)k)],
							   *rules = &v->rules[soc_rule_sets_at(v, month, (uint32_t)k)];
		for (unsigned n = 0; n < rules->conduct.spheres && rules != before; n++)
			f->now[p].risk[n] = rescaled_risk(f->now[p].risk[n], before, rules, n, plan->strata[k].urban);
	}
}
