/* What was run: run, meta, scenario, regions. */
#include "view/json.h"
#include "view/report.h"

#include "analysis/answer.h"
#include "base/utf8.h"
#include "model/population/census.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define META_TEXT 1024

static enum soc_err meta_whole(struct soc_report *r, const char *key, json_t *object, const char *as,
                               struct soc_msg *msg)
{
	char text[64];
	enum soc_err err = soc_result_meta(r->result, key, text, sizeof text, msg);
	return err == SOC_OK ? soc_report_set(object, as, json_integer(strtoll(text, NULL, 10)), msg) : err;
}

static enum soc_err add_run(struct soc_report *r, struct soc_msg *msg)
{
	static const char *const numbers[][2] = {
		{ "persons", "persons" },       { "census_persons", "census_persons" },
		{ "places", "places" },         { "replicates", "replicates_planned" },
		{ "months", "months_planned" },
	};
	char first[32] = "", seed[32] = "", interrupted[8] = "";
	json_t *run = json_object();
	enum soc_err err = soc_report_set(r->doc, "run", run, msg);
	if (err == SOC_OK)
		err = soc_result_meta(r->result, "first_month", first, sizeof first, msg);
	if (err == SOC_OK)
		err = soc_result_meta(r->result, "seed", seed, sizeof seed, msg);
	if (err == SOC_OK)
		err = soc_result_meta(r->result, "interrupted", interrupted, sizeof interrupted, msg);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0] && err == SOC_OK; i++)
		err = meta_whole(r, numbers[i][0], run, numbers[i][1], msg);
	if (err != SOC_OK)
		return err;
	const double persons = json_number_value(json_object_get(run, "persons"));
	const struct {
		const char *key;
		json_t *value;
	} rest[] = {
		{ "title", soc_report_text(r->scenario->title) },
		{ "description", soc_report_text(r->scenario->description) },
		{ "seed", soc_report_text(seed) },
		{ "first_month", soc_report_text(first) },
		{ "sampling_weight",
		  soc_report_real(persons > 0 ? json_number_value(json_object_get(run, "census_persons")) / persons
		                              : 1) },
		{ "replicates", json_integer(r->replicates) },
		{ "months", json_integer(r->months) },
		{ "partial", json_boolean(r->partial) },
		{ "interrupted", json_boolean(strcmp(interrupted, "1") == 0) },
	};
	for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
		enum soc_err set = soc_report_set(run, rest[i].key, rest[i].value, msg);
		err = err == SOC_OK ? set : err;
	}
	return err;
}

