/* exp, log, power, arc tangent from + - * / and the square root alone, so that tables have the same bits on
 * every IEEE 754 machine and library. Source: power series (Abramowitz and Stegun 1964, Handbook of
 * Mathematical Functions, chapter 4) after the argument is reduced by ln 2 in two parts (Cody and Waite 1980,
 * Software Manual for the Elementary Functions). */
#ifndef SOC_BASE_NUM_H
#define SOC_BASE_NUM_H

/* Relative error below 1e-14 for |x| <= 700; 0 below, +infinity above. */
double soc_num_exp(double x);
/* Relative error below 1e-14; x > 0 (else -infinity). */
double soc_num_log(double x);
/* x^y for x >= 0; soc_num_pow(0, y > 0) = 0, soc_num_pow(x, 0) = 1. */
double soc_num_pow(double x, double y);
/* e^x - 1 with all its digits near 0: relative error below 1e-15 for |x| < 0.5, as soc_num_exp else. */
double soc_num_exp_less_one(double x);
/* Arc tangent, x >= 0 (infinity: a quarter turn). Relative error below 2e-15. */
double soc_num_arctan(double x);
/* Square root, correctly rounded (IEEE 754); 0 for x <= 0. */
double soc_num_sqrt(double x);
/* The largest number of four digits that is not above x, for a bound that is told and must hold as it is
 * written; 0 for x <= 0. */
double soc_num_below(double x);

#endif
