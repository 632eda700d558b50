/* The door from what is true to deciders, by hand: each inquiry answers by its own rates and its own word,
 * the same however often it is asked, and what is true follows a record through the docket. */
#include "four.h"
#include "model/evidence/evidence.h"
#include "model/variates.h"
#include "runner.h"

#include <math.h>

enum { ACT, CAMERA = 1, OTHER = 2, LIST = 0, SECOND = 1 };

/* Thresholds of which no two are alike, so that a rate taken for another shows at its edge. */
static int begin(void **state)
{
	four_begin(state);
	rules.evidence.verify_right[CAMERA] = 1000;
	rules.evidence.verify_wrong[CAMERA] = 2000;
	rules.evidence.verify_right[OTHER] = 3000;
	rules.evidence.verify_wrong[OTHER] = 4000;
	rules.evidence.auto_accept_right = 5000;
	rules.evidence.auto_accept_wrong = 6000;
	rules.evidence.human_accept_right = 7000;
	rules.evidence.human_accept_wrong = 8000;
	return 0;
}

/* The answer is yes below the threshold and no at it; a word that is not the inquiry's changes nothing. */
static void edge(unsigned channel, enum soc_record_truth what, enum soc_inquiry inquiry, unsigned word,
                 uint32_t threshold)
{
	const unsigned i = four_record(HEAD, ACT, channel, what);
	struct soc_rec *rec = &month_log.records[i];
	for (unsigned w = 0; w < 4; w++)
		rec->word[w] = UINT32_MAX;
	rec->word[word] = threshold - 1;
	for (int again = 0; again < 3; again++)
		assert_int_equal(soc_evidence_of_record(&evidence, i, inquiry), 1);
	rec->word[word] = threshold;
	for (int again = 0; again < 3; again++)
		assert_int_equal(soc_evidence_of_record(&evidence, i, inquiry), 0);
	for (unsigned w = 0; w < 4; w++)
		rec->word[w] = w == word ? threshold : 0;
	assert_int_equal(soc_evidence_of_record(&evidence, i, inquiry), 0);
}

/* A record of a real act that names somebody else is as wrong of the person named as a fabricated one. */
static void test_of_records(void **state)
{
	(void)state;
	edge(CAMERA, SOC_RECORD_TRUE, SOC_INQUIRY_VERIFY, SOC_FATE_VERIFICATION, 1000);
	edge(CAMERA, SOC_RECORD_MISATTRIBUTED, SOC_INQUIRY_VERIFY, SOC_FATE_VERIFICATION, 2000);
	edge(CAMERA, SOC_RECORD_FABRICATED, SOC_INQUIRY_VERIFY, SOC_FATE_VERIFICATION, 2000);
	edge(OTHER, SOC_RECORD_TRUE, SOC_INQUIRY_VERIFY, SOC_FATE_VERIFICATION, 3000);
	edge(OTHER, SOC_RECORD_FABRICATED, SOC_INQUIRY_VERIFY, SOC_FATE_VERIFICATION, 4000);
	edge(OTHER, SOC_RECORD_TRUE, SOC_INQUIRY_AUTOMATIC, SOC_FATE_FINDING, 5000);
	edge(OTHER, SOC_RECORD_MISATTRIBUTED, SOC_INQUIRY_AUTOMATIC, SOC_FATE_FINDING, 6000);
	edge(CAMERA, SOC_RECORD_TRUE, SOC_INQUIRY_REVIEWER, SOC_FATE_FINDING, 7000);
	edge(CAMERA, SOC_RECORD_FABRICATED, SOC_INQUIRY_REVIEWER, SOC_FATE_FINDING, 8000);
}

