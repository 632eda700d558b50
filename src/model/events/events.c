#include "model/events/events.h"

#include "base/vector.h"
#include "model/modules/caps/caps.h"
#include "model/population/informed.h"
#include "model/population/population.h"
#include "model/rows.h"
#include "model/score.h"

/* Perceived risk that is acted on: own experience and the place's, weighted. Nothing is risked where nobody
 * watches. */
static unsigned acted_risk(const struct soc_rules *rules, const struct soc_field *field,
                           const struct soc_self *self, unsigned row)
{
	if (!rules->watched)
		return 0;
	const uint64_t risk =
		(self->risk[row] * 257u * (uint64_t)rules->risk_own + field->risk * (uint64_t)rules->risk_place) >>
		16; /* 1 = 65535 */
	const unsigned level = (unsigned)((risk + 128) / 257);
	return level < SOC_LEVELS ? level : SOC_LEVELS - 1;
}

/* Extra deeds for points: by those who know the rules and have a higher grade within reach. */
static int is_gaming(const struct soc_place_time *at, const struct soc_rules *rules,
                     const struct soc_event_rule *e, const struct soc_record *record, unsigned row)
{
	if (e->gaming_factor == 0 || !rules->scored)
		return 0;
	unsigned grade = record->grade[row];
	if (rules->remarks && soc_remarks_hold(rules, record, row))
		return 0;
	if (grade + 1 >= rules->grades ||
	    rules->grade_from[grade + 1] - soc_score(rules, record, row) > e->gaming_gap)
		return 0;
	return soc_is_informed(at, rules, row);
}

uint64_t soc_events_threshold(const struct soc_place_time *at, const struct soc_rules *rules,
                              const struct soc_field *field, const struct soc_record *record,
                              const struct soc_self *self, unsigned row, unsigned event)
{
	const struct soc_event_rule *e = &rules->event[event];
	uint64_t t =
		soc_event_threshold(e, acted_risk(rules, field, self, row), self->strain[row], field->norm[e->kind]);
	if (e->informed_factor < 65536 && rules->watched && soc_is_informed(at, rules, row))
		t = t * e->informed_factor >> 16;
	if (!e->paid || !rules->watched)
		return t;
	uint64_t factor = e->deed_factor + (is_gaming(at, rules, e, record, row) ? e->gaming_factor : 0);
	t = t * factor >> 16;
	return t < e->most ? t : e->most;
}

static void live_through(const struct soc_rules *rules, const struct soc_registry *registry,
                         struct soc_self *self, unsigned row, unsigned event)
{
	uint8_t life = self->life[row];
	switch (rules->event[event].effect) {
	case SOC_EFFECT_MOVE:
		life |= SOC_LIFE_UNDECLARED;
		break;
	case SOC_EFFECT_LOAN:
		life |= SOC_LIFE_LOAN;
		break;
	case SOC_EFFECT_JOB_LOSS:
		if (soc_traits_employed(registry->traits[row])) {
			unsigned steps = (life & SOC_LIFE_INCOME) + rules->job_loss_steps;
			life = (uint8_t)((life & ~SOC_LIFE_INCOME) | (steps < SOC_LIFE_INCOME ? steps : SOC_LIFE_INCOME));
		}
		break;
	default:
		break;
	}
	self->life[row] = life;
}

static unsigned class_of(const uint32_t *cumulative, unsigned events, uint32_t word)
{
	unsigned k = 0;
	while (k + 1 < events && word >= cumulative[k])
		k++;
	return k;
}

SOC_VECTOR static void cells_of(const uint8_t *nature, const uint8_t *situation, unsigned count,
                                uint16_t *cell)
{
	for (unsigned i = 0; i < count; i++)
		cell[i] = (uint16_t)((situation[i] & 127u) << 6 | (nature[i] & 63u));
}

/* People with at least one candidate, by one word each. */
SOC_VECTOR static unsigned active_rows(const uint32_t *words, const uint16_t *cell, const uint32_t *any,
                                       unsigned count, uint16_t *active)
{
	unsigned n = 0;
	for (unsigned i = 0; i < count; i++) {
		active[n] = (uint16_t)i;
		n += words[i] < any[cell[i]];
	}
	return n;
}

void soc_events_happen(const struct soc_place_time *at, const struct soc_rules *rules,
                       const struct soc_rates *rates, const struct soc_field *field,
                       const struct soc_registry *registry, const struct soc_record *record,
                       struct soc_self *self, struct soc_truth *truth, struct soc_true_journal *out)
{
	struct soc_row_words all;
	uint16_t active[SOC_COMMUNITY_MAX + 1], cells[SOC_COMMUNITY_MAX];
	uint32_t first[SOC_COMMUNITY_MAX][4];
	if (rules->events == 0)
		return;
	const uint32_t *words = soc_rows_words(at, SOC_DRAW_CANDIDATES, at->month, &all);
	cells_of(self->nature, registry->situation, at->count, cells);
	const unsigned n = active_rows(words, cells, rates->any, at->count, active);
	soc_draw_rows(at->seed, SOC_DRAW_EVENT, at->first_person, active, n, at->month, SOC_BLOCK(EVENT_CLASS, 0),
	              first);
	for (unsigned a = 0; a < n; a++) {
		const unsigned row = active[a], cell = cells[row];
		for (unsigned k = 0; k < SOC_COUNT_STEPS && words[row] < rates->at_least[cell][k]; k++) {
			uint32_t more[4];
			const uint32_t *w = first[a]; /* few have a second candidate */
			if (k > 0) {
				soc_draw_block(at->seed, SOC_DRAW_EVENT, at->first_person + row, at->month,
				               SOC_BLOCK(EVENT_CLASS, k), more);
				w = more;
			}
			const unsigned event = class_of(rates->cumulative[cell], rules->events, w[SOC_LANE(EVENT_CLASS)]);
			if (rules->event[event].needs_loan && !(self->life[row] & SOC_LIFE_LOAN))
				continue;
			const int happened = soc_below(w[SOC_LANE(EVENT_HAPPENS)],
			                               soc_events_threshold(at, rules, field, record, self, row, event));
			const int counterfactual = soc_below(w[SOC_LANE(EVENT_HAPPENS)], rules->event[event].base);
			if (!happened && !counterfactual)
				continue;
			if (out->occurrences_count == SOC_JOURNAL_MAX) {
				out->lost++;
				continue;
			}
			out->occurrences[out->occurrences_count++] =
				(struct soc_occurrence){ (uint16_t)row,     (uint8_t)event,          (uint8_t)k,
				                         (uint8_t)happened, (uint8_t)counterfactual, SOC_NOBODY };
			if (!happened)
				continue;
			if (rules->event[event].kind == SOC_VIOLATION)
				truth->tags[row] |= SOC_TAG_OFFENDED;
			live_through(rules, registry, self, row, event);
		}
	}
}
