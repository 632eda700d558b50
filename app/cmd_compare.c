/* socred compare: paired runs, statistic by statistic. */
#include "arguments.h"
#include "commands.h"
#include "say.h"

#include "socred/comparison.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/theory.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
	"Usage: socred compare A B [C ...] [OPTION]...\n"
	"\n"
	"Paired runs over the same people and random numbers (one seed, one span, other rules): each figure of "
	"the "
	"headline in each, and what\n"
	"it has more than in A, with its 95% interval over the replicates, paired. A, B ... are results files, "
	"or "
	"folders with a results.db.\n"
	"Of three or more, or by parts of the people, each interval is told for itself and for all together. "
	"Runs "
	"that have other seeds,\n"
	"people or months are refused. Of two results of one theory (socred theory -o): each figure in each, and "
	"the difference.\n"
	"\n"
	"Options:\n"
	"  -M, --month YYYY-MM   stocks at the end of this month, flows up to it (default: the last)\n"
	"  -B, --by WAY[,WAY]    also for each part of the people, and how gaps between parts differ: group, "
	"stratum,\n"
	"                        quintile, class, province, place\n"
	"  -O, --only NAME[,..]  these statistics of the headline, by their names in CSV\n"
	"  -x, --transitions     of two: who wins and who loses, person by person, by what holds them in A and "
	"in "
	"B\n"
	"                        (also --by sex, age); the people of both are stepped again, as `socred explain` "
	"does\n"
	"  -L, --lives A:B       with it, draw people whom A holds in the one and B in the other: rewarded, "
	"free,\n"
	"                        through_relative, by_grade, listed_rightly, listed_wrongly, any; or better, "
	"worse\n"
	"  -l, --limit N         so many of them (default: 5), drawn by the seed\n"
	"  -R, --replicate R     in this replicate (default: 0)\n"
	"  -o, --output FILE     also a page: every difference with its intervals (with -x of everybody), "
	"winners and\n"
	"                        losers with -x\n"
	"  -a, --all             every indicator and what modules count, in synthetic people, instead of the "
	"headline (of two)\n"
	"  -f, --format FORMAT   table (the default), csv or json\n"
	"  -h, --help            this text\n"
	"\n"
	"Examples:\n"
	"  socred compare out/with out/without\n"
	"  socred compare out/with out/without --month 2016-12\n"
	"  socred compare out/with out/without --all --format csv > difference.csv\n"
	"  socred compare out/none out/half out/whole --by group,quintile --only listed_per_1000\n"
	"  socred compare out/with out/without --transitions --by group,sex --lives listed_wrongly:free\n"
	"  socred compare out/discovered out/reported\n";

