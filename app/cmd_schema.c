/* socred schema: the JSON Schema of scenario files, and of experiment files. */
#include "commands.h"

#include "socred/experiment.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>

static const char usage[] =
	"Usage: socred schema [--experiment]\n"
	"\n"
	"Prints a JSON Schema (draft 2020-12) of scenario and regime files, made from the same table as `socred "
	"params`.\n"
	"An editor that knows it completes keys and marks errors while a scenario is written.\n"
	"\n"
	"Options:\n"
	"  -E, --experiment   for experiment files (socred experiment) instead\n"
	"  -h, --help         this text\n"
	"\n"
	"Examples:\n"
	"  socred schema > socred.schema.json      then the first line of a scenario tells editors with a YAML "
	"language server:\n"
	"                                          # yaml-language-server: $schema=socred.schema.json\n"
	"  socred schema | jq '.properties | keys' the sections of a scenario\n";

static const struct option options[] = { { "experiment", no_argument, NULL, 'E' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

int soc_cmd_schema(int argc, char **argv)
{
	optind = 1;
	int option = getopt_long(argc, argv, "Eh", options, NULL), of_experiment = 0;
	for (; option == 'E'; option = getopt_long(argc, argv, "Eh", options, NULL))
		of_experiment = 1;
	if (option != -1 || argc > optind) {
		fputs(option == 'h' ? usage : "Try 'socred schema --help'.\n", option == 'h' ? stdout : stderr);
		return option == 'h' ? SOC_OK : SOC_ERR_USAGE;
	}
	char *text = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = of_experiment ? soc_experiment_schema(&text, &msg) : soc_schema_text(&text, &msg);
	if (err != SOC_OK)
		fprintf(stderr, "socred schema: %s\n", msg.text);
	else if (fputs(text, stdout) == EOF || fflush(stdout) == EOF)
		err = SOC_ERR_IO;
	soc_text_free(text);
	return (int)err;
}
