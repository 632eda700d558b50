/* Any bytes as a file of policies: read without a crash or a leak; what is valid keeps its bounds and can be
 * rolled out, and the roll-out is YAML that says nothing but what the file may say. */
#include "analysis/names_of_values.h"
#include "base/mem.h"
#include "fuzz.h"
#include "input/policies/policies.h"
#include "socred/scenario.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The nation, and a city that has a list and a measure more. */
static const char nation[] =
	"socred: 1\nspan: {from: 2014-11, to: 2015-12}\ngrades: {D: {from: 0}, A: {from: 1000}}\n"
	"components: {judicial: {weight: 1}}\n"
	"events: {default: {kind: violation, rate_per_year: 0.004, component: judicial, points: -100}}\n"
	"channels: {court: {kind: official, detects: {default: 0.6}, spurious_mix: {default: 1}}}\n"
	"lists:\n  defaulters: {colour: black, entry_events: [default]}\n",
				  city[] = "  models: {colour: red, entry_grades: [A]}\n"
						   "measures: {praise: {kind: reward, lists: [models], demand_per_year: 0.5}}\n";

static struct soc_scenario *scenario_of(const char *first, const char *second)
{
	char text[2048];
	struct soc_scenario *s = NULL;
	struct soc_msg msg;
	const size_t a = strlen(first), b = strlen(second);
	CHECK(a + b < sizeof text);
	memcpy(text, first, a);
	memcpy(text + a, second, b);
	CHECK(soc_scenario_read_text(text, a + b, "text", NULL, NULL, 0, &s, NULL, &msg) == SOC_OK);
	return s;
}

static void check_diagnostics(const struct soc_diagnostics *diagnostics, enum soc_err err)
{
	size_t errors = 0;
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		errors += !p->warning;
		CHECK(p->text[0] != '\0' && p->line >= 0 && p->column >= 0);
	}
	CHECK((errors > 0) == (err == SOC_ERR_SCENARIO));
}

static void check_bounds(const struct soc_policies_plan *p)
{
	struct soc_formula formula;
	struct soc_msg msg;
	CHECK(p->variants_count >= 1 && p->variants_count <= SOC_POLICIES_MAX);
	CHECK(p->objectives_count >= 1 && p->objectives_count <= SOC_OBJECTIVES_MAX);
	for (int i = 0; i < p->variants_count; i++)
		CHECK(p->variant[i].name[0] != '\0' && p->variant[i].path[0] != '\0');
	for (int i = 0; i < p->objectives_count; i++)
		CHECK(soc_formula_compile(&formula, p->objective[i].formula, &soc_value_names, &msg) == SOC_OK);
	if (!p->rollout.wanted)
		return;
	CHECK(p->rollout.objective >= 0 && p->rollout.objective < p->objectives_count);
	CHECK(p->rollout.joins_count >= 1 && p->rollout.joins_count <= SOC_JOINS_MAX);
	for (int i = 0; i < p->rollout.joins_count; i++)
		CHECK(p->rollout.join[i].share >= 0.0 && p->rollout.join[i].share <= 1.0);
}

/* The text names a base, which a text in memory may not: that must be all that is wrong with its form. */
static void check_rollout(const struct soc_policies_plan *p)
{
	static struct soc_scenario *chosen, *national;
	if (chosen == NULL) {
		chosen = scenario_of(nation, city);
		national = scenario_of(nation, "");
	}
	struct soc_buf text = { 0 };
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	CHECK(soc_policies_rollout_text(p, chosen, national, "city.yaml", 1, &text) == 1);
	CHECK(!text.failed && text.length > 0);
	CHECK(soc_scenario_read_text(text.text, text.length, "rollout", NULL, NULL, 0, &s, &diagnostics, NULL) ==
	      SOC_ERR_SCENARIO);
	CHECK(strstr(soc_diagnostics_at(diagnostics, 0)->text, "base") != NULL ||
	      strstr(soc_diagnostics_at(diagnostics, 0)->key, "base") != NULL);
	soc_diagnostics_free(diagnostics);
	soc_buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct soc_policies_plan plan; /* half a megabyte */
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	char *text = fuzz_text(data, size);
	if (text == NULL)
		return 0;
	const enum soc_err err =
		soc_policies_plan_read_text("policies.yaml", text, size, &soc_value_names, &plan, &diagnostics, &msg);
	CHECK(err == SOC_OK || err == SOC_ERR_SCENARIO);
	check_diagnostics(diagnostics, err);
	if (err == SOC_OK) {
		check_bounds(&plan);
		if (plan.rollout.wanted)
			check_rollout(&plan);
	}
	soc_diagnostics_free(diagnostics);
	free(text);
	return 0;
}
