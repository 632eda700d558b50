/* What is counted of people with and without the marker. */
#include "model/modules/surveillance/count.h"

#include "base/bytes.h"
#include "model/modules/surveillance/surveillance.h"
#include "model/rows.h"

static void count_marked_listed(const struct soc_measurement *s, struct soc_tally *t, unsigned row,
                                unsigned marker)
{
	int wrong = 0;
	if (!soc_surveillance_is_listed(s->rules, s->record, row))
		return;
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++)
		wrong |= (s->rules->regime.lists.black >> l & 1u) && s->record->months_left[l][row] > 0 &&
		         soc_tag_entry(s->truth->tags[row], l) != SOC_DID;
	soc_count_module(t, SOC_MOD_surveillance_by_marker_listed, marker, 1);
	soc_count_module(t, SOC_MOD_surveillance_by_marker_listed_wrong, marker, wrong);
}

static void count_marked(const struct soc_measurement *s, const uint32_t *word, struct soc_tally *t)
{
	const uint64_t share = s->rules->surveillance.marker;
	if (!s->static_counts->has_marked)
		s->static_counts->marked =
			(uint16_t)(share > UINT32_MAX ? s->at->count
		                                  : soc_bytes_below(word, s->at->count, (uint32_t)share));
	s->static_counts->has_marked = 1;
	soc_count_module(t, SOC_MOD_surveillance_by_marker_persons, 0, s->at->count - s->static_counts->marked);
	soc_count_module(t, SOC_MOD_surveillance_by_marker_persons, 1, s->static_counts->marked);
	SOC_FOR_SCANNED(soc_measurement_listed(s, row_base), s->at->count, row)
		count_marked_listed(s, t, row, (unsigned)soc_below(word[row], share));
}

void soc_surveillance_count(const struct soc_measurement *s, struct soc_tally *t)
{
	struct soc_row_words words;
	const uint64_t share = s->rules->surveillance.marker;
	if (share == 0)
		return;
	const uint32_t *word = soc_rows_words(s->at, SOC_DRAW_MARKER, 0, &words);
	if (soc_measurement_is_sampled(s))
		count_marked(s, word, t);
	for (unsigned i = 0; i < s->true_log->occurrences_count; i++) {
		const struct soc_occurrence *o = &s->true_log->occurrences[i];
		if (o->happened && s->rules->events.event[o->event].kind == SOC_VIOLATION)
			soc_count_module(t, SOC_MOD_surveillance_by_marker_violations,
			                 (unsigned)soc_below(word[o->row], share), 1);
	}
	for (unsigned i = 0; i < s->month_log->records_count; i++) {
		const struct soc_rec *rec = &s->month_log->records[i];
		if (soc_count_is_new(rec))
			soc_count_module(t,
			                 s->true_log->record_truth[i] == SOC_RECORD_TRUE
			                     ? SOC_MOD_surveillance_by_marker_records_true
			                     : SOC_MOD_surveillance_by_marker_records_wrong,
			                 (unsigned)soc_below(word[rec->row], share), 1);
	}
	for (unsigned i = 0; i < s->month_log->entries_count; i++) {
		const struct soc_entry *e = &s->month_log->entries[i];
		if (soc_count_is_black(s, e))
			soc_count_module(t,
			                 s->true_log->entry_truth[i] == SOC_DID
			                     ? SOC_MOD_surveillance_by_marker_entries_true
			                     : SOC_MOD_surveillance_by_marker_entries_wrong,
			                 (unsigned)soc_below(word[e->row], share), 1);
	}
}
