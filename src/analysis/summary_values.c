#include "analysis/summary_values.h"

#include <math.h>
#include <string.h>

/* ---- one column of a table ---- */
struct column {
	const struct soc_counter_table *table; /* NULL: an indicator */
	int first;                             /* place of its first value */
	int is_stock, is_sampled;
};

static int is_word(const char *name, const char *text, int length)
{
	return strlen(name) == (size_t)length && memcmp(name, text, (size_t)length) == 0;
}

static int find_indicator(const char *name, int length, struct column *out)
{
	static const char *const names[] = {
#define INDICATOR(name, kind, unit, meaning) #name,
		SOC_INDICATORS(INDICATOR)
#undef INDICATOR
	};
	static const char kinds[] = {
#define INDICATOR(name, kind, unit, meaning) SOC_KIND_##kind,
		SOC_INDICATORS(INDICATOR)
#undef INDICATOR
	};
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
		if (is_word(names[i], name, length)) {
			*out = (struct column){ NULL, i, kinds[i] == SOC_KIND_S, 0 };
			return 1;
		}
	return 0;
}

static int find_counter(const char *table, const char *name, int length, struct column *out)
{
	for (int t = 0; t < SOC_COUNTER_TABLES; t++)
		for (int c = 0;
		     strcmp(soc_counter_tables[t].name, table) == 0 && c < soc_counter_tables[t].counters_count;
		     c++) {
			const struct soc_counter *counter = &soc_counter_tables[t].counters[c];
			if (is_word(counter->column, name, length)) {
				*out = (struct column){ &soc_counter_tables[t], SOC_INDICATORS_COUNT + counter->first,
					                    counter->is_stock, counter->cadence == SOC_CADENCE_SAMPLED };
				return 1;
			}
		}
	return 0;
}

static int find_column(const struct soc_sum *sum, const char *name, int length, struct column *out)
{
	return strcmp(sum->table, "by_cell") == 0 ? find_indicator(name, length, out)
	                                          : find_counter(sum->table, name, length, out);
}

/* ---- which of its values count ---- */
static int find_dimension(const struct soc_counter_table *table, const char *name, int length)
{
	for (int d = 0; table != NULL && d < table->dimensions_count; d++)
		if (is_word(table->dimensions[d].name, name, length))
			return d;
	return -1;
}

static int is_value(const struct soc_dimension *of, int value, const char *text, int length)
{
	int number = 0;
	if (of->words != NULL)
		return is_word(of->words[value], text, length);
	for (int i = 0; i < length; i++)
		number = number * 10 + (text[i] - '0');
	return number == value;
}

/* key=value|value, or key!=value; -1: of a key that is no dimension. */
static int meets(const struct soc_counter_table *table, int place, const char *at, int length)
{
	const char *equal = memchr(at, '=', (size_t)length), *end = at + length;
	const int is_not = equal[-1] == '!', d = find_dimension(table, at, (int)(equal - at) - is_not);
	int found = 0;
	if (d < 0)
		return -1;
	for (const char *value = equal + 1; value < end;) {
		const int n = (int)strcspn(value, "| ");
		found |= is_value(&table->dimensions[d], soc_counter_dimension(table, d, place), value, n);
		value += n + 1;
	}
	return found != is_not;
}

static int meets_all(const struct soc_sum *sum, const struct soc_counter_table *table, int place)
{
	int all = 1;
	for (const char *at = sum->where != NULL ? sum->where : ""; *at != '\0' && all == 1;) {
		const int n = (int)strcspn(at, " ");
		all = meets(table, place, at, n);
		at += n + (at[n] == ' ');
	}
	return all;
}

/* ---- one sum ---- */
static double add_column(const struct soc_sum *sum, const struct column *c, const double *values)
{
	const int size = c->table != NULL ? c->table->size : 1,
			  times = sum->times != NULL ? find_dimension(c->table, sum->times, (int)strlen(sum->times)) : -1;
	double total = 0.0;
	for (int place = 0; place < size; place++)
		if (meets_all(sum, c->table, place) == 1)
			total +=
				values[c->first + place] * (times >= 0 ? soc_counter_dimension(c->table, times, place) : 1.0);
	return total;
}

/* A stock that only some months count has no sum over months. */
static int has_months(const struct column *c, enum soc_summary_months months)
{
	return months == SOC_SUMMARY_RUN ? !(c->is_stock && c->is_sampled)
	                                 : months == SOC_SUMMARY_END && c->is_stock;
}

static int suffices(const struct soc_sum *sum)
{
	if (sum->table == NULL)
		return 1;
	for (const char *at = sum->columns; *at != '\0';) {
		at += *at == '-';
		const int n = (int)strcspn(at, " ");
		struct column c;
		if (!find_column(sum, at, n, &c) || meets_all(sum, c.table, 0) < 0 || !has_months(&c, sum->months) ||
		    (sum->times != NULL && find_dimension(c.table, sum->times, (int)strlen(sum->times)) < 0))
			return 0;
		at += n + (at[n] == ' ');
	}
	return 1;
}

static double value_of(const struct soc_scenario *s, const struct soc_sum *sums, int count,
                       const struct soc_summary_values *v)
{
	double total = 0.0;
	for (int i = 0; i < count && sums[i].table != NULL; i++) {
		const double each = sums[i].each != NULL ? sums[i].each(s) : 1.0;
		for (const char *at = sums[i].columns; *at != '\0';) {
			const double sign = *at == '-' ? -each : each;
			at += *at == '-';
			const int n = (int)strcspn(at, " ");
			struct column c;
			if (find_column(&sums[i], at, n, &c))
				total += sign * add_column(&sums[i], &c, sums[i].months == SOC_SUMMARY_RUN ? v->run : v->end);
			at += n + (at[n] == ' ');
		}
	}
	return total;
}

/* ---- a summary ---- */
int soc_summary_values_suffice(const struct soc_summary *summary)
{
	int all = suffices(&summary->over_part) && suffices(&summary->over_whole);
	for (int i = 0; i < SOC_SUMMARY_SUMS; i++)
		all = all && suffices(&summary->part[i]) && suffices(&summary->whole[i]);
	return all;
}

static double ratio(double part, double whole)
{
	return whole != 0.0 ? part / whole : NAN;
}

double soc_summary_values_of(const struct soc_summary *summary, const struct soc_scenario *s,
                             const struct soc_summary_values *values)
{
	const double part = value_of(s, summary->part, SOC_SUMMARY_SUMS, values),
				 whole = summary->whole[0].table != NULL
	                         ? value_of(s, summary->whole, SOC_SUMMARY_SUMS, values)
	                         : 1.0,
				 value = ratio(summary->per * part, whole);
	if (summary->over_part.table == NULL)
		return value;
	return ratio(value * value_of(s, &summary->over_whole, 1, values),
	             value_of(s, &summary->over_part, 1, values));
}
