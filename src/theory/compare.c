/* Two results of one theory: what each figure has more in the second, paired by replicate. */
#include "base/mem.h"
#include "base/noun.h"
#include "theory/sheet.h"
#include "theory/theory.h"

#include <math.h>
#include <string.h>

struct pair {
	const struct soc_theory_result *a, *b;
	int replicates; /* that both have */
	double *by;     /* differences, room for each replicate */
};

/* What makes them no pair. */
static enum soc_err check(const struct pair *p, struct soc_msg *msg)
{
	const struct soc_theory_kind *x = p->a->kind, *y = p->b->kind;
	if (strcmp(x->name, y->name) != 0)
		return soc_fail(msg, SOC_ERR_USAGE, "they are of two theories, %.60s and %.60s: nothing to compare",
		                x->name, y->name);
	if (p->a->seed != p->b->seed)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "they have two seeds, %llu and %llu: a difference would be chance; run both with one",
		                (unsigned long long)p->a->seed, (unsigned long long)p->b->seed);
	int same = x->of->figures_count == y->of->figures_count && x->of->keys_count == y->of->keys_count;
	for (int i = 0; same && i < x->of->figures_count; i++)
		same = strcmp(x->of->figures[i].name, y->of->figures[i].name) == 0;
	for (int i = 0; same && i < x->of->keys_count; i++)
		same = strcmp(x->of->keys[i].name, y->of->keys[i].name) == 0;
	return same ? SOC_OK
	            : soc_fail(msg, SOC_ERR_USAGE,
	                       "they have other figures or parameters: two versions of socred made them");
}

/* Of what is not random one value is all there is to know. */
static struct soc_interval difference(const struct pair *p, int f)
{
	const int figures = p->a->kind->of->figures_count;
	const int n = p->a->kind->of->figures[f].is_random ? p->replicates : 1;
	for (int i = 0; i < n; i++)
		p->by[i] = p->b->values[i * figures + f] - p->a->values[i * figures + f];
	return soc_interval_or_none(soc_student_interval(p->by, n, -INFINITY, INFINITY));
}

static void put_three(struct soc_theory_sheet *s, const struct soc_interval *v, int people)
{
	const double numbers[] = { v->mean, v->low, v->high };
	for (int i = 0; i < 3; i++)
		if (people)
			soc_theory_sheet_rounded(s, numbers[i], v->low, v->high);
		else
			soc_theory_sheet_number(s, numbers[i]);
}

static void put_figures(const struct pair *p, enum soc_text_form form, struct soc_buf *out)
{
	static const char *const for_people[] = { "figure", "A", "B", "B - A", "95% from", "to", "meaning" };
	static const char *const for_programs[] = { "figure", "a",      "a_low",      "a_high", "b",
		                                        "b_low",  "b_high", "difference", "low",    "high",
		                                        "unit",   "random", "meaning" };
	const int people = form == SOC_TEXT_TABLE;
	const struct soc_theory_parts *of = p->a->kind->of;
	struct soc_theory_sheet sheet = { .names = people ? for_people : for_programs, .width = people ? 7 : 13 };
	for (int f = 0; f < of->figures_count; f++) {
		const struct soc_interval d = difference(p, f), *a = &p->a->figures[f], *b = &p->b->figures[f];
		soc_theory_sheet_text(&sheet, of->figures[f].name);
		if (people) {
			soc_theory_sheet_rounded(&sheet, a->mean, a->low, a->high);
			soc_theory_sheet_rounded(&sheet, b->mean, b->low, b->high);
		} else {
			put_three(&sheet, a, 0);
			put_three(&sheet, b, 0);
		}
		put_three(&sheet, &d, people);
		if (!people) {
			soc_theory_sheet_text(&sheet, of->figures[f].unit);
			soc_theory_sheet_number(&sheet, of->figures[f].is_random);
		}
		soc_theory_sheet_text(&sheet, of->figures[f].meaning);
	}
	soc_theory_sheet_put(&sheet, form, out);
	soc_theory_sheet_release(&sheet);
}

/* Which parameters differ: nothing else is between the two. */
static void put_head(const struct pair *p, struct soc_buf *out)
{
	int differ = 0;
	soc_buf_add(out, "%s\n%d %s, paired; seed %llu", p->a->kind->title, p->replicates,
	            soc_noun(p->replicates, "replicate", "replicates"), (unsigned long long)p->a->seed);
	for (int i = 0; i < p->a->kind->of->keys_count; i++) {
		if (p->a->keys[i] == p->b->keys[i])
			continue;
		soc_buf_add(out, "%s%s ", differ++ > 0 ? ", " : "; ", p->a->kind->of->keys[i].name);
		soc_text_number(out, p->a->keys[i], "");
		soc_buf_puts(out, " in A, ");
		soc_text_number(out, p->b->keys[i], "");
		soc_buf_puts(out, " in B");
	}
	soc_buf_puts(out, differ > 0 ? "\n\n" : "; the same parameters\n\n");
}

enum soc_err soc_theory_compare(const struct soc_theory_result *a, const struct soc_theory_result *b,
                                const char *format, char **out, struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	enum soc_text_form form;
	struct pair p = { .a = a,
		              .b = b,
		              .replicates = a->replicates < b->replicates ? a->replicates : b->replicates };
	enum soc_err err = soc_text_form_find(format, &form, msg);
	if (err == SOC_OK)
		err = check(&p, msg);
	if (err != SOC_OK)
		return err;
	p.by = soc_calloc((size_t)p.replicates, sizeof *p.by);
	if (p.by == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare");
	if (form == SOC_TEXT_TABLE)
		put_head(&p, &text);
	put_figures(&p, form, &text);
	soc_buf_puts(&text, form == SOC_TEXT_JSON ? "\n" : "");
	soc_free(p.by);
	return soc_buf_give(&text, "not enough memory to compare", out, msg);
}
