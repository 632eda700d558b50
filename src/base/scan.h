/* Walking over the few elements of a column that are not 0, a machine word at a glance. */
#ifndef SOC_BASE_SCAN_H
#define SOC_BASE_SCAN_H

#include <stdint.h>
#include <string.h>

/* Eight bytes as a little-endian number on any machine; bytes from n on count as 0. */
static inline uint64_t soc_scan_load(const void *p, unsigned bytes)
{
	uint64_t x = 0;
	memcpy(&x, p, bytes < 8 ? bytes : 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	return x;
}

/* The top bit of each of up to 8 bytes that is not 0. */
static inline uint64_t soc_scan_bytes(const uint8_t *p, unsigned n)
{
	const uint64_t x = soc_scan_load(p, n);
	return (((x & 0x7f7f7f7f7f7f7f7fu) + 0x7f7f7f7f7f7f7f7fu) | x) & 0x8080808080808080u;
}

/* The top bit of each of up to 4 words of 16 bits that is not 0. Their bytes must stand as the machine has them. */
static inline uint64_t soc_scan_words(const uint16_t *p, unsigned n)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	uint64_t out = 0;
	for (unsigned i = 0; i < n && i < 4; i++)
		out |= (uint64_t)(p[i] != 0) << (16 * i + 15);
	return out;
#else
	const uint64_t x = soc_scan_load(p, 2 * n);
	return (((x & 0x7fff7fff7fff7fffu) + 0x7fff7fff7fff7fffu) | x) & 0x8000800080008000u;
#endif
}

/* The top bit of each of up to 8 bytes that has a bit of the mask. */
static inline uint64_t soc_scan_bits(const uint8_t *p, unsigned n, uint8_t mask)
{
	const uint64_t x = soc_scan_load(p, n) & mask * (uint64_t)0x0101010101010101u;
	return (((x & 0x7f7f7f7f7f7f7f7fu) + 0x7f7f7f7f7f7f7f7fu) | x) & 0x8080808080808080u;
}

/* Runs the statement that follows for every row of a column of bytes, or of 16-bit words, that is not 0, rising. */
#define SOC_FOR_NONZERO(column, count, row) SOC_FOR_SCANNED(soc_scan_bytes((column) + row##_base, (count) - row##_base), 8, count, row)
#define SOC_FOR_NONZERO16(column, count, row) SOC_FOR_SCANNED(soc_scan_words((column) + row##_base, (count) - row##_base), 4, count, row)
/* The same for every row of a column of bytes that has a bit of the mask. */
#define SOC_FOR_BITS(column, mask, count, row) SOC_FOR_SCANNED(soc_scan_bits((column) + row##_base, (count) - row##_base, mask), 8, count, row)
#define SOC_FOR_SCANNED(scanned, lanes, count, row)                                                                        \
	for (unsigned row##_base = 0; row##_base < (count); row##_base += (lanes))                                         \
		for (uint64_t row##_bits = (scanned); row##_bits != 0; row##_bits &= row##_bits - 1) \
			for (unsigned row = row##_base + (unsigned)__builtin_ctzll(row##_bits) * (lanes) / 64, row##_once = 1; row##_once; row##_once = 0)

#endif
