/* The one table of keys: paths, numbers, nearest names, and the texts made from it. */
#include "input_support.h"
#include "runner.h"

#include "base/data.h"
#include "base/suggestion.h"
#include "input/schema/renamed.h"
#include "input/text/number.h"

#include <jansson.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void test_numbers(void **state)
{
	(void)state;
	static const char *const good[] = {
		"0", "-1.5", "+.5", "5.", "1e3", "1E-3", "9007199254740993", "2.385"
	};
	static const char *const bad[] = {
		"", ".", "-", "1e", "1_000", "0x10", "1,5", " 1", "1 ", "one", "1.2.3"
	};
	double value = 0, back;
	char text[SOC_NUMBER_TEXT];
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_equal(soc_number_read(good[i], &value), 1);
	assert_true(value == 2.385);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(soc_number_read(bad[i], &value), 0);
	assert_int_equal(soc_number_read(".nan", &value), -1);
	assert_int_equal(soc_number_read("1e400", &value), -1);
	static const double exact[] = {
		0.1, 1.0 / 3, 1e-300, 123456789012345678.0, 5e-324, 0.30000000000000004, -2.5e17, 1e22
	};
	for (size_t i = 0; i < sizeof exact / sizeof *exact; i++) {
		soc_number_write(exact[i], text);
		assert_int_equal(soc_number_read(text, &back), 1);
		assert_true(memcmp(&back, &exact[i], sizeof back) == 0);
	}
	soc_number_write(0.1, text);
	assert_string_equal(text, "0.1");
}

static void test_numbers_in_a_locale(void **state)
{
	(void)state;
	static const char *const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8" };
	double value;
	char text[SOC_NUMBER_TEXT];
	int found = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
		found = setlocale(LC_ALL, names[i]) != NULL;
	/* Without such a locale on the machine this says what test_numbers says. */
	assert_int_equal(soc_number_read("1.5", &value), 1);
	assert_true(value == 1.5);
	soc_number_write(2.5, text);
	assert_string_equal(text, "2.5");
	setlocale(LC_ALL, "C");
}

static void test_months(void **state)
{
	(void)state;
	int64_t month;
	char text[SOC_NUMBER_TEXT];
	assert_int_equal(soc_month_read("2014-03", &month), 1);
	assert_int_equal(month, 2014 * 12 + 2);
	soc_month_write(month, text);
	assert_string_equal(text, "2014-03");
	assert_int_equal(soc_month_read("2014-00", &month), 0);
	assert_int_equal(soc_month_read("2014-3", &month), 0);
	assert_int_equal(soc_month_read("2014/03", &month), 0);
	assert_int_equal(soc_month_read("2014-03-01", &month), 0);
}

/* Whatever travels in the library under data/FOLDER has a word, and each word has its file there. */
static void words_are_files(const char *section, const char *name, const char *folder)
{
	const struct soc_key *key = soc_key_find(soc_section_find(section), name);
	const size_t n = strlen(folder);
	char word[SOC_NAME_MAX], file[128];
	int files = 0;
	for (int i = 0; soc_param_choice_name(key, i, word); i++) {
		snprintf(file, sizeof file, "%s%s.csv", folder, word);
		assert_non_null(soc_data_file(file, NULL));
	}
	for (size_t i = 0; i < soc_data_count(); i++)
		files += strncmp(soc_data_at(i)->name, folder, n) == 0;
	assert_int_equal(files, soc_param_choice_count(key));
	assert_true(files > 0);
}

static void test_words_of_data(void **state)
{
	(void)state;
	struct soc_scenario s;
	struct soc_msg msg;
	words_are_files("instrument", "table", "instruments/");
	soc_scenario_defaults(&s);
	assert_int_equal(soc_scenario_set_text(&s, "published", "spc_judgment_defaulters", &msg), SOC_OK);
	assert_string_equal(s.published, "spc_judgment_defaulters");
	assert_int_equal(soc_scenario_set_text(&s, "published", "nosuch", &msg), SOC_ERR_SCENARIO);
	assert_string_equal(s.published, "spc_judgment_defaulters");
	assert_int_equal(soc_scenario_set_text(&s, "published", "none", &msg), SOC_OK);
	assert_string_equal(s.published, "");
}

