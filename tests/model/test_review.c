/* Phase review on a community of four, by hand: what is decided at once and by whom, what waits, what comes
 * back from the docket and in which order, what is lost when it is full. */
#include "four.h"
#include "runner.h"

#include "model/records/review.h"

#include <string.h>

static const struct soc_queue nobody = { 0, 0 }, everybody = { UINT16_MAX, 0 };

static void decide(struct soc_queue queue)
{
	soc_review_decide(&at, &rules.regime, queue, &record, &month_log, &evidence);
}

/* A machine that knows right from wrong, for all records. */
static void test_automatic(void **state)
{
	(void)state;
	rules.regime.review.automatic = SURE;
	rules.evidence.auto_accept_right = SURE;
	const unsigned right = four_record(HEAD, 0, 0, SOC_RECORD_TRUE),
				   other = four_record(ALONE, 0, 0, SOC_RECORD_MISATTRIBUTED),
				   nothing = four_record(ALONE, 0, 0, SOC_RECORD_FABRICATED);
	decide(nobody);
	assert_int_equal(month_log.records[right].decision, SOC_ACCEPTED_AUTO);
	assert_int_equal(month_log.records[other].decision, SOC_REJECTED_AUTO);
	assert_int_equal(month_log.records[nothing].decision, SOC_REJECTED_AUTO);
	assert_int_equal(*record.docket_used, 0);
}

/* What a phase before has decided stays so. */
static void test_decided_before(void **state)
{
	(void)state;
	rules.regime.review.automatic = rules.evidence.auto_accept_right = SURE;
	month_log.records[four_record(HEAD, 0, 0, SOC_RECORD_TRUE)].decision = SOC_LOST_IDENTITY;
	decide(nobody);
	assert_int_equal(month_log.records[0].decision, SOC_LOST_IDENTITY);
}

/* Below the age nothing counts, whoever decided; at the age and above, and with no age, all stays. */
static void test_age_of_responsibility(void **state)
{
	(void)state;
	static const uint8_t ages[] = { SOC_UNDECIDED, SOC_ACCEPTED_AUTO, SOC_ACCEPTED_HUMAN, SOC_LOST_IDENTITY,
		                            SOC_FILED },
						 below[] = { SOC_REJECTED_AUTO, SOC_REJECTED_AUTO, SOC_REJECTED_HUMAN,
		                             SOC_LOST_IDENTITY, SOC_FILED };
	uint8_t age[4] = { 17, 17, 17, 17 };
	struct soc_registry young = registry;
	young.age = age;
	age[ALONE] = 18;
	for (unsigned i = 0; i < sizeof ages; i++) {
		month_log.records[four_record(HEAD, 0, 0, SOC_RECORD_TRUE)].decision = ages[i];
		month_log.records[four_record(ALONE, 0, 0, SOC_RECORD_TRUE)].decision = ages[i];
	}
	soc_review_set_aside(&rules.regime, &young, &month_log);
	for (unsigned i = 0; i < sizeof ages; i++)
		assert_int_equal(month_log.records[2 * i].decision, ages[i]);
	rules.regime.review.age_of_responsibility = 18;
	soc_review_set_aside(&rules.regime, &young, &month_log);
	for (unsigned i = 0; i < sizeof ages; i++) {
		assert_int_equal(month_log.records[2 * i].decision, below[i]);
		assert_int_equal(month_log.records[2 * i + 1].decision, ages[i]);
	}
}

static void test_filed(void **state)
{
	(void)state;
	const unsigned i = four_record(ALONE, 5, 2, SOC_RECORD_MISATTRIBUTED);
	month_log.records[i].word[SOC_FATE_POSITION] = 0x1234ffffu;
	true_log.record_link[i] = SOC_LINK_NAMESAKE;
	decide(nobody);
	assert_int_equal(month_log.records[i].decision, SOC_FILED);
	assert_int_equal(*record.docket_used, 1);
	assert_int_equal(record.docket[0].row, ALONE);
	assert_int_equal(record.docket[0].month, 9);
	assert_int_equal(record.docket[0].position, 0x1234);
	assert_int_equal(record.docket[0].subject, 5);
	assert_int_equal(record.docket[0].channel, 2);
	assert_int_equal(record.docket[0].appeal, 0);
	assert_int_equal(truth.docket[0], SOC_RECORD_MISATTRIBUTED | SOC_LINK_NAMESAKE << 4);
}

/* Three places: the fourth record is lost. */
static void test_no_room(void **state)
{
	(void)state;
	for (int i = 0; i < FOUR_DOCKET + 1; i++)
		four_record(HEAD, 0, 0, SOC_RECORD_TRUE);
	decide(nobody);
	assert_int_equal(month_log.records[FOUR_DOCKET - 1].decision, SOC_FILED);
	assert_int_equal(month_log.records[FOUR_DOCKET].decision, SOC_NO_ROOM);
	assert_int_equal(*record.docket_used, FOUR_DOCKET);
}

