/* What somebody expects of an act, sum by sum, and how their rate answers. docs/model, Conduct. */
#include "firms.h"
#include "near.h"

#include "base/wide.h"

/* One person who thinks about one class of act. */
struct thought {
	const struct ref_now *now;
	const struct ref_person *p;
	int person, class;
};

static int is_in(uint64_t set, int i)
{
	return (int)(set >> i & 1);
}

static int is_sanction(const struct thought *t, int measure)
{
	return is_in(t->now->rules->regime.measures.sanctions, measure);
}

static int meets(const struct thought *t, int age, int measure)
{
	return is_in(t->now->rules->conduct.of_age[age], measure);
}

static uint64_t stake(const struct thought *t, int measure)
{
	return t->now->rules->conduct.stake[measure][t->p->class][t->now->c->urban][t->p->quintile_now];
}

static int relatives(const struct thought *t, int relation)
{
	const struct ref_person *p = t->p;
	int n = 0;
	if (relation == SOC_RELATION_OUTSIDE)
		return (p->kin != NOBODY) + (p->former != NOBODY);
	for (int j = p->home_first; j < p->home_first + p->home_size; j++)
		n += j != t->person && ref_relation_at_home(p, &t->now->c->person[j]) == relation;
	return n;
}

/* A month under a measure for the person's relatives: children are ten, all others of the person's age. */
static uint64_t stake_of_relatives(const struct thought *t, int measure)
{
	uint64_t sum = 0;
	for (int relation = 0; relation < SOC_RELATION_GROUP; relation++)
		if (is_in(t->now->rules->regime.spillover.relation[relation], measure) &&
		    meets(t, relation == SOC_RELATION_CHILD ? 10 : t->p->age, measure))
			sum += (uint64_t)relatives(t, relation) *
			       (stake(t, measure) * t->now->rules->conduct.spill[measure][relation] / 65536);
	return sum;
}

/* A month under the sanctions (or the rewards) of a list, which relatives share; under those the person has
 * already, nothing is new; those of a grade (or NOBODY) are counted with the grade. */
static uint64_t month_on_list(const struct thought *t, int list, int sanctions, int only_new, int grade)
{
	uint64_t sum = 0;
	for (int m = 0; m < t->now->rules->regime.measures.count; m++) {
		if (!is_in(t->now->rules->regime.measures.of_list[t->p->class][list], m) ||
		    is_sanction(t, m) != sanctions ||
		    (grade != NOBODY && is_in(t->now->rules->regime.measures.of_grade[t->p->class][grade], m)))
			continue;
		if (meets(t, t->p->age, m) && !(only_new && t->p->measure[m]))
			sum += stake(t, m);
		sum += stake_of_relatives(t, m);
	}
	return sum;
}

static uint64_t by_chance(const struct thought *t, uint64_t worth, int list)
{
	return (uint64_t)((soc_wide)worth * t->now->rules->regime.lists.list[list].entry / ((soc_wide)1 << 32));
}

static uint64_t loss_on_list(const struct thought *t, int list, int grade)
{
	const struct soc_conduct_rules *c = &t->now->rules->conduct;
	const int left = t->p->entry[list].months_left, term = t->now->rules->regime.lists.list[list].term;
	uint64_t loss;
	if (left == 0)
		loss = month_on_list(t, list, 1, 1, grade) * c->list_months[list][t->p->class] / 256 +
		       c->published[list][t->p->employed];
	else
		loss = month_on_list(t, list, 1, 0, grade) *
		       (left < term
		            ? (uint64_t)c->list_months[list][t->p->class] * (uint64_t)(term - left) / (uint64_t)term
		            : 0) /
		       256;
	return by_chance(t, loss, list);
}

static uint64_t gain_on_list(const struct thought *t, int list, int grade)
{
	const struct soc_conduct_rules *c = &t->now->rules->conduct;
	if (t->p->entry[list].months_left > 0)
		return 0;
	return by_chance(t, month_on_list(t, list, 0, 1, grade) * c->list_months[list][t->p->class] / 256, list);
}

