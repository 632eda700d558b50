#include "run/lanes_groups.h"
#include "run/lanes_kernels.h"
#include "run/lanes_wide.h"

#include "base/scan.h"

#include <string.h>

enum form { ONE_VALUE = SOC_LANES_ONE_VALUE, BITS, EXCEPTIONS, MANY_EXCEPTIONS, BYTES };

static uint32_t value_at(const void *values, size_t size, size_t i)
{
	return BY_SIZE(size, ((const uint8_t *)values)[i], ((const uint16_t *)values)[i],
	               ((const uint32_t *)values)[i]);
}

/* A value of 1, 2 or 4 bytes in the order of the machine. */
static inline uint8_t *put_value(uint8_t *out, size_t size, uint32_t value)
{
	const uint16_t two = (uint16_t)value;
	if (size == 1)
		*out = (uint8_t)value;
	else if (size == 2)
		memcpy(out, &two, sizeof two);
	else
		memcpy(out, &value, sizeof value);
	return out + size;
}

static void fill(void *values, size_t size, size_t count, uint32_t value)
{
	BY_SIZE(size, fill_8(values, count, (uint8_t)value), fill_16(values, count, (uint16_t)value),
	        fill_32(values, count, value));
}

/* ---- one value, and bits ---- */

/* What is taken off and the mask of what then varies: of the bits that vary in the column, or of as many as
 * the values are apart, whichever takes fewer bytes. Returns these bytes. */
static size_t choose_bits(const void *values, size_t size, size_t count, uint32_t varying, uint32_t *base,
                          uint32_t *mask)
{
	uint32_t spread = 0;
	const uint32_t low = BY_SIZE(size, lowest_8(values, count, &spread), lowest_16(values, count, &spread),
	                             lowest_32(values, count, &spread)),
				   apart = (uint32_t)(((uint64_t)2 << (31 - __builtin_clz(spread))) - 1);
	const size_t as_they_vary = soc_lanes_groups_bytes(varying, count),
				 as_far_apart = soc_lanes_groups_bytes(apart, count);
	const int vary = as_they_vary <= as_far_apart;
	*mask = vary ? varying : apart;
	*base = vary ? value_at(values, size, 0) & ~varying : low;
	return 1 + 2 * size + (vary ? as_they_vary : as_far_apart);
}

/* The bits of a mask, which may have none. */
static uint8_t *put_bits(const void *values, size_t size, size_t count, uint32_t base, uint32_t mask,
                         uint8_t *out)
{
	uint8_t plane[SOC_LANES_MOST];
	out = put_value(out, size, base);
	out = put_value(out, size, mask);
	if (size == 1)
		return mask != 0 ? soc_lanes_groups_put(values, count, base, mask, out) : out;
	for (unsigned shift = 0; shift < 8 * size; shift += 8) {
		if ((mask >> shift & 0xffu) == 0)
			continue;
		if (size == 2)
			plane_of_16(values, count, (uint16_t)base, shift, plane);
		else
			plane_of_32(values, count, base, shift, plane);
		out = soc_lanes_groups_put(plane, count, 0, mask >> shift & 0xffu, out);
	}
	return out;
}

/* Values of 2 or 4 bytes from their planes. */
static const uint8_t *get_planes(const uint8_t *at, void *values, size_t size, size_t count, uint32_t base,
                                 uint32_t mask)
{
	uint8_t plane[SOC_LANES_MOST];
	int is_first = 1;
	for (unsigned shift = 0; shift < 8 * size; shift += 8) {
		if ((mask >> shift & 0xffu) == 0)
			continue;
		at = soc_lanes_groups_get(at, count, 0, mask >> shift & 0xffu, plane);
		if (size == 2)
			(is_first ? set_plane_16 : add_plane_16)(plane, count, (uint16_t)base, shift, values);
		else
			(is_first ? set_plane_32 : add_plane_32)(plane, count, base, shift, values);
		is_first = 0;
	}
	return at;
}

static int has_mask(const uint8_t *at, const uint8_t *end, size_t size)
{
	return (size_t)(end - at) >= 2 * size && soc_lanes_value(at + size, size) != 0;
}

static const uint8_t *get_bits(const uint8_t *at, const uint8_t *end, void *values, size_t size, size_t count)
{
	if ((size_t)(end - at) < 2 * size)
		return NULL;
	const uint32_t base = soc_lanes_value(at, size), mask = soc_lanes_value(at + size, size);
	at += 2 * size;
	if (soc_lanes_groups_bytes(mask, count) > (size_t)(end - at))
		return NULL;
	if (mask == 0)
		fill(values, size, count, base);
	else if (size == 1)
		at = soc_lanes_groups_get(at, count, base, mask, values);
	else
		at = get_planes(at, values, size, count, base, mask);
	return at;
}

