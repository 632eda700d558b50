/* Who wins and who loses: the people of two paired runs, person by person, by what holds them in each. */
#ifndef SOC_ANALYSIS_TRANSITIONS_H
#define SOC_ANALYSIS_TRANSITIONS_H

#include "analysis/divisions.h"
#include "analysis/pairing.h"
#include "analysis/student.h"
#include "model/indicators/count.h"
#include "socred/comparison.h"

/* Of a person: what holds them is better in B, the same, worse; NET: better less worse. */
enum soc_moved { SOC_MOVED_BETTER, SOC_MOVED_NOT, SOC_MOVED_WORSE, SOC_MOVED_NET };

/* The name of a state for programs ("listed_wrongly"), and its words. */
extern const char *const soc_transitions_names[SOC_HELD_STATES],
	*const soc_transitions_words[SOC_HELD_STATES];

struct soc_transitions {
	struct soc_pairing pairing;
	char title[2][SOC_TEXT_MAX];
	int64_t persons, seed;
	int divisions; /* the first is everybody */
	struct soc_parts parts[SOC_DIVISIONS];
	int64_t *count[SOC_DIVISIONS]; /* people: [part][replicate][in A][in B] */
	/* The draw. from, to: enum soc_held, -1 any; moved: enum soc_moved, -1 any. */
	int drawn, from, to, moved, limit;
	int64_t replicate, match, *life; /* life: the people drawn, `drawn_count` of them, in order */
	int drawn_count;
};

/* The same as soc_transitions_make, one community at a time, for a caller that has other work to do in
 * between. The two results must outlive it. */
struct soc_transitions_work;
/* Owner: *out is the caller's (soc_transitions_drop). Errors: as of soc_transitions_make. */
enum soc_err soc_transitions_begin(struct soc_result *a, struct soc_result *b,
                                   const struct soc_transitions_options *options,
                                   struct soc_transitions_work **out, struct soc_msg *msg);
/* Follows the people of one more community through both. *more: 0 when none is left. Errors: as of
 * soc_transitions_make; nothing may follow but soc_transitions_drop. Cost: the months of a community, twice.
 */
enum soc_err soc_transitions_next(struct soc_transitions_work *w, int *more, struct soc_msg *msg);
/* The share of the communities that is done, 0 to 1; and what was counted so far, complete when none is left.
 * Owner: the work. Cost: O(1). */
double soc_transitions_done(const struct soc_transitions_work *w);
const struct soc_transitions *soc_transitions_so_far(const struct soc_transitions_work *w);
void soc_transitions_drop(struct soc_transitions_work *w);

/* The counter of the people of a part who are in state a (enum soc_held) in A and in state b in B, in one
 * replicate; and its value. Cost: O(1). */
int64_t *soc_transitions_cell(const struct soc_transitions *t, int division, int part, int replicate, int a,
                              int b);
int64_t soc_transitions_count(const struct soc_transitions *t, int division, int part, int replicate, int a,
                              int b);
/* People of a part, the same in each replicate. Cost: O(1). */
int64_t soc_transitions_people(const struct soc_transitions *t, int division, int part);
/* Per 1,000 of the part, over the replicates; -1 for a or b: any state. Cost: O(replicates). */
struct soc_interval soc_transitions_share(const struct soc_transitions *t, int division, int part, int a,
                                          int b);
/* Per 1,000 of the part: better off in B, as well off, worse off; NET: better less worse. Cost:
 * O(replicates). */
struct soc_interval soc_transitions_moved(const struct soc_transitions *t, int division, int part,
                                          enum soc_moved moved);
/* Whether a person in state a in A and b in B is better off in B. Cost: O(1). */
enum soc_moved soc_transitions_way(int a, int b);

#endif
