/* socred compare: two paired runs, statistic by statistic. */
#include "commands.h"
#include "say.h"

#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>

static const char usage[] =
	"Usage: socred compare A B [OPTION]...\n"
	"\n"
	"Two runs over the same people and random numbers (one seed, one span, other rules): each figure of the "
	"headline "
	"in A, in B, and\n"
	"B less A with its 95% interval over the replicates, paired. A and B are results files, or folders with "
	"a results.db.\n"
	"Runs that have other seeds, people or months are refused.\n"
	"\n"
	"Options:\n"
	"  -M, --month YYYY-MM   stocks at the end of this month, flows up to it (default: the last)\n"
	"  -a, --all             every indicator and what modules count, in synthetic people, instead of the "
	"headline\n"
	"  -f, --format FORMAT   table (the default), csv or json\n"
	"  -h, --help            this text\n"
	"\n"
	"Examples:\n"
	"  socred compare out/with out/without\n"
	"  socred compare out/with out/without --month 2016-12\n"
	"  socred compare out/with out/without --all --format csv > difference.csv\n";

static const struct option options[] = { { "month", required_argument, NULL, 'M' },
	                                     { "all", no_argument, NULL, 'a' },
	                                     { "format", required_argument, NULL, 'f' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

struct request {
	const char *first, *second, *month, *format;
	int all;
};

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "M:m:af:h", options, NULL)) != -1) {
		if (option == 'm')
			option = say_old_letter("compare", 'm', 'M', "month");
		switch (option) {
		case 'M':
			q->month = optarg;
			break;
		case 'a':
			q->all = 1;
			break;
		case 'f':
			q->format = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			return -1;
		default:
			fputs("Try 'socred compare --help'.\n", stderr);
			return 0;
		}
	}
	if (argc - optind != 2) {
		fputs("socred compare: name two results files\nTry 'socred compare --help'.\n", stderr);
		return 0;
	}
	q->first = argv[optind];
	q->second = argv[optind + 1];
	return 1;
}

static enum soc_err compare(const struct request *q, char **out, struct soc_msg *msg)
{
	struct soc_result *a = NULL, *b = NULL;
	enum soc_err err = soc_result_open(&a, q->first, msg);
	if (err == SOC_OK)
		err = soc_result_open(&b, q->second, msg);
	if (err == SOC_OK)
		err = soc_result_compare(a, b, q->month, q->all, q->format, out, msg);
	soc_result_free(a);
	soc_result_free(b);
	return err;
}

int soc_cmd_compare(int argc, char **argv)
{
	struct request q = { .format = "table" };
	const int go = read_request(argc, argv, &q);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	struct soc_msg msg = { "" };
	char *text = NULL;
	enum soc_err err = compare(&q, &text, &msg);
	if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	else
		fprintf(stderr, "socred compare: %s\n", msg.text);
	soc_text_free(text);
	return (int)err;
}
