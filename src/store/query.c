/* Small questions to a results file that has been opened. */
#include "store/reader.h"

#include "base/noun.h"
#include "input/bind/resolved.h"
#include "socred/scenario.h"
#include "store/sql.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum soc_err soc_result_query(struct soc_result *r, const char *sql, const int64_t *numbers, int count,
                              sqlite3_stmt **out, struct soc_msg *msg)
{
	enum soc_err err = soc_sql_prepare(r->db, sql, out, SOC_ERR_RESULTS, msg);
	if (err == SOC_ERR_RESULTS && soc_result_is_theory(r)) /* a table that only a run has */
		return soc_result_refuse_theory(r, msg);
	for (int i = 0; i < count && err == SOC_OK; i++)
		sqlite3_bind_int64(*out, 1 + i, numbers[i]);
	return err;
}

enum soc_err soc_result_next(struct soc_result *r, sqlite3_stmt *stmt, int *row, struct soc_msg *msg)
{
	int rc = sqlite3_step(stmt);
	*row = rc == SQLITE_ROW;
	if (rc == SQLITE_ROW || rc == SQLITE_DONE)
		return SOC_OK;
	return soc_sql_fail(r->db, rc, SOC_ERR_RESULTS, "reading the results file", msg);
}

enum soc_err soc_result_real(struct soc_result *r, const char *sql, const int64_t *numbers, int count,
                             double *out, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r, sql, numbers, count, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	if (err == SOC_OK)
		*out = row && sqlite3_column_type(stmt, 0) != SQLITE_NULL ? sqlite3_column_double(stmt, 0) : NAN;
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_result_meta(struct soc_result *r, const char *key, char *out, size_t room,
                             struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r, "SELECT value FROM meta WHERE key = ?", NULL, 0, &stmt, msg);
	if (err == SOC_OK) {
		sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
		err = soc_result_next(r, stmt, &row, msg);
	}
	const int there = row && sqlite3_column_type(stmt, 0) != SQLITE_NULL;
	const char *value = there ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	if (err == SOC_OK && there && value == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read the results");
	if (err == SOC_OK)
		snprintf(out, room, "%s", value != NULL ? value : "");
	sqlite3_finalize(stmt);
	return err;
}

/* ---- fields ---- */
static uint32_t unpack(const uint8_t *at, int bytes)
{
	uint32_t value = 0;
	for (int i = 0; i < bytes; i++)
		value |= (uint32_t)at[i] << 8 * i;
	return value;
}

static void unpack_field(const uint8_t *at, struct soc_field *f)
{
#define UNPACK(bits, first, count)                      \
	for (int i = 0; i < (count); i++, at += (bits) / 8) \
		(&f->first)[i] = (uint##bits##_t)unpack(at, (bits) / 8);
	SOC_FIELD_NUMBERS(UNPACK)
#undef UNPACK
	f->attention = 0;
}

/* Results that keep no fields at all were asked for none; those that lack a month are not whole. */
static enum soc_err fields_lacking(struct soc_result *r, int64_t replicate, int64_t month,
                                   struct soc_msg *msg)
{
	double rows = 0.0;
	const enum soc_err err = soc_result_real(r, "SELECT count(*) FROM fields", NULL, 0, &rows, msg);
	if (err != SOC_OK)
		return err;
	if (rows > 0.0)
		return soc_fail(msg, SOC_ERR_RESULTS, "the results hold no fields of month %lld of replicate %lld",
		                (long long)month, (long long)replicate);
	return soc_fail(msg, SOC_ERR_USAGE, "%s", SOC_RESULT_NO_FIELDS);
}

/* Attention has a table of its own, with rows where the module is on. */
static enum soc_err read_attention(struct soc_result *r, int64_t replicate, int64_t month,
                                   struct soc_field *out, int64_t places, struct soc_msg *msg)
{
	const int64_t key[2] = { replicate, month };
	sqlite3_stmt *stmt = NULL;
	int64_t have = 0;
	int row = 0;
	enum soc_err err = soc_result_query(r,
	                                    "SELECT place, attention FROM attention_by_place "
	                                    "WHERE replicate = ? AND month = ? ORDER BY place",
	                                    key, 2, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	while (err == SOC_OK && row) {
		const int64_t attention = sqlite3_column_int64(stmt, 1);
		if (have >= places || sqlite3_column_int64(stmt, 0) != have || attention < 0 ||
		    attention > (int64_t)SOC_ATTENTION_HIGHEST * SOC_ONE16)
			err = soc_fail(msg, SOC_ERR_RESULTS,
			               "attention_by_place of month %lld of replicate %lld holds what no run writes",
			               (long long)month, (long long)replicate);
		else
			out[have++].attention = (uint32_t)attention;
		if (err == SOC_OK)
			err = soc_result_next(r, stmt, &row, msg);
	}
	if (err == SOC_OK && have > 0 && have != places)
		err = soc_fail(msg, SOC_ERR_RESULTS, "the results keep the attention of %lld %s, not %lld",
		               (long long)have, soc_noun((double)have, "place", "places"), (long long)places);
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_result_fields(struct soc_result *r, int64_t replicate, int64_t month, struct soc_field *out,
                               int64_t places, struct soc_msg *msg)
{
	const int64_t key[2] = { replicate, month };
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	soc_result_begin(r);
	enum soc_err err =
		soc_result_query(r, "SELECT data FROM fields WHERE replicate = ? AND month = ?", key, 2, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	const uint8_t *data = row ? sqlite3_column_blob(stmt, 0) : NULL;
	const int64_t have = data != NULL ? sqlite3_column_bytes(stmt, 0) / SOC_FIELD_BYTES : 0;
	if (err == SOC_OK && data == NULL)
		err = fields_lacking(r, replicate, month, msg);
	else if (err == SOC_OK && have != places)
		err = soc_fail(msg, SOC_ERR_RESULTS, "the results keep fields of %lld %s, not %lld", (long long)have,
		               soc_noun((double)have, "place", "places"), (long long)places);
	for (int64_t p = 0; p < places && err == SOC_OK; p++)
		unpack_field(data + p * SOC_FIELD_BYTES, &out[p]);
	sqlite3_finalize(stmt);
	return err == SOC_OK ? read_attention(r, replicate, month, out, places, msg) : err;
}

/* ---- the scenario ---- */
enum soc_err soc_result_scenario(struct soc_result *r, struct soc_scenario **out, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	soc_result_begin(r);
	enum soc_err err = soc_result_query(r, "SELECT yaml FROM scenario", NULL, 0, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	const char *yaml = row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	if (err == SOC_OK && yaml == NULL)
		err = soc_fail(msg, SOC_ERR_RESULTS, "the results hold no scenario");
	if (err == SOC_OK)
		err = soc_scenario_read_text(yaml, (size_t)sqlite3_column_bytes(stmt, 0),
		                             "the scenario in the results", NULL, NULL, 0, out, NULL, msg);
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_result_scenario_kept(struct soc_result *r, const struct soc_scenario **out,
                                      struct soc_msg *msg)
{
	const enum soc_err err = r->scenario == NULL ? soc_result_scenario(r, &r->scenario, msg) : SOC_OK;
	if (err == SOC_OK)
		*out = r->scenario;
	return err;
}

/* ---- what the results are of ---- */
enum soc_err soc_result_is_partial(struct soc_result *r, int *partial, struct soc_msg *msg)
{
	char interrupted[8] = "";
	soc_result_begin(r);
	enum soc_err err = soc_result_meta(r, "interrupted", interrupted, sizeof interrupted, msg);
	if (err == SOC_OK)
		*partial = strcmp(interrupted, "0") != 0;
	return err;
}

enum soc_err soc_result_is_of_scenario(struct soc_result *r, const struct soc_scenario *scenario, int *of,
                                       struct soc_msg *msg)
{
	char version[64] = "";
	int partial = 1, row = 0;
	sqlite3_stmt *stmt = NULL;
	enum soc_err err = soc_result_is_partial(r, &partial, msg);
	if (err == SOC_OK)
		err = soc_result_meta(r, "version", version, sizeof version, msg);
	if (err == SOC_OK)
		err = soc_result_query(r, "SELECT yaml FROM scenario", NULL, 0, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	const char *stored = err == SOC_OK && row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	char *wanted = err == SOC_OK ? soc_resolved_for_results(scenario) : NULL;
	if (err == SOC_OK && wanted == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the resolved scenario");
	if (err == SOC_OK)
		*of = !partial && strcmp(version, SOC_VERSION) == 0 && stored != NULL && strcmp(stored, wanted) == 0;
	soc_text_free(wanted);
	sqlite3_finalize(stmt);
	return err;
}
