#include "analysis/divisions.h"

#include "base/mem.h"
#include "base/suggestion.h"
#include "model/indicators/module_counts.h"
#include "model/modules/counters.h"
#include "run/replay.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SQL_ROOM 2048

static const char *const everybody[] = { "everybody" };
static const char *const sexes[] = { "women", "men" };
/* The bands of soc_population_age_band. */
static const char *const ages[] = { "0 to 17", "18 to 29", "30 to 44", "45 to 59", "60 and over" };

const struct soc_division soc_divisions[SOC_DIVISIONS] = {
	[SOC_DIVISION_EVERYBODY] = { "everybody", "0", NULL, everybody, 1 },
	[SOC_DIVISION_GROUP] = { "group", "grp", "group", NULL, 0 },
	[SOC_DIVISION_STRATUM] = { "stratum", "urban", "stratum", NULL, 0 },
	[SOC_DIVISION_QUINTILE] = { "quintile", "income_quintile", "quintile", NULL, 0 },
	[SOC_DIVISION_CLASS] = { "class", "person_class", "person_class", NULL, 0 },
	[SOC_DIVISION_PROVINCE] = { "province", "region", "regions", NULL, 0 },
	[SOC_DIVISION_PLACE] = { "place", "place", "places", NULL, 0 },
	[SOC_DIVISION_SEX] = { "sex", "1 - female", NULL, sexes, 2 },
	[SOC_DIVISION_AGE] = { "age",
	                       "CASE age WHEN '0-17' THEN 0 WHEN '18-29' THEN 1 WHEN '30-44' THEN 2 WHEN '45-59' "
	                       "THEN 3 ELSE 4 END",
	                       NULL, ages, 5 },
};

/* ---- which are asked for ---- */
static enum soc_err find(const char *word, size_t length, enum soc_division_id *out, struct soc_msg *msg)
{
	char name[SOC_NEAREST_WORD + 1], allowed[SOC_DIVISIONS_TEXT] = "";
	struct soc_suggestion nearest;
	snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), word);
	soc_suggestion_begin(&nearest, name);
	if (strcmp(name, SOC_DIVISION_OLD_CLASS) == 0)
		snprintf(name, sizeof name, "%s", soc_divisions[SOC_DIVISION_CLASS].name);
	for (int i = SOC_DIVISION_EVERYBODY + 1; i < SOC_DIVISIONS; i++) {
		if (strcmp(soc_divisions[i].name, name) == 0) {
			*out = (enum soc_division_id)i;
			return SOC_OK;
		}
		soc_suggestion_try(&nearest, soc_divisions[i].name);
		snprintf(allowed + strlen(allowed), sizeof allowed - strlen(allowed), "%s%s",
		         i > SOC_DIVISION_EVERYBODY + 1 ? ", " : "", soc_divisions[i].name);
	}
	return soc_fail(msg, SOC_ERR_USAGE, "people are not divided by \"%s\"; allowed: %s%s", name, allowed,
	                soc_suggestion_hint(&nearest));
}

enum soc_err soc_divisions_read(const char *by, enum soc_division_id out[SOC_DIVISIONS], int *count,
                                struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	int taken[SOC_DIVISIONS] = { 0 };
	*count = 0;
	for (const char *word = by; word != NULL && *word != '\0' && err == SOC_OK;) {
		const size_t length = strcspn(word, ",");
		enum soc_division_id id = SOC_DIVISION_EVERYBODY;
		err = find(word, length, &id, msg);
		if (err == SOC_OK && !taken[id]) {
			taken[id] = 1;
			out[(*count)++] = id;
		}
		word += length + (word[length] == ',');
	}
	return err;
}

/* ---- their parts ---- */
static enum soc_err make_room(struct soc_parts *out, int count, struct soc_msg *msg)
{
	out->name = soc_calloc((size_t)count + 1, sizeof *out->name);
	if (out->name == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to divide people by %s",
		                soc_divisions[out->id].name);
	out->count = count;
	return SOC_OK;
}

/* The file may be of any hand: control characters become '?'. */
static void take_name(char to[SOC_DIVISION_PART_NAME], const char *name)
{
	snprintf(to, SOC_DIVISION_PART_NAME, "%s", name != NULL ? name : "");
	for (char *c = to; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
}

static enum soc_err read_names(struct soc_result *r, const char *sql, struct soc_parts *out,
                               struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r, sql, NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r, stmt, &row, msg)) == SOC_OK && row) {
		const sqlite3_int64 number = sqlite3_column_int64(stmt, 0);
		if (number >= 0 && number < out->count)
			take_name(out->name[number], (const char *)sqlite3_column_text(stmt, 1));
	}
	sqlite3_finalize(stmt);
	return err;
}

