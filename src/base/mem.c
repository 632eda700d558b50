#include "base/mem.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A header before each block keeps its size, so that realloc can copy while keeping the alignment, and where
 * the system's block begins. */
#define ALIGN 64u

struct block {
	void *whole;
	size_t bytes;
};

static struct block *header_of(void *block)
{
	return (struct block *)((unsigned char *)block - ALIGN);
}

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

/* Zeros come from calloc, which does not write what the system hands out as zeros: the memory of a large
 * block is taken when it is first used, by the thread that uses it, and not all at once before anything else
 * goes on. */
static void *block_new(size_t bytes, int zero)
{
	if (bytes > SIZE_MAX - 2 * ALIGN || must_fail())
		return NULL;
	unsigned char *whole = zero ? calloc(bytes + 2 * ALIGN, 1) : malloc(bytes + 2 * ALIGN);
	if (whole == NULL)
		return NULL;
	unsigned char *block = whole + ALIGN + (ALIGN - (uintptr_t)whole % ALIGN) % ALIGN;
	header_of(block)->whole = whole;
	header_of(block)->bytes = bytes;
	atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
	return block;
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
	const size_t old = header_of(ptr)->bytes;
	memcpy(fresh, ptr, old < count * size ? old : count * size);
	soc_free(ptr);
	return fresh;
}

void soc_free(void *ptr)
{
	if (ptr == NULL)
		return;
	atomic_fetch_sub_explicit(&live, 1, memory_order_relaxed);
	free(header_of(ptr)->whole);
}

char *soc_strdup(const char *text)
{
	size_t n = strlen(text) + 1;
	char *copy = soc_calloc(n, 1);
	if (copy != NULL)
		memcpy(copy, text, n);
	return copy;
}
