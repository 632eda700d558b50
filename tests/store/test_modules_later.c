/* Modules that the timeline switches on: by several changes together, in the months and places in which they
 * are in force. */
#include "everything.h"
#include "runner.h"

#include "analysis/summaries.h"

#include <stdio.h>
#include <string.h>

static const struct soc_module_found *of(const struct soc_module_found *all, const char *name)
{
	for (int i = 0; i < SOC_MODULES; i++)
		if (strcmp(soc_modules[i]->name, name) == 0)
			return &all[i];
	fail_msg("no module %s", name);
	return NULL;
}

/* Everything, but for what the settings switch off; the timeline switches it on again, one half at a time. */
static void find_with(const char *timeline, struct soc_module_found out[SOC_MODULES])
{
	static const char *const off[] = { "firms.enabled=false",
		                               "firms.closed_per_year=0",
		                               "bureaus.left.enabled=false",
		                               "bureaus.left.data_sharing=0",
		                               "measures.air.enabled=false",
		                               "measures.air.spill_depth=1",
		                               "measures.air.spill_liability_group=0",
		                               NULL };
	char text[8192];
	struct made m;
	snprintf(text, sizeof text, "timeline:\n%s", timeline);
	everything_init(&m, text, off);
	assert_int_equal(soc_summaries_find_modules(m.scenario, out, NULL), SOC_OK);
	made_release(&m);
}

#define SWITCHES "firms.enabled: true, bureaus.left.enabled: true, measures.air.enabled: true"
#define AMOUNTS                                                                                 \
	"firms.closed_per_year: 0.1, bureaus.left.data_sharing: 0.5, measures.air.spill_depth: 2, " \
	"measures.air.spill_liability_group: 0.5"

static void changes_attach_together_what_neither_does_alone(void **state)
{
	(void)state;
	static const char *const of_both[] = { "firms_closing", "bureaus_sharing", "spillover",
		                                   "liability_measures" };
	static const struct {
		const char *timeline;
		int on;
	} cases[] = {
		{ "  - {name: a, from: 2014-03, set: {" SWITCHES "}}\n  - {name: b, from: 2014-05, set: {" AMOUNTS
		  "}}\n",
		  1 },
		{ "  - {name: b, from: 2014-05, set: {" AMOUNTS "}}\n  - {name: a, from: 2014-03, set: {" SWITCHES
		  "}}\n",
		  1 },
		{ "  - {name: a, from: 2014-03, set: {" SWITCHES "}}\n", 0 },
		{ "  - {name: b, from: 2014-03, set: {" AMOUNTS "}}\n", 0 },
		/* never in force in one month of the span */
		{ "  - {name: a, from: 2014-03, to: 2014-04, set: {" SWITCHES
		  "}}\n  - {name: b, from: 2014-05, set: {" AMOUNTS "}}\n",
		  0 },
		{ "  - {name: a, from: 2014-03, set: {" SWITCHES "}}\n  - {name: b, from: 2014-09, set: {" AMOUNTS
		  "}}\n",
		  0 },
		/* the later in the file has the last word, until it ends */
		{ "  - {name: a, from: 2014-03, set: {" SWITCHES "}}\n  - {name: b, from: 2014-05, set: {" AMOUNTS
		  "}}\n"
		  "  - {name: c, from: 2014-02, set: {firms.closed_per_year: 0, bureaus.left.data_sharing: 0, "
		  "measures.air.enabled: false}}\n",
		  0 },
		{ "  - {name: a, from: 2014-03, set: {" SWITCHES "}}\n  - {name: b, from: 2014-05, set: {" AMOUNTS
		  "}}\n"
		  "  - {name: c, from: 2014-02, to: 2014-07, set: {firms.closed_per_year: 0, "
		  "bureaus.left.data_sharing: "
		  "0, measures.air.enabled: false}}\n",
		  1 },
		{ "  - {name: a, from: 2014-03, set: {" SWITCHES "}}\n  - {name: b, from: 2014-05, set: {" AMOUNTS
		  "}}\n"
		  "  - {name: c, from: 2014-02, to: 2014-08, set: {firms.closed_per_year: 0, "
		  "bureaus.left.data_sharing: "
		  "0, measures.air.enabled: false}}\n",
		  0 },
		/* in some places together; switched off in some places, not in the others */
		{ "  - {name: a, from: 2014-03, where: {share: 0.5}, set: {" SWITCHES "}}\n"
		  "  - {name: b, from: 2014-05, where: {strata: urban}, set: {" AMOUNTS "}}\n",
		  1 },
		{ "  - {name: a, from: 2014-03, set: {" SWITCHES ", " AMOUNTS
		  "}}\n  - {name: c, from: 2014-03, where: {cities_above: 1000000}, "
		  "set: {firms.closed_per_year: 0, bureaus.left.data_sharing: 0, measures.air.enabled: false}}\n",
		  1 },
	};
	struct soc_module_found a[SOC_MODULES];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		find_with(cases[i].timeline, a);
		for (size_t k = 0; k < sizeof of_both / sizeof of_both[0]; k++)
			if (of(a, of_both[k])->affected.on != cases[i].on || of(a, of_both[k])->later != cases[i].on)
				fail_msg("%s is not %s with timeline %zu", of_both[k],
				         cases[i].on ? "on from a later month" : "off", i);
		assert_true(of(a, "contacts")->affected.on && !of(a, "contacts")->later); /* of the start */
	}
	find_with(cases[0].timeline, a);
	assert_int_equal(of(a, "bureaus_sharing")->affected.lists, 2);       /* debtors */
	assert_int_equal(of(a, "liability_measures")->affected.measures, 1); /* air */
}

PART(modules_later)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(changes_attach_together_what_neither_does_alone) };
	return run_part(tests, NULL, NULL);
}
