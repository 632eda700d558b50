#include "model/records/review.h"

#include "model/modules/verification/verification.h"
#include "model/population/responsible.h"
#include "model/variates.h"

static void decide_filed(const struct soc_place_time *at, const struct soc_regime *rules,
                         const struct soc_file *file, unsigned place, struct soc_month_log *month_log,
                         struct soc_evidence *evidence)
{
	struct soc_rec *rec = soc_month_log_records(month_log);
	if (rec == NULL)
		return;
	const unsigned index = (unsigned)(rec - month_log->records);
	const uint16_t informer = (rules->review.verified >> file->channel & 1u)
	                              ? soc_rec_informer(at->count, file->row, file->position)
	                              : SOC_NOBODY;
	*rec = (struct soc_rec){ file->row,
		                     informer,
		                     file->subject,
		                     file->channel,
		                     SOC_UNDECIDED,
		                     (uint8_t)(at->month - file->month < 255 ? at->month - file->month : 255),
		                     0,
		                     { 0 },
		                     .carried = 0 };
	soc_draw_block(at->seed, SOC_DRAW_REVIEW, at->first_person + file->row, file->month,
	               SOC_BLOCK(REVIEW_FATE, file->position), rec->word);
	soc_evidence_unfile(evidence, place, index);
	rec->decision = soc_evidence_of_record(evidence, index, SOC_INQUIRY_REVIEWER) ? SOC_ACCEPTED_HUMAN
	                                                                              : SOC_REJECTED_HUMAN;
}

static void take_from_docket(const struct soc_place_time *at, const struct soc_regime *rules,
                             struct soc_queue queue, struct soc_record *record,
                             struct soc_month_log *month_log, struct soc_evidence *evidence)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < *record->docket_used; i++) {
		const struct soc_file file = record->docket[i];
		if (!file.appeal && soc_queue_reached(queue, file.month, file.position)) {
			decide_filed(at, rules, &file, i, month_log, evidence);
			continue;
		}
		if (kept != i) {
			record->docket[kept] = file;
			soc_evidence_move(evidence, i, kept);
		}
		kept++;
	}
	*record->docket_used = (uint16_t)kept;
}

static void file_record(const struct soc_place_time *at, const struct soc_regime *rules,
                        struct soc_record *record, struct soc_rec *rec, unsigned index,
                        struct soc_evidence *evidence)
{
	const unsigned place = *record->docket_used;
	if (place == rules->review.docket) {
		rec->decision = SOC_NO_ROOM;
		return;
	}
	record->docket[place] =
		(struct soc_file){ rec->row,   (uint16_t)at->month, (uint16_t)(rec->word[SOC_FATE_POSITION] >> 16),
		                   rec->event, rec->channel,        0 };
	*record->docket_used = (uint16_t)(place + 1);
	soc_evidence_file(evidence, index, place);
	rec->decision = SOC_FILED;
}

void soc_review_set_aside(const struct soc_regime *rules, const struct soc_registry *registry,
                          struct soc_month_log *month_log)
{
	if (rules->review.age_of_responsibility == 0)
		return;
	for (unsigned i = 0; i < month_log->records_count; i++) {
		struct soc_rec *rec = &month_log->records[i];
		if (soc_population_is_responsible(rules, registry, rec->row))
			continue;
		if (rec->decision == SOC_UNDECIDED || rec->decision == SOC_ACCEPTED_AUTO)
			rec->decision = SOC_REJECTED_AUTO;
		else if (rec->decision == SOC_ACCEPTED_HUMAN)
			rec->decision = SOC_REJECTED_HUMAN;
	}
}

void soc_review_decide(const struct soc_place_time *at, const struct soc_regime *rules,
                       struct soc_queue queue, struct soc_record *record, struct soc_month_log *month_log,
                       struct soc_evidence *evidence)
{
	const unsigned fresh = month_log->records_count,
				   reports = soc_verification_reports(rules, month_log, fresh);
	take_from_docket(at, rules, queue, record, month_log, evidence);
	for (unsigned i = 0; i < fresh; i++) {
		struct soc_rec *rec = &month_log->records[i];
		if (rec->decision != SOC_UNDECIDED)
			continue;
		if ((rules->review.verified >> rec->channel & 1u) && soc_verification_lapses(at, rules, rec, reports))
			rec->decision = SOC_LAPSED;
		else if ((rules->review.verified >> rec->channel & 1u) &&
		         !soc_evidence_of_record(evidence, i, SOC_INQUIRY_VERIFY))
			rec->decision = SOC_DISMISSED;
		else if (!soc_below(rec->word[SOC_FATE_AUTOMATIC], rules->review.automatic))
			file_record(at, rules, record, rec, i, evidence);
		else if (soc_evidence_of_record(evidence, i, SOC_INQUIRY_AUTOMATIC))
			rec->decision = SOC_ACCEPTED_AUTO;
		else
			rec->decision = SOC_REJECTED_AUTO;
	}
}
