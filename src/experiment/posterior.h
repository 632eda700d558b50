/* Draws from a posterior: the values of posterior.csv, by their weights. */
#ifndef SOC_EXPERIMENT_POSTERIOR_H
#define SOC_EXPERIMENT_POSTERIOR_H

#include "experiment/hypercube.h"

/* Fills factors, points and cells of e, whose scenario is there, and the places of h (arms: 1, draws as
 * wanted) from the text of a posterior, `path` in messages: point 0 is the scenario as it is, the others are
 * lines of the file, evenly spaced among the weights (systematic resampling), so that they need no draw.
 * Owner: h->u and e->cell are the caller's. Errors: SOC_ERR_DATA: it is no posterior of this scenario, with
 * file and line; SOC_ERR_MEMORY. Cost: O(lines x columns). */
enum soc_err soc_posterior_fill(struct soc_hypercube *h, struct soc_experiment *e, const char *path,
                                const char *text, size_t length, struct soc_msg *msg);

#endif
