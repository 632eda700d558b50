/* socred run: a scenario becomes results, a report and the scenario with everything filled in. */
#include "arguments.h"
#include "commands.h"
#include "diagnostics.h"
#include "ensemble.h"
#include "folder.h"
#include "ranks.h"
#include "running.h"
#include "say.h"

#include "socred/checkpoint.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SETTINGS_MAX 256

static const char usage[] =
	"Usage: socred run SCENARIO [-o DIR] [options]\n"
	"       socred run --resume DIR [options]\n\n"
	"Runs a scenario and writes DIR/results.db, DIR/report.html and DIR/scenario.resolved.yaml.\n"
	"The three are put in place together when the run has ended; until then what was there stands.\n"
	"Ctrl-C ends the run and keeps the replicates that are finished. With checkpoints it ends after the "
	"month\n"
	"under way and writes one more, asked twice at once; it goes on to the same bytes, and others begin "
	"where\nit was.\n\n"
	"Options:\n"
	"  -o, --output DIR       folder for the results, made if missing (default: out/NAME, the scenario's)\n"
	"  -s, --seed N           root of every draw; the same seed gives the same results anywhere\n"
	"  -n, --persons N        synthetic people\n"
	"  -m, --months N         months from the scenario's first one\n"
	"  -r, --replicates N     independent repetitions; intervals are over them\n"
	"  -t, --threads N        threads (default: by the work); results do not depend on it\n"
	"  -S, --set KEY=VALUE    sets one key, may be repeated; see `socred params`\n"
	"      --memory GB        memory that may be used (default: what the machine has free)\n"
	"  -c, --checkpoints N    writes a checkpoint every N months into DIR/checkpoints\n"
	"                         (default: as the run that is resumed did, or what the scenario says)\n"
	"      --resume DIR       goes on with the run whose checkpoints are in DIR, with its own scenario\n"
	"      --from DIR         begins where another run was, in a folder such as\n"
	"                         out/base/checkpoints/2020-12; the scenario may differ in its timeline after\n"
	"                         that month\n"
	"      --posterior FILE   posterior.csv of a calibration: the scenario is run with draws of it as well, "
	"and the\n"
	"                         second interval of each figure is over them (kept in DIR/posterior)\n"
	"      --draws N          how many, 40 to 4096 (default: 100), each with the replicates of the run, two "
	"at least\n"
	"      --assumptions FILE the ensemble over the scenario's assumptions, made by `socred assumptions`\n"
	"                         (default: NAME.assumptions.json beside NAME.yaml, if it is there; none: none)\n"
	"      --replace          replaces the checkpoints of a run that has not ended (else it is refused),\n"
	"                         and complete results even where this run is interrupted (else what it has\n"
	"                         finished is put beside them)\n"
	"  -q, --quiet            no progress and no table; warnings are told all the same\n"
	"  -h, --help             this text\n\n"
	"Examples:\n"
	"  socred run scenarios/start/minimal/scenario.yaml\n"
	"  socred run scenarios/start/china-national/scenario.yaml -o out/national --persons 1000000\n"
	"  socred run scenarios/start/minimal/scenario.yaml --set channels.camera.enabled=false -o "
	"out/no-cameras\n"
	"  socred run scenarios/start/china-national/scenario.yaml -o out/national --checkpoints 12\n"
	"  socred run --resume out/national\n"
	"  socred run future.yaml --from out/national/checkpoints/2020-12 -o out/future\n";

struct request {
	const char *scenario, *folder;
	char default_folder[512];
	char settings_text[4][64];
	const char *settings[SETTINGS_MAX];
	size_t settings_count;
	long long months;
	int threads, quiet, replace;
	const char *assumptions; /* file, or "none"; NULL: the one beside the scenario */
	struct soc_assumptions *ensemble;
	const char *posterior; /* posterior.csv of a calibration; NULL: none */
	long long draws;
	const char *resume, *from; /* folders; NULL: from the start */
	long long every;           /* months between checkpoints; 0: as the scenario says */
	char *note;                /* the command line of the run that is resumed */
	double memory_gb;
	char command_line[2048];
};

/* ---- arguments ---- */

/* out/NAME: the name of the file without its ending, or of the folder where the file is called scenario.yaml
 * as those shipped are. */
static const char *folder_of(struct request *r)
{
	const char *end = r->scenario + strlen(r->scenario), *slash = strrchr(r->scenario, '/');
	const char *name = slash != NULL ? slash + 1 : r->scenario;
	if (slash != NULL && slash > r->scenario && strcmp(name, "scenario.yaml") == 0) {
		for (end = slash, name = slash; name > r->scenario && name[-1] != '/';)
			name--;
	} else if (strrchr(name, '.') != NULL && strrchr(name, '.') > name) {
		end = strrchr(name, '.');
	}
	const int length = (int)(end - name);
	/* "." and ".." name no folder of their own. */
	if (length == 0 || name[0] == '.' || length > 255)
		return "out/scenario";
	snprintf(r->default_folder, sizeof r->default_folder, "out/%.*s", length, name);
	return r->default_folder;
}

