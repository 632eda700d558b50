/* Requests and their answers: the table, and how an error becomes a reply. */
#include "lab/lab.h"

#include "analysis/text.h"
#include "base/mem.h"
#include "base/suggestion.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WISH "scenario settings yaml persons months replicates seed label preview"

static const struct {
	const char *method,
		*path;        /* a path that ends in / has a name behind it, which the answer finds in q->path */
	const char *tail; /* behind that name */
	/* Keys that may stand in the query, values of `format`, and keys of a body of JSON: blanks between them
	 */
	const char *query, *formats, *body;
	soc_lab_answer_fn *answer;
} answers[] = {
	{ "GET", "/api/about", "", "", "", "", soc_lab_about },
	{ "GET", "/api/scenarios", "", "", "", "", soc_lab_scenarios },
	{ "GET", "/api/scenario", "", "name", "", "", soc_lab_scenario },
	{ "GET", "/api/assumptions", "", "scenario", "", "", soc_lab_assumptions },
	{ "GET", "/api/keys", "", "key", "", "", soc_lab_keys },
	{ "POST", "/api/check", "", "", "", WISH " resolved", soc_lab_check },
	{ "GET", "/api/runs", "", "", "", "", soc_lab_runs },
	{ "POST", "/api/runs", "", "", "", WISH, soc_lab_runs_begin },
	{ "GET", "/api/runs/", "", "", "", "", soc_lab_run_show },
	{ "DELETE", "/api/runs/", "", "", "", "", soc_lab_run_delete },
	{ "POST", "/api/runs/", "/stop", "", "", "", soc_lab_run_stop },
	{ "GET", "/api/events", "", "since format", "json stream", "", soc_lab_events },
	{ "GET", "/api/figures", "", "run format", "json csv", "", soc_lab_figures },
	{ "GET", "/api/statistics", "", "run replicate", "", "", soc_lab_statistics },
	{ "GET", "/api/curve", "", "run statistic replicate since", "", "", soc_lab_curve },
	{ "GET", "/api/fairness", "", "run by list format", "json csv", "", soc_lab_fairness },
	{ "GET", "/api/experiments", "", "", "", "", soc_lab_experiments },
	{ "GET", "/api/experiment", "", "name", "", "", soc_lab_experiment_show },
	{ "POST", "/api/experiments/", "/run", "", "", "", soc_lab_experiment_begin },
	{ "POST", "/api/experiments/", "/stop", "", "", "", soc_lab_experiment_stop },
	{ "GET", "/api/tables", "", "run", "", "", soc_lab_tables },
	{ "GET", "/api/tables/", "", "run limit", "", "", soc_lab_table },
	{ "POST", "/api/sql", "", "", "json csv", "run query limit format", soc_lab_sql },
	{ "GET", "/api/compare", "", "runs by month only format", "json csv", "", soc_lab_compare },
	{ "GET", "/api/assess", "", "runs form format", "json html markdown", "", soc_lab_assess },
	{ "GET", "/api/transitions", "", "runs by month lives limit replicate format", "json csv", "",
	  soc_lab_transitions },
	{ "GET", "/api/life", "", "run person replicate", "", "", soc_lab_life },
	{ "GET", "/api/columns", "", "run format", "json csv", "", soc_lab_columns },
	{ "GET", "/api/lives", "", "run where place month limit replicate", "", "", soc_lab_lives },
	{ "GET", "/api/report", "", "run", "", "", soc_lab_report },
	{ "GET", "/api/bundle", "", "run", "", "", soc_lab_bundle },
	{ "POST", SOC_LAB_BUNDLE_TARGET, "", "", "", "", soc_lab_bundle_open },
};

void soc_lab_put_text(struct soc_buf *b, const char *text)
{
	struct soc_buf safe = { 0 };
	soc_text_safe(&safe, text, strlen(text), 1);
	soc_buf_quote(b, soc_buf_text(&safe), 1);
	b->failed |= safe.failed;
	soc_buf_release(&safe);
}

void soc_lab_put_number(struct soc_buf *b, double value)
{
	if (isfinite(value))
		soc_buf_add(b, "%.12g", value);
	else
		soc_buf_puts(b, "null");
}

/* ---- an answer becomes a reply ---- */
static int status_of(enum soc_err err, int status)
{
	if (status >= 400)
		return status;
	switch (err) {
	case SOC_ERR_USAGE:
		return 400;
	case SOC_ERR_SCENARIO:
		return 422;
	case SOC_ERR_BUSY:
		return 409;
	case SOC_ERR_LIMIT:
		return 413;
	default:
		return 500;
	}
}

/* A page tells errors by these; the words are for people, and may change. */
static const char *code_of(int status)
{
	switch (status) {
	case 404:
		return "not_found";
	case 405:
		return "no_method";
	case 409:
		return "busy";
	case 413:
		return "too_large";
	case 422:
		return "scenario";
	default:
		return status < 500 ? "request" : "failed";
	}
}

static void put_error(struct soc_lab_answer *a, int status, const char *text)
{
	/* Settings are read as those of a command line, which there is not here. */
	static const char command[] = "--set: ";
	if (strncmp(text, command, sizeof command - 1) == 0)
		text += sizeof command - 1;
	soc_buf_release(&a->text);
	a->text = (struct soc_buf){ 0 };
	a->status = status;
	a->type = SOC_LAB_JSON;
	a->name[0] = '\0';
	soc_buf_puts(&a->text, "{\"error\":");
	soc_lab_put_text(&a->text, text);
	soc_buf_add(&a->text, ",\"code\":\"%s\"}", a->code != NULL ? a->code : code_of(status));
}

