/* Who knows whom: up to eight possible contacts of each person outside the household, four among the
 * neighbours and four in the whole community, as fixed pairs, and a bit for each that there is now.
 * docs/model/contacts.md.
 *
 * The possible contact of a row in slot k is (s - row) modulo the size of its window: the same function leads
 * back, so a contact is one of both sides, and nothing of it need be stored but the bit. */
#ifndef SOC_MODEL_CONTACTS_H
#define SOC_MODEL_CONTACTS_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/truth/truth.h"

#define SOC_CONTACTS_NEAR 4 /* slots 0..3 within a window of successive rows, 4..7 in the whole community */
#define SOC_WINDOW 32       /* rows of neighbours: about a dozen households */
#define SOC_WINDOWS 16

/* Where the pairs of a community stand: fixed for a replicate. */
struct soc_contact_map {
	uint16_t near[SOC_WINDOWS][SOC_CONTACTS_NEAR], far[SOC_CONTACTS - SOC_CONTACTS_NEAR];
};
void soc_contacts_map(const struct soc_place_time *at, struct soc_contact_map *map);

/* The possible contact of a row in slot k; the row itself when there is none. */
unsigned soc_contact_of(const struct soc_place_time *at, const struct soc_contact_map *map, unsigned row,
                        unsigned k);
/* First row of the window of a row's neighbours, and how many rows it has. */
unsigned soc_contacts_window_first(unsigned row);
unsigned soc_contacts_window_size(const struct soc_place_time *at, unsigned row);
static inline unsigned soc_contacts_number(const struct soc_self *who, unsigned row)
{
	const unsigned pairs = who->contacts[row] - (who->contacts[row] >> 1 & 0x55u),
				   fours = (pairs & 0x33u) + (pairs >> 2 & 0x33u);
	return (fours + (fours >> 4)) & 15u;
}

/* 1 when a row lives in or knows somebody in the household of another: by a contact or as kin. */
int soc_contacts_knows(const struct soc_place_time *at, const struct soc_contact_map *map,
                       const struct soc_registry *registry, const struct soc_self *self, unsigned row,
                       unsigned other);
/* Ends a contact, on both sides. */
void soc_contacts_end(const struct soc_place_time *at, const struct soc_contact_map *map,
                      struct soc_self *self, unsigned row, unsigned k);

/* Makes the month's map; in the first month the contacts are drawn; then those who moved lose some. Nothing
 * where none are kept. */
void soc_contacts_move(const struct soc_place_time *at, const struct soc_rules *rules,
                       struct soc_contact_map *map, const struct soc_registry *registry,
                       const struct soc_true_log *true_log, struct soc_self *self);
/* At a month's end contacts are made and fade. People ostracised and on a black list make none; those
 * ostracised before get them back at publicity.return_per_month and are ostracised no longer when they are
 * not isolated. */
void soc_contacts_renew(const struct soc_place_time *at, const struct soc_rules *rules,
                        const struct soc_contact_map *map, const struct soc_registry *registry,
                        const struct soc_record *record, struct soc_self *self);

#endif
