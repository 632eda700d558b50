/* Firms once more: what a record is expected to cost, what becomes of the rate, what they learn. */
#include "firms.h"

#include "base/wide.h"

static int is_in(uint32_t set, int i)
{
	return (set >> i) % 2 == 1;
}

static int is_black(const struct town *t, int list)
{
	return t->rules->list[list].colour == SOC_BLACK;
}

static uint64_t stake(const struct town *t, int firm, int m)
{
	const struct ref_firm *f = &t->ref->firm[firm];
	return t->rules->measure[m].stake[f->size][f->sector];
}

static int is_met(const struct town *t, int firm, int m)
{
	const struct ref_firm *f = &t->ref->firm[firm];
	int met = t->rules->grades > 0 && is_in(t->rules->measures_of_grade[f->grade], m);
	for (int l = 0; l < t->rules->lists; l++)
		met |= f->left[l] > 0 && is_in(t->rules->measures_of_list[l], m);
	return met;
}

/* What a month on the list costs by what it closes. grade: whose measures count elsewhere; again: those that
 * meet the firm already count too. */
static uint64_t month_on_list(const struct town *t, int firm, int list, int grade, int again)
{
	uint64_t sum = 0;
	for (int m = 0; m < t->rules->measures; m++)
		if (t->rules->measure[m].kind == SOC_SANCTION && is_in(t->rules->measures_of_list[list], m) &&
		    !(grade != NOBODY && is_in(t->rules->measures_of_grade[grade], m)) &&
		    (again || !is_met(t, firm, m)))
			sum += stake(t, firm, m);
	return sum;
}

static uint64_t loss_on_list(const struct town *t, int firm, int list, int grade)
{
	const struct ref_firm *f = &t->ref->firm[firm];
	const struct soc_firm_list_rule *rule = &t->rules->list[list];
	int listed = 0;
	uint64_t loss;
	for (int l = 0; l < t->rules->lists; l++)
		listed |= is_black(t, l) && f->left[l] > 0;
	if (f->left[list] > 0) {
		const int gone = f->left[list] < rule->term ? rule->term - f->left[list] : 0;
		const uint64_t months = rule->months * (uint64_t)gone / rule->term;
		loss = (month_on_list(t, firm, list, grade, 1) + t->rules->closing_loss) * months / 256;
	} else {
		loss = (month_on_list(t, firm, list, grade, 0) + (listed ? 0 : t->rules->closing_loss)) *
		           rule->months / 256 +
		       rule->head_loss;
	}
	return (uint64_t)((soc_wide)loss * rule->entry / ((soc_wide)1 << 32));
}

static uint64_t loss_of_step(const struct town *t, int firm, int event, int higher)
{
	const int lower = higher - 1;
	uint64_t sum = 0;
	for (int m = 0; m < t->rules->measures; m++) {
		const int at_lower = is_in(t->rules->measures_of_grade[lower], m),
				  at_higher = is_in(t->rules->measures_of_grade[higher], m);
		if (t->rules->measure[m].kind == SOC_SANCTION ? at_lower && !at_higher : at_higher && !at_lower)
			sum += stake(t, firm, m);
	}
	sum = sum * t->rules->point_months / 256;
	for (int l = 0; l < t->rules->lists; l++)
		if (t->rules->list[l].enabled && is_black(t, l) && is_in(t->rules->list[l].entry_grades, lower) &&
		    !is_in(t->rules->list[l].entry_events, event) && t->ref->firm[firm].left[l] == 0)
			sum += loss_on_list(t, firm, l, lower);
	return sum;
}

/* From a score down by so much, threshold by threshold; the last one not reached counts in part. */
static uint64_t loss_of_points(const struct town *t, int firm, int event, int grade, int64_t score,
                               int64_t move)
{
	if (grade == 0 || move <= 0)
		return 0;
	const int64_t landing = (int64_t)t->rules->grade_from[grade] - 1;
	const int64_t distance = score - landing < 1 ? 1 : score - landing;
	const uint64_t step = loss_of_step(t, firm, event, grade);
	if (move < distance)
		return step * (uint64_t)move / (uint64_t)distance;
	return step + loss_of_points(t, firm, event, grade - 1, landing, move - distance);
}

