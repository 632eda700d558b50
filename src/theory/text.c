/* Theories as text: the list, one of them in full, and what a run gave. */
#include "base/noun.h"
#include "theory/sheet.h"
#include "theory/theory.h"

#include <math.h>
#include <string.h>

/* The text becomes the caller's, or there was no memory for it. */
static enum soc_err hand_over(struct soc_buf *b, char **out, struct soc_msg *msg)
{
	return soc_buf_give(b, "not enough memory", out, msg);
}

enum soc_err soc_theory_list(const char *format, char **out, struct soc_msg *msg)
{
	static const char *const names[] = { "name", "system", "title", "question", "source", "used" };
	struct soc_theory_sheet sheet = { .names = names, .width = 6 };
	struct soc_buf b = { 0 };
	enum soc_text_form form;
	if (soc_text_form_find(format, &form, msg) != SOC_OK)
		return SOC_ERR_USAGE;
	if (form == SOC_TEXT_TABLE)
		sheet.width = 3;
	for (int i = 0; i < soc_theory_count(); i++) {
		const struct soc_theory_kind *k = soc_theory_at(i);
		const char *const cells[] = { k->name, k->row, k->title, k->question, k->source, k->used };
		for (int c = 0; c < sheet.width; c++)
			soc_theory_sheet_text(&sheet, cells[c]);
	}
	soc_theory_sheet_put(&sheet, form, &b);
	soc_buf_puts(&b, form == SOC_TEXT_JSON ? "\n" : "");
	soc_theory_sheet_release(&sheet);
	return hand_over(&b, out, msg);
}

/* Lines of at most 100 columns, all but the first indented. */
static void put_wrapped(struct soc_buf *b, const char *text, int indent)
{
	int column = indent;
	for (const char *at = text; *at != '\0';) {
		const int length = (int)strcspn(at, " ");
		if (column > indent && column + 1 + length > 100) {
			soc_buf_puts(b, "\n");
			soc_text_repeat(b, ' ', indent);
			column = indent;
		} else if (column > indent) {
			soc_buf_puts(b, " ");
			column++;
		}
		soc_buf_put(b, at, (size_t)length);
		column += length;
		at += length + (at[length] == ' ');
	}
	soc_buf_puts(b, "\n");
}

static void put_named(struct soc_buf *b, const char *name, const char *text)
{
	soc_buf_add(b, "%-10s", name);
	put_wrapped(b, text, 10);
}

static void put_key(struct soc_buf *b, const struct soc_theory_key *k)
{
	soc_buf_add(b, "  %s = %g  (%g to %g%s%s", k->name, k->start, k->low, k->high, k->unit[0] ? ", " : "",
	            k->unit);
	if (!isnan(k->likely_low))
		soc_buf_add(b, "; plausible: %g to %g", k->likely_low, k->likely_high);
	soc_buf_puts(b, ")\n      ");
	put_wrapped(b, k->meaning, 6);
	soc_buf_puts(b, "      source: ");
	put_wrapped(b, k->source, 6);
}

enum soc_err soc_theory_about(const char *name, char **out, struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	const struct soc_theory_kind *k = soc_theory_find(name, msg);
	if (k == NULL)
		return SOC_ERR_USAGE;
	soc_buf_add(&b, "%s: %s\n\n", k->name, k->title);
	put_named(&b, "question", k->question);
	put_named(&b, "source", k->source);
	put_named(&b, "system", k->row);
	put_named(&b, "used", k->used);
	soc_buf_add(&b, "\nParameters (--set KEY=VALUE), with default and range; %d %s by itself:\n",
	            k->replicates, soc_noun(k->replicates, "replicate", "replicates"));
	for (int i = 0; i < k->of->keys_count; i++)
		put_key(&b, &k->of->keys[i]);
	soc_buf_puts(&b, "\nFigures:\n");
	for (int i = 0; i < k->of->figures_count; i++) {
		soc_buf_add(&b, "  %s%s%s%s\n      ", k->of->figures[i].name, k->of->figures[i].unit[0] ? " (" : "",
		            k->of->figures[i].unit, k->of->figures[i].unit[0] ? ")" : "");
		put_wrapped(&b, k->of->figures[i].meaning, 6);
	}
	if (k->of->columns_count > 0)
		soc_buf_puts(&b, "\nTime series (--series):\n");
	for (int i = 0; i < k->of->columns_count; i++)
		soc_buf_add(&b, "  %s: %s\n", k->of->columns[i].name, k->of->columns[i].meaning);
	return hand_over(&b, out, msg);
}

