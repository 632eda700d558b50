/* What is said of modules that need one another: scenarios that lack something, and where and with what words
 * that is said. */
#ifndef SOC_TESTS_INPUT_NEEDS_CASES_H
#define SOC_TESTS_INPUT_NEEDS_CASES_H

/* Parts of the scenarios, for tests of what is not said as well. */
#define HEAD "socred: 1\n"
#define BUREAU "components: {f: {}}\nbureaus:\n  s: {kind: scorer, weights: {f: 1}}\n"
#define CHANNEL "channels: {c: {kind: camera, spurious_per_1000_years: 0}}\n"
#define GRADES "components: {f: {}}\ngrades: {D: 0, C: 900}\n"
#define LIST "lists: {l: {colour: black, entry_events: theft}}\n"
#define NO_BUREAU "components: {f: {}}\nbureaus:\n  s: {kind: scorer, enabled: false, weights: {f: 1}}\n"
#define UNREGISTERED "events:\n  u: {kind: violation, residence: unregistered, rate_per_year: 0}\n"
#define THEFT "events: {theft: {kind: violation}}\n"

struct needs_case {
	const char *text;
	int line, column;
	const char *key, *words;
};

/* Of the phases; those of a module stand in its file of tests/modules. Ends where a text is NULL. */
extern const struct needs_case needs_doubted[];

#endif
