/* The headline table: what a regime did, in a few statistics with 95% intervals over replicates. */
#include "analysis/answer.h"
#include "analysis/assumed.h"
#include "analysis/assumptions.h"
#include "analysis/headline_notes.h"
#include "analysis/student.h"
#include "analysis/summaries.h"
#include "analysis/text.h"
#include "analysis/words.h"
#include "base/mem.h"
#include "base/noun.h"
#include "model/population/census.h"
#include "socred/scenario.h"

#include <math.h>
#include <string.h>

#define NOTE_WIDTH 95
/* Columns with two intervals, and with one. */
#define VALUE_WIDTH (h->ensemble.points > 0 ? 13 : 15)
#define INTERVAL_WIDTH (h->ensemble.points > 0 ? 28 : 32)
#define ASSUMED_WIDTH 28
#define SHARE_WIDTH 7 /* columns that a share needs, with a blank before it */

struct headline {
	struct soc_buf out;
	const struct soc_scenario *scenario;
	struct soc_words words;
	double sampling_weight;
	int replicates, shown;
	enum soc_text_form format;
	const char *section; /* of the statistic before */
	int64_t *last_month;
	double *values;
	double cases, rests_on; /* of the statistic under way, all replicates together */
	int beyond;             /* replicates in which it lies beyond what the run saw */
	struct soc_module_found found[SOC_MODULES];
	struct soc_assumed_facts ensemble; /* points 0: none */
	struct soc_assumed assumed;        /* of the statistic under way */
	double elsewhere;                  /* the largest of those told; 0: none was the same at each point */
	int by_chance;                     /* some had no interval although it was measured */
	struct soc_answer answer;          /* the scenario's question, answered */
	size_t answer_at;                  /* where in out it stands */
};

static enum soc_err read_replicates(struct soc_result *r, struct headline *h, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	h->last_month = soc_calloc(SOC_REPLICATES_MOST, sizeof *h->last_month);
	h->values = soc_calloc(SOC_REPLICATES_MOST, sizeof *h->values);
	if (h->last_month == NULL || h->values == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the headline");
	enum soc_err err =
		soc_result_query(r, "SELECT months_finished FROM replicates ORDER BY replicate", NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(r, stmt, &row, msg)) == SOC_OK && row &&
	       h->replicates < SOC_REPLICATES_MOST)
		h->last_month[h->replicates++] = sqlite3_column_int64(stmt, 0) - 1;
	sqlite3_finalize(stmt);
	return err;
}

/* Reads at once what all statistics that are told ask of each replicate: they are many sums over the same
 * rows.
 */
static enum soc_err read_ahead(struct soc_result *r, struct headline *h, struct soc_msg *msg)
{
	struct soc_kept_list list = { 0 };
	struct soc_kept_of *of = soc_calloc((size_t)h->replicates + 1, sizeof *of);
	enum soc_err err = of != NULL ? soc_summaries_find_modules(h->scenario, h->found, msg)
	                              : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the headline");
	for (int i = 0; i < h->replicates && err == SOC_OK; i++)
		of[i] = (struct soc_kept_of){ i, h->last_month[i] };
	for (int i = 0; i < SOC_STATISTICS_COUNT && err == SOC_OK; i++)
		if (soc_statistic_is_told(&soc_statistics[i], h->scenario))
			err = soc_statistic_list(&soc_statistics[i], &list, msg);
	for (int i = 0; i < soc_summaries_count() && err == SOC_OK; i++)
		if (soc_summaries_has(i, h->scenario, h->found))
			err = soc_summary_list(r, h->scenario, soc_summaries_at(i), h->last_month[0], &list, msg);
	if (err == SOC_OK)
		err = soc_kept_read(r, &list, of, h->replicates, msg);
	soc_kept_list_release(&list);
	soc_free(of);
	return err;
}

/* Adds what stands behind a statistic in one replicate. */
static void add_cases(struct headline *h, const struct soc_statistic *f, int replicate, double cases)
{
	h->cases += isnan(cases) ? 0.0 : cases;
	h->rests_on += soc_statistic_rests_on(f, h->values[replicate], cases);
	h->beyond += f->beyond && isnan(h->values[replicate]) && cases > 0;
}

