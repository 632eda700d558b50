/* People by their contacts. */
#include "model/modules/contacts/count.h"

#include "base/bytes.h"
#include "base/vector.h"
#include "model/modules/contacts/contacts.h"

/* Contacts of each person: bits of a byte, counted side by side. */
SOC_VECTOR static void count_bits(const uint8_t *contacts, unsigned count, uint8_t *n)
{
	for (unsigned i = 0; i < count; i++) {
		const uint8_t pairs = (uint8_t)(contacts[i] - (contacts[i] >> 1 & 0x55)),
					  fours = (uint8_t)((pairs & 0x33) + (pairs >> 2 & 0x33));
		n[i] = (uint8_t)((fours + (fours >> 4)) & 15);
	}
}

void soc_contacts_counts(const uint8_t *contacts, unsigned count, uint8_t *n)
{
	count_bits(contacts, count, n);
}

void soc_contacts_count(const struct soc_measurement *s, struct soc_tally *t)
{
	uint8_t n[SOC_COMMUNITY_MAX];
	if (!s->rules->contacts.kept || !soc_measurement_is_sampled(s))
		return;
	soc_contacts_counts(s->self->contacts, s->at->count, n);
	for (unsigned i = 0; i <= SOC_CONTACTS; i++) {
		const unsigned persons = soc_bytes_equal(n, s->at->count, (uint8_t)i);
		soc_count_module(t, SOC_MOD_contacts_by_number_persons, i, persons);
		if (i <= s->rules->contacts.isolated_at_most)
			soc_count_module(t, SOC_MOD_contacts_by_month_isolated, 0, persons);
	}
}
