#include "store/writer.h"

#include "base/file.h"
#include "base/locale.h"
#include "base/mem.h"
#include "store/digest.h"
#include "store/sql.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The part file is thrown away after any failure, so it needs no journal on disk, no locks and no syncs until
 * its end. The journal in memory is there to roll back a replicate that never ended. */
static const char pragmas[] =
	"PRAGMA page_size=8192; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA "
	"locking_mode=EXCLUSIVE;"
	"PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192; PRAGMA mmap_size=0; PRAGMA encoding='UTF-8';";

static void close_file(struct soc_result_writer *w)
{
	for (int i = 0; i < SOC_STORE_TABLES_COUNT; i++) {
		sqlite3_finalize(w->insert[i]);
		w->insert[i] = NULL;
	}
	sqlite3_close_v2(w->db);
	w->db = NULL;
}

static void remove_part(struct soc_result_writer *w)
{
	close_file(w);
	if (w->part != NULL)
		(void)unlink(w->part);
	soc_free(w->part);
	w->part = NULL;
}

/* Remembers the first failure and gives the disk back at once. */
static enum soc_err keep(struct soc_result_writer *w, enum soc_err err)
{
	if (err != SOC_OK && w->failed == SOC_OK) {
		w->failed = err;
		remove_part(w);
	}
	return err;
}

static enum soc_err refuse(const struct soc_result_writer *w, struct soc_msg *msg)
{
	return soc_fail(msg, w->failed, "nothing more is written: writing results failed before (%s)",
	                soc_err_text(w->failed));
}

static enum soc_err prepare_insert(struct soc_result_writer *w, enum soc_store_table table,
                                   struct soc_msg *msg)
{
	const struct soc_table *t = &soc_schema_tables[table];
	char sql[64 + 2 * 128];
	int n = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES(?", t->name);
	_Static_assert(SOC_INDICATORS_COUNT + 8 < 128, "an insert statement fits its buffer");
	for (int i = 1; i < t->columns_count; i++)
		n += snprintf(sql + n, sizeof sql - (size_t)n, ",?");
	snprintf(sql + n, sizeof sql - (size_t)n, ")");
	return soc_sql_prepare(w->db, sql, &w->insert[table], SOC_ERR_INTERNAL, msg);
}

enum soc_err soc_writer_insert(struct soc_result_writer *w, enum soc_store_table table, sqlite3_stmt **out,
                               struct soc_msg *msg)
{
	enum soc_err err = w->insert[table] != NULL ? SOC_OK : prepare_insert(w, table, msg);
	*out = w->insert[table];
	return err;
}
enum soc_err soc_writer_meta(struct soc_result_writer *w, const char *key, const char *value,
                             struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_meta, &stmt, msg);
	if (err != SOC_OK)
		return err;
	sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, value, -1, SQLITE_STATIC);
	return soc_sql_insert(stmt, msg);
}

enum soc_err soc_writer_meta_number(struct soc_result_writer *w, const char *key, int64_t value,
                                    struct soc_msg *msg)
{
	char text[32];
	snprintf(text, sizeof text, "%lld", (long long)value);
	return soc_writer_meta(w, key, text, msg);
}

/* ---- the observer ---- */
static enum soc_err on_start(void *user, const struct soc_scenario *s, const struct soc_plan *plan,
                             struct soc_msg *msg)
{
	struct soc_result_writer *w = user;
	if (w->failed != SOC_OK)
		return refuse(w, msg);
	if (w->started || w->db == NULL)
		return keep(w, soc_fail(msg, SOC_ERR_INTERNAL, "a results file takes one run"));
	enum soc_err err = soc_sql_run(w->db, "BEGIN", SOC_ERR_INTERNAL, msg);
	if (err == SOC_OK)
		err = soc_schema_create(&soc_schema_of_run, w->db, msg);
	if (err == SOC_OK)
		err = soc_writer_start(w, s, plan, msg);
	if (err == SOC_OK)
		err = soc_sql_run(w->db, "COMMIT", SOC_ERR_INTERNAL, msg);
	w->started = err == SOC_OK;
	return keep(w, err);
}