/* ---- what a run gave ---- */

/* For people; nothing where nothing is known. */
static void put_published(struct soc_theory_sheet *s, const struct soc_theory_published *p)
{
	struct soc_buf b = { 0 };
	if (p == NULL || p->bound == 0) {
		soc_theory_sheet_number(s, p != NULL ? p->value : NAN);
		return;
	}
	soc_buf_add(&b, "%s ", soc_theory_bound(p));
	soc_text_number(&b, p->value, "");
	soc_theory_sheet_text(s, soc_buf_text(&b));
	soc_buf_release(&b);
}

static void put_figures(const struct soc_theory_result *r, enum soc_text_form form, struct soc_buf *b)
{
	static const char *const for_people[] = { "figure", "value", "95% from", "to", "published", "meaning" };
	static const char *const for_programs[] = { "figure",    "value", "low",    "high",   "unit",
		                                        "published", "bound", "within", "source", "meaning" };
	const int people = form == SOC_TEXT_TABLE;
	struct soc_theory_sheet sheet = { .names = people ? for_people : for_programs, .width = people ? 6 : 10 };
	for (int f = 0; f < r->kind->of->figures_count; f++) {
		const struct soc_theory_figure *figure = &r->kind->of->figures[f];
		const struct soc_theory_published *known = soc_theory_known(r, f);
		const struct soc_interval *v = &r->figures[f];
		soc_theory_sheet_text(&sheet, figure->name);
		if (people) {
			soc_theory_sheet_rounded(&sheet, v->mean, v->low, v->high);
			soc_theory_sheet_rounded(&sheet, v->low, v->low, v->high);
			soc_theory_sheet_rounded(&sheet, v->high, v->low, v->high);
			put_published(&sheet, known);
		} else {
			soc_theory_sheet_number(&sheet, v->mean);
			soc_theory_sheet_number(&sheet, v->low);
			soc_theory_sheet_number(&sheet, v->high);
			soc_theory_sheet_text(&sheet, figure->unit);
			soc_theory_sheet_number(&sheet, known != NULL ? known->value : NAN);
			soc_theory_sheet_text(&sheet, known != NULL ? soc_theory_bound(known) : "");
			soc_theory_sheet_number(&sheet, known != NULL ? known->within : NAN);
			soc_theory_sheet_text(&sheet, known != NULL ? known->source : "");
		}
		soc_theory_sheet_text(&sheet, figure->meaning);
	}
	soc_theory_sheet_put(&sheet, form, b);
	soc_theory_sheet_release(&sheet);
}

static void put_series(const struct soc_theory_result *r, enum soc_text_form form, struct soc_buf *b)
{
	const char *names[SOC_THEORY_SERIES];
	struct soc_theory_sheet sheet = { .names = names, .width = r->kind->of->columns_count };
	for (int c = 0; c < r->kind->of->columns_count; c++)
		names[c] = r->kind->of->columns[c].name;
	for (size_t i = 0; i < r->rows.count * (size_t)r->rows.width; i++)
		if (form == SOC_TEXT_TABLE)
			soc_theory_sheet_rounded(&sheet, r->rows.values[i], NAN, NAN);
		else
			soc_theory_sheet_number(&sheet, r->rows.values[i]);
	soc_theory_sheet_put(&sheet, form, b);
	soc_theory_sheet_release(&sheet);
}

