/* What stands before a fold of the page: values of a scenario in a line, the ends of a rate over groups. */
#include "view/assessment_page.h"

#include "analysis/text.h"

#include <math.h>
#include <string.h>

/* What a run has, and the same of all of them where they agree: "channels.score.kind machine". */
static void put_value_of(struct soc_assessment_page *p, const json_t *row, size_t runs)
{
	const char *first = json_string_value(json_array_get(row, 1));
	int alike = 1;
	for (size_t i = 2; i <= runs; i++)
		alike &= json_equal(json_array_get(row, 1), json_array_get(row, i));
	soc_buf_puts(p->out, "<strong>");
	if (alike)
		soc_assessment_page_text(p, first != NULL ? first : "");
	for (size_t i = 1; i <= runs && !alike; i++) {
		const char *text = json_string_value(json_array_get(row, i));
		soc_buf_add(p->out, "%s%s ", i > 1 ? ", " : "", soc_assessment_run_name((int)i - 1));
		soc_assessment_page_text(p, text != NULL ? text : "");
	}
	soc_buf_puts(p->out, "</strong>");
}

#define VALUES_SHOWN 8
#define VALUE_SHOWN 40 /* bytes: a text is no value to be read in a line */
static int is_short(const json_t *row, size_t runs)
{
	for (size_t i = 1; i <= runs; i++)
		if (json_string_length(json_array_get(row, i)) > VALUE_SHOWN)
			return 0;
	return 1;
}

/* What a value is, to where its meaning explains itself; the key stands behind it, with the entry's name. */
static void put_label(struct soc_assessment_page *p, const char *meaning, const char *key)
{
	struct soc_buf b = { 0 };
	size_t length = strcspn(meaning, ";(");
	while (length > 0 && (meaning[length - 1] == ' ' || meaning[length - 1] == ','))
		length--;
	soc_buf_put(&b, meaning, length);
	soc_assessment_page_text(p, soc_buf_text(&b));
	p->out->failed |= b.failed;
	soc_buf_release(&b);
	soc_buf_puts(p->out, length > 0 ? " (<code>" : "<code>");
	soc_assessment_page_text(p, key);
	soc_buf_puts(p->out, length > 0 ? "</code>): " : "</code>: ");
}

/* Of a page: the values of a scenario in a line, and behind a fold what they mean and rest on. */
void soc_assessment_page_values(struct soc_assessment_page *p, const json_t *table, const char *question)
{
	const json_t *rows = json_object_get(table, "rows"), *row;
	const size_t columns = json_array_size(json_object_get(table, "columns")), count = json_array_size(rows);
	size_t i, shown = 0;
	if (count == 0 || columns < 4)
		return;
	soc_buf_puts(p->out, "<p class=\"values\">");
	json_array_foreach((json_t *)rows, i, row)
	{
		const char *key = json_string_value(json_array_get(row, 0)),
				   *meaning = json_string_value(json_array_get(row, columns - 2));
		if (shown == VALUES_SHOWN || key == NULL || !is_short(row, columns - 3))
			continue;
		soc_buf_puts(p->out, shown++ > 0 ? " \xc2\xb7 " : "");
		put_label(p, meaning != NULL ? meaning : "", key);
		put_value_of(p, row, columns - 3);
	}
	soc_buf_puts(p->out, "</p>\n<details class=\"meaning\"><summary>From the scenario: ");
	if (count > shown)
		soc_buf_add(p->out, "%zu more, and ", count - shown);
	soc_buf_puts(p->out, "what the values mean and rest on</summary>\n");
	soc_assessment_page_table(p, table, question);
	soc_buf_puts(p->out, "</details>\n");
}

static double number_of(const json_t *one, const char *key)
{
	const json_t *value = json_object_get(json_object_get(one, "per_1000"), key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

/* Rounded as in the table, by its interval. */
static void put_rate(struct soc_buf *b, const json_t *one)
{
	const double rate = number_of(one, "value");
	soc_text_real(b, rate, soc_text_decimals(rate, number_of(one, "low"), number_of(one, "high")));
}

/* The groups of run A with the lowest and the highest rate; the table has all of it. */
void soc_assessment_page_ends(struct soc_assessment_page *p, const json_t *numbers)
{
	const json_t *one, *low = NULL, *high = NULL;
	size_t i;
	json_array_foreach((json_t *)numbers, i, one)
	{
		const json_t *value = json_object_get(json_object_get(one, "per_1000"), "value");
		if (strcmp(soc_assessment_page_at(one, "statistic"), "false_positive_rate") != 0 ||
		    strcmp(soc_assessment_page_at(one, "run"), "A") != 0 ||
		    soc_assessment_page_at(one, "by")[0] == '\0' ||
		    strchr(soc_assessment_page_at(one, "by"), ',') != NULL || !json_is_number(value))
			continue;
		const double v = json_number_value(value);
		if (low == NULL || v < json_number_value(json_object_get(json_object_get(low, "per_1000"), "value")))
			low = one;
		if (high == NULL ||
		    v > json_number_value(json_object_get(json_object_get(high, "per_1000"), "value")))
			high = one;
	}
	soc_buf_puts(p->out, "<summary>");
	if (low != NULL && low != high) {
		struct soc_buf b = { 0 };
		soc_buf_puts(&b, "False positive rate in A, per 1,000: from ");
		put_rate(&b, low);
		soc_buf_add(&b, " (%s) to ", soc_assessment_page_at(low, "group"));
		put_rate(&b, high);
		soc_buf_add(&b, " (%s). ", soc_assessment_page_at(high, "group"));
		soc_assessment_page_text(p, soc_buf_text(&b));
		p->out->failed |= b.failed;
		soc_buf_release(&b);
	}
	soc_buf_puts(p->out, "All rates, with differences, ratios and intervals</summary>\n");
}
