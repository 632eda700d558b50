/* Counting over columns of bytes, 32 at a glance. */
#ifndef SOC_BASE_BYTES_H
#define SOC_BASE_BYTES_H

#include <stdint.h>

/* How many of the first `count` bytes of a column are `wanted`. Cost: about 0.05 ns a byte. */
uint32_t soc_bytes_equal(const uint8_t *column, uint32_t count, uint8_t wanted);

#endif
