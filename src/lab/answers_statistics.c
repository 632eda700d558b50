/* What is asked of the months of a run, of one under way and of a preview as well: which statistics it has,
 * and one of them month by month. They are those of the headline, by its own definitions, told for a month.
 */
#include "lab/lab.h"

#include "analysis/summaries.h"
#include "base/mem.h"
#include "base/suggestion.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Where a run's months stand: in a file, in the file that is being written, or in memory. */
struct source {
	struct soc_result *r;
	struct soc_result open; /* what r points to where the writer holds the tables */
	const struct soc_scenario *s;
	struct soc_scenario *read; /* where it had to be read: released with the source */
	double sampling_weight;
	int64_t replicate, month; /* under way: finished months of this replicate */
};

/* ---- the source ---- */
static void take_tables(struct source *from, sqlite3 *db)
{
	from->open = (struct soc_result){ .schema = &soc_schema_of_run, .db = db };
	from->r = &from->open;
}

/* 1: the run is under way, and its first month may have come. */
static int take_job(struct source *from, const struct soc_lab_job *job)
{
	sqlite3 *db = job->writer != NULL ? job->writer->db : job->memory.result.db;
	if (job->run->state < SOC_LAB_RUNNING || db == NULL)
		return 0;
	take_tables(from, db);
	from->s = job->s;
	from->sampling_weight = job->sampling_weight;
	from->replicate = job->writer != NULL ? job->run->replicate : 0; /* memory holds one, as the first */
	from->month = job->run->month;
	return 1;
}

static int take_kept(struct source *from, struct soc_lab *lab, const char *name)
{
	for (int i = 0; i < SOC_LAB_KEPT; i++) {
		struct soc_lab_kept *k = &lab->kept[i];
		if (k->s == NULL || strcmp(k->name, name) != 0)
			continue;
		k->used = ++lab->keeps;
		take_tables(from, k->memory.result.db);
		from->s = k->s;
		from->sampling_weight = k->sampling_weight;
		from->replicate = -1;
		return 1;
	}
	return 0;
}

static enum soc_err take_file(struct source *from, struct soc_lab *lab, const char *name,
                              struct soc_lab_answer *a, struct soc_msg *msg)
{
	enum soc_err err = soc_lab_run_open(lab, name, a, &from->r, msg);
	if (err == SOC_OK)
		err = soc_result_scenario(from->r, &from->read, msg);
	if (err == SOC_OK)
		err = soc_statistic_sampling_weight(from->r, &from->sampling_weight, msg);
	from->s = from->read;
	from->replicate = -1;
	return err;
}

static enum soc_err open_source(struct soc_lab *lab, const struct soc_lab_request *q,
                                struct soc_lab_answer *a, struct source *from, struct soc_msg *msg)
{
	const char *name = soc_lab_query(q, "run");
	const struct soc_lab_job *const jobs[] = { &lab->preview_job, &lab->run_job };
	*from = (struct source){ 0 };
	for (int i = 0; i < 2; i++)
		if (name != NULL && jobs[i]->run != NULL && strcmp(jobs[i]->run->name, name) == 0 &&
		    take_job(from, jobs[i]))
			return SOC_OK;
	if (name != NULL && take_kept(from, lab, name))
		return SOC_OK;
	return take_file(from, lab, name, a, msg);
}

static void close_source(struct source *from)
{
	soc_scenario_free(from->read);
}

/* How many months of a replicate there are; 0: it has not begun, or there is none such. */
static enum soc_err months_of(const struct source *from, int64_t replicate, int64_t *out, struct soc_msg *msg)
{
	double finished = NAN;
	soc_result_begin(from->r);
	const enum soc_err err =
		soc_result_real(from->r, "SELECT months_finished FROM replicates WHERE replicate = ?1", &replicate, 1,
	                    &finished, msg);
	*out = !isnan(finished) ? (int64_t)finished : replicate == from->replicate ? from->month : 0;
	return err;
}

/* ---- statistics ---- */
/* One of the headline: of soc_statistics, or of a module. */
struct told {
	struct soc_statistic f;
	const struct soc_summary *summary; /* NULL: of soc_statistics */
	const char *section;
};

static enum soc_err read_one(const struct source *from, const struct told *t, int64_t replicate,
                             int64_t month, double *out, struct soc_msg *msg)
{
	double cases;
	soc_result_begin(from->r);
	return t->summary != NULL
	           ? soc_summary_read(from->r, from->s, t->summary, replicate, month, out, &cases, msg)
	           : soc_statistic_read(from->r, &t->f, replicate, month, from->sampling_weight, out, msg);
}

