#include "run/columns.h"

/* Places of a docket that are taken. */
static size_t used(const uint16_t *count)
{
	return count != NULL ? *count : 0;
}

unsigned soc_columns_list(struct soc_world *w, uint32_t community,
                          struct soc_column_slice out[SOC_COLUMN_SLICES_MAX])
{
	struct soc_columns c;
	unsigned n = 0;
	soc_world_columns(w, community, &c);
	const size_t count[] = {
		[SOC_PER_PERSON] = w->plan->communities[community].count,
		[SOC_PER_FAMILY] = w->plan->communities[community].count,
		[SOC_PER_LIST] = w->plan->communities[community].count,
		[SOC_PER_COMMUNITY] = 1,
		[SOC_PER_DOCKET] = used(c.record.docket_used),
		[SOC_PER_UNDER_WAY] = used(c.record.under_way_used),
	};
#define COLUMN(part, type, name, per, when)                                                           \
	for (unsigned k = 0; k < soc_shape_copies(&w->shape, SOC_PER_##per, SOC_WHEN_##when); k++)        \
		out[n++] = (struct soc_column_slice){                                                         \
			#part, #name, k, sizeof(type), count[SOC_PER_##per], *SOC_COLUMN_AT_##per(c.part.name, k) \
		};
#include "model/columns.def"
	return n;
}
