#include "model/events/events.h"

#include "base/wide.h"
#include "model/events/cells.h"
#include "model/expected/expected.h"
#include "model/population/current.h"
#include "model/population/lost_work.h"
#include "model/population/population.h"

static void live_through(const struct soc_place_time *at, const struct soc_rules *rules,
                         const struct soc_registry *registry, struct soc_self *self, unsigned row,
                         unsigned event)
{
	switch (rules->events.event[event].effect) {
	case SOC_EFFECT_MOVE:
		self->life[row] |= SOC_LIFE_UNREGISTERED;
		break;
	case SOC_EFFECT_LOAN:
		self->life[row] |= SOC_LIFE_LOAN;
		break;
	case SOC_EFFECT_JOB_LOSS:
		if (soc_traits_employed(registry->traits[row]))
			soc_population_lost_work(at, rules->people.job_loss_steps, rules->people.job_loss_more, self,
			                         row);
		break;
	default:
		break;
	}
}

/* ---- candidates ---- */

/* What the candidates of a month are drawn for, and those that happened, by row. */
struct happening {
	struct soc_weigher who;
	const struct soc_place_time *at;
	const struct soc_rules *rules;
	const struct soc_registry *registry;
	const uint8_t *situation, *spared; /* of now, and what it would be without the regime: often one column */
	const struct soc_self *self;
	struct soc_truth *truth;
	struct soc_true_log *out;
	unsigned found, lives; /* lives: of found, those that change a life */
	struct soc_occurrence occurrence[SOC_MONTH_LOG_MAX];
};

struct candidate {
	uint32_t word; /* of acceptance */
	uint16_t row, number;
	uint8_t event;
};

/* A threshold (draw.h, up to 2^32) of a person with this share of the highest rate. */
static inline uint64_t part_of(uint64_t threshold, uint32_t share)
{
	return threshold * share / SOC_SHARE_ALL;
}

static inline uint32_t share_of(const struct soc_class_rates *rates, const uint8_t *situation, unsigned row)
{
	return rates->share[soc_rates_place(situation[row])];
}

/* What a candidate has to be below: as the person is, and had the person not followed what others do. */
struct thresholds {
	uint64_t now, unfollowed;
	int32_t response; /* of now, to what the person weighs */
};

static inline uint64_t at_most(uint64_t threshold, uint64_t most)
{
	return threshold < most ? threshold : most;
}

/* The thresholds of a row, of all that moves the rate; what the person weighs is looked at only where the
 * rest has not decided yet: word is above both without. */
static struct thresholds thresholds(const struct happening *h, unsigned row, unsigned event, uint32_t share,
                                    uint32_t word)
{
	const struct soc_event_rule *e = &h->rules->events.event[event];
	const uint32_t norm = h->who.field->norm[e->kind];
	const uint64_t now = soc_rules_event_threshold(e, h->self->strain[row], norm),
				   unfollowed = norm == SOC_ONE16 || e->norm_weight == 0
	                                ? now
	                                : soc_rules_event_threshold(e, h->self->strain[row], SOC_ONE16),
				   highest = now > unfollowed ? now : unfollowed;
	if (e->kind == SOC_LIFE_EVENT)
		return (struct thresholds){ at_most(now, e->most), at_most(unfollowed, e->most), 0 };
	if (e->kind != SOC_GOOD_DEED && !soc_below(word, part_of(at_most(highest, e->most), share)))
		return (struct thresholds){ 0, 0, 0 };
	const struct soc_rate_response rate = soc_expected_response(&h->who, row, event);
	return (struct thresholds){ at_most((uint64_t)((soc_wide)now * rate.factor >> 16), e->most),
		                        at_most((uint64_t)((soc_wide)unfollowed * rate.factor >> 16), e->most),
		                        rate.slope };
}

/* Keeps those that happen, here or in one of the other two worlds. */
static void keep(struct happening *h, const struct soc_rates *rates, const struct candidate *of, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const unsigned row = of[i].row, event = of[i].event;
		const struct soc_event_rule *e = &h->rules->events.event[event];
		if (e->needs_loan && !(h->self->life[row] & SOC_LIFE_LOAN))
			continue;
		const uint32_t share = share_of(&rates->of[event], h->situation, row),
					   spared = share_of(&rates->of[event], h->spared, row);
		const struct thresholds t = thresholds(h, row, event, share, of[i].word);
		const int happened = soc_below(of[i].word, part_of(t.now, share));
		const int counterfactual = soc_below(of[i].word, part_of(e->base, spared));
		const int unfollowed = soc_below(of[i].word, part_of(t.unfollowed, share));
		if (!happened && !counterfactual && !unfollowed)
			continue;
		if (h->found == SOC_MONTH_LOG_MAX) {
			h->out->lost++;
			continue;
		}
		if (happened && e->kind == SOC_VIOLATION)
			h->truth->tags[row] |= SOC_TAG_OFFENDED;
		if (happened && e->kind != SOC_LIFE_EVENT && soc_rules_is_offence(h->rules, event))
			h->truth->tags[row] |= SOC_TAG_OFFENDER;
		h->lives += happened && e->effect != SOC_EFFECT_NONE;
		h->occurrence[h->found++] = (struct soc_occurrence){ .row = (uint16_t)row,
			                                                 .number = of[i].number,
			                                                 .record = SOC_NOBODY,
			                                                 .event = (uint8_t)event,
			                                                 .happened = (uint8_t)happened,
			                                                 .counterfactual = (uint8_t)counterfactual,
			                                                 .unfollowed = (uint8_t)unfollowed,
			                                                 .response = t.response };
	}
}

