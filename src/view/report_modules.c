/* Modules: which of them the scenario has (regime.modules), and what they counted (modules). */
#include "view/report.h"

#include "analysis/looks.h"
#include "base/mem.h"
#include "base/num.h"
#include "input/schema/params.h"
#include "store/by_module.h"

#include <string.h>

#define LINES_MOST \
	5 /* values of one count that are told month by month: as many as a drawing can keep apart */

/* ---- which there are ---- */

/* Sections that every scenario has; what any other section says is a module. */
static int is_common(const char *section)
{
	static const char *const common[] = {
		"",      "span",     "people",      "output",  "society",  "identity",
		"scale", "grades",   "components",  "events",  "channels", "review",
		"lists", "measures", "due_process", "conduct", "timeline",
	};
	for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
		if (strcmp(section, common[i]) == 0)
			return 1;
	return 0;
}

static int differs_from_defaults(const struct soc_scenario *s, const struct soc_section *section)
{
	for (size_t k = 0; k < section->keys_count; k++) {
		const struct soc_target t = { section, &section->keys[k], -1, -1 };
		if (!soc_target_is_default(s, &t))
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

json_t *soc_report_modules_in_force(const struct soc_scenario *s)
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

/* Sums of squared differences from a running mean: Welford. */
struct moments {
	double mean, squares;
};

/* One value of one count that some replicate has other than 0. */
struct value {
	int count, idx;
	int64_t *total;        /* [replicate] */
	struct moments *month; /* [month] */
};

struct values {
	const struct soc_report *r;
	int64_t *now; /* [value][month] of the replicate being read */
	struct value *at;
	size_t count;
	size_t *place; /* [value of all that modules can count]: where it stands in at, plus 1; 0: nowhere */
};

static int count_by_name(const char *name)
{
	for (int i = 0; name != NULL && i < soc_schema_counts_count; i++)
		if (strcmp(soc_schema_counts[i].name, name) == 0)
			return i;
	return -1;
}

static size_t *place_of(const struct values *v, int count, int64_t idx)
{
	if (count < 0 || idx < 0 || idx >= soc_schema_counts[count].size)
		return NULL;
	return &v->place[soc_schema_counts[count].first + idx];
}

static enum soc_err find_values(struct soc_report *r, struct values *v, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int more = 0;
	enum soc_err err = soc_result_query(
		r->result, "SELECT DISTINCT count, idx FROM by_module ORDER BY count, idx", NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &more, msg)) == SOC_OK && more) {
		const int count = count_by_name((const char *)sqlite3_column_text(stmt, 0));
		const int64_t idx = sqlite3_column_int64(stmt, 1);
		size_t *place = place_of(v, count, idx);
		if (place == NULL || *place != 0) {
			err = soc_fail(msg, SOC_ERR_RESULTS,
			               "by_module has a value (idx %lld) of a count that modules do not have",
			               (long long)idx);
			break;
		}
		v->at[v->count] = (struct value){ count, (int)idx, NULL, NULL };
		*place = ++v->count;
	}
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err make_room(struct values *v, struct soc_msg *msg)
{
	const size_t months = (size_t)v->r->months;
	v->now = soc_calloc(v->count * months + 1, sizeof *v->now);
	int failed = v->now == NULL;
	for (size_t i = 0; i < v->count && !failed; i++) {
		v->at[i].total = soc_calloc((size_t)v->r->replicates, sizeof *v->at[i].total);
		v->at[i].month = soc_calloc(months, sizeof *v->at[i].month);
		failed = v->at[i].total == NULL || v->at[i].month == NULL;
	}
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report") : SOC_OK;
}

static void fold(struct values *v, int k)
{
	const int64_t months = v->r->months;
	for (size_t i = 0; i < v->count; i++) {
		const int64_t *now = &v->now[i * (size_t)months];
		int64_t sum = 0;
		for (int64_t m = 0; m < months; m++) {
			struct moments *at = &v->at[i].month[m];
			const double before = (double)now[m] - at->mean;
			sum = (int64_t)((uint64_t)sum + (uint64_t)now[m]); /* a broken file must not overflow */
			at->mean += before / (k + 1);
			at->squares += before * ((double)now[m] - at->mean);
		}
		v->at[i].total[k] = soc_schema_counts[v->at[i].count].kind == SOC_KIND_S ? now[months - 1] : sum;
	}
}

static enum soc_err read_replicate(struct soc_report *r, struct values *v, int k, struct soc_msg *msg)
{
	const int64_t numbers[2] = { r->replicate[k], r->months };
	sqlite3_stmt *stmt = NULL;
	int more = 0;
	memset(v->now, 0, sizeof *v->now * v->count * (size_t)r->months);
	enum soc_err err = soc_result_query(
		r->result, "SELECT count, idx, month, value FROM by_module WHERE replicate = ?1 AND month < ?2",
		numbers, 2, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r->result, stmt, &more, msg)) == SOC_OK && more) {
		const size_t *place = place_of(v, count_by_name((const char *)sqlite3_column_text(stmt, 0)),
		                               sqlite3_column_int64(stmt, 1));
		const int64_t month = sqlite3_column_int64(stmt, 2);
		if (place == NULL || *place == 0 || month < 0)
			err = soc_fail(msg, SOC_ERR_RESULTS, "by_module has a value of month %lld that cannot be placed",
			               (long long)month);
		else
			v->now[(*place - 1) * (size_t)r->months + (size_t)month] = sqlite3_column_int64(stmt, 3);
	}
	sqlite3_finalize(stmt);
	return err;
}

