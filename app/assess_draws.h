/* The draws of an assessment: the experiment that the library writes of a form and runs, made, run and told.
 */
#ifndef SOCRED_APP_ASSESS_DRAWS_H
#define SOCRED_APP_ASSESS_DRAWS_H

#include "socred/error.h"

struct soc_result;

struct assess_draws {
	const char *form, *first; /* first: the path of the first results */
	const char *keep; /* the folder where what is measured stands, so that an interrupted call goes on */
	int draws, workers, quiet;
};

/* What the experiment tells, as JSON, in *over. Owner: the caller (soc_text_free). Errors: those of
 * soc_assessment_experiment and of an experiment; SOC_ERR_IO. */
enum soc_err assess_draws(const struct assess_draws *how, struct soc_result *const *results, int count,
                          char **over, struct soc_msg *msg);

#endif
