/* The page of a theory's results as a document: what web/src/theory reads (docs/guide/report-data.md). */
#include "socred/scenario.h"
#include "theory/theory.h"
#include "view/report.h"

#include <math.h>
#include <string.h>

#define PAGE_FORMAT 1
#define ROWS_SHOWN \
	1000 /* of a time series, at equal distances; a page of 12 series then has 100 kB of them */

static json_t *about(const struct soc_theory_result *r)
{
	char seed[24];
	snprintf(seed, sizeof seed, "%llu",
	         (unsigned long long)r->seed); /* more digits than JSON's numbers have */
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:i, s:s}", "name", soc_report_text(r->kind->name),
	                 "title", soc_report_text(r->kind->title), "question", soc_report_text(r->kind->question),
	                 "source", soc_report_text(r->kind->source), "system", soc_report_text(r->kind->row),
	                 "used", soc_report_text(r->kind->used), "seed", seed, "replicates", r->replicates,
	                 "version", SOC_VERSION);
}

static json_t *parameters(const struct soc_theory_result *r)
{
	json_t *all = json_array();
	for (int i = 0; i < r->kind->of->keys_count; i++) {
		const struct soc_theory_key *k = &r->kind->of->keys[i];
		soc_json_append(&all, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "name",
		                                soc_report_text(k->name), "value", soc_json_real(r->keys[i]),
		                                "preset", soc_json_real(k->start), "least", soc_json_real(k->low),
		                                "most", soc_json_real(k->high), "unit", soc_report_text(k->unit),
		                                "low", soc_json_real(k->likely_low), "high",
		                                soc_json_real(k->likely_high), "meaning", soc_report_text(k->meaning),
		                                "source", soc_report_text(k->source)));
	}
	return all;
}

static json_t *figures(const struct soc_theory_result *r)
{
	json_t *all = json_array();
	for (int i = 0; i < r->kind->of->figures_count; i++) {
		const struct soc_theory_figure *f = &r->kind->of->figures[i];
		const struct soc_interval *v = &r->figures[i];
		soc_json_append(&all,
		                json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:o}", "name", soc_report_text(f->name),
		                          "unit", soc_report_text(f->unit), "mean", soc_json_real(v->mean), "low",
		                          soc_json_real(v->low), "high", soc_json_real(v->high), "random",
		                          f->is_random, "meaning", soc_report_text(f->meaning)));
	}
	return all;
}

static json_t *published(const struct soc_theory_result *r)
{
	json_t *all = json_array();
	for (int i = 0; i < r->kind->of->published_count; i++) {
		const struct soc_theory_published *p = &r->kind->of->published[i];
		const int here = soc_theory_is_here(r, p);
		soc_json_append(&all,
		                json_pack("{s:i, s:o, s:o, s:o, s:i, s:b, s:b, s:o}", "figure", p->figure, "settings",
		                          soc_report_text(p->settings), "value", soc_json_real(p->value), "within",
		                          soc_json_real(p->within), "bound", p->bound, "here", here, "holds",
		                          here && soc_theory_holds(p, r->figures[p->figure].mean), "source",
		                          soc_report_text(p->source)));
	}
	return all;
}

/* Of many rows some, the first and the last among them. */
static json_t *series(const struct soc_theory_result *r)
{
	const size_t count = r->rows.count, width = (size_t)r->rows.width,
				 shown = count < ROWS_SHOWN ? count : ROWS_SHOWN;
	json_t *columns = json_array(), *rows = json_array();
	for (int c = 0; c < r->kind->of->columns_count; c++) {
		const struct soc_theory_column *of = &r->kind->of->columns[c];
		soc_json_append(&columns,
		                json_pack("{s:o, s:o, s:o}", "name", soc_report_text(of->name), "unit",
		                          soc_report_text(of->unit), "meaning", soc_report_text(of->meaning)));
	}
	for (size_t i = 0; i < shown; i++) {
		const size_t at = shown > 1 ? i * (count - 1) / (shown - 1) : 0;
		json_t *row = json_array();
		for (size_t c = 0; c < width; c++)
			soc_json_append(&row, soc_json_real(r->rows.values[at * width + c]));
		soc_json_append(&rows, row);
	}
	return json_pack("{s:o, s:o, s:I}", "columns", columns, "rows", rows, "count", (json_int_t)count);
}

enum soc_err soc_theory_report(const struct soc_theory_result *r, const char *path, struct soc_msg *msg)
{
	struct soc_buf plain = { 0 };
	struct soc_buf told = { 0 };
	char *text = NULL;
	enum soc_err err = soc_theory_text(r, "table", 0, &text, msg);
	if (err != SOC_OK)
		return err;
	json_t *doc = json_pack("{s:i, s:s, s:o, s:o, s:o, s:o, s:o}", "format", PAGE_FORMAT, "kind", "theory",
	                        "theory", about(r), "parameters", parameters(r), "figures", figures(r),
	                        "published", published(r), "series", series(r));
	json_t *digest = soc_json_digest(doc);
	soc_json_set(&doc, "digest", digest);
	soc_buf_add(&told, "%s After %s.", r->kind->question, r->kind->source);
	soc_report_plain(r->kind->title, soc_buf_text(&told), text, r->kind->used, &plain);
	err = doc == NULL || plain.failed || told.failed
	          ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the page")
	          : soc_report_write_page(NULL, path, r->kind->title, soc_buf_text(&plain), doc, msg);
	soc_buf_release(&told);
	soc_buf_release(&plain);
	soc_text_free(text);
	json_decref(doc);
	return err;
}