/* What it is worth to be in the higher of two grades that touch. */
static uint64_t worth_of_step(const struct thought *t, int higher, uint64_t months)
{
	const uint16_t *of_grade = t->now->rules->regime.measures.of_grade[t->p->class];
	uint64_t sum = 0;
	for (int m = 0; m < t->now->rules->regime.measures.count; m++) {
		const int above = is_in(of_grade[higher], m), below = is_in(of_grade[higher - 1], m);
		if (is_sanction(t, m) ? below && !above : above && !below)
			sum += (meets(t, t->p->age, m) ? stake(t, m) : 0) + stake_of_relatives(t, m);
	}
	return sum * months / 256;
}

static int enters(const struct thought *t, int list, int grade, int colour)
{
	const struct soc_list_rule *rule = &t->now->rules->regime.lists.list[list];
	return rule->enabled && rule->colour == colour && is_in(rule->entry_grades, grade);
}

static uint64_t worth_of_fall(const struct thought *t, int to, uint64_t months)
{
	uint64_t sum = worth_of_step(t, to + 1, months);
	for (int l = 0; l < t->now->rules->regime.lists.count; l++)
		if (enters(t, l, to, SOC_BLACK) && t->p->entry[l].months_left == 0)
			sum += loss_on_list(t, l, to);
	return sum;
}

static uint64_t worth_of_rise(const struct thought *t, int to, uint64_t months)
{
	uint64_t sum = worth_of_step(t, to, months);
	for (int l = 0; l < t->now->rules->regime.lists.count; l++)
		if (enters(t, l, to, SOC_RED))
			sum += gain_on_list(t, l, to);
	return sum;
}

/* A move of the score from a grade on, threshold by threshold; the last one not reached counts in part. */
static uint64_t worth_of_move(const struct thought *t, int grade, int64_t score, int64_t move, int up,
                              uint64_t months)
{
	const struct soc_rules *rules = t->now->rules;
	const int next = up ? grade + 1 : grade - 1;
	if (move <= 0 || next < 0 || next >= rules->regime.scoring.grades)
		return 0;
	const int64_t landing =
		up ? rules->regime.scoring.grade_from[next] : (int64_t)rules->regime.scoring.grade_from[grade] - 1;
	int64_t distance = up ? landing - score : score - landing;
	if (distance < 1)
		distance = 1;
	const uint64_t step = up ? worth_of_rise(t, next, months) : worth_of_fall(t, next, months);
	if (move < distance)
		return step * (uint64_t)move / (uint64_t)distance;
	return step + worth_of_move(t, next, landing, move - distance, up, months);
}

static int64_t grade_begins(const struct soc_rules *rules, int g)
{
	return g == 0 ? rules->regime.scoring.minimum : rules->regime.scoring.grade_from[g];
}

static int64_t grade_ends(const struct soc_rules *rules, int g)
{
	return g == rules->regime.scoring.grades - 1 ? rules->regime.scoring.maximum + 1
	                                             : rules->regime.scoring.grade_from[g + 1];
}

/* Of those who know the rules, the score; the others suppose the middle of their grade. */
static int64_t own_score(const struct thought *t)
{
	const struct soc_rules *rules = t->now->rules;
	if (ref_knows_rules(t->now, t->person))
		return ref_score(rules, t->p, 0);
	return (grade_begins(rules, t->p->grade) + grade_ends(rules, t->p->grade)) / 2;
}

/* What a move of the score is worth: to those who know the rules threshold by threshold, to the others its
 * share of the whole way down, or up. */
static uint64_t worth(const struct thought *t, int64_t move, int up, uint64_t months)
{
	const struct soc_rules *rules = t->now->rules;
	const int g = t->p->grade, top = rules->regime.scoring.grades - 1;
	if (ref_knows_rules(t->now, t->person))
		return worth_of_move(t, g, own_score(t), move, up, months);
	const int64_t way = up ? rules->regime.scoring.grade_from[top] - grade_begins(rules, g)
	                       : grade_ends(rules, g) - rules->regime.scoring.grade_from[1];
	uint64_t all = 0;
	for (int to = up ? g + 1 : 0; to <= (up ? top : g - 1); to++)
		all += up ? worth_of_rise(t, to, months) : worth_of_fall(t, to, months);
	if (move <= 0 || all == 0)
		return 0;
	return move >= way ? all : all * (uint64_t)move / (uint64_t)way;
}

