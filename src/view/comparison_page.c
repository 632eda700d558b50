/* A comparison of many runs as a page: a forest of differences with their intervals, and who wins and loses.
 * One HTML file without scripts, in the report's own styles; each drawing is a table. Text of results is
 * escaped. */
#include "analysis/comparison.h"
#include "analysis/text.h"
#include "analysis/transitions.h"
#include "base/noun.h"
#include "view/report.h"

#include <math.h>
#include <string.h>

static void put_number(struct soc_buf *out, const char *name, double value, int decimals)
{
	soc_buf_add(out, "<td class=\"n\" data-of=\"%s\">", name);
	soc_text_real(out, value, decimals);
	soc_buf_puts(out, "</td>");
}

static void put_range(struct soc_buf *out, const char *name, double low, double high, int decimals,
                      const char *otherwise)
{
	soc_buf_add(out, "<td class=\"n\" data-of=\"%s\">", name);
	if (high > low) {
		soc_text_real(out, low, decimals);
		soc_buf_puts(out, " to ");
		soc_text_real(out, high, decimals);
	} else {
		soc_buf_puts(out, otherwise);
	}
	soc_buf_puts(out, "</td>");
}

/* ---- the forest ---- */
struct axis {
	double low, high;
};

static double percent(const struct axis *a, double value)
{
	const double at = 100.0 * (value - a->low) / (a->high - a->low);
	return at < 0.0 ? 0.0 : at > 100.0 ? 100.0 : at;
}

static void reach(struct axis *a, const struct soc_contrast *x)
{
	const double ends[] = { x->v.mean, x->v.low, x->v.high, x->low_all, x->high_all };
	for (int i = 0; i < 5; i++)
		if (isfinite(ends[i])) {
			a->low = fmin(a->low, ends[i]);
			a->high = fmax(a->high, ends[i]);
		}
}

/* Of all lines of one statistic, with 0 in it. */
static struct axis axis_of(const struct soc_comparison *c, const struct soc_statistic *s)
{
	struct axis a = { 0.0, 0.0 };
	for (int f = 0; f < c->figures; f++)
		for (int i = 1; i < c->results && c->figure[f].statistic == s; i++) {
			reach(&a, &c->figure[f].less[i]);
			if (c->figure[f].reference > -2)
				reach(&a, &c->figure[f].gap_less[i]);
		}
	if (!(a.high > a.low))
		a = (struct axis){ -1.0, 1.0 };
	return a;
}

static void put_span(struct soc_buf *out, const char *class, double from, double to)
{
	if (!isfinite(from) || !isfinite(to))
		return;
	soc_buf_add(out, "<i class=\"%s\" style=\"left:", class);
	soc_text_number(out, floor(from * 100.0 + 0.5) / 100.0, "0");
	soc_buf_puts(out, "%;width:");
	soc_text_number(out, floor((to - from) * 100.0 + 0.5) / 100.0, "0");
	soc_buf_puts(out, "%\"></i>");
}

static void put_line(struct soc_buf *out, const struct axis *a, char run, const struct soc_interval *value,
                     const struct soc_contrast *x, int few)
{
	const struct soc_interval *wide = x->v.high > x->v.low ? &x->v : value;
	const int decimals = soc_text_decimals(wide->mean, wide->low, wide->high);
	const double zero = percent(a, 0.0), at = percent(a, x->v.mean);
	soc_buf_add(out,
	            "<tr><th scope=\"row\">%c less A%s</th><td class=\"forest\"><span class=\"track\" "
	            "aria-hidden=\"true\">",
	            run, few ? "<span class=\"few\">few cases</span>" : "");
	put_span(out, "zero", zero, zero);
	if (!isnan(x->low_all))
		put_span(out, "all", percent(a, x->low_all), percent(a, x->high_all));
	if (x->v.high > x->v.low)
		put_span(out, "own", percent(a, x->v.low), percent(a, x->v.high));
	if (!isnan(x->v.mean))
		put_span(out, x->holm < SOC_COMPARISON_STANDS_OUT ? "dot out" : "dot", at, at);
	soc_buf_puts(out, "</span></td>");
	put_number(out, "value", value->mean, decimals);
	put_number(out, "less A", x->v.mean, decimals);
	put_range(out, "95%", x->v.low, x->v.high, decimals, soc_interval_why(&x->v));
	put_range(out, "together", x->low_all, x->high_all, decimals, "");
	soc_buf_puts(out, "</tr>\n");
}

