/* Requests to the lab, put together at random from what it knows: routes, the keys of their queries, names of
 * runs, tables, columns, conditions, settings and words of SQL. */
#ifndef SOC_TESTS_FUZZ_LAB_REQUESTS_H
#define SOC_TESTS_FUZZ_LAB_REQUESTS_H

#include <stddef.h>
#include <stdint.h>

/* Fills data with one to three requests as fuzz_lab reads them, at most `most` bytes; the same for the same
 * seed. Returns how many bytes. */
size_t lab_requests(uint8_t *data, size_t most, unsigned seed);

#endif
