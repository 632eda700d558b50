/* scenarios/combined/every-module has every module of src/input/modules.def: a module that is not in it
 * fails, and so does one that its `stopped` (tests/modules) does not switch off there. */
#include "../modules/module_test.h"
#include "lab.h"
#include "runner.h"

#include "input/module.h"
#include "socred/scenario.h"

#include <string.h>

#define SCENARIO "scenarios/combined/every-module/scenario.yaml"

static struct soc_scenario *scenario_with(const char *const *settings, int count, const char *module)
{
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(SOC_ROOT "/" SCENARIO, settings, (size_t)count, &s, NULL, &msg) != SOC_OK)
		lab_die("%s without %s: %s", SCENARIO, module, msg.text);
	return s;
}

WHOLE_PART(every_module)
{
	struct soc_scenario *all = scenario_with(NULL, 0, "nothing");
	for (int i = 0; i < SOC_MODULES; i++) {
		char text[MODULE_TEST_STOPPED_BYTES];
		const char *settings[MODULE_TEST_STOPPED], *name = soc_modules[i]->name;
		const int count = module_test_stopped(module_tests[i], text, settings);
		if (!soc_modules[i]->affects(all).on)
			lab_die("%s is not on in %s: run tools/every_module.py, or merge it in parts/watching.yaml", name,
			        SCENARIO);
		if (count == 0)
			lab_die("tests/modules/%s.c does not say what switches it off in %s (.stopped)", name, SCENARIO);
		struct soc_scenario *s = scenario_with(settings, count, name);
		if (soc_modules[i]->affects(s).on)
			lab_die("%s is on in %s with %s", name, SCENARIO, module_tests[i]->stopped);
		soc_scenario_free(s);
	}
	soc_scenario_free(all);
	return 0;
}
