#include "attention.h"
#include "enrolment.h"
#include "incomes.h"
#include "near.h"
#include "prediction.h"

#include "base/wide.h"

#include <stdlib.h>
#include <string.h>

uint32_t ref_word_of(const struct ref_now *now, uint64_t salt, enum soc_stream stream, int person, int month,
                     int k)
{
	return soc_draw(now->ref->seed ^ salt, stream, now->c->first_person + (uint64_t)person, (uint32_t)month,
	                (uint32_t)k);
}

uint32_t ref_word(const struct ref_now *now, enum soc_stream stream, int person, int month, int k)
{
	return ref_word_of(now, 0, stream, person, month, k);
}

int ref_happens(uint32_t word, uint64_t threshold)
{
	return (uint64_t)word < threshold;
}

int64_t ref_floor(int64_t x, int64_t y)
{
	int64_t q = x / y;
	return x % y != 0 && (x < 0) != (y < 0) ? q - 1 : q;
}

int64_t ref_bounded(int64_t x, int64_t low, int64_t high)
{
	return x < low ? low : x > high ? high : x;
}

/* value * keep / 65536, rounded down after adding an offset that runs through 0..65535 with the months, the
 * people, the streams. */
int ref_fade(const struct ref_now *now, int person, uint64_t stream, int value, int64_t keep)
{
	if (keep >= 65536)
		return value;
	const uint64_t id = now->c->first_person + (uint64_t)person;
	const int64_t offset =
		(int64_t)((id * 25717 + (uint64_t)now->month * 40503 + stream % 65536 * 7919) % 65536);
	return (int)ref_floor(value * keep + offset, 65536);
}

/* ---- before the first month ---- */

static void read_person(struct ref_person *p, const struct soc_inhabitants *f, int row)
{
	p->cell = soc_cell(f->nature[row], f->situation[row]);
	p->male = (int)soc_nature_male(f->nature[row]);
	p->urban = (int)soc_situation_urban(f->situation[row]);
	p->age_band = (int)soc_situation_age_band(f->situation[row]);
	p->quintile = (int)soc_situation_quintile(f->situation[row]);
	p->quintile_now = p->quintile_spared = p->quintile;
	p->age = f->age[row];
	p->role = (int)soc_traits_role(f->traits[row]);
	p->class = (int)soc_traits_class(f->traits[row]);
	p->minority = (int)soc_nature_minority(f->nature[row]);
	p->employed = (int)soc_traits_employed(f->traits[row]);
	p->home_first = row - (int)soc_home_position(f->home[row]);
	p->home_size = (int)soc_home_size(f->home[row]);
	p->kin = f->kin[row] == SOC_NO_ROW ? NOBODY : f->kin[row];
	p->standing = p->income = p->spared = f->standing[row] - 128;
	p->former = f->former[row] == SOC_NO_ROW ? NOBODY : f->former[row];
}

static void begin_person(struct ref_person *p, const struct soc_rules *rules)
{
	for (int f = 0; f < rules->regime.scoring.components; f++)
		p->points[f] = rules->regime.scoring.means_slope[f] * (p->quintile - 2);
	p->grade = rules->regime.scoring.on ? ref_grade(rules, ref_score(rules, p, 0)) : 0;
}

static void begin_community(struct reference *ref, const struct soc_scenario *s, int number)
{
	const struct soc_community *from = &ref->plan->communities[number];
	const struct soc_rules *rules =
		&ref->rule_sets->rules[soc_rule_sets_at(ref->rule_sets, 0, from->stratum)];
	struct ref_community *c = &ref->communities[number];
	uint16_t kin[SOC_COMMUNITY_MAX], former[SOC_COMMUNITY_MAX];
	uint8_t nature[SOC_COMMUNITY_MAX], situation[SOC_COMMUNITY_MAX], age[SOC_COMMUNITY_MAX],
		traits[SOC_COMMUNITY_MAX], home[SOC_COMMUNITY_MAX], standing[SOC_COMMUNITY_MAX];
	struct soc_inhabitants fixed = { nature, situation, age, traits, home, kin, former, NULL, standing };
	soc_population_fill(ref->plan, s, (uint32_t)number, &fixed);
	c->number = number;
	c->count = from->count;
	c->urban = ref->plan->strata[from->stratum].urban;
	c->place = ref->plan->strata[from->stratum].place;
	c->region = ref->plan->places[c->place].region;
	c->first_person = from->first_person;
	for (int i = 0; i < c->count; i++) {
		read_person(&c->person[i], &fixed, i);
		begin_person(&c->person[i], rules);
		c->person[i].loan =
			c->person[i].age >= 18 && c->person[i].age <= 69 &&
			ref_happens(soc_draw(ref->plan->seed, SOC_DRAW_LOAN, from->first_person + (uint64_t)i, 0xffff, 0),
		                rules->people.borrowers);
	}
}

