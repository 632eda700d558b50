/* What modules need of one another: every line of soc_needs and of the modules, and every circle, with its
 * words. */
#include "../modules/module_test.h"
#include "input/bind/check_needs.h"
#include "input/module.h"
#include "input_support.h"
#include "needs_cases.h"
#include "runner.h"

#include <string.h>

static enum soc_err read_text(const char *text, struct soc_diagnostics **diagnostics)
{
	struct soc_scenario *s = NULL;
	const enum soc_err err =
		soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, diagnostics, NULL);
	soc_scenario_free(s);
	return err;
}

static void all_are(const struct needs_case *cases, enum soc_err err)
{
	for (size_t i = 0; cases != NULL && cases[i].text != NULL; i++) {
		struct soc_diagnostics *diagnostics = NULL;
		text_bad(cases[i].text, cases[i].line, cases[i].column, cases[i].key, cases[i].words);
		if (read_text(cases[i].text, &diagnostics) != err)
			fail_msg("%s: %s", cases[i].key, err == SOC_OK ? "refused" : "not refused");
		soc_diagnostics_free(diagnostics);
	}
}

static void test_refused(void **state)
{
	(void)state;
	for (int i = 0; i < SOC_MODULES; i++)
		all_are(module_tests[i]->refused, SOC_ERR_SCENARIO);
}

static void test_doubted(void **state)
{
	(void)state;
	all_are(needs_doubted, SOC_OK);
	for (int i = 0; i < SOC_MODULES; i++)
		all_are(module_tests[i]->doubted, SOC_OK);
}

static int is_of(const struct soc_need *need, const struct soc_diagnostic *p)
{
	const char *last = strrchr(p->key, '.');
	return p->warning == !need->refused && strstr(p->key, need->section) != NULL && last != NULL &&
	       !strcmp(last + 1, need->key) && strstr(p->text, need->text) != NULL;
}

static int is_met_by(const struct soc_need *need, const struct needs_case *cases)
{
	int met = 0;
	for (size_t i = 0; cases != NULL && cases[i].text != NULL && !met; i++) {
		struct soc_diagnostics *diagnostics = NULL;
		read_text(cases[i].text, &diagnostics);
		for (size_t k = 0; k < soc_diagnostics_count(diagnostics); k++)
			met |= is_of(need, soc_diagnostics_at(diagnostics, k));
		soc_diagnostics_free(diagnostics);
	}
	return met;
}

/* Of a module: in its own file, m; NULL: of the phases. */
static void have_cases(const struct soc_need *needs, const struct module_test *m)
{
	for (const struct soc_need *need = needs; need != NULL && need->section != NULL; need++)
		if (m != NULL ? !is_met_by(need, m->refused) && !is_met_by(need, m->doubted)
		              : !is_met_by(need, needs_doubted))
			fail_msg("no case for %s.%s: %s", need->section, need->key, need->text);
}

/* A new need, of the phases or of a module, wants a case here. */
static void test_every_need_has_a_case(void **state)
{
	(void)state;
	have_cases(soc_needs, NULL);
	for (int i = 0; i < SOC_MODULES; i++)
		have_cases(soc_modules[i]->needs, module_tests[i]);
}

/* What is needed may come by the timeline; and where no regime is left nothing is strange. */
static void test_nothing_to_say(void **state)
{
	(void)state;
#define LATER(what) "timeline: [{name: t, from: 2014-02, set: {" what "}}]\n"
	static const char *const good[] = {
		HEAD CHANNEL "hierarchy: {lost_per_level: 0.1, months_per_level: 1}\n" LATER("hierarchy.levels: 2"),
		HEAD CHANNEL
		"hierarchy: {lost_per_level: 0.1, months_per_level: 1, levels: 1}\n" LATER("hierarchy.levels: 0"),
		HEAD CHANNEL "due_process: {informed_appeal: 0.5}\n" LATER("conduct.published_rules: 0.5"),
		HEAD "events: {theft: {kind: violation}}\n" CHANNEL
			 "society: {liability_group_households: 7}\n" LATER("events.theft.liability_share: 0.5"),
		HEAD THEFT LIST CHANNEL
		"society: {liability_group_households: 7}\nmeasures: {m: {kind: sanction, lists: l}}\n" LATER(
			"measures.m.spill_liability_group: 0.5"),
		HEAD CHANNEL
		"firms: {appeal_months: 6, same_owner: 0.5, credit_below: 500}\nfirm_events: {v: {rate_per_year: "
		"1}}\n"
		"firm_lists: {k: {colour: black, entry_events: v}}\nfirm_measures: {m: {kind: sanction, lists: k, "
		"credit: true}}\n" LATER("firms.appeal_if_guilty: 0.5, firms.closed_per_year: 0.1"),
		HEAD GRADES "bureaus: {s: {kind: scorer, weights: {f: 1}, enabled: false}}\n"
					"measures: {m: {kind: sanction, bureaus: s}}\n" LATER("bureaus.s.enabled: true"),
		HEAD "contacts: {enabled: true}\npublicity: {contacts_cut: 0.5}\nevents: {theft: {kind: violation}}\n"
			 "lists: {l: {colour: black, entry_events: theft}}\n" LATER("lists.l.publication: 0.5"),
		HEAD
		"society: {liability_group_households: 7}\nconduct: {liability_reporting: 1, published_rules: 0.5, "
		"suspected_per_1000_years: 9}\n"
		"hierarchy: {lost_per_level: 0.1}\nevents: {e: {kind: violation, crowding_out: 1}}\n",
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct soc_diagnostics *diagnostics = NULL;
		const enum soc_err err = read_text(good[i], &diagnostics);
		if (err != SOC_OK || soc_diagnostics_count(diagnostics) != 0)
			fail_msg("%s%s", good[i], soc_diagnostics_at(diagnostics, 0)->text);
		soc_diagnostics_free(diagnostics);
	}
}

/* A value of the command line stands in no file. */
static void test_of_the_command_line(void **state)
{
	(void)state;
	static const char text[] = HEAD CHANNEL;
	const char *settings[] = { "channels.c.marked_ratio=3" };
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	assert_int_equal(
		soc_scenario_read_text(text, strlen(text), "text", NULL, settings, 1, &s, &diagnostics, NULL),
		SOC_ERR_SCENARIO);
	assert_int_equal(soc_diagnostics_count(diagnostics), 1);
	assert_string_equal(soc_diagnostics_at(diagnostics, 0)->file, "--set");
	assert_string_equal(soc_diagnostics_at(diagnostics, 0)->key, "channels.c.marked_ratio");
	assert_non_null(
		strstr(soc_diagnostics_at(diagnostics, 0)->text, "3: is for people with the group marker"));
	soc_diagnostics_free(diagnostics);
}

PART(needs)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_doubted),
		cmocka_unit_test(test_every_need_has_a_case),
		cmocka_unit_test(test_nothing_to_say),
		cmocka_unit_test(test_of_the_command_line),
	};
	return run_part(tests, NULL, NULL);
}
