/* The statistics that answer a module's question, declared over named counters: a numerator, a denominator
 * and per how many. The headline and the report tell them; analysis/summaries.h computes them. Constant. */
#ifndef SOC_MODEL_MODULES_SUMMARIES_H
#define SOC_MODEL_MODULES_SUMMARIES_H

#include "input/module.h"

/* The months that a sum is of, told for a month of the run. */
enum soc_summary_months {
	SOC_SUMMARY_END,                /* that month: of stocks */
	SOC_SUMMARY_RUN,                /* all months up to it: of flows */
	SOC_SUMMARY_LAST_YEAR,          /* the twelve that end with it: of flows */
	SOC_SUMMARY_THREE_YEARS_BEFORE, /* the twelve that end three years before it; none of a shorter run */
	SOC_SUMMARY_SCORING,            /* the last one in which bureaus scored */
	SOC_SUMMARY_WHOLE               /* a view of the whole run; no value where it is not the last month */
};

/* A sum of columns of a table or view of results. */
struct soc_sum {
	const char *table;   /* NULL: there is no such sum */
	const char *columns; /* one or more, added up, with spaces between, -column taken away; "1": the rows */
	const char
		*where; /* "wrong=1 ground=friends|proxy": values of key columns, != for all others; NULL: all */
	const char *times; /* a column that each value is multiplied by, or NULL */
	enum soc_summary_months months;
	double (*each)(const struct soc_scenario *s); /* what one of it takes, by the keys; NULL: 1 */
};
/* SOC_RUN_SUM(firms_appeals_by_list, "upheld denied", .where = "wrong=1") */
#define SOC_END_SUM(in, ...)                                            \
	{                                                                   \
		.table = #in, .months = SOC_SUMMARY_END, .columns = __VA_ARGS__ \
	}
#define SOC_RUN_SUM(in, ...)                                            \
	{                                                                   \
		.table = #in, .months = SOC_SUMMARY_RUN, .columns = __VA_ARGS__ \
	}
#define SOC_LAST_YEAR_SUM(in, ...)                                            \
	{                                                                         \
		.table = #in, .months = SOC_SUMMARY_LAST_YEAR, .columns = __VA_ARGS__ \
	}
#define SOC_THREE_YEARS_BEFORE_SUM(in, ...)                                            \
	{                                                                                  \
		.table = #in, .months = SOC_SUMMARY_THREE_YEARS_BEFORE, .columns = __VA_ARGS__ \
	}
#define SOC_SCORING_SUM(in, ...)                                            \
	{                                                                       \
		.table = #in, .months = SOC_SUMMARY_SCORING, .columns = __VA_ARGS__ \
	}
#define SOC_WHOLE_SUM(in, ...)                                            \
	{                                                                     \
		.table = #in, .months = SOC_SUMMARY_WHOLE, .columns = __VA_ARGS__ \
	}

#define SOC_SUMMARY_SUMS 3

/* per x part / whole; where over_part is there, divided by over_part / over_whole. The cases behind it are
 * the whole, or the fewer of both parts, unless `cases` says what they are. */
struct soc_summary {
	const char *name, *label;
	double per;
	int is_share;  /* part is some of the whole: the value lies between 0 and per */
	int is_signed; /* a difference, which may be below 0 */
	int sampled;   /* of stocks that output.modules samples: no value in the other months */
	struct soc_sum part[SOC_SUMMARY_SUMS], whole[SOC_SUMMARY_SUMS], over_part, over_whole, cases;
	int (*needs)(const struct soc_scenario *s); /* whether the scenario can have it; NULL: with the module */
};

enum soc_branch_kind {
	SOC_BRANCH_LOST,    /* leaves the way from an event to a list */
	SOC_BRANCH_CHANGED, /* stays on the way, but says something else */
	SOC_BRANCH_ADDED,   /* is on the way for no act of the person */
	SOC_BRANCH_ONWARD   /* goes on to somebody else */
};
enum soc_way_step { SOC_WAY_RECORDED, SOC_WAY_ACCEPTED, SOC_WAY_ENTERED }; /* that a branch belongs to */

/* What a module takes from or adds to that way. wrong: those of the cases that are, no table: not counted.
 * stock: people at the end, not a flow. */
struct soc_branch {
	const char *name, *label;
	struct soc_sum count, wrong;
	enum soc_branch_kind kind;
	enum soc_way_step step;
	int stock;
};

#endif
