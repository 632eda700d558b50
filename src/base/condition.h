/* Conditions over named values: states, comparisons, and, or, not, parentheses.
 *
 *   listed and did_nothing and not notified
 *   (age >= 60 or grade = D) and place != "Beijing"
 *
 *   condition   part { "or" part }
 *   part        simple { "and" simple }
 *   simple      "not" simple | "(" condition ")" | state | name sign value
 *   sign        =  !=  <  <=  >  >=
 *   value       a number, a word, or any text in double quotes
 *
 * A condition is compiled once and asked of as many sets of values as wanted. It is safe with text of any
 * hand: bounded in length, depth and steps, without recursion in asking, allocation or I/O. */
#ifndef SOC_BASE_CONDITION_H
#define SOC_BASE_CONDITION_H

#include "socred/error.h"

#define SOC_CONDITION_TEXT 1000 /* bytes of a condition */
#define SOC_CONDITION_DEPTH 32  /* parentheses and nots within one another */
#define SOC_CONDITION_STEPS 256 /* states, comparisons, ands, ors and nots */
#define SOC_CONDITION_WORD 96   /* bytes of a name or a value with its NUL */

enum soc_condition_kind {
	SOC_CONDITION_STATE,   /* holds or not: stands alone */
	SOC_CONDITION_NUMBER,  /* is compared with a number */
	SOC_CONDITION_WORD_OF, /* is one of some words: = and != */
	SOC_CONDITION_RANK_OF  /* is one of some words in an order: every sign */
};

/* What the names mean. */
struct soc_condition_names {
	/* The number of a name from 0, with its kind; -1 when there is none, and then hint may be filled for the
	 * end of a message ("; did you mean age?"). */
	int (*find)(void *user, const char *name, enum soc_condition_kind *kind, struct soc_msg *hint);
	/* The number of a word of that name; SOC_ERR_USAGE with what is wrong with it, and the nearest. */
	enum soc_err (*word)(void *user, int name, const char *word, double *out, struct soc_msg *msg);
	void *user;
};

enum soc_condition_sign { SOC_IS, SOC_IS_NOT, SOC_LESS, SOC_AT_MOST, SOC_MORE, SOC_AT_LEAST, SOC_HOLDS };

struct soc_condition {
	int steps;
	struct {
		char what; /* t test, ! not, & and, | or */
		int name, sign;
		double value;
	} step[SOC_CONDITION_STEPS];
};

enum soc_truth_value { SOC_FALSE_VALUE, SOC_TRUE_VALUE, SOC_UNKNOWN_VALUE };

/* Errors: SOC_ERR_USAGE with the column (from 1) and what was found. out is then without steps. */
enum soc_err soc_condition_compile(struct soc_condition *out, const char *text,
                                   const struct soc_condition_names *names, struct soc_msg *msg);
/* value: sets *out and returns 1, or returns 0 when it is not known yet. What is none (NaN) fulfils no
 * comparison. Unknown when it depends on what is not known. Cost: O(steps). */
enum soc_truth_value soc_condition_holds(const struct soc_condition *c,
                                         int (*value)(const void *user, int name, double *out),
                                         const void *user);
/* 1 when a step asks for that name. */
int soc_condition_asks(const struct soc_condition *c, int name);

#endif
