/* Work: a run or a preview, a piece at a time. What soc_sim_run does in one go is done here in turns, with
 * the same functions in the same order, so that the same results come of it. */
#include "lab/people_kept.h"

#include "base/mem.h"
#include "base/shelf.h"
#include "input/schema/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PIECE_LEAST \
	10000 /* people of a piece of a month: to begin one costs as much as stepping some hundreds */

int soc_lab_job_is_idle(const struct soc_lab_job *job)
{
	return job->run == NULL;
}

void soc_lab_job_begin(struct soc_lab_job *job, struct soc_lab_run *run, struct soc_scenario *s)
{
	*job = (struct soc_lab_job){ .run = run, .s = s };
	run->state = SOC_LAB_WAITING;
	run->persons = soc_scenario_persons(s);
	run->months = soc_scenario_months(s);
	run->replicates = soc_scenario_replicates(s);
	run->seed = s->seed;
	run->from = s->span.from;
	run->built = 0.0;
}

/* All but what the run has written. */
static void release(struct soc_lab_job *job)
{
	soc_sim_close(&job->sim);
	soc_result_writer_free(job->writer);
	soc_results_in_memory_release(&job->memory);
	soc_assumptions_free(job->ensemble);
	soc_scenario_free(job->s);
	*job = (struct soc_lab_job){ 0 };
}

static void end_as(struct soc_lab *lab, struct soc_lab_job *job, enum soc_lab_state state, const char *error)
{
	struct soc_lab_run *run = job->run;
	run->state = state;
	snprintf(run->error, sizeof run->error, "%s", error);
	soc_lab_hide_folder(lab, run->error);
	if (run->is_preview && state == SOC_LAB_DONE) {
		soc_lab_people_keep(lab, job);
		soc_lab_keep_preview(lab, job);
	}
	release(job);
	if (!run->is_preview)
		atomic_store(&lab->under_way, 0);
	if (!run->is_preview && (state == SOC_LAB_FAILED || (state == SOC_LAB_STOPPED && !run->is_partial)))
		soc_lab_run_unlink(lab, run); /* nothing was finished */
	soc_lab_tell_run(lab, run);
}

/* ---- the pieces ---- */
/* The ensemble that is shipped beside a scenario stands for a run of it, of any size and seed; for one with
 * other values it would not be true. */
static enum soc_err find_ensemble(struct soc_lab_job *job, struct soc_msg *msg)
{
	struct soc_msg other = { "" };
	int at = -1;
	job->run->assumptions = "none";
	if (soc_lab_scenario_find(job->run->scenario, &at, &other) != SOC_OK ||
	    (at = soc_lab_ensemble_find(at)) < 0)
		return SOC_OK;
	const struct soc_shelf_file *file = soc_shelf_at((size_t)at);
	enum soc_err err =
		soc_assumptions_read_text(file->name, file->text, file->length, &job->ensemble, NULL, msg);
	if (err == SOC_OK)
		err = soc_assumptions_match_scenario(job->ensemble, job->s, &other);
	job->run->assumptions = err == SOC_OK ? "shipped" : "changed";
	if (err == SOC_OK)
		soc_result_writer_assumptions(job->writer, job->ensemble);
	return err == SOC_ERR_DIFFERENT ? SOC_OK : err;
}

/* The months of a preview, of which no file is written, are held in memory for who asks for them. */
static enum soc_err hold_months(struct soc_lab_job *job, struct soc_msg *msg)
{
	return job->run->is_preview ? soc_results_in_memory_begin(&job->memory, job->s, &job->sim->plan, msg)
	                            : SOC_OK;
}

/* All but the people: plan, rules, and the file of results. */
static enum soc_err prepare(struct soc_lab *lab, struct soc_lab_job *job, struct soc_msg *msg)
{
	const struct soc_run_options options = { .threads = lab->options.threads,
		                                     .memory_limit = lab->options.memory_limit,
		                                     .stop = &job->stop };
	char path[SOC_LAB_PATH];
	enum soc_err err = job->run->is_preview ? soc_lab_people_open(lab, job, &options, msg)
	                                        : soc_sim_prepare(job->s, &options, &job->sim, msg);
	if (err == SOC_OK)
		job->sampling_weight = (double)job->sim->plan.census_persons / (double)job->sim->plan.persons;
	if (err == SOC_OK && !job->run->is_preview) {
		if (!soc_lab_path(lab, job->run, "results.db", path))
			err = soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
		if (err == SOC_OK)
			err = soc_result_writer_open(&job->writer, path, "socred lab", msg);
		if (err == SOC_OK)
			err = find_ensemble(job, msg);
		if (err == SOC_OK) {
			struct soc_observer *to = soc_result_writer_observer(job->writer);
			err = to->on_start(to->user, job->s, &job->sim->plan, msg);
		}
	}
	return err;
}

