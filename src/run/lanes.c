#include "run/lanes_groups.h"

#include "base/scan.h"
#include "base/vector.h"

#include <string.h>

enum form { ONE_VALUE = SOC_LANES_ONE_VALUE, BITS, EXCEPTIONS, MANY_EXCEPTIONS, BYTES };

#define SKIP 255u /* rows, and none of them an exception */

/* ---- columns of one width each ---- */

/* Of a byte the only plane begins at bit 0. Said so here, since vectors of bytes have no shift: they would be
 * widened for it. */
#define SHIFT(type, shift) (sizeof(type) == 1 ? 0 : (shift))

/* What varies is found by comparing with the first row. The lowest and highest are those of signed values
 * where 2 or 4 bytes are wide: what marks "none" there is all ones, and stands beside 0 as -1. */
#define KERNELS(type, order, name)                                                                          \
	SOC_VECTOR static uint32_t varying_##name(const type *v, size_t count)                                  \
	{                                                                                                       \
		type any = 0;                                                                                       \
		for (size_t i = 1; i < count; i++)                                                                  \
			any |= v[i] ^ v[0];                                                                             \
		return any;                                                                                         \
	}                                                                                                       \
	SOC_VECTOR static uint32_t lowest_##name(const type *v, size_t count, uint32_t *spread)                 \
	{                                                                                                       \
		order low = (order)v[0], high = (order)v[0];                                                        \
		for (size_t i = 1; i < count; i++) {                                                                \
			const order x = (order)v[i];                                                                    \
			low = x < low ? x : low;                                                                        \
			high = x > high ? x : high;                                                                     \
		}                                                                                                   \
		*spread = (type)((type)high - (type)low);                                                           \
		return (type)low;                                                                                   \
	}                                                                                                       \
	SOC_VECTOR static unsigned mark_others_##name(const type *v, size_t count, type common, uint8_t *other) \
	{                                                                                                       \
		unsigned n = 0;                                                                                     \
		for (size_t i = 0; i < count; i++) {                                                                \
			other[i] = v[i] != common;                                                                      \
			n += other[i];                                                                                  \
		}                                                                                                   \
		return n;                                                                                           \
	}                                                                                                       \
	static void gather_##name(const type *v, const uint16_t *rows, unsigned count, type *out)               \
	{                                                                                                       \
		for (unsigned i = 0; i < count; i++)                                                                \
			out[i] = v[rows[i]];                                                                            \
	}                                                                                                       \
	static void scatter_##name(const type *from, const uint16_t *rows, unsigned count, type *v)             \
	{                                                                                                       \
		for (unsigned i = 0; i < count; i++)                                                                \
			v[rows[i]] = from[i];                                                                           \
	}                                                                                                       \
	SOC_VECTOR static void plane_of_##name(const type *v, size_t count, type base, unsigned shift,          \
	                                       uint8_t *plane)                                                  \
	{                                                                                                       \
		for (size_t i = 0; i < count; i++)                                                                  \
			plane[i] = (uint8_t)((type)(v[i] - base) >> SHIFT(type, shift));                                \
	}                                                                                                       \
	SOC_VECTOR static void set_plane_##name(const uint8_t *plane, size_t count, type base, unsigned shift,  \
	                                        type *v)                                                        \
	{                                                                                                       \
		for (size_t i = 0; i < count; i++)                                                                  \
			v[i] = (type)(base + (type)((type)plane[i] << SHIFT(type, shift)));                             \
	}                                                                                                       \
	SOC_VECTOR static void add_plane_##name(const uint8_t *plane, size_t count, unsigned shift, type *v)    \
	{                                                                                                       \
		for (size_t i = 0; i < count; i++)                                                                  \
			v[i] = (type)(v[i] + (type)((type)plane[i] << SHIFT(type, shift)));                             \
	}                                                                                                       \
	SOC_VECTOR static void fill_##name(type *v, size_t count, type value)                                   \
	{                                                                                                       \
		for (size_t i = 0; i < count; i++)                                                                  \
			v[i] = value;                                                                                   \
	}
KERNELS(uint8_t, uint8_t, 8)
KERNELS(uint16_t, int16_t, 16)
KERNELS(uint32_t, int32_t, 32)

/* One of them by the width of a value. */
#define BY_SIZE(size, call8, call16, call32) ((size) == 1 ? (call8) : (size) == 2 ? (call16) : (call32))

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

static uint8_t *put_bits(const void *values, size_t size, size_t count, uint32_t base, uint32_t mask,
                         uint8_t *out)
{
	struct soc_lanes_plane plane;
	uint8_t *rows = (uint8_t *)plane.word;
	*out++ = BITS;
	out = put_value(out, size, base);
	out = put_value(out, size, mask);
	memset(rows + count, 0, sizeof plane - count);
	for (unsigned b = 0; b < size; b++) {
		const unsigned m = mask >> (8 * b) & 0xffu;
		if (m == 0)
			continue;
		BY_SIZE(size, plane_of_8(values, count, (uint8_t)base, 8 * b, rows),
		        plane_of_16(values, count, (uint16_t)base, 8 * b, rows),
		        plane_of_32(values, count, base, 8 * b, rows));
		out = soc_lanes_groups_put(&plane, count, m, out);
	}
	return out;
}

