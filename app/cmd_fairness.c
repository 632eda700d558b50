/* socred fairness: being selected as a test of what is true, by group. */
#include "arguments.h"
#include "commands.h"
#include "running.h"

#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage: socred fairness RESULTS [OPTION]...\n"
	"\n"
	"How a regime selects people in different groups, and how often correctly: selection rate, base rate, "
	"rates\n"
	"of false and true positives and negatives, predictive values, false discovery and omission, each with "
	"its\n"
	"difference from a reference group and its ratio to it; then which of these cannot be equal in both "
	"groups at\n"
	"once. A person is selected who is on a black list at the end of the run; a person counts as an offender "
	"who\n"
	"has committed an offence that lists are for. RESULTS is a results file, or a folder with a results.db. "
	"All\n"
	"values are per 1,000.\n"
	"\n"
	"For a run with output.calibration it also says how many people of each grade are offenders.\n"
	"Where no table of the results has the counts (for one of several lists; for sex or age together with "
	"other\n"
	"divisions, or without output.sex_age), all people are recomputed, which takes about as long as the "
	"run.\n"
	"\n"
	"Options:\n"
	"  -B, --by WAYS           divides people into groups by class, group (the default), stratum, quintile, "
	"sex, age,\n"
	"                          or by several of these, separated by commas, and by their intersections of "
	"100\n"
	"                          people or more; marker, alone, for the assessments of an instrument\n"
	"  -i, --list NAME         the black list that selects (default: any)\n"
	"  -g, --reference GROUPS  the groups that others are compared with, separated by commas (default: the\n"
	"                          largest of each division)\n"
	"  -f, --format FORMAT     table (the default), csv, json, or experiment: a file for socred experiment "
	"answer,\n"
	"                          which gives the same rates with a second interval, over the assumptions\n"
	"      --rates NAMES       for --format experiment: which rates, separated by commas, such as\n"
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
			argument_by("fairness", optarg);
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

static enum soc_err experiment_of(const struct request *q, struct soc_result *result, char **text,
                                  struct soc_msg *msg)
{
	char *base = NULL;
	enum soc_err err = running_resolved_path(q->results, &base, msg);
	if (err == SOC_OK)
		err = soc_result_fairness_experiment(result, q->by, q->reference, q->rates, base, text, msg);
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
