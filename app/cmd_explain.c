/* socred explain: one synthetic life, recomputed. */
#include "arguments.h"
#include "commands.h"
#include "say.h"

#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
	"Usage: socred explain RESULTS --person N [--replicate R] [--format text|json]\n\n"
	"Tells one synthetic life month by month: what truly happened, what was recorded and by which channel, "
	"what was\n"
	"decided, points, grade, lists, measures, notices, appeals and consequences, and why the person has the "
	"grade they have.\n"
	"Nothing of it was logged: it is recomputed from the seed and the fields kept in the results.\n\n"
	"Options:\n"
	"  -p, --person N       row number of the synthetic person, from 0\n"
	"  -R, --replicate R    replicate, from 0 (default 0)\n"
	"  -f, --format FORMAT  text (the default) or json\n"
	"  -h, --help           this text\n\n"
	"Examples:\n"
	"  socred explain out/minimal/results.db --person 4711\n"
	"  socred explain out/minimal/results.db --person 4711 --replicate 1 --format json > life.json\n";

int soc_cmd_explain(int argc, char **argv)
{
	static const struct option options[] = {
		{ "person", 1, NULL, 'p' }, { "replicate", 1, NULL, 'R' }, { "format", 1, NULL, 'f' },
		{ "help", 0, NULL, 'h' },   { NULL, 0, NULL, 0 },
	};
	long long person = -1, replicate = 0;
	const char *format = "text";
	struct soc_result *result = NULL;
	struct soc_msg msg;
	char *text = NULL;
	int option;
	while ((option = getopt_long(argc, argv, "p:R:r:f:h", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return SOC_OK;
		}
		if (option == 'r')
			option = say_old_letter("explain", 'r', 'R', "replicate");
		if (option == 'f')
			format = optarg;
		else if (!(option == 'p' &&
		           argument_whole("explain", "--person", optarg, 0, ARGUMENT_ANY, &person)) &&
		         !(option == 'R' &&
		           argument_whole("explain", "--replicate", optarg, 0, ARGUMENT_ANY, &replicate))) {
			fputs("Try: socred explain --help\n", stderr);
			return SOC_ERR_USAGE;
		}
	}
	if (optind + 1 != argc || person < 0) {
		fputs("socred explain: a results file and --person N are wanted\nTry: socred explain --help\n",
		      stderr);
		return SOC_ERR_USAGE;
	}
	enum soc_err err = soc_result_open(&result, argv[optind], &msg);
	if (err == SOC_OK)
		err = soc_result_explain(result, person, replicate, format, &text, &msg);
	if (err == SOC_OK)
		fputs(text, stdout);
	else
		fprintf(stderr, "socred explain: %s\n", msg.text);
	soc_text_free(text);
	soc_result_free(result);
	return (int)err;
}
