/* An assessment for people: a page in one file without scripts, or Markdown. Text of files is escaped. */
#include "view/assessment.h"

#include "analysis/text.h"
#include "base/noun.h"
#include "view/report.h"

#include <string.h>

static const char style[] =
	"</title>\n<style>\n:root { color-scheme: light dark; --ink: light-dark(#1b1b1b, #ececec); --soft: "
	"light-dark(#575757, #b0b0b0); --line: light-dark(#c9c9c9, #4a4a4a); --mark: light-dark(#8a3a1e, "
	"#f2a385); --field: "
	"light-dark(#f6f4ef, #24221f); }\n"
	"body { max-width: 54rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 serif; color: var(--ink); "
	"background: "
	"light-dark(#fff, #161616); overflow-wrap: break-word; }\n"
	"h1, h2, h3, th, td, .by, nav { font-family: sans-serif; } h1 { line-height: 1.2; } h2 { margin-top: "
	"2.5rem; "
	"border-bottom: 2px solid var(--line); } h3 { font-size: 1rem; margin: 0 0 0.25rem; }\n"
	"a { color: inherit; } .first { border-left: 0.4rem solid var(--mark); padding: 0.5rem 1rem; "
	"font-weight: bold; "
	"background: var(--field); } .soft { color: var(--soft); font-size: 0.9rem; }\n"
	".field { margin: 1.5rem 0; break-inside: avoid-page; } .by { font-size: 0.75rem; letter-spacing: "
	"0.03em; color: "
	"var(--soft); margin: 0; } .blank { border: 1px dashed var(--mark); min-height: 5rem; padding: 0.5rem; "
	"background: "
	"var(--field); color: var(--soft); }\n"
	".scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: 0.85rem; margin: 0.5rem 0; "
	"} th, td { "
	"text-align: left; padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid var(--line); vertical-align: "
	"top; } td { "
	"font-variant-numeric: tabular-nums; } .digest { font-family: monospace; font-size: 0.75rem; word-break: "
	"break-all; }\n"
	"@media (max-width: 40rem) { table, tbody, tr, td { display: block; } thead { position: absolute; "
	"clip-path: "
	"inset(50%); display: block; width: 1px; height: 1px; overflow: hidden; } tr { border-bottom: 2px solid "
	"var(--line); padding: 0.4rem 0; } td { border: 0; padding: "
	"0; } td:empty "
	"{ display: none; } td::before { content: attr(data-label) ': '; color: var(--soft); } }\n"
	"@media print { body { max-width: none; padding: 0; font-size: 10pt; background: none; } .scroll { "
	"overflow: visible; "
	"} nav { display: none; } .blank { min-height: 6rem; } }\n</style>\n</head>\n<body>\n";

struct page {
	struct soc_buf *out;
	int html;
};

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

static void put_text(struct page *p, const char *text)
{
	if (p->html)
		soc_text_html(p->out, text);
	else
		put_markdown(p->out, text);
}

static const char *text_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text != NULL ? text : "";
}

/* ---- blocks: the tags of a page, or what Markdown has for them ---- */
static void put_block(struct page *p, const char *open, const char *text, const char *close, const char *mark)
{
	soc_buf_puts(p->out, p->html ? open : mark);
	put_text(p, text);
	soc_buf_puts(p->out, p->html ? close : "\n\n");
}

static void put_paragraph(struct page *p, const char *before, const char *text)
{
	if (text[0] == '\0')
		return;
	soc_buf_puts(p->out, p->html ? "<p class=\"soft\">" : "");
	put_text(p, before);
	put_text(p, text);
	soc_buf_puts(p->out, p->html ? "</p>\n" : "\n\n");
}

/* A cell: on a narrow page, where a row is told line by line, with the heading of its column before it. */
static void put_cell(struct page *p, const char *text, const char *label)
{
	if (!p->html) {
		soc_buf_puts(p->out, " ");
		put_text(p, text);
		soc_buf_puts(p->out, " |");
		return;
	}
	soc_buf_puts(p->out, label != NULL ? "<td data-label=\"" : "<th scope=\"col\">");
	if (label != NULL) {
		put_text(p, label);
		soc_buf_puts(p->out, "\">");
	}
	put_text(p, text);
	soc_buf_puts(p->out, label != NULL ? "</td>" : "</th>");
}

