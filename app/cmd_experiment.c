/* socred experiment: many points of a scenario, by a file that says which. */
#include "arguments.h"
#include "commands.h"
#include "diagnostics.h"
#include "ranks.h"
#include "running.h"
#include "say.h"

#include "socred/experiment.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"Usage: socred experiment check|plan|run|status|analyse|report|answer FILE [-o DIR] [options]\n"
	"\n"
	"Reads the experiment FILE: a scenario, the factors that vary in it, a design of points, and what is\n"
	"measured at each point. In place of a scenario it may name a theory of `socred theory`, whose "
	"parameters\n"
	"then vary, and whose figures are measured.\n"
	"\n"
	"  check     says everything that is wrong with FILE, its scenario and its points, with line and column\n"
	"  plan      runs one replicate and says how many points there are, how long they take and in what "
	"memory\n"
	"  run       runs the points that are not measured yet and writes DIR/experiment.db; the same call goes\n"
	"            on after an interrupt or a kill\n"
	"  status    says how far the experiment in DIR is\n"
	"  analyse   says how much each factor matters, with intervals, from what is measured in DIR\n"
	"  report    the same as one HTML page, DIR/report.html: what decides each outcome, two factors at "
	"once,\n"
	"            whether signs survive, whether there are points enough, and what was left out\n"
	"  answer    run and analyse in one call\n"
	"\n"
	"An experiment of kind calibration compares outcomes with published figures and writes the values\n"
	"that fit them, DIR/posterior.csv, for `socred run --posterior`.\n"
	"\n"
	"Options:\n"
	"  -o, --output DIR       folder of the experiment, made if missing (default: out)\n"
	"  -e, --extend KEY=N     a larger design than FILE's: n=1024 for sobol, trajectories=40 for morris; "
	"points\n"
	"                         that are already measured are not run again\n"
	"  -W, --workers N        points that run at once (default: one per processor); results do not depend on "
	"it\n"
	"  -w, --share I/N        run the I-th of N shares of the points, for many machines and one DIR; the "
	"call\n"
	"                         without --share then writes DIR/experiment.db\n"
	"  -f, --format FORMAT    for analyse and answer: table (the default), csv or json\n"
	"  -q, --quiet            no progress and no notices; only errors are printed\n"
	"  -h, --help             this text\n"
	"\n"
	"Examples:\n"
	"  socred experiment check experiments/which-assumption.yaml\n"
	"  socred experiment run experiments/which-assumption.yaml -o out/which\n"
	"  socred experiment run my.yaml -o out/my --extend n=1024\n"
	"  socred experiment run my.yaml -o out/my --share 3/16\n"
	"  socred experiment analyse my.yaml -o out/my --format csv\n"
	"  socred experiment report my.yaml -o out/my\n"
	"  socred experiment answer experiments/questions/05-terms.yaml -o out/terms\n"
	"  socred experiment run experiments/court-list.yaml -o out/courts\n"
	"  socred experiment answer experiments/theories/tipping.yaml -o out/tipping\n";

struct request {
	const char *action, *file, *folder, *extend, *format;
	int quiet, workers, share, shares;
};

/* ---- arguments ---- */
static int take_share(struct request *q, const char *text)
{
	char *end, *rest;
	const long share = strtol(text, &end, 10), shares = *end == '/' ? strtol(end + 1, &rest, 10) : 0;
	if (end != text && *end == '/' && rest != end + 1 && *rest == '\0' && share >= 1 && share <= shares &&
	    shares <= 1000000) {
		q->share = (int)share;
		q->shares = (int)shares;
		return 1;
	}
	say(stderr, "socred experiment: --share: \"%s\" is no share; allowed: I/N, I from 1 to N, such as 3/16",
	    text);
	return 0;
}

