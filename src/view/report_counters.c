/* Which sections beyond the common ones the scenario has (regime.sections), and what modules counted
 * (counters). */
#include "view/report.h"

#include "analysis/moments.h"
#include "analysis/sampling.h"
#include "base/mem.h"
#include "input/schema/params.h"
#include "model/modules/counters.h"

#include <string.h>

#define LINES_MOST \
	5 /* values of one count that are told month by month: as many as a drawing can keep apart */

/* ---- which there are ---- */

/* Sections that every scenario has; any other is of a module. */
static int is_common(const char *section)
{
	static const char *const common[] = {
		"",       "span",  "people",   "output",      "society", "identity",
		"run",    "scale", "grades",   "components",  "events",  "channels",
		"review", "lists", "measures", "due_process", "conduct", "timeline",
	};
	for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
		if (strcmp(section, common[i]) == 0)
			return 1;
	return 0;
}

static int differs_from_defaults(const struct soc_scenario *s, const struct soc_section *section)
{
	for (size_t k = 0; k < section->keys_count; k++) {
		const struct soc_parameter t = { section, &section->keys[k], -1, -1 };
		if (!soc_parameter_is_default(s, &t))
			return 1;
	}
	return 0;
}

static int is_set_later(const struct soc_scenario *s, const char *section)
{
	const size_t length = strlen(section);
	for (int i = 0; i < s->settings_count; i++)
		if (strncmp(s->settings[i].path, section, length) == 0 && s->settings[i].path[length] == '.')
			return 1;
	return 0;
}

static json_t *entries_json(const struct soc_scenario *s, const struct soc_section *section)
{
	json_t *out = json_array();
	for (int i = 0; section->named && i < soc_section_count(s, section); i++)
		soc_json_append(&out, json_string(soc_section_entry(s, section, i)));
	return out;
}

json_t *soc_report_sections(const struct soc_scenario *s)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	json_t *out = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct soc_section *section = &sections[i];
		if (is_common(section->name) || section->is_list)
			continue;
		const int at_start =
			section->named ? soc_section_count(s, section) > 0 : differs_from_defaults(s, section);
		const int later = is_set_later(s, section->name);
		if (at_start || later)
			soc_json_append(&out, json_pack("{s:s, s:s, s:b, s:o}", "name", section->name, "meaning",
			                                section->meaning, "later", later && !at_start, "entries",
			                                entries_json(s, section)));
	}
	return out;
}

/* ---- what they counted ---- */

/* One value of one counter that some replicate has other than 0. */
struct value {
	int64_t *total;            /* [replicate] */
	struct soc_moments *month; /* [month] */
};

/* Those of one table: [counter][place]. */
struct values {
	const struct soc_report *r;
	const struct soc_counter_table *table;
	unsigned char *has; /* a value other than 0 */
	struct value *at;
	int64_t *now; /* [value][month] of the replicate being read */
};

static int values_count(const struct values *v)
{
	return v->table->counters_count * v->table->size;
}

/* The place that a row's key names; -1: none. */
static int place_of(const struct soc_counter_table *table, sqlite3_stmt *stmt, int column)
{
	int place = 0;
	for (int d = 0; d < table->dimensions_count; d++) {
		const struct soc_dimension *of = &table->dimensions[d];
		const char *text = (const char *)sqlite3_column_text(stmt, column + d);
		int value = of->words != NULL ? 0 : sqlite3_column_int(stmt, column + d);
		while (of->words != NULL && value < of->values &&
		       (text == NULL || strcmp(text, of->words[value]) != 0))
			value++;
		if (value < 0 || value >= of->values)
			return -1;
		place = place * of->values + value;
	}
	return place;
}

/* Calls back with every row of the table, of one replicate or (-1) of all: after replicate and month the key,
 * then the counters. */
static enum soc_err read_rows(const struct values *v, int64_t replicate,
                              void (*row)(struct values *v, sqlite3_stmt *stmt, int place, int64_t month),
                              struct soc_msg *msg)
{
	char sql[128];
	const int64_t numbers[2] = { replicate, v->r->months };
	sqlite3_stmt *stmt = NULL;
	int more = 0;
	sqlite3_snprintf(sizeof sql, sql,
	                 replicate < 0 ? "SELECT * FROM %s WHERE ?1 < 0 AND month < ?2"
	                               : "SELECT * FROM %s WHERE replicate = ?1 AND month < ?2",
	                 v->table->name);
	enum soc_err err = soc_result_query(v->r->result, sql, numbers, 2, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(v->r->result, stmt, &more, msg)) == SOC_OK && more) {
		const int64_t month = sqlite3_column_int64(stmt, 1);
		const int place = place_of(v->table, stmt, 2);
		if (place < 0 || month < 0)
			err = soc_fail(msg, SOC_ERR_RESULTS, "%s has a row of month %lld whose key cannot be",
			               v->table->name, (long long)month);
		else
			row((struct values *)v, stmt, place, month);
	}
	sqlite3_finalize(stmt);
	return err;
}

