/* Modules as parts that can be put together: one scenario, every module of the model as what a scenario says
 * of it, and how it is attached. */
#ifndef SOC_TESTS_MODEL_COMBINE_H
#define SOC_TESTS_MODEL_COMBINE_H

#include "../modules/module_test.h"
#include "lab.h"

#define COMBINE_MODULES_MAX 64
#define COMBINE_ATTACHED 5 /* months for which a module that comes later is attached */

enum combine_mode { ABSENT, OFF, ON, LATER, LATER_IN_TOWN /* for urban people alone */ };

/* Options of phases, which are put together in the same way. Ends where a name is NULL. */
extern const struct combine_module combine_options[];
/* Options and modules: how many, and one of them; options stand first, modules as in the registry. */
int combine_count(void);
const struct combine_module *combine_module(int i);
/* Number of a module. Ends the program when there is none of that name. */
int combine_find(const char *name);
/* 1: the timeline can attach and detach it. */
int combine_can_turn(int module);
/* Opens the scenario with each module in its mode. What comes later is attached from month `from` of the run
 * (from 0) on, module i by i mod (apart + 1) months later. settings: as of lab_open, behind those of the
 * modules. */
void combine_open(struct lab *lab, const enum combine_mode mode[COMBINE_MODULES_MAX], int from, int apart,
                  const char *const *settings);

#endif
