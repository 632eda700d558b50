/* Modules as parts that can be put together: one scenario, every module of the model as what a scenario says
 * of it, and how it is attached. */
#ifndef SOC_TESTS_MODEL_COMBINE_H
#define SOC_TESTS_MODEL_COMBINE_H

#include "lab.h"

#define COMBINE_MODULES_MAX 64
#define COMBINE_TURNS 12
#define COMBINE_ATTACHED 5 /* months for which a module that comes later is attached */

enum combine_mode { ABSENT, OFF, ON, LATER, LATER_IN_TOWN /* for urban people alone */ };

struct combine_module {
	const char *name;
	const char *needs; /* another module, without which this one is refused or its entries get other numbers;
	                      NULL: none */
	const char *entries[12]; /* section, its lines; section, its lines: what the scenario gets for it, whether
	                            on or off */
	const char *fixed[10];   /* key=value, on or off */
	struct {
		const char *key, *on, *off;
	} turns[COMBINE_TURNS]; /* what the timeline can set; none: the module is on or off for a run */
	const char *off[2];     /* key=value behind fixed, for a module that is on or off for a run */
	const char *counts[6];  /* counters of modules that it brings about and that are 0 without it */
	const char
		*moves; /* an indicator or a count that it changes; NULL: it only counts, and changes nothing else */
	const char *shows[4]; /* ends with NULL: counts whose names begin so tell of a module that is there and
	                         off; of one that only counts: all of them */
};

/* Ends where a name is NULL. */
extern const struct combine_module combine_modules[];
int combine_count(void);
/* Ends the program when a module of the registry (input/module.h) has no entry. */
void combine_check(void);
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
