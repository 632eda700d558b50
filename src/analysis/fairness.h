/* What a selection gets right and wrong, by group: the rates of a confusion matrix, their differences and
 * ratios, and what cannot be alike in two groups whose base rates differ. docs/guide/fairness.md */
#ifndef SOC_ANALYSIS_FAIRNESS_H
#define SOC_ANALYSIS_FAIRNESS_H

#include "analysis/assumed.h"
#include "analysis/decisions.h"
#include "analysis/student.h"
#include "base/buf.h"
#include "store/reader.h"

/* People by what a selection says of them and what is true; whole numbers of synthetic people. */
struct soc_confusion {
	double true_positives, false_positives, false_negatives, true_negatives;
};

/* Rates, 0 to 1. The last two are means of the score that a selection amounts to when it is told as a risk
 * (PPV for the selected, FOR for the others), over those of whom it is true and those of whom it is not. */
enum soc_rate {
	SOC_RATE_SELECTION,
	SOC_RATE_BASE,
	SOC_RATE_FALSE_POSITIVE,
	SOC_RATE_FALSE_NEGATIVE,
	SOC_RATE_TRUE_POSITIVE,
	SOC_RATE_TRUE_NEGATIVE,
	SOC_RATE_POSITIVE_PREDICTIVE,
	SOC_RATE_NEGATIVE_PREDICTIVE,
	SOC_RATE_FALSE_DISCOVERY,
	SOC_RATE_FALSE_OMISSION,
	SOC_RATES_TOLD, /* so many are told of each group */
	SOC_RATE_SCORE_OF_TRUE = SOC_RATES_TOLD,
	SOC_RATE_SCORE_OF_OTHERS,
	SOC_RATES_COUNT
};
struct soc_rate_words {
	const char *name, *label; /* as programs and as people read it */
	const char *counted, *among;
};
extern const struct soc_rate_words soc_rate_words[SOC_RATES_COUNT];

/* A rate; NaN where there is nobody to divide by. part and whole (NULL: not wanted): what was divided, 0 of
 * the two scores. */
double soc_confusion_rate(const struct soc_confusion *c, enum soc_rate rate, double *part, double *whole);
void soc_confusion_add(struct soc_confusion *to, const struct soc_confusion *more);
/* FPR - p/(1-p) (1-PPV)/PPV (1-FNR), p the base rate: 0 but for rounding (Chouldechova 2017, Big Data 5(2),
 * 153, equation 2.6). NaN where a rate has no value or PPV is 0. */
double soc_confusion_residual(const struct soc_confusion *c);

/* What a group would have to be like, given its own base rate, if two things were as in the reference. */
enum soc_conflict {
	SOC_CONFLICT_FALSE_POSITIVE,      /* PPV and FNR alike: FPR (Chouldechova 2017) */
	SOC_CONFLICT_POSITIVE_PREDICTIVE, /* FPR and FNR alike: PPV (the same identity) */
	SOC_CONFLICT_SELECTION,           /* FPR and FNR alike: selection rate */
	SOC_CONFLICT_FALSE_NEGATIVE,      /* selection rate and PPV alike: FNR */
	SOC_CONFLICT_SCORE, /* calibrated, score of those of whom it is true alike: score of the others (Kleinberg
	                       et al. 2017) */
	SOC_CONFLICTS_COUNT
};
struct soc_conflict_words {
	const char *name, *label, *source;
	enum soc_rate rate; /* which it says what must be of */
};
extern const struct soc_conflict_words soc_conflict_words[SOC_CONFLICTS_COUNT];
/* What the rate must be, which may lie outside 0 to 1: then no selection does it. NaN where it follows from
 * nothing. */
double soc_conflict_forced(enum soc_conflict conflict, const struct soc_confusion *group,
                           const struct soc_confusion *reference);
/* The share of the decisions of the group with the higher mean score of those of whom it is true that would
 * have to be replaced by its base rate, until both means are alike (Pleiss et al. 2017, NeurIPS 30, algorithm
 * 1). *of_group: 1 when it is `group`, 0 when it is `reference`. NaN where no share does it. */
double soc_conflict_withheld(const struct soc_confusion *group, const struct soc_confusion *reference,
                             int *of_group);

