#include "experiment/outcome.h"

#include "analysis/names_of_values.h"
#include "analysis/sampling.h"
#include "analysis/summaries.h"
#include "analysis/summary_values.h"
#include "base/mem.h"
#include "base/suggestion.h"
#include "experiment/parts.h"
#include "store/sql.h"

#include <math.h>
#include <string.h>

/* Statistics stand behind all other values, behind them those of modules, and behind these parts. */
#define OF_MODULES (SOC_VALUES_COUNT + SOC_STATISTICS_COUNT)
enum { FLOW, STOCK, STOCK_SAMPLED };

static int of_parts(void)
{
	return OF_MODULES + soc_summaries_count();
}

/* ---- names ---- */
static int find_statistic(const char *name)
{
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++) {
		if (!soc_statistic_is_of_cells(&soc_statistics[i]))
			continue;
		if (strcmp(soc_statistics[i].name, name) == 0)
			return SOC_VALUES_COUNT + i;
	}
	for (int i = 0; i < soc_summaries_count(); i++)
		if (strcmp(soc_summaries_at(i)->name, name) == 0)
			return OF_MODULES + i;
	return -1;
}

/* Of all that could be meant; other: what is nearest among the values. Only for a name that is not there:
 * what it costs is seen where a thousand formulas are read. */
static const char *nearest(const char *name, const char *other)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, name);
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++)
		if (soc_statistic_is_of_cells(&soc_statistics[i]))
			soc_suggestion_try(&near, soc_statistics[i].name);
	for (int i = 0; i < soc_summaries_count(); i++)
		soc_suggestion_try(&near, soc_summaries_at(i)->name);
	(void)soc_names_of_rates_formula(name, &near);
	if (other != NULL)
		soc_suggestion_try(&near, other);
	return soc_suggestion_name(&near);
}

int soc_outcome_bounds(const char *formula, double *least, double *most)
{
	const int name = find_statistic(formula);
	if (name < 0)
		return 0;
	if (name < OF_MODULES) {
		*least = soc_statistics[name - SOC_VALUES_COUNT].least;
		*most = soc_statistics[name - SOC_VALUES_COUNT].most;
		return 1;
	}
	const struct soc_summary *s = soc_summaries_at(name - OF_MODULES);
	*least = s->is_signed ? -INFINITY : 0.0;
	*most = s->is_share ? s->per : INFINITY;
	return 1;
}

static int find(void *user, const char *name, const char **suggestion)
{
	struct soc_outcome_names *known = user;
	const char *other = NULL;
	const int part = soc_parts_find(known->scenario, name, known->why, sizeof known->why);
	if (part >= 0)
		return of_parts() + part;
	const int statistic = find_statistic(name);
	if (statistic >= 0)
		return statistic;
	const int found = soc_value_names.find(NULL, name, &other);
	if (found < 0)
		*suggestion = nearest(name, other);
	return found;
}

enum soc_err soc_outcome_compile(struct soc_formula *out, const char *formula,
                                 const struct soc_scenario *scenario, struct soc_msg *msg)
{
	struct soc_outcome_names known = { scenario, "" };
	const struct soc_formula_names names = { find, &known };
	const char *rate = soc_names_of_rates_formula(formula, NULL);
	const enum soc_err err = soc_formula_compile(out, rate != NULL ? rate : formula, &names, msg);
	return err == SOC_ERR_SCENARIO && known.why[0] != '\0' ? soc_fail(msg, err, "%s", known.why) : err;
}

/* ---- cases ---- */
/* Sums of points, months or money are none. */
static int is_count(int name)
{
	if (name < SOC_INDICATORS_COUNT)
		return soc_statistic_unit_is_cases(soc_sim_indicator((size_t)name)->unit);
	if (name >= of_parts())
		return soc_parts_is_count(name - of_parts());
	for (int t = 0; t < SOC_COUNTER_TABLES && name < SOC_VALUES_COUNT; t++)
		for (int c = 0; c < soc_counter_tables[t].counters_count; c++) {
			const struct soc_counter *counter = &soc_counter_tables[t].counters[c];
			const int place = name - SOC_INDICATORS_COUNT - counter->first;
			if (place >= 0 && place < soc_counter_tables[t].size)
				return soc_statistic_unit_is_cases(counter->unit);
		}
	return 0;
}