static void put_group(const struct soc_comparison *c, const struct soc_figure *f, const struct axis *a,
                      int gap, struct soc_buf *out)
{
	const struct soc_interval *base = gap ? &f->gap[0] : &f->value[0];
	soc_buf_puts(out, "<tr class=\"part\"><th scope=\"rowgroup\" colspan=\"6\">");
	if (f->division > 0 && !gap)
		soc_buf_add(out, "%s: ", soc_divisions[c->parts[f->division].id].name);
	soc_text_html(out, soc_comparison_part(c, f->division, f->part));
	if (gap) {
		soc_buf_puts(out, " less ");
		soc_text_html(out,
		              f->reference < 0 ? "everybody" : soc_comparison_part(c, f->division, f->reference));
	}
	soc_buf_puts(out, ", in A ");
	soc_text_real(out, base->mean, soc_text_decimals(base->mean, base->low, base->high));
	soc_buf_puts(out, "</th></tr>\n");
	for (int i = 1; i < c->results; i++)
		put_line(out, a, (char)('A' + i), gap ? &f->gap[i] : &f->value[i],
		         gap ? &f->gap_less[i] : &f->less[i],
		         f->value[i].count > 0 && soc_statistic_is_few(f->rests_on[i]));
}

static void put_statistic(const struct soc_comparison *c, int first, struct soc_buf *out)
{
	const struct soc_statistic *s = c->figure[first].statistic;
	const struct axis a = axis_of(c, s);
	char own[SOC_WORDS_TEXT], full[SOC_FULL_LABEL];
	const char *label = soc_words_own(&c->words, s->label, own, sizeof own);
	soc_statistic_full_label(c->figure[first].section, label, full, sizeof full);
	soc_buf_add(out,
	            "<section><h2><span class=\"kicker\">%s</span>%s</h2>\n<div class=\"scroll\" tabindex=\"0\" "
	            "role=\"region\" aria-label=\"%s\"><table class=\"forest\">\n<thead><tr><th "
	            "scope=\"col\">run</th><th scope=\"col\">difference</th><th class=\"n\" "
	            "scope=\"col\">value</th><th class=\"n\" scope=\"col\">less A</th><th class=\"n\" "
	            "scope=\"col\">95%% interval</th><th class=\"n\" scope=\"col\">all %d "
	            "together</th></tr></thead>\n<tbody>\n",
	            c->figure[first].section, label, full, c->contrasts);
	for (int f = first; f < c->figures && c->figure[f].statistic == s; f++) {
		put_group(c, &c->figure[f], &a, 0, out);
		if (c->figure[f].reference > -2)
			put_group(c, &c->figure[f], &a, 1, out);
	}
	soc_buf_puts(out, "</tbody></table></div></section>\n");
}

/* ---- winners and losers ---- */
static void put_square(const struct soc_transitions *t, struct soc_buf *out)
{
	soc_buf_puts(out,
	             "<section><h2><span class=\"kicker\">Winners and losers, A and B</span>What holds the same "
	             "people in each, per 1,000</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	             "aria-label=\"What holds people in A and in B\"><table>\n<thead><tr><th scope=\"col\">in "
	             "A</th>");
	for (int i = 0; i < SOC_HELD_STATES; i++)
		soc_buf_add(out, "<th class=\"n\" scope=\"col\">%s in B</th>", soc_transitions_words[i]);
	soc_buf_puts(out, "<th class=\"n\" scope=\"col\">all</th></tr></thead>\n<tbody>\n");
	for (int i = 0; i < SOC_HELD_STATES; i++) {
		soc_buf_add(out, "<tr><th scope=\"row\">%s</th>", soc_transitions_words[i]);
		for (int j = 0; j <= SOC_HELD_STATES; j++) {
			const struct soc_interval v = soc_transitions_share(t, 0, 0, i, j < SOC_HELD_STATES ? j : -1);
			put_number(out, j < SOC_HELD_STATES ? soc_transitions_words[j] : "all", v.mean,
			           v.mean < 10.0 ? 2 : 1);
		}
		soc_buf_puts(out, "</tr>\n");
	}
	soc_buf_puts(out, "</tbody></table></div>\n");
}

static double most_moved(const struct soc_transitions *t)
{
	double most = 0.0;
	for (int d = 0; d < t->divisions; d++)
		for (int p = 0; p < t->parts[d].count; p++) {
			most = fmax(most, soc_transitions_moved(t, d, p, SOC_MOVED_BETTER).mean);
			most = fmax(most, soc_transitions_moved(t, d, p, SOC_MOVED_WORSE).mean);
		}
	return most > 0.0 ? most : 1.0;
}