static enum soc_err read_statistic(struct soc_result *r, struct headline *h, const struct soc_statistic *f,
                                   struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	double some = 0;
	h->cases = h->rests_on = 0;
	h->beyond = 0;
	for (int i = 0; i < h->replicates && err == SOC_OK; i++) {
		err = soc_statistic_read(r, f, i, h->last_month[i], h->sampling_weight, &h->values[i], msg);
		if (err == SOC_OK)
			err = soc_statistic_cases(r, f, i, h->last_month[i], &some, msg);
		add_cases(h, f, i, some);
	}
	return err;
}

static void put_range(struct soc_buf *b, double low, double high, int decimals, const char *otherwise)
{
	if (high > low)
		soc_text_range(b, low, high, decimals);
	else
		soc_buf_puts(b, otherwise);
}

static void put_interval(struct headline *h, const struct soc_interval *v, int decimals)
{
	struct soc_buf interval = { 0 };
	const int in_one = v->count == 1 && h->replicates > 1;
	if (isnan(v->low) && v->count < 2 && !in_one && (h->ensemble.points == 0 || h->replicates < 2))
		return;
	if (v->count > 1)
		put_range(&interval, v->low, v->high, decimals, SOC_TEXT_ALIKE);
	else if (in_one)
		soc_buf_puts(&interval, "not estimable");
	soc_text_right(&h->out, INTERVAL_WIDTH, &interval);
	h->out.failed |= interval.failed;
	soc_buf_release(&interval);
}

static void put_assumed(struct headline *h, const struct soc_interval *v)
{
	struct soc_buf interval = { 0 };
	const struct soc_assumed *a = &h->assumed;
	if (h->ensemble.points == 0)
		return;
	if (isnan(a->low) && a->of > 0 && !soc_assumptions_are_enough(a->points, a->of))
		soc_buf_add(&interval, "%lld of %lld %s", (long long)a->points, (long long)a->of,
		            soc_noun((double)a->of, "point", "points"));
	else
		put_range(&interval, a->low, a->high, soc_text_decimals((a->low + a->high) / 2.0, a->low, a->high),
		          soc_assumed_why(a));
	const double elsewhere = soc_assumed_elsewhere(a);
	h->elsewhere = elsewhere > h->elsewhere ? elsewhere : h->elsewhere;
	soc_buf_puts(&interval, soc_assumed_mark(v, a));
	h->by_chance |= isnan(a->low) && a->is_measured;
	soc_text_right(&h->out, ASSUMED_WIDTH, &interval);
	h->out.failed |= interval.failed;
	soc_buf_release(&interval);
}

/* Without a value: a mean of the replicates that reached it would be too small. */
static void put_not_reached(struct headline *h, const struct soc_statistic *f, const struct soc_interval *v)
{
	soc_buf_add(&h->out, "  %-*s%*s", SOC_LABEL_WIDTH, f->label, VALUE_WIDTH, "not reached");
	if (h->ensemble.points > 0) {
		soc_buf_add(&h->out, "%*s", INTERVAL_WIDTH, "");
		put_assumed(h, v);
	}
	if (h->beyond < h->replicates)
		soc_buf_add(&h->out, "  (in %d of %d replicates)", h->beyond, h->replicates);
	soc_buf_puts(&h->out, "\n");
}

static void put_line(struct headline *h, const struct soc_statistic *f, const struct soc_interval *v, int few)
{
	if (h->beyond > 0) {
		put_not_reached(h, f, v);
		return;
	}
	const int decimals =
		few && isnan(v->low) ? soc_text_decimals_few(v->mean) : soc_text_decimals(v->mean, v->low, v->high);
	soc_buf_add(&h->out, "  %-*s", SOC_LABEL_WIDTH, f->label);
	int over =
		(int)strlen(f->label) - SOC_LABEL_WIDTH; /* into the blanks before the value, or a line of its own */
	if (over > VALUE_WIDTH - SHARE_WIDTH)
		soc_buf_add(&h->out, "\n  %-*s", SOC_LABEL_WIDTH, "");
	over = over > 0 && over <= VALUE_WIDTH - SHARE_WIDTH ? over : 0;
	soc_text_real_right(&h->out, VALUE_WIDTH - over, v->mean, decimals);
	put_interval(h, v, decimals);
	put_assumed(h, v);
	if (v->count > 0 && v->count < h->replicates)
		soc_buf_add(&h->out, "  (%d of %d replicates)", v->count, h->replicates);
	if (few)
		soc_buf_add(&h->out, "  fewer than %d cases", SOC_FEW_CASES);
	soc_buf_puts(&h->out, "\n");
}

