/* Keeps for every point, grade, entry and exit of the record what is true of it. Reads both sides; nothing
 * that decides may include it. */
#include "model/ledger/ledger.h"

#include "base/scan.h"
#include "model/modules/caps/caps.h"
#include "model/modules/ratings/ratings.h"
#include "model/modules/ratings/truth.h"
#include "model/score.h"

#include <string.h>

void soc_ledger_points(const struct soc_rules *rules, const struct soc_month_log *month_log,
                       const struct soc_true_log *true_log, struct soc_truth *truth)
{
	for (unsigned i = 0; i < month_log->records_count; i++) {
		const struct soc_rec *rec = &month_log->records[i];
		if (true_log->record_truth[i] == SOC_RECORD_TRUE || !soc_rec_is_accepted(rec) || rec->posted == 0)
			continue;
		int16_t *cell = &truth->false_points[rules->regime.scoring.tariff[rec->event].component][rec->row];
		*cell = (int16_t)soc_clamp(*cell + rec->posted, INT16_MIN, INT16_MAX);
	}
	/* Points for what others of the group did are no more one's own doing than those of a wrong record. */
	for (unsigned f = 0; f < rules->regime.scoring.components && month_log->liability_records > 0; f++)
		for (unsigned row = 0; row < SOC_FULL_COMMUNITY; row++)
			if (month_log->liability_points[f][row] != 0)
				truth->false_points[f][row] = (int16_t)soc_clamp(
					truth->false_points[f][row] + month_log->liability_points[f][row], INT16_MIN, INT16_MAX);
}

void soc_ledger_ratings(const struct soc_place_time *at, const struct soc_rules *rules,
                        const struct soc_registry *registry, const struct soc_record *record,
                        struct soc_truth *truth)
{
	for (unsigned f = 0; f < rules->regime.scoring.components && rules->regime.scoring.on; f++) {
		const struct soc_rating_rule *rule = &rules->regime.ratings.component[f];
		if (!soc_rating_is_due(rule, at->month))
			continue;
		for (unsigned row = 0; row < at->count; row++)
			if (soc_rating_covers(rule, registry, row))
				truth->false_points[f][row] =
					(int16_t)soc_clamp(record->points[f][row] - soc_ratings_diligence(at, rule->exam, row),
				                       INT16_MIN, INT16_MAX);
	}
}

void soc_ledger_caps(const struct soc_place_time *at, const struct soc_rules *rules,
                     const struct soc_month_log *month_log, struct soc_true_log *true_log,
                     const struct soc_truth *truth)
{
	if (!rules->regime.caps.lists)
		return;
	memset(true_log->bound_rightly, 0, sizeof true_log->bound_rightly);
	SOC_FOR_NONZERO(month_log->bound_by, at->count, row)
		for (unsigned bits = month_log->bound_by[row]; bits != 0; bits &= bits - 1)
			if (soc_tag_entry(truth->tags[row], (unsigned)__builtin_ctz(bits)) == SOC_DID)
				true_log->bound_rightly[row] |= (uint8_t)(bits & (0u - bits));
}

unsigned soc_ledger_grade_without_wrong(const struct soc_rules *rules, const struct soc_record *record,
                                        const struct soc_truth *truth, const struct soc_true_log *true_log,
                                        unsigned row)
{
	int32_t less[SOC_COMPONENTS_MAX] = { 0 };
	for (unsigned f = 0; f < rules->regime.scoring.components; f++)
		less[f] = truth->false_points[f][row];
	const unsigned grade = soc_score_grade(&rules->regime, soc_score_less(&rules->regime, record, row, less));
	return rules->regime.caps.lists ? soc_caps_grade(&rules->regime, true_log->bound_rightly[row], grade)
	                                : grade;
}

static enum soc_entry_truth innocent_of(const struct soc_truth *truth, unsigned row)
{
	return truth->tags[row] & SOC_TAG_OFFENDED ? SOC_DID_ELSE : SOC_DID_NOTHING;
}

