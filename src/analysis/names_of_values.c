#include "analysis/names_of_values.h"

#include "analysis/sampling.h"
#include "base/suggestion.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- one value of one counter ---- */
void soc_names_of_value(const struct soc_counter_table *table, const struct soc_counter *counter, int place,
                        char out[SOC_FORMULA_NAME])
{
	int n = snprintf(out, SOC_FORMULA_NAME, "%s", counter->name);
	for (int d = 0; d < table->dimensions_count; d++) {
		const struct soc_dimension *of = &table->dimensions[d];
		const int value = soc_counter_dimension(table, d, place);
		n += snprintf(out + n, SOC_FORMULA_NAME - (size_t)n, "%c%s=", d == 0 ? '[' : ' ', of->name);
		n += of->words != NULL ? snprintf(out + n, SOC_FORMULA_NAME - (size_t)n, "%s", of->words[value])
		                       : snprintf(out + n, SOC_FORMULA_NAME - (size_t)n, "%d", value);
	}
	if (table->dimensions_count > 0)
		snprintf(out + n, SOC_FORMULA_NAME - (size_t)n, "]");
}

static void add_key(const struct soc_counter_table *table, int place, char out[SOC_VALUE_SQL])
{
	for (int d = 0; d < table->dimensions_count; d++) {
		const struct soc_dimension *of = &table->dimensions[d];
		const int value = soc_counter_dimension(table, d, place);
		const size_t n = strlen(out);
		if (of->words != NULL)
			sqlite3_snprintf(SOC_VALUE_SQL - (int)n, out + n, " AND %s = %Q", of->name, of->words[value]);
		else
			sqlite3_snprintf(SOC_VALUE_SQL - (int)n, out + n, " AND %s = %d", of->name, value);
	}
}

void soc_names_of_value_sql(const struct soc_counter_table *table, const struct soc_counter *counter,
                            int place, char out[SOC_VALUE_SQL])
{
	sqlite3_snprintf(SOC_VALUE_SQL, out,
	                 "SELECT coalesce(sum(%s), 0) FROM %s WHERE replicate = ?1 AND month %s ?2",
	                 counter->column, table->name, counter->is_stock ? "=" : "<=");
	add_key(table, place, out);
}

void soc_names_of_value_sql_rows(const struct soc_counter_table *table, const struct soc_counter *counter,
                                 int place, char out[SOC_VALUE_SQL])
{
	sqlite3_snprintf(SOC_VALUE_SQL, out, "SELECT count(*) FROM %s WHERE %s <> 0", table->name,
	                 counter->column);
	add_key(table, place, out);
}

/* ---- all of them ---- */
/* Calls back for every value that modules count, until it answers other than 0. */
typedef int each_value(void *user, const struct soc_counter_table *table, const struct soc_counter *counter,
                       int place);

static int for_each_value(each_value *call, void *user)
{
	int answer = 0;
	for (int t = 0; t < SOC_COUNTER_TABLES; t++)
		for (int c = 0; c < soc_counter_tables[t].counters_count; c++)
			for (int place = 0; place < soc_counter_tables[t].size && answer == 0; place++)
				answer = call(user, &soc_counter_tables[t], &soc_counter_tables[t].counters[c], place);
	return answer;
}

struct search {
	const char *name;
	int found;
};

static int is_named(void *user, const struct soc_counter_table *table, const struct soc_counter *counter,
                    int place)
{
	struct search *s = user;
	const size_t n = strlen(counter->name);
	char word[SOC_FORMULA_NAME];
	/* Thousands of names are written out for each search otherwise, most of them of another counter. */
	if (strncmp(s->name, counter->name, n) != 0 || (s->name[n] != '\0' && s->name[n] != '['))
		return 0;
	soc_names_of_value(table, counter, place, word);
	if (strcmp(word, s->name) != 0)
		return 0;
	s->found = SOC_INDICATORS_COUNT + counter->first + place;
	return 1;
}

/* A value of the counter that has this name, with its key; NULL: there is none, or it has no key. Stands
 * until the next call of the thread. */
static const char *with_key(const char *counter)
{
	static _Thread_local char example[SOC_FORMULA_NAME];
	for (int t = 0; t < SOC_COUNTER_TABLES; t++)
		for (int c = 0; c < soc_counter_tables[t].counters_count; c++)
			if (strcmp(soc_counter_tables[t].counters[c].name, counter) == 0) {
				soc_names_of_value(&soc_counter_tables[t], &soc_counter_tables[t].counters[c], 0, example);
				return strcmp(example, counter) != 0 ? example : NULL;
			}
	return NULL;
}

