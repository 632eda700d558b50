/* socred assumptions: what is uncertain in a scenario's figures beside random numbers, as a small file beside
 * it. */
#include "arguments.h"
#include "commands.h"
#include "diagnostics.h"
#include "running.h"
#include "say.h"

#include "socred/assumptions.h"
#include "socred/experiment.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SETTINGS_MAX 64

static const char usage[] =
	"Usage: socred assumptions SCENARIO [-o FILE] [options]\n"
	"\n"
	"Runs a scenario at many points over the plausible ranges that its values carry, all varied at once, "
	"and\n"
	"writes how far each statistic of the headline varies, without the variation from random numbers, and "
	"which\n"
	"assumptions matter most.\n"
	"`socred run` finds the file beside the scenario and shows both intervals.\n"
	"\n"
	"Options:\n"
	"  -o, --output FILE      the file that is written (default: NAME.assumptions.json beside NAME.yaml)\n"
	"      --points N         points of the Latin hypercube, 40 to 4096 (default: 256)\n"
	"  -n, --persons N        synthetic people of each run (default: as the scenario says)\n"
	"  -r, --replicates N     runs of each point with random numbers of their own, 2 or more (default: 2)\n"
	"  -d, --design-seed N    seed of the points, apart from the random numbers of the runs (default: 1)\n"
	"  -S, --set KEY=VALUE    sets one key, may be repeated; see `socred params`\n"
	"  -k, --keep DIR         folder for the measurements, from which the same call goes on after an "
	"interrupt\n"
	"                         (default: out/assumptions)\n"
	"  -W, --workers N        points that run at once (default: one per processor); results do not depend on "
	"it\n"
	"  -q, --quiet            no progress and no notices; only errors are printed\n"
	"  -h, --help             this text\n"
	"\n"
	"Examples:\n"
	"  socred assumptions scenarios/start/minimal/scenario.yaml -n 10000\n"
	"  socred assumptions my.yaml --points 512 --replicates 4 -o my.assumptions.json\n";

struct request {
	const char *scenario, *output, *folder;
	const char *settings[SETTINGS_MAX + 2];
	size_t settings_count;
	char persons[64], replicates[64];
	long long points, seed;
	int workers, quiet;
};

/* ---- arguments ---- */
static int take_setting(struct request *q, const char *text)
{
	return argument_setting("assumptions", text, q->settings, &q->settings_count, SETTINGS_MAX);
}

static int take_number(struct request *q, int option)
{
	long long n = 0;
	switch (option) {
	case 'P':
		return argument_whole("assumptions", "--points", optarg, 40, 4096, &q->points);
	case 'd':
		return argument_whole("assumptions", "--design-seed", optarg, 0, 9007199254740991, &q->seed);
	case 'n':
		if (!argument_whole("assumptions", "--persons", optarg, 100, 1500000000, &n))
			return 0;
		snprintf(q->persons, sizeof q->persons, "people.persons=%lld", n);
		return 1;
	case 'r':
		if (!argument_whole("assumptions", "--replicates", optarg, 2, 1000, &n))
			return 0;
		snprintf(q->replicates, sizeof q->replicates, "replicates=%lld", n);
		return 1;
	default:
		if (!argument_whole("assumptions", "--workers", optarg, 1, 1024, &n))
			return 0;
		q->workers = (int)n;
		return 1;
	}
}