void reference_init(struct reference *ref, const struct soc_scenario *s, const struct soc_plan *plan,
                    const struct soc_rule_sets *rule_sets, uint64_t seed)
{
	const size_t places = (size_t)plan->places_count;
	*ref = (struct reference){ .s = s, .plan = plan, .seed = seed, .own = *rule_sets };
	ref->own.rules = calloc(rule_sets->count, sizeof *rule_sets->rules);
	if (ref->own.rules == NULL)
		abort();
	memcpy(ref->own.rules, rule_sets->rules, rule_sets->count * sizeof *rule_sets->rules);
	ref->rule_sets = &ref->own;
	ref->communities = calloc(plan->communities_count, sizeof *ref->communities);
	ref->scratch = calloc(1, sizeof *ref->scratch);
	ref->field = calloc(places, sizeof *ref->field);
	ref->review = calloc(places, sizeof *ref->review);
	ref->appeals = calloc(places, sizeof *ref->appeals);
	ref->persons = calloc(places, sizeof *ref->persons);
	ref->places = calloc(places, sizeof *ref->places);
	ref->file = calloc(places, sizeof *ref->file);
	ref->has_file = calloc(places, sizeof *ref->has_file);
	ref->reached = calloc(places, sizeof *ref->reached);
	if (!ref->communities || !ref->scratch || !ref->field || !ref->review || !ref->appeals || !ref->persons ||
	    !ref->places || !ref->file || !ref->has_file || !ref->reached)
		abort();
	for (uint32_t i = 0; i < plan->communities_count; i++)
		begin_community(ref, s, (int)i);
	for (size_t p = 0; p < places; p++) {
		for (int kind = 0; kind < 4; kind++)
			ref->field[p].norm[kind] = 65536;
		ref->field[p].weight = rule_sets->rules[0].regime.adaptive_weight.component >= 0 ? SOC_WEIGHT_ONE : 0;
		const struct soc_conduct_rules *c =
			&rule_sets->rules[soc_rule_sets_at(rule_sets, 0, plan->communities[0].stratum)].conduct;
		for (int k = 0; k < c->spheres; k++)
			ref->field[p].risk[k] = (uint16_t)((c->begin[k][0] + c->begin[k][1]) / 2);
	}
	for (uint32_t i = 0; i < plan->communities_count; i++)
		ref->persons[ref->communities[i].place] += ref->communities[i].count;
	ref_attention_begin(ref);
	reference_begin_firms(ref);
}

void reference_release(struct reference *ref)
{
	free(ref->own.rules);
	free(ref->communities);
	free(ref->firm);
	free(ref->scratch);
	free(ref->field);
	free(ref->review);
	free(ref->appeals);
	free(ref->persons);
	free(ref->file);
	free(ref->has_file);
	free(ref->reached);
	free(ref->places);
}

/* ---- the month ---- */

