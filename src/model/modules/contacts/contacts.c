#include "model/modules/contacts/contacts.h"

#include "base/vector.h"
#include "model/population/population.h"
#include "model/rows.h"

#include <string.h>

unsigned soc_contacts_window_first(unsigned row)
{
	return row / SOC_WINDOW * SOC_WINDOW;
}

unsigned soc_contacts_window_size(const struct soc_place_time *at, unsigned row)
{
	const unsigned left = at->count - soc_contacts_window_first(row);
	return left < SOC_WINDOW ? left : SOC_WINDOW;
}

void soc_contacts_map(const struct soc_place_time *at, struct soc_contact_map *map)
{
	uint32_t w[1 + SOC_WINDOWS][4];
	soc_draw_blocks(at->seed, SOC_DRAW_CONTACT_MAP, at->community, 0, SOC_BLOCK(CONTACT_FAR, 0),
	                1 + (at->count + SOC_WINDOW - 1u) / SOC_WINDOW, w);
	for (unsigned i = 0; i * SOC_WINDOW < at->count; i++)
		for (unsigned k = 0; k < SOC_CONTACTS_NEAR; k++)
			map->near[i][k] = (uint16_t)soc_pick(w[SOC_BLOCK(CONTACT_NEAR, i)][k],
			                                     soc_contacts_window_size(at, i * SOC_WINDOW));
	for (unsigned k = 0; k < SOC_CONTACTS - SOC_CONTACTS_NEAR; k++)
		map->far[k] = (uint16_t)soc_pick(w[SOC_BLOCK(CONTACT_FAR, 0)][k], at->count);
}

unsigned soc_contact_of(const struct soc_place_time *at, const struct soc_contact_map *map, unsigned row,
                        unsigned k)
{
	const unsigned first = k < SOC_CONTACTS_NEAR ? soc_contacts_window_first(row) : 0;
	const unsigned size = k < SOC_CONTACTS_NEAR ? soc_contacts_window_size(at, row) : at->count;
	const unsigned s =
		k < SOC_CONTACTS_NEAR ? map->near[row / SOC_WINDOW][k] : map->far[k - SOC_CONTACTS_NEAR];
	const unsigned place = row - first, other = s >= place ? s - place : s + size - place;
	return first + other;
}

static unsigned home_of(const struct soc_registry *registry, unsigned row)
{
	return row - soc_home_position(registry->home[row]);
}

/* The other side of a slot, or the row itself: nobody is a contact within the household. */
static unsigned partner(const struct soc_place_time *at, const struct soc_contact_map *map,
                        const struct soc_registry *registry, unsigned row, unsigned k)
{
	const unsigned other = soc_contact_of(at, map, row, k);
	return home_of(registry, other) == home_of(registry, row) ? row : other;
}

int soc_contacts_knows(const struct soc_place_time *at, const struct soc_contact_map *map,
                       const struct soc_registry *registry, const struct soc_self *self, unsigned row,
                       unsigned other)
{
	const unsigned home = home_of(registry, other);
	if (home_of(registry, row) == home)
		return 1;
	for (unsigned bits = self->contacts[row]; bits != 0; bits &= bits - 1)
		if (home_of(registry, soc_contact_of(at, map, row, (unsigned)__builtin_ctz(bits))) == home)
			return 1;
	return (registry->kin[row] != SOC_NO_ROW && home_of(registry, registry->kin[row]) == home) ||
	       (registry->former[row] != SOC_NO_ROW && home_of(registry, registry->former[row]) == home);
}

void soc_contacts_end(const struct soc_place_time *at, const struct soc_contact_map *map,
                      struct soc_self *self, unsigned row, unsigned k)
{
	const uint8_t bit = (uint8_t)(1u << k);
	self->contacts[row] &= (uint8_t)~bit;
	self->contacts[soc_contact_of(at, map, row, k)] &= (uint8_t)~bit;
}

static void begin(const struct soc_place_time *at, const struct soc_rules *rules,
                  const struct soc_contact_map *map, const struct soc_registry *registry,
                  struct soc_self *self)
{
	uint16_t rows[SOC_COMMUNITY_MAX];
	uint32_t w[2][SOC_COMMUNITY_MAX][4];
	memset(self->contacts, 0, at->count);
	for (unsigned row = 0; row < at->count; row++)
		rows[row] = (uint16_t)row;
	for (unsigned half = 0; half < 2; half++)
		soc_draw_rows(at->seed, SOC_DRAW_CONTACT, at->first_person, rows, at->count, SOC_MONTH_OF_CONTACT_HAD,
		              SOC_BLOCK(CONTACT_HAD, 4 * half), w[half]);
	for (unsigned row = 0; row < at->count; row++) {
		for (unsigned k = 0; k < SOC_CONTACTS; k++) {
			if (!soc_below(w[k / 4][row][k % 4], rules->contacts.share[k >= SOC_CONTACTS_NEAR]))
				continue;
			const unsigned other = partner(at, map, registry, row, k);
			if (other <= row)
				continue;
			self->contacts[row] |= (uint8_t)(1u << k);
			self->contacts[other] |= (uint8_t)(1u << k);
		}
	}
}

