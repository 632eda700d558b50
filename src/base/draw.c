#include "base/draw.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(SOC_NO_VECTORS)
#include <immintrin.h>
#define SOC_HAS_LANES 1
#endif

/* Blocks are drawn side by side, one in each lane. What tells them apart: */
enum kind {
	SUCCESSIVE_IDS, /* first, first + 1, ... */
	SUCCESSIVE_K,   /* all of the id first: k, k + 1, ... */
	OF_ROWS,        /* first + rows[i] */
	OF_SEEDS        /* all of the id first: of seeds[i] and ks[i] */
};
struct blocks {
	uint64_t seed, first;
	uint32_t stream, month, k;
	const uint16_t *rows;
	const uint64_t *seeds;
	const uint32_t *ks;
};

#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

INLINE void draw_plain(const struct blocks *b, enum kind kind, uint32_t from, uint32_t n, uint32_t *out)
{
	for (uint32_t i = from; i < n; i++) {
		const uint64_t id = b->first + (kind == OF_ROWS ? b->rows[i] : kind == SUCCESSIVE_IDS ? i : 0);
		soc_draw_block(kind == OF_SEEDS ? b->seeds[i] : b->seed, b->stream, id, b->month,
		               kind == OF_SEEDS ? b->ks[i] : b->k + (kind == SUCCESSIVE_K ? i : 0), out + 4 * i);
	}
}

#ifdef SOC_HAS_LANES
#define ROUNDS 10
/* What a seed adds in each round. */
INLINE void make_keys(uint64_t seed, uint64_t key[2][ROUNDS])
{
	for (int round = 0; round < ROUNDS; round++) {
		key[0][round] = seed + (uint64_t)round * PHILOX_W32_0;
		key[1][round] = (seed >> 32) + (uint64_t)round * PHILOX_W32_1;
	}
}

/* A word stands in the low half of each 64-bit lane; high halves hold rubbish that no product reads. The same
 * words as draw_plain. */
__attribute__((target("avx2"))) INLINE uint32_t lanes4(const struct blocks *s, enum kind kind, uint32_t from,
                                                       uint32_t n, uint32_t *out)
{
	const __m256i m0 = _mm256_set1_epi64x(PHILOX_M4x32_0), m1 = _mm256_set1_epi64x(PHILOX_M4x32_1),
				  low = _mm256_set1_epi64x(0xffffffff);
	const __m256i upwards = _mm256_set_epi64x(3, 2, 1, 0), first = _mm256_set1_epi64x((long long)s->first),
				  k = _mm256_set1_epi64x(s->k), w0 = _mm256_set1_epi64x(PHILOX_W32_0),
				  w1 = _mm256_set1_epi64x(PHILOX_W32_1);
	const __m256i month = _mm256_set1_epi64x(s->month), stream = _mm256_set1_epi64x(s->stream);
	uint64_t key[2][ROUNDS];
	uint32_t i = from;
	make_keys(s->seed, key);
	for (; i + 4 <= n; i += 4) {
		const __m256i number = _mm256_add_epi64(_mm256_set1_epi64x(i), upwards);
		__m256i a = first, b, c = month, d = stream;
		if (kind == SUCCESSIVE_IDS)
			a = _mm256_add_epi64(first, number);
		else if (kind == OF_ROWS)
			a = _mm256_add_epi64(
				first, _mm256_cvtepu16_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(s->rows + i))));
		__m256i of_block = k;
		if (kind == SUCCESSIVE_K)
			of_block = _mm256_add_epi64(k, number);
		else if (kind == OF_SEEDS)
			of_block = _mm256_cvtepu32_epi64(_mm_loadu_si128((const __m128i *)(const void *)(s->ks + i)));
		b = _mm256_or_si256(_mm256_slli_epi64(_mm256_srli_epi64(a, 32), 24), of_block);
		__m256i k0, k1;
		if (kind == OF_SEEDS) {
			k0 = _mm256_loadu_si256((const __m256i *)(const void *)(s->seeds + i));
			k1 = _mm256_srli_epi64(k0, 32);
		}
