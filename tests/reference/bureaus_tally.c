/* What is counted of bureaus. */
#include "bureaus.h"

#include <string.h>

static void add(struct ref_now *now, enum soc_module_count count, int index, int64_t n)
{
	now->ref->tally.module[(int)count + index] += n;
}

static void count_files(struct ref_now *now, int b)
{
	int64_t sum = 0, scored = 0;
	for (int i = 0; i < now->c->count; i++) {
		const struct ref_person *p = &now->c->person[i];
		const int kind = ref_files[b][i].kind;
		add(now, SOC_MOD_bureaus_by_bureau_files, b, kind != NO_FILE);
		add(now, SOC_MOD_bureaus_unscored_adults, b * 10 + p->urban * 5 + p->quintile,
		    p->age >= 18 && kind != SCORED);
		if (p->refused_by[b])
			add(now, SOC_MOD_bureaus_by_ground_refused, b * 9 + ref_origin(now, b, i), 1);
		add(now, SOC_MOD_bureaus_by_bureau_refused_wrongly, b, p->wronged_by[b]);
		add(now, SOC_MOD_bureaus_by_group_scored, b * 4 + p->minority * 2 + p->refused_by[b], kind == SCORED);
		sum += kind == SCORED ? ref_files[b][i].score : 0;
		scored += kind == SCORED;
	}
	add(now, SOC_MOD_bureaus_by_bureau_score_sum, b,
	    scored * ref_bureau(now, b)->minimum + sum * ref_bureau(now, b)->range / ONE);
}

static void count_agreement(struct ref_now *now, int a, int b)
{
	const int half = now->c->count / 2;
	for (int i = 0; i < now->c->count; i++) {
		const int j = i + half, both = ref_files[a][i].kind == SCORED && ref_files[b][i].kind == SCORED;
		add(now, SOC_MOD_bureaus_by_pair_both, a * 10 + b, both);
		add(now, SOC_MOD_bureaus_by_pair_contradict, a * 10 + b,
		    both && now->c->person[i].refused_by[a] != now->c->person[i].refused_by[b]);
		if (i >= half || !both || ref_files[a][j].kind != SCORED || ref_files[b][j].kind != SCORED)
			continue;
		const int64_t x = ref_files[a][i].score - ref_files[a][j].score,
					  y = ref_files[b][i].score - ref_files[b][j].score;
		add(now, SOC_MOD_bureaus_by_pair_concordant, a * 10 + b, (x > 0 && y > 0) || (x < 0 && y < 0));
		add(now, SOC_MOD_bureaus_by_pair_discordant, a * 10 + b, (x > 0 && y < 0) || (x < 0 && y > 0));
	}
}

static void count_records(struct ref_now *now, int i, int f)
{
	int once = 0;
	for (int b = 0; b < now->rules->regime.bureaus.count; b++) {
		const struct ref_bureau_file *file = &ref_files[b][i];
		if (ref_bureau(now, b)->kind == SOC_BUREAU_MERGED || file->kind == NO_FILE || !file->holds[f] ||
		    now->c->person[file->source].points[f] == 0)
			continue;
		add(now, SOC_MOD_bureaus_by_bureau_records, b, 1);
		once |= file->source == i;
	}
	add(now, SOC_MOD_bureaus_by_month_records_once, 0, once);
}

static void count_merged(struct ref_now *now, int m, int i)
{
	const struct ref_person *p = &now->c->person[i];
	int wrong = 0, known = 0;
	for (int b = 0; b < now->rules->regime.bureaus.count; b++)
		if ((ref_bureau(now, m)->merges >> b & 1) && ref_files[b][i].kind == SCORED) {
			known++;
			wrong += p->wronged_by[b];
		}
	if (ref_files[m][i].kind != SCORED)
		return;
	add(now, SOC_MOD_bureaus_merged_persons, m * 4 + 2 * (wrong > 0) + p->refused_by[m], 1);
	add(now, SOC_MOD_bureaus_by_bureau_member_refusals_wrong, m, wrong);
	add(now, SOC_MOD_bureaus_by_bureau_member_scores, m, wrong > 0 ? known : 0);
	add(now, SOC_MOD_bureaus_by_bureau_refused_by_all, m, wrong > 0 && wrong == known);
}

