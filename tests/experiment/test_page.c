/* What the page of an experiment holds: estimates of smaller designs are those that a smaller experiment has,
 * moves are counted, what cannot run is told, and the same points give the same bytes. */
#include "in_folder.h"

#include "base/mem.h"
#include "experiment/analysis.h"

#include <jansson.h>
#include <math.h>

static const char text[] =
	"socred: 1\nexperiment: \"</script><b>What matters?\"\nbase: ../scenarios/start/minimal/scenario.yaml\n"
	"set: {people.persons: 600, span.to: 2018-04}\nreplicates: 1\n"
	"factors:\n  review.automatic_share: {range: [0.1, 0.9]}\n  conduct.severity: {range: [0, 2]}\n"
	"design: %s\n"
	"outcomes: {recorded: {formula: accepted_true + accepted_wrong}}\n";

static struct soc_experiment *experiment_of(const char *design)
{
	char whole[1024];
	snprintf(whole, sizeof whole, text, design);
	return read_experiment(whole);
}

/* ---- smaller designs inside ---- */
static void halves_are_smaller_experiments(const char *small, const char *large, int64_t units)
{
	struct soc_experiment *e[2] = { experiment_of(small), experiment_of(large) };
	struct soc_analysis a[2] = { { 0 }, { 0 } };
	struct soc_runner r[2] = { { 0 }, { 0 } };
	struct soc_experiment_state state;
	struct soc_msg msg = { "" };
	char folder[64];
	make_folder(folder);
	run_in(e[1], folder, 2, 1, 1);
	for (int i = 0; i < 2; i++) { /* the points of the smaller one are among those of the larger */
		assert_int_equal(soc_analysis_read(&r[i], e[i], folder, &state, &msg), SOC_OK);
		assert_int_equal(state.measured, state.points);
		assert_int_equal(soc_analysis_init(&a[i], &r[i], 0, &msg), SOC_OK);
		assert_int_equal(soc_analysis_outcome(&a[i], 0, &msg), SOC_OK);
	}
	assert_int_equal(soc_analysis_units(&a[0]), units);
	assert_int_equal(soc_analysis_units(&a[1]), 2 * units);
	assert_int_equal(soc_analysis_part(&a[1], units, &msg), SOC_OK);
	for (int c = 0; c < a[0].shape->columns; c++)
		for (int row = 0; row < 2; row++)
			assert_memory_equal(&a[0].of[c][row], &a[1].of[c][row], sizeof(struct soc_estimate));
	for (int i = 0; i < 2; i++) {
		soc_analysis_release(&a[i]);
		soc_runner_release(&r[i]);
		soc_experiment_free(e[i]);
	}
	remove_folder(folder);
}

static void a_part_is_what_a_smaller_experiment_says(void **state)
{
	(void)state;
	halves_are_smaller_experiments("{kind: sobol, n: 8}", "{kind: sobol, n: 16}", 8);
	halves_are_smaller_experiments("{kind: morris, trajectories: 4}", "{kind: morris, trajectories: 8}", 4);
}

/* ---- moves, by hand: values are put in place of what was measured ---- */
static void moves_by_hand(void **state)
{
	struct soc_experiment *e = experiment_of("{kind: sobol, n: 4}");
	struct soc_runner r = { .e = e };
	struct soc_analysis a = { 0 };
	struct soc_msg msg = { "" };
	double from[2], to[2];
	(void)state;
	assert_int_equal(soc_analysis_init(&a, &r, 0, &msg), SOC_OK);
	/* y = the first factor: each move of it goes the way of the factor, whichever way the design steps */
	for (int64_t p = 0; p < e->points; p++) {
		soc_design_at(&e->design, e->factor, 2, p, from);
		a.y[p] = from[0];
	}
	struct soc_analysis_moves m = soc_analysis_moves(&a, 0);
	assert_int_equal(m.all, 4);
	assert_int_equal(m.more, 4);
	assert_int_equal(m.less, 0);
	m = soc_analysis_moves(&a, 1); /* of no effect */
	assert_int_equal(m.all, 4);
	assert_int_equal(m.more + m.less, 0);
	/* one row turned round, one without a value */
	soc_design_at(&e->design, e->factor, 2, 0, from);
	soc_design_at(&e->design, e->factor, 2, 2, to);
	a.y[0] = -from[0];
	a.y[2] = -to[0];
	a.y[4] = NAN;
	m = soc_analysis_moves(&a, 0);
	assert_int_equal(m.all, 3);
	assert_int_equal(m.more, 2);
	assert_int_equal(m.less, 1);
	soc_analysis_release(&a);
	soc_experiment_free(e);
}

