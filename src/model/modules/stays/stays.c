#include "model/modules/stays/stays.h"

#include "model/modules/dimensions.h"

enum { MONTHS = 12, LONGER = 3, LATER_YEARS = SOC_STAY_YEARS - 1 };

/* What the columns hold: the month of the first day, plus 1; 0: no stay that is followed. */
static uint16_t begins_now(const struct soc_place_time *at)
{
	return (uint16_t)(at->month + 1);
}

static unsigned year_of(unsigned since)
{
	const unsigned year = (since - 1) / MONTHS;
	return year < LATER_YEARS ? year : LATER_YEARS;
}

static unsigned stayed(const struct soc_place_time *at, unsigned since)
{
	static const unsigned years[LONGER] = { 1, 3, 5 };
	const unsigned months = at->month + 1 - since;
	unsigned band = 0;
	while (band < LONGER && months > years[band] * MONTHS)
		band++;
	return band;
}

/* ---- grades ---- */
static void change_grade(const struct soc_place_time *at, const struct soc_grade_change *change,
                         uint16_t *since, struct soc_tally *t)
{
	const unsigned began = *since;
	*since = begins_now(at);
	if (t == NULL)
		return;
	soc_count_module(t, SOC_MOD_stays_begun_in_grade_persons,
	                 SOC_AT(stays_begun_in_grade, change->to, year_of(*since)), 1);
	if (began == 0)
		return;
	const unsigned place = SOC_AT(stays_ended_in_grade, change->from, year_of(began), stayed(at, began));
	soc_count_module(t,
	                 change->to > change->from ? SOC_MOD_stays_ended_in_grade_rises
	                                           : SOC_MOD_stays_ended_in_grade_falls,
	                 place, 1);
}

/* ---- lists ---- */
static unsigned is_red(const struct soc_regime *rules, unsigned list)
{
	return rules->lists.list[list].colour != SOC_BLACK;
}

static void end_on_list(const struct soc_place_time *at, const struct soc_regime *rules,
                        const struct soc_exit *out, uint16_t *since, struct soc_tally *t)
{
	static const enum soc_module_count by_reason[] = {
		[SOC_EXIT_EXPIRED] = SOC_MOD_stays_ended_on_list_expired,
		[SOC_EXIT_REPAIRED] = SOC_MOD_stays_ended_on_list_repaired,
		[SOC_EXIT_OVERTURNED] = SOC_MOD_stays_ended_on_list_overturned,
		[SOC_EXIT_BY_MODULE] = SOC_MOD_stays_ended_on_list_otherwise,
	};
	const unsigned began = *since,
				   reason = out->reason < SOC_EXIT_BY_MODULE ? out->reason : SOC_EXIT_BY_MODULE;
	*since = 0;
	if (t != NULL)
		soc_count_module(t, by_reason[reason],
		                 SOC_AT(stays_ended_on_list, is_red(rules, out->list), out->list, year_of(began),
		                        stayed(at, began)),
		                 1);
}

static void begin_on_list(const struct soc_place_time *at, const struct soc_regime *rules, unsigned list,
                          uint16_t *since, struct soc_tally *t)
{
	*since = begins_now(at);
	if (t != NULL)
		soc_count_module(t, SOC_MOD_stays_begun_on_list_persons,
		                 SOC_AT(stays_begun_on_list, is_red(rules, list), list, year_of(*since)), 1);
}

/* Exits and entries of a month stand apart in the log: a person may leave, come again, and leave again by a
 * ruling. What began earlier ends first; what then began this month ends this month if nobody is on the list
 * at its end. */
static void follow_lists(const struct soc_place_time *at, const struct soc_regime *rules,
                         const struct soc_month_log *log, struct soc_record *record, struct soc_tally *t)
{
	for (unsigned i = 0; i < log->exits_count; i++) {
		uint16_t *since = &record->listed_since[log->exits[i].list][log->exits[i].row];
		if (*since != 0)
			end_on_list(at, rules, &log->exits[i], since, t);
	}
	for (unsigned i = 0; i < log->entries_count; i++)
		if (log->entries[i].kind == SOC_ENTRY_NEW)
			begin_on_list(at, rules, log->entries[i].list,
			              &record->listed_since[log->entries[i].list][log->entries[i].row], t);
	for (unsigned i = log->exits_count; i-- > 0;) {
		const struct soc_exit *out = &log->exits[i];
		uint16_t *since = &record->listed_since[out->list][out->row];
		if (*since == begins_now(at) && record->months_left[out->list][out->row] == 0)
			end_on_list(at, rules, out, since, t);
	}
}

void soc_stays_follow(const struct soc_place_time *at, const struct soc_regime *rules,
                      const struct soc_month_log *month_log, struct soc_record *record,
                      struct soc_tally *tally)
{
	if (!rules->stays.on)
		return;
	for (unsigned i = 0; i < month_log->grades_count; i++)
		change_grade(at, &month_log->grades[i], &record->grade_since[month_log->grades[i].row], tally);
	follow_lists(at, rules, month_log, record, tally);
}