/* The share of the headline that a formula is, by its name alone; NULL: none. */
static const struct soc_statistic *share_of_headline(const struct soc_formula *f)
{
	const int name = f->steps == 1 && f->step[0].what == 'v' ? f->step[0].name : -1;
	if (name < SOC_VALUES_COUNT || name >= OF_MODULES)
		return NULL;
	const struct soc_statistic *s = &soc_statistics[name - SOC_VALUES_COUNT];
	return s->per > 0.0 && s->least == 0.0 && s->cases != NULL ? s : NULL;
}

int soc_outcome_to_one_case(struct soc_formula *f)
{
	return share_of_headline(f) != NULL || soc_formula_to_one_case(f, is_count);
}

/* ---- the table that statistics are asked of ---- */
#define COLUMN_NAME(name, kind, unit, meaning) ", " #name " INTEGER"
#define PLACE(name, kind, unit, meaning) ",?"
static const char table_sql[] =
	"CREATE TABLE by_cell (replicate INTEGER, month INTEGER" SOC_INDICATORS(COLUMN_NAME) ")";
static const char insert_sql[] = "INSERT INTO by_cell VALUES(0,?" SOC_INDICATORS(PLACE) ")";

static enum soc_err open_table(struct soc_outcome_meter *m, struct soc_msg *msg)
{
	if (sqlite3_open(":memory:", &m->statistics.db) != SQLITE_OK)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to measure outcomes");
	enum soc_err err = soc_sql_run(m->statistics.db, table_sql, SOC_ERR_INTERNAL, msg);
	return err == SOC_OK ? soc_sql_prepare(m->statistics.db, insert_sql, &m->insert, SOC_ERR_INTERNAL, msg)
	                     : err;
}

static enum soc_err put_row(struct soc_outcome_meter *m, int month, const int64_t *values,
                            struct soc_msg *msg)
{
	sqlite3_bind_int(m->insert, 1, month);
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
		sqlite3_bind_int64(m->insert, 2 + i, values[i]);
	return soc_sql_insert(m->insert, msg);
}

static enum soc_err read_statistics(struct soc_outcome_meter *m, double sampling_weight, struct soc_msg *msg)
{
	enum soc_err err = soc_sql_run(m->statistics.db, "DELETE FROM by_cell", SOC_ERR_INTERNAL, msg);
	if (err == SOC_OK)
		err = put_row(m, 0, m->before, msg);
	if (err == SOC_OK)
		err = put_row(m, 1, m->last, msg);
	for (int i = 0; i < SOC_STATISTICS_COUNT && err == SOC_OK; i++)
		if (m->wanted[SOC_VALUES_COUNT + i])
			err = soc_statistic_read(&m->statistics, &soc_statistics[i], 0, 1, sampling_weight,
			                         &m->value[SOC_VALUES_COUNT + i], msg);
	return err;
}

/* ---- init and release ---- */
static void fill_kinds(unsigned char *kind)
{
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
		kind[i] = soc_sim_indicator((size_t)i)->is_stock ? STOCK : FLOW;
	for (int t = 0; t < SOC_COUNTER_TABLES; t++)
		for (int c = 0; c < soc_counter_tables[t].counters_count; c++) {
			const struct soc_counter *counter = &soc_counter_tables[t].counters[c];
			const int of = !counter->is_stock                        ? FLOW
			               : counter->cadence == SOC_CADENCE_SAMPLED ? STOCK_SAMPLED
			                                                         : STOCK;
			memset(kind + SOC_INDICATORS_COUNT + counter->first, of, (size_t)soc_counter_tables[t].size);
		}
}

