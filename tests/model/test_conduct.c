/* Phase conduct on a community of four, by hand: what a refusal costs, who appeals, what is learnt from an
 * own act, how strain fades and income recovers. */
#include "four.h"
#include "runner.h"

#include "model/conduct/conduct.h"

#include <string.h>

enum { THEFT, HELP, TRAIN = 0, PRIZE = 1 };

static int begin(void **state)
{
	four_begin(state);
	rules.regime.measures.count = 2;
	rules.events.event[THEFT].kind = SOC_VIOLATION;
	rules.events.event[HELP].kind = SOC_GOOD_DEED;
	rules.conduct.spheres = 2;
	for (unsigned i = 0; i < 2; i++)
		rules.conduct.act[i] = (struct soc_act_rule){ .is_weighed = 1,
			                                          .sphere = i == THEFT ? 1 : 0,
			                                          .share = { SOC_RISK_ONE, SOC_RISK_ONE } };
	rules.conduct.learn_caught = 64;   /* a quarter of the way */
	rules.conduct.learn_uncaught = 32; /* an eighth */
	rules.people.strain_keep = 65536;
	rules.people.attempt[TRAIN] = (struct soc_attempt_rule){
		.kind = SOC_SANCTION, .max_age = 100, .strictness = SURE, .income_steps = 3, .strain = 20
	};
	rules.people.attempt[PRIZE] = rules.people.attempt[TRAIN];
	rules.people.attempt[PRIZE].kind = SOC_REWARD;
	return 0;
}

/* Everybody tries twice a month and no more; the word of nobody is the greatest there is. */
static void try_twice(unsigned measure)
{
	for (int n = 0; n < 2; n++)
		rules.people.attempt[measure].demand[0][0][2][n] = UINT32_MAX;
}

static void attempt(void)
{
	soc_conduct_attempt(&at, &rules, &registry, &record, &self, &month_log);
}

/* A refusal that costs 2% of income takes a step of 5% from two people in five, and so 2% on average; one of
 * 12% two steps from all, and a third from as many. */
static void test_small_losses_keep_their_mean(void **state)
{
	(void)state;
	static const unsigned sure[] = { 0, 2 };
	enum { MONTHS = 10000 };
	try_twice(TRAIN);
	record.measures[HEAD] = 1u << TRAIN;
	rules.people.attempt[TRAIN].income_more = SURE / 5 * 2;
	for (unsigned i = 0; i < 2; i++) {
		unsigned lost = 0;
		rules.people.attempt[TRAIN].income_steps = (uint8_t)sure[i];
		for (at.month = 0; at.month < MONTHS; at.month++) {
			soc_month_log_clear(&month_log);
			self.life[HEAD] = 0;
			attempt();
			lost += self.life[HEAD];
		}
		/* four standard errors of 10,000 draws, 0.0196 steps: 0.1% of income */
		assert_in_range(lost, (unsigned)((sure[i] + 0.4 - 0.0196) * MONTHS),
		                (unsigned)((sure[i] + 0.4 + 0.0196) * MONTHS));
	}
}

static void test_refused(void **state)
{
	(void)state;
	try_twice(TRAIN);
	record.measures[HEAD] = 1u << TRAIN;
	self.life[HEAD] = SOC_LIFE_LOAN | 1;
	self.strain[HEAD] = 10;
	attempt();
	assert_int_equal(month_log.attempts_count, 1);
	assert_int_equal(month_log.attempts[0].row, HEAD);
	assert_int_equal(month_log.attempts[0].attempts, 2);
	assert_int_equal(month_log.attempts[0].effective, 2);
	assert_int_equal(self.strain[HEAD], 30); /* once a month, however often */
	assert_int_equal(self.life[HEAD],
	                 SOC_LIFE_LOAN | 4); /* steps of income lost, and nothing else of a life */
	assert_int_equal(self.strain[SPOUSE], 0);
}

