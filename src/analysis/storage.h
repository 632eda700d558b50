/* What a regime stores, from the counts of a run and what a thing takes; and whether the published figures
 * fit together. Private to analysis/. */
#ifndef SOC_ANALYSIS_STORAGE_H
#define SOC_ANALYSIS_STORAGE_H

#include "input/schema/scenario.h"
#include "store/reader.h"

enum soc_price {
#define PRICE(name, value, low, high, unit, meaning, source) SOC_PRICE_##name,
#include "analysis/storage.def"
	SOC_PRICES
};

struct soc_price_words {
	const char *name, *unit, *meaning, *source;
	double value, low, high;
};
extern const struct soc_price_words soc_price_words[SOC_PRICES];

/* At the values, at the low and at the high end of every range. */
enum { SOC_STORAGE_AT, SOC_STORAGE_LOW, SOC_STORAGE_HIGH, SOC_STORAGE_ENDS };

/* Of the nation that a run stands for. */
struct soc_storage_counts {
	double persons, records, years, records_last_year;
	double cameras; /* that stand in the last month; NaN: the run counts none */
};

/* What it takes; bytes, and USD a year. */
struct soc_storage_volume {
	double people, records, growth_year, video_day, video, all, cost_year;
};

/* A volume that was published; of one that was said of a person, the bytes of all SOC_STORAGE_HEADS. */
struct soc_storage_claim {
	const char *name, *said;
	double bytes;
};
enum soc_storage_claim_id {
	SOC_CLAIM_PROFILE, /* of each person */
	SOC_CLAIM_BASE,    /* of the base of all people and records */
	SOC_CLAIM_LEAST,   /* of all that is kept: at least */
	SOC_CLAIM_FULL,    /* when it is full */
	SOC_STORAGE_CLAIMS
};
#define SOC_STORAGE_HEADS 1.3e9 /* the people whom the source speaks of */
extern const struct soc_storage_claim soc_storage_claims[SOC_STORAGE_CLAIMS];

/* price[end][each]: the values, or those of a scenario that reckons with them (`storage.copies`; NULL: none),
 * changed by settings NAME=VALUE (NULL ends them); what is set has no range.
 * Errors: SOC_ERR_USAGE: no such name, with the nearest; no number, or one not from 0 to 1e15. */
enum soc_err soc_storage_price(double price[SOC_STORAGE_ENDS][SOC_PRICES], const struct soc_scenario *s,
                               const char *const *settings, struct soc_msg *msg);
/* Means over the replicates. Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: one look at the tables by
 * channel, cell and stratum. */
enum soc_err soc_storage_count(struct soc_storage_counts *out, struct soc_result *result,
                               struct soc_msg *msg);
/* The cameras of the run in place of those assumed, without a range; 0 and nothing done when the run counts
 * none, or when the settings say how many there are. */
int soc_storage_cameras_counted(double price[SOC_STORAGE_ENDS][SOC_PRICES],
                                const struct soc_storage_counts *counts, const char *const *settings);
/* Pure. */
struct soc_storage_volume soc_storage_volume(const struct soc_storage_counts *counts,
                                             const double price[SOC_PRICES]);

#endif
