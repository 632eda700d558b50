/* What groups are held against, and intersections of too few people. */
#include "analysis/fairness.h"
#include "base/mem.h"

#include <string.h>

void soc_fairness_set_reference(struct soc_fairness *f, int first, int count, int reference)
{
	for (int i = 0; i < count; i++)
		f->groups[first + i].reference = reference;
}

int soc_fairness_largest(const struct soc_fairness *f, int first, int count)
{
	int best = first;
	for (int i = first + 1; i < first + count; i++)
		best = f->groups[i].persons > f->groups[best].persons ? i : best;
	return best;
}

void soc_fairness_leave_out_small(struct soc_fairness *f, int first, int count)
{
	const size_t replicates = (size_t)f->replicates;
	int to = first, reference = count > 0 ? f->groups[first].reference : 0, moved = reference;
	for (int g = first; g < first + count; g++) {
		if (f->groups[g].persons < SOC_FAIRNESS_PEOPLE && g != reference) {
			f->left_out++;
			continue;
		}
		moved = g == reference ? to : moved;
		f->groups[to] = f->groups[g];
		memmove(f->counts + (size_t)to * replicates, f->counts + (size_t)g * replicates,
		        replicates * sizeof *f->counts);
		to++;
	}
	if (count == 0)
		return;
	f->count = to;
	soc_fairness_set_reference(f, first, to - first, moved);
}

/* ---- groups that have a row ---- */
static int is_anybody(const struct soc_fairness *of, int runs, int group)
{
	for (int run = 0; run < runs; run++)
		if (group < of[run].count && of[run].groups[group].persons > 0.0)
			return 1;
	return 0;
}

/* The groups of one way to part people in which somebody is: one alone is everybody, and held against nobody.
 */
static int fellows(const struct soc_fairness *of, int runs, int first, int group)
{
	const struct soc_fairness *f = &of[first];
	int count = 0;
	for (int i = 1; i < f->count; i++)
		count += strcmp(f->groups[i].by, f->groups[group].by) == 0 && is_anybody(of, runs, i);
	return count;
}

int soc_fairness_has_row(const struct soc_fairness *of, int runs, int first, int group)
{
	return group == 0 || (is_anybody(of, runs, group) && fellows(of, runs, first, group) > 1);
}

void soc_fairness_put_nobody(const struct soc_fairness *of, int runs, int first, struct soc_buf *out)
{
	const struct soc_fairness *f = &of[first];
	for (int i = 1; i < f->count; i++) {
		if (strchr(f->groups[i].by, ',') != NULL)
			continue; /* an intersection of too few is counted elsewhere */
		if (is_anybody(of, runs, i) && fellows(of, runs, first, i) == 1)
			soc_buf_add(out, "%sAll are of one group (%s): there is nobody to hold them against.",
			            out->length > 0 ? " " : "", f->groups[i].name);
		else if (!is_anybody(of, runs, i) && fellows(of, runs, first, i) > 1)
			soc_buf_add(out, "%sNobody is of the group %s.", out->length > 0 ? " " : "", f->groups[i].name);
	}
}

void soc_fairness_sum_up(struct soc_fairness *f)
{
	for (int g = 0; g < f->count; g++) {
		struct soc_confusion *sum = &f->groups[g].sum;
		for (int i = 0; i < f->replicates; i++)
			soc_confusion_add(sum, &f->counts[(size_t)g * (size_t)f->replicates + (size_t)i]);
		f->groups[g].persons =
			(sum->true_positives + sum->false_positives + sum->false_negatives + sum->true_negatives) /
			f->replicates;
	}
}

void soc_fairness_release(struct soc_fairness *f)
{
	soc_free(f->counts);
	soc_free(f->groups);
	soc_free(f->holm);
	soc_free(f->assumed);
	memset(f, 0, sizeof *f);
}
