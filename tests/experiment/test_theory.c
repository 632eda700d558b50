/* Experiments over a theory in place of a scenario: its points, the same bytes however they are run, and what
 * is refused where. */
#include "in_folder.h"

#include "base/mem.h"
#include "experiment/theory_points.h"

#include <limits.h>
#include <math.h>

#define HEAD "socred: 1\nexperiment: What matters?\n"
#define ENSIGN HEAD "theory: ensign\nset: {days: 60, urns: 4}\n"
#define SHARE "outcomes: {share: , off: {formula: share - truth}}\n"

static const char text[] =
	ENSIGN "replicates: 3\nfactors: {discovered: {range: [0, 1]}, corrected: {values: [0, 1]}, "
		   "seed: varied}\ndesign: {kind: morris, trajectories: 5}\n" SHARE;

/* A point is the theory as `socred theory` runs it, replicate by replicate. */
static void points(void **state)
{
	(void)state;
	char folder[64];
	make_folder(folder);
	struct soc_experiment *e = read_experiment(text);
	struct soc_runner r = { 0 };
	struct soc_msg msg = { "" };
	(void)run_in(e, folder, 2, 1, 1);
	assert_int_equal(soc_runner_init(&r, e, folder, 1, NULL, &msg), SOC_OK);
	for (int64_t i = 0; i < e->points; i++) {
		struct soc_theory_point at;
		struct soc_theory_result *alone = NULL;
		assert_int_equal(soc_theory_points_at(e, i, &at, &msg), SOC_OK);
		assert_int_equal(soc_theory_run_keys(e->theory, at.keys, (uint64_t)at.seed, 3, NULL, &alone, &msg),
		                 SOC_OK);
		for (int32_t k = 0; k < 3; k++) {
			const double *values = soc_runner_values(&r, i, k), share = alone->values[k * 6 + 3];
			assert_true(values != NULL && values[0] == share && values[1] == share - alone->values[0]);
		}
		soc_theory_free(alone);
	}
	soc_runner_release(&r);
	soc_experiment_free(e);
	remove_folder(folder);
}

/* One worker, three, three shares, and interrupted after every fourth replicate. */
static void same_bytes(void **state)
{
	(void)state;
	char *first = NULL;
	size_t length = 0;
	struct soc_experiment *e = read_experiment(text);
	for (int way = 0; way < 4; way++) {
		char folder[64];
		make_folder(folder);
		for (int share = 1; way == 2 && share <= 3; share++)
			(void)run_in(e, folder, 1, share, 3);
		if (way == 3)
			interrupt_often(e, folder, 4, 2, 60);
		const struct soc_experiment_state now = run_in(e, folder, way == 1 ? 3 : 1, 1, 1);
		assert_int_equal(now.measured, e->points);
		if (way == 0)
			first = file_of(folder, "experiment.db", &length);
		check_same(folder, first, length);
		remove_folder(folder);
	}
	free(first);
	soc_experiment_free(e);
}

/* More is discovered, more is off; nothing of it where nothing varies. */
static void effect(void **state)
{
	(void)state;
	char folder[64], *told;
	make_folder(folder);
	struct soc_experiment *e =
		read_experiment(ENSIGN "replicates: 2\nfactors: {discovered: {values: [0, 0.5, 1]}}\n"
	                           "design: {kind: factorial}\n" SHARE);
	struct soc_runner r = { 0 };
	(void)run_in(e, folder, 1, 1, 1);
	assert_int_equal(soc_runner_init(&r, e, folder, 1, NULL, NULL), SOC_OK);
	assert_true(soc_runner_values(&r, 0, 0)[1] < soc_runner_values(&r, 1, 0)[1]);
	assert_true(soc_runner_values(&r, 1, 0)[1] < soc_runner_values(&r, 2, 0)[1]);
	soc_runner_release(&r);
	told = analyse_in(e, folder, "csv");
	assert_non_null(strstr(told, "\"share\",\"discovered\",1.0,"));
	soc_text_free(told);
	soc_experiment_free(e);
	remove_folder(folder);
}

/* Values that do not go together: told, and left out. */
static void refused_points(void **state)
{
	(void)state;
	char folder[64];
	make_folder(folder);
	struct soc_experiment *e =
		read_experiment(HEAD "theory: ensign\nset: {days: 5, urns: 1, rate_b: 0}\nreplicates: 1\n"
	                         "factors: {rate_a: {values: [0, 1, 2]}}\ndesign: {kind: factorial}\n" SHARE);
	const struct soc_experiment_state now = run_in(e, folder, 1, 1, 1);
	assert_int_equal(now.refused, 1);
	assert_int_equal(now.measured, 2);
	assert_non_null(strstr(now.first_refused, "are both 0"));
	soc_experiment_free(e);
	remove_folder(folder);
}

