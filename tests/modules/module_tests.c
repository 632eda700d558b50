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
