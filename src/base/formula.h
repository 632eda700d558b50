/* Formulas over named values: numbers, names, + - * /, parentheses, min(a, b), max(a, b).
 *
 *   (violations + 2 * refused) / persons
 *
 * A formula is compiled once into a short program for a stack, and computed for as many sets of values as
 * wanted. It is safe with text of any hand: bounded in length, depth and steps, without recursion in
 * computing, allocation or I/O. */
#ifndef SOC_BASE_FORMULA_H
#define SOC_BASE_FORMULA_H

#include "socred/error.h"

#define SOC_FORMULA_TEXT 2000 /* bytes of a formula */
#define SOC_FORMULA_DEPTH \
	32 /* parentheses and signs within one another, and values that wait for their operation */
#define SOC_FORMULA_STEPS 256 /* numbers, names and operations */
#define SOC_FORMULA_NAME 96   /* bytes of a name with its NUL: letters, digits, _, points and a key in [] */

/* What the names mean: a number for each, from 0; -1 when there is no such name, and then *nearest may be one
 * that is near. */
struct soc_formula_names {
	int (*find)(void *user, const char *name, const char **suggestion);
	void *user;
};

struct soc_formula {
	int steps;
	struct {
		char what;
		int name;
		double number;
	} step[SOC_FORMULA_STEPS]; /* what: n number, v value by name, + - * / m M */
};

/* Errors: SOC_ERR_SCENARIO with the column (from 1) and what was found. out is then without steps. */
enum soc_err soc_formula_compile(struct soc_formula *out, const char *text,
                                 const struct soc_formula_names *names, struct soc_msg *msg);
/* values[name]. NaN when a value is none, a division is by zero or the result is beyond the numbers: no
 * value, never a false one. */
double soc_formula_value(const struct soc_formula *f, const double *values);
/* Whether a formula says what it counts: a count, or a sum of counts, times or over something else, as in
 * 1000 * (wrong + fabricated) / entries. f is then what one case of it makes: the same with 1 in place of
 * the counts; else it stays as it is. is_count: of a name. Pure but for f. Cost: O(steps). */
int soc_formula_to_one_case(struct soc_formula *f, int (*is_count)(int name));

#endif
