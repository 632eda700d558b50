#include "experiment/sobol.h"

#include "model/variates.h"

#define BITS 32

struct direction {
	uint8_t degree;
	uint16_t polynomial; /* its inner coefficients */
	uint16_t first[10];  /* m_1 .. m_degree, odd */
};

static const struct direction directions[SOC_SOBOL_DIMENSIONS - 1] = {
#define DIRECTION(degree, a, ...) { degree, a, { __VA_ARGS__ } },
#include "experiment/sobol_directions.def"
};

/* m_j of a dimension, each below 2^j, for j = 1..BITS, made from the first ones by the recurrence of its
 * polynomial. */
static void fill_numbers(int dimension, uint32_t m[BITS])
{
	if (dimension == 0) {
		for (int j = 0; j < BITS; j++)
			m[j] = 1;
		return;
	}
	const struct direction *d = &directions[dimension - 1];
	for (int j = 0; j < d->degree; j++)
		m[j] = d->first[j];
	for (int j = d->degree; j < BITS; j++) {
		m[j] = m[j - d->degree] ^ m[j - d->degree] << d->degree;
		for (int i = 1; i < d->degree; i++)
			if (d->polynomial >> (d->degree - 1 - i) & 1)
				m[j] ^= m[j - i] << i;
	}
}

uint32_t soc_sobol_fraction(uint32_t index, int dimension)
{
	uint32_t m[BITS], x = 0;
	fill_numbers(dimension, m);
	for (int j = 0; index >> j != 0; j++) {
		if (index >> j & 1)
			x ^= m[j] << (BITS - 1 - j);
		if (j == BITS - 1)
			break; /* a shift by all bits is not defined */
	}
	return x;
}

double soc_sobol_scrambled(uint64_t seed, int scrambling, uint32_t index, int dimension)
{
	const uint32_t x = soc_sobol_fraction(index, dimension);
	uint32_t flips = 0;
	for (uint32_t bit = 0; bit < BITS; bit++) {
		const uint64_t before = bit == 0 ? 0 : x >> (BITS - bit);
		const uint64_t id = (uint64_t)dimension << 32 | before;
		flips = flips << 1 | SOC_VARIATE(SCRAMBLE_FLIP, seed, id, bit, scrambling) >> 31;
	}
	return ((double)(x ^ flips) + 0.5) / 4294967296.0;
}
