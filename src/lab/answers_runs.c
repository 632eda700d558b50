/* What is asked of runs: which there are, a new one, one with its state, its end. */
#include "lab/lab.h"

#include "base/locale.h"
#include "base/mem.h"
#include "input/text/number.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define NAME_MOST 200 /* bytes of a label */

/* ---- showing ---- */
static double share_of(const struct soc_lab_run *run)
{
	if (run->state == SOC_LAB_DONE || run->state == SOC_LAB_FINISHING)
		return 1.0;
	if (run->months <= 0 || run->replicates <= 0)
		return 0.0;
	return ((double)run->replicate + (double)run->month / (double)run->months) / (double)run->replicates;
}

void soc_lab_put_run(struct soc_buf *b, const struct soc_lab_run *run)
{
	char from[SOC_NUMBER_TEXT] = ""; /* unknown where the results cannot be read */
	if (run->months > 0)
		soc_month_write(run->from, from);
	soc_buf_add(b, "{\"name\":\"%s\",\"state\":\"%s\",\"preview\":%s,\"partial\":%s,\"scenario\":", run->name,
	            soc_lab_state_words[run->state], run->is_preview ? "true" : "false",
	            run->is_partial ? "true" : "false");
	soc_lab_put_text(b, run->scenario != NULL ? run->scenario : "");
	soc_buf_puts(b, ",\"label\":");
	soc_lab_put_text(b, run->label != NULL ? run->label : "");
	soc_buf_add(b, ",\"own_text\":%s,\"settings\":%s,\"error\":", run->yaml != NULL ? "true" : "false",
	            run->settings != NULL ? run->settings : "{}");
	soc_lab_put_text(b, run->error);
	soc_buf_add(b,
	            ",\"persons\":%lld,\"months\":%lld,\"replicates\":%lld,\"seed\":%lld,\"replicate\":%lld,"
	            "\"month\":%lld,"
	            "\"share\":",
	            (long long)run->persons, (long long)run->months, (long long)run->replicates,
	            (long long)run->seed, (long long)run->replicate, (long long)run->month);
	soc_lab_put_number(b, share_of(run));
	soc_buf_puts(b, ",\"built\":");
	soc_lab_put_number(b, run->state < SOC_LAB_RUNNING ? run->built : 1.0);
	soc_buf_add(b, ",\"from\":\"%s\",\"base\":\"%s\",\"assumptions\":\"%s\"", from, run->base,
	            run->assumptions != NULL ? run->assumptions : "");
	soc_buf_add(b, ",\"digest\":\"%s\"}", run->result != NULL ? run->result->content : "");
}

enum soc_err soc_lab_runs(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                          struct soc_msg *msg)
{
	(void)q;
	(void)msg;
	soc_buf_puts(&a->text, "{\"runs\":[");
	for (size_t i = 0; i < lab->runs_count; i++) {
		soc_buf_puts(&a->text, i > 0 ? ",\n" : "");
		soc_lab_put_run(&a->text, lab->runs[i]);
	}
	soc_buf_add(&a->text, "],\"last\":%lld}", (long long)lab->events);
	return SOC_OK;
}

/* The name in "/api/runs/NAME" and "/api/runs/NAME/stop". Errors: SOC_ERR_USAGE, with status 404. */
static enum soc_err named(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                          struct soc_lab_run **out, struct soc_msg *msg)
{
	const char *at = q->path + strlen("/api/runs/");
	const size_t n = strcspn(at, "/");
	char name[SOC_LAB_NAME] = "";
	if (n < sizeof name) {
		memcpy(name, at, n);
		if (strcmp(name, lab->preview.name) == 0 && n > 0) {
			*out = &lab->preview;
			return SOC_OK;
		}
		*out = soc_lab_run_find(lab, name);
		if (*out != NULL)
			return SOC_OK;
	}
	a->status = 404;
	return soc_fail(msg, SOC_ERR_USAGE, "there is no run \"%.60s\"", at);
}

