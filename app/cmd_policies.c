/* socred policies: variants of a regime side by side, judged by formulas; the choice rolled out. */
#include "arguments.h"
#include "commands.h"
#include "diagnostics.h"
#include "folder.h"
#include "policies_check.h"
#include "running.h"
#include "say.h"

#include "socred/policies.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VARIANTS_MAX 16

static const char usage[] =
	"Usage: socred policies FILE [-o DIR] [options]\n"
	"\n"
	"Compares policies: runs the variants that FILE names over the same people and random numbers, judges "
	"them by its\n"
	"objectives (formulas over indicators), and rolls out the one that an objective picks. Writes "
	"DIR/NAME/results.db\n"
	"for each variant, DIR/policies.html and DIR/policies.json; with a roll-out also DIR/rollout/ "
	"(scenario.yaml,\n"
	"results.db, report.html), and DIR/uniform/ for the same without local values.\n"
	"\n"
	"Options:\n"
	"  -o, --output DIR       folder for the results, made if missing (default: out)\n"
	"  -n, --persons N        synthetic people, in every variant\n"
	"  -m, --months N         months from the first one\n"
	"  -r, --replicates N     independent repetitions; intervals are over them\n"
	"  -t, --threads N        threads (default: by the work); results do not depend on it\n"
	"  -f, --format FORMAT    what is printed: table (the default), csv, json or html\n"
	"  -k, --keep             keep the results in DIR of variants that have not changed since (same "
	"scenario, size,\n"
	"                         months, version, and complete); run only the others again\n"
	"  -L, --lives N          follow the people of N communities (of up to 512) through every variant, one "
	"by one\n"
	"  -q, --quiet            no progress\n"
	"  -h, --help             this text\n"
	"\n"
	"Examples:\n"
	"  socred policies scenarios/combined/policies/policies.yaml -o out/policies\n"
	"  socred policies scenarios/combined/policies/policies.yaml -o out/policies --keep --format csv\n";

struct request {
	const char *file, *folder, *format;
	char settings_text[2][64];
	const char *settings[2];
	size_t settings_count;
	long long months;
	int threads, keep, quiet, lives;
	char command_line[1024];
};

/* ---- arguments ---- */
/* Given twice, the last one counts. */
static int add_setting(struct request *q, const char *key, const char *text, long long low, long long high,
                       const char *option)
{
	long long n;
	size_t i = 0;
	if (!argument_whole("policies", option, text, low, high, &n))
		return 0;
	while (i < q->settings_count && strncmp(q->settings_text[i], key, strlen(key)) != 0)
		i++;
	snprintf(q->settings_text[i], sizeof q->settings_text[0], "%s=%lld", key, n);
	q->settings[i] = q->settings_text[i];
	q->settings_count += i == q->settings_count;
	return 1;
}

