/* One synthetic life as a JSON document, and the document as text for a person to read. */
#ifndef SOC_VIEW_EXPLAIN_H
#define SOC_VIEW_EXPLAIN_H

#include "base/buf.h"
#include "run/replay.h"
#include "view/json.h"

/* What the person is: traits, household, place. New reference; NULL when memory is out. */
json_t *soc_explain_person(const struct soc_replay *r);
/* The month just stepped, from its month log; NULL when memory is out. Sums up in `history` the accepted
 * records of the person. */
json_t *soc_explain_month(const struct soc_replay *r, json_t **history);
/* Why the person has the grade: base, components, the records behind them as they have faded until now. */
json_t *soc_explain_why(const struct soc_replay *r, const json_t *history);

/* The whole document as text. */
void soc_explain_text(const json_t *life, struct soc_buf *out);

/* "YYYY-MM" of month m of the run. */
void soc_explain_date(const struct soc_scenario *s, uint32_t m, char out[16]);

#endif