/* ---- of results ---- */
enum soc_fairness_dimension {
	SOC_FAIRNESS_CLASS,
	SOC_FAIRNESS_GROUP,
	SOC_FAIRNESS_STRATUM,
	SOC_FAIRNESS_QUINTILE,
	SOC_FAIRNESS_MARKER,
	SOC_FAIRNESS_SEX,
	SOC_FAIRNESS_AGE,
	SOC_FAIRNESS_DIMENSIONS
};
#define SOC_FAIRNESS_PEOPLE 100 /* an intersection of fewer synthetic people is not told */
#define SOC_FAIRNESS_NAME 256
#define SOC_FAIRNESS_KEY 64

struct soc_fairness_group {
	char by[96], name[SOC_FAIRNESS_NAME];
	char key[SOC_FAIRNESS_KEY]; /* as an ensemble over assumptions has it; "": an intersection, it has none */
	char where[SOC_FAIRNESS_NAME]; /* as an experiment has it: "group=minority stratum=rural"; "": everybody,
	                                  or no table by cell has it */
	int reference;  /* index of the group that it is held against; its own for a reference; -1: everybody */
	double persons; /* mean over the replicates */
	struct soc_confusion sum; /* all replicates together */
};
/* What the results hold of the rates over the assumptions. */
enum soc_fairness_ensemble {
	SOC_FAIRNESS_NO_ENSEMBLE,
	SOC_FAIRNESS_NO_GROUPS, /* it was made before groups were measured, or has not measured these */
	SOC_FAIRNESS_ENSEMBLE
};
/* Of a rate of a group: over the assumptions, as shares; NaN where not computed. */
struct soc_fairness_assumed {
	struct soc_assumed value, difference, ratio;
};
struct soc_fairness {
	struct soc_fairness_group *groups; /* everybody, each group of each dimension, their intersections */
	int count, replicates;
	int left_out;                    /* intersections of fewer people */
	int stepped;                     /* people were stepped again, as no table counts them so */
	enum soc_decision_kind decision; /* that selects */
	uint32_t untold; /* the rates that have no meaning, as bits: of a sanction nobody counts whom it spares */
	int grades;      /* by which calibration was counted; 0: it was not, or not by these groups */
	struct soc_confusion *counts; /* [group][replicate] */
	double *holm;                 /* [group][SOC_RATES_TOLD], see soc_fairness_told */
	int differences;              /* that were adjusted for one another */
	enum soc_fairness_ensemble ensemble;
	struct soc_fairness_assumed *assumed; /* [group][SOC_RATES_TOLD]; NULL where there is none */
	char selected[SOC_FAIRNESS_NAME], truth[SOC_FAIRNESS_NAME];
};
/* A rate of a group, and the difference to and ratio with that of its reference. */
struct soc_fairness_told {
	struct soc_interval value, difference, ratio;
	/* Of the difference: how often chance alone would make one as large, two-sided, adjusted for all
	 * differences of the groups by Holm (1979, Scand. J. Stat. 6, 65). NaN where there is none. */
	double holm;
	double cases; /* the fewer of what it counts and what is counted among, all replicates together */
	int few;
	struct soc_fairness_assumed assumed;
};

/* Adds a value of a dimension (an index of both) to the words of a group as the formulas of an experiment
 * have it (src/experiment/parts.h); nothing of marker, sex and age. out: SOC_FAIRNESS_NAME bytes. */
void soc_fairness_where(char *out, int dimension, int value);
/* The name of a group in an ensemble over assumptions: "group=minority", "sex=women"; value -1: of everybody,
 * of an instrument's assessments where dimension is the marker. Before those whom a forecast flags or a
 * sanction meets stands what does it: "flagged sex=women". out: SOC_FAIRNESS_KEY bytes. */
void soc_fairness_key(char *out, enum soc_decision_kind decision, int dimension, int value);
/* Into how many groups a dimension parts people. Pure. */
int soc_fairness_values(int dimension);
/* Whether a rate of these groups has a meaning. Pure. */
int soc_fairness_is_told(const struct soc_fairness *f, enum soc_rate rate);
/* by: dimensions, parted by commas, or by ; where no intersections are asked for. Selected is who is on a
 * list; where the regime has none, who is flagged by a forecast, under a sanction, or in a low grade; list:
 * the black list that people are selected by, NULL for any; reference: names of groups, parted by commas,
 * NULL for the largest of each dimension. Errors: SOC_ERR_USAGE with what is allowed; SOC_ERR_RESULTS,
 * SOC_ERR_MEMORY. */
