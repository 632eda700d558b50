/* Two lives of one person in two columns: months that stand in a line happened at once, under other rules. */
#include "view/explain.h"

#include "analysis/text.h"

#include <string.h>

#define WIDTH 70      /* columns of each life: two and what is between them are shown on a wide terminal */
#define SET_IN "    " /* before what goes on from the line above */

const char *const soc_life_sum_words[SOC_LIFE_SUMS] = { "events that happened",   "records accepted",
	                                                    "of them wrong",          "months on a list",
	                                                    "months under a measure", "attempts refused" };

static int begins(const json_t *o, const char *key, const char *with)
{
	const char *text = json_string_value(json_object_get(o, key));
	return text != NULL && strncmp(text, with, strlen(with)) == 0;
}

static void add_month(const json_t *month, int64_t sum[SOC_LIFE_SUMS])
{
	const json_t *state = json_object_get(month, "state");
	size_t i;
	json_t *o;
	json_array_foreach(json_object_get(month, "happened"), i, o) sum[SOC_LIFE_ACTS] +=
		json_is_true(json_object_get(o, "happened"));
	json_array_foreach(json_object_get(month, "records"), i, o)
	{
		const int accepted = begins(o, "decision", "accepted");
		sum[SOC_LIFE_RECORDS] += accepted;
		sum[SOC_LIFE_WRONG] += accepted && !begins(o, "truth", "did it");
	}
	json_array_foreach(json_object_get(month, "attempts"), i, o) if (begins(o, "kind", "refused"))
		sum[SOC_LIFE_REFUSED] += json_integer_value(json_object_get(o, "effective"));
	sum[SOC_LIFE_LISTED] += json_object_size(json_object_get(state, "months_left")) > 0;
	sum[SOC_LIFE_MEASURED] += json_array_size(json_object_get(state, "measures")) > 0;
}

void soc_explain_sums(const json_t *life, int64_t sum[SOC_LIFE_SUMS])
{
	size_t i;
	json_t *month;
	memset(sum, 0, SOC_LIFE_SUMS * sizeof *sum);
	json_array_foreach(json_object_get(life, "months"), i, month) add_month(month, sum);
}

/* ---- months ---- */
const json_t *soc_explain_month_of(const struct soc_told_life *life, size_t i)
{
	return json_array_get(json_object_get(life->life, "months"), i);
}

int soc_explain_any_eventful(const struct soc_told_life *life, int count, size_t i)
{
	int eventful = i + 1 == json_array_size(json_object_get(life->life, "months"));
	for (int k = 0; k < count; k++)
		eventful |= soc_explain_is_eventful(soc_explain_month_of(&life[k], i));
	return eventful;
}

/* ---- columns ---- */
/* The text of a column that is still to be told. */
struct rest {
	const char *at;
	int is_within_line;
};

/* Bytes of the text that fit into so many columns of a terminal: to the end of the line, or to a space. */
static size_t fitting(const char *text, int columns)
{
	const size_t line = strcspn(text, "\n");
	size_t space = 0, fits = 0;
	for (size_t n = 1; n <= line; n++) {
		if (((unsigned char)text[n] & 0xc0u) == 0x80u)
			continue; /* within a character */
		if (soc_text_width(text, n) > columns)
			break;
		fits = n;
		if (n == line || text[n] == ' ')
			space = n;
	}
	return space > 0 ? space : fits > 0 ? fits : line;
}

/* One line of a column, filled up where another follows. */
static void put_piece(struct rest *r, int fill, struct soc_buf *out)
{
	int used = 0;
	if (*r->at != '\0') {
		const char *set_in = r->is_within_line ? SET_IN : "";
		const size_t n = fitting(r->at, WIDTH - (int)strlen(set_in));
		soc_buf_puts(out, set_in);
		soc_buf_put(out, r->at, n);
		used = (int)strlen(set_in) + soc_text_width(r->at, n);
		r->at += n;
		r->is_within_line = *r->at != '\n' && *r->at != '\0';
		r->at += r->is_within_line ? strspn(r->at, " ") : *r->at == '\n';
	}
	if (fill)
		soc_text_repeat(out, ' ', WIDTH - used);
}

/* Both texts line by line. An empty line stays one. */
static void put_both(const struct soc_buf *left, const struct soc_buf *right, struct soc_buf *out)
{
	struct rest a = { soc_buf_text(left), 0 }, b = { soc_buf_text(right), 0 };
	while (*a.at != '\0' || *b.at != '\0') {
		put_piece(&a, 1, out);
		soc_buf_puts(out, *b.at == '\0' || *b.at == '\n' ? " |" : " | ");
		put_piece(&b, 0, out);
		soc_buf_puts(out, "\n");
	}
}

/* ---- all of it ---- */
static void put_sums(const struct soc_told_life life[2], struct soc_buf *out)
{
	int64_t sum[2][SOC_LIFE_SUMS];
	for (int i = 0; i < 2; i++)
		soc_explain_sums(life[i].life, sum[i]);
	soc_buf_puts(out, "in all                        A       B\n");
	for (int k = 0; k < SOC_LIFE_SUMS; k++)
		soc_buf_add(out, "  %-22s %6lld  %6lld\n", soc_life_sum_words[k], (long long)sum[0][k],
		            (long long)sum[1][k]);
	soc_buf_puts(out, "\n");
}

static void put_month(const struct soc_told_life life[2], size_t i, struct soc_buf *out)
{
	struct soc_buf part[2] = { { 0 }, { 0 } };
	for (int k = 0; k < 2; k++) {
		const json_t *month = soc_explain_month_of(&life[k], i);
		if (month != NULL)
			soc_explain_text_month(month, &part[k]);
		out->failed |= part[k].failed;
	}
	put_both(&part[0], &part[1], out);
	for (int k = 0; k < 2; k++)
		soc_buf_release(&part[k]);
}

void soc_explain_beside_text(const struct soc_told_life life[2], const json_t *rules, const char *notes,
                             struct soc_buf *out)
{
	struct soc_buf part[2] = { { 0 }, { 0 } };
	const size_t count = json_array_size(json_object_get(life[0].life, "months"));
	size_t quiet = 0;
	soc_explain_text_person(life[0].life, out);
	put_sums(life, out);
	soc_explain_rules_text(rules, out);
	for (int k = 0; k < 2; k++) {
		soc_buf_add(&part[k], "%c  ", 'A' + k);
		soc_text_safe(&part[k], life[k].title, strlen(life[k].title), 0);
		soc_buf_add(&part[k], " (%.16s)\n\n", life[k].digest);
	}
	put_both(&part[0], &part[1], out);
	for (size_t i = 0; i < count; i++) {
		if (!soc_explain_any_eventful(life, 2, i)) {
			quiet++;
			continue;
		}
		soc_explain_text_quiet(quiet, out);
		quiet = 0;
		put_month(life, i, out);
	}
	for (int k = 0; k < 2; k++) {
		soc_buf_release(&part[k]);
		soc_explain_text_why(json_object_get(life[k].life, "why"), &part[k]);
		out->failed |= part[k].failed;
	}
	put_both(&part[0], &part[1], out);
	if (notes[0] != '\0') {
		soc_buf_puts(out, "\n");
		soc_text_safe(out, notes, strlen(notes), 1);
	}
	for (int k = 0; k < 2; k++)
		soc_buf_release(&part[k]);
}
