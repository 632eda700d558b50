#include "model/modules/attention/count.h"

#define TENTHS 10

void soc_attention_count(const struct soc_measurement *s, struct soc_tally *t)
{
	const struct soc_attention_rules *rule = &s->rules->regime.attention;
	for (unsigned i = 0; i < s->month_log->records_count && rule->channels != 0; i++) {
		const struct soc_rec *rec = &s->month_log->records[i];
		if (!soc_count_is_new(rec))
			continue;
		t->place_now[SOC_PLACE_DISCOVERED] += rule->channels >> rec->channel & 1u;
		t->place_now[SOC_PLACE_REPORTED] += rule->reports >> rec->channel & 1u;
	}
}

/* ---- places ---- */

static int is_before(const struct soc_field *field, int32_t a, int32_t b)
{
	return field[a].attention != field[b].attention ? field[a].attention < field[b].attention : a < b;
}

/* From month to month few places change their order. */
static void put_in_order(const struct soc_field *field, int32_t *order, int32_t count)
{
	for (int32_t i = 1; i < count; i++) {
		const int32_t place = order[i];
		int32_t at = i;
		for (; at > 0 && is_before(field, place, order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = place;
	}
}

static void count_tenth(const int64_t *sum, uint32_t attention, unsigned tenth, struct soc_tally *t)
{
	soc_count_module(t, SOC_MOD_attention_by_tenth_places, tenth, 1);
	soc_count_module(t, SOC_MOD_attention_by_tenth_persons, tenth, sum[SOC_IND_persons]);
	soc_count_module(t, SOC_MOD_attention_by_tenth_watched, tenth, sum[SOC_IND_persons] * attention);
	soc_count_module(t, SOC_MOD_attention_by_tenth_violations, tenth, sum[SOC_IND_violations]);
	soc_count_module(t, SOC_MOD_attention_by_tenth_discovered, tenth, sum[SOC_PLACE_DISCOVERED]);
	soc_count_module(t, SOC_MOD_attention_by_tenth_reported, tenth, sum[SOC_PLACE_REPORTED]);
}

static void count_side(const int64_t *sum, uint32_t attention, struct soc_tally *t)
{
	const unsigned over = attention > SOC_ONE16;
	const int64_t away = (int64_t)attention - (int64_t)SOC_ONE16;
	const int64_t square = away * away / (int64_t)SOC_ONE16;
	soc_count_module(t, SOC_MOD_attention_by_side_places, over, 1);
	soc_count_module(t, SOC_MOD_attention_by_side_persons, over, sum[SOC_IND_persons]);
	soc_count_module(t, SOC_MOD_attention_by_side_watched, over, sum[SOC_IND_persons] * attention);
	soc_count_module(t, SOC_MOD_attention_by_side_squares, over, sum[SOC_IND_persons] * square);
	soc_count_module(t, SOC_MOD_attention_by_side_violations, over, sum[SOC_IND_violations]);
	soc_count_module(t, SOC_MOD_attention_by_side_discovered, over, sum[SOC_PLACE_DISCOVERED]);
	soc_count_module(t, SOC_MOD_attention_by_side_reported, over, sum[SOC_PLACE_REPORTED]);
	soc_count_module(t, SOC_MOD_attention_by_side_listed, over, sum[SOC_IND_listed]);
	soc_count_module(t, SOC_MOD_attention_by_side_listed_wrong, over,
	                 sum[SOC_IND_listed_other_violation] + sum[SOC_IND_listed_no_violation]);
}

static void count_change(const int64_t *sum, uint32_t attention, unsigned changed, struct soc_tally *t)
{
	soc_count_module(t, SOC_MOD_attention_by_change_places, changed, 1);
	soc_count_module(t, SOC_MOD_attention_by_change_persons, changed, sum[SOC_IND_persons]);
	soc_count_module(t, SOC_MOD_attention_by_change_watched, changed, sum[SOC_IND_persons] * attention);
	soc_count_module(t, SOC_MOD_attention_by_change_violations, changed, sum[SOC_IND_violations]);
	soc_count_module(t, SOC_MOD_attention_by_change_discovered, changed, sum[SOC_PLACE_DISCOVERED]);
	soc_count_module(t, SOC_MOD_attention_by_change_listed, changed, sum[SOC_IND_listed]);
}

void soc_attention_count_places(const struct soc_attention_places *places, const struct soc_field *field,
                                int32_t *order, struct soc_tally *t)
{
	int32_t shared = 0, rank = 0;
	put_in_order(field, order, places->count);
	for (int32_t p = 0; p < places->count; p++)
		shared += places->reached[p] && places->persons[p] > 0;
	for (int32_t i = 0; i < places->count; i++) {
		const int32_t p = order[i];
		if (!places->reached[p] || places->persons[p] == 0)
			continue;
		/* Fewer places than tenths: the first and the last tenth have one each. */
		const int32_t tenth = shared >= TENTHS ? rank * TENTHS / shared
		                      : shared > 1     ? rank * (TENTHS - 1) / (shared - 1)
		                                       : 0;
		count_tenth(t->place[p], field[p].attention, (unsigned)tenth, t);
		count_side(t->place[p], field[p].attention, t);
		count_change(t->place[p], field[p].attention, places->changed[p], t);
		rank++;
	}
}