static enum soc_err allocate(struct soc_outcome_meter *m, struct soc_msg *msg)
{
	m->formula = soc_calloc((size_t)m->count, sizeof *m->formula);
	m->summaries = soc_summaries_count();
	const size_t names = (size_t)of_parts() + (size_t)soc_parts_count();
	m->summary = soc_calloc((size_t)m->summaries + 1, sizeof *m->summary);
	m->part = soc_calloc((size_t)soc_parts_count(), sizeof *m->part);
	m->wanted = soc_calloc(names, 1);
	m->kind = soc_calloc(SOC_VALUES_COUNT, 1);
	m->before = soc_calloc(SOC_VALUES_COUNT, sizeof *m->before);
	m->last = soc_calloc(SOC_VALUES_COUNT, sizeof *m->last);
	m->value = soc_calloc(names, sizeof *m->value);
	m->run = soc_calloc(SOC_VALUES_COUNT, sizeof *m->run);
	if (m->formula == NULL || m->wanted == NULL || m->kind == NULL || m->before == NULL || m->last == NULL ||
	    m->value == NULL || m->run == NULL || m->summary == NULL || m->part == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to measure outcomes");
	return SOC_OK;
}

static void want(struct soc_outcome_meter *m, int name)
{
	if (name >= of_parts() && !m->wanted[name])
		m->part[m->parts++] = name - of_parts();
	m->wanted[name] = 1;
	if (name >= of_parts())
		return;
	if (name >= OF_MODULES) {
		m->summary[name - OF_MODULES] = soc_summaries_at(name - OF_MODULES);
		m->asks_results |= !soc_summary_values_suffice(m->summary[name - OF_MODULES]);
	} else {
		m->asks_statistics |= name >= SOC_VALUES_COUNT;
	}
}

static enum soc_err compile(struct soc_outcome_meter *m, const struct soc_outcome *outcomes,
                            const struct soc_scenario *scenario, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int k = 0; k < m->count && err == SOC_OK; k++) {
		err = soc_outcome_compile(&m->formula[k], outcomes[k].formula, scenario, msg);
		if (err == SOC_OK && outcomes[k].is_one_case)
			(void)soc_outcome_to_one_case(&m->formula[k]);
		for (int i = 0; i < m->formula[k].steps && err == SOC_OK; i++)
			if (m->formula[k].step[i].what == 'v')
				want(m, m->formula[k].step[i].name);
	}
	return err;
}

enum soc_err soc_outcome_meter_init(struct soc_outcome_meter *m, const struct soc_outcome *outcomes,
                                    int count, const struct soc_scenario *scenario, struct soc_msg *msg)
{
	*m = (struct soc_outcome_meter){ .count = count, .outcomes = outcomes };
	enum soc_err err = allocate(m, msg);
	if (err == SOC_OK)
		err = compile(m, outcomes, scenario, msg);
	if (err == SOC_OK && m->asks_statistics)
		err = open_table(m, msg);
	if (err == SOC_OK)
		fill_kinds(m->kind);
	else
		soc_outcome_meter_release(m);
	return err;
}

void soc_outcome_meter_release(struct soc_outcome_meter *m)
{
	soc_results_in_memory_release(&m->results);
	sqlite3_finalize(m->insert);
	soc_result_forget(&m->statistics);
	sqlite3_close_v2(m->statistics.db);
	soc_free(m->formula);
	soc_free(m->part);
	soc_free(m->wanted);
	soc_free(m->kind);
	soc_free(m->before);
	soc_free(m->last);
	soc_free(m->value);
	soc_free(m->run);
	soc_free(m->summary);
	*m = (struct soc_outcome_meter){ 0 };
}

/* ---- measuring ---- */
static void add_month(struct soc_outcome_meter *m, const struct soc_tally *tally, int is_measured)
{
	int64_t *to = is_measured ? m->last : m->before;
	for (unsigned cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++)
		for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
			to[i] += tally->cell[cell][i];
	for (int i = 0; i < SOC_MODULE_VALUES; i++)
		to[SOC_INDICATORS_COUNT + i] += tally->module[i];
	double *value = m->value + of_parts();
	for (int i = 0; i < m->parts; i++) {
		const int place = m->part[i];
		value[place] =
			(double)soc_parts_of_month(tally, place) + (soc_parts_is_stock(place) ? 0.0 : value[place]);
	}
}

/* After a month that was measured and is not the last: one of those before. */
static void put_behind(struct soc_outcome_meter *m)
{
	for (int i = 0; i < SOC_VALUES_COUNT; i++)
		m->before[i] += m->last[i];
	memset(m->last, 0, SOC_VALUES_COUNT * sizeof *m->last);
}

/* How much the end of a month counts for an outcome: all, or a share where its day lies within a month. */
static double share_of(const struct soc_outcome *o, const struct soc_sim *sim, int64_t month)
{
	const int64_t until = o->until > 0 ? o->until - sim->s->span.from : sim->months - 1;
	return month == until                       ? (o->until > 0 ? o->share : 1.0)
	       : month == until - 1 && o->until > 0 ? 1.0 - o->share
	                                            : 0.0;
}

/* The same of the end of the month before `since`, whose value is taken off. */
static double taken_off(const struct soc_outcome *o, const struct soc_sim *sim, int64_t month)
{
	return o->since > 0 && month == o->since - 1 - sim->s->span.from ? 1.0 : 0.0;
}