static int take_option(struct request *q, int option)
{
	switch (option) {
	case 'o':
		q->output = optarg;
		return 1;
	case 'k':
		q->folder = optarg;
		return 1;
	case 'S':
		return take_setting(q, optarg);
	case 'q':
		q->quiet = 1;
		return 1;
	case '?':
		fputs("Try 'socred assumptions --help'.\n", stderr);
		return 0;
	default:
		return take_number(q, option);
	}
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_arguments(struct request *q, int argc, char **argv)
{
	static const struct option options[] = {
		{ "output", 1, NULL, 'o' },
		{ "points", 1, NULL, 'P' },
		{ "persons", 1, NULL, 'n' },
		{ "replicates", 1, NULL, 'r' },
		{ "design-seed", 1, NULL, 'd' },
		{ "set", 1, NULL, 'S' },
		{ "keep", 1, NULL, 'k' },
		{ "workers", 1, NULL, 'W' },
		{ "quiet", 0, NULL, 'q' },
		{ "help", 0, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "o:n:r:d:S:k:W:qh", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (!take_option(q, option))
			return 0;
	}
	if (optind + 1 != argc) {
		fputs("socred assumptions: one scenario file is wanted\nTry 'socred assumptions --help'.\n", stderr);
		return 0;
	}
	q->scenario = argv[optind];
	return 1;
}

/* ---- what is said ---- */
struct meter {
	int shown;
	double began, last;
	long long at_first; /* measured before this call; -1: not known yet */
};

static double seconds_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void on_progress(void *user, int64_t done, int64_t all)
{
	struct meter *m = user;
	const double now = seconds_now();
	if (m->at_first < 0)
		m->at_first = done - 1;
	if (!m->shown || (now - m->last < 0.1 && done < all))
		return;
	m->last = now;
	fprintf(stderr, "\r\033[K%3.0f%%  %.0f s left  run %lld/%lld", 100.0 * (double)done / (double)all,
	        (now - m->began) / (double)(done - m->at_first) * (double)(all - done), (long long)done,
	        (long long)all);
	fflush(stderr);
}

static void tell(const struct request *q, const struct soc_experiment_state *state, const char *path)
{
	if (!q->quiet)
		say(stdout, "%lld %s, %lld %s each: %s", (long long)state->measured,
		    noun(state->measured, "point", "points"), (long long)state->replicates,
		    noun(state->replicates, "replicate", "replicates"), path);
	if (state->refused > 0)
		say(stderr, "socred assumptions: %lld %s cannot run and %s left out; the first: %s",
		    (long long)state->refused, noun(state->refused, "point", "points"),
		    noun(state->refused, "is", "are"), state->first_refused);
}

/* ---- all of it ---- */
static enum soc_err read_scenario(struct request *q, struct soc_scenario **s, struct soc_msg *msg)
{
	struct soc_diagnostics *diagnostics = NULL;
	if (q->persons[0] != '\0')
		q->settings[q->settings_count++] = q->persons;
	q->settings[q->settings_count++] = q->replicates;
	const enum soc_err err =
		diagnostics_read(q->scenario, q->settings, q->settings_count, 0, s, &diagnostics, msg);
	diagnostics_tell(q->scenario, diagnostics, err, msg);
	soc_diagnostics_free(diagnostics);
	return err;
}

static enum soc_err make(const struct request *q, const struct soc_scenario *s, const char *path,
                         struct soc_msg *msg)
{
	struct meter meter = { !q->quiet && running_has_meter(), seconds_now(), 0.0, -1 };
	const struct soc_assumptions_options options = { .folder = q->folder,
		                                             .points = q->points,
		                                             .seed = q->seed,
		                                             .workers = q->workers,
		                                             .on_progress = on_progress,
		                                             .user = &meter,
		                                             .stop = running_stop() };
	struct soc_experiment_state state = { 0 };
	char *text = NULL;
	size_t stood;
	if (!running_make_folder("assumptions", q->folder, &stood))
		return soc_fail(msg, SOC_ERR_IO, "no folder for what is measured");
	enum soc_err err = soc_assumptions_make(s, &options, &text, &state, msg);
	if (meter.shown)
		fputs("\r\033[K", stderr);
	if (err == SOC_OK)
		err = soc_text_write(path, text, msg);
	if (err == SOC_OK)
		tell(q, &state, path);
	soc_text_free(text);
	running_drop_folder(q->folder, stood);
	return err;
}

int soc_cmd_assumptions(int argc, char **argv)
{
	struct request q = {
		.folder = "out/assumptions", .replicates = "replicates=2", .points = 256, .seed = 1
	};
	struct soc_msg msg = { "" };
	struct soc_scenario *s = NULL;
	char path[RUNNING_PATH];
	running_signals();
	const int go = read_arguments(&q, argc, argv);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	if (q.output == NULL && !running_assumptions_path("assumptions", q.scenario, path))
		return SOC_ERR_IO;
	enum soc_err err = read_scenario(&q, &s, &msg);
	if (err == SOC_OK)
		err = make(&q, s, q.output != NULL ? q.output : path, &msg);
	soc_scenario_free(s);
	if (err != SOC_OK)
		say(stderr, "socred assumptions: %s", msg.text);
	return (int)err;
}
