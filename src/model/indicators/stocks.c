#include "model/indicators/count.h"

#include "base/bytes.h"
#include "base/scan.h"
#include "base/vector.h"
#include "model/ledger/ledger.h"
#include "model/measures/measures.h"
#include "model/modules/liability/count.h"
#include "model/modules/spillover/count.h"
#include "model/population/population.h"

#include <string.h>

/* A person's own measures that would hold without wrong entries and without the points of wrong records. */
static uint16_t rightly_own(const struct soc_measurement *s, unsigned row)
{
	const unsigned class = soc_traits_class(s->registry->traits[row]);
	uint16_t set = 0;
	const uint8_t *enrolled =
		soc_spillover_enrolled(s->at, &s->rules->regime, s->registry, s->record, s->spillover);
	if (s->rules->regime.scoring.on &&
	    s->rules->regime.measures.of_grade[class][s->record->grade[row]] != 0 &&
	    (enrolled == NULL || enrolled[row]))
		set = s->rules->regime.measures
		          .of_grade[class][soc_ledger_right_grade(s->rules, s->record, s->truth, s->true_log, row)];
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++)
		if (s->record->months_left[l][row] > 0 && soc_tag_entry(s->truth->tags[row], l) == SOC_DID)
			set |= s->rules->regime.measures.of_list[class][l];
	if (s->rules->regime.bureaus.meets)
		set |= soc_measures_of_bureaus(&s->rules->regime, class,
		                               s->record->refused_by[row] & (unsigned)~s->truth->wronged_by[row]);
	return set;
}

/* Of the measures that hold a row, its own. Beyond the first relative the spill-over is at hand:
 * soc_count_attempts and soc_count_stocks see to it. */
static uint16_t own_of(const struct soc_measurement *s, unsigned row)
{
	const uint16_t own = s->rules->regime.spillover.deepest > 1
	                         ? s->spillover->at[0][row]
	                         : soc_measures_own(s->at, &s->rules->regime, s->registry, s->record, row);
	return own & s->record->measures[row];
}

int soc_count_is_rightly_own(const struct soc_measurement *s, unsigned row, unsigned measure)
{
	return (own_of(s, row) >> measure & 1u) && (rightly_own(s, row) >> measure & 1u);
}

static void have_spillover(const struct soc_measurement *s)
{
	if (s->rules->regime.spillover.deepest > 1 && !s->spillover->made)
		soc_spillover_make(s->at, &s->rules->regime, s->registry, s->record, s->spillover);
}

/* Counts the relation through which a measure reached a person: of several the nearest, the liability group
 * last. */
static void count_through(struct soc_tally *t, unsigned measure, const struct soc_spill *spill)
{
	static const unsigned by_kin[] = { SOC_MEAS_people_spouse, SOC_MEAS_people_child,
		                               SOC_MEAS_people_household, SOC_MEAS_people_kin };
	unsigned kin = 0;
	while (kin < SOC_KIN_RELATIONS && !(spill->by[kin] >> measure & 1u))
		kin++;
	if (kin < SOC_KIN_GROUP)
		t->measure[measure][by_kin[kin]]++;
	else if (kin == SOC_KIN_GROUP)
		soc_liability_count_measure(measure, t);
}

/* Of a set of sanctions those that can meet a person: some people of their age, class, place and income try
 * what it denies, and some who try are refused. */
static unsigned effective_of(const struct soc_measurement *s, unsigned row, unsigned set)
{
	const unsigned class = soc_traits_class(s->registry->traits[row]),
				   quintile = soc_situation_quintile(s->registry->situation[row]),
				   age = s->registry->age[row];
	unsigned effective = 0;
	for (unsigned bits = set; bits != 0; bits &= bits - 1) {
		const struct soc_attempt_rule *rule = &s->rules->people.attempt[__builtin_ctz(bits)];
		if (rule->demand[class][s->at->urban][quintile][0] > 0 && rule->strictness > 0 &&
		    age >= rule->min_age && age <= rule->max_age)
			effective |= bits & -bits;
	}
	return effective;
}

