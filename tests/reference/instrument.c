/* A score from outside: who is assessed, who is refused, and how they turn out. */
#include "near.h"

static int is_assessed(const struct ref_now *now, int person)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	uint32_t w[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_ASSESSED, id / 4, (uint32_t)now->month, 0, w);
	return ref_happens(w[id % 4], now->rules->instrument.assessed) && now->c->person[person].age >= 18;
}

static void assess(struct ref_now *now, int person)
{
	const struct soc_instrument_rules *rule = &now->rules->instrument;
	const uint64_t id = now->c->first_person + (uint64_t)person;
	const int marker = now->rules->surveillance.marker > 0 && ref_has_marker(now, person);
	const struct soc_instrument_group *group = &rule->group[marker];
	uint32_t w[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_ASSESSMENT, id, (uint32_t)now->month, 0, w);
	int score = 0;
	while (score < rule->scores - 1 && w[0] >= group->below[score])
		score++;
	const int bad = ref_happens(w[1], group->bad[score]), reaches = score >= group->decides;
	const int refused = rule->refuses_high ? reaches : !reaches;
	int64_t *count = now->ref->tally.module;
	if (!refused) {
		count[(bad ? SOC_MOD_instrument_by_marker_passed_bad : SOC_MOD_instrument_by_marker_passed_good) +
		      marker]++;
		count[SOC_MOD_instrument_by_marker_score_change + marker] +=
			bad ? group->bad_change[score] : group->good_change[score];
		return;
	}
	count[(bad ? SOC_MOD_instrument_by_marker_refused_bad : SOC_MOD_instrument_by_marker_refused_good) +
	      marker]++;
	if (!rule->records)
		return;
	struct ref_record r = {
		.person = person, .informer = NOBODY, .event = rule->event, .channel = rule->channel, .decision = OPEN
	};
	soc_draw_block(now->ref->seed, SOC_DRAW_ASSESSMENT, id, (uint32_t)now->month, 1, r.word);
	r.truth = bad ? RECORD_TRUE : FABRICATED;
	r.motive = CLERICAL;
	r.link = BY_CODE;
	now->m->record[now->m->records++] = r;
	ref_count_made(now, &r);
}

void ref_instrument(struct ref_now *now)
{
	for (int i = 0; i < now->c->count && now->rules->instrument.on; i++)
		if (is_assessed(now, i))
			assess(now, i);
}
