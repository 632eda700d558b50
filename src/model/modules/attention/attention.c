#include "model/modules/attention/attention.h"

#include "base/wide.h"

#define SCALE_MOST ((uint64_t)1 << 40) /* the least attention that is not 0, to the most there may be */

uint64_t soc_attention_file(const struct soc_attention_rules *rule, uint64_t file, uint32_t attention,
                            int64_t discovered, int64_t reported)
{
	soc_wide found = (soc_wide)(uint64_t)discovered * rule->discovered;
	if (rule->corrected && attention > 0)
		found = found * SOC_ONE16 / attention;
	const soc_wide kept = (soc_wide)file * rule->kept / SOC_ONE16;
	const soc_wide next = kept + found + (soc_wide)(uint64_t)reported * (SOC_ONE16 - rule->discovered);
	return next < SOC_ATTENTION_FILE_MOST ? (uint64_t)next : SOC_ATTENTION_FILE_MOST;
}

/* ---- sharing ---- */

struct sharing {
	const struct soc_attention_places *places;
	uint64_t persons; /* of all that have a part */
	uint32_t lowest, highest;
};

static int has_part(const struct soc_attention_places *places, int32_t p)
{
	return places->reached[p] && places->persons[p] > 0;
}

/* 0 where nothing is on file. */
static int begin(struct sharing *s, const struct soc_attention_rules *rule,
                 const struct soc_attention_places *places)
{
	soc_wide file = 0;
	*s = (struct sharing){ places, 0, rule->lowest, rule->highest };
	for (int32_t p = 0; p < places->count; p++)
		if (has_part(places, p)) {
			file += places->file[p];
			s->persons += (uint64_t)places->persons[p];
		}
	for (int32_t p = 0; p < places->count && file > 0; p++)
		if (has_part(places, p))
			places->unbounded[p] = (uint64_t)((soc_wide)places->file[p] * s->persons * SOC_ONE16 /
			                                  (file * (uint64_t)places->persons[p]));
	return file > 0;
}

/* Of a place by its file, times scale (1 = SOC_ONE16), and not below `least`. */
static uint32_t attention_of(const struct sharing *s, int32_t p, uint64_t scale, uint32_t least)
{
	const soc_wide scaled = (soc_wide)s->places->unbounded[p] * scale / SOC_ONE16;
	const uint32_t bounded = scaled < s->highest ? (uint32_t)scaled : s->highest;
	return bounded > least ? bounded : least;
}

/* Whether all together are watched no more than there is to watch with. */
static int is_within(const struct sharing *s, uint64_t scale, uint32_t least)
{
	uint64_t watched = 0;
	for (int32_t p = 0; p < s->places->count; p++)
		if (has_part(s->places, p))
			watched += (uint64_t)s->places->persons[p] * attention_of(s, p, scale, least);
	return watched <= s->persons * SOC_ONE16;
}

/* The highest scale that is within. The least is: every place then has the lowest, at most 1. */
static uint64_t find_scale(const struct sharing *s)
{
	uint64_t low = 0, high = SCALE_MOST;
	while (high - low > 1) {
		const uint64_t middle = low + (high - low) / 2;
		*(is_within(s, middle, s->lowest) ? &low : &high) = middle;
	}
	return low;
}

/* Where all that have anything on file are at the highest, the rest goes to the others evenly. */
static uint32_t find_least(const struct sharing *s, uint64_t scale)
{
	uint32_t low = s->lowest, high = s->highest + 1;
	while (high - low > 1) {
		const uint32_t middle = low + (high - low) / 2;
		*(is_within(s, scale, middle) ? &low : &high) = middle;
	}
	return low;
}

void soc_attention_spread(const struct soc_attention_rules *rule, const struct soc_attention_places *places,
                          struct soc_field *field)
{
	struct sharing s;
	for (int32_t p = 0; p < places->count; p++)
		if (!has_part(places, p))
			field[p].attention = SOC_ONE16;
	if (!begin(&s, rule, places))
		return;
	const uint64_t scale = find_scale(&s);
	const uint32_t least = scale + 1 < SCALE_MOST ? s.lowest : find_least(&s, scale);
	for (int32_t p = 0; p < places->count; p++)
		if (has_part(places, p))
			field[p].attention = attention_of(&s, p, scale, least);
}
