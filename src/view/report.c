#include "view/report.h"

#include "analysis/text.h"
#include "base/buf.h"
#include "base/mem.h"
#include "socred/scenario.h"

#include <string.h>

/* ---- small things of the document ---- */
enum soc_err soc_report_set(json_t *object, const char *key, json_t *value, struct soc_msg *msg)
{
	if (json_object_set_new(object, key, value) != 0)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	return SOC_OK;
}

enum soc_err soc_report_append(json_t *array, json_t *value, struct soc_msg *msg)
{
	if (json_array_append_new(array, value) != 0)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	return SOC_OK;
}

json_t *soc_report_text(const char *text)
{
	if (text == NULL)
		text = "";
	json_t *value = json_string(text);
	if (value != NULL)
		return value;
	struct soc_buf safe = { 0 };
	soc_text_safe(&safe, text, strlen(text), 1);
	value = safe.failed ? NULL : json_string(soc_buf_text(&safe));
	soc_buf_release(&safe);
	return value;
}

json_t *soc_report_bits(uint32_t set)
{
	json_t *out = json_array();
	for (int i = 0; i < 32; i++)
		if (set >> i & 1u)
			soc_json_append(&out, json_integer(i));
	return out;
}

json_t *soc_report_real(double value)
{
	return soc_json_real(value);
}

/* ---- which part of the file ---- */
static enum soc_err count_replicates(struct soc_report *r, int *all, struct soc_msg *msg)
{
	double whole, part;
	enum soc_err err =
		soc_result_real(r->result, "SELECT count(*) FROM replicates WHERE partial = 0", NULL, 0, &whole, msg);
	if (err == SOC_OK)
		err = soc_result_real(r->result, "SELECT count(*) FROM replicates", NULL, 0, &part, msg);
	if (err != SOC_OK)
		return err;
	r->partial = whole < 1;
	*all = (int)(r->partial ? part : whole);
	if (*all < 1)
		return soc_fail(msg, SOC_ERR_RESULTS, "the results hold no replicate");
	return SOC_OK;
}

static enum soc_err read_headline(struct soc_report *r, struct soc_msg *msg)
{
	char *written = NULL;
	enum soc_err err = soc_result_headline(r->result, "json", &written, msg);
	if (err == SOC_OK) {
		r->headline = json_loads(written, 0, NULL);
		err =
			r->headline != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	}
	soc_text_free(written);
	return err;
}

enum soc_err soc_report_begin(struct soc_report *out, struct soc_result *result, const struct soc_scenario *s,
                              struct soc_msg *msg)
{
	struct soc_report r = { .result = result, .scenario = s, .words = soc_words_of(s) };
	sqlite3_stmt *stmt = NULL;
	int room, row = 0;
	enum soc_err err = count_replicates(&r, &room, msg);
	if (err != SOC_OK)
		return err;
	const int64_t which[1] = { r.partial };
	r.doc = json_object();
	r.replicate = soc_calloc((size_t)room, sizeof *r.replicate);
	r.months = INT64_MAX;
	if (r.doc == NULL || r.replicate == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	if (err == SOC_OK)
		err = soc_result_query(
			result, "SELECT replicate, months_finished FROM replicates WHERE partial = ?1 ORDER BY replicate",
			which, 1, &stmt, msg);
	while (err == SOC_OK && r.replicates < room &&
	       (err = soc_result_next(result, stmt, &row, msg)) == SOC_OK && row) {
		const int64_t months = sqlite3_column_int64(stmt, 1);
		r.replicate[r.replicates++] = sqlite3_column_int64(stmt, 0);
		r.months = months < r.months ? months : r.months;
	}
	sqlite3_finalize(stmt);
	if (err == SOC_OK && (r.replicates == 0 || r.months < 1 || r.months > 1200))
		err = soc_fail(msg, SOC_ERR_RESULTS, "the results hold no month to show");
	if (err == SOC_OK)
		err = read_headline(&r, msg);
	if (err == SOC_OK)
		*out = r;
	else
		soc_report_release(&r);
	return err;
}

void soc_report_release(struct soc_report *r)
{
	json_decref(r->doc);
	json_decref(r->headline);
	soc_free(r->replicate);
	memset(r, 0, sizeof *r);
}

/* ---- the whole ---- */
static enum soc_err build(struct soc_report *r, struct soc_msg *msg)
{
	static enum soc_err (*const parts[])(struct soc_report *, struct soc_msg *) = {
		soc_report_run,     soc_report_regime, soc_report_tables,    soc_report_counters,
		soc_report_modules, soc_report_flows,  soc_report_published, soc_report_assumed,
	};
	enum soc_err err = soc_report_set(r->doc, "format", json_integer(SOC_REPORT_FORMAT), msg);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0] && err == SOC_OK; i++) {
		soc_result_begin(r->result); /* each part may take the steps of a call of its own */
		err = parts[i](r, msg);
	}
	return err;
}

enum soc_err soc_result_report_on(struct soc_result *result, const char *page, const char *path,
                                  struct soc_msg *msg)
{
	const struct soc_scenario *scenario = NULL;
	struct soc_report r = { 0 };
	struct soc_buf headline = { 0 };
	enum soc_err err = soc_result_scenario_kept(result, &scenario, msg);
	soc_result_begin(result);
	if (err == SOC_OK)
		err = soc_report_begin(&r, result, scenario, msg);
	if (err == SOC_OK)
		err = build(&r, msg);
	if (err == SOC_OK)
		err = soc_report_headline(&r, &headline, msg);
	if (err == SOC_OK)
		err = soc_report_write_page(page, path,
		                            scenario->title[0] != '\0' ? scenario->title : "A run of socred",
		                            soc_buf_text(&headline), r.doc, msg);
	soc_buf_release(&headline);
	soc_report_release(&r);
	return err;
}

enum soc_err soc_result_report(struct soc_result *result, const char *path, struct soc_msg *msg)
{
	return soc_result_report_on(result, NULL, path, msg);
}
