#include "module_test.h"

#include <stdio.h>
#include <string.h>

#define MODULE(name, rules) extern const struct module_test module_test_##name;
#include "input/modules.def"
#undef MODULE

const struct module_test *const module_tests[SOC_MODULES] = {
#define MODULE(name, rules) &module_test_##name,
#include "input/modules.def"
#undef MODULE
};

int module_test_stopped(const struct module_test *m, char text[MODULE_TEST_STOPPED_BYTES],
                        const char *settings[MODULE_TEST_STOPPED])
{
	int n = 0;
	snprintf(text, MODULE_TEST_STOPPED_BYTES, "%s", m->stopped != NULL ? m->stopped : "");
	for (char *at = strtok(text, " "); at != NULL && n < MODULE_TEST_STOPPED - 1; at = strtok(NULL, " "))
		settings[n++] = at;
	settings[n] = NULL;
	return n;
}

int64_t module_tests_exits(const struct soc_tally *t, unsigned list)
{
	const int64_t *c = t->list[list];
	int64_t exits =
		c[SOC_LISTCOUNT_exits_expired] + c[SOC_LISTCOUNT_exits_repaired] + c[SOC_LISTCOUNT_exits_overturned];
	for (int m = 0; m < SOC_MODULES; m++)
		exits += module_tests[m]->entries_ended != NULL ? module_tests[m]->entries_ended(t, list) : 0;
	return exits;
}

int64_t module_tests_records_gone(const struct soc_tally *t)
{
	int64_t gone = 0;
	for (int m = 0; m < SOC_MODULES; m++)
		gone += module_tests[m]->records_gone != NULL ? module_tests[m]->records_gone(t) : 0;
	return gone;
}

int64_t module_tests_records_held(const struct soc_tally *t)
{
	int64_t held = 0;
	for (int m = 0; m < SOC_MODULES; m++)
		held += module_tests[m]->records_held != NULL ? module_tests[m]->records_held(t) : 0;
	return held;
}
