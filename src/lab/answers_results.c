/* What is asked of finished runs: figures, tables, comparison, report, bundle. */
#include "lab/lab.h"

#include "base/file.h"
#include "base/mem.h"
#include "socred/comparison.h"

#include <stdio.h>
#include <string.h>

#define REPORT_MOST ((size_t)64 << 20)   /* bytes of a report */
#define RESULTS_MOST ((size_t)512 << 20) /* bytes of results that go into a bundle */

/* What the list shows of a run that another hand made. */
static enum soc_err read_size(struct soc_lab_run *run, struct soc_msg *msg)
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
		return soc_fail(msg, SOC_ERR_USAGE, "%s has no results: it is %s", run->name,
		                soc_lab_state_words[run->state]);
	}
	enum soc_err err = SOC_OK;
	if (run->result == NULL && !soc_lab_path(lab, run, "results.db", path))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	if (run->result == NULL)
		err = soc_result_open(&run->result, path, msg);
	if (err == SOC_OK && run->persons == 0)
		err = read_size(run, msg);
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

/* csv is told as a file, all else as JSON. */
static const char *format_of(const struct soc_lab_request *q, struct soc_lab_answer *a, const char *name)
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
		err = soc_result_headline(r, format_of(q, a, "figures"), &text, msg);
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
		                          format_of(q, a, "fairness"), &text, msg);
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

/* ---- several runs ---- */
/* The runs of "a,b,c" with their results open. */
static enum soc_err open_all(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                             int most, struct soc_result **results, int *count, struct soc_msg *msg)
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
	if (err == SOC_OK && *count < 2)
		return soc_fail(msg, SOC_ERR_USAGE, "runs: two names at least, with a comma between them");
	return err;
}

enum soc_err soc_lab_compare(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                             struct soc_msg *msg)
{
	struct soc_result *results[SOC_COMPARISON_RESULTS_MOST];
	struct soc_comparison *c = NULL;
	const struct soc_comparison_options options = { soc_lab_query(q, "month"), soc_lab_query(q, "by"),
		                                            soc_lab_query(q, "only") };
	char *text = NULL;
	int count = 0;
	enum soc_err err = open_all(lab, q, a, SOC_COMPARISON_RESULTS_MOST, results, &count, msg);
	if (err == SOC_OK)
		err = soc_comparison_make(results, count, &options, &c, msg);
	if (err == SOC_OK)
		err = soc_comparison_text(c, format_of(q, a, "comparison"), &text, msg);
	take_text(a, text);
	soc_comparison_free(c);
	return err;
}

enum soc_err soc_lab_transitions(struct soc_lab *lab, const struct soc_lab_request *q,
                                 struct soc_lab_answer *a, struct soc_msg *msg)
{
	struct soc_result *results[2] = { NULL, NULL };
	struct soc_transitions *t = NULL;
	struct soc_transitions_options options = { soc_lab_query(q, "month"), soc_lab_query(q, "by"),
		                                       soc_lab_query(q, "lives"), 0, 0 };
	char *text = NULL;
	int count = 0;
	int64_t limit = 0;
	enum soc_err err = soc_lab_query_number(q, "limit", 0, SOC_TRANSITIONS_LIVES_MOST, 20, &limit, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "replicate", 0, 999, 0, &options.replicate, msg);
	if (err == SOC_OK)
		err = open_all(lab, q, a, 2, results, &count, msg);
	options.limit = (int)limit;
	if (err == SOC_OK)
		err = soc_transitions_make(results[0], results[1], &options, &t, msg);
	if (err == SOC_OK)
		err = soc_transitions_text(t, format_of(q, a, "transitions"), &text, msg);
	take_text(a, text);
	soc_transitions_free(t);
	return err;
}

/* ---- the report, the bundle ---- */
/* A file of a run into the answer. */
static enum soc_err read_into(struct soc_lab *lab, const struct soc_lab_run *run, const char *file,
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
		err = read_into(lab, run, "report.html", REPORT_MOST, &text, &length, msg);
	if (err == SOC_OK) {
		a->type = "text/html; charset=utf-8";
		snprintf(a->name, sizeof a->name, "%s.html", run->name);
		soc_buf_put(&a->text, text, length);
	}
	soc_free(text);
	return err;
}

/* What the bundle is, for a program that opens it. */
static void put_manifest(struct soc_buf *b, const struct soc_lab_run *run)
{
	struct soc_buf text = { 0 };
	soc_buf_add(&text, "{\"socred\":1,\"version\":\"%s\",\"digest\":\"%s\",\"run\":", SOC_VERSION,
	            run->result->content);
	soc_lab_put_run(&text, run);
	soc_buf_puts(&text, "}\n");
	soc_lab_tar_put(b, "manifest.json", soc_buf_text(&text), text.length);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

enum soc_err soc_lab_bundle(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                            struct soc_msg *msg)
{
	static const char *const parts[] = { "scenario.resolved.yaml", "results.db" };
	struct soc_result *r = NULL;
	enum soc_err err = of_query(lab, q, a, &r, msg);
	if (err != SOC_OK)
		return err;
	struct soc_lab_run *run = soc_lab_run_find(lab, soc_lab_query(q, "run"));
	put_manifest(&a->text, run);
	for (size_t i = 0; err == SOC_OK && i < sizeof parts / sizeof *parts; i++) {
		char *text = NULL;
		size_t length = 0;
		err = read_into(lab, run, parts[i], RESULTS_MOST, &text, &length, msg);
		if (err == SOC_OK)
			soc_lab_tar_put(&a->text, parts[i], text, length);
		soc_free(text);
	}
	soc_lab_tar_end(&a->text);
	a->type = "application/x-tar";
	snprintf(a->name, sizeof a->name, "%s.socred", run->name);
	return err;
}
