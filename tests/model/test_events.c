/* Phase events on a community of four, by hand: the threshold of a class, on whom its candidates fall, what
 * happens in the counterfactual alone, and what an event does to a life. */
#include "four.h"
#include "runner.h"

#include "model/events/events.h"
#include "model/variates.h"

#include <string.h>

enum { THEFT, HELP, LOAN, CLASSES };
enum { HALF = 32768 };

static struct soc_field field;
static struct soc_class_rates classes[CLASSES];
static const struct soc_rates rates = { classes, NULL };
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
	rules.events.count = CLASSES;
	for (unsigned k = 0; k < CLASSES; k++) {
		struct soc_event_rule *e = &rules.events.event[k];
		*e = (struct soc_event_rule){ .salt = k + 1, .base = SURE, .most = SURE };
		for (int i = 0; i < SOC_LEVELS; i++)
			e->by_strain[i] = 65536;
		rules.events.by_name[k] = (uint8_t)k;
		for (int place = 0; place < 64; place++)
			classes[k].share[place] = SOC_SHARE_ALL;
	}
	rules.events.event[THEFT].kind = SOC_VIOLATION;
	rules.events.event[HELP].kind = SOC_GOOD_DEED;
	rules.events.event[LOAN].kind = SOC_LIFE_EVENT;
	rules.events.event[LOAN].effect = SOC_EFFECT_LOAN;
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
	soc_true_log_clear(&true_log);
	soc_events_happen(&at, &rules, &rates, &field, &registry, &record, &self, &truth, &true_log);
}

static unsigned poisson(unsigned event, uint64_t mean, unsigned piece)
{
	return soc_poisson_draw(mean << 32,
	                        SOC_VARIATE(CANDIDATES_COUNT, at.seed ^ rules.events.event[event].salt,
	                                    at.community, at.month, piece));
}

static uint64_t threshold(unsigned event, unsigned strain)
{
	return soc_rules_event_threshold(&rules.events.event[event], strain,
	                                 field.norm[rules.events.event[event].kind]);
}

/* What moves a rate besides what is at stake: twice by strain, and 5/4 by a norm that counts half. */
static void test_threshold(void **state)
{
	(void)state;
	struct soc_event_rule *e = &rules.events.event[THEFT];
	e->base = SURE / 4;
	assert_int_equal(threshold(THEFT, 0), SURE / 4);
	e->by_strain[10] = 2 * 65536;
	assert_int_equal(threshold(THEFT, 10), SURE / 2);
	field.norm[SOC_VIOLATION] = 65536 + HALF;
	e->norm_weight = HALF;
	assert_int_equal(threshold(THEFT, 0), SURE / 16 * 5);
	assert_int_equal(threshold(THEFT, 10), SURE / 8 * 5);
}

/* A list to come on, with a measure that costs something, of which half the people who think of it are
 * deterred: every expected loss is of one gain, and the law leaves a half. */
static void at_stake(unsigned event)
{
	struct soc_conduct_rules *c = &rules.conduct;
	c->spheres = 1;
	c->act[event] = (struct soc_act_rule){
		.is_weighed = 1, .inverse_gain = 65536, .lists = 1, .risk_more = SOC_RISK_ONE
	};
	for (unsigned i = 0; i < sizeof c->certainty / sizeof *c->certainty; i++)
		c->certainty[i] = SOC_RISK_ONE;
	for (unsigned i = 0; i < sizeof c->power / sizeof *c->power; i++)
		c->power[i] = 65536;
	for (unsigned i = 0; i < sizeof c->fall / sizeof *c->fall; i++)
		c->fall[i] = HALF;
	for (int age = 0; age < SOC_AGES_MOST; age++)
		c->of_age[age] = 1;
	for (int class = 0; class < SOC_PERSON_CLASSES; class ++)
		c->list_months[0][class] = 256;
	c->stake[0][0][0][2] = 1u << 24;
	rules.regime.measures.count = 1;
	rules.regime.measures.sanctions = 1;
	rules.regime.measures.of_list[0][0] = 1;
	rules.regime.lists.list[0].entry = SURE;
}

/* What is at stake keeps some from the act, and each that is left bears the elasticity; the counterfactual
 * has them all. With nothing to lose nobody is kept. */
static void test_at_stake(void **state)
{
	(void)state;
	can_meet(HEAD, THEFT, 16);
	at_stake(THEFT);
	happen();
	unsigned done = 0;
	const unsigned all = true_log.occurrences_count;
	assert_int_equal(all, poisson(THEFT, 16, 0));
	for (unsigned i = 0; i < all; i++) {
		const struct soc_occurrence *o = &true_log.occurrences[i];
		done += o->happened;
		assert_true(o->counterfactual);
		if (o->happened)
			assert_int_equal(o->response, -65536);
	}
	assert_in_range(done, 1, all - 1);
	rules.regime.measures.sanctions = 0;
	happen();
	assert_int_equal(true_log.occurrences_count, all);
	for (unsigned i = 0; i < all; i++) {
		assert_true(true_log.occurrences[i].happened);
		assert_int_equal(true_log.occurrences[i].response, 0);
	}
}

