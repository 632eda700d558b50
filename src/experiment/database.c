/* experiment.db: all points of an experiment as one SQLite file. It is made in memory, always in the same
 * order, and written in one piece. */
#include "experiment/runner.h"

#include "socred/scenario.h"
#include "store/sql.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define EXPERIMENT_FORMAT "1"

static const char schema_sql[] =
	"PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; PRAGMA application_id=0x736f6365;"
	"BEGIN;"
	"CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
	"CREATE TABLE factors (factor INTEGER PRIMARY KEY, name TEXT, distribution TEXT, low REAL, high REAL);"
	"CREATE TABLE outcomes (outcome INTEGER PRIMARY KEY, name TEXT, formula TEXT, meaning TEXT);"
	"CREATE TABLE points (point INTEGER PRIMARY KEY, arm TEXT, key TEXT, refused TEXT);"
	"CREATE TABLE settings (point INTEGER, factor INTEGER, value, PRIMARY KEY (point, factor)) WITHOUT ROWID;"
	"CREATE TABLE measured (point INTEGER, replicate INTEGER, outcome INTEGER, value REAL,"
	" PRIMARY KEY (point, replicate, outcome)) WITHOUT ROWID;"
	"CREATE VIEW means AS SELECT point, outcomes.name AS outcome, avg(value) AS mean, count(value) AS "
	"replicates"
	" FROM measured JOIN outcomes USING (outcome) GROUP BY point, measured.outcome;";

struct database {
	sqlite3 *db;
	sqlite3_stmt *insert;
	const struct soc_runner *r;
};

static enum soc_err begin(struct database *d, const char *sql, struct soc_msg *msg)
{
	sqlite3_finalize(d->insert);
	d->insert = NULL;
	return soc_sql_prepare(d->db, sql, &d->insert, SOC_ERR_INTERNAL, msg);
}

static void bind_text(struct database *d, int at, const char *text)
{
	if (text != NULL)
		sqlite3_bind_text(d->insert, at, text, -1, SQLITE_STATIC);
	else
		sqlite3_bind_null(d->insert, at);
}

static enum soc_err put_meta(struct database *d, struct soc_msg *msg)
{
	const struct soc_experiment *e = d->r->e;
	char points[32], replicates[32], n[32], seed[32];
	snprintf(points, sizeof points, "%lld", (long long)e->points);
	snprintf(replicates, sizeof replicates, "%lld", (long long)soc_experiment_replicates(e));
	snprintf(n, sizeof n, "%lld",
	         (long long)(e->design.kind == SOC_DESIGN_morris ? e->design.trajectories : e->design.n));
	snprintf(seed, sizeof seed, "%lld", (long long)e->design.seed);
	const char *const rows[][2] = {
		{ "design", soc_design_names[e->design.kind] },
		{ "experiment", e->title },
		{ "format", EXPERIMENT_FORMAT },
		{ "outcomes", d->r->shards.digest },
		{ "points", points },
		{ "replicates", replicates },
		{ "rows", n },
		{ "seed", seed },
		{ "version", SOC_VERSION },
	};
	enum soc_err err = begin(d, "INSERT INTO meta VALUES(?,?)", msg);
	if (err == SOC_OK && e->theory != NULL) {
		bind_text(d, 1, "theory");
		bind_text(d, 2, e->theory->name);
		err = soc_sql_insert(d->insert, msg);
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows && err == SOC_OK; i++) {
		bind_text(d, 1, rows[i][0]);
		bind_text(d, 2, rows[i][1]);
		err = soc_sql_insert(d->insert, msg);
	}
	return err;
}

static enum soc_err put_factors(struct database *d, struct soc_msg *msg)
{
	const struct soc_experiment *e = d->r->e;
	enum soc_err err = begin(d, "INSERT INTO factors VALUES(?,?,?,?,?)", msg);
	for (int i = 0; i < e->factors_count && err == SOC_OK; i++) {
		const struct soc_factor *f = &e->factor[i];
		sqlite3_bind_int(d->insert, 1, i);
		bind_text(d, 2, f->key);
		bind_text(d, 3, soc_factor_distributions[f->distribution]);
		sqlite3_bind_double(d->insert, 4, f->distribution == SOC_FACTOR_VALUES ? NAN : f->low);
		sqlite3_bind_double(d->insert, 5, f->distribution == SOC_FACTOR_VALUES ? NAN : f->high);
		err = soc_sql_insert(d->insert, msg);
	}
	return err;
}