static void community_month(struct ref_now *now)
{
	const struct ref_community *c = now->c;
	now->m->events = now->m->records = now->m->changes = now->m->entries = now->m->filings = now->m->losses =
		0;
	ref_take_bins(now);
	ref_hear(now);
	ref_prediction_begin(now);
	ref_events(now);
	ref_prediction_acts(now);
	ref_contacts_move(now);
	ref_records(now);
	ref_residence(now);
	ref_hierarchy(now);
	ref_instrument(now);
	ref_review(now);
	ref_joins(now);
	ref_prediction_note(now);
	for (int i = 0; i < c->count; i++)
		for (int f = 0; f < now->rules->regime.scoring.components; f++) {
			struct ref_person *p = &now->c->person[i];
			p->points[f] = ref_fade(now, i, now->rules->regime.scoring.component_salt[f], p->points[f],
			                        now->rules->regime.scoring.keep[f]);
			p->false_points[f] = ref_fade(now, i, now->rules->regime.scoring.component_salt[f],
			                              p->false_points[f], now->rules->regime.scoring.keep[f]);
		}
	ref_post(now);
	ref_answer(now);
	ref_ratings(now, 0);
	ref_prediction_hold(now);
	ref_grade_all(now);
	ref_ratings(now, 1);
	ref_age_lists(now);
	ref_amnesty(now);
	ref_enter_lists(now);
	ref_firm_heads(now);
	ref_publicity(now);
	ref_bureaus(now);
	ref_measures(now);
	ref_notices(now);
	ref_attempts(now);
	ref_rulings(now);
	ref_file_appeals(now);
	ref_measures(now);
	ref_firm_dismissals(now);
	ref_adapt(now);
	ref_income_moves(now);
	ref_correct_residence(now);
	ref_contacts_renew(now);
	ref_trust(now);
	ref_unrest(now);
	ref_count_stocks(now);
	ref_count_identity(now);
	ref_count_amnesty(now);
	ref_count_firm_ties(now);
	ref_count_contacts(now);
	ref_count_subletting(now);
	ref_count_enrolment(now);
	ref_count_income(now);
	ref_zones(now);
	ref_cameras(now);
	ref_recognition(now);
	ref_count_prediction(now);
}

/* ---- the fields of the next month ---- */

/* First come, first served, one file at a time. Work is counted in 1/256 file per million people. */
static void work_off(struct ref_desk *desk, struct soc_queue *queue, int month, int64_t arrived, int64_t rate,
                     int64_t persons)
{
	const int64_t one_file = (int64_t)256 * 1000000;
	desk->arrived[month] = arrived;
	desk->credit += rate * persons;
	while (desk->oldest <= month) {
		if (desk->done == desk->arrived[desk->oldest]) {
			desk->oldest++;
			desk->done = 0;
		} else if (desk->credit >= one_file) {
			desk->credit -= one_file;
			desk->done++;
		} else {
			break;
		}
	}
	if (desk->oldest > month && desk->credit > one_file)
		desk->credit = one_file;
	queue->month = (uint16_t)desk->oldest;
	queue->position = (uint16_t)(desk->oldest > month ? 0 : desk->done * 65536 / desk->arrived[desk->oldest]);
}

/* A norm moves towards what is done there over what would be done without a regime, at most four times that.
 */
static void renew_norm(uint32_t *norm, const struct soc_rules *rules, int64_t happened, int64_t is_free)
{
	if (is_free == 0)
		return;
	int64_t target = happened * 65536 / is_free;
	if (target > 4 * 65536)
		target = 4 * 65536;
	int64_t next = *norm + (target - *norm) * (int64_t)rules->people.norm_step / 65536;
	*norm = (uint32_t)ref_bounded(next, rules->people.norm_floor, rules->people.norm_ceiling);
}

static const struct soc_rules *rules_at(const struct reference *ref, int month, int stratum)
{
	return &ref->rule_sets->rules[soc_rule_sets_at(ref->rule_sets, (uint32_t)month, (uint32_t)stratum)];
}

static void renew_place(struct reference *ref, int place, const struct soc_rules *rules)
{
	const int64_t *sum = ref->places[place];
	struct soc_field *field = &ref->field[place];
	work_off(&ref->review[place], &field->review, ref->month, sum[SOC_IND_filed], rules->regime.review.files,
	         ref->persons[place]);
	work_off(&ref->appeals[place], &field->appeals, ref->month,
	         sum[SOC_IND_appeals_wronged] + sum[SOC_IND_appeals_guilty], rules->regime.due_process.files,
	         ref->persons[place]);
	renew_norm(&field->norm[SOC_VIOLATION], rules, sum[SOC_IND_violations],
	           sum[SOC_IND_violations_counterfactual]);
	renew_norm(&field->norm[SOC_GOOD_DEED], rules, sum[SOC_IND_good_deeds],
	           sum[SOC_IND_good_deeds_counterfactual]);
	renew_norm(&field->norm[SOC_LAWFUL_ACT], rules, sum[SOC_IND_lawful_acts],
	           sum[SOC_IND_lawful_acts_counterfactual]);
	for (int k = 0; k < rules->conduct.spheres && rules->records.watched; k++) {
		const int64_t acts = sum[SOC_INDICATORS_COUNT + 2 * k], seen = sum[SOC_INDICATORS_COUNT + 2 * k + 1];
		if (acts > 0)
			field->risk[k] =
				(uint16_t)(field->risk[k] +
			               (ref_bounded((int64_t)((soc_wide)seen * 65535 / (soc_wide)acts), 0, 65535) -
			                field->risk[k]) *
			                   (int64_t)rules->conduct.learn_place / 256);
	}
}

