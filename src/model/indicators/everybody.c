/* Everybody of a community: people, offenders, scores and grades by demographic cell, and sums over them. */
#include "model/indicators/count.h"

#include "base/scan.h"
#include "base/vector.h"
#include "model/population/population.h"

#include <string.h>

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

static void add_graded(const struct soc_measurement *s, const uint8_t *slot, struct slots *sum)
{
	const unsigned count = s->at->count;
	uint32_t as[SOC_COMMUNITY_MAX];
	uint64_t scored[SOC_COMMUNITY_MAX], used = 0; /* kept apart from the sums: it could be one of them */
	uint16_t place[SOC_COMMUNITY_MAX];
	people_as(s->truth->tags, count, s->rules->regime.lists.black != 0 ? SOC_TAG_OFFENDER : 0, as);
	memset(sum->held, 0, sizeof sum->held);
	with_scores(as, s->score, slot, s->record->grade, count, s->rules->regime.scoring.minimum, scored, place);
	for (unsigned i = 0; i < count; i++) {
		used |= (uint64_t)1 << slot[i];
		sum->held[place[i]] += scored[i];
	}
	sum->used = used;
}

SOC_VECTOR static void mark_offenders(const uint16_t *tags, unsigned count, uint8_t *is_offender)
{
	for (unsigned i = 0; i < count; i++)
		is_offender[i] = (tags[i] & SOC_TAG_OFFENDER) != 0;
}

/* Where nobody is graded, or all alike, people are counted by slot, and the few offenders among them. Those
 * of a household are often of one slot: neighbours have counters of their own, so that none waits for what
 * the one before has written. */
#define NEIGHBOURS 4u
SOC_VECTOR static void add_neighbours(uint16_t people[NEIGHBOURS][SLOTS], uint16_t *all)
{
	for (unsigned i = 0; i < SLOTS; i++)
		all[i] = (uint16_t)(people[0][i] + people[1][i] + people[2][i] + people[3][i]);
}

static void add_alike(const struct soc_measurement *s, const uint8_t *slot, struct slots *sum)
{
	const unsigned count = s->at->count;
	uint16_t people[NEIGHBOURS][SLOTS] = { { 0 } }, all[SLOTS];
	uint8_t is_offender[SOC_COMMUNITY_MAX];
	unsigned row = 0;
	for (; row + NEIGHBOURS <= count; row += NEIGHBOURS)
		for (unsigned k = 0; k < NEIGHBOURS; k++)
			people[k][slot[row + k]]++;
	for (; row < count; row++)
		people[0][slot[row]]++;
	add_neighbours(people, all);
	sum->used = soc_scan_words_of_64(all, SLOTS);
	SOC_FOR_NONZERO16(all, SLOTS, i)
		sum->held[i] = all[i];
	if (s->rules->regime.lists.black == 0)
		return;
	mark_offenders(s->truth->tags, count, is_offender);
	SOC_FOR_NONZERO(is_offender, count, i)
		sum->held[slot[i]] += (uint64_t)1 << OFFENDERS_AT;
}

static void sum_slots(const struct soc_measurement *s, unsigned grades, struct slots *sum)
{
	const unsigned rewards = (uint16_t)~s->rules->regime.measures.sanctions, count = s->at->count;
	uint8_t slot[SOC_COMMUNITY_MAX];
	slots_of(s->registry->traits, s->self->nature, s->registry->situation, count, slot);
	if (grades == 1)
		add_alike(s, slot, sum);
	else
		add_graded(s, slot, sum);
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

/* The same of people who all have the score and the grade of the first. */
static void count_alike(const struct soc_measurement *s, int64_t people, unsigned cell, struct soc_tally *t)
{
	soc_count(t, cell, SOC_IND_grade_0 + s->record->grade[0], people);
	soc_count(t, cell, SOC_IND_score_sum, (people * s->score[0] + SOC_POINT / 2) >> SOC_POINT_BITS);
}

void soc_count_everybody(const struct soc_measurement *s, struct soc_tally *t)
{
	const int64_t percent = (int64_t)(100 * SOC_LOST_INCOME_STEP);
	const int scored = s->rules->regime.scoring.on, alike = scored && s->alike;
	const unsigned grades = scored && !alike ? SOC_GRADES_MAX : 1;
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
		if (alike)
			count_alike(s, all & PEOPLE_MASK, cell, t);
		else if (scored)
			count_graded(s, held, cell, t);
	}
}
