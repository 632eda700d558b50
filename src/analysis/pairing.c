#include "analysis/pairing.h"

#include "analysis/statistics.h"
#include "base/noun.h"
#include "input/schema/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define VALUE_MAX 512
#define NAME_LENGTH 96

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
static enum soc_err same_told(struct both *p, const char *key, const char *name, const char *consequence,
                              struct soc_msg *msg)
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
		               name, value[0], value[1], consequence);
	return err;
}

static enum soc_err same_meta(struct both *p, const char *key, const char *consequence, struct soc_msg *msg)
{
	return same_told(p, key, key, consequence, msg);
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

/* Which provinces were built, in the order of the census: how the scenario lists them is no part of the
 * people. */
static enum soc_err provinces_of(struct soc_result *r, char out[VALUE_MAX], struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(
		r, "SELECT group_concat(code) FROM (SELECT code FROM regions ORDER BY code)", NULL, 0, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	const char *codes = row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	if (err == SOC_OK)
		snprintf(out, VALUE_MAX, "%s", codes != NULL ? codes : "");
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err same_provinces(struct both *p, struct soc_msg *msg)
{
	char codes[2][VALUE_MAX], value[2][VALUE_MAX];
	enum soc_err err = SOC_OK;
	for (int i = 0; i < 2 && err == SOC_OK; i++) {
		err = provinces_of(p->side[i], codes[i], msg);
		if (err == SOC_OK)
			err = parameter(p->side[i], "people.provinces", value[i], msg);
	}
	if (err == SOC_OK && strcmp(codes[0], codes[1]) != 0)
		err = soc_fail(
			msg, SOC_ERR_USAGE,
			"these runs are not paired: people.provinces is %.100s in the first and %.100s in the second: "
			"they have other people",
			value[0], value[1]);
	return err;
}

static enum soc_err same_people(struct both *p, struct soc_msg *msg)
{
	static const char *const people[] = { "persons", "census_persons", "households", "communities" };
	enum soc_err err = same_meta(p, "seed", "they have other random numbers", msg);
	/* The population before its parts: provinces of another one are other provinces whatever they are called.
	 */
	if (err == SOC_OK)
		err =
			same_told(p, "data", "the population (people.data or population)", "they have other people", msg);
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
		err =
			soc_fail(msg, SOC_ERR_USAGE, "no month \"%.40s\" that both runs have finished; allowed: %s to %s",
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
		            "The runs have %.0f and %.0f replicates: the first %d of both %s compared.\n",
		            replicates[0], replicates[1], out->replicates, soc_noun(out->replicates, "is", "are"));
	if (months[0] != months[1] && date == NULL)
		soc_buf_puts(&out->notes,
		             "A run was stopped: the statistics are of the months that both have finished.\n");
	return find_month(p, date, (int64_t)fmin(months[0], months[1]), out, msg);
}

/* ---- what may differ, and what of it parts the random numbers ---- */
static void note_values(struct soc_pairing *out, const char *key, const char *a, const char *b)
{
	out->are_draws_parted = 1;
	soc_buf_add(&out->notes,
	            "%s is %s and %s: people do other things in the two runs, whatever the regime.\n", key, a, b);
}

static enum soc_err note_difference(struct both *p, const char *key, struct soc_pairing *out,
                                    struct soc_msg *msg)
{
	char value[2][VALUE_MAX], plain[128];
	enum soc_err err = SOC_OK;
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = parameter(p->side[i], key, value[i], msg);
	snprintf(plain, sizeof plain, "%s", key);
	make_plain(plain);
	if (err == SOC_OK && strcmp(value[0], value[1]) != 0)
		note_values(out, plain, value[0], value[1]);
	return err;
}

/* The classes of events for which candidates are drawn, with what they are drawn for: the highest rate of the
 * run. A class whose rate is 0 throughout takes no draw and is left out. */
struct drawn {
	char name[SOC_EVENTS_MAX][NAME_LENGTH], rate[SOC_EVENTS_MAX][NAME_LENGTH];
	int count;
};

#define DRAWN                                                                                                \
	"SELECT name, value FROM (SELECT n.idx, n.name, p.value, max(CAST(p.value AS REAL)) AS highest FROM "    \
	"names n JOIN parameters p ON p.key = 'events.' || n.name || '.rate_per_year' OR p.key LIKE "            \
	"'timeline.%.set.events.' || n.name || '.rate_per_year' WHERE n.kind = 'event' GROUP BY n.idx, n.name) " \
	"WHERE highest > 0 ORDER BY idx"

static enum soc_err read_drawn(struct soc_result *r, struct drawn *d, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r, DRAWN, NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r, stmt, &row, msg)) == SOC_OK && row &&
	       d->count < SOC_EVENTS_MAX) {
		const char *name = (const char *)sqlite3_column_text(stmt, 0);
		const char *rate = (const char *)sqlite3_column_text(stmt, 1);
		snprintf(d->name[d->count], NAME_LENGTH, "%s", name != NULL ? name : "");
		snprintf(d->rate[d->count], NAME_LENGTH, "%s", rate != NULL ? rate : "");
		make_plain(d->name[d->count]);
		make_plain(d->rate[d->count++]);
	}
	sqlite3_finalize(stmt);
	return err;
}

