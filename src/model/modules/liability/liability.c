#include "model/modules/liability/liability.h"

#include "model/population/population.h"
#include "model/scoring/scoring.h"

#include <string.h>

struct soc_group soc_group_of(const struct soc_registry *registry, unsigned count, unsigned households,
                              unsigned row)
{
	struct soc_group group = { 0, 0 };
	while (group.end <= row) {
		group.first = group.end;
		for (unsigned household = 0; household < households && group.end < count; household++)
			group.end +=
				soc_home_size(registry->home[group.end]) > 0 ? soc_home_size(registry->home[group.end]) : 1;
	}
	return group;
}

void soc_groups_make(const struct soc_registry *registry, unsigned count, unsigned households,
                     struct soc_groups *out)
{
	for (unsigned first = 0, end; first < count; first = end) {
		end = first;
		for (unsigned household = 0; household < households && end < count; household++)
			end += soc_home_size(registry->home[end]) > 0 ? soc_home_size(registry->home[end]) : 1;
		for (unsigned row = first; row < end; row++) {
			out->first[row] = (uint16_t)first;
			out->end[row] = (uint16_t)end;
		}
	}
}

void soc_liability_post(const struct soc_place_time *at, const struct soc_regime *rules,
                        const struct soc_registry *registry, struct soc_record *record,
                        struct soc_month_log *month_log)
{
	if (rules->liability.households == 0 || !rules->scoring.on)
		return;
	for (unsigned i = 0; i < month_log->records_count; i++) {
		const struct soc_rec *rec = &month_log->records[i];
		const struct soc_tariff *tariff = &rules->scoring.tariff[rec->event];
		const int32_t share = rules->liability.share[rec->event];
		if (share == 0 || !tariff->has_component || !soc_rec_is_accepted(rec))
			continue;
		if (month_log->liability_records++ == 0)
			memset(month_log->liability_points, 0, sizeof month_log->liability_points);
		const struct soc_group group =
			soc_group_of(registry, at->count, rules->liability.households, rec->row);
		for (unsigned row = group.first; row < group.end; row++) {
			if (row == rec->row || row == rec->informer || registry->age[row] < SOC_GROUP_ADULT)
				continue;
			month_log->liability_points[tariff->component][row] +=
				soc_scoring_add(rules, record, tariff->component, row, share, month_log);
			month_log->liability_persons++;
		}
	}
}