static int64_t of_row(const struct values *v, sqlite3_stmt *stmt, int counter)
{
	return sqlite3_column_int64(stmt, 2 + v->table->dimensions_count + counter);
}

static void note_values(struct values *v, sqlite3_stmt *stmt, int place, int64_t month)
{
	(void)month;
	for (int c = 0; c < v->table->counters_count; c++)
		v->has[c * v->table->size + place] |= of_row(v, stmt, c) != 0;
}

static void take_values(struct values *v, sqlite3_stmt *stmt, int place, int64_t month)
{
	for (int c = 0; c < v->table->counters_count; c++) {
		const size_t i = (size_t)(c * v->table->size + place);
		if (v->has[i])
			v->now[i * (size_t)v->r->months + (size_t)month] = of_row(v, stmt, c);
	}
}

static enum soc_err make_room(struct values *v, struct soc_msg *msg)
{
	const size_t months = (size_t)v->r->months;
	v->now = soc_calloc((size_t)values_count(v) * months + 1, sizeof *v->now);
	int failed = v->now == NULL;
	for (int i = 0; i < values_count(v) && !failed; i++) {
		if (!v->has[i])
			continue;
		v->at[i].total = soc_calloc((size_t)v->r->replicates, sizeof *v->at[i].total);
		v->at[i].month = soc_calloc(months, sizeof *v->at[i].month);
		failed = v->at[i].total == NULL || v->at[i].month == NULL;
	}
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report") : SOC_OK;
}

static void fold_value(struct values *v, int i, int k)
{
	const int64_t months = v->r->months, *now = &v->now[(size_t)i * (size_t)months];
	int64_t sum = 0;
	for (int64_t m = 0; m < months; m++) {
		sum = (int64_t)((uint64_t)sum + (uint64_t)now[m]); /* a broken file must not overflow */
		soc_moments_add(&v->at[i].month[m], (double)now[m], k + 1);
	}
	v->at[i].total[k] = v->table->counters[i / v->table->size].is_stock ? now[months - 1] : sum;
}

static enum soc_err read_replicate(struct values *v, int k, struct soc_msg *msg)
{
	memset(v->now, 0, sizeof *v->now * (size_t)values_count(v) * (size_t)v->r->months);
	const enum soc_err err = read_rows(v, v->r->replicate[k], take_values, msg);
	for (int i = 0; i < values_count(v) && err == SOC_OK; i++)
		if (v->has[i])
			fold_value(v, i, k);
	return err;
}

/* ---- into the document ---- */
static json_t *months_json(const struct values *v, const struct value *value, int deviation)
{
	json_t *out = json_array();
	const int n = v->r->replicates;
	for (int64_t m = 0; m < v->r->months; m++)
		soc_json_append(&out, soc_report_real(deviation ? soc_moments_deviation(&value->month[m], n)
		                                                : value->month[m].mean));
	return out;
}

/* The key as the columns have it: words and numbers. */
static json_t *key_json(const struct soc_counter_table *table, int place)
{
	json_t *out = json_array();
	for (int d = 0; d < table->dimensions_count; d++) {
		const int value = soc_counter_dimension(table, d, place);
		soc_json_append(&out, table->dimensions[d].words != NULL
		                          ? json_string(table->dimensions[d].words[value])
		                          : json_integer(value));
	}
	return out;
}

static json_t *value_json(const struct values *v, int i, int with_months)
{
	const struct value *value = &v->at[i];
	json_t *totals = json_array(), *key = key_json(v->table, i % v->table->size);
	for (int k = 0; k < v->r->replicates; k++)
		soc_json_append(&totals, json_integer(value->total[k]));
	if (!with_months)
		return json_pack("{s:o, s:o}", "key", key, "totals", totals);
	return json_pack("{s:o, s:o, s:o, s:o}", "key", key, "totals", totals, "mean", months_json(v, value, 0),
	                 "sd", months_json(v, value, 1));
}

/* What the numbers of a dimension are called: its own words, or the names of entries; null: they are numbers.
 */
static json_t *dimension_json(const struct soc_dimension *of)
{
	json_t *labels = of->labels != NULL ? json_array() : json_null();
	for (int i = 0; of->labels != NULL && i < of->values; i++)
		soc_json_append(&labels, json_string(of->labels[i]));
	return json_pack("{s:s, s:s, s:s, s:o}", "name", of->name, "meaning", of->meaning, "kind",
	                 of->kind != NULL ? of->kind : "", "labels", labels);
}

