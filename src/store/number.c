/* One number of a table or view. */
#include "store/reader.h"

#include <math.h>
#include <string.h>

/* What a table or view has of the columns that select its rows. */
struct axes {
	int month, period, replicate, column;
};

static enum soc_err read_axes(struct soc_result *r, const char *table, const char *column, struct axes *out,
                              struct soc_msg *msg)
{
	struct axes a = { 0 };
	char sql[128];
	sqlite3_snprintf(sizeof sql, sql, "SELECT * FROM %s LIMIT 0", table);
	sqlite3_stmt *stmt = NULL;
	enum soc_err err = soc_result_query(r, sql, NULL, 0, &stmt, msg);
	for (int i = 0; err == SOC_OK && i < sqlite3_column_count(stmt); i++) {
		const char *name = sqlite3_column_name(stmt, i);
		if (name == NULL)
			continue;
		a.month |= strcmp(name, "month") == 0;
		a.period |= strcmp(name, "period") == 0;
		a.replicate |= strcmp(name, "replicate") == 0;
		a.column |= strcmp(name, column) == 0;
	}
	sqlite3_finalize(stmt);
	if (err == SOC_OK && !a.column)
		err = soc_fail(msg, SOC_ERR_USAGE, "%s has no column \"%.100s\"", table, column);
	*out = a;
	return err;
}

enum soc_err soc_result_find(const struct soc_result *r, const char *table, const struct soc_table **out,
                             struct soc_msg *msg)
{
	*out = soc_schema_find(r->schema, table);
	if (*out != NULL)
		return SOC_OK;
	const struct soc_table *near = soc_schema_suggestion(r->schema, table);
	if (near != NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "the results have no table or view \"%.100s\"; did you mean %s?",
		                table, near->name);
	return soc_fail(msg, SOC_ERR_USAGE,
	                "the results have no table or view \"%.100s\"; leave the name out to see the list",
	                table);
}

enum soc_err soc_result_settle_month(struct soc_result *r, int64_t *month, struct soc_msg *msg)
{
	double months;
	enum soc_err err =
		soc_result_real(r, "SELECT min(months_finished) FROM replicates", NULL, 0, &months, msg);
	if (err != SOC_OK)
		return err;
	if (*month == -1)
		*month = (int64_t)months - 1;
	if (*month < 0 || *month >= (int64_t)months)
		return soc_fail(msg, SOC_ERR_USAGE, "there is no month %lld; the run has months 0 to %.0f",
		                (long long)*month, months - 1);
	return SOC_OK;
}

enum soc_err soc_result_settle_replicate(struct soc_result *r, int64_t replicate, double *count,
                                         struct soc_msg *msg)
{
	enum soc_err err = soc_result_real(r, "SELECT count(*) FROM replicates", NULL, 0, count, msg);
	if (err == SOC_OK && (replicate < -1 || replicate >= (int64_t)*count))
		err = soc_fail(msg, SOC_ERR_USAGE, "there is no replicate %lld; the results have 0 to %.0f",
		               (long long)replicate, *count - 1);
	return err;
}

static const char *time_condition(const struct axes *a)
{
	if (a->month)
		return "month = ?1";
	if (a->period)
		return "period = (SELECT min(period) FROM periods WHERE last_month >= ?1)";
	return "?1 = ?1";
}

enum soc_err soc_result_number(struct soc_result *r, const char *table, const char *column, int64_t month,
                               int64_t replicate, double *out, struct soc_msg *msg)
{
	const struct soc_table *t;
	struct axes a;
	double replicates = 1, sum;
	soc_result_begin(r);
	enum soc_err err = soc_result_find(r, table, &t, msg);
	if (err == SOC_OK)
		err = read_axes(r, t->name, column, &a, msg);
	if (err == SOC_OK && (a.month || a.period))
		err = soc_result_settle_month(r, &month, msg);
	if (err == SOC_OK && a.replicate)
		err = soc_result_settle_replicate(r, replicate, &replicates, msg);
	if (err != SOC_OK)
		return err;
	char sql[512];
	sqlite3_snprintf(
		sizeof sql, sql,
		"SELECT sum(\"%w\"), max(typeof(\"%w\") NOT IN ('integer', 'real', 'null')) FROM %s WHERE %s AND %s",
		column, column, t->name, time_condition(&a),
		a.replicate && replicate >= 0 ? "replicate = ?2" : "?2 = ?2");
	const int64_t numbers[2] = { month, replicate };
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	err = soc_result_query(r, sql, numbers, 2, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	if (err == SOC_OK && sqlite3_column_int(stmt, 1))
		err = soc_fail(msg, SOC_ERR_USAGE, "column %s of %s holds text, not numbers", column, t->name);
	sum = err == SOC_OK ? sqlite3_column_double(stmt, 0) : 0;
	sqlite3_finalize(stmt);
	if (err == SOC_OK)
		*out = a.replicate && replicate < 0 ? sum / replicates : sum;
	return err;
}
