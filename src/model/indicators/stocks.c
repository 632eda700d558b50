#include "model/indicators/count.h"

#include "base/scan.h"
#include "model/measures/consent.h"
#include "model/measures/measures.h"
#include "model/population/population.h"
#include "model/truth/ledger.h"

/* What a person is met by: own measures rightly, own measures wrongly, relatives'. */
struct burden {
	uint16_t own, own_right, spilled;
};

/* Own measures that stand without wrong entries and without the points of wrong records. */
static uint16_t rightly_own(const struct soc_seen *s, unsigned row)
{
	const unsigned class = soc_traits_class(s->registry->traits[row]);
	uint16_t set = 0;
	if (s->rules->scored && soc_consent_given(s->at, s->rules, s->registry, s->record->grade[row], row) &&
	    (s->rules->measures_of_grade[class][s->record->grade[row]] != 0))
		set = s->rules->measures_of_grade[class][soc_ledger_right_grade(s->rules, s->record, s->truth, s->true_journal, row)];
	for (unsigned l = 0; l < s->rules->lists; l++)
		if (s->record->months_left[l][row] > 0 && soc_tag_entry(s->truth->tags[row], l) == SOC_DID)
			set |= s->rules->measures_of_list[class][l];
	if (s->rules->credit.meets)
		set |= soc_measures_of_bureaus(s->rules, class, s->record->refused_by[row] & (unsigned)~s->truth->wronged_by[row]);
	return set;
}

static void burden_of(const struct soc_seen *s, unsigned row, struct burden *b)
{
	b->own = soc_measures_own(s->at, s->rules, s->registry, s->record, row) & s->record->measures[row];
	b->own_right = b->own != 0 ? b->own & rightly_own(s, row) : 0;
	b->spilled = s->record->measures[row] & (uint16_t)~b->own;
}

/* By the shortest way that a sanction took; 5: the person's own, but wrongly. */
static void count_reach(const struct soc_seen *s, struct soc_tally *t, unsigned row, int rightly)
{
	unsigned d = 0;
	while (d < s->rules->reach_most && !(s->reach->at[d][row] & s->rules->sanctions))
		d++;
	soc_count_module(t, SOC_MOD_reach_sanctioned, d == 0 && !rightly ? SOC_REACH_MAX + 1 : d, 1);
}

/* Through whom a measure met a person: the nearest, and a neighbour last. */
static void count_through(struct soc_tally *t, unsigned measure, const struct soc_spill *spill)
{
	static const unsigned by_kin[] = { SOC_MEAS_people_spouse, SOC_MEAS_people_child, SOC_MEAS_people_household, SOC_MEAS_people_kin };
	unsigned kin = 0;
	while (kin < SOC_KIN_RELATIONS && !(spill->by[kin] >> measure & 1u))
		kin++;
	if (kin < SOC_KIN_GROUP)
		t->measure[measure][by_kin[kin]]++;
	else if (kin == SOC_KIN_GROUP)
		soc_count_module(t, SOC_MOD_measure_group, measure, 1);
}

static void count_burden(const struct soc_seen *s, struct soc_tally *t, unsigned row)
{
	const unsigned cell = soc_count_cell(s->registry, s->self, row);
	const uint16_t set = s->record->measures[row], sanctions = s->rules->sanctions;
	struct burden b;
	struct soc_spill spill;
	burden_of(s, row, &b);
	if (b.spilled != 0)
		soc_measures_spilled(s->at, s->rules, s->registry, s->record, s->rules->reach_most > 1 ? s->reach : NULL, row, &spill);
	for (unsigned bits = set; bits != 0; bits &= bits - 1) {
		const unsigned m = (unsigned)__builtin_ctz(bits);
		if (b.own >> m & 1u) {
			t->measure[m][SOC_MEAS_people_own]++;
			continue;
		}
		count_through(t, m, &spill);
	}
	if (set & sanctions) {
		soc_count(t, cell, SOC_IND_sanctioned, 1);
		if (!(b.own & sanctions))
			soc_count(t, cell, SOC_IND_sanctioned_by_kin, 1);
		if (!(b.own_right & sanctions))
			soc_count(t, cell, SOC_IND_sanctioned_innocent, 1);
		if (s->rules->reach_most > 1)
			count_reach(s, t, row, (b.own_right & sanctions) != 0);
	}
	if (set & (uint16_t)~sanctions)
		soc_count(t, cell, SOC_IND_rewarded, 1);
}

void soc_count_attempts(const struct soc_seen *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->journal->attempts_count; i++) {
		const struct soc_attempt *a = &s->journal->attempts[i];
		const unsigned cell = soc_count_cell(s->registry, s->self, a->row);
		const uint16_t bit = (uint16_t)(1u << a->measure);
		struct burden b;
		burden_of(s, a->row, &b);
		int64_t *m = t->measure[a->measure];
		m[SOC_MEAS_attempts] += a->attempts;
		m[SOC_MEAS_effective] += a->effective;
		if (!(b.own & bit))
			m[SOC_MEAS_effective_spilled] += a->effective;
		else if (!(b.own_right & bit))
			m[SOC_MEAS_effective_wronged] += a->effective;
		if (!(s->rules->sanctions & bit)) {
			soc_count(t, cell, SOC_IND_granted, a->effective);
			continue;
		}
		soc_count(t, cell, SOC_IND_attempts, a->attempts);
		soc_count(t, cell, SOC_IND_refused, a->effective);
		if (!(b.own_right & bit))
			soc_count(t, cell, SOC_IND_refused_innocent, a->effective);
	}
}

