/* What is asked of finished runs: figures, tables, comparison, report, bundle. */
#include "lab/lab.h"

#include "base/file.h"
#include "base/mem.h"
#include "socred/assessment.h"
#include "socred/comparison.h"

#include <stdio.h>
#include <string.h>

#define REPORT_MOST ((size_t)64 << 20) /* bytes of a report */
#define ROWS_MOST 10000                /* of a query */

enum soc_err soc_lab_run_size(struct soc_lab_run *run, struct soc_msg *msg)
{
	struct soc_scenario *s = NULL;
	enum soc_err err = soc_result_scenario(run->result, &s, msg);
	if (err == SOC_OK) {
		run->persons = soc_scenario_persons(s);
		run->months = soc_scenario_months(s);
		run->replicates = soc_scenario_replicates(s);
		run->seed = s->seed;
		run->from = s->span.from;
	}
	if (err == SOC_OK)
		err = soc_result_is_partial(run->result, &run->is_partial, msg);
	soc_scenario_free(s);
	return err;
}

enum soc_err soc_lab_run_open(struct soc_lab *lab, const char *name, struct soc_lab_answer *a,
                              struct soc_result **out, struct soc_msg *msg)
{
	char path[SOC_LAB_PATH];
	struct soc_lab_run *run = name != NULL ? soc_lab_run_find(lab, name) : NULL;
	if (run == NULL) {
		a->status = 404;
		return soc_fail(msg, SOC_ERR_USAGE, "there is no run \"%.60s\"; GET /api/runs has them",
		                name != NULL ? name : "");
	}
	if (run->state < SOC_LAB_DONE || run->state == SOC_LAB_FAILED ||
	    (run->state == SOC_LAB_STOPPED && !run->is_partial)) {
		a->status = 409;
		return soc_fail(msg, SOC_ERR_USAGE, "%s has no results: it is %s%s%s", run->name,
		                soc_lab_state_words[run->state], run->error[0] != '\0' ? "; " : "", run->error);
	}
	enum soc_err err = SOC_OK;
	if (run->result == NULL && !soc_lab_path(lab, run, "results.db", path))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	/* What the list said of its size was not checked against its digests before now. */
	if (run->result == NULL && (err = soc_result_open(&run->result, path, msg)) == SOC_OK)
		err = soc_lab_run_size(run, msg);
	*out = run->result;
	return err;
}

static enum soc_err of_query(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                             struct soc_result **out, struct soc_msg *msg)
{
	return soc_lab_run_open(lab, soc_lab_query(q, "run"), a, out, msg);
}

/* A text of the library is the answer. */
static void take_text(struct soc_lab_answer *a, char *text)
{
	if (text != NULL)
		soc_buf_puts(&a->text, text);
	soc_text_free(text);
}

const char *soc_lab_format(const struct soc_lab_request *q, struct soc_lab_answer *a, const char *name)
{
	const char *format = soc_lab_query(q, "format");
	if (format == NULL || strcmp(format, "csv") != 0)
		return "json";
	a->type = "text/csv; charset=utf-8";
	snprintf(a->name, sizeof a->name, "%s.csv", name);
	return "csv";
}

enum soc_err soc_lab_figures(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                             struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	char *text = NULL;
	enum soc_err err = of_query(lab, q, a, &r, msg);
	if (err == SOC_OK)
		err = soc_result_headline(r, soc_lab_format(q, a, "figures"), &text, msg);
	take_text(a, text);
	return err;
}

enum soc_err soc_lab_fairness(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                              struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	char *text = NULL;
	const char *by = soc_lab_query(q, "by");
	enum soc_err err = of_query(lab, q, a, &r, msg);
	if (err == SOC_OK)
		err = soc_result_fairness(r, by != NULL ? by : "group", soc_lab_query(q, "list"), NULL,
		                          soc_lab_format(q, a, "fairness"), &text, msg);
	take_text(a, text);
	return err;
}

/* ---- tables ---- */
enum soc_err soc_lab_tables(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                            struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	char *text = NULL;
	enum soc_err err = of_query(lab, q, a, &r, msg);
	if (err == SOC_OK)
		err = soc_result_table_text(r, NULL, "json", 0, &text, msg);
	take_text(a, text);
	return err;
}

