/* A key that had another name is read for one version, with a warning at its place that has the new name. */
#include "input_support.h"
#include "runner.h"

#include "input/schema/renamed.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

#define HEAD "socred: 1\nevents: {theft: {kind: violation}, help: {kind: good_deed}}\n"
#define CAMERA "kind: camera, detects: {theft: 1}, spurious_mix: {theft: 1}"

/* Every row leads from a name that nothing has to one that something has. */
static void test_every_row(void **state)
{
	(void)state;
	size_t count;
	const struct soc_renamed *rows = soc_renamed_rows(&count);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		const struct soc_renamed *row = &rows[i];
		const struct soc_key *key = soc_renamed_to(row);
		char name[SOC_NAME_MAX];
		int was = 0, now = 0;
		assert_true(row->since[0] >= '0' && row->since[0] <= '9');
		if (row->key != NULL) {
			assert_non_null(key);
			for (int k = 0; soc_param_choice_name(key, k, name); k++) {
				was += !strcmp(name, row->was);
				now += !strcmp(name, row->now);
			}
		} else if (strchr(row->was, '.') == NULL) {
			was = soc_section_find(row->was) != NULL;
			now = key != NULL || soc_section_find(row->now) != NULL;
		} else {
			snprintf(name, sizeof name, "%.*s", (int)strcspn(row->now, "."), row->now);
			was = soc_key_find(soc_section_find(name), strchr(row->was, '.') + 1) != NULL;
			now = key != NULL;
			assert_true(strncmp(row->was, row->now, strlen(name) + 1) == 0);
		}
		if (was != 0 || now != 1)
			fail_msg("%s -> %s: the old name is still there, or the new one is not", row->was, row->now);
	}
}

static void test_paths(void **state)
{
	(void)state;
	char out[SOC_RENAMED_PATH];
	const struct soc_renamed *row = NULL;
	assert_int_equal(soc_renamed_path("channels.c.false_per_1000_years", out, &row), 1);
	assert_string_equal(out, "channels.c.spurious_per_1000_years");
	assert_string_equal(row->now, "channels.spurious_per_1000_years");
	static const char *const same[] = { "channels.c.spurious_per_1000_years",
		                                "channels.false_per_1000_years",
		                                "channels.c.false_per_1000_years_more",
		                                "events.c.false_per_1000_years",
		                                "channels",
		                                "" };
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		assert_int_equal(soc_renamed_path(same[i], out, NULL), 0);
		assert_string_equal(out, same[i]);
	}
	assert_int_equal(soc_renamed_is_of("channels.c.kind", "channels.kind"), 1);
	assert_int_equal(soc_renamed_is_of("channels.c.kind.x", "channels.kind"), 0);
	assert_int_equal(soc_renamed_is_of("span.from", "span.from"), 1);
}

/* The only diagnostic of a text is a warning at a place, with the new name. */
static struct soc_scenario *warned(const char *text, const char *setting, int line, int column,
                                   const char *key, const char *now)
{
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	char words[160];
	enum soc_err err = soc_scenario_read_text(text, strlen(text), "text", NULL, &setting, setting != NULL, &s,
	                                          &diagnostics, &msg);
	if (err != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(soc_diagnostics_count(diagnostics), 1);
	const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, 0);
	assert_true(p->warning);
	assert_int_equal(p->line, line);
	assert_int_equal(p->column, column);
	assert_string_equal(p->key, key);
	snprintf(words, sizeof words, "was renamed to %s in version 0.2", now);
	if (strstr(p->text, words) == NULL)
		fail_msg("no \"%s\" in: %s", words, p->text);
	soc_diagnostics_free(diagnostics);
	return s;
}

