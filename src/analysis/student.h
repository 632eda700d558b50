/* Student's t: intervals over a few replicates. */
#ifndef SOC_STORE_STUDENT_H
#define SOC_STORE_STUDENT_H

/* The 97.5% quantile for that many degrees of freedom (>= 1); between tabulated ones the wider. */
double soc_student_975(int degrees);

struct soc_interval {
	double mean, low, high; /* NaN when there is no value; low and high also when there is one alone */
	int count;              /* values that were numbers */
};
/* Mean and 95% interval of values (n <= INT_MAX), NaN skipped; cut to least..most, the values that can be. */
struct soc_interval soc_student_interval(const double *values, int n, double least, double most);

#endif