/* ---- into the document ---- */
static json_t *months_json(const struct values *v, const struct value *value, int deviation)
{
	json_t *out = json_array();
	const int n = v->r->replicates;
	for (int64_t m = 0; m < v->r->months; m++)
		soc_json_append(&out, soc_report_real(!deviation ? value->month[m].mean
		                                      : n > 1    ? soc_num_sqrt(value->month[m].squares / (n - 1))
		                                                 : 0));
	return out;
}

static json_t *value_json(const struct values *v, const struct value *value, int with_months)
{
	json_t *totals = json_array();
	for (int k = 0; k < v->r->replicates; k++)
		soc_json_append(&totals, json_integer(value->total[k]));
	if (!with_months)
		return json_pack("{s:i, s:o}", "idx", value->idx, "totals", totals);
	return json_pack("{s:i, s:o, s:o, s:o}", "idx", value->idx, "totals", totals, "mean",
	                 months_json(v, value, 0), "sd", months_json(v, value, 1));
}

/* A stock that is counted at the ends of years alone has no line over months, and no value at all where the
 * run ended in another. */
static enum soc_err add_count(const struct values *v, int count, json_t *all, struct soc_msg *msg)
{
	const struct soc_schema_count *c = &soc_schema_counts[count];
	const int yearly = v->r->scenario->output.modules == SOC_MODULES_YEARLY && soc_looks_for(c);
	if (yearly && !soc_looks_at(v->r->scenario, v->r->months - 1))
		return SOC_OK;
	json_t *values = json_array();
	enum soc_err err = SOC_OK;
	int present = 0;
	for (size_t i = 0; i < v->count; i++)
		present += v->at[i].count == count;
	for (size_t i = 0; i < v->count && err == SOC_OK; i++)
		if (v->at[i].count == count)
			err = soc_report_append(values, value_json(v, &v->at[i], present <= LINES_MOST && !yearly), msg);
	if (err != SOC_OK || present == 0) {
		json_decref(values);
		return err;
	}
	const char kind[2] = { c->kind, '\0' };
	return soc_report_append(all,
	                         json_pack("{s:s, s:s, s:i, s:s, s:s, s:s, s:o}", "name", c->name, "kind", kind,
	                                   "size", c->size, "unit", c->unit, "index", c->index, "meaning",
	                                   c->meaning, "values", values),
	                         msg);
}

enum soc_err soc_report_modules(struct soc_report *r, struct soc_msg *msg)
{
	json_t *all = json_array();
	struct values v = { .r = r };
	enum soc_err err = soc_report_set(r->doc, "modules", all, msg);
	v.at = soc_calloc(SOC_BY_MODULE_VALUES + 1, sizeof *v.at);
	v.place = soc_calloc(SOC_BY_MODULE_VALUES + 1, sizeof *v.place);
	if (err == SOC_OK && (v.at == NULL || v.place == NULL))
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	if (err == SOC_OK)
		err = find_values(r, &v, msg);
	if (err == SOC_OK)
		err = make_room(&v, msg);
	for (int k = 0; k < r->replicates && err == SOC_OK; k++) {
		err = read_replicate(r, &v, k, msg);
		if (err == SOC_OK)
			fold(&v, k);
	}
	for (int i = 0; i < soc_schema_counts_count && err == SOC_OK; i++)
		err = add_count(&v, i, all, msg);
	for (size_t i = 0; i < v.count; i++) {
		soc_free(v.at[i].total);
		soc_free(v.at[i].month);
	}
	soc_free(v.at);
	soc_free(v.place);
	soc_free(v.now);
	return err;
}