static int is_measured(const struct soc_outcome_meter *m, const struct soc_sim *sim, int64_t month)
{
	for (int k = 0; k < m->count; k++)
		if (share_of(&m->outcomes[k], sim, month) > 0.0 || taken_off(&m->outcomes[k], sim, month) > 0.0)
			return 1;
	return 0;
}

/* From the counts where they suffice, else as it is read from a file. */
static enum soc_err read_summaries(struct soc_outcome_meter *m, const struct soc_sim *sim, int64_t month,
                                   struct soc_msg *msg)
{
	const struct soc_summary_values values = { m->value, m->run };
	double cases;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < m->summaries && err == SOC_OK; i++)
		if (m->summary[i] != NULL && soc_summary_values_suffice(m->summary[i]))
			m->value[OF_MODULES + i] = soc_summary_values_of(m->summary[i], sim->s, &values);
		else if (m->summary[i] != NULL)
			err = soc_summary_read(&m->results.result, sim->s, m->summary[i], 0, month,
			                       &m->value[OF_MODULES + i], &cases, msg);
	return err;
}

/* Of a share of the headline one case makes what it is told per, over its cases. */
static enum soc_err value_of(struct soc_outcome_meter *m, int k, double *out, struct soc_msg *msg)
{
	const struct soc_statistic *share = m->outcomes[k].is_one_case ? share_of_headline(&m->formula[k]) : NULL;
	*out = soc_formula_value(&m->formula[k], m->value);
	if (share == NULL)
		return SOC_OK;
	double cases = NAN;
	enum soc_err err = soc_statistic_cases(&m->statistics, share, 0, 1, &cases, msg);
	*out = cases > 0.0 ? share->per / cases : NAN;
	return err;
}

/* The values at the end of a month, 0 the first. */
static enum soc_err measure(struct soc_outcome_meter *m, const struct soc_sim *sim, int64_t month,
                            double *out, struct soc_msg *msg)
{
	const int sampled = soc_sampling_counts(sim->s, month);
	for (int i = 0; i < SOC_VALUES_COUNT; i++) {
		m->run[i] = (double)(m->before[i] + m->last[i]);
		m->value[i] = m->kind[i] == FLOW ? m->run[i] : (double)m->last[i];
		if (m->kind[i] == STOCK_SAMPLED && !sampled)
			m->value[i] = NAN;
	}
	enum soc_err err = SOC_OK;
	if (m->asks_statistics)
		err = read_statistics(m, (double)sim->plan.census_persons / (double)sim->plan.persons, msg);
	if (err == SOC_OK)
		err = read_summaries(m, sim, month, msg);
	for (int k = 0; k < m->count && err == SOC_OK; k++) {
		const double share = share_of(&m->outcomes[k], sim, month);
		const double off = taken_off(&m->outcomes[k], sim, month);
		double value = 0.0;
		if (share > 0.0 || off > 0.0)
			err = value_of(m, k, &value, msg);
		if (share > 0.0)
			out[k] += (share < 1.0 ? share : 1.0) * value;
		if (off > 0.0)
			out[k] -= off * value;
	}
	return err;
}

enum soc_err soc_outcome_meter_run(struct soc_outcome_meter *m, struct soc_sim *sim, const volatile int *stop,
                                   double *out, struct soc_msg *msg)
{
	memset(m->before, 0, SOC_VALUES_COUNT * sizeof *m->before);
	memset(m->last, 0, SOC_VALUES_COUNT * sizeof *m->last);
	memset(m->value + of_parts(), 0, (size_t)soc_parts_count() * sizeof *m->value);
	for (int k = 0; k < m->count; k++)
		out[k] = 0.0;
	enum soc_err err =
		m->asks_results ? soc_results_in_memory_begin(&m->results, sim->s, &sim->plan, msg) : SOC_OK;
	while (err == SOC_OK && sim->month < sim->months) {
		const int64_t month = sim->month;
		const int measured = is_measured(m, sim, month);
		if (stop != NULL && *stop != 0)
			return soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted; what was finished is kept");
		err = soc_sim_step(sim, msg);
		if (err != SOC_OK)
			return err;
		add_month(m, sim->tally, measured);
		if (m->asks_results)
			err = soc_results_in_memory_month(&m->results, month, sim->tally, msg);
		if (err != SOC_OK)
			return err;
		if (measured)
			err = measure(m, sim, month, out, msg);
		if (err != SOC_OK)
			return err;
		if (measured && sim->month < sim->months)
			put_behind(m);
	}
	return err;
}
