/* Numbers and draws: elementary functions against libm, Philox against the vectors of its authors, streams
 * against each other. */
#include "closed_forms.h"
#include "runner.h"

#include "base/num.h"
#include "model/events/rates.h"
#include "model/population/population.h"
#include "model/variates.h"

#include <stdlib.h>

static void check_functions(void)
{
	for (int i = -7000; i <= 7000; i++) {
		const double x = i * 0.1 + i * 1e-7;
		if (fabs(x) <= 700.0)
			closed_form_near("soc_num_exp", soc_num_exp(x) / exp(x), 1.0, 1e-13);
	}
	for (int i = -300; i <= 300; i++)
		for (int k = 1; k <= 7; k++) {
			const double x = pow(10.0, i) * k * 1.2345;
			closed_form_near("soc_num_log", soc_num_log(x), log(x), 1e-14 * (1.0 + fabs(log(x))));
		}
	for (int i = 1; i <= 60; i++)
		for (int j = -60; j <= 60; j++)
			closed_form_near("soc_num_pow", soc_num_pow(i * 0.37, j * 0.11) / pow(i * 0.37, j * 0.11), 1.0,
			                 1e-13);
	closed_form_near("soc_num_pow(0, 2)", soc_num_pow(0.0, 2.0), 0.0, 0.0);
	closed_form_near("soc_num_pow(x, 0)", soc_num_pow(7.3, 0.0), 1.0, 0.0);
	closed_form_near("soc_num_sqrt", soc_num_sqrt(2.385), sqrt(2.385), 0.0);
	puts("elementary functions compared with libm");
}

/* Random123 1.14, tests/kat_vectors, philox4x32 10. The counter is made by soc_draw_block: id, k, month and
 * stream are chosen so. */