#pragma GCC unroll 10
		for (int round = 0; round < ROUNDS; round++) {
			if (kind != OF_SEEDS) {
				k0 = _mm256_set1_epi64x((long long)key[0][round]);
				k1 = _mm256_set1_epi64x((long long)key[1][round]);
			}
			const __m256i p = _mm256_mul_epu32(a, m0), q = _mm256_mul_epu32(c, m1);
			a = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(q, 32), b), k0);
			c = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p, 32), d), k1);
			b = q;
			d = p;
			if (kind == OF_SEEDS) {
				k0 = _mm256_add_epi64(k0, w0);
				k1 = _mm256_add_epi64(k1, w1);
			}
		}
		/* words a b and c d of each block side by side, then the two halves of each block */
		const __m256i ab = _mm256_or_si256(_mm256_and_si256(a, low), _mm256_slli_epi64(b, 32));
		const __m256i cd = _mm256_or_si256(_mm256_and_si256(c, low), _mm256_slli_epi64(d, 32));
		const __m256i even = _mm256_unpacklo_epi64(ab, cd), odd = _mm256_unpackhi_epi64(ab, cd);
		_mm256_storeu_si256((__m256i *)(void *)(out + 4 * i), _mm256_permute2x128_si256(even, odd, 0x20));
		_mm256_storeu_si256((__m256i *)(void *)(out + 4 * i + 8), _mm256_permute2x128_si256(even, odd, 0x31));
	}
	return i;
}

/* The same, eight at a time. */
__attribute__((target("avx512f"))) INLINE uint32_t lanes8(const struct blocks *s, enum kind kind, uint32_t n,
                                                          uint32_t *out)
{
	const __m512i m0 = _mm512_set1_epi64(PHILOX_M4x32_0), m1 = _mm512_set1_epi64(PHILOX_M4x32_1),
				  low = _mm512_set1_epi64(0xffffffff);
	const __m512i upwards = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7),
				  first = _mm512_set1_epi64((long long)s->first), k = _mm512_set1_epi64(s->k),
				  w0 = _mm512_set1_epi64(PHILOX_W32_0), w1 = _mm512_set1_epi64(PHILOX_W32_1);
	const __m512i month = _mm512_set1_epi64(s->month), stream = _mm512_set1_epi64(s->stream);
	/* where the quarters of `even` and `odd` go: even has words of blocks 0 2 4 6, odd of 1 3 5 7 */
	const __m512i half0 = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11),
				  half1 = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
	uint64_t key[2][ROUNDS];
	uint32_t i = 0;
	make_keys(s->seed, key);
	for (; i + 8 <= n; i += 8) {
		const __m512i number = _mm512_add_epi64(_mm512_set1_epi64(i), upwards);
		__m512i a = first, b, c = month, d = stream;
		if (kind == SUCCESSIVE_IDS)
			a = _mm512_add_epi64(first, number);
		else if (kind == OF_ROWS)
			a = _mm512_add_epi64(
				first, _mm512_cvtepu16_epi64(_mm_loadu_si128((const __m128i *)(const void *)(s->rows + i))));
		__m512i of_block = k;
		if (kind == SUCCESSIVE_K)
			of_block = _mm512_add_epi64(k, number);
		else if (kind == OF_SEEDS)
			of_block = _mm512_cvtepu32_epi64(_mm256_loadu_si256((const __m256i *)(const void *)(s->ks + i)));
		b = _mm512_or_si512(_mm512_slli_epi64(_mm512_srli_epi64(a, 32), 24), of_block);
		__m512i k0, k1;
		if (kind == OF_SEEDS) {
			k0 = _mm512_loadu_si512(s->seeds + i);
			k1 = _mm512_srli_epi64(k0, 32);
		}
#pragma GCC unroll 10
		for (int round = 0; round < ROUNDS; round++) {
			if (kind != OF_SEEDS) {
				k0 = _mm512_set1_epi64((long long)key[0][round]);
				k1 = _mm512_set1_epi64((long long)key[1][round]);
			}
			const __m512i p = _mm512_mul_epu32(a, m0), q = _mm512_mul_epu32(c, m1);
			a = _mm512_ternarylogic_epi64(_mm512_srli_epi64(q, 32), b, k0, 0x96); /* all three xored */
			c = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p, 32), d, k1, 0x96);
			b = q;
			d = p;
			if (kind == OF_SEEDS) {
				k0 = _mm512_add_epi64(k0, w0);
				k1 = _mm512_add_epi64(k1, w1);
			}
		}
		const __m512i ab =
			_mm512_ternarylogic_epi64(a, low, _mm512_slli_epi64(b, 32), 0xea); /* (a and low) or b above */
		const __m512i cd = _mm512_ternarylogic_epi64(c, low, _mm512_slli_epi64(d, 32), 0xea);
		const __m512i even = _mm512_unpacklo_epi64(ab, cd), odd = _mm512_unpackhi_epi64(ab, cd);
		_mm512_storeu_si512(out + 4 * i, _mm512_permutex2var_epi64(even, half0, odd));
		_mm512_storeu_si512(out + 4 * i + 16, _mm512_permutex2var_epi64(even, half1, odd));
	}
	return i;
}
#endif