/* As below_most, of the thresholds of now and of the counterfactual the higher: where incomes move, the
 * regime may have moved them. */
static unsigned below_either(const struct happening *h, const struct soc_rates *rates, struct candidate *of,
                             unsigned n)
{
	unsigned left = 0;
	for (unsigned i = 0; i < n; i++) {
		const struct candidate c = of[i];
		const uint32_t share = share_of(&rates->of[c.event], h->situation, c.row),
					   spared = share_of(&rates->of[c.event], h->spared, c.row);
		of[left] = c;
		left +=
			soc_below(c.word, part_of(h->rules->events.event[c.event].most, share > spared ? share : spared));
	}
	return left;
}

/* Most candidates are above every threshold of their person: what is left of them, in place. No branch, since
 * which ones cannot be foretold. */
static unsigned below_most(const struct happening *h, const struct soc_rates *rates, struct candidate *of,
                           unsigned n)
{
	unsigned left = 0;
	if (h->spared != h->situation)
		return below_either(h, rates, of, n);
	for (unsigned i = 0; i < n; i++) {
		const struct candidate c = of[i];
		of[left] = c;
		left += soc_below(c.word, part_of(h->rules->events.event[c.event].most,
		                                  share_of(&rates->of[c.event], h->situation, c.row)));
	}
	return left;
}

/* ---- a community's candidates: counts of all classes, then all candidates, drawn side by side ---- */

/* A piece of the law of a class: n candidates from its first number on. */
struct piece {
	uint8_t event, n;
	uint16_t first, block; /* block: of the batch, in which its words begin */
};

/* Blocks of words that are drawn at once, each of the seed of its class; room for the counts of all classes.
 */
#define BATCH (SOC_EVENTS_MAX * SOC_CANDIDATE_PIECES / 4u)
struct batch {
	uint64_t seed[BATCH];
	uint32_t k[BATCH];
	uint32_t word[BATCH][4];
	struct piece piece[BATCH];
	unsigned blocks, pieces;
};

static inline void want_block(const struct happening *h, struct batch *b, unsigned event, uint32_t k)
{
	b->seed[b->blocks] = h->at->seed ^ h->rules->events.event[event].salt;
	b->k[b->blocks++] = k;
}

static inline void draw_batch(const struct happening *h, struct batch *b)
{
	soc_draw_seeds(b->seed, SOC_DRAW_EVENT, h->at->community, h->at->month, b->k, b->blocks, b->word);
}

/* On whom the candidates of a piece fall. */
static void fall(const struct happening *h, const struct soc_rates *rates, const struct soc_cells *c,
                 const struct soc_cell_masses *m, const struct batch *b, const struct piece *p,
                 struct candidate *of)
{
	for (unsigned i = 0; i < p->n; i++) {
		const uint32_t *w = b->word[p->block + i / 2] +
		                    2 * (i % 2); /* two candidates share a block, each with both its words */
		of[i] = (struct candidate){ w[SOC_LANE(CANDIDATE_HAPPENS)],
			                        (uint16_t)soc_cells_find(&rates->of[p->event], c, h->at->urban, m,
			                                                 w[SOC_LANE(CANDIDATE_PERSON)]),
			                        (uint16_t)(p->first + i), p->event };
	}
}

/* The candidates of the pieces so far, of all classes in one go. */
static void take_batch(struct happening *h, const struct soc_rates *rates, const struct soc_cells *c,
                       const struct soc_cell_masses *m, struct batch *b)
{
	struct candidate of[2 * BATCH];
	unsigned n = 0;
	draw_batch(h, b);
	for (unsigned i = 0; i < b->pieces; i++) {
		fall(h, rates, c, &m[b->piece[i].event], b, &b->piece[i], of + n);
		n += b->piece[i].n;
	}
	keep(h, rates, of, below_most(h, rates, of, n));
	b->blocks = b->pieces = 0;
}

static unsigned pieces_of(uint64_t mass)
{
	const uint64_t pieces = (mass + SOC_POISSON_PIECE - 1) / SOC_POISSON_PIECE;
	return pieces < SOC_CANDIDATE_PIECES ? (unsigned)pieces : SOC_CANDIDATE_PIECES;
}

