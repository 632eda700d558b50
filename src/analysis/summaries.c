#include "analysis/summaries.h"

#include "analysis/sampling.h"

#include <math.h>
#include <string.h>

/* ---- all of them ---- */
int soc_summaries_count(void)
{
	int count = 0;
	for (int m = 0; m < SOC_MODULES; m++)
		count += soc_modules[m]->summaries_count;
	return count;
}

int soc_summaries_module(int i)
{
	int module = 0;
	for (; i >= soc_modules[module]->summaries_count; module++)
		i -= soc_modules[module]->summaries_count;
	return module;
}

const struct soc_summary *soc_summaries_at(int i)
{
	const int module = soc_summaries_module(i);
	for (int m = 0; m < module; m++)
		i -= soc_modules[m]->summaries_count;
	return &soc_modules[module]->summaries[i];
}

int soc_summary_is_told(const struct soc_summary *summary, const struct soc_scenario *s)
{
	return summary->needs == NULL || summary->needs(s);
}

double soc_summary_most(const struct soc_summary *summary)
{
	return summary->is_share ? summary->per : INFINITY;
}

double soc_summary_least(const struct soc_summary *summary)
{
	return summary->is_signed ? -INFINITY : 0.0;
}

int soc_summaries_has(int i, const struct soc_scenario *s, const struct soc_module_found found[SOC_MODULES])
{
	return found[soc_summaries_module(i)].affected.on && soc_summary_is_told(soc_summaries_at(i), s);
}

struct soc_statistic soc_summary_statistic(const struct soc_summary *summary)
{
	return (struct soc_statistic){ .name = summary->name,
		                           .label = summary->label,
		                           .least = soc_summary_least(summary),
		                           .most = soc_summary_most(summary),
		                           .per = soc_summary_per(summary) };
}

/* ---- one sum ---- */
static const char *const of_months[] = {
	[SOC_SUMMARY_END] = "month = ?2",
	[SOC_SUMMARY_RUN] = "month <= ?2",
	[SOC_SUMMARY_LAST_YEAR] = "month <= ?2 AND month > ?2 - 12",
	[SOC_SUMMARY_THREE_YEARS_BEFORE] = "month <= ?2 - 36 AND month > ?2 - 48",
	/* Wherever bureaus score they count adults. */
	[SOC_SUMMARY_SCORING] =
		"month = (SELECT max(month) FROM bureaus_by_income WHERE replicate = ?1 AND month <= ?2)",
	[SOC_SUMMARY_WHOLE] = "?2 = (SELECT months_finished - 1 FROM replicates WHERE replicate = ?1)",
};

static void add_columns(sqlite3_str *sql, const struct soc_sum *sum)
{
	for (const char *at = sum->columns; *at != '\0';) {
		const int n = (int)strcspn(at, " ");
		sqlite3_str_appendf(sql, "%s%.*s", at == sum->columns ? "" : " + ", n, at);
		at += n + (at[n] == ' ');
	}
}

/* key=value|value, or key!=value */
static void add_condition(sqlite3_str *sql, const char *at, int length)
{
	const char *equal = memchr(at, '=', (size_t)length), *end = at + length;
	const int is_not = equal[-1] == '!';
	sqlite3_str_appendf(sql, " AND %.*s %s (", (int)(equal - at) - is_not, at, is_not ? "NOT IN" : "IN");
	for (const char *value = equal + 1; value < end;) {
		const int n = (int)strcspn(value, "| "), is_number = strspn(value, "0123456789") == (size_t)n;
		sqlite3_str_appendf(sql, is_number ? "%s%.*s" : "%s'%.*s'", value == equal + 1 ? "" : ", ", n, value);
		value += n + 1;
	}
	sqlite3_str_appendall(sql, ")");
}

static void add_where(sqlite3_str *sql, const struct soc_sum *sum)
{
	for (const char *at = sum->where != NULL ? sum->where : ""; *at != '\0';) {
		const int n = (int)strcspn(at, " ");
		add_condition(sql, at, n);
		at += n + (at[n] == ' ');
	}
}

/* Of one replicate ?1 and the months up to ?2; NULL: memory is out. Released by sqlite3_free. */
static char *sql_of(struct soc_result *r, const struct soc_sum *sum)
{
	const int is_whole = sum->months == SOC_SUMMARY_WHOLE; /* without rows it has no value, and not 0 */
	sqlite3_str *sql = sqlite3_str_new(r->db);
	sqlite3_str_appendall(sql, is_whole ? "SELECT sum((" : "SELECT coalesce(sum((");
	add_columns(sql, sum);
	sqlite3_str_appendf(sql, ")%s%s%s FROM %s WHERE replicate = ?1 AND %s", sum->times != NULL ? " * " : "",
	                    sum->times != NULL ? sum->times : "", is_whole ? ")" : "), 0)", sum->table,
	                    of_months[sum->months]);
	add_where(sql, sum);
	return sqlite3_str_finish(sql);
}