/* For each kind a function of its own for each width, so that the kind costs nothing within the loop. */
#ifdef SOC_HAS_LANES
#define DRAW(name, kind)                                                                                 \
	__attribute__((target("avx2"))) static uint32_t name##_avx2(const struct blocks *b, uint32_t from,   \
	                                                            uint32_t n, uint32_t *out)               \
	{                                                                                                    \
		return lanes4(b, kind, from, n, out);                                                            \
	}                                                                                                    \
	__attribute__((target("avx512f"))) static uint32_t name##_avx512(const struct blocks *b, uint32_t n, \
	                                                                 uint32_t *out)                      \
	{                                                                                                    \
		return lanes8(b, kind, n, out);                                                                  \
	}                                                                                                    \
	static void name(const struct blocks *b, uint32_t n, uint32_t *out)                                  \
	{                                                                                                    \
		uint32_t done = __builtin_cpu_supports("avx512f") ? name##_avx512(b, n, out) : 0;                \
		if (__builtin_cpu_supports("avx2"))                                                              \
			done = name##_avx2(b, done, n, out);                                                         \
		draw_plain(b, kind, done, n, out);                                                               \
	}
#else
#define DRAW(name, kind)                                                \
	static void name(const struct blocks *b, uint32_t n, uint32_t *out) \
	{                                                                   \
		draw_plain(b, kind, 0, n, out);                                 \
	}
#endif
DRAW(draw_ids, SUCCESSIVE_IDS)
DRAW(draw_k, SUCCESSIVE_K)
DRAW(draw_rows, OF_ROWS)
DRAW(draw_seeds, OF_SEEDS)

void soc_draw_row(uint64_t seed, uint32_t stream, uint64_t first, uint32_t n, uint32_t month, uint32_t *out)
{
	const struct blocks b = { .seed = seed, .stream = stream, .first = first >> 2, .month = month };
	draw_ids(&b, (n + SOC_DRAW_ROW - 1) / SOC_DRAW_ROW * (SOC_DRAW_ROW / 4), out);
}

void soc_draw_rows(uint64_t seed, uint32_t stream, uint64_t first, const uint16_t *rows, uint32_t n,
                   uint32_t month, uint32_t k, uint32_t (*out)[4])
{
	const struct blocks b = {
		.seed = seed, .stream = stream, .first = first, .rows = rows, .month = month, .k = k
	};
	draw_rows(&b, n, (uint32_t *)out);
}

void soc_draw_blocks(uint64_t seed, uint32_t stream, uint64_t id, uint32_t month, uint32_t k, uint32_t n,
                     uint32_t (*out)[4])
{
	const struct blocks b = { .seed = seed, .stream = stream, .first = id, .month = month, .k = k };
	draw_k(&b, n, (uint32_t *)out);
}

void soc_draw_seeds(const uint64_t *seeds, uint32_t stream, uint64_t id, uint32_t month, const uint32_t *ks,
                    uint32_t n, uint32_t (*out)[4])
{
	const struct blocks b = { .first = id, .stream = stream, .month = month, .seeds = seeds, .ks = ks };
	draw_seeds(&b, n, (uint32_t *)out);
}

uint64_t soc_draw_replicate(uint64_t seed, uint32_t replicate)
{
	if (replicate == 0)
		return seed;
	uint32_t w[4];
	soc_draw_block(seed, SOC_DRAW_SEEDS, replicate, 0, 0, w);
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

uint64_t soc_draw_permute(uint64_t seed, uint64_t stream, uint64_t n, uint64_t i)
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

uint64_t soc_draw_salt(const char *kind, const char *name)
{
	uint64_t h = 0xcbf29ce484222325u;
	for (const char *c = kind; *c != '\0'; c++)
		h = (h ^ (unsigned char)*c) * 0x100000001b3u;
	h = (h ^ (unsigned char)'.') * 0x100000001b3u;
	for (const char *c = name; *c != '\0'; c++)
		h = (h ^ (unsigned char)*c) * 0x100000001b3u;
	h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
	h = (h ^ h >> 27) * 0x94d049bb133111ebu;
	return h ^ h >> 31;
}
