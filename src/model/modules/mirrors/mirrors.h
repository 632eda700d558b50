/* Mirrors: what others keep of a published list. An entry ends, its copies do not. docs/model/mirrors.md. */
#ifndef SOC_MODEL_MIRRORS_H
#define SOC_MODEL_MIRRORS_H

#include "model/indicators/count.h"
#include "model/truth/truth.h"

/* Values of the column truth.mirrored of a list: a person has one copy of it at most. */
enum {
	SOC_MIRRORED_NOT,
	SOC_MIRRORED_LISTED, /* of an entry that stands */
	SOC_MIRRORED_ENDED   /* and above: of one that has ended, by what was true of it (enum soc_entry_truth) */
};

/* A month of copies: some of those whose entry has ended are deleted, entries that ended this month leave
 * theirs behind, and published new entries of black lists are copied. Called when the month's entries, exits
 * and what is true of them stand. tally: what has become of copies is counted there; NULL: nothing is.
 * Changes truth.mirrored alone, which no phase reads. Cost: nothing where no run of rules has copies, else a
 * look at the column of each black list. */
void soc_mirrors_keep(const struct soc_measurement *s, struct soc_truth *truth, struct soc_tally *tally);

#endif