/* What the place knows of a sphere is told of the class that is recorded best now. */
static void hear_in_places(struct reference *ref)
{
	for (int place = 0; place < ref->plan->places_count && ref->month > 0; place++) {
		int k = 0;
		while (ref->plan->strata[k].place != place)
			k++;
		const struct soc_rules *before = rules_at(ref, ref->month - 1, k),
							   *rules = rules_at(ref, ref->month, k);
		for (int sphere = 0; sphere < rules->conduct.spheres; sphere++) {
			uint16_t *risk = &ref->field[place].risk[sphere];
			const int64_t scale = ref_rescaled(before, rules, sphere, ref->plan->strata[k].urban);
			if (scale >= 0)
				*risk = (uint16_t)ref_bounded(*risk * scale / 65536, 0, 65535);
		}
	}
}

/* The weight of one component, times a factor that goes up while too few stand in the lowest grade. */
static void correct(struct reference *ref)
{
	const struct soc_adaptive_weight_rules *rule =
		&ref->own.rules[soc_rule_sets_at(ref->rule_sets, (uint32_t)ref->month, 0)].regime.adaptive_weight;
	int64_t *now = ref->lowest[ref->month], *module = ref->tally.module;
	if (rule->component < 0)
		return;
	now[0] = now[1] = 0;
	for (uint32_t i = 0; i < ref->plan->communities_count; i++)
		for (int k = 0; k < ref->communities[i].count; k++) {
			const struct ref_person *p = &ref->communities[i].person[k];
			const struct soc_rules *rules = &ref->own.rules[soc_rule_sets_at(
				ref->rule_sets, (uint32_t)ref->month, ref->plan->communities[i].stratum)];
			now[0] += rule->classes >> p->class & 1;
			now[1] += (rule->classes >> p->class & 1) && rules->regime.scoring.on && p->grade == 0;
		}
	module[SOC_MOD_adaptive_weight_by_month_weight] = ref->field[0].weight;
	module[SOC_MOD_adaptive_weight_by_month_persons] = now[0];
	module[SOC_MOD_adaptive_weight_by_month_lowest] = now[1];
	const int64_t *known = ref->lowest[ref->month < rule->delay ? 0 : ref->month - rule->delay];
	int64_t next = ref->field[0].weight;
	if (ref->month >= rule->delay && known[0] > 0)
		next =
			ref_bounded(next + (rule->target * known[0] - known[1] * 65536) / known[0] * rule->gain / 65536,
		                rule->lowest, rule->highest);
	for (int place = 0; place < ref->plan->places_count; place++)
		ref->field[place].weight = (uint16_t)next;
	for (uint32_t v = 0; v < ref->own.count; v++)
		ref->own.rules[v].regime.scoring.coefficient[rule->component] =
			(int32_t)(ref->own.weight[v] * next / SOC_WEIGHT_ONE);
}

void reference_month(struct reference *ref)
{
	memset(&ref->tally, 0, sizeof ref->tally);
	memset(ref->places, 0, (size_t)ref->plan->places_count * sizeof *ref->places);
	hear_in_places(ref);
	for (uint32_t i = 0; i < ref->plan->communities_count; i++) {
		struct ref_community *c = &ref->communities[i];
		const unsigned rule_set =
			soc_rule_sets_at(ref->rule_sets, (uint32_t)ref->month, ref->plan->communities[i].stratum);
		struct ref_now now = {
			ref, &ref->rule_sets->rules[rule_set], &ref->field[c->place], c, ref->scratch, ref->month
		};
		community_month(&now);
	}
	reference_step_firms(ref);
	/* A place works under the rules of its first stratum. */
	for (int place = 0; place < ref->plan->places_count; place++)
		for (int k = 0; k < ref->plan->strata_count; k++)
			if (ref->plan->strata[k].place == place) {
				renew_place(ref, place, rules_at(ref, ref->month, k));
				break;
			}
	ref_attention_follow(ref, (int)(ref->s->span.to - ref->s->span.from + 1));
	correct(ref);
	ref_count_predictor(ref);
	ref->month++;
}
