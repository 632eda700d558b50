/* What is told of groups: for a terminal, as CSV, as JSON. Everything per 1,000, as in the headline. */
#include "analysis/fairness.h"

#include "analysis/statistics.h"
#include "analysis/text.h"
#include "base/mem.h"
#include "base/noun.h"

#include <math.h>
#include <string.h>

#define PER 1000.0
#define GROUP_WIDTH_LEAST 26
#define GROUP_WIDTH_MOST 50

struct telling {
	const struct soc_fairness *f;
	struct soc_result *r;
	const char *by, *reference;
	enum soc_text_form form;
	struct soc_buf out;
	int width; /* of the names of groups */
	int shown; /* records */
};

/* ---- for a terminal ---- */
/* A value and its interval; nothing where there is no value. */
static void put_interval(struct soc_buf *b, int width, const struct soc_interval *v, double per)
{
	const double mean = per * v->mean, low = per * v->low, high = per * v->high;
	const int decimals = soc_text_decimals(mean, low, high);
	struct soc_buf text = { 0 };
	soc_text_real_right(b, width, mean, decimals);
	if (high > low) {
		soc_text_real(&text, low, decimals);
		soc_buf_puts(&text, " to ");
		soc_text_real(&text, high, decimals);
	}
	soc_text_right(b, 20, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

/* The tail of a difference, adjusted. */
static void put_adjusted(struct soc_buf *b, double holm)
{
	struct soc_buf text = { 0 };
	if (holm < 0.001)
		soc_buf_puts(&text, "< 0.001");
	else if (!isnan(holm))
		soc_text_real(&text, holm, 3);
	soc_text_right(b, 10, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

/* The name of a group, marked where others are held against it. */
static void name_group(struct soc_buf *b, const struct soc_fairness *f, int group)
{
	const struct soc_fairness_group *g = &f->groups[group];
	soc_text_safe(b, g->name, strlen(g->name), 0);
	soc_buf_puts(b, g->reference == group ? " (reference)" : "");
}

static void set_width(struct telling *t)
{
	t->width = GROUP_WIDTH_LEAST;
	for (int g = 0; g < t->f->count; g++) {
		struct soc_buf name = { 0 };
		if (!soc_fairness_has_row(t->f, 1, 0, g))
			continue;
		name_group(&name, t->f, g);
		const int wide = soc_text_width(soc_buf_text(&name), (int)name.length);
		t->width = wide > t->width ? wide : t->width;
		t->out.failed |= name.failed;
		soc_buf_release(&name);
	}
	t->width = t->width < GROUP_WIDTH_MOST ? t->width : GROUP_WIDTH_MOST;
}

static void put_group_name(struct telling *t, int group)
{
	struct soc_buf name = { 0 };
	name_group(&name, t->f, group);
	soc_buf_add(&t->out, "  %s", soc_buf_text(&name));
	const int room = t->width - soc_text_width(soc_buf_text(&name), (int)name.length);
	if (room >= 0)
		soc_text_repeat(&t->out, ' ', room);
	else
		soc_buf_add(&t->out, "\n  %*s", t->width, "");
	t->out.failed |= name.failed;
	soc_buf_release(&name);
}

static enum soc_err put_title(struct telling *t, struct soc_msg *msg)
{
	char title[SOC_TEXT_MAX], persons[32], last[32];
	enum soc_err err = soc_result_meta(t->r, "title", title, sizeof title, msg);
	if (err == SOC_OK)
		err = soc_result_meta(t->r, "persons", persons, sizeof persons, msg);
	if (err == SOC_OK)
		err = soc_result_meta(t->r, "last_month", last, sizeof last, msg);
	if (err != SOC_OK)
		return err;
	soc_text_safe(&t->out, title, strlen(title), 0);
	soc_buf_puts(&t->out, "\n");
	soc_text_real(&t->out, soc_statistic_number(persons), 0);
	soc_buf_puts(&t->out, " synthetic people at the end of ");
	soc_text_safe(&t->out, last, strlen(last), 0);
	soc_buf_add(&t->out, ", %d %s\n", t->f->replicates,
	            soc_noun(t->f->replicates, "replicate", "replicates"));
	soc_buf_add(&t->out, "Selected: %s. True: %s.\n\n", t->f->selected, t->f->truth);
	return SOC_OK;
}

static void put_counts(struct telling *t)
{
	soc_buf_add(&t->out, "%-*s%12s%12s%12s%12s%12s\n", t->width + 2, "Mean over the replicates", "people",
	            "true +", "false +", "false -", "true -");
	for (int g = 0; g < t->f->count; g++) {
		if (!soc_fairness_has_row(t->f, 1, 0, g))
			continue;
		const struct soc_confusion *c = &t->f->groups[g].sum;
		const double counts[] = { c->true_positives, c->false_positives, c->false_negatives,
			                      c->true_negatives };
		put_group_name(t, g);
		soc_text_real_right(&t->out, 12, t->f->groups[g].persons, 0);
		for (int i = 0; i < 4; i++)
			soc_text_real_right(&t->out, 12, counts[i] / t->f->replicates, 1);
		soc_buf_puts(&t->out, "\n");
	}
}

static void put_one_assumed(struct soc_buf *b, int width, const struct soc_interval *value,
                            const struct soc_assumed *v, double per)
{
	struct soc_buf text = { 0 };
	soc_fairness_put_assumed(&text, v, per);
	soc_buf_puts(&text, soc_assumed_mark(value, v));
	soc_text_right(b, width, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

/* Below the line of a group: each interval over the assumptions under that of the simulation. */
static void put_assumed(struct telling *t, const struct soc_fairness_told *told, int is_held)
{
	if (t->f->ensemble != SOC_FAIRNESS_ENSEMBLE)
		return;
	soc_buf_add(&t->out, "    %-*s", t->width - 2, "over the assumptions");
	put_one_assumed(&t->out, 30, &told->value, &told->assumed.value, PER);
	if (is_held) {
		put_one_assumed(&t->out, 32, &told->difference, &told->assumed.difference, PER);
		put_one_assumed(&t->out, 38, &told->ratio, &told->assumed.ratio, 1.0);
	}
	soc_buf_puts(&t->out, "\n");
}

static void put_rate(struct telling *t, enum soc_rate rate, const struct soc_rate_words *w)
{
	soc_buf_add(&t->out, "\n%s: %s, per 1,000 %s\n", w->label, w->counted, w->among);
	soc_buf_add(&t->out, "%-*s%10s%20s%12s%20s%10s%8s%20s\n", t->width + 2, "", "value", "95% interval",
	            "difference", "95% interval", "adjusted", "ratio", "95% interval");
	for (int g = 0; g < t->f->count; g++) {
		if (!soc_fairness_has_row(t->f, 1, 0, g))
			continue;
		const struct soc_fairness_told told = soc_fairness_tell(t->f, g, rate);
		const int reference = t->f->groups[g].reference;
		put_group_name(t, g);
		put_interval(&t->out, 10, &told.value, PER);
		if (reference >= 0 && reference != g) {
			put_interval(&t->out, 12, &told.difference, PER);
			put_adjusted(&t->out, told.holm);
			put_interval(&t->out, 8, &told.ratio, 1.0);
		}
		soc_buf_add(&t->out, told.few ? "  fewer than %d cases\n" : "%.0d\n", told.few ? SOC_FEW_CASES : 0);
		put_assumed(t, &told, reference >= 0 && reference != g);
	}
}

/* Which of the differences are left when so many are looked at. */
static void put_adjustment(struct telling *t)
{
	int left = 0;
	if (t->f->differences == 0)
		return;
	for (int g = 0; g < t->f->count; g++)
		for (int rate = 0; rate < SOC_RATES_TOLD; rate++)
			left +=
				t->f->holm[g * SOC_RATES_TOLD + rate] < 0.05 && soc_fairness_is_alone((enum soc_rate)rate);
	soc_buf_add(&t->out,
	            "Adjusted: how often chance alone makes a difference as large, adjusted by Holm (1979) for "
	            "all %d %s of groups in "
	            "selection,\nbase rate, FPR, FNR, PPV and NPV (the other four are what is missing of these "
	            "to 1; calibration: for those of its "
	            "grade); %d %s below 0.05.\nThe intervals are each for itself.\n",
	            t->f->differences, soc_noun(t->f->differences, "difference", "differences"), left,
	            soc_noun(left, "is", "are"));
}

/* The groups without a row; on a terminal nothing where all have one. */
static void put_nobody(struct telling *t)
{
	struct soc_buf nobody = { 0 };
	soc_fairness_put_nobody(t->f, 1, 0, &nobody);
	if (t->form == SOC_TEXT_JSON) {
		soc_buf_quote(&t->out, soc_buf_text(&nobody), 1);
	} else if (nobody.length > 0) {
		soc_text_safe(&t->out, soc_buf_text(&nobody), nobody.length, 0);
		soc_buf_puts(&t->out, "\n");
	}
	t->out.failed |= nobody.failed;
	soc_buf_release(&nobody);
}

static void put_notes(struct telling *t)
{
	put_nobody(t);
	put_adjustment(t);
	if (t->f->left_out > 0)
		soc_buf_add(&t->out, "%d %s of fewer than %d people %s left out.\n", t->f->left_out,
		            soc_noun(t->f->left_out, "intersection", "intersections"), SOC_FAIRNESS_PEOPLE,
		            soc_noun(t->f->left_out, "is", "are"));
	if (t->f->stepped)
		soc_buf_puts(&t->out, "No table of the results counts people so: all were stepped again.\n");
	soc_buf_puts(&t->out, t->f->replicates > 1 ? "Intervals: jackknife over the replicates, Student's t; "
	                                             "they leave out what is uncertain in the "
	                                             "assumptions.\n"
	                                           : "One replicate: intervals need two or more.\n");
	soc_text_paragraph(&t->out, soc_fairness_assumed_note(t->f), 140, "", "", "\n");
	struct soc_buf marks = { 0 };
	soc_assumed_put_marks(soc_buf_text(&t->out), &marks);
	soc_buf_put(&t->out, soc_buf_text(&marks), marks.length);
	t->out.failed |= marks.failed;
	soc_buf_release(&marks);
	soc_buf_puts(&t->out, "No difference and no ratio is called fair or unfair here: that is a judgement of "
	                      "what the selection is "
	                      "for.\n");
}

/* ---- for programs ---- */
static void put_field(struct telling *t, const char *key, const char *text)
{
	const int json = t->form == SOC_TEXT_JSON;
	if (json)
		soc_buf_add(&t->out, "\"%s\": ", key);
	if (json)
		soc_buf_quote(&t->out, text, 1);
	else
		soc_buf_csv(&t->out, text, strlen(text));
	soc_buf_puts(&t->out, json ? ", " : ",");
}

static void put_real(struct telling *t, const char *key, double value)
{
	const int json = t->form == SOC_TEXT_JSON;
	if (json)
		soc_buf_add(&t->out, "\"%s\": ", key);
	soc_text_number(&t->out, isfinite(value) ? value : NAN, json ? "null" : "");
	soc_buf_puts(&t->out, json ? ", " : ",");
}

struct record {
	int group;
	const char *name, *label;
	struct soc_fairness_told told;
};

static void put_record(struct telling *t, const struct record *record)
{
	static const char *const keys[] = { "low", "high" };
	static const char *const more[] = { "difference", "ratio" };
	const struct soc_fairness_group *g = &t->f->groups[record->group];
	const struct soc_fairness_told *told = &record->told;
	const struct soc_interval *const both[] = { &told->difference, &told->ratio };
	const struct soc_assumed *const assumed[] = { &told->assumed.difference, &told->assumed.ratio };
	char key[40];
	if (!soc_fairness_has_row(t->f, 1, 0, record->group))
		return;
	if (t->form == SOC_TEXT_JSON)
		soc_buf_puts(&t->out, t->shown > 0 ? ",\n    {" : "\n    {");
	put_field(t, "statistic", record->name);
	put_field(t, "label", record->label);
	put_field(t, "by", g->by);
	put_field(t, "group", g->name);
	put_field(t, "reference", g->reference >= 0 ? t->f->groups[g->reference].name : "");
	put_real(t, "persons", g->persons);
	put_real(t, "value", PER * told->value.mean);
	put_real(t, keys[0], PER * told->value.low);
	put_real(t, keys[1], PER * told->value.high);
	put_real(t, "assumed_low", PER * told->assumed.value.low);
	put_real(t, "assumed_high", PER * told->assumed.value.high);
	for (int i = 0; i < 2; i++) {
		const double per = i == 0 ? PER : 1.0, ends[] = { both[i]->low, both[i]->high };
		put_real(t, more[i], per * both[i]->mean);
		for (int k = 0; k < 2; k++) {
			sqlite3_snprintf(sizeof key, key, "%s_%s", more[i], keys[k]);
			put_real(t, key, per * ends[k]);
		}
		for (int k = 0; k < 2; k++) {
			sqlite3_snprintf(sizeof key, key, "%s_assumed_%s", more[i], keys[k]);
			put_real(t, key, per * (k == 0 ? assumed[i]->low : assumed[i]->high));
		}
	}
	put_real(t, "difference_adjusted", told->holm);
	put_real(t, "cases", told->cases);
	soc_buf_add(&t->out, t->form == SOC_TEXT_JSON ? "\"few\": %d, \"replicates\": %d}" : "%d,%d\n", told->few,
	            t->f->replicates);
	t->shown++;
}

static void put_forced_record(struct telling *t, int group, enum soc_conflict conflict)
{
	const struct soc_conflict_words *w = &soc_conflict_words[conflict];
	const struct soc_fairness_group *g = &t->f->groups[group], *reference = &t->f->groups[g->reference];
	const double forced = soc_conflict_forced(conflict, &g->sum, &reference->sum);
	const double alike = soc_confusion_rate(&reference->sum, w->rate, NULL, NULL);
	const struct soc_interval none = { NAN, NAN, NAN, 0 };
	const struct soc_assumed not_computed = { .low = NAN, .high = NAN };
	struct record record = { .group = group, .name = w->name, .label = w->label };
	record.told = (struct soc_fairness_told){
		none, none, none, NAN, NAN, 0, { not_computed, not_computed, not_computed }
	};
	record.told.value.mean = forced;
	record.told.difference.mean = forced - alike;
	record.told.ratio.mean = alike > 0.0 ? forced / alike : NAN;
	put_record(t, &record);
}

static void put_rate_records(struct telling *t, enum soc_rate rate, const struct soc_rate_words *w)
{
	for (int g = 0; g < t->f->count; g++) {
		const struct record record = { g, w->name, w->label, soc_fairness_tell(t->f, g, rate) };
		put_record(t, &record);
	}
}

/* ---- calibration by grade ---- */
static void put_grade(struct telling *t, int grade)
{
	char name[32], label[SOC_FAIRNESS_NAME + 32], among[SOC_FAIRNESS_NAME + 32];
	sqlite3_snprintf(sizeof name, name, "calibration_%d", grade);
	sqlite3_snprintf(sizeof label, label, "Calibration in %s", t->f->selected);
	sqlite3_snprintf(sizeof among, among, "people in %s", t->f->selected);
	const struct soc_rate_words words = { name, label, "of whom it is true", among };
	if (t->form == SOC_TEXT_TABLE)
		put_rate(t, SOC_RATE_POSITIVE_PREDICTIVE, &words);
	else
		put_rate_records(t, SOC_RATE_POSITIVE_PREDICTIVE, &words);
}

/* One grade at a time takes the place of what the list selects. */
static enum soc_err put_grades(struct telling *t, struct soc_msg *msg)
{
	const struct soc_fairness *lists = t->f;
	enum soc_err err = SOC_OK;
	struct soc_fairness *of_grade = lists->grades > 0 ? soc_calloc(1, sizeof *of_grade) : NULL;
	if (lists->grades > 0 && of_grade == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for calibration by grade");
	for (int grade = 0; grade < lists->grades && err == SOC_OK; grade++) {
		err = soc_fairness_read_grade(of_grade, t->r, t->by, grade, t->reference, msg);
		t->f = of_grade;
		if (err == SOC_OK)
			put_grade(t, grade);
		soc_fairness_release(of_grade);
	}
	t->f = lists;
	soc_free(of_grade);
	return err;
}

static enum soc_err put_records(struct telling *t, struct soc_msg *msg)
{
	for (int rate = 0; rate < SOC_RATES_TOLD; rate++)
		if (soc_fairness_is_told(t->f, (enum soc_rate)rate))
			put_rate_records(t, (enum soc_rate)rate, &soc_rate_words[rate]);
	const enum soc_err err = put_grades(t, msg);
	for (int g = 1; g < t->f->count && soc_fairness_is_told(t->f, SOC_RATE_BASE); g++)
		for (int i = 0; i < SOC_CONFLICTS_COUNT && t->f->groups[g].reference != g; i++)
			put_forced_record(t, g, (enum soc_conflict)i);
	return err;
}

static enum soc_err put_all_records(struct telling *t, struct soc_msg *msg)
{
	if (t->form == SOC_TEXT_CSV) {
		soc_buf_puts(
			&t->out,
			"statistic,label,by,group,reference,persons,value,low,high,assumed_low,assumed_high,difference,"
			"difference_low,difference_high,difference_assumed_low,difference_assumed_high,ratio,ratio_low,"
			"ratio_high,ratio_assumed_low,ratio_assumed_high,difference_adjusted,cases,few,replicates\n");
		return put_records(t, msg);
	}
	soc_buf_puts(&t->out, "{\n  \"selected\": ");
	soc_buf_quote(&t->out, t->f->selected, 1);
	soc_buf_puts(&t->out, ",\n  \"true\": ");
	soc_buf_quote(&t->out, t->f->truth, 1);
	soc_buf_add(&t->out,
	            ",\n  \"per\": 1000,\n  \"replicates\": %d,\n  \"left_out\": %d,\n  \"differences\": %d,\n  "
	            "\"residual\": ",
	            t->f->replicates, t->f->left_out, t->f->differences);
	soc_text_number(&t->out, soc_fairness_worst_residual(t->f), "null");
	soc_buf_puts(&t->out, ",\n  \"nobody\": ");
	put_nobody(t);
	soc_buf_puts(&t->out, ",\n  \"assumed\": ");
	soc_buf_quote(&t->out, soc_fairness_assumed_note(t->f), 1);
	soc_buf_puts(&t->out, ",\n  \"statistics\": [");
	const enum soc_err err = put_records(t, msg);
	soc_buf_puts(&t->out, "\n  ]\n}\n");
	return err;
}

static enum soc_err put_table(struct telling *t, struct soc_msg *msg)
{
	enum soc_err err = put_title(t, msg);
	if (err != SOC_OK)
		return err;
	set_width(t);
	put_counts(t);
	for (int rate = 0; rate < SOC_RATES_TOLD; rate++)
		if (soc_fairness_is_told(t->f, (enum soc_rate)rate))
			put_rate(t, (enum soc_rate)rate, &soc_rate_words[rate]);
	err = put_grades(t, msg);
	if (soc_fairness_is_told(t->f, SOC_RATE_BASE))
		soc_fairness_put_conflicts(t->f, &t->out);
	put_notes(t);
	return err;
}

enum soc_err soc_result_fairness(struct soc_result *result, const char *by, const char *list,
                                 const char *reference, const char *format, char **out, struct soc_msg *msg)
{
	struct soc_fairness f = { .counts = NULL };
	struct telling t = { .f = &f, .r = result, .by = by, .reference = reference };
	enum soc_err err = soc_text_form_find(format, &t.form, msg);
	if (err == SOC_OK)
		err = soc_fairness_read(&f, result, by, list, reference, msg);
	if (err == SOC_OK && t.form == SOC_TEXT_TABLE)
		err = put_table(&t, msg);
	else if (err == SOC_OK)
		err = put_all_records(&t, msg);
	if (err == SOC_OK)
		err = soc_buf_give(&t.out, "not enough memory to tell of groups", out, msg);
	soc_buf_release(&t.out);
	soc_fairness_release(&f);
	return err;
}
