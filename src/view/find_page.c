/* What a search has found, as a page: how many of how many, with the interval over the replicates drawn,
 * those drawn without choice, and the whole life of the first of them. One HTML file without scripts, in the
 * report's own styles; text of results is escaped. */
#include "analysis/text.h"
#include "base/noun.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "store/reader.h"
#include "view/explain.h"
#include "view/find_text.h"
#include "view/report.h"

#include <math.h>
#include <string.h>

static double per_1000(const struct soc_find *f, double people)
{
	const double examined = (double)soc_find_examined(f);
	return examined > 0.0 ? 1000.0 * people / examined : 0.0;
}

/* ---- how many ---- */
static void put_head(const struct soc_find *f, struct soc_buf *out)
{
	const double examined = (double)soc_find_examined(f), matching = (double)f->matching;
	soc_buf_puts(out, soc_page_head);
	soc_buf_puts(out, "<title>Synthetic people found: ");
	soc_text_html(out, f->people->scenario->title);
	soc_buf_puts(out, "</title>\n<style>");
	soc_buf_puts(out, soc_style_base);
	soc_buf_puts(out, soc_style_figure);
	soc_buf_puts(out, soc_style_print);
	soc_buf_puts(out, soc_style_life);
	soc_buf_puts(
		out,
		"</style>\n</head>\n<body>\n<div id=\"page\" class=\"life\">\n<header><p class=\"masthead\">socred "
		"find</p><h1>");
	soc_text_real(out, matching, 0);
	soc_buf_puts(out, " of ");
	soc_text_real(out, examined, 0);
	soc_buf_add(out, " synthetic %s</h1>\n<p class=\"dateline\">", soc_noun(examined, "person", "people"));
	soc_text_html(out, f->people->scenario->title);
	if (f->place[0] != '\0') {
		soc_buf_puts(out, "; in ");
		soc_text_html(out, f->place);
	}
	soc_buf_add(out, "; at the end of %s, replicate %lld.</p></header>\n<main>\n", f->date,
	            (long long)f->people->replicate);
}

#define ACROSS 640.0
#define EDGE 8.0

static void put_at(struct soc_buf *out, const char *name, double value)
{
	soc_buf_add(out, " %s=\"", name);
	soc_text_number(out, floor(value * 10.0 + 0.5) / 10.0, "0");
	soc_buf_puts(out, "\"");
}

/* The count of each replicate as a dot, and the interval of their mean as a bar, from 0 on. */
static void put_drawing(const struct soc_find *f, const struct soc_interval *v, struct soc_buf *out)
{
	double most = v->high;
	for (int i = 0; i < f->replicates; i++)
		most = fmax(most, f->matches[i]);
	const double unit = (ACROSS - 2.0 * EDGE) / fmax(most, 1.0);
	soc_buf_puts(out,
	             "<figure><svg class=\"course\" viewBox=\"0 0 640 52\" role=\"img\" aria-label=\"How many "
	             "match in each replicate; the sentence above has the numbers\">\n<line class=\"zero\" "
	             "x1=\"8\" x2=\"8\" y1=\"4\" y2=\"32\"/>\n<rect class=\"under-a\" y=\"10\" height=\"16\"");
	put_at(out, "x", EDGE + unit * v->low);
	put_at(out, "width", fmax(unit * (v->high - v->low), 1.0));
	soc_buf_puts(out, "/>\n");
	for (int i = 0; i < f->replicates; i++) {
		int alike = 0; /* those of the same count before it, beside which it stands */
		for (int k = 0; k < i; k++)
			alike += f->matches[k] == f->matches[i];
		soc_buf_puts(out, "<circle class=\"listed-a\" r=\"4\"");
		put_at(out, "cy", 18.0 + (alike % 2 ? -1.0 : 1.0) * 8.0 * ((alike + 1) / 2));
		put_at(out, "cx", EDGE + unit * f->matches[i]);
		soc_buf_puts(out, "/>\n");
	}
	soc_buf_puts(out, "<text x=\"4\" y=\"48\">0</text><text class=\"end\" x=\"640\" y=\"48\">");
	soc_text_real(out, most, 0);
	soc_buf_puts(out,
	             "</text>\n</svg>\n<figcaption class=\"source\">A dot is a replicate, the pale bar the 95% "
	             "interval of their mean (Student's t): what random numbers alone leave, and nothing of "
	             "what is uncertain in the assumptions.</figcaption></figure>\n");
}

static void put_count(const struct soc_find *f, struct soc_buf *out)
{
	const struct soc_interval v = soc_find_over_replicates(f);
	const int decimals = soc_text_decimals(v.mean, v.low, v.high);
	const double share = per_1000(f, (double)f->matching), mean = per_1000(f, v.mean);
	soc_buf_puts(out, "<section><h2><span class=\"kicker\">How many</span>");
	if (f->where[0] != '\0') {
		soc_buf_puts(out, "Asked: <code>");
		soc_text_html(out, f->where);
		soc_buf_puts(out, "</code>");
	} else {
		soc_buf_puts(out, "Everybody");
	}
	soc_buf_puts(out, "</h2>\n<p>In this replicate ");
	soc_text_real(out, share, soc_text_decimals_few(share));
	soc_buf_puts(out, " of 1,000. ");
	if (v.count < 2 && f->matching == 0 && soc_find_examined(f) > 0) {
		soc_buf_puts(out, "None found is no certainty: it leaves up to ");
		soc_text_real(out, soc_find_none_leaves(f), 1);
		soc_buf_puts(out, " of as many open (95%). ");
	}
	if (v.count < 2) {
		soc_buf_puts(out,
		             f->people->scenario->replicates > 1 && v.count == 0
		                 ? "It was counted in this replicate alone.</p></section>\n"
		                 : "The run has one replicate: how sure that is cannot be told.</p></section>\n");
		return;
	}
	soc_buf_add(out, "Over all replicates (%d) ", v.count);
	soc_text_real(out, v.mean, decimals);
	soc_buf_puts(out, " people, ");
	soc_text_real(out, mean, soc_text_decimals_few(mean));
	soc_buf_puts(out, v.high > v.low ? " of 1,000; 95% interval of the people: "
	                                 : " of 1,000; as many in each replicate");
	if (v.high > v.low)
		soc_text_range(out, v.low, v.high, decimals);
	soc_buf_puts(out, ".</p>\n");
	put_drawing(f, &v, out);
	soc_buf_puts(out, "</section>\n");
}

