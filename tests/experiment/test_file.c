/* Experiment files: what is read, and each mistake with its place, what was found and what is allowed. */
#include "runner.h"

#include "base/mem.h"
#include "experiment/experiment.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME PROJECT "/experiments/test.yaml"
#define HEAD "socred: 1\nexperiment: What matters?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
#define TAIL "outcomes: {listed: }\n"

static enum soc_err read_text(const char *text, const char *extend, struct soc_experiment **e, char *said,
                              size_t room)
{
	struct soc_diagnostics *list = NULL;
	struct soc_msg msg = { "" };
	const enum soc_err err = soc_experiment_read_text(FILE_NAME, text, strlen(text), extend, e, &list, &msg);
	said[0] = '\0';
	for (size_t i = 0; i < soc_diagnostics_count(list); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(list, i);
		snprintf(said + strlen(said), room - strlen(said), "%d:%d %s: %s\n", p->line, p->column, p->key,
		         p->text);
	}
	soc_diagnostics_free(list);
	return err;
}

static void what_is_read(void **state)
{
	struct soc_experiment *e = NULL;
	char said[4096], value[SOC_FACTOR_TEXT];
	(void)state;
	assert_int_equal(read_text(HEAD "set: {people.persons: 1000}\nreplicates: 3\n"
	                                "factors:\n  due_process.notice: {}\n"
	                                "  conduct.severity: {range: [0, 2]}\n"
	                                "  review.files_per_month_per_million: {distribution: loguniform}\n"
	                                "  channels.camera.enabled: {values: [true, false]}\n  seed: varied\n"
	                                "design: {kind: sobol, n: 8}\n"
	                                "outcomes:\n  listed_per_1000:\n"
	                                "  share: {formula: listed / persons, meaning: a share}\n",
	                           "n=16", &e, said, sizeof said),
	                 SOC_OK);
	const struct soc_experiment_size size = soc_experiment_size(e);
	assert_string_equal(size.title, "What matters?");
	assert_string_equal(size.design, "sobol");
	assert_int_equal(size.points, 16 * 7);
	assert_int_equal(size.replicates, 3);
	assert_int_equal(size.persons, 1000);
	assert_int_equal(size.factors, 5);
	assert_int_equal(size.outcomes, 2);
	assert_true(e->factor[0].low == 0.1 && e->factor[0].high == 0.9); /* the range that the value carries */
	assert_int_equal(e->factor[2].distribution, SOC_FACTOR_LOGUNIFORM);
	assert_string_equal(e->factor[4].key, "seed");
	assert_string_equal(e->outcome[0].formula, "listed_per_1000");
	for (int64_t p = 0; p < size.points; p++) {
		soc_experiment_value(e, p, 3, value);
		assert_true(strcmp(value, "true") == 0 || strcmp(value, "false") == 0);
	}
	soc_experiment_free(e);
}

/* As version 0.2 wrote it: read, with a word that names what stands there now. */
static void an_old_name_is_read(void **state)
{
	struct soc_experiment *e = NULL;
	char said[1024];
	(void)state;
	assert_int_equal(read_text(HEAD "factors: {luck: seed}\ndesign: {kind: lhs, n: 5}\n" TAIL, NULL, &e, said,
	                           sizeof said),
	                 SOC_OK);
	assert_non_null(strstr(said, "4:11 factors.luck: \"luck: seed\" is written seed: varied now"));
	assert_string_equal(e->factor[0].key, "seed");
	soc_experiment_free(e);
}