/* /api/tables/NAME.csv or NAME.json; NAME is looked up among the tables of the results. */
enum soc_err soc_lab_table(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                           struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	char *text = NULL, name[48] = "";
	int64_t limit = 0;
	const char *at = q->path + strlen("/api/tables/"), *dot = strrchr(at, '.');
	const size_t n = dot != NULL ? (size_t)(dot - at) : strlen(at);
	const int is_csv = dot != NULL && strcmp(dot, ".csv") == 0;
	enum soc_err err = of_query(lab, q, a, &r, msg);
	if (err != SOC_OK)
		return err;
	err = soc_lab_query_number(q, "limit", 0, 10000000, 0, &limit, msg);
	if (err == SOC_OK &&
	    (n == 0 || n >= sizeof name || (dot != NULL && !is_csv && strcmp(dot, ".json") != 0)))
		err = soc_fail(msg, SOC_ERR_USAGE, "a table is NAME.csv or NAME.json; GET /api/tables has the names");
	if (err != SOC_OK)
		return err;
	memcpy(name, at, n);
	err = soc_result_table_text(r, name, is_csv ? "csv" : "json", limit, &text, msg);
	a->status = err == SOC_ERR_USAGE ? 404 : 200;
	if (err == SOC_OK && is_csv) {
		a->type = "text/csv; charset=utf-8";
		snprintf(a->name, sizeof a->name, "%s.csv", name);
	}
	take_text(a, text);
	return err;
}

/* What a query of SQLite says of the results. It comes in the body: a target is shorter than a query may be.
 */
enum soc_err soc_lab_sql(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                         struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	char *text = NULL;
	const char *query = json_string_value(json_object_get(q->body, "query")),
			   *run = json_string_value(json_object_get(q->body, "run")),
			   *format = json_string_value(json_object_get(q->body, "format"));
	const json_t *limit = json_object_get(q->body, "limit");
	const int is_csv = format != NULL && strcmp(format, "csv") == 0;
	int64_t rows = ROWS_MOST;
	if (query == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "query: a text is wanted; GET /api/tables has the tables");
	if (limit != NULL && !json_is_null(limit)) {
		rows = json_is_integer(limit) ? json_integer_value(limit) : 0;
		if (rows < 1 || rows > ROWS_MOST)
			return soc_fail(msg, SOC_ERR_USAGE, "limit: a whole number from 1 to %d is wanted", ROWS_MOST);
	}
	enum soc_err err = soc_lab_run_open(lab, run, a, &r, msg);
	lab->query_stop = 0;
	if (lab->interrupted) /* asked second: an interrupt between the two is not lost */
		lab->query_stop = 1;
	if (err == SOC_OK)
		err = soc_result_sql(r, query, is_csv ? "csv" : "json", rows, &lab->query_stop, &text, msg);
	if (err == SOC_ERR_INTERRUPTED && !lab->interrupted)
		err = soc_fail(msg, SOC_ERR_LIMIT, "the query takes too long: ask for less of it");
	if (err == SOC_OK && is_csv) {
		a->type = "text/csv; charset=utf-8";
		snprintf(a->name, sizeof a->name, "query.csv");
	}
	take_text(a, text);
	return err;
}

/* ---- several runs ---- */
enum soc_err soc_lab_runs_open(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                               int least, int most, struct soc_result **results, int *count,
                               struct soc_msg *msg)
{
	const char *at = soc_lab_query(q, "runs");
	enum soc_err err = SOC_OK;
	*count = 0;
	while (err == SOC_OK && at != NULL && *at != '\0') {
		const size_t n = strcspn(at, ",");
		char name[SOC_LAB_NAME] = "";
		if (*count == most)
			return soc_fail(msg, SOC_ERR_USAGE, "runs: more than %d", most);
		if (n < sizeof name)
			memcpy(name, at, n);
		err = soc_lab_run_open(lab, name, a, &results[*count], msg);
		*count += err == SOC_OK;
		at += n + (at[n] == ',');
	}
	if (err == SOC_OK && *count < least)
		return soc_fail(msg, SOC_ERR_USAGE, "runs: %s at least, with commas between them",
		                least == 1 ? "one name" : "two names");
	return err;
}

