#include "input/compile/order.h"

#include <string.h>

void soc_order_by_name(const char *first, size_t stride, int n, uint8_t *order)
{
	for (int i = 0; i < n; i++) {
		int at = i;
		for (; at > 0 && strcmp(first + stride * order[at - 1], first + stride * (size_t)i) > 0; at--)
			order[at] = order[at - 1];
		order[at] = (uint8_t)i;
	}
}
