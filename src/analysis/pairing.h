/* Whether two runs may be subtracted replicate by replicate: the same people under the same random numbers,
 * over the same months. */
#ifndef SOC_ANALYSIS_PAIRING_H
#define SOC_ANALYSIS_PAIRING_H

#include "base/buf.h"
#include "store/reader.h"

struct soc_pairing {
	int replicates;       /* that both have: the first ones */
	int64_t last_month;   /* that the statistics are told for, from 0 */
	char last_date[16];   /* the same as YYYY-MM */
	int are_draws_parted; /* 1: what happens to people is drawn for other people or other traits of a class;
	                       notes   say why */
	struct soc_buf notes; /* what does not forbid it and must be known, one sentence a line; release with
	                         soc_buf_release */
};

/* date: YYYY-MM, or NULL for the last month that both have. Errors: SOC_ERR_USAGE says what differs, or which
 * months there are. */
enum soc_err soc_pairing_check(struct soc_result *a, struct soc_result *b, const char *date,
                               struct soc_pairing *out, struct soc_msg *msg);

#endif
