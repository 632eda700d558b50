#include "base/pack.h"

#include <string.h>

#define EXCEPTIONS 0x80u
#define NUMBER_MOST 10u /* bytes of a number of 64 bits */

/* ---- writing ---- */

static size_t number_bytes(uint64_t value, uint8_t out[NUMBER_MOST])
{
	size_t n = 0;
	for (; value >= 0x80u; value >>= 7)
		out[n++] = (uint8_t)(value | 0x80u);
	out[n++] = (uint8_t)value;
	return n;
}

void soc_pack_number(struct soc_buf *buf, uint64_t value)
{
	uint8_t bytes[NUMBER_MOST];
	const size_t n = number_bytes(value, bytes);
	soc_buf_put(buf, (const char *)bytes, n);
}

void soc_pack_signed(struct soc_buf *buf, int64_t value)
{
	soc_pack_number(buf, (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0));
}

void soc_pack_text(struct soc_buf *buf, const char *text)
{
	const size_t length = strlen(text);
	soc_pack_number(buf, length);
	soc_buf_put(buf, text, length);
}

void soc_pack_sums(struct soc_buf *buf, const int64_t *sums, size_t count)
{
	for (size_t at = 0; at < count;) {
		size_t zeros = 0, others = 0;
		while (at + zeros < count && sums[at + zeros] == 0)
			zeros++;
		at += zeros;
		while (at + others < count && sums[at + others] != 0)
			others++;
		soc_pack_number(buf, zeros);
		soc_pack_number(buf, others);
		for (size_t i = 0; i < others; i++)
			soc_pack_signed(buf, sums[at + i]);
		at += others;
	}
}

/* The value that more than half of all are, if any is (Boyer and Moore 1981). */
static uint32_t majority(const uint32_t *values, unsigned count)
{
	uint32_t candidate = values[0];
	unsigned lead = 0;
	for (unsigned i = 0; i < count; i++) {
		if (lead == 0)
			candidate = values[i];
		lead += values[i] == candidate ? 1u : UINT32_MAX;
	}
	return candidate;
}

/* The form of exceptions; 0 when it would take more than `most` bytes. */
static size_t write_exceptions(const uint32_t *values, unsigned count, size_t most, uint8_t *out)
{
	const uint32_t common = majority(values, count);
	unsigned exceptions = 0, before = 0;
	for (unsigned i = 0; i < count; i++)
		exceptions += values[i] != common;
	if (2u * exceptions + 3u > most)
		return 0;
	size_t n = 0;
	out[n++] = EXCEPTIONS;
	n += number_bytes(common, out + n);
	n += number_bytes(exceptions, out + n);
	for (unsigned i = 0; i < count && n <= most; i++) {
		if (values[i] == common)
			continue;
		n += number_bytes(i - before, out + n);
		n += number_bytes(values[i], out + n);
		before = i + 1;
	}
	return n <= most ? n : 0;
}

static size_t write_bits(const uint32_t *values, unsigned count, uint32_t low, unsigned width, uint8_t *out)
{
	uint64_t held = 0;
	unsigned bits = 0;
	size_t n = 0;
	out[n++] = (uint8_t)width;
	n += number_bytes(low, out + n);
	for (unsigned i = 0; i < count; i++) {
		held |= (uint64_t)(values[i] - low) << bits;
		for (bits += width; bits >= 8; bits -= 8, held >>= 8)
			out[n++] = (uint8_t)held;
	}
	if (bits > 0)
		out[n++] = (uint8_t)held;
	return n;
}

static void pack_block(struct soc_buf *buf, const uint32_t *values, unsigned count)
{
	uint8_t out[SOC_PACK_BLOCK * 4 + 4 * NUMBER_MOST], other[SOC_PACK_BLOCK * 4 + 4 * NUMBER_MOST];
	uint32_t low = values[0], high = values[0];
	for (unsigned i = 1; i < count; i++) {
		low = values[i] < low ? values[i] : low;
		high = values[i] > high ? values[i] : high;
	}
	unsigned width = 0;
	while (width < 32 && (uint64_t)(high - low) >> width != 0)
		width++;
	const size_t most = 1 + number_bytes(low, other) + ((size_t)count * width + 7) / 8;
	const size_t n = write_exceptions(values, count, most, out);
	if (n > 0)
		soc_buf_put(buf, (const char *)out, n);
	else
		soc_buf_put(buf, (const char *)other, write_bits(values, count, low, width, other));
}