static int place_of(const struct drawn *d, const char *name)
{
	for (int k = 0; k < d->count; k++)
		if (strcmp(d->name[k], name) == 0)
			return k;
	return -1;
}

/* A class on one side alone is told whichever side that is. Each class has random numbers of its own: the
 * others keep theirs. */
static void note_alone(const struct drawn *d, const struct drawn *other, const char *side,
                       struct soc_pairing *out)
{
	for (int k = 0; k < d->count; k++)
		if (place_of(other, d->name[k]) < 0)
			soc_buf_add(&out->notes,
			            "events.%s happens in the %s run alone; what else happens has the same random "
			            "numbers in both.\n",
			            d->name[k], side);
}

/* Traits of each class that its candidates are drawn by, beside the rate. */
static enum soc_err note_class(struct both *p, const char *name, struct soc_pairing *out, struct soc_msg *msg)
{
	static const char *const traits[] = { "kind",        "driven_by",    "needs_loan", "male_ratio",
		                                  "urban_ratio", "income_slope", "age",        "exponent" };
	enum soc_err err = SOC_OK;
	for (size_t i = 0; i < sizeof traits / sizeof traits[0] && err == SOC_OK; i++) {
		char key[2 * NAME_LENGTH];
		snprintf(key, sizeof key, "events.%.95s.%s", name, traits[i]);
		err = note_difference(p, key, out, msg);
	}
	return err;
}

static enum soc_err note_classes(struct both *p, struct soc_pairing *out, struct soc_msg *msg)
{
	struct drawn d[2] = { { .count = 0 }, { .count = 0 } };
	enum soc_err err = read_drawn(p->side[0], &d[0], msg);
	if (err == SOC_OK)
		err = read_drawn(p->side[1], &d[1], msg);
	if (err != SOC_OK)
		return err;
	note_alone(&d[0], &d[1], "first", out);
	note_alone(&d[1], &d[0], "second", out);
	for (int k = 0; k < d[0].count && err == SOC_OK; k++) {
		const int there = place_of(&d[1], d[0].name[k]);
		if (there < 0)
			continue;
		if (strcmp(d[0].rate[k], d[1].rate[there]) != 0)
			soc_buf_add(&out->notes,
			            "events.%s.rate_per_year is %s and %s: the higher rate has the events of the lower, "
			            "and more.\n",
			            d[0].name[k], d[0].rate[k], d[1].rate[there]);
		err = note_class(p, d[0].name[k], out, msg);
	}
	return err;
}

/* What people are, and do with no regime at all. Of society, kinship, names, labels and groups matter to the
 * regime alone: the people and their random numbers are the same (docs/guide/compare.md, what breaks the
 * pairing). */
static enum soc_err note_draws(struct both *p, struct soc_pairing *out, struct soc_msg *msg)
{
	static const char *const keys[] = {
		"conduct.multiplier_max", "society.proneness_shape",    "society.helpfulness_shape",
		"society.income_gini",    "society.urban_income_ratio", "society.executive_share",
		"society.official_share", "society.employed_share",     "society.borrower_share",
		"income.enabled",         "income.persistence",         "income.year",
	};
	size_t count = sizeof keys / sizeof keys[0];
	char followed[VALUE_MAX] = "";
	enum soc_err err = parameter(p->side[0], "income.enabled", followed, msg);
	if (strcmp(followed, "true") != 0)
		count -= 2; /* how incomes move, where they are not followed in both */
	for (size_t i = 0; i < count && err == SOC_OK; i++)
		err = note_difference(p, keys[i], out, msg);
	return err == SOC_OK ? note_classes(p, out, msg) : err;
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
		err = note_draws(&p, out, msg);
	if (err == SOC_OK && out->notes.failed)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare two runs");
	if (err != SOC_OK)
		soc_buf_release(&out->notes);
	return err;
}