/* Reviewers have reached month 7 and half of month 8. An appeal stays, and moves up with what is true of it.
 */
static void test_reviewed(void **state)
{
	(void)state;
	rules.evidence.human_accept_right = SURE;
	four_file(HEAD, 4, 7, 60000, 0, SOC_RECORD_TRUE);
	four_file(SPOUSE, 1, 2, 0, 1, SOC_RECORD_FABRICATED);
	four_file(ALONE, 4, 8, 32767, 0, SOC_RECORD_FABRICATED);
	decide((struct soc_queue){ 8, 32768 });
	assert_int_equal(month_log.records_count, 2);
	assert_int_equal(month_log.records[0].row, HEAD);
	assert_int_equal(month_log.records[0].event, 4);
	assert_int_equal(month_log.records[0].waited, 2);
	assert_int_equal(month_log.records[0].decision, SOC_ACCEPTED_HUMAN);
	assert_int_equal(month_log.records[1].waited, 1);
	assert_int_equal(month_log.records[1].decision, SOC_REJECTED_HUMAN);
	assert_int_equal(true_log.record_truth[1], SOC_RECORD_FABRICATED);
	assert_int_equal(*record.docket_used, 1);
	assert_int_equal(record.docket[0].row, SPOUSE);
	assert_int_equal(truth.docket[0], SOC_RECORD_FABRICATED);
}

static void test_not_reached(void **state)
{
	(void)state;
	four_file(HEAD, 4, 8, 32768, 0, SOC_RECORD_TRUE);
	decide((struct soc_queue){ 8, 32768 });
	assert_int_equal(*record.docket_used, 1);
	assert_int_equal(month_log.records_count, 0);
}

/* Of a docket that was full a place is free again for a record of this month. */
static void test_place_of_reviewed(void **state)
{
	(void)state;
	for (int i = 0; i < FOUR_DOCKET; i++)
		four_file(HEAD, 0, 3, 0, 0, SOC_RECORD_TRUE);
	four_record(ALONE, 0, 0, SOC_RECORD_TRUE);
	decide(everybody);
	assert_int_equal(month_log.records[0].decision, SOC_FILED);
	assert_int_equal(*record.docket_used, 1);
	assert_int_equal(month_log.records_count, 1 + FOUR_DOCKET);
}

/* Neighbours' reports are verified first: a true one goes on, one of another person's act does not. */
static void test_verified(void **state)
{
	(void)state;
	rules.regime.review.verified = 1u << 1;
	rules.evidence.verify_right[1] = SURE;
	rules.regime.review.automatic = rules.evidence.auto_accept_right = rules.evidence.auto_accept_wrong =
		SURE;
	four_record(HEAD, 0, 1, SOC_RECORD_TRUE);
	four_record(HEAD, 0, 1, SOC_RECORD_MISATTRIBUTED);
	four_record(HEAD, 0, 0, SOC_RECORD_MISATTRIBUTED);
	decide(nobody);
	assert_int_equal(month_log.records[0].decision, SOC_ACCEPTED_AUTO);
	assert_int_equal(month_log.records[1].decision, SOC_DISMISSED);
	assert_int_equal(month_log.records[2].decision, SOC_ACCEPTED_AUTO);
}

/* Four people, 125,000 reports checked a month per million: half a report of two. The word decides which. */
static void test_lapsed(void **state)
{
	(void)state;
	rules.regime.review.verified = 1u << 1;
	rules.evidence.verify_right[1] = SURE;
	rules.regime.verification.files = 125000u * 256;
	four_record(HEAD, 0, 1, SOC_RECORD_TRUE);
	four_record(SPOUSE, 0, 1, SOC_RECORD_TRUE);
	month_log.records[0].word[SOC_FATE_CHECKED] = 16383; /* below a quarter of 65,536 */
	month_log.records[1].word[SOC_FATE_CHECKED] = 16384;
	decide(nobody);
	assert_int_equal(month_log.records[0].decision, SOC_FILED);
	assert_int_equal(month_log.records[1].decision, SOC_LAPSED);
}

PART(review)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_automatic, four_begin),
		cmocka_unit_test_setup(test_decided_before, four_begin),
		cmocka_unit_test_setup(test_age_of_responsibility, four_begin),
		cmocka_unit_test_setup(test_filed, four_begin),
		cmocka_unit_test_setup(test_no_room, four_begin),
		cmocka_unit_test_setup(test_reviewed, four_begin),
		cmocka_unit_test_setup(test_not_reached, four_begin),
		cmocka_unit_test_setup(test_place_of_reviewed, four_begin),
		cmocka_unit_test_setup(test_verified, four_begin),
		cmocka_unit_test_setup(test_lapsed, four_begin),
	};
	return run_part(tests, NULL, NULL);
}
