#include "model/expected/expected.h"

#include "base/wide.h"
#include "model/modules/grounds/grounds.h"
#include "model/population/current.h"
#include "model/population/informed.h"
#include "model/population/population.h"
#include "model/population/relation.h"
#include "model/population/responsible.h"
#include "model/score.h"

#define ONE 65536u
#define CHILD_AGE 10 /* at which a child at home is thought of: it goes to school and travels */

uint32_t soc_expected_risk(const struct soc_weigher *w, unsigned row, unsigned event)
{
	const struct soc_act_rule *act = &w->rules->conduct.act[event];
	const uint64_t most = 65535;
	uint64_t sphere = (w->self->risk[act->sphere][row] * 257u * (uint64_t)w->rules->people.risk_own +
	                   w->field->risk[act->sphere] * (uint64_t)w->rules->people.risk_place) >>
	                  16; /* 1 = 65535 */
	sphere = sphere < most ? sphere : most;
	const uint64_t risk = sphere * act->share[w->at->urban] / most + act->risk_more;
	return risk < SOC_RISK_ONE ? (uint32_t)risk : SOC_RISK_ONE;
}

/* ---- what a month under measures costs ---- */

/* Who somebody is, as far as what they can lose depends on it. */
struct person {
	unsigned row, class, quintile, age;
	unsigned can; /* bit set: measures that people of the age meet */
	int is_counted;
	unsigned relatives[SOC_RELATIONS]; /* once they are counted */
};

static struct person person_of(const struct soc_weigher *w, unsigned row)
{
	const struct soc_registry *r = w->registry;
	const unsigned age = r->age[row];
	return (struct person){ .row = row,
		                    .class = soc_traits_class(r->traits[row]),
		                    .quintile = soc_situation_quintile(soc_population_current(r, w->self)[row]),
		                    .age = age,
		                    .can = w->rules->conduct.of_age[age] };
}

static uint64_t stakes(const struct soc_weigher *w, struct person *p, unsigned set)
{
	uint64_t sum = 0;
	for (; set != 0; set &= set - 1)
		sum += w->rules->conduct.stake[__builtin_ctz(set)][p->class][w->at->urban][p->quintile];
	return sum;
}

/* Relatives whom measures of the person reach, by relation; those beyond the first step and the neighbours'
 * group are not thought of. */
static void count_relatives(const struct soc_registry *r, unsigned row, unsigned of[SOC_RELATIONS])
{
	const unsigned first = row - soc_home_position(r->home[row]), size = soc_home_size(r->home[row]);
	for (unsigned kin = 0; kin < SOC_RELATIONS; kin++)
		of[kin] = 0;
	for (unsigned other = first; other < first + size; other++)
		if (other != row)
			of[soc_relation_in_household(r, row, other)]++;
	of[SOC_RELATION_OUTSIDE] = (r->kin[row] != SOC_NO_ROW) + (r->former[row] != SOC_NO_ROW);
}

/* What falls on relatives, at the weight that the person gives it. */
static uint64_t stakes_of_relatives(const struct soc_weigher *w, struct person *p, unsigned set)
{
	const struct soc_rules *rules = w->rules;
	unsigned spilling = 0;
	uint64_t sum = 0;
	for (unsigned kin = 0; kin < SOC_RELATION_GROUP; kin++)
		spilling |= rules->regime.spillover.relation[kin];
	if ((set & spilling) == 0)
		return 0;
	if (!p->is_counted) { /* a way down has many steps, and the relatives are the same on each */
		count_relatives(w->registry, p->row, p->relatives);
		p->is_counted = 1;
	}
	for (unsigned kin = 0; kin < SOC_RELATION_GROUP; kin++) {
		const unsigned can = kin == SOC_RELATION_CHILD ? rules->conduct.of_age[CHILD_AGE] : p->can;
		for (unsigned bits = p->relatives[kin] > 0 ? set & rules->regime.spillover.relation[kin] & can : 0;
		     bits != 0; bits &= bits - 1) {
			const unsigned m = (unsigned)__builtin_ctz(bits);
			const uint64_t one = rules->conduct.stake[m][p->class][w->at->urban][p->quintile];
			sum += p->relatives[kin] * (one * rules->conduct.spill[m][kin] >> 16);
		}
	}
	return sum;
}

