/* Module trust: a community of five by hand. */
#include "model/modules/trust/norms.h"
#include "model/modules/trust/trust.h"
#include "model/population/population.h"
#include "model/variates.h"
#include "runner.h"
#include "theory/game.h"
#include <string.h>

enum { ROWS = 512, COMMUNITY = 5, LISTED = 3 };

static struct soc_rules rules;
static struct soc_registry registry;
static struct soc_record record;
static struct soc_self self;
static struct soc_truth truth;
static struct soc_tally tally;
static struct soc_contact_map map;
static uint8_t nature[ROWS], home[ROWS], age[ROWS], grade[ROWS], months_left[ROWS], repute[ROWS],
	contacts[ROWS];
static uint16_t kin[ROWS], former[ROWS], tags[ROWS];
static const struct soc_place_time at = { .seed = 3, .month = 7, .count = COMMUNITY, .urban = 1 };
static const struct soc_measurement measurement = {
	.at = &at, .rules = &rules, .registry = &registry, .record = &record, .self = &self, .truth = &truth
};
static const uint64_t always = (uint64_t)1 << 32;

/* Rows 0 and 1 live together; row 3 is on a black list and did nothing; row 4 is a child. All help by simple
 * standing, all is seen, talked about, heard and judged rightly, and nothing is forgotten. */
static int begin(void **state)
{
	static const uint8_t ages[COMMUNITY] = { 40, 38, 70, 44, 9 };
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&tally, 0, sizeof tally);
	memset(repute, 0, sizeof repute);
	memset(grade, 5, sizeof grade);
	memset(months_left, 0, sizeof months_left);
	memset(contacts, 0, sizeof contacts);
	memset(tags, 0, sizeof tags);
	memcpy(age, ages, sizeof ages);
	for (unsigned i = 0; i < COMMUNITY; i++) {
		home[i] = i < 2 ? (uint8_t)(2u << 4 | i) : 1u << 4;
		kin[i] = former[i] = SOC_NO_ROW;
	}
	registry = (struct soc_registry){ .home = home, .age = age, .kin = kin, .former = former };
	record.grade = grade;
	record.months_left[0] = months_left;
	self.nature = nature;
	self.repute = repute;
	self.contacts = contacts;
	truth.tags = tags;
	months_left[LISTED] = 4;
	tags[LISTED] = soc_tag_set(0, 0, SOC_DID_NOTHING);
	rules.regime.lists.count = 1;
	rules.regime.lists.black = 1;
	rules.trust.encounters = 16;
	rules.trust.norm = soc_trust_norm(3);
	rules.trust.clean_trusted = rules.trust.heard = rules.trust.helped = rules.trust.helped_if_unknown =
		always;
	rules.trust.talked[0] = rules.trust.talked[1] = always;
	return 0;
}

static void meet(void)
{
	memset(&tally, 0, sizeof tally);
	soc_trust_meet(&measurement, &map, &self, &tally);
}

static int64_t of(enum soc_module_count count, unsigned place)
{
	return tally.module[(unsigned)count + place];
}

static int64_t asked(void)
{
	int64_t n = 0;
	for (unsigned i = 0; i < 5; i++)
		n += of(SOC_MOD_trust_by_record_asked, i);
	return n;
}

static unsigned partner(unsigned row, unsigned i)
{
	return soc_pick(SOC_VARIATE(TRUST_PARTNER, at.seed, row, at.month, i), COMMUNITY);
}

