/* What the scenarios of an assessment state: each run's value with its own source and range. */
#include "view/assessment.h"

#include "analysis/text.h"
#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define KEYS_MOST 1000 /* rows of values of a scenario; none of those shipped has as many in one field */

/* Those that somebody stated, those that a form asks for by their full key, and (?2) all of them. */
static const char keys_sql[] =
	"SELECT key FROM parameters WHERE key GLOB ?1 AND (origin <> 'default' OR ?1 = key OR ?2) ORDER BY idx";
/* All but texts, and what is asked of a run beside its rules. */
static const char values_sql[] =
	"SELECT key, value FROM parameters WHERE key NOT IN ('title', 'description', 'answer', "
	"'published') AND key NOT GLOB 'run.*' AND key NOT GLOB 'output.*' ORDER BY idx";
static const char value_sql[] =
	"SELECT value, unit, meaning, source, low, high FROM parameters WHERE key = ?1";

/* A value as one run has it: what it is, and what it rests on. */
struct stated {
	json_t *value, *unit, *meaning, *source, *behind; /* NULL: this run has no such key */
	double low, high;                                 /* plausible; NAN: none */
};

static void release(struct stated *v)
{
	json_decref(v->value);
	json_decref(v->unit);
	json_decref(v->meaning);
	json_decref(v->source);
	json_decref(v->behind);
}

static json_t *column_text(sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);
	return json_string(text != NULL ? text : "");
}

static double column_number(sqlite3_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt, column) == SQLITE_NULL ? NAN : sqlite3_column_double(stmt, column);
}

/* Its source, or that it is assumed, with its range. */
static json_t *behind(const char *source, double low, double high)
{
	char text[SOC_NUMBER_TEXT];
	struct soc_buf b = { 0 };
	soc_buf_puts(&b, source);
	if (!isnan(low) && !isnan(high)) {
		soc_buf_puts(&b, b.length > 0 ? "; plausible: " : "plausible: ");
		soc_number_write(low, text);
		soc_buf_add(&b, "%s to ", text);
		soc_number_write(high, text);
		soc_buf_puts(&b, text);
	}
	return soc_assessment_text_of(&b);
}

static enum soc_err read_stated(struct soc_result *r, const char *key, struct stated *out,
                                struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	*out = (struct stated){ .low = NAN, .high = NAN };
	enum soc_err err = soc_result_query(r, value_sql, NULL, 0, &stmt, msg);
	if (err == SOC_OK) {
		sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
		err = soc_result_next(r, stmt, &row, msg);
	}
	if (err == SOC_OK && row) {
		out->value = column_text(stmt, 0);
		out->unit = column_text(stmt, 1);
		out->meaning = column_text(stmt, 2);
		out->source = column_text(stmt, 3);
		out->low = column_number(stmt, 4);
		out->high = column_number(stmt, 5);
		const char *source = json_string_value(out->source);
		out->behind = behind(source != NULL ? source : "", out->low, out->high);
	}
	sqlite3_finalize(stmt);
	return err;
}

/* 1 where all runs that have the key say the same of it. */
static int are_alike(const struct stated *v, int count)
{
	const json_t *first = NULL;
	for (int i = 0; i < count; i++) {
		if (first != NULL && v[i].behind != NULL && !json_equal(first, v[i].behind))
			return 0;
		first = first != NULL ? first : v[i].behind;
	}
	return 1;
}

/* What the values rest on: once where it is the same in all runs, else run by run. */
static json_t *behind_all(const struct stated *v, int count)
{
	struct soc_buf b = { 0 };
	const int alike = are_alike(v, count);
	for (int i = 0; i < count; i++) {
		const char *text = json_string_value(v[i].behind);
		if (text == NULL || (alike && b.length > 0))
			continue;
		if (!alike)
			soc_buf_add(&b, "%s%s: ", b.length > 0 ? " \xc2\xb7 " : "", soc_assessment_run_name(i));
		soc_buf_puts(&b, !alike && text[0] == '\0' ? "no source stated" : text);
	}
	return soc_assessment_text_of(&b);
}