static uint64_t over_months(uint64_t a_month, uint32_t months)
{
	return a_month * months >> 8;
}

/* What a case is worth that leads to an entry so often. */
static uint64_t by_chance(uint64_t worth, const struct soc_list_rule *rule)
{
	return (uint64_t)((soc_wide)worth * rule->entry >> 32);
}

/* ---- lists ---- */

/* Of an entry on a black list; of one that stands already, what a renewal adds. counted: measures that a
 * grade brings anyhow. */
static uint64_t list_loss(const struct soc_weigher *w, struct person *p, unsigned l, unsigned counted)
{
	const struct soc_rules *rules = w->rules;
	const struct soc_conduct_rules *c = &rules->conduct;
	const unsigned set =
		rules->regime.measures.of_list[p->class][l] & rules->regime.measures.sanctions & ~counted;
	const unsigned left = w->record->months_left[l][p->row],
				   term = soc_grounds_term(&rules->regime, w->record, p->row, l);
	uint64_t loss;
	if (left == 0) {
		const unsigned own = set & p->can & ~(unsigned)w->record->measures[p->row];
		loss = over_months(stakes(w, p, own) + stakes_of_relatives(w, p, set), c->list_months[l][p->class]) +
		       c->published[l][soc_traits_employed(w->registry->traits[p->row])];
	} else {
		const uint32_t added = left < term && term != SOC_GROUND_WITHOUT_TERM
		                           ? c->list_months[l][p->class] * (term - left) / term
		                           : 0;
		loss = over_months(stakes(w, p, set & p->can) + stakes_of_relatives(w, p, set), added);
	}
	return by_chance(loss, &rules->regime.lists.list[l]);
}

static uint64_t list_reward(const struct soc_weigher *w, struct person *p, unsigned l, unsigned counted)
{
	const struct soc_rules *rules = w->rules;
	const unsigned set =
		rules->regime.measures.of_list[p->class][l] & ~(unsigned)rules->regime.measures.sanctions & ~counted;
	if (w->record->months_left[l][p->row] > 0)
		return 0;
	return by_chance(over_months(stakes(w, p, set & p->can & ~(unsigned)w->record->measures[p->row]) +
	                                 stakes_of_relatives(w, p, set),
	                             rules->conduct.list_months[l][p->class]),
	                 &rules->regime.lists.list[l]);
}

static int enters_by_grade(const struct soc_rules *rules, unsigned l, unsigned grade, unsigned colour)
{
	return rules->regime.lists.list[l].enabled && rules->regime.lists.list[l].colour == colour &&
	       (rules->regime.lists.list[l].entry_grades >> grade & 1u);
}

/* ---- grades ---- */

/* What the step between a grade and the next higher one is worth: sanctions of the lower, rewards of the
 * higher. */
static uint64_t step_measures(const struct soc_weigher *w, struct person *p, unsigned higher, uint32_t months)
{
	const struct soc_rules *rules = w->rules;
	const unsigned above = rules->regime.measures.of_grade[p->class][higher],
				   below = rules->regime.measures.of_grade[p->class][higher - 1];
	const unsigned set = (below & ~above & rules->regime.measures.sanctions) |
	                     (above & ~below & ~(unsigned)rules->regime.measures.sanctions);
	return set == 0 ? 0 : over_months(stakes(w, p, set & p->can) + stakes_of_relatives(w, p, set), months);
}

static uint64_t fall_loss(const struct soc_weigher *w, struct person *p, unsigned to, uint32_t months)
{
	uint64_t loss = step_measures(w, p, to + 1, months);
	for (unsigned l = 0; l < w->rules->regime.lists.count; l++)
		if (enters_by_grade(w->rules, l, to, SOC_BLACK) && w->record->months_left[l][p->row] == 0)
			loss += list_loss(w, p, l, w->rules->regime.measures.of_grade[p->class][to]);
	return loss;
}

