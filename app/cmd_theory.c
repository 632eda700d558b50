/* socred theory: published theories as small worlds of their own. */
#include "arguments.h"
#include "commands.h"
#include "folder.h"
#include "running.h"
#include "say.h"

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
	"Published theories, each a small world of its own: what it computes stands beside what was published "
	"about it.\n"
	"Without NAME: the list of theories. They are separate from the national model; each says which part\n"
	"of it is used there.\n"
	"\n"
	"Options:\n"
	"  -S, --set KEY=VALUE   sets a parameter of the theory; may be given several times\n"
	"  -s, --seed N          root of every draw (1)\n"
	"  -r, --replicates N    1 to 10000 (default: the theory's own number)\n"
	"  -T, --series          the time series of the first replicate, instead of the statistics\n"
	"  -b, --published       every published value beside what is computed for the same settings; without "
	"NAME for all\n"
	"  -f, --format FORMAT   table (the default), csv or json; json has figures, parameters and series\n"
	"  -o, --output DIR      also writes DIR/results.db and DIR/report.html, made if missing; socred show, "
	"report,\n"
	"                        compare and diff read them\n"
	"  -h, --help            this text; after NAME: what that theory is, with its parameters\n"
	"\n"
	"Exit status of --published: 8 when a value differs by more than its theory allows.\n"
	"\n"
	"Examples:\n"
	"  socred theory\n"
	"  socred theory ensign --help\n"
	"  socred theory ensign --set discovered=0.7 --set days=100000 --set urns=5\n"
	"  socred theory ensign --series --format csv > shares.csv\n"
	"  socred theory ensign --set discovered=0.9 -o out/reported\n"
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
	const char *format, *folder;
	char command_line[2048];
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
	q->runs |= option == 'S' || option == 'r' || option == 'T' || option == 'o';
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
		q->folder = optarg;
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
		    q->published ? "--published has its own settings: --set, --replicates, "
		                   "--series and --output do not go with it"
		                 : "name a theory; 'socred theory' lists them");
		return SOC_ERR_USAGE;
	}
	return SOC_OK;
}

/* Results and page, put in place together. */
static enum soc_err keep(const struct request *q, const struct soc_theory_result *result, struct soc_msg *msg)
{
	struct folder folder = { .lock = -1 };
	char path[RUNNING_PATH];
	enum soc_err err = folder_begin(&folder, "theory", q->folder, msg);
	if (err == SOC_OK && !folder_path(&folder, FOLDER_RESULTS, 1, path))
		err = soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	if (err == SOC_OK)
		err = soc_theory_write(result, path, q->command_line, msg);
	if (err == SOC_OK && !folder_path(&folder, FOLDER_REPORT, 1, path))
		err = soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	if (err == SOC_OK)
		err = soc_theory_report(result, path, msg);
	if (err == SOC_OK)
		err = folder_finish(&folder, NULL, msg);
	folder_end(&folder);
	return err;
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
	if (err == SOC_OK && q->folder != NULL)
		err = keep(q, result, msg);
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
	argument_line(q.command_line, sizeof q.command_line, argc, argv);
	enum soc_err err = read_request(argc, argv, &q);
	if (err != SOC_OK)
		return (int)err;
	if (q.help && q.run.name == NULL) {
		fputs(usage, stdout);
		return SOC_OK;
	}
	q.run.settings = q.settings;
	err = answer(&q, &text, &missed, &msg);
	if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	if (err == SOC_OK && q.folder != NULL && strcmp(q.format, "table") == 0)
		printf("\n%s/report.html\n", q.folder);
	soc_text_free(text);
	if (err != SOC_OK)
		say(stderr, "socred theory: %s", msg.text[0] != '\0' ? msg.text : soc_err_text(err));
	if (err == SOC_OK && missed > 0)
		say(stderr, "socred theory: %d published %s further off than allowed", missed,
		    noun(missed, "value lies", "values lie"));
	return (int)(err == SOC_OK && missed > 0 ? SOC_ERR_DIFFERENT : err);
}
