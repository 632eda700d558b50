/* socred fairness: being selected as a test of what is true, by group. */
#include "commands.h"

#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>

static const char usage[] =
	"Usage: socred fairness RESULTS [OPTION]...\n"
	"\n"
	"How a regime selects in different groups, and how often rightly: selection "
	"rate, base rate, rates of false\n"
	"and true positives and negatives, predictive values, false discovery and "
	"omission, each with its difference\n"
	"from a reference group and its ratio to it; then what cannot be alike in both "
	"groups at once. Selected is\n"
	"who is on a black list at the end of the run, true is who has done what lists "
	"are for. RESULTS is a results\n"
	"file, or a folder with a results.db. Everything is told per 1,000.\n"
	"\n"
	"A run with output.calibration also tells, for each grade, of how many of its people "
	"it is true.\n"
	"\n"
	"Options:\n"
	"  -B, --by WAYS           how people are parted: person_class, group (the "
	"default), stratum, quintile, or\n"
	"                          several with commas between them, with their "
	"intersections of 100 people and more;\n"
	"                          sex or age or both, of a run with output.sex_age; marker, "
	"alone: the\n"
	"                          assessments of an instrument\n"
	"  -i, --list NAME         the black list that selects (default: any)\n"
	"  -g, --reference GROUPS  the groups that others are held against, with commas "
	"between them (default: the\n"
	"                          largest of each way)\n"
	"  -f, --format FORMAT     table (the default), csv or json\n"
	"  -h, --help              this text\n"
	"\n"
	"Examples:\n"
	"  socred fairness out/minimal\n"
	"  socred fairness out/minimal --by group,quintile --format csv > groups.csv\n"
	"  socred fairness out/minimal --by stratum --reference rural\n"
	"  socred fairness out/sex_age --by sex,age\n"
	"  socred fairness out/court --by marker\n";

static const struct option options[] = {
	{ "by", required_argument, NULL, 'B' },
	{ "list", required_argument, NULL, 'i' },
	{ "reference", required_argument, NULL, 'g' },
	{ "format", required_argument, NULL, 'f' },
	{ "help", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

struct request {
	const char *results, *by, *list, *reference, *format;
};

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "B:i:g:f:h", options, NULL)) != -1) {
		switch (option) {
		case 'B':
			q->by = optarg;
			break;
		case 'i':
			q->list = optarg;
			break;
		case 'g':
			q->reference = optarg;
			break;
		case 'f':
			q->format = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			return -1;
		default:
			fputs("Try 'socred fairness --help'.\n", stderr);
			return 0;
		}
	}
	if (argc - optind != 1) {
		fputs("socred fairness: name one results file\nTry 'socred fairness --help'.\n", stderr);
		return 0;
	}
	q->results = argv[optind];
	return 1;
}

int soc_cmd_fairness(int argc, char **argv)
{
	struct request q = { .by = "group", .format = "table" };
	const int go = read_request(argc, argv, &q);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	enum soc_err err = soc_result_open(&result, q.results, &msg);
	if (err == SOC_OK)
		err = soc_result_fairness(result, q.by, q.list, q.reference, q.format, &text, &msg);
	if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	else
		fprintf(stderr, "socred fairness: %s\n", msg.text);
	soc_text_free(text);
	soc_result_free(result);
	return (int)err;
}
