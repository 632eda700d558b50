/* One life, or two of one person under two sets of rules, as a page: what each comes to, score and lists
 * drawn over the months, and every month in which something happened. One HTML file without scripts, in the
 * report's own styles and in the words of the text. */
#include "view/explain.h"

#include "analysis/text.h"
#include "view/report.h"

#include <math.h>
#include <string.h>

#define KIND_AT 2 /* where a line of a month says what kind it is, and where it goes on */
#define TEXT_AT 12

static void put_plain(struct soc_buf *out, const char *text, size_t length)
{
	struct soc_buf part = { 0 };
	soc_buf_put(&part, text, length);
	soc_text_html(out, soc_buf_text(&part));
	out->failed |= part.failed;
	soc_buf_release(&part);
}

/* ---- the head ---- */
static void put_titles(const struct soc_told_life *life, int count, struct soc_buf *out)
{
	soc_buf_puts(out, "<ul class=\"plain\">\n");
	for (int i = 0; i < count; i++) {
		soc_buf_add(out, "<li><strong class=\"of-%c\">%c</strong> ", 'a' + i, 'A' + i);
		soc_text_html(out, life[i].title);
		soc_buf_add(out, " <span class=\"count\">%.16s</span></li>\n", life[i].digest);
	}
	soc_buf_puts(out, "</ul>\n");
}

static void put_head(const struct soc_told_life *life, int count, struct soc_buf *out)
{
	struct soc_buf person = { 0 };
	soc_explain_text_person(life[0].life, &person);
	const char *text = soc_buf_text(&person);
	const size_t first = strcspn(text, "\n"),
				 second = text[first] != '\0' ? strcspn(text + first + 1, "\n") : 0;
	soc_buf_puts(out, soc_page_head);
	soc_buf_puts(out, "<title>A synthetic life: ");
	soc_text_html(out, life[0].title);
	soc_buf_puts(out, "</title>\n<style>");
	soc_buf_puts(out, soc_style_base);
	soc_buf_puts(out, soc_style_figure);
	soc_buf_puts(out, soc_style_print);
	soc_buf_puts(out, soc_style_life);
	soc_buf_add(out,
	            "</style>\n</head>\n<body>\n<div id=\"page\" class=\"life\">\n<header><p "
	            "class=\"masthead\">socred explain</p><h1>%s</h1>\n<p class=\"dateline\">",
	            count > 1 ? "One synthetic life under two sets of rules" : "One synthetic life");
	put_plain(out, text, first);
	if (second > 0) {
		soc_buf_puts(out, "; ");
		put_plain(out, text + first + 1, second);
	}
	soc_buf_puts(out, ".</p></header>\n<main>\n");
	put_titles(life, count, out);
	out->failed |= person.failed;
	soc_buf_release(&person);
}

static void put_sums(const struct soc_told_life *life, int count, struct soc_buf *out)
{
	int64_t sum[2][SOC_LIFE_SUMS];
	soc_buf_puts(out, "<section><h2><span class=\"kicker\">In all months</span>What it comes to</h2>\n<table "
	                  "class=\"sums\">\n<thead><tr><th scope=\"col\">counted</th>");
	for (int i = 0; i < count; i++) {
		soc_explain_sums(life[i].life, sum[i]);
		soc_buf_puts(out, "<th class=\"n\" scope=\"col\">");
		if (count > 1)
			soc_buf_add(out, "%c</th>", 'A' + i);
		else
			soc_buf_puts(out, "times</th>");
	}
	soc_buf_puts(out, "</tr></thead>\n<tbody>\n");
	for (int k = 0; k < SOC_LIFE_SUMS; k++) {
		soc_buf_add(out, "<tr><th scope=\"row\">%s</th>", soc_life_sum_words[k]);
		for (int i = 0; i < count; i++)
			soc_buf_add(out, "<td class=\"n\">%lld</td>", (long long)sum[i][k]);
		soc_buf_puts(out, "</tr>\n");
	}
	soc_buf_puts(out, "</tbody></table></section>\n");
}

/* ---- the drawing: score of each month, and a strip for each life in which it is on a list, under a measure
 * ---- */
#define LEFT 52.0
#define ACROSS 588.0
#define DOWN 150.0
#define STRIP 12.0

static const json_t *state_of(const json_t *life, size_t i)
{
	return json_object_get(json_array_get(json_object_get(life, "months"), i), "state");
}

static int is_graded(const json_t *life)
{
	const char *grade = json_string_value(json_object_get(state_of(life, 0), "grade"));
	return grade != NULL && grade[0] != '\0';
}

static double score_of(const json_t *life, size_t i)
{
	return json_number_value(json_object_get(state_of(life, i), "score"));
}

struct scale {
	double low, high, step; /* step: width of a month */
};

static struct scale scale_of(const struct soc_told_life *life, int count, size_t months)
{
	struct scale s = { INFINITY, -INFINITY, ACROSS / (double)(months > 0 ? months : 1) };
	for (int k = 0; k < count; k++)
		for (size_t i = 0; is_graded(life[k].life) && i < months; i++) {
			s.low = fmin(s.low, score_of(life[k].life, i));
			s.high = fmax(s.high, score_of(life[k].life, i));
		}
	if (s.high - s.low < 1.0) {
		s.low -= 1.0;
		s.high += 1.0;
	}
	return s;
}

