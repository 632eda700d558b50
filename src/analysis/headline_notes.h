/* What stands below a headline: what a reader must know before believing it. */
#ifndef SOC_ANALYSIS_HEADLINE_NOTES_H
#define SOC_ANALYSIS_HEADLINE_NOTES_H

#include "analysis/assumed.h"
#include "base/buf.h"
#include "store/reader.h"

/* Adds the notes as lines of a terminal. ensemble: points 0 where there is none; elsewhere: at how many
 * per cent of the points, at most, a figure may be another that is the same at each (soc_assumed_elsewhere),
 * 0 where none is; by_chance: some figure was measured and has no interval; replicates: that were
 * finished in whole or in part; months: that the first of them has. Owner: all are the caller's. Errors:
 * SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: three passes over the table by_cell. */
enum soc_err soc_headline_put_notes(struct soc_result *r, const struct soc_assumed_facts *ensemble,
                                    double elsewhere, int by_chance, int replicates, int64_t months,
                                    struct soc_buf *b, struct soc_msg *msg);

#endif
