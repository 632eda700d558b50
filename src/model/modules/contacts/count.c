/* Who is reported and who is ostracised: people by what they know of one another. */
#include "model/indicators/count.h"

#include "base/bytes.h"
#include "base/scan.h"
#include "base/vector.h"
#include "model/modules/contacts/contacts.h"
#include "model/population/population.h"

static unsigned home_index(const struct soc_measurement *s, unsigned row)
{
	const unsigned size = soc_home_size(s->registry->home[row]);
	return size > 9 ? 8 : size - 1;
}

/* Half the contacts of a household, at most 8: how many know that its people live here. */
static unsigned known_index(const struct soc_measurement *s, unsigned row)
{
	const unsigned first = row - soc_home_position(s->registry->home[row]),
				   size = soc_home_size(s->registry->home[row]);
	unsigned n = 0;
	for (unsigned i = first; i < first + size; i++)
		n += soc_contacts_count(s->self, i);
	return n < 16 ? n / 2 : 8;
}

static void count_reports(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; s->rules->residence.unregistered >= 0 && i < s->month_log->records_count; i++) {
		const struct soc_rec *rec = &s->month_log->records[i];
		if (rec->event != s->rules->residence.unregistered || rec->carried > 0 ||
		    rec->decision == SOC_ACCEPTED_HUMAN || rec->decision == SOC_REJECTED_HUMAN)
			continue;
		const unsigned wrong = s->true_log->record_truth[i] != SOC_RECORD_TRUE;
		soc_count_module(t, SOC_MOD_residence_by_reason_records, 2u * s->true_log->motive[i] + wrong, 1);
		soc_count_module(t, SOC_MOD_residence_reports_by_known_reports, known_index(s, rec->row) + 9 * wrong,
		                 1);
		soc_count_module(t, SOC_MOD_residence_reports_by_home_reports, home_index(s, rec->row) + 9 * wrong,
		                 1);
		soc_count_module(t, SOC_MOD_residence_reports_by_move_reports,
		                 ((s->self->life[rec->row] & SOC_LIFE_MOVED) ? 2u : 0u) + wrong, 1);
	}
}

/* The gravest wrong among the black entries of a person, present or past. */
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
	SOC_FOR_BITS(s->self->life, SOC_LIFE_OSTRACISED, s->at->count, row)
	{
		if (soc_contacts_count(s->self, row) > s->rules->contacts.isolated_at_most)
			continue;
		const unsigned worst = worst_entry(s, row, &listed);
		soc_count_module(t,
		                 listed ? SOC_MOD_publicity_by_truth_isolated_listed
		                        : SOC_MOD_publicity_by_truth_isolated_after,
		                 worst, 1);
	}
}

/* Contacts of each person: bits of a byte, counted side by side. */
SOC_VECTOR static void count_bits(const uint8_t *contacts, unsigned count, uint8_t *n)
{
	for (unsigned i = 0; i < count; i++) {
		const uint8_t pairs = (uint8_t)(contacts[i] - (contacts[i] >> 1 & 0x55)),
					  fours = (uint8_t)((pairs & 0x33) + (pairs >> 2 & 0x33));
		n[i] = (uint8_t)((fours + (fours >> 4)) & 15);
	}
}

/* What the members of a household share: half its contacts, at most 8, which say how many know that its
 * people live here. No branch: households of any size follow one another, and a processor that foretells
 * their ends wrongly loses more than the sums cost. */
static void know_households(const uint8_t *home, const uint8_t *n, unsigned count, uint8_t *known)
{
	uint16_t upto[SOC_COMMUNITY_MAX + 1];
	upto[0] = 0;
	for (unsigned row = 0; row < count; row++)
		upto[row + 1] = (uint16_t)(upto[row] + n[row]);
	for (unsigned row = 0; row < count; row++) {
		const unsigned first = row - soc_home_position(home[row]),
					   half = (unsigned)(upto[first + soc_home_size(home[row])] - upto[first]) / 2;
		known[row] = (uint8_t)(half < 8 ? half : 8);
	}
}

/* Places of the counters: 9 more for those who live elsewhere than registered. */
SOC_VECTOR static void index_people(const uint8_t *home, const uint8_t *life, unsigned count, uint8_t *known,
                                    uint8_t *size, uint8_t *moved)
{
	for (unsigned i = 0; i < count; i++) {
		const uint8_t people = home[i] >> 4, unregistered = (life[i] & SOC_LIFE_UNREGISTERED) != 0,
					  more = (uint8_t)(unregistered * 9);
		known[i] = (uint8_t)(known[i] + more);
		size[i] = (uint8_t)((people > 9 ? 8 : people - 1) + more);
		moved[i] = (uint8_t)(((life[i] & SOC_LIFE_MOVED) != 0) * 2 + unregistered);
	}
}

static void add(struct soc_tally *t, enum soc_module_count what, unsigned indices, const uint8_t *index,
                unsigned count)
{
	for (unsigned i = 0; i < indices; i++)
		soc_count_module(t, what, i, soc_bytes_equal(index, count, (uint8_t)i));
}

void soc_count_contacts(const struct soc_measurement *s, int sampled, struct soc_tally *t)
{
	const unsigned count = s->at->count;
	uint8_t n[SOC_COMMUNITY_MAX], known[SOC_COMMUNITY_MAX], size[SOC_COMMUNITY_MAX], moved[SOC_COMMUNITY_MAX];
	count_reports(s, t);
	count_lost(s, t);
	if (!sampled)
		return;
	count_isolated(s, t);
	count_bits(s->self->contacts, count, n);
	know_households(s->registry->home, n, count, known);
	index_people(s->registry->home, s->self->life, count, known, size, moved);
	add(t, SOC_MOD_contacts_by_number_persons, SOC_CONTACTS + 1, n, count);
	add(t, SOC_MOD_residence_people_by_known_persons, 18, known, count);
	add(t, SOC_MOD_residence_people_by_home_persons, 18, size, count);
	add(t, SOC_MOD_residence_people_by_move_persons, 4, moved, count);
	for (unsigned k = 0; k <= s->rules->contacts.isolated_at_most; k++)
		soc_count_module(t, SOC_MOD_contacts_by_month_isolated, 0, soc_bytes_equal(n, count, (uint8_t)k));
}