enum soc_err soc_fairness_read(struct soc_fairness *f, struct soc_result *r, const char *by, const char *list,
                               const char *reference, struct soc_msg *msg);
/* The same by one decision of the regime: SOC_DECISION_LIST (any), SANCTION, INSTRUMENT, PREDICTION or GRADE.
 * Errors as there; SOC_ERR_USAGE too where the regime does not take it, or does not count by these groups. */
enum soc_err soc_fairness_read_decision(struct soc_fairness *f, struct soc_result *r,
                                        enum soc_decision_kind decision, const char *by, struct soc_msg *msg);
/* The same with those in one grade as the selected, `grade` below `grades` of what soc_fairness_read made
 * with the same by and reference: SOC_RATE_POSITIVE_PREDICTIVE is then the calibration in the grade.
 * `selected` names it. Errors as there. */
enum soc_err soc_fairness_read_grade(struct soc_fairness *f, struct soc_result *r, const char *by, int grade,
                                     const char *reference, struct soc_msg *msg);
void soc_fairness_release(struct soc_fairness *f);
/* Fills the sums and the people of all groups from their counts. */
void soc_fairness_sum_up(struct soc_fairness *f);
/* Of `count` groups from `first` on: holds them against a group; the one of most people, the first of
 * several; leaves out those of too few people, and those behind them move up. A reference stays. */
void soc_fairness_set_reference(struct soc_fairness *f, int first, int count, int reference);
int soc_fairness_largest(const struct soc_fairness *f, int first, int count);
void soc_fairness_leave_out_small(struct soc_fairness *f, int first, int count);
/* Of `runs` readings of the same groups (of a run that has none count is 0), `first` one that has some:
 * whether a group has a row: everybody has, and a group in which somebody is in some run, unless nobody is
 * outside of it. Pure. */
int soc_fairness_has_row(const struct soc_fairness *of, int runs, int first, int group);
/* Names the groups that have none, each in a sentence; no intersections, which are counted. */
void soc_fairness_put_nobody(const struct soc_fairness *of, int runs, int first, struct soc_buf *out);
/* Fills f->holm: tails of the differences in selection, base rate, FPR, FNR, PPV and NPV of every group that
 * is held against another (of a grade in PPV alone), adjusted for all of them; TPR, TNR, FDR and FOR are
 * complements of some and have theirs. What soc_fairness_read made has them. Errors: SOC_ERR_MEMORY. */
enum soc_err soc_fairness_adjust(struct soc_fairness *f, int of_a_grade, struct soc_msg *msg);
/* Whether a rate that is told is no complement of another, and which it is the complement of. Pure. */
int soc_fairness_is_alone(enum soc_rate rate);
enum soc_rate soc_fairness_alone(enum soc_rate rate);
/* Fills f->ensemble and f->assumed from the ensemble that r holds; is_measured: 0 where no ensemble measures
 * this selection. Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_fairness_read_assumed(struct soc_fairness *f, struct soc_result *r, int is_measured,
                                       struct soc_msg *msg);
/* What cannot hold together in each group and its reference, in words; and the largest residual of all groups
 * (soc_confusion_residual). */
void soc_fairness_put_conflicts(const struct soc_fairness *f, struct soc_buf *out);
double soc_fairness_worst_residual(const struct soc_fairness *f);
/* What is said of the intervals over the assumptions of f's groups: where they come from, or how they are
 * made. A whole sentence. */
const char *soc_fairness_assumed_note(const struct soc_fairness *f);
/* An interval over the assumptions, times `per`, as text: "5 to 9", "3 at each point", "not computed". */
void soc_fairness_put_assumed(struct soc_buf *b, const struct soc_assumed *v, double per);
/* Intervals by the jackknife over replicates; of replicates that agree by Wilson (of differences by Newcombe
 * 1998). Source: Quenouille 1956, Biometrika 43, 353; Newcombe 1998, Statistics in Medicine 17, 873. */
struct soc_fairness_told soc_fairness_tell(const struct soc_fairness *f, int group, enum soc_rate rate);
/* The rate of a group in b less that in a, over the first `replicates` of both, by the jackknife: two runs of
 * the same people whose groups are the same. NaN where the group has another name in b. Source: as of
 * soc_fairness_tell. */
struct soc_interval soc_fairness_between(const struct soc_fairness *a, const struct soc_fairness *b,
                                         int group, enum soc_rate rate, int replicates);

#endif