static int take_option(struct request *q, int option)
{
	long long n = 0;
	switch (option) {
	case 'o':
		q->folder = optarg;
		return 1;
	case 'e':
		q->extend = optarg;
		return 1;
	case 'W':
		if (!argument_whole("experiment", "--workers", optarg, 1, 1024, &n))
			return 0;
		q->workers = (int)n;
		return 1;
	case 'w':
		return take_share(q, optarg);
	case 'f':
		q->format = optarg;
		return 1;
	case 'q':
		q->quiet = 1;
		return 1;
	default:
		fputs("Try 'socred experiment --help'.\n", stderr);
		return 0;
	}
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_arguments(struct request *q, int argc, char **argv)
{
	static const struct option options[] = {
		{ "output", 1, NULL, 'o' }, { "extend", 1, NULL, 'e' }, { "workers", 1, NULL, 'W' },
		{ "share", 1, NULL, 'w' },  { "format", 1, NULL, 'f' }, { "quiet", 0, NULL, 'q' },
		{ "help", 0, NULL, 'h' },   { NULL, 0, NULL, 0 },
	};
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "o:e:W:w:f:qh", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (!take_option(q, option))
			return 0;
	}
	if (optind + 2 != argc) {
		fputs("socred experiment: what to do and one experiment file are wanted\n"
		      "Try 'socred experiment --help'.\n",
		      stderr);
		return 0;
	}
	q->action = argv[optind];
	q->file = argv[optind + 1];
	return 1;
}

static enum soc_err read_experiment(const struct request *q, struct soc_experiment **e, struct soc_msg *msg)
{
	struct soc_diagnostics *diagnostics = NULL;
	const enum soc_err err = soc_experiment_read(q->file, q->extend, e, &diagnostics, msg);
	diagnostics_tell(q->file, diagnostics, err, msg);
	soc_diagnostics_free(diagnostics);
	return err;
}

/* ---- what is said ---- */
static double seconds_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void put_time(char out[32], double seconds)
{
	if (seconds < 120.0)
		snprintf(out, 32, "%.0f s", seconds);
	else if (seconds < 7200.0)
		snprintf(out, 32, "%.0f min", seconds / 60.0);
	else
		snprintf(out, 32, "%.1f h", seconds / 3600.0);
}

static void tell_size(const struct soc_experiment *e)
{
	const struct soc_experiment_size size = soc_experiment_size(e);
	say(stdout, "%s", size.title);
	char of[96];
	if (size.theory != NULL)
		snprintf(of, sizeof of, "theory %.60s", size.theory);
	else
		snprintf(of, sizeof of, "%lld people, %lld months", (long long)size.persons, (long long)size.months);
	say(stdout, "%s: %d %s, %s%lld %s with %lld %s each, %d %s; %s", size.design, size.factors,
	    noun(size.factors, "factor", "factors"), size.most_points > size.points ? "at most " : "",
	    (long long)size.most_points, noun(size.most_points, "point", "points"), (long long)size.replicates,
	    noun(size.replicates, "replicate", "replicates"), size.outcomes,
	    noun(size.outcomes, "outcome", "outcomes"), of);
}

static void tell_state(const struct soc_experiment_state *s)
{
	say(stdout, "measured: %lld of %lld %s, %lld %s each", (long long)s->measured,
	    (long long)(s->points - s->refused), noun(s->points - s->refused, "point", "points"),
	    (long long)s->replicates, noun(s->replicates, "replicate", "replicates"));
	if (s->same > 0)
		say(stdout, "%lld %s the same values as an earlier point and %s run once with it", (long long)s->same,
		    noun(s->same, "point has", "points have"), noun(s->same, "is", "are"));
}

