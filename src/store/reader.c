/* Opening a results file. It comes from anywhere, so nothing in it is believed before it is checked: who made
 * it, each table and view by its statement, the content by its digests. */
#include "store/reader.h"

#include "base/locale.h"
#include "base/mem.h"
#include "input/text/number.h"
#include "socred/scenario.h"
#include "store/digest.h"
#include "store/sql.h"
#include "store/writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define SOC_READER_REPLICATES "1000"         /* of the scenario key `replicates` */
#define SOC_READER_THEORY_REPLICATES "10000" /* of a theory (SOC_THEORY_REPLICATES) */
#define WHOLE_MOST 9007199254740992.0        /* 2^53: above, a double is not every whole number */
#define STEPS_FREE 5000000 /* assumption: enough for any call on a small file; a fifth of a second */
#define STEPS_PER_BYTE \
	200 /* assumption: about 3 steps a value and pass, a value takes 1 byte or more, views nest */

static int on_progress(void *user)
{
	struct soc_result *r = user;
	return --r->steps < 0 || (r->stop != NULL && *r->stop);
}

void soc_result_begin(struct soc_result *r)
{
	r->steps = (STEPS_FREE + STEPS_PER_BYTE * r->bytes) / SOC_READER_STRIDE;
}

static void distrust(struct soc_result *r)
{
	sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(r->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_limit(r->db, SQLITE_LIMIT_LENGTH, 64 << 20);
	sqlite3_limit(r->db, SQLITE_LIMIT_SQL_LENGTH, 1 << 16);
	sqlite3_limit(r->db, SQLITE_LIMIT_COLUMN, 200);
	sqlite3_limit(r->db, SQLITE_LIMIT_EXPR_DEPTH, 100);
	sqlite3_limit(r->db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_progress_handler(r->db, SOC_READER_STRIDE, on_progress, r);
}

static enum soc_err check_maker(struct soc_result *r, struct soc_msg *msg)
{
	double have;
	enum soc_err err = soc_result_real(r, "PRAGMA application_id", NULL, 0, &have, msg);
	r->schema = err == SOC_OK && have == SOC_STORE_THEORY_ID ? &soc_schema_of_theory : &soc_schema_of_run;
	if (err == SOC_OK && !(have == r->schema->application_id)) /* NaN too is refused */
		err = soc_fail(msg, SOC_ERR_RESULTS, "this is an SQLite file, but socred did not make it");
	return err;
}

/* A file of another format is refused with the version that reads it: its tables mean something else. */
static enum soc_err check_format(struct soc_result *r, struct soc_msg *msg)
{
	double have;
	enum soc_err err = soc_result_real(r, "PRAGMA user_version", NULL, 0, &have, msg);
	if (err != SOC_OK || have == SOC_STORE_FORMAT)
		return err;
	if (have >= 1 && have < SOC_STORE_FORMAT)
		return soc_fail(
			msg, SOC_ERR_FORMAT,
			"the file has format %.0f, which socred " SOC_STORE_FORMER " reads, and this version, %s, reads "
			"format %d: read it with socred " SOC_STORE_FORMER ", or run its scenario again with this "
			"version",
			have, SOC_VERSION, SOC_STORE_FORMAT);
	return soc_fail(
		msg, SOC_ERR_FORMAT,
		"the file has format %.0f, and this version of socred, %s, reads format %d: read it with the "
		"version that made it, or run its scenario again with this one",
		have, SOC_VERSION, SOC_STORE_FORMAT);
}

static enum soc_err compare_digest(struct soc_result *r, const char *table, const struct soc_digest *want,
                                   struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err =
		soc_result_query(r, "SELECT rows, sha256 FROM digests WHERE table_name = ?", NULL, 0, &stmt, msg);
	if (err == SOC_OK)
		sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	const char *sha256 = row ? (const char *)sqlite3_column_text(stmt, 1) : NULL;
	if (err == SOC_OK &&
	    (sha256 == NULL || strcmp(sha256, want->sha256) != 0 || sqlite3_column_int64(stmt, 0) != want->rows))
		err = soc_fail(msg, SOC_ERR_RESULTS,
		               "the file is broken or changed: the digest of %s is not the one it was written with",
		               table);
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err check_digests(struct soc_result *r, struct soc_msg *msg)
{
	struct soc_digests d;
	double rows = 0;
	const int digests = r->schema->tables_count - 1;
	enum soc_err err = soc_digest_file(r->schema, r->db, &d, msg);
	for (int i = 0; i < digests && err == SOC_OK; i++)
		err = compare_digest(r, r->schema->tables[i].name, &d.table[i], msg);
	if (err == SOC_OK)
		err = compare_digest(r, "content", &d.content, msg);
	if (err == SOC_OK)
		err = soc_result_real(r, "SELECT count(*) FROM digests", NULL, 0, &rows, msg);
	if (err == SOC_OK && rows != digests + 1)
		err =
			soc_fail(msg, SOC_ERR_RESULTS, "the file is broken or changed: it has digests of unknown tables");
	if (err == SOC_OK)
		memcpy(r->content, d.content.sha256, sizeof r->content);
	return err;
}

#define CONTIGUOUS(most) \
	"SELECT count(*) NOT BETWEEN 1 AND " most " OR min(replicate) <> 0 OR max(replicate) <> count(*) - 1"
static const char run_sql[] =
	CONTIGUOUS(SOC_READER_REPLICATES) " OR max(typeof(months_finished) <> 'integer') OR "
									  "min(months_finished) < 1 OR max(months_finished) > (SELECT count(*) "
									  "FROM months) FROM replicates";
static const char theory_sql[] = CONTIGUOUS(SOC_READER_THEORY_REPLICATES) " FROM replicates";

/* Digests say that nothing changed, not that it made sense. */
enum soc_err soc_result_check_sense(struct soc_result *r, struct soc_msg *msg)
{
	double wrong;
	enum soc_err err =
		soc_result_real(r, soc_result_is_theory(r) ? theory_sql : run_sql, NULL, 0, &wrong, msg);
	if (err == SOC_OK && wrong != 0)
		err = soc_fail(msg, SOC_ERR_RESULTS, "the file is forged: its replicates%s do not fit together",
		               soc_result_is_theory(r) ? "" : " and months");
	return err;
}

void soc_result_forget(struct soc_result *r)
{
	soc_kept_release(&r->kept);
	soc_scenario_free(r->scenario);
	r->scenario = NULL;
}

enum soc_err soc_result_check_form(struct soc_result *r, struct soc_msg *msg)
{
	soc_result_forget(r);
	distrust(r);
	soc_result_begin(r);
	enum soc_err err =
		soc_sql_run(r->db, "PRAGMA mmap_size=0; PRAGMA cell_size_check=ON", SOC_ERR_RESULTS, msg);
	if (err == SOC_OK)
		err = check_maker(r, msg);
	if (err == SOC_OK)
		err = check_format(r, msg);
	if (err == SOC_OK)
		err = soc_schema_check(r->schema, r->db, msg);
	return err;
}

/* written: NULL, or what the digest of the content is known to be, with which all others are. */
static enum soc_err check(struct soc_result *r, const struct soc_digest *written, struct soc_msg *msg)
{
	enum soc_err err = soc_result_check_form(r, msg);
	if (err == SOC_OK && written == NULL)
		err = check_digests(r, msg);
	else if (err == SOC_OK)
		err = compare_digest(r, "content", written, msg);
	if (err == SOC_OK && written != NULL)
		memcpy(r->content, written->sha256, sizeof r->content);
	return err == SOC_OK ? soc_result_check_sense(r, msg) : err;
}

/* ---- opening ---- */
/* A URI that says: nobody changes this file, so take no locks and make no journal beside it. */
static char *uri_of(const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
	char *uri = soc_calloc(3 * strlen(path) + 64, 1), *to = uri;
	if (uri == NULL)
		return NULL;
	memcpy(to, "file:", 5);
	to += 5;
	for (const char *from = path; *from != '\0'; from++) {
		/* Two slashes at the start would name a machine. */
		if (strchr(plain, *from) != NULL || (*from == '/' && !(from > path && from[-1] == '/')))
			*to++ = *from;
		else {
			snprintf(to, 4, "%%%02X", (unsigned char)*from);
			to += 3;
		}
	}
	memcpy(to, "?mode=ro&immutable=1", 21);
	return uri;
}

static enum soc_err find_file(const char *path, char **found, int64_t *bytes, struct soc_msg *msg)
{
	struct stat st;
	char *name = soc_calloc(strlen(path) + 16, 1);
	if (name == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to open %s", path);
	snprintf(name, strlen(path) + 16, "%s", path);
	int missing = stat(name, &st);
	if (!missing && S_ISDIR(st.st_mode)) {
		snprintf(name, strlen(path) + 16, "%s/results.db", path);
		missing = stat(name, &st);
	}
	enum soc_err err = SOC_OK;
	if (missing)
		err = soc_fail(msg, errno == ENOENT || errno == ENOTDIR ? SOC_ERR_RESULTS : SOC_ERR_IO,
		               "%s cannot be opened: %s", name, soc_locale_errno(errno));
	else if (!S_ISREG(st.st_mode)) /* a pipe would wait for ever */
		err = soc_fail(msg, SOC_ERR_RESULTS, "%s is not a file", name);
	if (err != SOC_OK)
		soc_free(name);
	else {
		*found = name;
		*bytes = st.st_size;
	}
	return err;
}

static enum soc_err open_path(struct soc_result *r, const char *path, struct soc_msg *msg)
{
	char *name = NULL;
	enum soc_err err = find_file(path, &name, &r->bytes, msg);
	if (err != SOC_OK)
		return err;
	char *uri = uri_of(name);
	soc_free(name);
	if (uri == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to open %s", path);
	int rc = sqlite3_open_v2(uri, &r->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
	soc_free(uri);
	return rc == SQLITE_OK ? SOC_OK
	                       : soc_sql_fail(r->db, rc, SOC_ERR_RESULTS, "opening the results file", msg);
}

static enum soc_err begin(struct soc_result **out, struct soc_msg *msg)
{
	*out = soc_calloc(1, sizeof **out);
	return *out != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to open results");
}

int soc_result_is_theory(const struct soc_result *r)
{
	return r->schema == &soc_schema_of_theory;
}

enum soc_err soc_result_refuse_theory(const struct soc_result *r, struct soc_msg *msg)
{
	return !soc_result_is_theory(r)
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_USAGE,
	                      "these are results of a theory (socred theory), without people, regime and months; "
	                      "socred show, report, compare and diff read them");
}

/* The failure is told with the file's name in front. any: results of a theory are welcome, too. written: as
 * of check. */
static enum soc_err settle(struct soc_result *r, struct soc_result **out, const char *name, int any,
                           const struct soc_digest *written, enum soc_err err, struct soc_msg *msg)
{
	r->keeps = 1;
	if (err == SOC_OK)
		err = soc_sql_add_functions(r->db, msg);
	if (err == SOC_OK) {
		struct soc_msg detail = { "" };
		err = check(r, written, &detail);
		if (err == SOC_OK && !any)
			err = soc_result_refuse_theory(r, &detail);
		if (err != SOC_OK)
			soc_fail(msg, err, "%.300s: %.700s", name, detail.text);
	}
	if (err != SOC_OK)
		soc_result_free(r);
	else
		*out = r;
	return err;
}

static enum soc_err open_file(struct soc_result **out, const char *path, int any,
                              const struct soc_digest *written, struct soc_msg *msg)
{
	struct soc_result *r;
	enum soc_err err = begin(&r, msg);
	if (err != SOC_OK)
		return err;
	return settle(r, out, path, any, written, open_path(r, path, msg), msg);
}

enum soc_err soc_result_open(struct soc_result **out, const char *path, struct soc_msg *msg)
{
	return open_file(out, path, 0, NULL, msg);
}

enum soc_err soc_result_open_written(struct soc_result **out, const struct soc_result_writer *w,
                                     struct soc_msg *msg)
{
	if (w->failed != SOC_OK || w->part != NULL || w->content.sha256[0] == '\0')
		return soc_fail(msg, SOC_ERR_USAGE, "the results are not finished yet");
	return open_file(out, w->path, 0, &w->content, msg);
}

enum soc_err soc_result_open_any(struct soc_result **out, const char *path, struct soc_msg *msg)
{
	return open_file(out, path, 1, NULL, msg);
}

/* A whole number of `meta`, at least `least`. */
static enum soc_err whole(struct soc_result *r, const char *key, double least, int64_t *out,
                          struct soc_msg *msg)
{
	char text[SOC_NUMBER_TEXT] = "";
	double value = 0;
	const enum soc_err err = soc_result_meta(r, key, text, sizeof text, msg);
	if (err != SOC_OK)
		return err;
	if (soc_number_read(text, &value) != 1 || !(value >= least && value <= WHOLE_MOST) ||
	    value != (double)(int64_t)value)
		return soc_fail(msg, SOC_ERR_RESULTS, "the file is broken or forged: its %s is \"%s\"", key, text);
	*out = (int64_t)value;
	return SOC_OK;
}

static enum soc_err read_size(struct soc_result *r, struct soc_result_size *size, struct soc_msg *msg)
{
	char month[SOC_NUMBER_TEXT] = "";
	enum soc_err err = whole(r, "persons", 1, &size->persons, msg);
	if (err == SOC_OK)
		err = whole(r, "months", 1, &size->months, msg);
	if (err == SOC_OK)
		err = whole(r, "replicates", 1, &size->replicates, msg);
	if (err == SOC_OK)
		err = whole(r, "seed", 0, &size->seed, msg);
	if (err == SOC_OK)
		err = soc_result_meta(r, "first_month", month, sizeof month, msg);
	if (err == SOC_OK && !soc_month_read(month, &size->from))
		err =
			soc_fail(msg, SOC_ERR_RESULTS, "the file is broken or forged: its first_month is \"%s\"", month);
	return err == SOC_OK ? soc_result_is_partial(r, &size->is_partial, msg) : err;
}

enum soc_err soc_result_look(const char *path, struct soc_result_size *size, struct soc_msg *msg)
{
	struct soc_result *r;
	struct soc_msg detail = { "" };
	enum soc_err err = begin(&r, msg);
	if (err != SOC_OK)
		return err;
	err = open_path(r, path, msg);
	if (err == SOC_OK && ((err = soc_result_check_form(r, &detail)) != SOC_OK ||
	                      (err = soc_result_refuse_theory(r, &detail)) != SOC_OK ||
	                      (err = read_size(r, size, &detail)) != SOC_OK))
		soc_fail(msg, err, "%.300s: %.700s", path, detail.text);
	soc_result_free(r);
	return err;
}

static enum soc_err open_bytes(struct soc_result *r, const void *bytes, size_t length, struct soc_msg *msg)
{
	r->bytes = (int64_t)length;
	r->image = soc_calloc(length + 1, 1);
	if (r->image == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to open results");
	memcpy(r->image, bytes, length);
	int rc = sqlite3_open_v2(":memory:", &r->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_deserialize(r->db, "main", r->image, (sqlite3_int64)length, (sqlite3_int64)length,
		                         SQLITE_DESERIALIZE_READONLY);
	return rc == SQLITE_OK ? SOC_OK
	                       : soc_sql_fail(r->db, rc, SOC_ERR_RESULTS, "opening results from memory", msg);
}

static enum soc_err open_memory(struct soc_result **out, const void *bytes, size_t length, int any,
                                struct soc_msg *msg)
{
	struct soc_result *r;
	enum soc_err err = begin(&r, msg);
	if (err != SOC_OK)
		return err;
	return settle(r, out, "results in memory", any, NULL, open_bytes(r, bytes, length, msg), msg);
}

enum soc_err soc_result_open_memory(struct soc_result **out, const void *bytes, size_t length,
                                    struct soc_msg *msg)
{
	return open_memory(out, bytes, length, 0, msg);
}

enum soc_err soc_result_open_any_memory(struct soc_result **out, const void *bytes, size_t length,
                                        struct soc_msg *msg)
{
	return open_memory(out, bytes, length, 1, msg);
}

void soc_result_free(struct soc_result *r)
{
	if (r == NULL)
		return;
	soc_result_forget(r);
	sqlite3_close_v2(r->db);
	soc_free(r->image);
	soc_free(r);
}
