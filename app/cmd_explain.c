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
	"Usage: socred explain RESULTS --person N [--beside RESULTS] [OPTION]...\n\n"
	"Tells one synthetic life month by month: what truly happened, what was recorded and by which channel, "
	"what was\n"
	"decided, points, grade, lists, measures, notices, appeals and consequences, and why the person has the "
	"grade they have.\n"
	"With --beside the same person under two sets of rules, in two columns: A, and B beside it.\n"
	"Nothing of it was logged: it is recomputed from the seed and the fields kept in the results.\n\n"
	"Options:\n"
	"  -p, --person N        row number of the synthetic person, from 0; socred find draws some\n"
	"  -N, --beside RESULTS  the same person in these results as well: of the same people, seed and months\n"
	"  -R, --replicate R     replicate, from 0 (default 0)\n"
	"  -f, --format FORMAT   text (the default; two columns are 143 letters wide), json, or html: a page\n"
	"  -o, --output FILE     into this file instead of the terminal\n"
	"  -h, --help            this text\n\n"
	"Examples:\n"
	"  socred explain out/minimal/results.db --person 4711\n"
	"  socred explain out/minimal/results.db --person 4711 --replicate 1 --format json > life.json\n"
	"  socred explain out/with --beside out/without --person 4711\n"
	"  socred explain out/with --beside out/without --person 4711 --format html -o life.html\n";

struct request {
	const char *results, *beside, *format, *output;
	long long person, replicate;
};

/* 1: the option is taken; 0: wrong use. */
static int take_option(struct request *q, int option)
{
	switch (option) {
	case 'f':
		q->format = optarg;
		return 1;
	case 'N':
		q->beside = optarg;
		return 1;
	case 'o':
		q->output = optarg;
		return 1;
	case 'p':
		return argument_whole("explain", "--person", optarg, 0, ARGUMENT_ANY, &q->person);
	case 'r':
	case 'R':
		(void)(option == 'r' && say_old_letter("explain", 'r', 'R', "replicate"));
		return argument_whole("explain", "--replicate", optarg, 0, ARGUMENT_ANY, &q->replicate);
	default:
		return 0;
	}
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	static const struct option options[] = {
		{ "person", 1, NULL, 'p' }, { "beside", 1, NULL, 'N' }, { "replicate", 1, NULL, 'R' },
		{ "format", 1, NULL, 'f' }, { "output", 1, NULL, 'o' }, { "help", 0, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int option;
	while ((option = getopt_long(argc, argv, "p:N:R:r:f:o:h", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (!take_option(q, option)) {
			fputs("Try: socred explain --help\n", stderr);
			return 0;
		}
	}
	if (optind + 1 != argc || q->person < 0) {
		fputs("socred explain: a results file and --person N are wanted\nTry: socred explain --help\n",
		      stderr);
		return 0;
	}
	q->results = argv[optind];
	return 1;
}

static enum soc_err tell(const struct request *q, char **text, struct soc_msg *msg)
{
	struct soc_result *a = NULL, *b = NULL;
	enum soc_err err = soc_result_open(&a, q->results, msg);
	if (err == SOC_OK && q->beside != NULL)
		err = soc_result_open(&b, q->beside, msg);
	if (err == SOC_OK)
		err = q->beside != NULL
		          ? soc_result_explain_beside(a, b, q->person, q->replicate, q->format, text, msg)
		          : soc_result_explain(a, q->person, q->replicate, q->format, text, msg);
	soc_result_free(a);
	soc_result_free(b);
	return err;
}

int soc_cmd_explain(int argc, char **argv)
{
	struct request q = { .format = "text", .person = -1 };
	const int go = read_request(argc, argv, &q);
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	enum soc_err err = tell(&q, &text, &msg);
	if (err == SOC_OK && q.output != NULL)
		err = soc_text_write(q.output, text, &msg);
	else if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	if (err != SOC_OK)
		fprintf(stderr, "socred explain: %s\n", msg.text);
	soc_text_free(text);
	return (int)err;
}
