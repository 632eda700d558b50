/* socred people: the people of a run as a table, recomputed. */
#include "arguments.h"
#include "commands.h"
#include "running.h"
#include "say.h"

#include "socred/people.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"Usage: socred people RESULTS [OPTION]...\n"
	"\n"
	"Writes the synthetic people of a run as CSV or HDF5, a line for each person and month. People are not "
	"stored in\n"
	"results: communities are recomputed, one at a time, and a line is written as soon as it is known.\n"
	"\n"
	"Options:\n"
	"      --columns NAMES    separated by commas; or all (default: traits, grades, lists and measures)\n"
	"      --where CONDITION  only people for whom it holds at the end of the month; conditions as in socred "
	"find\n"
	"      --place NAME       only a province or a place: Latin name, as in the data, or code\n"
	"      --months MONTHS    2019-03, 2019-03..2019-08, or all (default: the last)\n"
	"      --sample N         a sample of N people, drawn before any condition: the same in each month and "
	"in\n"
	"                         every run with that number of people\n"
	"  -s, --seed N           seed of the sample (default: the run's)\n"
	"  -R, --replicate R      replicate, from 0 (default 0)\n"
	"  -o, --output FILE      instead of standard output; an old file stays until all is written. A name "
	"that\n"
	"                         ends with .h5 or .hdf5 makes an HDF5 file\n"
	"      --list             the columns of this run, instead of its people\n"
	"  -f, --format FORMAT    csv or hdf5; for --list: table (the default), csv or json\n"
	"  -q, --quiet            no progress\n"
	"  -h, --help             this text\n"
	"\n"
	"Examples:\n"
	"  socred people out/minimal > people.csv\n"
	"  socred people out/minimal --columns person,age,grade,score,listed --months all --sample 500 -o "
	"panel.csv\n"
	"  socred people out/minimal --where \"listed and not aware\" --columns all\n"
	"  socred people out/minimal --columns all --months all -o people.h5\n"
	"  socred people out/minimal --list\n";

/* Options without a letter: each letter means one option in all commands. */
enum { WHERE = 256, PLACE, COLUMNS, LIST, MONTHS, SAMPLE };

struct request {
	struct soc_people_options people;
	const char *results, *format, *output;
	int64_t seed;
	int list, quiet, hdf5;
};

static void on_progress(void *user, double share)
{
	(void)user;
	fprintf(stderr, share < 1 ? "\rpeople %3.0f%%" : "\r           \r", 100 * share);
	fflush(stderr);
}

static int read_option(int option, struct request *q)
{
	long long number = 0;
	switch (option) {
	case COLUMNS:
		q->people.columns = optarg;
		return 1;
	case WHERE:
		q->people.where = optarg;
		return 1;
	case PLACE:
		q->people.place = optarg;
		return 1;
	case MONTHS:
		q->people.months = optarg;
		return 1;
	case 'o':
		q->output = optarg;
		return 1;
	case 'f':
		q->format = optarg;
		return 1;
	case LIST:
		q->list = 1;
		return 1;
	case 'q':
		q->quiet = 1;
		return 1;
	case SAMPLE:
		if (!argument_whole("people", "--sample", optarg, 0, ARGUMENT_ANY, &number))
			return 0;
		q->people.sample = number;
		if (q->people.sample == 0) /* which asks the library for all */
			say(stderr, "socred people: --sample: 0 people are nobody; without it, all are written");
		return q->people.sample > 0;
	case 'R':
		if (!argument_whole("people", "--replicate", optarg, 0, ARGUMENT_ANY, &number))
			return 0;
		q->people.replicate = number;
		return 1;
	case 's':
		if (!argument_whole("people", "--seed", optarg, 0, ARGUMENT_ANY, &number))
			return 0;
		q->seed = number;
		q->people.seed = &q->seed;
		return 1;
	default:
		fputs("Try: socred people --help\n", stderr);
		return 0;
	}
}

static int ends_with(const char *text, const char *end)
{
	const size_t n = strlen(text), m = strlen(end);
	return n > m && strcmp(text + n - m, end) == 0;
}

