#include "model/modules/firms/ties.h"

#include "base/scan.h"
#include "model/lists/lists.h"
#include "model/population/lost_work.h"
#include "model/population/population.h"

unsigned soc_firms_executives(const struct soc_registry *registry, unsigned count, uint16_t *rows)
{
	unsigned n = 0;
	for (unsigned i = 0; i < count; i++)
		if (soc_traits_class(registry->traits[i]) == SOC_EXECUTIVE)
			rows[n++] = (uint16_t)i;
	return n;
}

static int is_any_entered(const struct soc_firms_rules *rules, const struct soc_ties *ties)
{
	for (uint32_t k = 0; k < ties->seats; k++)
		if (soc_firm_entered(ties->flags[ties->first_seat + k]) & rules->head_lists)
			return 1;
	return 0;
}

void soc_firms_enter_heads(const struct soc_place_time *at, const struct soc_firms_rules *rules,
                           const struct soc_regime *regime, const struct soc_ties *ties,
                           const struct soc_registry *registry, struct soc_record *record,
                           struct soc_month_log *month_log)
{
	uint16_t rows[SOC_COMMUNITY_MAX];
	if (!rules->enabled || ties->flagged == 0 || rules->head_lists == 0 || !is_any_entered(rules, ties))
		return;
	const unsigned n = soc_firms_executives(registry, at->count, rows);
	for (uint32_t k = 0; n > 0 && k < ties->seats; k++) {
		const unsigned row = rows[soc_firms_head_of(k, ties->seats, n)];
		for (unsigned bits = soc_firm_entered(ties->flags[ties->first_seat + k]) & rules->head_lists;
		     bits != 0; bits &= bits - 1) {
			const unsigned l = (unsigned)__builtin_ctz(bits);
			const struct soc_firm_list_rule *rule = &rules->list[l];
			const uint32_t word =
				SOC_VARIATE(HEAD_ENTERED, at->seed ^ rule->salt, at->first_person + row, at->month, k);
			if (soc_below(word, rule->head))
				soc_lists_enter_for_firm(at, regime, registry, record, row, (unsigned)rule->head_list,
				                         month_log);
		}
	}
}

/* No branch: whether people work cannot be foretold. */
const uint8_t *soc_firms_employers(const struct soc_firms_rules *rules, const struct soc_ties *ties,
                                   unsigned count, uint8_t *employer)
{
	const int some_closed = (ties->flagged & SOC_FIRM_CLOSED) && rules->closing_job_loss > 0;
	unsigned any = 0;
	if (!rules->enabled || ties->flagged == 0)
		return NULL;
	for (unsigned row = 0; row < count; row++) {
		const uint32_t firm = ties->employer[row], is = 0u - (firm != SOC_NO_FIRM);
		const unsigned closed = some_closed ? soc_firm_is_new(ties->seat[firm & is]) : 0;
		employer[row] =
			(uint8_t)((soc_firm_listed(ties->flags[firm & is]) | closed * SOC_EMPLOYER_CLOSED) & is);
		any |= employer[row];
	}
	return any != 0 ? employer : NULL;
}

static void dismiss(const struct soc_place_time *at, unsigned row, int closing,
                    const struct soc_job_loss *loss, struct soc_self *self, struct soc_month_log *month_log)
{
	struct soc_dismissal *out = soc_month_log_dismissals(month_log);
	if (out == NULL)
		return;
	*out = (struct soc_dismissal){ (uint16_t)row, (uint8_t)closing };
	soc_population_lost_work(at, loss->steps, loss->more, self, row);
}

void soc_firms_dismiss(const struct soc_place_time *at, const struct soc_firms_rules *rules,
                       const struct soc_job_loss *loss, const uint8_t *employer, struct soc_self *self,
                       struct soc_month_log *month_log)
{
	const unsigned worth = loss->steps > 0 ? loss->steps : 1;
	if (employer == NULL || (loss->steps == 0 && loss->more == 0) ||
	    (rules->job_loss[(1u << SOC_FIRM_LISTS_MAX) - 1] == 0 && rules->closing_job_loss == 0))
		return;
	SOC_FOR_NONZERO(employer, at->count, row) {
		const unsigned on = employer[row] & SOC_EMPLOYER_LISTS;
		if ((self->life[row] & SOC_LIFE_INCOME) >= worth)
			continue;
		if ((employer[row] & SOC_EMPLOYER_CLOSED) &&
		    soc_below(SOC_VARIATE(WORK_CLOSED, at->seed, at->first_person + row, at->month, 0),
		              rules->closing_job_loss))
			dismiss(at, row, 1, loss, self, month_log);
		else if (on != 0 &&
		         soc_below(SOC_VARIATE(WORK_LISTED, at->seed, at->first_person + row, at->month, 0),
		                   rules->job_loss[on]))
			dismiss(at, row, 0, loss, self, month_log);
	}
}
