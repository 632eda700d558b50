#include "base/crc.h"

#define REFLECTED 0xedb88320u

/* Four bits at a time: the table is small enough to be made on the spot. */
static uint32_t of_bits(uint32_t bits)
{
	for (int i = 0; i < 4; i++)
		bits = bits >> 1 ^ (bits & 1u ? REFLECTED : 0u);
	return bits;
}

uint32_t soc_crc_add(uint32_t before, const void *bytes, size_t length)
{
	const uint8_t *at = bytes;
	uint32_t table[16], sum = ~before;
	for (uint32_t i = 0; i < 16; i++)
		table[i] = of_bits(i);
	for (size_t i = 0; i < length; i++) {
		sum ^= at[i];
		sum = sum >> 4 ^ table[sum & 15u];
		sum = sum >> 4 ^ table[sum & 15u];
	}
	return ~sum;
}
