#include "run/sums.h"

#include <stddef.h>
#include <string.h>

void soc_sums_clear(struct soc_tally *t, int32_t places)
{
	int64_t(*place)[SOC_PLACE_VALUES] = t->place;
	memset(t, 0, sizeof *t);
	memset(place, 0, (size_t)places * sizeof *place);
	t->place = place;
}

void soc_sums_add(struct soc_tally *to, const struct soc_tally *from, int32_t places)
{
	const int64_t *number = (const int64_t *)from;
	int64_t *sum = (int64_t *)to;
	for (size_t n = 0; n < offsetof(struct soc_tally, place) / sizeof *sum; n++)
		sum[n] += number[n];
	for (int32_t p = 0; p < places; p++)
		for (int n = 0; n < SOC_PLACE_VALUES; n++)
			to->place[p][n] += from->place[p][n];
}
