/* What an assessment says of the scenarios of its runs: each value with its own source and range, and the
 * people that were simulated. */
#include "made.h"
#include "runner.h"

#include "socred/assessment.h"
#include "socred/scenario.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static void nobody_offends(struct made *m, int64_t replicate, int64_t month)
{
	(void)replicate;
	(void)month;
	m->tally->place_now = m->tally->place[0];
	soc_count(m->tally, 0, SOC_IND_persons, 1000);
}

/* The assessment of such runs; B may be NULL. */
static json_t *assessed(const char *const *a, const char *const *b, const char *form)
{
	struct soc_result *results[2] = { made_result(nobody_offends, a, -1), NULL };
	struct soc_assessment *assessment = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (b != NULL)
		results[1] = made_result(nobody_offends, b, -1);
	if (soc_assessment_make(&assessment, results, b != NULL ? 2 : 1, form, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(soc_assessment_text(assessment, "json", &text, NULL), SOC_OK);
	json_t *doc = json_loads(text, 0, NULL);
	assert_non_null(doc);
	soc_text_free(text);
	soc_assessment_free(assessment);
	soc_result_free(results[0]);
	soc_result_free(results[1]);
	return doc;
}

/* What stands for a key in the first field that has it: its row, or what is said of each run. */
static const json_t *told(const json_t *doc, const char *key, int as_values)
{
	size_t i, k, n;
	const json_t *section, *field, *one;
	json_array_foreach(json_object_get(doc, "sections"), i, section)
		json_array_foreach(json_object_get(section, "fields"), k, field)
	{
		const json_t *answer = json_object_get(field, "answer"),
					 *list = as_values ? json_object_get(answer, "values")
		                               : json_object_get(json_object_get(answer, "table"), "rows");
		json_array_foreach(list, n, one)
		{
			const char *has =
				json_string_value(as_values ? json_object_get(one, "key") : json_array_get(one, 0));
			if (has != NULL && strcmp(has, key) == 0)
				return one;
		}
	}
	fail_msg("nothing is said of %s", key);
	return NULL;
}

/* A value of one run never stands beside the source or range of another's: the key has another source and
 * range in B. What is stated alike is told once, what B alone states is told too. */
static void sources_belong_to_their_run(void **state)
{
	(void)state;
	static const char *const asked[][2] = { { "fria", "due_process.overturn_wrong" },
		                                    { "iama", "due_process.overturn_wrong" },
		                                    { "aia", "due_process.overturn_wrong" },
		                                    { "atrs", "channels.court.spurious_per_1000_years" } };
	for (int i = 0; i < 4; i++) {
		char of_a[128], of_b[128];
		const char *const a[] = { "replicates=2", of_a,
			                      "channels.court.detects.default={value: 0.5, source: Of both}", NULL };
		const char *const b[] = { "replicates=2", of_b,
			                      "channels.court.detects.default={value: 0.5, source: Of both}",
			                      "channels.court.wrong_person={value: 0.25, source: B alone}", NULL };
		snprintf(of_a, sizeof of_a, "%s={value: 0.75, source: Of A, range: [0.5, 0.95]}", asked[i][1]);
		snprintf(of_b, sizeof of_b, "%s={value: 0.875, source: Of B, range: [0.8, 0.9]}", asked[i][1]);
		json_t *doc = assessed(a, b, asked[i][0]);
		const json_t *row = told(doc, asked[i][1], 0);
		assert_string_equal(json_string_value(json_array_get(row, 1)), "0.75");
		assert_string_equal(json_string_value(json_array_get(row, 2)), "0.875");
		assert_string_equal(json_string_value(json_array_get(row, 4)),
		                    "A: Of A; plausible: 0.5 to 0.95 \xc2\xb7 B: Of B; plausible: 0.8 to 0.9");
		const json_t *second = json_array_get(json_object_get(told(doc, asked[i][1], 1), "runs"), 1);
		assert_string_equal(json_string_value(json_object_get(second, "source")), "Of B");
		assert_true(json_real_value(json_object_get(second, "low")) == 0.8);
		if (i == 0) {
			row = told(doc, "channels.court.detects.default", 0);
			assert_string_equal(json_string_value(json_array_get(row, 4)), "Of both");
			row = told(doc, "channels.court.wrong_person", 0);
			assert_string_equal(json_string_value(json_array_get(row, 2)), "0.25");
			assert_non_null(strstr(json_string_value(json_array_get(row, 4)), "B: B alone"));
		}
		json_decref(doc);
	}
}

PART(assessment_stated)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sources_belong_to_their_run),
	};
	return run_part(tests, NULL, NULL);
}
