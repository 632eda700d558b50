/* What an experiment measures: formulas over headline statistics, indicators and counts of modules, computed
 * from the sums of the months without a results file; the numbers are those that the file would give. */
#ifndef SOC_EXPERIMENT_OUTCOME_H
#define SOC_EXPERIMENT_OUTCOME_H

#include "base/formula.h"
#include "run/sim_state.h"
#include "store/results_in_memory.h"

#define SOC_OUTCOMES_MAX 192
/* With the counts of groups of an ensemble, or with what one case makes of each outcome of arms. */
#define SOC_OUTCOMES_ROOM (SOC_OUTCOMES_MAX + 208)

struct soc_outcome {
	char name[SOC_FORMULA_NAME];
	char formula[SOC_FORMULA_TEXT + 1]; /* the name itself where the file gives none */
	char meaning[SOC_TEXT_MAX];
	char over[SOC_FORMULA_NAME]; /* the outcome that it is told over; "": it is told as it is */
	int divisor;                 /* the place of that one, when `over` is set */
	double least, most; /* values that can be: of a share 0 and what it is a share of; infinite: any */
	int64_t until;      /* measured at that month (year * 12 + month - 1); 0: the last of the run */
	double share;       /* of that month, in a straight line from the end of the one before; 1 at its end */
	int64_t since;      /* less what it was at the end of the month before this one; 0: less nothing */
	int is_one_case;    /* measured is what one case makes of the formula, and not its value */
	int one_case; /* the place of the outcome that measures that of this one; 0: the formula says none */
};

#define SOC_OUTCOME_WHY 400

/* What names are looked up in, and what is wrong with a part (parts.h) that is none. */
struct soc_outcome_names {
	const struct soc_scenario *scenario;
	char why[SOC_OUTCOME_WHY];
};

/* A formula of an outcome. It may name what `socred policies` may, the statistics of the headline that follow
 * from the indicators, those of modules, and parts, whose entries are those of the scenario; or it is the
 * name of a rate (soc_names_of_rates_formula) alone. Errors: SOC_ERR_SCENARIO; out is then without steps. */
enum soc_err soc_outcome_compile(struct soc_formula *out, const char *formula,
                                 const struct soc_scenario *scenario, struct soc_msg *msg);

/* What one case makes of an outcome, in place of its formula, where that says its cases: it is a count or a
 * sum of counts, times a number or over something, or a share of the headline (its name alone, which stays as
 * it is). 0 where it does not. Pure but for f. */
int soc_outcome_to_one_case(struct soc_formula *f);

/* Values that a statistic of the headline can have; false where the formula is none by itself. Pure. */
int soc_outcome_bounds(const char *formula, double *least, double *most);

struct soc_summary;

/* Measures one replicate after the other, in one thread. */
struct soc_outcome_meter {
	int count;
	const struct soc_outcome *outcomes; /* [count], the caller's */
	struct soc_formula *formula;        /* [count] */
	unsigned char *wanted;              /* [names]: whether some formula has it */
	unsigned char *kind;                /* [values]: SOC_OUTCOME_... */
	int64_t *before, *last; /* [values]: summed over the months before the last, and of the last */
	double *value;          /* [names]; of parts it is summed here */
	double *run;            /* [values]: summed over all months, stocks too */
	const struct soc_summary **summary; /* [summaries] of modules; NULL where no formula has it */
	int summaries;                      /* statistics of modules, all of them */
	int *part, parts;                   /* places (parts.h) of the parts that are wanted, and how many */
	int asks_statistics;                /* some formula has a statistic of the headline */
	struct soc_result statistics; /* a table by_cell in memory: the months before the last as one, the last */
	sqlite3_stmt *insert;
	int asks_results; /* some formula has a statistic of a module that views have, and not the counts alone */
	struct soc_results_in_memory results;
};

/* Errors: SOC_ERR_SCENARIO: a formula is none; SOC_ERR_MEMORY. m is released on failure. */
enum soc_err soc_outcome_meter_init(struct soc_outcome_meter *m, const struct soc_outcome *outcomes,
                                    int count, const struct soc_scenario *scenario, struct soc_msg *msg);
/* Safe twice and on all zero. */
void soc_outcome_meter_release(struct soc_outcome_meter *m);
/* Runs the replicate that the run stands before to its end and measures it: out[count], NaN where an outcome
 * has no value. stop: ends it with SOC_ERR_INTERRUPTED when it becomes non-zero; may be NULL. Errors: as
 * soc_sim_step; SOC_ERR_MEMORY. Cost: that of the months and about 0.1 ms for each statistic; where one asks
 * for results, also that of writing them to memory. */
enum soc_err soc_outcome_meter_run(struct soc_outcome_meter *m, struct soc_sim *sim, const volatile int *stop,
                                   double *out, struct soc_msg *msg);

#endif
