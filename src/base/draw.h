/* Random draws: one pure function of (seed, stream, id, month, k). No generator, no state, any order.
 *
 * Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC11, 2011),
 * from Random123. Two streams never share a draw; which there are, and who takes which word of them, is the
 * table model/variates.def. id < 2^40, month < 2^16, k < 2^24.
 */
#ifndef SOC_BASE_DRAW_H
#define SOC_BASE_DRAW_H

/* Random123 would bring the compiler's vector intrinsics along, ten times as many lines as the rest of a file
 * that includes this; Philox takes none of them. */
#define R123_USE_SSE 0
#define R123_USE_X86INTRIN_H 0
#include <Random123/philox.h>
#include <stdint.h>

/* The stream of the seeds of replicates (STREAM REPLICATE of model/variates.def). */
#define SOC_DRAW_SEEDS 1u

/* Four independent uniform 32-bit words. */
static inline void soc_draw_block(uint64_t seed, uint32_t stream, uint64_t id, uint32_t month, uint32_t k,
                                  uint32_t out[4])
{
	philox4x32_ctr_t c = { { (uint32_t)id, (uint32_t)(id >> 32) << 24 | (k & 0xffffffu), month, stream } };
	philox4x32_key_t key = { { (uint32_t)seed, (uint32_t)(seed >> 32) } };
	c = philox4x32_R(10, c, key);
	out[0] = c.v[0];
	out[1] = c.v[1];
	out[2] = c.v[2];
	out[3] = c.v[3];
}

/* One uniform word. k counts words: four successive k share a block. */
static inline uint32_t soc_draw(uint64_t seed, uint32_t stream, uint64_t id, uint32_t month, uint32_t k)
{
	uint32_t w[4];
	soc_draw_block(seed, stream, id, month, k >> 2, w);
	return w[k & 3];
}

/* One word for each of n successive ids from first (a multiple of 4): out[i] = word (id & 3) of the block of
 * id >> 2. n is rounded up to a multiple of SOC_DRAW_ROW: out has room for it. Cost: about 1 ns a word. */
#define SOC_DRAW_ROW 16u
void soc_draw_row(uint64_t seed, uint32_t stream, uint64_t first, uint32_t n, uint32_t month, uint32_t *out);

/* Whole blocks of many at once, as soc_draw_block gives them one by one. Cost: about 2.5 ns a block instead
 * of 10. rows: of the ids first + rows[i], i < n. blocks: the blocks k, k + 1, ... of one id. */
void soc_draw_rows(uint64_t seed, uint32_t stream, uint64_t first, const uint16_t *rows, uint32_t n,
                   uint32_t month, uint32_t k, uint32_t (*out)[4]);
void soc_draw_blocks(uint64_t seed, uint32_t stream, uint64_t id, uint32_t month, uint32_t k, uint32_t n,
                     uint32_t (*out)[4]);
/* The same of one id for each of many things: block ks[i] of seeds[i], i < n. */
void soc_draw_seeds(const uint64_t *seeds, uint32_t stream, uint64_t id, uint32_t month, const uint32_t *ks,
                    uint32_t n, uint32_t (*out)[4]);

/* The seed of replicate r of a scenario's seed; replicate 0 is the seed itself. */
uint64_t soc_draw_replicate(uint64_t seed, uint32_t replicate);

/* The stream of one named thing of a scenario (a class of events, a list, ...): what is drawn for it alone is
 * drawn with seed ^ salt. So neither its place in the file nor what else is there moves its draws. kind: of
 * the thing, so that a channel and a list of one name have streams of their own. FNV-1a, mixed as splitmix64
 * does (Steele, Lea, Flood 2014). Pure. Cost: a few ns a letter. */
uint64_t soc_draw_salt(const char *kind, const char *name);

/* A probability as a threshold: an event of probability p happens when a word is below it.
 * p <= 0 gives 0 (never), p >= 1 gives 2^32 (always): compare as uint64_t or use soc_below. */
static inline uint64_t soc_threshold(double p)
{
	if (!(p > 0.0))
		return 0;
	if (p >= 1.0)
		return (uint64_t)1 << 32;
	return (uint64_t)(p * 4294967296.0 + 0.5);
}

static inline int soc_below(uint32_t word, uint64_t threshold)
{
	return (uint64_t)word < threshold;
}

/* A uniform integer in 0..n-1 from a word (n > 0), by multiplication. */
static inline uint32_t soc_pick(uint32_t word, uint32_t n)
{
	return (uint32_t)(((uint64_t)word * n) >> 32);
}

/* A quantity of mean 0 from two words: the sum of four uniform 16-bit numbers, as near to the normal law as
 * is needed, with the exact standard deviation that `scale` was compiled for (rules.h); at most 3.46 of them.
 * In the unit of the scale. */
static inline int32_t soc_draw_spread(int64_t scale, uint32_t a, uint32_t b)
{
	const int64_t sum = (int64_t)(a & 0xffffu) + (a >> 16) + (b & 0xffffu) + (b >> 16) - 131070;
	return (int32_t)((sum * scale + ((int64_t)1 << 31)) >> 32);
}

/* A keyed permutation of 0..n-1 (n >= 1): cycle-walking Feistel network; the image of i. O(1), no tables. */
uint64_t soc_draw_permute(uint64_t seed, uint64_t stream, uint64_t n, uint64_t i);

#endif
