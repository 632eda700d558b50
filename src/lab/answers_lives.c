/* What is asked of lives: whom a condition finds, who wins and who loses, one life month by month. A search
 * goes through everybody: each request does a piece of it and says how far it is, so that others are answered
 * between two, and a search that nobody asks for any more costs nothing. */
#include "lab/lab.h"

#include "base/mem.h"

#include <string.h>

/* Lives that were asked of results without any are told apart from all else that may be wrong. */
static void tell_lacking(struct soc_lab_answer *a, enum soc_err err, const struct soc_msg *msg)
{
	if (err == SOC_ERR_USAGE && strcmp(msg->text, SOC_RESULT_NO_FIELDS) == 0)
		a->code = SOC_LAB_KEEPS_NO_LIVES;
}

enum soc_err soc_lab_life(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                          struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	int64_t person = 0, replicate = 0;
	char *text = NULL;
	enum soc_err err = soc_lab_run_open(lab, soc_lab_query(q, "run"), a, &r, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "person", 0, 1500000000, 0, &person, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "replicate", 0, 999, 0, &replicate, msg);
	if (err == SOC_OK)
		err = soc_result_explain(r, person, replicate, "json", &text, msg);
	tell_lacking(a, err, msg);
	if (err == SOC_OK)
		soc_buf_puts(&a->text, text);
	soc_text_free(text);
	return err;
}

/* What a condition may ask of the people of a run: each column with its type, unit, words and meaning. */
enum soc_err soc_lab_columns(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                             struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	char *text = NULL;
	enum soc_err err = soc_lab_run_open(lab, soc_lab_query(q, "run"), a, &r, msg);
	if (err == SOC_OK)
		err = soc_people_columns_text(r, soc_lab_format(q, a, "columns"), &text, msg);
	tell_lacking(a, err, msg);
	if (err == SOC_OK)
		soc_buf_puts(&a->text, text);
	soc_text_free(text);
	return err;
}

/* ---- the searches that stand ---- */
static void drop(struct soc_lab_search *s)
{
	soc_free(s->asked);
	soc_find_free(s->find);
	soc_transitions_drop(s->moves);
	*s = (struct soc_lab_search){ 0 };
}

void soc_lab_searches_drop(struct soc_lab *lab, const struct soc_result *of)
{
	for (int i = 0; i < SOC_LAB_SEARCHES; i++)
		if (of == NULL || lab->search[i].of[0] == of || lab->search[i].of[1] == of)
			drop(&lab->search[i]);
}

/* What a search is known by: all that it was asked with. */
static char *asked(const struct soc_lab_request *q)
{
	struct soc_buf b = { 0 };
	soc_buf_puts(&b, q->path);
	for (int i = 0; i < q->pairs; i++)
		soc_buf_add(&b, "\n%s=%s", q->key[i], q->value[i]);
	return soc_buf_take(&b);
}

/* The search that was asked for in these words, or an empty place, made by the one that was asked last the
 * longest time ago. NULL: no memory. */
static struct soc_lab_search *find_search(struct soc_lab *lab, const struct soc_lab_request *q)
{
	char *words = asked(q);
	struct soc_lab_search *oldest = &lab->search[0];
	if (words == NULL)
		return NULL;
	for (int i = 0; i < SOC_LAB_SEARCHES; i++) {
		struct soc_lab_search *s = &lab->search[i];
		if (s->asked != NULL && strcmp(s->asked, words) == 0) {
			soc_free(words);
			return s;
		}
		if (s->used < oldest->used)
			oldest = s;
	}
	drop(oldest);
	oldest->asked = words;
	return oldest;
}

/* Communities until the piece is done. */
static enum soc_err advance(struct soc_lab_search *s, int *more, struct soc_msg *msg)
{
	const int64_t each = SOC_COMMUNITY_MAX * s->months * (s->moves != NULL ? 2 : 1);
	enum soc_err err = SOC_OK;
	*more = 1;
	for (int64_t done = 0; err == SOC_OK && *more && (done == 0 || done + each <= SOC_LAB_SEARCH_WORK);
	     done += each)
		err =
			s->moves != NULL ? soc_transitions_next(s->moves, more, msg) : soc_find_next(s->find, more, msg);
	if (s->moves != NULL && err == SOC_OK)
		s->share = soc_transitions_done(s->moves);
	return err;
}

/* Begins the search where it does not stand. */
typedef enum soc_err begin_fn(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                              struct soc_lab_search *s, struct soc_msg *msg);
/* What came of it. */
typedef enum soc_err tell_fn(const struct soc_lab_search *s, const struct soc_lab_request *q,
                             struct soc_lab_answer *a, char **text, struct soc_msg *msg);