static uint64_t loss_of_credit(const struct town *t, int firm, int event, int64_t score, int64_t move)
{
	uint64_t month = 0;
	if (move <= 0 || score < t->rules->credit_below || !ref_firm_is_scored(t, firm))
		return 0;
	for (int m = 0; m < t->rules->measures; m++) {
		int listed = is_met(t, firm, m);
		for (int l = 0; l < t->rules->lists; l++)
			listed |= t->rules->list[l].enabled && is_black(t, l) &&
			          is_in(t->rules->list[l].entry_events, event) && is_in(t->rules->measures_of_list[l], m);
		if (!listed && is_in(t->rules->credit_measures, m))
			month += stake(t, firm, m);
	}
	const uint64_t all = month * t->rules->point_months / 256;
	const int64_t distance = score - t->rules->credit_below + 1;
	return move < distance ? all * (uint64_t)move / (uint64_t)distance : all;
}

static uint64_t loss(const struct town *t, int firm, int event)
{
	const struct ref_firm *f = &t->ref->firm[firm];
	const int64_t score = (int64_t)t->rules->base + f->points,
				  move = f->points -
	                     ref_bounded(f->points + t->rules->event[event].points, -1000 * SOC_POINT, f->points);
	uint64_t sum = loss_of_credit(t, firm, event, score, move);
	for (int l = 0; l < t->rules->lists; l++)
		if (t->rules->list[l].enabled && is_black(t, l) && is_in(t->rules->list[l].entry_events, event))
			sum += loss_on_list(t, firm, l, NOBODY);
	return t->rules->grades > 0 ? sum + loss_of_points(t, firm, event, f->grade, score, move) : sum;
}

int64_t ref_firm_rate(const struct town *t, int firm, int event, int64_t *response)
{
	const struct soc_firm_event_rule *e = &t->rules->event[event];
	const uint64_t risk = (uint64_t)t->ref->firm[firm].risk[event] * ((uint64_t)1 << 24) / 255;
	*response = 0;
	if (!e->is_weighed || risk == 0)
		return 65536;
	const int64_t x = (int64_t)ref_in_gains(t->conduct, risk, loss(t, firm, event), e->inverse_gain);
	return x == 0 ? 65536 : ref_rate_left(t->conduct, x, response);
}

/* Offsets of fading points, scattered, a stream for each class. */
static uint32_t scattered(const struct town *t, const struct soc_firms_rules *rules, int firm, int month,
                          int event)
{
	const int64_t place = ((int64_t)firm * 25717 + (int64_t)month * 40503 +
	                       ((int64_t)(rules->event[event].salt % 65536) + 1) * (int64_t)7919) %
	                      65536;
	(void)t;
	return (uint32_t)(place * 2654435769 % 4294967296);
}

static int first_risk(const struct town *t, const struct soc_firms_rules *rules, int firm, int event)
{
	const int64_t begin = rules->event[event].begin[t->ref->firm[firm].workers >= 10];
	return (int)((begin * 255 + scattered(t, rules, firm, 0, event) / 65536) / 65536);
}

void ref_firm_begin_risk(const struct town *t, int firm)
{
	for (int k = 0; k < t->rules->events; k++)
		t->ref->firm[firm].risk[k] = first_risk(t, t->rules, firm, k);
}

void ref_firm_hear(const struct town *t, const struct soc_firms_rules *before, int firm)
{
	struct ref_firm *f = &t->ref->firm[firm];
	for (int k = 0; k < t->rules->events; k++) {
		const int large = f->workers >= 10, risk = first_risk(t, t->rules, firm, k);
		if (t->rules->event[k].begin[large] > before->event[k].begin[large] && f->risk[k] < risk)
			f->risk[k] = risk;
	}
}

void ref_firm_learn(const struct town *t, int firm, int event, int caught)
{
	int *risk = &t->ref->firm[firm].risk[event];
	if (!t->rules->event[event].is_weighed)
		return;
	const int64_t step = caught ? t->rules->learn_caught : t->rules->learn_uncaught;
	*risk += (int)ref_floor(
		(255 * caught - *risk) * step + scattered(t, t->rules, firm, t->ref->month, event) / 16777216, 256);
}
