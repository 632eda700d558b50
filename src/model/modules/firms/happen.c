/* A month of the firms of one place: what they do, what is seen of it, what the regime makes of it, what is
 * true of that. */
#include "model/modules/firms/town.h"
#include "model/score.h"

static struct soc_town town_of(const struct soc_firms *f, int32_t place, const struct soc_firms_rules *rules)
{
	const struct soc_firm_range *range = &f->place[place - f->first_place];
	const uint64_t at = range->first - f->first;
	struct soc_town t = { .at = { .first = range->first, .count = range->count },
		                  .rules = rules,
		                  .theta = f->theta };
	t.fixed = (struct soc_firm_fixed){ f->fixed.upto + at, f->fixed.kind + at };
	t.record.points = f->record.points + at;
	t.record.grade = f->record.grade + at;
	t.record.flags = f->record.flags + at;
	t.record.seat = f->record.seat + at;
	for (unsigned l = 0; l < f->lists; l++) {
		t.record.left[l] = f->record.left[l] + at;
		t.record.file[l] = f->record.file[l] + at;
	}
	t.truth = (struct soc_firm_truth){ f->truth.false_points + at, f->truth.tags + at };
	for (unsigned k = 0; k < f->events; k++)
		t.risk[k] = f->risk[k] + at;
	return t;
}

/* The firms of a replicate before have left their seats to those that the population began with. It may have
 * been a checkpoint that was refused, so nothing that months change is believed. */
static void seat_first(struct soc_town *t, uint64_t seed, uint32_t firm)
{
	uint32_t w[4];
	soc_firms_traits(seed, t->at.first + firm, w);
	t->fixed.kind[firm] = (uint16_t)((t->fixed.kind[firm] & ~SOC_FIRM_THETA) |
	                                 soc_firms_draw_theta(w[SOC_LANE(FIRM_PRONENESS)]) << 6);
	t->record.seat[firm] = 0;
}

void soc_firms_begin(struct soc_firms *f, int32_t place, const struct soc_firms_rules *rules)
{
	struct soc_town t = town_of(f, place, rules);
	f->place[place - f->first_place].flagged = 0;
	for (uint32_t i = 0; i < t.at.count; i++) {
		seat_first(&t, f->seed, i);
		for (unsigned l = 0; l < f->lists; l++)
			t.record.left[l][i] = t.record.file[l][i] = 0;
		soc_town_empty(&t, i);
	}
}

void soc_firms_hear(struct soc_firms *f, int32_t place, const struct soc_firms_rules *before,
                    const struct soc_firms_rules *rules)
{
	const struct soc_town t = town_of(f, place, rules);
	for (unsigned k = 0; k < rules->events; k++)
		for (uint32_t i = 0; i < t.at.count; i++) {
			const unsigned large = soc_firm_size(t.fixed.kind[i]) > 0;
			const uint8_t risk = soc_town_first_risk(&t, rules, i, k);
			if (rules->event[k].begin[large] > before->event[k].begin[large] && risk > t.risk[k][i])
				t.risk[k][i] = risk;
		}
}

/* ---- the ledger ---- */

static enum soc_entry_truth innocent_of(const struct soc_town *t, uint32_t firm)
{
	return t->truth.tags[firm] & SOC_TAG_OFFENDED ? SOC_DID_ELSE : SOC_DID_NOTHING;
}

/* What is true of new entries. */
static void mark(struct soc_town *t, uint32_t firm, unsigned lists, enum soc_entry_truth what)
{
	for (unsigned bits = lists; bits != 0; bits &= bits - 1) {
		const unsigned l = (unsigned)__builtin_ctz(bits);
		t->truth.tags[firm] = soc_tag_set(t->truth.tags[firm], l, what);
		soc_town_count(
			t, what == SOC_DID ? SOC_MOD_firms_by_list_entries_true : SOC_MOD_firms_by_list_entries_wrong, l);
	}
}

/* ---- words of many firms at once ---- */

#define AT_ONCE 256
struct firm_words {
	uint32_t first; /* the firm of the place that word 0 is for */
	uint32_t event[SOC_FIRM_EVENTS_MAX][AT_ONCE + 2 * SOC_DRAW_ROW];
	uint32_t spurious[SOC_FIRM_CHANNELS_MAX][AT_ONCE + 2 * SOC_DRAW_ROW];
};

