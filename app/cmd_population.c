/* socred population: the synthetic people alone, measured against the census. */
#include "commands.h"
#include "running.h"
#include "say.h"

#include "socred/error.h"
#include "socred/scenario.h"
#include "socred/world.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage: socred population DATA [--persons N] [--seed N] [--provinces LIST] [--format table|json]\n\n"
	"Builds the synthetic people of a data set (china-2020) and shows how far they are from every census "
	"control,\n"
	"the age pyramid, and how plausible their families are.\n\n"
	"Exit status: 0 when every control is met within rounding, or the table says how many households are "
	"not\n"
	"as the census has them, for want of people.\n\n"
	"Options:\n"
	"  -n, --persons N       people to build, 100 to 1500000000 (1000000)\n"
	"  -s, --seed N          root of every draw (1)\n"
	"  -P, --provinces LIST  all, or English names with commas: only their people (all)\n"
	"  -f, --format FORMAT   table (the default) or json\n"
	"  -q, --quiet           no progress\n"
	"  -h, --help            this text\n\n"
	"Examples:\n"
	"  socred population china-2020\n"
	"  socred population china-2020 --persons 20000 --provinces \"Tibet,Qinghai\"\n"
	"  socred population china-2020 --persons 100000000 --format json > fit.json\n";

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
		else if (!soc_fit_explained(fit))
			err = soc_fail(&msg, SOC_ERR_INTERNAL,
			               "the population is further from its controls than rounding explains");
	}
	soc_text_free(text);
	soc_fit_free(fit);
	return err ? fail(err, &msg) : 0;
}

int soc_cmd_population(int argc, char **argv)
{
	static const struct option options[] = {
		{ "persons", required_argument, NULL, 'n' },
		{ "seed", required_argument, NULL, 's' },
		{ "provinces", required_argument, NULL, 'P' },
		{ "format", required_argument, NULL, 'f' },
		{ "quiet", no_argument, NULL, 'q' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	struct soc_population_options wanted = { .persons = 1000000, .seed = 1, .stop = running_stop() };
	struct soc_msg msg;
	const char *format = "table";
	int quiet = !running_has_meter();
	long long number = 0;
	running_signals();
	for (int c; (c = getopt_long(argc, argv, "n:s:P:p:f:qh", options, NULL)) != -1;) {
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
			wanted.persons = number;
			break;
		case 's':
			wanted.seed = number;
			break;
		case 'P':
			wanted.provinces = optarg;
			break;
		case 'f':
			format = optarg;
			break;
		case 'q':
			quiet = 1;
			break;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			fputs(usage, stderr);
			return SOC_ERR_USAGE;
		}
	}
	if (strcmp(format, "table") != 0 && strcmp(format, "json") != 0)
		return fail(soc_fail(&msg, SOC_ERR_USAGE, "no format \"%s\"; allowed: table, json", format), &msg);
	if (optind + 1 != argc) {
		fprintf(stderr, "socred population: name one data set, such as china-2020\n\n%s", usage);
		return SOC_ERR_USAGE;
	}
	wanted.data = argv[optind];
	if (!quiet)
		wanted.on_progress = on_progress;
	return show(&wanted, format);
}
