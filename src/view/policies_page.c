/* Judged policies as a page: one HTML file without scripts or anything from elsewhere. Which objective picks
 * which variant, and each objective as a row of points with their intervals. Text of the file is escaped. */
#include "view/policies_text.h"

#include "analysis/text.h"
#include "base/noun.h"
#include "view/policies_page.h"
#include "view/report.h"

#include <math.h>
#include <string.h>

#define PLOT_LEFT 150.0
#define PLOT_WIDTH 480.0
#define PLOT_RIGHT 120.0
#define ROW 24.0

static const char style[] =
	"<style>\n:root { color-scheme: light dark; --ink: light-dark(#1b1b1b, #ececec); --soft: "
	"light-dark(#5f5f5f, #a8a8a8); "
	"--mark: light-dark(#a33a1e, #f08a68); --line: light-dark(#d8d8d8, #444); }\n"
	"body { max-width: 56rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 serif; color: var(--ink); "
	"overflow-wrap: break-word; }\n"
	"table { border-collapse: collapse; font: 0.85rem/1.4 sans-serif; } th, td { text-align: left; padding: "
	"0.25rem 1rem 0.25rem 0; "
	"border-bottom: 1px solid var(--line); vertical-align: top; }\n"
	".scroll { overflow: auto; margin: 1rem 0; } .soft { color: var(--soft); } code { font-size: 0.9em; }\n"
	"svg { width: 100%; height: auto; font: 13px sans-serif; } svg text { fill: var(--ink); } .end { "
	"text-anchor: end; }\n"
	".dot { fill: var(--ink); } .bar { stroke: var(--ink); stroke-width: 2; } .picked .dot { fill: "
	"var(--mark); } "
	".picked .bar { stroke: var(--mark); } .picked text { fill: var(--mark); font-weight: bold; } .axis { "
	"stroke: var(--line); }\n"
	"@media print { .scroll { overflow: visible; } }\n</style>\n</head>\n<body>\n";

static void put_estimate(struct soc_buf *out, const struct soc_interval *v, int decimals)
{
	soc_text_real(out, v->mean, decimals);
	if (v->high > v->mean) {
		soc_buf_puts(out, "\xc2\xa0\xc2\xb1\xc2\xa0");
		soc_text_real(out, v->high - v->mean, decimals);
	} else if (v->count > 1) {
		soc_buf_puts(out, " (" SOC_TEXT_ALIKE ")");
	}
}

/* ---- which objective picks which ---- */
static void put_pick(const struct soc_policies *p, int f, struct soc_buf *out)
{
	const struct soc_verdict *d = &p->verdict[f];
	const int decimals = soc_policies_decimals(&d->lead);
	soc_buf_add(out, "<tr><th scope=\"row\">%s</th><td>%s</td>", p->plan.objective[f].name,
	            d->picked >= 0 ? p->plan.variant[d->picked].name : "none");
	soc_buf_add(out, "<td>%d of %d</td><td>", d->replicates_for, p->replicates);
	if (d->second >= 0) {
		const struct soc_interval lead = { fabs(d->lead.mean), d->lead.low,
			                               fabs(d->lead.mean) + (d->lead.high - d->lead.mean),
			                               d->lead.count };
		put_estimate(out, &lead, decimals);
		soc_buf_add(out, " before %s", p->plan.variant[d->second].name);
	}
	soc_buf_puts(out, "</td><td>");
	if (d->lead_apart.count > 1)
		put_estimate(out, &d->lead_apart, soc_policies_decimals(&d->lead_apart));
	soc_buf_puts(out, "</td>");
	if (p->plan.harshness.formula[0] != '\0')
		soc_buf_add(out, d->picked >= 0 ? "<td>%d of %d</td>" : "<td></td>", d->harshness_rank,
		            p->plan.variants_count);
	soc_buf_puts(out, "</tr>\n");
}

