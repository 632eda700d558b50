/* Phase 6: black and red lists: entry, term, repair, expiry, publication. docs/model, Lists. */
#ifndef SOC_MODEL_LISTS_H
#define SOC_MODEL_LISTS_H

#include "model/community.h"
#include "model/journal.h"

/* Every entry is a month older: terms run out, repairs are made, repaired entries leave when the registers have caught up. */
void soc_lists_age(const struct soc_place_time *at, const struct soc_rules *rules, struct soc_record *record, struct soc_journal *journal);
/* Enters people for accepted records and for changes of grade in the journal; good deeds shorten black entries. */
void soc_lists_enter(const struct soc_place_time *at, const struct soc_rules *rules, struct soc_record *record, struct soc_journal *journal);
/* Ends an entry now; the exit goes to the journal. */
void soc_lists_end(struct soc_record *record, unsigned row, unsigned list, unsigned reason, struct soc_journal *journal);

/* Calls visit(row) for every row of a byte column that is not 0; eight rows at a glance. */
#define SOC_FOR_NONZERO(column, count, row)                                                          \
	for (unsigned row##_base = 0; row##_base < (count); row##_base += 8)                         \
		for (uint64_t row##_bits = soc_nonzero_bytes((column) + row##_base, (count) - row##_base); row##_bits != 0; \
		     row##_bits &= row##_bits - 1)                                                   \
			for (unsigned row = row##_base + (unsigned)__builtin_ctzll(row##_bits) / 8, row##_once = 1; row##_once; row##_once = 0)

/* One bit (the top one) of each of up to 8 bytes that is not 0. Any byte order of the machine is read as little-endian. */
static inline uint64_t soc_nonzero_bytes(const uint8_t *p, unsigned n)
{
	uint64_t x = 0;
	if (n >= 8) {
		__builtin_memcpy(&x, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		x = __builtin_bswap64(x);
#endif
	} else {
		for (unsigned i = 0; i < n; i++)
			x |= (uint64_t)p[i] << (8 * i);
	}
	return (((x & 0x7f7f7f7f7f7f7f7fu) + 0x7f7f7f7f7f7f7f7fu) | x) & 0x8080808080808080u;
}

#endif
