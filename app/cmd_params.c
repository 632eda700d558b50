/* socred params: the table of every key. */
#include "commands.h"

#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>

static const char usage[] =
	"Usage: socred params [--format table|csv|json] [KEY | MODULE | WORD]\n"
	"\n"
	"Prints every key of a scenario: type, unit, default, allowed values, meaning, "
	"source, module, and whether it may\n"
	"change in the timeline. With KEY only the keys at or below it, with MODULE those of a module, whatever "
	"section\n"
	"they stand in; a WORD that names neither finds the keys whose meaning has it, or whose section begins "
	"with it; if there are none,\n"
	"those whose meaning has its letters, or whose section it contains (blacklist: lists).\n"
	"\n"
	"Options:\n"
	"  -f, --format FORMAT   table (the default), csv or json\n"
	"  -h, --help            this text\n"
	"\n"
	"Examples:\n"
	"  socred params due_process\n"
	"  socred params events.rate_per_year\n"
	"  socred params linkage\n"
	"  socred params appeal\n"
	"  socred params --format csv > keys.csv\n";

static const struct option options[] = { { "format", required_argument, NULL, 'f' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

int soc_cmd_params(int argc, char **argv)
{
	const char *format = "table";
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "f:h", options, NULL)) != -1) {
		if (option == 'f') {
			format = optarg;
			continue;
		}
		fputs(option == 'h' ? usage : "Try 'socred params --help'.\n", option == 'h' ? stdout : stderr);
		return option == 'h' ? SOC_OK : SOC_ERR_USAGE;
	}
	if (argc - optind > 1) {
		fputs("socred params: name one key, module or word, or none for all\nTry 'socred params --help'.\n",
		      stderr);
		return SOC_ERR_USAGE;
	}
	char *text = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = soc_params_text(argc > optind ? argv[optind] : NULL, format, &text, &msg);
	if (err != SOC_OK)
		fprintf(stderr, "socred params: %s\n", msg.text);
	else if (fputs(text, stdout) == EOF || fflush(stdout) == EOF)
		err = SOC_ERR_IO;
	soc_text_free(text);
	return (int)err;
}