static const uint8_t *get_bits(const uint8_t *at, const uint8_t *end, void *values, size_t size, size_t count)
{
	struct soc_lanes_plane plane;
	const uint8_t *rows = (const uint8_t *)plane.word;
	if ((size_t)(end - at) < 2 * size)
		return NULL;
	const uint32_t base = soc_lanes_value(at, size), mask = soc_lanes_value(at + size, size);
	at += 2 * size;
	if (mask == 0 || soc_lanes_groups_bytes(mask, count) > (size_t)(end - at))
		return NULL;
	for (unsigned b = 0, planes = 0; b < size; b++) {
		const unsigned m = mask >> (8 * b) & 0xffu;
		if (m == 0)
			continue;
		at = soc_lanes_groups_get(at, count, m, &plane);
		if (planes++ == 0)
			BY_SIZE(size, set_plane_8(rows, count, (uint8_t)base, 8 * b, values),
			        set_plane_16(rows, count, (uint16_t)base, 8 * b, values),
			        set_plane_32(rows, count, base, 8 * b, values));
		else
			BY_SIZE(size, add_plane_8(rows, count, 8 * b, values), add_plane_16(rows, count, 8 * b, values),
			        add_plane_32(rows, count, 8 * b, values));
	}
	return at;
}

static uint32_t varying_bits(const void *values, size_t size, size_t count)
{
	return BY_SIZE(size, varying_8(values, count), varying_16(values, count), varying_32(values, count));
}

static uint8_t *put_simple(const void *values, size_t size, size_t count, uint8_t *out)
{
	uint32_t base, mask;
	const uint32_t varying = varying_bits(values, size, count);
	if (varying == 0) {
		*out++ = ONE_VALUE;
		return put_value(out, size, value_at(values, size, 0));
	}
	(void)choose_bits(values, size, count, varying, &base, &mask);
	return put_bits(values, size, count, base, mask, out);
}

static const uint8_t *get_simple(const uint8_t *at, const uint8_t *end, void *values, size_t size,
                                 size_t count)
{
	if (at == end || count == 0)
		return NULL;
	if (*at == BITS)
		return get_bits(at + 1, end, values, size, count);
	if (*at != ONE_VALUE || (size_t)(end - at) < 1 + size)
		return NULL;
	fill(values, size, count, soc_lanes_value(at + 1, size));
	return at + 1 + size;
}

/* ---- exceptions ---- */

/* The value that most of some rows have: what nearly all rows have is found, and where none is that common,
 * exceptions are not worth it. */
static uint32_t common_value(const void *values, size_t size, size_t count)
{
	enum { ROWS = 9 };
	uint32_t seen[ROWS];
	unsigned best = 0, most = 0;
	for (unsigned k = 0; k < ROWS; k++)
		seen[k] = value_at(values, size, (2 * k + 1) * count / (2 * ROWS));
	for (unsigned k = 0; k < ROWS && most <= ROWS / 2; k++) {
		unsigned same = 0;
		for (unsigned i = 0; i < ROWS; i++)
			same += seen[i] == seen[k];
		if (same > most) {
			most = same;
			best = k;
		}
	}
	return seen[best];
}

struct exceptions {
	uint32_t common;
	unsigned count;
	uint8_t other[SOC_LANES_MOST]; /* 1: the row is one */
	uint16_t rows[SOC_LANES_MOST];
	uint32_t values[SOC_LANES_MOST]; /* of the size of the column, side by side */
};

static void find_exceptions(const void *values, size_t size, size_t count, struct exceptions *e)
{
	e->common = common_value(values, size, count);
	e->count = BY_SIZE(size, mark_others_8(values, count, (uint8_t)e->common, e->other),
	                   mark_others_16(values, count, (uint16_t)e->common, e->other),
	                   mark_others_32(values, count, e->common, e->other));
}

/* Finding exceptions again costs time, so that they are to save a quarter of a byte a row. */
static int are_worth_it(const struct exceptions *e, size_t count, size_t bits)
{
	const size_t where = e->count < count / 8 ? e->count : count / 8;
	return where + e->count * bits / count + count / 4 < bits;
}

static uint8_t *put_gaps(const struct exceptions *e, uint8_t *out)
{
	unsigned next = 0;
	for (unsigned i = 0; i < e->count; i++) {
		unsigned gap = e->rows[i] - next;
		for (; gap >= SKIP; gap -= SKIP)
			*out++ = SKIP;
		*out++ = (uint8_t)gap;
		next = e->rows[i] + 1u;
	}
	return out;
}

