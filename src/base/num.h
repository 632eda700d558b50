/* exp, log, power from + - * / alone, so that tables have the same bits on every IEEE 754 machine and
 * library. */
#ifndef SOC_BASE_NUM_H
#define SOC_BASE_NUM_H

/* Relative error below 1e-14 for |x| <= 700; 0 below, +infinity above. */
double soc_num_exp(double x);
/* Relative error below 1e-14; x > 0 (else -infinity). */
double soc_num_log(double x);
/* x^y for x >= 0; soc_num_pow(0, y > 0) = 0, soc_num_pow(x, 0) = 1. */
double soc_num_pow(double x, double y);
/* Square root, correctly rounded (IEEE 754); 0 for x <= 0. */
double soc_num_sqrt(double x);
/* The largest number of four digits that is not above x, for a bound that is told and must hold as it is
 * written; 0 for x <= 0. */
double soc_num_below(double x);

#endif
