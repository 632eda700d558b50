/* Student's t: intervals over a few replicates. Source: Student 1908, Biometrika 6(1), 1, where no other
 * stands with the function. */
#ifndef SOC_ANALYSIS_STUDENT_H
#define SOC_ANALYSIS_STUDENT_H

/* The 97.5% quantile for that many degrees of freedom (>= 1); between tabulated ones the wider. */
double soc_student_975(int degrees);

/* The two-sided tail beyond |t| for that many degrees of freedom (>= 1): a finite series, 0 to 1. Source:
 * Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 26.7.3 and 26.7.4. Cost: O(degrees). */
double soc_student_tail(double t, int degrees);
/* The t beyond which that two-sided tail lies (0 < tail < 1), by bisection to the last bit but some. Cost:
 * some hundred tails. */
double soc_student_beyond(double tail, int degrees);

struct soc_interval {
	double mean, low, high; /* NaN when there is no value; low and high also when there is one alone */
	int count;              /* values that were numbers */
};
/* Mean and 95% interval of values (n <= INT_MAX), NaN skipped; cut to least..most, the values that can be. */
struct soc_interval soc_student_interval(const double *values, int n, double least, double most);
/* The same of what is computed from sums over all replicates together, such as a ratio: `all` from all of
 * them, without[i] from all but the i-th (n >= 2; jackknife, with Tukey's interval). No interval where
 * leaving one out leaves no value. Source: Quenouille 1956, Biometrika 43, 353. */
struct soc_interval soc_student_jackknife(double all, const double *without, int n, double least,
                                          double most);
/* Replicates that agree to the last case are no certainty. A share of `per` over `cases` cases in all
 * replicates together, whose interval has no width, gets what random numbers alone cannot exclude: Wilson's
 * interval; where no case, or every case, was one, the exact 95% bound of Clopper and Pearson, 1 -
 * 0.05^(1/n), near 3/n. A v that is no share (per infinite), has a width or is of one replicate stays as it
 * is. Source: Wilson 1927, Journal of the American Statistical Association 22, 209; Clopper and Pearson 1934,
 * Biometrika 26, 404. */
void soc_interval_widen(struct soc_interval *v, double per, double cases);
/* The same for a count or a rate, to which each case adds `each` in its replicate: the law of Poisson (1.96
 * times the root of the cases), and where there was no case, up to three in all replicates together (rule of
 * three). Source: Hanley and Lippman-Hand 1983, Journal of the American Medical Association 249(13), 1743. */
void soc_interval_widen_count(struct soc_interval *v, double each, double cases);
/* The same for a difference in acts, as a share `per` of those of the same people without the regime, of
 * which all replicates together have `acts`: as many acts more or fewer as the law of Poisson has it of those
 * that the difference is (up to three, where it is none). Cut to least..most, the values that can be. Source:
 * as of soc_interval_widen_count. */
void soc_interval_widen_difference(struct soc_interval *v, double per, double acts, double least,
                                   double most);
/* Of counts, one a replicate (n: 2 or more, else no interval): Student's interval, widened by the law of
 * Poisson where replicates agree, and cut at 0. */
struct soc_interval soc_student_counts(const double *counts, int n);
/* Of their differences from those of another run, replicate by replicate. differences: [n], scratch. */
struct soc_interval soc_student_counts_less(const double *counts, const double *less, double *differences,
                                            int n);
/* The same interval, or none where it has no width: replicates that agree, where nothing says how much that
 * is of. Pure. */
struct soc_interval soc_interval_or_none(struct soc_interval v);
/* Why an interval is none, in a word for tables and programs; "" where there is one. */
const char *soc_interval_why(const struct soc_interval *v);

#endif