static void what_is_refused(void **state)
{
	static const struct {
		const char *text, *said, *extend;
	} cases[] = {
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: lsh, n: 3}\n" TAIL,
		  "5:16 design.kind: \"lsh\" is not allowed; allowed: factorial, lhs,", NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: lhs}\n" TAIL, "design: lhs needs n", NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: lhs, n: 5, levels: 3}\n" TAIL,
		  "levels has no meaning for lhs; allowed: n, seed", NULL },
		{ HEAD "factors: {due_process.notise: }\ndesign: {kind: lhs, n: 5}\n" TAIL, "did you mean notice?",
		  NULL },
		{ HEAD "factors: {due_process.notice: {range: [0.5, 0.2]}}\ndesign: {kind: lhs, n: 5}\n" TAIL,
		  "4:39 factors.due_process.notice: 0.5 to 0.2 is no range", NULL },
		{ HEAD "factors: {due_process.notice: {range: [0.5, 2]}}\ndesign: {kind: lhs, n: 5}\n" TAIL,
		  "\"2\" is too large; allowed: 0 to 1", NULL },
		{ HEAD "factors: {due_process.notice: {distribution: loguniform, range: [0, 1]}}\n"
		       "design: {kind: lhs, n: 5}\n" TAIL,
		  "a loguniform range begins above 0", NULL },
		{ HEAD "factors: {channels.camera.enabled: {}}\ndesign: {kind: lhs, n: 5}\n" TAIL,
		  "channels.camera.enabled is no number; give its values", NULL },
		{ HEAD "factors: {channels.camera.detects: {}}\ndesign: {kind: lhs, n: 5}\n" TAIL, "name one of them",
		  NULL },
		{ HEAD "factors: {replicates: {range: [1, 4]}}\ndesign: {kind: lhs, n: 5}\n" TAIL,
		  "replicates is the same at every point", NULL },
		{ HEAD "factors: {seed: vary}\ndesign: {kind: lhs, n: 5}\n" TAIL, "factors.seed: vary; a map with",
		  NULL },
		{ HEAD "factors: {luck: seeds}\ndesign: {kind: lhs, n: 5}\n" TAIL, "allowed: seed: varied", NULL },
		{ HEAD "factors: {luck: seed, seed: {range: [1, 4]}}\ndesign: {kind: lhs, n: 5}\n" TAIL,
		  "luck and seed vary the same key", NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: morris, trajectories: 4, levels: 5}\n" TAIL,
		  "5; morris needs an even number of levels", NULL },
		{ HEAD "set: {people.persns: 3}\nfactors: {due_process.notice: }\ndesign: {kind: lhs, n: 5}\n" TAIL,
		  "4:22 set: people.persns: there is no key", NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: lhs, n: 5}\noutcomes: {listd: }\n",
		  "outcomes.listd: formula, column 1: there is no indicator \"listd\"; did you mean listed?", NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: arms, arms: {a: {}}}\n" TAIL,
		  "the design arms has no factors", NULL },
		{ HEAD
		  "factors: {due_process.notice: }\ndesign: {kind: lhs, n: 5}\noutcomes: {listed: {share_of: 0}}\n",
		  "share_of: \"0\" is not allowed; allowed: a number above 0", NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: lhs, n: 5}\noutcomes: {listed: {share_of: "
		       "100, least: 100}}\n",
		  "least: \"100\" is not allowed; allowed: a number below what it can be at most", NULL },
		{ HEAD "design: {kind: arms, arms: {a: {}}}\noutcomes: {listed: {over: persns}, persons: }\n",
		  "over: \"persns\" is no other outcome that stands for itself; did you mean persons?", NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: lhs, n: 5}\noutcomes: {listed: {over: "
		       "persons}, persons: }\n",
		  "over has no meaning for lhs", NULL },
		{ HEAD "design: {kind: arms, assumptions: 39, arms: {a: {}}}\n" TAIL,
		  "4:35 design.assumptions: 39 is not allowed; allowed: a whole number from 40 to 4096", NULL },
		{ HEAD "design: {kind: arms, assumptions: 40, arms: {a: {}, nobody: {}}, without: [nobdy]}\n" TAIL,
		  "design.without: there is no arm \"nobdy\"; did you mean nobody?", NULL },
		{ HEAD "design: {kind: arms, arms: {a: {}}, without: [a]}\n" TAIL,
		  "design.without: a list of arms is needed, and assumptions that are drawn in the others", NULL },
		{ HEAD "replicates: 1\ndesign: {kind: arms, assumptions: 40, arms: {a: {}}}\n" TAIL,
		  "5:35 design.assumptions: replicates: 1; two or more are needed to tell assumptions from random "
		  "numbers",
		  NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: lhs, n: 50, assumptions: 40}\n" TAIL,
		  "assumptions has no meaning for lhs", NULL },
		{ HEAD "design: {kind: lhs, n: 4}\n" TAIL, "a design of kind lhs varies them", NULL },
		{ HEAD "design: {kind: arms, arms: {a: {due_process.notice: 7}}}\n" TAIL,
		  "4:53 design.arms: due_process.notice: \"7\" is too large", NULL },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: lhs, n: 4}\n" TAIL, "cannot be extended",
		  "n=8" },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: sobol, n: 4}\n" TAIL,
		  "is extended by n=NUMBER", "m=8" },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: sobol, n: 4}\n" TAIL,
		  "allowed: a whole number from 4, which it has", "n=2" },
		{ HEAD "factors: {due_process.notice: }\ndesign: {kind: points, file: none.csv}\n" TAIL, "none.csv",
		  NULL },
		{ "socred: 1\nexperiment: x\nbase: none.yaml\ndesign: {kind: lhs, n: 4}\n" TAIL, "3:7 base: ", NULL },
		{ HEAD "outcoms: {}\n", "there is no key \"outcoms\"; did you mean outcomes?", NULL },
	};
	char said[8192];
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct soc_experiment *e = NULL;
		if (read_text(cases[i].text, cases[i].extend, &e, said, sizeof said) != SOC_ERR_SCENARIO ||
		    e != NULL || strstr(said, cases[i].said) == NULL)
			fail_msg("%s\nsaid: %s\nwanted: %s", cases[i].text, said, cases[i].said);
	}
}

