/* The door for firms: what is true of an entry, found with the error rates of the scenario. */
#include "base/draw.h"
#include "model/firms/evidence_inside.h"

int soc_evidence_against_firm(const struct soc_firm_evidence *e, uint32_t firm, unsigned list)
{
	const uint32_t word =
		soc_draw(e->at->seed, SOC_DRAW_FIRM_APPEAL, e->at->first + firm, e->at->month, 2u * list + 1u);
	return soc_below(word, soc_tag_entry(e->truth->tags[firm], list) == SOC_DID ? e->rules->overturn_right
	                                                                            : e->rules->overturn_wrong);
}
