/* Modules, in the document of the report. */
#include "runner.h"

#include "../store/everything.h"

#include "analysis/summaries.h"
#include "view/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The document between its tags, as a browser would find it. */
static json_t *document(struct soc_result *result)
{
	static const char begin[] = "<script type=\"application/json\" id=\"socred-data\">";
	char path[512];
	size_t length;
	struct soc_msg msg = { "" };
	snprintf(path, sizeof path, "%s.html", made_path());
	if (soc_result_report(result, path, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	char *html = (char *)made_bytes(path, &length);
	assert_non_null(html);
	html[length] = '\0';
	const char *at = strstr(html, begin);
	assert_non_null(at);
	at += strlen(begin);
	json_t *doc = json_loadb(at, strcspn(at, "<"), 0, NULL);
	assert_non_null(doc);
	free(html);
	return doc;
}

static double answer(const json_t *module, const char *name, const char *member)
{
	size_t i;
	json_t *a;
	json_array_foreach(json_object_get(module, "summaries"), i,
	                   a) if (strcmp(json_string_value(json_object_get(a, "name")), name) ==
	                          0) return json_number_value(json_object_get(a, member));
	fail_msg("no answer %s", name);
	return 0;
}

/* Values by hand: tests/modules, where every figure is held. Here: that the document has them all,
 * and each in its place. */
static void modules_that_are_on_are_told(void **state)
{
	(void)state;
	struct made m;
	everything_init(&m, NULL, NULL);
	made_write_all(&m, made_path());
	struct soc_result *result = made_open(made_path());
	json_t *doc = document(result), *all = json_object_get(doc, "modules");
	assert_int_equal(json_array_size(all), SOC_MODULES);
	for (int i = 0; i < SOC_MODULES; i++) {
		const json_t *module = json_array_get(all, (size_t)i);
		assert_string_equal(json_string_value(json_object_get(module, "title")), soc_modules[i]->title);
		size_t told = 0; /* of those that eight months can have */
		assert_int_equal(json_array_size(json_object_get(module, "branches")),
		                 soc_modules[i]->branches_count);
		for (int k = 0; k < soc_modules[i]->summaries_count; k++) {
			int (*needs)(const struct soc_scenario *) = soc_modules[i]->summaries[k].needs;
			if (needs != NULL && !needs(m.scenario))
				continue;
			/* eight months have no year that lies three back, and follow nobody for one */
			const int is_short =
				soc_modules[i]->summaries[k].whole[0].months == SOC_SUMMARY_THREE_YEARS_BEFORE ||
				i == SOC_MODULE_stays;
			const json_t *summary = json_array_get(json_object_get(module, "summaries"), told++);
			assert_int_equal(json_is_number(json_object_get(summary, "mean")), !is_short);
		}
		assert_int_equal(json_array_size(json_object_get(module, "summaries")), told);
	}
	/* A channel that takes over records of the court is drawn to the class that the court detects. */
	const json_t *copied = json_array_get(json_object_get(json_object_get(doc, "regime"), "channels"), 3);
	assert_string_equal(json_string_value(json_object_get(copied, "name")), "copied");
	assert_int_equal(json_array_size(json_object_get(copied, "sees")), 1);
	assert_int_equal(json_integer_value(json_array_get(json_object_get(copied, "sees"), 0)), 0);
	const json_t *checks = json_array_get(all, SOC_MODULE_verification),
				 *lapsed = json_array_get(json_object_get(checks, "branches"), 0);
	assert_string_equal(json_string_value(json_object_get(checks, "stage")), "counted");
	assert_float_equal(answer(checks, "verification_lapsed", "mean"), 25, 1e-9);
	assert_float_equal(answer(checks, "verification_lapsed", "cases"), 640, 1e-9);
	assert_int_equal(json_integer_value(
						 json_array_get(json_object_get(json_object_get(checks, "affects"), "channels"), 0)),
	                 1);
	assert_string_equal(json_string_value(json_object_get(lapsed, "kind")), "lost");
	assert_float_equal(json_number_value(json_array_get(json_object_get(lapsed, "count"), 0)), 160, 1e-9);
	assert_float_equal(json_number_value(json_array_get(json_object_get(lapsed, "wrong"), 0)), 40, 1e-9);
	json_decref(doc);
	soc_result_free(result);
	made_release(&m);
	made_clean();
}

PART(modules)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(modules_that_are_on_are_told) };
	return run_part(tests, NULL, NULL);
}
