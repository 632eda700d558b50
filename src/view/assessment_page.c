/* An assessment for people: a page in one file without scripts, or Markdown. Text of files is escaped. */
#include "view/assessment_page.h"

#include "analysis/text.h"
#include "base/noun.h"
#include "view/report.h"

#include <string.h>

static const char style[] =
	"</title>\n<style>\n:root { color-scheme: light dark; --ink: light-dark(#1b1b1b, #ececec); --soft: "
	"light-dark(#575757, #b0b0b0); --line: light-dark(#c9c9c9, #4a4a4a); --mark: light-dark(#8a3a1e, "
	"#f2a385); --field: light-dark(#f6f4ef, #24221f); }\n"
	"body { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1rem/1.4 serif; color: var(--ink); "
	"background: light-dark(#fff, #161616); overflow-wrap: break-word; }\n"
	"h1, h2, h3, th, td, .by, nav, summary { font-family: sans-serif; } h1 { line-height: 1.2; font-size: "
	"1.5rem; margin: 0.75rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 0.25rem; border-bottom: 2px solid "
	"var(--line); } h3 { font-size: 0.95rem; margin: 0; } p { margin: 0.25rem 0; } ul { margin: 0.25rem 0; "
	"padding-left: 1.2rem; }\n"
	"a { color: inherit; } .first { border-left: 0.4rem solid var(--mark); padding: 0.4rem 0.8rem; "
	"font-weight: bold; background: var(--field); } .soft { color: var(--soft); font-size: 0.9rem; }\n"
	"nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.2rem; font-size: "
	"0.8rem; } nav li { padding: 0.3rem 0; }\n"
	".field { margin: 0.9rem 0; } .by { font-size: 0.75rem; letter-spacing: 0.03em; color: var(--soft); } "
	".blank { border: 1px dashed var(--mark); min-height: 3.5rem; padding: 0.4rem; background: "
	"var(--field); color: var(--soft); font-size: 0.9rem; }\n"
	".values { font-family: sans-serif; font-size: 0.85rem; } summary { cursor: pointer; font-size: "
	"0.85rem; padding: 0.3rem 0; } summary:focus-visible, .scroll:focus-visible { outline: 2px solid "
	"var(--mark); }\n"
	".scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: 0.85rem; margin: 0.5rem 0; "
	"} th, td { text-align: left; padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid var(--line); "
	"vertical-align: top; } td { font-variant-numeric: tabular-nums; } .digest { font-family: monospace; "
	"font-size: 0.75rem; word-break: break-all; }\n"
	"details table { font-size: 0.75rem; } details td, details th { padding-right: 0.6rem; }\n"
	".figures { width: 100%; } .figures th[scope=rowgroup] { font-weight: normal; width: 46%; } .unit, "
	".caveat, .few { display: block; color: var(--soft); font-size: 0.8rem; } .interval { color: "
	"var(--soft); white-space: nowrap; }\n"
	".curve { margin: 0.5rem 0; break-inside: avoid-page; } .curve svg { display: block; width: 100%; "
	"max-width: 40rem; height: auto; font: 13px sans-serif; } .curve text { fill: var(--ink); } .curve .mid "
	"{ "
	"text-anchor: middle; } .curve .end { text-anchor: end; } .curve .axis { fill: none; stroke: "
	"var(--soft); "
	"} .curve polyline { fill: none; stroke: var(--mark); stroke-width: 2; } .curve .bar { stroke: "
	"var(--ink); stroke-width: 2; } .curve circle { fill: var(--mark); }\n"
	"@media (max-width: 40rem) { table, tbody, tr, td, th[scope=rowgroup] { display: block; } thead { "
	"position: absolute; clip-path: inset(50%); display: block; width: 1px; height: 1px; overflow: hidden; "
	"} tr { border-bottom: 1px solid var(--line); padding: 0.3rem 0; } td { border: 0; padding: 0; } "
	"td:empty { display: none; } td[data-label]::before { content: attr(data-label) ': '; color: "
	"var(--soft); } .figures tr { padding: 0 0 0.2rem; border: 0; } .figures tbody { border-bottom: 1px "
	"solid var(--line); padding: 0.4rem 0; } .figures th[scope=rowgroup] { width: auto; border: 0; padding: "
	"0; } .figures td { display: inline; } .figures td + td:not(:empty)::before { content: ' \\00b7  '; } "
	".figures td:empty { display: none; } .figures td + td[data-label]:not(:empty)::before { content: ' "
	"\\00b7  ' attr(data-label) ' '; } "
	".curve svg { font-size: 20px; } .figures .few { display: inline; } .figures .few::before { content: ' "
	"\\00b7  '; } .figures .run { "
	"font-weight: bold; } }\n"
	"@media print { body { max-width: none; padding: 0; font-size: 9.5pt; background: none; } .scroll { "
	"overflow: visible; } nav { display: none; } .blank { min-height: 5rem; } tbody, .field { break-inside: "
	"avoid-page; } .meaning::details-content { display: block; content-visibility: visible; } .field:has(> "
	".meaning) { break-inside: auto; } }\n</style>\n</head>\n<body>\n";