/* A person under a sanction: formally, and where one can meet them. own: of the set; rightly: of these by a
 * right entry or grade. */
static void count_sanctioned(const struct soc_measurement *s, struct soc_tally *t, unsigned row, unsigned set,
                             unsigned own, unsigned rightly)
{
	const unsigned cell = soc_count_cell(s->registry, s->self, row), effective = effective_of(s, row, set);
	soc_count(t, cell, SOC_IND_sanctioned, 1);
	soc_count(t, cell, SOC_IND_sanctioned_by_kin, own == 0);
	soc_count(t, cell, SOC_IND_sanctioned_innocent, rightly == 0);
	if (effective == 0)
		return;
	soc_count_person(s, t, row, SOC_IND_sanctioned_effective, 1);
	soc_count_person(s, t, row, SOC_IND_sanctioned_effective_by_kin, (own & effective) == 0);
	soc_count(t, cell, SOC_IND_sanctioned_effective_innocent, (rightly & effective) == 0);
}

/* Counts through which relation each measure that is not a person's own has reached them, and people under a
 * sanction. */
static void count_burden(const struct soc_measurement *s, struct soc_tally *t, unsigned row, uint16_t own)
{
	const uint16_t set = s->record->measures[row], sanctions = s->rules->regime.measures.sanctions;
	struct soc_spill spill;
	if (set != own)
		soc_measures_spilled(s->at, &s->rules->regime, s->registry, s->record,
		                     s->rules->regime.spillover.deepest > 1 ? s->spillover : NULL, row, &spill);
	for (unsigned bits = set & (uint16_t)~own; bits != 0; bits &= bits - 1) {
		const unsigned m = (unsigned)__builtin_ctz(bits);
		count_through(t, m, &spill);
	}
	if (set & sanctions) {
		const unsigned by_own = own & sanctions, rightly = by_own != 0 ? by_own & rightly_own(s, row) : 0;
		count_sanctioned(s, t, row, set & sanctions, by_own, rightly);
		if (s->rules->regime.spillover.deepest > 1)
			soc_spillover_count(s, row, rightly != 0, t);
	}
}

/* Of each row: its own measures; and whether there is more to say of it than that. Returns all that are
 * anybody's own. */
SOC_VECTOR static unsigned own_part(const uint16_t *first, const uint16_t *measures, unsigned count,
                                    uint16_t sanctions, uint16_t *own, uint8_t *more)
{
	unsigned any = 0;
	for (unsigned i = 0; i < count; i++) {
		own[i] = first[i] & measures[i];
		more[i] = (own[i] != measures[i]) | ((measures[i] & sanctions) != 0);
		any |= own[i];
	}
	return any;
}

static void count_measures(const struct soc_measurement *s, struct soc_tally *t)
{
	uint16_t own[SOC_COMMUNITY_MAX] = { 0 };
	uint8_t more[SOC_COMMUNITY_MAX];
	have_spillover(s);
	if (s->rules->regime.spillover.deepest <= 1)
		SOC_FOR_NONZERO16(s->record->measures, s->at->count, row)
			own[row] = soc_measures_own(s->at, &s->rules->regime, s->registry, s->record, row);
	const uint16_t *first = s->rules->regime.spillover.deepest > 1 ? s->spillover->at[0] : own;
	for (unsigned bits = own_part(first, s->record->measures, s->at->count,
	                              s->rules->regime.measures.sanctions, own, more);
	     bits != 0; bits &= bits - 1) {
		const unsigned m = (unsigned)__builtin_ctz(bits);
		t->measure[m][SOC_MEAS_people_own] += soc_bytes_words_with(own, s->at->count, (uint16_t)(1u << m));
	}
	SOC_FOR_NONZERO(more, s->at->count, row)
		count_burden(s, t, row, own[row]);
}

