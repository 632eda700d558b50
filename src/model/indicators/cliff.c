#include "model/indicators/cliff.h"

#include "model/scoring/scoring.h"

static unsigned bin_of(const struct soc_rules *rules, int32_t score)
{
	const int64_t from_lowest = (int64_t)score - rules->cliff_from + (int64_t)rules->cliff_width * (SOC_CLIFF_BINS / 2);
	const int64_t bin = from_lowest / rules->cliff_width;
	return from_lowest < 0 || bin >= SOC_CLIFF_BINS ? SOC_CLIFF_FAR : (unsigned)bin;
}

void soc_cliff_begin(const struct soc_seen *s, uint8_t bin[SOC_FULL_COMMUNITY], struct soc_tally *t)
{
	for (unsigned row = 0; row < s->at->count; row++) {
		const unsigned b = bin_of(s->rules, soc_score(s->rules, s->record, row));
		bin[row] = (uint8_t)b;
		if (b == SOC_CLIFF_FAR)
			continue;
		soc_count_module(t, SOC_MOD_cliff_persons, b, 1);
		soc_count_module(t, SOC_MOD_cliff_sanctioned, b, (s->record->measures[row] & s->rules->sanctions) != 0);
	}
}

void soc_cliff_end(const struct soc_seen *s, const uint8_t bin[SOC_FULL_COMMUNITY], struct soc_tally *t)
{
	for (unsigned i = 0; i < s->true_journal->occurrences_count; i++) {
		const struct soc_occurrence *o = &s->true_journal->occurrences[i];
		if (bin[o->row] == SOC_CLIFF_FAR || s->rules->event[o->event].kind != SOC_VIOLATION)
			continue;
		soc_count_module(t, SOC_MOD_cliff_violations, bin[o->row], o->happened);
		soc_count_module(t, SOC_MOD_cliff_violations_free, bin[o->row], o->free);
	}
	for (unsigned i = 0; i < s->journal->attempts_count; i++) {
		const struct soc_attempt *a = &s->journal->attempts[i];
		if (bin[a->row] != SOC_CLIFF_FAR && (s->rules->sanctions >> a->measure & 1u))
			soc_count_module(t, SOC_MOD_cliff_refused, bin[a->row], a->effective);
	}
}