static void put_picks(const struct soc_policies *p, struct soc_buf *out)
{
	soc_buf_add(out,
	            "<h2>Which objective picks which variant</h2>\n<div class=\"scroll\" tabindex=\"0\" "
	            "role=\"region\" aria-label=\"Picks\">"
	            "<table><thead><tr><th scope=\"col\">objective</th><th scope=\"col\">picks</th><th "
	            "scope=\"col\">best in replicates</th>"
	            "<th scope=\"col\">lead</th><th scope=\"col\">lead, each replicate apart from its "
	            "choice</th>%s</tr></thead>\n<tbody>\n",
	            p->plan.harshness.formula[0] != '\0' ? "<th scope=\"col\">harshness (1: the harshest)</th>"
	                                                 : "");
	for (int f = 0; f < p->plan.objectives_count; f++)
		put_pick(p, f, out);
	soc_buf_puts(out, "</tbody></table></div>\n");
}

/* ---- one figure ---- */
struct axis {
	double low, high;
};

static struct axis axis_of(const struct soc_policies *p, int figure)
{
	struct axis a = { INFINITY, -INFINITY };
	for (int v = 0; v < p->plan.variants_count; v++) {
		const struct soc_interval *i = &p->of[figure][v];
		if (i->count == 0)
			continue;
		a.low = fmin(a.low, i->high > i->low ? i->low : i->mean);
		a.high = fmax(a.high, i->high > i->low ? i->high : i->mean);
	}
	if (a.low > 0.0 && a.low < a.high / 2.0)
		a.low = 0.0;
	if (!(a.high > a.low)) {
		a.low = isfinite(a.low) ? a.low - 1.0 : 0.0;
		a.high = a.low + 2.0;
	}
	return a;
}

static double across(const struct axis *a, double value)
{
	return PLOT_LEFT + (value - a->low) / (a->high - a->low) * PLOT_WIDTH;
}

static void put_point(const struct soc_policies *p, int figure, int v, const struct axis *a,
                      struct soc_buf *out)
{
	const struct soc_interval *i = &p->of[figure][v];
	const double y = ROW * (v + 1);
	const int picked = figure < SOC_OBJECTIVES_MAX && p->verdict[figure].picked == v;
	char piece[512];
	sqlite3_snprintf(sizeof piece, piece, "<g%s><text class=\"end\" x=\"%.0f\" y=\"%.1f\">%s</text>",
	                 picked ? " class=\"picked\"" : "", PLOT_LEFT - 12.0, y + 4.0, p->plan.variant[v].name);
	soc_buf_puts(out, piece);
	if (i->high > i->low) {
		sqlite3_snprintf(sizeof piece, piece,
		                 "<line class=\"bar\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
		                 across(a, i->low), across(a, i->high), y, y);
		soc_buf_puts(out, piece);
	}
	if (i->count > 0) {
		sqlite3_snprintf(
			sizeof piece, piece,
			"<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/><text x=\"%.0f\" y=\"%.1f\">",
			across(a, i->mean), y, PLOT_LEFT + PLOT_WIDTH + 12.0, y + 4.0);
		soc_buf_puts(out, piece);
		put_estimate(out, i, soc_policies_figure_decimals(p, figure));
		soc_buf_puts(out, "</text>");
	}
	soc_buf_puts(out, "</g>\n");
}

static void put_plot(const struct soc_policies *p, int figure, const char *name, struct soc_buf *out)
{
	const struct axis a = axis_of(p, figure);
	const double height = ROW * (p->plan.variants_count + 1);
	char piece[512];
	sqlite3_snprintf(sizeof piece, piece,
	                 "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s by variant\">\n",
	                 PLOT_LEFT + PLOT_WIDTH + PLOT_RIGHT + 40.0, height, name);
	soc_buf_puts(out, piece);
	sqlite3_snprintf(sizeof piece, piece,
	                 "<line class=\"axis\" x1=\"%.0f\" x2=\"%.0f\" y1=\"%.0f\" y2=\"%.0f\"/>\n", PLOT_LEFT,
	                 PLOT_LEFT, 0.0, height);
	soc_buf_puts(out, piece);
	for (int v = 0; v < p->plan.variants_count; v++)
		put_point(p, figure, v, &a, out);
	soc_buf_puts(out, "</svg>\n");
}

