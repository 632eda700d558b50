#include "model/modules/instrument/instrument.h"

#include "model/modules/surveillance/surveillance.h"
#include "model/population/population.h"
#include "model/rows.h"

#define ADULT 18

unsigned soc_instrument_rows(const struct soc_place_time *at, const struct soc_rules *rules,
                             const struct soc_registry *registry, uint16_t *rows)
{
	struct soc_row_words words;
	unsigned n = 0;
	if (!rules->instrument.on)
		return 0;
	const uint32_t *word = soc_rows_words(at, SOC_DRAW_ASSESSED, at->month, &words);
	for (unsigned row = 0; row < at->count; row++) {
		rows[n] = (uint16_t)row;
		n += soc_below(word[row], rules->instrument.assessed) && registry->age[row] >= ADULT;
	}
	return n;
}

struct soc_instrument_outcome soc_instrument_assess(const struct soc_place_time *at,
                                                    const struct soc_rules *rules, unsigned row)
{
	const struct soc_instrument_rules *in = &rules->instrument;
	const unsigned marked = rules->surveillance.marker > 0 && soc_surveillance_has_marker(at, rules, row);
	const struct soc_instrument_group *g = &in->group[marked];
	uint32_t w[4];
	soc_draw_block(at->seed, SOC_DRAW_ASSESSMENT, at->first_person + row, at->month,
	               SOC_BLOCK(ASSESSMENT_SCORE, 0), w);
	unsigned i = 0;
	while (i + 1 < in->scores && w[SOC_LANE(ASSESSMENT_SCORE)] >= g->below[i])
		i++;
	struct soc_instrument_outcome a = { (uint8_t)marked, (i >= g->decides) == in->refuses_high,
		                                (uint8_t)soc_below(w[SOC_LANE(ASSESSMENT_OUTCOME)], g->bad[i]), 0 };
	if (!a.refused)
		a.change = a.bad ? g->bad_change[i] : g->good_change[i];
	return a;
}

void soc_instrument_record(const struct soc_place_time *at, const struct soc_rules *rules,
                           const uint16_t *rows, unsigned n, struct soc_month_log *month_log,
                           struct soc_true_log *truth)
{
	const struct soc_instrument_rules *in = &rules->instrument;
	for (unsigned i = 0; i < n && in->records; i++) {
		const struct soc_instrument_outcome a = soc_instrument_assess(at, rules, rows[i]);
		struct soc_rec *rec = a.refused ? soc_month_log_records(month_log) : NULL;
		if (rec == NULL)
			continue;
		const unsigned index = (unsigned)(rec - month_log->records);
		*rec = (struct soc_rec){ .row = rows[i],
			                     .informer = SOC_NOBODY,
			                     .event = in->event,
			                     .channel = in->channel,
			                     .decision = SOC_UNDECIDED };
		soc_draw_block(at->seed, SOC_DRAW_ASSESSMENT, at->first_person + rows[i], at->month,
		               SOC_BLOCK(ASSESSMENT_FATE, 0), rec->word);
		truth->record_truth[index] = a.bad ? SOC_RECORD_TRUE : SOC_RECORD_FABRICATED;
		truth->record_link[index] = SOC_LINK_CODE;
		truth->motive[index] = SOC_MOTIVE_SLIP;
	}
}
