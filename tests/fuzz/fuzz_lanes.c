/* Any bytes as a packed column: refused, or values that pack and unpack to themselves, anew and in the form
 * that another column has, and nothing outside of their room is touched. The first bytes say how wide and how
 * many the values are. */
#include "fuzz.h"
#include "run/lanes.h"

#include <stdlib.h>
#include <string.h>

static void unpacks_to(const uint8_t *packed, size_t n, uint8_t *again, const uint8_t *values, size_t width,
                       size_t count)
{
	CHECK(n <= soc_lanes_bound(width, count));
	CHECK(soc_lanes_unpack(packed, packed + n, again, width, count) == packed + n);
	CHECK(memcmp(values, again, width * count) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t widths[] = { 1, 2, 4, 3 };
	if (size < 3)
		return 0;
	const size_t width = widths[data[0] % 4], count = (data[1] | (size_t)data[2] << 8) % (SOC_LANES_MOST + 4),
				 room = width * soc_lanes_room(count), bound = soc_lanes_bound(width, count);
	/* Memory of just these sizes, so that a sanitizer sees what goes beyond. */
	uint8_t *bytes = malloc(size - 3 + 1), *values = malloc(room + 1), *exact = malloc(width * count + 1),
			*again = malloc(room + 1), *packed = malloc(bound + 1), *repacked = malloc(bound + 1);
	CHECK(bytes != NULL && values != NULL && exact != NULL && again != NULL && packed != NULL &&
	      repacked != NULL);
	memcpy(bytes, data + 3, size - 3);
	const uint8_t *end = soc_lanes_unpack(bytes, bytes + (size - 3), values, width, count);
	if (end != NULL) {
		CHECK(end >= bytes && end <= bytes + (size - 3));
		memcpy(exact, values, width * count);
		unpacks_to(packed, soc_lanes_pack(exact, width, count, packed), again, values, width, count);
		if (count > 0) {
			unpacks_to(repacked, soc_lanes_pack_again(exact, width, count, bytes, repacked), again, values,
			           width, count);
			exact[width * count / 2] ^= 0x41;
			values[width * count / 2] ^= 0x41;
			unpacks_to(repacked, soc_lanes_pack_again(exact, width, count, packed, repacked), again, values,
			           width, count);
		}
	}
	free(bytes);
	free(values);
	free(exact);
	free(again);
	free(packed);
	free(repacked);
	return 0;
}