enum soc_err soc_summaries_read_sum(struct soc_result *r, const struct soc_sum *sum, int64_t replicate,
                                    int64_t month, double *out, struct soc_msg *msg)
{
	char *sql = sql_of(r, sum);
	enum soc_err err = sql == NULL
	                       ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a summary")
	                       : soc_kept_real(r, sql, (struct soc_kept_of){ replicate, month }, out, msg);
	sqlite3_free(sql);
	return err;
}

enum soc_err soc_summaries_list_sum(struct soc_result *r, const struct soc_sum *sum,
                                    struct soc_kept_list *list, struct soc_msg *msg)
{
	if (sum->table == NULL)
		return SOC_OK;
	char *sql = sql_of(r, sum);
	const enum soc_err err = soc_kept_list_add(list, sql, msg);
	sqlite3_free(sql);
	return err;
}

/* ---- a summary ---- */
static enum soc_err add_up(struct soc_result *r, const struct soc_scenario *s, const struct soc_sum *sums,
                           int count, int64_t replicate, int64_t month, double *out, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	*out = 0;
	for (int i = 0; i < count && sums[i].table != NULL && err == SOC_OK; i++) {
		double one = 0;
		err = soc_summaries_read_sum(r, &sums[i], replicate, month, &one, msg);
		*out += sums[i].each != NULL ? one * sums[i].each(s) : one;
	}
	return err;
}

static double ratio(double part, double whole)
{
	return whole != 0 ? part / whole : NAN;
}

static int is_uncounted(const struct soc_summary *summary, const struct soc_scenario *s, int64_t month)
{
	return summary->sampled && !soc_sampling_counts(s, month);
}

enum soc_err soc_summary_list(struct soc_result *r, const struct soc_scenario *s,
                              const struct soc_summary *summary, int64_t month, struct soc_kept_list *list,
                              struct soc_msg *msg)
{
	const struct soc_sum *const sums[] = { &summary->over_part, &summary->over_whole, &summary->cases };
	enum soc_err err = SOC_OK;
	if (is_uncounted(summary, s, month))
		return SOC_OK;
	for (int i = 0; i < SOC_SUMMARY_SUMS && err == SOC_OK; i++) {
		err = soc_summaries_list_sum(r, &summary->part[i], list, msg);
		if (err == SOC_OK)
			err = soc_summaries_list_sum(r, &summary->whole[i], list, msg);
	}
	for (int i = 0; i < 3 && err == SOC_OK; i++)
		err = soc_summaries_list_sum(r, sums[i], list, msg);
	return err;
}

double soc_summary_per(const struct soc_summary *summary)
{
	const int among =
		summary->whole[0].table != NULL && summary->over_part.table == NULL && summary->cases.table == NULL;
	return among ? summary->per : 0;
}

enum soc_err soc_summary_read(struct soc_result *r, const struct soc_scenario *s,
                              const struct soc_summary *summary, int64_t replicate, int64_t month,
                              double *value, double *cases, struct soc_msg *msg)
{
	double part = 0, whole = 1, over_part = 0, over_whole = 0;
	enum soc_err err = SOC_OK;
	if (is_uncounted(summary, s, month)) {
		*value = NAN;
		*cases = 0;
		return SOC_OK;
	}
	const int is_over = summary->over_part.table != NULL;
	err = add_up(r, s, summary->part, SOC_SUMMARY_SUMS, replicate, month, &part, msg);
	if (err == SOC_OK && summary->whole[0].table != NULL)
		err = add_up(r, s, summary->whole, SOC_SUMMARY_SUMS, replicate, month, &whole, msg);
	if (err == SOC_OK && is_over)
		err = add_up(r, s, &summary->over_part, 1, replicate, month, &over_part, msg);
	if (err == SOC_OK && is_over)
		err = add_up(r, s, &summary->over_whole, 1, replicate, month, &over_whole, msg);
	double behind = is_over ? fmin(part, over_part) : whole;
	if (err == SOC_OK && summary->cases.table != NULL)
		err = add_up(r, s, &summary->cases, 1, replicate, month, &behind, msg);
	if (err != SOC_OK)
		return err;
	*value = ratio(summary->per * part, whole);
	if (is_over)
		*value = ratio(*value * over_whole, over_part);
	*cases = behind;
	return SOC_OK;
}
