#include "base/poisson.h"

#include "base/draw.h"
#include "base/num.h"
#include "base/wide.h"

uint32_t soc_poisson_clip(double p)
{
	uint64_t t = soc_threshold(p);
	return t > 0xffffffffu ? 0xffffffffu : (uint32_t)t;
}

double soc_poisson_thresholds(double mean, uint32_t *more_than, int n)
{
	double term = soc_num_exp(-mean), tail = 1.0 - term;
	for (int i = 0; i < n; i++) {
		more_than[i] = soc_poisson_clip(tail);
		term *= mean / (i + 1);
		tail -= term;
	}
	return tail > 0.0 ? tail : 0.0;
}

static double beyond(double mean, int n)
{
	double term = soc_num_exp(-mean), tail = 1.0 - term;
	for (int i = 0; i < n; i++) {
		term *= mean / (i + 1);
		tail -= term;
	}
	return tail;
}

double soc_poisson_most(int n, double cut)
{
	double low = 0.0, high = 1.0;
	while (high < 512.0 && beyond(high, n) <= cut)
		high *= 2.0;
	while (high - low > 1e-6 * high) {
		const double mean = 0.5 * (low + high);
		*(beyond(mean, n) <= cut ? &low : &high) = mean;
	}
	return low;
}

/* ---- in integers, 1 = 2^62 ---- */

#define ONE ((uint64_t)1 << 62)
static uint64_t times(uint64_t a, uint64_t b)
{
	return (uint64_t)((soc_wide)a * b >> 62);
}

static const uint64_t whole[17] = {
	/* exp(-i) */
	0x4000000000000000u, 0x178b56362cef37c7u, 0x08a95551dfc0e5d0u, 0x032fb61999d615d9u, 0x012c155b8213cf47u,
	0x006e64ff80354dd8u, 0x00289ca3e227a9acu, 0x000ef0b5ce1254c7u, 0x00057f08410409ebu, 0x0002059e44a4ca8bu,
	0x0000be6bcdab23e5u, 0x0000460d508e3d9eu, 0x000019c54c3b43bdu, 0x0000097b029dcc0fu, 0x0000037cd8dfb603u,
	0x0000014875ca227fu, 0x00000078d56eebbau,
};
static const uint64_t sixteenths[16] = {
	/* exp(-i / 16) */
	0x4000000000000000u, 0x3c1f57f78e05479du, 0x387ad449db04430fu, 0x350ed025810ef781u,
	0x31d7df3d590415d1u, 0x2ed2ca5be45efc27u, 0x2bfc8c2bd31d1d55u, 0x29524e326dfa11acu,
	0x26d165f8df2c13fdu, 0x2477526182ad1600u, 0x2241b9269327cf56u, 0x202e647fb20040d8u,
	0x1e3b40ebefcd7e53u, 0x1c665b1e1f1e0d04u, 0x1aadde095dad4b40u, 0x1910110be069760eu,
};
static const uint64_t fine[16] = {
	/* exp(-i / 256) */
	0x4000000000000000u, 0x3fc01ff557ff778eu, 0x3f807faad54449f3u, 0x3f411ee0d77ea717u,
	0x3f01fd57fddf4925u, 0x3ec31ad126d813b1u, 0x3e84770d6fdcf228u, 0x3e4611ce3524f53fu,
	0x3e07ead5116baf23u, 0x3dca01e3ddb2ce30u, 0x3d8c56bcb103f5efu, 0x3d4ee921e032d619u,
	0x3d11b8d5fd9f7f64u, 0x3cd4c59bd8f8f5e0u, 0x3c980f367f0000a4u, 0x3c5b9569394a3681u,
};

/* exp(-x), x in 2^-32 and at most 16: by tables, and below 1/256 by its series (the next term is below
 * 2^-46). */
static uint64_t exp_minus(uint64_t x)
{
	const uint64_t r = (x & 0xffffffu) << 30, r2 = times(r, r);
	const uint64_t rest = ONE - r + r2 / 2 - times(r2, r) / 6 + times(r2, r2) / 24;
	return times(times(whole[x >> 32], sixteenths[x >> 28 & 15u]), times(fine[x >> 24 & 15u], rest));
}

/* 2^64 / n, rounded down, from n = 1 on. */
static const uint64_t inverse[SOC_POISSON_STEPS - 1] = {
	0xffffffffffffffffu, 0x8000000000000000u, 0x5555555555555555u, 0x4000000000000000u, 0x3333333333333333u,
	0x2aaaaaaaaaaaaaaau, 0x2492492492492492u, 0x2000000000000000u, 0x1c71c71c71c71c71u, 0x1999999999999999u,
	0x1745d1745d1745d1u, 0x1555555555555555u, 0x13b13b13b13b13b1u, 0x1249249249249249u, 0x1111111111111111u,
	0x1000000000000000u, 0x0f0f0f0f0f0f0f0fu, 0x0e38e38e38e38e38u, 0x0d79435e50d79435u, 0x0cccccccccccccccu,
	0x0c30c30c30c30c30u, 0x0ba2e8ba2e8ba2e8u, 0x0b21642c8590b216u, 0x0aaaaaaaaaaaaaaau, 0x0a3d70a3d70a3d70u,
	0x09d89d89d89d89d8u, 0x097b425ed097b425u, 0x0924924924924924u, 0x08d3dcb08d3dcb08u, 0x0888888888888888u,
	0x0842108421084210u, 0x0800000000000000u, 0x07c1f07c1f07c1f0u, 0x0787878787878787u, 0x0750750750750750u,
	0x071c71c71c71c71cu, 0x06eb3e45306eb3e4u, 0x06bca1af286bca1au, 0x0690690690690690u, 0x0666666666666666u,
	0x063e7063e7063e70u, 0x0618618618618618u, 0x05f417d05f417d05u, 0x05d1745d1745d174u, 0x05b05b05b05b05b0u,
	0x0590b21642c8590bu, 0x0572620ae4c415c9u, 0x0555555555555555u, 0x05397829cbc14e5eu, 0x051eb851eb851eb8u,
	0x0505050505050505u, 0x04ec4ec4ec4ec4ecu, 0x04d4873ecade304du, 0x04bda12f684bda12u, 0x04a7904a7904a790u,
	0x0492492492492492u, 0x047dc11f7047dc11u, 0x0469ee58469ee584u, 0x0456c797dd49c341u, 0x0444444444444444u,
	0x04325c53ef368eb0u, 0x0421084210842108u, 0x0410410410410410u,
};

unsigned soc_poisson_draw(uint64_t mean, uint32_t word)
{
	const uint64_t at = (uint64_t)word << 30;
	uint64_t term = exp_minus(mean), sum = term;
	unsigned n = 0;
	while (at >= sum && n + 1 < SOC_POISSON_STEPS) {
		/* below 2^63: at the greatest mean no term is above 0.1 */
		const uint64_t next = (uint64_t)((soc_wide)term * mean >> 32);
		term = (uint64_t)((soc_wide)next * inverse[n] >> 64);
		sum += term;
		n++;
	}
	return n;
}