static json_t *numbers_of(const struct stated *v, int run)
{
	return json_pack("{s:s, s:O, s:O, s:o, s:o}", "run", soc_assessment_run_name(run), "value", v->value,
	                 "source", v->source, "low", soc_json_real(v->low), "high", soc_json_real(v->high));
}

static enum soc_err put_key(struct soc_assessed_runs *runs, const char *key, json_t **rows, json_t **values,
                            struct soc_msg *msg)
{
	struct stated v[SOC_ASSESSMENT_RUNS] = { { .value = NULL } };
	struct soc_buf what = { 0 };
	enum soc_err err = SOC_OK;
	int first = -1;
	json_t *row = json_array(), *by_run = json_array();
	soc_json_append(&row, json_string(key));
	for (int i = 0; i < runs->count && err == SOC_OK; i++) {
		v[i] = (struct stated){ .low = NAN, .high = NAN };
		if (soc_assessment_acts(&runs->run[i], key))
			err = read_stated(runs->run[i].r, key, &v[i], msg);
		first = first < 0 && v[i].value != NULL ? i : first;
		soc_json_append(&row, v[i].value != NULL ? json_incref(v[i].value) : json_string("not in this run"));
		if (v[i].value != NULL)
			soc_json_append(&by_run, numbers_of(&v[i], i));
	}
	const char *meaning = first >= 0 ? json_string_value(v[first].meaning) : NULL,
			   *unit = first >= 0 ? json_string_value(v[first].unit) : NULL;
	soc_buf_puts(&what, meaning != NULL ? meaning : "");
	if (unit != NULL && unit[0] != '\0')
		soc_buf_add(&what, " (%s)", unit);
	soc_json_append(&row, soc_assessment_text_of(&what));
	soc_json_append(&row, behind_all(v, runs->count));
	soc_json_append(rows, row);
	soc_json_append(
		values, json_pack("{s:s, s:s, s:o}", "key", key, "unit", unit != NULL ? unit : "", "runs", by_run));
	for (int i = 0; i < runs->count; i++)
		release(&v[i]);
	return err;
}

static int has_key(const json_t *rows, const char *key)
{
	size_t i;
	json_t *row;
	json_array_foreach((json_t *)rows, i, row)
	{
		const char *known = json_string_value(json_array_get(row, 0));
		if (known != NULL && strcmp(known, key) == 0)
			return 1;
	}
	return 0;
}

/* The keys of all runs, not only of the first: what an alternative alone states is a difference too. */
static enum soc_err put_keys(struct soc_assessed_runs *runs, const char *pattern, json_t **rows,
                             json_t **values, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < runs->count && err == SOC_OK; i++) {
		sqlite3_stmt *stmt = NULL;
		int row = 0;
		err = soc_result_query(runs->run[i].r, keys_sql, NULL, 0, &stmt, msg);
		if (err == SOC_OK)
			sqlite3_bind_text(stmt, 1, pattern, -1, SQLITE_TRANSIENT);
		if (err == SOC_OK)
			sqlite3_bind_int(stmt, 2, soc_assessment_acts_unstated(pattern));
		while (err == SOC_OK && (err = soc_result_next(runs->run[i].r, stmt, &row, msg)) == SOC_OK && row &&
		       json_array_size(*rows) < KEYS_MOST) {
			const char *key = (const char *)sqlite3_column_text(stmt, 0);
			if (key != NULL && soc_assessment_acts(&runs->run[i], key) && !has_key(*rows, key))
				err = put_key(runs, key, rows, values, msg);
		}
		sqlite3_finalize(stmt);
	}
	return err;
}