/* Who did it is judged by one rate, who did something else or nothing by the other. */
static void test_against_entries(void **state)
{
	(void)state;
	truth.tags[HEAD] = soc_tag_set(0, LIST, SOC_DID);
	truth.tags[SPOUSE] = soc_tag_set(0, LIST, SOC_DID_ELSE);
	truth.tags[ALONE] = soc_tag_set(0, LIST, SOC_DID_NOTHING);
	/* the other list says the contrary, and is not asked */
	truth.tags[HEAD] = soc_tag_set(truth.tags[HEAD], SECOND, SOC_DID_NOTHING);
	truth.tags[ALONE] = soc_tag_set(truth.tags[ALONE], SECOND, SOC_DID);
	rules.evidence.overturn_true = 0;
	rules.evidence.overturn_wrong = SURE;
	assert_int_equal(soc_evidence_against_entry(&evidence, HEAD, LIST, 9), 0);
	assert_int_equal(soc_evidence_against_entry(&evidence, SPOUSE, LIST, 9), 1);
	assert_int_equal(soc_evidence_against_entry(&evidence, ALONE, LIST, 9), 1);
	rules.evidence.overturn_true = SURE;
	rules.evidence.overturn_wrong = 0;
	assert_int_equal(soc_evidence_against_entry(&evidence, HEAD, LIST, 9), 1);
	assert_int_equal(soc_evidence_against_entry(&evidence, SPOUSE, LIST, 9), 0);
	assert_int_equal(soc_evidence_against_entry(&evidence, ALONE, LIST, 9), 0);
}

/* A finding belongs to person, list and month of filing: asked again it is the same, of 500 people a share as
 * the rate says (four standard errors: once in 16,000 seeds), and of another list or month another draw. */
static void test_a_finding_belongs_to_the_appeal(void **state)
{
	enum { PEOPLE = 500 };
	int upheld = 0, of_list = 0, of_month = 0;
	(void)state;
	rules.evidence.overturn_wrong = soc_threshold(0.3);
	rules.regime.lists.list[SECOND].salt = 12345;
	for (unsigned row = 0; row < PEOPLE; row++) {
		truth.tags[row] = soc_tag_set(0, LIST, SOC_DID_NOTHING) | soc_tag_set(0, SECOND, SOC_DID_NOTHING);
		const int found = soc_evidence_against_entry(&evidence, row, LIST, 9);
		assert_int_equal(soc_evidence_against_entry(&evidence, row, LIST, 9), found);
		upheld += found;
		of_list += soc_evidence_against_entry(&evidence, row, SECOND, 9) != found;
		of_month += soc_evidence_against_entry(&evidence, row, LIST, 8) != found;
	}
	assert_true(fabs(upheld - 0.3 * PEOPLE) < 4 * sqrt(0.3 * 0.7 * PEOPLE));
	/* two independent draws differ in 2 x 0.3 x 0.7 of the cases */
	assert_true(fabs(of_list - 0.42 * PEOPLE) < 4 * sqrt(0.42 * 0.58 * PEOPLE));
	assert_true(fabs(of_month - 0.42 * PEOPLE) < 4 * sqrt(0.42 * 0.58 * PEOPLE));
}

/* Into the docket, to another place of it, and out again: what is true of a record, and of whom, is kept. */
static void test_truth_follows_a_file(void **state)
{
	(void)state;
	const unsigned in = four_record(HEAD, ACT, CAMERA, SOC_RECORD_MISATTRIBUTED);
	true_log.record_link[in] = SOC_LINK_SLIP;
	soc_evidence_file(&evidence, in, 2);
	soc_evidence_move(&evidence, 2, 0);
	const unsigned out = four_record(HEAD, ACT, CAMERA, SOC_RECORD_TRUE);
	soc_evidence_unfile(&evidence, 0, out);
	assert_int_equal(true_log.record_truth[out], SOC_RECORD_MISATTRIBUTED);
	assert_int_equal(true_log.record_link[out], SOC_LINK_SLIP);
	assert_int_equal(true_log.record_truth[in], SOC_RECORD_MISATTRIBUTED);
}

PART(evidence)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_of_records, begin),
		cmocka_unit_test_setup(test_against_entries, begin),
		cmocka_unit_test_setup(test_a_finding_belongs_to_the_appeal, begin),
		cmocka_unit_test_setup(test_truth_follows_a_file, begin),
	};
	return run_part(tests, NULL, NULL);
}
