#include "input/bind/diagnostics.h"

#include "base/mem.h"
#include "base/noun.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TEXT_MAX 1024

struct soc_diagnostics *soc_diagnostics_new(void)
{
	return soc_calloc(1, sizeof(struct soc_diagnostics));
}

static int diagnostics_grow(struct soc_diagnostics *list)
{
	if (list->count < list->capacity)
		return 1;
	size_t capacity = list->capacity == 0 ? 8 : list->capacity * 2;
	struct soc_diagnostic *items = soc_realloc(list->items, capacity, sizeof *items);
	if (items == NULL)
		return 0;
	list->items = items;
	list->capacity = capacity;
	return 1;
}

void soc_diagnostic_release(struct soc_diagnostic *p)
{
	soc_free((void *)p->file);
	soc_free((void *)p->key);
	soc_free((void *)p->text);
}

static void diagnostics_keep(struct soc_diagnostics *list, struct soc_position at, const char *key,
                             int warning, const char *text)
{
	struct soc_diagnostic p = { soc_strdup(at.file != NULL ? at.file : ""),
		                        at.line,
		                        at.column,
		                        soc_strdup(key),
		                        soc_strdup(text),
		                        warning };
	if (p.file == NULL || p.key == NULL || p.text == NULL || !diagnostics_grow(list)) {
		soc_diagnostic_release(&p);
		list->out_of_memory = 1;
		return;
	}
	/* They quote foreign text, perhaps cut within a character, and end on a terminal. */
	soc_utf8_tame((char *)p.key, 0);
	soc_utf8_tame((char *)p.text, 0);
	list->items[list->count++] = p;
}

static void diagnostics_add(struct soc_diagnostics *list, struct soc_position at, const char *key,
                            int warning, const char *fmt, va_list args)
{
	char text[TEXT_MAX];
	if (!warning)
		list->errors++;
	if (list->count >= SOC_DIAGNOSTICS_MAX) {
		list->dropped++;
		return;
	}
	int n = vsnprintf(text, sizeof text, fmt, args);
	if (n >= (int)sizeof text)
		memcpy(text + sizeof text - 4, "...", 4);
	diagnostics_keep(list, at, key, warning, text);
}

void soc_diagnostics_error(struct soc_diagnostics *list, struct soc_position at, const char *key,
                           const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	diagnostics_add(list, at, key, 0, fmt, args);
	va_end(args);
}

void soc_diagnostics_warn(struct soc_diagnostics *list, struct soc_position at, const char *key,
                          const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	diagnostics_add(list, at, key, 1, fmt, args);
	va_end(args);
}

static int is_later(const struct soc_diagnostic *a, const struct soc_diagnostic *b)
{
	return a->line != b->line ? a->line > b->line : a->column > b->column;
}

/* Files in the order of their first diagnostic, lines in order within a file; equal places keep their order.
 */
static void diagnostics_sort(struct soc_diagnostics *list)
{
	for (size_t i = 1; i < list->count; i++) {
		struct soc_diagnostic p = list->items[i];
		size_t to = i;
		while (to > 0 && strcmp(list->items[to - 1].file, p.file) != 0)
			to--;
		if (to == 0)
			continue;
		while (to > 0 && !strcmp(list->items[to - 1].file, p.file) && is_later(&list->items[to - 1], &p))
			to--;
		memmove(&list->items[to + 1], &list->items[to], (i - to) * sizeof p);
		list->items[to] = p;
	}
}

void soc_diagnostics_close(struct soc_diagnostics *list)
{
	char text[80];
	diagnostics_sort(list);
	if (list->dropped == 0)
		return;
	snprintf(text, sizeof text, "%zu more %s not shown", list->dropped,
	         soc_noun((double)list->dropped, "problem is", "problems are"));
	diagnostics_keep(list, (struct soc_position){ list->items[0].file, 0, 0 }, "", list->errors == 0, text);
	list->dropped = 0;
}

enum soc_err soc_diagnostics_verdict(const struct soc_diagnostics *list, struct soc_msg *msg)
{
	if (list->out_of_memory)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read the scenario");
	if (list->errors == 0)
		return SOC_OK;
	const struct soc_diagnostic *p = list->items;
	for (size_t i = 0; i < list->count && p->warning; i++)
		p = &list->items[i];
	char where[600] = "", more[64] = "";
	if (p->file[0] != '\0' && p->line > 0)
		snprintf(where, sizeof where, "%.500s:%d:%d: ", p->file, p->line, p->column);
	else if (p->file[0] != '\0')
		snprintf(where, sizeof where, "%.500s: ", p->file);
	if (list->errors > 1)
		snprintf(more, sizeof more, " (and %zu more)", list->errors - 1);
	return soc_fail(msg, SOC_ERR_SCENARIO, "%s%s%s%s%s", where, p->key, p->key[0] != '\0' ? ": " : "",
	                p->text, more);
}

void soc_diagnostics_clear(struct soc_diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		soc_diagnostic_release(&list->items[i]);
	list->count = list->errors = list->dropped = 0;
}

size_t soc_diagnostics_count(const struct soc_diagnostics *list)
{
	return list != NULL ? list->count : 0;
}

const struct soc_diagnostic *soc_diagnostics_at(const struct soc_diagnostics *list, size_t i)
{
	return list != NULL && i < list->count ? &list->items[i] : NULL;
}

void soc_diagnostics_free(struct soc_diagnostics *list)
{
	if (list == NULL)
		return;
	for (size_t i = 0; i < list->count; i++)
		soc_diagnostic_release(&list->items[i]);
	soc_free(list->items);
	soc_free(list);
}
