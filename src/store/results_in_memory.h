/* Results of one replicate in memory while it runs, written by the writer of the file and asked as the file
 * is: tables and views hold what the file would hold, without places, fields and provenance. */
#ifndef SOC_STORE_RESULTS_IN_MEMORY_H
#define SOC_STORE_RESULTS_IN_MEMORY_H

#include "store/reader.h"
#include "store/writer.h"

struct soc_results_in_memory {
	struct soc_result_writer *writer; /* NULL: none is held */
	struct soc_result result;         /* what to ask; its replicate is 0 */
};

/* Holds the results of a run of s from its first month on, in place of those held before. r is all zero, or
 * was begun. Errors: SOC_ERR_MEMORY, SOC_ERR_INTERNAL; r is then released. Cost: some milliseconds for the
 * tables and views. */
enum soc_err soc_results_in_memory_begin(struct soc_results_in_memory *r, const struct soc_scenario *s,
                                         const struct soc_plan *plan, struct soc_msg *msg);
/* The rows of a month, 0 the first; after the last one the replicate is finished. Errors: SOC_ERR_MEMORY,
 * SOC_ERR_INTERNAL. Cost: some hundred rows. */
enum soc_err soc_results_in_memory_month(struct soc_results_in_memory *r, int64_t month,
                                         const struct soc_tally *tally, struct soc_msg *msg);
/* Safe twice and on all zero. */
void soc_results_in_memory_release(struct soc_results_in_memory *r);

#endif