/* What is wrong, with its line. */
static void mistakes(void **state)
{
	(void)state;
#define REST "design: {kind: lhs, n: 4}\n" SHARE
	static const struct {
		const char *text;
		int line;
		const char *words;
	} cases[] = {
		{ HEAD "factors: {days: }\n" REST, 1,
		  "base is needed, the scenario that every point starts from, or theory" },
		{ HEAD "theory: ensing\n" REST, 3, "there is no theory \"ensing\"; did you mean ensign?" },
		{ HEAD "theory: ensign\nbase: a.yaml\nfactors: {urns: }\n" REST, 3,
		  "base and theory are both there" },
		{ ENSIGN "factors: {discoverd: {range: [0, 1]}}\n" REST, 5,
		  "no parameter \"discoverd\"; did you mean discovered?" },
		{ ENSIGN "factors: {discovered: {range: [0, 2]}}\n" REST, 5, "discovered is 2; allowed: 0 to 1" },
		{ ENSIGN "factors: {discovered: {}}\n" REST, 5, "carries no plausible range" },
		{ ENSIGN "factors: {corrected: {values: [0, 0.5]}}\n" REST, 5,
		  "corrected is 0.5; a whole number is wanted" },
		{ ENSIGN "factors: {channels.camera.enabled: {values: [true]}}\n" REST, 5, "no parameter" },
		{ HEAD "theory: ensign\nset: {dyas: 3}\nfactors: {urns: }\n" REST, 4,
		  "no parameter \"dyas\"; did you mean days?" },
		{ HEAD "theory: ensign\nset: {days: many}\nfactors: {urns: }\n" REST, 4,
		  "days: \"many\" is no number" },
		{ HEAD "theory: ensign\nset: {rate_a: 0, rate_b: 0}\nfactors: {urns: }\n" REST, 4, "are both 0" },
		{ ENSIGN "factors: {urns: }\ndesign: {kind: lhs, n: 4}\noutcomes: {shares: }\n", 7,
		  "did you mean share?" },
		{ ENSIGN "factors: {urns: }\ndesign: {kind: lhs, n: 4}\noutcomes: {listed_per_1000: }\n", 7,
		  "listed_per_1000" },
		{ ENSIGN "factors: {urns: }\ndesign: {kind: lhs, n: 4}\noutcomes: {share: {until: 2018-01}}\n", 7,
		  "a theory has no calendar" },
		{ ENSIGN "factors: {urns: }\ndesign: {kind: calibration, n: 40}\noutcomes: {share: }\ntargets: "
		         "{share: {value: 1, tolerance: 1}}\n",
		  6, "and not fitted" },
		{ ENSIGN "design: {kind: arms, assumptions: 40, arms: {a: {}}}\noutcomes: {share: }\n", 5,
		  "of a theory, what is assumed are its parameters" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct soc_experiment *e = NULL;
		struct soc_diagnostics *list = NULL;
		struct soc_msg msg = { "" };
		const char *from = cases[i].text;
		assert_int_equal(soc_experiment_read_text("e.yaml", from, strlen(from), NULL, &e, &list, &msg),
		                 SOC_ERR_SCENARIO);
		assert_null(e);
		int found = 0;
		for (size_t k = 0; k < soc_diagnostics_count(list); k++) {
			const struct soc_diagnostic *p = soc_diagnostics_at(list, k);
			found |= strstr(p->text, cases[i].words) != NULL && p->line == cases[i].line;
		}
		if (!found)
			fail_msg("case %zu: \"%s\" is not said at line %d, but \"%s\" at line %d", i, cases[i].words,
			         cases[i].line, soc_diagnostics_at(list, 0)->text, soc_diagnostics_at(list, 0)->line);
		soc_diagnostics_free(list);
	}
}

/* A plausible range that a parameter carries, whole numbers alone where it has no others, and arms. */
static void kinds(void **state)
{
	(void)state;
	char folder[64];
	struct soc_experiment *e = read_experiment(
		HEAD "theory: ensign\nset: {days: 5}\nfactors: {urns: }\ndesign: {kind: lhs, n: 6}\n" SHARE);
	assert_true(e->factor[0].low == 20 && e->factor[0].high == 10000 && e->factor[0].is_whole);
	assert_int_equal(soc_experiment_replicates(e), 20); /* as the theory has by itself */
	soc_experiment_free(e);
	make_folder(folder);
	e = read_experiment(
		ENSIGN
		"replicates: 2\ndesign: {kind: arms, arms: {as_it_is: {}, reported: {discovered: 0.5}}}\n" SHARE);
	assert_int_equal(run_in(e, folder, 1, 1, 1).measured, 2);
	soc_experiment_free(e);
	remove_folder(folder);
}

/* ---- points of a file ---- */

/* An experiment over the lines of a CSV file beside its results. Owner of both: the caller (remove_folder,
 * soc_experiment_free). */
static enum soc_err with_points(const char *csv, char folder[64], struct soc_experiment **out,
                                char said[1024])
{
	char path[PATH_MAX], file_name[PATH_MAX + 16], from[PATH_MAX + 512];
	struct soc_diagnostics *list = NULL;
	struct soc_msg msg = { "" };
	make_folder(folder);
	assert_non_null(realpath(folder, path));
	snprintf(file_name, sizeof file_name, "%s/points.csv", path);
	FILE *file = fopen(file_name, "w");
	assert_non_null(file);
	fputs(csv, file);
	fclose(file);
	snprintf(from, sizeof from,
	         ENSIGN "replicates: 2\nfactors: {discovered: {range: [0, 1]}, corrected: {values: [0, 1]}}\n"
	                "design: {kind: points, file: \"%s\"}\n" SHARE,
	         file_name);
	*out = NULL;
	const enum soc_err err = soc_experiment_read_text("e.yaml", from, strlen(from), NULL, out, &list, &msg);
	said[0] = '\0';
	for (size_t i = 0; i < soc_diagnostics_count(list); i++)
		snprintf(said + strlen(said), 1024 - strlen(said), "%s\n", soc_diagnostics_at(list, i)->text);
	soc_diagnostics_free(list);
	return err;
}

/* Each line is a point, its columns in any order, and the point is the theory run with those values. What
 * depends on the line follows it: without discoveries alone the share is that of the truth. */
static void points_of_a_file(void **state)
{
	(void)state;
	static const char *const settings[] = { "days=60 urns=4 discovered=1", "days=60 urns=4 discovered=0.25",
		                                    "days=60 urns=4 discovered=1 corrected=1" };
	char folder[64], said[1024];
	struct soc_experiment *e = NULL;
	struct soc_runner r = { 0 };
	struct soc_msg msg = { "" };
	assert_int_equal(with_points("corrected,discovered\n0,1\n0,\"0.25\"\n\n1,1\r\n", folder, &e, said),
	                 SOC_OK);
	assert_int_equal(e->points, 3);
	assert_int_equal(run_in(e, folder, 2, 1, 1).measured, 3);
	assert_int_equal(soc_runner_init(&r, e, folder, 1, NULL, &msg), SOC_OK);
	for (int64_t i = 0; i < 3; i++) {
		double keys[SOC_THEORY_KEYS];
		struct soc_theory_result *alone = NULL;
		assert_int_equal(soc_theory_set_all(e->theory, settings[i], keys, &msg), SOC_OK);
		assert_int_equal(soc_theory_run_keys(e->theory, keys, 1, 2, NULL, &alone, &msg), SOC_OK);
		for (int32_t k = 0; k < 2; k++)
			assert_true(soc_runner_values(&r, i, k)[0] == alone->values[k * 6 + 3]);
		soc_theory_free(alone);
	}
	assert_true(soc_runner_values(&r, 0, 0)[0] != soc_runner_values(&r, 1, 0)[0]);
	soc_runner_release(&r);
	soc_experiment_free(e);
	remove_folder(folder);
}

static void wrong_points(void **state)
{
	(void)state;
	static const struct {
		const char *csv, *words;
	} cases[] = {
		{ "corrected,discovered\n0,1.5\n", "1.5 is out of the factor's range; allowed: 0 to 1" },
		{ "corrected,discovered\n0.5,1\n", "is none of its values" },
		{ "corrected,discovered\n0\n", "number of values: 1; allowed: 2" },
		{ "corrected,discoverd\n0,1\n", "column \"discoverd\" is no factor" },
		{ "corrected\n0\n", "the file has no column for this" },
		{ "corrected,discovered\n", "no points" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char folder[64], said[1024];
		struct soc_experiment *e = NULL;
		if (with_points(cases[i].csv, folder, &e, said) != SOC_ERR_SCENARIO || e != NULL ||
		    strstr(said, cases[i].words) == NULL)
			fail_msg("%s\nsaid: %s\nwanted: %s", cases[i].csv, said, cases[i].words);
		remove_folder(folder);
	}
}

/* Every allocation fails once. */
static void failing_memory(void **state)
{
	(void)state;
	const char *from =
		ENSIGN "replicates: 1\nfactors: {discovered: {values: [0, 1]}}\ndesign: {kind: factorial}\n" SHARE;
	const size_t live = soc_mem_live();
	for (size_t n = 1, good = 0; !good && n < 100000; n++) {
		char folder[64], *told = NULL;
		struct soc_experiment *e = NULL;
		make_folder(folder);
		soc_mem_fail_at(n);
		enum soc_err err = soc_experiment_read_text("e.yaml", from, strlen(from), NULL, &e, NULL, NULL);
		const struct soc_experiment_options o = { .folder = folder, .workers = 1, .share = 1, .shares = 1 };
		struct soc_msg msg;
		if (err == SOC_OK)
			err = soc_experiment_run(e, &o, NULL, &msg);
		if (err == SOC_OK)
			err = soc_experiment_analyse(e, folder, "csv", &told, NULL, &msg);
		good = err == SOC_OK;
		assert_true(good || err == SOC_ERR_MEMORY);
		soc_mem_fail_at(0);
		soc_text_free(told);
		soc_experiment_free(e);
		assert_int_equal(soc_mem_live(), live);
		remove_folder(folder);
	}
}

PART(theory)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points),         cmocka_unit_test(same_bytes),       cmocka_unit_test(effect),
		cmocka_unit_test(refused_points), cmocka_unit_test(mistakes),         cmocka_unit_test(kinds),
		cmocka_unit_test(failing_memory), cmocka_unit_test(points_of_a_file), cmocka_unit_test(wrong_points),
	};
	return run_part(tests, NULL, NULL);
}
