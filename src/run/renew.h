/* Renewing the fields at a month's end, from the month's sums. docs/model/fields.md. */
#ifndef SOC_RUN_RENEW_H
#define SOC_RUN_RENEW_H

#include "input/compile/rules.h"
#include "model/fields.h"
#include "model/indicators/indicators.h"
#include "model/population/population.h"
#include "model/regime/rule_sets.h"

#define SOC_CORRECTION_DELAY_MAX 24

/* The reviewers of one place: what has arrived, month by month, and how much work they can still do. */
struct soc_desk {
	uint32_t *arrived; /* [month] */
	uint32_t done;     /* files of the oldest open cohort already decided */
	uint64_t credit;   /* work not yet used, in 1/(256 * 10^6) files */
};

struct soc_fields {
	struct soc_field *now;             /* [place] */
	struct soc_desk *review, *appeals; /* [place] */
	int64_t *persons;                  /* [place] */
	uint32_t *arrivals;                /* storage of the desks' months */
	int32_t places, months;
	uint64_t *file, *unbounded; /* [place] what attention follows, and room for it (modules/attention) */
	uint8_t *reached;           /* [place] has a part in attention; of the month of `now` */
	uint8_t *changed; /* [place] under a change of the timeline that does not hold everywhere; likewise */
	int32_t *order;   /* [place] by attention */
	int64_t lowest[SOC_CORRECTION_DELAY_MAX + 1]
				  [2]; /* of the last months: people looked at, of them in the lowest grade */
};

/* Allocates for all places and months. SOC_ERR_MEMORY. Release is fine twice. */
enum soc_err soc_fields_init(struct soc_fields *f, const struct soc_plan *plan, int32_t months,
                             struct soc_msg *msg);
void soc_fields_release(struct soc_fields *f);
/* As before the first month. */
void soc_fields_begin(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v);
/* From the fields and sums of `month` to the fields of the next, of which there need be none. A place's desks
 * work under the rules of its first stratum. */
void soc_fields_renew(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v,
                      uint32_t month, const struct soc_tally *tally);
/* Before `month` begins: where rules take force, the places' perceived risks are told of another class
 * (soc_conduct_rescaled). */
void soc_fields_hear(struct soc_fields *f, const struct soc_plan *plan, const struct soc_rule_sets *v,
                     uint32_t month);

/* What the fields themselves count of a month, before they are renewed: the weight in force and the share it
 * led to; places by attention. */
void soc_fields_count(struct soc_fields *f, const struct soc_rule_sets *v, uint32_t month,
                      struct soc_tally *tally);

#endif
