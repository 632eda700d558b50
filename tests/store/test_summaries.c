/* Modules in the headline: every module's figures worked out by hand, none of a module that is off.
 */
#include "everything.h"
#include "runner.h"

#include "analysis/summaries.h"
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

/* Flows are of eight months, stocks of the last, what bureaus say of the sixth: everything.c. A share is
 * marked by the fewer of what it counts and of what it is counted among: 10% of 1,000 people is 100, and not
 * marked. */
static const struct {
	const char *name, *line;
} by_hand[] = {
	{ "surveillance_records", "2" }, /* 100 of the labelled, 50 of the others, as many heads */
	{ "surveillance_listed", "1.5  fewer than 100 cases" },
	{ "surveillance_violations", "1" },
	{ "residence_false", "30  fewer than 100 cases" },
	{ "residence_unregistered", "25  fewer than 100 cases" },
	{ "subletting_wrong", "25  fewer than 100 cases" },
	{ "subletting_landlords", "12  fewer than 100 cases" },
	{ "linkage_entries", "100  fewer than 100 cases" }, /* 2 of 20 a month */
	{ "linkage_lost_rural", "20  fewer than 100 cases" },
	{ "linkage_lost_urban", "2  fewer than 100 cases" },
	{ "verification_lapsed", "25" },
	{ "verification_lapsed_true", "75" },
	{ "hierarchy_lost", "20  fewer than 100 cases" },
	{ "hierarchy_changed", "20  fewer than 100 cases" },
	{ "hierarchy_months", "1.5" },
	{ "instrument_good_unmarked", "10  fewer than 100 cases" },
	{ "instrument_good_marked", "30  fewer than 100 cases" },
	{ "ratings_rater", "40  fewer than 100 cases" }, /* 20 + 15 + 5 of 100; 80 people rated */
	{ "ratings_clients", "25  fewer than 100 cases" },
	{ "caps_persons", "50  fewer than 100 cases" },
	{ "caps_wrong", "16  fewer than 100 cases" }, /* 8 of 50 */
	{ "liability_adults", "6.5  fewer than 100 cases" },
	{ "liability_yearly", "312" }, /* 12,000 x 26 / 1,000 */
	{ "adaptive_weight_mean",
	  "1.0  fewer than 100 cases" }, /* (1 + 9,011 / 8,192) / 2; few cases have two digits */
	{ "adaptive_weight_range", "0.1  fewer than 100 cases" },
	{ "adaptive_weight_converges",
	  "100  fewer than 100 cases" }, /* 0.1 is above 5% of 1.05, but below half of the 0.5 before */
	{ "wrong_files_points", "30  fewer than 100 cases" },
	{ "wrong_files_grade", "4  fewer than 100 cases" },
	{ "cliff_below", "90  fewer than 100 cases" },
	{ "cliff_above", "5  fewer than 100 cases" },
	{ "kin_entries", "80  fewer than 100 cases" },             /* 2 of 20 on black lists and 5 on red ones */
	{ "amnesty_wrong", "25  fewer than 100 cases" },           /* 3 and 2 of 20 a month */
	{ "bureaus_sharing_refused", "10  fewer than 100 cases" }, /* 10 of 100 */
	{ "bureaus_sharing_wrong", "20  fewer than 100 cases" },
	{ "spillover_1", "130  fewer than 100 cases" }, /* 125 */
	{ "spillover_2", "15  fewer than 100 cases" },
	{ "spillover_3", "5  fewer than 100 cases" },
	{ "liability_measures_only", "20  fewer than 100 cases" }, /* 40 of 40 + 80 + 20 + 10 + 30 + 20 */
	{ "enrolment_enrolled", "10" },
	{ "enrolment_lowest", "20  fewer than 100 cases" },
	{ "enrolment_lowest_all", "45  fewer than 100 cases" },
	{ "benefits_highest", "0.1" }, /* 60 hundredths a month for 600 people */
	{ "benefits_lowest", "0.05" },
	{ "contacts_each", "1.5" },
	{ "contacts_isolated", "70  fewer than 100 cases" },
	{ "publicity_isolated", "400  fewer than 100 cases" },
	{ "publicity_contacts", "0.75" },
	{ "publicity_work", "50  fewer than 100 cases" },
	{ "bureaus_unscored", "5  fewer than 100 cases" }, /* 80 of 800 adults at one of two bureaus */
	{ "bureaus_contradict", "5  fewer than 100 cases" },
	{ "bureaus_refused_wrongly", "15  fewer than 100 cases" },
	{ "bureaus_friends_alone", "5  fewer than 100 cases" },
	{ "bureaus_friends_spread", "30  fewer than 100 cases" },
	{ "bureaus_proxy_refused", "1.9  fewer than 100 cases" }, /* 40 of 400 over 60 of 1,120 */
	{ "bureaus_proxy_alone", "20  fewer than 100 cases" },
	{ "firms_listed", "100  fewer than 100 cases" },
	{ "firms_wrong", "200  fewer than 100 cases" },
	{ "firms_people", "1,000  fewer than 100 cases" }, /* 2 heads, 8 dismissed, of 1,000 people */
	{ "firms_upheld_wrong", "25  fewer than 100 cases" },
	{ "firms_upheld_true", "10  fewer than 100 cases" },
	{ "firms_ended", "25  fewer than 100 cases" },
	{ "firms_closed", "200  fewer than 100 cases" },
	{ "firms_closed_people",
	  "2,400  fewer than 100 cases" }, /* 24 of 1,000 people; those of firms_people are others */
	{ "firms_unscored", "50  fewer than 100 cases" },
	{ "firms_unscored_refused", "40  fewer than 100 cases" },
};

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

