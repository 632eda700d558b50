/* Who is reported and who is shunned: people by what they know of one another. */
#include "model/indicators/count.h"

#include "base/scan.h"
#include "model/contacts/contacts.h"
#include "model/population/population.h"

/* People of a community, as by_module has them. */
struct people { int32_t contacts[9], known[18], home[18], moved[4]; };

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
	SOC_FOR_NONZERO(s->self->life, s->at->count, row) {
		if (!(s->self->life[row] & SOC_LIFE_SHUNNED) || soc_contacts_count(s->self, row) > s->rules->isolated_at_most)
			continue;
		const unsigned worst = worst_entry(s, row, &listed);
		soc_count_module(t, listed ? SOC_MOD_isolated_listed : SOC_MOD_isolated_after, worst, 1);
	}
}

/* One household: what its members share is worked out once. */
static void count_household(const struct soc_seen *s, unsigned first, unsigned size, struct people *p)
{
	const unsigned known = known_index(s, first), home = home_index(s, first);
	for (unsigned row = first; row < first + size; row++) {
		const unsigned n = soc_contacts_count(s->self, row), life = s->self->life[row];
		const unsigned undeclared = (life & SOC_LIFE_UNDECLARED) != 0;
		p->contacts[n]++;
		p->known[known + 9 * undeclared]++;
		p->home[home + 9 * undeclared]++;
		p->moved[((life & SOC_LIFE_MOVED) ? 2u : 0u) + undeclared]++;
	}
}

static void add(struct soc_tally *t, enum soc_module_count count, const int32_t *n, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		soc_count_module(t, count, i, n[i]);
}

void soc_count_contacts(const struct soc_seen *s, struct soc_tally *t)
{
	struct people p = { { 0 }, { 0 }, { 0 }, { 0 } };
	count_reports(s, t);
	count_shunned(s, t);
	for (unsigned row = 0; row < s->at->count;) {
		const unsigned size = soc_home_size(s->registry->home[row]) > 0 ? soc_home_size(s->registry->home[row]) : 1;
		count_household(s, row, size, &p);
		row += size;
	}
	add(t, SOC_MOD_people_by_contacts, p.contacts, 9);
	add(t, SOC_MOD_people_by_known, p.known, 18);
	add(t, SOC_MOD_people_by_home, p.home, 18);
	add(t, SOC_MOD_people_moved, p.moved, 4);
	for (unsigned n = 0; n <= s->rules->isolated_at_most; n++)
		soc_count_module(t, SOC_MOD_isolated, 0, p.contacts[n]);
}
