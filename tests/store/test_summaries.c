/* Modules in the headline: every module's figures worked out by hand, none of a module that is off.
 */
#include "everything.h"

#include "../modules/module_test.h"
#include "runner.h"

#include "analysis/summaries.h"
#include "analysis/words.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

/* Of a run of which `months` were told. */
static char *headline_after(struct made *m, int64_t months)
{
	char *text = NULL;
	struct soc_msg msg = { "" };
	if (made_write(m, made_path(), m->replicates - 1, months, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	struct soc_result *r = made_open(made_path());
	if (soc_result_headline(r, "table", &text, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	soc_result_free(r);
	made_clean();
	return text;
}

static char *headline(struct made *m)
{
	return headline_after(m, -1);
}

/* What follows a label on its line, spaces at its beginning apart. */
static void line_after(const char *text, const char *label, char *out, size_t size)
{
	const size_t n = strlen(label);
	out[0] = '\0';
	for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
		if (strncmp(line, "  ", 2) != 0 || strncmp(line + 2, label, n) != 0 || line[2 + n] != ' ')
			continue;
		const char *rest = line + 2 + n + strspn(line + 2 + n, " ");
		snprintf(out, size, "%.*s", (int)strcspn(rest, "\n"), rest);
		return;
	}
}

static int by_hand_count(int module)
{
	const struct module_test *m = module_tests[module];
	const int most = sizeof m->summaries / sizeof m->summaries[0];
	int n = 0;
	while (n < most && m->summaries[n].name != NULL)
		n++;
	return n;
}

/* It changes nothing, and not everywhere: what is told of places under a change needs one. */
#define SOMEWHERE                                                                                       \
	"timeline: [{name: here, from: 2014-02, where: {strata: urban}, set: {events.fraud.rate_per_year: " \
	"0.1}}]\n"

/* Flows are of eight months, stocks of the last, what bureaus say of the sixth: tests/modules. A share is
 * marked by the fewer of what it counts and of what it is counted among: 10% of 1,000 people is 100, and not
 * marked. */
static void every_figure_is_as_by_hand(void **state)
{
	(void)state;
	struct made m;
	char line[256], own[SOC_WORDS_TEXT];
	size_t wrong = 0;
	everything_init(&m, SOMEWHERE, NULL);
	const struct soc_words words = soc_words_of(m.scenario);
	char *text = headline(&m);
	for (int i = 0; i < SOC_MODULES; i++) {
		char title[128];
		snprintf(title, sizeof title, "\n%s\n", soc_modules[i]->title);
		assert_non_null(strstr(text, title));
		assert_int_equal(by_hand_count(i), soc_modules[i]->summaries_count);
		for (int a = 0; a < soc_modules[i]->summaries_count; a++) {
			const struct soc_summary *f = &soc_modules[i]->summaries[a];
			assert_true(a < by_hand_count(i));
			assert_string_equal(f->name, module_tests[i]->summaries[a].name);
			assert_true(strlen(f->label) <= SOC_LABEL_WIDTH); /* a column of the headline */
			line_after(text, soc_words_own(&words, f->label, own, sizeof own), line, sizeof line);
			wrong += strcmp(line, module_tests[i]->summaries[a].line) != 0;
			if (strcmp(line, module_tests[i]->summaries[a].line) != 0)
				print_error("%s: '%s', not '%s'\n", f->name, line, module_tests[i]->summaries[a].line);
		}
	}
	assert_int_equal(wrong, 0);
	soc_text_free(text);
	made_release(&m);
}

/* The same counts under a scenario that has none of the modules: nothing is said of them. */
static void nothing_is_said_of_what_is_off(void **state)
{
	(void)state;
	struct made m;
	made_init(&m, 2, NULL);
	m.fill = everything_fill;
	char *plain = headline(&m);
	made_release(&m);
	for (int i = 0; i < SOC_MODULES; i++) {
		assert_null(strstr(plain, soc_modules[i]->title));
		for (int a = 0; a < soc_modules[i]->summaries_count; a++)
			assert_null(strstr(plain, soc_modules[i]->summaries[a].label));
	}
	soc_text_free(plain);
}

/* ---- each module by itself ---- */
static void find(const char *const *settings, struct soc_module_found out[SOC_MODULES])
{
	struct made m;
	everything_init(&m, NULL, settings);
	assert_int_equal(soc_summaries_find_modules(m.scenario, out, NULL), SOC_OK);
	made_release(&m);
}

static int has_word(const char *words, const char *word)
{
	const size_t n = strlen(word);
	for (; *words != '\0'; words += strcspn(words, " "), words += strspn(words, " "))
		if (strcspn(words, " ") == n && strncmp(words, word, n) == 0)
			return 1;
	return 0;
}

static void each_goes_with_its_switch(void **state)
{
	(void)state;
	struct soc_module_found on[SOC_MODULES], off[SOC_MODULES];
	find(NULL, on);
	for (int i = 0; i < SOC_MODULES; i++) {
		assert_non_null(module_tests[i]->off[0]);
		assert_true(on[i].affected.on && !on[i].later);
		find(module_tests[i]->off, off);
		for (int k = 0; k < SOC_MODULES; k++)
			if (off[k].affected.on == (k == i || (module_tests[i]->takes != NULL &&
			                                      has_word(module_tests[i]->takes, soc_modules[k]->name))))
				fail_msg("%s is %s with %s", soc_modules[k]->name, off[k].affected.on ? "on" : "off",
				         module_tests[i]->off[0]);
	}
}

static int place(const char *name)
{
	for (int i = 0; i < SOC_MODULES; i++)
		if (strcmp(soc_modules[i]->name, name) == 0)
			return i;
	fail_msg("no module %s", name);
	return 0;
}

static void what_they_touch(void **state)
{
	(void)state;
	struct soc_module_found a[SOC_MODULES];
	find(NULL, a);
	int asked = 0;
	for (int i = 0; i < SOC_MODULES; i++) {
		const struct soc_affected *want = &module_tests[i]->affected, *is = &a[i].affected;
		const uint32_t each[][2] = { { want->channels, is->channels },
			                         { want->events, is->events },
			                         { want->components, is->components },
			                         { want->lists, is->lists },
			                         { want->measures, is->measures } };
		for (size_t k = 0; k < sizeof each / sizeof *each; k++) {
			asked += each[k][0] != 0;
			if (each[k][0] != 0 && each[k][0] != each[k][1])
				fail_msg("%s affects %x, not %x, of kind %zu of entries", soc_modules[i]->name, each[k][1],
				         each[k][0], k);
		}
	}
	assert_true(asked >= 22);
}

static void the_timeline_attaches_later(void **state)
{
	(void)state;
	static const char text[] =
		"socred: 1\npeople: {persons: 1000}\nevents:\n  fraud: {kind: violation, rate_per_year: 0.1}\n"
		"channels:\n  court: {kind: official, detects: {fraud: 0.6}, spurious_mix: {fraud: 1}}\n"
		"timeline:\n  - {name: levels, from: 2014-03, set: {hierarchy.levels: 2}}\n"
		"  - {name: none_of_it, from: 2014-04, set: {channels.court.by_name: 0}}\n";
	struct made m;
	struct soc_module_found a[SOC_MODULES];
	made_init_text(&m, 2, text, NULL);
	assert_int_equal(soc_summaries_find_modules(m.scenario, a, NULL), SOC_OK);
	for (int i = 0; i < SOC_MODULES; i++) {
		assert_int_equal(a[i].affected.on, i == place("hierarchy"));
		assert_int_equal(a[i].later, i == place("hierarchy"));
	}
	m.fill = everything_fill;
	char *told = headline(&m);
	assert_non_null(strstr(told, "\nAdministrative hierarchy (from a later month)\n"));
	soc_text_free(told);
	made_release(&m);
}

/* With output.modules: year the stocks of modules are there at the ends of years and of the run; elsewhere
 * there is none, not 0. */
static void a_month_without_a_sample_has_no_stocks(void **state)
{
	(void)state;
	static const char *const settings[] = { "output.modules=year", "span.to=2015-02", NULL };
	static const char *const label[4] = { "contacts outside the household per person",
		                                  "isolated at the end, per 1,000 people",
		                                  "heads listed or staff dismissed, per 100,000 people",
		                                  "on a black list at the end, per 1,000 firms" };
	static const struct {
		int64_t months;
		const char *line[4];
	} want[] = {
		{ 5, { "-", "-", "-", "100  fewer than 100 cases" } }, /* ends in May; firms are counted each month */
		{ 12,
		  { "1.5", "70", "1,600  fewer than 100 cases",
		    "100  fewer than 100 cases" } }, /* December: 4 heads, 12 dismissed */
		{ 13, { "-", "-", "-", "100  fewer than 100 cases" } },
		{ -1,
		  { "1.5", "70", "1,800  fewer than 100 cases",
		    "100  fewer than 100 cases" } }, /* the run's last month, a February */
	};
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		struct made m;
		char line[256];
		everything_init(&m, NULL, settings);
		char *text = headline_after(&m, want[i].months);
		for (int k = 0; k < 4; k++) {
			line_after(text, label[k], line, sizeof line);
			assert_string_equal(line, want[i].line[k]);
		}
		soc_text_free(text);
		made_release(&m);
	}
}

/* What a scenario cannot have is not told as missing: contradictions of one bureau, an experiment that is not
 * made. */
static void what_cannot_be_is_not_told(void **state)
{
	(void)state;
	static const char *const settings[] = { "credit.probe_points=0", NULL };
	struct made m;
	everything_init(&m, NULL, settings);
	char *text = headline(&m);
	assert_non_null(strstr(text, "because of friends' scores alone"));
	assert_null(strstr(text, "in the experiment"));
	soc_text_free(text);
	made_release(&m);
}

/* The branches, in the report's words; the counts are those of eight months or of the sixth. */
static void branches_are_counted(void **state)
{
	(void)state;
	struct made m;
	everything_init(&m, NULL, NULL);
	made_write_all(&m, made_path());
	struct soc_result *r = made_open(made_path());
	for (int i = 0; i < SOC_MODULES; i++)
		for (int b = 0; b < soc_modules[i]->branches_count; b++) {
			const struct soc_branch *branch = &soc_modules[i]->branches[b];
			double count = -1, wrong = -1;
			assert_int_equal(soc_summaries_read_sum(r, &branch->count, 0, 7, &count, NULL), SOC_OK);
			if (branch->wrong.table != NULL)
				assert_int_equal(soc_summaries_read_sum(r, &branch->wrong, 0, 7, &wrong, NULL), SOC_OK);
			assert_true(b < 4 && module_tests[i]->branches[b].name != NULL);
			assert_string_equal(branch->name, module_tests[i]->branches[b].name);
			assert_float_equal(count, module_tests[i]->branches[b].count, 0);
			assert_float_equal(wrong, module_tests[i]->branches[b].wrong, 0);
		}
	soc_result_free(r);
	made_release(&m);
	made_clean();
}

/* A share of replicates rests on so many cases as there are replicates, however many people each has: 3 of 3
 * where the probability is 37% or more agree with 3 of 3 by chance in one run of twenty. */
static void replicates_are_cases(void **state)
{
	(void)state;
	struct made m;
	struct soc_msg msg = { "" };
	char *text = NULL;
	double low = 0, high = 0, cases = 0;
	int few = 0;
	static const char *const settings[] = { "replicates=3", NULL };
	everything_init(&m, NULL, settings);
	assert_int_equal(made_write(&m, made_path(), m.replicates - 1, -1, &msg), SOC_OK);
	struct soc_result *r = made_open(made_path());
	assert_int_equal(soc_result_headline(r, "csv", &text, &msg), SOC_OK);
	const char *line = strstr(text, "adaptive_weight_converges");
	assert_non_null(line);
	line = strstr(line, ", %\",");
	assert_non_null(line);
	assert_int_equal(
		sscanf(line, ", %%\",100.0,%lf,%lf,\"\",,,\"not computed\",,%lf,%d,3", &low, &high, &cases, &few), 4);
	assert_float_equal(cases, 3, 0);
	assert_int_equal(few, 1);
	assert_float_equal(low, 100.0 * 0.3684, 0.01); /* the cube root of 0.05 */
	assert_float_equal(high, 100, 0);
	soc_text_free(text);
	soc_result_free(r);
	made_release(&m);
	made_clean();
}

PART(summaries)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_is_as_by_hand),
		cmocka_unit_test(nothing_is_said_of_what_is_off),
		cmocka_unit_test(each_goes_with_its_switch),
		cmocka_unit_test(what_they_touch),
		cmocka_unit_test(the_timeline_attaches_later),
		cmocka_unit_test(what_cannot_be_is_not_told),
		cmocka_unit_test(branches_are_counted),
		cmocka_unit_test(a_month_without_a_sample_has_no_stocks),
		cmocka_unit_test(replicates_are_cases),
	};
	return run_part(tests, NULL, NULL);
}