static void count_fall(struct ref_now *now, int b)
{
	static struct ref_bureau_file fallen[SOC_COMMUNITY_MAX];
	static int distance[SOC_COMMUNITY_MAX];
	const int n = now->c->count, threshold = ref_bureau(now, b)->threshold;
	uint32_t w[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_FRIENDS, (uint64_t)now->c->number, 1, 0, w);
	int one = (int)((uint64_t)w[0] * (uint64_t)n >> 32), tried = 0;
	while (tried < n && ref_files[b][one].kind != SCORED) {
		one = (one + 1) % n;
		tried++;
	}
	if (tried == n)
		return;
	memcpy(fallen, ref_files[b], sizeof fallen);
	fallen[one].base = ref_bounded(fallen[one].base - now->rules->regime.bureaus.probe[b], 0, ONE);
	ref_score_all(now, b, fallen);
	for (int i = 0; i < n; i++)
		distance[i] = i == one ? 0 : 7;
	for (int d = 1; d < 7; d++)
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++)
				if (distance[i] == 7 && ref_files[b][i].kind == SCORED && distance[j] == d - 1 &&
				    ref_friendships[i][j] > 0)
					distance[i] = d;
	for (int d = 0; d <= 7; d++) {
		int64_t lost = 0;
		for (int i = 0; i < n; i++) {
			if (ref_files[b][i].kind != SCORED || distance[i] != d)
				continue;
			lost += ref_files[b][i].score - fallen[i].score;
			add(now, SOC_MOD_bureaus_friends_by_distance_persons, d, 1);
			add(now, SOC_MOD_bureaus_friends_by_distance_refused, d,
			    ref_files[b][i].score >= threshold && fallen[i].score < threshold);
		}
		add(now, SOC_MOD_bureaus_friends_by_distance_points_lost, d,
		    ref_floor(lost * ref_bureau(now, b)->range * 1000, ONE));
	}
}

void ref_count_scoring(struct ref_now *now)
{
	const struct soc_bureaus_rules *credit = &now->rules->regime.bureaus;
	int fell = 0;
	for (int i = 0; i < now->c->count; i++) {
		const struct ref_person *p = &now->c->person[i];
		add(now, SOC_MOD_bureaus_by_income_adults, p->urban * 5 + p->quintile, p->age >= 18);
		for (int b = 0; b < credit->count && p->loan; b++)
			add(now, SOC_MOD_bureaus_by_group_borrowers, b * 4 + p->minority * 2 + p->refused_by[b], 1);
		for (int f = 0; f < now->rules->regime.scoring.components; f++)
			if (now->rules->regime.scoring.component_kind[f] == SOC_COMPONENT_RECORDS)
				count_records(now, i, f);
	}
	for (int b = 0; b < credit->count; b++) {
		if (!ref_in_force(now, b))
			continue;
		count_files(now, b);
		for (int other = b + 1; other < credit->count; other++)
			if (ref_in_force(now, other))
				count_agreement(now, b, other);
		for (int i = 0; i < now->c->count && ref_bureau(now, b)->kind == SOC_BUREAU_MERGED; i++)
			count_merged(now, b, i);
		if (ref_bureau(now, b)->kind == SOC_BUREAU_SCORER && credit->probe[b] > 0 && !fell) {
			count_fall(now, b);
			fell = 1;
		}
	}
}

void ref_count_defaults(struct ref_now *now)
{
	for (int i = 0; i < now->m->events; i++) {
		const struct ref_event *e = &now->m->event[i];
		const struct ref_person *p = &now->c->person[e->person];
		const struct soc_event_rule *rule = &now->rules->events.event[e->class];
		for (int b = 0; b < now->rules->regime.bureaus.count && e->happened && rule->needs_loan &&
		                rule->kind == SOC_VIOLATION;
		     b++)
			add(now, SOC_MOD_bureaus_by_group_defaults, b * 4 + p->minority * 2 + p->refused_by[b], 1);
	}
}
