/* A scenario is read as it is written: values, references, sources, and base and regime below. */
#include "input_support.h"
#include "runner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void test_worked_example(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good("tiny.yaml");
	assert_string_equal(s->title, "Tiny");
	assert_int_equal(s->seed, 7);
	assert_int_equal(s->span.from, 2014 * 12);
	assert_int_equal(soc_scenario_months(s), 24);
	assert_int_equal(soc_scenario_persons(s), 2000);
	assert_int_equal(soc_scenario_replicates(s), 2);
	assert_string_equal(soc_scenario_title(s), "Tiny");
	assert_string_equal(s->people.provinces, "Ningxia");
	assert_int_equal(s->grades_count, 3);
	assert_string_equal(s->grades[1].name, "C");
	assert_true(s->grades[1].from == 600 && s->grades[2].from == 1100);
	assert_int_equal(s->events_count, 2);
	assert_true(s->events[0].rate_per_year == 0.02 && s->events[0].points == -100);
	assert_int_equal(s->events[0].component, 0);
	assert_int_equal(s->events[1].kind, SOC_GOOD_DEED);
	assert_int_equal(s->events[1].driven_by, SOC_DRIVEN_BY_HELPFULNESS);
	assert_true(s->events[0].age[2] == 1.2 && s->events[0].age[0] == 0 && s->events[1].age[0] == 1);
	assert_int_equal(s->events[0].drop_to_grade, -1);
	assert_true(s->channels[0].detects[0] == 0.6 && s->channels[0].detects[1] == 0);
	assert_true(s->channels[0].spurious_mix[0] == 2 && s->channels[0].spurious_mix[1] == 1);
	assert_int_equal(s->lists[0].entry_events, 1);
	assert_int_equal(s->lists[0].entry_grades, 1);
	assert_int_equal(s->measures[0].lists, 1);
	assert_int_equal(s->measures[0].classes, 3);
	assert_true(s->due_process.overturn_wrong == 0.79);
	soc_scenario_free(s);
}

static void test_sources(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good("tiny.yaml");
	struct soc_value v = value_of(s, "events.theft.rate_per_year");
	assert_string_equal(v.value, "0.02");
	assert_string_equal(v.unit, "1/person-year");
	assert_string_equal(v.source, "a yearbook, table 3");
	assert_string_equal(v.origin, "tiny_regime.yaml:14");
	assert_true(v.low == 0.01 && v.high == 0.03);
	assert_int_equal(v.assumption, 0);
	v = value_of(s, "events.theft.points");
	assert_string_equal(v.source, "assumption");
	assert_int_equal(v.assumption, 1);
	assert_true(isnan(v.low) && isnan(v.high));    /* what is allowed is no plausible range */
	v = value_of(s, "due_process.overturn_wrong"); /* a default with a citation */
	assert_int_equal(v.assumption, 0);
	assert_non_null(strstr(v.source, "FTC 2012"));
	assert_string_equal(v.origin, "default");
	assert_true(v.low < 0.79 && v.high > 0.79);          /* of the table of plausible ranges */
	v = value_of(s, "channels.court.spurious_mix.help"); /* the source of the whole map */
	assert_string_equal(v.value, "1");
	assert_string_equal(v.source, "a guess");
	v = value_of(s, "grades.A.from");
	assert_string_equal(v.source, "a decree");
	v = value_of(s, "measures.air.lists"); /* structure is no assumption */
	assert_string_equal(v.value, "[defaulters]");
	assert_int_equal(v.assumption, 0);
	v = value_of(s, "timeline.pilots.set.channels.court.coverage_urban");
	assert_string_equal(v.value, "0.5");
	assert_string_equal(v.source, "a letter");
	assert_true(v.low == 0.4 && v.high == 0.6);
	soc_scenario_free(s);
	s = file_good_set("tiny.yaml", "due_process.overturn_wrong=0.5");
	v = value_of(s, "due_process.overturn_wrong"); /* the citation was for another value */
	assert_int_equal(v.assumption, 1);
	assert_string_equal(v.origin, "--set");
	soc_scenario_free(s);
}

