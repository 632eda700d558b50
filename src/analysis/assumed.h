/* The interval over assumptions that a results file holds beside its counts. */
#ifndef SOC_ANALYSIS_ASSUMED_H
#define SOC_ANALYSIS_ASSUMED_H

#include "store/reader.h"

struct soc_assumed {
	double low, high; /* NaN, both: not computed */
};

/* What the ensemble was, in numbers; all 0 where the file holds none. */
struct soc_assumed_facts {
	int64_t points, varied, drawn_in, refused, persons, replicates;
	int64_t ranged;    /* values that had a plausible range when the run was made; 0: not kept */
	int64_t posterior; /* 1: draws of a posterior, not of all plausible ranges */
};

/* Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_assumed_facts_read(struct soc_result *r, struct soc_assumed_facts *out, struct soc_msg *msg);
/* Of a statistic of the headline by its name. Errors: as above. */
enum soc_err soc_assumed_read(struct soc_result *r, const char *statistic, struct soc_assumed *out,
                              struct soc_msg *msg);

#endif
