/* What tests say of one module, in one file of that module: tests/modules/<name>.c. The tests of the whole
 * take their part from here, for each line of src/input/modules.def; a module without its file does not
 * build.
 *
 * Constant, without an owner. A list ends where a name or a text is NULL. */
#ifndef SOC_TESTS_MODULES_MODULE_TEST_H
#define SOC_TESTS_MODULES_MODULE_TEST_H

#include "input/module.h"
#include "model/indicators/indicators.h"

struct needs_case; /* tests/input/needs_cases.h */

#define COMBINE_TURNS 12

/* A module as a part that can be put together with others in one scenario, tests/model/combined.yaml
 * (tests/model/combine.h). */
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
	/* Whether a month is as it must be, of a module without a twin in tests/reference: NULL, or what is not.
	 * before: of the month before, NULL in the first one. Asked in whatever company the module is
	 * (tests/reference/test_combinations.c). NULL: the module has a twin. */
	const char *(*holds)(const struct soc_tally *before, const struct soc_tally *now);
	const char *shows[4]; /* ends with NULL: counts whose names begin so tell of a module that is there and
	                         off; of one that only counts: all of them */
};

struct module_test {
	struct combine_module combine;
	/* What switches it off in scenarios/combined/every-module, which has every module: key=value, with spaces
	 * between (tests/model/test_every_module.c, bench/modules.c). */
	const char *stopped;

	/* What its keys need elsewhere: a scenario that lacks it for each need, and what is said
	 * (tests/input/test_needs.c). NULL: none. */
	const struct needs_case *refused, *doubted;

	/* Its part in the run of eight months in which every module is on (tests/store/everything.h): section,
	 * lines; and key=value. */
	const char *entries[12], *settings[5];
	const char *off[4];           /* key=value that switch it off there */
	const char *takes;            /* modules that are part of it and go with it, with spaces between */
	struct soc_affected affected; /* which entries it affects there; 0: not asked, nor is `on` */
	/* Adds what it counts there in a month (from 0). NULL: nothing. */
	void (*count)(struct soc_tally *t, int64_t month);
	/* By hand from these counts: each of its summaries in the headline, in the order of its descriptor, and
	 * its branches; wrong: -1 where none is told. */
	struct {
		const char *name, *line;
	} summaries[24];
	struct {
		const char *name;
		double count, wrong;
	} branches[4];

	/* Its part in the account of a stock that has no indicator; NULL: none. In a month: entries of a list
	 * that it ends; records that it makes away with before they are decided; records that it holds back at
	 * the month's end. */
	int64_t (*entries_ended)(const struct soc_tally *t, unsigned list);
	int64_t (*records_gone)(const struct soc_tally *t);
	int64_t (*records_held)(const struct soc_tally *t);
};

/* In the order of src/input/modules.def. */
extern const struct module_test *const module_tests[SOC_MODULES];

/* What has left a list in a month: repaired, expired, overturned, and ended by any module. */
int64_t module_tests_exits(const struct soc_tally *t, unsigned list);

/* Records that modules have made away with in a month, and those that they hold back at its end. */
int64_t module_tests_records_gone(const struct soc_tally *t);
int64_t module_tests_records_held(const struct soc_tally *t);

/* Cuts `stopped` of a module apart. settings: at least MODULE_TEST_STOPPED, ended by NULL, into text.
 * Returns how many. */
#define MODULE_TEST_STOPPED 16
#define MODULE_TEST_STOPPED_BYTES 1024
int module_test_stopped(const struct module_test *m, char text[MODULE_TEST_STOPPED_BYTES],
                        const char *settings[MODULE_TEST_STOPPED]);

/* The columns of `entries` above. */
#define MODULE_TEST_ENTRIES 12

/* Cells of the run: citizens of the majority. */
enum { MODULE_TEST_RURAL = 0, MODULE_TEST_URBAN_HIGH = 1 * 5 + 4 };

/* Stocks are multiplied by it: those of the last month are told, and one who reads an earlier month is found
 * out. Flows are the same in every month: eight times over the run. */
static inline int64_t module_test_times(int64_t month)
{
	return month == 7 ? 1 : 2;
}

/* Adds to a counter of modules, from index 0 on. */
#define MODULE_TEST_COUNTS(t, counter, ...)                                    \
	module_test_counts(t, SOC_MOD_##counter, (const int64_t[]){ __VA_ARGS__ }, \
	                   sizeof((const int64_t[]){ __VA_ARGS__ }) / 8)
static inline void module_test_counts(struct soc_tally *t, enum soc_module_count count, const int64_t *n,
                                      size_t size)
{
	for (size_t i = 0; i < size; i++)
		soc_count_module(t, count, (unsigned)i, n[i]);
}

#endif
