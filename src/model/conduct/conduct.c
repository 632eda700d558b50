#include "model/conduct/conduct.h"

#include "base/vector.h"
#include "model/events/rates.h"
#include "model/fields.h"
#include "model/modules/benefits/benefits.h"
#include "model/population/current.h"
#include "model/population/informed.h"
#include "model/population/population.h"
#include "model/population/responsible.h"
#include "model/rows.h"
#include "model/score.h"

#include <stddef.h>

static void add_strain(struct soc_self *self, unsigned row, unsigned strain)
{
	unsigned sum = self->strain[row] + strain;
	self->strain[row] = (uint8_t)(sum < 255 ? sum : 255);
}

/* ---- attempts ---- */

/* How many of n attempts take effect. */
static unsigned effective(const struct soc_place_time *at, const struct soc_attempt_rule *rule, unsigned row,
                          unsigned n)
{
	unsigned out = 0;
	if (rule->strictness > 0xffffffffu)
		return n;
	for (unsigned i = 0; i < n; i++)
		out += soc_below(
			SOC_VARIATE(DEMAND_EFFECTIVE, at->seed ^ rule->salt, at->first_person + row, at->month, i),
			rule->strictness);
	return out;
}

static void suffer(const struct soc_place_time *at, const struct soc_attempt_rule *rule,
                   struct soc_self *self, unsigned row)
{
	unsigned steps = (self->life[row] & SOC_LIFE_INCOME) + rule->income_steps;
	if (rule->income_more > 0)
		steps += soc_below(
			SOC_VARIATE(INCOME_LOSS_MORE, at->seed ^ rule->salt, at->first_person + row, at->month, 0),
			rule->income_more);
	add_strain(self, row, rule->strain);
	if (steps > SOC_LIFE_INCOME)
		steps = SOC_LIFE_INCOME;
	self->life[row] = (uint8_t)((self->life[row] & ~SOC_LIFE_INCOME) | steps);
}

static void teach(const struct soc_place_time *at, const struct soc_rules *rules,
                  const struct soc_record *record, const struct soc_self *self, unsigned row,
                  struct soc_month_log *month_log)
{
	for (unsigned l = 0; l < rules->regime.lists.count; l++) {
		if (!(rules->regime.lists.black >> l & 1u) || record->months_left[l][row] == 0 ||
		    (self->aware[row] >> l & 1u))
			continue;
		uint32_t word = SOC_VARIATE(NOTICE_BY_REFUSAL, at->seed ^ rules->regime.lists.list[l].salt,
		                            at->first_person + row, at->month, 0);
		struct soc_notice *notice =
			soc_below(word, rules->people.notice_by_refusal) ? soc_month_log_notices(month_log) : NULL;
		if (notice != NULL)
			*notice = (struct soc_notice){ (uint16_t)row, (uint8_t)l, SOC_NOTICE_REFUSAL };
	}
}

/* A word of everybody under a measure, for each of the measures in the order of the rows. */
struct demand {
	uint32_t word[SOC_MEASURES_MAX][SOC_COMMUNITY_MAX];
	unsigned next[SOC_MEASURES_MAX];
};

static void draw_demand(const struct soc_place_time *at, const struct soc_rules *rules,
                        const uint16_t *measures, struct demand *d)
{
	uint16_t rows[SOC_MEASURES_MAX][SOC_COMMUNITY_MAX];
	uint32_t blocks[SOC_COMMUNITY_MAX][4];
	unsigned n[SOC_MEASURES_MAX] = { 0 };
	SOC_FOR_NONZERO16(measures, at->count, row)
		for (unsigned bits = measures[row]; bits != 0; bits &= bits - 1) {
			const unsigned m = (unsigned)__builtin_ctz(bits);
			rows[m][n[m]++] = (uint16_t)row;
		}
	for (unsigned m = 0; m < rules->regime.measures.count; m++) {
		d->next[m] = 0;
		if (n[m] == 0)
			continue;
		soc_draw_rows(at->seed ^ rules->people.attempt[m].salt, SOC_DRAW_DEMAND, at->first_person, rows[m],
		              n[m], at->month, SOC_BLOCK(DEMAND_COUNT, 0), blocks);
		for (unsigned i = 0; i < n[m]; i++)
			d->word[m][i] = blocks[i][SOC_LANE(DEMAND_COUNT)];
	}
}