void soc_count_attempts(const struct soc_measurement *s, struct soc_tally *t)
{
	have_spillover(s);
	for (unsigned i = 0; i < s->month_log->attempts_count; i++) {
		const struct soc_attempt *a = &s->month_log->attempts[i];
		const unsigned cell = soc_count_cell(s->registry, s->self, a->row);
		const uint16_t bit = (uint16_t)(1u << a->measure);
		const int is_sanction = (s->rules->regime.measures.sanctions & bit) != 0;
		int64_t *m = t->measure[a->measure];
		m[SOC_MEAS_attempts] += a->attempts;
		if (is_sanction)
			soc_count(t, cell, SOC_IND_attempts, a->attempts);
		if (a->effective == 0)
			continue;
		const int by_own = (own_of(s, a->row) & bit) != 0,
				  rightly = by_own && soc_count_is_rightly_own(s, a->row, a->measure);
		m[SOC_MEAS_effective] += a->effective;
		if (!rightly)
			m[by_own ? SOC_MEAS_effective_wronged : SOC_MEAS_effective_spilled] += a->effective;
		soc_count_person(s, t, a->row, is_sanction ? SOC_IND_refused : SOC_IND_granted, a->effective);
		if (is_sanction && !rightly)
			soc_count_person(s, t, a->row, SOC_IND_refused_innocent, a->effective);
	}
}

/* The person counts once, by the gravest wrong: listed for nothing, for something else, rightly. */
static void count_listed(const struct soc_measurement *s, struct soc_tally *t, unsigned row)
{
	static const enum soc_indicator by_truth[] = { SOC_IND_listed_true, SOC_IND_listed_other_violation,
		                                           SOC_IND_listed_no_violation };
	const unsigned cell = soc_count_cell(s->registry, s->self, row);
	unsigned worst = 0, black = 0, red = 0, aware = 0;
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++) {
		if (s->record->months_left[l][row] == 0)
			continue;
		const unsigned truth = soc_tag_entry(s->truth->tags[row], l), knows = s->self->aware[row] >> l & 1u;
		t->list[l][SOC_LISTCOUNT_stock]++;
		t->list[l][SOC_LISTCOUNT_stock_true + truth]++;
		if (s->rules->regime.lists.list[l].colour == SOC_RED) {
			red = 1;
			continue;
		}
		t->list[l][SOC_LISTCOUNT_stock_unaware] += !knows;
		worst = black == 0 || truth > worst ? truth : worst;
		black = 1;
		aware |= knows;
	}
	soc_count(t, cell, SOC_IND_listed_red, red);
	if (!black)
		return;
	soc_count_person(s, t, row, SOC_IND_listed, 1);
	soc_count_person(s, t, row, by_truth[worst], 1);
	soc_count(t, cell, SOC_IND_listed_unaware, !aware);
	soc_count_person(s, t, row, SOC_IND_offenders_listed, (s->truth->tags[row] & SOC_TAG_OFFENDER) != 0);
}

static void count_on_lists(const struct soc_measurement *s, struct soc_tally *t)
{
	SOC_FOR_SCANNED(soc_measurement_listed(s, row_base), s->at->count, row)
		count_listed(s, t, row);
}

/* Everybody is counted in the one pass that touches every row. Slots are the bits of class, group and
 * quintile as they stand in the columns; they become demographic cells once, at the end. A community is all
 * urban or all rural. */
#define SLOTS 64

/* People, offenders among them and their scores above the least, of a slot and grade, side by side in one
 * number, so that a row is added at once: a community has 512 people at most, and scores fit 32 bits. */
#define OFFENDERS_AT 10
#define SCORES_AT 20
#define PEOPLE_MASK 1023u

struct slots {
	uint64_t held[SLOTS * SOC_GRADES_MAX]; /* by slot and grade; where nobody is graded, by slot */
	uint64_t used;                         /* bit set: slots that have people */
	struct {
		int32_t strain[SLOTS], income[SLOTS], unregistered[SLOTS], rewarded[SLOTS];
	} of_some; /* sums to which most people add nothing */
};

