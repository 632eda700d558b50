/* Phase 7: which measures are in force for whom, own and through relatives and neighbours.
 * docs/model/measures.md. */
#ifndef SOC_MODEL_MEASURES_H
#define SOC_MODEL_MEASURES_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/measures/own.h"
#include "model/modules/spillover/spillover.h"
#include "model/month_log.h"

/* Measures that reach a person through relatives and neighbours, by relation. spillover: NULL where no
 * measure goes beyond the first relative (a measure that is also the person's own is then in both); else the
 * steps of each, and the relation is that of the last. */
struct soc_spill {
	uint16_t by[SOC_RELATIONS];
};
void soc_measures_spilled(const struct soc_place_time *at, const struct soc_regime *rules,
                          const struct soc_registry *registry, const struct soc_record *record,
                          const struct soc_spillover *spillover, unsigned row, struct soc_spill *out);

/* Makes record.measures anew for the households of the month log's touched rows, their kin and groups; for
 * all when other rules are in force than the last time, unless measures follow from these as from those
 * before. Clears the touched rows. rule_set: number of the rules. before: those of the last time; NULL: there
 * was none. spillover: scratch. */
void soc_measures_make(const struct soc_place_time *at, const struct soc_regime *rules, unsigned rule_set,
                       const struct soc_regime *before, const struct soc_registry *registry,
                       struct soc_record *record, struct soc_month_log *month_log,
                       struct soc_spillover *spillover);

#endif
