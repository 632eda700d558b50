#include "run/told.h"

#include "model/modules/attention/rules.h"

#include <stddef.h>

#define SUMS (offsetof(struct soc_tally, place) / sizeof(int64_t))

void soc_told_put(struct soc_buf *buf, const struct soc_tally *tally, const struct soc_field *fields,
                  int32_t places)
{
	soc_pack_sums(buf, (const int64_t *)tally, SUMS);
	soc_pack_sums(buf, tally->place[0], (size_t)places * SOC_PLACE_VALUES);
	for (int32_t p = 0; p < places; p++) {
#define PUT(bits, first, count)       \
	for (int i = 0; i < (count); i++) \
		soc_pack_number(buf, (&fields[p].first)[i]);
		SOC_FIELD_NUMBERS(PUT)
#undef PUT
		soc_pack_number(buf, fields[p].attention);
	}
}

void soc_told_take(struct soc_packed *from, struct soc_tally *tally, struct soc_field *fields, int32_t places)
{
	soc_packed_sums(from, (int64_t *)tally, SUMS);
	soc_packed_sums(from, tally->place[0], (size_t)places * SOC_PLACE_VALUES);
	for (int32_t p = 0; p < places; p++) {
#define TAKE(bits, first, count)      \
	for (int i = 0; i < (count); i++) \
		(&fields[p].first)[i] = (uint##bits##_t)soc_packed_number(from, UINT##bits##_MAX);
		SOC_FIELD_NUMBERS(TAKE)
#undef TAKE
		fields[p].attention = (uint32_t)soc_packed_number(from, SOC_ATTENTION_HIGHEST * SOC_ONE16);
	}
}
