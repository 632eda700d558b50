/* The page of an experiment as a document: what web/src/experiment reads (docs/guide/report-data.md).
 * Each function gives a new reference, or NULL where memory is out. */
#ifndef SOC_VIEW_EXPERIMENT_PAGE_H
#define SOC_VIEW_EXPERIMENT_PAGE_H

#include "experiment/analysis.h"
#include "experiment/calibration.h"
#include "view/json.h"

#define SOC_EXPERIMENT_PAGE_FORMAT 1

/* What was asked: title, design, scenario, factors, outcomes, arms. */
json_t *soc_experiment_page_asked(const struct soc_experiment *e);
/* What is measured, and what was left out. */
json_t *soc_experiment_page_state(const struct soc_experiment_state *s);
/* Of each outcome the estimates of each row, their moves, and what they would have been with fewer points;
 * with the values of the first points. *err is set where it fails. */
json_t *soc_experiment_page_found(struct soc_analysis *a, enum soc_err *err, struct soc_msg *msg);
/* Waves, particles, factors and targets of a calibration. */
json_t *soc_experiment_page_fit(const struct soc_calibration *c);

#endif
