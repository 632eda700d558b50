/* Two paired runs, statistic by statistic: the value in each and the difference with its 95% interval over
 * replicates. */
#include "analysis/statistics.h"

#include "analysis/names_of_values.h"
#include "analysis/pairing.h"
#include "analysis/sampling.h"
#include "analysis/student.h"
#include "analysis/summaries.h"
#include "analysis/text.h"
#include "analysis/words.h"
#include "base/mem.h"
#include "base/noun.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COLUMN_WIDTH 14
#define INTERVAL_WIDTH 28

struct difference {
	struct soc_result *side[2];
	const struct soc_scenario *scenario[2];
	struct soc_words words; /* that both share */
	double sampling_weight[2];
	struct soc_pairing pairing;
	double rests_on;  /* cases of the statistic under way: the fewer of both runs, all replicates together */
	double cases;     /* what stands behind it, likewise; of a share what it is counted among */
	const char *unit; /* of an indicator or a counter, under way; NULL: the headline's own rules */
	const struct soc_summary *summary; /* of a module, under way; NULL: a statistic is */
	double *values[3];                 /* of the first, of the second, second less first: one per replicate */
	struct soc_interval of[3];
	struct soc_buf out;
	enum soc_text_form format;
	const char *section; /* of the statistic before */
	int shown;
};

static enum soc_err prepare(struct difference *d, const char *month, struct soc_msg *msg)
{
	enum soc_err err = soc_pairing_check(d->side[0], d->side[1], month, &d->pairing, msg);
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = soc_statistic_sampling_weight(d->side[i], &d->sampling_weight[i], msg);
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = soc_result_scenario_kept(d->side[i], &d->scenario[i], msg);
	if (err == SOC_OK) {
		d->words = soc_words_of(d->scenario[0]);
		soc_words_share(&d->words, d->scenario[1]);
	}
	for (int i = 0; i < 3 && err == SOC_OK; i++) {
		d->values[i] = soc_calloc(SOC_REPLICATES_MOST, sizeof *d->values[i]);
		if (d->values[i] == NULL)
			err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare two runs");
	}
	return err;
}

/* The value and the cases of one replicate of one side: of a statistic, or of what a module counts. */
static enum soc_err read_one(struct difference *d, const struct soc_statistic *f, int side, int replicate,
                             double *value, double *cases, struct soc_msg *msg)
{
	if (d->summary != NULL)
		return soc_summary_read(d->side[side], d->scenario[side], d->summary, replicate,
		                        d->pairing.last_month, value, cases, msg);
	const enum soc_err err = soc_statistic_read(d->side[side], f, replicate, d->pairing.last_month,
	                                            d->sampling_weight[side], value, msg);
	return err == SOC_OK ? soc_statistic_cases(d->side[side], f, replicate, d->pairing.last_month, cases, msg)
	                     : err;
}

/* What one case adds to it in a replicate of a side; NaN where it does not come in cases. */
static enum soc_err read_each(struct difference *d, const struct soc_statistic *f, int side, double *each,
                              struct soc_msg *msg)
{
	*each = d->unit != NULL && soc_statistic_unit_is_cases(d->unit) && !soc_statistic_is_fixed(f) ? 1.0 : NAN;
	if (d->unit != NULL || d->summary != NULL)
		return SOC_OK;
	return soc_statistic_each(d->side[side], f, 0, d->pairing.last_month, d->sampling_weight[side], each,
	                          msg);
}

