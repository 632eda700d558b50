/* Bureaus: everybody's file at each of them, one person and one question at a time. */
#include "bureaus.h"

#include <string.h>

enum { OWN_FILE = 1, RIGHT_POINTS = 2, RIGHT_ENTRIES = 4, NO_ENTRIES = 8, NO_FRIENDS = 16, NO_PROXY = 32 };

struct ref_bureau_file ref_files[SOC_BUREAUS_MAX][SOC_COMMUNITY_MAX];
int ref_friendships[SOC_COMMUNITY_MAX][SOC_COMMUNITY_MAX];
static int64_t proxy[SOC_COMMUNITY_MAX];

/* A word that the engine draws for many people at once: four people share a block. */
static uint32_t shared_word(const struct ref_now *now, uint64_t salt, enum soc_stream of, int person,
                            int stream)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	uint32_t w[4];
	soc_draw_block(now->ref->seed ^ salt, of, id / 4, (uint32_t)stream, 0, w);
	return w[id % 4];
}

int ref_in_force(const struct ref_now *now, int bureau)
{
	return now->rules->regime.bureaus.enabled >> bureau & 1;
}

const struct soc_bureau_rule *ref_bureau(const struct ref_now *now, int bureau)
{
	return &now->rules->regime.bureaus.bureau[bureau];
}

/* ---- friends ---- */

static void befriend(const struct ref_now *now, int a, int b)
{
	if (now->c->person[a].home_first == now->c->person[b].home_first)
		return;
	ref_friendships[a][b]++;
	ref_friendships[b][a]++;
}

static void make_ring(const struct ref_now *now, int ring)
{
	const int n = now->c->count;
	int order[SOC_COMMUNITY_MAX], sorted[SOC_COMMUNITY_MAX], filled = 0;
	for (int i = 0; i < n; i++)
		order[i] = i;
	for (int i = 0; i < n - 1; i++) {
		uint32_t w[4];
		soc_draw_block(now->ref->seed, SOC_DRAW_FRIENDS, (uint64_t)now->c->number, 0,
		               (uint32_t)(ring * 128 + i / 4), w);
		const int with = i + (int)((uint64_t)w[i % 4] * (uint64_t)(n - i) >> 32), swap = order[i];
		order[i] = order[with];
		order[with] = swap;
	}
	for (int quintile = 0; quintile < 5; quintile++)
		for (int i = 0; i < n; i++)
			if (now->c->person[order[i]].quintile == quintile)
				sorted[filled++] = order[i];
	const int *line = ring < now->rules->regime.bureaus.cycles_alike ? sorted : order;
	for (int i = 0; i < n - 1; i++)
		befriend(now, line[i], line[i + 1]);
	if (n > 2)
		befriend(now, line[n - 1], line[0]);
}

/* ---- one file, one score ---- */

static int64_t base_under(const struct ref_now *now, int bureau, int person, int changes)
{
	const struct soc_rules *rules = now->rules;
	const struct soc_bureau_rule *rule = ref_bureau(now, bureau);
	const struct ref_bureau_file *file = &ref_files[bureau][person];
	const struct ref_person *source = &now->c->person[changes & OWN_FILE ? person : file->source];
	int64_t sum = 0;
	for (int f = 0; f < rules->regime.scoring.components; f++) {
		const int points =
			!file->holds[f] ? 0 : source->points[f] - (changes & RIGHT_POINTS ? source->false_points[f] : 0);
		sum += (ref_bounded(points + rules->regime.scoring.start[f], rules->regime.scoring.floor[f],
		                    rules->regime.scoring.ceiling[f]) -
		        rules->regime.scoring.floor[f]) *
		       rule->coefficient[f];
	}
	int64_t share = sum / 1024;
	if (rule->proxy_weight > 0 && !(changes & NO_PROXY))
		share += ref_floor((proxy[person] - share) * rule->proxy_weight, 65536);
	for (int l = 0; l < rules->regime.lists.count && !(changes & NO_ENTRIES); l++)
		if (file->told[l] && (!(changes & RIGHT_ENTRIES) || now->c->person[person].entry[l].truth == DID))
			share -= rule->sharing_loss;
	return ref_bounded(share, 0, ONE);
}

static int64_t blended(const struct ref_now *now, int bureau, int64_t base, int64_t company)
{
	return company < 0 ? base
	                   : base + ref_floor((company - base) * ref_bureau(now, bureau)->friends_weight, 65536);
}