/* Whom the people stand for, where it is no data set of the library. */
static double number_of(const json_t *record, const char *key)
{
	const json_t *value = json_object_get(record, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

/* The answer from what the headline tells programs. */
static json_t *answer_of(const char *sentence, const json_t *headline)
{
	struct soc_answer answer = { .sentence = sentence };
	struct soc_buf text = { 0 };
	size_t i;
	json_t *record;
	json_array_foreach(headline, i, record)
	{
		const struct soc_interval v = { number_of(record, "mean"), number_of(record, "low"),
			                            number_of(record, "high"), 1 };
		const struct soc_assumed a = { .low = number_of(record, "assumed_low"),
			                           .high = number_of(record, "assumed_high") };
		soc_answer_take(&answer, json_string_value(json_object_get(record, "statistic")), &v, &a,
		                (int)json_integer_value(json_object_get(record, "few")));
	}
	soc_answer_put(&answer, &text);
	json_t *out = text.failed ? NULL : soc_report_text(text.length > 0 ? soc_buf_text(&text) : "");
	soc_buf_release(&text);
	return out;
}

/* What the headline tells of each {statistic} of the sentence, in its order: {"statistic", "label", "mean",
 * ...}. */
static json_t *answer_figures(const char *sentence, const json_t *headline)
{
	json_t *out = json_array(), *record;
	size_t i;
	for (const char *at = strchr(sentence, '{'); at != NULL; at = strchr(at + 1, '{'))
		json_array_foreach(headline, i, record)
		{
			const char *name = json_string_value(json_object_get(record, "statistic"));
			if (name != NULL && strncmp(at + 1, name, strlen(name)) == 0 && at[1 + strlen(name)] == '}')
				soc_json_append(&out, json_incref(record));
		}
	return out;
}

static enum soc_err add_answer(struct soc_report *r, struct soc_msg *msg)
{
	json_t *run = json_object_get(r->doc, "run");
	const enum soc_err err = soc_report_set(run, "answer", answer_of(r->scenario->answer, r->headline), msg);
	return err == SOC_OK
	           ? soc_report_set(run, "answer_figures", answer_figures(r->scenario->answer, r->headline), msg)
	           : err;
}

static enum soc_err add_population(struct soc_report *r, struct soc_msg *msg)
{
	char title[SOC_TEXT_MAX], source[SOC_TEXT_MAX];
	if (r->scenario->population == NULL)
		return SOC_OK;
	soc_census_own_note(r->scenario->population, "title", title, sizeof title);
	soc_census_own_note(r->scenario->population, "source", source, sizeof source);
	json_t *population = json_object();
	enum soc_err err = soc_report_set(json_object_get(r->doc, "run"), "population", population, msg);
	if (err == SOC_OK)
		err = soc_report_set(population, "title", soc_report_text(title), msg);
	return err == SOC_OK ? soc_report_set(population, "source", soc_report_text(source), msg) : err;
}

static enum soc_err add_meta(struct soc_report *r, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	json_t *meta = json_object();
	int row = 0;
	enum soc_err err = soc_report_set(r->doc, "meta", meta, msg);
	if (err == SOC_OK)
		err = soc_report_set(meta, "digest", soc_report_text(r->result->content), msg);
	if (err == SOC_OK)
		err = soc_result_query(r->result, "SELECT key, value FROM meta ORDER BY key", NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &row, msg)) == SOC_OK && row) {
		const char *key = (const char *)sqlite3_column_text(stmt, 0);
		if (key != NULL && soc_utf8_break(key, strlen(key)) != strlen(key))
			err = soc_fail(msg, SOC_ERR_RESULTS, "the key \"%.60s\" of meta cannot be shown", key);
		else if (key != NULL && strlen(key) < META_TEXT && strcmp(key, "digest") != 0)
			err = soc_report_set(meta, key, soc_report_text((const char *)sqlite3_column_text(stmt, 1)), msg);
	}
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err add_scenario(struct soc_report *r, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r->result, "SELECT yaml FROM scenario", NULL, 0, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r->result, stmt, &row, msg);
	if (err == SOC_OK)
		err = soc_report_set(r->doc, "scenario",
		                     soc_report_text(row ? (const char *)sqlite3_column_text(stmt, 0) : ""), msg);
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err add_regions(struct soc_report *r, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	json_t *regions = json_array();
	int row = 0;
	enum soc_err err = soc_report_set(r->doc, "regions", regions, msg);
	if (err == SOC_OK)
		err = soc_result_query(r->result,
		                       "SELECT code, name, census_persons, persons FROM regions ORDER BY region",
		                       NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &row, msg)) == SOC_OK && row)
		err = soc_report_append(regions,
		                        json_pack("{s:I, s:o, s:I, s:I}", "code",
		                                  (json_int_t)sqlite3_column_int64(stmt, 0), "name",
		                                  soc_report_text((const char *)sqlite3_column_text(stmt, 1)),
		                                  "census_persons", (json_int_t)sqlite3_column_int64(stmt, 2),
		                                  "persons", (json_int_t)sqlite3_column_int64(stmt, 3)),
		                        msg);
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_report_run(struct soc_report *r, struct soc_msg *msg)
{
	enum soc_err err = add_run(r, msg);
	if (err == SOC_OK)
		err = add_answer(r, msg);
	if (err == SOC_OK)
		err = add_population(r, msg);
	if (err == SOC_OK)
		err = add_meta(r, msg);
	if (err == SOC_OK)
		err = add_scenario(r, msg);
	return err == SOC_OK ? add_regions(r, msg) : err;
}