static void check_philox(void)
{
	static const struct {
		uint64_t seed, id;
		uint32_t stream, month, k, out[4];
	} vector[] = {
		{ 0, 0, 0, 0, 0, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
		{ 0xffffffffffffffff,
		  0xffffffffff,
		  0xffffffff,
		  0xffffffff,
		  0xffffff,
		  { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
		{ 0x299f31d0a4093822,
		  0x85243f6a88,
		  0x03707344,
		  0x13198a2e,
		  0xa308d3,
		  { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
	};
	for (int i = 0; i < 3; i++) {
		uint32_t w[4];
		soc_draw_block(vector[i].seed, (enum soc_stream)vector[i].stream, vector[i].id, vector[i].month,
		               vector[i].k, w);
		for (int j = 0; j < 4; j++)
			closed_form_near("philox4x32-10", w[j], vector[i].out[j], 0.0);
	}
	/* A row of draws is the same words, wherever it begins and however long it is. */
	for (uint64_t first = 0; first < 1u << 20; first = first * 3 + 4)
		for (uint32_t n = 1; n < 600; n = n * 2 + 3) {
			static uint32_t row[2048];
			soc_draw_row(77, SOC_DRAW_FIRM_EVENT, first & ~(uint64_t)3, n, 5, row);
			for (uint32_t i = 0; i < n; i++) {
				const uint64_t id = (first & ~(uint64_t)3) + i;
				closed_form_near("soc_draw_row", row[i],
				                 soc_draw(77, SOC_DRAW_FIRM_EVENT, id >> 2, 5, (uint32_t)(id & 3)), 0.0);
			}
		}
	puts("3 known vectors of philox4x32-10, rows of draws");
}

static void check_permutations(void)
{
	static const uint32_t sizes[] = { 1, 2, 3, 4, 5, 7, 16, 100, 511, 512, 513, 1000, 4097, 65537 };
	for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
		const uint32_t n = sizes[s];
		uint8_t *met = calloc(n, 1);
		uint32_t fixed = 0;
		if (met == NULL)
			lab_die("no memory");
		for (uint32_t i = 0; i < n; i++) {
			const uint64_t image = soc_draw_permute(9, 3, n, i);
			if (image >= n || met[image]++)
				lab_die("soc_draw_permute: %u of %u goes to %llu, which is beyond or taken", i, n,
				        (unsigned long long)image);
			fixed += image == i;
		}
		/* The number of fixed points of a random permutation is Poisson with mean 1. */
		if (n > 100)
			closed_form("fixed points of a permutation", fixed, 1.0, 1.0, 5.0);
		free(met);
	}
}

#define WORDS 4096

/* Words of a stream as numbers around 0 with variance 1/12. `shift` moves id, month or k by one. */
static void fill(double *x, enum soc_stream stream, int shift_id, int shift_month, int shift_k)
{
	for (int i = 0; i < WORDS; i++)
		x[i] = soc_draw(12345, stream, (uint64_t)(i / 16 + shift_id), (uint32_t)(i / 4 % 4 + shift_month),
		                (uint32_t)(i % 4 + shift_k)) /
		           4294967296.0 -
		       0.5;
}

static double correlation(const double *x, const double *y)
{
	double sum = 0.0;
	for (int i = 0; i < WORDS; i++)
		sum += x[i] * y[i];
	return 12.0 * sum / WORDS;
}

/* Some 300 correlations at 4.5 standard errors: by chance one of them fails for one seed in 500. */
static void check_streams(void)
{
	static const struct {
		const char *name;
		int value;
	} stream[] = {
#define STREAM(name, value, id, what) { #name, value },
#include "model/variates.def"
	};
	enum { COUNT = sizeof stream / sizeof *stream };
	static double x[COUNT][WORDS], moved[WORDS];
	double worst = 0.0;
	int pairs = 0;
	for (int i = 0; i < COUNT; i++) {
		fill(x[i], (enum soc_stream)stream[i].value, 0, 0, 0);
		double mean = 0.0;
		for (int j = 0; j < WORDS; j++)
			mean += x[i][j] / WORDS;
		closed_form("mean of a stream", mean, 0.0, 1.0 / sqrt(12.0 * WORDS), 4.5);
		for (int k = 0; k < i; k++, pairs++) {
			if (stream[i].value == stream[k].value)
				lab_die("%s and %s are one stream", stream[i].name, stream[k].name);
			worst = fmax(worst, fabs(correlation(x[i], x[k])));
		}
		for (int dimension = 0; dimension < 3; dimension++, pairs++) {
			fill(moved, (enum soc_stream)stream[i].value, (dimension == 0) * 256, (dimension == 1) * 4,
			     (dimension == 2) * 4);
			worst = fmax(worst, fabs(correlation(x[i], moved)));
		}
	}
	printf("%d correlations between streams, the largest %.4f\n", pairs, worst);
	closed_form("largest correlation between streams", worst, 0.0, 1.0 / sqrt(WORDS), 4.5);
}

/* Proneness of shape 1 is exponential: the mean between quantiles a and b is [v - v ln v] from 1 - b to 1 -
 * a, over b - a. */
static void check_buckets(void)
{
	static const double cuts[] = SOC_THETA_CUTS;
	double mean[SOC_THETA_BUCKETS], below = 0.0;
	soc_rates_bucket_means(1.0, 1.0, cuts, SOC_THETA_BUCKETS, mean);
	for (int b = 0; b < SOC_THETA_BUCKETS; b++) {
		const double high = 1.0 - below, low = 1.0 - cuts[b];
		const double expected =
			(high - high * log(high) - (low > 0.0 ? low - low * log(low) : 0.0)) / (cuts[b] - below);
		closed_form_near("bucket of an exponential law", mean[b] / expected, 1.0, 1e-3);
		below = cuts[b];
	}
}

WHOLE_PART(closed_forms_numbers)
{
	check_functions();
	check_philox();
	check_permutations();
	check_streams();
	check_buckets();
	return closed_forms_failed > 0;
}
