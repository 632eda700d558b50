#include "analysis/names_of_values.h"

#include "analysis/looks.h"
#include "base/nearest.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int find_count(const char *name, struct soc_nearest *near)
{
	for (int c = 0; c < soc_schema_counts_count; c++) {
		const struct soc_schema_count *count = &soc_schema_counts[c];
		soc_nearest_try(near, count->name);
		for (int i = 0; i < count->size; i++) {
			char word[SOC_FORMULA_NAME];
			snprintf(word, sizeof word, count->size > 1 ? "%s[%d]" : "%s", count->name, i);
			if (strcmp(word, name) == 0)
				return SOC_INDICATORS_COUNT + count->first + i;
		}
	}
	return -1;
}

static int find(void *user, const char *name, const char **nearest)
{
	struct soc_nearest near;
	(void)user;
	soc_nearest_begin(&near, name);
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++) {
		soc_nearest_try(&near, soc_figures_all[i].name);
		if (strcmp(soc_figures_all[i].name, name) == 0)
			return i;
	}
	const int found = find_count(name, &near);
	*nearest = soc_nearest_name(&near);
	return found;
}

const struct soc_formula_names soc_value_names = { find, NULL };

static enum soc_err read_count(struct soc_result *r, const struct soc_schema_count *count, int i,
                               int64_t replicate, int64_t month, double *out, struct soc_msg *msg)
{
	char sql[256];
	const int64_t numbers[2] = { replicate, month };
	sqlite3_snprintf(
		sizeof sql, sql,
		"SELECT coalesce(sum(value), 0) FROM by_module WHERE replicate = ?1 AND month %s ?2 AND count = %Q "
		"AND idx = %d",
		count->kind == SOC_KIND_S ? "=" : "<=", count->name, i);
	return soc_result_real(r, sql, numbers, 2, out, msg);
}

/* Whether the stocks that take a look at everybody were counted; asked only of a run of which one is wanted.
 */
static enum soc_err has_looked(struct soc_result *r, int64_t month, const unsigned char *wanted, int *out,
                               struct soc_msg *msg)
{
	struct soc_scenario *s = NULL;
	int asked = 0;
	for (int c = 0; c < soc_schema_counts_count; c++)
		for (int i = 0; i < soc_schema_counts[c].size; i++)
			asked |= wanted[SOC_INDICATORS_COUNT + soc_schema_counts[c].first + i] &&
			         soc_looks_for(&soc_schema_counts[c]);
	*out = 1;
	if (!asked)
		return SOC_OK;
	const enum soc_err err = soc_result_scenario(r, &s, msg);
	*out = err == SOC_OK && soc_looks_at(s, month);
	soc_scenario_free(s);
	return err;
}

static enum soc_err read_wanted(struct soc_result *r, const struct soc_schema_count *count, int64_t replicate,
                                int64_t month, const unsigned char *wanted, int looked, double *out,
                                struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < count->size && err == SOC_OK; i++) {
		const int place = SOC_INDICATORS_COUNT + count->first + i;
		if (wanted[place] && !looked && soc_looks_for(count))
			out[place] = NAN;
		else if (wanted[place])
			err = read_count(r, count, i, replicate, month, &out[place], msg);
	}
	return err;
}

enum soc_err soc_names_of_values_read(struct soc_result *r, int64_t replicate, int64_t month,
                                      const unsigned char *wanted, double *out, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < SOC_INDICATORS_COUNT && err == SOC_OK; i++)
		if (wanted[i])
			err = soc_figure_read(r, &soc_figures_all[i], replicate, month, 1.0, &out[i], msg);
	int looked = 1;
	if (err == SOC_OK)
		err = has_looked(r, month, wanted, &looked, msg);
	for (int c = 0; c < soc_schema_counts_count && err == SOC_OK; c++)
		err = read_wanted(r, &soc_schema_counts[c], replicate, month, wanted, looked, out, msg);
	return err;
}