static void attempt_row(const struct soc_place_time *at, const struct soc_rules *rules,
                        const struct soc_registry *registry, const struct soc_record *record,
                        struct soc_self *self, unsigned row, struct demand *demand,
                        struct soc_month_log *month_log)
{
	const unsigned class = soc_traits_class(registry->traits[row]),
				   quintile = soc_situation_quintile(soc_population_current(registry, self)[row]),
				   age = registry->age[row];
	int refused = 0;
	for (unsigned bits = record->measures[row]; bits != 0; bits &= bits - 1) {
		const unsigned m = (unsigned)__builtin_ctz(bits);
		const struct soc_attempt_rule *rule = &rules->people.attempt[m];
		const uint32_t *more_than = rule->demand[class][at->urban][quintile];
		const uint32_t word = demand->word[m][demand->next[m]++];
		unsigned n = 0;
		if (word >= more_than[0] || age < rule->min_age || age > rule->max_age)
			continue;
		while (n < SOC_DEMAND_STEPS && word < more_than[n])
			n++;
		struct soc_attempt *attempt = soc_month_log_attempts(month_log);
		if (attempt == NULL)
			continue;
		const unsigned hit = effective(at, rule, row, n);
		*attempt = (struct soc_attempt){ (uint16_t)row, (uint8_t)m, (uint8_t)n, (uint8_t)hit };
		if (hit > 0 && rule->kind == SOC_SANCTION) {
			suffer(at, rule, self, row);
			refused = 1;
		} else if (hit > 0) {
			soc_benefits_take(at, &rules->benefits.measure[m], self, row);
		}
	}
	if (refused)
		teach(at, rules, record, self, row, month_log);
}

void soc_conduct_attempt(const struct soc_place_time *at, const struct soc_rules *rules,
                         const struct soc_registry *registry, const struct soc_record *record,
                         struct soc_self *self, struct soc_month_log *month_log)
{
	struct demand demand;
	draw_demand(at, rules, record->measures, &demand);
	SOC_FOR_NONZERO16(record->measures, at->count, row)
		attempt_row(at, rules, registry, record, self, row, &demand, month_log);
}

/* ---- what people make of being listed ---- */

/* Chance that a person who learns of an entry appeals: who knows the rules knows what it is for. */
static uint64_t chance_of_appeal(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row,
                                 enum soc_entry_truth what)
{
	if (what == SOC_DID)
		return rules->people.appeal_guilty;
	return rules->people.appeal_informed > rules->people.appeal_wronged &&
	               soc_population_is_informed(at, rules, row)
	           ? rules->people.appeal_informed
	           : rules->people.appeal_wronged;
}

void soc_conduct_learn_of_entries(const struct soc_place_time *at, const struct soc_rules *rules,
                                  unsigned from, const struct soc_truth *truth, struct soc_self *self,
                                  struct soc_month_log *month_log, struct soc_true_log *true_log)
{
	for (unsigned i = from; i < month_log->notices_count; i++) {
		const struct soc_notice *notice = &month_log->notices[i];
		const unsigned row = notice->row, list = notice->list;
		self->aware[row] |= (uint8_t)(1u << list);
		add_strain(self, row, rules->people.strain_listing);
		const enum soc_entry_truth what = soc_tag_entry(truth->tags[row], list);
		uint32_t word = SOC_VARIATE(APPEAL_FILED, at->seed ^ rules->regime.lists.list[list].salt,
		                            at->first_person + row, at->month, 0);
		if (!soc_below(word, chance_of_appeal(at, rules, row, what)))
			continue;
		struct soc_filing *filing = soc_month_log_filings(month_log);
		if (filing == NULL)
			continue;
		*filing = (struct soc_filing){ (uint16_t)row, (uint8_t)list };
		true_log->filing_truth[filing - month_log->filings] = (uint8_t)what;
	}
}

/* ---- adaptation ---- */

/* A perceived risk in whole steps (1/65536 of one) for a row: between two, some people on the higher. */
static uint8_t stepped(const struct soc_place_time *at, unsigned row, unsigned sphere, uint64_t risk)
{
	const uint32_t key = soc_score_fade_offset(at->first_person + row, 0, 1 + sphere);
	const uint64_t step = (risk + (key * 2654435769u >> 16)) >> 16;
	return step < SOC_LEVELS ? (uint8_t)step : SOC_LEVELS - 1;
}

