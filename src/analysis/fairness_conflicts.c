/* What cannot be alike in two groups whose base rates differ, in words. */
#include "analysis/fairness.h"
#include "analysis/text.h"

#include <math.h>
#include <string.h>

#define PER 1000.0

double soc_fairness_worst_residual(const struct soc_fairness *f)
{
	double worst = 0.0;
	for (int g = 0; g < f->count; g++)
		worst = fmax(worst, fabs(soc_confusion_residual(&f->groups[g].sum))); /* fmax passes over NaN */
	return worst;
}

/* What can be said of one group: whether its base rate is that of the reference, and what follows if not. */
static void put_group_conflicts(const struct soc_fairness *f, int group, struct soc_buf *out)
{
	const struct soc_fairness_group *g = &f->groups[group], *reference = &f->groups[g->reference];
	const struct soc_fairness_told base = soc_fairness_tell(f, group, SOC_RATE_BASE);
	const double mine = soc_confusion_rate(&reference->sum, SOC_RATE_BASE, NULL, NULL);
	const int decimals =
		soc_text_decimals(PER * base.difference.mean, PER * base.difference.low, PER * base.difference.high);
	int of_group = 0;
	soc_buf_puts(out, "\n  ");
	soc_text_safe(out, g->name, strlen(g->name), 0);
	soc_buf_puts(out, ": base rate");
	soc_text_real_right(out, 0, PER * base.value.mean, decimals);
	soc_buf_puts(out, ", in ");
	soc_text_safe(out, reference->name, strlen(reference->name), 0);
	soc_text_real_right(out, 0, PER * mine, decimals);
	if (!(base.holm < 0.05))
		soc_buf_puts(out, " (the run cannot tell them apart)");
	soc_buf_add(out, "\n    %-44s%12s%12s%12s\n", "alike in both, and so", "must be", "reference",
	            "in the run");
	for (int i = 0; i < SOC_CONFLICTS_COUNT; i++) {
		const struct soc_conflict_words *w = &soc_conflict_words[i];
		soc_buf_add(out, "    %-44s", w->label);
		soc_text_real_right(out, 12,
		                    PER * soc_conflict_forced((enum soc_conflict)i, &g->sum, &reference->sum), 2);
		soc_text_real_right(out, 12, PER * soc_confusion_rate(&reference->sum, w->rate, NULL, NULL), 2);
		soc_text_real_right(out, 12, PER * soc_confusion_rate(&g->sum, w->rate, NULL, NULL), 2);
		soc_buf_add(out, "  %s\n", w->source);
	}
	const double withheld = soc_conflict_withheld(&g->sum, &reference->sum, &of_group);
	soc_buf_puts(out, "    decisions to be replaced by the base rate until the score of true is alike "
	                  "(Pleiss et al. 2017): ");
	if (isnan(withheld)) {
		soc_buf_puts(out, "no share does it\n");
		return;
	}
	soc_text_real_right(out, 0, PER * withheld, 1);
	soc_buf_puts(out, " per 1,000 in ");
	const char *name = of_group ? g->name : reference->name;
	soc_text_safe(out, name, strlen(name), 0);
	soc_buf_puts(out, "\n");
}

void soc_fairness_put_conflicts(const struct soc_fairness *f, struct soc_buf *out)
{
	soc_buf_puts(
		out,
		"\nWhat cannot hold together, per 1,000. Where base rates differ and a selection errs, two things "
		"that are "
		"alike in both\ngroups force a third apart: what it must be, given the group's own base rate, "
		"beside what it would have to be to be\nalike as well.\n");
	for (int g = 1; g < f->count; g++)
		if (f->groups[g].reference != g && soc_fairness_has_row(f, 1, 0, g))
			put_group_conflicts(f, g, out);
	soc_buf_add(out,
	            "\nFPR = p/(1-p) (1-PPV)/PPV (1-FNR), p the base rate: the largest residual of all groups is "
	            "%s 1e-12.\n",
	            soc_fairness_worst_residual(f) < 1e-12 ? "below" : "NOT below");
}