/* No more than there is: 15 steps of income, 255 of strain. */
static void test_most(void **state)
{
	(void)state;
	try_twice(TRAIN);
	record.measures[HEAD] = 1u << TRAIN;
	self.life[HEAD] = 14;
	self.strain[HEAD] = 250;
	attempt();
	assert_int_equal(self.life[HEAD], 15);
	assert_int_equal(self.strain[HEAD], 255);
}

/* A measure that is never enforced, one for other ages, and a reward: attempts at the first and the last, no
 * harm. */
static void test_no_harm(void **state)
{
	(void)state;
	try_twice(TRAIN);
	try_twice(PRIZE);
	rules.people.attempt[TRAIN].strictness = 0;
	record.measures[HEAD] = 1u << TRAIN | 1u << PRIZE;
	attempt();
	assert_int_equal(month_log.attempts_count, 2);
	assert_int_equal(month_log.attempts[0].effective, 0);
	assert_int_equal(month_log.attempts[1].effective, 2);
	assert_int_equal(self.strain[HEAD], 0);
	rules.people.attempt[TRAIN].strictness = SURE;
	rules.people.attempt[TRAIN].min_age = 41;
	rules.people.attempt[PRIZE].max_age = 39;
	attempt();
	assert_int_equal(month_log.attempts_count, 2);
}

/* A refusal tells of the black entries that the person does not know of. */
static void test_told_by_refusal(void **state)
{
	(void)state;
	try_twice(TRAIN);
	rules.people.notice_by_refusal = SURE;
	record.measures[HEAD] = record.measures[ALONE] = 1u << TRAIN;
	four_enter(HEAD, 0, 5, 0, SOC_DID);
	four_enter(HEAD, 1, 5, 0, SOC_DID);
	self.aware[HEAD] = 1u << 1;
	attempt();
	assert_int_equal(month_log.notices_count, 1); /* row 3 is on no list */
	assert_int_equal(month_log.notices[0].row, HEAD);
	assert_int_equal(month_log.notices[0].list, 0);
	assert_int_equal(month_log.notices[0].kind, SOC_NOTICE_REFUSAL);
}

static void test_learns_of_entry(void **state)
{
	(void)state;
	rules.people.strain_listing = 40;
	rules.people.appeal_wronged = SURE;
	four_enter(HEAD, 1, 5, 0, SOC_DID);
	four_enter(ALONE, 1, 5, 0, SOC_DID_ELSE);
	*soc_month_log_notices(&month_log) = (struct soc_notice){ SPOUSE, 0, SOC_NOTICE_TOLD }; /* of before */
	*soc_month_log_notices(&month_log) = (struct soc_notice){ HEAD, 1, SOC_NOTICE_TOLD };
	*soc_month_log_notices(&month_log) = (struct soc_notice){ ALONE, 1, SOC_NOTICE_TOLD };
	soc_conduct_learn_of_entries(&at, &rules, 1, &truth, &self, &month_log, &true_log);
	assert_int_equal(self.aware[HEAD], 1u << 1);
	assert_int_equal(self.strain[HEAD], 40);
	assert_int_equal(self.aware[SPOUSE], 0);
	/* Who did it does not dare to appeal; who did something else does. */
	assert_int_equal(month_log.filings_count, 1);
	assert_int_equal(month_log.filings[0].row, ALONE);
	assert_int_equal(month_log.filings[0].list, 1);
	assert_int_equal(true_log.filing_truth[0], SOC_DID_ELSE);
}

static void did(unsigned row, unsigned event, unsigned rec)
{
	true_log.occurrences[true_log.occurrences_count++] = (struct soc_occurrence){
		.row = (uint16_t)row, .event = (uint8_t)event, .happened = 1, .record = (uint16_t)rec
	};
}

static struct soc_contact_map map; /* read where contacts are kept alone */

static void adapt(void)
{
	soc_conduct_adapt(&at, &rules, &map, &registry, &month_log, &true_log, &self);
}

static void everybody_fears(uint8_t risk)
{
	for (int sphere = 0; sphere < 2; sphere++)
		memset(self.risk[sphere], risk, FOUR);
}

/* A quarter of the way to 255 when caught, an eighth to 0 when not, in the sphere of the act alone; rounded
 * by less than one. */
