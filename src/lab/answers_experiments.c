/* What is asked of experiments: those that are shipped, what one would take, its points run in turns, and
 * what came of it. One has the folder of its name beside the runs, as `socred experiment run FILE -o` makes
 * it. */
#include "lab/lab.h"

#include "base/file.h"
#include "base/locale.h"
#include "base/mem.h"
#include "base/shelf.h"
#include "base/suggestion.h"
#include "experiment/experiment.h"
#include "experiment/hypercube.h"
#include "experiment/runner.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define ANSWER "answer.json"          /* in the folder of an experiment */
#define ANSWER_MOST ((size_t)4 << 20) /* bytes of it */

/* ---- those that are shipped ---- */
/* "experiments/questions/04-appeals.yaml" is "04-appeals". 0: the file is no experiment. */
static int name_of(const char *file, char out[SOC_LAB_NAME])
{
	static const char folder[] = "experiments/";
	const char *from = strrchr(file, '/'), *dot = strrchr(file, '.');
	if (strncmp(file, folder, sizeof folder - 1) != 0 || from == NULL || dot == NULL ||
	    dot - from > SOC_LAB_NAME)
		return 0;
	snprintf(out, SOC_LAB_NAME, "%.*s", (int)(dot - from - 1), from + 1);
	return 1;
}

static enum soc_err find(const char *name, struct soc_lab_answer *a, const struct soc_shelf_file **out,
                         char own[SOC_LAB_NAME], struct soc_msg *msg)
{
	struct soc_suggestion near;
	char best[SOC_LAB_NAME] = "";
	soc_suggestion_begin(&near, name);
	for (size_t i = 0; i < soc_shelf_count(); i++) {
		*out = soc_shelf_at(i);
		if (!name_of((*out)->name, own))
			continue;
		if (strcmp(own, name) == 0)
			return SOC_OK;
		soc_suggestion_try(&near, own);
		if (near.best == own) { /* its bytes do not stay */
			snprintf(best, sizeof best, "%s", own);
			near.best = best;
		}
	}
	a->status = 404;
	return soc_fail(msg, SOC_ERR_USAGE, "there is no experiment \"%.60s\"%s", name,
	                soc_suggestion_hint(&near));
}

/* folder/name, which is no link. 0: it is not there. */
static int folder_of(const struct soc_lab *lab, const char *name, char out[SOC_LAB_PATH])
{
	struct stat st;
	snprintf(out, SOC_LAB_PATH, "%.*s/%s", SOC_LAB_PATH - SOC_LAB_NAME - 2, lab->folder, name);
	return lstat(out, &st) == 0 && S_ISDIR(st.st_mode);
}

static int is_under_way(const struct soc_lab *lab, const char *name)
{
	return lab->experiment.is_on && strcmp(lab->experiment.name, name) == 0;
}

/* The question that a file asks: its line `experiment:`. */
static void put_title(struct soc_buf *b, const char *text)
{
	static const char key[] = "\nexperiment: ";
	char title[SOC_TEXT_MAX] = "";
	const char *at = strstr(text, key);
	if (at != NULL) {
		at += sizeof key - 1;
		snprintf(title, sizeof title, "%.*s", (int)strcspn(at, "\n"), at);
	}
	soc_lab_put_text(b, title);
}

enum soc_err soc_lab_experiments(struct soc_lab *lab, const struct soc_lab_request *q,
                                 struct soc_lab_answer *a, struct soc_msg *msg)
{
	const char *between = "";
	char name[SOC_LAB_NAME], path[SOC_LAB_PATH];
	(void)q;
	(void)msg;
	soc_buf_puts(&a->text, "{\"experiments\":[");
	for (size_t i = 0; i < soc_shelf_count(); i++) {
		const struct soc_shelf_file *file = soc_shelf_at(i);
		if (!name_of(file->name, name))
			continue;
		soc_buf_add(&a->text, "%s{\"name\":\"%s\",\"file\":\"%s\",\"question\":", between, name, file->name);
		put_title(&a->text, file->text);
		soc_buf_add(&a->text, ",\"state\":\"%s\"}",
		            is_under_way(lab, name)      ? "running"
		            : folder_of(lab, name, path) ? "measured"
		                                         : "none");
		between = ",\n";
	}
	soc_buf_puts(&a->text, "]}");
	return SOC_OK;
}

