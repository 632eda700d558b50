/* Attention of places, in plain code: each place's file, and the watching shared by what is on file. */
#include "attention.h"

#include "base/wide.h"

#include <stdlib.h>

static const struct soc_rules *rules_of(const struct reference *ref, int month, int place)
{
	int k = 0;
	while (ref->plan->strata[k].place != place)
		k++;
	return &ref->rule_sets->rules[soc_rule_sets_at(ref->rule_sets, (uint32_t)month, (uint32_t)k)];
}

static int is_on(const struct reference *ref)
{
	return rules_of(ref, 0, 0)->regime.attention.channels != 0;
}

uint32_t ref_attention(const struct ref_now *now, int channel)
{
	return now->rules->regime.attention.channels >> channel & 1 ? now->field->attention : 65536;
}

/* ---- the places that share ---- */

static void reach(struct reference *ref, int month)
{
	for (int p = 0; p < ref->plan->places_count; p++)
		ref->reached[p] = 0;
	for (int k = 0; k < ref->plan->strata_count; k++) {
		const struct soc_rules *rules =
			&ref->rule_sets->rules[soc_rule_sets_at(ref->rule_sets, (uint32_t)month, (uint32_t)k)];
		for (unsigned c = 0; c < rules->records.count; c++)
			if (rules->records.channel[c].enabled && (rules->regime.attention.channels >> c & 1))
				ref->reached[ref->plan->strata[k].place] = ref->persons[ref->plan->strata[k].place] > 0;
	}
}

/* A file begins with what is on file at first, once, in the first month of a part in it. */
static void open_files(struct reference *ref, int month)
{
	for (int p = 0; p < ref->plan->places_count; p++)
		if (ref->reached[p] && !ref->has_file[p]) {
			ref->has_file[p] = 1;
			ref->file[p] = (uint64_t)((soc_wide)rules_of(ref, month, p)->regime.attention.initial *
			                          (soc_wide)ref->persons[p] / 1000000);
		}
}

/* Of a place, by its share of the file over its share of the people. */
static int64_t wanted(const struct reference *ref, int place, soc_wide files, int64_t persons)
{
	return (int64_t)((soc_wide)ref->file[place] * (soc_wide)persons * 65536 /
	                 (files * (soc_wide)ref->persons[place]));
}

static int64_t given(const struct soc_attention_rules *rule, int64_t want, int64_t scale, int64_t least)
{
	const soc_wide scaled = (soc_wide)want * (soc_wide)scale / 65536;
	const int64_t most = scaled > rule->highest ? rule->highest : (int64_t)scaled;
	return most > least ? most : least;
}

static int too_much(const struct reference *ref, const struct soc_attention_rules *rule, const int64_t *want,
                    int64_t scale, int64_t least)
{
	soc_wide sum = 0, all = 0;
	for (int p = 0; p < ref->plan->places_count; p++)
		if (ref->reached[p]) {
			sum += (soc_wide)ref->persons[p] * (soc_wide)given(rule, want[p], scale, least);
			all += (soc_wide)ref->persons[p] * 65536;
		}
	return sum > all;
}

static void share(struct reference *ref)
{
	const struct soc_attention_rules *rule = &rules_of(ref, 0, 0)->regime.attention;
	const int places = ref->plan->places_count;
	int64_t persons = 0, scale = 0, least = rule->lowest, *want = calloc((size_t)places, sizeof *want);
	soc_wide files = 0;
	if (want == NULL)
		abort();
	for (int p = 0; p < places; p++)
		if (ref->reached[p]) {
			files += ref->file[p];
			persons += ref->persons[p];
		}
	for (int p = 0; p < places && files > 0; p++)
		want[p] = ref->reached[p] ? wanted(ref, p, files, persons) : 0;
	/* The highest number of 40 bits that does not share out too much, from its highest bit on. */
	for (int bit = 39; bit >= 0; bit--)
		if (!too_much(ref, rule, want, scale + ((int64_t)1 << bit), least))
			scale += (int64_t)1 << bit;
	if (scale == ((int64_t)1 << 40) - 1)
		while (least < rule->highest && !too_much(ref, rule, want, scale, least + 1))
			least++;
	for (int p = 0; p < places; p++)
		if (!ref->reached[p])
			ref->field[p].attention = 65536;
		else if (files > 0)
			ref->field[p].attention = (uint32_t)given(rule, want[p], scale, least);
	free(want);
}

void ref_attention_begin(struct reference *ref)
{
	for (int p = 0; p < ref->plan->places_count; p++)
		ref->field[p].attention = is_on(ref) ? 65536 : 0;
	if (is_on(ref)) {
		reach(ref, 0);
		open_files(ref, 0);
		share(ref);
	}
}