static enum soc_err read_statistic(struct difference *d, const struct soc_statistic *f, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	const int n = d->pairing.replicates;
	double unused = 0;
	for (int i = 0; i < 2; i++) {
		soc_result_begin(d->side[i]);
		for (int r = 0; r < n && err == SOC_OK; r++)
			err = read_one(d, f, i, r, &d->values[i][r], &unused, msg);
	}
	for (int r = 0; r < n; r++)
		d->values[2][r] = d->values[1][r] - d->values[0][r];
	for (int r = 0; r < n; r++) /* both sides are told of the replicates that the difference is of */
		if (isnan(d->values[2][r]))
			d->values[0][r] = d->values[1][r] = NAN;
	d->rests_on = d->cases = INFINITY;
	for (int i = 0; i < 2; i++) {
		double rests_on = 0, all = 0, each = NAN;
		for (int r = 0; r < n && err == SOC_OK; r++) {
			double cases = 0, value = 0;
			err = read_one(d, f, i, r, &value, &cases, msg);
			rests_on += soc_statistic_rests_on(f, d->values[i][r], cases);
			all += isnan(cases) ? 0.0 : cases;
		}
		if (err == SOC_OK)
			err = read_each(d, f, i, &each, msg);
		d->rests_on = rests_on < d->rests_on ? rests_on : d->rests_on;
		d->cases = all < d->cases ? all : d->cases;
		d->of[i] = soc_statistic_interval(f, d->values[i], n, each, all);
		d->of[2] = soc_statistic_paired(f, d->values[2], n, each, d->cases);
	}
	return err;
}

