#include "input/text/arena.h"

#include "base/mem.h"

#include <stdint.h>
#include <string.h>

#define BLOCK_BYTES 16384u
#define ALIGN 16u

struct soc_arena_block {
	struct soc_arena_block *before;
	size_t used, bytes;
	_Alignas(16) unsigned char data[];
};

void *soc_arena_take(struct soc_arena *arena, size_t bytes)
{
	if (bytes > SIZE_MAX / 2)
		return NULL;
	bytes = (bytes + ALIGN - 1) / ALIGN * ALIGN;
	struct soc_arena_block *block = arena->last;
	if (block == NULL || block->bytes - block->used < bytes) {
		size_t room = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
		block = soc_calloc(1, sizeof *block + room);
		if (block == NULL)
			return NULL;
		block->before = arena->last;
		block->bytes = room;
		arena->last = block;
	}
	void *piece = block->data + block->used;
	block->used += bytes;
	return piece;
}

char *soc_arena_text(struct soc_arena *arena, const char *text, size_t length)
{
	char *copy = soc_arena_take(arena, length + 1);
	if (copy != NULL)
		memcpy(copy, text, length);
	return copy;
}

void soc_arena_release(struct soc_arena *arena)
{
	for (struct soc_arena_block *block = arena->last; block != NULL;) {
		struct soc_arena_block *before = block->before;
		soc_free(block);
		block = before;
	}
	arena->last = NULL;
}
