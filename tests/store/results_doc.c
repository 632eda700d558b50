/* The generated part of a page of the guide, between its two marks: the tables of results
 * (docs/guide/results.md), those of a theory (docs/guide/theory.md), the modules with their statistics
 * (docs/guide/report.md), or the modules with their pages (docs/model/README.md).
 *
 *   results_doc FILE            fails unless FILE says what the code says
 *   results_doc --write FILE    renews it */
#include "analysis/statistics.h"
#include "base/buf.h"
#include "input/module.h"
#include "model/modules/summaries.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char last_mark[] = "<!-- end of generated -->\n";

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

static void put_tables(struct soc_buf *b)
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

/* What a run has as well is told in docs/guide/results.md. */
static void put_theory(struct soc_buf *b)
{
	put_list(b, "table", soc_schema_of_theory.tables, soc_schema_of_theory.tables_count);
	put_list(b, "view", soc_schema_of_theory.views, soc_schema_of_theory.views_count);
	soc_buf_puts(b, "\n| table | column | unit | meaning |\n|---|---|---|---|\n");
	for (int i = 0; i < soc_schema_of_theory.tables_count; i++) {
		const struct soc_table *t = &soc_schema_of_theory.tables[i];
		const struct soc_table *other = soc_schema_find(&soc_schema_of_run, t->name);
		for (int c = 0; c < t->columns_count && (other == NULL || other->columns_count != t->columns_count);
		     c++)
			soc_buf_add(b, "| `%s` | `%s` | %s | %s |\n", t->name, t->columns[c].name, t->columns[c].unit,
			            t->columns[c].meaning);
	}
	soc_buf_puts(b, "\n");
}

static void put_modules(struct soc_buf *b)
{
	static const char *const stages[] = {
		"watched", "counted", "graded", "listed", "consequences", "(no box)"
	};
	soc_buf_puts(b, "\n| heading in every run | statistics |\n|---|---|\n");
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++) {
		const struct soc_statistic *f = &soc_statistics[i];
		if (f->section != NULL)
			soc_buf_add(b, "%s| %s | ", i > 0 ? " |\n" : "", f->section);
		soc_buf_add(b, "%s%s (`%s`)", f->section == NULL ? "; " : "", f->label, f->name);
	}
	soc_buf_puts(b, " |\n\n| step | module | question | statistics |\n|---|---|---|---|\n");
	for (int i = 0; i < SOC_MODULES; i++) {
		const struct soc_module *m = soc_modules[i];
		soc_buf_add(b, "| %s | %s (`%s`) | %s | ", stages[m->stage], m->title, m->name, m->question);
		for (int k = 0; k < m->summaries_count; k++)
			soc_buf_add(b, "%s%s (`%s`)", k > 0 ? "; " : "", m->summaries[k].label, m->summaries[k].name);
		soc_buf_puts(b, " |\n");
	}
	soc_buf_puts(b, "\n");
}

/* Of the page that is written: where other pages stand. */
static char folder[1024];

/* A module that is part of another has no page of its own. */
static int has_page(const char *name)
{
	char path[1200];
	snprintf(path, sizeof path, "%s%s.md", folder, name);
	FILE *in = fopen(path, "rb");
	if (in != NULL)
		fclose(in);
	return in != NULL;
}

static void put_pages(struct soc_buf *b)
{
	soc_buf_puts(b, "\n| module | question |\n|---|---|\n");
	for (int i = 0; i < SOC_MODULES; i++) {
		const struct soc_module *m = soc_modules[i];
		soc_buf_add(b, has_page(m->name) ? "| [%s](%s.md) | %s |\n" : "| %s (`%s`) | %s |\n", m->title,
		            m->name, m->question);
	}
	soc_buf_puts(b, "\n");
}

static const struct part {
	const char *mark;
	void (*put)(struct soc_buf *b);
} parts[] = { { "<!-- generated: tables -->\n", put_tables },
	          { "<!-- generated: theory -->\n", put_theory },
	          { "<!-- generated: modules -->\n", put_modules },
	          { "<!-- generated: pages -->\n", put_pages } };

/* The first mark of a text and what stands behind it; NULL: it has none. */
static char *find_part(char *text, const struct part **out)
{
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		char *at = strstr(text, parts[i].mark);
		*out = &parts[i];
		if (at != NULL)
			return at + strlen(parts[i].mark);
	}
	return NULL;
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
	const struct part *part = NULL;
	char *from = text != NULL ? find_part(text, &part) : NULL,
		 *to = from != NULL ? strstr(from, last_mark) : NULL;
	if (to == NULL) {
		fprintf(stderr, "results_doc [--write] FILE: FILE with the marks %s, %s or %s and %s", parts[0].mark,
		        parts[1].mark, parts[2].mark, last_mark);
		return 1;
	}
	const char *name = strrchr(argv[argc - 1], '/');
	if (name != NULL)
		snprintf(folder, sizeof folder, "%.*s", (int)(name + 1 - argv[argc - 1]), argv[argc - 1]);
	struct soc_buf made = { 0 };
	part->put(&made);
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