/* ---- one of them ---- */
static void put_plan(struct soc_buf *b, const struct soc_experiment *e)
{
	const struct soc_experiment_size size = soc_experiment_size(e);
	soc_buf_puts(b, ",\"question\":");
	soc_lab_put_text(b, size.title);
	soc_buf_puts(b, ",\"description\":");
	soc_lab_put_text(b, e->description);
	soc_buf_add(b,
	            ",\"design\":\"%s\",\"points\":%lld,\"replicates\":%lld,\"persons\":%lld,\"months\":%lld,"
	            "\"person_months\":",
	            size.design, (long long)size.points, (long long)size.replicates, (long long)size.persons,
	            (long long)size.months);
	soc_lab_put_number(b, (double)size.points * (double)size.replicates * (double)size.persons *
	                          (double)size.months);
	soc_buf_puts(b, ",\"arms\":[");
	for (int i = 0; i < e->arms; i++) {
		soc_buf_puts(b, i > 0 ? "," : "");
		soc_lab_put_text(b, e->arm[i]);
	}
	soc_buf_puts(b, "],\"factors\":[");
	for (int i = 0; i < e->factors_count; i++) {
		soc_buf_puts(b, i > 0 ? "," : "");
		soc_lab_put_text(b, e->factor[i].key);
	}
	soc_buf_puts(b, "],\"outcomes\":[");
	for (int i = 0; i < e->outcomes_told; i++) {
		soc_buf_puts(b, i > 0 ? ",{\"name\":" : "{\"name\":");
		soc_lab_put_text(b, e->outcome[i].name);
		soc_buf_puts(b, ",\"meaning\":");
		soc_lab_put_text(b, e->outcome[i].meaning);
		soc_buf_puts(b, "}");
	}
	soc_buf_puts(b, "]");
}

/* What came of it when it was run here last, as it was written then: to make it again takes seconds. */
static enum soc_err put_measured(struct soc_buf *b, const char *folder, struct soc_msg *msg)
{
	char path[SOC_LAB_PATH + 16], *text = NULL;
	size_t length = 0;
	json_error_t where;
	snprintf(path, sizeof path, "%s/" ANSWER, folder);
	struct soc_msg ignored = { "" };
	const enum soc_err err = soc_file_read(path, ANSWER_MOST, &text, &length, &ignored);
	json_t *read = err == SOC_OK ? json_loadb(text, length, 0, &where) : NULL;
	const int is_sound = json_is_integer(json_object_get(read, "measured")) &&
	                     json_is_integer(json_object_get(read, "refused")) &&
	                     json_is_array(json_object_get(read, "answer")) && json_object_size(read) == 3;
	char *dumped = is_sound ? json_dumps(read, JSON_COMPACT) : NULL;
	json_free_t release = NULL;
	json_get_alloc_funcs(NULL, &release);
	/* without the brace that begins it */
	soc_buf_add(b, ",%s", dumped != NULL ? dumped + 1 : "\"measured\":0,\"refused\":0,\"answer\":null}");
	release(dumped);
	json_decref(read);
	soc_free(text);
	return err == SOC_ERR_MEMORY ? soc_fail(msg, err, "no memory for an answer") : SOC_OK;
}

static enum soc_err read_shelf_file(const struct soc_shelf_file *file, enum soc_experiment_shelved how,
                                    struct soc_experiment **out, struct soc_msg *msg)
{
	struct soc_diagnostics *found = NULL;
	const enum soc_err err =
		soc_experiment_read_shelved(file->name, file->text, file->length, how, out, &found, msg);
	soc_diagnostics_free(found);
	return err;
}

enum soc_err soc_lab_experiment_show(struct soc_lab *lab, const struct soc_lab_request *q,
                                     struct soc_lab_answer *a, struct soc_msg *msg)
{
	const struct soc_shelf_file *file = NULL;
	struct soc_experiment *e = NULL;
	char name[SOC_LAB_NAME], folder[SOC_LAB_PATH];
	const char *wanted = soc_lab_query(q, "name");
	enum soc_err err = find(wanted != NULL ? wanted : "", a, &file, name, msg);
	if (err == SOC_OK)
		err = read_shelf_file(file, SOC_EXPERIMENT_PLAN, &e, msg);
	if (err != SOC_OK)
		return err;
	const int runs = is_under_way(lab, name);
	soc_buf_add(&a->text, "{\"name\":\"%s\",\"file\":\"%s\",\"state\":\"%s\",\"done\":%lld,\"all\":%lld",
	            name, file->name, runs ? "running" : "rests", (long long)(runs ? lab->experiment.done : 0),
	            (long long)(runs ? lab->experiment.all : 0));
	put_plan(&a->text, e);
	err = put_measured(&a->text, !runs && folder_of(lab, name, folder) ? folder : "/nowhere", msg);
	soc_experiment_free(e);
	return err;
}