static int add_setting(struct request *r, const char *text)
{
	return argument_setting("run", text, r->settings, &r->settings_count, SETTINGS_MAX);
}

/* An option that is a shorthand for --set; slot: which of the short texts keeps it. */
static int add_number(struct request *r, int slot, const char *key, const char *text, long long low,
                      long long high, const char *option)
{
	long long n;
	if (!argument_whole("run", option, text, low, high, &n))
		return 0;
	snprintf(r->settings_text[slot], sizeof r->settings_text[slot], "%s=%lld", key, n);
	return add_setting(r, r->settings_text[slot]);
}

static int take_option(struct request *r, int option)
{
	long long n;
	char *end;
	switch (option) {
	case 'o':
		r->folder = optarg;
		return 1;
	case 's':
		return add_number(r, 0, "seed", optarg, 0, 9007199254740991, "--seed");
	case 'n':
		return add_number(r, 1, "people.persons", optarg, 100, 1500000000, "--persons");
	case 'r':
		return add_number(r, 2, "replicates", optarg, 1, 1000, "--replicates");
	case 'm':
		return argument_whole("run", "--months", optarg, 1, 1200, &r->months);
	case 't':
		if (!argument_whole("run", "--threads", optarg, 1, 1024, &n))
			return 0;
		r->threads = (int)n;
		return 1;
	case 'S':
		return add_setting(r, optarg);
	case 'M':
		r->memory_gb = strtod(optarg, &end);
		if (end != optarg && *end == '\0' && r->memory_gb > 0.0 && r->memory_gb < 1e6)
			return 1;
		say(stderr, "socred run: --memory: \"%s\" is not a number of gigabytes", optarg);
		return 0;
	case 'c':
		return argument_whole("run", "--checkpoints", optarg, 1, 1200, &r->every);
	case 'G':
		r->resume = optarg;
		return 1;
	case 'F':
		r->from = optarg;
		return 1;
	case 'A':
		r->assumptions = optarg;
		return 1;
	case 'P':
		r->posterior = optarg;
		return 1;
	case 'D':
		return argument_whole("run", "--draws", optarg, 40, 4096, &r->draws);
	case 'R':
		r->replace = 1;
		return 1;
	case 'q':
		r->quiet = 1;
		return 1;
	default:
		fputs("Try: socred run --help\n", stderr);
		return 0;
	}
}

