/* Running points: any number of workers, shares and interruptions gives the same experiment.db; damage is
 * told and mended; what is analysed is what was measured. */
#include "in_folder.h"

#include "base/mem.h"
#include "experiment/runner.h"
#include "socred/ranks.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- a whole experiment ---- */
static const char text[] =
	"socred: 1\nexperiment: What matters?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
	"set: {people.persons: 600, span.to: 2018-03}\nreplicates: 2\n"
	"factors:\n  due_process.notice: {}\n  conduct.severity: {range: [0, 2]}\n"
	"  channels.camera.enabled: {values: [true, false]}\n"
	"design: {kind: morris, trajectories: 4}\n"
	"outcomes: {listed_per_1000: , recorded: {formula: accepted_true + accepted_wrong}}\n";

static void same_bytes_however_it_is_run(void **state)
{
	static const int workers[] = { 2, 7 };
	char folder[64];
	size_t length;
	(void)state;
	struct soc_experiment *e = read_experiment(text);
	make_folder(folder);
	const struct soc_experiment_state now = run_in(e, folder, 1, 1, 1);
	assert_int_equal(now.points, 16);
	assert_int_equal(now.measured, 16);
	assert_int_equal(now.refused + now.broken + now.unfinished + now.others, 0);
	char *alone = file_of(folder, "experiment.db", &length);
	remove_folder(folder);
	for (int i = 0; i < (runner_sparse() ? 1 : 2); i++) {
		make_folder(folder);
		run_in(e, folder, workers[i], 1, 1);
		check_same(folder, alone, length);
		remove_folder(folder);
	}
	make_folder(folder); /* three shares, in any order; then all */
	run_in(e, folder, 1, 3, 3);
	run_in(e, folder, 2, 1, 3);
	const struct soc_experiment_state part = run_in(e, folder, 1, 2, 3);
	assert_int_equal(part.measured, 16);
	run_in(e, folder, 1, 1, 1);
	check_same(folder, alone, length);
	remove_folder(folder);
	make_folder(folder);
	interrupt_often(e, folder, 3, 3, 40);
	check_same(folder, alone, length);
	remove_folder(folder);
	free(alone);
	soc_experiment_free(e);
}

/* ---- damage ---- */
static void change_shard(const char *folder, long at, int cut)
{
	char path[128];
	size_t length;
	char *bytes = file_of(folder, "shards/00000.txt", &length);
	snprintf(path, sizeof path, "%s/shards/00000.txt", folder);
	bytes[at] ^= 1;
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fwrite(bytes, 1, length - (size_t)cut, file);
	fclose(file);
	free(bytes);
}

static void a_broken_shard_is_told_and_mended(void **state)
{
	char folder[64];
	size_t length;
	struct soc_experiment_state now;
	struct soc_msg msg = { "" };
	(void)state;
	struct soc_experiment *e = read_experiment(text);
	make_folder(folder);
	run_in(e, folder, 1, 1, 1);
	char *whole = file_of(folder, "experiment.db", &length);
	change_shard(folder, 200, 5); /* a value of the first lines, and the end of the last */
	assert_int_equal(soc_experiment_status(e, folder, &now, &msg), SOC_OK);
	assert_int_equal(now.broken, 1);
	assert_int_equal(now.unfinished, 1);
	assert_non_null(strstr(now.first_broken, "00000.txt:"));
	assert_true(now.measured < 16);
	now = run_in(e, folder, 1, 1, 1);
	assert_int_equal(now.measured, 16);
	check_same(folder, whole, length);
	free(whole);
	remove_folder(folder);
	soc_experiment_free(e);
}

/* ---- points that cannot run ---- */
static void check_looked_at(const struct soc_experiment *e, int64_t points, int64_t refused, const char *why)
{
	struct soc_experiment_state seen;
	struct soc_msg msg = { "" };
	for (int workers = 1; workers <= 3; workers++) {
		assert_int_equal(soc_experiment_check(e, workers, NULL, &seen, &msg), SOC_OK);
		assert_int_equal(seen.points, points);
		assert_int_equal(seen.refused, refused);
		assert_non_null(strstr(seen.first_refused, why));
	}
}

