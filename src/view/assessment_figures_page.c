/* Figures that stand behind one another in a section: one table in place of one for each. */
#include "view/assessment_page.h"

#include <string.h>

#define NOT_COMPUTED "not computed"

static const char *cell_of(const json_t *row, const json_t *columns, const char *name)
{
	for (size_t i = 0; i < json_array_size(columns); i++) {
		const char *column = json_string_value(json_array_get(columns, i));
		if (column != NULL && strcmp(column, name) == 0) {
			const char *text = json_string_value(json_array_get(row, i));
			return text != NULL ? text : "";
		}
	}
	return "";
}

static void put_span(struct soc_assessment_page *p, const char *class, const char *text)
{
	if (text[0] == '\0')
		return;
	soc_buf_add(p->out, "<span class=\"%s\">", class);
	soc_assessment_page_text(p, text);
	soc_buf_puts(p->out, "</span>");
}

/* "59.6 (57.5 to 61.7)" */
static void put_value(struct soc_assessment_page *p, const char *value, const char *interval)
{
	soc_assessment_page_text(p, value);
	if (value[0] != '\0' && interval[0] != '\0') {
		soc_buf_puts(p->out, " <span class=\"interval\">(");
		soc_assessment_page_text(p, interval);
		soc_buf_puts(p->out, ")</span>");
	}
}

/* Below the difference, on a page in few words: the command stands in the annex. */
static void put_less_assumed(struct soc_assessment_page *p, const char *text)
{
	const int is_computed = strncmp(text, NOT_COMPUTED, strlen(NOT_COMPUTED)) != 0;
	if (text[0] == '\0')
		return;
	soc_buf_puts(p->out, "<span class=\"few\">over the assumptions: ");
	soc_assessment_page_text(p, is_computed ? text : NOT_COMPUTED);
	soc_buf_puts(p->out, "</span>");
}

static void put_run(struct soc_assessment_page *p, const json_t *row, const json_t *columns, int several)
{
	const char *assumed = cell_of(row, columns, "over the assumptions");
	const int is_computed = strncmp(assumed, NOT_COMPUTED, strlen(NOT_COMPUTED)) != 0;
	if (several) {
		soc_buf_puts(p->out, "<td class=\"run\">");
		soc_assessment_page_text(p, cell_of(row, columns, "run"));
		soc_buf_puts(p->out, "</td>");
	}
	soc_buf_puts(p->out, "<td>");
	put_value(p, cell_of(row, columns, "value"), cell_of(row, columns, "95% interval"));
	put_span(p, "few", cell_of(row, columns, "rests on"));
	soc_buf_puts(p->out, "</td><td data-label=\"over the assumptions\"");
	soc_buf_puts(p->out, is_computed ? ">" : " class=\"soft\">");
	soc_assessment_page_text(p, is_computed ? assumed : NOT_COMPUTED);
	soc_buf_puts(p->out, "</td>");
	if (several) {
		soc_buf_puts(p->out, "<td data-label=\"less A\">");
		put_value(p, cell_of(row, columns, "less A"),
		          cell_of(row, columns, "95% interval of the difference"));
		put_less_assumed(p, cell_of(row, columns, "difference over the assumptions"));
		soc_buf_puts(p->out, "</td>");
	}
}

static void put_question(struct soc_assessment_page *p, const json_t *field, size_t rows)
{
	soc_buf_add(p->out, "<th scope=\"rowgroup\" rowspan=\"%zu\">", rows > 0 ? rows : 1);
	soc_assessment_page_text(p, soc_assessment_page_at(field, "question"));
	put_span(p, "unit", soc_assessment_page_at(json_object_get(field, "answer"), "unit"));
	put_span(p, "caveat", soc_assessment_page_at(field, "caveat"));
	soc_buf_puts(p->out, "</th>");
}

static void put_figure(struct soc_assessment_page *p, const json_t *field, int several)
{
	const json_t *answer = json_object_get(field, "answer"), *table = json_object_get(answer, "table"),
				 *rows = json_object_get(table, "rows"), *columns = json_object_get(table, "columns"), *row;
	const char *text = soc_assessment_page_at(answer, "text");
	size_t i;
	soc_buf_puts(p->out, "<tbody>\n");
	if (json_array_size(rows) == 0) {
		soc_buf_puts(p->out, "<tr>");
		put_question(p, field, 1);
		soc_buf_add(p->out, "<td colspan=\"%d\">", several ? 4 : 2);
		soc_assessment_page_text(p, text);
		soc_buf_puts(p->out, "</td></tr>\n");
	}
	json_array_foreach((json_t *)rows, i, row)
	{
		soc_buf_puts(p->out, "<tr>");
		if (i == 0)
			put_question(p, field, json_array_size(rows));
		put_run(p, row, columns, several);
		soc_buf_puts(p->out, "</tr>\n");
	}
	soc_buf_puts(p->out, "</tbody>\n");
}

void soc_assessment_page_figures(struct soc_assessment_page *p, const json_t *fields, size_t from, size_t to)
{
	int several = 0;
	for (size_t i = from; i < to; i++) {
		const json_t *answer = json_object_get(json_array_get(fields, i), "answer");
		several |= json_array_size(json_object_get(json_object_get(answer, "table"), "rows")) > 1;
	}
	soc_buf_puts(p->out,
	             "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Figures of the "
	             "runs\"><table class=\"figures\"><thead><tr><th scope=\"col\">Figures of the runs</th>");
	soc_buf_puts(p->out, several ? "<th scope=\"col\">run</th>" : "");
	soc_buf_puts(p->out, "<th scope=\"col\">value (95%)</th><th scope=\"col\">over the assumptions</th>");
	soc_buf_puts(p->out, several ? "<th scope=\"col\">less A (95%)</th>" : "");
	soc_buf_puts(p->out, "</tr></thead>\n");
	for (size_t i = from; i < to; i++)
		put_figure(p, json_array_get(fields, i), several);
	soc_buf_puts(p->out, "</table></div>\n");
	for (size_t i = from; i < to; i++)
		soc_assessment_page_curve(p, json_array_get(fields, i));
}
