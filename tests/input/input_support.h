/* Helpers of the tests of src/input. */
#ifndef INPUT_SUPPORT_H
#define INPUT_SUPPORT_H

#include "input/schema/scenario.h"
#include "socred/scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The folder of fixtures, given by the build. */
const char *fixtures(const char *file, char out[512]);
/* Reads a text that stands in no folder; fails the test when it is not valid. */
struct soc_scenario *text_good(const char *text);
/* Reads a fixture; fails the test when it is not valid. */
struct soc_scenario *file_good(const char *file);
/* The same with one setting ("key=value"). */
struct soc_scenario *file_good_set(const char *file, const char *setting);
/* Fails unless the first diagnostic at line:column of the text's own diagnostics holds these words in key and
 * text.
 */
void text_bad(const char *text, int line, int column, const char *key, const char *words);
/* Texts that are wrong, each with what text_bad asks of it. */
struct bad {
	const char *text;
	int line, column;
	const char *key, *words;
};
void all_bad(const struct bad *cases, size_t count);
#define ALL_BAD(cases) all_bad(cases, sizeof(cases) / sizeof *(cases))
/* 1 when every byte but the line numbers and the notes is the same. */
int is_same(const struct soc_scenario *a, const struct soc_scenario *b);
/* The row of a key among the values in force; fails the test when there is none. */
struct soc_value value_of(const struct soc_scenario *s, const char *key);

#endif
