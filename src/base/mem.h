/* Memory: every allocation of the library goes through here, so that a test can make the n-th one fail. */
#ifndef SOC_BASE_MEM_H
#define SOC_BASE_MEM_H

#include <stddef.h>

/* count * size bytes, zeroed, 64-byte aligned; NULL when the product overflows or memory is out. Release with
 * soc_free. */
void *soc_calloc(size_t count, size_t size);
/* As realloc for memory from these functions; on NULL the old block stands. New bytes are not zeroed. */
void *soc_realloc(void *ptr, size_t count, size_t size);
void soc_free(void *ptr);
char *soc_strdup(const char *text);

/* Makes the n-th allocation from now (1 = the next) return NULL once; 0 switches off. Tests only; not
 * thread-safe. */
void soc_mem_fail_at(size_t nth);
/* Blocks allocated and not yet released, for leak checks in tests. */
size_t soc_mem_live(void);

#endif