/* By the words of its own: who asks each of four adults sixteen times, outside the household and no child. */
static void test_who_meets_whom(void **state)
{
	int64_t all = 0, listed = 0;
	(void)state;
	for (unsigned row = 0; row < 4; row++)
		for (unsigned i = 0; i < 16; i++) {
			const unsigned other = partner(row, i);
			const int meets = other != row && other != 4 && !(row < 2 && other < 2);
			all += meets;
			listed += meets && other == LISTED;
		}
	meet();
	assert_in_range(all, 20, 44); /* 32 expected */
	assert_int_equal(asked(), all);
	assert_int_equal(of(SOC_MOD_trust_by_record_asked, SOC_ON_RECORD_DID_NOTHING), listed);
	assert_int_equal(of(SOC_MOD_trust_by_record_helped, SOC_ON_RECORD_DID_NOTHING), listed);
	assert_int_equal(of(SOC_MOD_trust_by_group_asked, 0), all);
	assert_int_equal(of(SOC_MOD_trust_by_grade_asked, 5), all);
	/* Everybody who was seen is well spoken of: what each did was help. */
	assert_int_equal(of(SOC_MOD_trust_by_repute_persons, SOC_AT(trust_by_repute, SOC_REPUTE_BAD, 0)), 0);
	assert_true(of(SOC_MOD_trust_by_repute_persons, SOC_AT(trust_by_repute, SOC_REPUTE_GOOD, 0)) >= 2);
}

/* With everybody going by the record the listed get no help, all others do. */
static void test_the_record_decides(void **state)
{
	(void)state;
	rules.trust.reads = always;
	meet();
	assert_true(of(SOC_MOD_trust_by_record_asked, SOC_ON_RECORD_DID_NOTHING) > 2);
	assert_int_equal(of(SOC_MOD_trust_by_record_helped, SOC_ON_RECORD_DID_NOTHING), 0);
	assert_int_equal(of(SOC_MOD_trust_by_record_helped, SOC_ON_RECORD_NOTHING),
	                 of(SOC_MOD_trust_by_record_asked, SOC_ON_RECORD_NOTHING));
	assert_int_equal(of(SOC_MOD_trust_by_ground_asked, SOC_GROUND_RECORD), asked());
	/* A low grade is as good as a list, for those to whom it counts. */
	grade[2] = 0;
	rules.trust.bad_grades = 1;
	meet();
	assert_true(of(SOC_MOD_trust_by_record_asked, SOC_ON_RECORD_GRADE) > 2);
	assert_int_equal(of(SOC_MOD_trust_by_record_helped, SOC_ON_RECORD_GRADE), 0);
	/* A clean record that tells nothing leaves them with a stranger of whom nothing is known. */
	rules.trust.clean_trusted = rules.trust.helped_if_unknown = 0;
	meet();
	assert_int_equal(of(SOC_MOD_trust_by_record_helped, SOC_ON_RECORD_NOTHING), 0);
	assert_int_equal(of(SOC_MOD_trust_by_ground_asked, SOC_GROUND_NOTHING),
	                 of(SOC_MOD_trust_by_record_asked, SOC_ON_RECORD_NOTHING));
}

/* Who helps nobody is soon ill spoken of and gets no help; where everybody goes by the record and says
 * nothing, nobody is spoken of at all. */
static void test_repute_follows_conduct(void **state)
{
	(void)state;
	tags[2] = SOC_TAG_OFFENDED;
	rules.trust.never[1] = always;
	meet();
	assert_int_equal(repute[2], SOC_REPUTE_BAD);
	assert_int_equal(
		of(SOC_MOD_trust_by_repute_persons, SOC_AT(trust_by_repute, SOC_REPUTE_BAD, SOC_TRUST_NEVER)), 1);
	meet(); /* from the start: */
	assert_true(of(SOC_MOD_trust_by_helper_asked, SOC_TRUST_NEVER) > 2);
	assert_int_equal(of(SOC_MOD_trust_by_helper_helped, SOC_TRUST_NEVER), 0);
	memset(repute, 0, sizeof repute);
	rules.trust.reads = always;
	rules.trust.talked[1] = 0;
	meet();
	assert_int_equal(repute[0] + repute[1] + repute[2] + repute[3], 0);
	repute[0] = SOC_REPUTE_GOOD;
	rules.trust.forgotten = always;
	meet();
	assert_int_equal(repute[0], SOC_REPUTE_NONE);
}