static void put_settings(const struct soc_theory_result *r, struct soc_buf *b)
{
	const char *mark = "; ";
	for (int i = 0; i < r->kind->of->keys_count; i++) {
		if (r->keys[i] == r->kind->of->keys[i].start)
			continue;
		soc_buf_add(b, "%s%s = ", mark, r->kind->of->keys[i].name);
		soc_text_number(b, r->keys[i], "");
		mark = ", ";
	}
	soc_buf_puts(b, "\n\n");
}

static void put_keys(const struct soc_theory_result *r, struct soc_buf *b)
{
	static const char *const names[] = {
		"key", "value", "default", "low", "high", "unit", "meaning", "source"
	};
	struct soc_theory_sheet sheet = { .names = names, .width = 8 };
	for (int i = 0; i < r->kind->of->keys_count; i++) {
		const struct soc_theory_key *k = &r->kind->of->keys[i];
		soc_theory_sheet_text(&sheet, k->name);
		soc_theory_sheet_number(&sheet, r->keys[i]);
		soc_theory_sheet_number(&sheet, k->start);
		soc_theory_sheet_number(&sheet, k->low);
		soc_theory_sheet_number(&sheet, k->high);
		soc_theory_sheet_text(&sheet, k->unit);
		soc_theory_sheet_text(&sheet, k->meaning);
		soc_theory_sheet_text(&sheet, k->source);
	}
	soc_theory_sheet_put(&sheet, SOC_TEXT_JSON, b);
	soc_theory_sheet_release(&sheet);
}

static void put_whole(const struct soc_theory_result *r, struct soc_buf *b)
{
	const char *const about[][2] = { { "theory", r->kind->name },       { "title", r->kind->title },
		                             { "question", r->kind->question }, { "source", r->kind->source },
		                             { "system", r->kind->row },        { "used", r->kind->used } };
	soc_buf_puts(b, "{");
	for (size_t i = 0; i < sizeof about / sizeof about[0]; i++) {
		soc_buf_add(b, "\"%s\": ", about[i][0]);
		soc_buf_quote(b, about[i][1], 1);
		soc_buf_puts(b, ",\n ");
	}
	soc_buf_add(b, "\"seed\": \"%llu\", \"replicates\": %d,\n \"parameters\": ", (unsigned long long)r->seed,
	            r->replicates);
	put_keys(r, b);
	soc_buf_puts(b, ",\n \"figures\": ");
	put_figures(r, SOC_TEXT_JSON, b);
	soc_buf_puts(b, ",\n \"series\": ");
	if (r->kind->of->columns_count > 0)
		put_series(r, SOC_TEXT_JSON, b);
	soc_buf_puts(b, r->kind->of->columns_count > 0 ? "}\n" : "[]}\n");
}

enum soc_err soc_theory_text(const struct soc_theory_result *result, const char *format, int series,
                             char **out, struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	enum soc_text_form form;
	if (soc_text_form_find(format, &form, msg) != SOC_OK)
		return SOC_ERR_USAGE;
	if (series && result->kind->of->columns_count == 0)
		return soc_fail(msg, SOC_ERR_USAGE, "%s has no time series", result->kind->name);
	if (form == SOC_TEXT_JSON)
		put_whole(result, &b);
	else if (series)
		put_series(result, form, &b);
	else {
		if (form == SOC_TEXT_TABLE) {
			soc_buf_add(&b, "%s\n%d %s, seed %llu", result->kind->title, result->replicates,
			            soc_noun(result->replicates, "replicate", "replicates"),
			            (unsigned long long)result->seed);
			put_settings(result, &b);
		}
		put_figures(result, form, &b);
	}
	return hand_over(&b, out, msg);
}

/* ---- published beside computed ---- */

