#include "assess_draws.h"
#include "diagnostics.h"
#include "running.h"
#include "say.h"

#include "socred/assessment.h"
#include "socred/experiment.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <stdlib.h>

static void on_progress(void *user, int64_t done, int64_t all)
{
	(void)user;
	fprintf(stderr, done < all ? "\rdraws %3.0f%%" : "\r\033[K", 100.0 * (double)done / (double)all);
	fflush(stderr);
}

/* Writes what is to be run, so that `socred experiment` can be asked about it later. */
static enum soc_err write_experiment(const struct assess_draws *how, struct soc_result *const *results,
                                     int count, char path[RUNNING_PATH], struct soc_msg *msg)
{
	char *base = NULL, *text = NULL;
	enum soc_err err = running_resolved_path(how->first, &base, msg);
	if (err == SOC_OK)
		err = soc_assessment_experiment(results, count, how->form, base, how->draws, &text, msg);
	if (err == SOC_OK && !running_path("assess", path, how->keep, "draws.yaml"))
		err = soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	if (err == SOC_OK)
		err = soc_text_write(path, text, msg);
	soc_text_free(text);
	free(base);
	return err;
}

static enum soc_err run(const struct assess_draws *how, const char *path, char **over, struct soc_msg *msg)
{
	struct soc_experiment *e = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_experiment_state state = { 0 };
	const struct soc_experiment_options options = { .folder = how->keep,
		                                            .workers = how->workers,
		                                            .share = 1,
		                                            .shares = 1,
		                                            .on_progress = !how->quiet && running_has_meter()
		                                                               ? on_progress
		                                                               : NULL,
		                                            .stop = running_stop() };
	enum soc_err err = soc_experiment_read(path, NULL, &e, &diagnostics, msg);
	diagnostics_tell(path, diagnostics, err, msg);
	soc_diagnostics_free(diagnostics);
	if (err == SOC_OK)
		err = soc_experiment_run(e, &options, &state, msg);
	if (err == SOC_OK)
		err = soc_experiment_analyse(e, how->keep, "json", over, NULL, msg);
	if (err == SOC_OK && state.refused > 0)
		say(stderr, "socred assess: %lld %s cannot run and %s left out; the first: %s",
		    (long long)state.refused, noun(state.refused, "point", "points"),
		    noun(state.refused, "is", "are"), state.first_refused);
	soc_experiment_free(e);
	return err;
}

enum soc_err assess_draws(const struct assess_draws *how, struct soc_result *const *results, int count,
                          char **over, struct soc_msg *msg)
{
	char path[RUNNING_PATH];
	size_t stood = 0;
	if (!running_make_folder("assess", how->keep, &stood))
		return soc_fail(msg, SOC_ERR_IO, "no folder for what is measured");
	enum soc_err err = write_experiment(how, results, count, path, msg);
	if (err == SOC_OK)
		err = run(how, path, over, msg);
	running_drop_folder(how->keep, stood);
	return err;
}