static void test_suggestion(void **state)
{
	(void)state;
	assert_int_equal(soc_suggestion_distance("kitten", "sitting"), 3);
	assert_int_equal(soc_suggestion_distance("ab", "ba"), 1);
	assert_int_equal(soc_suggestion_distance("", "abc"), 3);
	assert_int_equal(soc_suggestion_distance("Seed", "seed"), 0);
	assert_int_equal(
		soc_suggestion_distance("a234567890123456789012345678901234567890123456789012345678901234", "a"),
		1000);
	struct soc_suggestion n;
	soc_suggestion_begin(&n, "publication");
	soc_suggestion_try(&n, "seed");
	assert_null(soc_suggestion_name(&n));
	soc_suggestion_try(&n, "publicaton");
	assert_string_equal(soc_suggestion_name(&n), "publicaton");
}

/* Every key: its path finds it, its number is its own, its default is what defaults give. */
static void test_every_key(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good("more.yaml");
	static unsigned char seen[SOC_PARAMETERS_MAX];
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	memset(seen, 0, sizeof seen);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < sections[i].keys_count; k++) {
			struct soc_parameter t = { &sections[i], &sections[i].keys[k], sections[i].named ? 0 : -1, -1 },
								 found;
			struct soc_buf path = { 0 }, why = { 0 };
			soc_parameter_path(s, &t, &path);
			assert_int_equal(soc_parameter_find(s, soc_buf_text(&path), &found, &why), 1);
			assert_ptr_equal(found.key, t.key);
			int number = soc_parameter_number(&found);
			assert_in_range(number, 0, SOC_PARAMETERS_MAX - 1);
			assert_int_equal(seen[number]++, 0);
			assert_true(t.key->low <= t.key->high);
			assert_true(t.key->meaning[0] != '\0');
			assert_non_null(strchr("VFS", t.key->when[0]));
			assert_non_null(strchr("NIBCTWLRSAMD", t.key->type[0]));
			soc_buf_release(&path);
			soc_buf_release(&why);
		}
	}
	struct soc_parameter last = { &sections[count - 1],
		                          &sections[count - 1].keys[sections[count - 1].keys_count - 1],
		                          SOC_TIMELINE_MAX - 1, -1 };
	assert_true(soc_parameter_number(&last) < SOC_PARAMETERS_MAX);
	soc_scenario_free(s);
}

static void set_bad(struct soc_scenario *s, const char *path, const char *value, const char *words)
{
	static struct soc_scenario before;
	struct soc_msg msg = { "" };
	before = *s;
	assert_int_equal(soc_scenario_set_text(s, path, value, &msg), SOC_ERR_SCENARIO);
	if (strstr(msg.text, words) == NULL)
		fail_msg("%s=%s: no \"%s\" in: %s", path, value, words, msg.text);
	assert_memory_equal(&before, s, sizeof before);
}

static void test_set_text(void **state)
{
	(void)state;
	struct soc_scenario *read = file_good("more.yaml");
	static struct soc_scenario s;
	struct soc_msg msg = { "" };
	s = *read;
	s.provenance = NULL;
	assert_int_equal(soc_scenario_set_text(&s, "channels.camera.detects.theft", "0.25", &msg), SOC_OK);
	assert_true(s.channels[1].detects[0] == 0.25);
	assert_int_equal(soc_scenario_set_text(&s, "lists.defaulters.entry_events", "[theft, help]", &msg),
	                 SOC_OK);
	assert_int_equal(s.lists[0].entry_events, 3);
	assert_int_equal(soc_scenario_set_text(&s, "events.theft.component", "none", &msg), SOC_OK);
	assert_int_equal(s.events[0].component, -1);
	assert_int_equal(soc_scenario_set_text(&s, "events.theft.age", "[1, 2, 3, 4, 5]", &msg), SOC_OK);
	assert_true(s.events[0].age[4] == 5);
	assert_int_equal(
		soc_scenario_set_text(&s, "identity.coverage_urban", "{value: 0.5, source: x, range: [0, 1]}", &msg),
		SOC_OK);
	assert_true(s.identity.coverage_urban == 0.5);
	assert_int_equal(soc_scenario_set_text(&s, "span.to", "2016-06", &msg), SOC_OK);
	assert_int_equal(s.span.to, 2016 * 12 + 5);
	set_bad(&s, "persons", "3", "did you mean people.persons?");
	set_bad(&s, "regime.channels.camera.enabled", "true", "regime is a key of files");
	set_bad(&s, "channels.camra.enabled", "true", "did you mean camera?");
	set_bad(&s, "chanels.camera.enabled", "true", "did you mean channels?");
	set_bad(&s, "channels.camera.enable", "true", "did you mean enabled?");
	set_bad(&s, "channels.camera.detects.thef", "1", "did you mean theft?");
	set_bad(&s, "channels.camera.kind", "cam", "official, self_declaration");
	set_bad(&s, "channels.camera", "true", "holds keys");
	set_bad(&s, "channels", "true", "holds keys");
	set_bad(&s, "", "true", "there is no key");
	set_bad(&s, "events.theft.age.5", "1", "no number from 0 to 4");
	set_bad(&s, "events.theft.points.x", "1", "nothing stands below it");
	set_bad(&s, "events.theft.rate_per_year", "-1", "too small; allowed: 0 to 12");
	set_bad(&s, "channels.camera.detects", "{help: 1, theft: 2}", "too large");
	set_bad(&s, "channels.camera.detects", "{help: ", "not valid YAML");
	soc_scenario_free(read);
}