/* The next people, and when all are there what stands before the first month. */
static enum soc_err build(struct soc_lab *lab, struct soc_lab_job *job, int64_t budget, struct soc_msg *msg)
{
	struct soc_lab_run *run = job->run;
	enum soc_err err = job->sim == NULL ? prepare(lab, job, msg) : SOC_OK;
	const double before = run->built;
	while (err == SOC_OK && run->built < 1.0 &&
	       (run->built - before) * (double)run->persons <= (double)budget)
		err = soc_sim_build_next(job->sim, &run->built, msg);
	if (err != SOC_OK || run->built < 1.0)
		return err;
	err = soc_sim_begin(job->sim, 0, msg);
	if (err == SOC_OK)
		err = hold_months(job, msg);
	if (err == SOC_OK)
		run->state = SOC_LAB_RUNNING;
	return err;
}

/* What the month was, for the whole country: the indicators in the order of GET /api/about. */
static void tell_month(struct soc_lab *lab, const struct soc_lab_job *job)
{
	struct soc_buf b = { 0 };
	soc_buf_add(&b, "\"type\":\"month\",\"run\":\"%s\",\"replicate\":%lld,\"month\":%d,\"values\":[",
	            job->run->name, (long long)job->replicate, job->sim->month - 1);
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++) {
		int64_t sum = 0;
		for (unsigned cell = 0; cell < SOC_SIM_CELLS; cell++)
			sum += job->sim->tally->cell[cell][i];
		soc_buf_add(&b, "%s%lld", i > 0 ? "," : "", (long long)sum);
	}
	soc_buf_puts(&b, "]");
	soc_lab_tell(lab, &b);
}

static enum soc_err observe_month(struct soc_lab_job *job, struct soc_msg *msg)
{
	if (job->writer == NULL)
		return soc_results_in_memory_month(&job->memory, job->sim->month - 1, job->sim->tally, msg);
	struct soc_observer *to = soc_result_writer_observer(job->writer);
	return to->on_month(to->user, job->replicate, job->sim->month - 1, job->sim->tally, job->sim->fields.now,
	                    msg);
}

static enum soc_err observe_replicate(const struct soc_lab_job *job, struct soc_msg *msg)
{
	if (job->writer == NULL)
		return SOC_OK;
	struct soc_observer *to = soc_result_writer_observer(job->writer);
	return to->on_replicate(to->user, job->replicate, msg);
}

/* The next people of the replicate that comes, and when all are there what stands before its first month. */
static enum soc_err begin_next(struct soc_lab_job *job, struct soc_msg *msg)
{
	double share = 0.0;
	enum soc_err err = SOC_OK;
	if (!job->sim->is_peopled)
		err = soc_sim_build_next(job->sim, &share, msg);
	if (err != SOC_OK || !job->sim->is_peopled)
		return err;
	err = soc_sim_begin(job->sim, job->replicate, msg);
	return err == SOC_OK ? hold_months(job, msg) : err;
}

/* The next month, or a part of one of more people than the budget has for each thread, and what comes before
 * the first of the next replicate. */
static enum soc_err step(struct soc_lab *lab, struct soc_lab_job *job, int64_t budget, struct soc_msg *msg)
{
	const int64_t piece = budget > PIECE_LEAST ? budget : PIECE_LEAST;
	int is_over = 0;
	if (job->sim->replicate != job->replicate)
		return begin_next(job, msg);
	enum soc_err err =
		soc_sim_step_next(job->sim, piece * job->sim->backend->workers(job->sim->workers), &is_over, msg);
	if (err == SOC_OK && is_over)
		err = observe_month(job, msg);
	if (err != SOC_OK || !is_over)
		return err;
	job->run->replicate = job->replicate;
	job->run->month = job->sim->month;
	tell_month(lab, job);
	if (job->sim->month < job->sim->months)
		return SOC_OK;
	err = observe_replicate(job, msg);
	job->replicate++;
	if (err != SOC_OK)
		return err;
	if (job->replicate == job->run->replicates) {
		job->run->state = SOC_LAB_FINISHING;
		return SOC_OK;
	}
	soc_sim_draw(job->sim, job->replicate);
	return SOC_OK;
}