static enum soc_err on_month(void *user, int64_t replicate, int64_t month, const struct soc_tally *tally,
                             const struct soc_field *fields, struct soc_msg *msg)
{
	struct soc_result_writer *w = user;
	if (w->failed != SOC_OK)
		return refuse(w, msg);
	const int64_t expected = w->open ? w->months_told : 0;
	if (!w->started || replicate != w->finished || month != expected || month >= w->months)
		return keep(w, soc_fail(msg, SOC_ERR_INTERNAL, "month %lld of replicate %lld was told out of order",
		                        (long long)month, (long long)replicate));
	enum soc_err err = SOC_OK;
	if (!w->open) {
		err = soc_sql_run(w->db, "BEGIN", SOC_ERR_INTERNAL, msg);
		w->open = err == SOC_OK;
		w->replicate = replicate;
		w->months_told = 0;
	}
	if (err == SOC_OK)
		err = soc_writer_month(w, month, tally, fields, msg);
	if (err == SOC_OK)
		w->months_told = month + 1;
	return keep(w, err);
}

static enum soc_err end_replicate(struct soc_result_writer *w, int partial, struct soc_msg *msg)
{
	enum soc_err err = soc_writer_replicate(w, partial, msg);
	if (err == SOC_OK)
		err = soc_sql_run(w->db, "COMMIT", SOC_ERR_INTERNAL, msg);
	if (err == SOC_OK) {
		w->open = 0;
		w->finished++;
	}
	return err;
}

static enum soc_err on_replicate(void *user, int64_t replicate, struct soc_msg *msg)
{
	struct soc_result_writer *w = user;
	if (w->failed != SOC_OK)
		return refuse(w, msg);
	if (!w->open || replicate != w->replicate || w->months_told != w->months)
		return keep(w, soc_fail(msg, SOC_ERR_INTERNAL, "replicate %lld ended before its last month",
		                        (long long)replicate));
	return keep(w, end_replicate(w, 0, msg));
}

/* ---- open, finish, free ---- */
static enum soc_err check_target(const char *path, struct soc_msg *msg)
{
	struct stat st;
	if (path[0] == '\0' || path[strlen(path) - 1] == '/')
		return soc_fail(msg, SOC_ERR_USAGE, "\"%s\" does not name a file for the results", path);
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return soc_fail(msg, SOC_ERR_IO, "%s is there and is not a file: results cannot replace it", path);
	return SOC_OK;
}

/* path.part-PID; a second writer of the same process gets a number more. A file left by a killed process of
 * the same number is removed. The file is made here, so that SQLite never follows a link that another put
 * there. */