/* ---- a month ---- */

void ref_attention_note(struct ref_now *now, const struct ref_record *r)
{
	int64_t *sum = now->ref->places[now->c->place];
	if (!is_on(now->ref))
		return;
	if (now->rules->regime.attention.channels >> r->channel & 1)
		sum[SOC_PLACE_DISCOVERED]++;
	else if (now->ref->s->channels[r->channel].join_channel < 0)
		sum[SOC_PLACE_REPORTED]++;
}

/* How many places are watched less than this one. */
static int rank_of(const struct reference *ref, int place)
{
	int rank = 0;
	for (int p = 0; p < ref->plan->places_count; p++)
		rank += ref->reached[p] && (ref->field[p].attention < ref->field[place].attention ||
		                            (ref->field[p].attention == ref->field[place].attention && p < place));
	return rank;
}

static void count_place(struct reference *ref, int place, int shared)
{
	const int64_t *sum = ref->places[place], attention = ref->field[place].attention,
				  away = attention > 65536 ? attention - 65536 : 65536 - attention;
	const int rank = rank_of(ref, place), over = attention > 65536;
	const int tenth = shared >= 10 ? 10 * rank / shared : shared > 1 ? 9 * rank / (shared - 1) : 0;
	int64_t *module = ref->tally.module;
	module[SOC_MOD_attention_by_tenth_places + tenth]++;
	module[SOC_MOD_attention_by_tenth_persons + tenth] += ref->persons[place];
	module[SOC_MOD_attention_by_tenth_watched + tenth] += ref->persons[place] * attention;
	module[SOC_MOD_attention_by_tenth_violations + tenth] += sum[SOC_IND_violations];
	module[SOC_MOD_attention_by_tenth_discovered + tenth] += sum[SOC_PLACE_DISCOVERED];
	module[SOC_MOD_attention_by_tenth_reported + tenth] += sum[SOC_PLACE_REPORTED];
	const int changed = rules_of(ref, ref->month, place)->is_changed_here;
	module[SOC_MOD_attention_by_change_places + changed]++;
	module[SOC_MOD_attention_by_change_persons + changed] += ref->persons[place];
	module[SOC_MOD_attention_by_change_watched + changed] += ref->persons[place] * attention;
	module[SOC_MOD_attention_by_change_violations + changed] += sum[SOC_IND_violations];
	module[SOC_MOD_attention_by_change_discovered + changed] += sum[SOC_PLACE_DISCOVERED];
	module[SOC_MOD_attention_by_change_listed + changed] += sum[SOC_IND_listed];
	module[SOC_MOD_attention_by_side_places + over]++;
	module[SOC_MOD_attention_by_side_persons + over] += ref->persons[place];
	module[SOC_MOD_attention_by_side_watched + over] += ref->persons[place] * attention;
	module[SOC_MOD_attention_by_side_squares + over] += ref->persons[place] * (away * away / 65536);
	module[SOC_MOD_attention_by_side_violations + over] += sum[SOC_IND_violations];
	module[SOC_MOD_attention_by_side_discovered + over] += sum[SOC_PLACE_DISCOVERED];
	module[SOC_MOD_attention_by_side_reported + over] += sum[SOC_PLACE_REPORTED];
	module[SOC_MOD_attention_by_side_listed + over] += sum[SOC_IND_listed];
	module[SOC_MOD_attention_by_side_listed_wrong + over] +=
		sum[SOC_IND_listed_other_violation] + sum[SOC_IND_listed_no_violation];
}

void ref_attention_follow(struct reference *ref, int months)
{
	int shared = 0;
	if (!is_on(ref))
		return;
	for (int p = 0; p < ref->plan->places_count; p++)
		shared += ref->reached[p];
	for (int p = 0; p < ref->plan->places_count; p++) {
		const struct soc_attention_rules *rule = &rules_of(ref, ref->month, p)->regime.attention;
		soc_wide discovered = (soc_wide)ref->places[p][SOC_PLACE_DISCOVERED] * rule->discovered;
		if (!ref->reached[p])
			continue;
		count_place(ref, p, shared);
		if (rule->corrected && ref->field[p].attention != 0)
			discovered = discovered * 65536 / ref->field[p].attention;
		ref->file[p] = (uint64_t)((soc_wide)ref->file[p] * rule->kept / 65536 + discovered +
		                          (soc_wide)ref->places[p][SOC_PLACE_REPORTED] * (65536 - rule->discovered));
	}
	const int next = ref->month + 1 < months ? ref->month + 1 : ref->month;
	reach(ref, next);
	open_files(ref, next);
	share(ref);
}
