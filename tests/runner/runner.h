/* One program for the tests of a folder. A file of tests is a part: PART(name) { ... return failed; } takes
 * the place of main, and tests/FOLDER/meson.build lists it; a part listed and missing does not link.
 *
 *     test_FOLDER [--list] [PATTERN...] [-- ARGUMENT...]
 *
 * A pattern is PART or PART/TEST, with * and ? for any text and any character. Without one all parts run,
 * each in a process of its own. A pattern that nothing answers to is an error. */
#ifndef SOC_TESTS_RUNNER_H
#define SOC_TESTS_RUNNER_H

/* These four stand before cmocka.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PART(name)         \
	int part_##name(void); \
	int part_##name(void)

/* A part without tests of its own names: it runs as a whole. */
#define WHOLE_PART(name)                   \
	static int whole_##name(void);         \
	int part_##name(void);                 \
	int part_##name(void)                  \
	{                                      \
		return runner_whole(whole_##name); \
	}                                      \
	static int whole_##name(void)
int runner_whole(int (*run)(void));

/* What stands behind --, ended by NULL; for parts that take a longer search. */
extern char **runner_arguments;

/* 1 when all tests are asked for (SOCRED_TESTS=all, as `./quickstart test all` says): loops that try every
 * place then try each; else a sample, that holds every kind of place. */
int runner_thorough(void);
/* 1 in a build under AddressSanitizer, ten times slower, unless all tests are asked for: loops that repeat
 * one way through the code over seeds and scenarios take it once or twice. The release build runs them all.
 */
int runner_sparse(void);

/* Tests of a part: those that the pattern names. Returns how many failed, RUNNER_NONE when it names none. */
#define RUNNER_NONE (-1)
#define run_part(tests, setup, teardown) runner_group(tests, sizeof(tests) / sizeof *(tests), setup, teardown)
int runner_group(const struct CMUnitTest *tests, size_t count, CMFixtureFunction setup,
                 CMFixtureFunction teardown);

#endif
