#include "model/modules/cameras/count.h"

void soc_cameras_count(const struct soc_measurement *s, struct soc_tally *t)
{
	const uint64_t per_1000 = s->rules->cameras.per_1000[s->at->urban];
	if (per_1000 == 0)
		return;
	soc_count_module(t, SOC_MOD_cameras_by_stratum_persons, s->at->urban, s->at->count);
	soc_count_module(t, SOC_MOD_cameras_by_stratum_cameras, s->at->urban,
	                 (int64_t)((s->at->count * per_1000 + 128) >> 8));
}