/* From firm on, AT_ONCE or as many as there are. A word is that of four successive firms; so the row begins
 * with the one of four before. */
static void draw_words(const struct soc_town *t, uint32_t firm, struct firm_words *w)
{
	const uint64_t first = (t->at.first + firm) & ~(uint64_t)3;
	const uint32_t skip = (uint32_t)(t->at.first + firm - first), left = t->at.count - firm,
				   n = (left < AT_ONCE ? left : AT_ONCE) + skip;
	w->first = firm - skip;
	for (unsigned k = 0; k < t->rules->events; k++)
		soc_draw_row(t->at.seed ^ t->rules->event[k].salt, SOC_DRAW_FIRM_EVENT, first, n, t->at.month,
		             w->event[k]);
	for (unsigned c = 0; c < t->rules->channels; c++)
		soc_draw_row(t->at.seed ^ t->rules->channel[c].salt, SOC_DRAW_FIRM_FABRICATED, first, n, t->at.month,
		             w->spurious[c]);
}

/* ---- records ---- */

/* A record reaches the regime, which accepts it with the error rates of the scenario. Returns whether it
 * does. */
static int decide(struct soc_town *t, uint32_t firm, unsigned event, unsigned channel,
                  enum soc_record_truth truth, uint32_t word)
{
	const int right = truth == SOC_RECORD_TRUE;
	const enum soc_module_count wrong = truth == SOC_RECORD_MISATTRIBUTED
	                                        ? SOC_MOD_firms_by_channel_records_misattributed
	                                        : SOC_MOD_firms_by_channel_records_fabricated;
	soc_town_count(t, right ? SOC_MOD_firms_by_channel_records_true : wrong, channel);
	if (!soc_below(word, right ? t->rules->accept_right : t->rules->accept_wrong))
		return 0;
	const struct soc_firm_answer answer = soc_firms_accept(&t->at, t->rules, &t->record, firm, event);
	mark(t, firm, answer.entered, right ? SOC_DID : innocent_of(t, firm));
	if (right) /* an entry prolonged for what the firm did is no longer a wrong one */
		for (unsigned l = 0; l < t->rules->lists; l++)
			if (answer.renewed >> l & 1u)
				t->truth.tags[firm] = soc_tag_set(t->truth.tags[firm], l, SOC_DID);
	if (!right) {
		const int32_t sum = t->truth.false_points[firm] + answer.posted;
		t->truth.false_points[firm] = (int16_t)(sum < INT16_MIN   ? INT16_MIN
		                                        : sum > INT16_MAX ? INT16_MAX
		                                                          : sum);
	}
	return 1;
}

static int reaches(const struct soc_town *t, const struct soc_firm_channel_rule *c, uint32_t firm)
{
	/* Who is covered is fixed for a replicate; a higher coverage adds to them. */
	const uint32_t word = SOC_VARIATE(FIRM_COVERAGE, t->at.seed ^ c->salt, t->at.first + firm, 0, 0);
	return soc_below(word, c->coverage[soc_firm_size(t->fixed.kind[firm]) > 0]);
}

/* The first channel that detects the event makes the record. Returns whether the firm is caught: named, and
 * the record accepted. */
static int see(struct soc_town *t, uint32_t firm, unsigned event)
{
	const uint64_t salt = t->rules->event[event].salt;
	uint32_t fate[4];
	for (unsigned c = 0; c < t->rules->channels; c++) {
		const struct soc_firm_channel_rule *rule = &t->rules->channel[c];
		if (!rule->enabled || rule->detect[event] == 0 ||
		    !soc_below(SOC_FIRM_VARIATE(FIRM_DETECTION, &t->at, salt ^ rule->salt, firm, 0),
		               rule->detect[event]) ||
		    !reaches(t, rule, firm))
			continue;
		soc_draw_block(t->at.seed ^ salt, SOC_DRAW_FIRM_RECORD, t->at.first + firm, t->at.month,
		               SOC_BLOCK(FIRM_WRONG, 0), fate);
		uint32_t named = firm;
		if (t->at.count > 1 && soc_below(fate[SOC_LANE(FIRM_WRONG)], rule->wrong_firm)) {
			named = soc_pick(fate[SOC_LANE(FIRM_NAMED)], t->at.count - 1);
			named += named >= firm;
		}
		return decide(t, named, event, c, named == firm ? SOC_RECORD_TRUE : SOC_RECORD_MISATTRIBUTED,
		              fate[SOC_LANE(FIRM_ACCEPTED)]) &&
		       named == firm;
	}
	return 0;
}