uint64_t soc_conduct_rescaled(const struct soc_conduct_rules *before, const struct soc_conduct_rules *c,
                              unsigned sphere, unsigned urban)
{
	const uint64_t one = SOC_ONE16, was = before->highest[sphere][urban], is = c->highest[sphere][urban];
	uint64_t least = UINT64_MAX, most = 0;
	if (was == is || is == 0)
		return one;
	for (unsigned k = 0; k < SOC_EVENTS_MAX; k++) {
		const uint64_t had = before->act[k].detected[urban], has = c->act[k].detected[urban];
		if (c->act[k].sphere != sphere || had == 0 || has == 0)
			continue;
		uint64_t held = is * one / was; /* the class is feared as before */
		if ((is < was && has < had) || (is > was && has > had))
			held = held * had / has; /* in proportion to what is recorded of it now */
		least = held < least ? held : least;
		most = held > most ? held : most;
	}
	if (most == 0)
		return 0;
	return is > was ? most : least < one ? least : one;
}

void soc_conduct_hear(const struct soc_place_time *at, const struct soc_rules *rules,
                      const struct soc_rules *before, struct soc_self *self)
{
	const struct soc_conduct_rules *c = &rules->conduct;
	for (unsigned sphere = 0; sphere < c->spheres; sphere++) {
		const uint64_t begin = c->begin[sphere][at->urban] * 255u;
		const uint64_t scale =
			before != NULL ? soc_conduct_rescaled(&before->conduct, c, sphere, at->urban) : 0;
		const int is_more = before == NULL || begin > before->conduct.begin[sphere][at->urban] * 255u;
		if (scale == SOC_ONE16 && !is_more)
			continue;
		for (unsigned row = 0; row < at->count; row++) {
			uint8_t *own = &self->risk[sphere][row];
			const uint8_t risk = stepped(at, row, sphere, begin);
			if (scale != SOC_ONE16)
				*own = scale == 0 ? risk : stepped(at, row, sphere, *own * scale);
			if (is_more && *own < risk)
				*own = risk;
		}
	}
}

/* A step of learning of a sphere from an act of one of its classes: what was seen less what was expected of
 * the class, by the class's share (so that acts that are hardly ever recorded tell little of those that are).
 * Rounded without bias: small steps are neither lost nor gained on the whole. key: an offset of fading
 * points, scattered, as in its own order the rounding of one step would tell that of the next. */
static uint8_t learnt(uint8_t risk, uint32_t share, int caught, uint32_t step, uint32_t key)
{
	const int64_t part = share >> 8; /* 1 = 65536 */
	const int64_t surprise = ((caught ? 255 * 65536 : 0) - risk * part) * part >> 16;
	const int64_t next = risk + ((surprise * step + (int64_t)(key * 2654435769u >> 24) * 65536) >> 24);
	return next < SOC_LEVELS ? (uint8_t)next : SOC_LEVELS - 1;
}

static void learn_risk(const struct soc_place_time *at, const struct soc_rules *rules, struct soc_self *self,
                       unsigned row, unsigned event, unsigned stream, int caught)
{
	const struct soc_conduct_rules *c = &rules->conduct;
	uint8_t *risk = &self->risk[c->act[event].sphere][row];
	*risk =
		learnt(*risk, c->act[event].share[at->urban], caught, caught ? c->learn_caught : c->learn_uncaught,
	           soc_score_fade_offset(at->first_person + row, at->month, 1 + stream));
}

/* Contacts hear that somebody was caught. */
static void tell_contacts(const struct soc_place_time *at, const struct soc_rules *rules,
                          const struct soc_contact_map *map, struct soc_self *self, unsigned row,
                          unsigned event, unsigned stream)
{
	const struct soc_conduct_rules *c = &rules->conduct;
	for (unsigned bits = rules->contacts.kept ? self->contacts[row] : 0; bits != 0; bits &= bits - 1) {
		const unsigned k = (unsigned)__builtin_ctz(bits), other = soc_contact_of(at, map, row, k);
		uint8_t *risk = &self->risk[c->act[event].sphere][other];
		*risk = learnt(*risk, c->act[event].share[at->urban], 1, c->learn_contacts,
		               soc_score_fade_offset(at->first_person + other, at->month, 9 + k + stream));
	}
}

/* Its fate is not known yet: a reviewer has it, or it is on its way to where it is decided. */
static int is_open(const struct soc_rec *rec)
{
	return rec->decision == SOC_FILED || rec->decision == SOC_UNDER_WAY;
}

/* An act teaches its sphere when the fate of its record is known: at once, or in a later month. What nobody
 * could have recorded teaches nothing, nor does what nobody answers for. */