static enum soc_err search(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                           begin_fn *begin, tell_fn *tell, struct soc_msg *msg)
{
	struct soc_lab_search *s = find_search(lab, q);
	char *text = NULL;
	int more = 0;
	if (s == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for a search");
	enum soc_err err = s->find == NULL && s->moves == NULL ? begin(lab, q, a, s, msg) : SOC_OK;
	if (err == SOC_OK)
		err = advance(s, &more, msg);
	s->used = ++lab->searches;
	if (err == SOC_OK && more) {
		a->status = 202;
		soc_buf_puts(&a->text, "{\"share\":");
		soc_lab_put_number(&a->text, s->share);
		soc_buf_puts(&a->text, "}");
		return SOC_OK;
	}
	if (err == SOC_OK)
		err = tell(s, q, a, &text, msg);
	if (err == SOC_OK)
		soc_buf_puts(&a->text, text);
	soc_text_free(text);
	tell_lacking(a, err, msg);
	drop(s);
	return err;
}

static enum soc_err months_of(struct soc_result *r, int64_t *out, struct soc_msg *msg)
{
	double months = 0.0;
	soc_result_begin(r);
	const enum soc_err err = soc_result_real(r, "SELECT count(*) FROM months", NULL, 0, &months, msg);
	*out = months >= 1.0 ? (int64_t)months : 1;
	return err;
}

/* ---- whom a condition finds ---- */
static void on_progress(void *user, double share)
{
	*(double *)user = share;
}

static enum soc_err begin_lives(struct soc_lab *lab, const struct soc_lab_request *q,
                                struct soc_lab_answer *a, struct soc_lab_search *s, struct soc_msg *msg)
{
	const char *where = soc_lab_query(q, "where"), *place = soc_lab_query(q, "place");
	struct soc_find_options options = { .where = where != NULL && *where != '\0' ? where : NULL,
		                                .place = place != NULL && *place != '\0' ? place : NULL,
		                                .month = soc_lab_query(q, "month"),
		                                .on_progress = on_progress,
		                                .user = &s->share,
		                                .stop = &lab->interrupted };
	int64_t limit = 0;
	enum soc_err err = soc_lab_run_open(lab, soc_lab_query(q, "run"), a, &s->of[0], msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "limit", 0, SOC_FIND_MOST, 20, &limit, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "replicate", 0, 999, 0, &options.replicate, msg);
	options.limit = (int)limit;
	if (err == SOC_OK)
		err = months_of(s->of[0], &s->months, msg);
	return err == SOC_OK ? soc_find_open(s->of[0], &options, &s->find, msg) : err;
}

static enum soc_err tell_lives(const struct soc_lab_search *s, const struct soc_lab_request *q,
                               struct soc_lab_answer *a, char **text, struct soc_msg *msg)
{
	(void)q;
	(void)a;
	return soc_find_text(s->find, "json", text, msg);
}

/* How many people a condition holds of, and some of them, drawn by the run's seed. */
enum soc_err soc_lab_lives(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                           struct soc_msg *msg)
{
	return search(lab, q, a, begin_lives, tell_lives, msg);
}

/* ---- who wins and who loses ---- */
static enum soc_err begin_moves(struct soc_lab *lab, const struct soc_lab_request *q,
                                struct soc_lab_answer *a, struct soc_lab_search *s, struct soc_msg *msg)
{
	struct soc_transitions_options options = { soc_lab_query(q, "month"), soc_lab_query(q, "by"),
		                                       soc_lab_query(q, "lives"), 0, 0 };
	int count = 0;
	int64_t limit = 0;
	enum soc_err err = soc_lab_query_number(q, "limit", 0, SOC_TRANSITIONS_LIVES_MOST, 20, &limit, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "replicate", 0, 999, 0, &options.replicate, msg);
	if (err == SOC_OK)
		err = soc_lab_runs_open(lab, q, a, 2, 2, s->of, &count, msg);
	options.limit = (int)limit;
	if (err == SOC_OK)
		err = months_of(s->of[0], &s->months, msg);
	return err == SOC_OK ? soc_transitions_begin(s->of[0], s->of[1], &options, &s->moves, msg) : err;
}

static enum soc_err tell_moves(const struct soc_lab_search *s, const struct soc_lab_request *q,
                               struct soc_lab_answer *a, char **text, struct soc_msg *msg)
{
	return soc_transitions_text(soc_transitions_so_far(s->moves), soc_lab_format(q, a, "transitions"), text,
	                            msg);
}

enum soc_err soc_lab_transitions(struct soc_lab *lab, const struct soc_lab_request *q,
                                 struct soc_lab_answer *a, struct soc_msg *msg)
{
	return search(lab, q, a, begin_moves, tell_moves, msg);
}
