/* What is left of differences when so many are looked at. */
#include "analysis/comparison.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static int by_tail(const void *a, const void *b)
{
	const double x = (*(struct soc_contrast *const *)a)->tail, y = (*(struct soc_contrast *const *)b)->tail;
	return (x > y) - (x < y);
}

static void widen(struct soc_contrast *x, int all)
{
	const int degrees = x->v.count - 1;
	/* An end that was cut to what can be stays there. */
	const double half =
		(x->v.high - x->v.mean > x->v.mean - x->v.low ? x->v.high - x->v.mean : x->v.mean - x->v.low) *
		soc_student_beyond(0.05 / all, degrees) / soc_student_975(degrees);
	x->low_all = x->v.mean - half;
	x->high_all = x->v.mean + half;
}

/* Bonferroni's intervals, and Holm (1979, Scand. J. Stat. 6, 65): the k-th smallest of m tails times m - k,
 * from 0, never below the one before. */
enum soc_err soc_comparison_adjust(struct soc_comparison *c, struct soc_msg *msg)
{
	struct soc_contrast **order = soc_calloc((size_t)c->contrasts + 1, sizeof(struct soc_contrast *));
	int n = 0;
	double before = 0.0;
	if (order == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare runs");
	for (int f = 0; f < c->figures; f++)
		for (int i = 1; i < c->results; i++) {
			struct soc_figure *figure = &c->figure[f];
			if (!isnan(figure->less[i].tail))
				order[n++] = &figure->less[i];
			if (figure->reference > -2 && !isnan(figure->gap_less[i].tail))
				order[n++] = &figure->gap_less[i];
		}
	qsort(order, (size_t)n, sizeof *order, by_tail);
	for (int k = 0; k < n; k++) {
		before = fmax(before, fmin(1.0, order[k]->tail * (n - k)));
		order[k]->holm = before;
		widen(order[k], n);
	}
	soc_free(order);
	return SOC_OK;
}