/* columns: the headings of the cells; NULL for the row of headings itself. */
static void put_row(struct page *p, const json_t *cells, const json_t *columns)
{
	soc_buf_puts(p->out, p->html ? "<tr>" : "|");
	for (size_t i = 0; i < json_array_size(cells); i++) {
		const char *text = json_string_value(json_array_get(cells, i)),
				   *label = json_string_value(json_array_get(columns, i));
		put_cell(p, text != NULL ? text : "", columns != NULL && label == NULL ? "" : label);
	}
	soc_buf_puts(p->out, p->html ? "</tr>\n" : "\n");
}

static void put_table(struct page *p, const json_t *table, const char *label)
{
	const json_t *columns = json_object_get(table, "columns"), *rows = json_object_get(table, "rows"), *row;
	size_t i;
	if (json_array_size(rows) == 0)
		return;
	if (p->html) {
		soc_buf_puts(p->out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
		put_text(p, label);
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
		{ "nothing", "Not simulated" },
	};
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (strcmp(all[i].by, by) == 0)
			return all[i].says;
	return "";
}

static void put_field(struct page *p, const json_t *field)
{
	const json_t *answer = json_object_get(field, "answer");
	const char *by = text_at(field, "answer_by"), *question = text_at(field, "question");
	soc_buf_puts(p->out, p->html ? "<div class=\"field\">\n" : "");
	put_block(p, "<h3>", question, "</h3>\n", "### ");
	soc_buf_puts(p->out, p->html ? "<p class=\"by\">" : "*");
	put_text(p, answered_by(by));
	soc_buf_puts(p->out, " \xc2\xb7 ");
	put_text(p, text_at(field, "source"));
	soc_buf_puts(p->out, p->html ? "</p>\n" : "*\n\n");
	if (strcmp(by, "deployer") == 0)
		put_block(p, "<div class=\"blank\">", text_at(field, "hint"), "</div>\n", "> **To be filled in.** ");
	if (text_at(answer, "unit")[0] != '\0')
		put_block(p, "<p>", text_at(answer, "unit"), "</p>\n", "");
	if (text_at(answer, "text")[0] != '\0')
		put_block(p, "<p>", text_at(answer, "text"), "</p>\n", "");
	put_table(p, json_object_get(answer, "table"), question);
	put_paragraph(p, strcmp(by, "nothing") == 0 ? "" : "Caveat: ", text_at(field, "caveat"));
	soc_buf_puts(p->out, p->html ? "</div>\n" : "");
}

static void put_section(struct page *p, const json_t *section)
{
	const json_t *field;
	size_t i;
	if (p->html)
		soc_buf_add(p->out, "<section id=\"%s\">\n", text_at(section, "section"));
	put_block(p, "<h2>", text_at(section, "title"), "</h2>\n", "## ");
	json_array_foreach(json_object_get(section, "fields"), i, field) put_field(p, field);
	soc_buf_puts(p->out, p->html ? "</section>\n" : "");
}

/* ---- before and behind the sections ---- */
static void put_contents(struct page *p, const json_t *sections)
{
	const json_t *section;
	size_t i;
	if (!p->html)
		return;
	soc_buf_puts(p->out, "<nav aria-label=\"Sections\"><ul>\n");
	json_array_foreach((json_t *)sections, i, section)
	{
		soc_buf_add(p->out, "<li><a href=\"#%s\">", text_at(section, "section"));
		put_text(p, text_at(section, "title"));
		soc_buf_puts(p->out, "</a></li>\n");
	}
	soc_buf_puts(p->out, "</ul></nav>\n");
}

/* Where and with what it was run, behind its title. */
static void put_span(struct page *p, const json_t *run)
{
	struct soc_buf b = { 0 };
	const long long replicates = (long long)json_integer_value(json_object_get(run, "replicates"));
	soc_buf_add(&b, ". %s to %s, ", text_at(run, "first_month"), text_at(run, "last_month"));
	soc_text_real(&b, soc_statistic_number(text_at(run, "persons")), 0);
	soc_buf_puts(&b, " synthetic people");
	const json_t *population = json_object_get(run, "population");
	if (population != NULL) {
		soc_buf_add(&b, " of \"%s\" (", text_at(population, "title"));
		soc_text_real(&b, soc_statistic_number(text_at(run, "census_persons")), 0);
		soc_buf_add(&b, " people; %s)", text_at(population, "source"));
	}
	soc_buf_add(&b, ", seed %s, %lld %s, socred %s. ", text_at(run, "seed"), replicates,
	            soc_noun((double)replicates, "replicate", "replicates"), text_at(run, "version"));
	put_text(p, soc_buf_text(&b));
	p->out->failed |= b.failed;
	soc_buf_release(&b);
}

static void put_run(struct page *p, const json_t *run)
{
	soc_buf_puts(p->out, p->html ? "<li><strong>" : "- **");
	put_text(p, text_at(run, "run"));
	soc_buf_puts(p->out, p->html ? "</strong>: " : "**: ");
	put_text(p, text_at(run, "title"));
	put_span(p, run);
	soc_buf_puts(p->out, p->html ? "<br>Digest <span class=\"digest\">" : "Digest ");
	put_text(p, text_at(run, "digest"));
	soc_buf_puts(p->out, p->html ? "</span></li>\n" : "\n");
}

static void put_runs(struct page *p, const json_t *doc)
{
	const json_t *runs = json_object_get(doc, "runs"), *one;
	size_t i;
	soc_buf_puts(p->out, p->html ? "<section id=\"runs\">\n" : "");
	put_block(p, "<h2>", json_array_size(runs) > 1 ? "What is compared" : "What was run", "</h2>\n", "## ");
	if (json_array_size(runs) > 1)
		put_paragraph(p, "",
		              "A is assessed; the others are alternatives. All have the same people and the same "
		              "random numbers, "
		              "so that a difference is the effect of what differs between them.");
	soc_buf_puts(p->out, p->html ? "<ul>\n" : "");
	json_array_foreach((json_t *)runs, i, one) put_run(p, one);
	soc_buf_puts(p->out, p->html ? "</ul>\n" : "\n");
	json_array_foreach(json_object_get(doc, "notes"), i, one)
	{
		const char *text = json_string_value(one);
		put_paragraph(p, "", text != NULL ? text : "");
	}
	put_paragraph(p, "", text_at(doc, "intervals"));
	soc_buf_puts(p->out, p->html ? "</section>\n" : "");
}

void soc_assessment_put(const json_t *doc, int html, struct soc_buf *out)
{
	struct page p = { out, html };
	const json_t *sections = json_object_get(doc, "sections"), *section;
	size_t i;
	if (html) {
		soc_buf_puts(out, soc_page_head);
		soc_buf_puts(out, "<title>");
		put_text(&p, text_at(doc, "form"));
		soc_buf_puts(out, style);
	}
	put_block(&p, "<p class=\"first\">", text_at(doc, "first"), "</p>\n", "**");
	if (!html && out->length >= 2 && !out->failed) { /* the stars close before the empty line */
		out->length -= 2;
		soc_buf_puts(out, "**\n\n");
	}
	put_block(&p, "<main>\n<h1>", text_at(doc, "form"), "</h1>\n", "# ");
	put_paragraph(&p, "", text_at(doc, "law"));
	put_paragraph(&p, "", text_at(doc, "no_verdict"));
	put_paragraph(&p, "State of the law, looked up: ", text_at(doc, "checked"));
	put_paragraph(&p, "", text_at(doc, "state"));
	put_contents(&p, sections);
	put_runs(&p, doc);
	json_array_foreach((json_t *)sections, i, section) put_section(&p, section);
	soc_buf_puts(out, html ? "</main>\n</body>\n</html>\n" : "");
}
