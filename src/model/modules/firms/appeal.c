/* Firms against their entries: who appeals, by what they know of themselves, and what is true of what was
 * decided. */
#include "model/modules/firms/evidence_inside.h"
#include "model/modules/firms/process.h"
#include "model/modules/firms/town.h"
#include "model/score.h"

static unsigned is_wrong(const struct soc_town *t, uint32_t firm, unsigned list)
{
	return soc_tag_entry(t->truth.tags[firm], list) != SOC_DID;
}

/* Points given back for a wrong entry make a false loss good, at most to nothing. */
static void make_good(struct soc_town *t, uint32_t firm, int32_t given)
{
	int16_t *cell = &t->truth.false_points[firm];
	const int32_t back = *cell - given;
	*cell =
		(int16_t)((given < 0 && back > 0) || (given > 0 && back < 0) ? 0
	                                                                 : soc_clamp(back, INT16_MIN, INT16_MAX));
}

static void decide(struct soc_town *t, uint32_t firm, unsigned list)
{
	const struct soc_firm_evidence evidence = { &t->at, t->rules, &t->truth };
	int32_t given = 0;
	switch (soc_firms_rule(t->rules, &t->record, firm, list, &evidence, &given)) {
	case SOC_FIRM_NOT_DUE:
		return;
	case SOC_FIRM_DENIED:
		soc_town_count(t, SOC_MOD_firms_appeals_by_list_denied,
		               SOC_AT(firms_appeals_by_list, list, is_wrong(t, firm, list)));
		return;
	case SOC_FIRM_OVERTURNED:
		soc_town_count(t, SOC_MOD_firms_appeals_by_list_upheld,
		               SOC_AT(firms_appeals_by_list, list, is_wrong(t, firm, list)));
		if (is_wrong(t, firm, list))
			make_good(t, firm, given);
		return;
	}
}

static void file(struct soc_town *t, uint32_t firm, unsigned list)
{
	const unsigned wrong = is_wrong(t, firm, list);
	const uint64_t appeals = wrong ? t->rules->appeal_wronged : t->rules->appeal_guilty;
	if (appeals == 0 ||
	    !soc_below(SOC_FIRM_VARIATE(FIRM_APPEALS, &t->at, t->rules->list[list].salt, firm, 0), appeals))
		return;
	soc_firms_file(t->rules, &t->record, firm, list);
	soc_town_count(t, SOC_MOD_firms_appeals_by_list_filed, SOC_AT(firms_appeals_by_list, list, wrong));
}

void soc_town_appeal(struct soc_town *t, uint32_t firm)
{
	const unsigned entered = soc_firm_entered(t->record.flags[firm]) & t->rules->black;
	for (unsigned l = 0; l < t->rules->lists; l++)
		if (t->record.left[l][firm] > 0)
			decide(t, firm, l);
	for (unsigned bits = entered; bits != 0; bits &= bits - 1)
		file(t, firm, (unsigned)__builtin_ctz(bits));
}
