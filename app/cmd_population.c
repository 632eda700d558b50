/* socred population: the synthetic people alone, measured against the census. */
#include "arguments.h"
#include "commands.h"
#include "running.h"
#include "say.h"

#include "socred/error.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/world.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage: socred population DATA [--persons N] [--seed N] [--provinces LIST] [--format table|json]\n"
	"       socred population build TABLE.csv --map MAP.yaml -o FOLDER [OPTION]...\n\n"
	"Builds the synthetic people of a data set (china-2020), or of a population of one's own (its file, with "
	"a / in\n"
	"its path), and shows how far they are from every census control, the age pyramid, and how plausible "
	"their\n"
	"families are. `build` makes such a population from a table of aggregates, a row a place, writes\n"
	"FOLDER/population.txt, which a scenario names as `population:`, and shows its fit.\n\n"
	"Exit status: 0 when every control is met within rounding, or the table says how many households are "
	"not\n"
	"as the census has them, for want of people.\n\n"
	"Options:\n"
	"  -n, --persons N       people to build, 100 to 1500000000 (1000000)\n"
	"  -s, --seed N          root of every draw (1)\n"
	"  -P, --provinces LIST  all, or English names with commas: only their people (all)\n"
	"  -f, --format FORMAT   table (the default) or json\n"
	"      --map FILE        build: what the columns of the table mean\n"
	"  -o, --output FOLDER   build: where population.txt is written\n"
	"  -q, --quiet           no progress\n"
	"  -h, --help            this text\n\n"
	"Examples:\n"
	"  socred population china-2020\n"
	"  socred population china-2020 --persons 20000 --provinces \"Tibet,Qinghai\"\n"
	"  socred population china-2020 --persons 100000000 --format json > fit.json\n"
	"  socred population build table.csv --map map.yaml -o data/mine\n"
	"  socred population data/mine/population.txt --persons 20000\n";

static void on_progress(void *user, double share)
{
	(void)user;
	fprintf(stderr, share < 1 ? "\rbuilding people %3.0f%%" : "\r                     \r", 100 * share);
	fflush(stderr);
}

static int whole_number(const char *text, long long *out)
{
	char *end;
	errno = 0;
	*out = strtoll(text, &end, 10);
	return errno == 0 && end != text && *end == '\0';
}

static int fail(enum soc_err err, const struct soc_msg *msg)
{
	fprintf(stderr, "socred population: %s\n", msg->text[0] ? msg->text : soc_err_text(err));
	return (int)err;
}

static int show(const struct soc_population_options *options, const char *format)
{
	struct soc_msg msg = { "" };
	struct soc_fit *fit = NULL;
	char *text = NULL;
	enum soc_err err = soc_population_fit(options, &fit, &msg);
	if (!err)
		err = soc_fit_text(fit, format, &text, &msg);
	if (!err) {
		fputs(text, stdout);
		if (fflush(stdout) != 0)
			err = soc_fail(&msg, SOC_ERR_IO, "cannot write: %s", strerror(errno));
		else if (!soc_fit_misses_are_explained(fit))
			err = soc_fail(&msg, SOC_ERR_INTERNAL,
			               "the population is further from its controls than rounding explains");
	}
	soc_text_free(text);
	soc_fit_free(fit);
	return err ? fail(err, &msg) : 0;
}

/* Makes FOLDER/population.txt; *text: what is in it. */
static enum soc_err build(const char *table, const char *map, const char *folder, char **text,
                          struct soc_msg *msg)
{
	char path[RUNNING_PATH];
	size_t stood = 0;
	enum soc_err err = soc_world_build_population(table, map, text, msg);
	if (err)
		return err;
	if (!running_make_folder("population", folder, &stood) ||
	    !running_path("population", path, folder, "population.txt"))
		return soc_fail(msg, SOC_ERR_IO, "%s cannot be written", folder);
	err = soc_text_write(path, *text, msg);
	if (err)
		running_drop_folder(folder, stood);
	return err;
}

struct request {
	struct soc_population_options wanted;
	const char *format, *map, *folder;
	int quiet;
};

/* One data set; or the file of a population of one's own, which is made first. */
static int run(int argc, char **argv, struct request *q)
{
	char *text = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = SOC_OK;
	const int builds = argc > optind && strcmp(argv[optind], "build") == 0;
	if (builds != (q->map != NULL) || builds != (q->folder != NULL) || optind + 1 + builds != argc) {
		fprintf(stderr,
		        "socred population: name one data set, such as china-2020, or build with a table, "
		        "--map and -o\n\n%s",
		        usage);
		return SOC_ERR_USAGE;
	}
	q->wanted.data = argv[argc - 1];
	if (builds)
		err = build(q->wanted.data, q->map, q->folder, &text, &msg);
	else if (strchr(q->wanted.data, '/') != NULL)
		err = soc_world_read_population(q->wanted.data, &text, &msg);
	q->wanted.population = text;
	if (!q->quiet)
		q->wanted.on_progress = on_progress;
	const int status = err ? fail(err, &msg) : show(&q->wanted, q->format);
	soc_text_free(text);
	return status;
}

enum { MAP = 256 };

int soc_cmd_population(int argc, char **argv)
{
	static const struct option options[] = {
		{ "persons", required_argument, NULL, 'n' },
		{ "seed", required_argument, NULL, 's' },
		{ "provinces", required_argument, NULL, 'P' },
		{ "format", required_argument, NULL, 'f' },
		{ "map", required_argument, NULL, MAP },
		{ "output", required_argument, NULL, 'o' },
		{ "quiet", no_argument, NULL, 'q' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	struct request q = { .wanted = { .persons = 1000000, .seed = 1, .stop = running_stop() },
		                 .format = "table",
		                 .quiet = !running_has_meter() };
	struct soc_msg msg;
	long long number = 0;
	running_signals();
	for (int c; (c = getopt_long(argc, argv, "n:s:P:p:f:o:qh", options, NULL)) != -1;) {
		if ((c == 'n' || c == 's') && !whole_number(optarg, &number))
			return fail(soc_fail(&msg, SOC_ERR_USAGE, "--%s needs a whole number, not \"%s\"",
			                     c == 'n' ? "persons" : "seed", optarg),
			            &msg);
		if (c == 'p')
			c = say_old_letter("population", 'p', 'P', "provinces");
		switch (c) {
		case 'n':
			if (number < 100)
				return fail(
					soc_fail(&msg, SOC_ERR_USAGE, "--persons %lld: at least 100 people are built", number),
					&msg);
			q.wanted.persons = number;
			break;
		case 's':
			q.wanted.seed = number;
			break;
		case 'P':
			q.wanted.provinces = optarg;
			break;
		case 'f':
			q.format = optarg;
			break;
		case 'q':
			q.quiet = 1;
			break;
		case MAP:
			q.map = optarg;
			break;
		case 'o':
			q.folder = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			fputs(usage, stderr);
			return SOC_ERR_USAGE;
		}
	}
	if (!argument_format("population", q.format, "table, json"))
		return SOC_ERR_USAGE;
	return run(argc, argv, &q);
}