void soc_contacts_move(const struct soc_place_time *at, const struct soc_rules *rules,
                       struct soc_contact_map *map, const struct soc_registry *registry,
                       const struct soc_true_log *true_log, struct soc_self *self)
{
	if (!rules->contacts.kept)
		return;
	soc_contacts_map(at, map);
	if (at->month == 0)
		begin(at, rules, map, registry, self);
	for (unsigned i = 0; i < true_log->occurrences_count; i++) {
		const struct soc_occurrence *o = &true_log->occurrences[i];
		if (!o->happened || rules->events.event[o->event].effect != SOC_EFFECT_MOVE)
			continue;
		self->life[o->row] |= SOC_LIFE_MOVED;
		for (unsigned k = 0; k < SOC_CONTACTS; k++)
			if ((self->contacts[o->row] >> k & 1u) &&
			    soc_below(SOC_VARIATE(CONTACT_MOVED, at->seed, at->first_person + o->row, at->month, k),
			              rules->contacts.moved))
				soc_contacts_end(at, map, self, o->row, k);
	}
}

/* ---- making and fading ---- */

/* 0: as everybody; 1: makes none; 2: was ostracised, gets them back slowly. */
static unsigned standing(const struct soc_rules *rules, const struct soc_record *record,
                         const struct soc_self *self, unsigned row)
{
	if (!(self->life[row] & SOC_LIFE_OSTRACISED))
		return 0;
	for (unsigned l = 0; l < rules->regime.lists.count; l++)
		if ((rules->regime.lists.black >> l & 1u) && record->months_left[l][row] > 0)
			return 1;
	return 2;
}

static uint64_t making(const struct soc_rules *rules, const struct soc_record *record,
                       const struct soc_self *self, unsigned row, unsigned other, unsigned far)
{
	const unsigned a = standing(rules, record, self, row), b = standing(rules, record, self, other);
	if (a == 1 || b == 1)
		return 0;
	return a == 2 || b == 2 ? rules->publicity.back[far] : rules->contacts.made[far];
}

/* Rows whose word is below a threshold, 2^32 included: the few that can change. */
SOC_VECTOR static unsigned below(const uint32_t *words, unsigned count, uint64_t threshold, uint16_t *rows)
{
	const uint32_t last = (uint32_t)(threshold - 1);
	unsigned n = 0;
	for (unsigned i = 0; threshold > 0 && i < count; i++) {
		rows[n] = (uint16_t)i;
		n += words[i] <= last;
	}
	return n;
}

static void end_ostracism(const struct soc_rules *rules, const struct soc_record *record,
                          struct soc_self *self, unsigned count)
{
	SOC_FOR_BITS(self->life, SOC_LIFE_OSTRACISED, count, row)
		if (standing(rules, record, self, row) == 2 &&
		    soc_contacts_number(self, row) > rules->contacts.isolated_at_most)
			self->life[row] &= (uint8_t)~SOC_LIFE_OSTRACISED;
}

void soc_contacts_renew(const struct soc_place_time *at, const struct soc_rules *rules,
                        const struct soc_contact_map *map, const struct soc_registry *registry,
                        const struct soc_record *record, struct soc_self *self)
{
	if (!rules->contacts.kept)
		return;
	/* One slot a month, with eight times a month's chance: one word a person is enough. */
	const unsigned k = at->month % SOC_CONTACTS, far = k >= SOC_CONTACTS_NEAR;
	const uint8_t bit = (uint8_t)(1u << k);
	const uint64_t faded = rules->contacts.faded[far];
	uint64_t most = rules->contacts.made[far] > rules->publicity.back[far] ? rules->contacts.made[far]
	                                                                       : rules->publicity.back[far];
	struct soc_row_words all;
	uint16_t rows[SOC_COMMUNITY_MAX + 1];
	most = faded > most ? faded : most;
	const uint32_t *words = soc_rows_words(at, SOC_DRAW_CONTACT_RENEW, at->month, &all);
	const unsigned n = below(words, at->count, most, rows);
	for (unsigned i = 0; i < n; i++) {
		const unsigned row = rows[i], other = partner(at, map, registry, row, k);
		const uint32_t word = words[row];
		if (other <= row)
			continue;
		if (self->contacts[row] & bit) {
			if (soc_below(word, faded))
				soc_contacts_end(at, map, self, row, k);
		} else if (soc_below(word, making(rules, record, self, row, other, far))) {
			self->contacts[row] |= bit;
			self->contacts[other] |= bit;
		}
	}
	end_ostracism(rules, record, self, at->count);
}
