#include "model/indicators/count.h"

#include "base/bytes.h"
#include "base/scan.h"
#include "base/vector.h"
#include "model/ledger/ledger.h"
#include "model/measures/measures.h"
#include "model/modules/liability/count.h"
#include "model/modules/spillover/count.h"
#include "model/population/population.h"

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
		set = s->rules->regime.measures.of_grade[class][soc_ledger_grade_without_wrong(
			s->rules, s->record, s->truth, s->true_log, row)];
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
	while (kin < SOC_RELATIONS && !(spill->by[kin] >> measure & 1u))
		kin++;
	if (kin < SOC_RELATION_GROUP)
		t->measure[measure][by_kin[kin]]++;
	else if (kin == SOC_RELATION_GROUP)
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
 * true entry or grade. */
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
	soc_count_everybody(s, t);
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
