/* What publication costs. */
#include "model/modules/publicity/count.h"

#include "base/scan.h"
#include "model/modules/contacts/contacts.h"

/* What is true of the black entries of a person, present or past: of several the gravest wrong, by enum
 * soc_entry_truth, whose numbers rise with it. */
static unsigned worst_entry(const struct soc_measurement *s, unsigned row, unsigned *listed)
{
	unsigned worst = 0;
	*listed = 0;
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++) {
		if (!(s->rules->regime.lists.black >> l & 1u))
			continue;
		const unsigned truth = soc_tag_entry(s->truth->tags[row], l);
		*listed |= s->record->months_left[l][row] > 0;
		worst = truth > worst ? truth : worst;
	}
	return worst;
}

static void count_lost(const struct soc_measurement *s, struct soc_tally *t)
{
	unsigned listed;
	for (unsigned i = 0; i < s->month_log->ostracisms_count; i++) {
		const struct soc_ostracism *lost = &s->month_log->ostracisms[i];
		const unsigned worst = worst_entry(s, lost->row, &listed);
		soc_count_module(t, SOC_MOD_publicity_by_truth_contacts_lost, worst, lost->contacts);
		soc_count_module(t, SOC_MOD_publicity_by_truth_work_lost, worst, lost->work);
	}
}

static void count_isolated(const struct soc_measurement *s, struct soc_tally *t)
{
	unsigned listed;
	SOC_FOR_BITS(s->self->life, SOC_LIFE_OSTRACISED, s->at->count, row) {
		if (soc_contacts_number(s->self, row) > s->rules->contacts.isolated_at_most)
			continue;
		const unsigned worst = worst_entry(s, row, &listed);
		soc_count_module(t,
		                 listed ? SOC_MOD_publicity_by_truth_isolated_listed
		                        : SOC_MOD_publicity_by_truth_isolated_after,
		                 worst, 1);
	}
}

void soc_publicity_count(const struct soc_measurement *s, struct soc_tally *t)
{
	if (!s->rules->contacts.kept)
		return;
	count_lost(s, t);
	if (soc_measurement_is_sampled(s))
		count_isolated(s, t);
}
