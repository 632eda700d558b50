#include "model/modules/prediction/truth.h"

#include "model/modules/prediction/prediction.h"

#include <string.h>

void soc_prediction_keep_acts(const struct soc_place_time *at, const struct soc_rules *rules,
                              const struct soc_true_log *true_log, struct soc_truth *truth)
{
	const struct soc_prediction_rules *p = &rules->regime.prediction;
	if (p->trained == 0)
		return;
	if (soc_prediction_begins(p, at->month))
		memset(truth->acts, 0, at->count);
	for (unsigned i = 0; i < true_log->occurrences_count; i++) {
		const struct soc_occurrence *o = &true_log->occurrences[i];
		if (o->happened && (p->violations >> o->event & 1u) && truth->acts[o->row] < 255)
			truth->acts[o->row]++;
	}
}