static uint64_t rise_reward(const struct soc_weigher *w, struct person *p, unsigned to, uint32_t months)
{
	uint64_t reward = step_measures(w, p, to, months);
	for (unsigned l = 0; l < w->rules->regime.lists.count; l++)
		if (enters_by_grade(w->rules, l, to, SOC_RED))
			reward += list_reward(w, p, l, w->rules->regime.measures.of_grade[p->class][to]);
	return reward;
}

static int32_t grade_begins(const struct soc_rules *rules, unsigned grade)
{
	return grade == 0 ? rules->regime.scoring.minimum : rules->regime.scoring.grade_from[grade];
}

static int32_t grade_ends(const struct soc_rules *rules, unsigned grade)
{
	return grade + 1 < rules->regime.scoring.grades ? rules->regime.scoring.grade_from[grade + 1]
	                                                : rules->regime.scoring.maximum + 1;
}

static int32_t middle_of(const struct soc_rules *rules, unsigned grade)
{
	return (int32_t)(((int64_t)grade_begins(rules, grade) + grade_ends(rules, grade)) / 2);
}

/* A step is worth its share when it is not taken as a whole: who needs five such acts to reach the threshold
 * counts a fifth of it for each. */
static uint64_t part_of(uint64_t worth, int64_t move, int64_t distance)
{
	return move >= distance ? worth : worth * (uint64_t)move / (uint64_t)distance;
}

/* Down from a score that is known by so much: every grade that is lost, and the share of the next. */
static uint64_t known_loss(const struct soc_weigher *w, struct person *p, int64_t score, int64_t move,
                           uint32_t months)
{
	uint64_t sum = 0;
	for (unsigned grade = w->record->grade[p->row]; grade > 0 && move > 0; grade--) {
		const int64_t from = w->rules->regime.scoring.grade_from[grade],
					  distance = score >= from ? score - from + 1 : 1;
		sum += part_of(fall_loss(w, p, grade - 1, months), move, distance);
		move -= distance;
		score = w->rules->regime.scoring.grade_from[grade] - 1;
	}
	return sum;
}

static uint64_t known_reward(const struct soc_weigher *w, struct person *p, int64_t move, uint32_t months)
{
	int32_t score = soc_score(&w->rules->regime, w->record, p->row);
	uint64_t sum = 0;
	for (unsigned grade = w->record->grade[p->row]; grade + 1 < w->rules->regime.scoring.grades && move > 0;
	     grade++) {
		const int64_t to = w->rules->regime.scoring.grade_from[grade + 1],
					  distance = score < to ? to - score : 1;
		sum += part_of(rise_reward(w, p, grade + 1, months), move, distance);
		move -= distance;
		score = (int32_t)to;
	}
	return sum;
}

/* Who does not know the rules knows the grade and what there is to lose on the whole way down, and takes
 * every point on it to be worth the same. */
static uint64_t supposed_loss(const struct soc_weigher *w, struct person *p, int64_t move, uint32_t months)
{
	const unsigned grade = w->record->grade[p->row];
	uint64_t sum = 0;
	for (unsigned to = 0; to < grade; to++)
		sum += fall_loss(w, p, to, months);
	return part_of(sum, move, (int64_t)grade_ends(w->rules, grade) - w->rules->regime.scoring.grade_from[1]);
}

static uint64_t supposed_reward(const struct soc_weigher *w, struct person *p, int64_t move, uint32_t months)
{
	const unsigned grade = w->record->grade[p->row], top = w->rules->regime.scoring.grades - 1u;
	uint64_t sum = 0;
	for (unsigned to = grade + 1; to <= top; to++)
		sum += rise_reward(w, p, to, months);
	return grade == top
	           ? 0
	           : part_of(sum, move,
	                     (int64_t)w->rules->regime.scoring.grade_from[top] - grade_begins(w->rules, grade));
}

/* Points of the class that the person still has to lose, or can still gain, as a move of the score. */
static int64_t score_move(const struct soc_weigher *w, unsigned row, const struct soc_tariff *tariff)
{
	const struct soc_rules *rules = w->rules;
	const int32_t held = w->record->points[tariff->component][row];
	int32_t points = tariff->points;
	if (points < 0 && held + points < rules->regime.scoring.floor[tariff->component] -
	                                      rules->regime.scoring.start[tariff->component])
		points = rules->regime.scoring.floor[tariff->component] -
		         rules->regime.scoring.start[tariff->component] - held;
	if (points > 0 && held + points > rules->regime.scoring.ceiling[tariff->component] -
	                                      rules->regime.scoring.start[tariff->component])
		points = rules->regime.scoring.ceiling[tariff->component] -
		         rules->regime.scoring.start[tariff->component] - held;
	return (int64_t)points * rules->regime.scoring.coefficient[tariff->component] / 256;
}