static void every_figure_is_as_by_hand(void **state)
{
	(void)state;
	struct made m;
	char line[256];
	size_t k = 0, wrong = 0;
	made_init_text(&m, 2, everything_yaml, NULL);
	m.fill = everything_fill;
	char *text = headline(&m);
	for (int i = 0; i < SOC_MODULES; i++) {
		char title[128];
		snprintf(title, sizeof title, "\n%s\n", soc_modules[i]->title);
		assert_non_null(strstr(text, title));
		for (int a = 0; a < soc_modules[i]->summaries_count; a++, k++) {
			const struct soc_summary *f = &soc_modules[i]->summaries[a];
			assert_true(k < sizeof by_hand / sizeof by_hand[0]);
			assert_string_equal(f->name, by_hand[k].name);
			assert_true(strlen(f->label) <= SOC_LABEL_WIDTH); /* a column of the headline */
			line_after(text, f->label, line, sizeof line);
			wrong += strcmp(line, by_hand[k].line) != 0;
			if (strcmp(line, by_hand[k].line) != 0)
				print_error("%s: '%s', not '%s'\n", f->name, line, by_hand[k].line);
		}
	}
	assert_int_equal(k, sizeof by_hand / sizeof by_hand[0]);
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
/* takes: what is part of it and goes with it. */
static const struct {
	const char *name, *off[3], *takes;
} switches[] = {
	{ "surveillance", { "society.marker_share=0", "channels.neighbours.marked_ratio=1" }, "" },
	{ "residence", { "events.flat.residence=none", "events.stay.residence=none" }, "subletting" },
	{ "subletting", { "events.flat.residence=none" }, "" },
	{ "linkage", { "channels.court.by_name=0" }, "" },
	{ "verification", { "review.checks_per_month_per_million=0" }, "" },
	{ "hierarchy", { "hierarchy.levels=0" }, "" },
	{ "instrument", { "instrument.table=''" }, "" },
	{ "ratings", { "components.office.kind=records" }, "" },
	{ "caps", { "lists.debtors.grade_cap=none" }, "" },
	{ "liability", { "events.fraud.liability_share=0" }, "" },
	{ "adaptive_weight", { "adaptive_weight.component=none" }, "" },
	{ "wrong_files", { "output.wrong_files=false" }, "" },
	{ "cliff", { "output.cliff=none" }, "" },
	{ "kin", { "lists.debtors.entry_kin=0" }, "" },
	{ "amnesty", { "lists.debtors.amnesty_months=0" }, "" },
	{ "bureaus_sharing", { "bureaus.left.data_sharing=0" }, "" },
	{ "spillover", { "measures.air.spill_depth=1" }, "" },
	{ "liability_measures", { "measures.air.spill_liability_group=0" }, "" },
	{ "enrolment", { "enrolment.required=false" }, "" },
	{ "benefits", { "measures.praise.income_gain=0" }, "" },
	{ "contacts",
	  { "contacts.enabled=false", "channels.neighbours.detects.stay=0", "publicity.contacts_cut=0" },
	  "publicity" },
	{ "publicity", { "publicity.contacts_cut=0" }, "" },
	{ "bureaus",
	  { "bureaus.left.enabled=false", "bureaus.right.enabled=false" },
	  "bureaus_sharing bureaus_friends bureaus_proxy" },
	{ "bureaus_friends", { "bureaus.right.friends_weight=0" }, "" },
	{ "bureaus_proxy", { "bureaus.right.proxy_weight=0" }, "" },
	{ "firms", { "firms.enabled=false" }, "firms_appeals firms_closing firms_credit" },
	{ "firms_appeals", { "firms.appeal_if_wronged=0" }, "" },
	{ "firms_closing", { "firms.closed_per_year=0" }, "" },
	{ "firms_credit", { "firm_measures.finance.credit=false" }, "" },
};

static void find(const char *const *settings, struct soc_module_found out[SOC_MODULES])
{
	struct made m;
	made_init_text(&m, 2, everything_yaml, settings);
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
	assert_int_equal(sizeof switches / sizeof switches[0], SOC_MODULES);
	for (int i = 0; i < SOC_MODULES; i++) {
		const char *const settings[] = { switches[i].off[0], switches[i].off[1], switches[i].off[2], NULL };
		assert_string_equal(soc_modules[i]->name, switches[i].name);
		assert_true(on[i].affected.on && !on[i].later);
		find(settings, off);
		for (int k = 0; k < SOC_MODULES; k++)
			if (off[k].affected.on == (k == i || has_word(switches[i].takes, switches[k].name)))
				fail_msg("%s is %s with %s", switches[k].name, off[k].affected.on ? "on" : "off",
				         switches[i].off[0]);
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
	assert_int_equal(a[place("surveillance")].affected.channels, 2); /* neighbours */
	assert_int_equal(a[place("linkage")].affected.channels, 1);      /* court */
	assert_int_equal(a[place("verification")].affected.channels, 2);
	assert_int_equal(a[place("residence")].affected.events, 2); /* stay */
	assert_int_equal(a[place("residence")].affected.channels, 2);
	assert_int_equal(a[place("subletting")].affected.events, 4); /* flat */
	assert_int_equal(a[place("subletting")].affected.channels, 2);
	assert_int_equal(a[place("instrument")].affected.events, 1);
	assert_int_equal(a[place("ratings")].affected.components, 2);
	assert_int_equal(a[place("caps")].affected.lists, 2); /* debtors */
	assert_int_equal(a[place("liability")].affected.events, 1);
	assert_int_equal(a[place("adaptive_weight")].affected.components, 2);
	assert_int_equal(a[place("kin")].affected.lists, 2); /* debtors */
	assert_int_equal(a[place("amnesty")].affected.lists, 2);
	assert_int_equal(a[place("bureaus_sharing")].affected.lists, 2);
	assert_int_equal(a[place("publicity")].affected.lists, 2);
	assert_int_equal(a[place("firms")].affected.lists, 2);
	assert_int_equal(a[place("spillover")].affected.measures, 1); /* air */
	assert_int_equal(a[place("liability_measures")].affected.measures, 1);
	assert_int_equal(a[place("enrolment")].affected.measures, 2); /* praise */
	assert_int_equal(a[place("benefits")].affected.measures, 2);
	assert_int_equal(a[place("bureaus")].affected.measures, 4); /* loans */
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
	assert_non_null(strstr(told, "\nAdministrative levels (from a later month)\n"));
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
		made_init_text(&m, 2, everything_yaml, settings);
		m.fill = everything_fill;
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
	made_init_text(&m, 2, everything_yaml, settings);
	m.fill = everything_fill;
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
	static const struct {
		const char *name;
		double count, wrong;
	} want[] = {
		{ "namesake", 24, 24 },   { "slip", 32, 32 },     { "lapsed", 160, 40 },
		{ "lost_above", 32, -1 }, { "misfiled", 16, 16 }, { "reclassified", 16, 16 },
		{ "kin", 16, -1 },        { "crossed", 10, 2 },   { "heads", 8, -1 },
	};
	struct made m;
	size_t k = 0;
	made_init_text(&m, 2, everything_yaml, NULL);
	m.fill = everything_fill;
	made_write_all(&m, made_path());
	struct soc_result *r = made_open(made_path());
	for (int i = 0; i < SOC_MODULES; i++)
		for (int b = 0; b < soc_modules[i]->branches_count; b++, k++) {
			const struct soc_branch *branch = &soc_modules[i]->branches[b];
			double count = -1, wrong = -1;
			assert_int_equal(soc_summaries_read_sum(r, &branch->count, 0, 7, &count, NULL), SOC_OK);
			if (branch->wrong.table != NULL)
				assert_int_equal(soc_summaries_read_sum(r, &branch->wrong, 0, 7, &wrong, NULL), SOC_OK);
			assert_true(k < sizeof want / sizeof want[0]);
			assert_string_equal(branch->name, want[k].name);
			assert_float_equal(count, want[k].count, 0);
			assert_float_equal(wrong, want[k].wrong, 0);
		}
	assert_int_equal(k, sizeof want / sizeof want[0]);
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
	made_init_text(&m, 2, everything_yaml, settings);
	m.fill = everything_fill;
	assert_int_equal(made_write(&m, made_path(), m.replicates - 1, -1, &msg), SOC_OK);
	struct soc_result *r = made_open(made_path());
	assert_int_equal(soc_result_headline(r, "csv", &text, &msg), SOC_OK);
	const char *line = strstr(text, "adaptive_weight_converges");
	assert_non_null(line);
	line = strstr(line, ", %\",");
	assert_non_null(line);
	assert_int_equal(sscanf(line, ", %%\",100.0,%lf,%lf,%lf,%d,3", &low, &high, &cases, &few), 4);
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