/* 1 refused, 0 not, -1 nobody knows. */
static int merged(const struct ref_now *now, int bureau, int person, int changes, int64_t *mean)
{
	const struct soc_bureau_rule *rule = ref_bureau(now, bureau);
	int known = 0, refused = 0;
	int64_t sum = 0;
	for (int b = 0; b < now->rules->regime.bureaus.count; b++) {
		const struct ref_bureau_file *file = &ref_files[b][person];
		if (!(rule->merges >> b & 1) || !ref_in_force(now, b) || file->kind != SCORED)
			continue;
		int64_t score = file->score;
		if (changes != 0) {
			score = base_under(now, b, person, changes);
			if (!(changes & NO_FRIENDS))
				score = blended(now, b, score, file->company);
		}
		known++;
		sum += score;
		refused += score < ref_bureau(now, b)->threshold;
	}
	if (known == 0)
		return -1;
	*mean = sum / known;
	if (rule->merge_rule == SOC_MERGE_ANY)
		return refused > 0;
	return rule->merge_rule == SOC_MERGE_MAJORITY ? refused * 2 > known : *mean < rule->threshold;
}

static int refused_under(const struct ref_now *now, int bureau, int person, int changes)
{
	int64_t unused;
	if (ref_bureau(now, bureau)->kind == SOC_BUREAU_MERGED)
		return merged(now, bureau, person, changes, &unused) == 1;
	const int64_t base = base_under(now, bureau, person, changes);
	return (changes & NO_FRIENDS ? base : blended(now, bureau, base, ref_files[bureau][person].company)) <
	       ref_bureau(now, bureau)->threshold;
}

int ref_origin(const struct ref_now *now, int bureau, int person)
{
	if (ref_files[bureau][person].kind != SCORED)
		return 8;
	for (int i = 0; i < 6; i++)
		if (!refused_under(now, bureau, person, 1 << i))
			return i + 1;
	return refused_under(now, bureau, person, OWN_FILE | RIGHT_POINTS | NO_ENTRIES | NO_FRIENDS | NO_PROXY)
	           ? 0
	           : 7;
}

/* ---- the scoring ---- */

static void open_file(const struct ref_now *now, int bureau, int i)
{
	const struct soc_bureau_rule *rule = ref_bureau(now, bureau);
	const struct ref_person *p = &now->c->person[i];
	struct ref_bureau_file *file = &ref_files[bureau][i];
	const uint32_t own = shared_word(now, rule->salt, SOC_DRAW_BUREAU, i, 0),
				   common = shared_word(now, 0, SOC_DRAW_BUREAU, i, 255) % 65536;
	uint32_t coverage = rule->coverage[now->c->urban],
			 stands = rule->clients == SOC_CLIENTS_INDEPENDENT ? own % 65536
	                  : rule->clients == SOC_CLIENTS_NESTED    ? common
	                                                           : 65535 - common;
	if (p->loan && rule->coverage_borrowers > coverage)
		coverage = rule->coverage_borrowers;
	*file = (struct ref_bureau_file){ .source = i, .company = -1 };
	if (p->age >= rule->min_age && stands < coverage) {
		file->kind = rule->needs_loan && !p->loan ? THIN : SCORED;
		if (own / 65536 < rule->mixed && now->c->count > 1) {
			file->source = (int)((uint64_t)ref_word_of(now, rule->salt, SOC_DRAW_BUREAU_FILE, i, 0, 0) *
			                         (uint64_t)(now->c->count - 1) >>
			                     32);
			file->source += file->source >= i;
		}
	}
	for (int f = 0; f < now->rules->regime.scoring.components; f++) {
		const uint32_t word = shared_word(now, rule->salt ^ now->rules->regime.scoring.component_salt[f],
		                                  SOC_DRAW_BUREAU, i, 1);
		file->holds[f] = word / 65536 < rule->holds;
	}
	for (int l = 0; l < now->rules->regime.lists.count; l++)
		file->told[l] =
			(rule->data_sharing_lists >> l & 1) && p->entry[l].months_left > 0 &&
			p->entry[l].months_left + rule->sharing_delay <= now->rules->regime.lists.list[l].term &&
			ref_happens(ref_word_of(now, rule->salt ^ now->rules->regime.lists.list[l].salt,
		                            SOC_DRAW_BUREAU_FILE, i, 0, 2),
		                rule->data_sharing);
	if (file->kind == SCORED)
		file->base = base_under(now, bureau, i, 0);
}

