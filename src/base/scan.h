/* Walking over the few elements of a column that are not 0, 64 at a glance. */
#ifndef SOC_BASE_SCAN_H
#define SOC_BASE_SCAN_H

#include <stdint.h>
#include <string.h>
#if defined(__SSE2__) && !defined(SOC_NO_VECTORS)
#include <emmintrin.h>
#endif

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

/* The top bit of each of up to 4 words of 16 bits that is not 0. Their bytes must stand as the machine has
 * them. */
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

/* Top bits of lanes side by side, as successive bits. */
static inline uint64_t soc_scan_fold(uint64_t tops, unsigned lanes)
{
	return lanes == 8 ? (tops >> 7) * 0x0102040810204080u >> 56
	                  : (tops >> 15) * 0x0000200040008001u >> 45 & 15u;
}

#if defined(__SSE2__) && !defined(SOC_NO_VECTORS)
/* A bit for each of 16 elements. */
static inline uint64_t soc_scan_bits_of_16(const uint8_t *p, __m128i mask)
{
	const __m128i x = _mm_and_si128(_mm_loadu_si128((const __m128i *)(const void *)p), mask);
	return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, _mm_setzero_si128())) ^ 0xffffu;
}

static inline uint64_t soc_scan_words_of_16(const uint16_t *p)
{
	const __m128i *q = (const __m128i *)(const void *)p;
	const __m128i a = _mm_cmpeq_epi16(_mm_loadu_si128(q), _mm_setzero_si128()),
				  b = _mm_cmpeq_epi16(_mm_loadu_si128(q + 1), _mm_setzero_si128());
	return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(a, b)) ^ 0xffffu;
}
#endif

/* A bit for each of up to 64 elements from p that has a bit of the mask, or is not 0. Nothing behind element
 * n is read: it may be another thread's. Of fewer than 64 the last 16 are looked at together, some of them
 * twice. */
static inline uint64_t soc_scan_bits_of_64(const uint8_t *p, unsigned n, uint8_t mask)
{
	uint64_t out = 0;
#if defined(__SSE2__) && !defined(SOC_NO_VECTORS)
	if (n >= 16) {
		const __m128i of = _mm_set1_epi8((char)mask);
		for (unsigned k = 0; k < 64 && k + 16 <= n; k += 16)
			out |= soc_scan_bits_of_16(p + k, of) << k;
		return n < 64 ? out | soc_scan_bits_of_16(p + n - 16, of) << (n - 16) : out;
	}
#endif
	for (unsigned k = 0; k < 8 && 8 * k < n; k++)
		out |= soc_scan_fold(soc_scan_bits(p + 8 * k, n - 8 * k, mask), 8) << 8 * k;
	return out;
}

static inline uint64_t soc_scan_words_of_64(const uint16_t *p, unsigned n)
{
	uint64_t out = 0;
#if defined(__SSE2__) && !defined(SOC_NO_VECTORS)
	if (n >= 16) {
		for (unsigned k = 0; k < 64 && k + 16 <= n; k += 16)
			out |= soc_scan_words_of_16(p + k) << k;
		return n < 64 ? out | soc_scan_words_of_16(p + n - 16) << (n - 16) : out;
	}
#endif
	for (unsigned k = 0; k < 16 && 4 * k < n; k++)
		out |= soc_scan_fold(soc_scan_words(p + 4 * k, n - 4 * k), 4) << 4 * k;
	return out;
}

/* Runs the statement that follows for every row of a column of bytes, or of 16-bit words, that is not 0,
 * rising. The statement may change the row that it is run for; of other rows of the column, none that is 0.
 */
#define SOC_FOR_NONZERO(column, count, row) \
	SOC_FOR_SCANNED(soc_scan_bits_of_64((column) + row##_base, (count)-row##_base, 0xff), count, row)
#define SOC_FOR_NONZERO16(column, count, row) \
	SOC_FOR_SCANNED(soc_scan_words_of_64((column) + row##_base, (count)-row##_base), count, row)
/* The same for every row of a column of bytes that has a bit of the mask. */
#define SOC_FOR_BITS(column, mask, count, row) \
	SOC_FOR_SCANNED(soc_scan_bits_of_64((column) + row##_base, (count)-row##_base, mask), count, row)
#define SOC_FOR_SCANNED(scanned, count, row)                                                        \
	for (unsigned row##_base = 0; row##_base < (count); row##_base += 64)                           \
		for (uint64_t row##_bits = (scanned); row##_bits != 0; row##_bits &= row##_bits - 1)        \
			for (unsigned row = row##_base + (unsigned)__builtin_ctzll(row##_bits), row##_once = 1; \
			     row##_once; row##_once = 0)

#endif