static uint32_t varying_bits(const void *values, size_t size, size_t count)
{
	return BY_SIZE(size, varying_8(values, count), varying_16(values, count), varying_32(values, count));
}

static uint8_t *put_bytes(const void *values, size_t bytes, uint8_t *out)
{
	*out++ = BYTES;
	memcpy(out, values, bytes);
	return out + bytes;
}

/* Without exceptions. */
static uint8_t *put_simple(const void *values, size_t size, size_t count, uint8_t *out)
{
	uint32_t base, mask;
	const uint32_t varying = varying_bits(values, size, count);
	if (varying == 0) {
		*out++ = ONE_VALUE;
		return put_value(out, size, value_at(values, size, 0));
	}
	if (count < SOC_LANES_FEW || choose_bits(values, size, count, varying, &base, &mask) >= 1 + size * count)
		return put_bytes(values, size * count, out);
	*out++ = BITS;
	return put_bits(values, size, count, base, mask, out);
}

static const uint8_t *get_simple(const uint8_t *at, const uint8_t *end, void *values, size_t size,
                                 size_t count)
{
	if (at == end || count == 0)
		return NULL;
	const unsigned form = *at++;
	if (form == BITS)
		return has_mask(at, end, size) ? get_bits(at, end, values, size, count) : NULL;
	const size_t bytes = form == ONE_VALUE ? size : size * count;
	if ((form != ONE_VALUE && form != BYTES) || (size_t)(end - at) < bytes)
		return NULL;
	if (form == ONE_VALUE)
		fill(values, size, count, soc_lanes_value(at, size));
	else
		memcpy(values, at, bytes);
	return at + bytes;
}

/* ---- exceptions ---- */

static unsigned others_among(const uint32_t seen[SAMPLE], uint32_t value, uint32_t bits)
{
	unsigned n = 0;
	for (unsigned i = 0; i < SAMPLE; i++)
		n += ((seen[i] ^ value) & bits) != 0;
	return n;
}

/* What most rows have, and of the bits in which some have something else those that are worth a bit of every
 * row: guessed from a few. */
static uint32_t common_value(const void *values, size_t size, size_t count, uint32_t *mask)
{
	uint32_t seen[SAMPLE], common = 0, once = 0, twice = 0, often = 0;
	BY_SIZE(size, sample_8(values, count, seen), sample_16(values, count, seen),
	        sample_32(values, count, seen));
	unsigned others = SAMPLE;
	for (unsigned k = 0; k < SAMPLE && others >= SAMPLE / 2; k++) {
		const unsigned n = others_among(seen, seen[k], UINT32_MAX);
		if (n < others) {
			common = seen[k];
			others = n;
		}
	}
	*mask = 0;
	if (others < OFTEN)
		return common;
	for (unsigned k = 0; k < SAMPLE; k++) {
		const uint32_t varying = seen[k] ^ common;
		often |= twice & varying;
		twice |= once & varying;
		once |= varying;
	}
	if (soc_lanes_groups_bytes(often, count) * SAMPLE <
	    (others - others_among(seen, common, ~often)) * (1 + size) * count)
		*mask = often;
	return common;
}

struct exceptions {
	uint32_t base, mask; /* of the bits of all rows */
	unsigned count, words;
	uint64_t is_one[SOC_LANES_MOST / 64]; /* bit per row */
	uint16_t rows[SOC_LANES_MOST + AT_ONCE];
	uint32_t values[SOC_LANES_MOST]; /* of the size of the column, side by side */
};

SOC_VECTOR static unsigned count_marked(const uint64_t *bits, unsigned words)
{
	unsigned n = 0;
	for (size_t w = 0; w < words; w++)
		n += (unsigned)__builtin_popcountll(bits[w]);
	return n;
}

/* With base and mask given. */
static void find_exceptions(const void *values, size_t size, size_t count, struct exceptions *e)
{
	uint8_t other[SOC_LANES_MOST];
	const uint32_t bits = ~e->mask;
	e->words = (unsigned)(count + 63) / 64;
	if (soc_lanes_are_wide()) {
		e->count = soc_lanes_wide_find(values, size, count, e->base, bits, e->is_one);
		return;
	}
	BY_SIZE(size, mark_others_8(values, count, (uint8_t)e->base, (uint8_t)bits, other),
	        mark_others_16(values, count, (uint16_t)e->base, (uint16_t)bits, other),
	        mark_others_32(values, count, e->base, bits, other));
	for (size_t i = 0; i < count; i += 64)
		e->is_one[i / 64] = soc_scan_bits_of_64(other + i, (unsigned)(count - i), 0xff);
	e->count = count_marked(e->is_one, e->words);
}

