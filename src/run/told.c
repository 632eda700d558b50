#include "run/told.h"

#include <stddef.h>

#define SUMS (offsetof(struct soc_tally, place) / sizeof(int64_t))

static void put_queue(struct soc_buf *buf, const struct soc_queue *queue)
{
	soc_pack_number(buf, queue->month);
	soc_pack_number(buf, queue->position);
}

static struct soc_queue take_queue(struct soc_packed *from)
{
	struct soc_queue queue;
	queue.month = (uint16_t)soc_packed_number(from, UINT16_MAX);
	queue.position = (uint16_t)soc_packed_number(from, UINT16_MAX);
	return queue;
}

void soc_told_put(struct soc_buf *buf, const struct soc_tally *tally, const struct soc_field *fields,
                  int32_t places)
{
	soc_pack_sums(buf, (const int64_t *)tally, SUMS);
	soc_pack_sums(buf, tally->place[0], (size_t)places * SOC_INDICATORS_COUNT);
	for (int32_t p = 0; p < places; p++) {
		for (int k = 0; k < 4; k++)
			soc_pack_number(buf, fields[p].norm[k]);
		put_queue(buf, &fields[p].review);
		put_queue(buf, &fields[p].appeals);
		soc_pack_number(buf, fields[p].risk);
		soc_pack_number(buf, fields[p].weight);
	}
}

void soc_told_take(struct soc_packed *from, struct soc_tally *tally, struct soc_field *fields, int32_t places)
{
	soc_packed_sums(from, (int64_t *)tally, SUMS);
	soc_packed_sums(from, tally->place[0], (size_t)places * SOC_INDICATORS_COUNT);
	for (int32_t p = 0; p < places; p++) {
		for (int k = 0; k < 4; k++)
			fields[p].norm[k] = (uint32_t)soc_packed_number(from, UINT32_MAX);
		fields[p].review = take_queue(from);
		fields[p].appeals = take_queue(from);
		fields[p].risk = (uint16_t)soc_packed_number(from, UINT16_MAX);
		fields[p].weight = (uint16_t)soc_packed_number(from, UINT16_MAX);
	}
}

_Static_assert(sizeof(struct soc_field) == 28, "a member of the field is not among what a month told");