/* ---- for a terminal ---- */
static void put_column(struct soc_buf *b, int width, double value, int decimals)
{
	struct soc_buf text = { 0 };
	soc_text_real(&text, value, decimals);
	soc_text_right(b, width, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

/* Why the difference has no interval; "" where it has one. */
static const char *why(const struct difference *d, const struct soc_statistic *f)
{
	return soc_statistic_is_fixed(f) ? SOC_STATISTIC_FIXED : soc_interval_why(&d->of[2]);
}

static int is_few(const struct difference *d)
{
	return d->of[2].count > 0 && soc_statistic_is_few(d->rests_on);
}

static void put_line(struct difference *d, const struct soc_statistic *f)
{
	struct soc_buf interval = { 0 };
	const int told = d->of[2].high > d->of[2].low;
	/* As the difference has it, for it is what is asked; where it has no width, as the first run has it. */
	const struct soc_interval *wide = &d->of[told ? 2 : 0];
	const int decimals = soc_text_decimals(wide->mean, wide->low, wide->high);
	soc_buf_add(&d->out, "  %-*s", SOC_LABEL_WIDTH, f->label);
	if (strlen(f->label) > SOC_LABEL_WIDTH) /* its numbers stand below it */
		soc_buf_add(&d->out, "\n  %-*s", SOC_LABEL_WIDTH, "");
	for (int i = 0; i < 3; i++)
		put_column(&d->out, COLUMN_WIDTH, d->of[i].mean, decimals);
	if (told) {
		soc_text_real(&interval, d->of[2].low, decimals);
		soc_buf_puts(&interval, " to ");
		soc_text_real(&interval, d->of[2].high, decimals);
	} else if (d->of[2].count > 1) {
		soc_buf_puts(&interval, why(d, f));
	}
	if (d->of[2].count > 1)
		soc_text_right(&d->out, INTERVAL_WIDTH, &interval);
	if (d->of[2].count > 0 && d->of[2].count < d->pairing.replicates)
		soc_buf_add(&d->out, "  (%d of %d replicates)", d->of[2].count, d->pairing.replicates);
	if (is_few(d))
		soc_buf_add(&d->out, "  fewer than %d cases", SOC_FEW_CASES);
	soc_buf_puts(&d->out, "\n");
	d->out.failed |= interval.failed;
	soc_buf_release(&interval);
}

static enum soc_err put_titles(struct difference *d, struct soc_msg *msg)
{
	static const char *const sides[] = { "A: ", "B: " };
	char title[SOC_TEXT_MAX], persons[32], first[32];
	for (int i = 0; i < 2; i++) {
		enum soc_err err = soc_result_meta(d->side[i], "title", title, sizeof title, msg);
		if (err != SOC_OK)
			return err;
		soc_buf_puts(&d->out, sides[i]);
		soc_text_safe(&d->out, title, strlen(title), 0);
		soc_buf_puts(&d->out, "\n");
	}
	enum soc_err err = soc_result_meta(d->side[0], "persons", persons, sizeof persons, msg);
	if (err == SOC_OK)
		err = soc_result_meta(d->side[0], "first_month", first, sizeof first, msg);
	if (err != SOC_OK)
		return err;
	soc_buf_puts(&d->out, "The same ");
	soc_text_real(&d->out, soc_statistic_number(persons), 0);
	soc_buf_puts(&d->out, d->pairing.are_draws_parted
	                          ? " synthetic people, their random numbers not all the same (see below), "
	                          : " synthetic people under the same random numbers, ");
	soc_text_safe(&d->out, first, strlen(first), 0);
	soc_buf_add(&d->out, " to %s, %d %s\n\n", d->pairing.last_date, d->pairing.replicates,
	            soc_noun(d->pairing.replicates, "replicate", "replicates"));
	soc_buf_add(&d->out, "%-*s%*s%*s%*s%*s\n", SOC_LABEL_WIDTH + 2, "", COLUMN_WIDTH, "A", COLUMN_WIDTH, "B",
	            COLUMN_WIDTH, "B less A", INTERVAL_WIDTH, d->pairing.replicates > 1 ? "95% interval" : "");
	return SOC_OK;
}

static void put_notes(struct difference *d, int all)
{
	soc_buf_puts(
		&d->out,
		d->pairing.replicates > 1
			? "\nIntervals: 95%, Student's t over the differences of the replicates; where all are the "
			  "same, from the number of cases.\nThey leave out what is uncertain in the "
			  "assumptions.\n"
			: "\nOne replicate: intervals need two or more.\n");
	soc_text_note_alike(&d->out);
	if (all)
		soc_buf_puts(&d->out,
		             "Counts of synthetic people: stocks at the end of the month, flows summed up to it.\n");
	soc_buf_puts(&d->out, soc_buf_text(&d->pairing.notes));
}

/* ---- for programs ---- */
static void put_record(struct difference *d, const struct soc_statistic *f)
{
	static const char *const keys[] = { "a", "b", "difference", "low", "high" };
	const double numbers[] = { d->of[0].mean, d->of[1].mean, d->of[2].mean, d->of[2].low, d->of[2].high };
	const int json = d->format == SOC_TEXT_JSON;
	if (json)
		soc_buf_add(&d->out, "%s\n    {\"statistic\": \"%s\", \"section\": \"%s\", \"label\": \"%s\"",
		            d->shown > 0 ? "," : "", f->name, d->section, f->label);
	else
		soc_buf_add(&d->out, "%s,\"%s\",\"%s\"", f->name, d->section, f->label);
	for (int i = 0; i < 5; i++) {
		soc_buf_puts(&d->out, json ? ", \"" : ",");
		soc_buf_puts(&d->out, json ? keys[i] : "");
		soc_buf_puts(&d->out, json ? "\": " : "");
		soc_text_number(&d->out, numbers[i], json ? "null" : "");
	}
	soc_buf_puts(&d->out, json ? ", \"interval_why\": " : ",");
	soc_buf_quote(&d->out, why(d, f), 1);
	soc_buf_puts(&d->out, json ? ", \"cases\": " : ",");
	soc_text_number(&d->out, floor(d->rests_on + 0.5), json ? "null" : "");
	soc_buf_add(&d->out, json ? ", \"few\": %d, \"replicates\": %d}" : ",%d,%d\n", is_few(d), d->of[2].count);
}

static void put_json_start(struct difference *d)
{
	soc_buf_add(&d->out,
	            "{\n  \"month\": \"%s\",\n  \"replicates\": %d,\n  \"notes\": ", d->pairing.last_date,
	            d->pairing.replicates);
	soc_buf_quote(&d->out, soc_buf_text(&d->pairing.notes), 1);
	soc_buf_puts(&d->out, ",\n  \"statistics\": [");
}

/* ---- all of it ---- */
static enum soc_err put_start(struct difference *d, struct soc_msg *msg)
{
	if (d->format == SOC_TEXT_TABLE)
		return put_titles(d, msg);
	if (d->format == SOC_TEXT_JSON)
		put_json_start(d);
	else
		soc_buf_puts(&d->out,
		             "statistic,section,label,a,b,difference,low,high,interval_why,cases,few,replicates\n");
	return SOC_OK;
}

static int is_told(const struct difference *d, const struct soc_statistic *f)
{
	return soc_statistic_is_told(f, d->scenario[0]) || soc_statistic_is_told(f, d->scenario[1]);
}

/* Reads at once what the statistics ask of each replicate of both sides. */
static enum soc_err read_ahead(struct difference *d, const struct soc_statistic *statistics, int count,
                               struct soc_msg *msg)
{
	struct soc_kept_list list = { 0 };
	const int n = d->pairing.replicates;
	struct soc_kept_of *of = soc_calloc((size_t)n + 1, sizeof *of);
	enum soc_err err =
		of != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare two runs");
	for (int r = 0; r < n && err == SOC_OK; r++)
		of[r] = (struct soc_kept_of){ r, d->pairing.last_month };
	for (int i = 0; i < count && err == SOC_OK; i++)
		if (is_told(d, &statistics[i]))
			err = soc_statistic_list(&statistics[i], &list, msg);
	for (int side = 0; side < 2 && err == SOC_OK; side++)
		err = soc_kept_read(d->side[side], &list, of, n, msg);
	soc_kept_list_release(&list);
	soc_free(of);
	return err;
}

static enum soc_err put_statistics(struct difference *d, const struct soc_statistic *statistics, int count,
                                   struct soc_msg *msg)
{
	enum soc_err err = count > 1 ? read_ahead(d, statistics, count, msg) : SOC_OK;
	const char *section = "";
	for (int i = 0; i < count && err == SOC_OK; i++) {
		section = statistics[i].section != NULL ? statistics[i].section : section;
		if (!is_told(d, &statistics[i]))
			continue;
		if (statistics == soc_statistics_all)
			d->unit = soc_sim_indicator((size_t)i)->unit;
		err = read_statistic(d, &statistics[i], msg);
		if (err != SOC_OK)
			break;
		if (d->section != section && d->format == SOC_TEXT_TABLE && *section != '\0')
			soc_buf_add(&d->out, "%s\n", section);
		d->section = section;
		struct soc_statistic own = statistics[i];
		char label[SOC_WORDS_TEXT];
		own.label = soc_words_own(&d->words, own.label, label, sizeof label);
		if (d->format == SOC_TEXT_TABLE)
			put_line(d, &own);
		else
			put_record(d, &own);
		d->shown++;
	}
	return err;
}

/* ---- what modules count: a statistic for each value that one of the runs has other than 0 ---- */
static enum soc_err has_rows(struct difference *d, const char *sql, int *out, struct soc_msg *msg)
{
	double rows = 0;
	enum soc_err err = SOC_OK;
	*out = 0;
	for (int side = 0; side < 2 && err == SOC_OK && !*out; side++) {
		soc_result_begin(d->side[side]);
		err = soc_result_real(d->side[side], sql, NULL, 0, &rows, msg);
		*out = rows > 0;
	}
	return err;
}

static enum soc_err put_value(struct difference *d, const struct soc_counter_table *table,
                              const struct soc_counter *counter, int place, struct soc_msg *msg)
{
	char name[SOC_FORMULA_NAME], sql[SOC_VALUE_SQL];
	int there = 0;
	soc_names_of_value_sql_rows(table, counter, place, sql);
	enum soc_err err = has_rows(d, sql, &there, msg);
	if (err != SOC_OK || !there)
		return err;
	soc_names_of_value(table, counter, place, name);
	soc_names_of_value_sql(table, counter, place, sql);
	const struct soc_statistic f = { NULL, name, name, sql, 0, -INFINITY, INFINITY, NULL, NULL, NULL, 0, 0 };
	d->unit = counter->unit;
	return put_statistics(d, &f, 1, msg);
}

/* Whether both runs counted the stocks of the month that need a pass over everybody. */
static int both_sampled(const struct difference *d)
{
	return soc_sampling_counts(d->scenario[0], d->pairing.last_month) &&
	       soc_sampling_counts(d->scenario[1], d->pairing.last_month);
}

static enum soc_err put_table(struct difference *d, const struct soc_counter_table *table, int sampled,
                              struct soc_msg *msg)
{
	char sql[SOC_VALUE_SQL];
	int there = 0;
	sqlite3_snprintf(sizeof sql, sql, "SELECT count(*) FROM %s", table->name);
	enum soc_err err = has_rows(d, sql, &there, msg);
	for (int c = 0; there && c < table->counters_count; c++)
		for (int i = 0; i < table->size && err == SOC_OK; i++)
			if (sampled || table->counters[c].cadence != SOC_CADENCE_SAMPLED)
				err = put_value(d, table, &table->counters[c], i, msg);
	return err;
}

static enum soc_err put_modules(struct difference *d, struct soc_msg *msg)
{
	const int sampled = both_sampled(d);
	enum soc_err err = SOC_OK;
	for (int t = 0; t < SOC_COUNTER_TABLES && err == SOC_OK; t++)
		err = put_table(d, &soc_counter_tables[t], sampled, msg);
	return err;
}

/* ---- what modules sum up, where the scenarios have nothing else ---- */
static enum soc_err put_summaries(struct difference *d, struct soc_msg *msg)
{
	struct soc_module_found found[2][SOC_MODULES];
	enum soc_err err = SOC_OK;
	for (int i = 0; i < 2 && err == SOC_OK; i++)
		err = soc_summaries_find_modules(d->scenario[i], found[i], msg);
	for (int i = 0; i < soc_summaries_count() && err == SOC_OK; i++) {
		struct soc_statistic f = soc_summary_statistic(soc_summaries_at(i));
		if (!soc_summaries_has(i, d->scenario[0], found[0]) &&
		    !soc_summaries_has(i, d->scenario[1], found[1]))
			continue;
		f.section = soc_modules[soc_summaries_module(i)]->title;
		d->summary = soc_summaries_at(i);
		err = put_statistics(d, &f, 1, msg);
	}
	soc_buf_puts(&d->pairing.notes, d->shown > 0 ? SOC_COMPARISON_MODULES : SOC_COMPARISON_NOTHING);
	return err;
}

static enum soc_err put_all(struct difference *d, int all, struct soc_msg *msg)
{
	enum soc_err err = put_start(d, msg);
	if (err == SOC_OK)
		err = all ? put_statistics(d, soc_statistics_all, SOC_INDICATORS_COUNT, msg)
		          : put_statistics(d, soc_statistics, SOC_STATISTICS_COUNT, msg);
	if (err == SOC_OK && all)
		err = put_modules(d, msg);
	else if (err == SOC_OK && d->shown == 0)
		err = put_summaries(d, msg);
	if (err == SOC_OK && d->format == SOC_TEXT_TABLE)
		put_notes(d, all);
	if (err == SOC_OK && d->format == SOC_TEXT_JSON)
		soc_buf_puts(&d->out, "\n  ]\n}\n");
	return err;
}

enum soc_err soc_result_compare(struct soc_result *a, struct soc_result *b, const char *month, int all,
                                const char *format, char **out, struct soc_msg *msg)
{
	struct difference d = { .side = { a, b }, .section = "" };
	enum soc_err err = soc_text_form_find(format, &d.format, msg);
	if (err == SOC_OK)
		err = prepare(&d, month, msg);
	if (err == SOC_OK)
		err = put_all(&d, all, msg);
	if (err == SOC_OK)
		err = soc_buf_give(&d.out, "not enough memory to compare two runs", out, msg);
	soc_buf_release(&d.out);
	soc_buf_release(&d.pairing.notes);
	for (int i = 0; i < 3; i++)
		soc_free(d.values[i]);
	return err;
}