static void learn_from_acts(const struct soc_place_time *at, const struct soc_rules *rules,
                            const struct soc_contact_map *map, const struct soc_registry *registry,
                            const struct soc_month_log *month_log, const struct soc_true_log *true_log,
                            struct soc_self *self)
{
	for (unsigned i = 0; i < true_log->occurrences_count; i++) {
		const struct soc_occurrence *o = &true_log->occurrences[i];
		if (!o->happened || !rules->conduct.act[o->event].is_weighed)
			continue;
		const struct soc_rec *rec = o->record != SOC_NOBODY ? &month_log->records[o->record] : NULL;
		const int is_own = rec != NULL && rec->row == o->row;
		const int caught = is_own && soc_rec_is_accepted(rec);
		const unsigned stream = (unsigned)rules->events.event[o->event].salt + o->number;
		if ((is_own && is_open(rec)) || !soc_population_is_responsible(&rules->regime, registry, o->row))
			continue;
		learn_risk(at, rules, self, o->row, o->event, stream, caught);
		if (caught)
			tell_contacts(at, rules, map, self, o->row, o->event, stream);
	}
	for (unsigned i = 0; i < month_log->records_count; i++) {
		const struct soc_rec *rec = &month_log->records[i];
		const int is_older =
			rec->carried > 0 || rec->decision == SOC_ACCEPTED_HUMAN || rec->decision == SOC_REJECTED_HUMAN;
		if (!is_older || is_open(rec) || true_log->record_truth[i] != SOC_RECORD_TRUE ||
		    !rules->conduct.act[rec->event].is_weighed ||
		    !soc_population_is_responsible(&rules->regime, registry, rec->row))
			continue;
		learn_risk(at, rules, self, rec->row, rec->event, 0, soc_rec_is_accepted(rec));
		if (soc_rec_is_accepted(rec))
			tell_contacts(at, rules, map, self, rec->row, rec->event, 0);
	}
}

/* Loans end by one word a person, drawn for the whole community at once. */
SOC_VECTOR static void end_loans(uint8_t *life, const uint32_t *words, unsigned count, uint32_t below)
{
	for (unsigned i = 0; i < count; i++)
		life[i] &= (uint8_t) ~(words[i] < below ? SOC_LIFE_LOAN : 0u);
}

static void repay(const struct soc_place_time *at, const struct soc_rules *rules, struct soc_self *self)
{
	struct soc_row_words words;
	const uint32_t below =
		rules->people.loan_end < UINT32_MAX ? (uint32_t)rules->people.loan_end : UINT32_MAX;
	end_loans(self->life, soc_rows_words(at, SOC_DRAW_LOAN, at->month, &words), at->count, below);
}

static void recover(const struct soc_place_time *at, const struct soc_rules *rules, struct soc_self *self)
{
	struct soc_row_blocks w;
	soc_rows_draw(at, SOC_DRAW_CONDUCT, at->month, SOC_BLOCK(INCOME_RECOVERS, 0), self->life,
	              SOC_LIFE_INCOME | SOC_LIFE_UNREGISTERED, &w);
	for (unsigned i = 0; i < w.count; i++) {
		uint8_t life = self->life[w.row[i]];
		if ((life & SOC_LIFE_INCOME) &&
		    soc_below(w.word[i][SOC_LANE(INCOME_RECOVERS)], rules->people.income_recovery))
			life--;
		if ((life & SOC_LIFE_UNREGISTERED) &&
		    soc_below(w.word[i][SOC_LANE(REGISTERS)], rules->people.register_move))
			life &= (uint8_t)~SOC_LIFE_UNREGISTERED;
		self->life[w.row[i]] = life;
	}
}

void soc_conduct_adapt(const struct soc_place_time *at, const struct soc_rules *rules,
                       const struct soc_contact_map *map, const struct soc_registry *registry,
                       const struct soc_month_log *month_log, const struct soc_true_log *true_log,
                       struct soc_self *self)
{
	if (rules->records.watched)
		learn_from_acts(at, rules, map, registry, month_log, true_log, self);
	SOC_FOR_NONZERO(self->strain, at->count, row)
		self->strain[row] = (uint8_t)((self->strain[row] * rules->people.strain_keep +
		                               soc_score_fade_offset(at->first_person + row, at->month, 0)) >>
		                              16);
	repay(at, rules, self);
	soc_benefits_fade(at, rules, self);
	recover(at, rules, self);
}