static void test_base_and_regime(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good("more.yaml");
	assert_string_equal(s->title, "More");
	assert_int_equal(s->seed, 7);
	assert_true(s->events[0].rate_per_year == 0.02 && s->events[0].male_ratio == 4);
	assert_string_equal(value_of(s, "events.theft.rate_per_year").source, "a better yearbook");
	assert_true(value_of(s, "events.theft.rate_per_year").high == 0.03);
	assert_true(s->channels[0].detects[0] == 0.7);
	/* The new value does not keep the old one's source. */
	assert_string_equal(value_of(s, "channels.court.detects.theft").source, "assumption");
	assert_int_equal(s->channels_count, 2);
	assert_string_equal(s->channels[1].name, "camera");
	assert_int_equal(s->changes_count, 2);
	assert_string_equal(s->changes[0].name, "pilots");
	assert_string_equal(s->changes[1].name, "cameras");
	soc_scenario_free(s);
}

static void test_modules(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good("modules.yaml");
	assert_string_equal(s->title, "Tiny"); /* a module's title is its own */
	assert_int_equal(s->channels_count, 2);
	assert_int_equal(s->events_count, 3);
	assert_true(s->channels[1].detects[0] == 0.1 && s->channels[1].detects[2] == 0.3);
	assert_true(s->channels[1].coverage_urban ==
	            0.5); /* the camera, merged again after the street, would have made it 0.9 */
	assert_true(s->channels[1].coverage_rural == 0.2);
	assert_string_equal(value_of(s, "channels.camera.coverage_urban").origin, "module_street.yaml:8");
	soc_scenario_free(s);
}

/* The warning that a fixture has, of these words; 0 when it has none. */
static int is_warned(const char *file, const char *words)
{
	char path[512];
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	int found = 0;
	assert_int_equal(soc_scenario_read(fixtures(file, path), NULL, 0, &s, &diagnostics, NULL), SOC_OK);
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++)
		found |= strstr(soc_diagnostics_at(diagnostics, i)->text, words) != NULL;
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
	return found;
}

static void test_modules_merged_before(void **state)
{
	(void)state;
	assert_int_equal(is_warned("modules.yaml", "merged already"), 0);
	assert_int_equal(is_warned("modules_twice.yaml", "merged already, by "), 1);
	assert_int_equal(is_warned("modules_anew.yaml", "merged already"), 0);
	struct soc_scenario *twice = file_good("modules_twice.yaml"), *anew = file_good("modules_anew.yaml");
	assert_true(twice->channels[1].coverage_rural == 0.2); /* as the base left it */
	assert_int_equal(anew->channels_count, 2);
	for (int c = 0; c < 2; c++)
		assert_true(strcmp(anew->channels[c].name, "camera") != 0 || anew->channels[c].coverage_rural == 0.1);
	assert_true(anew->lists_count == 0);
	soc_scenario_free(twice);
	soc_scenario_free(anew);
}

static void test_none_takes_away(void **state)
{
	(void)state;
	static const char *const files[] = { "fewer.yaml", "fewer_json.yaml" };
	for (size_t i = 0; i < 2; i++) {
		struct soc_scenario *s = file_good(files[i]);
		assert_int_equal(s->measures_count, 0);
		assert_int_equal(s->lists_count, 1);
		assert_int_equal(s->lists[0].entry_grades, 0);
		soc_scenario_free(s);
	}
	text_bad("socred: 1\nlists: {defaulters: none}\n", 2, 21, "lists.defaulters",
	         "there is none of this name");
}

static void test_no_regime(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good("nothing.yaml"), *with = file_good("tiny.yaml");
	assert_int_equal(
		s->grades_count + s->components_count + s->channels_count + s->lists_count + s->measures_count, 0);
	assert_int_equal(s->events_count, 2);
	assert_true(s->events[0].rate_per_year == with->events[0].rate_per_year);
	assert_true(s->events[0].points == 0 && s->events[0].component == -1);
	/* What the timeline did to people stays, what it did to channels goes. */
	assert_int_equal(s->changes_count, 1);
	assert_int_equal(s->settings_count, 1);
	assert_string_equal(s->settings[0].path, "events.theft.rate_per_year");
	soc_scenario_free(s);
	soc_scenario_free(with);
}