/* Places are told in Latin letters, as everywhere else: results hold the names that their census has. */
static enum soc_err put_latin(struct soc_result *r, struct soc_parts *parts, struct soc_msg *msg)
{
	const struct soc_scenario *s = NULL;
	struct soc_replay replay = { 0 };
	enum soc_err err = soc_result_scenario_kept(r, &s, msg);
	if (err == SOC_OK)
		err = soc_replay_open(&replay, s, msg);
	for (int i = 0; err == SOC_OK && i < parts->count && i < replay.plan.places_count; i++)
		if (parts->name[i][0] != '\0')
			take_name(parts->name[i], replay.plan.places[i].latin);
	soc_replay_release(&replay);
	return err;
}

/* Where the names of a division stand, as number and name. */
static void names_sql(const struct soc_division *d, char sql[SQL_ROOM])
{
	if (strcmp(d->of, "regions") == 0)
		snprintf(sql, SQL_ROOM, "SELECT region, name FROM regions WHERE persons > 0");
	else if (strcmp(d->of, "places") == 0)
		snprintf(sql, SQL_ROOM, "SELECT place, name FROM places WHERE persons > 0");
	else
		sqlite3_snprintf(SQL_ROOM, sql, "SELECT idx, name FROM names WHERE kind = %Q", d->of);
}

enum soc_err soc_division_parts(struct soc_result *r, enum soc_division_id id, struct soc_parts *out,
                                struct soc_msg *msg)
{
	const struct soc_division *d = &soc_divisions[id];
	struct soc_parts parts = { .id = id };
	enum soc_err err;
	char sql[SQL_ROOM], count[SQL_ROOM + 64];
	double most = 0;
	if (d->of == NULL) {
		err = make_room(&parts, d->words_count, msg);
		for (int i = 0; i < d->words_count && err == SOC_OK; i++)
			take_name(parts.name[i], d->words[i]);
		if (err == SOC_OK)
			*out = parts;
		return err;
	}
	names_sql(d, sql);
	snprintf(count, sizeof count, "WITH x(n, name) AS (%s) SELECT 1 + max(n) FROM x", sql);
	err = soc_result_real(r, count, NULL, 0, &most, msg);
	if (err == SOC_OK && !(most >= 1 && most <= SOC_DIVISION_PARTS_MOST))
		err = soc_fail(msg, SOC_ERR_RESULTS, "these results name no parts of %s that can be", d->name);
	if (err == SOC_OK)
		err = make_room(&parts, (int)most, msg);
	if (err == SOC_OK)
		err = read_names(r, sql, &parts, msg);
	if (err == SOC_OK && id == SOC_DIVISION_PLACE)
		err = put_latin(r, &parts, msg);
	if (err == SOC_OK)
		*out = parts;
	else
		soc_division_release(&parts);
	return err;
}

void soc_division_release(struct soc_parts *parts)
{
	if (parts == NULL)
		return;
	soc_free(parts->name);
	memset(parts, 0, sizeof *parts);
}

/* ---- what results hold of them ---- */
static int is_sex_or_age(enum soc_division_id id)
{
	return id == SOC_DIVISION_SEX || id == SOC_DIVISION_AGE;
}

enum soc_err soc_division_is_held(struct soc_result *r, enum soc_division_id id, int64_t month,
                                  struct soc_msg *msg)
{
	double periods = 0, rows = 0;
	enum soc_err err = SOC_OK;
	if (is_sex_or_age(id))
		err = soc_result_real(r, "SELECT count(*) FROM (SELECT 1 FROM people_by_sex_age LIMIT 1)", NULL, 0,
		                      &rows, msg);
	if (err == SOC_OK && is_sex_or_age(id) && !(rows > 0))
		err = soc_fail(msg, SOC_ERR_USAGE,
		               "results hold no figures by %s: this run did not count them; run it again with --set "
		               "output.sex_age=true (`socred compare` of scenario files does); --transitions steps "
		               "the people again and tells winners and losers by it",
		               soc_divisions[id].name);
	if (err != SOC_OK || id != SOC_DIVISION_PLACE)
		return err;
	err = soc_result_real(r,
	                      "SELECT count(*) FROM periods WHERE last_month = ?1 AND period IN "
	                      "(SELECT period FROM by_place)",
	                      &month, 1, &periods, msg);
	if (err == SOC_OK && !(periods >= 1))
		err = soc_fail(msg, SOC_ERR_USAGE,
		               "results hold figures by place at the ends of the periods that output.places names "
		               "(none, year or month), and this month is none; --by province has every month");
	return err;
}

