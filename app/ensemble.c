#include "ensemble.h"
#include "diagnostics.h"
#include "running.h"
#include "say.h"

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
		err = soc_assumptions_fit(*out, s, msg);
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