static void test_learns_risk(void **state)
{
	(void)state;
	everybody_fears(55);
	month_log.records[four_record(HEAD, THEFT, 0, SOC_RECORD_TRUE)].decision = SOC_ACCEPTED_AUTO;
	month_log.records[four_record(CHILD, THEFT, 0, SOC_RECORD_MISATTRIBUTED)].decision = SOC_ACCEPTED_AUTO;
	month_log.records[four_record(ALONE, HELP, 0, SOC_RECORD_TRUE)].decision = SOC_ACCEPTED_AUTO;
	did(HEAD, THEFT, 0);
	did(SPOUSE, THEFT, 1); /* somebody else is named: not caught */
	did(ALONE, HELP, 2);
	adapt();
	assert_in_range(self.risk[1][HEAD], 105, 106);  /* 55 + 200 / 4 */
	assert_in_range(self.risk[1][SPOUSE], 48, 49);  /* 55 - 55 / 8 */
	assert_int_equal(self.risk[1][CHILD], 55);      /* did nothing */
	assert_in_range(self.risk[0][ALONE], 105, 106); /* a good deed teaches its own sphere */
	assert_int_equal(self.risk[1][ALONE], 55);
	assert_int_equal(self.risk[0][HEAD], 55);
}

/* An act of a class with half the detection of its sphere's best: what is expected of it is half as much, and
 * it tells half as much of the sphere. */
static void test_learns_by_share(void **state)
{
	(void)state;
	everybody_fears(100);
	rules.conduct.act[THEFT].share[0] = SOC_RISK_ONE / 2;
	month_log.records[four_record(HEAD, THEFT, 0, SOC_RECORD_TRUE)].decision = SOC_ACCEPTED_AUTO;
	did(HEAD, THEFT, 0);
	did(SPOUSE, THEFT, SOC_NOBODY);
	adapt();
	assert_in_range(self.risk[1][HEAD], 125, 126); /* 100 + (255 - 50) / 2 / 4 */
	assert_in_range(self.risk[1][SPOUSE], 96, 97); /* 100 - 50 / 2 / 8 */
	rules.conduct.act[THEFT].share[0] = 0;
	adapt();
	assert_in_range(self.risk[1][HEAD], 125, 126);
}

/* What no channel can record teaches nobody. */
static void test_cannot_be_recorded(void **state)
{
	(void)state;
	everybody_fears(55);
	rules.conduct.act[THEFT].is_weighed = 0;
	did(HEAD, THEFT, SOC_NOBODY);
	adapt();
	assert_int_equal(self.risk[1][HEAD], 55);
}

/* A file that waits teaches nothing yet; it does when a reviewer has decided, in a later month. */
static void test_learns_late(void **state)
{
	(void)state;
	everybody_fears(55);
	month_log.records[four_record(HEAD, THEFT, 0, SOC_RECORD_TRUE)].decision = SOC_FILED;
	did(HEAD, THEFT, 0);
	adapt();
	assert_int_equal(self.risk[1][HEAD], 55);
	soc_month_log_clear(&month_log);
	soc_true_log_clear(&true_log);
	month_log.records[four_record(HEAD, THEFT, 0, SOC_RECORD_TRUE)].decision = SOC_ACCEPTED_HUMAN;
	month_log.records[four_record(SPOUSE, THEFT, 0, SOC_RECORD_FABRICATED)].decision = SOC_ACCEPTED_HUMAN;
	adapt();
	assert_in_range(self.risk[1][HEAD], 105, 106);
	assert_int_equal(self.risk[1][SPOUSE], 55); /* did nothing and so learns nothing of offending */
}