/* ---- the page ---- */
static char *page_of(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("%s is not there", path);
	char *bytes = calloc(1, 4 << 20);
	assert_non_null(bytes);
	assert_true(fread(bytes, 1, (4 << 20) - 1, file) > 1000);
	fclose(file);
	return bytes;
}

static json_t *document_in(const char *page)
{
	static const char mark[] = "id=\"socred-data\">";
	const char *from = strstr(page, mark);
	assert_non_null(from);
	from += strlen(mark);
	const char *to = strstr(from, "</script>");
	assert_non_null(to);
	json_error_t where;
	json_t *doc = json_loadb(from, (size_t)(to - from), 0, &where);
	if (doc == NULL)
		fail_msg("%s", where.text);
	return doc;
}

static void the_same_points_give_the_same_page(void **state)
{
	static const char *const designs[] = { "{kind: sobol, n: 4}", "{kind: morris, trajectories: 4}",
		                                   "{kind: factorial, levels: 3}", "{kind: lhs, n: 9}" };
	(void)state;
	for (size_t i = 0; i < sizeof designs / sizeof *designs; i++) {
		struct soc_experiment *e = experiment_of(designs[i]);
		struct soc_experiment_state now;
		struct soc_msg msg = { "" };
		char folder[64], path[96], other[96];
		make_folder(folder);
		assert_int_equal(soc_experiment_report(e, folder, NULL, NULL, &msg), SOC_ERR_USAGE);
		assert_non_null(strstr(msg.text, "no point of this experiment is measured"));
		run_in(e, folder, 2, 1, 1);
		assert_int_equal(soc_experiment_report(e, folder, NULL, &now, &msg), SOC_OK);
		snprintf(path, sizeof path, "%s/report.html", folder);
		snprintf(other, sizeof other, "%s/other.html", folder);
		assert_int_equal(soc_experiment_report(e, folder, other, NULL, &msg), SOC_OK);
		char *page = page_of(path), *again = page_of(other);
		assert_string_equal(page, again);
		assert_null(strstr(page, "</script><b>")); /* the question is text */
		json_t *doc = document_in(page);
		const json_t *outcomes = json_object_get(json_object_get(doc, "found"), "outcomes");
		assert_int_equal(json_array_size(outcomes), 1);
		assert_int_equal(json_array_size(json_object_get(json_array_get(outcomes, 0), "rows")), 2);
		assert_int_equal(json_integer_value(json_object_get(json_object_get(doc, "state"), "measured")),
		                 now.measured);
		assert_int_equal(json_array_size(json_object_get(json_array_get(outcomes, 0), "values")), e->points);
		json_decref(doc);
		free(page);
		free(again);
		snprintf(other, sizeof other, "%s/no/folder.html", folder);
		assert_int_equal(soc_experiment_report(e, folder, other, NULL, &msg), SOC_ERR_IO);
		remove_folder(folder);
		soc_experiment_free(e);
	}
}

static void memory_that_fails(void **state)
{
	struct soc_experiment *e = experiment_of("{kind: morris, trajectories: 4}");
	char folder[64];
	(void)state;
	make_folder(folder);
	run_in(e, folder, 1, 1, 1);
	const size_t live = soc_mem_live();
	for (size_t nth = 1;; nth += runner_thorough() ? 17 : 499) {
		struct soc_msg msg = { "" };
		soc_mem_fail_at(nth);
		const enum soc_err err = soc_experiment_report(e, folder, NULL, NULL, &msg);
		soc_mem_fail_at(0);
		assert_int_equal(soc_mem_live(), live);
		if (err == SOC_OK)
			break;
		if (err != SOC_ERR_MEMORY)
			fail_msg("allocation %zu: %s", nth, msg.text);
	}
	remove_folder(folder);
	soc_experiment_free(e);
}

PART(page)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_part_is_what_a_smaller_experiment_says),
		cmocka_unit_test(moves_by_hand),
		cmocka_unit_test(the_same_points_give_the_same_page),
		cmocka_unit_test(memory_that_fails),
	};
	return run_part(tests, NULL, NULL);
}
