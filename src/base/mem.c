#include "base/mem.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A header before each block keeps its size, so that realloc can copy while keeping the alignment. */
#define ALIGN 64u

struct block {
	size_t bytes;
};

static atomic_size_t fail_in;
static atomic_size_t live;

static int must_fail(void)
{
	if (atomic_load_explicit(&fail_in, memory_order_relaxed) == 0)
		return 0;
	return atomic_fetch_sub(&fail_in, 1) == 1;
}

void soc_mem_fail_at(size_t nth)
{
	atomic_store(&fail_in, nth);
}

size_t soc_mem_live(void)
{
	return atomic_load(&live);
}

static void *block_new(size_t bytes, int zero)
{
	if (bytes > SIZE_MAX - 2 * ALIGN || must_fail())
		return NULL;
	size_t whole = (bytes + 2 * ALIGN - 1) / ALIGN * ALIGN;
	unsigned char *raw = aligned_alloc(ALIGN, whole);
	if (raw == NULL)
		return NULL;
	if (zero)
		memset(raw, 0, whole);
	((struct block *)raw)->bytes = bytes;
	atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
	return raw + ALIGN;
}

void *soc_calloc(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return NULL;
	return block_new(count * size, 1);
}

void *soc_realloc(void *ptr, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return NULL;
	void *fresh = block_new(count * size, 0);
	if (fresh == NULL || ptr == NULL)
		return fresh;
	size_t old = ((struct block *)((unsigned char *)ptr - ALIGN))->bytes;
	memcpy(fresh, ptr, old < count * size ? old : count * size);
	soc_free(ptr);
	return fresh;
}

void soc_free(void *ptr)
{
	if (ptr == NULL)
		return;
	atomic_fetch_sub_explicit(&live, 1, memory_order_relaxed);
	free((unsigned char *)ptr - ALIGN);
}

char *soc_strdup(const char *text)
{
	size_t n = strlen(text) + 1;
	char *copy = soc_calloc(n, 1);
	if (copy != NULL)
		memcpy(copy, text, n);
	return copy;
}
