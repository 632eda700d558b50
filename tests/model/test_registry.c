/* The list of modules and the keys of scenarios name the same modules, and every descriptor is whole; its
 * file of tests/modules is about it. */
#include "../modules/module_test.h"
#include "invent.h"
#include "lab.h"
#include "runner.h"

#include "input/module.h"
#include "input/schema/params.h"
#include "socred/scenario.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_module(const char *name)
{
	for (int i = 0; i < SOC_MODULES; i++)
		if (strcmp(soc_modules[i]->name, name) == 0)
			return 1;
	return 0;
}

/* The first key of a module, NULL: it has none. With a module NULL: the first key of a module that is not in
 * the list. */
static const struct soc_key *first_key(const char *module)
{
	size_t count;
	const struct soc_section *s = soc_sections(&count);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < s[i].keys_count; k++) {
			const char *owner = s[i].keys[k].module;
			const int listed = strcmp(owner, "core") == 0 || strcmp(owner, "spread") == 0 || is_module(owner);
			if (module != NULL ? strcmp(owner, module) == 0 : !listed)
				return &s[i].keys[k];
		}
	return NULL;
}

/* Letters alone, small: "Spill-over" is "spillover". */
static void letters_of(const char *text, char out[80])
{
	size_t n = 0;
	for (; *text != '\0' && n < 79; text++)
		if (isalpha((unsigned char)*text))
			out[n++] = (char)tolower((unsigned char)*text);
	out[n] = '\0';
}

/* Whether each part of a module's name stands in its title, whatever it ends with: "firms_closing" in "Firms
 * that close". No module is excepted. */
static int is_word_of(const char *name, const char *title)
{
	char words[80], part[80], told[80];
	letters_of(title, told);
	snprintf(words, sizeof words, "%s", name);
	for (char *at = strtok(words, "_"); at != NULL; at = strtok(NULL, "_")) {
		size_t n = strlen(at);
		snprintf(part, sizeof part, "%s", at);
		if (n > 6 && strcmp(part + n - 3, "ing") == 0)
			n -= 3;
		else if (n > 4 && part[n - 1] == 's')
			n--;
		part[n] = '\0';
		if (strstr(told, part) == NULL)
			return 0;
	}
	return 1;
}

/* Descriptors that a reader or the report could not use. */
static void check_descriptor(const struct soc_module *m, int place)
{
	if (m->title[0] == 0 || m->question[0] == 0 || m->question[strlen(m->question) - 1] != '?')
		lab_die("%s: a title and a question that ends so are wanted", m->name);
	if (!is_word_of(m->name, m->title))
		lab_die(
			"%s: its title, \"%s\", does not say its word: one word for a module, from the key to the page",
			m->name, m->title);
	if (strcmp(module_tests[place]->combine.name, m->name) != 0)
		lab_die("tests/modules/%s.c is about %s", m->name, module_tests[place]->combine.name);
	for (int i = 0; i < place; i++)
		if (strcmp(soc_modules[i]->name, m->name) == 0 || strcmp(soc_modules[i]->title, m->title) == 0)
			lab_die("%s has the name or the title of %s", m->name, soc_modules[i]->name);
}

/* The reference and the checks of every month run over invented scenarios (invent.c): a module that none of
 * them has on is seen by neither, unless it has no twin there. Those of numbers 1 to 60 are the ones that the
 * reference runs. */
static void check_invented(void)
{
	unsigned char seen[SOC_MODULES] = { 0 };
	int missing = SOC_MODULES;
	for (int i = 0; i < SOC_MODULES; i++)
		missing -= module_tests[i]->combine.holds != NULL;
	for (unsigned long number = 1; number <= 60 && missing > 0; number++) {
		struct soc_scenario *s = NULL;
		struct soc_msg msg = { "" };
		char *yaml = invent_scenario(number);
		if (soc_scenario_read_text(yaml, strlen(yaml), "invented", NULL, NULL, 0, &s, NULL, &msg) != SOC_OK)
			lab_die("invented scenario %lu: %s", number, msg.text);
		for (int i = 0; i < SOC_MODULES; i++)
			if (!seen[i] && module_tests[i]->combine.holds == NULL && soc_modules[i]->affects(s).on) {
				seen[i] = 1;
				missing--;
			}
		soc_scenario_free(s);
		free(yaml);
	}
	for (int i = 0; i < SOC_MODULES; i++)
		if (!seen[i] && module_tests[i]->combine.holds == NULL)
			lab_die("%s is on in no invented scenario: its keys are wanted in tests/model/invent.c",
			        soc_modules[i]->name);
}

WHOLE_PART(registry)
{
	static struct soc_scenario silent;
	soc_scenario_defaults(&silent);
	if (is_word_of("ferns", "Green plants") || !is_word_of("over_growing", "What grows Over-Much"))
		lab_die("%s", "a title that says another word is not seen");
	for (int i = 0; i < SOC_MODULES; i++) {
		check_descriptor(soc_modules[i], i);
		if (first_key(soc_modules[i]->name) == NULL)
			lab_die("%s has no key of a scenario", soc_modules[i]->name);
		if (soc_modules[i]->affects(&silent).on)
			lab_die("%s is on in a scenario that says nothing", soc_modules[i]->name);
	}
	const struct soc_key *stray = first_key(NULL);
	if (stray != NULL)
		lab_die("%s belongs to %s, which is in no list of modules", stray->name, stray->module);
	check_invented();
	return 0;
}
