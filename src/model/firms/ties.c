#include "model/firms/ties.h"

#include "base/scan.h"
#include "model/lists/lists.h"
#include "model/population/population.h"

unsigned soc_firms_executives(const struct soc_registry *registry, unsigned count, uint16_t *rows)
{
	unsigned n = 0;
	for (unsigned i = 0; i < count; i++)
		if (soc_traits_class(registry->traits[i]) == SOC_EXECUTIVE)
			rows[n++] = (uint16_t)i;
	return n;
}

static int is_any_entered(const struct soc_rules *rules, const struct soc_ties *ties)
{
	for (uint32_t k = 0; k < ties->seats; k++)
		if (soc_firm_entered(ties->flags[ties->first_seat + k]) & rules->firm.head_lists)
			return 1;
	return 0;
}

void soc_firms_enter_heads(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_ties *ties,
                           const struct soc_registry *registry, struct soc_record *record, struct soc_journal *journal)
{
	uint16_t rows[SOC_COMMUNITY_MAX];
	if (!rules->firm.enabled || ties->flagged == 0 || rules->firm.head_lists == 0 || !is_any_entered(rules, ties))
		return;
	const unsigned n = soc_firms_executives(registry, at->count, rows);
	for (uint32_t k = 0; n > 0 && k < ties->seats; k++) {
		const unsigned row = rows[soc_firms_head_of(k, ties->seats, n)];
		for (unsigned bits = soc_firm_entered(ties->flags[ties->first_seat + k]) & rules->firm.head_lists; bits != 0; bits &= bits - 1) {
			const unsigned l = (unsigned)__builtin_ctz(bits);
			const struct soc_firm_list_rule *rule = &rules->firm.list[l];
			const uint32_t word = soc_draw(at->seed, SOC_DRAW_FIRM_HEAD, at->first_person + row, at->month, k * SOC_FIRM_LISTS_MAX + l);
			if (soc_below(word, rule->head))
				soc_lists_enter_for_firm(rules, record, row, (unsigned)rule->head_list, journal);
		}
	}
}

/* No branch: whether people work cannot be foretold. */
const uint8_t *soc_firms_employer_lists(const struct soc_rules *rules, const struct soc_ties *ties, unsigned count, uint8_t *lists)
{
	unsigned any = 0;
	if (!rules->firm.enabled || ties->flagged == 0)
		return NULL;
	for (unsigned row = 0; row < count; row++) {
		const uint32_t firm = ties->employer[row], is = 0u - (firm != SOC_NO_FIRM);
		lists[row] = (uint8_t)soc_firm_listed((uint8_t)(ties->flags[firm & is] & is));
		any |= lists[row];
	}
	return any != 0 ? lists : NULL;
}

void soc_firms_dismiss(const struct soc_place_time *at, const struct soc_rules *rules, const uint8_t *employer_lists, struct soc_self *self,
                       struct soc_journal *journal)
{
	if (employer_lists == NULL || rules->firm.job_loss[(1u << SOC_FIRM_LISTS_MAX) - 1] == 0 || rules->job_loss_steps == 0)
		return;
	SOC_FOR_NONZERO(employer_lists, at->count, row) {
		const unsigned lost = self->life[row] & SOC_LIFE_INCOME;
		if (lost >= rules->job_loss_steps ||
		    !soc_below(soc_draw(at->seed, SOC_DRAW_FIRM_WORK, at->first_person + row, at->month, 0), rules->firm.job_loss[employer_lists[row]]))
			continue;
		const unsigned steps = lost + rules->job_loss_steps;
		struct soc_dismissal *out = soc_journal_dismissals(journal);
		if (out == NULL)
			return;
		*out = (struct soc_dismissal){ (uint16_t)row };
		self->life[row] = (uint8_t)((self->life[row] & ~SOC_LIFE_INCOME) | (steps < SOC_LIFE_INCOME ? steps : SOC_LIFE_INCOME));
	}
}
