/* What is wrong in the files of bureaus, and what of a refusal comes from it: beside the bureaus, who never
 * learn of it. */
#ifndef SOC_MODEL_BUREAU_ERRORS_H
#define SOC_MODEL_BUREAU_ERRORS_H

#include "input/compile/rules.h"
#include "model/modules/bureaus/bureaus.h"
#include "model/truth/truth.h"

/* Where a refusal comes from: the first of these that, put right or left out alone, would undo it. */
enum soc_bureau_origin {
	SOC_ORIGIN_OWN,         /* stands on true records of the person's own */
	SOC_ORIGIN_FILE,        /* the file holds another's records */
	SOC_ORIGIN_RECORD,      /* points of wrong records */
	SOC_ORIGIN_WRONG_ENTRY, /* a wrong entry on a list that reached the bureau */
	SOC_ORIGIN_ENTRY,       /* a true entry on a list that reached the bureau */
	SOC_ORIGIN_FRIENDS,     /* what friends have done */
	SOC_ORIGIN_PROXY,
	SOC_ORIGIN_SEVERAL,  /* only several of these together */
	SOC_ORIGIN_UNSCORED, /* no score at all */
	SOC_ORIGINS
};

/* What the questions below are asked of: the months's scoring. */
struct soc_bureau_case {
	const struct soc_place_time *at;
	const struct soc_rules *rules;
	const struct soc_record *record;
	const struct soc_truth *truth;
	const struct soc_bureau_scratch *scratch;
};

/* Sets truth.wronged_by after a scoring: who is refused, and would not be if the file were the person's own,
 * its records right and the entries it knows of right. Friends and proxy are no errors and stay. */
void soc_bureau_errors_find(const struct soc_bureau_case *c, unsigned count, struct soc_truth *truth);

/* Of a refusal by the bureau. */
enum soc_bureau_origin soc_bureau_errors_origin(const struct soc_bureau_case *c, unsigned bureau,
                                                unsigned row);

#endif
