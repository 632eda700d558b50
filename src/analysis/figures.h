/* The figures of the headline, once: `socred show` tells them of one run, `socred compare` of two. */
#ifndef SOC_STORE_FIGURES_H
#define SOC_STORE_FIGURES_H

#include "store/reader.h"

#define SOC_REPLICATES_MOST 1000 /* of the scenario key `replicates` */
#define SOC_FEW_CASES 100        /* fewer synthetic cases in all replicates: an order of magnitude at best */
#define SOC_LABEL_WIDTH 52

struct soc_figure {
	const char *section;            /* NULL: that of the figure before */
	const char *name, *label, *sql; /* ?1 is the replicate, ?2 the month it is told for */
	int scaled;                     /* multiply by what a synthetic person stands for */
	int decimals;
	double least, most; /* values that can be */
	const char *cases;  /* synthetic cases behind it; NULL: the figure is their number, or has none */
};

/* SOC_FIGURES_COUNT figures of the headline. */
#define SOC_FIGURES_COUNT 16
extern const struct soc_figure soc_figures[SOC_FIGURES_COUNT];
/* Every indicator, in synthetic people and as it stands: stocks at the month, flows summed up to it. */
extern const struct soc_figure soc_figures_all[SOC_INDICATORS_COUNT];

/* A number as the table `meta` holds it; 0 when it is none. */
double soc_figure_number(const char *text);
/* What a synthetic person stands for in this file. */
enum soc_err soc_figure_represents(struct soc_result *r, double *out, struct soc_msg *msg);
/* The figure at the end of a month, over the months up to it; NaN when there is none. */
enum soc_err soc_figure_read(struct soc_result *r, const struct soc_figure *f, int64_t replicate,
                             int64_t month, double represents, double *out, struct soc_msg *msg);

/* The cases behind a figure in one replicate; NaN where it has none. Counts are their own. */
enum soc_err soc_figure_cases(struct soc_result *r, const struct soc_figure *f, int64_t replicate,
                              int64_t month, double *out, struct soc_msg *msg);

#endif
