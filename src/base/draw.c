#include "base/draw.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define SOC_HAS_AVX2 1
#endif

static void row_plain(uint64_t seed, uint32_t purpose, uint64_t block, uint32_t blocks, uint32_t month, uint32_t *out)
{
	for (uint32_t i = 0; i < blocks; i++)
		soc_draw_block(seed, (enum soc_purpose)purpose, block + i, month, 0, out + 4 * i);
}

#ifdef SOC_HAS_AVX2
/* Four blocks side by side, a word in the low half of each 64-bit lane; high halves hold rubbish that no product reads.
 * The same words as row_plain. */
__attribute__((target("avx2"))) static void row_avx2(uint64_t seed, uint32_t purpose, uint64_t block, uint32_t blocks, uint32_t month, uint32_t *out)
{
	const __m256i m0 = _mm256_set1_epi64x(PHILOX_M4x32_0), m1 = _mm256_set1_epi64x(PHILOX_M4x32_1);
	for (uint32_t i = 0; i < blocks; i += 4) {
		const uint64_t id = block + i;
		__m256i a = _mm256_add_epi64(_mm256_set1_epi64x((long long)id), _mm256_set_epi64x(3, 2, 1, 0));
		__m256i b = _mm256_slli_epi64(_mm256_srli_epi64(a, 32), 24), c = _mm256_set1_epi64x(month), d = _mm256_set1_epi64x(purpose);
		uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
		for (int round = 0; round < 10; round++) {
			const __m256i p = _mm256_mul_epu32(a, m0), q = _mm256_mul_epu32(c, m1);
			a = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(q, 32), b), _mm256_set1_epi64x(k0));
			c = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p, 32), d), _mm256_set1_epi64x(k1));
			b = q;
			d = p;
			k0 += PHILOX_W32_0;
			k1 += PHILOX_W32_1;
		}
		/* words a b and c d of each block side by side, then the two halves of each block */
		const __m256i low = _mm256_set1_epi64x(0xffffffff);
		const __m256i ab = _mm256_or_si256(_mm256_and_si256(a, low), _mm256_slli_epi64(b, 32));
		const __m256i cd = _mm256_or_si256(_mm256_and_si256(c, low), _mm256_slli_epi64(d, 32));
		const __m256i even = _mm256_unpacklo_epi64(ab, cd), odd = _mm256_unpackhi_epi64(ab, cd);
		_mm256_storeu_si256((__m256i *)(void *)(out + 4 * i), _mm256_permute2x128_si256(even, odd, 0x20));
		_mm256_storeu_si256((__m256i *)(void *)(out + 4 * i + 8), _mm256_permute2x128_si256(even, odd, 0x31));
	}
}

/* The same with eight blocks side by side; blocks is a multiple of 8. */
__attribute__((target("avx512f"))) static void row_avx512(uint64_t seed, uint32_t purpose, uint64_t block, uint32_t blocks, uint32_t month, uint32_t *out)
{
	const __m512i m0 = _mm512_set1_epi64(PHILOX_M4x32_0), m1 = _mm512_set1_epi64(PHILOX_M4x32_1);
	const __m512i first = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7), low = _mm512_set1_epi64(0xffffffff);
	/* where the quarters of `even` and `odd` go: even has words of blocks 0 2 4 6, odd of 1 3 5 7 */
	const __m512i half0 = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), half1 = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
	for (uint32_t i = 0; i < blocks; i += 8) {
		__m512i a = _mm512_add_epi64(_mm512_set1_epi64((long long)(block + i)), first);
		__m512i b = _mm512_slli_epi64(_mm512_srli_epi64(a, 32), 24), c = _mm512_set1_epi64(month), d = _mm512_set1_epi64(purpose);
		uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
		for (int round = 0; round < 10; round++) {
			const __m512i p = _mm512_mul_epu32(a, m0), q = _mm512_mul_epu32(c, m1);
			a = _mm512_ternarylogic_epi64(_mm512_srli_epi64(q, 32), b, _mm512_set1_epi64(k0), 0x96);
			c = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p, 32), d, _mm512_set1_epi64(k1), 0x96);
			b = q;
			d = p;
			k0 += PHILOX_W32_0;
			k1 += PHILOX_W32_1;
		}
		const __m512i ab = _mm512_ternarylogic_epi64(a, low, _mm512_slli_epi64(b, 32), 0xea); /* (a and low) or b above */
		const __m512i cd = _mm512_ternarylogic_epi64(c, low, _mm512_slli_epi64(d, 32), 0xea);
		const __m512i even = _mm512_unpacklo_epi64(ab, cd), odd = _mm512_unpackhi_epi64(ab, cd);
		_mm512_storeu_si512(out + 4 * i, _mm512_permutex2var_epi64(even, half0, odd));
		_mm512_storeu_si512(out + 4 * i + 16, _mm512_permutex2var_epi64(even, half1, odd));
	}
}
#endif

void soc_draw_row(uint64_t seed, enum soc_purpose purpose, uint64_t first, uint32_t n, uint32_t month, uint32_t *out)
{
	uint32_t blocks = (n + SOC_DRAW_ROW - 1) / SOC_DRAW_ROW * (SOC_DRAW_ROW / 4);
#ifdef SOC_HAS_AVX2
	if (blocks >= 8 && __builtin_cpu_supports("avx512f")) {
		const uint32_t wide = blocks / 8 * 8;
		row_avx512(seed, (uint32_t)purpose, first >> 2, wide, month, out);
		first += 4 * wide;
		out += 4 * wide;
		blocks -= wide;
	}
	if (__builtin_cpu_supports("avx2")) {
		row_avx2(seed, (uint32_t)purpose, first >> 2, blocks, month, out);
		return;
	}
#endif
	row_plain(seed, (uint32_t)purpose, first >> 2, blocks, month, out);
}

uint64_t soc_draw_replicate(uint64_t seed, uint32_t replicate)
{
	if (replicate == 0)
		return seed;
	uint32_t w[4];
	soc_draw_block(seed, SOC_DRAW_REPLICATE, replicate, 0, 0, w);
	return (uint64_t)w[1] << 32 | w[0];
}

/* Mixing of one Feistel half; constants of MurmurHash3's finaliser (Appleby, public domain). */
static uint32_t mix(uint32_t x, uint64_t key)
{
	x ^= (uint32_t)key;
	x ^= x >> 16;
	x *= 0x85ebca6bu;
	x ^= x >> 13;
	x *= 0xc2b2ae35u;
	x ^= x >> 16;
	return x ^ (uint32_t)(key >> 32);
}

uint64_t soc_permute(uint64_t seed, uint64_t stream, uint64_t n, uint64_t i)
{
	unsigned bits = 1;
	while (bits < 32 && (uint64_t)1 << (2 * bits) < n)
		bits++;
	const uint32_t mask = bits == 32 ? 0xffffffffu : ((uint32_t)1 << bits) - 1;
	const uint64_t base = seed ^ stream * 0x9e3779b97f4a7c15u;
	do {
		uint32_t left = (uint32_t)(i >> bits) & mask, right = (uint32_t)i & mask;
		for (uint64_t round = 0; round < 4; round++) {
			uint32_t next = left ^ (mix(right, base + round * 0xbf58476d1ce4e5b9u) & mask);
			left = right;
			right = next;
		}
		i = (uint64_t)left << bits | right;
	} while (i >= n);
	return i;
}
