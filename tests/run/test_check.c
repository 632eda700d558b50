/* What a run refuses is found before it, at its place; what is found, a run refuses: over the ends of every
 * key. */
#include "help.h"
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input/schema/params.h"
#include "socred/sim.h"

/* A scenario that a run refuses: merged over the one of help.h as --set would. */
static void refused(const char *setting, const char *other, const char *key, const char *words)
{
	const char *const settings[] = { setting, other };
	struct soc_scenario *s = small_scenario(settings, other != NULL ? 2 : 1);
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg said = { "" }, ran = { "" };
	assert_int_equal(soc_sim_check(s, &diagnostics, &said), SOC_ERR_SCENARIO);
	assert_int_equal(soc_diagnostics_count(diagnostics), 1);
	const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, 0);
	assert_string_equal(p->key, key);
	assert_string_equal(p->file, "--set");
	assert_int_equal(p->warning, 0);
	if (strstr(p->text, words) == NULL)
		fail_msg("no \"%s\" in: %s", words, p->text);
	assert_int_not_equal(soc_sim_run(s, NULL, NULL, NULL, &ran), SOC_OK);
	if (strstr(ran.text, p->text) == NULL)
		fail_msg("a run says \"%s\", the check \"%s\"", ran.text, p->text);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
}

static void test_refused(void **state)
{
	(void)state;
	refused("people.provinces=Ninxia", NULL, "people.provinces", "did you mean Ningxia");
	refused("people.provinces=Hainan, Ningxia, hainan", NULL, "people.provinces", "Hainan is named twice");
	refused("components.judicial.floor=-1000", "components.judicial.start=200", "components.judicial.floor",
	        "within 1023 points of start");
	refused("components.judicial.ceiling=1000", "components.judicial.start=-200",
	        "components.judicial.ceiling", "within 1023 points of start");
	refused("events.default.rate_per_year=12", NULL, "events.default.rate_per_year", "allowed: up to");
}

/* What the plausible ranges of the shipped regimes multiply to at their upper ends can be drawn: 30 spurious
 * records of neighbours a year per 1,000 people, six times as many for a reward of 10 points, and four times
 * as many more about people with the marker. */
static void test_ranges_together(void **state)
{
	(void)state;
	static const char *const settings[] = {
		"channels.court.kind=neighbours",     "channels.court.spurious_per_1000_years=30",
		"channels.court.malice_response=0.5", "channels.court.reward_points=10",
		"channels.court.marked_ratio=5",      "society.marker_share=0.3"
	};
	struct soc_scenario *s = small_scenario(settings, sizeof settings / sizeof *settings);
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	if (soc_sim_check(s, &diagnostics, &msg) != SOC_OK)
		fail_msg("%s", soc_diagnostics_at(diagnostics, 0)->text);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
}

/* Found and allowed cannot contradict each other: what is found lies above what is allowed. */
static void test_reasons(void **state)
{
	(void)state;
	const char *setting = "events.default.rate_per_year=12";
	struct soc_scenario *s = small_scenario(&setting, 1);
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg;
	double found = 0.0, of_class = 0.0, allowed = 0.0;
	assert_int_equal(soc_sim_check(s, &diagnostics, &msg), SOC_ERR_SCENARIO);
	const char *text = soc_diagnostics_at(diagnostics, 0)->text, *may = strstr(text, "allowed: up to ");
	assert_non_null(may);
	assert_int_equal(sscanf(text, "the most prone people of some group have %lf events a month, %lf of",
	                        &found, &of_class),
	                 2);
	assert_int_equal(sscanf(may, "allowed: up to %lf", &allowed), 1);
	assert_true(found > allowed && of_class <= found && allowed > 0.0);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
}

/* What a refusal names as allowed passes, and what is above it in the fourth digit does not. */
static void bound_named(const char *key, const char *too_much, const char *words, double over)
{
	char text[128]; /* neighbours who are paid: more false records than the rate alone can make */
	const char *const settings[] = { text, "channels.court.kind=neighbours",
		                             "channels.court.malice_response=1", "channels.court.reward_points=3" };
	struct soc_msg msg = { "" };
	double named = 0.0;
	snprintf(text, sizeof text, "%s=%s", key, too_much);
	for (int i = 0; i < 3; i++) {
		struct soc_scenario *s = small_scenario(settings, sizeof settings / sizeof *settings);
		struct soc_diagnostics *diagnostics = NULL;
		assert_int_equal(soc_sim_check(s, &diagnostics, &msg), i == 1 ? SOC_OK : SOC_ERR_SCENARIO);
		if (i == 0) {
			const char *at = strstr(soc_diagnostics_at(diagnostics, 0)->text, words);
			if (at == NULL || sscanf(at + strlen(words), "%lf", &named) != 1)
				fail_msg("no bound after \"%s\" in: %s", words, soc_diagnostics_at(diagnostics, 0)->text);
		}
		snprintf(text, sizeof text, "%s=%.8g", key, i == 0 ? named : named * over);
		soc_diagnostics_free(diagnostics);
		soc_scenario_free(s);
	}
}