static void put_moved(const struct soc_transitions *t, int d, int p, struct soc_buf *out)
{
	const struct soc_interval better = soc_transitions_moved(t, d, p, SOC_MOVED_BETTER),
							  worse = soc_transitions_moved(t, d, p, SOC_MOVED_WORSE);
	const double most = most_moved(t);
	soc_buf_puts(out, "<tr><th scope=\"row\">");
	soc_text_html(out, t->parts[d].name[p]);
	soc_buf_puts(out, "</th><td class=\"forest\"><span class=\"track\" aria-hidden=\"true\">");
	put_span(out, "zero", 50.0, 50.0);
	put_span(out, "worse", 50.0 - 50.0 * worse.mean / most, 50.0);
	put_span(out, "better", 50.0, 50.0 + 50.0 * better.mean / most);
	soc_buf_puts(out, "</span></td>");
	const int of_worse = soc_text_decimals(worse.mean, worse.low, worse.high);
	const int of_better = soc_text_decimals(better.mean, better.low, better.high);
	put_number(out, "worse", worse.mean, of_worse);
	put_range(out, "95%", worse.low, worse.high, of_worse, soc_interval_why(&worse));
	put_number(out, "better", better.mean, of_better);
	put_range(out, "95%", better.low, better.high, of_better, soc_interval_why(&better));
	soc_buf_puts(out, "</tr>\n");
}

static void put_transitions(const struct soc_transitions *t, struct soc_buf *out)
{
	put_square(t, out);
	soc_buf_puts(out,
	             "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Better and worse off in "
	             "B\"><table class=\"forest\">\n<thead><tr><th scope=\"col\">of each 1,000</th><th "
	             "scope=\"col\">worse and better off in B</th><th class=\"n\" scope=\"col\">worse</th><th "
	             "class=\"n\" scope=\"col\">95% interval</th><th class=\"n\" scope=\"col\">better</th><th "
	             "class=\"n\" scope=\"col\">95% interval</th></tr></thead>\n<tbody>\n");
	for (int d = 0; d < t->divisions; d++)
		for (int p = 0; p < t->parts[d].count; p++)
			if (soc_transitions_people(t, d, p) > 0)
				put_moved(t, d, p, out);
	soc_buf_puts(
		out, "</tbody></table></div>\n<p>Of several states the gravest: listed wrongly, listed rightly, "
			 "under a sanction of one\xe2\x80\x99s own, through another person, a reward, nothing. Better "
			 "and worse go by rewarded, free, under a sanction, listed.</p></section>\n");
}

/* ---- all of it ---- */
static void put_head(const struct soc_comparison *c, struct soc_buf *out)
{
	soc_buf_puts(out, soc_page_head);
	soc_buf_puts(out, "<title>");
	soc_text_html(out, c->title[0]);
	soc_buf_puts(out, ", compared</title>\n<style>");
	soc_buf_puts(out, soc_style_base);
	soc_buf_puts(out, soc_style_figure);
	soc_buf_puts(out, soc_style_print);
	soc_buf_puts(out, soc_style_compare);
	soc_buf_puts(out, "</style>\n</head>\n<body>\n<div id=\"page\" class=\"compared\">\n<header><p "
	                  "class=\"masthead\">socred compare</p><h1>");
	soc_buf_add(out, "%d %s on the same people</h1>\n<p class=\"dateline\">The same ", c->results,
	            soc_noun(c->results, "rule", "rules"));
	soc_text_real(out, soc_statistic_number(c->persons), 0);
	soc_buf_puts(out, " synthetic people, seed ");
	soc_text_html(out, c->seed);
	soc_buf_puts(out, ", ");
	soc_text_html(out, c->first_month);
	soc_buf_add(
		out,
		" to %s, %d %s. Differences are taken in each replicate.</p></header>\n<main>\n<ul class=\"plain\">",
		c->last_date, c->replicates, soc_noun(c->replicates, "replicate", "replicates"));
	for (int i = 0; i < c->results; i++) {
		soc_buf_add(out, "<li><strong>%c</strong> ", 'A' + i);
		soc_text_html(out, c->title[i]);
		soc_buf_add(out, " <span class=\"count\">%.16s</span></li>\n", c->content[i]);
	}
	soc_buf_add(
		out,
		"</ul>\n<p class=\"source\">Thick bar: 95%% interval of the difference, for itself "
		"(Student\xe2\x80\x99s t "
		"over replicates; where all agree, from the number of cases). Thin bar: all %d together "
		"(Bonferroni). A filled dot stands out among them "
		"(Holm, tail below %.2g). They leave out what is uncertain in the assumptions. Few cases: fewer than "
		"100. Behind each title "
		"the beginning of its results\xe2\x80\x99 digest.</p>\n",
		c->contrasts, SOC_COMPARISON_STANDS_OUT);
}

enum soc_err soc_comparison_page(const struct soc_comparison *c, const struct soc_transitions *t, char **out,
                                 struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	put_head(c, &b);
	for (int f = 0; f < c->figures; f++)
		if (f == 0 || c->figure[f].statistic != c->figure[f - 1].statistic)
			put_statistic(c, f, &b);
	if (t != NULL)
		put_transitions(t, &b);
	soc_buf_puts(&b, "<p class=\"source\">");
	soc_text_note_alike(&b);
	soc_text_html(&b, soc_buf_text(&c->notes));
	soc_buf_puts(&b, "</p>\n</main>\n</div>\n</body>\n</html>\n");
	return soc_buf_give(&b, "not enough memory for the page", out, msg);
}
