/* The exceptions of a column 64 bytes at once, where the processor can put those of a mask side by side
 * (AVX-512 VBMI2: Intel from 2019, AMD from 2022). Without a loop that ends by chance in every word, they
 * take a fifth of the time of the loops in lanes_kernels.h, whose bytes these are. Private to lanes.c and its
 * test.
 */
#ifndef SOC_RUN_LANES_WIDE_H
#define SOC_RUN_LANES_WIDE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(SOC_NO_VECTORS)
#include <immintrin.h>

static inline int soc_lanes_are_wide(void)
{
	return __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512bw");
}

#define SOC_WIDE __attribute__((target("avx512bw,avx512vbmi2"))) static inline

static inline uint64_t soc_lanes_wide_first(size_t n)
{
	return n < 64 ? ((uint64_t)1 << n) - 1 : UINT64_MAX;
}

#define SOC_WIDE_KERNELS(type, lanes, mask_type, name, set)                                                  \
	SOC_WIDE unsigned soc_lanes_wide_find_##name(const type *v, size_t count, type base, type bits,          \
	                                             uint64_t *found)                                            \
	{                                                                                                        \
		const __m512i off = set(base), of = set(bits);                                                       \
		unsigned n = 0;                                                                                      \
		for (size_t from = 0; from < count; from += 64) {                                                    \
			uint64_t word = 0;                                                                               \
			for (size_t k = 0; k < 64 && from + k < count; k += (lanes)) {                                   \
				const size_t left = count - from - k;                                                        \
				const mask_type some = (mask_type)soc_lanes_wide_first(left < (lanes) ? left : (lanes));     \
				const __m512i x = _mm512_sub_##name(_mm512_maskz_loadu_##name(some, v + from + k), off);     \
				word |= (uint64_t)_mm512_mask_test_##name##_mask(some, x, of) << k;                          \
			}                                                                                                \
			found[from / 64] = word;                                                                         \
			n += (unsigned)__builtin_popcountll(word);                                                       \
		}                                                                                                    \
		return n;                                                                                            \
	}                                                                                                        \
	/* What the rows of these bits have. Returns: 0 when all have the same. */                               \
	SOC_WIDE int soc_lanes_wide_gather_##name(const type *v, size_t count, const uint64_t *found,            \
	                                          uint8_t *out)                                                  \
	{                                                                                                        \
		__m512i first = _mm512_setzero_si512();                                                              \
		uint64_t others = 0;                                                                                 \
		int is_any = 0;                                                                                      \
		for (size_t from = 0; from < count; from += (lanes)) {                                               \
			const mask_type some = (mask_type)(found[from / 64] >> from % 64);                               \
			if (some == 0)                                                                                   \
				continue;                                                                                    \
			if (!is_any)                                                                                     \
				first = set(v[from + (unsigned)__builtin_ctzll(some)]);                                      \
			is_any = 1;                                                                                      \
			const unsigned n = (unsigned)__builtin_popcountll(some);                                         \
			const mask_type filled = (mask_type)soc_lanes_wide_first(n);                                     \
			const __m512i x = _mm512_maskz_compress_##name(some, _mm512_maskz_loadu_##name(some, v + from)); \
			others |= _mm512_mask_cmpneq_##name##_mask(filled, x, first);                                    \
			_mm512_mask_storeu_##name(out, filled, x);                                                       \
			out += n * sizeof *v;                                                                            \
		}                                                                                                    \
		return others != 0;                                                                                  \
	}
SOC_WIDE_KERNELS(uint8_t, 64, __mmask64, epi8, _mm512_set1_epi8)
SOC_WIDE_KERNELS(uint16_t, 32, __mmask32, epi16, _mm512_set1_epi16)
SOC_WIDE_KERNELS(uint32_t, 16, __mmask16, epi32, _mm512_set1_epi32)

/* A bit of each row that has one of these bits when base is taken off. Returns: how many have. */
static inline unsigned soc_lanes_wide_find(const void *values, size_t size, size_t count, uint32_t base,
                                           uint32_t bits, uint64_t *found)
{
	return size == 1   ? soc_lanes_wide_find_epi8(values, count, (uint8_t)base, (uint8_t)bits, found)
	       : size == 2 ? soc_lanes_wide_find_epi16(values, count, (uint16_t)base, (uint16_t)bits, found)
	                   : soc_lanes_wide_find_epi32(values, count, base, bits, found);
}

static inline int soc_lanes_wide_gather(const void *values, size_t size, size_t count, const uint64_t *found,
                                        uint8_t *out)
{
	return size == 1   ? soc_lanes_wide_gather_epi8(values, count, found, out)
	       : size == 2 ? soc_lanes_wide_gather_epi16(values, count, found, out)
	                   : soc_lanes_wide_gather_epi32(values, count, found, out);
}

/* The lowest byte of the number of each row of these bits. */
SOC_WIDE void soc_lanes_wide_rows(size_t count, const uint64_t *found, uint8_t *out)
{
	uint8_t upwards[64];
	for (unsigned i = 0; i < sizeof upwards; i++)
		upwards[i] = (uint8_t)i;
	__m512i row = _mm512_loadu_si512(upwards);
	for (size_t from = 0; from < count; from += 64) {
		const uint64_t some = found[from / 64];
		const unsigned n = (unsigned)__builtin_popcountll(some);
		_mm512_mask_storeu_epi8(out, soc_lanes_wide_first(n), _mm512_maskz_compress_epi8(some, row));
		row = _mm512_add_epi8(row, _mm512_set1_epi8(64));
		out += n;
	}
}
#else
static inline int soc_lanes_are_wide(void)
{
	return 0;
}
/* Never called. */
static inline unsigned soc_lanes_wide_find(const void *values, size_t size, size_t count, uint32_t base,
                                           uint32_t bits, uint64_t *found)
{
	(void)values, (void)size, (void)count, (void)base, (void)bits, (void)found;
	return 0;
}
static inline int soc_lanes_wide_gather(const void *values, size_t size, size_t count, const uint64_t *found,
                                        uint8_t *out)
{
	(void)values, (void)size, (void)count, (void)found, (void)out;
	return 0;
}
static inline void soc_lanes_wide_rows(size_t count, const uint64_t *found, uint8_t *out)
{
	(void)count, (void)found, (void)out;
}
#endif

#endif
