/* Records that other databases take over, and where the harm of data arises. */
#include "model/community.h"
#include "near.h"

/* Whether a channel takes over the record, and as what; counts what came of it. */
static int takes_over(struct ref_now *now, int channel, struct ref_record *copy)
{
	const struct soc_join_rule *join = &now->rules->joins.join[channel];
	const uint64_t seed = now->ref->seed ^ now->rules->records.channel[channel].salt,
				   id = now->c->first_person + (uint64_t)copy->person;
	const uint32_t block = 2 * (copy->word[0] / 2048);
	const int named = copy->person, was_true = copy->truth == RECORD_TRUE;
	uint32_t w[4];
	int64_t *count = now->ref->tally.module;
	soc_draw_block(seed, SOC_DRAW_JOIN, id, (uint32_t)now->month, block, w);
	copy->channel = channel;
	copy->link = BY_CODE;
	copy->decision = OPEN;
	if (ref_happens(w[0], join->missed)) {
		count[SOC_MOD_joins_by_channel_missed + channel]++;
		return 0;
	}
	soc_draw_block(seed, SOC_DRAW_JOIN, id, (uint32_t)now->month, block + 1, w);
	ref_tie(now, copy, w);
	if (copy->decision == NO_IDENTITY) {
		count[SOC_MOD_joins_by_channel_missed + channel]++;
		return 0;
	}
	count[(copy->person == named ? SOC_MOD_joins_by_channel_right : SOC_MOD_joins_by_channel_misattributed) +
	      channel]++;
	if (copy->person != named && was_true)
		copy->truth = MISATTRIBUTED;
	return 1;
}

void ref_joins(struct ref_now *now)
{
	const int records = now->m->records;
	for (int i = 0; i < records; i++)
		for (int c = 0; c < now->rules->records.count; c++) {
			struct ref_record copy = now->m->record[i];
			const struct soc_join_rule *join = &now->rules->joins.join[c];
			if (copy.decision != ACCEPTED || join->from != copy.channel ||
			    !now->rules->records.channel[c].enabled || !takes_over(now, c, &copy))
				continue;
			if (join->event >= 0)
				copy.event = join->event;
			copy.informer = NOBODY;
			copy.motive = CLERICAL;
			copy.posted = copy.by_people = copy.waited = copy.is_older = copy.set_out = 0;
			ref_count_made(now, &copy);
			copy.decision = ref_is_minor(now, copy.person) ? REJECTED : ACCEPTED;
			ref_count_finding(now, &copy);
			now->m->record[now->m->records++] = copy;
		}
}

/* ---- contexts ---- */

static int context_of_grade(const struct ref_now *now, const struct ref_person *p)
{
	const struct soc_scoring_rules *scoring = &now->rules->regime.scoring;
	int context = SOC_CONTEXT_NONE;
	int64_t least = 0;
	for (int f = 0; f < scoring->components; f++) {
		const int64_t worth =
			scoring->coefficient[f] * ref_bounded(p->points[f], scoring->floor[f], scoring->ceiling[f]);
		if (worth >= least)
			continue;
		least = worth;
		context = now->rules->joins.component[f];
	}
	return context;
}

static int context_of_entry(const struct ref_now *now, const struct ref_person *p, int list)
{
	const struct ref_entry *e = &p->entry[list];
	if (e->trigger < SOC_TRIGGER_GRADE)
		return now->rules->joins.channel[e->channel];
	if (e->trigger == SOC_TRIGGER_GRADE && e->channel == SOC_ENTRY_FOR_FIRM)
		return SOC_CONTEXT_WORK;
	return now->rules->regime.lists.list[list].entry_grades != 0 ? context_of_grade(now, p)
	                                                             : SOC_CONTEXT_CHOICES;
}

static int context_of_measure(const struct ref_now *now, int person, int measure)
{
	const struct ref_person *p = &now->c->person[person];
	int first = -1;
	if (!ref_own(now, person, measure))
		return SOC_CONTEXT_CHOICES;
	for (int l = 0; l < now->rules->regime.lists.count; l++)
		if (p->entry[l].months_left > 0 &&
		    (now->rules->regime.measures.of_list[p->class][l] >> measure) % 2 == 1) {
			const int context = context_of_entry(now, p, l);
			if (context == now->rules->joins.measure[measure])
				return context;
			first = first < 0 ? context : first;
		}
	if (first >= 0)
		return first;
	return now->rules->regime.scoring.on &&
	               (now->rules->regime.measures.of_grade[p->class][p->grade] >> measure) % 2 == 1
	           ? context_of_grade(now, p)
	           : SOC_CONTEXT_NONE;
}

void ref_count_context(struct ref_now *now, int person, int measure, int effective, int right)
{
	const int effect = now->rules->joins.measure[measure];
	int64_t *count = now->ref->tally.module;
	if (effect == SOC_CONTEXT_NONE || effective == 0)
		return;
	const int origin = context_of_measure(now, person, measure),
			  place = origin * SOC_CONTEXT_CHOICES + effect;
	count[SOC_MOD_joins_by_context_refused + place] += effective;
	count[SOC_MOD_joins_by_context_refused_innocent + place] += right ? 0 : effective;
	if (origin == SOC_CONTEXT_NONE)
		return;
	count[SOC_MOD_joins_by_month_stated] += effective;
	count[SOC_MOD_joins_by_month_outside] += origin != effect ? effective : 0;
	count[SOC_MOD_joins_by_month_outside_innocent] += origin != effect && !right ? effective : 0;
}
