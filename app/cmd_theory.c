/* socred theory: published theories as small worlds of their own. */
#include "commands.h"
#include "running.h"
#include "say.h"

#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/theory.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SETTINGS_MOST 64

static const char usage[] =
	"Usage: socred theory [NAME] [OPTION]...\n"
	"\n"
	"Published theories, each a small world of its own: what it computes stands beside what is published of "
	"it.\n"
	"Without NAME: the list of them. They are apart from the national model; each says what of it is used "
	"there.\n"
	"\n"
	"Options:\n"
	"  -S, --set KEY=VALUE   sets a parameter of the theory; may be given several times\n"
	"  -s, --seed N          root of every draw (1)\n"
	"  -r, --replicates N    1 to 10000 (as many as the theory has by itself)\n"
	"  -T, --series          its time series, of the first replicate, instead of its figures\n"
	"  -b, --published       every published value beside what is computed for the same settings; without "
	"NAME of all\n"
	"  -f, --format FORMAT   table (the default), csv or json; json has figures, parameters and series\n"
	"  -o, --output FILE     writes to FILE instead of standard output\n"
	"  -h, --help            this text; behind NAME: what that theory is, with its parameters\n"
	"\n"
	"Exit status of --published: 8 when a value lies further off than its theory allows.\n"
	"\n"
	"Examples:\n"
	"  socred theory\n"
	"  socred theory ensign --help\n"
	"  socred theory ensign --set discovered=0.7 --set days=100000 --set urns=5\n"
	"  socred theory ensign --series --format csv > shares.csv\n"
	"  socred theory --published\n";

static const struct option options[] = { { "set", required_argument, NULL, 'S' },
	                                     { "seed", required_argument, NULL, 's' },
	                                     { "replicates", required_argument, NULL, 'r' },
	                                     { "series", no_argument, NULL, 'T' },
	                                     { "published", no_argument, NULL, 'b' },
	                                     { "format", required_argument, NULL, 'f' },
	                                     { "output", required_argument, NULL, 'o' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

struct request {
	struct soc_theory_options run;
	const char *settings[SETTINGS_MOST];
	const char *format, *output;
	int series, published, help, runs; /* runs: something was asked that only a run can give */
};

static int whole_number(const char *text, long long least, long long most, long long *out)
{
	char *end;
	errno = 0;
	*out = strtoll(text, &end, 10);
	return errno == 0 && end != text && *end == '\0' && *out >= least && *out <= most;
}

static enum soc_err wrong_number(const char *option, const char *text, const char *allowed)
{
	say(stderr, "socred theory: --%s \"%s\" is no number for it; allowed: %s", option, text, allowed);
	return SOC_ERR_USAGE;
}

static enum soc_err take_option(struct request *q, int option)
{
	long long number = 0;
	q->runs |= option == 'S' || option == 'r' || option == 'T';
	switch (option) {
	case 'S':
		if (q->run.settings_count == SETTINGS_MOST) {
			say(stderr, "socred theory: more than %d settings", SETTINGS_MOST);
			return SOC_ERR_USAGE;
		}
		q->settings[q->run.settings_count++] = optarg;
		return SOC_OK;
	case 's':
		if (!whole_number(optarg, 0, 9007199254740991, &number))
			return wrong_number("seed", optarg, "0 to 9007199254740991");
		q->run.seed = (uint64_t)number;
		return SOC_OK;
	case 'r':
		if (!whole_number(optarg, 1, 10000, &number))
			return wrong_number("replicates", optarg, "1 to 10000");
		q->run.replicates = (int)number;
		return SOC_OK;
	case 'T':
		q->series = 1;
		return SOC_OK;
	case 'b':
		q->published = 1;
		return SOC_OK;
	case 'f':
		q->format = optarg;
		return SOC_OK;
	case 'o':
		q->output = optarg;
		return SOC_OK;
	case 'h':
		q->help = 1;
		return SOC_OK;
	default:
		fputs("Try 'socred theory --help'.\n", stderr);
		return SOC_ERR_USAGE;
	}
}

static enum soc_err read_request(int argc, char **argv, struct request *q)
{
	enum soc_err err = SOC_OK;
	int option;
	optind = 1;
	while (err == SOC_OK && (option = getopt_long(argc, argv, "S:s:r:Tbf:o:h", options, NULL)) != -1)
		err = take_option(q, option);
	if (err != SOC_OK)
		return err;
	if (argc - optind > 1) {
		say(stderr, "socred theory: one theory at a time, not also \"%s\"", argv[optind + 1]);
		return SOC_ERR_USAGE;
	}
	q->run.name = argv[optind]; /* argv ends with NULL */
	if ((q->runs && q->run.name == NULL && !q->help) || (q->runs && q->published)) {
		say(stderr, "socred theory: %s",
		    q->published ? "--published has its own settings: --set, --replicates and "
		                   "--series do not go with it"
		                 : "name a theory; 'socred theory' lists them");
		return SOC_ERR_USAGE;
	}
	return SOC_OK;
}

/* The text that was asked for. *missed: published values too far off. */
static enum soc_err answer(const struct request *q, char **text, int *missed, struct soc_msg *msg)
{
	struct soc_theory_result *result = NULL;
	if (q->help)
		return soc_theory_about(q->run.name, text, msg);
	if (q->published)
		return soc_theory_published(q->run.name, q->run.seed, q->format, q->run.stop, text, missed, msg);
	if (q->run.name == NULL)
		return soc_theory_list(q->format, text, msg);
	enum soc_err err = soc_theory_run(&q->run, &result, msg);
	if (err == SOC_OK)
		err = soc_theory_text(result, q->format, q->series, text, msg);
	soc_theory_free(result);
	return err;
}

int soc_cmd_theory(int argc, char **argv)
{
	struct request q = { .run = { .seed = 1, .stop = running_stop() }, .format = "table" };
	struct soc_msg msg = { "" };
	char *text = NULL;
	int missed = 0;
	running_signals();
	enum soc_err err = read_request(argc, argv, &q);
	if (err != SOC_OK)
		return (int)err;
	if (q.help && q.run.name == NULL) {
		fputs(usage, stdout);
		return SOC_OK;
	}
	q.run.settings = q.settings;
	err = answer(&q, &text, &missed, &msg);
	if (err == SOC_OK && q.output != NULL)
		err = soc_text_write(q.output, text, &msg);
	else if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	soc_text_free(text);
	if (err != SOC_OK)
		say(stderr, "socred theory: %s", msg.text[0] != '\0' ? msg.text : soc_err_text(err));
	if (err == SOC_OK && missed > 0)
		say(stderr, "socred theory: %d published %s further off than allowed", missed,
		    noun(missed, "value lies", "values lie"));
	return (int)(err == SOC_OK && missed > 0 ? SOC_ERR_DIFFERENT : err);
}