/* Words for the counts: four pieces share a block. */
static void draw_counts(const struct happening *h, const struct soc_cell_masses *m, struct batch *b)
{
	b->blocks = b->pieces = 0;
	for (unsigned i = 0; i < h->rules->events.count; i++) {
		const unsigned event = h->rules->events.by_name[i],
					   pieces = pieces_of(m[event].before[SOC_RATE_GROUPS]);
		for (unsigned piece = 0; piece < pieces; piece += 4)
			want_block(h, b, event, SOC_BLOCK(CANDIDATES_COUNT, piece));
	}
	draw_batch(h, b);
}

/* Classes in the order of their names, the pieces of each in theirs. */
static void draw_classes(struct happening *h, const struct soc_rates *rates, const struct soc_cells *c,
                         const struct soc_cell_masses *m)
{
	struct batch counts, candidates;
	unsigned at = 0; /* block of counts */
	draw_counts(h, m, &counts);
	candidates.blocks = candidates.pieces = 0;
	for (unsigned i = 0; i < h->rules->events.count; i++) {
		const unsigned event = h->rules->events.by_name[i];
		uint64_t left = m[event].before[SOC_RATE_GROUPS];
		const unsigned pieces = pieces_of(left);
		for (unsigned piece = 0; piece < pieces; piece++) {
			const uint64_t mean = left < SOC_POISSON_PIECE ? left : SOC_POISSON_PIECE;
			const unsigned n = soc_poisson_draw(mean, counts.word[at + piece / 4][piece % 4]),
						   first = piece * SOC_POISSON_STEPS;
			left -= mean;
			if (n == 0)
				continue;
			if (candidates.blocks + SOC_POISSON_STEPS / 2 > BATCH)
				take_batch(h, rates, c, m, &candidates);
			candidates.piece[candidates.pieces++] =
				(struct piece){ (uint8_t)event, (uint8_t)n, (uint16_t)first, (uint16_t)candidates.blocks };
			for (unsigned k = 0; k < (n + 1) / 2; k++)
				want_block(h, &candidates, event, SOC_BLOCK(CANDIDATE_PERSON, first) + k);
		}
		at += (pieces + 3) / 4;
	}
	take_batch(h, rates, c, m, &candidates);
}

/* By row, and of one row in the order of the classes' names: whoever is served in this order is served alike,
 * whatever happened to them. */
static void write_by_row(struct happening *h)
{
	uint64_t any[SOC_FULL_COMMUNITY / 64] = { 0 };
	uint16_t head[SOC_FULL_COMMUNITY], next[SOC_MONTH_LOG_MAX];
	for (unsigned i = h->found; i-- > 0;) {
		const unsigned row = h->occurrence[i].row;
		next[i] = any[row / 64] >> (row % 64) & 1u ? head[row] : SOC_NOBODY;
		head[row] = (uint16_t)i;
		any[row / 64] |= (uint64_t)1 << (row % 64);
	}
	for (unsigned w = 0; w < SOC_FULL_COMMUNITY / 64; w++)
		for (uint64_t bits = any[w]; bits != 0; bits &= bits - 1)
			for (unsigned i = head[64 * w + (unsigned)__builtin_ctzll(bits)]; i != SOC_NOBODY; i = next[i])
				h->out->occurrences[h->out->occurrences_count++] = h->occurrence[i];
}

void soc_events_happen(const struct soc_place_time *at, const struct soc_rules *rules,
                       const struct soc_rates *rates, const struct soc_field *field,
                       const struct soc_registry *registry, const struct soc_record *record,
                       struct soc_self *self, struct soc_truth *truth, struct soc_true_log *out)
{
	struct happening h;
	struct soc_cells cells;
	struct soc_cell_masses masses[SOC_EVENTS_MAX];
	if (rules->events.count == 0)
		return;
	h.who = (struct soc_weigher){ at, rules, field, registry, record, self };
	h.at = at;
	h.rules = rules;
	h.registry = registry;
	h.situation = soc_population_current(registry, self);
	h.spared = truth->spared_situation != NULL ? truth->spared_situation : registry->situation;
	h.self = self;
	h.out = out;
	h.truth = truth;
	h.found = h.lives = 0;
	soc_cells_sort(self->nature, at->count, &cells);
	for (unsigned i = 0; i < rules->events.count; i++)
		soc_cells_weigh(&rates->of[i], &cells, at->urban, &masses[i]);
	draw_classes(&h, rates, &cells, masses);
	write_by_row(&h);
	/* What happened changes lives when all of the month is drawn: no class acts before another. */
	for (unsigned i = 0; h.lives > 0 && i < out->occurrences_count; i++) {
		const struct soc_occurrence *o = &out->occurrences[i];
		if (o->happened)
			live_through(at, rules, registry, self, o->row, o->event);
	}
}
