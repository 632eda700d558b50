#include "store/kept.h"

#include "base/buf.h"
#include "base/mem.h"
#include "store/reader.h"

#include <math.h>
#include <string.h>

#define TOGETHER_MOST 64 /* questions in one statement */
#define ROOM_FIRST 256

/* The text of a question stands once, in an entry of its own. */
static const struct soc_kept_of text_itself = { -1, -1 };

struct soc_kept_number {
	char *sql; /* NULL: the place is free */
	struct soc_kept_of of;
	double value;
};

static uint64_t mixed(uint64_t h)
{
	h = (h ^ h >> 32) * 0xd6e8feb86659fd93u;
	h = (h ^ h >> 32) * 0xd6e8feb86659fd93u;
	return h ^ h >> 32;
}

static uint64_t hash_of(const char *sql, struct soc_kept_of of)
{
	uint64_t h = 0;
	for (const char *at = sql; *at != '\0'; at++)
		h = h * 131 + (unsigned char)*at;
	return mixed(h ^ mixed((uint64_t)of.replicate * 0x9e3779b97f4a7c15u + (uint64_t)of.month));
}

/* Its place, or the free one where it would stand. There is a free one: at most half are taken. */
static struct soc_kept_number *find(const struct soc_kept *kept, const char *sql, struct soc_kept_of of)
{
	size_t i = (size_t)hash_of(sql, of) & (kept->room - 1);
	for (;; i = (i + 1) & (kept->room - 1)) {
		struct soc_kept_number *n = &kept->at[i];
		if (n->sql == NULL ||
		    (n->of.replicate == of.replicate && n->of.month == of.month && strcmp(n->sql, sql) == 0))
			return n;
	}
}

static int grow(struct soc_kept *kept)
{
	struct soc_kept larger = { NULL, kept->room > 0 ? 2 * kept->room : ROOM_FIRST, kept->count };
	larger.at = soc_calloc(larger.room, sizeof *larger.at);
	if (larger.at == NULL)
		return 0;
	for (size_t i = 0; i < kept->room; i++)
		if (kept->at[i].sql != NULL)
			*find(&larger, kept->at[i].sql, kept->at[i].of) = kept->at[i];
	soc_free(kept->at);
	*kept = larger;
	return 1;
}

static int put(struct soc_kept *kept, char *sql, struct soc_kept_of of, double value)
{
	if (2 * (kept->count + 1) > kept->room && !grow(kept))
		return 0;
	struct soc_kept_number *n = find(kept, sql, of);
	kept->count += n->sql == NULL;
	*n = (struct soc_kept_number){ sql, of, value };
	return 1;
}

/* 0: memory is out. */
static int keep(struct soc_kept *kept, const char *sql, struct soc_kept_of of, double value)
{
	const struct soc_kept_number *text = kept->room > 0 ? find(kept, sql, text_itself) : NULL;
	if (kept->count + 2 > SOC_KEPT_MOST)
		return 1;
	if (text != NULL && text->sql != NULL)
		return put(kept, text->sql, of, value);
	char *own = soc_strdup(sql);
	if (own == NULL || !put(kept, own, text_itself, 0)) {
		soc_free(own);
		return 0;
	}
	return put(kept, own, of, value);
}

void soc_kept_release(struct soc_kept *kept)
{
	for (size_t i = 0; i < kept->room; i++)
		if (kept->at[i].sql != NULL && kept->at[i].of.replicate == text_itself.replicate)
			soc_free(kept->at[i].sql);
	soc_free(kept->at);
	memset(kept, 0, sizeof *kept);
}

static const struct soc_kept_number *known(const struct soc_result *r, const char *sql, struct soc_kept_of of)
{
	const struct soc_kept_number *n = r->kept.room > 0 ? find(&r->kept, sql, of) : NULL;
	return n != NULL && n->sql != NULL ? n : NULL;
}

enum soc_err soc_kept_real(struct soc_result *r, const char *sql, struct soc_kept_of of, double *out,
                           struct soc_msg *msg)
{
	const int64_t numbers[2] = { of.replicate, of.month };
	const struct soc_kept_number *n = known(r, sql, of);
	if (n != NULL) {
		*out = n->value;
		return SOC_OK;
	}
	const enum soc_err err = soc_result_real(r, sql, numbers, 2, out, msg);
	if (err == SOC_OK && r->keeps && of.replicate >= 0 && !keep(&r->kept, sql, of, *out))
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read the results");
	return err;
}