/* What was left out is a fault of somebody and is told even where nothing else is. */
static void tell_left_out(const struct soc_experiment_state *s)
{
	if (s->refused > 0)
		say(stderr, "socred experiment: %lld %s cannot run and %s left out; the first: %s",
		    (long long)s->refused, noun(s->refused, "point", "points"), noun(s->refused, "is", "are"),
		    s->first_refused);
	if (s->broken > 0)
		say(stderr,
		    "socred experiment: %lld %s of the shards %s left out and measured again: the checksum differs; "
		    "the "
		    "first: %s",
		    (long long)s->broken, noun(s->broken, "line", "lines"), noun(s->broken, "is", "are"),
		    s->first_broken);
	if (s->unfinished > 0)
		say(stderr, "socred experiment: %lld %s without an end, left by a program that was stopped: left out",
		    (long long)s->unfinished, noun(s->unfinished, "line", "lines"));
	if (s->others > 0)
		say(stderr, "socred experiment: %lld %s of other outcomes: left out", (long long)s->others,
		    noun(s->others, "shard is", "shards are"));
}

/* ---- plan ---- */
static int processors(const struct request *q)
{
	const long n = sysconf(_SC_NPROCESSORS_ONLN);
	if (q->workers > 0)
		return q->workers;
	return n > ranks_here() ? (int)n / ranks_here() : 1;
}

/* Which points cannot run is known before the first is run. */
static enum soc_err look(const struct request *q, const struct soc_experiment *e,
                         struct soc_experiment_state *state, struct soc_msg *msg)
{
	const enum soc_err err = soc_experiment_check(e, processors(q), running_stop(), state, msg);
	if (err == SOC_OK)
		tell_left_out(state);
	return err;
}

/* Bytes as a person says them. */
static void put_bytes(char out[32], double bytes)
{
	if (bytes < 1e9)
		snprintf(out, 32, "%.0f MB", bytes < 1e6 ? 1.0 : bytes / 1e6);
	else
		snprintf(out, 32, "%.2g GB", bytes / 1e9);
}

static enum soc_err plan(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg)
{
	const struct soc_experiment_size size = soc_experiment_size(e);
	struct soc_experiment_state state;
	struct soc_run_stats stats;
	char all[32], bytes[2][32];
	tell_size(e);
	enum soc_err err = look(q, e, &state, msg);
	const double began = seconds_now();
	if (err == SOC_OK)
		err = soc_experiment_run_one(e, running_stop(), &stats, msg);
	if (err != SOC_OK)
		return err;
	const double one = seconds_now() - began,
				 runs = (double)(size.most_points - state.refused) * (double)size.replicates;
	const int workers = size.points < processors(q) ? (int)size.points : processors(q);
	put_time(all, one * runs / workers);
	say(stdout, "time: %s %s; runs: %.0f, each of %.2f s (measured on one%s), %d at once",
	    size.most_points > size.points ? "at most" : "about", all, runs, one,
	    size.theory != NULL ? "" : ", its people included", workers);
	put_bytes(bytes[0], (double)workers * (double)stats.bytes_total);
	put_bytes(bytes[1], (double)stats.bytes_total);
	if (stats.bytes_total > 0) /* a theory takes next to none */
		say(stdout, "memory: about %s, %s for each of %d at once", bytes[0], bytes[1], workers);
	return SOC_OK;
}

/* ---- run ---- */
struct meter {
	int shown;
	double began, last;
	long long at_first; /* measured before this call; -1: not known yet */
};

static void on_progress(void *user, int64_t done, int64_t all)
{
	struct meter *m = user;
	const double now = seconds_now();
	char left[32];
	if (m->at_first < 0)
		m->at_first = done - 1;
	if (!m->shown || (now - m->last < 0.1 && done < all))
		return;
	m->last = now;
	put_time(left, (now - m->began) / (double)(done - m->at_first) * (double)(all - done));
	fprintf(stderr, "\r\033[K%3.0f%%  %s left  run %lld/%lld", 100.0 * (double)done / (double)all, left,
	        (long long)done, (long long)all);
	fflush(stderr);
}

