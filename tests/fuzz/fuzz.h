/* What the fuzzers share: the entry that libFuzzer and replay.c call, and a statement that must hold. */
#ifndef SOC_TESTS_FUZZ_FUZZ_H
#define SOC_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Ends the program where it does not hold, with NDEBUG too. */
#define CHECK(what)  \
	do {             \
		if (!(what)) \
			abort(); \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
