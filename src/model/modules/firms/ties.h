/* What firms do to people: heads entered as the persons responsible, employees dismissed.
 * docs/model/firms.md. */
#ifndef SOC_MODEL_FIRMS_TIES_H
#define SOC_MODEL_FIRMS_TIES_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/modules/firms/record.h"
#include "model/month_log.h"

/* Rows of the community's executives, rising; returns how many. */
unsigned soc_firms_executives(const struct soc_registry *registry, unsigned count, uint16_t *rows);
/* Which of n executives (n > 0) heads a seat: firms are dealt out in their order. */
static inline unsigned soc_firms_head_of(uint32_t seat, uint32_t seats, unsigned n)
{
	return (unsigned)((uint64_t)seat * n / seats);
}

/* What is known of each person's employer: a bit set of the firm lists that it is on; whether a new firm has
 * taken its seat last month. 0 without one. */
#define SOC_EMPLOYER_LISTS 0x0fu
#define SOC_EMPLOYER_CLOSED 0x80u
/* employer[row] of a community. Returns it, or NULL when all are 0. */
const uint8_t *soc_firms_employers(const struct soc_firms_rules *rules, const struct soc_ties *ties,
                                   unsigned count, uint8_t *employer);

/* Heads of the firms that were entered last month, into the people's lists that the firm lists name. */
void soc_firms_enter_heads(const struct soc_place_time *at, const struct soc_firms_rules *rules,
                           const struct soc_regime *regime, const struct soc_ties *ties,
                           const struct soc_registry *registry, struct soc_record *record,
                           struct soc_month_log *month_log);
/* What a job is worth: steps of income, and the chance of one more (threshold of 2^32). */
struct soc_job_loss {
	unsigned steps;
	uint64_t more;
};

/* Employees of firms that are listed or have closed who lose their work this month. Who has already lost as
 * much as a job is worth (loss) is not dismissed again. */
void soc_firms_dismiss(const struct soc_place_time *at, const struct soc_firms_rules *rules,
                       const struct soc_job_loss *loss, const uint8_t *employer, struct soc_self *self,
                       struct soc_month_log *month_log);

#endif
