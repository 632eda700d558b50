/* The interval over assumptions that a results file holds beside its counts. */
#ifndef SOC_ANALYSIS_ASSUMED_H
#define SOC_ANALYSIS_ASSUMED_H

#include "analysis/student.h"
#include "base/buf.h"
#include "store/reader.h"

struct soc_assumed {
	double low, high; /* NaN, both: there is none */
	int64_t points;   /* that have a value; 0: none, or an ensemble that does not say */
	int is_measured;  /* the ensemble has the figure, with an interval or without */
	int64_t of;       /* points that could run; 0: it is not known */
};

/* What the ensemble was, in numbers; all 0 where the file holds none. */
struct soc_assumed_facts {
	int64_t points, varied, drawn_in, refused, persons, replicates;
	int64_t ranged;    /* values that had a plausible range when the run was made; 0: not kept */
	int64_t posterior; /* 1: draws of a posterior, not of all plausible ranges */
};

/* Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_assumed_facts_read(struct soc_result *r, struct soc_assumed_facts *out, struct soc_msg *msg);
/* Of a statistic of the headline by its name. Errors: as above. */
enum soc_err soc_assumed_read(struct soc_result *r, const char *statistic, struct soc_assumed *out,
                              struct soc_msg *msg);
/* Why there is no interval, or none with a width: "not computed", "too few points" (fewer than an interval
 * takes have a value), "within random numbers" (points differ by no more than those make, by a test at 5%),
 * "the same at each point"; "" where there is one. Owner: static. */
const char *soc_assumed_why(const struct soc_assumed *of);
/* Where a figure is the same at each point: at no more than so many per cent of the points is it another, in
 * runs of that size, with 95% (rule of three: Hanley and Lippman-Hand 1983, JAMA 249(13)). NaN elsewhere. */
double soc_assumed_elsewhere(const struct soc_assumed *of);

/* A value that its own interval over the assumptions, as that is told, does not hold: " [a]",
 * the interval of the run's random numbers (`simulation`) reaches it; " [b]", it does not; " [c]", there is
 * none of one replicate; "" of any other. To stand behind the interval over the assumptions. */
const char *soc_assumed_mark(const struct soc_interval *simulation, const struct soc_assumed *assumed);
/* What the marks in `text` mean, each a sentence; nothing where it has none. */
void soc_assumed_put_marks(const char *text, struct soc_buf *out);

#endif
