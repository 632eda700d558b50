/* Who is reported as unregistered, and people by what others know of them. */
#include "model/modules/residence/count.h"

#include "base/bytes.h"
#include "base/vector.h"
#include "model/modules/contacts/contacts.h"
#include "model/modules/contacts/count.h"
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
		n += soc_contacts_number(s->self, i);
	return n < 16 ? n / 2 : 8;
}

static void count_reports(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; s->rules->residence.unregistered >= 0 && i < s->month_log->records_count; i++) {
		const struct soc_rec *rec = &s->month_log->records[i];
		if (rec->event != s->rules->residence.unregistered || !soc_count_is_new(rec))
			continue;
		const unsigned wrong = s->true_log->record_truth[i] != SOC_RECORD_TRUE;
		soc_count_module(t, SOC_MOD_residence_by_reason_records,
		                 SOC_AT(residence_by_reason, s->true_log->motive[i], wrong), 1);
		soc_count_module(t, SOC_MOD_residence_reports_by_known_reports,
		                 SOC_AT(residence_reports_by_known, wrong, known_index(s, rec->row)), 1);
		soc_count_module(t, SOC_MOD_residence_reports_by_home_reports,
		                 SOC_AT(residence_reports_by_home, wrong, home_index(s, rec->row)), 1);
		soc_count_module(
			t, SOC_MOD_residence_reports_by_move_reports,
			SOC_AT(residence_reports_by_move, (s->self->life[rec->row] & SOC_LIFE_MOVED) != 0, wrong), 1);
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

/* Places of the counters, those of SOC_AT for all rows side by side. */
SOC_VECTOR static void index_people(const uint8_t *home, const uint8_t *life, unsigned count, uint8_t *known,
                                    uint8_t *size, uint8_t *moved)
{
	for (unsigned i = 0; i < count; i++) {
		const uint8_t people = home[i] >> 4, unregistered = (life[i] & SOC_LIFE_UNREGISTERED) != 0,
					  more = (uint8_t)(unregistered * SOC_AT(residence_people_by_known, 1, 0));
		known[i] = (uint8_t)(known[i] + more);
		size[i] = (uint8_t)((people > 9 ? 8 : people - 1) + more);
		moved[i] = (uint8_t)(SOC_AT(residence_people_by_move, (life[i] & SOC_LIFE_MOVED) != 0, unregistered));
	}
}

/* As many places as a counter has. */
static void add(struct soc_tally *t, enum soc_module_count what, unsigned indices, const uint8_t *index,
                unsigned count)
{
	for (unsigned i = 0; i < indices; i++)
		soc_count_module(t, what, i, soc_bytes_equal(index, count, (uint8_t)i));
}

void soc_residence_count(const struct soc_measurement *s, struct soc_tally *t)
{
	const unsigned count = s->at->count;
	uint8_t n[SOC_COMMUNITY_MAX], known[SOC_COMMUNITY_MAX], size[SOC_COMMUNITY_MAX], moved[SOC_COMMUNITY_MAX];
	if (!s->rules->contacts.kept)
		return;
	count_reports(s, t);
	if (!soc_measurement_is_sampled(s))
		return;
	soc_contacts_counts(s->self->contacts, count, n);
	know_households(s->registry->home, n, count, known);
	index_people(s->registry->home, s->self->life, count, known, size, moved);
	add(t, SOC_MOD_residence_people_by_known_persons, SOC_COUNTER_SIZE(residence_people_by_known), known,
	    count);
	add(t, SOC_MOD_residence_people_by_home_persons, SOC_COUNTER_SIZE(residence_people_by_home), size, count);
	add(t, SOC_MOD_residence_people_by_move_persons, SOC_COUNTER_SIZE(residence_people_by_move), moved,
	    count);
}
