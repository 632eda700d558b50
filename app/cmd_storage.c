/* socred storage: bytes by record, person and camera-day; published volumes. */
#include "commands.h"
#include "say.h"

#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>

static const char usage[] =
	"Usage: socred storage [RESULTS] [OPTION]...\n"
	"\n"
	"What a regime stores: people, the records of the run and the video of cameras, in bytes; how fast that\n"
	"grows and what it costs, for the nation that the run stands for. Then the published volumes of the\n"
	"Chinese system, per head and as video, and the factors by which they differ. RESULTS is a results\n"
	"file, or a folder with a results.db; without it the published volumes alone.\n"
	"\n"
	"Options:\n"
	"  -S, --set NAME=VALUE  sets a quantity by its name in the table; may be repeated\n"
	"  -f, --format FORMAT   table (the default), csv or json\n"
	"  -h, --help            this text\n"
	"\n"
	"Examples:\n"
	"  socred storage\n"
	"  socred storage out/china\n"
	"  socred storage out/china --set video_days=90 --set copies=1 --format csv > storage.csv\n";

#define SETTINGS_MOST 64

static const struct option options[] = { { "set", required_argument, NULL, 'S' },
	                                     { "format", required_argument, NULL, 'f' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

struct request {
	const char *results, *format, *settings[SETTINGS_MOST + 1];
	int count;
};

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_request(int argc, char **argv, struct request *q)
{
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "S:f:h", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (option == 'f') {
			q->format = optarg;
		} else if (option == 'S' && q->count < SETTINGS_MOST) {
			q->settings[q->count++] = optarg;
		} else {
			if (option == 'S')
				say(stderr, "socred storage: more than %d settings", SETTINGS_MOST);
			fputs("Try 'socred storage --help'.\n", stderr);
			return 0;
		}
	}
	if (argc - optind > 1) {
		fputs("socred storage: name one results file, or none\nTry 'socred storage --help'.\n", stderr);
		return 0;
	}
	q->results = argv[optind];
	return 1;
}

int soc_cmd_storage(int argc, char **argv)
{
	struct request q = { .format = "table" };
	const int go = read_request(argc, argv, &q);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	enum soc_err err = q.results != NULL ? soc_result_open(&result, q.results, &msg) : SOC_OK;
	if (err == SOC_OK)
		err = soc_result_storage(result, q.settings, q.format, &text, &msg);
	if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	else
		fprintf(stderr, "socred storage: %s\n", msg.text);
	soc_text_free(text);
	soc_result_free(result);
	return (int)err;
}
