#include "theory/sheet.h"

#include "base/mem.h"

#include <math.h>
#include <string.h>

static void add(struct soc_theory_sheet *s, const char *text, int number)
{
	if (s->failed)
		return;
	if (s->count == s->room) {
		const size_t room = s->room == 0 ? 64 : 2 * s->room;
		struct soc_theory_cell *more = soc_realloc(s->cells, room, sizeof *more);
		if (more == NULL) {
			s->failed = 1;
			return;
		}
		s->cells = more;
		s->room = room;
	}
	char *copy = soc_strdup(text);
	s->failed = copy == NULL;
	if (!s->failed)
		s->cells[s->count++] = (struct soc_theory_cell){ copy, number };
}

static void add_buffer(struct soc_theory_sheet *s, struct soc_buf *b)
{
	s->failed |= b->failed;
	add(s, soc_buf_text(b), 1);
	soc_buf_release(b);
}

void soc_theory_sheet_text(struct soc_theory_sheet *s, const char *text)
{
	add(s, text, 0);
}

void soc_theory_sheet_number(struct soc_theory_sheet *s, double value)
{
	struct soc_buf b = { 0 };
	soc_text_number(&b, value, "");
	add_buffer(s, &b);
}

void soc_theory_sheet_rounded(struct soc_theory_sheet *s, double value, double low, double high)
{
	struct soc_buf b = { 0 };
	if (isnan(low) && value != 0.0 && value != floor(value)) {
		low = value - 5e-5 * fabs(value); /* as if it were known to six digits */
		high = value + 5e-5 * fabs(value);
	}
	soc_text_real(&b, value, soc_text_decimals(value, low, high));
	add_buffer(s, &b);
}

static void put_json(const struct soc_theory_cell *cell, struct soc_buf *out)
{
	if (cell->number)
		soc_buf_puts(out, cell->text[0] != '\0' ? cell->text : "null");
	else
		soc_buf_quote(out, cell->text, 1);
}

static void put_records(const struct soc_theory_sheet *s, int json, struct soc_buf *out)
{
	for (int c = 0; !json && c < s->width; c++)
		soc_buf_add(out, "%s%s", s->names[c], c + 1 < s->width ? "," : "\n");
	if (json)
		soc_buf_puts(out, "[");
	for (size_t i = 0; i < s->count; i++) {
		const int c = (int)(i % (size_t)s->width), last = c + 1 == s->width;
		if (json) {
			soc_buf_add(out, "%s\"%s\": ", c > 0 ? ", " : i > 0 ? ",\n  {" : "\n  {", s->names[c]);
			put_json(&s->cells[i], out);
			soc_buf_puts(out, last ? "}" : "");
		} else {
			soc_buf_csv(out, s->cells[i].text, strlen(s->cells[i].text));
			soc_buf_puts(out, last ? "\n" : ",");
		}
	}
	if (json)
		soc_buf_puts(out, s->count > 0 ? "\n]" : "]");
}

/* Columns of the terminal that the widest cell of column c takes. */
static int widest(const struct soc_theory_sheet *s, size_t c)
{
	int most = soc_text_width(s->names[c], strlen(s->names[c]));
	for (size_t i = c; i < s->count; i += (size_t)s->width) {
		const int own = soc_text_width(s->cells[i].text, strlen(s->cells[i].text));
		most = own > most ? own : most;
	}
	return most;
}

/* Numbers have their right edges under one another, texts their left ones. */
static void put_table(const struct soc_theory_sheet *s, struct soc_buf *out)
{
	const size_t width = (size_t)s->width;
	int most[SOC_THEORY_SHEET_WIDTH];
	for (size_t c = 0; c < width; c++)
		most[c] = widest(s, c);
	for (size_t i = 0; i < s->count + width; i++) {
		const size_t c = i % width;
		const char *text = i < width ? s->names[c] : s->cells[i - width].text;
		const int last = c + 1 == width, right = s->count > c && s->cells[c].number;
		const int space = most[c] - soc_text_width(text, strlen(text));
		soc_text_repeat(out, ' ', right ? space : 0);
		soc_buf_puts(out, text);
		soc_text_repeat(out, ' ', right || last ? 0 : space);
		soc_buf_puts(out, last ? "\n" : "  ");
	}
}

void soc_theory_sheet_put(const struct soc_theory_sheet *s, enum soc_text_form form, struct soc_buf *out)
{
	out->failed |= s->failed;
	if (out->failed)
		return;
	if (form == SOC_TEXT_TABLE)
		put_table(s, out);
	else
		put_records(s, form == SOC_TEXT_JSON, out);
}

void soc_theory_sheet_release(struct soc_theory_sheet *s)
{
	for (size_t i = 0; i < s->count; i++)
		soc_free(s->cells[i].text);
	soc_free(s->cells);
	s->cells = NULL;
	s->count = s->room = 0;
}
