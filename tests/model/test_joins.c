/* Module joins on a community of four, by hand: what another database takes over, whom it finds, and in which
 * context a refusal harms against where its data came from. */
#include "model/modules/joins/count.h"
#include "model/modules/joins/joins.h"
#include "model/variates.h"
#include "runner.h"
#include <string.h>

enum { ROWS = 512, COMMUNITY = 4, POLICE = 0, PLATFORM = 1, BANK = 2, ACT = 5, FLAGGED = 6 };

static struct soc_rules rules;
static struct soc_record record;
static struct soc_registry registry;
static struct soc_self self;
static struct soc_truth truth;
static struct soc_month_log month_log;
static struct soc_true_log true_log;
static struct soc_tally tally;
static uint8_t left[2][ROWS], entry[2][ROWS], grade[ROWS], traits[ROWS];
static uint16_t tags[ROWS], measures[ROWS];
static int16_t points[2][ROWS];
static const struct soc_place_time at = { .seed = 1, .month = 20, .count = COMMUNITY };
static const uint64_t always = (uint64_t)1 << 32;

/* The platform takes over what the police have, the bank would take over what the platform has. */
static int begin(void **state)
{
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&tally, 0, sizeof tally);
	soc_month_log_clear(&month_log);
	soc_true_log_clear(&true_log);
	rules.records.count = 3;
	for (unsigned c = 0; c < 3; c++) {
		rules.records.channel[c].enabled = 1;
		rules.joins.join[c] = (struct soc_join_rule){ .from = -1, .event = -1 };
	}
	rules.joins.on = 1;
	rules.joins.join[PLATFORM].from = POLICE;
	rules.joins.join[PLATFORM].event = FLAGGED;
	rules.joins.join[BANK].from = PLATFORM;
	return 0;
}

static void add(unsigned row, unsigned channel, enum soc_decision decision, enum soc_record_truth what)
{
	true_log.record_truth[month_log.records_count] = (uint8_t)what;
	month_log.records[month_log.records_count++] = (struct soc_rec){ .row = (uint16_t)row,
		                                                             .informer = 3,
		                                                             .event = ACT,
		                                                             .channel = (uint8_t)channel,
		                                                             .decision = (uint8_t)decision,
		                                                             .word = { 7u << 11, 2, 3, 4 },
		                                                             .posted = -9 };
}

static void carry(void)
{
	soc_joins_carry(&at, &rules, &month_log, &true_log);
	const struct soc_measurement measurement = {
		.at = &at, .rules = &rules, .month_log = &month_log, .true_log = &true_log
	};
	soc_joins_count(&measurement, &tally);
}

static void counted(int64_t right, int64_t wrong, int64_t missed)
{
	assert_int_equal(tally.module[SOC_MOD_joins_by_channel_right + PLATFORM], right);
	assert_int_equal(tally.module[SOC_MOD_joins_by_channel_misattributed + PLATFORM], wrong);
	assert_int_equal(tally.module[SOC_MOD_joins_by_channel_missed + PLATFORM], missed);
}

/* Of the police's three records the two accepted; not the bank's, and not from the platform on to the bank.
 */
static void test_what_is_accepted_is_taken_over(void **state)
{
	(void)state;
	add(0, POLICE, SOC_ACCEPTED_AUTO, SOC_RECORD_TRUE);
	add(1, POLICE, SOC_REJECTED_AUTO, SOC_RECORD_TRUE);
	add(2, POLICE, SOC_ACCEPTED_HUMAN, SOC_RECORD_FABRICATED);
	add(3, BANK, SOC_ACCEPTED_AUTO, SOC_RECORD_TRUE);
	carry();
	assert_int_equal(month_log.records_count, 6);
	const struct soc_rec *copy = &month_log.records[4];
	assert_int_equal(copy[0].row, 0);
	assert_int_equal(copy[1].row, 2);
	for (unsigned i = 0; i < 2; i++) {
		assert_int_equal(copy[i].channel, PLATFORM);
		assert_int_equal(copy[i].event, FLAGGED);
		assert_int_equal(copy[i].decision, SOC_ACCEPTED_AUTO);
		assert_int_equal(copy[i].informer, SOC_NOBODY);
		assert_int_equal(copy[i].posted, 0);
		assert_int_equal(copy[i].word[3], 4);
	}
	assert_int_equal(true_log.record_truth[4], SOC_RECORD_TRUE);
	assert_int_equal(true_log.record_truth[5], SOC_RECORD_FABRICATED);
	counted(2, 0, 0);
}

static void test_a_record_that_finds_nobody(void **state)
{
	(void)state;
	rules.joins.join[PLATFORM].missed = always;
	add(0, POLICE, SOC_ACCEPTED_AUTO, SOC_RECORD_TRUE);
	carry();
	assert_int_equal(month_log.records_count, 1);
	counted(0, 0, 1);
}

/* The platform insists on an identity, and nobody has one. */
static void test_without_an_identity(void **state)
{
	(void)state;
	rules.records.channel[PLATFORM].needs_identity = 1;
	add(0, POLICE, SOC_ACCEPTED_AUTO, SOC_RECORD_TRUE);
	carry();
	assert_int_equal(month_log.records_count, 1);
	counted(0, 0, 1);
}

/* Each code slips: what was true is now misattributed, what was fabricated stays so. */
static void test_false_links(void **state)
{
	(void)state;
	rules.records.channel[PLATFORM].code_error = always;
	add(0, POLICE, SOC_ACCEPTED_AUTO, SOC_RECORD_TRUE);
	add(1, POLICE, SOC_ACCEPTED_AUTO, SOC_RECORD_FABRICATED);
	carry();
	assert_int_equal(month_log.records_count, 4);
	assert_int_not_equal(month_log.records[2].row, 0);
	assert_int_not_equal(month_log.records[3].row, 1);
	assert_int_equal(true_log.record_truth[2], SOC_RECORD_MISATTRIBUTED);
	assert_int_equal(true_log.record_truth[3], SOC_RECORD_FABRICATED);
	assert_int_equal(true_log.record_link[2], SOC_LINK_SLIP);
	counted(0, 2, 0);
}