/* ---- points of a file ---- */
static void with_points(const char *csv, enum soc_err wanted, const char *words)
{
	char path[] = "/tmp/socred-points-XXXXXX", text[1024], said[4096];
	struct soc_experiment *e = NULL;
	const int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	assert_non_null(file);
	fputs(csv, file);
	fclose(file);
	snprintf(text, sizeof text,
	         HEAD "factors: {due_process.notice: {}, people.persons: {range: [100, 5000]}}\n"
	              "design: {kind: points, file: %s}\n" TAIL,
	         path);
	const enum soc_err err = read_text(text, NULL, &e, said, sizeof said);
	if (err != wanted || (words != NULL && strstr(said, words) == NULL))
		fail_msg("%s\nsaid: %s\nwanted: %s", csv, said, words != NULL ? words : "nothing");
	if (err == SOC_OK) {
		char value[SOC_FACTOR_TEXT];
		assert_int_equal(soc_experiment_size(e).points, 2);
		soc_experiment_value(e, 1, 0, value);
		assert_string_equal(value, "0.25");
		soc_experiment_value(e, 1, 1, value);
		assert_string_equal(value, "360");
	}
	soc_experiment_free(e);
	remove(path);
}

static void points_of_a_file(void **state)
{
	(void)state;
	with_points("people.persons,due_process.notice\n120,0.5\n\n\"360\", 0.25\r\n", SOC_OK, NULL);
	with_points("people.persons,due_process.notice\n120,0.5\n360,0.95\n", SOC_ERR_SCENARIO,
	            "3:2 due_process.notice: 0.95 is out of the factor's range; allowed: 0.1 to 0.9");
	with_points("people.persons,due_process.notice\n120.5,0.5\n", SOC_ERR_SCENARIO,
	            "2:1 people.persons: 120.5 is no whole number");
	with_points("people.persons,due_process.notice\n12\n", SOC_ERR_SCENARIO,
	            "2:1 design.file: number of values: 1; allowed: 2");
	with_points("term,due_process.notice\n120,0.5\n", SOC_ERR_SCENARIO, "column \"term\" is no factor");
	with_points("people.persons\n12\n", SOC_ERR_SCENARIO, "the file has no column for this");
	with_points("people.persons,due_process.notice\n", SOC_ERR_SCENARIO, "no points");
}

/* Reading says that memory is out, whichever allocation fails, and leaves nothing behind. */
static void memory_that_fails(void **state)
{
	static const char text[] =
		HEAD "factors: {due_process.notice: , seed: varied}\ndesign: {kind: lhs, n: 4}\n" TAIL;
	const int step = runner_thorough() ? 1 : runner_sparse() ? 389 : 97;
	const size_t live = soc_mem_live();
	(void)state;
	for (size_t nth = 1;; nth += (size_t)step) {
		struct soc_experiment *e = NULL;
		struct soc_diagnostics *list = NULL;
		struct soc_msg msg = { "" };
		soc_mem_fail_at(nth);
		const enum soc_err err =
			soc_experiment_read_text(FILE_NAME, text, strlen(text), NULL, &e, &list, &msg);
		soc_mem_fail_at(0);
		soc_diagnostics_free(list);
		soc_experiment_free(e);
		assert_int_equal(soc_mem_live(), live);
		if (err == SOC_OK)
			break;
		assert_int_equal(err, SOC_ERR_MEMORY);
		assert_null(e);
	}
}

PART(file)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read),      cmocka_unit_test(an_old_name_is_read),
		cmocka_unit_test(what_is_refused),   cmocka_unit_test(points_of_a_file),
		cmocka_unit_test(memory_that_fails),
	};
	return run_part(tests, NULL, NULL);
}
