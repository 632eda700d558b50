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

/* For lists of needs: whether the scenario s with its entry has what is needed; and whether a value is ever
 * other than 0, in any entry or in one. */
#define SOC_NEEDS_IF(name) static int name(const struct soc_scenario *s, __attribute__((unused)) int entry)
#define SOC_NEEDS_EVER(section, entry, key) soc_needs_ever(s, section, entry, key, -1)
#define SOC_NEEDS_ANY (-1)
#define SOC_NEEDS_REFUSED 1
#define SOC_NEEDS_NO_EFFECT 0

/* What several need: grades to go by. */
int soc_needs_scored(const struct soc_scenario *s, int entry);
#define SOC_NEEDS_GRADES "there are no grades; a scenario with a score has grades: and components:"

/* Of the phases; modules have their own (input/module.h). Ends where a section is NULL. */
extern const struct soc_need soc_needs[];

/* 1 when the value of a key, in the file or by some change of the timeline, is not neutral; *setting is then
 * that change's setting, or -1. */
int soc_needs_used(const struct soc_scenario *s, const struct soc_parameter *t, double neutral, int *setting);
/* The same by names: entry -1 and below is any entry; element is the number of a map's element, -1 when the
 * key is no map. */
int soc_needs_ever(const struct soc_scenario *s, const char *section, int entry, const char *key,
                   int element);

/* For checks of a module (input/module.h). The key of a section, without an entry or element -1; both names
 * exist. */
struct soc_parameter soc_needs_parameter(const char *section, int entry, const char *key, int element);
/* 1: somebody wrote the value that stands in the scenario itself. */
int soc_needs_written(const struct soc_binding *binding, const struct soc_parameter *t);
/* A diagnostic of a value: an error when refused, else a warning, at its place, as "value: text", the text
 * cut at 511 bytes. setting: of a change of the timeline, -1 in the scenario itself. */
__attribute__((format(printf, 5, 6))) void soc_needs_say(struct soc_binding *binding,
                                                         const struct soc_parameter *t, int setting,
                                                         int refused, const char *format, ...);

#endif
