/* What is counted of records linked by name and of slips in the code. */
#include "model/modules/linkage/count.h"

#include "base/bytes.h"
#include "model/modules/linkage/linkage.h"
#include "model/rows.h"

static void count_linked(const struct soc_measurement *s, struct soc_tally *t, unsigned record)
{
	const struct soc_rec *rec = &s->month_log->records[record];
	const unsigned how = s->true_log->record_link[record];
	if (how == SOC_LINK_CODE || !soc_count_is_new(rec))
		return;
	if (how == SOC_LINK_SLIP) {
		soc_count_module(t, SOC_MOD_linkage_by_month_code_misattributed, 0, 1);
		return;
	}
	const unsigned class = soc_linkage_name(s->at, s->rules, rec->row);
	soc_count_module(t, SOC_MOD_linkage_by_name_records, class, 1);
	soc_count_module(t, SOC_MOD_linkage_by_name_misattributed, class, how == SOC_LINK_NAMESAKE);
}

static void count_linked_entry(const struct soc_measurement *s, struct soc_tally *t,
                               const struct soc_entry *e)
{
	if (e->record == SOC_NOBODY || !soc_count_is_black(s, e))
		return;
	const unsigned how = s->true_log->record_link[e->record];
	if (how == SOC_LINK_SLIP)
		soc_count_module(t, SOC_MOD_linkage_by_month_code_entries_wrong, 0, 1);
	if (how == SOC_LINK_NAMESAKE && s->rules->linkage.names)
		soc_count_module(t, SOC_MOD_linkage_by_name_entries_wrong, soc_linkage_name(s->at, s->rules, e->row),
		                 1);
}

static void count_names(const struct soc_measurement *s, struct soc_tally *t)
{
	struct soc_row_words words;
	unsigned rarer = 0;
	if (!s->static_counts->has_names) {
		const uint32_t *word = soc_rows_words(s->at, SOC_DRAW_NAME, 0, &words);
		for (unsigned c = 0; c < SOC_NAME_CLASSES; c++) {
			const unsigned upto = c + 1 < SOC_NAME_CLASSES
			                          ? soc_bytes_below(word, s->at->count, s->rules->linkage.name_below[c])
			                          : s->at->count;
			s->static_counts->names[c] = (uint16_t)(upto - rarer);
			rarer = upto;
		}
		s->static_counts->has_names = 1;
	}
	for (unsigned c = 0; c < SOC_NAME_CLASSES; c++)
		soc_count_module(t, SOC_MOD_linkage_by_name_persons, c, s->static_counts->names[c]);
}

void soc_linkage_count(const struct soc_measurement *s, struct soc_tally *t)
{
	if (s->rules->linkage.names && soc_measurement_is_sampled(s))
		count_names(s, t);
	if (!s->rules->linkage.links)
		return;
	for (unsigned i = 0; i < s->month_log->records_count; i++)
		count_linked(s, t, i);
	for (unsigned i = 0; i < s->month_log->entries_count; i++)
		count_linked_entry(s, t, &s->month_log->entries[i]);
}