static void test_in_a_file(void **state)
{
	(void)state;
	const char *was = "channels.c.false_per_1000_years", *now = "channels.c.spurious_per_1000_years";
	struct soc_scenario *s =
		warned(HEAD "channels: {c: {" CAMERA ",\n  false_per_1000_years: 7}}\n", NULL, 4, 3, was, now);
	assert_true(s->channels[0].spurious_per_1000_years == 7);
	assert_string_equal(value_of(s, now).origin, "text:4");
	soc_scenario_free(s);
	s = warned(HEAD "channels: {c: {" CAMERA "}}\n"
	                "timeline:\n  - from: 2014-06\n    set:\n"
	                "      channels.c.false_per_1000_years: 9\n",
	           NULL, 7, 7, was, now);
	assert_string_equal(s->settings[0].path, now);
	assert_string_equal(s->settings[0].value, "9");
	soc_scenario_free(s);
	s = warned(HEAD "channels: {c: {" CAMERA "}}\n", "channels.c.false_per_1000_years=8", 0, 0, was, now);
	assert_true(s->channels[0].spurious_per_1000_years == 8);
	soc_scenario_free(s);
}

/* Both names in one map contradict each other; in two files the one above counts. */
static void test_both(void **state)
{
	(void)state;
	text_bad(HEAD "channels: {c: {" CAMERA ", spurious_per_1000_years: 2,\n  false_per_1000_years: 7}}\n", 4,
	         3, "channels.c.false_per_1000_years", "keep one of them");
	text_bad(HEAD "channels: {c: {" CAMERA "}}\n"
	              "timeline:\n  - from: 2014-06\n    set:\n      channels.c.spurious_per_1000_years: 9\n"
	              "      channels.c.false_per_1000_years: 9\n",
	         8, 7, "channels.c.false_per_1000_years", "keep one of them");
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg;
	char folder[512];
	static const char text[] = "socred: 1\nbase: tiny.yaml\nchannels: {court: {false_per_1000_years: 3}}\n";
	assert_int_equal(soc_scenario_read_text(text, strlen(text), "text", fixtures(".", folder), NULL, 0, &s,
	                                        &diagnostics, &msg),
	                 SOC_OK);
	assert_int_equal(soc_diagnostics_count(diagnostics), 1);
	assert_true(s->channels[0].spurious_per_1000_years == 3);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
}

static void test_params_and_schema(void **state)
{
	(void)state;
	static const char *const asked[] = { "false_per_1000_years", "channels.false_per_1000_years",
		                                 "channels.c.false_per_1000_years" };
	struct soc_msg msg = { "" };
	char *text = NULL;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		assert_int_equal(soc_params_text(asked[i], "csv", &text, &msg), SOC_ERR_USAGE);
		assert_non_null(strstr(msg.text, "has another name now: channels."));
		assert_non_null(strstr(msg.text, "spurious_per_1000_years"));
	}
	assert_int_equal(soc_schema_text(&text, &msg), SOC_OK);
	assert_non_null(strstr(text, "\"false_per_1000_years\": {\"deprecated\": true,"));
	assert_non_null(strstr(text, "(spurious_per_1000_years|false_per_1000_years)$\""));
	soc_text_free(text);
}

/* A key that nothing took the place of is refused with what to say instead, in files and in settings. */
static void test_removed(void **state)
{
	(void)state;
	text_bad(HEAD "channels: {c: {" CAMERA "}}\nconduct: {risk_initial: 0.1}\n", 4, 11,
	         "conduct.risk_initial", "is gone since version 0.2: perceived risk begins at");
	text_bad("socred: 1\nevents: {theft: {kind: violation, severity: 1}}\n", 2, 35, "events.theft.severity",
	         "is gone since version 0.2: how severe a record is");
	text_bad(HEAD "firm_events: {v: {rate_per_year: 1, deterrence: 2}}\n", 3, 37, "firm_events.v.deterrence",
	         "is gone since version 0.2: how much firms are deterred");
	text_bad(HEAD "firms: {risk_learning: 0.1}\n", 3, 9, "firms.risk_learning",
	         "is gone since version 0.2: state learning_caught and learning_uncaught (docs/model/firms.md)");
}

PART(renamed)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row),         cmocka_unit_test(test_paths),
		cmocka_unit_test(test_in_a_file),         cmocka_unit_test(test_both),
		cmocka_unit_test(test_params_and_schema), cmocka_unit_test(test_removed),
	};
	return run_part(tests, NULL, NULL);
}
