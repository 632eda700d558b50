#include "model/lists/lists.h"

#include "base/scan.h"
#include "input/module.h"
#include "model/modules/grounds/grounds.h"
#include "model/population/population.h"
#include "model/population/responsible.h"
#include "model/variates.h"

static uint32_t entry_word(const struct soc_place_time *at, const struct soc_list_rule *rule, unsigned row)
{
	return SOC_VARIATE(LIST_ENTRY, at->seed ^ rule->salt, at->first_person + row, at->month, 0);
}

uint8_t soc_lists_stood(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                        unsigned list)
{
	const unsigned term = soc_grounds_term(rules, record, row, list), left = record->months_left[list][row];
	return (uint8_t)(term > left ? term - left : 0);
}

void soc_lists_end(const struct soc_regime *rules, struct soc_record *record, unsigned row, unsigned list,
                   unsigned reason, struct soc_month_log *month_log)
{
	const int has_grounds = rules->grounds.lists >> list & 1u;
	struct soc_exit *out = soc_month_log_exits(month_log);
	if (out != NULL)
		*out = (struct soc_exit){ (uint16_t)row,
			                      (uint8_t)list,
			                      (uint8_t)reason,
			                      record->entry[list][row],
			                      soc_lists_stood(rules, record, row, list),
			                      has_grounds ? record->ground[list][row] : 0 };
	record->months_left[list][row] = 0;
	record->entry[list][row] = 0;
	if (has_grounds)
		record->ground[list][row] = 0;
	soc_month_log_touch(month_log, row);
}

/* A term that runs out while the grade that caused the entry still stands begins again. */
static int begins_again(const struct soc_list_rule *rule, const struct soc_record *record, unsigned list,
                        unsigned row)
{
	return rule->enabled && soc_entry_by_grade(record->entry[list][row]) &&
	       (rule->entry_grades >> record->grade[row] & 1u);
}

/* The procedure behind an entry ends although nothing was repaired. */
static int is_closed(const struct soc_place_time *at, const struct soc_list_rule *rule,
                     const struct soc_ground_rule *ground, unsigned row)
{
	return ground->closed != 0 &&
	       soc_below(SOC_VARIATE(GROUND_CLOSED, at->seed ^ rule->salt, at->first_person + row, at->month, 0),
	                 ground->closed);
}

static void age_entry(const struct soc_place_time *at, const struct soc_regime *rules, unsigned list,
                      unsigned row, struct soc_record *record, struct soc_month_log *month_log)
{
	const struct soc_list_rule *rule = &rules->lists.list[list];
	const struct soc_ground_rule *ground = soc_grounds_of(rules, record, row, list);
	uint8_t *left = &record->months_left[list][row], *entry = &record->entry[list][row];
	const int leaving = (*entry & SOC_ENTRY_LEAVING) != 0;
	--*left;
	if (*left == 0 && !leaving && ground != NULL && ground->term == 0)
		*left = 1; /* without a term: only how long it has stood is no longer known */
	if (*left == 0) {
		if (!leaving && begins_again(rule, record, list, row))
			*left = (uint8_t)soc_grounds_term(rules, record, row, list);
		else
			soc_lists_end(rules, record, row, list, leaving ? SOC_EXIT_REPAIRED : SOC_EXIT_EXPIRED,
			              month_log);
		return;
	}
	const uint64_t repair = ground != NULL ? ground->repair : rule->repair;
	if (leaving || repair == 0 ||
	    !soc_below(SOC_VARIATE(LIST_REPAIR, at->seed ^ rule->salt, at->first_person + row, at->month, 0),
	               repair)) {
		if (!leaving && ground != NULL && is_closed(at, rule, ground, row))
			soc_lists_end(rules, record, row, list, SOC_EXIT_BY_MODULE + SOC_MODULE_grounds, month_log);
		return;
	}
	if (rule->exit_delay == 0) {
		soc_lists_end(rules, record, row, list, SOC_EXIT_REPAIRED, month_log);
		return;
	}
	*entry |= SOC_ENTRY_LEAVING;
	if (rule->exit_delay < *left)
		*left = rule->exit_delay;
}

void soc_lists_age(const struct soc_place_time *at, const struct soc_regime *rules, struct soc_record *record,
                   struct soc_month_log *month_log)
{
	for (unsigned l = 0; l < rules->lists.count; l++)
		SOC_FOR_NONZERO(record->months_left[l], at->count, row)
			age_entry(at, rules, l, row, record, month_log);
}

/* What an entry is made from. */
struct entering {
	const struct soc_place_time *at;
	const struct soc_regime *rules;
	const struct soc_registry *registry;
	struct soc_record *record;
	struct soc_month_log *month_log;
};

/* Of a new entry its ground, or 0; *spared: it is not made, since the case is repaired within the grace. */
static uint8_t ground_of_entry(const struct entering *e, unsigned row, unsigned list, int *spared)
{
	const struct soc_grounds_rules *grounds = &e->rules->grounds;
	const uint8_t ground =
		grounds->lists >> list & 1u ? soc_grounds_draw(e->at, e->rules, e->registry, row, list) : 0;
	*spared = (grounds->graces >> list & 1u) && soc_grounds_spares(e->at, e->rules, row, list, ground);
	return ground;
}