static void fabricate(struct soc_town *t, uint32_t firm, const struct firm_words *w)
{
	uint32_t fate[4];
	for (unsigned c = 0; c < t->rules->channels; c++) {
		const struct soc_firm_channel_rule *rule = &t->rules->channel[c];
		unsigned i = 0;
		if (!rule->enabled || !soc_below(w->spurious[c][firm - w->first], rule->false_record) ||
		    !reaches(t, rule, firm))
			continue;
		soc_draw_block(t->at.seed ^ rule->salt, SOC_DRAW_FIRM_SPURIOUS, t->at.first + firm, t->at.month,
		               SOC_BLOCK(FIRM_FABRICATED_CLASS, 0), fate);
		while (i + 1 < t->rules->events &&
		       fate[SOC_LANE(FIRM_FABRICATED_CLASS)] >= rule->spurious_mix[t->rules->by_name[i]])
			i++;
		decide(t, firm, t->rules->by_name[i], c, SOC_RECORD_FABRICATED,
		       fate[SOC_LANE(FIRM_FABRICATED_ACCEPTED)]);
	}
}

/* ---- events ---- */

#define MOST ((uint64_t)1 << 40) /* a chance far above 1 keeps room for factors below 1 */

static uint64_t scaled(uint64_t chance, uint32_t factor)
{
	const uint64_t t = chance * factor >> 16;
	return t < MOST ? t : MOST;
}

/* Under no regime. */
static uint64_t chance_of(const struct soc_town *t, uint32_t firm, unsigned event)
{
	const struct soc_firm_event_rule *e = &t->rules->event[event];
	const uint16_t kind = t->fixed.kind[firm];
	const uint64_t chance = scaled(e->chance, e->by_size[soc_firm_size(kind)]);
	return scaled(scaled(chance, e->by_sector[soc_firm_sector(kind)]), t->theta[soc_firm_theta(kind)]);
}

/* Whether the event of the word happens. What it would cost is asked only where it matters: nothing of it
 * makes an event likelier. */
static int happens(struct soc_town *t, uint32_t firm, unsigned event, uint32_t word)
{
	uint64_t chance = chance_of(t, firm, event);
	if (soc_below(word, chance))
		soc_town_count(t, SOC_MOD_firms_by_event_events_counterfactual, event);
	if (soc_firm_listed(t->record.flags[firm]) & t->rules->black)
		chance = scaled(chance, t->rules->event[event].listed);
	if (!soc_below(word, chance))
		return 0;
	const struct soc_rate_response rate = soc_town_response(t, firm, event);
	if (!soc_below(word, scaled(chance, rate.factor)))
		return 0;
	if (t->tally != NULL)
		soc_count_module(t->tally, SOC_MOD_firms_by_event_response, event, rate.slope);
	return 1;
}

static void happen(struct soc_town *t, uint32_t firm, const struct firm_words *w)
{
	for (unsigned i = 0; i < t->rules->events; i++) {
		const unsigned k = t->rules->by_name[i];
		if (!happens(t, firm, k, w->event[k][firm - w->first]))
			continue;
		t->truth.tags[firm] |= SOC_TAG_OFFENDED;
		soc_town_count(t, SOC_MOD_firms_by_event_events, k);
		soc_town_learn(t, firm, k, see(t, firm, k));
	}
}

/* ---- the end of the month ---- */

static void grade(struct soc_town *t, uint32_t firm)
{
	const unsigned entered = soc_firms_grade(&t->at, t->rules, &t->record, firm);
	const unsigned right = soc_firms_grade_of(t->rules, t->record.points[firm] - t->truth.false_points[firm]);
	for (unsigned l = 0; l < t->rules->lists; l++)
		if (entered >> l & 1u)
			mark(t, firm, 1u << l,
			     t->rules->list[l].entry_grades >> right & 1u ? SOC_DID : innocent_of(t, firm));
}

