/* Phase 5: accepted records -> points by component -> score -> grade. docs/model/scoring.md. */
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

/* Components that are at rest: nobody of a community has points of them. In most communities all are, month
 * after month, so that their points, which are most of a person's bytes, need not be read. Sets of components
 * are bits.
 *
 * Those that can be at rest: whose points come by records and rulings alone, which say so (month_log->moved).
 */
unsigned soc_scoring_can_rest(const struct soc_regime *rules);
/* Of these components those of which nobody has points in these columns. Also for the shadow columns kept in
 * truth/. Cost: little where somebody has any, else O(count). */
unsigned soc_scoring_at_rest(int16_t *const *points, unsigned count, unsigned components);

/* Lets the points of every row fade by a month, but for components at rest. Also for the shadow columns kept
 * in truth/. */
void soc_scoring_fade(const struct soc_regime *rules, const struct soc_place_time *at, int16_t *const *points,
                      unsigned rest);
/* Adds points to what a component holds, within what it can hold; returns what was added. */
int32_t soc_scoring_add(const struct soc_regime *rules, struct soc_record *record, unsigned component,
                        unsigned row, int32_t points, struct soc_month_log *month_log);
/* Posts the month log's accepted records and the rewards of informers; sets rec.posted. */
void soc_scoring_post(const struct soc_regime *rules, struct soc_record *record,
                      struct soc_month_log *month_log);
/* Renews scores (at->count values, 1/32 point) and grades; changes of grade go to the month log. rest:
 * components that were at rest before the month's records. Returns 1 when everybody has the same score and
 * grade for want of points, 0 when that is not known. */
int soc_scoring_grade(const struct soc_regime *rules, const struct soc_place_time *at,
                      const struct soc_registry *registry, struct soc_record *record, unsigned rest,
                      struct soc_month_log *month_log, int32_t *score);

#endif
