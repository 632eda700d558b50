/* Phase events on a community of four, by hand: the threshold of a class, on whom its candidates fall, what
 * happens in the counterfactual alone, and what an event does to a life. */
#include "four.h"
#include "runner.h"

#include "model/events/events.h"
#include "model/variates.h"

#include <string.h>

enum { THEFT, HELP, LOAN, CLASSES };
enum { QUARTER = 16384, HALF = 32768, LEVEL = 125 };

static struct soc_field field;
static struct soc_class_rates classes[CLASSES];
static const struct soc_rates rates = { classes };
static uint8_t nature[FOUR_ROWS], traits[FOUR_ROWS];

/* Three classes, in the order of their numbers, that nobody meets until a test gives somebody a rate. What
 * has a candidate happens. Each person has a proneness of one's own, so that a rate can be one person's
 * alone. */
static int begin(void **state)
{
	four_begin(state);
	memset(classes, 0, sizeof classes);
	memset(nature, 0, sizeof nature);
	memcpy(traits, registry.traits, sizeof traits);
	registry.traits = traits;
	self.nature = nature;
	field = (struct soc_field){ .norm = { 65536, 65536, 65536, 65536 } };
	rules.events = CLASSES;
	for (unsigned k = 0; k < CLASSES; k++) {
		struct soc_event_rule *e = &rules.event[k];
		*e = (struct soc_event_rule){ .luck = k + 1, .base = SURE, .most = SURE, .informed_factor = 65536 };
		for (int i = 0; i < SOC_LEVELS; i++)
			e->by_risk[i] = e->by_strain[i] = 65536;
		e->deed_factor = 65536;
		rules.by_name[k] = (uint8_t)k;
		for (int place = 0; place < 64; place++)
			classes[k].share[place] = SOC_SHARE_ALL;
	}
	rules.event[THEFT].kind = SOC_VIOLATION;
	rules.event[HELP].kind = SOC_GOOD_DEED;
	rules.event[LOAN].kind = SOC_LIFE_EVENT;
	rules.event[LOAN].effect = SOC_EFFECT_LOAN;
	for (unsigned row = 0; row < FOUR; row++)
		nature[row] = soc_nature_pack(0, 0, row, 0);
	return 0;
}

/* So many candidates of the class for each person of a row's proneness, in the mean of a month. */
static void can_meet(unsigned row, unsigned event, unsigned mean)
{
	for (unsigned phi = 0; phi < SOC_PHI_BUCKETS; phi++) {
		classes[event].highest[0][nature[row] + phi] = (uint64_t)mean << 32;
		classes[event].inverse[0][nature[row] + phi] = ((uint64_t)1 << 52) / ((uint64_t)mean << 32);
	}
}

static void happen(void)
{
	soc_true_journal_clear(&true_journal);
	soc_events_happen(&at, &rules, &rates, &field, &registry, &record, &self, &truth, &true_journal);
}

static uint64_t threshold(unsigned event)
{
	return soc_events_threshold(&at, &rules, &field, &record, &self, HEAD, event);
}

/* A quarter of the own risk and three of the place's make level 125; a quarter, twice and 5/4 are 5/8 of the
 * rate. Where nobody watches the level is 0. */
static void test_threshold(void **state)
{
	(void)state;
	struct soc_event_rule *e = &rules.event[THEFT];
	e->base = SURE / 4;
	assert_int_equal(threshold(THEFT), SURE / 4);
	rules.risk_own = QUARTER;
	rules.risk_place = 3 * QUARTER;
	self.risk[HEAD] = 200;
	field.risk = 100 * 257;
	e->by_risk[LEVEL] = 65536 / 4;
	assert_int_equal(threshold(THEFT), SURE / 16);
	self.strain[HEAD] = 10;
	e->by_strain[10] = 2 * 65536;
	assert_int_equal(threshold(THEFT), SURE / 8);
	field.norm[SOC_VIOLATION] = 65536 + HALF;
	e->norm_weight = HALF;
	assert_int_equal(threshold(THEFT), SURE / 32 * 5);
	rules.watched = 0;
	assert_int_equal(threshold(THEFT), SURE / 8 * 5);
	e->most = SURE / 2;
	assert_int_equal(threshold(THEFT), SURE / 2);
}

