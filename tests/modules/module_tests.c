#include "module_test.h"

#define MODULE(name) extern const struct module_test module_test_##name;
#include "input/modules.def"
#undef MODULE

const struct module_test *const module_tests[SOC_MODULES] = {
#define MODULE(name) &module_test_##name,
#include "input/modules.def"
#undef MODULE
};
