#include "ensemble.h"
#include "diagnostics.h"
#include "running.h"
#include "say.h"

#include "socred/experiment.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How the text of an ensemble begins, behind a command line. */
#define BEGINS "\n{\"socred\": 1,"

static enum soc_err read_file(const char *path, struct soc_assumptions **out, struct soc_msg *msg)
{
	struct soc_diagnostics *diagnostics = NULL;
	const enum soc_err err = soc_assumptions_read(path, out, &diagnostics, msg);
	diagnostics_print(diagnostics, stderr);
	soc_diagnostics_free(diagnostics);
	if (err == SOC_ERR_DATA)
		(void)soc_fail(msg, err, "%s is no ensemble over assumptions, nothing is run", path);
	return err;
}

enum soc_err ensemble_find(const char *path, const char *asked, const struct soc_scenario *s, int quiet,
                           struct soc_assumptions **out, struct soc_msg *msg)
{
	char beside[RUNNING_PATH];
	*out = NULL;
	if (asked != NULL && strcmp(asked, "none") == 0)
		return SOC_OK;
	if (asked == NULL) {
		if (!running_assumptions_path("run", path, beside))
			return soc_fail(msg, SOC_ERR_IO, "the name of the scenario is too long");
		if (access(beside, F_OK) != 0)
			return SOC_OK;
	}
	enum soc_err err = read_file(asked != NULL ? asked : beside, out, msg);
	if (err == SOC_OK)
		err = soc_assumptions_match_scenario(*out, s, msg);
	if (err == SOC_OK)
		return SOC_OK;
	soc_assumptions_free(*out);
	*out = NULL;
	if (err != SOC_ERR_DIFFERENT)
		return err;
	if (asked != NULL)
		return SOC_ERR_DATA;
	if (!quiet)
		say(stderr, "%s: left out: %s", beside, msg->text);
	msg->text[0] = '\0';
	return SOC_OK;
}

enum soc_err ensemble_check(const char *path, const struct soc_scenario *s, const char *more, int quiet,
                            size_t *warnings, struct soc_msg *msg)
{
	char beside[RUNNING_PATH];
	struct soc_assumptions *found = NULL;
	if (!running_assumptions_path("check", path, beside) || access(beside, F_OK) != 0)
		return SOC_OK;
	enum soc_err err = soc_assumptions_read(beside, &found, NULL, msg);
	if (err == SOC_OK)
		err = soc_assumptions_match_scenario(found, s, msg);
	soc_assumptions_free(found);
	if (err == SOC_ERR_DIFFERENT) {
		if (!quiet)
			say(stdout,
			    "%s: warning: %s; a run leaves it out and tells no interval over the assumptions; `socred "
			    "assumptions %s%s` makes it again",
			    beside, msg->text, path, more);
		(*warnings)++;
		return SOC_OK;
	}
	if (err != SOC_OK && !quiet)
		say(stdout, "%s: error: %s; a run stops here; `socred assumptions %s%s` makes it again", beside,
		    msg->text, path, more);
	return err;
}

static void on_draw(void *user, int64_t done, int64_t all)
{
	if (*(const int *)user)
		fprintf(stderr, "\r\033[Kposterior: run %lld/%lld", (long long)done, (long long)all);
}

enum soc_err ensemble_of_posterior(const char *posterior, long long draws, const struct soc_scenario *s,
                                   const char *folder, int quiet, struct soc_assumptions **out,
                                   struct soc_msg *msg)
{
	char kept[RUNNING_PATH], *text = NULL;
	size_t stood;
	int shown = !quiet && running_has_meter();
	struct soc_experiment_state state = { 0 };
	const struct soc_assumptions_options o = { .folder = kept,
		                                       .points = draws,
		                                       .posterior = posterior,
		                                       .on_progress = on_draw,
		                                       .user = &shown,
		                                       .stop = running_stop() };
	if (!running_path("run", kept, folder, "posterior") || !running_make_folder("run", kept, &stood))
		return soc_fail(msg, SOC_ERR_IO, "no folder for the runs of the posterior");
	enum soc_err err = soc_assumptions_make(s, &o, &text, &state, msg);
	if (shown)
		fputs("\r\033[K", stderr);
	if (err == SOC_OK && state.refused > 0)
		say(stderr,
		    "socred run: draws of the posterior that cannot run and are left out: %lld; the first: %s",
		    (long long)state.refused, state.first_refused);
	if (err == SOC_OK)
		err = soc_assumptions_read_text("the ensemble", text, strlen(text), out, NULL, msg);
	soc_text_free(text);
	running_drop_folder(kept, stood);
	return err;
}

char *ensemble_note(const char *command_line, const struct soc_assumptions *a)
{
	const char *text = a != NULL ? soc_assumptions_text(a) : "";
	const size_t room = strlen(command_line) + strlen(text) + 2;
	char *note = malloc(room);
	if (note != NULL)
		snprintf(note, room, "%s%s%s", command_line, a != NULL ? "\n" : "", text);
	return note;
}

enum soc_err ensemble_of_note(char *note, struct soc_assumptions **out, struct soc_msg *msg)
{
	char *begin = NULL;
	*out = NULL;
	for (char *at = note; (at = strstr(at, BEGINS)) != NULL; at++)
		begin = at; /* the last: an argument may look like it */
	if (begin == NULL)
		return SOC_OK;
	const enum soc_err err =
		soc_assumptions_read_text("the checkpoint", begin + 1, strlen(begin + 1), out, NULL, msg);
	*begin = '\0';
	return err;
}