uint64_t soc_expected_loss(const struct soc_weigher *w, unsigned row, unsigned event)
{
	const struct soc_rules *rules = w->rules;
	const struct soc_tariff *tariff = &rules->regime.scoring.tariff[event];
	const struct soc_act_rule *act = &rules->conduct.act[event];
	struct person p = person_of(w, row);
	uint64_t loss = 0;
	for (unsigned bits = act->lists & rules->regime.lists.black; bits != 0; bits &= bits - 1)
		loss += list_loss(w, &p, (unsigned)__builtin_ctz(bits), 0);
	if (!rules->regime.scoring.on || w->record->grade[row] == 0 ||
	    (tariff->grade_limit == INT32_MAX && !(tariff->has_component && tariff->points < 0)))
		return loss;
	const int knows = soc_population_is_informed(w->at, rules, row);
	const int64_t score =
		knows ? soc_score(&rules->regime, w->record, row) : middle_of(rules, w->record->grade[row]);
	int64_t move = tariff->has_component && tariff->points < 0 ? -score_move(w, row, tariff) : 0;
	if (tariff->grade_limit < score - move)
		move = score - tariff->grade_limit;
	if (move <= 0)
		return loss;
	return loss +
	       (knows ? known_loss(w, &p, score, move, act->months) : supposed_loss(w, &p, move, act->months));
}

uint64_t soc_expected_reward(const struct soc_weigher *w, unsigned row, unsigned event)
{
	const struct soc_rules *rules = w->rules;
	const struct soc_tariff *tariff = &rules->regime.scoring.tariff[event];
	const struct soc_act_rule *act = &rules->conduct.act[event];
	struct person p = person_of(w, row);
	uint64_t reward = 0;
	for (unsigned bits = act->lists & rules->regime.lists.red; bits != 0; bits &= bits - 1)
		reward += list_reward(w, &p, (unsigned)__builtin_ctz(bits), 0);
	for (unsigned l = 0; l < rules->regime.lists.count;
	     l++) { /* a good deed shortens an entry, at most to its last month */
		const unsigned left = w->record->months_left[l][row],
					   less = rules->regime.lists.list[l].good_deed_months;
		if (rules->regime.lists.list[l].colour == SOC_BLACK && left > 1 && less > 0 &&
		    soc_grounds_term(&rules->regime, w->record, row, l) != SOC_GROUND_WITHOUT_TERM)
			reward += over_months(
				stakes(w, &p,
			           rules->regime.measures.of_list[p.class][l] & rules->regime.measures.sanctions & p.can),
				256u * (less < left - 1 ? less : left - 1));
	}
	if (!rules->regime.scoring.on || !tariff->has_component || tariff->points <= 0)
		return reward;
	const int64_t move = score_move(w, row, tariff);
	if (move <= 0)
		return reward;
	return reward + (soc_population_is_informed(w->at, rules, row) ? known_reward : supposed_reward)(
						w, &p, move, act->months);
}

/* ---- how the rate responds ---- */

/* A number's power by a table that is linear between sixteen steps of each doubling. Of 0 it is 0, whatever
 * the exponent: what is not risked deters nobody. */
static uint64_t powered(const uint32_t table[SOC_POWERS], uint64_t x)
{
	if (x == 0)
		return 0;
	const uint32_t y = x < UINT32_MAX ? (uint32_t)x : UINT32_MAX;
	const unsigned octave = 31u - (unsigned)__builtin_clz(y);
	const uint32_t mantissa = y << (31u - octave); /* highest bit set */
	const unsigned i = octave * SOC_POWER_STEPS + (mantissa >> 27 & 15u);
	const uint64_t within = mantissa & 0x7ffffffu;
	return table[i] + ((table[i + 1] - (uint64_t)table[i]) * within >> 27);
}