static enum soc_err put_outcomes(struct database *d, struct soc_msg *msg)
{
	enum soc_err err = begin(d, "INSERT INTO outcomes VALUES(?,?,?,?)", msg);
	for (int i = 0; i < d->r->e->outcomes_told && err == SOC_OK; i++) {
		const struct soc_outcome *o = &d->r->e->outcome[i];
		sqlite3_bind_int(d->insert, 1, i);
		bind_text(d, 2, o->name);
		bind_text(d, 3, o->formula);
		bind_text(d, 4, o->meaning);
		err = soc_sql_insert(d->insert, msg);
	}
	return err;
}

static enum soc_err put_points(struct database *d, struct soc_msg *msg)
{
	const struct soc_experiment *e = d->r->e;
	enum soc_err err = begin(d, "INSERT INTO points VALUES(?,?,?,?)", msg);
	for (int64_t i = 0; i < e->points && err == SOC_OK; i++) {
		sqlite3_bind_int64(d->insert, 1, i);
		bind_text(d, 2, e->design.kind == SOC_DESIGN_arms ? e->arm[i % e->arms] : NULL);
		bind_text(d, 3, d->r->point[i].refused == NULL ? d->r->point[i].key : NULL);
		bind_text(d, 4, soc_runner_refusal(d->r, i));
		err = soc_sql_insert(d->insert, msg);
	}
	return err;
}

/* Numbers as numbers: the column has no type of its own. */
static enum soc_err put_settings(struct database *d, struct soc_msg *msg)
{
	const struct soc_experiment *e = d->r->e;
	enum soc_err err =
		begin(d, "INSERT INTO settings VALUES(?,?,CASE WHEN ?4 THEN CAST(?3 AS NUMERIC) ELSE ?3 END)", msg);
	for (int64_t i = 0; i < e->points && err == SOC_OK; i++)
		for (int f = 0; f < e->factors_count && err == SOC_OK; f++) {
			char value[SOC_FACTOR_TEXT];
			soc_experiment_value(e, i, f, value);
			sqlite3_bind_int64(d->insert, 1, i);
			sqlite3_bind_int(d->insert, 2, f);
			bind_text(d, 3, value[0] != '\0' ? value : NULL);
			sqlite3_bind_int(d->insert, 4, e->factor[f].distribution != SOC_FACTOR_VALUES);
			err = soc_sql_insert(d->insert, msg);
		}
	return err;
}

static enum soc_err put_measured(struct database *d, struct soc_msg *msg)
{
	const struct soc_experiment *e = d->r->e;
	enum soc_err err = begin(d, "INSERT INTO measured VALUES(?,?,?,?)", msg);
	for (int64_t i = 0; i < e->points && err == SOC_OK; i++)
		for (int32_t k = 0; k < soc_experiment_replicates(e) && err == SOC_OK; k++) {
			const double *values = soc_runner_values(d->r, i, k);
			for (int o = 0; values != NULL && o < e->outcomes_told && err == SOC_OK; o++) {
				sqlite3_bind_int64(d->insert, 1, i);
				sqlite3_bind_int(d->insert, 2, k);
				sqlite3_bind_int(d->insert, 3, o);
				sqlite3_bind_double(d->insert, 4, values[o]); /* NaN becomes NULL */
				err = soc_sql_insert(d->insert, msg);
			}
		}
	return err;
}

static enum soc_err fill(struct database *d, struct soc_msg *msg)
{
	enum soc_err err = soc_sql_run(d->db, schema_sql, SOC_ERR_INTERNAL, msg);
	static enum soc_err (*const parts[])(struct database *,
	                                     struct soc_msg *) = { put_meta,   put_factors,  put_outcomes,
		                                                       put_points, put_settings, put_measured };
	for (size_t i = 0; i < sizeof parts / sizeof *parts && err == SOC_OK; i++)
		err = parts[i](d, msg);
	sqlite3_finalize(d->insert);
	d->insert = NULL;
	return err == SOC_OK ? soc_sql_run(d->db, "COMMIT", SOC_ERR_INTERNAL, msg) : err;
}

enum soc_err soc_runner_write_database(const struct soc_runner *r, const char *folder, struct soc_msg *msg)
{
	struct database d = { .r = r };
	char path[SOC_EXPERIMENT_PATH + 32];
	snprintf(path, sizeof path, "%.1000s/experiment.db", folder);
	enum soc_err err = SOC_OK;
	if (sqlite3_open(":memory:", &d.db) != SQLITE_OK)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for experiment.db");
	if (err == SOC_OK)
		err = fill(&d, msg);
	if (err == SOC_OK)
		err = soc_sql_write(d.db, path, msg);
	sqlite3_close_v2(d.db);
	return err;
}