void soc_pack_column(struct soc_buf *buf, const uint32_t *values, size_t count)
{
	for (size_t at = 0; at < count; at += SOC_PACK_BLOCK)
		pack_block(buf, values + at, count - at < SOC_PACK_BLOCK ? (unsigned)(count - at) : SOC_PACK_BLOCK);
}

/* ---- reading ---- */

static uint64_t fault(struct soc_packed *from)
{
	from->bad = 1;
	from->at = from->end;
	return 0;
}

uint64_t soc_packed_number(struct soc_packed *from, uint64_t most)
{
	uint64_t value = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (from->at == from->end)
			return fault(from);
		const uint8_t byte = *from->at++;
		if (shift == 63 && byte > 1)
			return fault(from);
		value |= (uint64_t)(byte & 0x7fu) << shift;
		if (byte < 0x80u) /* a last byte of 0 is one too many: a number has one form */
			return value > most || (byte == 0 && shift > 0) ? fault(from) : value;
	}
	return fault(from);
}

int64_t soc_packed_signed(struct soc_packed *from)
{
	const uint64_t value = soc_packed_number(from, UINT64_MAX);
	return (int64_t)(value >> 1 ^ (value & 1u ? UINT64_MAX : 0));
}

size_t soc_packed_text(struct soc_packed *from, const char **text)
{
	const size_t length = (size_t)soc_packed_number(from, (uint64_t)(from->end - from->at));
	if (length > (size_t)(from->end - from->at))
		return (size_t)fault(from);
	*text = (const char *)from->at;
	from->at += length;
	return length;
}

void soc_packed_sums(struct soc_packed *from, int64_t *sums, size_t count)
{
	memset(sums, 0, count * sizeof *sums);
	for (size_t at = 0; at < count && !from->bad;) {
		const size_t zeros = (size_t)soc_packed_number(from, count - at);
		at += zeros;
		const size_t others = (size_t)soc_packed_number(from, count - at);
		if (zeros + others == 0)
			fault(from);
		for (size_t i = 0; i < others && !from->bad; i++)
			sums[at++] = soc_packed_signed(from);
	}
}

static void read_exceptions(struct soc_packed *from, uint32_t *values, unsigned count)
{
	const uint32_t common = (uint32_t)soc_packed_number(from, UINT32_MAX);
	const unsigned exceptions = (unsigned)soc_packed_number(from, count);
	for (unsigned i = 0; i < count; i++)
		values[i] = common;
	for (unsigned i = 0, at = 0; i < exceptions && !from->bad; i++) {
		const uint64_t gap = soc_packed_number(from, count);
		if (at + gap >= count) {
			fault(from);
			return;
		}
		at += (unsigned)gap;
		values[at++] = (uint32_t)soc_packed_number(from, UINT32_MAX);
	}
}

static void read_bits(struct soc_packed *from, uint32_t *values, unsigned count, unsigned width)
{
	const uint32_t low = (uint32_t)soc_packed_number(from, UINT32_MAX);
	const size_t bytes = ((size_t)count * width + 7) / 8;
	uint64_t held = 0;
	unsigned bits = 0;
	if (bytes > (size_t)(from->end - from->at)) {
		fault(from);
		return;
	}
	for (unsigned i = 0; i < count; i++) {
		for (; bits < width; bits += 8)
			held |= (uint64_t)*from->at++ << bits;
		values[i] = low + (uint32_t)(held & (((uint64_t)1 << width) - 1));
		held >>= width;
		bits -= width;
	}
}

void soc_packed_column(struct soc_packed *from, uint32_t *values, size_t count)
{
	memset(values, 0, count * sizeof *values);
	for (size_t at = 0; at < count && !from->bad; at += SOC_PACK_BLOCK) {
		const unsigned n = count - at < SOC_PACK_BLOCK ? (unsigned)(count - at) : SOC_PACK_BLOCK;
		const unsigned form = from->at < from->end ? *from->at++ : UINT8_MAX;
		if (form == EXCEPTIONS)
			read_exceptions(from, values + at, n);
		else if (form <= 32)
			read_bits(from, values + at, n, form);
		else
			fault(from);
	}
}
