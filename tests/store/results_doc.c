/* The generated part of docs/guide/results.md, between its two marks.
 *
 *   results_doc FILE            fails unless FILE says what the code says
 *   results_doc --write FILE    renews it */
#include "base/buf.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char first_mark[] = "<!-- generated: tables -->\n", last_mark[] = "<!-- end of generated -->\n";

static void put_list(struct soc_buf *b, const char *title, const struct soc_table *tables, int count)
{
	soc_buf_add(b, "\n| %s | |\n|---|---|\n", title);
	for (int i = 0; i < count; i++)
		soc_buf_add(b, "| `%s` | %s |\n", tables[i].name, tables[i].meaning);
}

static void put_columns(struct soc_buf *b, const struct soc_table *t)
{
	soc_buf_add(b, "\n### %s\n\n%c%s. Key: %s.\n\n| column | kind | unit | meaning |\n|---|---|---|---|\n",
	            t->name, t->meaning[0] - ('a' <= t->meaning[0] && t->meaning[0] <= 'z' ? 32 : 0),
	            t->meaning + 1, t->key);
	for (int c = 0; c < t->columns_count; c++)
		soc_buf_add(b, "| `%s` | %s | %s | %s |\n", t->columns[c].name, soc_schema_kind(t, c),
		            t->columns[c].unit, t->columns[c].meaning);
}

/* by_region and by_place have the indicators of by_cell: only their keys are written out. */
static void put_key(struct soc_buf *b, const struct soc_table *t)
{
	soc_buf_add(b, "\n### %s\n\n%c%s. Key: %s. After the key the columns of `by_cell`.\n", t->name,
	            t->meaning[0] - 32, t->meaning + 1, t->key);
}

static void put_all(struct soc_buf *b)
{
	put_list(b, "table", soc_schema_tables, SOC_STORE_TABLES_COUNT);
	put_list(b, "view", soc_schema_views, soc_schema_views_count);
	for (int i = 0; i < SOC_STORE_TABLES_COUNT; i++) {
		if (i == SOC_TABLE_by_region || i == SOC_TABLE_by_place)
			put_key(b, &soc_schema_tables[i]);
		else
			put_columns(b, &soc_schema_tables[i]);
	}
	soc_buf_puts(b, "\n");
}

static char *read_file(const char *path)
{
	static char text[1 << 18];
	FILE *in = fopen(path, "rb");
	if (in == NULL)
		return NULL;
	size_t n = fread(text, 1, sizeof text - 1, in);
	fclose(in);
	text[n] = '\0';
	return text;
}

static int write_file(const char *path, const char *head, size_t head_length, const char *made,
                      const char *tail)
{
	FILE *out = fopen(path, "wb");
	if (out == NULL)
		return 1;
	fwrite(head, 1, head_length, out);
	fputs(made, out);
	fputs(tail, out);
	return fclose(out) != 0;
}

int main(int argc, char **argv)
{
	const int renew = argc == 3 && strcmp(argv[1], "--write") == 0;
	char *text = argc >= 2 ? read_file(argv[argc - 1]) : NULL;
	char *from = text != NULL ? strstr(text, first_mark) : NULL,
		 *to = from != NULL ? strstr(from, last_mark) : NULL;
	if (to == NULL) {
		fprintf(stderr, "results_doc [--write] FILE: FILE with the marks %s and %s", first_mark, last_mark);
		return 1;
	}
	struct soc_buf made = { 0 };
	from += strlen(first_mark);
	put_all(&made);
	int status = 0;
	if (renew) {
		char *tail = strdup(to);
		status = write_file(argv[2], text, (size_t)(from - text), soc_buf_text(&made), tail);
		free(tail);
	} else if (made.length != (size_t)(to - from) || memcmp(made.text, from, made.length) != 0) {
		fprintf(stderr, "%s is not what the code says; renew it with: results_doc --write %s\n", argv[1],
		        argv[1]);
		status = 1;
	}
	soc_buf_release(&made);
	return status;
}
