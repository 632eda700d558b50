/* The modules there are, from the one list. */
#include "input/module.h"

#define MODULE(name, rules) extern const struct soc_module soc_module_##name;
#include "input/modules.def"
#undef MODULE

const struct soc_module *const soc_modules[] = {
#define MODULE(name, rules) [SOC_MODULE_##name] = &soc_module_##name,
#include "input/modules.def"
#undef MODULE
};