/* All help the listed, whatever stands on the record, and are called bad for it by those who go by it. */
static void test_guilt_by_association(void **state)
{
	unsigned bad = 0;
	(void)state;
	rules.trust.reads = rules.trust.always = rules.trust.association = always;
	rules.trust.talked[1] = 0;
	meet();
	for (unsigned row = 0; row < 4; row++) {
		unsigned seen = 0;
		for (unsigned i = 0; i < 16 && row != LISTED; i++) {
			const unsigned witness =
				soc_pick(SOC_VARIATE(TRUST_WITNESS, at.seed, row, at.month, i), COMMUNITY);
			seen |= partner(row, i) == LISTED && witness != row && witness != LISTED && witness != 4;
		}
		assert_int_equal(repute[row], seen ? SOC_REPUTE_BAD : SOC_REPUTE_NONE);
		bad += seen;
	}
	assert_true(bad >= 1);
	memset(repute, 0, sizeof repute);
	rules.trust.association = 0;
	meet();
	assert_int_equal(repute[0] + repute[1] + repute[2] + repute[3], 0);
}

/* Everybody knows everybody whom a slot leads to: a contact on record is helped, unless it costs more than
 * the tie is worth. */
static void test_contacts_on_record(void **state)
{
	int64_t contacts_asked;
	(void)state;
	soc_contacts_map(&at, &map);
	for (unsigned row = 0; row < COMMUNITY; row++)
		for (unsigned k = 0; k < SOC_CONTACTS; k++) {
			const unsigned other = soc_contact_of(&at, &map, row, k);
			if (other != row && !(row < 2 && other < 2))
				contacts[row] |= (uint8_t)(1u << k);
		}
	rules.contacts.kept = 1;
	rules.trust.ties = rules.trust.tie_strength = always;
	meet();
	contacts_asked = of(SOC_MOD_trust_by_record_contacts_asked, SOC_ON_RECORD_DID_NOTHING);
	assert_int_equal(asked(), 0);
	assert_true(contacts_asked > 2);
	assert_int_equal(of(SOC_MOD_trust_by_record_contacts_helped, SOC_ON_RECORD_DID_NOTHING), contacts_asked);
	rules.trust.tie_strength = 0;
	rules.trust.docility = always;
	meet();
	assert_int_equal(of(SOC_MOD_trust_by_record_contacts_shunned, SOC_ON_RECORD_DID_NOTHING), contacts_asked);
	assert_int_equal(of(SOC_MOD_trust_by_record_contacts_shunned, SOC_ON_RECORD_NOTHING), 0);
	assert_int_equal(of(SOC_MOD_trust_by_record_contacts_helped, SOC_ON_RECORD_NOTHING),
	                 of(SOC_MOD_trust_by_record_contacts_asked, SOC_ON_RECORD_NOTHING));
}

/* The same norms as the theory's, which are held against what is published. */
static void test_the_norms_of_the_theory(void **state)
{
	(void)state;
	for (int n = 1; n <= SOC_TRUST_NORMS; n++) {
		const struct soc_theory_norm *norm = soc_theory_game_norm(n);
		for (unsigned i = 0; i < 8; i++)
			assert_int_equal(soc_trust_norm(n).judges >> i & 1, norm->judges[i]);
		for (unsigned i = 0; i < 4; i++)
			assert_int_equal(soc_trust_norm(n).gives >> i & 1, norm->gives[i]);
	}
}

static void test_off(void **state)
{
	(void)state;
	rules.trust.encounters = 0;
	meet();
	assert_int_equal(asked(), 0);
	assert_int_equal(repute[0] + repute[1] + repute[2] + repute[3], 0);
}

PART(trust)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_who_meets_whom, begin),
		cmocka_unit_test_setup(test_the_record_decides, begin),
		cmocka_unit_test_setup(test_repute_follows_conduct, begin),
		cmocka_unit_test_setup(test_guilt_by_association, begin),
		cmocka_unit_test_setup(test_contacts_on_record, begin),
		cmocka_unit_test(test_the_norms_of_the_theory),
		cmocka_unit_test_setup(test_off, begin),
	};
	return run_part(tests, NULL, NULL);
}