void ref_score_all(const struct ref_now *now, int bureau, struct ref_bureau_file *file)
{
	static int64_t before[SOC_COMMUNITY_MAX];
	for (int i = 0; i < now->c->count; i++)
		file[i].score = file[i].base;
	for (int round = 0;
	     round < now->rules->regime.bureaus.rounds && ref_bureau(now, bureau)->friends_weight > 0; round++) {
		for (int i = 0; i < now->c->count; i++)
			before[i] = file[i].score;
		for (int i = 0; i < now->c->count; i++) {
			int64_t sum = 0, n = 0;
			for (int j = 0; j < now->c->count; j++)
				if (file[j].kind == SCORED) {
					sum += ref_friendships[i][j] * before[j];
					n += ref_friendships[i][j];
				}
			if (file[i].kind != SCORED)
				continue;
			file[i].company = n > 0 ? sum / n : -1;
			file[i].score = blended(now, bureau, file[i].base, file[i].company);
		}
	}
}

static void score_everybody(struct ref_now *now)
{
	const struct soc_bureaus_rules *credit = &now->rules->regime.bureaus;
	memset(ref_friendships, 0, sizeof ref_friendships);
	for (int ring = 0; ring < credit->cycles; ring++)
		make_ring(now, ring);
	for (int i = 0; i < now->c->count; i++) {
		const struct ref_person *p = &now->c->person[i];
		const int64_t range = ref_bounded(
			ONE - p->minority * credit->proxy_group - (4 - p->quintile) * credit->proxy_income, 0, ONE);
		proxy[i] = (int64_t)(shared_word(now, 0, SOC_DRAW_PROXY, i, 0) / 4096) * range / ONE;
	}
	for (int b = 0; b < credit->count; b++) {
		for (int i = 0; i < now->c->count; i++)
			ref_files[b][i].kind = NO_FILE;
		for (int i = 0;
		     i < now->c->count && ref_in_force(now, b) && ref_bureau(now, b)->kind == SOC_BUREAU_SCORER; i++)
			open_file(now, b, i);
		if (ref_in_force(now, b) && ref_bureau(now, b)->kind == SOC_BUREAU_SCORER)
			ref_score_all(now, b, ref_files[b]);
	}
	for (int b = 0; b < credit->count; b++)
		for (int i = 0;
		     i < now->c->count && ref_in_force(now, b) && ref_bureau(now, b)->kind == SOC_BUREAU_MERGED; i++)
			ref_files[b][i].kind = merged(now, b, i, 0, &ref_files[b][i].score) < 0 ? NO_FILE : SCORED;
}

static void decide(struct ref_now *now, int i)
{
	struct ref_person *p = &now->c->person[i];
	for (int b = 0; b < now->rules->regime.bureaus.count; b++) {
		const struct soc_bureau_rule *rule = ref_bureau(now, b);
		const struct ref_bureau_file *file = &ref_files[b][i];
		int64_t unused;
		p->refused_by[b] = p->wronged_by[b] = 0;
		if (!ref_in_force(now, b))
			continue;
		if (file->kind == SCORED)
			p->refused_by[b] = rule->kind == SOC_BUREAU_MERGED ? merged(now, b, i, 0, &unused)
			                                                   : file->score < rule->threshold;
		else
			p->refused_by[b] = p->age >= rule->min_age &&
			                   ref_happens(ref_word_of(now, rule->salt, SOC_DRAW_BUREAU_FILE, i, 0, 1),
			                               rule->refuse_unscored);
		p->wronged_by[b] = p->refused_by[b] && file->kind == SCORED &&
		                   !refused_under(now, b, i, OWN_FILE | RIGHT_POINTS | RIGHT_ENTRIES);
	}
}

void ref_bureaus(struct ref_now *now)
{
	const struct soc_bureaus_rules *credit = &now->rules->regime.bureaus;
	if (credit->count == 0)
		return;
	for (int i = 0; i < now->c->count; i++)
		for (int b = 0; b < SOC_BUREAUS_MAX; b++)
			if (!ref_in_force(now, b))
				now->c->person[i].refused_by[b] = 0;
	ref_count_defaults(now);
	if (credit->enabled == 0 || (now->month + 1) % credit->interval != 0)
		return;
	score_everybody(now);
	for (int i = 0; i < now->c->count; i++)
		decide(now, i);
	ref_count_scoring(now);
}
