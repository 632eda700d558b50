/* Points over everything that a scenario assumes: a Latin hypercube over all plausible ranges that its values
 * carry, of one arm or of several. A draw is a value for each assumption, the same in every arm; draw 0 is
 * the scenario as it is. The points of a draw stand together, in the order of the arms:
 * point = draw * arms + arm; they have the same random numbers, and each draw has its own. */
#ifndef SOC_EXPERIMENT_HYPERCUBE_H
#define SOC_EXPERIMENT_HYPERCUBE_H

#include "experiment/experiment.h"

struct soc_hypercube {
	int arms;                        /* of each draw */
	int first;                       /* the first factor that is an assumption; those before it are of arms */
	int64_t draws, seed;             /* without draw 0; of the points */
	int64_t again;                   /* draws behind those that are the scenario as it is, as draw 0 */
	double *u;                       /* [assumptions][draws]: where in its range a value is, 0 to 1 */
	double shipped[SOC_FACTORS_MAX]; /* where the stated value is */
	int column[SOC_FACTORS_MAX];     /* which arms' factor has the same key; -1: none */
	int rates;                       /* assumptions that are rates */
	int defaults;                    /* assumptions varied in the range of their key */
	int64_t drawn_in;                /* draws whose rates were drawn in */
};

/* Adds each value of the experiment's scenario that has a plausible range as a factor, but for those that
 * an arm sets (unless it is among design.without), people.persons, and those an end of whose range cannot be
 * set. e->cell: a row of h->first cells for each arm, where there are any. Errors: SOC_ERR_MEMORY;
 * SOC_ERR_LIMIT: more than `most` factors; SOC_ERR_USAGE: no value carries a range. Cost: some ms for each
 * value. */
enum soc_err soc_hypercube_add_factors(struct soc_hypercube *h, struct soc_experiment *e, int most,
                                       struct soc_msg *msg);
/* 1 for what a draw is drawn in by: all of events, attempts that a measure may refuse, and what raises the
 * rates of some people. */
int soc_hypercube_is_rate(const char *key);
/* Fills e->cell, e->points and e->of_draw: rows of arms that are there already are those of draw 0. Ranges of
 * rates are stated one by one; all high at once they may be more than what a person does in a month can be
 * drawn for. The rates of such a draw are drawn in towards the stated ones, in eighths, as far as it takes
 * for all arms to run. Owner: h->u is the caller's (soc_hypercube_release), after a failure too. Errors:
 * SOC_ERR_MEMORY, SOC_ERR_INTERRUPTED. Cost: some ms for each point and worker. */
enum soc_err soc_hypercube_fill(struct soc_hypercube *h, struct soc_experiment *e, int workers,
                                const volatile int *stop, struct soc_msg *msg);
/* The same in two steps, for who fills a few draws at a time: room for all, with what arms set; and the draws
 * `from` (1 is the first) up to `to`, which is not filled any more. Errors and cost: as above. */
enum soc_err soc_hypercube_prepare(struct soc_hypercube *h, struct soc_experiment *e, struct soc_msg *msg);
enum soc_err soc_hypercube_draw(struct soc_hypercube *h, struct soc_experiment *e, int64_t from, int64_t to,
                                int workers, const volatile int *stop, struct soc_msg *msg);
void soc_hypercube_release(struct soc_hypercube *h);
/* The places of assumption `factor` (counted from h->first) in the draws: [draws]. */
const double *soc_hypercube_places(const struct soc_hypercube *h, int factor);

#endif
