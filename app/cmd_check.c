/* socred check: everything that is wrong with a scenario, all of it at once. */
#include "arguments.h"
#include "commands.h"
#include "diagnostics.h"
#include "ensemble.h"
#include "say.h"

#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage: socred check [--set key=value]... SCENARIO\n"
	"\n"
	"Reads a scenario with its base and regime files, makes its rules without running them, and says\n"
	"everything that is wrong with it, a line each:\n"
	"file:line:column, error or warning, key, and what was found, what is allowed, the nearest valid name.\n"
	"Of the ensemble over its assumptions that lies beside it, it says whether it still belongs to these "
	"rules.\n"
	"\n"
	"Options:\n"
	"  -S, --set key=value   check with this value in place of the file's; may be given many times\n"
	"  -q, --quiet           say nothing; the exit status tells\n"
	"  -h, --help            this text\n"
	"\n"
	"Exit status: 0 when it can run (warnings allowed), 3 when the scenario is not valid, 5 when it cannot "
	"be read\n"
	"\n"
	"Examples:\n"
	"  socred check scenarios/start/minimal/scenario.yaml\n"
	"  socred check --set people.persons=1000000 scenarios/start/china-national/scenario.yaml\n"
	"  socred check my.yaml && socred run my.yaml\n";

static const struct option options[] = { { "set", required_argument, NULL, 'S' },
	                                     { "quiet", no_argument, NULL, 'q' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

static int check(const char *path, const char *const *settings, size_t settings_count, int quiet)
{
	struct soc_scenario *scenario = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = diagnostics_read(path, settings, settings_count, 0, &scenario, &diagnostics, &msg);
	const int is_answered = err != SOC_OK || soc_result_answer_check(scenario, &msg) == SOC_OK;
	size_t warnings = quiet ? 0 : diagnostics_print(diagnostics, stdout),
		   errors = soc_diagnostics_count(diagnostics) - warnings;
	if (!is_answered) {
		err = SOC_ERR_SCENARIO;
		errors++;
		if (!quiet)
			say(stdout, "%s: error: %s", path, msg.text);
	} else if (err == SOC_OK && ensemble_check(path, scenario, settings_count > 0 ? " --set ..." : "", quiet,
	                                           &warnings, &msg) != SOC_OK) {
		err = SOC_ERR_SCENARIO;
		errors++;
	}
	if (err != SOC_OK && err != SOC_ERR_SCENARIO)
		fprintf(stderr, "socred check: %s\n", msg.text);
	else if (!quiet)
		say(stdout, "%s: %zu %s, %zu %s", path, errors, noun((long long)errors, "error", "errors"), warnings,
		    noun((long long)warnings, "warning", "warnings"));
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(scenario);
	return (int)err;
}

int soc_cmd_check(int argc, char **argv)
{
	const char **settings = calloc((size_t)argc + 1, sizeof *settings);
	size_t settings_count = 0;
	int quiet = 0, status = SOC_ERR_USAGE, option;
	if (settings == NULL) {
		fputs("socred check: no memory to begin\n", stderr);
		return SOC_ERR_MEMORY;
	}
	optind = 1;
	while ((option = getopt_long(argc, argv, "S:s:qh", options, NULL)) != -1) {
		if (option == 's')
			option = say_old_letter("check", 's', 'S', "set");
		if (option == 'S') {
			if (!argument_setting("check", optarg, settings, &settings_count, (size_t)argc)) {
				free(settings);
				return SOC_ERR_USAGE;
			}
		} else if (option == 'q') {
			quiet = 1;
		} else {
			fputs(option == 'h' ? usage : "Try 'socred check --help'.\n", option == 'h' ? stdout : stderr);
			free(settings);
			return option == 'h' ? SOC_OK : SOC_ERR_USAGE;
		}
	}
	if (argc - optind == 1)
		status = check(argv[optind], settings, settings_count, quiet);
	else
		fputs("socred check: name one scenario file\nTry 'socred check --help'.\n", stderr);
	free(settings);
	return status;
}
