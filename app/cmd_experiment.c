/* socred experiment: many points of a scenario, by a file that says which. */
#include "commands.h"
#include "diagnostics.h"
#include "running.h"
#include "say.h"

#include "socred/experiment.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char usage[] =
	"Usage: socred experiment check FILE [options]\n\n"
	"Reads the experiment FILE: a scenario, the factors that vary in it, a design of points, and what is\n"
	"measured at each point.\n\n"
	"  check     says everything that is wrong with FILE, its scenario and its points, with line and "
	"column\n\n"
	"Options:\n"
	"  -e, --extend KEY=N     a larger design than FILE's: n=1024 of sobol, trajectories=40 of morris\n"
	"  -q, --quiet            say nothing that is no fault\n"
	"  -h, --help             this text\n\n"
	"Examples:\n"
	"  socred experiment check experiments/which-assumption.yaml\n"
	"  socred experiment check my.yaml --extend n=1024\n";

struct request {
	const char *action, *file, *extend;
	int quiet;
};

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_arguments(struct request *q, int argc, char **argv)
{
	static const struct option options[] = {
		{ "extend", 1, NULL, 'e' }, { "quiet", 0, NULL, 'q' }, { "help", 0, NULL, 'h' }, { NULL, 0, NULL, 0 }
	};
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "e:qh", options, NULL)) != -1) {
		switch (option) {
		case 'e':
			q->extend = optarg;
			break;
		case 'q':
			q->quiet = 1;
			break;
		case 'h':
			fputs(usage, stdout);
			return -1;
		default:
			fputs("Try 'socred experiment --help'.\n", stderr);
			return 0;
		}
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

static void tell_size(const struct request *q, const struct soc_experiment *e)
{
	const struct soc_experiment_size size = soc_experiment_size(e);
	if (q->quiet)
		return;
	say(stdout, "%s", size.title);
	say(stdout, "%s: %d %s, %lld %s with %lld %s each, %d %s; %lld people, %lld months", size.design,
	    size.factors, noun(size.factors, "factor", "factors"), (long long)size.points,
	    noun(size.points, "point", "points"), (long long)size.replicates,
	    noun(size.replicates, "replicate", "replicates"), size.outcomes,
	    noun(size.outcomes, "outcome", "outcomes"), (long long)size.persons, (long long)size.months);
}

static enum soc_err act(const struct request *q, const struct soc_experiment *e, struct soc_msg *msg)
{
	(void)msg;
	tell_size(q, e);
	return SOC_OK;
}

int soc_cmd_experiment(int argc, char **argv)
{
	struct request q = { .action = "" };
	struct soc_msg msg = { "" };
	struct soc_experiment *e = NULL;
	const int go = read_arguments(&q, argc, argv);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	if (strcmp(q.action, "check") != 0) {
		say(stderr, "socred experiment: there is no \"%s\"; allowed: check", q.action);
		return SOC_ERR_USAGE;
	}
	enum soc_err err = read_experiment(&q, &e, &msg);
	if (err == SOC_OK)
		err = act(&q, e, &msg);
	soc_experiment_free(e);
	if (err != SOC_OK)
		say(stderr, "socred experiment: %s", msg.text);
	return (int)err;
}
