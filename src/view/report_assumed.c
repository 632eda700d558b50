/* The interval over assumptions: of each statistic that has one, and what decides it. */
#include "view/report.h"

#include "analysis/assessed.h"
#include "analysis/assumed.h"
#include "analysis/summaries.h"

#include <string.h>

/* What the headline calls it; its name where it is none of this version's. */
static const char *label_of(const char *name)
{
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++)
		if (strcmp(soc_statistics[i].name, name) == 0)
			return soc_statistics[i].label;
	for (int m = 0; m < SOC_MODULES; m++)
		for (int i = 0; i < soc_modules[m]->summaries_count; i++)
			if (strcmp(soc_modules[m]->summaries[i].name, name) == 0)
				return soc_modules[m]->summaries[i].label;
	return name;
}

static json_t *real(sqlite3_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt, column) == SQLITE_NULL
	           ? json_null()
	           : soc_report_real(sqlite3_column_double(stmt, column));
}

static const char *text(sqlite3_stmt *stmt, int column)
{
	const char *value = (const char *)sqlite3_column_text(stmt, column);
	return value != NULL ? value : "";
}

static enum soc_err add_intervals(struct soc_report *r, json_t *all, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	char own[SOC_WORDS_TEXT];
	int row = 0;
	enum soc_err err = soc_result_query(
		r->result,
		"SELECT statistic, shipped, low, median, high, points FROM assumption_intervals ORDER BY statistic",
		NULL, 0, &stmt, msg);
	/* What forms of assessments alone ask for is told in them; rates of groups stand apart. */
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &row, msg)) == SOC_OK && row)
		if (soc_assessed_formula(text(stmt, 0)) == NULL && strchr(text(stmt, 0), '[') == NULL)
			err = soc_report_append(
				all,
				json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:I}", "name", soc_report_text(text(stmt, 0)),
			              "label",
			              soc_report_text(soc_words_own(&r->words, label_of(text(stmt, 0)), own, sizeof own)),
			              "shipped", real(stmt, 1), "low", real(stmt, 2), "median", real(stmt, 3), "high",
			              real(stmt, 4), "points", (json_int_t)sqlite3_column_int64(stmt, 5)),
				msg);
	sqlite3_finalize(stmt);
	return err;
}

/* Rates of groups and their ratios, by the names that `socred fairness` reads: what the page divides by. */
static enum soc_err add_rates(struct soc_report *r, json_t *all, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err =
		soc_result_query(r->result,
	                     "SELECT statistic, low, high FROM assumption_intervals WHERE "
	                     "statistic LIKE '%[%' AND statistic NOT LIKE '%]-[%' ORDER BY statistic",
	                     NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &row, msg)) == SOC_OK && row)
		err = soc_report_append(all,
		                        json_pack("{s:o, s:o, s:o}", "name", soc_report_text(text(stmt, 0)), "low",
		                                  real(stmt, 1), "high", real(stmt, 2)),
		                        msg);
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err add_ranks(struct soc_report *r, json_t *all, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r->result,
	                                    "SELECT statistic, key, correlation, low, high FROM assumption_ranks "
	                                    "ORDER BY statistic, place",
	                                    NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &row, msg)) == SOC_OK && row)
		if (soc_assessed_formula(text(stmt, 0)) == NULL)
			err = soc_report_append(all,
			                        json_pack("{s:o, s:o, s:o, s:o, s:o}", "statistic",
			                                  soc_report_text(text(stmt, 0)), "key",
			                                  soc_report_text(text(stmt, 1)), "correlation", real(stmt, 2),
			                                  "low", real(stmt, 3), "high", real(stmt, 4)),
			                        msg);
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_report_assumed(struct soc_report *r, struct soc_msg *msg)
{
	struct soc_assumed_facts facts;
	enum soc_err err = soc_assumed_facts_read(r->result, &facts, msg);
	if (err != SOC_OK || facts.points == 0)
		return err == SOC_OK ? soc_report_set(r->doc, "assumed", json_null(), msg) : err;
	json_t *intervals = json_array(), *rates = json_array(), *ranks = json_array();
	err =
		soc_report_set(r->doc, "assumed",
	                   json_pack("{s:I, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:o}", "points",
	                             (json_int_t)facts.points, "posterior", (int)facts.posterior, "varied",
	                             (json_int_t)facts.varied, "ranged", (json_int_t)facts.ranged, "drawn_in",
	                             (json_int_t)facts.drawn_in, "refused", (json_int_t)facts.refused, "persons",
	                             (json_int_t)facts.persons, "replicates", (json_int_t)facts.replicates,
	                             "intervals", intervals, "rates", rates, "ranks", ranks),
	                   msg);
	if (err == SOC_OK)
		err = add_intervals(r, intervals, msg);
	if (err == SOC_OK)
		err = add_rates(r, rates, msg);
	return err == SOC_OK ? add_ranks(r, ranks, msg) : err;
}
