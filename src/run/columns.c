#include "run/columns.h"

#define KIND_OF(type)                                                  \
	_Generic((type *)NULL, uint8_t *                                   \
	         : SOC_COLUMN_U8, uint16_t *                               \
	         : SOC_COLUMN_U16, int16_t *                               \
	         : SOC_COLUMN_I16, uint32_t *                              \
	         : SOC_COLUMN_U32, struct soc_file *                       \
	         : SOC_COLUMN_FILE, struct soc_under_way *                 \
	         : SOC_COLUMN_RECORD_UNDER_WAY, struct soc_static_counts * \
	         : SOC_COLUMN_COUNTS)

/* Places of a docket that are taken. */
static size_t used(const uint16_t *count)
{
	return count != NULL ? *count : 0;
}

/* A slice: what its column says, and what is so of one copy. A call for each, and no literal, which a
 * compiler with sanitizers takes ten seconds for. */
static void put(struct soc_column_slice *out, const struct soc_column_slice *of, unsigned copy, size_t count,
                void *values)
{
	*out = *of;
	out->copy = copy;
	out->count = count;
	out->values = values;
}

unsigned soc_columns_list(struct soc_world *w, uint32_t community,
                          struct soc_column_slice out[SOC_COLUMN_SLICES_MAX])
{
	struct soc_columns c;
	unsigned n = 0;
	soc_world_columns(w, community, &c);
	const size_t count[] = {
		[SOC_PER_PERSON] = w->plan->communities[community].count,
		[SOC_PER_COMPONENT] = w->plan->communities[community].count,
		[SOC_PER_LIST] = w->plan->communities[community].count,
		[SOC_PER_SPHERE] = w->plan->communities[community].count,
		[SOC_PER_COMMUNITY] = 1,
		[SOC_PER_DOCKET] = used(c.record.docket_used),
		[SOC_PER_UNDER_WAY] = used(c.record.under_way_used),
	};
#define COLUMN(part, type, name, per, when)                                                        \
	{                                                                                              \
		static const struct soc_column_slice of = {                                                \
			#part, #name, 0, sizeof(type), 0, KIND_OF(type), SOC_PART_IS_STATE_##part, NULL        \
		};                                                                                         \
		for (unsigned k = 0; k < soc_shape_copies(&w->shape, SOC_PER_##per, SOC_WHEN_##when); k++) \
			put(&out[n++], &of, k, count[SOC_PER_##per], *SOC_COLUMN_AT_##per(c.part.name, k));    \
	}
#include "model/columns.def"
	return n;
}
