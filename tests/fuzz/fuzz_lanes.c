/* Any bytes as a packed column: refused, or values that pack and unpack to themselves, and nothing outside of
 * them is touched. The first bytes say how wide and how many the values are. */
#include "fuzz.h"
#include "run/lanes.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t widths[] = { 1, 2, 4, 3 };
	if (size < 3)
		return 0;
	const size_t width = widths[data[0] % 4], count = (data[1] | (size_t)data[2] << 8) % (SOC_LANES_MOST + 4);
	/* Memory of just these sizes, so that a sanitizer sees what goes beyond. */
	uint8_t *bytes = malloc(size - 3 + 1), *values = malloc(width * count + 1),
			*again = malloc(width * count + 1), *packed = malloc(soc_lanes_bound(width, count));
	CHECK(bytes != NULL && values != NULL && again != NULL && packed != NULL);
	memcpy(bytes, data + 3, size - 3);
	const uint8_t *end = soc_lanes_unpack(bytes, bytes + (size - 3), values, width, count);
	if (end != NULL) {
		CHECK(end >= bytes && end <= bytes + (size - 3));
		const size_t n = soc_lanes_pack(values, width, count, packed);
		CHECK(n <= soc_lanes_bound(width, count));
		CHECK(soc_lanes_unpack(packed, packed + n, again, width, count) == packed + n);
		CHECK(memcmp(values, again, width * count) == 0);
	}
	free(bytes);
	free(values);
	free(again);
	free(packed);
	return 0;
}
