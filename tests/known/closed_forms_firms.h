/* A town of firms that are all alike, for closed_forms_firms.c and closed_forms_firm_lives.c. */
#ifndef SOC_TESTS_CLOSED_FORMS_FIRMS_H
#define SOC_TESTS_CLOSED_FORMS_FIRMS_H

#include "closed_forms.h"

#include "model/modules/firms/ties.h"

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

/* 120,000 people, a firm for every 40: 3,000 firms. All records are fabricated, so that every firm has
 * the same chance. */
#define FIRMS                                                                                                \
	"socred: 1\nseed: 30\nreplicates: 1\nspan: {from: 2015-01, to: 2019-12}\n"                               \
	"people: {persons: 120000, data: china-2020, provinces: Zhejiang}\nidentity: {coverage_urban: 1, "       \
	"coverage_rural: 1}\n"                                                                                   \
	"society: {executive_share: 0.05}\n"                                                                     \
	"events: {act: {kind: violation, driven_by: nothing, rate_per_year: 0.001}}\n"                           \
	"lists: {people: {colour: black, term_months: 24}}\n"                                                    \
	"due_process: {notice: 0, notice_by_refusal: 0, appeal_if_wronged: 0, appeal_if_guilty: 0}\n"            \
	"conduct: {job_loss_income: 0.2, income_recovery_per_month: 0}\n"                                        \
	"firms: {enabled: true, persons_per_firm: 40, employee_share: 0.5, review_specificity: 0, "              \
	"proneness_shape: "                                                                                      \
	"20}\n"                                                                                                  \
	"firm_events: {arrears: {rate_per_year: 0}}\n"                                                           \
	"firm_channels: {register: {wrong_firm: 0, spurious_per_1000_years: 120, spurious_mix: {arrears: 1}}}\n" \
	"firm_lists: {shut_out: {colour: black, entry_events: [arrears], term_months: 24}}\n"                    \
	"firm_measures: {tenders: {kind: sanction, lists: [shut_out], demand_per_year: 0.6}}\n"

static inline int64_t counted(const struct lab *lab, enum soc_module_count count, int index)
{
	return lab->tally->module[(int)count + index];
}

#endif
