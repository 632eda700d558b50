#include "model/events/cells.h"

void soc_cells_sort(const uint8_t *nature, unsigned count, struct soc_cells *out)
{
	uint16_t next[SOC_RATE_CELLS] = { 0 };
	for (unsigned i = 0; i < count; i++)
		next[nature[i] % SOC_RATE_CELLS]++;
	unsigned sum = 0;
	for (unsigned cell = 0; cell < SOC_RATE_CELLS; cell++) {
		const unsigned n = next[cell];
		out->first[cell] = next[cell] = (uint16_t)sum;
		sum += n;
	}
	out->first[SOC_RATE_CELLS] = (uint16_t)sum;
	for (unsigned i = 0; i < count; i++)
		out->row[next[nature[i] % SOC_RATE_CELLS]++] = (uint16_t)i;
}

static void weigh_cells(const uint64_t *highest, const struct soc_cells *cells, struct soc_cell_masses *out)
{
	uint64_t sum = 0;
	for (unsigned cell = 0; cell < SOC_RATE_CELLS; cell++) {
		if (cell % SOC_PHI_BUCKETS == 0)
			out->before[cell / SOC_PHI_BUCKETS] = sum;
		out->before_cell[cell] = sum;
		sum += (uint64_t)(cells->first[cell + 1] - cells->first[cell]) * highest[cell];
	}
	out->before[SOC_RATE_GROUPS] = sum;
}

void soc_cells_weigh(const struct soc_class_rates *rates, const struct soc_cells *cells, unsigned urban,
                     struct soc_cell_masses *out)
{
	const uint64_t *highest = rates->highest[urban];
	uint64_t sum = 0;
	if (rates->by_helpfulness) {
		weigh_cells(highest, cells, out);
		return;
	}
	for (unsigned g = 0; g < SOC_RATE_GROUPS; g++) {
		const unsigned cell = g * SOC_PHI_BUCKETS;
		out->before[g] = sum;
		sum += (uint64_t)(cells->first[cell + SOC_PHI_BUCKETS] - cells->first[cell]) * highest[cell];
	}
	out->before[SOC_RATE_GROUPS] = sum;
}