/* Who knows the rules is careful, where somebody watches. */
static void test_informed(void **state)
{
	(void)state;
	rules.event[THEFT].informed_factor = 65536 / 4;
	assert_int_equal(threshold(THEFT), SURE);
	rules.knows_rules = SURE;
	assert_int_equal(threshold(THEFT), SURE / 4);
	rules.watched = 0;
	assert_int_equal(threshold(THEFT), SURE);
}

/* What is paid crowds out a quarter of the deeds, and adds as many as there were for who knows the rules and
 * has a next grade within reach. */
static void test_gaming(void **state)
{
	(void)state;
	struct soc_event_rule *e = &rules.event[HELP];
	e->base = SURE / 4;
	e->deed_factor = 65536 / 4 * 3;
	e->gaming_factor = 65536;
	e->gaming_gap = 320;
	rules.grades = 2;
	rules.grade_from[1] = 32000 + 320;
	rules.knows_rules = SURE;
	assert_int_equal(threshold(HELP), SURE / 4); /* not paid */
	e->paid = 1;
	assert_int_equal(threshold(HELP), SURE / 16 * 7);
	rules.knows_rules = 0;
	assert_int_equal(threshold(HELP), SURE / 16 * 3);
	rules.knows_rules = SURE;
	rules.grade_from[1]++; /* a 32nd of a point too far */
	assert_int_equal(threshold(HELP), SURE / 16 * 3);
	rules.grade_from[1]--;
	record.grade[HEAD] = 1; /* the highest */
	assert_int_equal(threshold(HELP), SURE / 16 * 3);
	record.grade[HEAD] = 0;
	rules.scored = 0;
	assert_int_equal(threshold(HELP), SURE / 16 * 3);
	rules.watched = 0;
	assert_int_equal(threshold(HELP), SURE / 4);
}

static unsigned poisson(unsigned event, uint64_t mean, unsigned piece)
{
	return soc_poisson_draw(mean << 32, SOC_VARIATE(CANDIDATES_COUNT, at.seed ^ rules.event[event].luck,
	                                                at.community, at.month, piece));
}

/* All candidates of 20 fall on the one person who can have them: a piece of the law of 16, and one of 4. */
static void test_falls_on(void **state)
{
	(void)state;
	can_meet(CHILD, THEFT, 20);
	happen();
	const unsigned first = poisson(THEFT, 16, 0), all = first + poisson(THEFT, 4, 1);
	assert_in_range(all, 5, 50);
	assert_int_equal(true_journal.occurrences_count, all);
	for (unsigned i = 0; i < all; i++) {
		const struct soc_occurrence *o = &true_journal.occurrences[i];
		assert_int_equal(o->row, CHILD);
		assert_int_equal(o->event, THEFT);
		assert_int_equal(o->number, i < first ? i : SOC_POISSON_STEPS + i - first);
		assert_int_equal(o->record, SOC_NOBODY);
		assert_true(o->happened && o->counterfactual);
	}
	for (unsigned row = 0; row < FOUR; row++)
		assert_int_equal(truth.tags[row], row == CHILD ? SOC_TAG_OFFENDED : 0);
}

/* By row, and of a row by the names of classes, whichever was drawn first; people of a cell share its
 * candidates. */
static void test_order(void **state)
{
	(void)state;
	nature[ALONE] = nature[HEAD];
	can_meet(HEAD, THEFT, 8);
	can_meet(HEAD, HELP, 8);
	rules.by_name[0] = HELP;
	rules.by_name[1] = THEFT;
	happen();
	assert_int_equal(true_journal.occurrences_count, poisson(THEFT, 16, 0) + poisson(HELP, 16, 0));
	unsigned of_row[FOUR] = { 0 };
	for (unsigned i = 0; i < true_journal.occurrences_count; i++) {
		const struct soc_occurrence *o = &true_journal.occurrences[i];
		of_row[o->row]++;
		if (i == 0)
			continue;
		assert_true(o[-1].row <= o->row);
		assert_true(o[-1].row < o->row || o[-1].event >= o->event);
	}
	assert_true(of_row[HEAD] > 3 && of_row[ALONE] > 3);
	assert_int_equal(of_row[SPOUSE] + of_row[CHILD], 0);
}

/* Deterred altogether it happens under no regime alone, which makes nobody an offender and changes no life;
 * encouraged from nothing it happens under the regime alone. */
