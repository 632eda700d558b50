/* Who is reported and who is shunned: people by what they know of one another. */
#include "model/indicators/count.h"

#include "base/scan.h"
#include "base/vector.h"
#include "model/contacts/contacts.h"
#include "model/population/population.h"

#include <string.h>

static unsigned home_index(const struct soc_seen *s, unsigned row)
{
	const unsigned size = soc_home_size(s->registry->home[row]);
	return size > 9 ? 8 : size - 1;
}

/* Half the contacts of a household, at most 8: how many know that its people live here. */
static unsigned known_index(const struct soc_seen *s, unsigned row)
{
	const unsigned first = row - soc_home_position(s->registry->home[row]), size = soc_home_size(s->registry->home[row]);
	unsigned n = 0;
	for (unsigned i = first; i < first + size; i++)
		n += soc_contacts_count(s->self, i);
	return n < 16 ? n / 2 : 8;
}

static void count_reports(const struct soc_seen *s, struct soc_tally *t)
{
	for (unsigned i = 0; s->rules->undeclared >= 0 && i < s->journal->records_count; i++) {
		const struct soc_rec *rec = &s->journal->records[i];
		if (rec->event != s->rules->undeclared || rec->carried > 0 || rec->decision == SOC_ACCEPTED_HUMAN ||
		    rec->decision == SOC_REJECTED_HUMAN)
			continue;
		const unsigned wrong = s->true_journal->record_truth[i] != SOC_TRUE_RIGHT;
		soc_count_module(t, SOC_MOD_residence_reports, 2u * s->true_journal->motive[i] + wrong, 1);
		soc_count_module(t, SOC_MOD_reported_by_known, known_index(s, rec->row) + 9 * wrong, 1);
		soc_count_module(t, SOC_MOD_reported_by_home, home_index(s, rec->row) + 9 * wrong, 1);
		soc_count_module(t, SOC_MOD_reported_moved, ((s->self->life[rec->row] & SOC_LIFE_MOVED) ? 2u : 0u) + wrong, 1);
	}
}

/* The gravest wrong among the black entries of a person, present or past. */
static unsigned worst_entry(const struct soc_seen *s, unsigned row, unsigned *listed)
{
	unsigned worst = 0;
	*listed = 0;
	for (unsigned l = 0; l < s->rules->lists; l++) {
		if (!(s->rules->black_lists >> l & 1u))
			continue;
		const unsigned truth = soc_tag_entry(s->truth->tags[row], l);
		*listed |= s->record->months_left[l][row] > 0;
		worst = truth > worst ? truth : worst;
	}
	return worst;
}

static void count_shunned(const struct soc_seen *s, struct soc_tally *t)
{
	unsigned listed;
	for (unsigned i = 0; i < s->journal->shunnings_count; i++) {
		const struct soc_shunning *lost = &s->journal->shunnings[i];
		const unsigned worst = worst_entry(s, lost->row, &listed);
		soc_count_module(t, SOC_MOD_contacts_cut, worst, lost->contacts);
		soc_count_module(t, SOC_MOD_work_lost, worst, lost->work);
	}
	SOC_FOR_BITS(s->self->life, SOC_LIFE_SHUNNED, s->at->count, row) {
		if (soc_contacts_count(s->self, row) > s->rules->isolated_at_most)
			continue;
		const unsigned worst = worst_entry(s, row, &listed);
		soc_count_module(t, listed ? SOC_MOD_isolated_listed : SOC_MOD_isolated_after, worst, 1);
	}
}

/* Contacts of each person: bits of a byte, counted side by side. */
SOC_VECTOR static void count_bits(const uint8_t *contacts, unsigned count, uint8_t *n)
{
	for (unsigned i = 0; i < count; i++) {
		const uint8_t pairs = (uint8_t)(contacts[i] - (contacts[i] >> 1 & 0x55)), fours = (uint8_t)((pairs & 0x33) + (pairs >> 2 & 0x33));
		n[i] = (uint8_t)((fours + (fours >> 4)) & 15);
	}
}

SOC_VECTOR static int32_t how_many(const uint8_t *n, unsigned count, uint8_t wanted)
{
	int32_t sum = 0;
	for (unsigned i = 0; i < count; i++)
		sum += n[i] == wanted;
	return sum;
}

/* People by what their household shares, half its contacts and its size, and by the two bits of life that tell who has moved and who
 * lives elsewhere than declared, as they stand there (0 or 1, and 4). */
#define BITS(life) ((unsigned)(life) >> 4 & 5u)
_Static_assert(BITS(SOC_LIFE_UNDECLARED) == 1 && BITS(SOC_LIFE_MOVED) == 4, "the two bits side by side");
struct people { int32_t by[9][16][8]; };

/* No branch in the loop: households of any size follow one another, and a processor that foretells their ends wrongly loses more
 * than the sums cost. Two histograms in turn, for neighbours add to the same place. */
static void count_households(const struct soc_seen *s, const uint8_t *n, struct people p[2])
{
	const uint8_t *homes = s->registry->home, *life = s->self->life;
	uint16_t upto[SOC_COMMUNITY_MAX + 1];
	upto[0] = 0;
	for (unsigned row = 0; row < s->at->count; row++)
		upto[row + 1] = (uint16_t)(upto[row] + n[row]);
	for (unsigned row = 0; row < s->at->count; row++) {
		const unsigned home = homes[row], size = soc_home_size((uint8_t)home), first = row - soc_home_position((uint8_t)home);
		const unsigned known = (unsigned)(upto[first + size] - upto[first]) / 2;
		p[row & 1].by[known < 8 ? known : 8][size][BITS(life[row])]++;
	}
}

static void add_households(const struct people p[2], struct soc_tally *t)
{
	for (unsigned known = 0; known < 9; known++)
		for (unsigned size = 0; size < 16; size++)
			for (unsigned bits = 0; bits < 6; bits++) {
				const int32_t n = p[0].by[known][size][bits] + p[1].by[known][size][bits];
				const unsigned undeclared = bits & 1, home = size > 9 ? 8 : size - 1;
				if (n == 0)
					continue;
				soc_count_module(t, SOC_MOD_people_by_known, known + 9 * undeclared, n);
				soc_count_module(t, SOC_MOD_people_by_home, home + 9 * undeclared, n);
				soc_count_module(t, SOC_MOD_people_moved, (bits >= 4) * 2u + undeclared, n);
			}
}

void soc_count_contacts(const struct soc_seen *s, struct soc_tally *t)
{
	struct people p[2];
	memset(p, 0, sizeof p);
	uint8_t n[SOC_COMMUNITY_MAX];
	count_reports(s, t);
	count_shunned(s, t);
	count_bits(s->self->contacts, s->at->count, n);
	count_households(s, n, p);
	add_households(p, t);
	for (unsigned k = 0; k <= SOC_CONTACTS; k++) {
		const int32_t people = how_many(n, s->at->count, (uint8_t)k);
		soc_count_module(t, SOC_MOD_people_by_contacts, k, people);
		soc_count_module(t, SOC_MOD_isolated, 0, k <= s->rules->isolated_at_most ? people : 0);
	}
}
