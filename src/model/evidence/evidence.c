#include "model/evidence/evidence.h"

#include "model/evidence/evidence_inside.h"
#include "model/modules/ratings/truth.h"
#include "model/population/informed.h"
#include "model/variates.h"

int soc_evidence_of_record(const struct soc_evidence *e, unsigned record, enum soc_inquiry inquiry)
{
	const struct soc_evidence_rules *rules = &e->rules->evidence;
	const struct soc_rec *rec = &e->month_log->records[record];
	const int right = e->true_log->record_truth[record] == SOC_RECORD_TRUE;
	switch (inquiry) {
	case SOC_INQUIRY_VERIFY:
		/* A report of a real act that names the wrong person is false for the person named. */
		return soc_below(rec->word[SOC_FATE_VERIFICATION],
		                 right ? rules->verify_right[rec->channel] : rules->verify_wrong[rec->channel]);
	case SOC_INQUIRY_AUTOMATIC:
		return soc_below(rec->word[SOC_FATE_FINDING],
		                 right ? rules->auto_accept_right : rules->auto_accept_wrong);
	case SOC_INQUIRY_REVIEWER:
		return soc_below(rec->word[SOC_FATE_FINDING],
		                 right ? rules->human_accept_right : rules->human_accept_wrong);
	}
	return 0;
}

int soc_evidence_against_entry(const struct soc_evidence *e, unsigned row, unsigned list,
                               unsigned month_filed)
{
	uint32_t word = SOC_VARIATE(APPEAL_FINDING, e->at->seed ^ e->rules->regime.lists.list[list].salt,
	                            e->at->first_person + row, month_filed, 0);
	if (soc_tag_entry(e->truth->tags[row], list) == SOC_DID)
		return soc_below(word, e->rules->evidence.overturn_true);
	/* Who knows the rules knows what to contest. */
	const int informed = e->rules->evidence.overturn_informed > e->rules->evidence.overturn_wrong &&
	                     soc_population_is_informed(e->at, e->rules, row);
	return soc_below(word,
	                 informed ? e->rules->evidence.overturn_informed : e->rules->evidence.overturn_wrong);
}

int32_t soc_evidence_of_diligence(const struct soc_evidence *e, unsigned row, unsigned component)
{
	const struct soc_rating_rule *rule = &e->rules->regime.ratings.component[component];
	const struct soc_place_time own =
		soc_community_salted(e->at, e->rules->regime.scoring.component_salt[component]);
	return soc_ratings_diligence(e->at, rule->exam, row) + soc_truth_examination_error(&own, rule, row);
}

void soc_evidence_file(struct soc_evidence *e, unsigned record, unsigned place)
{
	e->truth->docket[place] =
		(uint8_t)(e->true_log->record_truth[record] | e->true_log->record_link[record] << 4);
}

void soc_evidence_unfile(struct soc_evidence *e, unsigned place, unsigned record)
{
	e->true_log->record_truth[record] = e->truth->docket[place] & 3u;
	e->true_log->record_link[record] = e->truth->docket[place] >> 4;
}

void soc_evidence_move(struct soc_evidence *e, unsigned from, unsigned to)
{
	e->truth->docket[to] = e->truth->docket[from];
}