/* ---- many at once ---- */
enum soc_err soc_kept_list_add(struct soc_kept_list *list, const char *sql, struct soc_msg *msg)
{
	char *own = sql != NULL ? soc_strdup(sql) : NULL;
	if (own != NULL && list->count == list->room) {
		const int room = list->room > 0 ? 2 * list->room : 64;
		char **larger = soc_realloc(list->sql, (size_t)room, sizeof *larger);
		if (larger != NULL) {
			list->sql = larger;
			list->room = room;
		}
	}
	if (own == NULL || list->count == list->room) {
		soc_free(own);
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read the results");
	}
	list->sql[list->count++] = own;
	return SOC_OK;
}

void soc_kept_list_release(struct soc_kept_list *list)
{
	for (int i = 0; i < list->count; i++)
		soc_free(list->sql[i]);
	soc_free(list->sql);
	memset(list, 0, sizeof *list);
}

/* NULL: of another form. */
static const char *rest_of(const char *sql)
{
	return strstr(sql, " FROM ");
}

/* The numbers of those that have the rest of question `first` and are not known yet, it among them. */
static int together_with(const struct soc_result *r, const struct soc_kept_list *list, int first,
                         struct soc_kept_of of, int which[TOGETHER_MOST])
{
	const char *rest = rest_of(list->sql[first]);
	int count = 0;
	for (int i = first; i < list->count && count < TOGETHER_MOST && rest != NULL; i++) {
		const char *own = rest_of(list->sql[i]);
		int is_new = own != NULL && strcmp(own, rest) == 0 && known(r, list->sql[i], of) == NULL;
		for (int k = 0; k < count && is_new; k++)
			is_new = strcmp(list->sql[which[k]], list->sql[i]) != 0;
		if (is_new)
			which[count++] = i;
	}
	return count;
}

static char *sql_of(const struct soc_kept_list *list, const int *which, int count)
{
	struct soc_buf sql = { 0 };
	for (int k = 0; k < count; k++) {
		const char *one = list->sql[which[k]] + strlen("SELECT ");
		soc_buf_puts(&sql, k == 0 ? "SELECT " : ", ");
		soc_buf_put(&sql, one, (size_t)(rest_of(one) - one));
	}
	soc_buf_puts(&sql, rest_of(list->sql[which[0]]));
	return soc_buf_take(&sql);
}

/* One replicate and month of a statement that is prepared. */
static enum soc_err read_one(struct soc_result *r, sqlite3_stmt *stmt, const struct soc_kept_list *list,
                             const int *which, int count, struct soc_kept_of of, struct soc_msg *msg)
{
	int row = 0;
	sqlite3_bind_int64(stmt, 1, of.replicate);
	sqlite3_bind_int64(stmt, 2, of.month);
	enum soc_err err = soc_result_next(r, stmt, &row, msg);
	for (int k = 0; k < count && err == SOC_OK; k++) {
		const int is_there = row && sqlite3_column_type(stmt, k) != SQLITE_NULL;
		if (!keep(&r->kept, list->sql[which[k]], of, is_there ? sqlite3_column_double(stmt, k) : NAN))
			err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read the results");
	}
	sqlite3_reset(stmt);
	return err;
}

enum soc_err soc_kept_read(struct soc_result *r, const struct soc_kept_list *list,
                           const struct soc_kept_of *of, int count, struct soc_msg *msg)
{
	const size_t more = (size_t)list->count * ((size_t)count + 1);
	enum soc_err err = SOC_OK;
	if (!r->keeps || r->kept.count + more > SOC_KEPT_MOST)
		return SOC_OK;
	for (int i = 0; i < list->count && count > 0 && err == SOC_OK; i++) {
		int which[TOGETHER_MOST];
		const int together = together_with(r, list, i, of[0], which);
		if (together == 0)
			continue;
		sqlite3_stmt *stmt = NULL;
		char *sql = sql_of(list, which, together);
		err = sql != NULL ? soc_result_query(r, sql, NULL, 0, &stmt, msg)
		                  : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read the results");
		soc_free(sql);
		soc_result_begin(r); /* each pass may take the steps of a call of its own */
		for (int k = 0; k < count && err == SOC_OK; k++)
			err = read_one(r, stmt, list, which, together, of[k], msg);
		sqlite3_finalize(stmt);
	}
	return err;
}
