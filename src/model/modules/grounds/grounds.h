/* Grounds of entry: entries on a list whose terms, and chances to be repaired or closed, differ by the ground
 * on which they were made, so that how long an entry stands is a distribution. docs/model/grounds.md. */
#ifndef SOC_MODEL_GROUNDS_H
#define SOC_MODEL_GROUNDS_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/month_log.h"

/* A column ground: 0 no ground; bits 0-3 number of the ground plus 1, 4-6 years by which its term is
 * prolonged. */
static inline unsigned soc_ground_number(uint8_t g)
{
	return (g & 15u) - 1;
}
static inline unsigned soc_ground_years(uint8_t g)
{
	return g >> 4;
}
/* Months of an entry without a term, of which one passes each month until one is left: what has passed is how
 * long the entry has stood. */
#define SOC_GROUND_WITHOUT_TERM 255

/* On what ground a person would be entered on a list this month, as the column has it; 0: on none. A pure
 * function of the person, the list and the month. */
uint8_t soc_grounds_draw(const struct soc_place_time *at, const struct soc_regime *rules,
                         const struct soc_registry *registry, unsigned row, unsigned list);
/* The rules of a person's entry on a list; NULL: it was made on no ground, and those of the list hold. */
const struct soc_ground_rule *soc_grounds_of(const struct soc_regime *rules, const struct soc_record *record,
                                             unsigned row, unsigned list);
/* Months of a whole term of such an entry, prolonged or not; SOC_GROUND_WITHOUT_TERM where it has none. */
unsigned soc_grounds_term(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                          unsigned list);
/* 1 when a case that would lead to an entry on that ground (0: on none) is repaired within the grace. */
int soc_grounds_spares(const struct soc_place_time *at, const struct soc_regime *rules, unsigned row,
                       unsigned list, uint8_t ground);

#endif
