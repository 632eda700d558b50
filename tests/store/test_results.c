/* Writing and reading back: every table against what was told, views against tables, stops, comparison. */
#include "made.h"
#include "runner.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "store/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct made m;
static struct soc_result *result;

static int setup(void **state)
{
	(void)state;
	made_init(&m, 7, NULL);
	made_write_all(&m, made_path());
	result = made_open(made_path());
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	soc_result_free(result);
	made_release(&m);
	made_clean();
	return 0;
}

#define COLUMN_NAME(name, kind, unit, meaning) #name,
static const char *const indicators[] = { SOC_INDICATORS(COLUMN_NAME) };

static void indicators_are_as_told(void **state)
{
	(void)state;
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++) {
		const double told = (double)made_told(&m, (enum soc_indicator)i, 1, 4);
		assert_true(made_number(result, "by_cell", indicators[i], 4, 1) == told);
		assert_true(made_number(result, "by_region", indicators[i], 4, 1) == told);
		assert_true(made_number(result, "national", indicators[i], 4, 1) == told);
		assert_true(made_number(result, "v_group", indicators[i], 4, 1) == told);
		assert_true(made_number(result, "national_scaled", indicators[i], 4, 1) == told * 1500);
	}
}

static void the_last_month_and_the_mean(void **state)
{
	(void)state;
	double mean = 0;
	for (int r = 0; r < 3; r++)
		mean += (double)made_told(&m, SOC_IND_listed, r, m.months - 1) / 3;
	assert_float_equal(made_number(result, "by_cell", "listed", -1, -1), mean, 1e-9);
	assert_true(made_number(result, "by_cell", "listed", -1, 2) ==
	            (double)made_told(&m, SOC_IND_listed, 2, m.months - 1));
}

/* The span is 2014-11 to 2016-02: years of 2, 12 and 2 months. */
static void places_by_year(void **state)
{
	(void)state;
	const int ends[] = { 1, 13, 15 };
	for (int y = 0; y < 3; y++) {
		int64_t flow = 0;
		for (int month = y == 0 ? 0 : ends[y - 1] + 1; month <= ends[y]; month++)
			flow += made_told(&m, SOC_IND_refused, 2, month);
		assert_true(made_number(result, "by_place", "refused", ends[y], 2) == (double)flow);
		assert_true(made_number(result, "by_place", "listed", ends[y], 2) ==
		            (double)made_told(&m, SOC_IND_listed, 2, ends[y]));
	}
	double rows;
	assert_int_equal(soc_result_real(result, "SELECT count(*) FROM by_place", NULL, 0, &rows, NULL), SOC_OK);
	assert_true(rows == 3 * 3 * 6); /* the place without people has no row */
	assert_int_equal(soc_result_real(result,
	                                 "SELECT count(*) FROM periods WHERE date IN ('2014', '2015', '2016')",
	                                 NULL, 0, &rows, NULL),
	                 SOC_OK);
	assert_true(rows == 3);
}

static void named_tables_are_as_told(void **state)
{
	(void)state;
	made_told(&m, SOC_IND_listed, 2, 9);
	const struct soc_tally *t = m.tally;
	assert_true(made_number(result, "by_event", "records_misattributed", 9, 2) ==
	            (double)(t->event[0][SOC_CLASS_records_misattributed] +
	                     t->event[1][SOC_CLASS_records_misattributed]));
	assert_true(made_number(result, "by_channel", "entries_wrong", 9, 2) ==
	            (double)t->channel[0][SOC_CHAN_entries_wrong]);
	assert_true(made_number(result, "by_list", "renewals", 9, 2) ==
	            (double)(t->list[0][SOC_LISTCOUNT_renewals] + t->list[1][SOC_LISTCOUNT_renewals]));
	assert_true(
		made_number(result, "by_measure", "effective_wronged", 9, 2) ==
		(double)(t->measure[0][SOC_MEAS_effective_wronged] + t->measure[1][SOC_MEAS_effective_wronged]));
	int64_t moved = 0, waited = 0;
	for (int i = 0; i < 9; i++)
		moved += t->transition[i / 3][i % 3];
	for (int i = 0; i < SOC_WAIT_BUCKETS; i++)
		waited += t->appeal_wait[i] + t->review_wait[i];
	assert_true(made_number(result, "transitions", "persons", 9, 2) == (double)moved);
	assert_true(made_number(result, "waits", "decisions", 9, 2) == (double)waited);
}

