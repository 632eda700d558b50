/* What modules count: every value of the array of a month stands once in the results, in the column and under
 * the keys that its declaration names. */
#include "made.h"
#include "runner.h"

#include "input/module.h"
#include "model/modules/counters.h"
#include "store/reader.h"

#include <sqlite3.h>
#include <string.h>

#define MONTH_SAMPLED 1 /* 2014-12 */
#define MONTH_BETWEEN 3

/* Another value at each place; none is 0. Bureaus score in the first six months alone. */
static void fill(struct made *m, int64_t replicate, int64_t month)
{
	m->tally->place_now = m->tally->place[0];
	soc_count(m->tally, 0, SOC_IND_persons, 1000);
	for (int i = 0; i < SOC_MODULE_VALUES; i++)
		m->tally->module[i] = 7 * i + 1 + replicate;
	for (int n = 0; n < SOC_COUNTER_TABLES && month >= 6; n++) {
		const struct soc_counter_table *t = &soc_counter_tables[n];
		for (int c = 0; c < t->counters_count; c++)
			for (int place = 0; t->counters[c].cadence == SOC_CADENCE_SCORING && place < t->size; place++)
				m->tally->module[t->counters[c].first + place] = 0;
	}
}

static struct soc_result *made(const char *sampled)
{
	struct made m;
	const char *const settings[] = { "replicates=2", sampled, NULL };
	made_init(&m, 2, settings);
	m.fill = fill;
	made_write_all(&m, made_path());
	struct soc_result *r = made_open(made_path());
	made_release(&m);
	made_clean();
	return r;
}

/* Rows of a table in a month at the keys of a place, and the value of one of its columns there. */
static int rows_at(struct soc_result *r, const struct soc_counter_table *t, const char *column, int place,
                   int month, sqlite3_int64 *value, int *is_null)
{
	sqlite3_str *sql = sqlite3_str_new(NULL);
	sqlite3_stmt *stmt;
	int rows = 0;
	sqlite3_str_appendf(sql, "SELECT \"%w\" FROM \"%w\" WHERE replicate = 1 AND month = %d", column, t->name,
	                    month);
	for (int d = 0; d < t->dimensions_count; d++) {
		const int of = soc_counter_dimension(t, d, place);
		if (t->dimensions[d].words != NULL)
			sqlite3_str_appendf(sql, " AND \"%w\" = %Q", t->dimensions[d].name, t->dimensions[d].words[of]);
		else
			sqlite3_str_appendf(sql, " AND \"%w\" = %d", t->dimensions[d].name, of);
	}
	char *text = sqlite3_str_finish(sql);
	assert_int_equal(sqlite3_prepare_v2(r->db, text, -1, &stmt, NULL), SQLITE_OK);
	for (; sqlite3_step(stmt) == SQLITE_ROW; rows++) {
		*value = sqlite3_column_int64(stmt, 0);
		*is_null = sqlite3_column_type(stmt, 0) == SQLITE_NULL;
	}
	sqlite3_finalize(stmt);
	sqlite3_free(text);
	return rows;
}

static void every_value_stands_once_under_its_names(void **state)
{
	(void)state;
	struct soc_result *r = made("output.modules=month");
	int next = 0;
	for (int n = 0; n < SOC_COUNTER_TABLES; n++) {
		const struct soc_counter_table *t = &soc_counter_tables[n];
		for (int c = 0; c < t->counters_count; c++) {
			assert_int_equal(t->counters[c].first, next);
			for (int place = 0; place < t->size; place++, next++) {
				sqlite3_int64 value = 0;
				int is_null = 0;
				soc_result_begin(r);
				assert_int_equal(rows_at(r, t, t->counters[c].column, place, 2, &value, &is_null), 1);
				if (is_null || value != 7 * next + 2)
					fail_msg("%s.%s has %lld at place %d", t->name, t->counters[c].column, (long long)value,
					         place);
			}
		}
	}
	assert_int_equal(next, SOC_MODULE_VALUES);
	soc_result_free(r);
}

/* Where nobody counted there is no 0. */
static void what_was_not_counted_is_null(void **state)
{
	(void)state;
	struct soc_result *r = made("output.modules=year");
	for (int n = 0; n < SOC_COUNTER_TABLES; n++) {
		const struct soc_counter_table *t = &soc_counter_tables[n];
		for (int c = 0; c < t->counters_count; c++) {
			const enum soc_cadence cadence = t->counters[c].cadence;
			const int months[] = { MONTH_SAMPLED, MONTH_BETWEEN, 6 },
					  counted[] = { 1, cadence != SOC_CADENCE_SAMPLED, cadence == SOC_CADENCE_MONTH };
			for (int i = 0; i < 3; i++) {
				sqlite3_int64 value = 0;
				int is_null = 1;
				soc_result_begin(r);
				rows_at(r, t, t->counters[c].column, t->size - 1, months[i], &value, &is_null);
				if (is_null == counted[i])
					fail_msg("%s.%s in month %d", t->name, t->counters[c].column, months[i]);
			}
		}
	}
	soc_result_free(r);
}

/* Columns of a table have names of their own, and a word names one value. */
static void names_are_unique(void **state)
{
	(void)state;
	for (int n = 0; n < SOC_COUNTER_TABLES; n++) {
		const struct soc_counter_table *t = &soc_counter_tables[n];
		for (int d = 0; d < t->dimensions_count; d++)
			for (int i = 1; t->dimensions[d].words != NULL && i < t->dimensions[d].values; i++)
				for (int k = 0; k < i; k++)
					assert_string_not_equal(t->dimensions[d].words[i], t->dimensions[d].words[k]);
		for (int c = 0; c < t->counters_count; c++)
			for (int d = 0; d < t->dimensions_count; d++)
				assert_string_not_equal(t->counters[c].column, t->dimensions[d].name);
	}
}

/* Every table is that of one module; what output.spread, output.sex_age and output.calibration count is of
 * none. */
static void every_table_hangs_on_one_module(void **state)
{
	(void)state;
	int modules[SOC_COUNTER_TABLES] = { 0 };
	for (int i = 0; i < SOC_MODULES; i++)
		for (int k = 0; k < soc_modules[i]->tables_count; k++)
			modules[soc_modules[i]->tables[k]]++;
	for (int n = 0; n < SOC_COUNTER_TABLES; n++)
		if (modules[n] != (strncmp(soc_counter_tables[n].name, "spread_", 7) != 0 &&
		                   n != SOC_COUNTERS_people_by_sex_age && n != SOC_COUNTERS_people_by_grade))
			fail_msg("%s hangs on %d modules", soc_counter_tables[n].name, modules[n]);
}

PART(counters)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_stands_once_under_its_names),
		cmocka_unit_test(what_was_not_counted_is_null),
		cmocka_unit_test(names_are_unique),
		cmocka_unit_test(every_table_hangs_on_one_module),
	};
	return run_part(tests, NULL, NULL);
}