static void put_number(struct soc_buf *b, const char *key, double value, int json)
{
	soc_buf_add(b, json ? ", \"%s\": " : ",%.0s", key);
	soc_text_number(b, value, json ? "null" : "");
}

static void put_record(struct headline *h, const struct soc_statistic *f, const struct soc_interval *v,
                       int few)
{
	static const char *const keys[] = { "mean", "low", "high", "assumed_low", "assumed_high" };
	const char *why = h->beyond > 0 ? "not reached" : soc_interval_why(v);
	const double numbers[] = { v->mean, v->low, v->high, h->assumed.low, h->assumed.high };
	const int json = h->format == SOC_TEXT_JSON;
	const char *const texts[] = { f->name, h->section != NULL ? h->section : "", f->label };
	static const char *const text_keys[] = { "statistic", "section", "label" };
	soc_buf_puts(&h->out, json ? (h->shown > 0 ? ",\n  {" : "\n  {") : "");
	for (int i = 0; i < 3; i++) {
		soc_buf_add(&h->out, json ? "%s\"%s\": " : "%.0s%.0s", i > 0 ? ", " : "", text_keys[i]);
		soc_buf_puts(&h->out, !json && i > 0 ? "," : "");
		soc_buf_quote(&h->out, texts[i], 1);
	}
	for (int i = 0; i < 5; i++) {
		put_number(&h->out, keys[i], numbers[i], json);
		if (i == 2) {
			soc_buf_puts(&h->out, json ? ", \"interval_why\": " : ",");
			soc_buf_quote(&h->out, why, 1);
		}
	}
	soc_buf_puts(&h->out, json ? ", \"assumed_why\": " : ",");
	soc_buf_quote(&h->out, soc_assumed_why(&h->assumed), 1);
	put_number(&h->out, "assumed_elsewhere", soc_assumed_elsewhere(&h->assumed), json);
	put_number(&h->out, "cases", floor(h->rests_on + 0.5), json);
	soc_buf_add(&h->out, json ? ", \"few\": %d, \"replicates\": %d}" : ",%d,%d\n", few, v->count);
}

/* each: what one case adds to a count or a rate. */
static void put_statistic(struct headline *h, const struct soc_statistic *f, double each)
{
	struct soc_interval v = soc_statistic_interval(f, h->values, h->replicates, each, h->cases);
	if (h->beyond > 0)
		v.mean = v.low = v.high = NAN;
	const int few = v.count > 0 && soc_statistic_is_few(h->rests_on);
	char label[SOC_WORDS_TEXT];
	struct soc_statistic own = *f;
	own.label = soc_words_own(&h->words, f->label, label, sizeof label);
	soc_answer_take(&h->answer, f->name, &v, &h->assumed, few);
	if (h->format == SOC_TEXT_TABLE)
		put_line(h, &own, &v, few);
	else
		put_record(h, &own, &v, few);
	h->shown++;
}

/* A section whose statistics the scenario cannot have has no title either. */
static enum soc_err put_common(struct soc_result *r, struct headline *h, struct soc_msg *msg)
{
	double each;
	const char *section = NULL;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < SOC_STATISTICS_COUNT && err == SOC_OK; i++) {
		const struct soc_statistic *f = &soc_statistics[i];
		section = f->section != NULL ? f->section : section;
		if (!soc_statistic_is_told(f, h->scenario))
			continue;
		err = read_statistic(r, h, f, msg);
		if (err == SOC_OK)
			err = soc_statistic_each(r, f, 0, h->last_month[0], h->sampling_weight, &each, msg);
		if (err == SOC_OK)
			err = soc_assumed_read(r, f->name, &h->assumed, msg);
		if (err != SOC_OK)
			break;
		if (h->section != section && h->format == SOC_TEXT_TABLE)
			soc_buf_add(&h->out, "%s\n", section);
		h->section = section;
		put_statistic(h, f, each);
	}
	return err;
}