static enum soc_entry_truth truth_of_entry(const struct soc_rules *rules, const struct soc_record *record,
                                           const struct soc_entry *entry, const struct soc_true_log *true_log,
                                           const struct soc_truth *truth)
{
	if (entry->trigger == SOC_TRIGGER_KIN)
		return innocent_of(truth, entry->row);
	if (entry->trigger != SOC_TRIGGER_GRADE)
		return true_log->record_truth[entry->record] == SOC_RECORD_TRUE ? SOC_DID
		                                                                : innocent_of(truth, entry->row);
	if (entry->channel ==
	    SOC_ENTRY_FOR_FIRM) /* whatever the firm did, its head is not said to have done it */
		return innocent_of(truth, entry->row);
	unsigned grade = soc_ledger_grade_without_wrong(rules, record, truth, true_log, entry->row);
	return rules->regime.lists.list[entry->list].entry_grades >> grade & 1u ? SOC_DID
	                                                                        : innocent_of(truth, entry->row);
}

void soc_ledger_entries(const struct soc_rules *rules, const struct soc_record *record,
                        const struct soc_month_log *month_log, struct soc_true_log *true_log,
                        struct soc_truth *truth)
{
	for (unsigned i = 0; i < month_log->entries_count; i++) {
		const struct soc_entry *entry = &month_log->entries[i];
		enum soc_entry_truth what = truth_of_entry(rules, record, entry, true_log, truth);
		uint16_t *tags = &truth->tags[entry->row];
		/* An entry prolonged for what the person did is no longer a wrong one; a wrong record does not spoil
		 * a right one. */
		if (entry->kind == SOC_ENTRY_NEW || what == SOC_DID)
			*tags = soc_tag_set(*tags, entry->list, what);
		true_log->entry_truth[i] = (uint8_t)what;
	}
}

void soc_ledger_exits(const struct soc_month_log *month_log, unsigned from, struct soc_true_log *true_log,
                      const struct soc_truth *truth, struct soc_self *self)
{
	for (unsigned i = from; i < month_log->exits_count; i++) {
		const struct soc_exit *out = &month_log->exits[i];
		const uint8_t bit = (uint8_t)(1u << out->list);
		true_log->exit_truth[i] = (uint8_t)soc_tag_entry(truth->tags[out->row], out->list);
		true_log->exit_aware[i] = (self->aware[out->row] & bit) != 0;
		self->aware[out->row] &= (uint8_t)~bit;
	}
}

void soc_ledger_rulings(const struct soc_rules *rules, const struct soc_month_log *month_log, unsigned from,
                        struct soc_true_log *true_log, struct soc_truth *truth)
{
	for (unsigned i = from; i < month_log->rulings_count; i++)
		true_log->ruling_truth[i] =
			(uint8_t)soc_tag_entry(truth->tags[month_log->rulings[i].row], month_log->rulings[i].list);
	for (unsigned i = 0; i < month_log->exits_count && rules->regime.due_process.restore_points; i++) {
		const struct soc_exit *out = &month_log->exits[i];
		const unsigned trigger = soc_entry_trigger(out->entry);
		if (out->reason != SOC_EXIT_OVERTURNED || trigger == SOC_TRIGGER_GRADE ||
		    true_log->exit_truth[i] == SOC_DID)
			continue;
		const struct soc_tariff *tariff =
			&rules->regime.scoring.tariff[rules->regime.lists.list[out->list].trigger_event[trigger]];
		if (!tariff->has_component)
			continue;
		int16_t *cell = &truth->false_points[tariff->component][out->row];
		const int32_t given = soc_score_points_left(&rules->regime, tariff->component, tariff->points,
		                                            out->stood),
					  back = *cell - given;
		/* A false loss is made good at most to nothing. */
		*cell = (int16_t)((given < 0 && back > 0) || (given > 0 && back < 0)
		                      ? 0
		                      : soc_clamp(back, INT16_MIN, INT16_MAX));
	}
}