SOC_VECTOR static void slots_of(const uint8_t *traits, const uint8_t *nature, const uint8_t *situation,
                                unsigned count, uint8_t *slot)
{
	for (unsigned i = 0; i < count; i++)
		slot[i] = (uint8_t)((nature[i] >> 6 & 1) << 5 | (traits[i] >> 3 & 3) << 3 | (situation[i] & 7));
}

SOC_VECTOR static void people_as(const uint16_t *tags, unsigned count, unsigned offender, uint32_t *as)
{
	for (unsigned i = 0; i < count; i++)
		as[i] = 1u + ((uint32_t)((tags[i] & offender) != 0) << OFFENDERS_AT);
}

SOC_VECTOR static void with_scores(const uint32_t *as, const int32_t *score, const uint8_t *slot,
                                   const uint8_t *grade, unsigned count, int32_t least, uint64_t *scored,
                                   uint16_t *place)
{
	for (unsigned i = 0; i < count; i++) {
		scored[i] = as[i] + ((uint64_t)((uint32_t)score[i] - (uint32_t)least) << SCORES_AT);
		place[i] = (uint16_t)(slot[i] * SOC_GRADES_MAX + grade[i]);
	}
}

static void add_people(const struct soc_measurement *s, const uint8_t *slot, unsigned grades,
                       struct slots *sum)
{
	const unsigned count = s->at->count;
	uint32_t as[SOC_COMMUNITY_MAX];
	uint64_t scored[SOC_COMMUNITY_MAX], used = 0; /* kept apart from the sums: it could be one of them */
	uint16_t place[SOC_COMMUNITY_MAX];
	people_as(s->truth->tags, count, s->rules->regime.lists.black != 0 ? SOC_TAG_OFFENDER : 0, as);
	memset(sum->held, 0, SLOTS * grades * sizeof *sum->held);
	if (grades == 1) {
		for (unsigned i = 0; i < count; i++) {
			used |= (uint64_t)1 << slot[i];
			sum->held[slot[i]] += as[i];
		}
	} else {
		with_scores(as, s->score, slot, s->record->grade, count, s->rules->regime.scoring.minimum, scored,
		            place);
		for (unsigned i = 0; i < count; i++) {
			used |= (uint64_t)1 << slot[i];
			sum->held[place[i]] += scored[i];
		}
	}
	sum->used = used;
}

static void sum_slots(const struct soc_measurement *s, unsigned grades, struct slots *sum)
{
	const unsigned rewards = (uint16_t)~s->rules->regime.measures.sanctions, count = s->at->count;
	uint8_t slot[SOC_COMMUNITY_MAX];
	slots_of(s->registry->traits, s->self->nature, s->registry->situation, count, slot);
	add_people(s, slot, grades, sum);
	memset(&sum->of_some, 0, sizeof sum->of_some);
	SOC_FOR_NONZERO(s->self->strain, count, row)
		sum->of_some.strain[slot[row]] += s->self->strain[row];
	SOC_FOR_BITS(s->self->life, SOC_LIFE_INCOME | SOC_LIFE_UNREGISTERED, count, row) {
		sum->of_some.income[slot[row]] += s->self->life[row] & SOC_LIFE_INCOME;
		sum->of_some.unregistered[slot[row]] += (s->self->life[row] & SOC_LIFE_UNREGISTERED) != 0;
	}
	SOC_FOR_NONZERO16(s->record->measures, count, row)
		sum->of_some.rewarded[slot[row]] += (s->record->measures[row] & rewards) != 0;
}

/* What the people of a slot hold, of each grade and in all. */
static void count_graded(const struct soc_measurement *s, const uint64_t *held, unsigned cell,
                         struct soc_tally *t)
{
	int64_t people = 0, score = 0;
	for (unsigned g = 0; g < SOC_GRADES_MAX; g++) {
		const int64_t n = held[g] & PEOPLE_MASK;
		if (n > 0)
			soc_count(t, cell, SOC_IND_grade_0 + g, n);
		people += n;
		score += (int64_t)(held[g] >> SCORES_AT);
	}
	score += people * s->rules->regime.scoring.minimum;
	soc_count(t, cell, SOC_IND_score_sum,
	          (score + SOC_POINT / 2) >> SOC_POINT_BITS); /* to the nearest point */
}

