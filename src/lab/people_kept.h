/* People who stay from one preview to the next: a control that is moved asks one after the other of the same.
 */
#ifndef SOC_LAB_PEOPLE_KEPT_H
#define SOC_LAB_PEOPLE_KEPT_H

#include "lab/lab.h"

/* The run of a preview, job->sim: that of the one that ended last, where its people are the same
 * (job->run->built is then 1), or a new one without people. Errors: as soc_sim_prepare. Cost: some ms. */
enum soc_err soc_lab_people_open(struct soc_lab *lab, struct soc_lab_job *job,
                                 const struct soc_run_options *options, struct soc_msg *msg);
/* Takes the run of a preview that has ended over from its job, unless it has very many people. */
void soc_lab_people_keep(struct soc_lab *lab, struct soc_lab_job *job);
/* Releases the people that a preview has left, and the scenario. Safe twice. */
void soc_lab_people_drop(struct soc_lab *lab);

#endif