/* The person counts once, by the gravest wrong: listed for nothing, for something else, rightly. */
static void count_listed(const struct soc_seen *s, struct soc_tally *t, unsigned row)
{
	static const enum soc_indicator by_truth[] = { SOC_IND_listed_did, SOC_IND_listed_else, SOC_IND_listed_nothing };
	const unsigned cell = soc_count_cell(s->registry, s->self, row);
	unsigned worst = 0, black = 0, red = 0, aware = 0;
	for (unsigned l = 0; l < s->rules->lists; l++) {
		if (s->record->months_left[l][row] == 0)
			continue;
		const unsigned truth = soc_tag_entry(s->truth->tags[row], l), knows = s->self->aware[row] >> l & 1u;
		t->list[l][SOC_LISTCOUNT_stock]++;
		t->list[l][SOC_LISTCOUNT_stock_did + truth]++;
		if (s->rules->list[l].colour == SOC_RED) {
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
	soc_count(t, cell, SOC_IND_listed, 1);
	soc_count(t, cell, by_truth[worst], 1);
	soc_count(t, cell, SOC_IND_listed_unaware, !aware);
}

static void count_on_lists(const struct soc_seen *s, struct soc_tally *t)
{
	for (unsigned base = 0; base < s->at->count; base += 8) {
		uint64_t any = 0;
		for (unsigned l = 0; l < s->rules->lists; l++)
			any |= soc_scan_bytes(s->record->months_left[l] + base, s->at->count - base);
		for (; any != 0; any &= any - 1)
			count_listed(s, t, base + (unsigned)__builtin_ctzll(any) / 8);
	}
}

/* People, grades and scores of everybody: the one pass that touches every row. Slots are the bits of class, group and fifth as
 * they stand in the columns; they become demographic cells once, at the end. A community is all urban or all rural. */
#define SLOTS 64
static void count_everybody(const struct soc_seen *s, struct soc_tally *t)
{
	int32_t people[SLOTS][SOC_GRADES_MAX] = { { 0 } };
	int64_t score[SLOTS] = { 0 };
	for (unsigned i = 0; i < s->at->count; i++) {
		const unsigned slot = (unsigned)(s->registry->traits[i] >> 3 & 7) << 3 | soc_cell_fifth(s->self->cell[i]);
		people[slot][s->record->grade[i]]++;
		score[slot] += s->score[i];
	}
	for (unsigned slot = 0; slot < SLOTS; slot++) {
		int64_t all = 0;
		for (unsigned g = 0; g < SOC_GRADES_MAX; g++)
			all += people[slot][g];
		if (all == 0)
			continue;
		const unsigned cell = soc_demographic(slot >> 3 & 3, slot >> 5, s->at->urban, slot & 7);
		soc_count(t, cell, SOC_IND_persons, all);
		if (!s->rules->scored)
			continue;
		soc_count(t, cell, SOC_IND_score_sum, (score[slot] + SOC_POINT / 2) >> SOC_POINT_BITS); /* to the nearest point */
		for (unsigned g = 0; g < SOC_GRADES_MAX; g++)
			if (people[slot][g] > 0)
				soc_count(t, cell, SOC_IND_grade_0 + g, people[slot][g]);
	}
}

static void count_minds(const struct soc_seen *s, struct soc_tally *t)
{
	SOC_FOR_NONZERO(s->self->strain, s->at->count, row)
		soc_count(t, soc_count_cell(s->registry, s->self, row), SOC_IND_strain_sum, s->self->strain[row]);
	SOC_FOR_NONZERO(s->self->life, s->at->count, row) {
		if (!(s->self->life[row] & (SOC_LIFE_INCOME | SOC_LIFE_UNDECLARED)))
			continue;
		const unsigned cell = soc_count_cell(s->registry, s->self, row);
		soc_count(t, cell, SOC_IND_income_lost, (int64_t)(100 * SOC_INCOME_STEP) * (s->self->life[row] & SOC_LIFE_INCOME));
		soc_count(t, cell, SOC_IND_undeclared, (s->self->life[row] & SOC_LIFE_UNDECLARED) != 0);
	}
	if (s->self->gain != NULL)
		SOC_FOR_NONZERO(s->self->gain, s->at->count, row)
			soc_count_module(t, SOC_MOD_income_gained, soc_count_cell(s->registry, s->self, row),
			                 (int64_t)(100 * SOC_INCOME_STEP) * s->self->gain[row]);
	for (unsigned i = 0; i < *s->record->docket_used; i++)
		soc_count(t, soc_count_cell(s->registry, s->self, s->record->docket[i].row),
		          s->record->docket[i].appeal ? SOC_IND_pending_appeals : SOC_IND_pending_records, 1);
}

void soc_count_stocks(const struct soc_seen *s, struct soc_tally *t)
{
	count_everybody(s, t);
	count_on_lists(s, t);
	if (s->rules->reach_most > 1)
		soc_reach_make(s->at, s->rules, s->registry, s->record, NULL, s->reach);
	SOC_FOR_NONZERO16(s->record->measures, s->at->count, row)
		count_burden(s, t, row);
	count_minds(s, t);
	if (s->rules->contacts)
		soc_count_contacts(s, t);
	if (s->rules->spread && s->rules->scored)
		soc_count_spread(s, t);
	soc_count_consent(s, t);
	soc_count_remarks(s, t);
	soc_count_letting(s, t);
}
