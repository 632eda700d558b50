/* The headline as HTML: what stands in the page for who reads it without its script. */
#include "view/report.h"

#include "analysis/answer.h"
#include "analysis/assumed.h"
#include "analysis/text.h"
#include "base/mem.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <math.h>
#include <string.h>

static double number(const json_t *record, const char *key)
{
	const json_t *value = json_object_get(record, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

static const char *text(const json_t *record, const char *key)
{
	const char *value = json_string_value(json_object_get(record, key));
	return value != NULL ? value : "";
}

static void put_range(struct soc_buf *out, double low, double high)
{
	const int decimals = soc_text_decimals((low + high) / 2.0, low, high);
	soc_text_real(out, low, decimals);
	soc_buf_puts(out, " to ");
	soc_text_real(out, high, decimals);
}

/* why: in place of an interval that there is not; mark: behind one that does not hold the value. */
static void put_cell(struct soc_buf *out, double low, double high, const char *why, const char *mark)
{
	soc_buf_puts(out, "<td class=\"n\">");
	if (high > low)
		put_range(out, low, high);
	else
		soc_buf_puts(out, *why != '\0' ? why : "none");
	soc_buf_add(out, "%s</td>", mark);
}

static void put_mean(struct soc_buf *out, const json_t *record)
{
	const double mean = number(record, "mean"), low = number(record, "low");
	const int few = json_integer_value(json_object_get(record, "few")) != 0;
	if (isnan(mean))
		soc_buf_puts(out, "none");
	else
		soc_text_real(out, mean,
		              few && isnan(low) ? soc_text_decimals_few(mean)
		                                : soc_text_decimals(mean, low, number(record, "high")));
}

static const char *mark_of(const json_t *record)
{
	const struct soc_interval v = { number(record, "mean"), number(record, "low"), number(record, "high"),
		                            0 };
	const struct soc_assumed a = { .low = number(record, "assumed_low"),
		                           .high = number(record, "assumed_high") };
	return soc_assumed_mark(&v, &a);
}

static void put_row(struct soc_buf *out, const json_t *record, const char *section)
{
	const int few = json_integer_value(json_object_get(record, "few")) != 0;
	if (strcmp(section, text(record, "section")) != 0) {
		soc_buf_puts(out, "<tr><th scope=\"colgroup\" colspan=\"4\">");
		soc_text_html(out, text(record, "section"));
		soc_buf_puts(out, "</th></tr>\n");
	}
	soc_buf_puts(out, "<tr><th scope=\"row\">");
	soc_text_html(out, text(record, "label"));
	soc_buf_puts(out, few ? " (fewer than 100 cases)</th><td class=\"n\">" : "</th><td class=\"n\">");
	put_mean(out, record);
	soc_buf_puts(out, "</td>");
	put_cell(out, number(record, "low"), number(record, "high"), text(record, "interval_why"), "");
	put_cell(out, number(record, "assumed_low"), number(record, "assumed_high"), text(record, "assumed_why"),
	         mark_of(record));
	soc_buf_puts(out, "</tr>\n");
}

/* The question that is asked first, in a sentence. */
static void put_sentence(struct soc_buf *out, const struct soc_words *words, const json_t *all)
{
	char own[SOC_WORDS_TEXT];
	size_t i;
	const json_t *record;
	json_array_foreach(all, i, record)
	{
		if (strcmp(text(record, "statistic"), "no_violation_per_1000_listed") != 0 ||
		    isnan(number(record, "mean")))
			continue;
		soc_buf_puts(out, "<p><strong>Of 1,000 people on ");
		soc_text_html(out, soc_words_own(words, "a black list", own, sizeof own));
		soc_buf_puts(out, " ");
		put_mean(out, record);
		soc_buf_puts(out, " did nothing: no violation of any kind from the start of the run up to the entry");
		if (number(record, "high") > number(record, "low")) {
			soc_buf_puts(out, "; simulation, 95%: ");
			put_range(out, number(record, "low"), number(record, "high"));
		}
		if (number(record, "assumed_high") > number(record, "assumed_low")) {
			soc_buf_puts(out, "; assumptions, 95%: ");
			put_range(out, number(record, "assumed_low"), number(record, "assumed_high"));
			soc_buf_puts(out, mark_of(record));
		}
		soc_buf_puts(out, ".</strong></p>\n");
	}
}

/* What the marks in the page mean. */
static void put_marks(struct soc_buf *out)
{
	struct soc_buf marks = { 0 };
	soc_assumed_put_marks(soc_buf_text(out), &marks);
	if (marks.length > 0)
		soc_buf_add(out, "<p class=\"source\">%s</p>\n", soc_buf_text(&marks));
	out->failed |= marks.failed;
	soc_buf_release(&marks);
}

static void put_headline(struct soc_buf *out, const struct soc_report *r, const json_t *all)
{
	size_t i;
	const json_t *record;
	const char *section = "";
	const struct soc_scenario *s = r->scenario;
	soc_buf_puts(out, "<h1>");
	soc_text_html(out, s->title[0] != '\0' ? s->title : "A run of socred");
	soc_buf_puts(out,
	             "</h1>\n<p class=\"dateline\">Report of a simulation by socred. Synthetic people; no real "
	             "person’s data.</p>\n<p class=\"standfirst\">");
	soc_text_html(out, s->description);
	soc_buf_puts(out, "</p>\n");
	const char *answer = text(json_object_get(r->doc, "run"), "answer");
	if (answer[0] != '\0') {
		soc_buf_puts(out, "<p><strong>");
		soc_text_html(out, answer);
		soc_buf_puts(out, ".</strong></p>\n");
	} else {
		put_sentence(out, &r->words, all);
	}
	soc_buf_puts(out,
	             "<div class=\"scroll\"><table>\n<caption>Figures with 95% intervals</caption>\n<thead><tr>"
	             "<th scope=\"col\">Figure</th><th scope=\"col\" class=\"n\">Mean</th>"
	             "<th scope=\"col\" class=\"n\">Simulation, 95%</th>"
	             "<th scope=\"col\" class=\"n\">Assumptions, 95%</th></tr></thead>\n<tbody>\n");
	json_array_foreach(all, i, record)
	{
		put_row(out, record, section);
		section = text(record, "section");
	}
	soc_buf_puts(out, "</tbody></table></div>\n");
	put_marks(out);
	if (strstr(soc_buf_text(out), SOC_TEXT_ALIKE) != NULL)
		soc_buf_puts(out, "<p class=\"source\">" SOC_TEXT_ALIKE_NOTE "</p>\n");
	soc_buf_add(out, "<p class=\"source\">Source: this run of socred; digest %.16s.</p>\n",
	            r->result->content[0] != '\0' ? r->result->content : "none");
}

enum soc_err soc_report_headline(struct soc_report *r, struct soc_buf *out, struct soc_msg *msg)
{
	put_headline(out, r, r->headline);
	return out->failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report") : SOC_OK;
}
