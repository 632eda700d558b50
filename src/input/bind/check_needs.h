/* What a key needs elsewhere in the scenario to have an effect. */
#ifndef SOC_INPUT_CHECK_NEEDS_H
#define SOC_INPUT_CHECK_NEEDS_H

#include "input/bind/bind.h"

struct soc_need {
	const char *section, *key;
	double neutral; /* the value at which nothing is needed; NAN: the default, as long as nobody writes it */
	int refused; /* 1: without it the scenario cannot run as it says, an error; 0: the value has no effect, a
	                warning */
	int (*met)(const struct soc_scenario *s,
	           int entry); /* entry: of the section; -1 when it has no entries */
	const char *text;      /* behind the value found: what is wanting, and how to write it */
};

/* Of the phases and of modules that say nothing of their own; ends where a section is NULL. */
extern const struct soc_need soc_needs[];

/* 1 when the value of a key, in the file or by some change of the timeline, is not neutral; *setting is then
 * that change's setting, or -1. */
int soc_needs_used(const struct soc_scenario *s, const struct soc_target *t, double neutral, int *setting);
/* The same by names: entry -1 and below is any entry; element is the number of a map's element, -1 when the
 * key is no map. */
int soc_needs_ever(const struct soc_scenario *s, const char *section, int entry, const char *key,
                   int element);

#endif