static void put_figure(const struct soc_policies *p, int i, struct soc_buf *out)
{
	int figure;
	const struct soc_objective *o = soc_policies_figure(p, i, &figure);
	const char *name = figure < SOC_OBJECTIVES_MAX ? o->name : "harshness";
	soc_buf_add(out, "<section><h2>%s</h2>\n<p>", name);
	soc_text_html(out, o->meaning);
	soc_buf_puts(out, " <span class=\"soft\"><code>");
	soc_text_html(out, o->formula);
	soc_buf_add(out, "</code>%s</span></p>\n",
	            figure == SOC_OBJECTIVES_MAX ? ""
	            : o->lowest                  ? "; the lowest is best"
	                                         : "; the highest is best");
	put_plot(p, figure, name, out);
	soc_buf_puts(out, "</section>\n");
}

static void put_lives(const struct soc_policies *p, struct soc_buf *out)
{
	soc_buf_add(out,
	            "<section><h2>One life under every variant</h2>\n<p>%lld %s, followed through "
	            "each.</p>\n<div class=\"scroll\" "
	            "tabindex=\"0\" role=\"region\" aria-label=\"Lives\"><table><tbody>\n",
	            (long long)p->lives_people, soc_noun((double)p->lives_people, "person", "people"));
	for (int f = 0; f < SOC_LIVES_STATISTICS; f++) {
		soc_buf_add(out, "<tr><th scope=\"row\">%s</th><td>", soc_lives_meanings[f]);
		put_estimate(out, &p->lives[f], soc_policies_decimals(&p->lives[f]));
		soc_buf_puts(out, "</td></tr>\n");
	}
	soc_buf_puts(out, "</tbody></table></div></section>\n");
}

/* By what a reader can tell whether the folders beside the page are still those that it judges. */
static void put_source(const struct soc_policies *p, struct soc_buf *out)
{
	const struct soc_policies_source *s = &p->source;
	soc_buf_add(out,
	            "<section><h2>What was judged</h2>\n<p>socred %s, %s people, seed %s. Of each variant's "
	            "results the beginning of their digest (row content of the table digests):</p>\n<div "
	            "class=\"scroll\" tabindex=\"0\"><table><tbody>\n",
	            s->version, s->persons, s->seed);
	for (int v = 0; v < p->plan.variants_count; v++)
		soc_buf_add(out, "<tr><th scope=\"row\">%s</th><td>%.16s</td></tr>\n", p->plan.variant[v].name,
		            s->content[v]);
	soc_buf_puts(out, "</tbody></table></div></section>\n");
}

void soc_policies_put_page(const struct soc_policies *p, struct soc_buf *out)
{
	const char *title = p->plan.title[0] != '\0' ? p->plan.title : "Policy comparison";
	soc_buf_puts(out, soc_page_head);
	soc_buf_puts(out, "<title>");
	soc_text_html(out, title);
	soc_buf_puts(out, "</title>\n");
	soc_buf_puts(out, style);
	soc_buf_puts(out, "<header><h1>");
	soc_text_html(out, title);
	soc_buf_puts(out, "</h1>\n<p>");
	soc_text_html(out, p->plan.description);
	soc_buf_add(
		out,
		"</p>\n<p class=\"soft\">%d %s over the same synthetic people and random numbers, %s to %s, %d %s. %s"
		"</p></header>\n<main>\n",
		p->plan.variants_count, soc_noun(p->plan.variants_count, "variant", "variants"), p->first_month,
		p->last_month, p->replicates, soc_noun(p->replicates, "replicate", "replicates"),
		p->replicates > 1 ? "\xc2\xb1 and bars: 95% intervals over the replicates; they leave out what is "
							"uncertain in the assumptions."
						  : "One gives no interval: what leads may do so by chance.");
	put_picks(p, out);
	for (int i = 0; i < soc_policies_figures(p); i++)
		put_figure(p, i, out);
	if (p->lives_people > 0)
		put_lives(p, out);
	if (strstr(soc_buf_text(out), SOC_TEXT_ALIKE) != NULL)
		soc_buf_puts(out, "<p class=\"soft\">" SOC_TEXT_ALIKE_NOTE "</p>\n");
	if (p->notes[0] != '\0') {
		soc_buf_puts(out, "<p>");
		soc_text_html(out, p->notes);
		soc_buf_puts(out, "</p>\n");
	}
	put_source(p, out);
	soc_buf_puts(out, "</main>\n</body>\n</html>\n");
}