static enum soc_err give(struct soc_lab_answer *a, struct soc_lab_reply *reply, struct soc_msg *msg)
{
	const size_t length = a->text.length;
	soc_buf_put(&a->text, "", 0); /* an empty answer has a NUL too */
	char *body = soc_buf_take(&a->text);
	if (body == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the answer to a request");
	*reply = (struct soc_lab_reply){ .status = a->status, .type = a->type, .body = body, .length = length };
	memcpy(reply->name, a->name, sizeof reply->name);
	return SOC_OK;
}

static int fits(size_t i, const char *path)
{
	const size_t n = strlen(answers[i].path), all = strlen(path), tail = strlen(answers[i].tail);
	if (answers[i].path[n - 1] != '/')
		return strcmp(path, answers[i].path) == 0;
	return all > n + tail && strncmp(path, answers[i].path, n) == 0 &&
	       strcmp(path + all - tail, answers[i].tail) == 0 && strcspn(path + n, "/") == all - n - tail;
}

/* 404 for no such path, with the nearest; 405 for no such method. */
static void refuse(struct soc_lab_answer *a, const struct soc_lab_request *q)
{
	struct soc_suggestion near;
	struct soc_buf text = { 0 };
	int known = 0;
	soc_suggestion_begin(&near, q->path);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		known |= fits(i, q->path);
		soc_suggestion_try(&near, answers[i].path);
	}
	if (known)
		soc_buf_add(&text, "%.10s is no method of %.100s", q->method, q->path);
	else
		soc_buf_add(&text, "there is no %.100s%s", q->path, soc_suggestion_hint(&near));
	put_error(a, known ? 405 : 404, soc_buf_text(&text));
	a->text.failed |= text.failed;
	soc_buf_release(&text);
}

/* ---- keys ---- */
/* Whether a word is one of a list; `why` says it of one that is not, with the nearest. */
static int is_one_of(const char *list, const char *what, const char *word, struct soc_buf *why)
{
	struct soc_suggestion near;
	char words[128], *end;
	soc_suggestion_begin(&near, word);
	snprintf(words, sizeof words, "%s", list);
	for (char *at = words; *at != '\0'; at = end) {
		end = at + strcspn(at, " ");
		if (*end == ' ')
			*end++ = '\0';
		if (strcmp(at, word) == 0)
			return 1;
		soc_suggestion_try(&near, at);
	}
	soc_buf_add(why, "%s \"%.60s\" is not taken here; ", what, word);
	soc_buf_add(why, *list != '\0' ? "allowed: %s%s" : "there is none", list, soc_suggestion_hint(&near));
	return 0;
}

/* What would be passed over in silence is refused: who asks it expects something of it. */
static int has_allowed_keys(size_t i, const struct soc_lab_request *q, struct soc_buf *why)
{
	const char *key;
	json_t *value;
	int ok = 1;
	for (int k = 0; ok && k < q->pairs; k++)
		ok = is_one_of(answers[i].query, "query: the key", q->key[k], why) &&
		     (strcmp(q->key[k], "format") != 0 || is_one_of(answers[i].formats, "format:", q->value[k], why));
	json_object_foreach((json_t *)q->body, key, value)
	{
		ok = ok && is_one_of(answers[i].body, "body: the key", key, why) &&
		     (strcmp(key, "format") != 0 || !json_is_string(value) ||
		      is_one_of(answers[i].formats, "format:", json_string_value(value), why));
	}
	return ok;
}

static void answer(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a)
{
	struct soc_msg msg = { "" };
	struct soc_buf why = { 0 };
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		if (!fits(i, q->path) || strcmp(q->method, answers[i].method) != 0)
			continue;
		if (!has_allowed_keys(i, q, &why)) {
			put_error(a, 400, soc_buf_text(&why));
			a->text.failed |= why.failed;
			soc_buf_release(&why);
			return;
		}
		const enum soc_err err = answers[i].answer(lab, q, a, &msg);
		if (err == SOC_ERR_MEMORY)
			a->text.failed = 1;
		else if (err != SOC_OK) {
			soc_lab_hide_folder(lab, msg.text);
			put_error(a, status_of(err, a->status), msg.text);
		}
		return;
	}
	refuse(a, q);
}

enum soc_err soc_lab_request(struct soc_lab *lab, const char *method, const char *target, const char *body,
                             size_t body_length, struct soc_lab_reply *reply, struct soc_msg *msg)
{
	struct soc_lab_request q = { .method = method };
	struct soc_lab_answer a = { .status = 200, .type = SOC_LAB_JSON };
	const char *why = NULL;
	json_error_t where;
	json_t *read = NULL;
	*reply = (struct soc_lab_reply){ 0 };
	const int is_bundle = strcmp(method, "POST") == 0 && strcmp(target, SOC_LAB_BUNDLE_TARGET) == 0;
	q.bytes = body != NULL ? body : "";
	q.length = body != NULL ? body_length : 0;
	if (q.length > (is_bundle ? SOC_LAB_BUNDLE_MOST : SOC_LAB_BODY_MOST))
		put_error(&a, 413, "the body of the request is too long");
	else if (!soc_lab_target_read(&q, target, &why))
		put_error(&a, 400, why);
	else if (!is_bundle && q.length > 0 &&
	         ((read = json_loadb(body, body_length, JSON_REJECT_DUPLICATES, &where)) == NULL ||
	          !json_is_object(read)))
		put_error(&a, 400, "the body of the request is no object of JSON");
	else {
		q.body = read;
		answer(lab, &q, &a);
	}
	json_decref(read);
	soc_lab_target_release(&q);
	const enum soc_err err = give(&a, reply, msg);
	soc_buf_release(&a.text);
	return err;
}

void soc_lab_reply_release(struct soc_lab_reply *reply)
{
	soc_free(reply->body);
	*reply = (struct soc_lab_reply){ 0 };
}