/* What people are written as: what is asked for, else what the name of the file says. */
static int choose_format(struct request *q)
{
	if (q->format == NULL)
		q->format = q->output != NULL && (ends_with(q->output, ".h5") || ends_with(q->output, ".hdf5"))
		                ? "hdf5"
		                : "csv";
	if (!argument_format("people", q->format, "csv, hdf5"))
		return 0;
	q->hdf5 = strcmp(q->format, "hdf5") == 0;
	if (q->hdf5 && q->output == NULL) {
		say(stderr, "socred people: HDF5 is written to a file: name it with --output");
		return 0;
	}
	return 1;
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	static const struct option options[] = {
		{ "columns", 1, NULL, COLUMNS },
		{ "where", 1, NULL, WHERE },
		{ "place", 1, NULL, PLACE },
		{ "months", 1, NULL, MONTHS },
		{ "sample", 1, NULL, SAMPLE },
		{ "seed", 1, NULL, 's' },
		{ "replicate", 1, NULL, 'R' },
		{ "output", 1, NULL, 'o' },
		{ "list", 0, NULL, LIST },
		{ "format", 1, NULL, 'f' },
		{ "quiet", 0, NULL, 'q' },
		{ "help", 0, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	for (int option; (option = getopt_long(argc, argv, "s:R:o:f:qh", options, NULL)) != -1;) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (!read_option(option, q))
			return 0;
	}
	if (optind + 1 != argc) {
		fputs("socred people: name one results file\nTry: socred people --help\n", stderr);
		return 0;
	}
	q->results = argv[optind];
	return q->list ? 1 : choose_format(q);
}

static enum soc_err put(FILE *to, char *text, struct soc_msg *msg)
{
	const int whole = fputs(text, to) >= 0;
	soc_text_free(text);
	return whole ? SOC_OK : soc_fail(msg, SOC_ERR_IO, "cannot write: %s", strerror(errno));
}

static enum soc_err write_people(struct soc_result *result, const struct request *q, FILE *to,
                                 struct soc_msg *msg)
{
	struct soc_people_reader *people = NULL;
	struct soc_people_rows rows;
	char *text = NULL;
	int more = 1;
	enum soc_err err = soc_people_open(result, &q->people, &people, msg);
	if (err == SOC_OK)
		err = soc_people_csv_head(people, &text, msg);
	if (err == SOC_OK)
		err = put(to, text, msg);
	while (err == SOC_OK && more) {
		err = soc_people_next(people, &rows, &more, msg);
		if (err == SOC_OK && rows.count > 0)
			err = soc_people_csv(people, &rows, &text, msg);
		if (err == SOC_OK && rows.count > 0)
			err = put(to, text, msg);
	}
	soc_people_free(people);
	if (err == SOC_OK && fflush(to) != 0)
		err = soc_fail(msg, SOC_ERR_IO, "cannot write: %s", strerror(errno));
	return err;
}

/* Aside and renamed: a failure leaves the old file. */
static enum soc_err write_file(struct soc_result *result, const struct request *q, struct soc_msg *msg)
{
	char part[RUNNING_PATH];
	if (snprintf(part, sizeof part, "%s.part-%ld", q->output, (long)getpid()) >= (int)sizeof part)
		return soc_fail(msg, SOC_ERR_USAGE, "--output: the name is too long");
	FILE *to = fopen(part, "wbx");
	if (to == NULL)
		return soc_fail(msg, SOC_ERR_IO, "cannot write %s: %s", part, strerror(errno));
	enum soc_err err = write_people(result, q, to, msg);
	if (fclose(to) != 0 && err == SOC_OK)
		err = soc_fail(msg, SOC_ERR_IO, "cannot write %s: %s", part, strerror(errno));
	if (err == SOC_OK && rename(part, q->output) != 0)
		err = soc_fail(msg, SOC_ERR_IO, "cannot write %s: %s", q->output, strerror(errno));
	if (err != SOC_OK)
		(void)remove(part);
	return err;
}

static enum soc_err list_columns(struct soc_result *result, const char *format, struct soc_msg *msg)
{
	char *text = NULL;
	const enum soc_err err = soc_people_columns_text(result, format != NULL ? format : "table", &text, msg);
	return err == SOC_OK ? put(stdout, text, msg) : err;
}

int soc_cmd_people(int argc, char **argv)
{
	struct request q = { .people = { .stop = running_stop() } };
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	running_signals();
	const int go_on = read_request(argc, argv, &q);
	if (go_on != 1)
		return go_on < 0 ? SOC_OK : SOC_ERR_USAGE;
	if (!q.quiet && running_has_meter() && (q.output != NULL || !isatty(STDOUT_FILENO)))
		q.people.on_progress = on_progress;
	enum soc_err err = soc_result_open(&result, q.results, &msg);
	if (err == SOC_OK)
		err = q.list             ? list_columns(result, q.format, &msg)
		      : q.hdf5           ? soc_people_hdf5(result, &q.people, q.output, &msg)
		      : q.output != NULL ? write_file(result, &q, &msg)
		                         : write_people(result, &q, stdout, &msg);
	if (err != SOC_OK)
		say(stderr, "socred people: %s", msg.text);
	soc_result_free(result);
	return (int)err;
}
