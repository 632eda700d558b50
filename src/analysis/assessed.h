/* The figures of assessments that are no statistics of the headline, by name (analysis/assessed.def). */
#ifndef SOC_ANALYSIS_ASSESSED_H
#define SOC_ANALYSIS_ASSESSED_H

struct soc_assessed_figure {
	const char *name, *formula; /* the formula in the names of soc_value_names */
};

/* Figure i, 0 to the last. Returns: both NULL past the end. Pure. Cost: O(1). */
struct soc_assessed_figure soc_assessed_at(int i);
/* By its formula, letter by letter, or by its name. Returns: NULL where none has it. Pure. Cost: O(figures).
 */
const char *soc_assessed_name(const char *formula);
const char *soc_assessed_formula(const char *name);

#endif