/* ---- text that is nobody's markup ---- */
/* What begins a tag in Markdown, or means something there; NULL: nothing. */
static const char *markdown_of(char c)
{
	return c == '&'   ? "&amp;"
	       : c == '<' ? "&lt;"
	       : c == '>' ? "&gt;"
	       : c == '|' ? "\\|"
	       : c == '*' ? "\\*"
	       : c == '_' ? "\\_"
	       : c == '`' ? "\\`"
	       : c == '[' ? "\\["
	                  : NULL;
}

static void put_markdown(struct soc_buf *out, const char *text)
{
	struct soc_buf safe = { 0 };
	soc_text_safe(&safe, text, strlen(text), 0);
	for (const char *c = soc_buf_text(&safe); *c != '\0'; c++) {
		const char *as = markdown_of(*c);
		if (as != NULL)
			soc_buf_puts(out, as);
		else
			soc_buf_put(out, c, 1);
	}
	out->failed |= safe.failed;
	soc_buf_release(&safe);
}

void soc_assessment_page_text(struct soc_assessment_page *p, const char *text)
{
	if (p->html)
		soc_text_html(p->out, text);
	else
		put_markdown(p->out, text);
}

const char *soc_assessment_page_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text != NULL ? text : "";
}

/* ---- blocks: the tags of a page, or what Markdown has for them ---- */
static void put_block(struct soc_assessment_page *p, const char *open, const char *text, const char *close,
                      const char *mark)
{
	soc_buf_puts(p->out, p->html ? open : mark);
	soc_assessment_page_text(p, text);
	soc_buf_puts(p->out, p->html ? close : "\n\n");
}

static void put_paragraph(struct soc_assessment_page *p, const char *before, const char *text)
{
	if (text[0] == '\0')
		return;
	soc_buf_puts(p->out, p->html ? "<p class=\"soft\">" : "");
	soc_assessment_page_text(p, before);
	soc_assessment_page_text(p, text);
	soc_buf_puts(p->out, p->html ? "</p>\n" : "\n\n");
}

/* A cell: on a narrow page, where a row is told line by line, with the heading of its column before it. */
static void put_cell(struct soc_assessment_page *p, const char *text, const char *label)
{
	if (!p->html) {
		soc_buf_puts(p->out, " ");
		soc_assessment_page_text(p, text);
		soc_buf_puts(p->out, " |");
		return;
	}
	soc_buf_puts(p->out, label != NULL ? "<td data-label=\"" : "<th scope=\"col\">");
	if (label != NULL) {
		soc_assessment_page_text(p, label);
		soc_buf_puts(p->out, "\">");
	}
	soc_assessment_page_text(p, text);
	soc_buf_puts(p->out, label != NULL ? "</td>" : "</th>");
}

/* columns: the headings of the cells; NULL for the row of headings itself. */
static void put_row(struct soc_assessment_page *p, const json_t *cells, const json_t *columns)
{
	soc_buf_puts(p->out, p->html ? "<tr>" : "|");
	for (size_t i = 0; i < json_array_size(cells); i++) {
		const char *text = json_string_value(json_array_get(cells, i)),
				   *label = json_string_value(json_array_get(columns, i));
		put_cell(p, text != NULL ? text : "", columns != NULL && label == NULL ? "" : label);
	}
	soc_buf_puts(p->out, p->html ? "</tr>\n" : "\n");
}

