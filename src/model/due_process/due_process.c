#include "model/due_process/due_process.h"

#include "model/lists/lists.h"
#include "model/score.h"
#include "model/variates.h"

void soc_due_process_notify(const struct soc_place_time *at, const struct soc_regime *rules,
                            struct soc_month_log *month_log)
{
	for (unsigned i = 0; i < month_log->entries_count; i++) {
		const struct soc_entry *entry = &month_log->entries[i];
		const struct soc_list_rule *rule = &rules->lists.list[entry->list];
		if (entry->kind != SOC_ENTRY_NEW || rule->colour != SOC_BLACK)
			continue;
		const uint64_t person = at->first_person + entry->row, seed = at->seed ^ rule->salt;
		unsigned kind = SOC_NOTICE_TOLD;
		if (!soc_below(SOC_VARIATE(NOTICE_TOLD, seed, person, at->month, 0), rules->due_process.notice)) {
			if (!soc_below(SOC_VARIATE(NOTICE_PUBLISHED, seed, person, at->month, 0), rule->publication))
				continue;
			kind = SOC_NOTICE_PUBLISHED;
		}
		struct soc_notice *notice = soc_month_log_notices(month_log);
		if (notice != NULL)
			*notice = (struct soc_notice){ entry->row, entry->list, (uint8_t)kind };
	}
}

void soc_due_process_file(const struct soc_place_time *at, const struct soc_regime *rules,
                          struct soc_record *record, struct soc_month_log *month_log)
{
	for (unsigned i = 0; i < month_log->filings_count; i++) {
		const struct soc_filing *filing = &month_log->filings[i];
		record->entry[filing->list][filing->row] |= SOC_ENTRY_APPEALED;
		if (*record->docket_used == rules->review.docket) {
			month_log->lost++;
			continue;
		}
		const uint32_t position =
			SOC_VARIATE(APPEAL_POSITION, at->seed ^ rules->lists.list[filing->list].salt,
		                at->first_person + filing->row, at->month, 0) >>
			16;
		record->docket[(*record->docket_used)++] =
			(struct soc_file){ filing->row, (uint16_t)at->month, (uint16_t)position, filing->list, 0, 1 };
	}
}

/* Gives back what is left of the points that caused an entry; a drop straight to a grade is not given back
 * beyond the class's points. */
static void restore(const struct soc_regime *rules, struct soc_record *record, unsigned row, unsigned list,
                    struct soc_month_log *month_log)
{
	const unsigned trigger = soc_entry_trigger(record->entry[list][row]);
	if (!rules->due_process.restore_points || trigger == SOC_TRIGGER_GRADE)
		return;
	const struct soc_tariff *tariff = &rules->scoring.tariff[rules->lists.list[list].trigger_event[trigger]];
	if (!tariff->has_component)
		return;
	month_log->moved |= (uint8_t)(1u << tariff->component);
	int16_t *cell = &record->points[tariff->component][row];
	int32_t low = rules->scoring.floor[tariff->component] - rules->scoring.start[tariff->component],
			high = rules->scoring.ceiling[tariff->component] - rules->scoring.start[tariff->component];
	*cell = (int16_t)soc_clamp(*cell - soc_score_points_left(rules, tariff->component, tariff->points,
	                                                         soc_lists_stood(rules, record, row, list)),
	                           low, high);
}

static enum soc_ruling_kind rule_one(const struct soc_regime *rules, const struct soc_file *file,
                                     struct soc_record *record, struct soc_month_log *month_log,
                                     struct soc_evidence *evidence)
{
	if (!soc_evidence_against_entry(evidence, file->row, file->subject, file->month))
		return SOC_RULING_DENIED;
	restore(rules, record, file->row, file->subject, month_log);
	soc_lists_end(rules, record, file->row, file->subject, SOC_EXIT_OVERTURNED, month_log);
	return SOC_RULING_OVERTURNED;
}

void soc_due_process_rule(const struct soc_place_time *at, const struct soc_regime *rules,
                          struct soc_queue queue, struct soc_record *record, struct soc_month_log *month_log,
                          struct soc_evidence *evidence)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < *record->docket_used; i++) {
		const struct soc_file file = record->docket[i];
		const unsigned waited = at->month - file.month;
		/* An entry that ended, even if a new one followed, has no appeal open: only the appealed entry
		 * carries the mark. */
		const int open = file.appeal && (record->entry[file.subject][file.row] & SOC_ENTRY_APPEALED);
		if (!file.appeal || (open && (waited < rules->due_process.delay_months ||
		                              !soc_queue_reached(queue, file.month, file.position)))) {
			if (kept != i) {
				record->docket[kept] = file;
				soc_evidence_move(evidence, i, kept);
			}
			kept++;
			continue;
		}
		const enum soc_ruling_kind kind =
			open ? rule_one(rules, &file, record, month_log, evidence) : SOC_RULING_EXPIRED;
		struct soc_ruling *ruling = soc_month_log_rulings(month_log);
		if (ruling != NULL)
			*ruling = (struct soc_ruling){ file.row, file.subject, (uint8_t)kind,
				                           (uint8_t)(waited < 255 ? waited : 255) };
	}
	*record->docket_used = (uint16_t)kept;
}
