/* Invariants after every month: scenarios of the reference, the smallest scenario, the nation in little, all
 * modules together, invented ones. */
#include "checks.h"

#include "combine.h"
#include "invent.h"
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

static struct checks checks;

static void run_file(const char *path, const char *const *settings)
{
	struct lab lab;
	lab_open_file(&lab, path, settings);
	checks_run(&checks, &lab, path);
	lab_close(&lab);
}

static void run_invented(unsigned long first, unsigned long last)
{
	char name[64];
	for (unsigned long number = first; number <= last; number++) {
		struct lab lab;
		char *yaml = invent_scenario(number);
		snprintf(name, sizeof name, "invented scenario %lu", number);
		lab_open(&lab, yaml, NULL);
		checks_run(&checks, &lab, name);
		lab_close(&lab);
		free(yaml);
	}
}

/* Every module at once, for the run and in mid-run. */
static void run_together(void)
{
	for (int mid_run = 0; mid_run < 2; mid_run++) {
		enum combine_mode mode[COMBINE_MODULES_MAX] = { ABSENT };
		struct lab lab;
		for (int i = 0; i < combine_count(); i++)
			mode[i] = mid_run && combine_can_turn(i) ? LATER : ON;
		combine_open(&lab, mode, 4, 4, NULL);
		checks_run(&checks, &lab, mid_run ? "all together in mid-run" : "all together");
		lab_close(&lab);
	}
}

WHOLE_PART(invariants)
{
	if (runner_arguments[0] != NULL && runner_arguments[1] != NULL) {
		run_invented(strtoul(runner_arguments[0], NULL, 10), strtoul(runner_arguments[1], NULL, 10));
	} else {
		run_file("tests/reference/harsh.yaml", NULL);
		run_file("tests/reference/timeline.yaml", NULL);
		if (!runner_sparse()) { /* numbers: they go the ways of the others */
			run_file("tests/reference/points.yaml", NULL);
			run_file("tests/reference/index.yaml", NULL);
			run_file("tests/reference/none.yaml", NULL);
			run_file("tests/reference/alone.yaml", NULL);
			run_file("scenarios/start/minimal/scenario.yaml", SETTINGS("people.persons=4000"));
			run_file("scenarios/start/china-national/scenario.yaml", SETTINGS("people.persons=5000"));
		}
		run_together();
		run_invented(1001, runner_thorough() ? 1040 : runner_sparse() ? 1004 : 1012);
	}
	printf("%lld statements held\n", (long long)checks.month_checks);
	return 0;
}