static enum soc_err write_text(const struct soc_lab *lab, const struct soc_lab_run *run, const char *file,
                               const char *text, struct soc_msg *msg)
{
	char path[SOC_LAB_PATH];
	if (text == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for %s", file);
	return soc_lab_path(lab, run, file, path)
	           ? soc_text_write(path, text, msg)
	           : soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
}

/* What a later lab needs to show the run as this one does. */
static enum soc_err write_note(const struct soc_lab *lab, const struct soc_lab_run *run, struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	soc_buf_puts(&b, "{\"scenario\":");
	soc_lab_put_text(&b, run->scenario);
	soc_buf_puts(&b, ",\"label\":");
	soc_lab_put_text(&b, run->label);
	soc_buf_add(&b, ",\"settings\":%s,\"yaml\":", run->settings);
	if (run->yaml != NULL)
		soc_lab_put_text(&b, run->yaml);
	else
		soc_buf_puts(&b, "null");
	soc_buf_add(&b, ",\"base\":\"%s\",\"assumptions\":\"%s\"}\n", run->base,
	            run->assumptions != NULL ? run->assumptions : "");
	char *text = soc_buf_take(&b);
	const enum soc_err err = write_text(lab, run, "lab.json", text, msg);
	soc_free(text);
	return err;
}

enum soc_err soc_lab_run_note(const struct soc_lab *lab, const struct soc_lab_run *run,
                              const struct soc_scenario *s, struct soc_msg *msg)
{
	char *resolved = soc_scenario_resolved(s);
	const enum soc_err err = write_text(lab, run, "scenario.resolved.yaml", resolved, msg);
	soc_text_free(resolved);
	return err == SOC_OK ? write_note(lab, run, msg) : err;
}

/* Results, the resolved scenario and the note: what there is of a run that was stopped too. */
static enum soc_err finish(struct soc_lab *lab, struct soc_lab_job *job, int interrupted, struct soc_msg *msg)
{
	struct soc_lab_run *run = job->run;
	enum soc_err err = soc_result_writer_finish(job->writer, interrupted, msg);
	if (err != SOC_OK)
		return err;
	run->is_partial = interrupted;
	return soc_lab_run_note(lab, run, job->s, msg);
}

/* ---- the end before the end ---- */
void soc_lab_job_end(struct soc_lab *lab, struct soc_lab_job *job)
{
	struct soc_msg msg = { "" };
	if (soc_lab_job_is_idle(job))
		return;
	if (job->writer == NULL || job->sim == NULL || job->run->state < SOC_LAB_RUNNING) {
		end_as(lab, job, SOC_LAB_STOPPED, "stopped before the first month");
		return;
	}
	const enum soc_err err = finish(lab, job, 1, &msg);
	end_as(lab, job, SOC_LAB_STOPPED, err == SOC_OK ? "" : msg.text);
}

static void advance(struct soc_lab *lab, struct soc_lab_job *job, int64_t budget)
{
	struct soc_msg msg = { "" };
	enum soc_err err = SOC_OK;
	struct soc_lab_run *run = job->run;
	switch (run->state) {
	case SOC_LAB_WAITING:
		run->state = SOC_LAB_BUILDING;
		soc_lab_tell_run(lab, run);
		return;
	case SOC_LAB_BUILDING:
		err = build(lab, job, budget, &msg);
		break;
	case SOC_LAB_RUNNING:
		for (int64_t done = 0; err == SOC_OK && run->state == SOC_LAB_RUNNING && !job->stop &&
		                       (done == 0 || done + run->persons <= budget);
		     done += run->persons)
			err = step(lab, job, budget, &msg);
		if (err == SOC_OK)
			return;
		break;
	case SOC_LAB_FINISHING:
		err = job->writer != NULL ? finish(lab, job, 0, &msg) : SOC_OK;
		if (err == SOC_OK) {
			end_as(lab, job, SOC_LAB_DONE, "");
			return;
		}
		break;
	default:
		return;
	}
	if (err != SOC_OK && err != SOC_ERR_INTERRUPTED)
		end_as(lab, job, SOC_LAB_FAILED, msg.text);
	else
		soc_lab_tell_run(lab, run);
}

static int work_on(struct soc_lab *lab, struct soc_lab_job *job, int64_t budget)
{
	if (soc_lab_job_is_idle(job))
		return 0;
	job->stop |= lab->interrupted;
	if (job->stop)
		soc_lab_job_end(lab, job);
	else
		advance(lab, job, budget);
	return 1;
}

int soc_lab_work(struct soc_lab *lab, int64_t budget)
{
	if (!work_on(lab, &lab->preview_job, budget) && !work_on(lab, &lab->run_job, budget))
		(void)soc_lab_experiment_work(lab);
	return !soc_lab_job_is_idle(&lab->preview_job) || soc_lab_is_busy(lab);
}

void soc_lab_hasten_stop(struct soc_lab *lab, const char *target)
{
	static const char before[] = "/api/runs/run-";
	const size_t n = sizeof before - 1;
	if (strncmp(target, before, n) != 0)
		return;
	const size_t digits = strspn(target + n, "0123456789");
	if (digits < 1 || digits > 7 || strcmp(target + n + digits, "/stop") != 0)
		return;
	if (strtol(target + n, NULL, 10) == atomic_load(&lab->under_way))
		lab->run_job.stop = 1;
}

void soc_lab_stop_query(struct soc_lab *lab)
{
	lab->query_stop = 1;
}

void soc_lab_interrupt(struct soc_lab *lab)
{
	lab->interrupted = 1;
	lab->query_stop = 1;
	lab->run_job.stop = 1;
	lab->preview_job.stop = 1;
	lab->experiment.stop = 1;
}
