/* Changes of grade, waiting times, and the table of values with their sources. */
#include "view/report.h"

#include "model/indicators/indicators.h"

#include <string.h>

#define IN_USE "replicate IN (SELECT replicate FROM replicates WHERE partial = ?1) AND month < ?2"

static enum soc_err add_transitions(struct soc_report *r, struct soc_msg *msg)
{
	const int64_t numbers[2] = { r->partial, r->months };
	const int n = r->scenario->grades_count;
	double sum[SOC_GRADES_MAX][SOC_GRADES_MAX] = { { 0 } };
	sqlite3_stmt *stmt = NULL;
	json_t *matrix = json_array();
	int more = 0;
	enum soc_err err = soc_report_set(r->doc, "transitions", matrix, msg);
	if (err == SOC_OK)
		err = soc_result_query(r->result,
		                       "SELECT from_grade, to_grade, sum(persons) FROM transitions WHERE " IN_USE
		                       " GROUP BY 1, 2",
		                       numbers, 2, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &more, msg)) == SOC_OK && more) {
		const int64_t from = sqlite3_column_int64(stmt, 0), to = sqlite3_column_int64(stmt, 1);
		if (from >= 0 && from < n && to >= 0 && to < n)
			sum[from][to] = sqlite3_column_double(stmt, 2) / r->replicates;
	}
	sqlite3_finalize(stmt);
	for (int i = 0; i < n && err == SOC_OK; i++) {
		json_t *row = json_array();
		err = soc_report_append(matrix, row, msg);
		for (int j = 0; j < n && err == SOC_OK; j++)
			err = soc_report_append(row, soc_report_real(sum[i][j]), msg);
	}
	return err;
}

/* The place of a replicate among those shown, or -1. */
static int position(const struct soc_report *r, int64_t replicate)
{
	for (int k = 0; k < r->replicates; k++)
		if (r->replicate[k] == replicate)
			return k;
	return -1;
}

/* One month more, with the shares of the month before: nothing is decided in it until a row says so. */
static enum soc_err add_month(struct soc_report *r, json_t *months, struct soc_msg *msg)
{
	const size_t before = json_array_size(months);
	json_t *row = json_array();
	enum soc_err err = soc_report_append(months, row, msg);
	for (int k = 0; k < r->replicates && err == SOC_OK; k++) {
		const double share =
			before == 0 ? 1.0
						: json_real_value(json_array_get(json_array_get(months, before - 1), (size_t)k));
		err = soc_report_append(row, json_real(share), msg);
	}
	return err;
}

/* Of the cases of a kind the share still undecided after 0, 1, ... months of waiting, for each replicate. */
static enum soc_err add_kind(struct soc_report *r, json_t *undecided, const char *kind, struct soc_msg *msg)
{
	const int64_t numbers[1] = { r->partial };
	sqlite3_stmt *stmt = NULL;
	json_t *months = json_array();
	int more = 0;
	enum soc_err err = soc_report_set(undecided, kind, months, msg);
	if (err == SOC_OK)
		err = soc_result_query(
			r->result,
			"SELECT replicate, wait_months, undecided FROM waiting_curve WHERE replicate IN "
			"(SELECT replicate FROM replicates WHERE partial = ?1) AND kind = ?2 ORDER BY 2, 1",
			numbers, 1, &stmt, msg);
	if (err == SOC_OK)
		sqlite3_bind_text(stmt, 2, kind, -1, SQLITE_STATIC);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &more, msg)) == SOC_OK && more) {
		const int k = position(r, sqlite3_column_int64(stmt, 0));
		const int64_t wait = sqlite3_column_int64(stmt, 1);
		while (err == SOC_OK && (int64_t)json_array_size(months) <= wait && wait < SOC_WAIT_BUCKETS)
			err = add_month(r, months, msg);
		if (err == SOC_OK && k >= 0 && wait >= 0 && wait < SOC_WAIT_BUCKETS)
			json_real_set(json_array_get(json_array_get(months, (size_t)wait), (size_t)k),
			              sqlite3_column_double(stmt, 2));
	}
	sqlite3_finalize(stmt);
	return err;
}

static json_t *range_end(sqlite3_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt, column) == SQLITE_NULL
	           ? json_null()
	           : soc_report_real(sqlite3_column_double(stmt, column));
}

static enum soc_err add_assumptions(struct soc_report *r, struct soc_msg *msg)
{
	static const char *const keys[6] = { "key", "value", "unit", "meaning", "source", "origin" };
	sqlite3_stmt *stmt = NULL;
	json_t *rows = json_array();
	int more = 0;
	enum soc_err err = soc_report_set(r->doc, "assumptions", rows, msg);
	if (err == SOC_OK)
		err = soc_result_query(r->result,
		                       "SELECT key, value, unit, meaning, source, origin, low, high, assumption FROM "
		                       "parameters ORDER BY idx",
		                       NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &more, msg)) == SOC_OK && more) {
		json_t *row = json_object();
		err = soc_report_append(rows, row, msg);
		for (int c = 0; c < 6 && err == SOC_OK; c++)
			err = soc_report_set(row, keys[c], soc_report_text((const char *)sqlite3_column_text(stmt, c)),
			                     msg);
		if (err == SOC_OK)
			err = soc_report_set(row, "low", range_end(stmt, 6), msg);
		if (err == SOC_OK)
			err = soc_report_set(row, "high", range_end(stmt, 7), msg);
		if (err == SOC_OK)
			err = soc_report_set(row, "assumption", json_boolean(sqlite3_column_int(stmt, 8) != 0), msg);
	}
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_report_flows(struct soc_report *r, struct soc_msg *msg)
{
	json_t *undecided = json_object();
	enum soc_err err = soc_report_set(r->doc, "undecided", undecided, msg);
	if (err == SOC_OK)
		err = add_transitions(r, msg);
	if (err == SOC_OK)
		err = add_kind(r, undecided, "appeal", msg);
	if (err == SOC_OK)
		err = add_kind(r, undecided, "review", msg);
	return err == SOC_OK ? add_assumptions(r, msg) : err;
}