/* Points that an accepted record would add, within what the component holds, as a move of the score. */
static int64_t move_of(const struct thought *t)
{
	const struct soc_rules *rules = t->now->rules;
	const struct soc_tariff *e = &rules->regime.scoring.tariff[t->class];
	if (!e->has_component)
		return 0;
	const int f = e->component;
	const int64_t held = t->p->points[f];
	int64_t points = e->points;
	if (points < 0 && held + points < rules->regime.scoring.floor[f] - rules->regime.scoring.start[f])
		points = rules->regime.scoring.floor[f] - rules->regime.scoring.start[f] - held;
	if (points > 0 && held + points > rules->regime.scoring.ceiling[f] - rules->regime.scoring.start[f])
		points = rules->regime.scoring.ceiling[f] - rules->regime.scoring.start[f] - held;
	return points * rules->regime.scoring.coefficient[f] / 256;
}

static uint64_t loss(const struct thought *t)
{
	const struct soc_rules *rules = t->now->rules;
	const struct soc_tariff *e = &rules->regime.scoring.tariff[t->class];
	const struct soc_act_rule *act = &rules->conduct.act[t->class];
	uint64_t sum = 0;
	for (int l = 0; l < rules->regime.lists.count; l++)
		if (is_in(act->lists, l) && rules->regime.lists.list[l].colour == SOC_BLACK)
			sum += loss_on_list(t, l, NOBODY);
	if (!rules->regime.scoring.on)
		return sum;
	const int64_t score = own_score(t);
	int64_t move = e->points < 0 ? -move_of(t) : 0;
	if (e->grade_limit != INT32_MAX && score - move > e->grade_limit)
		move = score - e->grade_limit;
	return sum + worth(t, move, 0, act->months);
}

static uint64_t reward(const struct thought *t)
{
	const struct soc_rules *rules = t->now->rules;
	const struct soc_act_rule *act = &rules->conduct.act[t->class];
	uint64_t sum = 0;
	for (int l = 0; l < rules->regime.lists.count; l++) {
		if (is_in(act->lists, l) && rules->regime.lists.list[l].colour == SOC_RED)
			sum += gain_on_list(t, l, NOBODY);
		if (rules->regime.lists.list[l].colour != SOC_BLACK)
			continue;
		const int most = t->p->entry[l].months_left - 1; /* of the months left, the last always stays */
		const int months = rules->regime.lists.list[l].good_deed_months < most
		                       ? rules->regime.lists.list[l].good_deed_months
		                       : most;
		for (int m = 0; m < rules->regime.measures.count && months > 0; m++)
			if (is_in(rules->regime.measures.of_list[t->p->class][l], m) && is_sanction(t, m) &&
			    meets(t, t->p->age, m))
				sum += stake(t, m) * (uint64_t)months;
	}
	if (!rules->regime.scoring.on || rules->regime.scoring.tariff[t->class].points <= 0)
		return sum;
	return sum + worth(t, move_of(t), 1, act->months);
}

/* Perceived risk that is acted on, in 2^-24: the sphere's, own experience and the place's, of which the class
 * has its share; and the neighbours'. */
static uint64_t risk(const struct thought *t)
{
	const struct soc_rules *rules = t->now->rules;
	const struct soc_act_rule *act = &rules->conduct.act[t->class];
	const int64_t both = ((int64_t)t->p->risk[act->sphere] * 257 * rules->people.risk_own +
	                      (int64_t)t->now->field->risk[act->sphere] * rules->people.risk_place) /
	                     65536;
	const int64_t of_class = ref_bounded(both, 0, 65535) * (int64_t)act->share[t->now->c->urban] / 65535;
	return (uint64_t)ref_bounded(of_class + act->risk_more, 0, 1 << 24);
}

