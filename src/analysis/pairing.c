#include "analysis/pairing.h"

#include "analysis/figures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define VALUE_MAX 512

struct both {
	struct soc_result *side[2];
};

/* The file may be of any hand: its short texts are made plain before they are told. */
static void make_plain(char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			*text = '?';
}

/* ---- what must be the same ---- */
static enum soc_err same_meta(struct both *p, const char *key, const char *consequence, struct soc_msg *msg)
{
	char value[2][VALUE_MAX];
	enum soc_err err = SOC_OK;
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = soc_result_meta(p->side[i], key, value[i], sizeof value[i], msg);
	if (err != SOC_OK)
		return err;
	make_plain(value[0]);
	make_plain(value[1]);
	if (strcmp(value[0], value[1]) != 0)
		err = soc_fail(msg, SOC_ERR_USAGE,
		               "these runs are not paired: %s is %.100s in the first and %.100s in the second: %s",
		               key, value[0], value[1], consequence);
	return err;
}

static enum soc_err parameter(struct soc_result *r, const char *key, char out[VALUE_MAX], struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r, "SELECT value FROM parameters WHERE key = ?", NULL, 0, &stmt, msg);
	if (err == SOC_OK) {
		sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
		err = soc_result_next(r, stmt, &row, msg);
	}
	const char *value = row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	if (err == SOC_OK) {
		snprintf(out, VALUE_MAX, "%s", value != NULL ? value : "missing");
		make_plain(out);
	}
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err same_provinces(struct both *p, struct soc_msg *msg)
{
	char value[2][VALUE_MAX];
	enum soc_err err = SOC_OK;
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = parameter(p->side[i], "people.provinces", value[i], msg);
	if (err == SOC_OK && strcmp(value[0], value[1]) != 0)
		err = soc_fail(
			msg, SOC_ERR_USAGE,
			"these runs are not paired: people.provinces is %.100s in the first and %.100s in the second: "
			"they have other people",
			value[0], value[1]);
	return err;
}

static enum soc_err same_people(struct both *p, struct soc_msg *msg)
{
	static const char *const people[] = { "persons", "data", "census_persons", "households", "communities" };
	enum soc_err err = same_meta(p, "seed", "they have other luck", msg);
	if (err == SOC_OK)
		err = same_provinces(p, msg);
	for (size_t i = 0; i < sizeof people / sizeof people[0] && err == SOC_OK; i++)
		err = same_meta(p, people[i], "they have other people", msg);
	return err;
}

/* ---- the months ---- */
static enum soc_err finished(struct soc_result *r, double *replicates, double *months, struct soc_msg *msg)
{
	enum soc_err err = soc_result_real(r, "SELECT count(*) FROM replicates", NULL, 0, replicates, msg);
	return err == SOC_OK
	           ? soc_result_real(r, "SELECT min(months_finished) FROM replicates", NULL, 0, months, msg)
	           : err;
}

static enum soc_err date_of(struct soc_result *r, int64_t month, char out[16], struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r, "SELECT date FROM months WHERE month = ?", &month, 1, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	const char *date = row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	if (err == SOC_OK) {
		snprintf(out, 16, "%.15s", date != NULL ? date : "");
		make_plain(out);
	}
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err find_month(struct both *p, const char *date, int64_t months, struct soc_pairing *out,
                               struct soc_msg *msg)
{
	char first[16] = "";
	enum soc_err err = date_of(p->side[0], 0, first, msg);
	for (int64_t m = 0; err == SOC_OK && m < months; m++) {
		err = date_of(p->side[0], m, out->last_date, msg);
		out->last_month = m;
		if (err == SOC_OK && date != NULL && strcmp(date, out->last_date) == 0)
			return SOC_OK;
	}
	if (err == SOC_OK && date != NULL)
		err = soc_fail(msg, SOC_ERR_USAGE, "no month '%.40s' that both runs have finished; allowed: %s to %s",
		               date, first, out->last_date);
	return err;
}

static enum soc_err same_span(struct both *p, const char *date, struct soc_pairing *out, struct soc_msg *msg)
{
	double replicates[2], months[2];
	enum soc_err err = same_meta(p, "first_month", "they have other months", msg);
	if (err == SOC_OK && date == NULL)
		err = same_meta(p, "last_month", "name a month that both have with --month", msg);
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = finished(p->side[i], &replicates[i], &months[i], msg);
	if (err != SOC_OK)
		return err;
	out->replicates = (int)fmin(replicates[0], replicates[1]);
	if (replicates[0] != replicates[1])
		soc_buf_add(&out->notes,
		            "The runs have %.0f and %.0f replicates: the first %d of both are compared.\n",
		            replicates[0], replicates[1], out->replicates);
	if (months[0] != months[1] && date == NULL)
		soc_buf_puts(&out->notes,
		             "A run was stopped: the figures are of the months that both have finished.\n");
	return find_month(p, date, (int64_t)fmin(months[0], months[1]), out, msg);
}

/* ---- what may differ, but parts the luck ---- */
static enum soc_err note_difference(struct both *p, const char *key, struct soc_pairing *out,
                                    struct soc_msg *msg)
{
	char value[2][VALUE_MAX];
	enum soc_err err = SOC_OK;
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = parameter(p->side[i], key, value[i], msg);
	if (err != SOC_OK || strcmp(value[0], value[1]) == 0)
		return err;
	char plain[128];
	snprintf(plain, sizeof plain, "%s", key);
	make_plain(plain);
	soc_buf_add(&out->notes,
	            "%s is %s and %s: people do other things in the two runs, whatever the regime.\n", plain,
	            value[0], value[1]);
	return SOC_OK;
}

/* Traits of people and the rates for which candidates are drawn (docs/guide/compare.md, what breaks the
 * pairing). */
#define PARTS_LUCK                                                                                          \
	"SELECT key FROM parameters WHERE key = 'conduct.multiplier_max' OR key LIKE 'society.%' OR (key LIKE " \
	"'events.%' AND ("                                                                                      \
	"key LIKE '%.rate_per_year' OR key LIKE '%.male_ratio' OR key LIKE '%.urban_ratio' OR key LIKE "        \
	"'%.income_slope' OR "                                                                                  \
	"key LIKE '%.age' OR key LIKE '%.exponent' OR key LIKE '%.driven_by' OR key LIKE '%.needs_loan')) "     \
	"ORDER BY idx"

static enum soc_err note_luck(struct both *p, struct soc_pairing *out, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(p->side[0], PARTS_LUCK, NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(p->side[0], stmt, &row, msg)) == SOC_OK && row) {
		const char *key = (const char *)sqlite3_column_text(stmt, 0);
		if (key != NULL)
			err = note_difference(p, key, out, msg);
	}
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_pairing_check(struct soc_result *a, struct soc_result *b, const char *date,
                               struct soc_pairing *out, struct soc_msg *msg)
{
	struct both p = { { a, b } };
	*out = (struct soc_pairing){ 0 };
	soc_result_begin(a);
	soc_result_begin(b);
	enum soc_err err = same_people(&p, msg);
	if (err == SOC_OK)
		err = same_span(&p, date, out, msg);
	if (err == SOC_OK)
		err = note_luck(&p, out, msg);
	if (err == SOC_OK && out->notes.failed)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare two runs");
	if (err != SOC_OK)
		soc_buf_release(&out->notes);
	return err;
}