/* ---- running ---- */
static void tell(struct soc_lab *lab, const char *state, const char *error)
{
	struct soc_buf b = { 0 };
	soc_buf_add(
		&b, "\"type\":\"experiment\",\"name\":\"%s\",\"state\":\"%s\",\"done\":%lld,\"all\":%lld,\"error\":",
		lab->experiment.name, state, (long long)lab->experiment.done, (long long)lab->experiment.all);
	soc_lab_put_text(&b, error);
	soc_lab_tell(lab, &b);
}

/* The name in "/api/experiments/NAME/run". */
static void named(const struct soc_lab_request *q, char out[SOC_LAB_NAME])
{
	const char *at = q->path + strlen("/api/experiments/");
	const size_t n = strcspn(at, "/");
	snprintf(out, SOC_LAB_NAME, "%.*s", n < SOC_LAB_NAME ? (int)n : 0, at);
}

static void put_state(struct soc_buf *b, const struct soc_lab *lab, const char *name, int runs)
{
	soc_buf_add(b, "{\"name\":\"%s\",\"state\":\"%s\",\"done\":%lld,\"all\":%lld}", name,
	            runs ? "running" : "rests", (long long)lab->experiment.done, (long long)lab->experiment.all);
}

/* What is measured so far, and what it says, into the folder of the experiment under way. */
static enum soc_err keep_answer(const struct soc_lab *lab, struct soc_msg *msg)
{
	struct soc_experiment_state state = { 0 };
	struct soc_buf b = { 0 };
	char path[SOC_LAB_PATH + 16], *answer = NULL;
	const struct soc_lab_experiment *x = &lab->experiment;
	enum soc_err err = soc_experiment_status(x->e, x->folder, &state, msg);
	if (err != SOC_OK || state.measured == 0)
		return err;
	err = soc_experiment_analyse(x->e, x->folder, "json", &answer, NULL, msg);
	if (err == SOC_OK)
		soc_buf_add(&b, "{\"measured\":%lld,\"refused\":%lld,\"answer\":%s}\n", (long long)state.measured,
		            (long long)state.refused, answer);
	snprintf(path, sizeof path, "%s/" ANSWER, x->folder);
	char *text = err == SOC_OK ? soc_buf_take(&b) : NULL;
	if (err == SOC_OK)
		err = text != NULL ? soc_text_write(path, text, msg)
		                   : soc_fail(msg, SOC_ERR_MEMORY, "no memory for an answer");
	soc_free(text);
	soc_text_free(answer);
	return err;
}

static enum soc_err check_size(const struct soc_lab *lab, const struct soc_experiment *e, struct soc_msg *msg)
{
	const struct soc_experiment_size size = soc_experiment_size(e);
	const double work =
		(double)size.points * (double)size.replicates * (double)size.persons * (double)size.months;
	if ((lab->options.persons_most > 0 && size.persons > lab->options.persons_most) ||
	    (lab->options.work_most > 0 && work > (double)lab->options.work_most))
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "people in a run: %lld, person-months in all: %.3g million; this lab takes fewer",
		                (long long)size.persons, work / 1e6);
	return SOC_OK;
}

enum soc_err soc_lab_experiment_begin(struct soc_lab *lab, const struct soc_lab_request *q,
                                      struct soc_lab_answer *a, struct soc_msg *msg)
{
	const struct soc_shelf_file *file = NULL;
	struct soc_experiment *e = NULL;
	char wanted[SOC_LAB_NAME], name[SOC_LAB_NAME], folder[SOC_LAB_PATH];
	named(q, wanted);
	enum soc_err err = find(wanted, a, &file, name, msg);
	if (err == SOC_OK && soc_lab_is_busy(lab))
		err = soc_fail(msg, SOC_ERR_BUSY, "%s is under way: one at a time; stop it, or wait",
		               lab->experiment.is_on ? lab->experiment.name : lab->run_job.run->name);
	if (err == SOC_OK)
		err = read_shelf_file(file, SOC_EXPERIMENT_PLAN, &e, msg);
	if (err == SOC_OK)
		err = check_size(lab, e, msg);
	if (err == SOC_OK && !folder_of(lab, name, folder) && mkdir(folder, 0777) != 0)
		err = soc_fail(msg, SOC_ERR_IO, "%s: %s", folder, soc_locale_errno(errno));
	if (err == SOC_OK) {
		const struct soc_experiment_size size = soc_experiment_size(e);
		lab->experiment = (struct soc_lab_experiment){ .is_on = 1, .all = size.points * size.replicates };
		snprintf(lab->experiment.name, sizeof lab->experiment.name, "%s", name);
		a->status = 201;
		tell(lab, "running", "");
		put_state(&a->text, lab, name, 1);
	}
	soc_experiment_free(e);
	return err;
}

