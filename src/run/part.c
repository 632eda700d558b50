#include "run/part.h"

#include <stddef.h>

static uint32_t nearest(uint64_t units, uint32_t unit, uint32_t first, uint32_t end)
{
	const uint64_t at = first + units * unit;
	return at < end ? (uint32_t)at : end;
}

struct soc_part_range soc_part_range(struct soc_part part, uint32_t first, uint32_t end, uint32_t unit)
{
	const uint64_t units = ((uint64_t)end - first + unit - 1) / unit;
	return (struct soc_part_range){ nearest(units * part.part / part.parts, unit, first, end),
		                            nearest(units * (part.part + 1) / part.parts, unit, first, end) };
}

int soc_part_is_cut(struct soc_part_cut *cut, int at)
{
	int is_made;
#pragma omp atomic read
	is_made = cut->is_made;
	if (is_made || cut->stop == NULL || *cut->stop < at)
		return is_made;
#pragma omp atomic write
	cut->is_made = 1;
	return 1;
}