/* A stock that is counted at the ends of years alone has no line over months, and no value at all where the
 * run ended in another. */
static enum soc_err add_counter(const struct values *v, int c, json_t *all, struct soc_msg *msg)
{
	const struct soc_counter *counter = &v->table->counters[c];
	const struct soc_scenario *s = v->r->scenario;
	const int yearly = s->output.modules == SOC_MODULES_YEARLY && counter->cadence == SOC_CADENCE_SAMPLED;
	const char kind[2] = { counter->is_stock ? 'S' : 'F', '\0' };
	const int first = c * v->table->size;
	enum soc_err err = SOC_OK;
	int present = 0;
	for (int i = 0; i < v->table->size; i++)
		present += v->has[first + i];
	if (present == 0 || (yearly && !soc_sampling_counts(s, v->r->months - 1)))
		return SOC_OK;
	json_t *values = json_array(), *dimensions = json_array();
	for (int d = 0; d < v->table->dimensions_count; d++)
		soc_json_append(&dimensions, dimension_json(&v->table->dimensions[d]));
	for (int i = 0; i < v->table->size && err == SOC_OK; i++)
		if (v->has[first + i])
			err = soc_report_append(values, value_json(v, first + i, present <= LINES_MOST && !yearly), msg);
	char own[SOC_WORDS_TEXT];
	json_t *one = json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "table", v->table->name, "column",
	                        counter->column, "kind", kind, "unit", counter->unit, "meaning",
	                        soc_words_own(&v->r->words, counter->meaning, own, sizeof own), "dimensions",
	                        dimensions, "values", values);
	const enum soc_err added = soc_report_append(all, one, msg);
	return err != SOC_OK ? err : added;
}

static enum soc_err read_table(struct values *v, json_t *all, struct soc_msg *msg)
{
	int any = 0;
	enum soc_err err = read_rows(v, -1, note_values, msg);
	for (int i = 0; i < values_count(v); i++)
		any |= v->has[i];
	if (err != SOC_OK || !any)
		return err;
	err = make_room(v, msg);
	for (int k = 0; k < v->r->replicates && err == SOC_OK; k++)
		err = read_replicate(v, k, msg);
	for (int c = 0; c < v->table->counters_count && err == SOC_OK; c++)
		err = add_counter(v, c, all, msg);
	return err;
}

static enum soc_err add_table(struct soc_report *r, const struct soc_counter_table *table, json_t *all,
                              struct soc_msg *msg)
{
	struct values v = { .r = r, .table = table };
	v.has = soc_calloc((size_t)values_count(&v), sizeof *v.has);
	v.at = soc_calloc((size_t)values_count(&v), sizeof *v.at);
	enum soc_err err = v.has == NULL || v.at == NULL
	                       ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report")
	                       : read_table(&v, all, msg);
	for (int i = 0; i < values_count(&v) && v.at != NULL; i++) {
		soc_free(v.at[i].total);
		soc_free(v.at[i].month);
	}
	soc_free(v.has);
	soc_free(v.at);
	soc_free(v.now);
	return err;
}

/* Names of the kinds that dimensions speak of: {kind: [name]}. */
static enum soc_err add_names(struct soc_report *r, struct soc_msg *msg)
{
	json_t *names = json_object();
	sqlite3_stmt *stmt = NULL;
	int more = 0;
	enum soc_err err = soc_report_set(r->doc, "names", names, msg);
	if (err == SOC_OK)
		err = soc_result_query(r->result, "SELECT kind, name FROM names ORDER BY kind, idx", NULL, 0, &stmt,
		                       msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &more, msg)) == SOC_OK && more) {
		const char *kind = (const char *)sqlite3_column_text(stmt, 0);
		json_t *list = kind != NULL ? json_object_get(names, kind) : NULL;
		if (kind != NULL && list == NULL) {
			list = json_array();
			err = soc_report_set(names, kind, list, msg);
		}
		const char *word = (const char *)sqlite3_column_text(stmt, 1);
		if (err == SOC_OK && list != NULL)
			err = soc_report_append(list, soc_report_text(word), msg);
	}
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_report_counters(struct soc_report *r, struct soc_msg *msg)
{
	json_t *all = json_array();
	enum soc_err err = soc_report_set(r->doc, "counters", all, msg);
	if (err == SOC_OK)
		err = add_names(r, msg);
	for (int i = 0; i < SOC_COUNTER_TABLES && err == SOC_OK; i++)
		err = add_table(r, &soc_counter_tables[i], all, msg);
	return err;
}