void soc_lab_experiment_end(struct soc_lab *lab, const char *error)
{
	struct soc_lab_experiment *x = &lab->experiment;
	if (!x->is_on)
		return;
	const int is_whole = x->turns != NULL && x->done >= x->all;
	soc_experiment_turns_close(x->turns);
	soc_experiment_free(x->e);
	x->turns = NULL;
	x->e = NULL;
	x->is_on = 0;
	tell(lab, error[0] != '\0' ? "failed" : is_whole ? "done" : "stopped", error);
}

enum soc_err soc_lab_experiment_stop(struct soc_lab *lab, const struct soc_lab_request *q,
                                     struct soc_lab_answer *a, struct soc_msg *msg)
{
	const struct soc_shelf_file *file = NULL;
	char wanted[SOC_LAB_NAME], name[SOC_LAB_NAME];
	named(q, wanted);
	const enum soc_err err = find(wanted, a, &file, name, msg);
	if (err != SOC_OK)
		return err;
	if (is_under_way(lab, name)) {
		struct soc_msg why = { "" };
		const enum soc_err kept = lab->experiment.turns != NULL ? keep_answer(lab, &why) : SOC_OK;
		soc_lab_experiment_end(lab, kept == SOC_OK ? "" : why.text);
	}
	put_state(&a->text, lab, name, 0);
	return SOC_OK;
}

/* ---- the pieces ---- */
/* Reading, the draws of the assumptions, the keys of all points, and then points until there are none left.
 */
static enum soc_err piece(struct soc_lab *lab, int *more, struct soc_msg *msg)
{
	struct soc_lab_experiment *x = &lab->experiment;
	const struct soc_shelf_file *file = NULL;
	struct soc_lab_answer ignored = { 0 };
	char own[SOC_LAB_NAME];
	*more = 1;
	if (x->e == NULL) {
		const enum soc_err err = find(x->name, &ignored, &file, own, msg);
		return err == SOC_OK ? read_shelf_file(file, SOC_EXPERIMENT_UNFILLED, &x->e, msg) : err;
	}
	if (x->e->draws != NULL && x->drawn < x->e->draws->draws) {
		const int workers = soc_runner_workers(lab->options.threads);
		const int64_t left = x->e->draws->draws - x->drawn, n = left < workers ? left : workers;
		x->drawn += n;
		return soc_hypercube_draw(x->e->draws, x->e, x->drawn - n + 1, x->drawn + 1, workers, &x->stop, msg);
	}
	if (x->turns == NULL) {
		const struct soc_experiment_options options = { .folder = x->folder,
			                                            .workers = lab->options.threads,
			                                            .memory_limit = lab->options.memory_limit,
			                                            .share = 1,
			                                            .shares = 1,
			                                            .stop = &x->stop };
		(void)folder_of(lab, x->name, x->folder);
		return soc_experiment_turns_open(x->e, &options, &x->turns, msg);
	}
	enum soc_err err = soc_experiment_turns_next(x->turns, more, msg);
	return err == SOC_OK && !*more ? keep_answer(lab, msg) : err;
}

int soc_lab_experiment_work(struct soc_lab *lab)
{
	struct soc_lab_experiment *x = &lab->experiment;
	struct soc_msg msg = { "" };
	int more = 0;
	if (!x->is_on)
		return 0;
	const enum soc_err err = x->stop ? SOC_ERR_INTERRUPTED : piece(lab, &more, &msg);
	soc_lab_hide_folder(lab, msg.text);
	if (x->turns != NULL)
		soc_experiment_turns_done(x->turns, &x->done, &x->all);
	if (err == SOC_OK && more)
		tell(lab, "running", "");
	else
		soc_lab_experiment_end(lab, err == SOC_OK || err == SOC_ERR_INTERRUPTED ? "" : msg.text);
	return 1;
}
