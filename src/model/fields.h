/* Fields: what is wide. One small record per place, read-only during a month, renewed at its end from integer
 * sums. With the seed and the fields of each month, any community can be stepped again alone: that is what
 * replay reads. */
#ifndef SOC_MODEL_FIELDS_H
#define SOC_MODEL_FIELDS_H

#include <stdint.h>

#define SOC_ONE16 65536u

/* A first-come-first-served queue of a place. Each item keeps (month of arrival, position in that month's
 * arrivals as a 16-bit share); everything before the cursor has been decided. */
struct soc_queue {
	uint16_t month;    /* month index of the oldest cohort not wholly decided */
	uint16_t position; /* share of that cohort decided, in 1/65536 */
};

static inline int soc_queue_reached(struct soc_queue q, uint16_t month, uint16_t position)
{
	return month < q.month || (month == q.month && position < q.position);
}

/* 28 bytes, little-endian in the store. */
struct soc_field {
	uint32_t norm[4]; /* factor on rates by enum soc_event_kind, 1 = SOC_ONE16 */
	struct soc_queue review, appeals;
	uint16_t risk;   /* the place's experience of being caught, 1 = 65535 */
	uint16_t weight; /* factor on the weight that corrects itself, 1 = 8192, the same in all places; 0: none
	                    does */
};

#endif
