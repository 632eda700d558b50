#include "model/modules/firms/process.h"

#include "model/score.h"

#define MONTH 16u /* of an appeal, in the file of an entry */

void soc_firms_file(const struct soc_firms_rules *rules, struct soc_firm_record *record, uint32_t firm,
                    unsigned list)
{
	record->file[list][firm] =
		(uint8_t)(soc_firm_cause(record->file[list][firm]) + MONTH * rules->appeal_months);
}

/* What is left of the points that caused an entry since it was made or renewed; an entry by grade has no
 * points of its own. */
static int32_t points_left(const struct soc_firms_rules *rules, const struct soc_firm_record *record,
                           uint32_t firm, unsigned list)
{
	const unsigned cause = soc_firm_cause(record->file[list][firm]), term = rules->list[list].term,
				   left = record->left[list][firm];
	if (cause == SOC_FIRM_BY_GRADE)
		return 0;
	int64_t points = rules->event[cause - 1].points;
	for (unsigned stood = term > left ? term - left : 0; stood > 0 && points != 0; stood--)
		points = points * rules->keep / 65536;
	return (int32_t)points;
}

enum soc_firm_ruling soc_firms_rule(const struct soc_firms_rules *rules, struct soc_firm_record *record,
                                    uint32_t firm, unsigned list, const struct soc_firm_evidence *evidence,
                                    int32_t *given)
{
	uint8_t *file = &record->file[list][firm];
	if (soc_firm_appeal(*file) == 0)
		return SOC_FIRM_NOT_DUE;
	*file = (uint8_t)(*file - MONTH);
	if (soc_firm_appeal(*file) > 0)
		return SOC_FIRM_NOT_DUE;
	if (!soc_evidence_against_firm(evidence, firm, list))
		return SOC_FIRM_DENIED;
	*given = points_left(rules, record, firm, list);
	record->points[firm] =
		(int16_t)soc_clamp(record->points[firm] - *given, -SOC_FIRM_POINTS_MOST, SOC_FIRM_POINTS_MOST);
	record->left[list][firm] = 0;
	*file = 0;
	return SOC_FIRM_OVERTURNED;
}
