/* socred find: those whom a condition finds, counted, and drawn without choice. */
#include "arguments.h"
#include "commands.h"
#include "running.h"
#include "say.h"

#include "socred/people.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage: socred find RESULTS --where CONDITION [OPTION]...\n"
	"\n"
	"Counts the synthetic people of a run for whom a condition holds, and draws some of them with the seed, "
	"so that\n"
	"nobody picks the case that suits. People are not stored: communities are recomputed, one at a time.\n"
	"\n"
	"A condition is made of states (listed), comparisons (age >= 60, grade = D, place != Beijing), and, or, "
	"not\n"
	"and parentheses. --list shows what can be used.\n"
	"\n"
	"Options:\n"
	"      --where CONDITION  whom to find (default: everybody)\n"
	"      --place NAME       only a province or a place: Latin name, as in the data, or code\n"
	"  -M, --month YYYY-MM    at the end of that month (default: the last)\n"
	"  -R, --replicate R      only in this replicate, from 0 (default: counts in all, draws from 0)\n"
	"  -l, --limit N          draws up to N of them, 0 to 1000 (default 5)\n"
	"  -s, --seed N           seed of the draw (default: the run's)\n"
	"      --columns NAMES    columns to print for each person, separated by commas; or all\n"
	"      --list             the columns and states of this run, instead of a search\n"
	"  -f, --format FORMAT    table (the default), csv, json, or html: a page, with the life of the first "
	"drawn\n"
	"  -o, --output FILE      into this file instead of the terminal\n"
	"  -q, --quiet            no progress\n"
	"  -h, --help             this text\n"
	"\n"
	"Examples:\n"
	"  socred find out/minimal --where \"listed and not aware\"\n"
	"  socred find out/minimal --where \"refusals > 3 and age >= 60\" --place Tibet --limit 1\n"
	"  socred find out/minimal --where \"grade = D\" --format csv --limit 100 > people.csv\n"
	"  socred find out/minimal --where did_nothing --format html -o found.html\n"
	"  socred find out/minimal --list\n";

/* Options without a letter: each letter means one option in all commands. */
enum { WHERE = 256, PLACE, COLUMNS, LIST };

struct request {
	struct soc_find_options find;
	const char *results, *format, *output;
	int64_t seed;
	int list, quiet;
};

static void on_progress(void *user, double share)
{
	(void)user;
	fprintf(stderr, share < 1 ? "\rlooking %3.0f%%" : "\r            \r", 100 * share);
	fflush(stderr);
}

static int read_option(int option, struct request *q)
{
	long long number = 0;
	switch (option) {
	case WHERE:
		q->find.where = optarg;
		return 1;
	case PLACE:
		q->find.place = optarg;
		return 1;
	case 'M':
		q->find.month = optarg;
		return 1;
	case COLUMNS:
		q->find.columns = optarg;
		return 1;
	case 'f':
		q->format = optarg;
		return 1;
	case 'o':
		q->output = optarg;
		return 1;
	case LIST:
		q->list = 1;
		return 1;
	case 'q':
		q->quiet = 1;
		return 1;
	case 'R':
		if (!argument_whole("find", "--replicate", optarg, 0, ARGUMENT_ANY, &number))
			return 0;
		q->find.replicate = number;
		q->find.all_replicates = 0;
		return 1;
	case 's':
		if (!argument_whole("find", "--seed", optarg, 0, ARGUMENT_ANY, &number))
			return 0;
		q->seed = number;
		q->find.seed = &q->seed;
		return 1;
	case 'l':
		if (!argument_whole("find", "--limit", optarg, 0, ARGUMENT_ANY, &number))
			return 0;
		q->find.limit = number > SOC_FIND_MOST ? SOC_FIND_MOST + 1 : (int)number;
		return 1;
	default:
		fputs("Try: socred find --help\n", stderr);
		return 0;
	}
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	static const struct option options[] = {
		{ "where", 1, NULL, WHERE },
		{ "place", 1, NULL, PLACE },
		{ "month", 1, NULL, 'M' },
		{ "replicate", 1, NULL, 'R' },
		{ "limit", 1, NULL, 'l' },
		{ "seed", 1, NULL, 's' },
		{ "columns", 1, NULL, COLUMNS },
		{ "list", 0, NULL, LIST },
		{ "format", 1, NULL, 'f' },
		{ "output", 1, NULL, 'o' },
		{ "quiet", 0, NULL, 'q' },
		{ "help", 0, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	for (int option; (option = getopt_long(argc, argv, "M:R:l:s:f:o:qh", options, NULL)) != -1;) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (!read_option(option, q))
			return 0;
	}
	if (optind + 1 != argc) {
		fputs("socred find: name one results file\nTry: socred find --help\n", stderr);
		return 0;
	}
	q->results = argv[optind];
	return 1;
}

static enum soc_err look(struct soc_result *result, struct request *q, char **out, struct soc_msg *msg)
{
	struct soc_find *find = NULL;
	int more = 1;
	enum soc_err err = soc_find_open(result, &q->find, &find, msg);
	while (err == SOC_OK && more)
		err = soc_find_next(find, &more, msg);
	if (err == SOC_OK)
		err = strcmp(q->format, "html") == 0 ? soc_find_page(find, out, msg)
		                                     : soc_find_text(find, q->format, out, msg);
	soc_find_free(find);
	return err;
}

int soc_cmd_find(int argc, char **argv)
{
	struct request q = { .format = "table",
		                 .find = { .limit = 5, .all_replicates = 1, .stop = running_stop() } };
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	running_signals();
	const int go_on = read_request(argc, argv, &q);
	if (go_on != 1)
		return go_on < 0 ? SOC_OK : SOC_ERR_USAGE;
	if (!q.quiet && running_has_meter())
		q.find.on_progress = on_progress;
	/* Before the search, which takes long; of the columns there is no page. */
	if (!argument_format("find", q.format, q.list ? "table, csv, json" : "table, csv, json, html"))
		return SOC_ERR_USAGE;
	enum soc_err err = soc_result_open(&result, q.results, &msg);
	if (err == SOC_OK)
		err = q.list ? soc_people_columns_text(result, q.format, &text, &msg) : look(result, &q, &text, &msg);
	if (err == SOC_OK && q.output != NULL)
		err = soc_text_write(q.output, text, &msg);
	else if (err == SOC_OK)
		fputs(text, stdout);
	if (err != SOC_OK)
		say(stderr, "socred find: %s", msg.text);
	soc_text_free(text);
	soc_result_free(result);
	return (int)err;
}
