/* Fields: what is wide. One small record per place, read-only during a month, renewed at its end from integer
 * sums. With the seed and the fields of each month, any community can be stepped again alone: that is what
 * replay reads. */
#ifndef SOC_MODEL_FIELDS_H
#define SOC_MODEL_FIELDS_H

#include "input/compile/limits.h"

#include <stddef.h>
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

struct soc_field {
	uint32_t norm[4]; /* factor on rates by enum soc_event_kind, 1 = SOC_ONE16 */
	struct soc_queue review, appeals;
	uint16_t risk[SOC_SPHERES_MAX]; /* share of the acts of each sphere's best watched class that are recorded
	                                   there, as the place knows it, 1 = 65535 */
	uint16_t weight;    /* factor on the adaptive weight, 1 = 8192, the same in all places; 0: none
	                       does */
	uint32_t attention; /* factor on what channels that follow it detect, 1 = SOC_ONE16; 0 in all places where
	                       none does */
};

/* Its numbers, but for the attention, in the order in which files have them, little-endian and without gaps:
 * X(bits, the first, how many). A member that is not here is in no results file and no checkpoint. Attention
 * is a number of its own in both (table attention_by_place): results of a run without it are as they were
 * before it. */
#define SOC_FIELD_NUMBERS(X)        \
	X(32, norm[0], 4)               \
	X(16, review.month, 1)          \
	X(16, review.position, 1)       \
	X(16, appeals.month, 1)         \
	X(16, appeals.position, 1)      \
	X(16, risk[0], SOC_SPHERES_MAX) \
	X(16, weight, 1)

#define SOC_FIELD_BYTES_OF(bits, first, count) +(bits) / 8 * (count)
#define SOC_FIELD_BYTES (0 SOC_FIELD_NUMBERS(SOC_FIELD_BYTES_OF)) /* of one place in the table fields */
_Static_assert(offsetof(struct soc_field, weight) + sizeof(uint16_t) == SOC_FIELD_BYTES &&
                   sizeof(struct soc_field) - SOC_FIELD_BYTES - sizeof(uint32_t) <= 2,
               "a member of the field is not among its numbers");

#endif