static void test_bounds_named(void **state)
{
	(void)state;
	bound_named("events.default.rate_per_year", "12", "a rate_per_year of up to ", 1.002);
	bound_named("channels.court.spurious_per_1000_years", "400", "a spurious_per_1000_years of ", 1.002);
}

/* The small scenario has so few people that nothing is decided there: that is said (test_queues), and is
 * nothing that other tests look for. */
static int is_of_queue(const struct soc_diagnostic *p)
{
	return strstr(p->text, "to be decided in the whole run") != NULL;
}

/* The place of what only a change makes wrong is the change's. */
static void test_of_a_change(void **state)
{
	(void)state;
	char text[sizeof small_text + 200];
	snprintf(text, sizeof text,
	         "%s  - {name: much, from: 2018-02, set: {events.default.rate_per_year: 12}}\n", small_text);
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(
		soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, &diagnostics, &msg), SOC_OK);
	assert_int_equal(soc_sim_check(s, &diagnostics, &msg), SOC_ERR_SCENARIO);
	const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, 0);
	assert_string_equal(p->key, "timeline.much.set.events.default.rate_per_year");
	assert_string_equal(p->file, "text");
	assert_int_equal(p->line, 14);
	assert_int_equal(p->column, 39);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
	s = small_scenario(NULL, 0);
	diagnostics = NULL;
	assert_int_equal(soc_sim_check(s, &diagnostics, &msg), SOC_OK);
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++)
		assert_true(is_of_queue(soc_diagnostics_at(diagnostics, i)));
	assert_int_equal(soc_sim_check(NULL, &diagnostics, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_check(s, NULL, &msg), SOC_ERR_USAGE);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
}

/* How many warnings a timeline draws that hold these words. */
static int warned(const char *changes, const char *words)
{
	char text[sizeof small_text + 600];
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	size_t found = 0, queues = 0;
	snprintf(text, sizeof text, "%s%s", small_text, changes);
	if (soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, &diagnostics, &msg) != SOC_OK ||
	    soc_sim_check(s, &diagnostics, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		assert_true(p->warning && (p->line >= 13 || is_of_queue(p)));
		queues += is_of_queue(p) != 0;
		found += strstr(p->text, words) != NULL;
	}
	assert_int_equal(found + queues, soc_diagnostics_count(diagnostics));
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
	return (int)found;
}

/* A change that does nothing is doubted; one that does something in one month or one place is not. */
static void test_idle_changes(void **state)
{
	(void)state;
#define SET "set: {channels.court.coverage_urban: 0.5}}\n"
	static const char nobody[] = "reaches nobody", hidden[] = "overridden throughout";
	assert_int_equal(warned("  - {name: a, from: 2018-02, where: {share: 0}, " SET, nobody), 1);
	assert_int_equal(warned("  - {name: a, from: 2018-02, where: {cities_above: 90000000}, " SET, nobody), 1);
	assert_int_equal(warned("  - {name: a, from: 2018-02, " SET, nobody), 0);
	assert_int_equal(warned("  - {name: a, from: 2018-02, " SET "  - {name: b, from: 2018-02, " SET, hidden),
	                 1);
	assert_int_equal(warned("  - {name: a, from: 2018-02, " SET "  - {name: b, from: 2018-03, " SET, hidden),
	                 0);
	assert_int_equal(warned("  - {name: a, from: 2018-02, to: 2018-04, " SET
	                        "  - {name: b, from: 2018-01, to: 2018-02, " SET
	                        "  - {name: c, from: 2018-03, " SET,
	                        hidden),
	                 1);
	assert_int_equal(warned("  - {name: a, from: 2018-02, " SET
	                        "  - {name: b, from: 2018-02, where: {strata: urban}, " SET,
	                        hidden),
	                 0);
#undef SET
}

/* One value that a key may have: its lowest, its highest, or one between; a choice, a switch. 0 when it has
 * no such. */