static void test_a_channel_that_is_off(void **state)
{
	(void)state;
	rules.records.channel[PLATFORM].enabled = 0;
	add(0, POLICE, SOC_ACCEPTED_AUTO, SOC_RECORD_TRUE);
	carry();
	assert_int_equal(month_log.records_count, 1);
	counted(0, 0, 0);
}

/* ---- contexts ---- */

/* List 0 by records of the police, list 1 by those of the platform, which are of traffic. Measure 0, of
 * travel, follows both; measure 1, of traffic, follows both; measure 2, of travel, the grade, in which money
 * costs most. Rows 0 and 1 are on both lists and row 1 did nothing for either; row 2 on none. */
static void begin_contexts(void)
{
	static const uint8_t on_both[COMMUNITY] = { 3, 3, 0, 0 };
	rules.regime.lists.count = 2;
	rules.regime.lists.black = 3;
	rules.regime.measures.count = 3;
	rules.regime.measures.sanctions = 7;
	rules.joins.contexts = 1;
	rules.joins.channel[POLICE] = SOC_CONTEXT_POLICE;
	rules.joins.channel[PLATFORM] = SOC_CONTEXT_TRAFFIC;
	rules.joins.measure[0] = rules.joins.measure[2] = SOC_CONTEXT_TRAVEL;
	rules.joins.measure[1] = SOC_CONTEXT_TRAFFIC;
	rules.regime.scoring.on = 1;
	rules.regime.scoring.components = 2;
	rules.regime.scoring.grades = 1;
	for (unsigned i = 0; i < 2; i++) {
		memcpy(left[i], on_both, sizeof on_both);
		memset(entry[i], soc_entry_pack(i, 0), COMMUNITY);
		record.months_left[i] = left[i];
		record.entry[i] = entry[i];
		record.points[i] = points[i];
		truth.false_points[i] = NULL;
		rules.regime.measures.of_list[0][i] = 3;
		rules.regime.scoring.floor[i] = -32000;
		rules.regime.scoring.coefficient[i] = 256;
		memset(points[i], 0, sizeof points[i]);
	}
	rules.regime.measures.of_grade[0][0] = 4;
	points[0][0] = -320;
	points[1][0] = -640;
	rules.joins.component[0] = SOC_CONTEXT_SPEECH;
	rules.joins.component[1] = SOC_CONTEXT_FINANCE;
	tags[1] = soc_tag_set(soc_tag_set(0, 0, SOC_DID_NOTHING), 1, SOC_DID_NOTHING);
	measures[0] = measures[1] = 7;
	measures[2] = 1;
	record.grade = grade;
	record.measures = measures;
	registry.traits = traits;
	truth.tags = tags;
}

static void refuse(unsigned row, unsigned measure, unsigned attempts)
{
	month_log.attempts[month_log.attempts_count++] =
		(struct soc_attempt){ (uint16_t)row, (uint8_t)measure, (uint8_t)attempts, (uint8_t)attempts };
}

static int64_t refused(unsigned origin, unsigned effect)
{
	return tally.module[SOC_MOD_joins_by_context_refused + SOC_AT(joins_by_context, origin, effect)];
}

static void test_origin_against_effect(void **state)
{
	(void)state;
	static int16_t none[ROWS];
	const struct soc_measurement measurement = { .at = &at,
		                                         .rules = &rules,
		                                         .registry = &registry,
		                                         .record = &record,
		                                         .self = &self,
		                                         .truth = &truth,
		                                         .month_log = &month_log,
		                                         .true_log = &true_log };
	begin_contexts();
	truth.false_points[0] = truth.false_points[1] = none;
	refuse(0, 0, 2);  /* police in travel: outside */
	refuse(1, 0, 1);  /* the same, of somebody who did nothing */
	refuse(0, 1, 4);  /* both lists, one of them of traffic: in its own context */
	refuse(0, 2, 8);  /* by the grade, which money lowers most */
	refuse(2, 0, 16); /* on no list: a relative's */
	soc_joins_count_attempts(&measurement, &tally);
	assert_int_equal(refused(SOC_CONTEXT_POLICE, SOC_CONTEXT_TRAVEL), 3);
	assert_int_equal(refused(SOC_CONTEXT_TRAFFIC, SOC_CONTEXT_TRAFFIC), 4);
	assert_int_equal(refused(SOC_CONTEXT_FINANCE, SOC_CONTEXT_TRAVEL), 8);
	assert_int_equal(refused(SOC_CONTEXT_CHOICES, SOC_CONTEXT_TRAVEL), 16);
	assert_int_equal(tally.module[SOC_MOD_joins_by_month_stated], 31);
	assert_int_equal(tally.module[SOC_MOD_joins_by_month_outside], 27);
	assert_int_equal(tally.module[SOC_MOD_joins_by_month_outside_innocent], 17);
}

PART(joins)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_what_is_accepted_is_taken_over, begin),
		cmocka_unit_test_setup(test_a_record_that_finds_nobody, begin),
		cmocka_unit_test_setup(test_without_an_identity, begin),
		cmocka_unit_test_setup(test_false_links, begin),
		cmocka_unit_test_setup(test_a_channel_that_is_off, begin),
		cmocka_unit_test_setup(test_origin_against_effect, begin),
	};
	return run_part(tests, NULL, NULL);
}
