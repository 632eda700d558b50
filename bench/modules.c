/* socred-bench-modules: what each module costs a person-month. One line for each module of the registry.
 *
 * Of scenarios/combined/every-module, which has all of them, two runs are compared: all modules but those
 * that the module stands on are off, and the module is on besides (tests/modules, .stopped). So the cost is
 * that of adding it to a nation without modules. Runs take turns, with it first in every other one, and
 * processor time is taken: of the differences of the turns the middle one counts, and the middle half of them
 * is told, since other work on the machine moves single ones. */
#include "../tests/modules/module_test.h"
#include "limit.h"

#include "socred/scenario.h"
#include "socred/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TURNS_MAX 99
#define SETTINGS_MOST (SOC_MODULES * MODULE_TEST_STOPPED + 8)

static const char usage[] =
	"Usage: socred-bench-modules SCENARIO [PERSONS [TURNS [MODULE [with|without]]]]\n\n"
	"Nanoseconds of processor time per person-month that each module adds to the nation without modules: the "
	"middle of the\n"
	"paired differences, and their middle half. SCENARIO is scenarios/combined/every-module; 50,000 people "
	"and 9 turns where\n"
	"nothing is said; one thread. CSV. with, without: that one run alone, for a program that counts "
	"instructions (bench/modules.py).\n\n"
	"Example:\n"
	"  socred-bench-modules scenarios/combined/every-module/scenario.yaml 100000 15 > costs.csv\n";

/* Modules without which one is refused or does nothing: of the same scenario. */
static const struct {
	const char *module, *needs;
} stands_on[] = {
	{ "publicity", "contacts" },      { "trust", "contacts" },
	{ "residence", "contacts" },      { "subletting", "contacts residence" },
	{ "adaptive_weight", "ratings" }, { "zones", "surveillance" },
	{ "bureaus_friends", "bureaus" }, { "bureaus_proxy", "bureaus" },
	{ "bureaus_sharing", "bureaus" }, { "firms_appeals", "firms" },
	{ "firms_closing", "firms" },     { "firms_credit", "firms" },
};

static const char *needs_of(const char *module)
{
	for (size_t i = 0; i < sizeof stands_on / sizeof *stands_on; i++)
		if (strcmp(stands_on[i].module, module) == 0)
			return stands_on[i].needs;
	return "";
}

static int has_word(const char *words, const char *word)
{
	const size_t n = strlen(word);
	for (const char *at = strstr(words, word); at != NULL; at = strstr(at + 1, word))
		if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return 1;
	return 0;
}

static void on_progress(void *user, const struct soc_progress *p)
{
	if (p->building)
		*(double *)user = bench_processor_time();
}

/* A run with the modules named and no other. *ns: processor time of its months, of a person-month. */
static enum soc_err time_with(const char *scenario, const char *persons, const char *on, double *ns,
                              struct soc_msg *msg)
{
	static char text[SOC_MODULES][MODULE_TEST_STOPPED_BYTES];
	const char *settings[SETTINGS_MOST] = { persons, "replicates=1", "run.memory=raw" };
	struct soc_run_stats stats = { 0 };
	struct soc_scenario *s = NULL;
	double built = 0.0;
	int n = 3;
	for (int i = 0; i < SOC_MODULES; i++)
		if (!has_word(on, soc_modules[i]->name))
			n += module_test_stopped(module_tests[i], text[i], settings + n);
	enum soc_err err = soc_scenario_read(scenario, settings, (size_t)n, &s, NULL, msg);
	const struct soc_run_options options = { .threads = 1, .on_progress = on_progress, .user = &built };
	if (err == SOC_OK)
		err = soc_sim_run(s, &options, NULL, &stats, msg);
	if (err == SOC_OK)
		*ns = (bench_processor_time() - built) / ((double)stats.persons * (double)stats.months) * 1e9;
	soc_scenario_free(s);
	return err;
}

static int is_module(const char *name)
{
	for (int i = 0; i < SOC_MODULES; i++)
		if (strcmp(soc_modules[i]->name, name) == 0)
			return 1;
	return 0;
}

static int by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static enum soc_err time_module(const char *scenario, const char *persons, int turns, const char *module,
                                struct soc_msg *msg)
{
	double more[TURNS_MAX], bare[TURNS_MAX];
	char with[256];
	enum soc_err err = SOC_OK;
	snprintf(with, sizeof with, "%s %s", module, needs_of(module));
	for (int i = 0; i < turns && err == SOC_OK; i++) {
		double off = 0.0, on = 0.0;
		for (int k = 0; k < 2 && err == SOC_OK; k++)
			err = (i + k) % 2 ? time_with(scenario, persons, with, &on, msg)
			                  : time_with(scenario, persons, needs_of(module), &off, msg);
		more[i] = on - off;
		bare[i] = off;
	}
	if (err != SOC_OK)
		return err;
	qsort(more, (size_t)turns, sizeof *more, by_size);
	qsort(bare, (size_t)turns, sizeof *bare, by_size);
	printf("%s,%s,%.2f,%.2f,%.2f,%.2f\n", module, needs_of(module), bare[turns / 2], more[turns / 2],
	       more[turns / 4], more[turns - 1 - turns / 4]);
	fflush(stdout);
	return SOC_OK;
}

int main(int argc, char **argv)
{
	const int is_help = argc > 1 && strcmp(argv[1], "--help") == 0;
	const long persons = argc > 2 ? atol(argv[2]) : 50000;
	const int turns = argc > 3 ? atoi(argv[3]) : 9;
	struct soc_msg msg = { "" };
	char size[64];
	if (argc < 2 || is_help || persons < 1 || turns < 1 || turns > TURNS_MAX) {
		fputs(usage, is_help ? stdout : stderr);
		return is_help ? 0 : SOC_ERR_USAGE;
	}
	if (argc > 4 && !is_module(argv[4])) {
		fprintf(stderr, "socred-bench-modules: there is no module %s in src/input/modules.def\n", argv[4]);
		return SOC_ERR_USAGE;
	}
	snprintf(size, sizeof size, "people.persons=%ld", persons);
	if (argc > 5) {
		double ns = 0.0;
		char with[256];
		snprintf(with, sizeof with, "%s %s", strcmp(argv[5], "with") == 0 ? argv[4] : "", needs_of(argv[4]));
		const enum soc_err err = time_with(argv[1], size, with, &ns, &msg);
		if (err != SOC_OK)
			fprintf(stderr, "socred-bench-modules: %s\n", msg.text);
		else
			printf("%.2f\n", ns);
		return (int)err;
	}
	puts("module,beside,without_ns_per_person_month,adds_ns_per_person_month,adds_quarter,adds_three_"
	     "quarters");
	for (int i = 0; i < SOC_MODULES; i++) {
		if (argc > 4 && strcmp(argv[4], soc_modules[i]->name) != 0)
			continue;
		const enum soc_err err = time_module(argv[1], size, turns, soc_modules[i]->name, &msg);
		if (err != SOC_OK) {
			fprintf(stderr, "socred-bench-modules: %s: %s\n", soc_modules[i]->name, msg.text);
			return (int)err;
		}
	}
	return 0;
}