static void test_counterfactual(void **state)
{
	(void)state;
	can_meet(HEAD, THEFT, 8);
	can_meet(HEAD, LOAN, 8);
	can_meet(SPOUSE, HELP, 8); /* a life event of somebody else that does happen */
	rules.event[HELP].effect = SOC_EFFECT_MOVE;
	rules.event[THEFT].by_risk[0] = rules.event[LOAN].by_risk[0] = 0;
	happen();
	assert_true(true_journal.occurrences_count > 5);
	for (unsigned i = 0; i < true_journal.occurrences_count; i++) {
		assert_int_equal(true_journal.occurrences[i].happened, true_journal.occurrences[i].row == SPOUSE);
		assert_true(true_journal.occurrences[i].counterfactual);
	}
	assert_int_equal(truth.tags[HEAD], 0);
	assert_int_equal(self.life[HEAD], 0);
	assert_int_equal(self.life[SPOUSE], SOC_LIFE_UNDECLARED);
	rules.event[THEFT].by_risk[0] = 4 * 65536;
	rules.event[THEFT].base = SURE / 4;
	happen();
	unsigned more = 0, both = 0;
	for (unsigned i = 0; i < true_journal.occurrences_count; i++) {
		const struct soc_occurrence *o = &true_journal.occurrences[i];
		more += o->event == THEFT && o->happened && !o->counterfactual;
		both += o->event == THEFT && o->happened && o->counterfactual;
	}
	assert_int_equal(more + both, poisson(THEFT, 8, 0));
	assert_true(more > both && both > 0);
	assert_int_equal(truth.tags[HEAD], SOC_TAG_OFFENDED);
}

/* A lower rate keeps some of the events of a higher one and has no others; where a person's share of the rate
 * is 0 there are none. */
static void test_thinned(void **state)
{
	(void)state;
	can_meet(HEAD, HELP, 16);
	happen();
	const unsigned all = true_journal.occurrences_count;
	uint64_t numbers = 0;
	for (unsigned i = 0; i < all; i++)
		numbers |= (uint64_t)1 << true_journal.occurrences[i].number;
	const unsigned place = soc_rates_place(registry.situation[HEAD]);
	classes[HELP].share[place] = SOC_SHARE_ALL / 2;
	happen();
	assert_in_range(true_journal.occurrences_count, 1, all - 1);
	for (unsigned i = 0; i < true_journal.occurrences_count; i++)
		assert_true(numbers >> true_journal.occurrences[i].number & 1u);
	classes[HELP].share[place] = 0;
	happen();
	assert_int_equal(true_journal.occurrences_count, 0);
}

/* What needs a loan passes by who has none, and a loan of this month comes too late, whichever class is first
 * by name. */
static void test_needs_loan(void **state)
{
	(void)state;
	can_meet(HEAD, THEFT, 8);
	can_meet(HEAD, LOAN, 8);
	rules.event[THEFT].needs_loan = 1;
	rules.by_name[0] = LOAN;
	rules.by_name[2] = THEFT;
	happen();
	assert_int_equal(true_journal.occurrences_count, poisson(LOAN, 8, 0));
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN);
	happen();
	assert_int_equal(true_journal.occurrences_count, poisson(LOAN, 8, 0) + poisson(THEFT, 8, 0));
}

/* A move leaves the register behind; a job lost takes income from who has a job, each time, down to the last
 * of 15 steps. */
static void test_lives(void **state)
{
	(void)state;
	can_meet(HEAD, LOAN, 4);
	self.life[HEAD] = SOC_LIFE_LOAN;
	rules.event[LOAN].effect = SOC_EFFECT_MOVE;
	happen();
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNDECLARED);
	rules.event[LOAN].effect = SOC_EFFECT_JOB_LOSS;
	rules.job_loss_steps = 1;
	happen();
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNDECLARED); /* had none */
	traits[HEAD] |= 1u << 5;
	happen();
	const unsigned times = poisson(LOAN, 4, 0);
	assert_in_range(times, 1, 14);
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNDECLARED | times);
	rules.job_loss_steps = 9;
	happen();
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNDECLARED | 15);
	assert_int_equal(self.life[SPOUSE], 0);
}

PART(events)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_threshold, begin), cmocka_unit_test_setup(test_informed, begin),
		cmocka_unit_test_setup(test_gaming, begin),    cmocka_unit_test_setup(test_falls_on, begin),
		cmocka_unit_test_setup(test_order, begin),     cmocka_unit_test_setup(test_counterfactual, begin),
		cmocka_unit_test_setup(test_thinned, begin),   cmocka_unit_test_setup(test_needs_loan, begin),
		cmocka_unit_test_setup(test_lives, begin),
	};
	return run_part(tests, NULL, NULL);
}