static void count_stocks(const struct soc_town *t, uint32_t firm, unsigned on)
{
	const unsigned size = soc_firm_size(t->fixed.kind[firm]), sector = soc_firm_sector(t->fixed.kind[firm]);
	soc_count_module(t->tally, SOC_MOD_firms_by_size_firms, size, 1);
	soc_count_module(t->tally, SOC_MOD_firms_by_sector_firms, sector, 1);
	if (t->rules->grades > 0)
		soc_count_module(t->tally, SOC_MOD_firms_by_grade_firms, t->record.grade[firm], 1);
	for (unsigned l = 0; l < t->rules->lists; l++)
		if (on >> l & 1u)
			soc_count_module(t->tally,
			                 soc_tag_entry(t->truth.tags[firm], l) == SOC_DID
			                     ? SOC_MOD_firms_by_list_stock_true
			                     : SOC_MOD_firms_by_list_stock_wrong,
			                 l, 1);
	if (on & t->rules->black) {
		soc_count_module(t->tally, SOC_MOD_firms_by_size_listed, size, 1);
		soc_count_module(t->tally, SOC_MOD_firms_by_sector_listed, sector, 1);
	}
}

static unsigned end_month(struct soc_town *t, uint32_t firm)
{
	unsigned on = 0;
	if (t->rules->grades > 0)
		grade(t, firm);
	soc_town_attempt(t, firm);
	soc_town_appeal(t, firm);
	for (unsigned l = 0; l < t->rules->lists; l++)
		on |= (unsigned)(t->record.left[l][firm] > 0) << l;
	t->record.flags[firm] = (uint8_t)(soc_firm_entered(t->record.flags[firm]) | on << 4);
	if (t->tally != NULL)
		count_stocks(t, firm, on);
	return t->record.flags[firm];
}

static void fade_false(const struct soc_town *t, uint32_t firm)
{
	const int32_t x = t->truth.false_points[firm];
	if (x != 0)
		t->truth.false_points[firm] = (int16_t)((x * (int64_t)t->rules->keep +
		                                         soc_score_fade_offset(t->at.first + firm, t->at.month, 0)) >>
		                                        16);
}

static void count_exits(const struct soc_town *t)
{
	for (unsigned l = 0; t->tally != NULL && l < SOC_FIRM_LISTS_MAX; l++) {
		soc_count_module(t->tally, SOC_MOD_firms_by_list_exits_expired, l, t->exits.expired[l]);
		soc_count_module(t->tally, SOC_MOD_firms_by_list_exits_repaired, l, t->exits.repaired[l]);
		soc_count_module(t->tally, SOC_MOD_firms_by_list_appeals_lapsed, l, t->exits.lapsed[l]);
	}
}

void soc_firms_month(struct soc_firms *f, int32_t place, uint64_t seed, uint32_t month,
                     const struct soc_firms_rules *rules, const struct soc_conduct_rules *conduct,
                     struct soc_tally *tally)
{
	struct soc_town t = town_of(f, place, rules);
	unsigned flagged = 0;
	t.conduct = conduct;
	t.at.seed = seed;
	t.at.month = month;
	t.tally = tally;
	for (uint32_t i = 0; !rules->enabled && i < t.at.count; i++) {
		t.record.flags[i] = 0;
		t.record.seat[i] &= (uint8_t)~1u;
	}
	for (uint32_t i = 0; rules->enabled && i < t.at.count; i++) {
		flagged |= soc_town_close(&t, i) ? SOC_FIRM_CLOSED : 0u;
		t.record.flags[i] &= 0xf0u;
		fade_false(&t, i);
		soc_firms_age(&t.at, rules, &t.record, i, &t.exits);
	}
	struct firm_words words;
	for (uint32_t i = 0; rules->enabled && i < t.at.count; i++) {
		if (i % AT_ONCE == 0)
			draw_words(&t, i, &words);
		happen(&t, i, &words);
		fabricate(&t, i, &words);
	}
	for (uint32_t i = 0; rules->enabled && i < t.at.count; i++)
		flagged |= end_month(&t, i);
	f->place[place - f->first_place].flagged = flagged;
	count_exits(&t);
}
