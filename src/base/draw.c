#include "base/draw.h"

void soc_draw_row(uint64_t seed, enum soc_purpose purpose, uint64_t first, uint32_t n, uint32_t month, uint32_t *out)
{
	for (uint32_t i = 0; i < n; i += 4)
		soc_draw_block(seed, purpose, (first + i) >> 2, month, 0, out + i);
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
