/* socred compare: paired runs, statistic by statistic. */
#include "arguments.h"
#include "commands.h"
#include "compare_runs.h"
#include "running.h"
#include "say.h"

#include "socred/comparison.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/theory.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage: socred compare A B [C ...] [OPTION]...\n"
	"\n"
	"Compares runs over the same people and random numbers (one seed, one span, different rules): each "
	"statistic\n"
	"of the headline in each run, and its difference from A with a 95% interval, paired over the replicates. "
	"A,\n"
	"B ... are scenarios (NAME.yaml), which are run with the people, seed and replicates of the first, or "
	"of\n"
	"results among them; or results files, or folders with a results.db.\n"
	"With three or more, or by parts of the people, each difference has two intervals: 95% for it alone, and "
	"95%\n"
	"for all differences at once. Runs that have other seeds, people or months are refused. For two results "
	"of\n"
	"one theory (socred theory -o): each statistic in each, and the difference.\n"
	"\n"
	"Options:\n"
	"  -M, --month YYYY-MM   stocks at the end of this month, flows up to it (default: the last)\n"
	"  -B, --by WAY[,WAY]    also for each part of the people, and how gaps between parts differ: group, "
	"stratum,\n"
	"                        quintile, class, province, place; sex and age (for scenarios, and for results "
	"with\n"
	"                        output.sex_age: true)\n"
	"  -O, --only NAME[,..]  only these statistics of the headline, by their names in CSV\n"
	"  -x, --transitions     for two: who wins and who loses, person by person, by the state of each in A "
	"and in B;\n"
	"                        the people of both are recomputed, as by `socred explain`\n"
	"  -L, --lives A:B       with it, draws people who are in state A in the first run and in state B in "
	"the\n"
	"                        second: rewarded, free,\n"
	"                        through_relative, by_grade, listed_rightly, listed_wrongly, any; or better, "
	"worse\n"
	"  -l, --limit N         draws up to N of them (default: 5), with the seed\n"
	"  -R, --replicate R     in this replicate (default: 0)\n"
	"  -o, --output FILE     also a page, NAME.html: every difference with its intervals (with -x for all "
	"people),\n"
	"                        winners and losers with -x. For scenarios also a folder: their results stay in "
	"DIR/A,\n"
	"                        DIR/B ..., the page is DIR/comparison.html\n"
	"  -a, --all             every indicator and what modules count, in synthetic people, instead of the "
	"headline (for two)\n"
	"  -f, --format FORMAT   table (the default), csv or json\n"
	"  -h, --help            this text\n"
	"\n"
	"For scenarios, in all of them:\n"
	"  -s, --seed N          root of every draw\n"
	"  -n, --persons N       synthetic people\n"
	"  -r, --replicates N    independent repetitions; intervals are over them\n"
	"  -S, --set KEY=VALUE   sets one key, may be repeated\n"
	"  -t, --threads N       threads (default: by the work); results do not depend on it\n"
	"  -q, --quiet           no progress\n"
	"\n"
	"Examples:\n"
	"  socred compare out/with out/without\n"
	"  socred compare scenarios/start/minimal/scenario.yaml mine.yaml --persons 20000 --by sex,age\n"
	"  socred compare none.yaml half.yaml whole.yaml -o out/compared --only listed_per_1000\n"
	"  socred compare out/with out/without --all --format csv > difference.csv\n"
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
	                                     { "seed", required_argument, NULL, 's' },
	                                     { "persons", required_argument, NULL, 'n' },
	                                     { "replicates", required_argument, NULL, 'r' },
	                                     { "set", required_argument, NULL, 'S' },
	                                     { "threads", required_argument, NULL, 't' },
	                                     { "quiet", no_argument, NULL, 'q' },
	                                     { "format", required_argument, NULL, 'f' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

struct request {
	char **names;                           /* of the results */
	int count, all, transitions, scenarios; /* scenarios: how many of the names are */
	const char *month, *by, *only, *format, *lives, *output;
	char page[RUNNING_PATH]; /* "": none */
	long long limit, replicate;
	char numbers[3][64]; /* --seed, --persons, --replicates as settings */
	struct compare_runs runs;
	char command_line[2048];
};

static int add_setting(struct request *q, const char *text)
{
	return argument_setting("compare", text, q->runs.settings, &q->runs.settings_count, COMPARE_SETTINGS);
}

static int add_number(struct request *q, int slot, const char *key, long long low, long long high,
                      const char *option)
{
	long long n;
	if (!argument_whole("compare", option, optarg, low, high, &n))
		return 0;
	snprintf(q->numbers[slot], sizeof q->numbers[slot], "%s=%lld", key, n);
	return add_setting(q, q->numbers[slot]);
}

/* Of the runs of scenarios. 0: wrong use; -1: it is another option. */
static int take_run_option(struct request *q, int option)
{
	long long n;
	switch (option) {
	case 's':
		return add_number(q, 0, "seed", 0, 9007199254740991, "--seed");
	case 'n':
		return add_number(q, 1, "people.persons", 100, 1500000000, "--persons");
	case 'r':
		return add_number(q, 2, "replicates", 1, 1000, "--replicates");
	case 'S':
		return add_setting(q, optarg);
	case 't':
		if (!argument_whole("compare", "--threads", optarg, 1, 1024, &n))
			return 0;
		q->runs.threads = (int)n;
		return 1;
	case 'q':
		q->runs.quiet = 1;
		return 1;
	default:
		return -1;
	}
}

/* 0: wrong use. */
static int take_option(struct request *q, int option)
{
	const int taken = take_run_option(q, option);
	if (taken >= 0)
		return taken;
	switch (option) {
	case 'x':
		q->transitions = 1;
		break;
	case 'L':
		q->lives = optarg;
		break;
	case 'o':
		q->output = optarg;
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
		argument_by("compare", optarg);
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
		return "name two scenarios or results files, or more";
	if (q->count > SOC_COMPARISON_RESULTS_MOST)
		return "at most 26 results can be compared";
	if (q->scenarios == 0 && (q->runs.settings_count > 0 || q->runs.threads > 0))
		return "--seed, --persons, --replicates, --set and --threads are of scenarios (NAME.yaml), and here "
			   "are "
			   "results alone";
	if (q->all && (q->count > 2 || q->by != NULL || q->only != NULL || q->page[0] != '\0'))
		return "--all is of two results and everybody: without --by, --only and --output";
	if (q->transitions && (q->count != 2 || q->all || (q->only != NULL && q->page[0] == '\0')))
		return "--transitions is of two results: without --all, and --only is of the page alone";
	if (q->lives != NULL && !q->transitions)
		return "--lives is of --transitions";
	return NULL;
}

static int ends_as_page(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot != NULL && (strcmp(dot, ".html") == 0 || strcmp(dot, ".htm") == 0);
}

/* Where the page goes, and where the results of scenarios stay; 0 after saying why not. */
static int place_output(struct request *q)
{
	for (int i = 0; i < q->count; i++)
		q->scenarios += compare_runs_is_scenario(q->names[i]);
	if (q->output == NULL)
		return 1;
	if (q->scenarios > 0 && !ends_as_page(q->output)) {
		q->runs.folder = q->output;
		return q->all || running_path("compare", q->page, q->output, "comparison.html");
	}
	if (snprintf(q->page, sizeof q->page, "%s", q->output) < (int)sizeof q->page)
		return 1;
	fputs("socred compare: the name of the page is too long\n", stderr);
	return 0;
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	int option;
	argument_line(q->command_line, sizeof q->command_line, argc, argv);
	optind = 1;
	while ((option = getopt_long(argc, argv, "M:m:B:O:xL:l:R:o:as:n:r:S:t:qf:h", options, NULL)) != -1) {
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
	if (q->count <= SOC_COMPARISON_RESULTS_MOST && !place_output(q))
		return 0;
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
	const struct soc_comparison_options how = { .month = q->month,
		                                        .by = q->transitions ? NULL : q->by,
		                                        .only = q->only };
	const struct soc_transitions_options follow = { q->month, q->by, q->lives, (int)q->limit, q->replicate };
	enum soc_err err = SOC_OK;
	if (q->page[0] != '\0' || !q->transitions)
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
	if (err == SOC_OK && q->page[0] != '\0')
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

static int is_asked(const char *by, const char *way)
{
	for (const char *word = by; word != NULL && *word != '\0';) {
		const size_t length = strcspn(word, ",");
		if (length == strlen(way) && strncmp(word, way, length) == 0)
			return 1;
		word += length + (word[length] == ',');
	}
	return 0;
}

/* Results that are there are opened first: running takes long. */
static enum soc_err find_results(struct request *q, struct soc_result **results, struct soc_msg *msg)
{
	const struct soc_comparison_options how = { .month = q->month, .by = q->by, .only = q->only };
	enum soc_err err = soc_comparison_check(&how, q->format, msg);
	for (int i = 0; i < q->count && err == SOC_OK; i++)
		if (!compare_runs_is_scenario(q->names[i]))
			err = soc_result_open_any(&results[i], q->names[i], msg);
	q->runs.sex_age = is_asked(q->by, "sex") || is_asked(q->by, "age");
	q->runs.fields = q->transitions;
	q->runs.months_may_differ = q->month != NULL;
	q->runs.command_line = q->command_line;
	return err == SOC_OK && q->scenarios > 0 ? compare_runs_make(&q->runs, q->names, q->count, results, msg)
	                                         : err;
}

static enum soc_err compare(struct request *q, char **out, struct soc_msg *msg)
{
	struct soc_result *results[SOC_COMPARISON_RESULTS_MOST] = { NULL };
	const int two =
		q->count == 2 && q->by == NULL && q->only == NULL && q->page[0] == '\0' && !q->transitions;
	int theories = 0;
	enum soc_err err = find_results(q, results, msg);
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
	compare_runs_end(&q->runs);
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
	if (q.scenarios > 0)
		running_signals();
	enum soc_err err = compare(&q, &text, &msg);
	if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	else
		fprintf(stderr, "socred compare: %s\n", msg.text);
	soc_text_free(text);
	return (int)err;
}
