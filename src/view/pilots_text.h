/* Pilots as text and as a page: what both need. */
#ifndef SOC_VIEW_PILOTS_TEXT_H
#define SOC_VIEW_PILOTS_TEXT_H

#include "analysis/pilots.h"

/* Objectives, and harshness behind them when the file has it. */
int soc_pilots_figures(const struct soc_pilots *p);
/* The i-th of them; *figure: its place among the values. */
const struct soc_objective *soc_pilots_figure(const struct soc_pilots *p, int i, int *figure);
extern const char *const soc_lives_names[SOC_LIVES_STATISTICS],
	*const soc_lives_meanings[SOC_LIVES_STATISTICS];
/* Decimals to show of one number; of a figure over all variants, those of the one that is known best. */
int soc_pilots_decimals(const struct soc_interval *v);
int soc_pilots_figure_decimals(const struct soc_pilots *p, int figure);

#endif