/* Whether the table of sexes and ages counts all that a statistic is made of: it has fewer columns. */
static int sex_age_counts(const char *what, size_t length)
{
	const struct soc_counter_table *t = &soc_counter_tables[SOC_COUNTERS_people_by_sex_age];
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
	for (size_t i = 0; i < length;) {
		const size_t n = strspn(what + i, letters);
		int known = n == 0 || what[i + n] == '('; /* a function */
		for (int c = 0; c < t->counters_count && !known; c++)
			known = strlen(t->counters[c].column) == n && strncmp(t->counters[c].column, what + i, n) == 0;
		if (!known)
			return 0;
		i += n + (n == 0);
	}
	return 1;
}

static const char *table_of(enum soc_division_id id)
{
	return is_sex_or_age(id)             ? "people_by_sex_age"
	       : id == SOC_DIVISION_PLACE    ? "by_place"
	       : id == SOC_DIVISION_PROVINCE ? "by_region"
	                                     : "by_cell";
}

/* A statistic of one replicate, "SELECT what FROM by_cell WHERE replicate = ?1 AND month <= ?2", as one of
 * all replicates and parts: number of replicate, of part, what. 0: it has another form. */
static int by_part(enum soc_division_id id, const char *sql, char out[SQL_ROOM])
{
	const int is_place = id == SOC_DIVISION_PLACE;
	static const char from[] = " FROM by_cell WHERE replicate = ?1 AND month ";
	const char *at = strstr(sql, from);
	if (at == NULL || strncmp(sql, "SELECT ", 7) != 0)
		return 0;
	if (is_sex_or_age(id) && !sex_age_counts(sql + 7, (size_t)(at - sql - 7)))
		return 0;
	const char *sign = at + sizeof from - 1; /* "= ?2" or "<= ?2" */
	const int wide =
		snprintf(out, SQL_ROOM, "SELECT replicate, %s, %.*s FROM %s WHERE %s %.*s%s GROUP BY 1, 2",
	             soc_divisions[id].column, (int)(at - sql - 7), sql + 7, table_of(id),
	             is_place ? "period" : "month", (int)strcspn(sign, "?"), sign,
	             is_place ? "(SELECT period FROM periods WHERE last_month = ?1)" : "?1");
	return wide > 0 && wide < SQL_ROOM;
}

static enum soc_err read_parts(struct soc_result *r, const struct soc_parts *parts, const char *sql,
                               int64_t month, int replicates, double *out, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(r, sql, &month, 1, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r, stmt, &row, msg)) == SOC_OK && row) {
		const sqlite3_int64 replicate = sqlite3_column_int64(stmt, 0), part = sqlite3_column_int64(stmt, 1);
		if (replicate >= 0 && replicate < replicates && part >= 0 && part < parts->count &&
		    sqlite3_column_type(stmt, 2) != SQLITE_NULL)
			out[part * replicates + replicate] = sqlite3_column_double(stmt, 2);
	}
	sqlite3_finalize(stmt);
	return err;
}

/* Everybody, of a statistic that does not follow from the cells. */
static enum soc_err read_whole(struct soc_result *r, const struct soc_statistic *f, int64_t month,
                               int replicates, double *value, double *cases, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < replicates && err == SOC_OK; i++) {
		err = soc_statistic_read(r, f, i, month, 1.0, &value[i], msg);
		if (err == SOC_OK)
			err = soc_statistic_cases(r, f, i, month, &cases[i], msg);
	}
	return err;
}

enum soc_err soc_division_statistic(struct soc_result *r, const struct soc_parts *parts,
                                    const struct soc_statistic *f, int64_t month, double sampling_weight,
                                    int replicates, double *value, double *cases, struct soc_msg *msg)
{
	char of_value[SQL_ROOM], of_cases[SQL_ROOM];
	enum soc_err err;
	for (int i = 0; i < parts->count * replicates; i++)
		value[i] = cases[i] = NAN;
	if (by_part(parts->id, f->sql, of_value) &&
	    by_part(parts->id, f->cases != NULL ? f->cases : f->sql, of_cases)) {
		err = read_parts(r, parts, of_value, month, replicates, value, msg);
		if (err == SOC_OK)
			err = read_parts(r, parts, of_cases, month, replicates, cases, msg);
	} else if (parts->id == SOC_DIVISION_EVERYBODY) {
		err = read_whole(r, f, month, replicates, value, cases, msg);
	} else {
		err = SOC_OK; /* nobody's part has it */
	}
	for (int i = 0; f->scaled && i < parts->count * replicates; i++)
		value[i] *= sampling_weight;
	return err;
}
