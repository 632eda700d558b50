/* Phase 5: accepted records -> points by component -> score -> grade. docs/model, Scoring. */
#ifndef SOC_MODEL_SCORING_H
#define SOC_MODEL_SCORING_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/month_log.h"
#include "model/score.h"

/* Sets points and grade of every row as they are before the first record. quintile[row]: recorded income,
 * 0..4.
 */
void soc_scoring_begin(const struct soc_regime *rules, struct soc_record *record, const uint8_t *quintile,
                       unsigned count);

/* Lets the points of every row fade by a month. Also for the shadow columns kept in truth/. */
void soc_scoring_fade(const struct soc_regime *rules, const struct soc_place_time *at,
                      int16_t *const *points);
/* Adds points to what a component holds, within what it can hold; returns what was added. */
int32_t soc_scoring_add(const struct soc_regime *rules, struct soc_record *record, unsigned component,
                        unsigned row, int32_t points);
/* Posts the month log's accepted records and the rewards of informers; sets rec.posted. */
void soc_scoring_post(const struct soc_regime *rules, struct soc_record *record,
                      struct soc_month_log *month_log);
/* Renews scores (at->count values, 1/32 point) and grades; changes of grade go to the month log. */
void soc_scoring_grade(const struct soc_regime *rules, const struct soc_place_time *at,
                       const struct soc_registry *registry, struct soc_record *record,
                       struct soc_month_log *month_log, int32_t *score);

#endif