static int value_of(const struct soc_scenario *s, const struct soc_parameter *t, unsigned pick, char out[160])
{
	const struct soc_key *key = t->key;
	char name[SOC_NAME_MAX];
	const double low = key->low > -1e300 ? key->low : -1000, high = key->high < 1e300 ? key->high : 1000;
	const double at[3] = { low, high, low + 0.3 * (high - low) };
	int choices = 0;
	switch (key->type[0]) {
	case 'N':
	case 'M':
		snprintf(out, 160, "%.17g", at[pick % 3]);
		return 1;
	case 'I': /* the least where the greatest would be the work of hours */
		snprintf(out, 160, "%.0f", high > 1024.0 ? low : at[pick % 2]);
		return 1;
	case 'B':
		snprintf(out, 160, "%s", pick % 2 ? "true" : "false");
		return 1;
	case 'D':
		snprintf(out, 160, "2014-0%u", 1 + pick % 2);
		return 1;
	case 'L':
		snprintf(out, 160, "Hainan, Ningxia");
		return 1;
	case 'A':
		snprintf(out, 160, "[%g, %g, %g, %g, %g]", at[pick % 3], at[0], at[1], at[pick % 3], at[2]);
		return 1;
	case 'W':
	case 'C':
	case 'R':
	case 'S':
		while (soc_param_item_name(s, key, choices, name))
			choices++;
		if (choices == 0)
			return 0;
		soc_param_item_name(s, key, (int)(pick % (unsigned)choices), name);
		snprintf(out, 160, "%s", name);
		return 1;
	default:
		return 0;
	}
}

/* The n-th key of all sections but the timeline, in one of its entries; 0 past the last. */
static int key_number(const struct soc_scenario *s, int n, struct soc_parameter *out)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	int left = n;
	for (size_t i = 0; i < count; i++) {
		if (sections[i].is_list)
			continue;
		if (left < (int)sections[i].keys_count) {
			const int entries = soc_section_count(s, &sections[i]);
			assert_true(entries > 0); /* the scenario has every section */
			*out = (struct soc_parameter){ &sections[i], &sections[i].keys[left],
				                           sections[i].named ? n % entries : -1, -1 };
			return 1;
		}
		left -= (int)sections[i].keys_count;
	}
	return 0;
}

/* A value of the n-th key as a setting; 0 for texts, which nothing judges, and 0 past the last key with *key
 * NULL. */
static int setting_of(const struct soc_scenario *s, int n, const struct soc_key **key, char out[320])
{
	char value[160];
	struct soc_parameter t;
	struct soc_buf path = { 0 };
	*key = NULL;
	if (!key_number(s, n, &t))
		return 0;
	*key = t.key;
	const int good = value_of(s, &t, (unsigned)n, value);
	if (t.key->type[0] == 'M')
		t.element = n % soc_section_count(s, soc_key_section(t.key));
	soc_parameter_path(s, &t, &path);
	snprintf(out, 320, "%.150s=%s", soc_buf_text(&path), value);
	soc_buf_release(&path);
	return good;
}

/* The check and a run agree, and every refusal has a place. */
static void agree(const struct soc_scenario *s, const char *const *settings, size_t count, int *checked,
                  int *found)
{
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg said = { "" }, ran = { "" };
	const enum soc_err check = soc_sim_check(s, &diagnostics, &said),
					   run = soc_sim_run(s, NULL, NULL, NULL, &ran);
	++*checked;
	*found += check != SOC_OK;
	if ((check == SOC_OK) != (run == SOC_OK)) {
		for (size_t i = 0; i < count; i++)
			print_error("--set %s\n", settings[i]);
		fail_msg("the check says \"%s\", a run \"%s\"", said.text, ran.text);
	}
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		if (p->file[0] == '\0' || p->key[0] == '\0')
			fail_msg("no place or key for: %s", p->text);
	}
	soc_diagnostics_free(diagnostics);
}

#define TOGETHER 8
#define KEYS_MOST 1024
#define STRIDE 131 /* a prime: keys of one section do not come together */

static const char *const small[] = { "people.persons=120", "people.provinces=Hainan", "span.from=2014-01",
	                                 "span.to=2014-02", "replicates=1" };
#define SMALL (sizeof small / sizeof *small)