static size_t lines_of(const char *text)
{
	size_t lines = 0;
	for (; *text != '\0'; text++)
		lines += *text == '\n';
	return lines;
}

static size_t keys_in_all(void)
{
	size_t count, keys = soc_section_file()->keys_count + soc_section_change()->keys_count;
	const struct soc_section *sections = soc_sections(&count);
	for (size_t i = 0; i < count; i++)
		keys += sections[i].keys_count;
	return keys;
}

static void test_params_text(void **state)
{
	(void)state;
	char *text = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_params_text(NULL, "csv", &text, &msg), SOC_OK);
	assert_int_equal(lines_of(text), keys_in_all() + 1);
	assert_non_null(strstr(
		text, "\nevents.<name>.rate_per_year,number,1/person-year,0.01,0,12,,,,no plausible range known,"));
	soc_text_free(text);
	assert_int_equal(soc_params_text("", "json", &text, &msg), SOC_OK);
	json_t *json = json_loads(text, 0, NULL);
	assert_int_equal(json_array_size(json), keys_in_all());
	json_decref(json);
	soc_text_free(text);
	static const char *const one[] = { "events.rate_per_year", "events.<name>.rate_per_year",
		                               "events.theft.rate_per_year", "crowding_out" };
	for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
		assert_int_equal(soc_params_text(one[i], "csv", &text, &msg), SOC_OK);
		assert_int_equal(lines_of(text), 2);
		soc_text_free(text);
	}
	assert_int_equal(soc_params_text("identity", "table", &text, &msg), SOC_OK);
	assert_int_equal(lines_of(text), 12);
	assert_non_null(strstr(text, "(socred systems I1): 90%"));
	assert_non_null(strstr(text, "\n(socred systems P6): the row that this command prints"));
	soc_text_free(text);
	assert_int_equal(soc_params_text("Lookalike_TRIES", "csv", &text, &msg),
	                 SOC_ERR_USAGE); /* keys have one case */
	assert_int_equal(soc_params_text("MISTAKEN identity falls", "csv", &text, &msg), SOC_OK);
	assert_int_equal(lines_of(text), 2);
	assert_non_null(strstr(text, "\nsociety.lookalike_tries,"));
	soc_text_free(text);
	text = NULL;
	/* written as one word: what "black list" finds, and the keys of lists */
	assert_int_equal(soc_params_text("blacklist", "csv", &text, &msg), SOC_OK);
	assert_non_null(strstr(text, "\noutput.sex_age,"));
	assert_non_null(strstr(text, "\nlists.<name>.colour,"));
	assert_null(strstr(text, "\nchannels.<name>.kind,"));
	soc_text_free(text);
	text = NULL;
	/* a path misspelt gets the nearest name, not all keys of its section */
	assert_int_equal(soc_params_text("due_process.delay_month", "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "did you mean due_process.delay_months"));
	assert_int_equal(soc_params_text("rate_per_yer", "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "did you mean rate_per_year?"));
	assert_int_equal(soc_params_text("lists.black.good_ded_months", "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "did you mean lists.black.good_deed_months?"));
	/* where no name is near: what lists them */
	assert_int_equal(soc_params_text("nosuchkey", "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "no meaning has the word; 'socred params' lists them"));
	assert_int_equal(soc_params_text("conduct.quintessence", "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "no meaning has the word; 'socred params conduct' lists them"));
	/* any word is the name of an entry; one that is nearly a key may be misspelt */
	static const struct {
		const char *asked, *said;
	} entries[] = { { "lists.good_ded_months", "entry of lists; did you mean good_deed_months?)" },
		            { "lists.good_deed_months", NULL },
		            { "lists.defaulters", NULL },
		            { "lists.a.good_deed_months", NULL },
		            { "lists", NULL } };
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		assert_int_equal(soc_params_text(entries[i].asked, "table", &text, &msg), SOC_OK);
		assert_int_equal(strstr(text, "is read as the name") != NULL, entries[i].said != NULL);
		assert_true(entries[i].said == NULL || strstr(text, entries[i].said) != NULL);
		soc_text_free(text);
		text = NULL;
	}
	assert_int_equal(soc_params_text("", "xml", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "table, csv, json"));
	assert_null(text);
}

/* Each module by its name: its keys in whatever section, and of others only those of the section so called.
 */
static void test_params_of_modules(void **state)
{
	(void)state;
	size_t sections_count, keys = 0;
	const struct soc_section *sections = soc_sections(&sections_count);
	for (size_t i = 0; i < sections_count; i++) {
		for (size_t k = 0; k < sections[i].keys_count; k++, keys++) {
			const char *module = sections[i].keys[k].module;
			char *text = NULL;
			assert_int_equal(soc_params_text(module, "json", &text, NULL), SOC_OK);
			json_t *rows = json_loads(text, 0, NULL), *one;
			size_t n, found = 0;
			json_array_foreach(rows, n, one)
			{
				const char *key = json_string_value(json_object_get(one, "key"));
				const int own = !strcmp(json_string_value(json_object_get(one, "module")), module);
				found += own && strstr(key, sections[i].keys[k].name) != NULL;
				assert_true(own || !strncmp(key, module, strlen(module)));
			}
			assert_true(found > 0);
			json_decref(rows);
			soc_text_free(text);
		}
	}
	assert_true(keys > 300);
	char *text = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_params_text("linkagge", "csv", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "no key or module \"linkagge\""));
	assert_non_null(strstr(msg.text, "did you mean linkage?"));
}

static json_t *below(json_t *json, const char *key)
{
	json_t *child = json_object_get(json, key);
	if (child == NULL)
		fail_msg("no %s in the schema", key);
	return child;
}

static void test_schema(void **state)
{
	(void)state;
	char *text = NULL;
	struct soc_msg msg = { "" };
	json_error_t error;
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	assert_int_equal(soc_schema_text(&text, &msg), SOC_OK);
	json_t *schema = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (schema == NULL)
		fail_msg("line %d: %s", error.line, error.text);
	assert_string_equal(json_string_value(below(schema, "$schema")),
	                    "https://json-schema.org/draft/2020-12/schema");
	json_t *top = below(schema, "properties");
	size_t old_count, old_sections = 0;
	const struct soc_renamed *rows = soc_renamed_rows(&old_count);
	for (size_t i = 0; i < old_count; i++)
		old_sections += rows[i].key == NULL && strchr(rows[i].was, '.') == NULL;
	assert_int_equal(json_object_size(top),
	                 soc_section_file()->keys_count + sections[0].keys_count + count - 1 + old_sections);
	for (size_t i = 1; i < count; i++) {
		json_t *section = below(top, sections[i].name);
		if (sections[i].is_list)
			section = below(section, "items");
		else if (sections[i].named)
			section = json_array_get(
				below(json_object_iter_value(json_object_iter(below(section, "patternProperties"))), "anyOf"),
				sections[i].keys_count == 1 ? 2 : 1);
		json_t *keys = below(section, "properties");
		for (size_t k = 0; k < sections[i].keys_count; k++) {
			const char *dot = strchr(sections[i].keys[k].name, '.');
			if (dot == NULL)
				below(keys, sections[i].keys[k].name);
			else
				below(below(below(keys, "where"), "properties"), dot + 1);
		}
	}
	json_t *rate = json_array_get(
		below(below(below(below(top, "identity"), "properties"), "coverage_urban"), "anyOf"), 0);
	assert_true(json_number_value(below(rate, "maximum")) == 1);
	json_decref(schema);
	soc_text_free(text);
}

PART(params)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),           cmocka_unit_test(test_numbers_in_a_locale),
		cmocka_unit_test(test_words_of_data),     cmocka_unit_test(test_months),
		cmocka_unit_test(test_suggestion),        cmocka_unit_test(test_every_key),
		cmocka_unit_test(test_set_text),          cmocka_unit_test(test_params_text),
		cmocka_unit_test(test_params_of_modules), cmocka_unit_test(test_schema),
	};
	return run_part(tests, NULL, NULL);
}