/* The headings of a table of values. */
static json_t *columns_of(const struct soc_assessed_runs *runs)
{
	json_t *columns = json_array();
	soc_json_append(&columns, json_string("key"));
	for (int i = 0; i < runs->count; i++)
		soc_json_append(&columns, json_string(soc_assessment_run_name(i)));
	soc_json_append(&columns, json_string("meaning"));
	soc_json_append(&columns, json_string("source, or assumption with its range"));
	return columns;
}

/* What is said beside the values: that of a check or a remedy there is none. */
static void put_text(const struct soc_assessed_runs *runs, const char *keys, size_t rows, json_t **answer)
{
	struct soc_buf text = { 0 };
	soc_assessment_put_absent(runs, keys, &text);
	if (rows == 0 && text.length == 0)
		soc_buf_puts(&text, "The scenario states nothing of this.");
	if (text.length > 0)
		soc_json_set(answer, "text", soc_assessment_text_of(&text));
	else
		soc_buf_release(&text);
}

enum soc_err soc_assessment_stated(struct soc_assessed_runs *runs, const struct soc_form_field *field,
                                   json_t **answer, struct soc_msg *msg)
{
	char pattern[SOC_FORM_TEXT];
	enum soc_err err = SOC_OK;
	json_t *rows = json_array(), *values = json_array();
	for (int i = 0; i < runs->count; i++)
		soc_result_begin(runs->run[i].r);
	for (const char *at = field->keys; *at != '\0' && err == SOC_OK;) {
		const size_t length = strcspn(at, " ");
		snprintf(pattern, sizeof pattern, "%.*s", (int)length, at);
		if (length > 0)
			err = put_keys(runs, pattern, &rows, &values, msg);
		at += length + (at[length] == ' ');
	}
	if (err == SOC_OK)
		put_text(runs, field->keys, json_array_size(rows), answer);
	soc_assessment_set_table(answer, columns_of(runs), rows);
	soc_json_set(answer, "values", values);
	return err;
}

/* ---- in what the runs differ ---- */
/* What acts in a run, by key. */
static enum soc_err read_acting(struct soc_assessed *run, json_t **out, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(run->r, values_sql, NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(run->r, stmt, &row, msg)) == SOC_OK && row) {
		const char *key = (const char *)sqlite3_column_text(stmt, 0);
		if (key != NULL && soc_assessment_acts(run, key))
			soc_json_set(out, key, column_text(stmt, 1));
	}
	sqlite3_finalize(stmt);
	return err;
}

static int is_different(json_t *const *acting, int count, const char *key)
{
	for (int i = 1; i < count; i++) {
		const json_t *a = json_object_get(acting[0], key), *b = json_object_get(acting[i], key);
		if (a == NULL || b == NULL ? a != b : !json_equal((json_t *)a, (json_t *)b))
			return 1;
	}
	return 0;
}

enum soc_err soc_assessment_differences(struct soc_assessed_runs *runs, json_t **answer, struct soc_msg *msg)
{
	json_t *acting[SOC_ASSESSMENT_RUNS] = { NULL }, *rows = json_array(), *values = json_array(), *value;
	const char *key;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < runs->count && err == SOC_OK; i++) {
		soc_result_begin(runs->run[i].r);
		acting[i] = json_object();
		err = read_acting(&runs->run[i], &acting[i], msg);
	}
	for (int i = 0; i < runs->count && err == SOC_OK; i++)
		json_object_foreach(acting[i], key,
		                    value) if (err == SOC_OK && is_different(acting, runs->count, key) &&
		                               !has_key(rows, key)) err = put_key(runs, key, &rows, &values, msg);
	if (err == SOC_OK && json_array_size(rows) == 0)
		soc_json_set(answer, "text", json_string("The runs differ in no value that acts."));
	for (int i = 0; i < runs->count; i++)
		json_decref(acting[i]);
	soc_assessment_set_table(answer, columns_of(runs), rows);
	soc_json_set(answer, "values", values);
	return err;
}