static void put_case(struct soc_theory_sheet *s, const struct soc_theory_result *r,
                     const struct soc_theory_published *p, int people)
{
	const struct soc_interval *v = &r->figures[p->figure];
	soc_theory_sheet_text(s, r->kind->name);
	soc_theory_sheet_text(s, p->settings);
	soc_theory_sheet_text(s, r->kind->of->figures[p->figure].name);
	if (people) {
		put_published(s, p);
		soc_theory_sheet_rounded(s, v->mean, p->bound ? NAN : p->value - p->within,
		                         p->bound ? NAN : p->value + p->within);
	} else {
		soc_theory_sheet_number(s, p->value);
		soc_theory_sheet_text(s, soc_theory_bound(p));
		soc_theory_sheet_number(s, v->mean);
		soc_theory_sheet_number(s, v->low);
		soc_theory_sheet_number(s, v->high);
		soc_theory_sheet_text(s, r->kind->of->figures[p->figure].is_random ? "yes" : "no");
	}
	soc_theory_sheet_number(s, p->bound ? NAN : p->within);
	soc_theory_sheet_text(s, soc_theory_holds(p, v->mean) ? "yes" : "no");
	soc_theory_sheet_text(s, p->source);
}

/* The cases of one theory; those of the same settings one after another are one run. */
static enum soc_err put_cases(struct soc_theory_sheet *s, const struct soc_theory_kind *kind, uint64_t seed,
                              const volatile int *stop, int people, int *missed, struct soc_msg *msg)
{
	struct soc_theory_result *r = NULL;
	double keys[SOC_THEORY_KEYS];
	enum soc_err err = SOC_OK;
	for (int i = 0; err == SOC_OK && i < kind->of->published_count; i++) {
		const struct soc_theory_published *p = &kind->of->published[i];
		if (r == NULL || strcmp(p->settings, p[-1].settings) != 0) {
			soc_theory_free(r);
			r = NULL;
			err = soc_theory_set_all(kind, p->settings, keys, msg);
			if (err == SOC_OK)
				err = soc_theory_run_keys(kind, keys, seed, 0, stop, &r, msg);
		}
		if (err == SOC_OK) {
			put_case(s, r, p, people);
			*missed += !soc_theory_holds(p, r->figures[p->figure].mean);
		}
	}
	soc_theory_free(r);
	return err;
}

enum soc_err soc_theory_published(const char *name, uint64_t seed, const char *format,
                                  const volatile int *stop, char **out, int *missed, struct soc_msg *msg)
{
	static const char *const for_people[] = { "theory",   "settings", "figure", "published",
		                                      "computed", "within",   "holds",  "source" };
	static const char *const for_programs[] = { "theory", "settings", "figure", "published",
		                                        "bound",  "computed", "low",    "high",
		                                        "random", "within",   "holds",  "source" };
	enum soc_text_form form;
	struct soc_buf b = { 0 };
	int count = 0;
	const struct soc_theory_kind *only = name != NULL ? soc_theory_find(name, msg) : NULL;
	if ((name != NULL && only == NULL) || soc_text_form_find(format, &form, msg) != SOC_OK)
		return SOC_ERR_USAGE;
	const int people = form == SOC_TEXT_TABLE;
	struct soc_theory_sheet sheet = { .names = people ? for_people : for_programs, .width = people ? 8 : 12 };
	enum soc_err err = SOC_OK;
	for (int i = 0; err == SOC_OK && i < soc_theory_count(); i++)
		if (only == NULL || only == soc_theory_at(i))
			err = put_cases(&sheet, soc_theory_at(i), seed, stop, people, &count, msg);
	if (err == SOC_OK) {
		soc_theory_sheet_put(&sheet, form, &b);
		soc_buf_puts(&b, form == SOC_TEXT_JSON ? "\n" : "");
	}
	soc_theory_sheet_release(&sheet);
	if (err == SOC_OK)
		err = hand_over(&b, out, msg);
	if (err == SOC_OK && missed != NULL)
		*missed = count;
	return err;
}
