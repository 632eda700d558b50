#include "base/sha256.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(SOC_NO_VECTORS)
#define WITH_INSTRUCTIONS 1
#include <cpuid.h>
#include <immintrin.h>
#endif
#include <sha2.h>
#include <string.h>

#define BLOCK 64

static void blocks_plain(uint32_t state[8], const uint8_t *at, size_t count)
{
	for (; count > 0; count--, at += BLOCK)
		SHA256Transform(state, at);
}

#if WITH_INSTRUCTIONS
static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* Four rounds at a time. The instructions want the state as ABEF and CDGH, and the words of the block most
 * significant byte first; words 16 and later follow from the sixteen before. */
__attribute__((target("sha,sse4.1"))) static void blocks_by_instructions(uint32_t state[8], const uint8_t *at,
                                                                         size_t count)
{
	const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	const __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)state), 0xb1),
				  hgfe = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)(state + 4)), 0x1b);
	__m128i abef = _mm_alignr_epi8(badc, hgfe, 8), cdgh = _mm_blend_epi16(hgfe, badc, 0xf0);
	for (; count > 0; count--, at += BLOCK) {
		const __m128i abef_before = abef, cdgh_before = cdgh;
		__m128i word[4];
		for (int i = 0; i < 16; i++) {
			__m128i *now = &word[i % 4];
			if (i < 4)
				*now = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i)), order);
			else
				*now = _mm_sha256msg2_epu32(
					_mm_add_epi32(_mm_sha256msg1_epu32(*now, word[(i + 1) % 4]),
				                  _mm_alignr_epi8(word[(i + 3) % 4], word[(i + 2) % 4], 4)),
					word[(i + 3) % 4]);
			const __m128i sum =
				_mm_add_epi32(*now, _mm_loadu_si128((const __m128i *)(const void *)&constants[4 * i]));
			cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
			abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
		}
		abef = _mm_add_epi32(abef, abef_before);
		cdgh = _mm_add_epi32(cdgh, cdgh_before);
	}
	const __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

static int has_instructions(void)
{
	unsigned a, b, c, d;
	return __builtin_cpu_supports("sse4.1") && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1u);
}
#endif

static void blocks(uint32_t state[8], const uint8_t *at, size_t count)
{
#if WITH_INSTRUCTIONS
	static int chosen; /* 0: not yet; whoever asks at the same time finds the same */
	int by = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
	if (by == 0)
		__atomic_store_n(&chosen, by = has_instructions() ? 2 : 1, __ATOMIC_RELAXED);
	if (by == 2) {
		blocks_by_instructions(state, at, count);
		return;
	}
#endif
	blocks_plain(state, at, count);
}

void soc_sha256_begin(struct soc_sha256 *sha)
{
	static const uint32_t first[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	memcpy(sha->state, first, sizeof first);
	sha->hashed = 0;
	sha->gathered = 0;
}

static void take(struct soc_sha256 *sha, const uint8_t *at, size_t count)
{
	blocks(sha->state, at, count);
	sha->hashed += count * BLOCK;
}

/* Whole blocks of what waits go into the state. */
static void flush(struct soc_sha256 *sha)
{
	const size_t whole = sha->gathered / BLOCK;
	take(sha, sha->bytes, whole);
	sha->gathered -= whole * BLOCK;
	memmove(sha->bytes, sha->bytes + whole * BLOCK, sha->gathered);
}

void soc_sha256_fill(struct soc_sha256 *sha, const void *bytes, size_t length)
{
	const uint8_t *from = bytes;
	while (length > 0) {
		if (sha->gathered == 0 && length >= sizeof sha->bytes) {
			take(sha, from, length / BLOCK);
			from += length / BLOCK * BLOCK;
			length %= BLOCK;
			continue;
		}
		const size_t room = sizeof sha->bytes - sha->gathered, now = length < room ? length : room;
		memcpy(sha->bytes + sha->gathered, from, now);
		sha->gathered += now;
		from += now;
		length -= now;
		if (sha->gathered == sizeof sha->bytes)
			flush(sha);
	}
}

void soc_sha256_end(struct soc_sha256 *sha, uint8_t out[SOC_SHA256_BYTES])
{
	const uint64_t bits = 8 * (sha->hashed + sha->gathered);
	static const uint8_t padding[BLOCK] = { 0x80 };
	uint8_t length[8];
	for (int i = 0; i < 8; i++)
		length[i] = (uint8_t)(bits >> 8 * (7 - i));
	const size_t used = (sha->gathered + sizeof length) % BLOCK;
	soc_sha256_add(sha, padding, BLOCK - used);
	soc_sha256_add(sha, length, sizeof length);
	flush(sha);
	for (int i = 0; i < 32; i++)
		out[i] = (uint8_t)(sha->state[i / 4] >> 8 * (3 - i % 4));
}