static void cells_without_people_have_no_row(void **state)
{
	(void)state;
	double rows;
	assert_int_equal(soc_result_real(result, "SELECT count(*) FROM by_cell WHERE replicate = 0 AND month = 0",
	                                 NULL, 0, &rows, NULL),
	                 SOC_OK);
	assert_true(rows == SOC_DEMOGRAPHIC_CELLS - 1);
}

static void fields_come_back(void **state)
{
	(void)state;
	struct soc_field fields[7];
	memset(fields, 0, sizeof fields); /* what no member takes is compared as well */
	assert_int_equal(soc_result_fields(result, 2, 9, fields, 7, NULL), SOC_OK);
	made_told(&m, SOC_IND_listed, 2, 9);
	assert_memory_equal(fields, m.fields, sizeof fields);
	assert_int_equal(soc_result_fields(result, 2, 9, fields, 6, NULL), SOC_ERR_RESULTS);
	assert_int_equal(soc_result_fields(result, 2, 99, fields, 7, NULL), SOC_ERR_RESULTS);
}

static void the_scenario_comes_back(void **state)
{
	(void)state;
	struct soc_scenario *again = NULL;
	struct soc_msg msg = { "" };
	if (soc_result_scenario(result, &again, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	char *a = soc_scenario_resolved(m.scenario), *b = soc_scenario_resolved(again);
	assert_string_equal(a, b);
	assert_true(made_number(result, "parameters", "assumption", -1, -1) > 10);
	soc_text_free(a);
	soc_text_free(b);
	soc_scenario_free(again);
}

/* In a run that switches no module on and has no ensemble: the tables of both, and the views of them. */
static int is_empty(const char *name)
{
	if (strncmp(name, "assumption_", 11) == 0 || strncmp(name, "income_", 7) == 0 ||
	    strcmp(name, "ratings_variance") == 0 || strcmp(name, "bureaus_asked") == 0 ||
	    strcmp(name, "prediction_accuracy") == 0 || strcmp(name, "prediction_by_outcome") == 0 ||
	    strcmp(name, "prediction_gain") == 0 || strcmp(name, "cameras_records") == 0 ||
	    strcmp(name, "stays_by_cohort") == 0 || strcmp(name, "attention_by_place") == 0 ||
	    strcmp(name, "v_attention_by_place") == 0)
		return 1;
	const char *table = strncmp(name, "v_", 2) == 0 ? name + 2 : name;
	for (int i = SOC_TABLE_OF_MODULES; i < SOC_TABLE_OF_MODULES + SOC_COUNTER_TABLES; i++)
		if (strcmp(table, soc_schema_tables[i].name) == 0)
			return 1;
	return 0;
}

static void every_table_and_view_answers(void **state)
{
	(void)state;
	for (int i = 0; i < SOC_STORE_TABLES_COUNT + soc_schema_views_count; i++) {
		const char *name = i < SOC_STORE_TABLES_COUNT ? soc_schema_tables[i].name
		                                              : soc_schema_views[i - SOC_STORE_TABLES_COUNT].name;
		const char *const formats[] = { "table", "csv", "json" };
		for (int f = 0; f < 3; f++) {
			char *text = NULL;
			struct soc_msg msg = { "" };
			if (soc_result_table_text(result, name, formats[f], 3, &text, &msg) != SOC_OK)
				fail_msg("%s as %s: %s", name, formats[f], msg.text);
			assert_int_equal(strstr(text, "(no rows)") != NULL, f == 0 && is_empty(name));
			soc_text_free(text);
		}
	}
}

static void mistakes_are_named(void **state)
{
	(void)state;
	struct soc_msg msg = { "" };
	double n;
	char *text = NULL;
	assert_int_equal(soc_result_number(result, "by_cel", "listed", 0, 0, &n, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "did you mean by_cell"));
	assert_int_equal(soc_result_number(result, "by_cell", "lsted", 0, 0, &n, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_number(result, "by_cell", "listed\" --", 0, 0, &n, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_number(result, "by_cell", "listed", 16, 0, &n, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_number(result, "by_cell", "listed", -2, 0, &n, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_number(result, "by_cell", "listed", 0, 3, &n, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_number(result, "names", "name", 0, 0, &n, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_result_table_text(result, "national", "xml", 0, &text, &msg), SOC_ERR_USAGE);
	assert_null(text);
}

static void text_forms(void **state)
{
	(void)state;
	char *text = NULL;
	assert_int_equal(soc_result_table_text(result, "replicates", "csv", 0, &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "replicate,seed,months_finished,partial\n0,7,16,0\n"));
	soc_text_free(text);
	assert_int_equal(soc_result_table_text(result, "places", "csv", 1, &text, NULL), SOC_OK);
	assert_string_equal(
		text, "place,code,name,region,census_persons,census_urban,persons,longitude,latitude,minority_share\n"
			  "0,1000,\"\xe5\xb8\x82, \"\"0\"\"\",0,200000,80000,150,100.5,30.25,0.125\n");
	soc_text_free(text);
	assert_int_equal(soc_result_table_text(result, "replicates", "json", 1, &text, NULL), SOC_OK);
	assert_string_equal(text,
	                    "[\n{\"replicate\":0,\"seed\":\"7\",\"months_finished\":16,\"partial\":0}\n]\n");
	soc_text_free(text);
	assert_int_equal(soc_result_table_text(result, "months", "table", 2, &text, NULL), SOC_OK);
	assert_string_equal(text, "month  date     year\n    0  2014-11  2014\n    1  2014-12  2014\n"
	                          "(the first 2 rows; a limit of 0 gives all)\n");
	soc_text_free(text);
	assert_int_equal(soc_result_table_text(result, NULL, "table", 0, &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "listed_truth"));
	soc_text_free(text);
}

/* ---- the same content, and not ---- */
static struct soc_result *write_other(struct made *other)
{
	char path[128];
	snprintf(path, sizeof path, "%s.other", made_path());
	made_write_all(other, path);
	return made_open(path);
}

static void provenance_is_not_content(void **state)
{
	(void)state;
	struct made other;
	made_init(&other, 7, NULL);
	other.command_line = "another command line";
	struct soc_result *b = write_other(&other);
	assert_int_equal(soc_result_diff(result, b, NULL), SOC_OK);
	soc_result_free(b);
	made_release(&other);
}

static void a_planted_difference_is_found(void **state)
{
	(void)state;
	struct made other;
	struct soc_msg msg = { "" };
	made_init(&other, 7, NULL);
	other.planted = 1;
	struct soc_result *b = write_other(&other);
	made_told(&m, SOC_IND_listed, 1, 5);
	char want[128];
	snprintf(want, sizeof want, "listed_no_violation is %lld in the first, %lld in the second",
	         (long long)m.tally->cell[17][SOC_IND_listed_no_violation],
	         (long long)m.tally->cell[17][SOC_IND_listed_no_violation] + 1);
	assert_int_equal(soc_result_diff(result, b, &msg), SOC_ERR_DIFFERENT);
	assert_non_null(strstr(
		msg.text, "table by_cell, replicate 1, month 5, person_class 0, grp 1, urban 1, income_quintile 2:"));
	assert_non_null(strstr(msg.text, want));
	soc_result_free(b);
	made_release(&other);
}

/* In words with a unit, whatever kind of figure it is; of a statistic without a section of its own that of
 * one before it. */
static void a_figure_has_a_label(void **state)
{
	(void)state;
	static const char *const labels[][2] = {
		{ "listed_per_1000", "on a black list, per 1,000 people" },
		{ "no_violation_per_1000_listed", "committed no violation at all, per 1,000 people listed" },
		{ "listed_wrongly", "on a black list by mistake, per 1,000 people" },
	};
	struct soc_msg msg = { "" };
	char *text = NULL;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		assert_int_equal(soc_result_label(labels[i][0], &text, &msg), SOC_OK);
		assert_string_equal(text, labels[i][1]);
		soc_text_free(text);
	}
	for (size_t i = 0; i < soc_sim_indicators(); i++) {
		assert_int_equal(soc_result_label(soc_sim_indicator(i)->name, &text, &msg), SOC_OK);
		assert_non_null(strstr(text, soc_sim_indicator(i)->meaning));
		assert_non_null(strstr(text, soc_sim_indicator(i)->unit));
		soc_text_free(text);
	}
	assert_int_equal(soc_result_label("listed_wrong", &text, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "did you mean listed_wrongly"));
}

static void a_difference_of_rules_is_found(void **state)
{
	(void)state;
	struct made other;
	struct soc_msg msg = { "" };
	const char *const settings[] = { "lists.defaulters.term_months=12", NULL };
	made_init(&other, 7, settings);
	struct soc_result *b = write_other(&other);
	assert_int_equal(soc_result_diff(result, b, &msg), SOC_ERR_DIFFERENT);
	assert_non_null(strstr(msg.text, "12"));
	soc_result_free(b);
	made_release(&other);
}

/* ---- runs that were stopped ---- */
static void stopped_in_the_first_replicate(void **state)
{
	(void)state;
	char path[128];
	snprintf(path, sizeof path, "%s.stopped", made_path());
	assert_int_equal(made_write(&m, path, 0, 5, NULL), SOC_OK);
	struct soc_result *r = made_open(path);
	assert_true(made_number(r, "replicates", "partial", -1, -1) == 1);
	assert_true(made_number(r, "by_cell", "listed", -1, -1) == (double)made_told(&m, SOC_IND_listed, 0, 4));
	assert_true(made_number(r, "by_place", "listed", -1, -1) == (double)made_told(&m, SOC_IND_listed, 0, 4));
	soc_result_free(r);
}

static void stopped_in_a_later_replicate(void **state)
{
	(void)state;
	char path[128];
	double rows;
	snprintf(path, sizeof path, "%s.stopped", made_path());
	assert_int_equal(made_write(&m, path, 2, 5, NULL), SOC_OK);
	struct soc_result *r = made_open(path);
	assert_true(made_number(r, "replicates", "months_finished", -1, -1) == 16);
	assert_int_equal(soc_result_real(r, "SELECT max(replicate) FROM by_cell", NULL, 0, &rows, NULL), SOC_OK);
	assert_true(rows == 1);
	assert_int_equal(
		soc_result_real(r, "SELECT value FROM meta WHERE key = 'interrupted'", NULL, 0, &rows, NULL), SOC_OK);
	assert_true(rows == 1);
	soc_result_free(r);
}

static void stopped_before_the_first_month(void **state)
{
	(void)state;
	char path[128];
	snprintf(path, sizeof path, "%s.never", made_path());
	assert_int_equal(made_write(&m, path, 0, 0, NULL), SOC_ERR_INTERRUPTED);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(made_parts(), 0);
}

static void out_of_order_is_refused(void **state)
{
	(void)state;
	struct soc_result_writer *w = NULL;
	char path[128];
	snprintf(path, sizeof path, "%s.order", made_path());
	assert_int_equal(soc_result_writer_open(&w, path, NULL, NULL), SOC_OK);
	struct soc_observer *o = soc_result_writer_observer(w);
	made_told(&m, SOC_IND_listed, 0, 0);
	assert_int_equal(o->on_start(o->user, m.scenario, &m.plan, NULL), SOC_OK);
	assert_int_equal(o->on_month(o->user, 0, 1, m.tally, m.fields, NULL), SOC_ERR_INTERNAL);
	assert_int_equal(o->on_month(o->user, 0, 0, m.tally, m.fields, NULL),
	                 SOC_ERR_INTERNAL); /* the first failure stays */
	assert_int_equal(soc_result_writer_finish(w, 0, NULL), SOC_ERR_INTERNAL);
	soc_result_writer_free(w);
	assert_int_equal(made_parts(), 0);
}

PART(results)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(indicators_are_as_told),
		cmocka_unit_test(the_last_month_and_the_mean),
		cmocka_unit_test(places_by_year),
		cmocka_unit_test(named_tables_are_as_told),
		cmocka_unit_test(cells_without_people_have_no_row),
		cmocka_unit_test(fields_come_back),
		cmocka_unit_test(the_scenario_comes_back),
		cmocka_unit_test(every_table_and_view_answers),
		cmocka_unit_test(mistakes_are_named),
		cmocka_unit_test(text_forms),
		cmocka_unit_test(provenance_is_not_content),
		cmocka_unit_test(a_planted_difference_is_found),
		cmocka_unit_test(a_figure_has_a_label),
		cmocka_unit_test(a_difference_of_rules_is_found),
		cmocka_unit_test(stopped_in_the_first_replicate),
		cmocka_unit_test(stopped_in_a_later_replicate),
		cmocka_unit_test(stopped_before_the_first_month),
		cmocka_unit_test(out_of_order_is_refused),
	};
	return run_part(tests, setup, teardown);
}
