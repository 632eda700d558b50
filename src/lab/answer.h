/* A request of the lab taken apart, the answer that is put together, and the functions that answer. */
#ifndef SOC_LAB_ANSWER_H
#define SOC_LAB_ANSWER_H

#include "base/buf.h"
#include "socred/lab.h"

#include <jansson.h>

/* ---- a request ---- */
#define SOC_LAB_QUERY_MOST 16
struct soc_lab_request {
	const char *method, *path; /* path without the query, escapes undone */
	const char *key[SOC_LAB_QUERY_MOST], *value[SOC_LAB_QUERY_MOST];
	int pairs;
	const json_t *body; /* an object; NULL: none */
	const char *bytes;  /* the body as it came */
	size_t length;
	char *text; /* that path and pairs point into */
};
/* Takes a target apart. 0 with the reason in `why` when it is no target; release either way. */
int soc_lab_target_read(struct soc_lab_request *q, const char *target, const char **why);
void soc_lab_target_release(struct soc_lab_request *q);
/* The value of a key of the query, or NULL. */
const char *soc_lab_query(const struct soc_lab_request *q, const char *key);
/* The same as a whole number of low to high; `otherwise` where it is left out. SOC_ERR_USAGE says what is
 * allowed. */
enum soc_err soc_lab_query_number(const struct soc_lab_request *q, const char *key, int64_t low, int64_t high,
                                  int64_t otherwise, int64_t *out, struct soc_msg *msg);

/* ---- a reply ---- */
/* What an answer fills in: status, type, name and text; the text becomes the body. */
struct soc_lab_answer {
	int status;
	const char *type;
	const char *code; /* of an error, static: what a page can tell it by; NULL: that of its status */
	char name[64];
	struct soc_buf text;
};
#define SOC_LAB_KEEPS_NO_LIVES \
	"keeps_no_lives" /* the results keep no fields, from which lives are stepped again */
#define SOC_LAB_JSON "application/json; charset=utf-8"

/* Text as a string of JSON: what is not UTF-8 or would be obeyed becomes '?'. */
void soc_lab_put_text(struct soc_buf *b, const char *text);
/* A number, null where it is none. */
void soc_lab_put_number(struct soc_buf *b, double value);

/* The format that a query asks for: "csv", which is then told as the file NAME.csv, or else "json". */
const char *soc_lab_format(const struct soc_lab_request *q, struct soc_lab_answer *a, const char *name);

/* An answer of the table of requests: fills `a` on SOC_OK. An error becomes a reply: SOC_ERR_USAGE 400 (404
 * where the answer has set that status), SOC_ERR_SCENARIO 422, SOC_ERR_BUSY 409, SOC_ERR_LIMIT 413, others
 * 500. */
typedef enum soc_err soc_lab_answer_fn(struct soc_lab *lab, const struct soc_lab_request *q,
                                       struct soc_lab_answer *a, struct soc_msg *msg);
/* answers_scenarios.c */
soc_lab_answer_fn soc_lab_about, soc_lab_scenarios, soc_lab_scenario, soc_lab_keys, soc_lab_check,
	soc_lab_assumptions;
/* answers_experiments.c */
soc_lab_answer_fn soc_lab_experiments, soc_lab_experiment_show, soc_lab_experiment_begin,
	soc_lab_experiment_stop;
/* bundle.c */
soc_lab_answer_fn soc_lab_bundle, soc_lab_bundle_open;
/* answers_runs.c */
soc_lab_answer_fn soc_lab_runs, soc_lab_runs_begin, soc_lab_run_show, soc_lab_run_stop, soc_lab_run_delete,
	soc_lab_events;
/* answers_lives.c */
soc_lab_answer_fn soc_lab_life, soc_lab_columns, soc_lab_lives, soc_lab_transitions;
/* answers_statistics.c */
soc_lab_answer_fn soc_lab_statistics, soc_lab_curve;
/* answers_results.c */
soc_lab_answer_fn soc_lab_figures, soc_lab_tables, soc_lab_table, soc_lab_sql, soc_lab_compare,
	soc_lab_fairness, soc_lab_assess, soc_lab_report;

#endif