/* exp(-x), x: 1 = 65536, below SOC_LAW_MOST. */
static uint32_t fallen(const struct soc_conduct_rules *c, uint64_t x)
{
	const uint64_t step = ONE / SOC_LAW_STEPS;
	if (x >= SOC_LAW_MOST * (uint64_t)ONE)
		return c->fall[SOC_LAW_MOST * SOC_LAW_STEPS];
	const uint64_t i = x / step, within = x % step;
	return c->fall[i] - (uint32_t)((c->fall[i] - c->fall[i + 1]) * within / step);
}

uint64_t soc_expected_in_gains(const struct soc_conduct_rules *c, uint32_t risk, uint64_t stake,
                               uint32_t inverse_gain)
{
	if (stake == 0)
		return 0;
	const uint64_t cap = (uint64_t)1 << 34; /* a thousand months of income: the product below holds */
	const uint64_t ratio = (stake < cap ? stake : cap) * inverse_gain >> 24;
	const uint64_t x = powered(c->certainty, risk) * powered(c->power, ratio) / SOC_RISK_ONE;
	return x < SOC_LAW_MOST * (uint64_t)ONE ? x : SOC_LAW_MOST * (uint64_t)ONE;
}

/* The expected loss, or reward, in gains of the act. */
static uint64_t expected(const struct soc_weigher *w, unsigned row, unsigned event, uint64_t stake)
{
	const struct soc_conduct_rules *c = &w->rules->conduct;
	return stake == 0 ? 0
	                  : soc_expected_in_gains(c, soc_expected_risk(w, row, event), stake,
	                                          c->act[event].inverse_gain);
}

struct soc_rate_response soc_expected_deterred(const struct soc_conduct_rules *c, uint64_t x)
{
	if (c->law == SOC_LAW_UNIFORM) {
		const uint32_t left = x < ONE ? ONE - (uint32_t)x : 0;
		return (struct soc_rate_response){ left, left > 0 ? -(int32_t)(x * ONE / left) : 0 };
	}
	return (struct soc_rate_response){ fallen(c, x), -(int32_t)x };
}

/* Payment displaces what is done for its own sake as soon as there is any to speak of, and adds what is done
 * for it. */
static struct soc_rate_response paid(const struct soc_conduct_rules *c, const struct soc_act_rule *act,
                                     uint64_t x)
{
	const uint64_t size = x * c->inverse_displacement >> 16;
	const uint32_t kept = fallen(c, size);
	const uint64_t displaced = (uint64_t)act->displaced * (ONE - kept) >> 16;
	const uint64_t factor = ONE - displaced + x;
	const int64_t change = (int64_t)x - (int64_t)((act->displaced * (uint64_t)kept >> 16) * size >> 16);
	return (struct soc_rate_response){ (uint32_t)factor, (int32_t)(change * (int64_t)ONE / (int64_t)factor) };
}

struct soc_rate_response soc_expected_response(const struct soc_weigher *w, unsigned row, unsigned event)
{
	const struct soc_rules *rules = w->rules;
	const struct soc_act_rule *act = &rules->conduct.act[event];
	const struct soc_rate_response none = { ONE, 0 };
	if (!act->is_weighed || !soc_population_is_responsible(&rules->regime, w->registry, row))
		return none;
	if (rules->events.event[event].kind == SOC_GOOD_DEED) {
		const uint64_t x = expected(w, row, event, soc_expected_reward(w, row, event));
		return x > 0 ? paid(&rules->conduct, act, x) : none;
	}
	const uint64_t x = expected(w, row, event, soc_expected_loss(w, row, event));
	if (x == 0)
		return none;
	struct soc_rate_response rate = soc_expected_deterred(&rules->conduct, x);
	if (act->unknowing > 0 && !soc_population_is_informed(w->at, rules, row)) {
		const uint64_t weighed = ((uint64_t)(ONE - act->unknowing) * rate.factor) >> 16;
		const uint32_t all = act->unknowing + (uint32_t)weighed;
		rate.slope = all > 0 ? (int32_t)(rate.slope * (int64_t)weighed / all) : 0;
		rate.factor = all;
	}
	return rate;
}
