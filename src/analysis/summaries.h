/* Computes the summaries of modules (model/modules/summaries.h) from a result, and finds which modules a
 * scenario has. A module that is off has none. */
#ifndef SOC_ANALYSIS_SUMMARIES_H
#define SOC_ANALYSIS_SUMMARIES_H

#include "analysis/statistics.h"
#include "model/modules/summaries.h"

/* What a scenario has of a module: at its start, or (later) only by its timeline, with all its changes that
 * are in force in one month of the span; where some hold in some places alone, with all of them and with each
 * of them. */
struct soc_module_found {
	struct soc_affected affected;
	int later;
};
/* For each of soc_modules; SOC_ERR_MEMORY. A setting that cannot be applied is passed over. */
enum soc_err soc_summaries_find_modules(const struct soc_scenario *s,
                                        struct soc_module_found out[SOC_MODULES], struct soc_msg *msg);

/* The summaries of all modules, numbered from 0 in the order of the modules, and the number of the module
 * that one is of. Pure. Cost: O(modules). */
int soc_summaries_count(void);
const struct soc_summary *soc_summaries_at(int i);
int soc_summaries_module(int i);

/* Whether a summary of a module that is on is told of this scenario. */
int soc_summary_is_told(const struct soc_summary *summary, const struct soc_scenario *s);
/* The most that it can be: per of a share, else no bound. The least: 0, since all are counts and their
 * ratios, but of one that is signed. */
double soc_summary_most(const struct soc_summary *summary);
double soc_summary_least(const struct soc_summary *summary);

/* Its per where it is a count among a count, of which the cases are the latter; else 0
 * (analysis/statistics.h).
 */
double soc_summary_per(const struct soc_summary *summary);

/* Whether a scenario has a module that is on, of which this summary is told; found: what it has of modules.
 */
int soc_summaries_has(int i, const struct soc_scenario *s, const struct soc_module_found found[SOC_MODULES]);
/* As a statistic of the headline, as which it is read by soc_summary_read alone. */
struct soc_statistic soc_summary_statistic(const struct soc_summary *summary);

/* The sum for one replicate, told for a month; 0 where there are no rows, NaN where a view has none. Errors:
 * as reading the file. Cost: the rows of the table. */
enum soc_err soc_summaries_read_sum(struct soc_result *r, const struct soc_sum *sum, int64_t replicate,
                                    int64_t month, double *out, struct soc_msg *msg);
/* Adds what reading the sum, or a summary of that scenario at that month, asks, for soc_kept_read. Errors:
 * SOC_ERR_MEMORY. */
enum soc_err soc_summaries_list_sum(struct soc_result *r, const struct soc_sum *sum,
                                    struct soc_kept_list *list, struct soc_msg *msg);
enum soc_err soc_summary_list(struct soc_result *r, const struct soc_scenario *s,
                              const struct soc_summary *summary, int64_t month, struct soc_kept_list *list,
                              struct soc_msg *msg);
/* A summary for one replicate: its value (NaN: none) and the cases behind it. */
enum soc_err soc_summary_read(struct soc_result *r, const struct soc_scenario *s,
                              const struct soc_summary *summary, int64_t replicate, int64_t month,
                              double *value, double *cases, struct soc_msg *msg);

#endif