/* A life event is nothing that people weigh, whatever the tables say. */
static void test_life_goes_on(void **state)
{
	(void)state;
	can_meet(HEAD, LOAN, 16);
	at_stake(LOAN);
	happen();
	assert_int_equal(true_log.occurrences_count, poisson(LOAN, 16, 0));
	for (unsigned i = 0; i < true_log.occurrences_count; i++)
		assert_true(true_log.occurrences[i].happened);
}

/* All candidates of 20 fall on the one person who can have them: a piece of the law of 16, and one of 4. */
static void test_falls_on(void **state)
{
	(void)state;
	can_meet(CHILD, THEFT, 20);
	happen();
	const unsigned first = poisson(THEFT, 16, 0), all = first + poisson(THEFT, 4, 1);
	assert_in_range(all, 5, 50);
	assert_int_equal(true_log.occurrences_count, all);
	for (unsigned i = 0; i < all; i++) {
		const struct soc_occurrence *o = &true_log.occurrences[i];
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
	rules.events.by_name[0] = HELP;
	rules.events.by_name[1] = THEFT;
	happen();
	assert_int_equal(true_log.occurrences_count, poisson(THEFT, 16, 0) + poisson(HELP, 16, 0));
	unsigned of_row[FOUR] = { 0 };
	for (unsigned i = 0; i < true_log.occurrences_count; i++) {
		const struct soc_occurrence *o = &true_log.occurrences[i];
		of_row[o->row]++;
		if (i == 0)
			continue;
		assert_true(o[-1].row <= o->row);
		assert_true(o[-1].row < o->row || o[-1].event >= o->event);
	}
	assert_true(of_row[HEAD] > 3 && of_row[ALONE] > 3);
	assert_int_equal(of_row[SPOUSE] + of_row[CHILD], 0);
}

/* Kept from altogether it happens under no regime alone, which makes nobody an offender and changes no life;
 * encouraged from nothing it happens under the regime alone. */
static void test_counterfactual(void **state)
{
	(void)state;
	can_meet(HEAD, THEFT, 8);
	can_meet(HEAD, LOAN, 8);
	can_meet(SPOUSE, HELP, 8); /* a life event of somebody else that does happen */
	rules.events.event[HELP].effect = SOC_EFFECT_MOVE;
	rules.events.event[THEFT].by_strain[0] = rules.events.event[LOAN].by_strain[0] = 0;
	happen();
	assert_true(true_log.occurrences_count > 5);
	for (unsigned i = 0; i < true_log.occurrences_count; i++) {
		assert_int_equal(true_log.occurrences[i].happened, true_log.occurrences[i].row == SPOUSE);
		assert_true(true_log.occurrences[i].counterfactual);
	}
	assert_int_equal(truth.tags[HEAD], 0);
	assert_int_equal(self.life[HEAD], 0);
	assert_int_equal(self.life[SPOUSE], SOC_LIFE_UNREGISTERED);
	rules.events.event[THEFT].by_strain[0] = 4 * 65536;
	rules.events.event[THEFT].base = SURE / 4;
	happen();
	unsigned more = 0, both = 0;
	for (unsigned i = 0; i < true_log.occurrences_count; i++) {
		const struct soc_occurrence *o = &true_log.occurrences[i];
		more += o->event == THEFT && o->happened && !o->counterfactual;
		both += o->event == THEFT && o->happened && o->counterfactual;
	}
	assert_int_equal(more + both, poisson(THEFT, 8, 0));
	assert_true(more > both && both > 0);
	assert_int_equal(truth.tags[HEAD], SOC_TAG_OFFENDED);
}

/* How many of what happened, and would have under no regime, had nobody followed others, and in that world
 * alone. */
struct worlds {
	unsigned happened, counterfactual, unfollowed, unfollowed_alone;
};

static struct worlds worlds_of(unsigned event)
{
	struct worlds n = { 0 };
	happen();
	for (unsigned i = 0; i < true_log.occurrences_count; i++) {
		const struct soc_occurrence *o = &true_log.occurrences[i];
		if (o->event != event)
			continue;
		n.happened += o->happened;
		n.counterfactual += o->counterfactual;
		n.unfollowed += o->unfollowed;
		n.unfollowed_alone += o->unfollowed && !o->happened && !o->counterfactual;
		assert_true(field.norm[SOC_VIOLATION] > SOC_ONE16 ? o->happened >= o->unfollowed
		                                                  : o->happened <= o->unfollowed);
	}
	return n;
}

/* What a norm keeps people from they would have done, had they not followed it: so many as happen at a norm
 * of 1, whatever else keeps them. Where that is the only world in which it happens, nobody is an offender by
 * it. */
static void test_follows(void **state)
{
	(void)state;
	struct soc_event_rule *e = &rules.events.event[THEFT];
	can_meet(HEAD, THEFT, 16);
	e->norm_weight = SOC_ONE16;
	e->by_strain[0] = 2 * SOC_ONE16;
	e->base = SURE / 4;
	const unsigned all = worlds_of(THEFT).happened;
	field.norm[SOC_VIOLATION] = SOC_ONE16 / 16;
	const struct worlds less = worlds_of(THEFT);
	assert_int_equal(less.unfollowed, all);
	assert_in_range(less.happened, 0, all / 2);
	assert_in_range(less.counterfactual, 1, all - 1);
	assert_in_range(less.unfollowed_alone, 1, all - 1);
	assert_int_equal(truth.tags[HEAD], SOC_TAG_OFFENDED); /* of the month before */
	truth.tags[HEAD] = 0;
	field.norm[SOC_VIOLATION] = 0;
	assert_int_equal(worlds_of(THEFT).happened, 0);
	assert_int_equal(truth.tags[HEAD], 0);
	field.norm[SOC_VIOLATION] = 2 * SOC_ONE16;
	const struct worlds more = worlds_of(THEFT);
	assert_int_equal(more.unfollowed, all);
	assert_in_range(more.happened, all + 1, SOC_MONTH_LOG_MAX);
	e->norm_weight = 0;
	const struct worlds none = worlds_of(THEFT);
	assert_int_equal(none.happened, all);
	assert_int_equal(none.unfollowed, all);
}

/* So with what is at stake: of those whom it keeps from the act the norm keeps nobody. */
static void test_follows_at_stake(void **state)
{
	(void)state;
	can_meet(HEAD, THEFT, 16);
	at_stake(THEFT);
	const unsigned kept = worlds_of(THEFT).happened;
	rules.events.event[THEFT].norm_weight = SOC_ONE16;
	field.norm[SOC_VIOLATION] = SOC_ONE16 / 4;
	const struct worlds less = worlds_of(THEFT);
	assert_int_equal(less.unfollowed, kept);
	assert_in_range(less.happened, 0, kept - 1);
	assert_int_equal(less.counterfactual, poisson(THEFT, 16, 0));
}

/* A lower rate keeps some of the events of a higher one and has no others; where a person's share of the rate
 * is 0 there are none. */
static void test_thinned(void **state)
{
	(void)state;
	can_meet(HEAD, HELP, 16);
	happen();
	const unsigned all = true_log.occurrences_count;
	uint64_t numbers = 0;
	for (unsigned i = 0; i < all; i++)
		numbers |= (uint64_t)1 << true_log.occurrences[i].number;
	const unsigned place = soc_rates_place(registry.situation[HEAD]);
	classes[HELP].share[place] = SOC_SHARE_ALL / 2;
	happen();
	assert_in_range(true_log.occurrences_count, 1, all - 1);
	for (unsigned i = 0; i < true_log.occurrences_count; i++)
		assert_true(numbers >> true_log.occurrences[i].number & 1u);
	classes[HELP].share[place] = 0;
	happen();
	assert_int_equal(true_log.occurrences_count, 0);
}

/* What needs a loan passes by who has none, and a loan of this month comes too late, whichever class is first
 * by name. */
static void test_needs_loan(void **state)
{
	(void)state;
	can_meet(HEAD, THEFT, 8);
	can_meet(HEAD, LOAN, 8);
	rules.events.event[THEFT].needs_loan = 1;
	rules.events.by_name[0] = LOAN;
	rules.events.by_name[2] = THEFT;
	happen();
	assert_int_equal(true_log.occurrences_count, poisson(LOAN, 8, 0));
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN);
	happen();
	assert_int_equal(true_log.occurrences_count, poisson(LOAN, 8, 0) + poisson(THEFT, 8, 0));
}

