/* socred report: the page again, from the results file alone. */
#include "commands.h"
#include "say.h"

#include "socred/result.h"
#include "socred/theory.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_MAX_BYTES 4096

static const char usage[] = "Usage: socred report RESULTS [OPTION]...\n"
							"\n"
							"Writes the report of the results file RESULTS (or of results.db in the folder "
							"RESULTS) as one HTML page that needs\n"
							"no network, from the file alone. Without -o it is report.html beside the "
							"results. An old page stands until the new\n"
							"one is whole.\n"
							"\n"
							"Options:\n"
							"  -o, --output FILE   where to write the page\n"
							"  -q, --quiet         say nothing when all is well\n"
							"  -h, --help          this text\n"
							"\n"
							"Examples:\n"
							"  socred report out/china-national\n"
							"  socred report out/minimal/results.db -o minimal.html\n"
							"  socred theory ensign -o out/ensign && socred report out/ensign\n";

static const struct option options[] = { { "output", required_argument, NULL, 'o' },
	                                     { "quiet", no_argument, NULL, 'q' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

/* report.html in the folder of the results. 0 when the name is too long. */
static int beside(const char *results, char *out, size_t size)
{
	struct stat status;
	const char *slash = strrchr(results, '/');
	int length;
	if (stat(results, &status) == 0 && S_ISDIR(status.st_mode))
		length =
			snprintf(out, size, "%s%sreport.html", results, results[strlen(results) - 1] == '/' ? "" : "/");
	else
		length =
			snprintf(out, size, "%.*sreport.html", slash != NULL ? (int)(slash - results) + 1 : 0, results);
	return length >= 0 && (size_t)length < size;
}

/* Of a run, or of a theory. */
static enum soc_err write_page(struct soc_result *result, const char *path, struct soc_msg *msg)
{
	struct soc_theory_result *theory = NULL;
	if (!soc_result_is_theory(result))
		return soc_result_report(result, path, msg);
	enum soc_err err = soc_theory_read(result, &theory, msg);
	if (err == SOC_OK)
		err = soc_theory_report(theory, path, msg);
	soc_theory_free(theory);
	return err;
}

static int write_report(const char *results, const char *output, int quiet)
{
	char path[PATH_MAX_BYTES];
	struct soc_msg msg = { "" };
	struct soc_result *result = NULL;
	if (output == NULL && !beside(results, path, sizeof path)) {
		fputs("socred report: the name of the results is too long\n", stderr);
		return SOC_ERR_USAGE;
	}
	if (output == NULL)
		output = path;
	enum soc_err err = soc_result_open_any(&result, results, &msg);
	if (err == SOC_OK)
		err = write_page(result, output, &msg);
	soc_result_free(result);
	if (err != SOC_OK)
		fprintf(stderr, "socred report: %s\n", msg.text);
	else if (!quiet)
		say(stdout, "%s", output);
	return err;
}

int soc_cmd_report(int argc, char **argv)
{
	const char *output = NULL;
	int quiet = 0, option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "o:qh", options, NULL)) != -1) {
		if (option == 'o')
			output = optarg;
		else if (option == 'q')
			quiet = 1;
		else if (option == 'h') {
			fputs(usage, stdout);
			return SOC_OK;
		} else {
			fputs("Try 'socred report --help'.\n", stderr);
			return SOC_ERR_USAGE;
		}
	}
	if (argc - optind != 1 || argv[optind][0] == '\0') {
		fputs("socred report: name one results file\nTry 'socred report --help'.\n", stderr);
		return SOC_ERR_USAGE;
	}
	return write_report(argv[optind], output, quiet);
}
