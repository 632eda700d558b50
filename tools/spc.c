#include "spc.h"

#include "analysis/student.h"
#include "base/data.h"
#include "base/mem.h"
#include "model/indicators/indicators.h"
#include "model/population/csv.h"
#include "run/observer.h"
#include "socred/sim.h"

#include <math.h>
#include <string.h>

#define SPC_MONTHS_MAX 1200

static const struct {
	const char *measure;
	enum spc_series series;
} counterparts[] = {
	{ "on_list", SPC_STOCK },
	{ "listed", SPC_PEOPLE },
	{ "disclosures", SPC_CASES },
	{ "repaid_after_listing", SPC_REPAID },
	{ "flights_blocked", SPC_AIR },
	{ "hsr_tickets_blocked", SPC_FAST_TRAIN },
	{ "executive_posts_refused", SPC_POSTS },
};

/* ---- reading ---- */

static int days_of(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return days[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static enum soc_err date_of(const struct soc_csv *csv, int32_t column, struct spc_figure *f,
                            struct soc_msg *msg)
{
	int part[3] = { 0, 0, 0 };
	const char *c = f->date;
	for (int i = 0; i < 3; i++) {
		for (; *c >= '0' && *c <= '9' && part[i] < 10000; c++)
			part[i] = part[i] * 10 + (*c - '0');
		if (*c != (i < 2 ? '-' : '\0'))
			return soc_csv_fail(csv, column, "a date as YYYY-MM-DD is needed", msg);
		c++;
	}
	if (part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > days_of(part[0], part[1]))
		return soc_csv_fail(csv, column, "there is no such day", msg);
	f->month = part[0] * 12 + part[1] - 1;
	f->share = (double)part[2] / days_of(part[0], part[1]);
	return SOC_OK;
}

static enum soc_err read_row(const struct soc_csv *csv, const int32_t *at, struct spc_table *table,
                             const struct soc_scenario *s, struct soc_msg *msg)
{
	struct spc_figure f = { .use = SPC_NONE };
	char use[16];
	int known = 0;
	enum soc_err err = soc_csv_text(csv, at[0], f.date, sizeof f.date, msg);
	if (err == SOC_OK)
		err = date_of(csv, at[0], &f, msg);
	if (err == SOC_OK)
		err = soc_csv_text(csv, at[1], f.measure, sizeof f.measure, msg);
	if (err == SOC_OK)
		err = soc_csv_number(csv, at[2], 1, 1e12, &f.published, msg);
	if (err == SOC_OK)
		err = soc_csv_text(csv, at[3], f.kind, sizeof f.kind, msg);
	if (err == SOC_OK)
		err = soc_csv_text(csv, at[4], use, sizeof use, msg);
	for (size_t i = 0; err == SOC_OK && i < sizeof counterparts / sizeof counterparts[0]; i++)
		if (strcmp(counterparts[i].measure, f.measure) == 0) {
			f.series = counterparts[i].series;
			known = 1;
		}
	if (err != SOC_OK || !known || f.month < s->span.from || f.month > s->span.to)
		return err;
	if (table->count == SPC_FIGURES_MAX)
		return soc_fail(msg, SOC_ERR_LIMIT, "more than %d published figures", SPC_FIGURES_MAX);
	static const char *const uses[] = { "fit", "check", "posterior" };
	for (int i = 0; i < SPC_NONE; i++)
		f.use = strcmp(use, uses[i]) == 0 ? (enum spc_use)i : f.use;
	table->figure[table->count++] = f;
	return SOC_OK;
}

static int list_of(const struct soc_scenario *s)
{
	for (int i = 0; i < s->lists_count; i++)
		if (strcmp(s->lists[i].name, "defaulters") == 0)
			return i;
	return -1;
}

static int measure_of(const struct soc_scenario *s, const char *name)
{
	for (int i = 0; i < s->measures_count; i++)
		if (strcmp(s->measures[i].name, name) == 0)
			return i;
	return -1;
}

enum soc_err spc_read(struct spc_table *table, const struct soc_scenario *s, struct soc_msg *msg)
{
	static const char *const columns[] = { "date", "measure", "value", "kind", "used_for" };
	static const char *const measures[] = { "air", "fast_train", "senior_posts" };
	size_t length = 0;
	const char *text = soc_data_file("facts/spc_judgment_defaulter_timeline.csv", &length);
	struct soc_csv csv;
	int32_t at[5];
	int more = 1;
	memset(table, 0, sizeof *table);
	if (list_of(s) < 0)
		return soc_fail(msg, SOC_ERR_SCENARIO, "the scenario has no list named defaulters");
	for (int i = 0; i < 3; i++)
		if (measure_of(s, measures[i]) < 0)
			return soc_fail(msg, SOC_ERR_SCENARIO, "the scenario has no measure named %s", measures[i]);
	if (text == NULL)
		return soc_fail(msg, SOC_ERR_DATA, "the published figures are not in the library");
	enum soc_err err = soc_csv_open(&csv, "facts/spc_judgment_defaulter_timeline.csv", text, length, msg);
	for (int i = 0; err == SOC_OK && i < 5; i++)
		err = soc_csv_column(&csv, columns[i], &at[i], msg);
	while (err == SOC_OK && more) {
		err = soc_csv_next(&csv, &more, msg);
		if (err == SOC_OK && more)
			err = read_row(&csv, at, table, s, msg);
	}
	return err;
}

/* ---- running ---- */

/* Monthly counts of synthetic people; of flows their sums since the start. */
struct counts {
	int list, measure[3];
	int64_t months;
	double sampling_weight;
	int64_t (*at)[SPC_MONTHS_MAX][SPC_SERIES_COUNT]; /* [replicate][month][series] */
};

static enum soc_err on_start(void *user, const struct soc_scenario *s, const struct soc_plan *plan,
                             struct soc_msg *msg)
{
	struct counts *c = user;
	(void)s;
	(void)msg;
	c->sampling_weight = (double)plan->census_persons / (double)plan->persons;
	return SOC_OK;
}

static enum soc_err on_month(void *user, int64_t replicate, int64_t month, const struct soc_tally *tally,
                             const struct soc_field *fields, struct soc_msg *msg)
{
	struct counts *c = user;
	const int64_t *l = tally->list[c->list];
	int64_t *now = c->at[replicate][month];
	(void)fields;
	(void)msg;
	if (month > 0)
		memcpy(now, c->at[replicate][month - 1], sizeof c->at[0][0]);
	const int64_t people = l[SOC_LISTCOUNT_entries_true] + l[SOC_LISTCOUNT_entries_other_violation] +
	                       l[SOC_LISTCOUNT_entries_no_violation];
	now[SPC_STOCK] = l[SOC_LISTCOUNT_stock];
	now[SPC_PEOPLE] += people;
	now[SPC_CASES] += people + l[SOC_LISTCOUNT_renewals];
	now[SPC_REPAID] += l[SOC_LISTCOUNT_exits_repaired];
	for (int i = 0; i < 3; i++)
		now[SPC_AIR + i] += tally->measure[c->measure[i]][SOC_MEAS_effective];
	return SOC_OK;
}

static enum soc_err on_replicate(void *user, int64_t replicate, struct soc_msg *msg)
{
	(void)user;
	(void)replicate;
	(void)msg;
	return SOC_OK;
}

/* At the end of the figure's day: between the ends of the month before and of its own. */
static double counted(const struct counts *c, int64_t replicate, int64_t month, const struct spc_figure *f)
{
	const double before = month > 0 ? (double)c->at[replicate][month - 1][f->series] : 0.0;
	return c->sampling_weight * (before + f->share * ((double)c->at[replicate][month][f->series] - before));
}

static void fill_figure(struct spc_figure *f, const struct counts *c, const struct soc_scenario *s)
{
	double values[SPC_REPLICATES_MAX];
	for (int64_t r = 0; r < s->replicates; r++)
		values[r] = counted(c, r, f->month - s->span.from, f);
	const struct soc_interval in = soc_student_interval(values, (int)s->replicates, -INFINITY, INFINITY);
	f->model = in.mean;
	f->half_width = in.count > 1 ? in.high - in.mean : 0.0;
}

enum soc_err spc_run(struct spc_table *table, const struct soc_scenario *s, int threads, struct soc_msg *msg)
{
	struct counts c = { .list = list_of(s),
		                .months = s->span.to - s->span.from + 1,
		                .measure = { measure_of(s, "air"), measure_of(s, "fast_train"),
		                             measure_of(s, "senior_posts") } };
	struct soc_observer observer = { &c, on_start, on_month, on_replicate };
	const struct soc_run_options options = { .threads = threads };
	if (s->replicates > SPC_REPLICATES_MAX || c.months > SPC_MONTHS_MAX)
		return soc_fail(msg, SOC_ERR_LIMIT, "at most %d replicates of %d months", SPC_REPLICATES_MAX,
		                SPC_MONTHS_MAX);
	c.at = soc_calloc((size_t)s->replicates, sizeof *c.at);
	if (c.at == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the counts of %lld replicates",
		                (long long)s->replicates);
	enum soc_err err = soc_sim_run(s, &options, &observer, NULL, msg);
	for (int i = 0; err == SOC_OK && i < table->count; i++)
		if (table->figure[i].month <= s->span.to)
			fill_figure(&table->figure[i], &c, s);
	soc_free(c.at);
	return err;
}

double spc_deviation(const struct spc_figure *f)
{
	return f->model / f->published - 1.0;
}

double spc_distance(const struct spc_table *table, enum spc_use use)
{
	double sum = 0.0;
	int n = 0;
	for (int i = 0; i < table->count; i++) {
		const struct spc_figure *f = &table->figure[i];
		if (f->use != use)
			continue;
		const double d = log((f->model > 1.0 ? f->model : 1.0) / f->published);
		sum += d * d;
		n++;
	}
	return n > 0 ? sqrt(sum / n) : 0.0;
}
