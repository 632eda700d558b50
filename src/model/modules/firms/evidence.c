/* The door for firms: what is true of an entry, found with the error rates of the scenario. */
#include "model/modules/firms/evidence_inside.h"
#include "model/variates.h"

int soc_evidence_against_firm(const struct soc_firm_evidence *e, uint32_t firm, unsigned list)
{
	const uint32_t word = SOC_FIRM_VARIATE(FIRM_APPEAL_FINDING, e->at, e->rules->list[list].salt, firm, 0);
	return soc_below(word, soc_tag_entry(e->truth->tags[firm], list) == SOC_DID ? e->rules->overturn_true
	                                                                            : e->rules->overturn_wrong);
}