/* Two people who know each other: when one is caught, the other takes a sixteenth of the way. */
static void test_contacts_hear(void **state)
{
	(void)state;
	uint8_t contacts[FOUR] = { 0 };
	self.contacts = contacts;
	rules.contacts.kept = 1;
	rules.conduct.learn_contacts = 16;
	soc_contacts_map(&at, &map);
	unsigned k = 0, other = soc_contact_of(&at, &map, ALONE, k);
	while (k + 1 < SOC_CONTACTS && other == ALONE)
		other = soc_contact_of(&at, &map, ALONE, ++k);
	assert_int_not_equal(other, ALONE);
	contacts[ALONE] = contacts[other] = (uint8_t)(1u << k);
	everybody_fears(55);
	month_log.records[four_record(ALONE, THEFT, 0, SOC_RECORD_TRUE)].decision = SOC_ACCEPTED_AUTO;
	did(ALONE, THEFT, 0);
	adapt();
	assert_in_range(self.risk[1][ALONE], 105, 106);
	assert_in_range(self.risk[1][other], 67, 68); /* 55 + 200 / 16 */
	everybody_fears(55);
	soc_month_log_clear(&month_log);
	soc_true_log_clear(&true_log);
	did(ALONE, THEFT, SOC_NOBODY); /* nobody hears of what nobody recorded */
	adapt();
	assert_int_equal(self.risk[1][other], 55);
}

/* In the first month everybody begins where the rules say; later a rise is heard of, a fall is not. */
static void test_hears_of_rules(void **state)
{
	(void)state;
	struct soc_rules before = rules;
	rules.conduct.begin[0][0] = 6554;  /* 0.1: between 25 and 26 */
	rules.conduct.begin[1][1] = 65535; /* in town, where they do not live */
	soc_conduct_hear(&at, &rules, NULL, &self);
	for (unsigned row = 0; row < FOUR; row++) {
		assert_in_range(self.risk[0][row], 25, 26);
		assert_int_equal(self.risk[1][row], 0);
	}
	before = rules;
	everybody_fears(3);
	soc_conduct_hear(&at, &rules, &before, &self);
	assert_int_equal(self.risk[0][HEAD], 3);
	rules.conduct.begin[0][0] = 13107; /* 0.2 */
	self.risk[0][SPOUSE] = 200;
	soc_conduct_hear(&at, &rules, &before, &self);
	assert_in_range(self.risk[0][HEAD], 50, 51);
	assert_int_equal(self.risk[0][SPOUSE], 200);
}

/* Detection of two classes of a sphere under the rules before and those in force, in per cent; what is left
 * of the perceived risk, in per cent. */
static unsigned rescaled(unsigned theft_before, unsigned help_before, unsigned theft, unsigned help)
{
	struct soc_conduct_rules before = { .spheres = 1 }, now = { .spheres = 1 };
	const unsigned one = SOC_RISK_ONE / 100;
	before.act[THEFT].detected[0] = theft_before * one;
	before.act[HELP].detected[0] = help_before * one;
	before.highest[0][0] = one * (theft_before > help_before ? theft_before : help_before);
	now.act[THEFT].detected[0] = theft * one;
	now.act[HELP].detected[0] = help * one;
	now.highest[0][0] = one * (theft > help ? theft : help);
	return (unsigned)((soc_conduct_rescaled(&before, &now, 0, 0) * 100 + 32768) / 65536);
}

/* Whom nothing has taught fears no class more than its detection has risen. */
static void test_other_class_is_best(void **state)
{
	(void)state;
	assert_int_equal(rescaled(80, 40, 80, 40), 100);
	assert_int_equal(rescaled(80, 40, 80, 10), 100); /* that help is less recorded now is known */
	assert_int_equal(rescaled(80, 40, 40, 20), 100); /* that all is, has to be found out */
	assert_int_equal(rescaled(80, 40, 0, 40), 50);   /* help is feared as before */
	assert_int_equal(rescaled(80, 40, 10, 40), 50);
	assert_int_equal(rescaled(80, 40, 10, 30),
	                 50); /* help as before: 0.5 * 30 / 30; theft at 10 of 30 of it */
	assert_int_equal(rescaled(80, 40, 60, 60), 75);  /* help half as much again, as it is recorded */
	assert_int_equal(rescaled(40, 0, 80, 0), 100);   /* how much more is in the risk that it begins with */
	assert_int_equal(rescaled(40, 40, 80, 40), 200); /* help is feared as before */
	assert_int_equal(rescaled(40, 20, 80, 30),
	                 133); /* help too: more of it is learnt, or heard of at the start */
	assert_int_equal(rescaled(0, 0, 80, 40), 0); /* begun anew */
	assert_int_equal(rescaled(80, 0, 0, 40), 0);
	assert_int_equal(rescaled(80, 40, 0, 0), 100); /* nothing of it is weighed */
}

