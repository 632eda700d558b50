#include "model/modules/verification/verification.h"

unsigned soc_verification_reports(const struct soc_regime *rules, const struct soc_month_log *month_log,
                                  unsigned fresh)
{
	unsigned n = 0;
	for (unsigned i = 0; i < fresh && rules->verification.files > 0; i++)
		n += (rules->review.verified >> month_log->records[i].channel & 1u) &&
		     month_log->records[i].decision == SOC_UNDECIDED;
	return n;
}

/* Of the community's reports as many can be verified as its share of the checkers; which ones is drawn: the
 * low half of the word whose high half would be the place in the queue, which a report that lapses never has.
 */
int soc_verification_lapses(const struct soc_place_time *at, const struct soc_regime *rules,
                            const struct soc_rec *rec, unsigned reports)
{
	const uint64_t one = (uint64_t)256 * 1000000, checked = (uint64_t)rules->verification.files * at->count;
	return rules->verification.files > 0 &&
	       (uint64_t)(rec->word[SOC_FATE_CHECKED] & 0xffffu) * reports * one >= checked * 65536;
}