static void enter(const struct entering *e, unsigned row, unsigned list, unsigned channel, unsigned trigger,
                  unsigned record_index)
{
	struct soc_record *record = e->record;
	uint8_t *left = &record->months_left[list][row], *entry = &record->entry[list][row];
	const int renewed = *left > 0, has_grounds = e->rules->grounds.lists >> list & 1u;
	int spared = 0;
	uint8_t ground = has_grounds ? record->ground[list][row] : 0;
	if (!renewed)
		ground = ground_of_entry(e, row, list, &spared);
	e->month_log->spared[list] += (unsigned)spared;
	struct soc_entry *out = spared ? NULL : soc_month_log_entries(e->month_log);
	if (out == NULL)
		return;
	if (has_grounds)
		record->ground[list][row] = ground;
	*out = (struct soc_entry){ (uint16_t)row,
		                       (uint8_t)list,
		                       renewed ? SOC_ENTRY_RENEWED : SOC_ENTRY_NEW,
		                       (uint8_t)channel,
		                       (uint8_t)trigger,
		                       (uint16_t)record_index,
		                       ground };
	*left = (uint8_t)soc_grounds_term(e->rules, record, row, list);
	*entry = renewed ? (uint8_t)(*entry & ~SOC_ENTRY_LEAVING)
	                 : soc_entry_pack(channel, trigger == SOC_TRIGGER_KIN ? SOC_TRIGGER_GRADE : trigger);
	soc_month_log_touch(e->month_log, row);
}

void soc_lists_enter_for_firm(const struct soc_place_time *at, const struct soc_regime *rules,
                              const struct soc_registry *registry, struct soc_record *record, unsigned row,
                              unsigned list, struct soc_month_log *month_log)
{
	const struct entering e = { at, rules, registry, record, month_log };
	if (rules->lists.list[list].enabled)
		enter(&e, row, list, SOC_ENTRY_FOR_FIRM, SOC_TRIGGER_GRADE, SOC_NOBODY);
}

static void enter_for_record(const struct entering *e, unsigned index)
{
	const struct soc_regime *rules = e->rules;
	struct soc_record *record = e->record;
	const struct soc_rec *rec = &e->month_log->records[index];
	for (unsigned l = 0; l < rules->lists.count; l++) {
		const struct soc_list_rule *rule = &rules->lists.list[l];
		/* Moved by a word of the record, so that each record of a month has random numbers of its own. */
		if (rule->enabled && rule->trigger_of[rec->event] >= 0 &&
		    soc_below(entry_word(e->at, rule, rec->row) + rec->word[SOC_FATE_POSITION], rule->entry))
			enter(e, rec->row, l, rec->channel, (unsigned)rule->trigger_of[rec->event], index);
		if (rule->colour != SOC_BLACK || !(rules->lists.good_deeds >> rec->event & 1u))
			continue;
		uint8_t *left = &record->months_left[l][rec->row];
		const struct soc_ground_rule *ground = soc_grounds_of(rules, record, rec->row, l);
		if (ground != NULL && ground->term == 0)
			continue;
		if (*left > 0) /* repair by good deeds shortens the term, at most to its last month */
			*left = *left > rule->good_deed_months ? (uint8_t)(*left - rule->good_deed_months) : 1;
	}
}

static void enter_for_grade(const struct entering *e, const struct soc_grade_change *change)
{
	const struct soc_regime *rules = e->rules;
	for (unsigned l = 0; l < rules->lists.count; l++) {
		const struct soc_list_rule *rule = &rules->lists.list[l];
		const int towards = rule->colour == SOC_BLACK ? change->to < change->from : change->to > change->from;
		if (rule->enabled && towards && (rule->entry_grades >> change->to & 1u) &&
		    e->record->months_left[l][change->row] == 0 &&
		    soc_below(entry_word(e->at, rule, change->row), rule->entry))
			enter(e, change->row, l, 0, SOC_TRIGGER_GRADE, SOC_NOBODY);
	}
}

/* Kin outside the household of those newly entered for what is on their own record; kin of kin is not. */
static void enter_kin(const struct entering *e)
{
	const struct soc_regime *rules = e->rules;
	const struct soc_registry *registry = e->registry;
	const struct soc_place_time *at = e->at;
	const unsigned own = e->month_log->entries_count;
	for (unsigned i = 0; i < own; i++) {
		const struct soc_entry entry = e->month_log->entries[i];
		const uint64_t chance = rules->kin.entry[entry.list];
		if (entry.kind != SOC_ENTRY_NEW || chance == 0 ||
		    !(rules->kin.classes[entry.list] >> soc_traits_class(registry->traits[entry.row]) & 1u))
			continue;
		const uint16_t kin[2] = { registry->kin[entry.row], registry->former[entry.row] };
		for (unsigned k = 0; k < 2; k++)
			if (kin[k] != SOC_NO_ROW && soc_population_is_responsible(rules, registry, kin[k]) &&
			    e->record->months_left[entry.list][kin[k]] == 0 &&
			    soc_below(SOC_VARIATE(KIN_ENTERED, at->seed ^ rules->lists.list[entry.list].salt,
			                          at->first_person + kin[k], at->month, 0),
			              chance))
				enter(e, kin[k], entry.list, 0, SOC_TRIGGER_KIN, SOC_NOBODY);
	}
}

void soc_lists_enter(const struct soc_place_time *at, const struct soc_regime *rules,
                     const struct soc_registry *registry, struct soc_record *record,
                     struct soc_month_log *month_log)
{
	const struct entering e = { at, rules, registry, record, month_log };
	for (unsigned i = 0; i < month_log->records_count; i++)
		if (soc_rec_is_accepted(&month_log->records[i]))
			enter_for_record(&e, i);
	for (unsigned i = 0; i < month_log->grades_count; i++)
		if (soc_population_is_responsible(rules, registry, month_log->grades[i].row))
			enter_for_grade(&e, &month_log->grades[i]);
	if (rules->kin.on)
		enter_kin(&e);
}
