#include "model/modules/grounds/count.h"

#include "base/scan.h"
#include "input/module.h"
#include "model/modules/grounds/grounds.h"
#include "model/population/population.h"

#define CLOSED (SOC_EXIT_BY_MODULE + SOC_MODULE_grounds)

static unsigned place_of(const struct soc_measurement *s, unsigned row, uint8_t ground)
{
	return SOC_AT(grounds_by_class, soc_ground_number(ground), soc_traits_class(s->registry->traits[row]));
}

static void count_exit(const struct soc_measurement *s, const struct soc_exit *out, struct soc_tally *t)
{
	enum soc_module_count how;
	if (out->reason == SOC_EXIT_EXPIRED)
		how = SOC_MOD_grounds_by_class_expired;
	else if (out->reason == SOC_EXIT_REPAIRED)
		how = SOC_MOD_grounds_by_class_repaired;
	else if (out->reason == CLOSED)
		how = SOC_MOD_grounds_by_class_closed;
	else
		return;
	if (out->reason == CLOSED)
		soc_count_module(t, SOC_MOD_grounds_by_list_closed, out->list, 1);
	if (out->ground == 0)
		return;
	soc_count_module(t, how, place_of(s, out->row, out->ground), 1);
}

void soc_grounds_count(const struct soc_measurement *s, struct soc_tally *t)
{
	const struct soc_grounds_rules *rules = &s->rules->regime.grounds;
	const struct soc_month_log *log = s->month_log;
	for (unsigned bits = rules->graces; bits != 0; bits &= bits - 1) {
		const unsigned l = (unsigned)__builtin_ctz(bits);
		soc_count_module(t, SOC_MOD_grounds_by_list_spared, l, log->spared[l]);
	}
	if (rules->lists == 0)
		return;
	for (unsigned i = 0; i < log->entries_count; i++)
		if (log->entries[i].kind == SOC_ENTRY_NEW && log->entries[i].ground != 0)
			soc_count_module(t, SOC_MOD_grounds_by_class_entries,
			                 place_of(s, log->entries[i].row, log->entries[i].ground), 1);
	for (unsigned i = 0; i < log->exits_count; i++)
		count_exit(s, &log->exits[i], t);
	if (!soc_measurement_is_sampled(s))
		return;
	for (unsigned bits = rules->lists; bits != 0; bits &= bits - 1) {
		const unsigned l = (unsigned)__builtin_ctz(bits);
		SOC_FOR_NONZERO(s->record->ground[l], s->at->count, row)
			soc_count_module(t, SOC_MOD_grounds_by_class_persons, place_of(s, row, s->record->ground[l][row]),
			                 1);
	}
}
