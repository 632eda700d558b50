/* Due process of firms as the regime sees it: an appeal runs its time, an inquiry finds, an entry ends.
 * docs/model/firms.md. */
#ifndef SOC_MODEL_FIRMS_PROCESS_H
#define SOC_MODEL_FIRMS_PROCESS_H

#include "model/modules/firms/evidence.h"
#include "model/modules/firms/record.h"

enum soc_firm_ruling { SOC_FIRM_NOT_DUE, SOC_FIRM_DENIED, SOC_FIRM_OVERTURNED };

/* Takes in an appeal against an entry. */
void soc_firms_file(const struct soc_firms_rules *rules, struct soc_firm_record *record, uint32_t firm,
                    unsigned list);
/* A month of an appeal. Overturned, the entry ends and *given, what is left of the points of its cause, has
 * been taken off. */
enum soc_firm_ruling soc_firms_rule(const struct soc_firms_rules *rules, struct soc_firm_record *record,
                                    uint32_t firm, unsigned list, const struct soc_firm_evidence *evidence,
                                    int32_t *given);

#endif