enum soc_err soc_lab_run_show(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                              struct soc_msg *msg)
{
	struct soc_lab_run *run = NULL;
	enum soc_err err = named(lab, q, a, &run, msg);
	if (err == SOC_OK && !run->is_preview && run->state >= SOC_LAB_DONE) {
		struct soc_result *ignored;
		(void)soc_lab_run_open(lab, run->name, a, &ignored, msg); /* for its digest; without, it has none */
		a->status = 200;
	}
	if (err == SOC_OK)
		soc_lab_put_run(&a->text, run);
	return err;
}

/* ---- beginning ---- */
int soc_lab_is_busy(const struct soc_lab *lab)
{
	return !soc_lab_job_is_idle(&lab->run_job) || lab->experiment.is_on;
}

static enum soc_err check_size(const struct soc_lab *lab, const struct soc_scenario *s, struct soc_msg *msg)
{
	const int64_t persons = soc_scenario_persons(s);
	const double work = (double)persons * (double)soc_scenario_months(s) * (double)soc_scenario_replicates(s);
	if (lab->options.persons_most > 0 && persons > lab->options.persons_most)
		return soc_fail(msg, SOC_ERR_LIMIT, "people.persons: %lld; this lab takes at most %lld",
		                (long long)persons, (long long)lab->options.persons_most);
	if (lab->options.work_most > 0 && work > (double)lab->options.work_most)
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"people, months and replicates make %.3g million person-months; this lab takes at most %.3g",
			work / 1e6, (double)lab->options.work_most / 1e6);
	return SOC_OK;
}

/* What was asked for is kept beside the run. Errors: SOC_ERR_MEMORY. */
static enum soc_err keep(struct soc_lab_run *run, const struct soc_lab_wish *w, const json_t *body,
                         struct soc_msg *msg)
{
	const json_t *settings = json_object_get(body, "settings");
	const char *label = json_string_value(json_object_get(body, "label"));
	char *dumped = settings != NULL ? json_dumps(settings, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
	json_free_t release = NULL;
	json_get_alloc_funcs(NULL, &release);
	run->scenario = soc_strdup(w->name);
	run->settings = soc_strdup(dumped != NULL ? dumped : "{}");
	run->label = soc_strdup(label != NULL && strlen(label) <= NAME_MOST ? label : "");
	run->yaml = w->is_own ? soc_strdup(w->text) : NULL;
	const int lost = settings != NULL && dumped == NULL;
	int at = 0;
	release(dumped);
	enum soc_err err = soc_lab_scenario_find(w->name, &at, msg);
	if (err == SOC_OK && !run->is_preview) /* with which nothing is compared later */
		err = soc_lab_scenario_base(at, run->base, msg);
	if (err != SOC_OK)
		return err;
	return !lost && run->scenario != NULL && run->settings != NULL && run->label != NULL &&
	               (run->yaml != NULL) == w->is_own
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "no memory for a run");
}

static enum soc_err begin_preview(struct soc_lab *lab, const struct soc_lab_wish *w, const json_t *body,
                                  struct soc_scenario *s, struct soc_msg *msg)
{
	soc_lab_run_clear(&lab->preview);
	lab->preview.is_preview = 1;
	lab->last_preview = lab->last_preview % 9999999 + 1;
	snprintf(lab->preview.name, sizeof lab->preview.name, "preview-%d", lab->last_preview);
	const enum soc_err err = keep(&lab->preview, w, body, msg);
	if (err == SOC_OK)
		soc_lab_job_begin(&lab->preview_job, &lab->preview, s);
	else
		soc_lab_run_clear(&lab->preview);
	return err;
}

