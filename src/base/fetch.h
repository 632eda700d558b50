/* Asking for memory that is needed soon, so that it is on its way to the cache while something else is done.
 * Changes nothing; compilers without the builtin do without. */
#ifndef SOC_BASE_FETCH_H
#define SOC_BASE_FETCH_H

#include <stddef.h>

#if defined(__GNUC__)
#define SOC_FETCH(at, writes, nearness) __builtin_prefetch(at, writes, nearness)
#else
#define SOC_FETCH(at, writes, nearness) ((void)(at))
#endif

/* The line of the cache with this byte, to be read. Cost: 1 ns. */
static inline void soc_fetch_line(const void *at)
{
	SOC_FETCH(at, 0, 3);
}

/* All lines of a column, to be read and written. Cost: O(bytes). */
static inline void soc_fetch_lines(const void *column, size_t bytes)
{
	for (size_t at = 0; at < bytes; at += 64)
		SOC_FETCH((const char *)column + at, 1, 2);
}

#endif
