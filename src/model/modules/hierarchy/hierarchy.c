#include "model/modules/hierarchy/hierarchy.h"

#include "model/variates.h"

#include <string.h>

/* A record's levels are told apart by words of its own, so that another record of the person does not move
 * them. */
static void draw_level(const struct soc_place_time *at, const struct soc_rec *rec, unsigned level,
                       uint32_t w[4])
{
	soc_draw_block(at->seed, SOC_DRAW_LEVELS, at->first_person + rec->row, at->month,
	               SOC_BLOCK(LEVEL_ERROR, (rec->word[SOC_FATE_VERIFICATION] >> 10) << 2 | level), w);
}

/* Who did what a record is about, or SOC_NOBODY. */
static unsigned who_did_it(const struct soc_true_log *true_log, unsigned record)
{
	for (unsigned i = 0; i < true_log->occurrences_count; i++)
		if (true_log->occurrences[i].record == record)
			return true_log->occurrences[i].row;
	return SOC_NOBODY;
}

/* Another class that the channel can see, each as likely; the same when there is none. */
static unsigned other_class(const struct soc_rules *rules, const struct soc_rec *rec, uint32_t word)
{
	unsigned others[SOC_EVENTS_MAX], n = 0;
	for (unsigned i = 0; i < rules->events.count; i++) {
		const unsigned k = rules->events.by_name[i];
		if (k != rec->event && (rules->events.event[k].channels >> rec->channel & 1u))
			others[n++] = k;
	}
	return n > 0 ? others[soc_pick(word, n)] : rec->event;
}

static void misfile(unsigned count, struct soc_rec *rec, unsigned index, uint32_t word,
                    struct soc_true_log *true_log)
{
	const unsigned other = soc_pick(word, count - 1);
	rec->row = (uint16_t)(other < rec->row ? other : other + 1);
	true_log->record_link[index] = SOC_LINK_CODE; /* how it was tied says nothing of whom it names now */
	/* Where nothing happened, nobody is the right one; by chance a record comes back to the one who did it.
	 */
	if (true_log->record_truth[index] != SOC_RECORD_FABRICATED)
		true_log->record_truth[index] =
			rec->row == who_did_it(true_log, index) ? SOC_RECORD_TRUE : SOC_RECORD_MISATTRIBUTED;
}

/* One level; what it did to the record. With nobody else to be filed on, or no other class to say, the record
 * is lost. */
static enum soc_transmission pass_level(const struct soc_place_time *at, const struct soc_rules *rules,
                                        struct soc_rec *rec, unsigned index, unsigned level,
                                        struct soc_true_log *true_log)
{
	const uint64_t *error = rules->hierarchy.error;
	uint32_t w[4];
	draw_level(at, rec, level, w);
	if (!soc_below(w[SOC_LANE(LEVEL_ERROR)], error[2]))
		return SOC_TRANSMISSION_NONE;
	if (soc_below(w[SOC_LANE(LEVEL_ERROR)], error[0]))
		return SOC_TRANSMISSION_LOST;
	if (soc_below(w[SOC_LANE(LEVEL_ERROR)], error[1])) {
		if (at->count < 2)
			return SOC_TRANSMISSION_LOST;
		misfile(at->count, rec, index, w[SOC_LANE(LEVEL_PERSON)], true_log);
		return SOC_TRANSMISSION_MISFILED;
	}
	const unsigned event = other_class(rules, rec, w[SOC_LANE(LEVEL_CLASS)]);
	if (event == rec->event)
		return SOC_TRANSMISSION_LOST;
	rec->event = (uint8_t)event;
	true_log->record_truth[index] = SOC_RECORD_FABRICATED;
	true_log->motive[index] = SOC_MOTIVE_SLIP; /* where somebody lives, if that is what it says now */
	return SOC_TRANSMISSION_RECLASSIFIED;
}

static void set_out(const struct soc_place_time *at, const struct soc_rules *rules, struct soc_record *record,
                    struct soc_rec *rec, unsigned index, const struct soc_true_log *true_log,
                    struct soc_truth *truth)
{
	const unsigned place = *record->under_way_used;
	if (place == rules->regime.review.docket) {
		rec->decision = SOC_NO_ROOM;
		return;
	}
	record->under_way[place] = (struct soc_under_way){ rec->row,   rec->informer, (uint16_t)at->month,
		                                               rec->event, rec->channel,  { 0 } };
	memcpy(record->under_way[place].word, rec->word, sizeof rec->word);
	truth->under_way[place] = (uint8_t)(true_log->record_truth[index] | true_log->record_link[index] << 4);
	*record->under_way_used = (uint16_t)(place + 1);
	rec->decision = SOC_UNDER_WAY;
}

static int arrive(const struct soc_place_time *at, const struct soc_under_way *from, uint8_t what,
                  struct soc_month_log *month_log, struct soc_true_log *true_log)
{
	struct soc_rec *rec = soc_month_log_records(month_log);
	if (rec == NULL)
		return 0;
	*rec = (struct soc_rec){ from->row,
		                     from->informer,
		                     from->event,
		                     from->channel,
		                     SOC_UNDECIDED,
		                     0,
		                     0,
		                     { 0 },
		                     .carried = (uint8_t)(at->month - from->month) };
	memcpy(rec->word, from->word, sizeof rec->word);
	true_log->record_truth[rec - month_log->records] = what & 15u;
	true_log->record_link[rec - month_log->records] = what >> 4;
	return 1;
}

static void take_arrivals(const struct soc_place_time *at, unsigned months, struct soc_record *record,
                          struct soc_month_log *month_log, struct soc_true_log *true_log,
                          struct soc_truth *truth)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < *record->under_way_used; i++) {
		const struct soc_under_way one = record->under_way[i];
		const uint8_t what = truth->under_way[i];
		if (at->month - one.month >= months && arrive(at, &one, what, month_log, true_log))
			continue;
		record->under_way[kept] = one;
		truth->under_way[kept] = what;
		kept++;
	}
	*record->under_way_used = (uint16_t)kept;
}

void soc_hierarchy_carry(const struct soc_place_time *at, const struct soc_rules *rules,
                         struct soc_record *record, struct soc_month_log *month_log,
                         struct soc_true_log *true_log, struct soc_truth *truth)
{
	const unsigned levels = rules->hierarchy.levels, months = levels * rules->hierarchy.months,
				   fresh = month_log->records_count;
	if (record->under_way_used != NULL && *record->under_way_used > 0)
		take_arrivals(at, months, record, month_log, true_log, truth);
	for (unsigned i = 0; i < fresh && levels > 0; i++) {
		struct soc_rec *rec = &month_log->records[i];
		if (rec->decision != SOC_UNDECIDED)
			continue;
		rec->sent = 1;
		for (unsigned level = 0; level < levels && rec->decision == SOC_UNDECIDED; level++) {
			const enum soc_transmission error = pass_level(at, rules, rec, i, level, true_log);
			rec->error |= (uint8_t)(error << 2 * level);
			if (error == SOC_TRANSMISSION_LOST)
				rec->decision = SOC_LOST_ON_THE_WAY;
		}
		if (months > 0 && rec->decision == SOC_UNDECIDED)
			set_out(at, rules, record, rec, i, true_log, truth);
	}
}