/* ---- modules: nothing is said of one that is off ---- */
static enum soc_err put_summary(struct soc_result *r, struct headline *h, const struct soc_summary *summary,
                                struct soc_msg *msg)
{
	const struct soc_statistic as_statistic = soc_summary_statistic(summary);
	double cases = 0;
	enum soc_err err = SOC_OK;
	h->cases = h->rests_on = 0;
	h->beyond = 0;
	for (int i = 0; i < h->replicates && err == SOC_OK; i++) {
		err = soc_summary_read(r, h->scenario, summary, i, h->last_month[i], &h->values[i], &cases, msg);
		add_cases(h, &as_statistic, i, cases);
	}
	if (err == SOC_OK)
		err = soc_assumed_read(r, summary->name, &h->assumed, msg);
	if (err == SOC_OK)
		put_statistic(h, &as_statistic, NAN);
	return err;
}

static int tells_anything(const struct headline *h, int i)
{
	for (int k = 0; k < soc_modules[i]->summaries_count; k++)
		if (h->found[i].affected.on && soc_summary_is_told(&soc_modules[i]->summaries[k], h->scenario))
			return 1;
	return 0;
}

static enum soc_err put_modules(struct soc_result *r, struct headline *h, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < SOC_MODULES && err == SOC_OK; i++) {
		if (!tells_anything(h, i))
			continue;
		soc_result_begin(r); /* each module may take the steps of a call of its own */
		h->section = soc_modules[i]->title;
		if (h->format == SOC_TEXT_TABLE)
			soc_buf_add(&h->out, "%s%s\n", soc_modules[i]->title,
			            h->found[i].later ? " (from a later month)" : "");
		for (int k = 0; k < soc_modules[i]->summaries_count && err == SOC_OK; k++)
			if (soc_summary_is_told(&soc_modules[i]->summaries[k], h->scenario))
				err = put_summary(r, h, &soc_modules[i]->summaries[k], msg);
		if (err == SOC_OK && h->format == SOC_TEXT_TABLE && soc_modules[i]->note != NULL)
			soc_text_paragraph(&h->out, soc_modules[i]->note, NOTE_WIDTH, "  (", "   ", ")\n");
	}
	return err;
}

/* ---- what the run was ---- */
static void put_meta_number(struct soc_buf *b, const char *text)
{
	soc_text_real(b, soc_statistic_number(text), 0);
}

static void put_columns(struct headline *h)
{
	const int several = h->replicates > 1;
	soc_buf_add(&h->out, "%-*s%*s", SOC_LABEL_WIDTH + 2, "", VALUE_WIDTH, several ? "mean" : "value");
	if (h->ensemble.points == 0)
		soc_buf_add(&h->out, "%*s\n", INTERVAL_WIDTH, several ? "95% interval" : "");
	else if (several)
		soc_buf_add(&h->out, "%*s%*s\n", INTERVAL_WIDTH, "simulation, 95%", ASSUMED_WIDTH,
		            "assumptions, 95%");
	else
		soc_buf_add(&h->out, "%*s\n", ASSUMED_WIDTH, "assumptions, 95%");
}

