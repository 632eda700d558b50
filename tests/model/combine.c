#include "combine.h"

#include "input/module.h"
#include "invention.h"

#define TEXT_BYTES 65536
#define SETTINGS_MOST 400
#define SETTING_BYTES 160

static int options(void)
{
	int n = 0;
	while (combine_options[n].name != NULL)
		n++;
	return n;
}

int combine_count(void)
{
	const int n = options() + SOC_MODULES;
	if (n > COMBINE_MODULES_MAX)
		lab_die("%d modules, at most %d", n, COMBINE_MODULES_MAX);
	return n;
}

const struct combine_module *combine_module(int i)
{
	const int n = options();
	return i < n ? &combine_options[i] : &module_tests[i - n]->combine;
}

int combine_find(const char *name)
{
	for (int i = 0; i < combine_count(); i++)
		if (strcmp(combine_module(i)->name, name) == 0)
			return i;
	lab_die("no module or option %s", name);
}

int combine_can_turn(int module)
{
	return combine_module(module)->turns[0].key != NULL;
}

/* The entries of all modules that are there, a section once: a key may not stand twice. */
static void say_entries(struct invention *v, const enum combine_mode *mode)
{
	static const char *const sections[] = { "sectors",    "firm_events",   "firm_channels", "firm_grades",
		                                    "firm_lists", "firm_measures", "components",    "events",
		                                    "channels",   "lists",         "grounds",       "bureaus",
		                                    "measures" };
	int said = 0, all = 0;
	for (size_t k = 0; k < sizeof sections / sizeof *sections; k++) {
		int here = 0;
		for (int i = 0; i < combine_count(); i++)
			for (int e = 0; e < 12 && combine_module(i)->entries[e] != NULL && mode[i] != ABSENT; e += 2)
				if (strcmp(combine_module(i)->entries[e], sections[k]) == 0) {
					say(v, here++ == 0 ? "%s:\n%s" : "%.0s%s", sections[k],
					    combine_module(i)->entries[e + 1]);
					said++;
				}
	}
	for (int i = 0; i < combine_count(); i++)
		for (int e = 0; e < 12 && combine_module(i)->entries[e] != NULL && mode[i] != ABSENT; e += 2)
			all++;
	if (said != all)
		lab_die("an entry of a module stands in a section that is not known here");
}

static void say_month(struct invention *v, const char *key, int month)
{
	say(v, "%s: %d-%02d, ", key, 2015 + month / 12, 1 + month % 12);
}

static void say_timeline(struct invention *v, const enum combine_mode *mode, int from, int apart)
{
	int said = 0;
	for (int i = 0; i < combine_count(); i++) {
		const struct combine_module *m = combine_module(i);
		if (mode[i] < LATER)
			continue;
		say(v, "%s  - {name: %s, ", said++ == 0 ? "timeline_add:\n" : "", m->name);
		say_month(v, "from", from + i % (apart + 1));
		say_month(v, "to", from + i % (apart + 1) + COMBINE_ATTACHED - 1);
		say(v, "%sset: {", mode[i] == LATER_IN_TOWN ? "where: {strata: urban}, " : "");
		for (int k = 0; k < COMBINE_TURNS && m->turns[k].key != NULL; k++)
			say(v, "%s%s: %s", k > 0 ? ", " : "", m->turns[k].key, m->turns[k].on);
		say(v, "}}\n");
	}
}

static size_t collect(char (*out)[SETTING_BYTES], const struct combine_module *m, enum combine_mode mode)
{
	size_t n = 0;
	for (int k = 0; k < 10 && m->fixed[k] != NULL; k++)
		snprintf(out[n++], SETTING_BYTES, "%s", m->fixed[k]);
	for (int k = 0; k < COMBINE_TURNS && m->turns[k].key != NULL; k++)
		snprintf(out[n++], SETTING_BYTES, "%s=%s", m->turns[k].key,
		         mode == ON ? m->turns[k].on : m->turns[k].off);
	for (int k = 0; k < 2 && m->off[k] != NULL && mode == OFF; k++)
		snprintf(out[n++], SETTING_BYTES, "%s", m->off[k]);
	return n;
}

void combine_open(struct lab *lab, const enum combine_mode mode[COMBINE_MODULES_MAX], int from, int apart,
                  const char *const *settings)
{
	static char text[TEXT_BYTES], setting[SETTINGS_MOST][SETTING_BYTES];
	const char *all[SETTINGS_MOST + 1];
	struct invention v = { .text = text, .room = sizeof text };
	size_t n = 0;
	say(&v, "socred: 1\nbase: tests/model/combined.yaml\n");
	say_entries(&v, mode);
	say_timeline(&v, mode, from, apart);
	for (int i = 0; i < combine_count(); i++)
		if (mode[i] != ABSENT)
			n += collect(setting + n, combine_module(i), mode[i]);
	for (size_t i = 0; i < n; i++)
		all[i] = setting[i];
	while (settings != NULL && *settings != NULL && n < SETTINGS_MOST)
		all[n++] = *settings++;
	all[n] = NULL;
	lab_open(lab, text, all);
}
