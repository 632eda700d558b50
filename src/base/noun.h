/* The noun beside a number. */
#ifndef SOC_BASE_NOUN_H
#define SOC_BASE_NOUN_H

/* one for 1 and -1, many for all other numbers, 0 and fractions too: "1 month", "0 months". n is the number
 * as it is printed: a value told as "%.0f" is rounded first. */
static inline const char *soc_noun(double n, const char *one, const char *many)
{
	return n == 1.0 || n == -1.0 ? one : many;
}

#endif