enum soc_err soc_lab_run_new(struct soc_lab *lab, struct soc_lab_run **out, struct soc_msg *msg)
{
	char name[SOC_LAB_NAME], path[SOC_LAB_PATH];
	if (soc_lab_is_busy(lab))
		return soc_fail(msg, SOC_ERR_BUSY, "%s is under way: one at a time; stop it, or wait",
		                lab->experiment.is_on ? lab->experiment.name : lab->run_job.run->name);
	if (lab->runs_count >= SOC_LAB_RUNS_MOST || lab->last_number >= 9999999)
		return soc_fail(msg, SOC_ERR_LIMIT, "the folder is full, the most is %d: delete some runs",
		                SOC_LAB_RUNS_MOST);
	snprintf(name, sizeof name, "run-%d", lab->last_number + 1);
	struct soc_lab_run *run = soc_lab_run_add(lab, name);
	if (run == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for a run");
	if (!soc_lab_path(lab, run, "", path) || mkdir(path, 0777) != 0) {
		const enum soc_err err =
			soc_fail(msg, SOC_ERR_IO, "%s/%s: %s", lab->folder, name, soc_locale_errno(errno));
		soc_lab_run_drop(lab, run);
		return err;
	}
	*out = run;
	return SOC_OK;
}

static enum soc_err begin_run(struct soc_lab *lab, const struct soc_lab_wish *w, const json_t *body,
                              struct soc_scenario *s, struct soc_lab_run **out, struct soc_msg *msg)
{
	struct soc_lab_run *run = NULL;
	enum soc_err err = soc_lab_run_new(lab, &run, msg);
	if (err != SOC_OK)
		return err;
	err = keep(run, w, body, msg);
	if (err != SOC_OK) {
		soc_lab_run_unlink(lab, run);
		soc_lab_run_drop(lab, run);
		return err;
	}
	soc_lab_job_begin(&lab->run_job, run, s);
	atomic_store(&lab->under_way, lab->last_number);
	*out = run;
	return SOC_OK;
}

enum soc_err soc_lab_runs_begin(struct soc_lab *lab, const struct soc_lab_request *q,
                                struct soc_lab_answer *a, struct soc_msg *msg)
{
	struct soc_lab_wish w;
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *found = NULL; /* POST /api/check tells them all */
	struct soc_lab_run *run = &lab->preview;
	const int is_preview = json_is_true(json_object_get(q->body, "preview"));
	if (is_preview &&
	    !soc_lab_job_is_idle(&lab->preview_job)) { /* of another page: both are to have theirs */
		a->status = 202;
		soc_buf_add(&a->text, "{\"share\":%.3g}", (double)lab->preview.month / (double)lab->preview.months);
		return SOC_OK;
	}
	enum soc_err err = soc_lab_wish_read(&w, q->body, msg);
	if (err == SOC_OK)
		err = soc_lab_wish_scenario(&w, &s, &found, msg);
	if (err == SOC_OK)
		err = check_size(lab, s, msg);
	if (err == SOC_OK)
		err =
			is_preview ? begin_preview(lab, &w, q->body, s, msg) : begin_run(lab, &w, q->body, s, &run, msg);
	if (err == SOC_OK) {
		a->status = 201;
		soc_lab_tell_run(lab, run);
		soc_lab_put_run(&a->text, run);
	} else
		soc_scenario_free(s);
	soc_diagnostics_free(found);
	soc_lab_wish_release(&w);
	return err;
}

/* ---- ending ---- */
enum soc_err soc_lab_run_stop(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                              struct soc_msg *msg)
{
	struct soc_lab_run *run = NULL;
	const enum soc_err err = named(lab, q, a, &run, msg);
	if (err != SOC_OK)
		return err;
	if (lab->run_job.run == run)
		soc_lab_job_end(lab, &lab->run_job);
	if (lab->preview_job.run == run)
		soc_lab_job_end(lab, &lab->preview_job);
	soc_lab_put_run(&a->text, run);
	return SOC_OK;
}

enum soc_err soc_lab_run_delete(struct soc_lab *lab, const struct soc_lab_request *q,
                                struct soc_lab_answer *a, struct soc_msg *msg)
{
	struct soc_lab_run *run = NULL;
	const enum soc_err err = named(lab, q, a, &run, msg);
	if (err != SOC_OK)
		return err;
	if (run->is_preview)
		return soc_fail(msg, SOC_ERR_USAGE, "a preview is kept nowhere: there is nothing to delete");
	if (lab->run_job.run == run)
		return soc_fail(msg, SOC_ERR_BUSY, "%s is under way: stop it first", run->name);
	soc_lab_run_unlink(lab, run);
	soc_lab_run_drop(lab, run);
	soc_buf_puts(&a->text, "{}");
	return SOC_OK;
}
