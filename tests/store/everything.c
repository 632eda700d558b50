#include "everything.h"

#include "../modules/module_test.h"
#include "input/schema/params.h"

#include <stdio.h>
#include <string.h>

static const char head[] = "socred: 1\n"
						   "title: Every module\n"
						   "replicates: 1\n"
						   "span: {from: 2014-01, to: 2014-08}\n"
						   "people: {persons: 1000}\n"
						   "output: {places: none, fields: false}\n";

/* What modules act on: section, lines. */
static const char *const common[MODULE_TEST_ENTRIES] = {
	"grades",
	"  C: {from: 0}\n  A: {from: 900}\n",
	"components",
	"  deeds: {weight: 1}\n",
	"events",
	"  fraud: {kind: violation, rate_per_year: 0.1, component: deeds, points: -100}\n",
	"channels",
	"  court: {kind: official, detects: {fraud: 0.6}, spurious_mix: {fraud: 1}}\n"
	"  neighbours: {kind: neighbours, spurious_mix: {fraud: 1}}\n",
	"lists",
	"  models: {colour: red, entry_grades: [A]}\n  debtors: {colour: black, entry_events: [fraud]}\n",
	"measures",
	"  air: {kind: sanction, lists: [debtors], demand_per_year: 1, spill_spouse: 0.5}\n"
	"  praise: {kind: reward, grades: [A], demand_per_year: 1}\n",
};

#define TEXT_BYTES 8192
#define SETTINGS_MOST 128

static void add(char *text, const char *more)
{
	if (strlen(text) + strlen(more) >= TEXT_BYTES)
		fail_msg("the scenario of every module is too long");
	strcat(text, more);
}

/* The lines that stand in a section, under its name. Returns how many pairs. */
static int add_lines(char *text, const char *section, const char *const entries[MODULE_TEST_ENTRIES],
                     int before)
{
	int said = before;
	for (int i = 0; i < MODULE_TEST_ENTRIES && entries[i] != NULL; i += 2) {
		if (strcmp(entries[i], section) != 0)
			continue;
		if (said++ == 0) {
			add(text, section);
			add(text, ":\n");
		}
		add(text, entries[i + 1]);
	}
	return said;
}

static int pairs(const char *const entries[MODULE_TEST_ENTRIES])
{
	int n = 0;
	while (n < MODULE_TEST_ENTRIES && entries[n] != NULL)
		n += 2;
	return n / 2;
}

void everything_init(struct made *m, const char *timeline, const char *const *settings)
{
	static char text[TEXT_BYTES];
	const char *all[SETTINGS_MOST + 1];
	size_t count, n = 0;
	int said = 0, wanted = pairs(common);
	const struct soc_section *sections = soc_sections(&count);
	text[0] = '\0';
	add(text, head);
	for (size_t k = 0; k < count; k++) {
		int here = add_lines(text, sections[k].name, common, 0);
		for (int i = 0; i < SOC_MODULES; i++)
			here = add_lines(text, sections[k].name, module_tests[i]->entries, here);
		said += here;
	}
	for (int i = 0; i < SOC_MODULES; i++) {
		wanted += pairs(module_tests[i]->entries);
		for (int k = 0; k < 5 && module_tests[i]->settings[k] != NULL && n < SETTINGS_MOST; k++)
			all[n++] = module_tests[i]->settings[k];
	}
	if (said != wanted)
		fail_msg("an entry of a module stands in no section of a scenario");
	if (timeline != NULL)
		add(text, timeline);
	while (settings != NULL && *settings != NULL && n < SETTINGS_MOST)
		all[n++] = *settings++;
	assert_true(n < SETTINGS_MOST);
	all[n] = NULL;
	made_init_text(m, 2, text, all);
	m->fill = everything_fill;
}

void everything_fill(struct made *m, int64_t replicate, int64_t month)
{
	struct soc_tally *t = m->tally;
	const unsigned rural = MODULE_TEST_RURAL, urban_high = MODULE_TEST_URBAN_HIGH;
	const int64_t times = module_test_times(month);
	(void)replicate;
	t->place_now = t->place[0];
	const struct {
		unsigned cell;
		enum soc_indicator i;
		int64_t n;
	} wide[] = {
		{ rural, SOC_IND_persons, 400 },
		{ urban_high, SOC_IND_persons, 600 },
		{ rural, SOC_IND_records_true, 50 },
		{ rural, SOC_IND_records_lost, 10 },
		{ urban_high, SOC_IND_records_true, 150 },
		{ urban_high, SOC_IND_records_misattributed, 50 },
		{ urban_high, SOC_IND_records_lost, 4 },
		{ rural, SOC_IND_reports, 80 },
		{ rural, SOC_IND_unregistered, 25 * times },
		{ rural, SOC_IND_grade_0, 45 * times },
		{ rural, SOC_IND_listed, 20 * times },
		{ rural, SOC_IND_entries_true, 15 },
		{ rural, SOC_IND_entries_other_violation, 3 },
		{ rural, SOC_IND_entries_no_violation, 2 },
		{ rural, SOC_IND_entries_red, 5 },
	};
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		soc_count(t, wide[i].cell, wide[i].i, wide[i].n);
	t->measure[0][SOC_MEAS_people_own] = 80 * times;
	t->measure[0][SOC_MEAS_people_spouse] = 20 * times;
	t->measure[1][SOC_MEAS_people_child] = 10 * times;
	t->measure[1][SOC_MEAS_people_household] = 30 * times;
	t->measure[2][SOC_MEAS_people_kin] = 20 * times;
	for (int i = 0; i < SOC_MODULES; i++)
		if (module_tests[i]->count != NULL)
			module_tests[i]->count(t, month);
}