static enum soc_err put_title(struct soc_result *r, struct headline *h, struct soc_msg *msg)
{
	static const char *const keys[] = { "title", "persons", "census_persons", "first_month", "last_month" };
	char value[5][SOC_TEXT_MAX];
	for (int i = 0; i < 5; i++) {
		enum soc_err err = soc_result_meta(r, keys[i], value[i], sizeof value[i], msg);
		if (err != SOC_OK)
			return err;
	}
	enum soc_err err = soc_statistic_sampling_weight(r, &h->sampling_weight, msg);
	if (err != SOC_OK)
		return err;
	if (h->format != SOC_TEXT_TABLE)
		return SOC_OK;
	soc_text_safe(&h->out, value[0], strlen(value[0]), 0);
	soc_buf_puts(&h->out, value[0][0] != '\0' ? "\n" : "");
	put_meta_number(&h->out, value[1]);
	soc_buf_puts(&h->out, " synthetic people for ");
	put_meta_number(&h->out, value[2]);
	const char *own = h->scenario->population;
	char population[SOC_TEXT_MAX] = "the census";
	if (own != NULL)
		soc_census_own_note(own, "title", population, sizeof population);
	soc_buf_puts(&h->out, own != NULL ? " of " : " in ");
	soc_text_safe(&h->out, population, strlen(population), 0);
	soc_buf_puts(&h->out, ", ");
	soc_text_safe(&h->out, value[3], strlen(value[3]), 0);
	soc_buf_puts(&h->out, " to ");
	soc_text_safe(&h->out, value[4], strlen(value[4]), 0);
	soc_buf_add(&h->out, ", %d %s\n\n", h->replicates, soc_noun(h->replicates, "replicate", "replicates"));
	h->answer_at = h->out.length;
	put_columns(h);
	return SOC_OK;
}

/* The answer, known when all has been told, goes before what it is taken from. */
static void put_answer(struct headline *h)
{
	struct soc_buf whole = { 0 }, answer = { 0 };
	if (h->out.failed)
		return;
	soc_answer_put(&h->answer, &answer);
	soc_buf_put(&whole, soc_buf_text(&h->out), h->answer_at);
	soc_text_paragraph(&whole, soc_buf_text(&answer), NOTE_WIDTH, "", "", "\n\n");
	soc_buf_puts(&whole, soc_buf_text(&h->out) + h->answer_at);
	whole.failed |= answer.failed;
	soc_buf_release(&answer);
	soc_buf_release(&h->out);
	h->out = whole;
}

static enum soc_err put_all(struct soc_result *r, struct headline *h, struct soc_msg *msg)
{
	enum soc_err err = soc_result_scenario_kept(r, &h->scenario, msg);
	if (err == SOC_OK) {
		h->words = soc_words_of(h->scenario);
		h->answer.sentence = h->scenario->answer;
		err = soc_assumed_facts_read(r, &h->ensemble, msg);
	}
	if (err == SOC_OK)
		err = read_ahead(r, h, msg);
	if (err == SOC_OK)
		err = put_title(r, h, msg);
	if (h->format == SOC_TEXT_CSV)
		soc_buf_puts(
			&h->out,
			"statistic,section,label,mean,low,high,interval_why,assumed_low,assumed_high,assumed_why,"
			"assumed_elsewhere,cases,few,replicates\n");
	if (h->format == SOC_TEXT_JSON)
		soc_buf_puts(&h->out, "[");
	if (err == SOC_OK)
		err = put_common(r, h, msg);
	if (err == SOC_OK)
		err = put_modules(r, h, msg);
	if (h->format == SOC_TEXT_JSON)
		soc_buf_puts(&h->out, "\n]\n");
	if (err == SOC_OK && h->format == SOC_TEXT_TABLE) {
		put_answer(h);
		err = soc_headline_put_notes(r, &h->ensemble, h->elsewhere, h->by_chance, h->replicates,
		                             h->last_month[0] + 1, &h->out, msg);
	}
	return err;
}

enum soc_err soc_result_headline(struct soc_result *r, const char *format, char **out, struct soc_msg *msg)
{
	struct headline h = { 0 };
	soc_result_begin(r);
	enum soc_err err = soc_text_form_find(format, &h.format, msg);
	if (err == SOC_OK)
		err = read_replicates(r, &h, msg);
	if (err == SOC_OK)
		err = put_all(r, &h, msg);
	if (err == SOC_OK)
		err = soc_buf_give(&h.out, "not enough memory for the headline", out, msg);
	soc_buf_release(&h.out);
	soc_free(h.last_month);
	soc_free(h.values);
	return err;
}