/* Bytes of a column with exceptions, at most. */
static size_t bytes_with(const struct exceptions *e, size_t size, size_t count)
{
	const size_t where = e->count < count / 8 ? e->count : (count + 7) / 8;
	return 8 + 2 * size + soc_lanes_groups_bytes(e->mask, count) + where + e->count * size;
}

/* Of each row the lowest byte; those below 256 come first, and it is said how many. */
static uint8_t *put_rows(const struct exceptions *e, size_t count, uint8_t *out)
{
	out = put_value(out, 2, count_marked(e->is_one, e->words < 4 ? e->words : 4));
	if (soc_lanes_are_wide())
		soc_lanes_wide_rows(count, e->is_one, out);
	else
		for (unsigned i = 0; i < e->count; i++)
			out[i] = (uint8_t)e->rows[i];
	return out + e->count;
}

static uint8_t *put_row_bits(const struct exceptions *e, size_t count, uint8_t *out)
{
	for (size_t base = 0; base < count; base += 64) {
		const size_t left = count - base < 64 ? count - base : 64;
		for (unsigned b = 0; b < (left + 7) / 8; b++)
			*out++ = (uint8_t)(e->is_one[base / 64] >> 8 * b);
	}
	return out;
}

/* What the rows have. Returns: 0 when all have the same. */
static uint32_t gather(const void *values, const struct exceptions *e, size_t size, size_t count,
                       uint8_t *out)
{
	if (soc_lanes_are_wide())
		return (uint32_t)soc_lanes_wide_gather(values, size, count, e->is_one, out);
	return BY_SIZE(size, gather_8(values, e->rows, e->count, out), gather_16(values, e->rows, e->count, out),
	               gather_32(values, e->rows, e->count, out));
}

static uint8_t *put_exceptions(const void *values, struct exceptions *e, size_t size, size_t count,
                               uint8_t *out)
{
	const unsigned n = e->count;
	const int many = n > count / 8;
	*out++ = many ? MANY_EXCEPTIONS : EXCEPTIONS;
	out = put_bits(values, size, count, e->base, e->mask, out);
	out = put_value(out, 2, n);
	if (!soc_lanes_are_wide())
		note_rows(e->is_one, e->words, e->rows);
	out = many ? put_row_bits(e, count, out) : put_rows(e, count, out);
	if (many || n >= SOC_LANES_FEW) {
		gather(values, e, size, count, (uint8_t *)e->values);
		return put_simple(e->values, size, n, out);
	}
	*out = gather(values, e, size, count, out + 1) == 0 ? ONE_VALUE : BYTES;
	return out + 1 + (*out == ONE_VALUE ? 1 : n) * size;
}

/* Which rows they are; behind their bytes, or NULL. */
static const uint8_t *get_rows(const uint8_t *at, const uint8_t *end, size_t count, unsigned exceptions,
                               uint16_t *rows)
{
	if ((size_t)(end - at) < 2 + exceptions)
		return NULL;
	const unsigned low = soc_lanes_value(at, 2);
	if (low > exceptions)
		return NULL;
	at += 2;
	for (unsigned i = 0; i < exceptions; i++) {
		const unsigned row = at[i] + (i < low ? 0u : 256u);
		if (row >= count)
			return NULL;
		rows[i] = (uint16_t)row;
	}
	return at + exceptions;
}

static const uint8_t *get_row_bits(const uint8_t *at, const uint8_t *end, size_t count, unsigned exceptions,
                                   uint16_t *rows)
{
	const size_t bytes = (count + 7) / 8;
	unsigned found = 0;
	if ((size_t)(end - at) < bytes)
		return NULL;
	for (size_t base = 0; base < count; base += 64) {
		const size_t left = bytes - base / 8;
		for (uint64_t bits = soc_scan_load(at + base / 8, left < 8 ? (unsigned)left : 8); bits != 0;
		     bits &= bits - 1) {
			const size_t row = base + (unsigned)__builtin_ctzll(bits);
			if (row >= count || found == exceptions)
				return NULL;
			rows[found++] = (uint16_t)row;
		}
	}
	return found == exceptions ? at + bytes : NULL;
}

/* Those of which each has bytes for its row and for its value. at: behind their number. */
static const uint8_t *get_few(const uint8_t *at, const uint8_t *end, unsigned exceptions, void *values,
                              size_t size, size_t count)
{
	const unsigned low = soc_lanes_value(at, 2);
	const uint8_t *rows = at + 2, *of_them = rows + exceptions + 1;
	if (low > exceptions || (size_t)(end - of_them) < exceptions * size)
		return NULL;
	const int all = BY_SIZE(size, scatter_few_8(rows, low, exceptions, count, of_them, values),
	                        scatter_few_16(rows, low, exceptions, count, of_them, values),
	                        scatter_few_32(rows, low, exceptions, count, of_them, values));
	return all ? of_them + exceptions * size : NULL;
}

