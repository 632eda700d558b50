/* Things of a scenario in the order of their names. */
#ifndef SOC_INPUT_ORDER_H
#define SOC_INPUT_ORDER_H

#include <stddef.h>
#include <stdint.h>

/* order: the n (up to 255) indices of things whose names, zero-terminated, stand stride bytes apart from
 * first on, in the order of the names' bytes. What is drawn among several of them, or done to one after the
 * other, goes in this order: so their order in the file is no part of a result. Cost: n squared. */
void soc_order_by_name(const char *first, size_t stride, int n, uint8_t *order);

#endif
