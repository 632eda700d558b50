/* What only follows from a value that was refused is not said. */
#include "input_support.h"
#include "runner.h"

#include <stdio.h>
#include <string.h>

#define HEAD "socred: 1\n"

/* A mistake draws its own message, and none that only follows from it: count of all that is said. */
static void said(const char *text, size_t count)
{
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_scenario *s = NULL;
	struct soc_msg msg;
	assert_int_equal(
		soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, &diagnostics, &msg),
		SOC_ERR_SCENARIO);
	if (soc_diagnostics_count(diagnostics) != count) {
		for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++)
			print_error("%s: %s\n", soc_diagnostics_at(diagnostics, i)->key,
			            soc_diagnostics_at(diagnostics, i)->text);
		fail_msg("%zu problems, not %zu, in: %s", soc_diagnostics_count(diagnostics), count, text);
	}
	soc_diagnostics_free(diagnostics);
}

static void test_nothing_follows(void **state)
{
	(void)state;
	static const char *const once[] = {
		"span: {from: 2018-13}\ntimeline: [{from: 2018-02, set: {identity.coverage_urban: 0.5}}]\n",
		"span: {from: 2018-13, to: 2001-01}\n",
		"spn: {from: 2018-01}\ntimeline: [{from: 2018-02, set: {identity.coverage_urban: 0.5}}]\n",
		"span: 5\ntimeline: [{from: 1994-02, set: {identity.coverage_urban: 0.5}}]\n",
		"span: {too: 2019-05}\ntimeline: [{from: 2018-02, set: {identity.coverage_urban: 0.5}}]\n",
		"span: {to: 2019-01}\ntimeline: [{from: 2018-22, set: {identity.coverage_urban: 0.5}}]\n",
		"span: {to: 2019-01}\ntimeline: [{from: 2018-02, to: x, set: {identity.coverage_urban: 0.5}}]\n",
		"scale: {minimum: x, maximum: -5}\n",
		"scale: {kind: index}\ngrades: {D: {from: 0}}\ncomponents: {a: {weight: x}, b: {weight: 0.25}}\n",
		"grades: {D: {from: 0}}\ncomponents: {a: {floor: x, start: -5}}\n",
		"events: {Theft: {kind: violation}}\nlists: {l: {colour: black, entry_events: [Theft]}}\nchannels: "
		"{c: "
		"{kind: camera, detects: {Theft: 1}, spurious_mix: {theft: 1}, spurious_per_1000_years: 2}}\n",
		"evnts: {theft: {kind: violation}}\nlists: {l: {colour: black, entry_events: theft}}\nchannels: {c: "
		"{kind: camera, spurious_mix: {theft: 1}, spurious_per_1000_years: 2}}\ntimeline: [{from: 2014-02, "
		"set: "
		"{events.theft.rate_per_year: 1}}]\n",
		"channels: {c: {kind: camera, spurious_mix: 3, spurious_per_1000_years: 2}}\n",
		"channels: {c: {kind: camera, spurious_mx: {}, spurious_per_1000_years: 2}}\n",
		"grades: {D: {from: 0}}\ncomponents: {F: {}}\nbureaus: {b: {kind: scorer, weights: {f: 1}}}\n",
		"conduct: {published_rules: 7}\ndue_process: {informed_appeal: 0.5}\n",
		"events: {t: {kind: vilation, effect: move}}\n",
		"lists: {l: {colour: black, entry_evnts: [a]}}\n",
		"lists: {l: 3}\n",
		"lists: {L: {colour: black}}\nmeasures: {m: {kind: sanction, lists: [L]}}\n",
		"timeline: [{from: 2014-02, set: {conduct.published_rules: 7}}]\ndue_process: {informed_appeal: "
		"0.5}\n",
	};
	char text[512];
	for (size_t i = 0; i < sizeof once / sizeof *once; i++) {
		snprintf(text, sizeof text, HEAD "%s", once[i]);
		said(text, 1);
	}
	/* What is wrong whatever the value refused is said with it, and so is what has nothing to do with it. */
	said(HEAD "seed: x\nscale: {minimum: 3, maximum: -5}\n", 2);
	said(HEAD "seed: x\nlists: {l: {colour: black}}\n", 2);
	said(HEAD "span: {from: 2018-13}\nchannels: {c: {kind: camera, spurious_per_1000_years: 2}}\n", 2);
	said(HEAD "grades: {D: {from: 0}}\ncomponents: {a: {half_life_months: x, floor: 3, start: 1}}\n", 2);
}

PART(refused)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_nothing_follows) };
	return run_part(tests, NULL, NULL);
}
