/* What is said of a value in tables and in the resolved file: where it is from, whether it is an assumption,
 * and in which range the truth plausibly lies. */
#ifndef SOC_INPUT_CITATION_H
#define SOC_INPUT_CITATION_H

#include "input/bind/provenance.h"
#include "input/bind/switched.h"

struct soc_citation {
	const char *source; /* "assumption" for one without words of its own, SOC_BORROWED; "": none is needed */
	double low, high;   /* plausible range: stated with the value, else its key's; NaN, both: none is known */
	const char *range_from; /* "stated", else what the key says of its range, or that none is known; "" for
	                           what is no assumption and has none */
	int assumption;         /* 1: a number that no source gives, of a part that is switched on */
};

/* Of a value in force. A range that the scenario states comes first; a value without a source, or with that
 * of its key, that lies in the range of its key has that one. on: of the same scenario. Strings belong to the
 * note, the key or the program. Cost: O(keys). */
struct soc_citation soc_citation_of(const struct soc_scenario *s, const struct soc_switched *on,
                                    const struct soc_parameter *t, const struct soc_origin *origin);
/* The same of the value that setting i of the timeline sets; t: what it sets. */
struct soc_citation soc_citation_of_setting(const struct soc_scenario *s, const struct soc_switched *on,
                                            const struct soc_parameter *t, int i);
/* A value as a number, of setting i of the timeline where i is 0 or more.
 * Returns: NaN where it is none, or has elements. Cost: O(1). */
double soc_citation_number(const struct soc_scenario *s, const struct soc_parameter *t, int i);
/* 1 for what can be varied: a number, of a map each element; not the five numbers of ages. */
int soc_citation_is_number(const struct soc_parameter *t);
/* 1 where a note states a range that says more than the key allows, or is that of a share. */
int soc_citation_states(const struct soc_parameter *t, const struct soc_origin *origin);

#endif
