/* Values of a part of what a run counts, for formulas: of an entry of the scenario, as
 * by_channel.accepted_wrong[channel=camera], or of some of the people, as by_cell.listed[group=minority] and
 * by_cell.refused[stratum=rural quintile=lowest]. They have the names that the tables of results have; a part
 * of people states any of class, group, stratum and quintile. */
#ifndef SOC_EXPERIMENT_PARTS_H
#define SOC_EXPERIMENT_PARTS_H

#include "input/schema/scenario.h"
#include "model/indicators/indicators.h"

/* How many values there are: places 0 to soc_parts_count() - 1. Pure. */
int soc_parts_count(void);
/* The place of a name, or -1. Where it is none, *why is what of it is wrong, with what is allowed, as a text
 * of `room` bytes; "" where it is no name of a part at all. scenario: NULL knows no entries. Pure. */
int soc_parts_find(const struct soc_scenario *scenario, const char *name, char *why, size_t room);
/* What a month adds to a value. Pure. Cost: O(cells). */
int64_t soc_parts_of_month(const struct soc_tally *tally, int place);
/* Whether a value counts people, records or acts, and is no sum of points, months or money. Pure. */
int soc_parts_is_count(int place);
/* Whether a value is a stock, as it stands at the end of a month, and not a flow, summed over months. Pure.
 */
int soc_parts_is_stock(int place);

#endif