void soc_assessment_page_table(struct soc_assessment_page *p, const json_t *table, const char *label)
{
	const json_t *columns = json_object_get(table, "columns"), *rows = json_object_get(table, "rows"), *row;
	size_t i;
	if (json_array_size(rows) == 0)
		return;
	if (p->html) {
		soc_buf_puts(p->out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
		soc_assessment_page_text(p, label);
		soc_buf_puts(p->out, "\"><table><thead>\n");
	}
	put_row(p, columns, NULL);
	if (p->html)
		soc_buf_puts(p->out, "</thead><tbody>\n");
	for (i = 0; !p->html && i < json_array_size(columns); i++)
		soc_buf_puts(p->out, i == 0 ? "|---|" : "---|");
	soc_buf_puts(p->out, p->html ? "" : "\n");
	json_array_foreach((json_t *)rows, i, row) put_row(p, row, columns);
	soc_buf_puts(p->out, p->html ? "</tbody></table></div>\n" : "\n");
}

/* ---- a field ---- */
static const char *answered_by(const char *by)
{
	static const struct {
		const char *by, *says;
	} all[] = {
		{ "deployer", "In the deployer's words" },
		{ "scenario", "From the scenario" },
		{ "figure", "A figure of the run" },
		{ "groups", "Figures of the run, by group" },
		{ "contexts", "Figures of the run, by context" },
		{ "decisions", "From the scenario" },
		{ "differences", "From the scenarios" },
		{ "nothing", "Not simulated" },
	};
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (strcmp(all[i].by, by) == 0)
			return all[i].says;
	return "";
}

/* The answer of a page, short, with a fold for what is long. */
static void put_answer(struct soc_assessment_page *p, const json_t *field)
{
	const json_t *answer = json_object_get(field, "answer"), *table = json_object_get(answer, "table");
	const char *by = soc_assessment_page_at(field, "answer_by"),
			   *question = soc_assessment_page_at(field, "question");
	const int is_folded = p->html && strcmp(by, "groups") == 0 && table != NULL;
	if (is_folded) {
		soc_buf_puts(p->out, "<details>");
		soc_assessment_page_ends(p, json_object_get(answer, "groups"));
	}
	if (soc_assessment_page_at(answer, "unit")[0] != '\0')
		put_block(p, "<p>", soc_assessment_page_at(answer, "unit"), "</p>\n", "");
	if (soc_assessment_page_at(answer, "text")[0] != '\0')
		put_block(p, "<p>", soc_assessment_page_at(answer, "text"), "</p>\n", "");
	if (p->html && (strcmp(by, "scenario") == 0 || strcmp(by, "differences") == 0))
		soc_assessment_page_values(p, table, question);
	else
		soc_assessment_page_table(p, table, question);
	soc_buf_puts(p->out, is_folded ? "</details>\n" : "");
}

/* Who answers, and by which law it is asked: on a page only what neither its section nor its answer says. */
static void put_by(struct soc_assessment_page *p, const char *by, const char *own, const char *source)
{
	const int says_own = !p->html || strcmp(own, source) != 0,
			  says_by = !p->html || (strcmp(by, "scenario") != 0 && strcmp(by, "contexts") != 0 &&
	                                 strcmp(by, "decisions") != 0 && strcmp(by, "differences") != 0 &&
	                                 strcmp(by, "groups") != 0);
	if (!says_own && !says_by)
		return;
	soc_buf_puts(p->out, p->html ? "<p class=\"by\">" : "*");
	soc_assessment_page_text(p, says_by ? answered_by(by) : "");
	soc_buf_puts(p->out, says_by && says_own ? " \xc2\xb7 " : "");
	soc_assessment_page_text(p, says_own ? own : "");
	soc_buf_puts(p->out, p->html ? "</p>\n" : "*\n\n");
}

/* source: of the section, which is not said again. */
static void put_field(struct soc_assessment_page *p, const json_t *field, const char *source)
{
	const char *by = soc_assessment_page_at(field, "answer_by"),
			   *question = soc_assessment_page_at(field, "question"),
			   *own = soc_assessment_page_at(field, "source");
	soc_buf_puts(p->out, p->html ? "<div class=\"field\">\n" : "");
	put_block(p, "<h3>", question, "</h3>\n", "### ");
	put_by(p, by, own, source);
	if (strcmp(by, "deployer") == 0)
		put_block(p, "<div class=\"blank\">", soc_assessment_page_at(field, "hint"), "</div>\n",
		          "> **To be filled in.** ");
	put_answer(p, field);
	put_paragraph(p, strcmp(by, "nothing") == 0 ? "" : "Caveat: ", soc_assessment_page_at(field, "caveat"));
	soc_buf_puts(p->out, p->html ? "</div>\n" : "");
}

static int is_figure(const json_t *field)
{
	return field != NULL && strcmp(soc_assessment_page_at(field, "answer_by"), "figure") == 0;
}

static void put_section(struct soc_assessment_page *p, const json_t *section)
{
	const json_t *fields = json_object_get(section, "fields");
	const char *source = soc_assessment_page_at(section, "source");
	if (p->html)
		soc_buf_add(p->out, "<section id=\"%s\">\n", soc_assessment_page_at(section, "section"));
	put_block(p, "<h2>", soc_assessment_page_at(section, "title"), "</h2>\n", "## ");
	if (p->html)
		put_block(p, "<p class=\"by\">", source, "</p>\n", "");
	for (size_t i = 0, end; i < json_array_size(fields); i = end) {
		for (end = i; p->html && is_figure(json_array_get(fields, end));)
			end++;
		if (end > i)
			soc_assessment_page_figures(p, fields, i, end);
		else
			put_field(p, json_array_get(fields, end++), source);
	}
	soc_buf_puts(p->out, p->html ? "</section>\n" : "");
}

/* ---- before and behind the sections ---- */
static void put_contents(struct soc_assessment_page *p, const json_t *sections)
{
	const json_t *section;
	size_t i;
	if (!p->html)
		return;
	soc_buf_puts(p->out, "<nav aria-label=\"Sections\"><ul>\n");
	json_array_foreach((json_t *)sections, i, section)
	{
		soc_buf_add(p->out, "<li><a href=\"#%s\">", soc_assessment_page_at(section, "section"));
		soc_assessment_page_text(p, soc_assessment_page_at(section, "title"));
		soc_buf_puts(p->out, "</a></li>\n");
	}
	soc_buf_puts(p->out, "<li><a href=\"#annex\">Annex</a></li></ul></nav>\n");
}

/* Where and with what it was run, behind its title. */
static void put_span(struct soc_assessment_page *p, const json_t *run)
{
	struct soc_buf b = { 0 };
	const long long replicates = (long long)json_integer_value(json_object_get(run, "replicates"));
	soc_buf_add(&b, ". %s to %s, ", soc_assessment_page_at(run, "first_month"),
	            soc_assessment_page_at(run, "last_month"));
	soc_text_real(&b, soc_statistic_number(soc_assessment_page_at(run, "persons")), 0);
	soc_buf_puts(&b, " synthetic people");
	const json_t *population = json_object_get(run, "population");
	if (population != NULL) {
		soc_buf_add(&b, " of \"%s\" (", soc_assessment_page_at(population, "title"));
		soc_text_real(&b, soc_statistic_number(soc_assessment_page_at(run, "census_persons")), 0);
		soc_buf_add(&b, " people; %s)", soc_assessment_page_at(population, "source"));
	}
	soc_buf_add(&b, ", seed %s, %lld %s, socred %s. ", soc_assessment_page_at(run, "seed"), replicates,
	            soc_noun((double)replicates, "replicate", "replicates"),
	            soc_assessment_page_at(run, "version"));
	soc_assessment_page_text(p, soc_buf_text(&b));
	p->out->failed |= b.failed;
	soc_buf_release(&b);
}

static void put_run(struct soc_assessment_page *p, const json_t *run, int is_whole)
{
	soc_buf_puts(p->out, p->html ? "<li><strong>" : "- **");
	soc_assessment_page_text(p, soc_assessment_page_at(run, "run"));
	soc_buf_puts(p->out, p->html ? "</strong>: " : "**: ");
	soc_assessment_page_text(p, soc_assessment_page_at(run, "title"));
	if (is_whole) {
		put_span(p, run);
		soc_buf_puts(p->out, p->html ? "<br>Digest <span class=\"digest\">" : "Digest ");
		soc_assessment_page_text(p, soc_assessment_page_at(run, "digest"));
		soc_buf_puts(p->out, p->html ? "</span>" : "");
	}
	soc_buf_puts(p->out, p->html ? "</li>\n" : "\n");
}

static void put_list(struct soc_assessment_page *p, const json_t *runs, int is_whole)
{
	const json_t *one;
	size_t i;
	soc_buf_puts(p->out, p->html ? "<ul>\n" : "");
	json_array_foreach((json_t *)runs, i, one) put_run(p, one, is_whole);
	soc_buf_puts(p->out, p->html ? "</ul>\n" : "\n");
}

/* What the letters are, before the first answer. */
static void put_letters(struct soc_assessment_page *p, const json_t *doc)
{
	const json_t *runs = json_object_get(doc, "runs"), *mark;
	size_t i;
	put_list(p, runs, 0);
	put_paragraph(
		p,
		json_array_size(runs) > 1
			? "A is assessed; the others are alternatives over the same people and random numbers, so "
			  "that a difference (less A) is the effect of what differs between them. "
			: "",
		"In brackets: 95%, of the random numbers. Over the assumptions: 95% of what everything assumed "
		"leaves open. Law, digests and intervals: in the annex.");
	json_array_foreach(json_object_get(doc, "marks"), i, mark)
	{
		const char *text = json_string_value(mark);
		put_paragraph(p, "", text != NULL ? text : "");
	}
}

/* What everything rests on: the law, the runs, the intervals. */
static void put_annex(struct soc_assessment_page *p, const json_t *doc)
{
	const json_t *one;
	size_t i;
	soc_buf_puts(p->out, p->html ? "<section id=\"annex\">\n" : "");
	put_block(p, "<h2>", "Annex: the law, the runs, the intervals", "</h2>\n", "## ");
	put_paragraph(p, "", soc_assessment_page_at(doc, "law"));
	put_paragraph(p, "State of the law, looked up: ", soc_assessment_page_at(doc, "checked"));
	put_paragraph(p, "", soc_assessment_page_at(doc, "state"));
	put_list(p, json_object_get(doc, "runs"), 1);
	json_array_foreach(json_object_get(doc, "notes"), i, one)
	{
		const char *text = json_string_value(one);
		put_paragraph(p, "", text != NULL ? text : "");
	}
	put_paragraph(p, "", soc_assessment_page_at(doc, "intervals"));
	put_paragraph(p, "", soc_assessment_page_at(doc, "over"));
	soc_buf_puts(p->out, p->html ? "</section>\n" : "");
}

void soc_assessment_put(const json_t *doc, int html, struct soc_buf *out)
{
	struct soc_assessment_page p = { out, html };
	const json_t *sections = json_object_get(doc, "sections"), *section;
	size_t i;
	if (html) {
		soc_buf_puts(out, soc_page_head);
		soc_buf_puts(out, "<title>");
		soc_assessment_page_text(&p, soc_assessment_page_at(doc, "form"));
		soc_buf_puts(out, style);
	}
	put_block(&p, "<p class=\"first\">", soc_assessment_page_at(doc, "first"), "</p>\n", "**");
	if (!html && out->length >= 2 && !out->failed) { /* the stars close before the empty line */
		out->length -= 2;
		soc_buf_puts(out, "**\n\n");
	}
	put_block(&p, "<main>\n<h1>", soc_assessment_page_at(doc, "form"), "</h1>\n", "# ");
	put_paragraph(&p, "", soc_assessment_page_at(doc, "no_verdict"));
	put_letters(&p, doc);
	json_array_foreach((json_t *)sections, i, section)
	{
		put_section(&p, section);
		if (i == 0)
			put_contents(&p, sections);
	}
	put_annex(&p, doc);
	soc_buf_puts(out, html ? "</main>\n</body>\n</html>\n" : "");
}