static enum soc_err make_part(struct soc_result_writer *w, struct soc_msg *msg)
{
	static atomic_uint writers;
	unsigned mine = atomic_fetch_add(&writers, 1);
	size_t room = strlen(w->path) + 64;
	w->part = soc_calloc(room, 1);
	if (w->part == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to begin %s", w->path);
	if (mine == 0)
		snprintf(w->part, room, "%s.part-%ld", w->path, (long)getpid());
	else
		snprintf(w->part, room, "%s.part-%ld-%u", w->path, (long)getpid(), mine);
	enum soc_err err = soc_file_make(w->part, msg);
	if (err != SOC_OK) {
		soc_free(w->part); /* not ours to remove */
		w->part = NULL;
		return err;
	}
	return SOC_OK;
}

static enum soc_err open_part(struct soc_result_writer *w, struct soc_msg *msg)
{
	enum soc_err err = make_part(w, msg);
	if (err != SOC_OK)
		return err;
	/* sqlite3_open_v2 would read "file:..." as a URI only with SQLITE_OPEN_URI, which is not given. */
	int rc = sqlite3_open_v2(w->part, &w->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc != SQLITE_OK)
		return soc_sql_fail(w->db, rc, SOC_ERR_IO, "beginning the results file", msg);
	return soc_sql_run(w->db, pragmas, SOC_ERR_IO, msg);
}

enum soc_err soc_result_writer_open(struct soc_result_writer **out, const char *path,
                                    const char *command_line, struct soc_msg *msg)
{
	enum soc_err err = check_target(path, msg);
	if (err != SOC_OK)
		return err;
	struct soc_result_writer *w = soc_calloc(1, sizeof *w);
	if (w == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to begin %s", path);
	w->observer = (struct soc_observer){
		.user = w, .on_start = on_start, .on_month = on_month, .on_replicate = on_replicate
	};
	w->path = soc_strdup(path);
	w->command_line = soc_strdup(command_line != NULL ? command_line : "");
	if (w->path == NULL || w->command_line == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to begin %s", path);
	else
		err = open_part(w, msg);
	if (err != SOC_OK)
		soc_result_writer_free(w);
	else
		*out = w;
	return err;
}

struct soc_observer *soc_result_writer_observer(struct soc_result_writer *w)
{
	return &w->observer;
}

void soc_result_writer_assumptions(struct soc_result_writer *w, const struct soc_assumptions *assumptions)
{
	w->assumptions = assumptions;
}

/* A replicate that never ended is dropped, unless it is the first and all there is. */
static enum soc_err settle_last(struct soc_result_writer *w, int interrupted, struct soc_msg *msg)
{
	if (!w->started || (w->finished == 0 && (!w->open || w->months_told == 0))) {
		if (interrupted)
			return soc_fail(msg, SOC_ERR_INTERRUPTED,
			                "interrupted before the first month was finished; nothing was written");
		return soc_fail(msg, SOC_ERR_INTERNAL, "the run told nothing to the results");
	}
	if (!w->open)
		return SOC_OK;
	if (!interrupted)
		return soc_fail(msg, SOC_ERR_INTERNAL, "replicate %lld never ended", (long long)w->replicate);
	if (w->replicate == 0)
		return end_replicate(w, 1, msg);
	w->open = 0;
	return soc_sql_run(w->db, "ROLLBACK", SOC_ERR_INTERNAL, msg);
}

/* The last transaction is written with syncs on: when it returns, every byte of the file is on the disk. */
static enum soc_err seal(struct soc_result_writer *w, int interrupted, struct soc_msg *msg)
{
	enum soc_err err = soc_sql_run(w->db, "PRAGMA synchronous=FULL; BEGIN", SOC_ERR_INTERNAL, msg);
	if (err == SOC_OK)
		err = soc_writer_meta_number(w, "interrupted", interrupted != 0, msg);
	if (err == SOC_OK)
		err = soc_writer_meta_number(w, "replicates_kept", w->finished, msg);
	if (err == SOC_OK)
		err = soc_digest_write(&soc_schema_of_run, w->db, &w->content, msg);
	if (err == SOC_OK)
		err = soc_sql_run(w->db, "COMMIT", SOC_ERR_INTERNAL, msg);
	return err;
}

enum soc_err soc_result_writer_finish(struct soc_result_writer *w, int interrupted, struct soc_msg *msg)
{
	if (w->failed != SOC_OK)
		return refuse(w, msg);
	if (w->part == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "the results are finished already");
	enum soc_err err = settle_last(w, interrupted, msg);
	if (err == SOC_OK)
		err = seal(w, interrupted, msg);
	if (err != SOC_OK)
		return keep(w, err);
	close_file(w);
	if (rename(w->part, w->path) != 0)
		return keep(
			w, soc_fail(msg, SOC_ERR_IO, "%s cannot be put in place: %s", w->path, soc_locale_errno(errno)));
	soc_file_sync_folder(w->path);
	soc_free(w->part);
	w->part = NULL;
	w->started = 0;
	return SOC_OK;
}

void soc_result_writer_free(struct soc_result_writer *w)
{
	if (w == NULL)
		return;
	if (w->part != NULL)
		remove_part(w);
	else
		close_file(w);
	soc_free(w->region_of);
	soc_free(w->places.row);
	soc_free(w->regions.row);
	soc_free(w->packed_fields);
	soc_free(w->path);
	soc_free(w->command_line);
	soc_free(w);
}