static const uint8_t *get_exceptions(const uint8_t *at, const uint8_t *end, int many, void *values,
                                     size_t size, size_t count)
{
	uint32_t other[SOC_LANES_MOST];
	uint16_t rows[SOC_LANES_MOST];
	at = get_bits(at, end, values, size, count);
	if (at == NULL || end - at < 2)
		return NULL;
	const unsigned exceptions = soc_lanes_value(at, 2);
	at += 2;
	if (exceptions == 0 || exceptions > count)
		return NULL;
	if (!many && end - at > 2 + (int)exceptions && at[2 + exceptions] == BYTES)
		return get_few(at, end, exceptions, values, size, count);
	at = (many ? get_row_bits : get_rows)(at, end, count, exceptions, rows);
	if (at != NULL)
		at = get_simple(at, end, other, size, exceptions);
	if (at == NULL)
		return NULL;
	BY_SIZE(size, scatter_8((const uint8_t *)other, rows, exceptions, values),
	        scatter_16((const uint16_t *)other, rows, exceptions, values),
	        scatter_32(other, rows, exceptions, values));
	return at;
}

/* ---- a column ---- */

static int is_column(size_t size, size_t count)
{
	return (size == 1 || size == 2 || size == 4) && count <= SOC_LANES_MOST;
}

/* Whether exceptions take less than a bit of each row would: then nothing shorter is looked for. */
static int are_few(const struct exceptions *e, size_t size, size_t count)
{
	return e->count * (1 + size) < count / 8 && bytes_with(e, size, count) < size * count;
}

size_t soc_lanes_pack(const void *values, size_t size, size_t count, uint8_t *out)
{
	struct exceptions e;
	if (count == 0)
		return 0;
	if (!is_column(size, count))
		return (size_t)(put_bytes(values, size * count, out) - out);
	uint32_t base, mask;
	const uint32_t varying = varying_bits(values, size, count);
	if (varying == 0) {
		*out = ONE_VALUE;
		return (size_t)(put_value(out + 1, size, value_at(values, size, 0)) - out);
	}
	e.base = common_value(values, size, count, &e.mask) & ~e.mask;
	find_exceptions(values, size, count, &e);
	const int few = e.mask != varying && are_few(&e, size, count);
	/* Bits and exceptions cost time: each is to save a quarter of a byte a row. */
	const size_t bits = few ? 0 : choose_bits(values, size, count, varying, &base, &mask),
				 whole = 1 + size * count, spared = bits + count / 4 < whole ? bits : whole;
	if (few || (e.count > 0 && bytes_with(&e, size, count) + count / 4 < spared))
		return (size_t)(put_exceptions(values, &e, size, count, out) - out);
	if (spared == whole)
		return (size_t)(put_bytes(values, size * count, out) - out);
	*out = BITS;
	return (size_t)(put_bits(values, size, count, base, mask, out + 1) - out);
}

size_t soc_lanes_pack_again(const void *values, size_t size, size_t count, const uint8_t *before,
                            uint8_t *out)
{
	struct exceptions e;
	if (count == 0 || !is_column(size, count) || *before == BYTES)
		return soc_lanes_pack(values, size, count, out);
	e.base = soc_lanes_value(before + 1, size);
	e.mask = *before == ONE_VALUE ? 0 : soc_lanes_value(before + 1 + size, size);
	find_exceptions(values, size, count, &e);
	if (e.count > count / 8 || bytes_with(&e, size, count) >= size * count)
		return soc_lanes_pack(values, size, count, out);
	if (e.count > 0)
		return (size_t)(put_exceptions(values, &e, size, count, out) - out);
	*out = e.mask == 0 ? ONE_VALUE : BITS;
	return (size_t)((e.mask == 0 ? put_value(out + 1, size, e.base)
	                             : put_bits(values, size, count, e.base, e.mask, out + 1)) -
	                out);
}

const uint8_t *soc_lanes_unpack(const uint8_t *at, const uint8_t *end, void *values, size_t size,
                                size_t count)
{
	if (count == 0)
		return at;
	if (at == end || (!is_column(size, count) && *at != BYTES))
		return NULL;
	if (*at == EXCEPTIONS || *at == MANY_EXCEPTIONS)
		return get_exceptions(at + 1, end, *at == MANY_EXCEPTIONS, values, size, count);
	return get_simple(at, end, values, size, count);
}
