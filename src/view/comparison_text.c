/* A comparison of many runs for a terminal, as CSV and as JSON. */
#include "analysis/comparison.h"

#include "analysis/text.h"
#include "base/noun.h"

#include <math.h>
#include <string.h>

#define LABEL_WIDTH 44
#define VALUE_WIDTH 12
#define INTERVAL_WIDTH 26

/* ---- for a terminal ---- */
static void put_range(struct soc_buf *b, double low, double high, int decimals)
{
	struct soc_buf text = { 0 };
	soc_text_real(&text, low, decimals);
	soc_buf_puts(&text, " to ");
	soc_text_real(&text, high, decimals);
	soc_text_right(b, INTERVAL_WIDTH, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

static void put_right(struct soc_buf *b, int width, const char *words)
{
	struct soc_buf text = { 0 };
	soc_buf_puts(&text, words);
	soc_text_right(b, width, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

/* The line of one run; x: NULL for the first, which nothing is taken from. */
static void put_line(struct soc_buf *b, char run, const char *what, const struct soc_interval *value,
                     const struct soc_contrast *x, int few)
{
	const struct soc_interval *wide = x != NULL && x->v.high > x->v.low ? &x->v : value;
	const int decimals = soc_text_decimals(wide->mean, wide->low, wide->high);
	soc_buf_add(b, "    %c  %-*s", run, LABEL_WIDTH - 7, what);
	soc_text_real_right(b, VALUE_WIDTH, value->mean, decimals);
	if (x != NULL) {
		soc_text_real_right(b, VALUE_WIDTH, x->v.mean, decimals);
		if (x->v.count > 1 && !(x->v.high > x->v.low))
			put_right(b, INTERVAL_WIDTH, SOC_TEXT_ALIKE);
		else if (x->v.count > 1)
			put_range(b, x->v.low, x->v.high, decimals);
		if (!isnan(x->low_all))
			put_range(b, x->low_all, x->high_all, decimals);
		soc_buf_puts(b, x->holm < SOC_COMPARISON_STANDS_OUT ? " *" : "");
		if (few)
			soc_buf_add(b, "  fewer than %d cases", SOC_FEW_CASES);
	}
	soc_buf_puts(b, "\n");
}

static int is_few(const struct soc_figure *f, int run)
{
	return f->value[run].count > 0 && soc_statistic_is_few(f->rests_on[run]);
}

static const char *reference_name(const struct soc_comparison *c, const struct soc_figure *f)
{
	return f->reference < 0 ? "everybody" : soc_comparison_part(c, f->division, f->reference);
}

static void put_figure(const struct soc_comparison *c, const struct soc_figure *f, struct soc_buf *b)
{
	const struct soc_division *d = &soc_divisions[c->parts[f->division].id];
	char label[SOC_WORDS_TEXT];
	if (f->division == 0)
		soc_buf_add(b, "  %s\n", soc_words_own(&c->words, f->statistic->label, label, sizeof label));
	else
		soc_buf_add(b, "   %s: %s\n", d->name, soc_comparison_part(c, f->division, f->part));
	for (int i = 0; i < c->results; i++)
		put_line(b, (char)('A' + i), "", &f->value[i], i > 0 ? &f->less[i] : NULL, i > 0 && is_few(f, i));
	if (f->reference == -2)
		return;
	soc_buf_add(b, "   %s less %s\n", soc_comparison_part(c, f->division, f->part), reference_name(c, f));
	for (int i = 0; i < c->results; i++)
		put_line(b, (char)('A' + i), "", &f->gap[i], i > 0 ? &f->gap_less[i] : NULL, i > 0 && is_few(f, i));
}

static void put_titles(const struct soc_comparison *c, struct soc_buf *b)
{
	for (int i = 0; i < c->results; i++) {
		soc_buf_add(b, "%c: ", 'A' + i);
		soc_text_safe(b, c->title[i], strlen(c->title[i]), 0);
		soc_buf_puts(b, i == 0 ? " (the others are told less this)\n" : "\n");
	}
	soc_buf_puts(b, "The same ");
	soc_text_real(b, soc_statistic_number(c->persons), 0);
	soc_buf_puts(b, c->are_draws_parted
	                    ? " synthetic people, their random numbers not all the same (see below), "
	                    : " synthetic people under the same random numbers, ");
	soc_text_safe(b, c->first_month, strlen(c->first_month), 0);
	soc_buf_add(b, " to %s, %d %s\n\n", c->last_date, c->replicates,
	            soc_noun(c->replicates, "replicate", "replicates"));
	soc_buf_add(b, "%-*s", LABEL_WIDTH, "");
	put_right(b, VALUE_WIDTH, "value");
	put_right(b, VALUE_WIDTH, "less A");
	if (c->replicates > 1)
		put_right(b, INTERVAL_WIDTH, "95% interval");
	if (c->contrasts > 0) {
		struct soc_buf text = { 0 };
		soc_buf_add(&text, "all %d together", c->contrasts);
		put_right(b, INTERVAL_WIDTH, soc_buf_text(&text));
		b->failed |= text.failed;
		soc_buf_release(&text);
	}
	soc_buf_puts(b, "\n");
}

static void put_notes(const struct soc_comparison *c, struct soc_buf *b)
{
	if (c->figures == 0)
		soc_buf_puts(b, "\n");
	else if (c->contrasts > 0)
		soc_buf_add(
			b,
			"\n95%% interval: Student's t over the differences of the replicates, of each for itself; "
			"where all are the same, from the\nnumber of cases. Together: Bonferroni, so wide that 95 of 100 "
			"such comparisons hold all of their %d %s.\n* stands out among them: tail below %.2g after Holm. "
			"Both leave out what is uncertain in the assumptions.\n",
			c->contrasts, soc_noun(c->contrasts, "difference", "differences"), SOC_COMPARISON_STANDS_OUT);
	else
		soc_buf_puts(b, c->replicates > 1 ? "\n95% interval: the differences are the same in all "
		                                    "replicates; what so many cases leave open.\n"
		                                  : "\nOne replicate: intervals need two or more.\n");
	soc_text_note_alike(b);
	if (c->with_gaps)
		soc_buf_puts(b,
		             "\"x less y\": the gap between two parts of the people in each run, and what is left of "
		             "it when that in A is taken away.\n");
	soc_buf_puts(b, soc_buf_text(&c->notes));
}

static void put_table(const struct soc_comparison *c, struct soc_buf *b)
{
	const char *section = NULL;
	put_titles(c, b);
	for (int i = 0; i < c->figures; i++) {
		if (c->figure[i].section != section && *c->figure[i].section != '\0')
			soc_buf_add(b, "%s\n", c->figure[i].section);
		section = c->figure[i].section;
		put_figure(c, &c->figure[i], b);
	}
	put_notes(c, b);
}

/* ---- for programs ---- */
struct record {
	const struct soc_comparison *c;
	struct soc_buf *b;
	int json, shown;
};

static void put_text(struct record *r, const char *key, const char *text)
{
	const int is_first = strcmp(key, "run") == 0;
	if (r->json) {
		soc_buf_add(r->b, "%s\"%s\": ", is_first ? "" : ", ", key);
		soc_buf_quote(r->b, text, 1);
	} else {
		soc_buf_puts(r->b, is_first ? "" : ",");
		soc_buf_csv(r->b, text, strlen(text));
	}
}

static void put_real(struct record *r, const char *key, double value)
{
	soc_buf_add(r->b, r->json ? ", \"%s\": " : ",%.0s", key);
	soc_text_number(r->b, value, r->json ? "null" : "");
}

/* One run of one figure, or of its gap. */
static void put_record(struct record *r, const struct soc_figure *f, int run, int gap)
{
	const struct soc_comparison *c = r->c;
	static const struct soc_contrast none = { { NAN, NAN, NAN, 0 }, NAN, NAN, NAN, NAN };
	const struct soc_interval *value = gap ? &f->gap[run] : &f->value[run];
	const struct soc_contrast *x = run == 0 ? &none : gap ? &f->gap_less[run] : &f->less[run];
	const char name[2] = { (char)('A' + run), '\0' };
	char own[SOC_WORDS_TEXT], full[SOC_FULL_LABEL];
	const char *label = soc_words_own(&c->words, f->statistic->label, own, sizeof own);
	soc_statistic_full_label(f->section, label, full, sizeof full);
	soc_buf_puts(r->b, !r->json ? "" : r->shown++ > 0 ? ",\n    {" : "\n    {");
	put_text(r, "run", name);
	put_text(r, "statistic", f->statistic->name);
	put_text(r, "section", f->section);
	put_text(r, "label", label);
	put_text(r, "full_label", full);
	put_text(r, "by", soc_divisions[c->parts[f->division].id].name);
	put_text(r, "part", soc_comparison_part(c, f->division, f->part));
	put_text(r, "less_part", gap ? reference_name(c, f) : "");
	put_real(r, "value", value->mean);
	put_real(r, "value_low", value->low);
	put_real(r, "value_high", value->high);
	put_real(r, "difference", x->v.mean);
	put_real(r, "low", x->v.low);
	put_real(r, "high", x->v.high);
	put_text(r, "interval_why", run == 0 ? "" : soc_interval_why(&x->v));
	put_real(r, "low_all", x->low_all);
	put_real(r, "high_all", x->high_all);
	put_real(r, "holm", x->holm);
	put_real(r, "cases", floor(f->rests_on[run] + 0.5));
	soc_buf_add(r->b, r->json ? ", \"few\": %d, \"replicates\": %d}" : ",%d,%d\n", is_few(f, run),
	            value->count);
}

static void put_records(const struct soc_comparison *c, struct soc_buf *b, int json)
{
	struct record r = { c, b, json, 0 };
	for (int i = 0; i < c->figures; i++)
		for (int gap = 0; gap <= (c->figure[i].reference > -2); gap++)
			for (int run = 0; run < c->results; run++)
				put_record(&r, &c->figure[i], run, gap);
}

static void put_json(const struct soc_comparison *c, struct soc_buf *b)
{
	soc_buf_add(b, "{\n  \"month\": \"%s\",\n  \"replicates\": %d,\n  \"contrasts\": %d,\n  \"runs\": [",
	            c->last_date, c->replicates, c->contrasts);
	for (int i = 0; i < c->results; i++) {
		soc_buf_add(b, "%s{\"run\": \"%c\", \"title\": ", i > 0 ? ", " : "", 'A' + i);
		soc_buf_quote(b, c->title[i], 1);
		soc_buf_add(b, ", \"content\": \"%.64s\"}", c->content[i]);
	}
	soc_buf_puts(b, "],\n  \"notes\": ");
	soc_buf_quote(b, soc_buf_text(&c->notes), 1);
	soc_buf_puts(b, ",\n  \"statistics\": [");
	put_records(c, b, 1);
	soc_buf_puts(b, "\n  ]\n}\n");
}

enum soc_err soc_comparison_text(const struct soc_comparison *c, const char *format, char **out,
                                 struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	enum soc_text_form form;
	enum soc_err err = soc_text_form_find(format, &form, msg);
	if (err != SOC_OK)
		return err;
	if (form == SOC_TEXT_TABLE)
		put_table(c, &b);
	else if (form == SOC_TEXT_JSON)
		put_json(c, &b);
	else {
		soc_buf_puts(&b,
		             "run,statistic,section,label,full_label,by,part,less_part,value,value_low,value_high,"
		             "difference,low,high,interval_why,low_all,high_all,holm,cases,few,replicates\n");
		put_records(c, &b, 0);
	}
	return soc_buf_give(&b, "not enough memory to tell a comparison", out, msg);
}
