/* Memory that is given out piece by piece and released all at once. */
#ifndef SOC_INPUT_ARENA_H
#define SOC_INPUT_ARENA_H

#include <stddef.h>

struct soc_arena_block;
struct soc_arena {
	struct soc_arena_block *last; /* zero: empty */
};

/* bytes zeroed, 16-byte aligned; NULL when memory is out. */
void *soc_arena_take(struct soc_arena *arena, size_t bytes);
char *soc_arena_text(struct soc_arena *arena, const char *text, size_t length);
void soc_arena_release(struct soc_arena *arena);

#endif
