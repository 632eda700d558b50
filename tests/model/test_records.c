/* Phase records on a community of four, by hand: which channel sees an act first, whom it names, what has no
 * identity, and which records are fabricated. */
#include "model/modules/surveillance/surveillance.h"

#include "four.h"
#include "runner.h"

#include "model/records/records.h"

#include <string.h>

enum { ACT, SECRET, CAMERA = 0, COURT = 1 };

static int begin(void **state)
{
	four_begin(state);
	rules.events.count = 2;
	rules.events.by_name[1] = 1;
	rules.records.count = 2;
	rules.events.event[ACT].channels = 1u << CAMERA | 1u << COURT;
	for (int c = 0; c < 2; c++) {
		rules.records.channel[c].enabled = 1;
		rules.records.channel[c].coverage[0] = SURE;
		rules.records.channel[c].detect[ACT] = rules.records.channel[c].detect[SECRET] = SURE;
	}
	rules.records.lookalike_tries = 200;
	return 0;
}

static struct soc_occurrence *did(unsigned row, unsigned event)
{
	struct soc_occurrence *o = &true_log.occurrences[true_log.occurrences_count++];
	*o = (struct soc_occurrence){
		.row = (uint16_t)row, .event = (uint8_t)event, .happened = 1, .record = SOC_NOBODY
	};
	return o;
}

static void make(void)
{
	soc_records_make(&at, &rules, &registry, &record, &self, &month_log, &true_log);
}

/* The first channel that sees it, and no second record. */
static void test_first_channel(void **state)
{
	(void)state;
	const struct soc_occurrence *o = did(SPOUSE, ACT);
	make();
	assert_int_equal(month_log.records_count, 1);
	assert_int_equal(o->record, 0);
	assert_int_equal(month_log.records[0].row, SPOUSE);
	assert_int_equal(month_log.records[0].event, ACT);
	assert_int_equal(month_log.records[0].channel, CAMERA);
	assert_int_equal(month_log.records[0].decision, SOC_UNDECIDED);
	assert_int_equal(month_log.records[0].informer, SOC_NOBODY);
	assert_int_equal(true_log.record_truth[0], SOC_RECORD_TRUE);
}

/* Off, out of reach (it reaches the city alone), or blind to it: the next channel. */
static void test_next_channel(void **state)
{
	(void)state;
	rules.records.channel[CAMERA].enabled = 0;
	did(SPOUSE, ACT);
	make();
	rules.records.channel[CAMERA].enabled = 1;
	rules.records.channel[CAMERA].coverage[0] = 0;
	rules.records.channel[CAMERA].coverage[1] = SURE;
	make();
	rules.records.channel[CAMERA].coverage[0] = SURE;
	rules.records.channel[CAMERA].detect[ACT] = 0;
	make();
	assert_int_equal(month_log.records_count, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(month_log.records[i].channel, COURT);
}

/* What no channel can see, what happened only without the regime, and a regime that watches nobody. */
static void test_not_seen(void **state)
{
	(void)state;
	const struct soc_occurrence *secret = did(HEAD, SECRET);
	did(HEAD, ACT)->happened = 0;
	make();
	assert_int_equal(month_log.records_count, 0);
	assert_int_equal(secret->record, SOC_NOBODY);
	rules.records.watched = 0;
	did(HEAD, ACT);
	make();
	assert_int_equal(month_log.records_count, 0);
}

/* Somebody else, and who looks alike: of three others one has the same sex, minority and band of age. */
static void test_wrong_person(void **state)
{
	(void)state;
	rules.records.channel[CAMERA].wrong_person = SURE;
	self.nature = (const uint8_t[FOUR_ROWS]){ 0x20, 0, 0x20, 0x20 }; /* the spouse is a woman */
	did(HEAD, ACT);
	make();
	assert_int_equal(month_log.records[0].row, ALONE); /* the child has the sex and not the age */
	assert_int_equal(true_log.record_truth[0], SOC_RECORD_MISATTRIBUTED);
}

static void test_identity(void **state)
{
	(void)state;
	rules.records.channel[CAMERA].needs_identity = 1;
	did(HEAD, ACT);
	make();
	assert_int_equal(month_log.records[0].decision, SOC_LOST_IDENTITY);
	rules.linkage.identity[0] = SURE;
	make();
	assert_int_equal(month_log.records[1].decision, SOC_UNDECIDED);
}

/* A neighbour, and never the person named. */
static void test_informer(void **state)
{
	(void)state;
	rules.records.channel[CAMERA].kind = SOC_CHANNEL_NEIGHBOURS;
	for (unsigned row = 0; row < FOUR; row++)
		did(row, ACT);
	make();
	for (unsigned row = 0; row < FOUR; row++) {
		assert_in_range(month_log.records[row].informer, 0, FOUR - 1);
		assert_int_not_equal(month_log.records[row].informer, row);
	}
}

/* 64 of a full community of 512: those that fall on the four people who are there. Each of its class. */
static void test_of_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < SOC_FABRICATED_MOST; i++)
		rules.records.channel[COURT].spurious[i] = UINT32_MAX;
	rules.records.channel[COURT].spurious_mix[ACT] = 0;
	rules.records.channel[COURT].spurious_mix[SECRET] = SURE;
	int made = 0;
	for (at.month = 0; at.month < 100; at.month++) {
		soc_month_log_clear(&month_log);
		make();
		for (unsigned i = 0; i < month_log.records_count; i++) {
			assert_in_range(month_log.records[i].row, 0, FOUR - 1);
			assert_int_equal(month_log.records[i].event, SECRET);
			assert_int_equal(month_log.records[i].channel, COURT);
			assert_int_equal(true_log.record_truth[i], SOC_RECORD_FABRICATED);
			made++;
		}
	}
	assert_in_range(made, 22, 78); /* 100 * 64 * 4 / 512 = 50, within four standard deviations */
	rules.records.channel[COURT].coverage[0] = 0;
	at.month = 0;
	soc_month_log_clear(&month_log);
	for (; at.month < 100; at.month++)
		make();
	assert_int_equal(month_log.records_count, 0);
}