/* The name nearest to one that is not there. */
static const char *nearest(const char *name)
{
	struct soc_suggestion near;
	char without_key[SOC_FORMULA_NAME];
	snprintf(without_key, sizeof without_key, "%.*s", (int)strcspn(name, "["), name);
	const char *example = with_key(without_key);
	if (example != NULL)
		return example;
	soc_suggestion_begin(&near, without_key);
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
		soc_suggestion_try(&near, soc_statistics_all[i].name);
	for (int t = 0; t < SOC_COUNTER_TABLES; t++)
		for (int c = 0; c < soc_counter_tables[t].counters_count; c++)
			soc_suggestion_try(&near, soc_counter_tables[t].counters[c].name);
	return soc_suggestion_name(&near);
}

static int find(void *user, const char *name, const char **suggestion)
{
	struct search search = { name, -1 };
	(void)user;
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++) {
		if (strcmp(soc_statistics_all[i].name, name) == 0)
			return i;
	}
	if (for_each_value(is_named, &search) == 0)
		*suggestion = nearest(name);
	return search.found;
}

const struct soc_formula_names soc_value_names = { find, NULL };

/* ---- rates ---- */
static const struct {
	const char *name, *formula, *label;
} rates[] = {
	{ "listed_wrongly", "1000 * (listed_other_violation + listed_no_violation) / persons",
	  "on a black list by mistake, per 1,000 people" },
	{ "wrongly_of_listed", "1000 * (listed_other_violation + listed_no_violation) / listed",
	  "on a black list by mistake, per 1,000 people listed" },
	{ "seen_of_violations", "1000 * violations_seen / violations",
	  "seen by a channel, per 1,000 violations" },
};
#define RATES (sizeof rates / sizeof *rates)

const char *soc_names_of_rates_formula(const char *name, struct soc_suggestion *near)
{
	const char *found = NULL;
	for (size_t i = 0; i < RATES; i++) {
		if (strcmp(rates[i].name, name) == 0)
			found = rates[i].formula;
		if (near != NULL)
			soc_suggestion_try(near, rates[i].name);
	}
	return found;
}

const char *soc_names_of_rates_label(const char *name)
{
	for (size_t i = 0; i < RATES; i++)
		if (strcmp(rates[i].name, name) == 0)
			return rates[i].label;
	return NULL;
}

/* ---- reading ---- */
struct reading {
	struct soc_result *r;
	int64_t replicate, month;
	const unsigned char *wanted;
	double *out;
	int sampled; /* whether stocks that need a pass over everybody were counted in the month */
	enum soc_err err;
	struct soc_msg *msg;
};

static int is_wanted(const struct reading *g, const struct soc_counter *counter, int place)
{
	return g->wanted[SOC_INDICATORS_COUNT + counter->first + place];
}

static int asks_for_sampled(void *user, const struct soc_counter_table *table,
                            const struct soc_counter *counter, int place)
{
	(void)table;
	return is_wanted(user, counter, place) && counter->cadence == SOC_CADENCE_SAMPLED;
}

static int read_value(void *user, const struct soc_counter_table *table, const struct soc_counter *counter,
                      int place)
{
	struct reading *g = user;
	const int64_t numbers[2] = { g->replicate, g->month };
	double *out = &g->out[SOC_INDICATORS_COUNT + counter->first + place];
	char sql[SOC_VALUE_SQL];
	if (!is_wanted(g, counter, place))
		return 0;
	if (counter->cadence == SOC_CADENCE_SAMPLED && !g->sampled) {
		*out = NAN;
		return 0;
	}
	soc_names_of_value_sql(table, counter, place, sql);
	g->err = soc_result_real(g->r, sql, numbers, 2, out, g->msg);
	return g->err != SOC_OK;
}

/* The scenario is read back only where a wanted value depends on it. */
static enum soc_err find_sampled(struct reading *g)
{
	const struct soc_scenario *s = NULL;
	g->sampled = 1;
	if (!for_each_value(asks_for_sampled, g))
		return SOC_OK;
	const enum soc_err err = soc_result_scenario_kept(g->r, &s, g->msg);
	g->sampled = err == SOC_OK && soc_sampling_counts(s, g->month);
	return err;
}

enum soc_err soc_names_of_values_read(struct soc_result *r, int64_t replicate, int64_t month,
                                      const unsigned char *wanted, double *out, struct soc_msg *msg)
{
	struct reading g = { r, replicate, month, wanted, out, 1, SOC_OK, msg };
	for (int i = 0; i < SOC_INDICATORS_COUNT && g.err == SOC_OK; i++)
		if (wanted[i])
			g.err = soc_statistic_read(r, &soc_statistics_all[i], replicate, month, 1.0, &out[i], msg);
	if (g.err == SOC_OK)
		g.err = find_sampled(&g);
	if (g.err == SOC_OK)
		for_each_value(read_value, &g);
	return g.err;
}