static void points_that_cannot_run_are_counted(void **state)
{
	static const char impossible[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
		"set: {people.persons: 600, span.to: 2018-02}\nreplicates: 1\n"
		"factors: {grades.C.from: {range: [500, 1000]}}\n"
		"design: {kind: factorial, levels: 3}\noutcomes: {listed: }\n";
	char folder[64];
	(void)state;
	struct soc_experiment *e = read_experiment(impossible);
	check_looked_at(e, 3, 1, "point 2: ");
	make_folder(folder);
	const struct soc_experiment_state now = run_in(e, folder, 2, 1, 1);
	assert_int_equal(now.points, 3);
	assert_int_equal(now.measured, 2);
	assert_int_equal(now.refused, 1); /* C from 1000 lies above B */
	assert_non_null(strstr(now.first_refused, "point 2: "));
	assert_non_null(strstr(now.first_refused, "grades.B.from"));
	remove_folder(folder);
	soc_experiment_free(e);
}

/* What only the tables of rates refuse is known beforehand too, also of points that are the same as another.
 */
static void points_that_cannot_run_are_known_beforehand(void **state)
{
	static const char often[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
		"set: {people.persons: 600, span.to: 2018-02}\nreplicates: 1\n"
		"factors: {events.theft_or_fraud.rate_per_year: {values: [0.01, 9]}, seed: varied, "
		"society.helpfulness_shape: {values: [1, 1, 2]}}\n"
		"design: {kind: lhs, n: 12}\noutcomes: {listed: }\n";
	char folder[64];
	(void)state;
	struct soc_experiment *e = read_experiment(often);
	check_looked_at(e, 12, 6, "events.theft_or_fraud.rate_per_year");
	make_folder(folder);
	const struct soc_experiment_state now = run_in(e, folder, 1, 1, 1);
	assert_int_equal(now.refused, 6);
	assert_int_equal(now.measured, 6);
	remove_folder(folder);
	soc_experiment_free(e);
}

/* Where no point can run that is an error, with the reason of the first. */
static void no_point_that_can_run_is_an_error(void **state)
{
	static const char impossible[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
		"set: {people.persons: 600, span.to: 2018-02}\nreplicates: 1\n"
		"factors: {grades.C.from: {values: [900, 950]}}\n"
		"design: {kind: factorial}\noutcomes: {listed: }\n";
	char folder[64];
	struct soc_msg msg = { "" };
	(void)state;
	struct soc_experiment *e = read_experiment(impossible);
	make_folder(folder);
	const struct soc_experiment_options o = { .folder = folder, .workers = 1, .share = 1, .shares = 1 };
	struct soc_experiment_state seen = { .points = -1 };
	assert_int_equal(soc_experiment_check(e, 1, NULL, &seen, &msg), SOC_ERR_SCENARIO);
	assert_non_null(strstr(msg.text, "no point can run; point 0: "));
	assert_int_equal(seen.points, -1);
	assert_int_equal(soc_experiment_run(e, &o, NULL, &msg), SOC_ERR_SCENARIO);
	assert_non_null(strstr(msg.text, "no point can run; point 0: "));
	remove_folder(folder);
	soc_experiment_free(e);
}

static void points_with_the_same_values_run_once(void **state)
{
	static const char twice[] =
		"socred: 1\nexperiment: What if?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
		"set: {people.persons: 600, span.to: 2018-02}\nreplicates: 1\n"
		"design: {kind: arms, arms: {as_it_is: {}, same: {conduct.severity: 0.4}, other: {conduct.severity: "
		"1}}}\n"
		"outcomes: {listed: }\n";
	char folder[64];
	(void)state;
	struct soc_experiment *e = read_experiment(twice);
	make_folder(folder);
	const struct soc_experiment_state now = run_in(e, folder, 1, 1, 1);
	assert_int_equal(now.points, 3);
	assert_int_equal(now.measured, 3);
	assert_int_equal(now.same, 1);
	remove_folder(folder);
	soc_experiment_free(e);
}

/* A factor that decides nothing has no effect under any design, one that decides has some. */
static void each_design_finds_what_decides(void **state)
{
	static const struct {
		const char *design, *column;
	} cases[] = { { "{kind: morris, trajectories: 4}", "mu" },
		          { "{kind: sobol, n: 8}", "first" },
		          { "{kind: lhs, n: 12}", "rank_correlation" },
		          { "{kind: factorial, levels: 3}", "rank_correlation" } };
	char whole[1024], folder[64];
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(whole, sizeof whole,
		         "socred: 1\nexperiment: What decides?\nbase: ../scenarios/start/minimal/scenario.yaml\n"
		         "set: {people.persons: 600, span.to: 2018-04}\nreplicates: 1\n"
		         "factors: {review.automatic_share: {range: [0.1, 0.9]}, firms.persons_per_firm: {range: "
		         "[10, 50]}}\n"
		         "design: %s\noutcomes: {recorded: {formula: accepted_true + accepted_wrong}}\n",
		         cases[i].design);
		struct soc_experiment *e = read_experiment(whole);
		char *out = NULL;
		struct soc_msg msg = { "" };
		make_folder(folder);
		assert_int_equal(soc_experiment_analyse(e, folder, "csv", &out, NULL, &msg), SOC_ERR_USAGE);
		assert_non_null(strstr(msg.text, "no point of this experiment is measured"));
		run_in(e, folder, 1, 1, 1);
		char *csv = analyse_in(e, folder, "csv"), *json = analyse_in(e, folder, "json");
		assert_non_null(strstr(csv, cases[i].column));
		const double of_share = number_behind(csv, "\"review.automatic_share\","),
					 of_firms = number_behind(csv, "\"firms.persons_per_firm\",");
		assert_true(fabs(of_share) > 0.3);
		assert_true(fabs(of_firms) < (cases[i].column[0] == 'm' ? 1e-9 : 0.3));
		assert_true(json[0] == '[' && strstr(json, "\"count\": ") != NULL);
		assert_int_equal(soc_experiment_analyse(e, folder, "cvs", &out, NULL, &msg), SOC_ERR_USAGE);
		soc_text_free(csv);
		soc_text_free(json);
		remove_folder(folder);
		soc_experiment_free(e);
	}
}

/* ---- memory ---- */
static void memory_that_fails(void **state)
{
	const int step = runner_thorough() ? 7 : runner_sparse() ? 3989 : 997;
	char folder[64];
	(void)state;
	struct soc_experiment *e = read_experiment(text);
	const size_t live = soc_mem_live();
	for (size_t nth = 1;; nth += (size_t)step) {
		struct soc_msg msg = { "" };
		make_folder(folder);
		const struct soc_experiment_options o = { .folder = folder, .workers = 1, .share = 1, .shares = 1 };
		soc_mem_fail_at(nth);
		const enum soc_err err = soc_experiment_run(e, &o, NULL, &msg);
		soc_mem_fail_at(0);
		remove_folder(folder);
		assert_int_equal(soc_mem_live(), live);
		if (err == SOC_OK)
			break;
		if (err != SOC_ERR_MEMORY)
			fail_msg("allocation %zu: %s", nth, msg.text);
	}
	soc_experiment_free(e);
}

/* ---- points over processes, as one of them sees it ---- */
struct group {
	struct soc_ranks ranks;
	int64_t next, step; /* of step points the others take all but one */
	int ended;
};

static void add_nothing(void *user, int64_t *numbers, size_t count)
{
	(void)user;
	(void)numbers;
	(void)count;
}

static void tell_nobody(void *user, void *bytes, size_t length, int from)
{
	(void)user;
	(void)bytes;
	(void)length;
	(void)from;
}

static int64_t take_next(void *user, int64_t round)
{
	struct group *g = user;
	const int64_t at = g->next;
	assert_int_equal(round, 1);
	g->next += g->step;
	return at;
}

static void note_end(void *user)
{
	struct group *g = user;
	g->ended++;
}

static enum soc_err run_as_rank(const struct soc_experiment *e, const char *folder, struct group *g,
                                int stop_after, struct soc_experiment_state *now, struct soc_msg *msg)
{
	struct stopper s = { stop_after, 0 };
	const struct soc_experiment_options o = { .folder = folder,
		                                      .workers = 1,
		                                      .share = 1,
		                                      .shares = 1,
		                                      .on_progress = count_down,
		                                      .user = &s,
		                                      .stop = &s.stop,
		                                      .ranks = &g->ranks };
	return soc_experiment_run(e, &o, now, msg);
}

static void a_rank_runs_what_it_is_handed(void **state)
{
	char folder[64], whole[64];
	size_t length;
	struct soc_msg msg = { "" };
	struct soc_experiment_state now = { 0 };
	(void)state;
	struct soc_experiment *e = read_experiment(text);
	make_folder(whole);
	(void)run_in(e, whole, 1, 1, 1);
	char *as = file_of(whole, "experiment.db", &length);
	make_folder(folder);
	struct group g = { .ranks = { &g, 0, 1, add_nothing, tell_nobody, take_next, note_end }, .step = 3 };
	assert_int_equal(run_as_rank(e, folder, &g, 0, &now, &msg), SOC_OK);
	assert_int_equal(g.ended, 0);
	assert_in_range(now.measured, 1, now.points - now.refused - 1);

	/* Asked to end, it says so to the others; the rest is still to do. */
	g.next = 0;
	g.step = 1;
	assert_int_equal(run_as_rank(e, folder, &g, 2, &now, &msg), SOC_ERR_INTERRUPTED);
	assert_int_equal(g.ended, 1);
	g.next = 0;
	assert_int_equal(run_as_rank(e, folder, &g, 0, &now, &msg), SOC_OK);
	check_same(folder, as, length);

	g.ranks.next = NULL;
	assert_int_equal(run_as_rank(e, folder, &g, 0, &now, &msg), SOC_ERR_USAGE);
	free(as);
	remove_folder(folder);
	remove_folder(whole);
	soc_experiment_free(e);
}

PART(runner)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_bytes_however_it_is_run),
		cmocka_unit_test(a_broken_shard_is_told_and_mended),
		cmocka_unit_test(points_that_cannot_run_are_counted),
		cmocka_unit_test(points_that_cannot_run_are_known_beforehand),
		cmocka_unit_test(no_point_that_can_run_is_an_error),
		cmocka_unit_test(points_with_the_same_values_run_once),
		cmocka_unit_test(each_design_finds_what_decides),
		cmocka_unit_test(a_rank_runs_what_it_is_handed),
		cmocka_unit_test(memory_that_fails),
	};
	return run_part(tests, NULL, NULL);
}