/* A woman is detected twice as often, one of the minority three times, of the two lowest quintiles of income
 * a quarter; nothing is more than certain on the way. */
static void test_by_group(void **state)
{
	(void)state;
	const uint8_t man = soc_nature_pack(0, 1, 0, 0), woman = soc_nature_pack(0, 0, 0, 0),
				  both = soc_nature_pack(1, 0, 0, 0);
	struct soc_channel_rule *c = &rules.records.channel[CAMERA];
	const uint64_t often = 1000;
	const uint8_t rich = 4, poor = 1;
	c->women = 2 * 65536;
	c->minority = 3 * 65536;
	c->poor = 65536 / 4;
	assert_int_equal(soc_surveillance_of_groups(c, often, man, rich), 1000);
	assert_int_equal(soc_surveillance_of_groups(c, often, woman, rich), 2000);
	assert_int_equal(soc_surveillance_of_groups(c, often, both, rich), 6000);
	assert_int_equal(soc_surveillance_of_groups(c, often, man, poor), 250);
	assert_int_equal(soc_surveillance_of_groups(c, often, man, 2), 1000);
	assert_int_equal(soc_surveillance_of_groups(c, SURE, both, poor), SURE / 4);
	/* In a month: only where the channel has such ratios, and of the person who acts. */
	c->detect_differential[0][ACT] = SURE / 2;
	c->differential = SOC_DIFFERENTIAL_GROUPS;
	assert_int_equal(soc_surveillance_detect(&at, &rules, &registry, &record, &self, c, 0, ACT),
	                 soc_surveillance_of_groups(c, SURE / 2, self.nature[0], registry.situation[0]));
	c->differential = 0;
	assert_int_equal(soc_surveillance_detect(&at, &rules, &registry, &record, &self, c, 0, ACT), SURE);
}

PART(records)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_first_channel, begin), cmocka_unit_test_setup(test_next_channel, begin),
		cmocka_unit_test_setup(test_not_seen, begin),      cmocka_unit_test_setup(test_wrong_person, begin),
		cmocka_unit_test_setup(test_identity, begin),      cmocka_unit_test_setup(test_informer, begin),
		cmocka_unit_test_setup(test_of_nothing, begin),    cmocka_unit_test_setup(test_by_group, begin),
	};
	return run_part(tests, NULL, NULL);
}
