#include "pool.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#endif
#ifdef WATCHED
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable() ((void)0)
#define __lsan_enable() ((void)0)
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

/* The pool is no part of what is tried. */
#if defined(__clang__)
#define PLAIN __attribute__((no_sanitize("address", "undefined", "coverage")))
#else
#define PLAIN
#endif

#define SMALLEST 6 /* a block of class c has 2 to the c bytes */
#define LARGEST 24
#define HEAD 16 /* before the caller's bytes; as much behind them at least */

struct block {
	struct block *next; /* that is free */
	int size, class;    /* bytes of the caller */
};
static struct block *free_blocks[LARGEST + 1];

PLAIN static struct block *block_of(void *bytes)
{
	struct block *b = (struct block *)(void *)((char *)bytes - HEAD);
	ASAN_UNPOISON_MEMORY_REGION(b, HEAD);
	return b;
}

PLAIN static void *pool_malloc(int size)
{
	int class = SMALLEST;
	while (1 << class < size + 2 * HEAD)
		if (++class > LARGEST)
			return NULL;
	struct block *b = free_blocks[class];
	if (b == NULL) {
		__lsan_disable(); /* kept for good, and pointed at behind its head */
		b = malloc((size_t)1 << class);
		__lsan_enable();
	} else {
		ASAN_UNPOISON_MEMORY_REGION(b, HEAD);
		free_blocks[class] = b->next;
	}
	if (b == NULL)
		return NULL;
	*b = (struct block){ NULL, size, class };
	ASAN_POISON_MEMORY_REGION(b, (size_t)1 << class);
	ASAN_UNPOISON_MEMORY_REGION((char *)b + HEAD, (size_t)size);
	return (char *)b + HEAD;
}

PLAIN static void pool_free(void *bytes)
{
	struct block *b = block_of(bytes);
	b->next = free_blocks[b->class];
	free_blocks[b->class] = b;
	ASAN_POISON_MEMORY_REGION(b, (size_t)1 << b->class);
}

PLAIN static int pool_size(void *bytes)
{
	struct block *b = block_of(bytes);
	const int size = b->size;
	ASAN_POISON_MEMORY_REGION(b, HEAD);
	return size;
}

PLAIN static void *pool_realloc(void *bytes, int size)
{
	const int had = pool_size(bytes);
	void *more = pool_malloc(size);
	if (more == NULL)
		return NULL;
	memcpy(more, bytes, (size_t)(had < size ? had : size));
	pool_free(bytes);
	return more;
}

PLAIN static int pool_roundup(int size)
{
	return (size + 7) & ~7;
}

static int pool_start(void *user)
{
	(void)user;
	return SQLITE_OK;
}

static void pool_end(void *user)
{
	(void)user;
}

void pool_begin(void)
{
	static const sqlite3_mem_methods methods = { pool_malloc,  pool_free,  pool_realloc, pool_size,
		                                         pool_roundup, pool_start, pool_end,     NULL };
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK ||
	    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) != SQLITE_OK ||
	    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK)
		abort();
}
