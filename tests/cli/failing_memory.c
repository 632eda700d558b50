/* Laid over a program (LD_PRELOAD): the allocation SOC_FAIL_AT of the process fails, once. With SOC_COUNT_TO
 * the number of allocations is written to that file when the process ends. */
#define _GNU_SOURCE
#pragma GCC visibility push(default) /* the program has to find these first */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *ptr, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static atomic_long allocations;
static long fail_at = -1;
static _Thread_local int spared;

/* getenv allocates nothing; the answer is kept. */
static int must_fail(void)
{
	const long now = atomic_fetch_add(&allocations, 1) + 1;
	if (fail_at < 0) {
		const char *text = getenv("SOC_FAIL_AT");
		fail_at = text != NULL ? atol(text) : 0;
	}
	if (now != fail_at || spared)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return must_fail() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return must_fail() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *ptr, size_t size)
{
	return must_fail() ? NULL : __libc_realloc(ptr, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return must_fail() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	if (must_fail())
		return ENOMEM;
	*out = __libc_memalign(alignment, size);
	return *out != NULL ? 0 : ENOMEM;
}

/* libfyaml 0.7.12 reads through a null pointer when it finds no memory here; no caller can prevent it. */
int fy_parser_set_string(void *parser, const char *text, size_t length);
int fy_parser_set_string(void *parser, const char *text, size_t length)
{
	int (*real)(void *, const char *, size_t) = NULL;
	spared = 1;
	*(void **)&real = dlsym(RTLD_NEXT, "fy_parser_set_string");
	const int status = real(parser, text, length);
	spared = 0;
	return status;
}

__attribute__((destructor)) static void tell(void)
{
	const char *path = getenv("SOC_COUNT_TO");
	FILE *file = path != NULL ? fopen(path, "w") : NULL;
	if (file == NULL)
		return;
	fprintf(file, "%ld\n", atomic_load(&allocations));
	fclose(file);
}