/* A run that is resumed has its scenario and its folder. */
static int check_resume(struct request *r, int has_scenario)
{
	if (has_scenario || r->settings_count > 0 || r->months > 0 || r->from != NULL || r->folder != NULL ||
	    r->assumptions != NULL || r->posterior != NULL || r->draws > 0) {
		fputs("socred run: --resume goes on with the scenario, the settings and the folder that the run "
		      "began with: "
		      "-t, -c, -q, --memory and --replace can be given with it\nTry: socred run --help\n",
		      stderr);
		return 0;
	}
	r->folder = r->resume;
	return 1;
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_arguments(struct request *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "output", 1, NULL, 'o' },  { "seed", 1, NULL, 's' },        { "persons", 1, NULL, 'n' },
		{ "months", 1, NULL, 'm' },  { "replicates", 1, NULL, 'r' },  { "threads", 1, NULL, 't' },
		{ "set", 1, NULL, 'S' },     { "memory", 1, NULL, 'M' },      { "quiet", 0, NULL, 'q' },
		{ "replace", 0, NULL, 'R' }, { "checkpoints", 1, NULL, 'c' }, { "resume", 1, NULL, 'G' },
		{ "from", 1, NULL, 'F' },    { "assumptions", 1, NULL, 'A' }, { "posterior", 1, NULL, 'P' },
		{ "draws", 1, NULL, 'D' },   { "help", 0, NULL, 'h' },        { NULL, 0, NULL, 0 },
	};
	int option;
	argument_line(r->command_line, sizeof r->command_line, argc, argv);
	while ((option = getopt_long(argc, argv, "o:s:n:m:r:t:S:c:qh", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (!take_option(r, option))
			return 0;
	}
	if (r->resume != NULL)
		return check_resume(r, optind < argc);
	if (optind + 1 != argc) {
		fprintf(stderr, "socred run: one scenario file is wanted\nTry: socred run --help\n");
		return 0;
	}
	r->scenario = argv[optind];
	if (r->draws > 0 && r->posterior == NULL) {
		fputs("socred run: --draws are of a --posterior FILE\nTry: socred run --help\n", stderr);
		return 0;
	}
	if (r->posterior != NULL && r->assumptions != NULL) {
		fputs(
			"socred run: --posterior makes the interval that --assumptions reads: give the one or the other\n"
			"Try: socred run --help\n",
			stderr);
		return 0;
	}
	if (r->folder == NULL)
		r->folder = folder_of(r);
	return 1;
}

/* ---- the run ---- */

static enum soc_err write_resolved(const struct soc_scenario *s, const char *path, struct soc_msg *msg)
{
	char *text = soc_scenario_resolved(s);
	if (text == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the resolved scenario");
	enum soc_err err = soc_text_write(path, text, msg);
	soc_text_free(text);
	return err;
}

/* The report and the headline of the results that were made; *headline: NULL when it is not wanted. */
static enum soc_err present(struct soc_result *result, const char *report, char **headline,
                            struct soc_msg *msg)
{
	const enum soc_err err = soc_result_report(result, report, msg);
	return err == SOC_OK && headline != NULL ? soc_result_headline(result, "table", headline, msg) : err;
}

static int complain(enum soc_err err, const struct soc_msg *msg)
{
	if (err != SOC_OK)
		fprintf(stderr, "socred run: %s\n", msg->text);
	return (int)err;
}

static enum soc_err read_scenario(struct request *r, struct soc_scenario **s, struct soc_msg *msg)
{
	struct soc_diagnostics *diagnostics = NULL;
	enum soc_err err =
		diagnostics_read(r->scenario, r->settings, r->settings_count, r->months, s, &diagnostics, msg);
	diagnostics_tell(r->scenario, diagnostics, err, msg); /* also when quiet: a warning is no progress */
	soc_diagnostics_free(diagnostics);
	if (err == SOC_OK)
		err = soc_result_answer_check(*s, msg);
	if (err == SOC_OK && r->posterior != NULL)
		return ensemble_of_posterior(r->posterior, r->draws > 0 ? r->draws : 100, *s, r->folder, r->quiet,
		                             &r->ensemble, msg);
	return err == SOC_OK ? ensemble_find(r->scenario, r->assumptions, *s, r->quiet, &r->ensemble, msg) : err;
}

static enum soc_err resume_scenario(struct request *r, struct soc_scenario **s, struct soc_msg *msg)
{
	char folder[RUNNING_PATH];
	if (!running_path("run", folder, r->resume, "checkpoints"))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	const enum soc_err err = soc_checkpoint_scenario(folder, s, &r->note, msg);
	return err == SOC_OK ? ensemble_of_note(r->note, &r->ensemble, msg) : err;
}

/* What is finished of an interrupted run does not replace complete results unasked: it goes into a folder
 * beside them. */
static enum soc_err put_in_place(const struct request *r, struct folder *f, int partial,
                                 char where[RUNNING_PATH], struct soc_msg *msg)
{
	const int aside = partial && !r->replace && folder_holds_complete(f);
	if (!aside)
		snprintf(where, RUNNING_PATH, "%s", f->path);
	else if (!running_path("run", where, f->path, "interrupted"))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	enum soc_err err = folder_finish(f, aside ? where : NULL, msg);
	char left[RUNNING_PATH];
	if (err == SOC_OK && !aside && running_path("run", left, f->path, "interrupted") &&
	    access(left, F_OK) == 0)
		say(stderr, "%s is of an earlier run that was interrupted; it was left as it is.", left);
	if (err == SOC_OK && aside)
		say(stderr,
		    "The complete results in %s stay; what was finished is in %s (--replace puts it in their place).",
		    f->path, where);
	return err;
}

/* Whether the past of a future lies among the checkpoints that the run would make room for. */
static int would_remove(const char *from, const char *checkpoints)
{
	char *past = realpath(from, NULL), *own = realpath(checkpoints, NULL);
	const int inside =
		past != NULL && own != NULL && strncmp(past, own, strlen(own)) == 0 && past[strlen(own)] == '/';
	free(past);
	free(own);
	return inside;
}

/* What the run before left is continued, refused, or, where it has ended, made room for. */
static enum soc_err prepare_checkpoints(const struct request *r, const struct soc_scenario *s,
                                        const char *folder, struct soc_msg *msg)
{
	if (r->resume != NULL)
		return SOC_OK;
	if (r->from != NULL && would_remove(r->from, folder))
		return soc_fail(
			msg, SOC_ERR_USAGE,
			"--from %s is of the run in %s, which this one replaces: name another folder with --output",
			r->from, r->folder);
	if (!r->replace && soc_checkpoint_is_unfinished(folder))
		return soc_fail(
			msg, SOC_ERR_CHECKPOINT,
			"%s holds checkpoints of a run that has not ended: go on with `socred run --resume %s`, or "
			"begin anew with --replace",
			folder, r->folder);
	return r->every > 0 || soc_scenario_checkpoint_months(s) > 0 ? soc_checkpoint_remove(folder, msg)
	                                                             : SOC_OK;
}

static enum soc_err simulate(const struct request *r, const struct soc_scenario *s, const char *checkpoints,
                             const char *database, struct soc_result **made, struct soc_msg *msg)
{
	const char *const line = r->note != NULL ? r->note : r->command_line;
	char *note = ensemble_note(line, r->ensemble);
	const struct soc_checkpoints kept = {
		.folder = checkpoints, .every = r->every, .resume = r->resume != NULL, .from = r->from, .note = note
	};
	const struct running how = { r->threads, r->memory_gb, r->quiet, line, &kept, r->ensemble };
	enum soc_err err = SOC_OK;
	if (note == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the checkpoints");
	else if (ranks_follows())
		err = running_follow(&how, s, msg);
	else
		err = running_simulate(&how, s, database, made, msg);
	free(note);
	return err;
}

static enum soc_err run_in(const struct request *r, struct soc_scenario *s, struct folder *f,
                           struct soc_msg *msg)
{
	char checkpoints[RUNNING_PATH];
	if (!running_path("run", checkpoints, f->path, "checkpoints"))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	char database[RUNNING_PATH], report[RUNNING_PATH], resolved[RUNNING_PATH], where[RUNNING_PATH],
		*headline = NULL;
	if (!folder_path(f, FOLDER_RESULTS, 1, database) || !folder_path(f, FOLDER_REPORT, 1, report) ||
	    !folder_path(f, FOLDER_RESOLVED, 1, resolved))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	struct soc_msg told = { "" };
	enum soc_err err = prepare_checkpoints(r, s, checkpoints, msg);
	if (err != SOC_OK)
		return err;
	struct soc_result *made = NULL;
	const enum soc_err ran = simulate(r, s, checkpoints, database, &made, &told);
	if (made == NULL) { /* nothing was finished */
		*msg = told;
		return ran;
	}
	err = write_resolved(s, resolved, msg);
	if (err == SOC_OK)
		err = present(made, report, r->quiet ? NULL : &headline, msg);
	soc_result_free(made);
	if (err == SOC_OK)
		err = put_in_place(r, f, ran != SOC_OK, where, msg);
	if (err == SOC_OK && r->resume == NULL && r->every == 0 && soc_scenario_checkpoint_months(s) == 0)
		err = soc_checkpoint_remove(checkpoints, msg); /* of the run whose results have just been replaced */
	if (err == SOC_OK && headline != NULL && running_path("run", report, where, "report.html")) {
		fputs(headline, stdout);
		say(stdout, "Report: %s", report);
	}
	soc_text_free(headline);
	if (err == SOC_OK && ran != SOC_OK)
		*msg = told;
	return err == SOC_OK ? ran : err;
}

/* On a rank that follows: what the first one writes is not touched. */
static enum soc_err follow_in(const struct request *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	char checkpoints[RUNNING_PATH];
	if (!running_path("run", checkpoints, r->folder, "checkpoints"))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	return simulate(r, s, checkpoints, NULL, NULL, msg);
}

static void say_how_to_go_on(const struct request *r, enum soc_err err)
{
	char checkpoints[RUNNING_PATH];
	if (r->quiet || (err != SOC_ERR_INTERRUPTED && err != SOC_ERR_MEMORY) ||
	    !running_path("run", checkpoints, r->folder, "checkpoints") ||
	    !soc_checkpoint_is_unfinished(checkpoints))
		return;
	say(stderr, "Go on with: socred run --resume %s%s", r->folder,
	    err == SOC_ERR_MEMORY ? " --memory GB, with more of it" : "");
}

int soc_cmd_run(int argc, char **argv)
{
	struct request r = { 0 };
	struct soc_msg msg = { "" };
	struct soc_scenario *s = NULL;
	struct folder f;
	running_signals();
	const int go = read_arguments(&r, argc, argv);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	enum soc_err err = r.resume != NULL ? resume_scenario(&r, &s, &msg) : read_scenario(&r, &s, &msg);
	if (ranks_follows())
		err = err == SOC_OK ? follow_in(&r, s, &msg) : err;
	else if (err == SOC_OK)
		err = folder_begin(&f, "run", r.folder, &msg);
	if (err == SOC_OK && !ranks_follows()) {
		err = run_in(&r, s, &f, &msg);
		folder_end(&f);
	}
	say_how_to_go_on(&r, err);
	soc_scenario_free(s);
	soc_assumptions_free(r.ensemble);
	soc_text_free(r.note);
	err = ranks_ready(err, &msg); /* others may wait to hear that nothing comes of it */
	return complain(err, &msg);
}
