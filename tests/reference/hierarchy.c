/* The way of a record up, level by level. */
#include "near.h"

static void lose(struct ref_now *now, struct ref_record *r, int pass_level)
{
	r->decision = LOST_ON_THE_WAY;
	now->ref->tally.module[SOC_MOD_hierarchy_by_level_lost + pass_level]++;
}

/* The community without the person named, in the order of rows; one of them. */
static void misfile(struct ref_now *now, struct ref_record *r, int index, uint32_t word)
{
	int other[SOC_COMMUNITY_MAX], n = 0;
	for (int i = 0; i < now->c->count; i++)
		if (i != r->person)
			other[n++] = i;
	r->person = other[soc_pick(word, (uint32_t)n)];
	r->link = BY_CODE;
	if (r->truth == FABRICATED)
		return;
	r->truth = MISATTRIBUTED;
	for (int i = 0; i < now->m->events; i++)
		if (now->m->event[i].record == index && now->m->event[i].person == r->person)
			r->truth = RECORD_TRUE;
}

static int another_class(const struct ref_now *now, const struct ref_record *r, uint32_t word)
{
	int other[SOC_EVENTS_MAX], n = 0;
	for (int i = 0; i < now->rules->events.count; i++) {
		const int k = now->rules->events.by_name[i];
		if (k != r->event && now->rules->records.channel[r->channel].detect[k] > 0)
			other[n++] = k;
	}
	return n == 0 ? NOBODY : other[soc_pick(word, (uint32_t)n)];
}

static void pass_level(struct ref_now *now, struct ref_record *r, int index, int h)
{
	const struct soc_hierarchy_rules *rule = &now->rules->hierarchy;
	uint32_t w[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_LEVELS, now->c->first_person + (uint64_t)r->person,
	               (uint32_t)now->month, r->word[0] / 1024 * 4 + (uint32_t)h, w);
	if (ref_happens(w[0], rule->error[0])) {
		lose(now, r, h);
	} else if (ref_happens(w[0], rule->error[1])) {
		if (now->c->count == 1) {
			lose(now, r, h);
			return;
		}
		misfile(now, r, index, w[1]);
		now->ref->tally.module[SOC_MOD_hierarchy_by_level_misfiled + h]++;
	} else if (ref_happens(w[0], rule->error[2])) {
		const int class = another_class(now, r, w[2]);
		if (class == NOBODY) {
			lose(now, r, h);
			return;
		}
		r->event = class;
		r->motive = CLERICAL;
		r->truth = FABRICATED;
		now->ref->tally.module[SOC_MOD_hierarchy_by_level_reclassified + h]++;
	}
}

/* What was made at least `months` ago arrives, behind this month's records. */
static void arrivals(struct ref_now *now, int months)
{
	struct ref_community *c = now->c;
	int kept = 0;
	for (int i = 0; i < c->under_ways; i++) {
		struct ref_record r = c->under_way[i];
		if (now->month - r.made < months) {
			c->under_way[kept++] = r;
			continue;
		}
		now->ref->tally.module[SOC_MOD_hierarchy_by_month_arrived]++;
		now->ref->tally.module[SOC_MOD_hierarchy_by_month_months_taken] += now->month - r.made;
		r.decision = OPEN;
		r.is_older = 1;
		now->m->record[now->m->records++] = r;
	}
	c->under_ways = kept;
}

void ref_hierarchy(struct ref_now *now)
{
	struct ref_community *c = now->c;
	const int levels = now->rules->hierarchy.levels, months = levels * now->rules->hierarchy.months,
			  fresh = now->m->records;
	arrivals(now, months);
	for (int i = 0; i < fresh && levels > 0; i++) {
		struct ref_record *r = &now->m->record[i];
		if (r->decision != OPEN)
			continue;
		now->ref->tally.module[SOC_MOD_hierarchy_by_month_sent]++;
		for (int h = 0; h < levels && r->decision == OPEN; h++)
			pass_level(now, r, i, h);
		if (r->decision != OPEN)
			continue;
		if (months == 0) {
			now->ref->tally.module[SOC_MOD_hierarchy_by_month_arrived]++;
		} else if (c->under_ways == now->rules->regime.review.docket) {
			r->decision = LOST_ON_THE_WAY;
			ref_count(now, r->person, SOC_IND_docket_full, 1);
		} else {
			r->made = now->month;
			c->under_way[c->under_ways++] = *r;
			r->decision = ON_ITS_WAY;
		}
	}
	/* What the counts of records tell is what they say once they are on their way. */
	for (int i = 0; i < fresh; i++)
		ref_count_made(now, &now->m->record[i]);
	now->ref->tally.module[SOC_MOD_hierarchy_by_month_under_way] += c->under_ways;
}
