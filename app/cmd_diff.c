/* socred diff: whether two results have the same content. */
#include "commands.h"
#include "say.h"

#include "socred/result.h"

#include <getopt.h>
#include <stdio.h>

static const char usage[] =
	"Usage: socred diff A B [OPTION]...\n"
	"\n"
	"Says whether the results files A and B (or results.db in the folders A and B) have the same content, "
	"and if not, in\n"
	"which table, row and column they first differ. Version, compiler, command line, data files and the "
	"places where\n"
	"values were written are how a file was made, not what it says: they may differ.\n"
	"Exit status 0: the same; 8: different.\n"
	"\n"
	"Options:\n"
	"  -q, --quiet   only the exit status\n"
	"  -h, --help    this text\n"
	"\n"
	"Examples:\n"
	"  socred diff out/a/results.db out/b/results.db\n"
	"  socred diff --quiet out/one-thread out/two-threads && echo same\n";

static const struct option options[] = { { "quiet", no_argument, NULL, 'q' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

static enum soc_err compare(const char *first, const char *second, struct soc_msg *msg)
{
	struct soc_result *a = NULL, *b = NULL;
	enum soc_err err = soc_result_open_any(&a, first, msg);
	if (err == SOC_OK)
		err = soc_result_open_any(&b, second, msg);
	if (err == SOC_OK)
		err = soc_result_diff(a, b, msg);
	soc_result_free(a);
	soc_result_free(b);
	return err;
}

int soc_cmd_diff(int argc, char **argv)
{
	int quiet = 0, option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "qh", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return SOC_OK;
		}
		if (option != 'q') {
			fputs("Try 'socred diff --help'.\n", stderr);
			return SOC_ERR_USAGE;
		}
		quiet = 1;
	}
	if (argc - optind != 2) {
		fputs("socred diff: name two results files\nTry 'socred diff --help'.\n", stderr);
		return SOC_ERR_USAGE;
	}
	struct soc_msg msg = { "" };
	enum soc_err err = compare(argv[optind], argv[optind + 1], &msg);
	if (err == SOC_OK && !quiet)
		say(stdout, "%s and %s have the same content", argv[optind], argv[optind + 1]);
	else if (err == SOC_ERR_DIFFERENT && !quiet)
		say(stdout, "%s and %s differ: %s", argv[optind], argv[optind + 1], msg.text);
	else if (err != SOC_OK && err != SOC_ERR_DIFFERENT)
		fprintf(stderr, "socred diff: %s\n", msg.text);
	return (int)err;
}