static uint8_t *put_rows(const struct exceptions *e, size_t count, uint8_t *out)
{
	for (size_t base = 0; base < count; base += 64) {
		const unsigned left = count - base < 64 ? (unsigned)(count - base) : 64;
		const uint64_t bits = soc_scan_bits_of_64(e->other + base, left, 0xff);
		for (unsigned b = 0; b < (left + 7) / 8; b++)
			*out++ = (uint8_t)(bits >> 8 * b);
	}
	return out;
}

static uint8_t *put_exceptions(const void *values, struct exceptions *e, size_t size, size_t count,
                               uint8_t *out)
{
	const int many = e->count > count / 8;
	unsigned n = 0;
	SOC_FOR_NONZERO(e->other, count, row)
		e->rows[n++] = (uint16_t)row;
	BY_SIZE(size, gather_8(values, e->rows, n, (uint8_t *)e->values),
	        gather_16(values, e->rows, n, (uint16_t *)e->values), gather_32(values, e->rows, n, e->values));
	*out++ = many ? MANY_EXCEPTIONS : EXCEPTIONS;
	out = put_value(out, size, e->common);
	out = put_value(out, 2, n);
	out = many ? put_rows(e, count, out) : put_gaps(e, out);
	return put_simple(e->values, size, n, out);
}

/* Which rows they are; behind their bytes, or NULL. */
static const uint8_t *get_gaps(const uint8_t *at, const uint8_t *end, size_t count, unsigned exceptions,
                               uint16_t *rows)
{
	size_t row = 0;
	for (unsigned i = 0; i < exceptions; i++, row++) {
		for (; at < end && *at == SKIP; at++)
			row += SKIP;
		if (at == end || row + *at >= count)
			return NULL;
		row += *at++;
		rows[i] = (uint16_t)row;
	}
	return at;
}

static const uint8_t *get_rows(const uint8_t *at, const uint8_t *end, size_t count, unsigned exceptions,
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

static const uint8_t *get_exceptions(const uint8_t *at, const uint8_t *end, int many, void *values,
                                     size_t size, size_t count)
{
	uint32_t other[SOC_LANES_MOST];
	uint16_t rows[SOC_LANES_MOST];
	if ((size_t)(end - at) < size + 2)
		return NULL;
	const uint32_t common = soc_lanes_value(at, size);
	const unsigned exceptions = soc_lanes_value(at + size, 2);
	at += size + 2;
	if (exceptions > count)
		return NULL;
	at = many ? get_rows(at, end, count, exceptions, rows) : get_gaps(at, end, count, exceptions, rows);
	if (at != NULL)
		at = get_simple(at, end, other, size, exceptions);
	if (at == NULL)
		return NULL;
	fill(values, size, count, common);
	BY_SIZE(size, scatter_8((const uint8_t *)other, rows, exceptions, values),
	        scatter_16((const uint16_t *)other, rows, exceptions, values),
	        scatter_32(other, rows, exceptions, values));
	return at;
}

/* ---- a column ---- */

static size_t put_bytes(const void *values, size_t bytes, uint8_t *out)
{
	*out++ = BYTES;
	memcpy(out, values, bytes);
	return 1 + bytes;
}

size_t soc_lanes_pack(const void *values, size_t size, size_t count, uint8_t *out)
{
	struct exceptions e;
	if (count == 0)
		return 0;
	if ((size != 1 && size != 2 && size != 4) || count > SOC_LANES_MOST)
		return put_bytes(values, size * count, out);
	uint32_t base, mask;
	const uint32_t varying = varying_bits(values, size, count);
	if (varying == 0) {
		*out = ONE_VALUE;
		return (size_t)(put_value(out + 1, size, value_at(values, size, 0)) - out);
	}
	find_exceptions(values, size, count, &e);
	/* A bit a row is the least that bits can take. */
	const int few = e.count * (1 + size) < count / 8;
	const size_t bits = few ? 0 : choose_bits(values, size, count, varying, &base, &mask);
	if (few || are_worth_it(&e, count, bits))
		return (size_t)(put_exceptions(values, &e, size, count, out) - out);
	if (bits < 1 + size * count)
		return (size_t)(put_bits(values, size, count, base, mask, out) - out);
	return put_bytes(values, size * count, out);
}

const uint8_t *soc_lanes_unpack(const uint8_t *at, const uint8_t *end, void *values, size_t size,
                                size_t count)
{
	const int is_column = (size == 1 || size == 2 || size == 4) && count <= SOC_LANES_MOST;
	if (count == 0)
		return at;
	if (at == end || (!is_column && *at != BYTES))
		return NULL;
	if (*at == EXCEPTIONS || *at == MANY_EXCEPTIONS)
		return get_exceptions(at + 1, end, *at == MANY_EXCEPTIONS, values, size, count);
	if (*at != BYTES)
		return get_simple(at, end, values, size, count);
	if ((size_t)(end - at) < 1 + size * count)
		return NULL;
	memcpy(values, at + 1, size * count);
	return at + 1 + size * count;
}