static enum soc_err run_points(const struct request *q, const struct soc_experiment *e,
                               struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct meter meter = { !q->quiet && running_has_meter(), seconds_now(), 0.0, -1 };
	const struct soc_experiment_options options = { .folder = q->folder,
		                                            .workers = processors(q),
		                                            .share = q->share,
		                                            .shares = q->shares,
		                                            .on_progress = on_progress,
		                                            .user = &meter,
		                                            .stop = running_stop(),
		                                            .ranks = ranks_all() };
	size_t stood;
	const int makes_folder = !ranks_follows(),
			  is_there = !makes_folder || running_make_folder("experiment", q->folder, &stood);
	enum soc_err err =
		ranks_ready(is_there ? SOC_OK : soc_fail(msg, SOC_ERR_IO, "no folder for the experiment"), msg);
	if (err == SOC_OK)
		err = soc_experiment_run(e, &options, state, msg);
	if (meter.shown)
		fputs("\r\033[K", stderr);
	if (makes_folder && is_there)
		running_drop_folder(q->folder, stood);
	return err;
}

static enum soc_err run(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_experiment_state state;
	const enum soc_err err = run_points(q, e, &state, msg);
	if (err == SOC_OK || err == SOC_ERR_INTERRUPTED) {
		if (!q->quiet)
			tell_state(&state);
		tell_left_out(&state);
	}
	return err;
}

static enum soc_err status(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_experiment_state state;
	const enum soc_err err = soc_experiment_status(e, q->folder, &state, msg);
	if (err != SOC_OK)
		return err;
	tell_size(e);
	tell_state(&state);
	tell_left_out(&state);
	return SOC_OK;
}

static enum soc_err analyse(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_experiment_state state;
	char *text = NULL;
	const enum soc_err err = soc_experiment_analyse(e, q->folder, q->format, &text, &state, msg);
	if (err != SOC_OK)
		return err;
	fputs(text, stdout); /* main() looks whether it arrived */
	soc_text_free(text);
	tell_left_out(&state);
	return SOC_OK;
}

static enum soc_err report(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_experiment_state state;
	const enum soc_err err = soc_experiment_report(e, q->folder, NULL, &state, msg);
	if (err != SOC_OK)
		return err;
	if (!q->quiet)
		say(stdout, "%s/report.html", q->folder);
	tell_left_out(&state);
	return SOC_OK;
}

/* Standard output has what comes of it and nothing else. */
static enum soc_err answer(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_experiment_state state;
	const enum soc_err err = run_points(q, e, &state, msg);
	return err == SOC_OK && !ranks_follows() ? analyse(q, e, msg) : err;
}

static enum soc_err check(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_experiment_state state;
	if (!q->quiet)
		tell_size(e);
	return look(q, e, &state, msg);
}

/* ---- all of it ---- */
typedef enum soc_err action(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg);

static const struct named_action {
	const char *name;
	action *act;
	int of_all_ranks; /* the others leave to the first */
} actions[] = {
	{ "check", check, 0 },     { "plan", plan, 0 },     { "run", run, 1 },       { "status", status, 0 },
	{ "analyse", analyse, 0 }, { "report", report, 0 }, { "answer", answer, 1 },
};

static const struct named_action *find_action(const char *name)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(actions[i].name, name) == 0)
			return &actions[i];
	say(stderr,
	    "socred experiment: there is no \"%s\"; allowed: check, plan, run, status, analyse, report, "
	    "answer",
	    name);
	return NULL;
}

int soc_cmd_experiment(int argc, char **argv)
{
	struct request q = { .action = "", .folder = "out", .format = "table", .share = 1, .shares = 1 };
	struct soc_msg msg = { "" };
	struct soc_experiment *e = NULL;
	running_signals();
	const int go = read_arguments(&q, argc, argv);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	const struct named_action *wanted = find_action(q.action);
	if (wanted == NULL)
		return SOC_ERR_USAGE;
	if (!wanted->of_all_ranks && ranks_follows())
		return SOC_OK;
	enum soc_err err = read_experiment(&q, &e, &msg);
	if (err == SOC_OK)
		err = wanted->act(&q, e, &msg);
	else if (wanted->of_all_ranks)
		err = ranks_ready(err, &msg); /* others may have read it */
	soc_experiment_free(e);
	if (err != SOC_OK)
		say(stderr, "socred experiment: %s", msg.text);
	return (int)err;
}
