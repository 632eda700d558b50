#include "limit.h"

#include "base/draw.h"
#include "base/vector.h"

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#define BLOCK 512 /* people at once: their state stays in the nearest cache */
#define STATE 8   /* words of 4 bytes a person */
#define PERSONS_MOST 10000000

double bench_processor_time(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* All words of a person change with the random one, so that none of the work can be left out. */
SOC_VECTOR static void add_words(uint32_t *state, const uint32_t *word)
{
	for (int column = 0; column < STATE; column++)
		for (int row = 0; row < BLOCK; row++)
			state[column * BLOCK + row] += word[row];
}

static void pass(uint32_t *state, long long blocks, uint32_t month, int threads)
{
#pragma omp parallel for num_threads(threads) schedule(static)
	for (long long b = 0; b < blocks; b++) {
		uint32_t word[BLOCK + 2 * SOC_DRAW_ROW];
		soc_draw_row(1, 0, (uint64_t)b * BLOCK, BLOCK, month, word);
		add_words(state + b * BLOCK * STATE, word);
	}
	(void)threads; /* one without OpenMP */
}

double bench_limit(long long persons, int threads)
{
	const long long blocks = (persons < PERSONS_MOST ? persons : PERSONS_MOST) / BLOCK + 1;
	uint32_t *state = calloc((size_t)blocks * BLOCK * STATE, sizeof *state);
	double least = 0.0, spent = 0.0;
	if (state == NULL)
		return 0.0;
	pass(state, blocks, 0, threads); /* memory that is there */
	for (uint32_t month = 1; month <= 3 || spent < 0.5; month++) {
		const double began = bench_processor_time();
		pass(state, blocks, month, threads);
		const double took = bench_processor_time() - began;
		spent += took;
		least = month == 1 || took < least ? took : least;
	}
	free(state);
	return least / (double)(blocks * BLOCK) * 1e9;
}