/* One by its number in the order of the headline; section: of the one before, and then its own. */
static struct told at(int i, const char *section)
{
	struct told t = { .section = section };
	if (i < SOC_STATISTICS_COUNT) {
		t.f = soc_statistics[i];
		t.section = t.f.section != NULL ? t.f.section : section;
	} else {
		t.summary = soc_summaries_at(i - SOC_STATISTICS_COUNT);
		t.f = soc_summary_statistic(t.summary);
		t.section = soc_modules[soc_summaries_module(i - SOC_STATISTICS_COUNT)]->title;
	}
	return t;
}

static int count_all(void)
{
	return SOC_STATISTICS_COUNT + soc_summaries_count();
}

/* Calls `each` for every statistic that the scenario can have, in the order of the headline, until it fails.
 */
static enum soc_err for_each(const struct soc_scenario *s,
                             enum soc_err (*each)(void *user, const struct told *t, struct soc_msg *msg),
                             void *user, struct soc_msg *msg)
{
	struct soc_module_found found[SOC_MODULES];
	struct told t = { .section = "" };
	enum soc_err err = soc_summaries_find_modules(s, found, msg);
	for (int i = 0; err == SOC_OK && i < count_all(); i++) {
		t = at(i, t.section);
		if (t.summary != NULL ? soc_summaries_has(i - SOC_STATISTICS_COUNT, s, found)
		                      : soc_statistic_is_told(&t.f, s))
			err = each(user, &t, msg);
	}
	return err;
}

static void put_one(struct soc_buf *b, const struct told *t)
{
	char full[SOC_FULL_LABEL];
	soc_buf_add(b, "{\"name\":\"%s\",\"section\":", t->f.name);
	soc_lab_put_text(b, t->section);
	soc_buf_puts(b, ",\"label\":");
	soc_lab_put_text(b, t->f.label);
	soc_statistic_full_label(t->section, t->f.label, full, sizeof full);
	soc_buf_puts(b, ",\"full_label\":");
	soc_lab_put_text(b, full);
	soc_buf_puts(b, ",\"least\":");
	soc_lab_put_number(b, t->f.least);
	soc_buf_puts(b, ",\"most\":");
	soc_lab_put_number(b, t->f.most);
}

/* ---- which there are ---- */
struct listing {
	const struct source *from;
	struct soc_buf *b;
	const char *between;
	int64_t replicate, month; /* below 0: without values */
};

/* Whether too little stands behind a value to say more than its order of magnitude. */
static enum soc_err is_few(const struct source *from, const struct told *t, int64_t replicate, int64_t month,
                           double value, int *out, struct soc_msg *msg)
{
	double cases = 0.0, again;
	soc_result_begin(from->r);
	const enum soc_err err =
		t->summary != NULL
			? soc_summary_read(from->r, from->s, t->summary, replicate, month, &again, &cases, msg)
			: soc_statistic_cases(from->r, &t->f, replicate, month, &cases, msg);
	*out = !isnan(value) && soc_statistic_is_few(soc_statistic_rests_on(&t->f, value, cases));
	return err;
}

static enum soc_err list_one(void *user, const struct told *t, struct soc_msg *msg)
{
	struct listing *l = user;
	double value = NAN;
	soc_buf_puts(l->b, l->between);
	put_one(l->b, t);
	l->between = ",\n";
	if (l->month < 0) {
		soc_buf_puts(l->b, "}");
		return SOC_OK;
	}
	int few = 0;
	enum soc_err err = read_one(l->from, t, l->replicate, l->month, &value, msg);
	if (err == SOC_OK)
		err = is_few(l->from, t, l->replicate, l->month, value, &few, msg);
	soc_buf_puts(l->b, ",\"value\":");
	soc_lab_put_number(l->b, value);
	soc_buf_add(l->b, ",\"few\":%s}", few ? "true" : "false");
	return err;
}

enum soc_err soc_lab_put_statistics(struct soc_buf *b, const struct soc_scenario *s, struct soc_msg *msg)
{
	struct listing l = { NULL, b, "", -1, -1 };
	soc_buf_puts(b, ",\"statistics\":[");
	const enum soc_err err = for_each(s, list_one, &l, msg);
	soc_buf_puts(b, "]");
	return err;
}

void soc_lab_put_all_statistics(struct soc_buf *b)
{
	struct told t = { .section = "" };
	soc_buf_puts(b, ",\"statistics\":[");
	for (int i = 0; i < count_all(); i++) {
		t = at(i, t.section);
		soc_buf_puts(b, i > 0 ? ",\n" : "");
		put_one(b, &t);
		soc_buf_puts(b, "}");
	}
	soc_buf_puts(b, "]");
}

