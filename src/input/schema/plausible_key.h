/* What the default of a key is taken for, and the range in which the truth plausibly lies, apart from what
 * the key allows: RANGE and TAKEN_AS of the files of keys (sections.def). */
#ifndef SOC_INPUT_PLAUSIBLE_KEY_H
#define SOC_INPUT_PLAUSIBLE_KEY_H

#include "input/schema/params.h"

enum soc_plausible_kind {
	SOC_PLAUSIBLE_SOURCED, /* an assumption, with a range that has a source */
	SOC_PLAUSIBLE_ARGUED,  /* with one that is argued */
	SOC_PLAUSIBLE_UNKNOWN, /* without one */
	SOC_PLAUSIBLE_NEUTRAL, /* none at its default: nothing of the kind is in the model */
	SOC_PLAUSIBLE_RULE,    /* none at its default: what a regime lays down */
	SOC_PLAUSIBLE_OPTION   /* never one */
};

struct soc_plausible_key {
	const char *section, *key;
	enum soc_plausible_kind kind;
	double low, high; /* in the unit of the key; NaN: no range */
	const char *why;  /* source, argument, or what the default means */
};

/* Of a key of soc_sections.
 * Returns: NULL for keys that hold no numbers, and those of a file or a change. Cost: O(keys). */
const struct soc_plausible_key *soc_plausible_key_of(const struct soc_key *key);
/* All lines, *count of them. Owner: the program. Cost: O(1). */
const struct soc_plausible_key *soc_plausible_key_rows(size_t *count);
/* "source", "argued", "no plausible range known", "neutral", "rule", "option". */
const char *soc_plausible_key_word(enum soc_plausible_kind kind);
/* 1 for a range with ends. */
int soc_plausible_key_has_range(const struct soc_plausible_key *row);

#endif
