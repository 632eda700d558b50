/* What came of an experiment in numbers: of each outcome an estimate for each factor, or each arm, in the
 * columns that its design has. analyse.c tells them in words, view/experiment_page.c draws them. */
#ifndef SOC_EXPERIMENT_ANALYSIS_H
#define SOC_EXPERIMENT_ANALYSIS_H

#include "experiment/arms.h"

#define SOC_ANALYSIS_COLUMNS 5

/* What is told of a design: the columns, what a row is, and which column the rows are sorted by for a reader
 * (-1: they stay in the order of the file). */
struct soc_analysis_shape {
	const char *column[SOC_ANALYSIS_COLUMNS], *row, *note;
	int columns, sorted_by;
};

/* Of one move of a factor alone, from point to point: how many moves there are, and in how many a larger
 * value gives more of the outcome, and less. */
struct soc_analysis_moves {
	int64_t all, more, less;
};

struct soc_analysis {
	const struct soc_runner *r;
	const struct soc_experiment *e;
	const struct soc_analysis_shape *shape;
	double *y; /* [points]: mean over replicates, NaN where one is missing */
	double *x; /* [points] of one factor */
	struct soc_estimate *of[SOC_ANALYSIS_COLUMNS]; /* [rows] */
	struct soc_assumptions_outcome *decides; /* [rows] of arms over assumptions where wanted, else NULL */
	int rows;
	int64_t measured; /* points with a value of the outcome under way */
};

/* The points of an experiment and what is measured of them in the folder. r is released by the caller
 * (soc_runner_release), after a failure too. Errors: as soc_runner_init; SOC_ERR_USAGE: nothing is measured.
 * Cost: as soc_runner_init. */
enum soc_err soc_analysis_read(struct soc_runner *r, const struct soc_experiment *e, const char *folder,
                               struct soc_experiment_state *state, struct soc_msg *msg);
/* Room for the outcomes of an experiment whose points r has read; of designs other than calibration.
 * decides: also which assumptions decide the difference of each arm. Errors: SOC_ERR_MEMORY. Owner: the
 * caller (soc_analysis_release, after a failure too); r stays the caller's. Cost: O(points). */
enum soc_err soc_analysis_init(struct soc_analysis *a, const struct soc_runner *r, int decides,
                               struct soc_msg *msg);
/* Safe twice and on all zero. */
void soc_analysis_release(struct soc_analysis *a);
/* Values and estimates of an outcome, in place of those of the one before. Errors: SOC_ERR_MEMORY. Cost: as
 * sensitivity.h and arms.h say. */
enum soc_err soc_analysis_outcome(struct soc_analysis *a, int outcome, struct soc_msg *msg);
/* What a design consists of, so that its first ones are a smaller design of the same kind: rows of sobol,
 * trajectories of morris, points of lhs. 0 for designs that have no smaller one inside. */
int64_t soc_analysis_units(const struct soc_analysis *a);
/* The estimates of the outcome under way from its first `units`, 1 to soc_analysis_units: those that a
 * smaller experiment would have had. They stand in a->of afterwards. Errors and cost: as
 * soc_analysis_outcome. */
enum soc_err soc_analysis_part(struct soc_analysis *a, int64_t units, struct soc_msg *msg);
/* Moves of one factor alone (sobol, morris) for the outcome under way; all 0 of other designs. Cost:
 * O(points). */
struct soc_analysis_moves soc_analysis_moves(const struct soc_analysis *a, int factor);
/* A factor's values at all points into a->x: numbers; of words which of the list; NaN where an arm leaves it.
 * Cost: O(points). */
void soc_analysis_values(struct soc_analysis *a, int factor);

#endif
