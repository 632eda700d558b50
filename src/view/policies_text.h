/* Judged policies as text and as a page: what both need. */
#ifndef SOC_VIEW_POLICIES_TEXT_H
#define SOC_VIEW_POLICIES_TEXT_H

#include "analysis/policies.h"

/* Objectives, and harshness behind them when the file has it. */
int soc_policies_figures(const struct soc_policies *p);
/* The i-th of them; *figure: its place among the values. */
const struct soc_objective *soc_policies_figure(const struct soc_policies *p, int i, int *figure);
extern const char *const soc_lives_names[SOC_LIVES_STATISTICS],
	*const soc_lives_meanings[SOC_LIVES_STATISTICS];
/* Decimals to show of one number; of a figure over all variants, those of the one that is known best. */
int soc_policies_decimals(const struct soc_interval *v);
int soc_policies_figure_decimals(const struct soc_policies *p, int figure);

#endif