/* After a class that was recorded best is recorded no more, the risk means another: who feared much fears
 * that one as much as before. */
static void test_hears_rescaled(void **state)
{
	(void)state;
	struct soc_rules before = rules;
	before.conduct.act[THEFT].sphere = 0;
	before.conduct.act[HELP].detected[0] = SOC_RISK_ONE / 10;
	before.conduct.act[THEFT].detected[0] = before.conduct.highest[0][0] = SOC_RISK_ONE / 2;
	before.conduct.begin[0][0] = 32768;
	rules = before;
	rules.conduct.act[THEFT].detected[0] = 0;
	rules.conduct.highest[0][0] = SOC_RISK_ONE / 10;
	rules.conduct.begin[0][0] = 6554;
	everybody_fears(200);
	soc_conduct_hear(&at, &rules, &before, &self);
	assert_in_range(self.risk[0][HEAD], 39, 40);
	assert_int_equal(self.risk[1][HEAD], 200);
	soc_conduct_hear(&at, &before, &rules, &self); /* and back: what begins there again is heard of */
	assert_in_range(self.risk[0][HEAD], 195, 200);
	everybody_fears(3);
	soc_conduct_hear(&at, &before, &rules, &self);
	assert_in_range(self.risk[0][HEAD], 127, 128);
}

static void test_watched_by_nobody(void **state)
{
	(void)state;
	everybody_fears(55);
	rules.records.watched = 0;
	did(HEAD, THEFT, SOC_NOBODY);
	adapt();
	assert_int_equal(self.risk[1][HEAD], 55);
}

/* Half of 100 stays; income comes back by a step, a move is registered and a loan ends where that is sure. */
static void test_recovers(void **state)
{
	(void)state;
	rules.people.strain_keep = 32768;
	self.strain[HEAD] = 100;
	self.life[HEAD] = SOC_LIFE_LOAN | SOC_LIFE_UNREGISTERED | 3;
	adapt();
	assert_in_range(self.strain[HEAD], 50, 51);
	assert_int_equal(self.strain[SPOUSE], 0);
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | SOC_LIFE_UNREGISTERED | 3);
	rules.people.income_recovery = rules.people.register_move = SURE;
	adapt();
	assert_int_equal(self.life[HEAD], SOC_LIFE_LOAN | 2);
	rules.people.loan_end = SURE;
	adapt();
	adapt();
	adapt();
	assert_int_equal(self.life[HEAD], 0);
}

PART(conduct)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_refused, begin),
		cmocka_unit_test_setup(test_small_losses_keep_their_mean, begin),
		cmocka_unit_test_setup(test_most, begin),
		cmocka_unit_test_setup(test_no_harm, begin),
		cmocka_unit_test_setup(test_told_by_refusal, begin),
		cmocka_unit_test_setup(test_learns_of_entry, begin),
		cmocka_unit_test_setup(test_learns_risk, begin),
		cmocka_unit_test_setup(test_learns_by_share, begin),
		cmocka_unit_test_setup(test_learns_late, begin),
		cmocka_unit_test_setup(test_cannot_be_recorded, begin),
		cmocka_unit_test_setup(test_contacts_hear, begin),
		cmocka_unit_test_setup(test_hears_of_rules, begin),
		cmocka_unit_test_setup(test_other_class_is_best, begin),
		cmocka_unit_test_setup(test_hears_rescaled, begin),
		cmocka_unit_test_setup(test_watched_by_nobody, begin),
		cmocka_unit_test_setup(test_recovers, begin),
	};
	return run_part(tests, NULL, NULL);
}