static void put_place(struct soc_buf *out, double value)
{
	soc_text_number(out, floor(value * 10.0 + 0.5) / 10.0, "0");
}

static void put_scores(const struct soc_told_life *life, int of, size_t months, const struct scale *s,
                       struct soc_buf *out)
{
	if (!is_graded(life->life))
		return;
	soc_buf_add(out, "<path class=\"score-%c\" d=\"", 'a' + of);
	for (size_t i = 0; i < months; i++) {
		const double y = DOWN - (score_of(life->life, i) - s->low) / (s->high - s->low) * (DOWN - 10.0);
		soc_buf_puts(out, i == 0 ? "M" : "V");
		if (i == 0) {
			put_place(out, LEFT);
			soc_buf_puts(out, " ");
		}
		put_place(out, y);
		soc_buf_puts(out, "H");
		put_place(out, LEFT + s->step * (double)(i + 1));
	}
	soc_buf_puts(out, "\"/>\n");
}

static int is_on(const json_t *state, int list)
{
	return list ? json_object_size(json_object_get(state, "months_left")) > 0
	            : json_array_size(json_object_get(state, "measures")) > 0;
}

/* Months on a list dark, months under a measure alone pale. */
static void put_strip(const struct soc_told_life *life, int of, size_t months, const struct scale *s,
                      double top, struct soc_buf *out)
{
	for (int list = 0; list < 2; list++)
		for (size_t i = 0, end; i < months; i = end + 1) {
			for (end = i; end < months && is_on(state_of(life->life, end), list); end++)
				;
			if (end == i)
				continue;
			soc_buf_add(out, "<rect class=\"%s-%c\" y=\"%.0f\" height=\"%.0f\" x=\"",
			            list ? "listed" : "under", 'a' + of, top, STRIP);
			put_place(out, LEFT + s->step * (double)i);
			soc_buf_puts(out, "\" width=\"");
			put_place(out, s->step * (double)(end - i));
			soc_buf_puts(out, "\"/>\n");
		}
}

static const char *date_of(const struct soc_told_life *life, size_t month)
{
	const char *date = json_string_value(json_object_get(soc_explain_month_of(life, month), "month"));
	return date != NULL ? date : "";
}

static void put_scale(const struct scale *s, struct soc_buf *out)
{
	const double ends[] = { s->high, s->low };
	const double at[] = { 14.0, DOWN };
	for (int i = 0; i < 2; i++) {
		soc_buf_add(out, "<text x=\"0\" y=\"%.0f\">", at[i]);
		soc_text_real(out, ends[i], 0);
		soc_buf_puts(out, "</text>\n");
	}
}

static void put_drawing(const struct soc_told_life *life, int count, struct soc_buf *out)
{
	const size_t months = json_array_size(json_object_get(life[0].life, "months"));
	const struct scale s = scale_of(life, count, months);
	int graded = 0;
	for (int i = 0; i < count; i++)
		graded |= is_graded(life[i].life);
	const double top = graded ? DOWN + 16.0 : 4.0, height = top + count * (STRIP + 8.0) + 18.0;
	soc_buf_add(
		out,
		"<section><h2><span class=\"kicker\">Month by month</span>%s</h2>\n<figure><svg class=\"course\" "
		"viewBox=\"0 0 640 %.0f\" role=\"img\" aria-label=\"The months of the life; the table below has "
		"all that is drawn\">\n",
		graded ? "The score, and when lists and measures held" : "When lists and measures held", height);
	if (graded)
		put_scale(&s, out);
	for (int i = count - 1; i >= 0; i--)
		put_scores(&life[i], i, months, &s, out);
	for (int i = 0; i < count; i++) {
		const double at = top + i * (STRIP + 8.0);
		if (count > 1)
			soc_buf_add(out, "<text x=\"0\" y=\"%.0f\">%c: held</text>\n", at + 10.0, 'A' + i);
		else
			soc_buf_add(out, "<text x=\"0\" y=\"%.0f\">held</text>\n", at + 10.0);
		put_strip(&life[i], i, months, &s, at, out);
	}
	soc_buf_add(
		out,
		"<text x=\"%.0f\" y=\"%.0f\">%s</text><text class=\"end\" x=\"640\" y=\"%.0f\">%s</text>\n</svg>"
		"\n<figcaption class=\"source\">Held: dark on a list, pale under a measure without being listed, "
		"which is through a relative or by grade.%s</figcaption></figure></section>\n",
		LEFT, height - 4.0, date_of(&life[0], 0), height - 4.0, date_of(&life[0], months - 1),
		graded && count > 1 ? " A is the whole line, B the broken one." : "");
}