/* A move leaves the register behind; a job lost takes income from who has a job, each time, down to the last
 * of 15 steps. */
static void test_lives(void **state)
{
	(void)state;
	can_meet(HEAD, LOAN, 4);
	self.life[HEAD] = SOC_LIFE_LOAN;
	rules.events.event[LOAN].effect = SOC_EFFECT_MOVE;
	happen();
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNREGISTERED);
	rules.events.event[LOAN].effect = SOC_EFFECT_JOB_LOSS;
	rules.people.job_loss_steps = 1;
	happen();
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNREGISTERED); /* had none */
	traits[HEAD] |= 1u << 5;
	happen();
	const unsigned times = poisson(LOAN, 4, 0);
	assert_in_range(times, 1, 14);
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNREGISTERED | times);
	rules.people.job_loss_steps = 9;
	happen();
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNREGISTERED | 15);
	assert_int_equal(self.life[SPOUSE], 0);
}

PART(events)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_threshold, begin),
		cmocka_unit_test_setup(test_at_stake, begin),
		cmocka_unit_test_setup(test_life_goes_on, begin),
		cmocka_unit_test_setup(test_falls_on, begin),
		cmocka_unit_test_setup(test_order, begin),
		cmocka_unit_test_setup(test_counterfactual, begin),
		cmocka_unit_test_setup(test_follows, begin),
		cmocka_unit_test_setup(test_follows_at_stake, begin),
		cmocka_unit_test_setup(test_thinned, begin),
		cmocka_unit_test_setup(test_needs_loan, begin),
		cmocka_unit_test_setup(test_lives, begin),
	};
	return run_part(tests, NULL, NULL);
}