/* Between the entries of the table of powers on both sides of a ratio. */
static uint64_t power(const uint32_t *table, uint64_t ratio)
{
	if (ratio == 0)
		return 0;
	if (ratio > UINT32_MAX)
		ratio = UINT32_MAX;
	int octave = 0;
	while (ratio >> octave > 1)
		octave++;
	/* within its octave, in units of which the octave has 2^31 */
	const uint64_t within = (ratio << (31 - octave)) - ((uint64_t)1 << 31);
	const uint64_t width = (uint64_t)1 << 27;
	const uint64_t i = (uint64_t)octave * 16 + within / width, rest = within % width;
	return table[i] + ((uint64_t)table[i + 1] - table[i]) * rest / width;
}

static uint64_t exponential(const struct soc_conduct_rules *c, uint64_t x)
{
	if (x / 65536 >= SOC_LAW_MOST)
		return c->fall[SOC_LAW_MOST * SOC_LAW_STEPS];
	return c->fall[x / 1024] - (uint64_t)(c->fall[x / 1024] - c->fall[x / 1024 + 1]) * (x % 1024) / 1024;
}

uint64_t ref_in_gains(const struct soc_conduct_rules *c, uint64_t risk, uint64_t months,
                      uint32_t inverse_gain)
{
	const uint64_t most = (uint64_t)1 << 34;
	if (months == 0)
		return 0;
	const uint64_t ratio =
		(uint64_t)((soc_wide)(months < most ? months : most) * inverse_gain / ((soc_wide)1 << 24));
	const uint64_t x = power(c->certainty, risk) * power(c->power, ratio) / (1 << 24);
	return x < SOC_LAW_MOST * 65536 ? x : SOC_LAW_MOST * 65536;
}

int64_t ref_rate_left(const struct soc_conduct_rules *c, int64_t x, int64_t *response)
{
	int64_t left = c->law == SOC_LAW_UNIFORM ? 65536 - x : (int64_t)exponential(c, (uint64_t)x);
	if (left < 0)
		left = 0;
	*response = c->law == SOC_LAW_EXPONENTIAL ? -x : left > 0 ? -(x * 65536 / left) : 0;
	return left;
}

static uint64_t expected(const struct thought *t, uint64_t months)
{
	const struct soc_conduct_rules *c = &t->now->rules->conduct;
	return ref_in_gains(c, risk(t), months, c->act[t->class].inverse_gain);
}

static uint64_t rate_of_deed(const struct thought *t, int64_t *response)
{
	const struct soc_conduct_rules *c = &t->now->rules->conduct;
	const int64_t x = (int64_t)expected(t, reward(t)), displaced = c->act[t->class].displaced;
	if (x == 0)
		return 65536;
	const int64_t size = x * (int64_t)c->inverse_displacement / 65536;
	const int64_t kept = (int64_t)exponential(c, (uint64_t)size);
	const int64_t rate = 65536 - displaced * (65536 - kept) / 65536 + x;
	*response = (x - displaced * kept / 65536 * size / 65536) * 65536 / rate;
	return (uint64_t)rate;
}

uint64_t ref_answer_of(const struct ref_now *now, int person, int class, int64_t *response)
{
	const struct soc_conduct_rules *c = &now->rules->conduct;
	const struct thought t = { now, &now->c->person[person], person, class };
	*response = 0;
	if (!c->act[class].is_weighed || ref_is_minor(now, person))
		return 65536;
	if (now->rules->events.event[class].kind == SOC_GOOD_DEED)
		return rate_of_deed(&t, response);
	const int64_t x = (int64_t)expected(&t, loss(&t)), unknowing = c->act[class].unknowing;
	if (x == 0)
		return 65536;
	int64_t left = ref_rate_left(c, x, response);
	if (unknowing > 0 && !ref_knows_rules(now, person)) {
		const int64_t weighed = (65536 - unknowing) * left / 65536;
		left = unknowing + weighed;
		*response = left > 0 ? *response * weighed / left : 0;
	}
	return (uint64_t)left;
}
