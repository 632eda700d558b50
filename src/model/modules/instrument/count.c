/* What is counted of an instrument. */
#include "model/modules/instrument/count.h"

#include "model/modules/instrument/instrument.h"

void soc_instrument_count(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->assessed_count; i++) {
		const struct soc_instrument_outcome a = soc_instrument_assess(s->at, s->rules, s->assessed[i]);
		const enum soc_module_count what = a.refused ? a.bad ? SOC_MOD_instrument_by_marker_refused_bad
		                                                     : SOC_MOD_instrument_by_marker_refused_good
		                                   : a.bad   ? SOC_MOD_instrument_by_marker_passed_bad
		                                             : SOC_MOD_instrument_by_marker_passed_good;
		soc_count_module(t, what, a.marked, 1);
		soc_count_module(t, SOC_MOD_instrument_by_marker_score_change, a.marked, a.change);
	}
}
