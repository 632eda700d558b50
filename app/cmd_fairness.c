/* socred fairness: being selected as a test of what is true, by group. */
#include "commands.h"

#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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
	"Where no table of the results counts people so (one of several lists; sex or age beside other ways, or\n"
	"without output.sex_age), all people are stepped again, which takes about as long as the run.\n"
	"\n"
	"Options:\n"
	"  -B, --by WAYS           how people are parted: person_class, group (the "
	"default), stratum, quintile, or\n"
	"                          several with commas between them, with their "
	"intersections of 100 people and more;\n"
	"                          sex, age; marker, alone: the assessments of an instrument\n"
	"  -i, --list NAME         the black list that selects (default: any)\n"
	"  -g, --reference GROUPS  the groups that others are held against, with commas "
	"between them (default: the\n"
	"                          largest of each way)\n"
	"  -f, --format FORMAT     table (the default), csv, json, or experiment: a file for socred experiment "
	"answer,\n"
	"                          which tells the same with a second interval, over the assumptions\n"
	"      --rates NAMES       of --format experiment: which rates, with commas between them, such as\n"
	"                          false_positive_rate (default: all)\n"
	"  -h, --help              this text\n"
	"\n"
	"Examples:\n"
	"  socred fairness out/minimal\n"
	"  socred fairness out/minimal --by group,quintile --format csv > groups.csv\n"
	"  socred fairness out/minimal --by stratum --reference rural\n"
	"  socred fairness out/minimal --by group,sex,age,quintile --list defaulters\n"
	"  socred fairness out/court --by marker\n"
	"  socred fairness out/minimal --format experiment > groups.yaml && socred experiment answer "
	"groups.yaml\n";

enum { RATES = 256 };
static const struct option options[] = {
	{ "by", required_argument, NULL, 'B' },
	{ "list", required_argument, NULL, 'i' },
	{ "reference", required_argument, NULL, 'g' },
	{ "format", required_argument, NULL, 'f' },
	{ "rates", required_argument, NULL, RATES },
	{ "help", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

struct request {
	const char *results, *by, *list, *reference, *format, *rates;
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
		case RATES:
			q->rates = optarg;
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
	if (strcmp(q->format, "experiment") == 0 && q->list != NULL) {
		fputs("socred fairness: an experiment measures who is on any black list: leave --list out\n", stderr);
		return 0;
	}
	if (strcmp(q->format, "experiment") != 0 && q->rates != NULL) {
		fputs("socred fairness: --rates has a meaning with --format experiment alone\n", stderr);
		return 0;
	}
	return 1;
}

/* The resolved scenario beside the results, which an experiment is about, wherever its file is put. */
static enum soc_err experiment_of(const struct request *q, struct soc_result *result, char **text,
                                  struct soc_msg *msg)
{
	char beside[4096];
	const char *slash = strrchr(q->results, '/');
	struct stat is;
	const int folder = stat(q->results, &is) == 0 && S_ISDIR(is.st_mode);
	const int length = folder ? (int)strlen(q->results) : slash != NULL ? (int)(slash - q->results) : 1;
	snprintf(beside, sizeof beside, "%.*s/scenario.resolved.yaml", length,
	         folder || slash != NULL ? q->results : ".");
	char *base = realpath(beside, NULL);
	if (base == NULL) {
		snprintf(msg->text, sizeof msg->text,
		         "%.200s: the scenario that was run is wanted beside the results", beside);
		return SOC_ERR_IO;
	}
	const enum soc_err err =
		soc_result_fairness_experiment(result, q->by, q->reference, q->rates, base, text, msg);
	free(base);
	return err;
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
	if (err == SOC_OK && strcmp(q.format, "experiment") == 0)
		err = experiment_of(&q, result, &text, &msg);
	else if (err == SOC_OK)
		err = soc_result_fairness(result, q.by, q.list, q.reference, q.format, &text, &msg);
	if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	else
		fprintf(stderr, "socred fairness: %s\n", msg.text);
	soc_text_free(text);
	soc_result_free(result);
	return (int)err;
}
