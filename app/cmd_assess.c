/* socred assess: a form of a law or a standard, filled with what runs say. */
#include "arguments.h"
#include "assess_draws.h"
#include "commands.h"
#include "diagnostics.h"
#include "running.h"
#include "say.h"

#include "socred/assessment.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <sys/stat.h>

#define PATH_MOST 4096

static const char usage[] =
	"Usage: socred assess RESULTS [ALTERNATIVE]... --form FORM [OPTION]...\n"
	"\n"
	"Fills the form of an impact assessment with what a run says: each field is a figure with its interval, "
	"a value\n"
	"of the scenario, not simulated, or left blank for the deployer's own words. ALTERNATIVE: further "
	"results over\n"
	"the same people and random numbers, laid beside the first. Writes assessment.html, assessment.md and\n"
	"assessment.json. It gives no verdict.\n"
	"\n"
	"Options:\n"
	"  -F, --form FORM       fria (EU AI Act, article 27), iama (Netherlands), aia (Canada), atrs (United "
	"Kingdom),\n"
	"                        or a file of your own\n"
	"  -o, --output DIR      the folder, made if missing (default: assessment)\n"
	"      --draws N         runs all of them over N shared draws of what is assumed, 40 to 4096, and gives "
	"the\n"
	"                        interval over the assumptions of each run and of each difference between runs; "
	"what\n"
	"                        the runs differ in is not drawn. 48 are enough for most\n"
	"  -k, --keep DIR        folder for the measurements of the draws, from which the same call goes on "
	"after an\n"
	"                        interrupt (default: out/draws)\n"
	"  -W, --workers N       points that run at once (default: one per processor); results do not depend on "
	"it\n"
	"  -q, --quiet           does not say what was written\n"
	"  -h, --help            this text\n"
	"\n"
	"Examples:\n"
	"  socred assess out/planned --form fria -o out/fria\n"
	"  socred assess out/planned out/checked out/more-reviewers --form fria -o out/fria\n"
	"  socred assess out/planned out/checked --form fria --draws 48 -o out/fria\n"
	"  socred assess out/planned --form my-form.yaml\n";

enum { DRAWS = 256 };
static const struct option options[] = {
	{ "form", required_argument, NULL, 'F' },   { "draws", required_argument, NULL, DRAWS },
	{ "keep", required_argument, NULL, 'k' },   { "workers", required_argument, NULL, 'W' },
	{ "output", required_argument, NULL, 'o' }, { "quiet", no_argument, NULL, 'q' },
	{ "help", no_argument, NULL, 'h' },         { NULL, 0, NULL, 0 }
};

struct request {
	const char *form, *folder, *keep;
	long long draws, workers;
	char **paths;
	int count, quiet;
};

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "F:o:k:W:qh", options, NULL)) != -1) {
		switch (option) {
		case 'F':
			q->form = optarg;
			break;
		case 'o':
			q->folder = optarg;
			break;
		case DRAWS:
			if (!argument_whole("assess", "--draws", optarg, SOC_ASSESSMENT_DRAWS_LEAST,
			                    SOC_ASSESSMENT_DRAWS_MOST, &q->draws))
				return 0;
			break;
		case 'k':
			q->keep = optarg;
			break;
		case 'W':
			if (!argument_whole("assess", "--workers", optarg, 1, 1024, &q->workers))
				return 0;
			break;
		case 'q':
			q->quiet = 1;
			break;
		case 'h':
			fputs(usage, stdout);
			return -1;
		default:
			fputs("Try 'socred assess --help'.\n", stderr);
			return 0;
		}
	}
	q->paths = argv + optind;
	q->count = argc - optind;
	if (q->count < 1 || q->count > SOC_ASSESSMENT_RUNS || q->form == NULL) {
		fprintf(stderr, "socred assess: %s\nTry 'socred assess --help'.\n",
		        q->form == NULL ? "name a form (--form fria)" : "name 1 to 8 results files");
		return 0;
	}
	return 1;
}

static enum soc_err make_folder(const char *path, struct soc_msg *msg)
{
	struct stat status;
	if (mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode)))
		return SOC_OK;
	return soc_fail(msg, SOC_ERR_IO, "%s: the folder cannot be made", path);
}

static enum soc_err write_all(const struct request *q, const struct soc_assessment *a, struct soc_msg *msg)
{
	static const char *const formats[] = { "html", "markdown", "json" }, *const ends[] = { "html", "md",
		                                                                                   "json" };
	char path[PATH_MOST];
	enum soc_err err = make_folder(q->folder, msg);
	for (int i = 0; i < 3 && err == SOC_OK; i++) {
		char *text = NULL;
		if (snprintf(path, sizeof path, "%s/assessment.%s", q->folder, ends[i]) >= (int)sizeof path)
			return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
		err = soc_assessment_text(a, formats[i], &text, msg);
		if (err == SOC_OK)
			err = soc_text_write(path, text, msg);
		if (err == SOC_OK && !q->quiet)
			say(stdout, "%s", path);
		soc_text_free(text);
	}
	return err;
}

static enum soc_err assess(const struct request *q, struct soc_msg *msg)
{
	struct soc_result *results[SOC_ASSESSMENT_RUNS] = { NULL };
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_assessment *a = NULL;
	const struct assess_draws how = { .form = q->form,
		                              .first = q->paths[0],
		                              .keep = q->keep,
		                              .draws = (int)q->draws,
		                              .workers = (int)q->workers,
		                              .quiet = q->quiet };
	char *over = NULL;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < q->count && err == SOC_OK; i++)
		err = soc_result_open(&results[i], q->paths[i], msg);
	if (err == SOC_OK && q->draws > 0)
		err = assess_draws(&how, results, q->count, &over, msg);
	if (err == SOC_OK) {
		err = soc_assessment_make_over(&a, results, q->count, q->form, over, &diagnostics, msg);
		diagnostics_tell(q->form, diagnostics, err, msg);
		soc_diagnostics_free(diagnostics);
	}
	if (err == SOC_OK)
		err = write_all(q, a, msg);
	soc_assessment_free(a);
	soc_text_free(over);
	for (int i = 0; i < q->count; i++)
		soc_result_free(results[i]);
	return err;
}

int soc_cmd_assess(int argc, char **argv)
{
	struct request q = { .folder = "assessment", .keep = "out/draws" };
	running_signals();
	const int go = read_request(argc, argv, &q);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	struct soc_msg msg = { "" };
	const enum soc_err err = assess(&q, &msg);
	if (err != SOC_OK)
		fprintf(stderr, "socred assess: %s\n", msg.text);
	return (int)err;
}