static const struct option options[] = { { "month", required_argument, NULL, 'M' },
	                                     { "by", required_argument, NULL, 'B' },
	                                     { "only", required_argument, NULL, 'O' },
	                                     { "transitions", no_argument, NULL, 'x' },
	                                     { "lives", required_argument, NULL, 'L' },
	                                     { "limit", required_argument, NULL, 'l' },
	                                     { "replicate", required_argument, NULL, 'R' },
	                                     { "output", required_argument, NULL, 'o' },
	                                     { "all", no_argument, NULL, 'a' },
	                                     { "format", required_argument, NULL, 'f' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

struct request {
	char **names; /* of the results */
	int count, all, transitions;
	const char *month, *by, *only, *format, *lives, *page;
	long long limit, replicate;
};

/* 0: wrong use. */
static int take_option(struct request *q, int option)
{
	switch (option) {
	case 'x':
		q->transitions = 1;
		break;
	case 'L':
		q->lives = optarg;
		break;
	case 'o':
		q->page = optarg;
		break;
	case 'l':
		return argument_whole("compare", "--limit", optarg, 0, 1000, &q->limit);
	case 'R':
		return argument_whole("compare", "--replicate", optarg, 0, 1000, &q->replicate);
	case 'M':
		q->month = optarg;
		break;
	case 'B':
		q->by = optarg;
		break;
	case 'O':
		q->only = optarg;
		break;
	case 'a':
		q->all = 1;
		break;
	default:
		q->format = optarg;
	}
	return 1;
}

/* Why the request cannot be done, or NULL. */
static const char *fault_of(const struct request *q)
{
	if (q->count < 2)
		return "name two results files or more";
	if (q->count > SOC_COMPARISON_RESULTS_MOST)
		return "at most 26 results can be compared";
	if (q->all && (q->count > 2 || q->by != NULL || q->only != NULL || q->page != NULL))
		return "--all is of two results and everybody: without --by, --only and --output";
	if (q->transitions && (q->count != 2 || q->all || (q->only != NULL && q->page == NULL)))
		return "--transitions is of two results: without --all, and --only is of the page alone";
	if (q->lives != NULL && !q->transitions)
		return "--lives is of --transitions";
	return NULL;
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "M:m:B:O:xL:l:R:o:af:h", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (option == '?') {
			fputs("Try 'socred compare --help'.\n", stderr);
			return 0;
		}
		if (!take_option(q, option == 'm' ? say_old_letter("compare", 'm', 'M', "month") : option))
			return 0;
	}
	q->names = argv + optind;
	q->count = argc - optind;
	if (fault_of(q) != NULL) {
		fprintf(stderr, "socred compare: %s\nTry 'socred compare --help'.\n", fault_of(q));
		return 0;
	}
	return 1;
}

/* What was asked for, made before anything is told. */
struct made {
	struct soc_comparison *comparison;
	struct soc_transitions *transitions;
};

static enum soc_err make(const struct request *q, struct soc_result *const *results, struct made *made,
                         struct soc_msg *msg)
{
	const struct soc_comparison_options how = { q->month, q->transitions ? NULL : q->by, q->only };
	const struct soc_transitions_options follow = { q->month, q->by, q->lives, (int)q->limit, q->replicate };
	enum soc_err err = SOC_OK;
	if (q->page != NULL || !q->transitions)
		err = soc_comparison_make(results, q->count, &how, &made->comparison, msg);
	if (err == SOC_OK && q->transitions)
		err = soc_transitions_make(results[0], results[1], &follow, &made->transitions, msg);
	return err;
}

static enum soc_err write_page(const struct request *q, const struct made *made, struct soc_msg *msg)
{
	char *text = NULL;
	enum soc_err err = soc_comparison_page(made->comparison, made->transitions, &text, msg);
	if (err == SOC_OK)
		err = soc_text_write(q->page, text, msg);
	soc_text_free(text);
	return err;
}

static enum soc_err compare_many(const struct request *q, struct soc_result *const *results, char **out,
                                 struct soc_msg *msg)
{
	struct made made = { NULL, NULL };
	enum soc_err err = make(q, results, &made, msg);
	if (err == SOC_OK && q->transitions)
		err = soc_transitions_text(made.transitions, q->format, out, msg);
	else if (err == SOC_OK)
		err = soc_comparison_text(made.comparison, q->format, out, msg);
	if (err == SOC_OK && q->page != NULL)
		err = write_page(q, &made, msg);
	soc_transitions_free(made.transitions);
	soc_comparison_free(made.comparison);
	return err;
}

/* Whether any of them is of a theory. SOC_ERR_USAGE: not both, or with what is of runs alone. */
static enum soc_err find_theories(const struct request *q, struct soc_result *const *results, int plain,
                                  int *found, struct soc_msg *msg)
{
	int count = 0;
	for (int i = 0; i < q->count; i++)
		count += soc_result_is_theory(results[i]);
	*found = count > 0;
	if (count == 0 || (count == 2 && q->count == 2 && plain && q->month == NULL && !q->all))
		return SOC_OK;
	return soc_fail(msg, SOC_ERR_USAGE,
	                count < q->count
	                    ? "results of a theory can be compared with those of the same theory alone"
	                : q->count > 2 ? "of theories two results are compared at a time"
	                               : "of theories --format alone has a meaning: they have no people, no "
	                                 "months and no indicators");
}

static enum soc_err compare_theories(struct soc_result *const *results, const char *format, char **out,
                                     struct soc_msg *msg)
{
	struct soc_theory_result *of[2] = { NULL, NULL };
	enum soc_err err = soc_theory_read(results[0], &of[0], msg);
	if (err == SOC_OK)
		err = soc_theory_read(results[1], &of[1], msg);
	if (err == SOC_OK)
		err = soc_theory_compare(of[0], of[1], format, out, msg);
	soc_theory_free(of[0]);
	soc_theory_free(of[1]);
	return err;
}

static enum soc_err compare(const struct request *q, char **out, struct soc_msg *msg)
{
	struct soc_result *results[SOC_COMPARISON_RESULTS_MOST] = { NULL };
	const int two = q->count == 2 && q->by == NULL && q->only == NULL && q->page == NULL && !q->transitions;
	int theories = 0;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < q->count && err == SOC_OK; i++)
		err = soc_result_open_any(&results[i], q->names[i], msg);
	if (err == SOC_OK)
		err = find_theories(q, results, two, &theories, msg);
	if (err == SOC_OK && theories)
		err = compare_theories(results, q->format, out, msg);
	else if (err == SOC_OK && two)
		err = soc_result_compare(results[0], results[1], q->month, q->all, q->format, out, msg);
	else if (err == SOC_OK)
		err = compare_many(q, results, out, msg);
	for (int i = 0; i < q->count; i++)
		soc_result_free(results[i]);
	return err;
}

int soc_cmd_compare(int argc, char **argv)
{
	struct request q = { .format = "table", .limit = 5 };
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
