/* What the fuzzers share: the entry that libFuzzer and replay.c call, and a statement that must hold. */
#ifndef SOC_TESTS_FUZZ_FUZZ_H
#define SOC_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Ends the program where it does not hold, with NDEBUG too. */
#define CHECK(what)  \
	do {             \
		if (!(what)) \
			abort(); \
	} while (0)

/* The bytes as a text with a 0 at its end; release with free. NULL: no memory. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	if (text == NULL)
		return NULL;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
