/* People, and what the regime does to them, by sex and age (output.sex_age). */
#include "model/indicators/count.h"

#include "base/scan.h"
#include "base/vector.h"
#include "model/population/population.h"

/* The counter that an indicator has by sex and age; SOC_MODULE_VALUES: none. */
static enum soc_module_count counter_of(enum soc_indicator i)
{
	switch (i) {
	case SOC_IND_listed:
		return SOC_MOD_people_by_sex_age_listed;
	case SOC_IND_listed_true:
		return SOC_MOD_people_by_sex_age_listed_true;
	case SOC_IND_listed_other_violation:
		return SOC_MOD_people_by_sex_age_listed_other_violation;
	case SOC_IND_listed_no_violation:
		return SOC_MOD_people_by_sex_age_listed_no_violation;
	case SOC_IND_offenders_listed:
		return SOC_MOD_people_by_sex_age_offenders_listed;
	case SOC_IND_sanctioned_effective:
		return SOC_MOD_people_by_sex_age_sanctioned_effective;
	case SOC_IND_sanctioned_effective_by_kin:
		return SOC_MOD_people_by_sex_age_sanctioned_effective_by_kin;
	case SOC_IND_offences:
		return SOC_MOD_people_by_sex_age_offences;
	case SOC_IND_offences_missed:
		return SOC_MOD_people_by_sex_age_offences_missed;
	case SOC_IND_records_true:
		return SOC_MOD_people_by_sex_age_records_true;
	case SOC_IND_records_misattributed:
		return SOC_MOD_people_by_sex_age_records_misattributed;
	case SOC_IND_records_fabricated:
		return SOC_MOD_people_by_sex_age_records_fabricated;
	case SOC_IND_refused:
		return SOC_MOD_people_by_sex_age_refused;
	case SOC_IND_refused_innocent:
		return SOC_MOD_people_by_sex_age_refused_innocent;
	default:
		return SOC_MODULE_VALUES;
	}
}

static unsigned place_of(const struct soc_registry *registry, const struct soc_self *self, unsigned row)
{
	return SOC_AT(people_by_sex_age, !soc_nature_male(self->nature[row]),
	              soc_situation_age_band(registry->situation[row]));
}

void soc_count_person(const struct soc_measurement *s, struct soc_tally *t, unsigned row,
                      enum soc_indicator i, int64_t n)
{
	soc_count(t, soc_count_cell(s->registry, s->self, row), i, n);
	if (s->rules->indicators.sex_age && counter_of(i) != SOC_MODULE_VALUES)
		soc_count_module(t, counter_of(i), place_of(s->registry, s->self, row), n);
}

/* Everybody, by sex and band of age: bits 3 and more of a slot are the sex, as they stand in the columns. */
#define SLOTS 16
SOC_VECTOR static void slots_of_sex_age(const uint8_t *nature, const uint8_t *situation, unsigned count,
                                        uint8_t *slot)
{
	for (unsigned i = 0; i < count; i++)
		slot[i] = (uint8_t)(soc_nature_male(nature[i]) << 3 | soc_situation_age_band(situation[i]));
}

void soc_count_sex_age(const struct soc_measurement *s, struct soc_tally *t)
{
	const int lists = s->rules->regime.lists.black != 0;
	int32_t people[SLOTS] = { 0 }, offenders[SLOTS] = { 0 };
	uint8_t slot[SOC_COMMUNITY_MAX];
	slots_of_sex_age(s->self->nature, s->registry->situation, s->at->count, slot);
	for (unsigned i = 0; i < s->at->count; i++) {
		people[slot[i]]++;
		offenders[slot[i]] += lists && (s->truth->tags[i] & SOC_TAG_OFFENDER) != 0;
	}
	for (unsigned male = 0; male < 2; male++)
		for (unsigned band = 0; band < SOC_AGE_BANDS; band++) {
			const unsigned place = SOC_AT(people_by_sex_age, !male, band), from = male << 3 | band;
			soc_count_module(t, SOC_MOD_people_by_sex_age_persons, place, people[from]);
			soc_count_module(t, SOC_MOD_people_by_sex_age_offenders, place, offenders[from]);
		}
}