/* ---- the months ---- */
/* A line of the text of a month: what kind of thing, and what. */
static void put_line(const char *line, size_t length, struct soc_buf *out)
{
	size_t kind = 0;
	while (KIND_AT + kind < length && KIND_AT + kind < TEXT_AT &&
	       strncmp(line + KIND_AT + kind, "  ", 2) != 0)
		kind++;
	soc_buf_puts(out, "<li><b>");
	put_plain(out, line + KIND_AT, kind);
	soc_buf_puts(out, "</b> ");
	if (length > TEXT_AT)
		put_plain(out, line + TEXT_AT, length - TEXT_AT);
	soc_buf_puts(out, "</li>");
}

/* The cell of a life in the row of a month. */
static void put_cell(const json_t *month, int of, struct soc_buf *out)
{
	struct soc_buf told = { 0 };
	soc_explain_text_month(month, &told);
	const char *text = soc_buf_text(&told);
	size_t line = strcspn(text, "\n");
	const size_t date = strcspn(text, " ;");
	soc_buf_add(out, "<td data-of=\"%c\"><p class=\"state\">", 'A' + of);
	put_plain(out, text + date + strspn(text + date, " ;"), line - date - strspn(text + date, " ;"));
	soc_buf_puts(out, "</p>");
	if (soc_explain_is_eventful(month)) {
		soc_buf_puts(out, "<ul>");
		for (const char *at = text + line; *at == '\n' && at[1] != '\0'; at += line) {
			line = strcspn(++at, "\n");
			put_line(at, line, out);
		}
		soc_buf_puts(out, "</ul>");
	}
	soc_buf_puts(out, "</td>");
	out->failed |= told.failed;
	soc_buf_release(&told);
}

static void put_quiet(size_t quiet, int count, struct soc_buf *out)
{
	if (quiet == 0)
		return;
	soc_buf_add(out, "<tr class=\"quiet\"><td colspan=\"%d\">", count + 1);
	soc_explain_words_quiet(quiet, out);
	soc_buf_puts(out, "</td></tr>\n");
}

static void put_months(const struct soc_told_life *life, int count, struct soc_buf *out)
{
	const size_t months = json_array_size(json_object_get(life[0].life, "months"));
	size_t quiet = 0;
	soc_buf_puts(out,
	             "<section><h2><span class=\"kicker\">All of it</span>What happened, what was recorded, "
	             "what followed</h2>\n<table class=\"months\">\n<thead><tr><th scope=\"col\">month</th>");
	for (int k = 0; k < count; k++)
		soc_buf_add(out, "<th scope=\"col\" class=\"of-%c\">%c</th>", 'a' + k, 'A' + k);
	soc_buf_puts(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < months; i++) {
		if (!soc_explain_any_eventful(life, count, i)) {
			quiet++;
			continue;
		}
		put_quiet(quiet, count, out);
		quiet = 0;
		soc_buf_add(out, "<tr><th scope=\"row\">%s</th>", date_of(&life[0], i));
		for (int k = 0; k < count; k++)
			put_cell(soc_explain_month_of(&life[k], i), k, out);
		soc_buf_puts(out, "</tr>\n");
	}
	soc_buf_puts(out, "</tbody></table></section>\n");
}

/* Nothing where nobody is graded, under one set of rules or under both. */
static void put_why(const struct soc_told_life *life, int count, struct soc_buf *out)
{
	int graded = 0;
	for (int k = 0; k < count; k++)
		graded |= soc_explain_is_graded(life[k].life);
	if (!graded)
		return;
	soc_buf_puts(out, "<section><h2><span class=\"kicker\">At the end</span>Why the grade is what it "
	                  "is</h2>\n<div class=\"why\">\n");
	for (int k = 0; k < count; k++) {
		struct soc_buf why = { 0 };
		soc_explain_text_why(json_object_get(life[k].life, "why"), &why);
		soc_buf_add(out, "<div><h3 class=\"of-%c\">%c</h3><pre tabindex=\"0\">", 'a' + k, 'A' + k);
		soc_text_html(out, soc_buf_text(&why) + strspn(soc_buf_text(&why), "\n"));
		soc_buf_puts(out, "</pre></div>\n");
		out->failed |= why.failed;
		soc_buf_release(&why);
	}
	soc_buf_puts(out, "</div></section>\n");
}

void soc_explain_page_life(const struct soc_told_life *life, int count, const json_t *rules,
                           struct soc_buf *out)
{
	put_sums(life, count, out);
	if (rules != NULL)
		soc_explain_rules_page(rules, out);
	put_drawing(life, count, out);
	put_months(life, count, out);
	put_why(life, count, out);
}

void soc_explain_page(const struct soc_told_life *life, int count, const json_t *rules, const char *notes,
                      struct soc_buf *out)
{
	put_head(life, count, out);
	soc_explain_page_life(life, count, rules, out);
	soc_buf_puts(out,
	             "<p class=\"source\">Nobody of flesh and blood: the person is made from a seed and from "
	             "tables of aggregates. Nothing was logged; every month is recomputed from the seed and the "
	             "fields kept in the results. What stands in brackets as the truth, no regime can "
	             "see. ");
	soc_text_html(out, notes);
	soc_buf_puts(out, "</p>\n</main>\n</div>\n</body>\n</html>\n");
}