enum soc_err soc_lab_statistics(struct soc_lab *lab, const struct soc_lab_request *q,
                                struct soc_lab_answer *a, struct soc_msg *msg)
{
	struct source from = { 0 };
	int64_t months = 0;
	struct listing l = { &from, &a->text, "", -1, -1 };
	enum soc_err err = soc_lab_query_number(q, "replicate", 0, 999, -1, &l.replicate, msg);
	if (err == SOC_OK)
		err = open_source(lab, q, a, &from, msg);
	if (err == SOC_OK && l.replicate >= 0)
		err = months_of(&from, l.replicate, &months, msg);
	l.month = months - 1;
	soc_buf_puts(&a->text, "{\"statistics\":[");
	if (err == SOC_OK)
		err = for_each(from.s, list_one, &l, msg);
	soc_buf_puts(&a->text, "]}");
	close_source(&from);
	return err;
}

/* ---- one of them ---- */
struct search {
	const char *name;
	struct told found;
	int is_found;
	struct soc_suggestion near;
};

static enum soc_err compare_name(void *user, const struct told *t, struct soc_msg *msg)
{
	struct search *f = user;
	(void)msg;
	soc_suggestion_try(&f->near, t->f.name);
	if (strcmp(t->f.name, f->name) == 0) {
		f->found = *t;
		f->is_found = 1;
	}
	return SOC_OK;
}

static enum soc_err find_one(const struct source *from, const char *name, struct soc_lab_answer *a,
                             struct told *out, struct soc_msg *msg)
{
	struct search f = { .name = name != NULL ? name : "" };
	soc_suggestion_begin(&f.near, f.name);
	const enum soc_err err = for_each(from->s, compare_name, &f, msg);
	if (err != SOC_OK)
		return err;
	*out = f.found;
	if (f.is_found)
		return SOC_OK;
	a->status = 404;
	return soc_fail(msg, SOC_ERR_USAGE, "this run has no statistic \"%.60s\"%s", f.name,
	                soc_suggestion_hint(&f.near));
}

/* Its values in the months of one replicate, from a month on. */
static enum soc_err put_months(const struct source *from, const struct told *t, int64_t replicate,
                               int64_t since, struct soc_buf *b, struct soc_msg *msg)
{
	int64_t months = 0;
	double value = NAN;
	enum soc_err err = months_of(from, replicate, &months, msg);
	soc_buf_puts(b, ",\"values\":[");
	for (int64_t month = since; err == SOC_OK && month < months; month++) {
		err = read_one(from, t, replicate, month, &value, msg);
		soc_buf_puts(b, month > since ? "," : "");
		soc_lab_put_number(b, value);
	}
	soc_buf_puts(b, "]}");
	return err;
}

enum soc_err soc_lab_curve(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                           struct soc_msg *msg)
{
	struct source from = { 0 };
	struct told t;
	int64_t replicate = 0, since = 0;
	enum soc_err err = soc_lab_query_number(q, "replicate", 0, 999, 0, &replicate, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "since", 0, 100000, 0, &since, msg);
	if (err == SOC_OK)
		err = open_source(lab, q, a, &from, msg);
	if (err == SOC_OK)
		err = find_one(&from, soc_lab_query(q, "statistic"), a, &t, msg);
	if (err == SOC_OK) {
		put_one(&a->text, &t);
		soc_buf_add(&a->text, ",\"replicate\":%lld,\"since\":%lld", (long long)replicate, (long long)since);
		err = put_months(&from, &t, replicate, since, &a->text, msg);
	}
	close_source(&from);
	return err;
}

/* ---- previews that have ended ---- */
static void drop_kept(struct soc_lab_kept *k)
{
	soc_results_in_memory_release(&k->memory);
	soc_scenario_free(k->s);
	*k = (struct soc_lab_kept){ 0 };
}

void soc_lab_keep_preview(struct soc_lab *lab, struct soc_lab_job *job)
{
	struct soc_lab_kept *oldest = &lab->kept[0];
	for (int i = 1; i < SOC_LAB_KEPT; i++)
		if (lab->kept[i].used < oldest->used)
			oldest = &lab->kept[i];
	drop_kept(oldest);
	*oldest = (struct soc_lab_kept){
		.memory = job->memory, .s = job->s, .sampling_weight = job->sampling_weight, .used = ++lab->keeps
	};
	memcpy(oldest->name, job->run->name, sizeof oldest->name);
	job->memory = (struct soc_results_in_memory){ 0 };
	job->s = NULL;
}

void soc_lab_kept_drop(struct soc_lab *lab)
{
	for (int i = 0; i < SOC_LAB_KEPT; i++)
		drop_kept(&lab->kept[i]);
}
