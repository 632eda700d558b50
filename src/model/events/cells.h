/* The people of a community by what sets the highest rates of events: on whom a candidate falls. */
#ifndef SOC_MODEL_EVENTS_CELLS_H
#define SOC_MODEL_EVENTS_CELLS_H

#include "base/wide.h"
#include "model/events/rates.h"

/* The people of a community by cell (rates.h), those of one cell in the order of their rows. */
struct soc_cells {
	uint16_t row[SOC_COMMUNITY_MAX];
	uint16_t first[SOC_RATE_CELLS + 1]; /* where a cell begins */
};

/* The highest number of events of a class of all people before a group, and, where the cells of a group
 * differ, before a cell; in 2^-32. */
struct soc_cell_masses {
	uint64_t before[SOC_RATE_GROUPS + 1];
	uint64_t before_cell[SOC_RATE_CELLS];
};

/* nature: [count], count: at most SOC_COMMUNITY_MAX. Cost: O(count). */
void soc_cells_sort(const uint8_t *nature, unsigned count, struct soc_cells *out);
/* What a class weighs in each group of cells. urban: 1 in town. Cost: O(SOC_RATE_GROUPS), O(SOC_RATE_CELLS)
 * where the cells of a group differ. */
void soc_cells_weigh(const struct soc_class_rates *rates, const struct soc_cells *cells, unsigned urban,
                     struct soc_cell_masses *out);

/* On whom a candidate falls: by their rates, those of one cell alike. Without branches on the word, which
 * nobody can foretell. word: drawn. Returns a row. */
static inline unsigned soc_cells_find(const struct soc_class_rates *rates, const struct soc_cells *cells,
                                      unsigned urban, const struct soc_cell_masses *m, uint32_t word)
{
	uint64_t at = (uint64_t)((soc_wide)word * m->before[SOC_RATE_GROUPS] >> 32);
	unsigned g = 0;
	for (unsigned step = SOC_RATE_GROUPS / 2; step > 0; step /= 2)
		g += (unsigned)(at >= m->before[g + step]) * step;
	unsigned cell = g * SOC_PHI_BUCKETS;
	uint64_t before = m->before[g];
	if (rates->by_helpfulness) {
		const uint64_t *of_group = m->before_cell + cell;
		for (unsigned i = 1; i < SOC_PHI_BUCKETS; i++)
			cell += (unsigned)(at >= of_group[i]);
		before = m->before_cell[cell];
	}
	return cells->row[cells->first[cell] + ((at - before) * rates->inverse[urban][cell] >> 52)];
}

#endif