/* ---- who ---- */
static void put_people(const struct soc_find *f, struct soc_buf *out)
{
	soc_buf_puts(out, "<section><h2><span class=\"kicker\">Who</span>");
	if (f->drawn == f->matching)
		soc_buf_puts(out, f->drawn == 1 ? "The only one" : "All of them");
	else
		soc_buf_add(out, "%d drawn by seed %lld, not chosen", f->drawn, (long long)f->people->seed);
	soc_buf_puts(out, "</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The people "
	                  "drawn\"><table class=\"found\">\n<thead><tr>");
	for (int c = 0; c < f->people->chosen; c++)
		if (!soc_find_is_told_already(f, c))
			soc_buf_add(out, "<th scope=\"col\">%s</th>", f->people->picks[c].name);
	soc_buf_puts(out, "</tr></thead>\n<tbody>\n");
	for (int i = 0; i < f->drawn; i++) {
		soc_buf_puts(out, "<tr>");
		for (int c = 0; c < f->people->chosen; c++) {
			struct soc_buf cell = { 0 };
			if (soc_find_is_told_already(f, c))
				continue;
			soc_find_cell(f, i, c, &cell);
			soc_buf_add(out, c == 0 ? "<th scope=\"row\" data-of=\"%s\">" : "<td data-of=\"%s\">",
			            f->people->picks[c].name);
			soc_text_html(out, soc_buf_text(&cell));
			soc_buf_puts(out, c == 0 ? "</th>" : "</td>");
			out->failed |= cell.failed;
			soc_buf_release(&cell);
		}
		soc_buf_puts(out, "</tr>\n");
	}
	soc_buf_puts(out,
	             "</tbody></table></div>\n<p class=\"source\">The order of a draw hangs on the seed and on "
	             "the number of the person alone; what the columns mean: socred find RESULTS "
	             "--list.</p></section>\n");
}

/* Who the person is, its two lines as two sentences. */
static void put_person(const json_t *life, struct soc_buf *out)
{
	struct soc_buf person = { 0 };
	soc_explain_text_person(life, &person);
	for (const char *at = soc_buf_text(&person); *at != '\0' && *at != '\n';) {
		struct soc_buf line = { 0 };
		const size_t length = strcspn(at, "\n");
		soc_buf_put(&line, at, length);
		soc_buf_puts(out, "<p>");
		soc_text_html(out, soc_buf_text(&line));
		soc_buf_puts(out, "</p>\n");
		out->failed |= line.failed;
		soc_buf_release(&line);
		at += length + (at[length] == '\n');
	}
	out->failed |= person.failed;
	soc_buf_release(&person);
}

/* The whole life of the first drawn, below a heading of its own. */
static enum soc_err put_life(const struct soc_find *f, struct soc_buf *out, struct soc_msg *msg)
{
	char *text = NULL;
	const enum soc_err err =
		soc_result_explain(f->result, soc_find_person(f, 0), f->people->replicate, "json", &text, msg);
	if (err != SOC_OK)
		return err;
	json_t *json = json_loads(text, 0, NULL);
	const struct soc_told_life life = { f->people->scenario->title, f->result->content, json };
	if (json != NULL) {
		soc_buf_add(out, "<section><h2><span class=\"kicker\">One life</span>%s</h2>\n",
		            f->drawn > 1 ? "The first drawn" : "The one drawn");
		put_person(json, out);
		soc_buf_puts(out, "</section>\n");
		soc_explain_page_life(&life, 1, NULL, out);
	}
	out->failed |= json == NULL;
	json_decref(json);
	soc_text_free(text);
	return SOC_OK;
}

enum soc_err soc_find_page(const struct soc_find *f, char **out, struct soc_msg *msg)
{
	struct soc_buf page = { 0 };
	enum soc_err err = SOC_OK;
	put_head(f, &page);
	put_count(f, &page);
	if (f->drawn > 0) {
		put_people(f, &page);
		err = put_life(f, &page, msg);
	}
	soc_buf_add(
		&page,
		"<p class=\"source\">These people are synthetic, made from a seed and from tables of "
		"aggregates; nobody of flesh and blood is among them. Results hold no people: they are "
		"recomputed from the seed. Digest of the results: %.16s.</p>\n</main>\n</div>\n</body>\n</html>\n",
		f->result->content);
	*out = soc_buf_take(&page);
	if (err == SOC_OK && *out == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the page of what was found");
	if (err != SOC_OK) {
		soc_text_free(*out);
		*out = NULL;
	}
	return err;
}