enum soc_err soc_lab_compare(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                             struct soc_msg *msg)
{
	struct soc_result *results[SOC_COMPARISON_RESULTS_MOST];
	struct soc_comparison *c = NULL;
	const struct soc_comparison_options options = { .month = soc_lab_query(q, "month"),
		                                            .by = soc_lab_query(q, "by"),
		                                            .only = soc_lab_query(q, "only") };
	char *text = NULL;
	int count = 0;
	enum soc_err err = soc_lab_runs_open(lab, q, a, 2, SOC_COMPARISON_RESULTS_MOST, results, &count, msg);
	if (err == SOC_OK)
		err = soc_comparison_make(results, count, &options, &c, msg);
	if (err == SOC_OK)
		err = soc_comparison_text(c, soc_lab_format(q, a, "comparison"), &text, msg);
	take_text(a, text);
	soc_comparison_free(c);
	return err;
}

/* A form filled with what runs say, the first being the one that is assessed. Forms are those that are built
 * in: the function below would take a path for a form of one's own. */
enum soc_err soc_lab_assess(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                            struct soc_msg *msg)
{
	static const struct {
		const char *name, *type, *end;
	} formats[] = { { "json", SOC_LAB_JSON, "" },
		            { "html", "text/html; charset=utf-8", "html" },
		            { "markdown", "text/markdown; charset=utf-8", "md" } };
	struct soc_result *results[SOC_ASSESSMENT_RUNS];
	struct soc_assessment *made = NULL;
	struct soc_diagnostics *found = NULL;
	const char *form = soc_lab_query(q, "form"), *format = soc_lab_query(q, "format");
	char *text = NULL;
	int count = 0;
	size_t f = 0;
	while (format != NULL && f < sizeof formats / sizeof *formats && strcmp(format, formats[f].name) != 0)
		f++;
	if (f == sizeof formats / sizeof *formats)
		return soc_fail(msg, SOC_ERR_USAGE, "format: \"%.20s\"; allowed: json, html, markdown", format);
	if (form == NULL || strpbrk(form, "/.") != NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "form: the name of a form is wanted: fria, iama, aia or atrs");
	enum soc_err err = soc_lab_runs_open(lab, q, a, 1, SOC_ASSESSMENT_RUNS, results, &count, msg);
	if (err == SOC_OK)
		err = soc_assessment_make(&made, results, count, form, &found, msg);
	if (err == SOC_OK)
		err = soc_assessment_text(made, formats[f].name, &text, msg);
	if (err == SOC_OK) {
		a->type = formats[f].type;
		if (formats[f].end[0] != '\0')
			snprintf(a->name, sizeof a->name, "assessment-%.8s.%s", form, formats[f].end);
	}
	take_text(a, text);
	soc_diagnostics_free(found);
	soc_assessment_free(made);
	return err;
}

/* ---- the report ---- */
enum soc_err soc_lab_run_read(const struct soc_lab *lab, const struct soc_lab_run *run, const char *file,
                              size_t most, char **text, size_t *length, struct soc_msg *msg)
{
	char path[SOC_LAB_PATH];
	return soc_lab_path(lab, run, file, path)
	           ? soc_file_read(path, most, text, length, msg)
	           : soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
}

enum soc_err soc_lab_report(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                            struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	char path[SOC_LAB_PATH], *text = NULL;
	size_t length = 0;
	enum soc_err err = of_query(lab, q, a, &r, msg);
	if (err != SOC_OK)
		return err;
	struct soc_lab_run *run = soc_lab_run_find(lab, soc_lab_query(q, "run"));
	if (!soc_lab_path(lab, run, "report.html", path))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	err = soc_result_report(r, path, msg);
	if (err == SOC_OK)
		err = soc_lab_run_read(lab, run, "report.html", REPORT_MOST, &text, &length, msg);
	if (err == SOC_OK) {
		a->type = "text/html; charset=utf-8";
		snprintf(a->name, sizeof a->name, "%s.html", run->name);
		soc_buf_put(&a->text, text, length);
	}
	soc_free(text);
	return err;
}