/* 1 when the settings can be read; then check and run have agreed on them. */
static int tried(char (*text)[320], size_t count, int *checked, int *found)
{
	const char *settings[TOGETHER + SMALL];
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	memcpy(settings, small, sizeof small);
	for (size_t i = 0; i < count; i++)
		settings[SMALL + i] = text[i];
	const int read = soc_scenario_read(WHOLE_SCENARIO, settings, SMALL + count, &s, NULL, &msg) == SOC_OK;
	if (read)
		agree(s, settings, SMALL + count, checked, found);
	else /* refused while reading: the same words in both, for both read first */
		assert_true(msg.text[0] != '\0');
	soc_scenario_free(s);
	return read;
}

/* What cannot be read together is tried by halves, and at last alone. */
static void halved(char (*text)[320], size_t count, int *checked, int *found)
{
	if (tried(text, count, checked, found) || count <= 1)
		return;
	halved(text, count / 2, checked, found);
	halved(text + count / 2, count - count / 2, checked, found);
}

/* Every key that a scenario has, at its lowest, its highest or between, some together and, where these cannot
 * be read, alone. */
static void test_agree(void **state)
{
	(void)state;
	struct soc_scenario *base = NULL;
	struct soc_msg msg = { "" };
	char text[TOGETHER][320];
	int checked = 0, found = 0, keys = 0, texts = 0;
	size_t count = 0;
	const struct soc_key *key;
	if (soc_scenario_read(WHOLE_SCENARIO, small, SMALL, &base, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	/* Under sanitizers every ninth key: all go the same ways through the code. */
	const int every = runner_sparse() ? 9 : 1;
	for (int i = 0; i < KEYS_MOST; i += every) {
		const int good = setting_of(base, i * STRIDE % KEYS_MOST, &key, text[count]);
		keys += key != NULL;
		texts += key != NULL && !good;
		count += good;
		if (count < TOGETHER && i + every < KEYS_MOST)
			continue;
		halved(text, count, &checked, &found);
		count = 0;
	}
	/* Every key but title, description and answer was tried; most can be read, and some of that cannot be
	 * run. */
	assert_true(every > 1 || texts == 3);
	assert_true(keys > 200 / every && checked > keys / 6);
	assert_true(found > 2 / every);
	soc_scenario_free(base);
}

/* People for whom this machine has no room are no fault of the scenario; it is said all the same. */
static void test_memory(void **state)
{
	(void)state;
	static const char *const settings[] = { "people.persons=1500000000", "run.memory=raw" };
	if ((double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE) > 30e9)
		skip(); /* there may be room */
	struct soc_scenario *s = small_scenario(settings, 2);
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_sim_check(s, &diagnostics, &msg), SOC_OK);
	assert_int_equal(soc_diagnostics_count(diagnostics), 1);
	assert_int_equal(soc_diagnostics_at(diagnostics, 0)->warning, 1);
	assert_string_equal(soc_diagnostics_at(diagnostics, 0)->key, "people.persons");
	assert_non_null(strstr(soc_diagnostics_at(diagnostics, 0)->text, "1500000000 people take "));
	assert_non_null(strstr(soc_diagnostics_at(diagnostics, 0)->text, "(run.memory: raw)"));
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
}

/* How many queues of the small scenario, which has a black list and a channel, are said to stand still. */
static int still(const char *appeals, const char *records)
{
	const char *const settings[] = { appeals, records };
	struct soc_scenario *s = small_scenario(settings, 2);
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	int found = 0;
	assert_int_equal(soc_sim_check(s, &diagnostics, &msg), SOC_OK);
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		assert_true(p->warning);
		assert_string_equal(p->key, "people.persons");
		found += is_of_queue(p);
	}
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
	return found;
}

/* With few people in each place nothing is decided, whatever the rules say. */
static void test_queues(void **state)
{
	(void)state;
#define APPEALS "due_process.files_per_month_per_million="
#define RECORDS "review.files_per_month_per_million="
	assert_int_equal(still(APPEALS "0.001", RECORDS "1e6"), 1);
	assert_int_equal(still(APPEALS "0.001", RECORDS "0.001"), 2);
	assert_int_equal(still(APPEALS "1e5", RECORDS "1e6"), 0);
	assert_int_equal(still(APPEALS "0", RECORDS "0"), 0); /* nobody is to decide */
#undef RECORDS
#undef APPEALS
}

PART(check)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),         cmocka_unit_test(test_memory),
		cmocka_unit_test(test_ranges_together), cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_bounds_named),    cmocka_unit_test(test_of_a_change),
		cmocka_unit_test(test_idle_changes),    cmocka_unit_test(test_agree),
		cmocka_unit_test(test_queues),
	};
	return run_part(tests, NULL, NULL);
}
