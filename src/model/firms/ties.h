/* What firms do to people: heads entered as the persons responsible, employees dismissed. docs/model/firms.md. */
#ifndef SOC_MODEL_FIRMS_TIES_H
#define SOC_MODEL_FIRMS_TIES_H

#include "model/community.h"
#include "model/firms/record.h"
#include "model/journal.h"

/* Rows of the community's executives, rising; returns how many. */
unsigned soc_firms_executives(const struct soc_registry *registry, unsigned count, uint16_t *rows);
/* Which of n executives (n > 0) heads a seat: firms are dealt out in their order. */
static inline unsigned soc_firms_head_of(uint32_t seat, uint32_t seats, unsigned n)
{
	return (unsigned)((uint64_t)seat * n / seats);
}

/* Flags of a row's employer, 0 without one. Only where the place has firms. No branch: whether people work cannot be foretold. */
static inline unsigned soc_firms_employer_flags(const struct soc_ties *ties, unsigned row)
{
	const uint32_t firm = ties->employer[row], is = 0u - (firm != SOC_NO_FIRM);
	return ties->flags[firm & is] & is;
}

/* 1 when a new firm has taken the seat of a row's employer last month. */
static inline int soc_firms_employer_closed(const struct soc_ties *ties, unsigned row)
{
	return ties->employer[row] != SOC_NO_FIRM && soc_firm_is_new(ties->seat[ties->employer[row]]);
}

/* Heads of the firms that were entered last month, into the people's lists that the firm lists name. */
void soc_firms_enter_heads(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_ties *ties,
                           const struct soc_registry *registry, struct soc_record *record, struct soc_journal *journal);
/* Employees of firms that are listed or have closed who lose their work this month. Who has already lost as much as
 * a job is worth is not dismissed again. */
void soc_firms_dismiss(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_ties *ties, struct soc_self *self,
                       struct soc_journal *journal);

#endif