static int take_option(struct request *q, int option)
{
	long long n = 0;
	int ok = 1;
	switch (option) {
	case 'o':
		q->folder = optarg;
		break;
	case 'n':
		return add_setting(q, "people.persons", optarg, 100, 1500000000, "--persons");
	case 'r':
		return add_setting(q, "replicates", optarg, 1, 1000, "--replicates");
	case 'm':
		return argument_whole("policies", "--months", optarg, 1, 1200, &q->months);
	case 't':
		ok = argument_whole("policies", "--threads", optarg, 1, 1024, &n);
		q->threads = (int)n;
		break;
	case 'f':
		q->format = optarg;
		break;
	case 'L':
		ok = argument_whole("policies", "--lives", optarg, 1, 1000, &n);
		q->lives = (int)n;
		break;
	case 'k':
		q->keep = 1;
		break;
	case 'q':
		q->quiet = 1;
		break;
	default:
		fputs("Try 'socred policies --help'.\n", stderr);
		return 0;
	}
	return ok;
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_arguments(struct request *q, int argc, char **argv)
{
	static const struct option options[] = {
		{ "output", 1, NULL, 'o' },     { "persons", 1, NULL, 'n' }, { "months", 1, NULL, 'm' },
		{ "replicates", 1, NULL, 'r' }, { "threads", 1, NULL, 't' }, { "format", 1, NULL, 'f' },
		{ "keep", 0, NULL, 'k' },       { "lives", 1, NULL, 'L' },   { "quiet", 0, NULL, 'q' },
		{ "help", 0, NULL, 'h' },       { NULL, 0, NULL, 0 },
	};
	int option;
	argument_line(q->command_line, sizeof q->command_line, argc, argv);
	optind = 1;
	while ((option = getopt_long(argc, argv, "o:n:m:r:t:f:L:l:kqh", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (option == 'l')
			option = say_old_letter("policies", 'l', 'L', "lives");
		if (!take_option(q, option))
			return 0;
	}
	if (optind + 1 != argc) {
		fputs("socred policies: one file of policies is wanted\nTry 'socred policies --help'.\n", stderr);
		return 0;
	}
	if (!argument_format("policies", q->format, "table, csv, json, html"))
		return 0;
	q->file = argv[optind];
	return 1;
}

/* ---- runs ---- */
/* A step that takes long is not begun when the user has asked for the end. */
static enum soc_err go_on(const char *before, struct soc_msg *msg)
{
	return *running_stop() ? soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted before %s", before) : SOC_OK;
}

static enum soc_err read_scenario(const struct request *q, const char *path, struct soc_scenario **s,
                                  struct soc_msg *msg)
{
	struct soc_diagnostics *diagnostics = NULL;
	const enum soc_err err =
		diagnostics_read(path, q->settings, q->settings_count, q->months, s, &diagnostics, msg);
	if (err != SOC_OK)
		diagnostics_tell(path, diagnostics, err, msg);
	soc_diagnostics_free(diagnostics);
	return err;
}

/* The results that DIR/name holds already, if they are what the scenario would give again; NULL when there
 * are none, none that can be read, or others: they are then made anew. */
static struct soc_result *kept(const char *database, const struct soc_scenario *s)
{
	struct soc_result *result = NULL;
	struct soc_msg why;
	int of = 0;
	if (soc_result_open(&result, database, &why) != SOC_OK)
		return NULL;
	if (soc_result_is_of_scenario(result, s, &of, &why) == SOC_OK && of)
		return result;
	soc_result_free(result);
	return NULL;
}

/* Runs a scenario into DIR/name/ and opens its results. An interrupted run is no variant: nothing of it is
 * kept. */
static enum soc_err run_into(const struct request *q, const char *scenario, const char *name, int report,
                             struct soc_result **out, int *made, struct soc_msg *msg)
{
	char path[RUNNING_PATH], database[RUNNING_PATH];
	const struct running how = { q->threads, 0.0, q->quiet, q->command_line, NULL, NULL };
	struct soc_scenario *s = NULL;
	if (!running_path("policies", path, q->folder, name) ||
	    !running_path("policies", database, path, "results.db"))
		return soc_fail(msg, SOC_ERR_IO, "no folder for %s", name);
	enum soc_err err = go_on(name, msg);
	if (err == SOC_OK)
		err = read_scenario(q, scenario, &s, msg);
	if (err == SOC_OK && q->keep)
		*out = kept(database, s);
	if (err == SOC_OK && *out == NULL) {
		if (!q->quiet)
			fprintf(stderr, "%s\n", name);
		err = folder_run("policies", path, &how, s, report, out, msg);
		*made = err == SOC_OK;
	}
	soc_scenario_free(s);
	return err;
}

static enum soc_err run_variants(const struct request *q, struct soc_policies *p,
                                 struct soc_result *results[VARIANTS_MAX], int made[VARIANTS_MAX],
                                 struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < soc_policies_count(p) && err == SOC_OK; i++)
		err = run_into(q, soc_policies_path(p, i), soc_policies_name(p, i), 0, &results[i], &made[i], msg);
	if (err == SOC_OK)
		err = go_on("the judgement", msg);
	if (err == SOC_OK)
		err = soc_policies_judge(p, results, msg);
	if (err == SOC_OK && q->lives > 0)
		err = go_on("the lives", msg);
	return err == SOC_OK && q->lives > 0 ? soc_policies_compare_lives(p, results, q->lives, msg) : err;
}

static enum soc_err write_as(const struct request *q, const struct soc_policies *p, const char *format,
                             const char *name, struct soc_msg *msg)
{
	char path[RUNNING_PATH], *text = NULL;
	if (!running_path("policies", path, q->folder, name))
		return soc_fail(msg, SOC_ERR_IO, "no path for %s", name);
	enum soc_err err = soc_policies_text(p, format, &text, msg);
	if (err == SOC_OK)
		err = soc_text_write(path, text, msg);
	soc_text_free(text);
	return err;
}

/* ---- the roll-out ---- */
static enum soc_err run_rollout(const struct request *q, const char *name, const char *scenario,
                                struct soc_msg *msg)
{
	struct soc_result *result = NULL;
	int made = 0;
	struct request anew = *q;
	anew.keep = 0; /* its report is made with it */
	enum soc_err err = run_into(&anew, scenario, name, 1, &result, &made, msg);
	soc_result_free(result);
	return err;
}

/* The scenario of a roll-out and its run. A run that fails leaves the scenario that stood there before, or
 * none: a scenario beside results of another would lie. */
static enum soc_err write_and_run(const struct request *q, const char *name, const char *path,
                                  const char *text, struct soc_msg *msg)
{
	char before[RUNNING_PATH];
	if (snprintf(before, sizeof before, "%s.before-%ld", path, (long)getpid()) >= (int)sizeof before)
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	const int was = link(path, before) == 0;
	enum soc_err err = soc_text_write(path, text, msg);
	if (err == SOC_OK)
		err = run_rollout(q, name, path, msg);
	if (err == SOC_OK && was)
		(void)unlink(before);
	else if (err != SOC_OK && was)
		(void)rename(before, path);
	else if (err != SOC_OK)
		(void)unlink(path);
	return err;
}

static enum soc_err roll_out(const struct request *q, const struct soc_policies *p,
                             const struct soc_scenario *chosen, const struct soc_scenario *national,
                             int local, const char *name, struct soc_msg *msg)
{
	char folder[RUNNING_PATH], path[RUNNING_PATH], *text = NULL;
	size_t stood;
	char *base = realpath(soc_policies_path(p, soc_policies_chosen(p)), NULL);
	if (base == NULL || !running_path("policies", folder, q->folder, name) ||
	    !running_path("policies", path, folder, "scenario.yaml") ||
	    !running_make_folder("policies", folder, &stood)) {
		free(base);
		return soc_fail(msg, SOC_ERR_IO, "no folder for %s", name);
	}
	enum soc_err err = soc_policies_rollout(p, chosen, national, base, local, &text, msg);
	free(base);
	if (err == SOC_OK)
		err = write_and_run(q, name, path, text, msg);
	soc_text_free(text);
	running_drop_folder(folder, stood);
	return err;
}

static enum soc_err roll_out_all(const struct request *q, const struct soc_policies *p, struct soc_msg *msg)
{
	struct soc_scenario *chosen = NULL, *national = NULL;
	if (soc_policies_chosen(p) < 0)
		return SOC_OK;
	enum soc_err err = read_scenario(q, soc_policies_path(p, soc_policies_chosen(p)), &chosen, msg);
	if (err == SOC_OK)
		err = read_scenario(q, soc_policies_national(p), &national, msg);
	if (err == SOC_OK)
		err = roll_out(q, p, chosen, national, 1, "rollout", msg);
	if (err == SOC_OK && soc_policies_has_local(p))
		err = roll_out(q, p, chosen, national, 0, "uniform", msg);
	soc_scenario_free(chosen);
	soc_scenario_free(national);
	return err;
}

/* ---- all of it ---- */

static void add_if_there(const struct request *q, const char *name, const char *file, char *list, size_t room)
{
	char folder[RUNNING_PATH], path[RUNNING_PATH];
	struct stat st;
	if (running_path("policies", folder, q->folder, name) &&
	    (file == NULL || running_path("policies", path, folder, file)) &&
	    stat(file != NULL ? path : folder, &st) == 0 && S_ISREG(st.st_mode))
		snprintf(list + strlen(list), room - strlen(list), "%s%s", list[0] != '\0' ? ", " : "", name);
}

/* A call that ends before its end has replaced some of what stands in DIR: what is of an earlier call is
 * said, so that nobody reads the two as one. */
static void tell_mixed(const struct request *q, const struct soc_policies *p, const int made[VARIANTS_MAX])
{
	char now[2048] = "", before[2048] = "";
	for (int i = 0; i < soc_policies_count(p); i++)
		add_if_there(q, soc_policies_name(p, i), "results.db", made[i] ? now : before, sizeof now);
	add_if_there(q, "rollout", "results.db", before, sizeof before);
	add_if_there(q, "uniform", "results.db", before, sizeof before);
	add_if_there(q, "policies.html", NULL, before, sizeof before);
	add_if_there(q, "policies.json", NULL, before, sizeof before);
	if (now[0] != '\0' && before[0] != '\0')
		say(stderr,
		    "socred policies: %s now holds files of two calls: %s of this one, %s of an earlier one. With "
		    "--keep the same "
		    "command goes on from here.",
		    q->folder, now, before);
}

/* Files of a version that called them otherwise stand beside the new ones: nothing reads them, and a reader
 * should not. */
static void tell_old(const struct request *q)
{
	char old[1024] = "";
	add_if_there(q, "pilots.html", NULL, old, sizeof old);
	add_if_there(q, "pilots.json", NULL, old, sizeof old);
	if (old[0] != '\0')
		say(stderr,
		    "socred policies: %s has %s of an earlier version; they are called policies.html and "
		    "policies.json now",
		    q->folder, old);
}

static enum soc_err work(const struct request *q, struct soc_policies *p, struct soc_msg *msg)
{
	struct soc_result *results[VARIANTS_MAX] = { NULL };
	char *text = NULL;
	int made[VARIANTS_MAX] = { 0 };
	enum soc_err err = run_variants(q, p, results, made, msg);
	if (err != SOC_OK)
		tell_mixed(q, p, made);
	if (err == SOC_OK)
		err = write_as(q, p, "html", "policies.html", msg);
	if (err == SOC_OK)
		err = write_as(q, p, "json", "policies.json", msg);
	if (err == SOC_OK)
		tell_old(q);
	if (err == SOC_OK)
		err = soc_policies_text(p, q->format, &text, msg);
	if (err == SOC_OK)
		fputs(text, stdout); /* main() looks whether it arrived */
	if (err == SOC_OK)
		err = roll_out_all(q, p, msg);
	soc_text_free(text);
	for (int i = 0; i < VARIANTS_MAX; i++)
		soc_result_free(results[i]);
	return err;
}

static enum soc_err work_in(const struct request *q, struct soc_policies *p, struct soc_msg *msg)
{
	size_t stood;
	if (!running_make_folder("policies", q->folder, &stood))
		return soc_fail(msg, SOC_ERR_IO, "no folder for the results");
	const enum soc_err err = work(q, p, msg);
	running_drop_folder(q->folder, stood);
	return err;
}

int soc_cmd_policies(int argc, char **argv)
{
	struct request q = { .folder = "out", .format = "table" };
	struct soc_msg msg = { "" };
	struct soc_policies *p = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	running_signals();
	const int go = read_arguments(&q, argc, argv);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	enum soc_err err = soc_policies_read(q.file, &p, &diagnostics, &msg);
	diagnostics_tell(q.file, diagnostics, err, &msg);
	soc_diagnostics_free(diagnostics);
	if (err == SOC_OK)
		err = policies_check(p, q.file, q.settings, q.settings_count, q.months, &msg);
	if (err == SOC_OK)
		err = work_in(&q, p, &msg);
	soc_policies_free(p);
	if (err != SOC_OK)
		fprintf(stderr, "socred policies: %s\n", msg.text);
	return (int)err;
}
