#include "lab/people_kept.h"

#include "base/mem.h"
#include "input/schema/scenario.h"

#define PEOPLE_KEPT 100000 /* at most: making more is seldom, and they would take memory for nothing */

void soc_lab_people_drop(struct soc_lab *lab)
{
	soc_sim_close(&lab->peopled);
	soc_free(lab->peopled_by);
	lab->peopled_by = NULL;
}

void soc_lab_people_keep(struct soc_lab *lab, struct soc_lab_job *job)
{
	if (job->run->persons > PEOPLE_KEPT)
		return;
	lab->peopled = job->sim;
	job->sim = NULL;
}

/* What stands in the lab is the scenario of the preview's run from now on. */
static void take_scenario(struct soc_lab *lab, const struct soc_scenario *s)
{
	*lab->peopled_by = *s;
	lab->peopled_by->provenance = NULL; /* the job's own, which a run does not read */
}

enum soc_err soc_lab_people_open(struct soc_lab *lab, struct soc_lab_job *job,
                                 const struct soc_run_options *options, struct soc_msg *msg)
{
	int kept = 0;
	enum soc_err err = SOC_OK;
	if (lab->peopled_by == NULL && (lab->peopled_by = soc_calloc(1, sizeof *lab->peopled_by)) == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the scenario of a preview");
	if (lab->peopled != NULL)
		err = soc_sim_go_over(lab->peopled, job->s, &kept, msg);
	if (!kept)
		soc_sim_close(&lab->peopled);
	if (err != SOC_OK)
		return err;
	take_scenario(lab, job->s);
	if (!kept)
		return soc_sim_prepare(lab->peopled_by, options, &job->sim, msg);
	job->sim = lab->peopled;
	job->sim->s = lab->peopled_by;
	lab->peopled = NULL;
	job->run->built = 1.0;
	return SOC_OK;
}
