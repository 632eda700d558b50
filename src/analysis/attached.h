/* What is attached beside the common phases: for each module that a scenario has, where it acts, what it touches, the figures
 * that answer its question, and what it takes from or adds to the way from an event to a list.
 *
 * The headline and the report tell them in the same words. A module that is off has none. */
#ifndef SOC_STORE_ATTACHED_H
#define SOC_STORE_ATTACHED_H

#include "input/module.h"
#include "analysis/figures.h"

/* A figure, and what it is a share or a ratio of: `base` counts those cases (?1 and ?2 as in the figure). `needs` says whether the
 * scenario can have it at all, NULL: whenever the module is on. `looks`: it is of stocks that output.modules: year counts in some months
 * alone; it has no value in the others. */
struct soc_answer { struct soc_figure figure; const char *base; int (*needs)(const struct soc_scenario *s); int looks; };

enum soc_branch_kind {
	SOC_BRANCH_LOST,    /* leaves the way */
	SOC_BRANCH_CHANGED, /* stays on the way, but says something else */
	SOC_BRANCH_ADDED,   /* is on the way for no act of the person */
	SOC_BRANCH_ONWARD   /* goes on to somebody else */
};
enum soc_way_step { SOC_WAY_RECORDED, SOC_WAY_ACCEPTED, SOC_WAY_ENTERED }; /* the step of the way that a branch belongs to */

/* Counts of synthetic cases; wrong: those of them that are, NULL: it is not counted. stock: people at the end, not a flow. */
struct soc_branch { const char *name, *label, *count, *wrong; enum soc_branch_kind kind; enum soc_way_step step; int stock; };

struct soc_attached {
	const char *note;     /* a rule that its figures need to be read with, or NULL */
	const struct soc_answer *answers;
	const struct soc_branch *branches;
	int answers_count, branches_count;
};
#define SOC_ATTACHED_MOST 32
/* By the number of the module. */
extern const struct soc_attached soc_attached[];
extern const int soc_attached_count;

/* What a scenario has: at its start, or (later) only by its timeline, with all its changes that are in force in one month of the span;
 * where some hold in some places alone, with all of them and with each of them. */
struct soc_attachment { struct soc_affected touched; int later; };
/* For each of soc_attached; SOC_ERR_MEMORY. A setting that cannot be applied is passed over. */
enum soc_err soc_attached_find(const struct soc_scenario *s, struct soc_attachment out[SOC_ATTACHED_MOST], struct soc_msg *msg);

/* Whether answer k of module i is told of this scenario. */
int soc_attached_tells(const struct soc_attachment *attached, const struct soc_scenario *s, int i, int k);
/* Reads an answer for one replicate: its value (NaN: none) and the cases behind it. */
enum soc_err soc_answer_read(struct soc_result *r, const struct soc_scenario *s, const struct soc_answer *a, int64_t replicate, int64_t month,
                             double *value, double *cases, struct soc_msg *msg);

#endif