static void test_yaml_ways(void **state)
{
	(void)state;
	struct soc_scenario *s = text_good(
		"\xef\xbb\xbfsocred: 1\r\ntitle: \"\\u4e2d\\n\"\r\ndescription: >-\r\n  two\r\n  lines\r\n");
	assert_string_equal(s->title, "\xe4\xb8\xad\n");
	assert_string_equal(s->description, "two lines");
	soc_scenario_free(s);
	s = text_good("socred: 1\ndescription: 'it''s'\n");
	assert_string_equal(s->description, "it's");
	soc_scenario_free(s);
	s = text_good("socred: 1\nidentity: &same {coverage_urban: &x 0.25, coverage_rural: *x}\n");
	assert_true(s->identity.coverage_rural == 0.25);
	soc_scenario_free(s);
	s = text_good("{\"socred\": 1, \"seed\": 1e3, \"identity\": {\"coverage_urban\": {\"value\": 0.5, "
	              "\"range\": [0.25, 0.75]}}}");
	assert_int_equal(s->seed, 1000);
	soc_scenario_free(s);
	s = text_good(
		"socred: 1\nreview:\ntimeline:\nevents:\npeople: {provinces: \" Beijing , Inner Mongolia\"}\n");
	assert_string_equal(s->people.provinces, "Beijing,Inner Mongolia");
	soc_scenario_free(s);
}

static void test_settings(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good_set("tiny.yaml", "title=a: b {c} = d");
	assert_string_equal(s->title, "a: b {c} = d");
	soc_scenario_free(s);
	s = file_good_set("tiny.yaml",
	                  "channels.court.detects={value: {theft: 0.25, help: 0.5}, source: a test}");
	assert_true(s->channels[0].detects[0] == 0.25 && s->channels[0].detects[1] == 0.5);
	assert_string_equal(value_of(s, "channels.court.detects.help").source, "a test");
	soc_scenario_free(s);
	s = file_good_set("tiny.yaml", "events.theft.age.2=3");
	assert_true(s->events[0].age[2] == 3 && s->events[0].age[1] == 1);
	soc_scenario_free(s);
	s = file_good_set("tiny.yaml", "measures.air.lists=[]");
	assert_int_equal(s->measures[0].lists, 0);
	soc_scenario_free(s);
	s = file_good_set("tiny.yaml", "timeline.pilots.where.share=0.5");
	assert_true(s->changes[0].where.share == 0.5);
	soc_scenario_free(s);
}

static void test_reading_fails(void **state)
{
	(void)state;
	char path[512];
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_scenario_read(fixtures("absent.yaml", path), NULL, 0, &s, &diagnostics, &msg),
	                 SOC_ERR_IO);
	assert_non_null(strstr(msg.text, "absent.yaml"));
	assert_int_equal(soc_scenario_read(INPUT_FIXTURES, NULL, 0, &s, &diagnostics, &msg), SOC_ERR_IO);
	/* What is no file is not waited for; what is too large is not read on. */
	assert_int_equal(soc_scenario_read("/dev/zero", NULL, 0, &s, &diagnostics, &msg), SOC_ERR_IO);
	assert_non_null(strstr(msg.text, "it is a device"));
	snprintf(path, sizeof path, "/tmp/socred-large-%ld", (long)getpid());
	FILE *large = fopen(path, "w");
	assert_non_null(large);
	assert_int_equal(ftruncate(fileno(large), (off_t)8 << 20), 0);
	fclose(large);
	assert_int_equal(soc_scenario_read(path, NULL, 0, &s, &diagnostics, &msg), SOC_ERR_LIMIT);
	remove(path);
	assert_null(s);
	assert_null(diagnostics);
}

PART(read)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_worked_example),
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_base_and_regime),
		cmocka_unit_test(test_modules),
		cmocka_unit_test(test_modules_merged_before),
		cmocka_unit_test(test_none_takes_away),
		cmocka_unit_test(test_no_regime),
		cmocka_unit_test(test_yaml_ways),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_reading_fails),
	};
	return run_part(tests, NULL, NULL);
}
