/* The standard normal law. */
#ifndef SOC_EXPERIMENT_NORMAL_H
#define SOC_EXPERIMENT_NORMAL_H

#include <stdint.h>

/* The value below which the share p, 0 < p < 1, of the law lies. Relative error below 2e-9 (Acklam's rational
 * approximation, 2003). Pure. */
double soc_normal_quantile(double p);
/* A value of the law from a uniform word. */
double soc_normal_of(uint32_t word);

#endif