static void count_everybody(const struct soc_measurement *s, struct soc_tally *t)
{
	const int64_t percent = (int64_t)(100 * SOC_INCOME_STEP);
	const unsigned grades = s->rules->regime.scoring.on ? SOC_GRADES_MAX : 1;
	struct slots sum;
	sum_slots(s, grades, &sum);
	for (uint64_t bits = sum.used; bits != 0; bits &= bits - 1) {
		const unsigned slot = (unsigned)__builtin_ctzll(bits);
		const uint64_t *held = sum.held + slot * grades;
		const unsigned cell = soc_indicators_cell(slot >> 3 & 3, slot >> 5, s->at->urban, slot & 7);
		uint64_t all = 0;
		for (unsigned g = 0; g < grades; g++)
			all += held[g] & (((uint64_t)1 << SCORES_AT) - 1);
		soc_count(t, cell, SOC_IND_persons, all & PEOPLE_MASK);
		soc_count(t, cell, SOC_IND_strain_sum, sum.of_some.strain[slot]);
		soc_count(t, cell, SOC_IND_income_lost, percent * sum.of_some.income[slot]);
		soc_count(t, cell, SOC_IND_unregistered, sum.of_some.unregistered[slot]);
		soc_count(t, cell, SOC_IND_rewarded, sum.of_some.rewarded[slot]);
		soc_count(t, cell, SOC_IND_offenders, (int64_t)(all >> OFFENDERS_AT));
		if (s->rules->regime.scoring.on)
			count_graded(s, held, cell, t);
	}
}

static void count_pending(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < *s->record->docket_used; i++)
		soc_count(t, soc_count_cell(s->registry, s->self, s->record->docket[i].row),
		          s->record->docket[i].appeal ? SOC_IND_pending_appeals : SOC_IND_pending_records, 1);
}

/* ---- of each person ---- */
static struct soc_held_as held_of(const struct soc_measurement *s, unsigned row)
{
	const unsigned sanctions = s->rules->regime.measures.sanctions, set = s->record->measures[row];
	const unsigned effective = (set & sanctions) != 0 ? effective_of(s, row, set & sanctions) : 0;
	struct soc_held_as held = { .effective = effective != 0,
		                        .effective_by_kin = effective != 0 && (own_of(s, row) & effective) == 0,
		                        .rewarded = (set & (uint16_t)~sanctions) != 0 };
	unsigned listed = 0, wrongly = 0;
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++)
		if (s->record->months_left[l][row] > 0 && s->rules->regime.lists.list[l].colour != SOC_RED) {
			listed = 1;
			wrongly |= soc_tag_entry(s->truth->tags[row], l) != SOC_DID;
		}
	held.as = listed                  ? wrongly ? SOC_HELD_LISTED_WRONGLY : SOC_HELD_LISTED_RIGHTLY
	          : held.effective_by_kin ? SOC_HELD_THROUGH_RELATIVE
	          : held.effective        ? SOC_HELD_BY_GRADE
	          : held.rewarded         ? SOC_HELD_REWARDED
	                                  : SOC_HELD_FREE;
	return held;
}

void soc_count_held(const struct soc_measurement *s, struct soc_held_as out[SOC_COMMUNITY_MAX])
{
	have_spillover(s);
	for (unsigned row = 0; row < s->at->count; row++)
		out[row] = held_of(s, row);
}

void soc_count_stocks(const struct soc_measurement *s, struct soc_tally *t)
{
	count_everybody(s, t);
	count_on_lists(s, t);
	count_measures(s, t);
	count_pending(s, t);
	if (s->rules->indicators.sex_age)
		soc_count_sex_age(s, t);
	if (soc_measurement_is_sampled(s) && s->rules->indicators.calibration && s->rules->regime.scoring.on)
		soc_count_by_grade(s, t);
	if (soc_measurement_is_sampled(s) && s->rules->indicators.spread && s->rules->regime.scoring.on)
		soc_count_spread(s, t);
}
