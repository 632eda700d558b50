/* What a record is expected to cost a firm. Firms know the rules, their points and what they would be
 * refused. */
#include "model/modules/firms/record.h"

#include "base/wide.h"

/* A firm that weighs an act: who it is, and what meets it already. */
struct weighing {
	const struct soc_firms_rules *rules;
	const struct soc_firm_record *record;
	uint32_t firm;
	unsigned size, sector, met;
};

/* What a month under the measures costs, or is worth. */
static uint64_t stakes(const struct weighing *w, unsigned set)
{
	uint64_t sum = 0;
	for (; set != 0; set &= set - 1)
		sum += w->rules->measure[__builtin_ctz(set)].stake[w->size][w->sector];
	return sum;
}

static unsigned sanctions_of(const struct soc_firms_rules *rules, unsigned set)
{
	unsigned sanctions = 0;
	for (unsigned bits = set; bits != 0; bits &= bits - 1)
		if (rules->measure[__builtin_ctz(bits)].kind == SOC_SANCTION)
			sanctions |= bits & -bits;
	return sanctions;
}

static int is_on_black_list(const struct weighing *w)
{
	for (unsigned l = 0; l < w->rules->lists; l++)
		if ((w->rules->black >> l & 1u) && w->record->left[l][w->firm] > 0)
			return 1;
	return 0;
}

/* Of an entry; of one that stands already, what a renewal adds. counted: measures that count elsewhere. */
static uint64_t list_loss(const struct weighing *w, unsigned l, unsigned counted)
{
	const struct soc_firm_list_rule *rule = &w->rules->list[l];
	const unsigned set = sanctions_of(w->rules, w->rules->measures_of_list[l]) & ~counted;
	const unsigned left = w->record->left[l][w->firm];
	uint64_t loss;
	if (left == 0) {
		const uint64_t closing = is_on_black_list(w) ? 0 : w->rules->closing_loss;
		loss = ((stakes(w, set & ~w->met) + closing) * rule->months >> 8) + rule->head_loss;
	} else {
		const uint32_t added = left < rule->term ? rule->months * (rule->term - left) / rule->term : 0;
		loss = (stakes(w, set) + w->rules->closing_loss) * added >> 8;
	}
	return (uint64_t)((soc_wide)loss * rule->entry >> 32);
}

/* Of the step from a grade to the next lower one: its sanctions, the rewards of the higher, and the black
 * lists that it leads to. lists: that the class enters by itself, which are not counted twice. */
static uint64_t fall_loss(const struct weighing *w, unsigned to, unsigned lists)
{
	const unsigned below = w->rules->measures_of_grade[to], above = w->rules->measures_of_grade[to + 1],
				   sanctions = sanctions_of(w->rules, below | above);
	uint64_t loss =
		stakes(w, (below & ~above & sanctions) | (above & ~below & ~sanctions)) * w->rules->point_months >> 8;
	for (unsigned l = 0; l < w->rules->lists; l++)
		if (w->rules->list[l].enabled && (w->rules->black & ~lists) >> l & 1u &&
		    (w->rules->list[l].entry_grades >> to & 1u) && w->record->left[l][w->firm] == 0)
			loss += list_loss(w, l, below);
	return loss;
}

/* A step that the move does not reach counts by the share of the way. */
static uint64_t part_of(uint64_t worth, int64_t move, int64_t distance)
{
	return move >= distance ? worth : worth * (uint64_t)move / (uint64_t)distance;
}

static uint64_t grades_loss(const struct weighing *w, unsigned lists, int64_t score, int64_t move)
{
	uint64_t sum = 0;
	for (unsigned grade = w->rules->grades > 0 ? w->record->grade[w->firm] : 0; grade > 0 && move > 0;
	     grade--) {
		const int64_t from = w->rules->grade_from[grade], distance = score >= from ? score - from + 1 : 1;
		sum += part_of(fall_loss(w, grade - 1, lists), move, distance);
		move -= distance;
		score = from - 1;
	}
	return sum;
}

/* Of falling below what lenders ask for; what lists of the class would close anyhow is not counted twice. */
static uint64_t credit_loss(const struct weighing *w, unsigned lists, int64_t score, int64_t move)
{
	unsigned counted = w->met;
	if (move <= 0 || score < w->rules->credit_below)
		return 0;
	for (unsigned bits = lists; bits != 0; bits &= bits - 1)
		counted |= w->rules->measures_of_list[__builtin_ctz(bits)];
	const uint64_t month = stakes(w, w->rules->credit_measures & ~counted);
	return part_of(month * w->rules->point_months >> 8, move, score - w->rules->credit_below + 1);
}

uint64_t soc_firms_loss(const struct soc_firm_place_time *at, const struct soc_firms_rules *rules,
                        const struct soc_firm_record *record, uint16_t kind, uint32_t firm, unsigned event)
{
	const struct soc_firm_event_rule *e = &rules->event[event];
	const struct weighing w = { .rules = rules,
		                        .record = record,
		                        .firm = firm,
		                        .size = soc_firm_size(kind),
		                        .sector = soc_firm_sector(kind),
		                        .met = soc_firms_measures(rules, record, firm) };
	const int64_t score = (int64_t)rules->base + record->points[firm];
	const int64_t room =
					  (int64_t)record->points[firm] + SOC_FIRM_POINTS_MOST, /* that points can still fall */
		move = e->points >= 0      ? 0
	           : -e->points < room ? -e->points
	                               : room;
	uint64_t loss = 0;
	for (unsigned bits = e->lists; bits != 0; bits &= bits - 1)
		loss += list_loss(&w, (unsigned)__builtin_ctz(bits), 0);
	loss += grades_loss(&w, e->lists, score, move);
	if (rules->credit_measures != 0 && soc_firms_has_score(at, rules, record, kind, firm))
		loss += credit_loss(&w, e->lists, score, move);
	return loss;
}
