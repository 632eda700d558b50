#include "model/modules/joins/joins.h"

#include "model/modules/linkage/linkage.h"
#include "model/variates.h"

enum soc_join_link soc_joins_link(const struct soc_place_time *at, const struct soc_rules *rules,
                                  unsigned channel, const struct soc_rec *rec, uint16_t *row, uint8_t *how)
{
	const struct soc_join_rule *join = &rules->joins.join[channel];
	const struct soc_channel_rule *c = &rules->records.channel[channel];
	const uint64_t seed = at->seed ^ c->salt, id = at->first_person + rec->row;
	/* A record is told apart by a word of its own, so that another record of the person does not move it. */
	const uint32_t own = rec->word[SOC_FATE_VERIFICATION] >> 11;
	if (!c->enabled || join->from != rec->channel || !soc_rec_is_accepted(rec))
		return SOC_JOIN_NONE;
	if (soc_below(SOC_VARIATE(JOIN_MISSED, seed, id, at->month, own), join->missed))
		return SOC_JOIN_MISSED;
	uint32_t words[4];
	soc_draw_block(seed, SOC_DRAW_JOIN, id, at->month, SOC_BLOCK(JOIN_LINK, own), words);
	const struct soc_link link = soc_linkage_tie(at, rules, c, rec->row, words);
	if (link.lost)
		return SOC_JOIN_MISSED;
	*row = link.row;
	*how = link.how;
	return link.row == rec->row ? SOC_JOIN_RIGHT : SOC_JOIN_FALSE;
}

static void take_over(const struct soc_place_time *at, const struct soc_rules *rules, unsigned channel,
                      unsigned index, struct soc_month_log *month_log, struct soc_true_log *true_log)
{
	const int event = rules->joins.join[channel].event;
	struct soc_rec copy = month_log->records[index];
	uint8_t how;
	const enum soc_join_link found =
		soc_joins_link(at, rules, channel, &month_log->records[index], &copy.row, &how);
	if (found < SOC_JOIN_RIGHT)
		return;
	struct soc_rec *rec = soc_month_log_records(month_log);
	if (rec == NULL)
		return;
	const unsigned last = (unsigned)(rec - month_log->records);
	*rec = (struct soc_rec){ .row = copy.row,
		                     .informer = SOC_NOBODY,
		                     .event = event >= 0 ? (uint8_t)event : copy.event,
		                     .channel = (uint8_t)channel,
		                     .decision = SOC_ACCEPTED_AUTO };
	for (unsigned i = 0; i < 4; i++)
		rec->word[i] = copy.word[i];
	true_log->record_link[last] = how;
	true_log->motive[last] = SOC_MOTIVE_SLIP;
	true_log->record_truth[last] = found == SOC_JOIN_FALSE && true_log->record_truth[index] == SOC_RECORD_TRUE
	                                   ? SOC_RECORD_MISATTRIBUTED
	                                   : true_log->record_truth[index];
}

void soc_joins_carry(const struct soc_place_time *at, const struct soc_rules *rules,
                     struct soc_month_log *month_log, struct soc_true_log *true_log)
{
	const unsigned own = month_log->records_count;
	for (unsigned i = 0; i < own && rules->joins.on; i++)
		for (unsigned c = 0; c < rules->records.count; c++)
			take_over(at, rules, c, i, month_log, true_log);
}
