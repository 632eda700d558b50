#include "compare_runs.h"

#include "diagnostics.h"
#include "folder.h"
#include "say.h"

#include "socred/comparison.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What makes people and random numbers, replicates last: those of the reference hold for all. */
static const char *const shared_keys[] = { "seed", "people.persons", "replicates" };
#define SHARED (sizeof shared_keys / sizeof shared_keys[0])
#define SHARED_TEXT 96

int compare_runs_is_scenario(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

static const char *value_of(const struct soc_scenario *s, const char *key)
{
	for (size_t i = 0; i < soc_scenario_values(s); i++)
		if (strcmp(soc_scenario_value(s, i).key, key) == 0)
			return soc_scenario_value(s, i).value;
	return "";
}

/* ---- reading ---- */
static enum soc_err read_one(const struct compare_runs *r, const char *path, const char *const *more,
                             size_t more_count, int is_last, struct soc_scenario **out, struct soc_msg *msg)
{
	const char *settings[COMPARE_SETTINGS + SHARED + 2];
	size_t n = 0;
	struct soc_diagnostics *diagnostics = NULL;
	for (size_t i = 0; i < r->settings_count; i++)
		settings[n++] = r->settings[i];
	for (size_t i = 0; i < more_count; i++)
		settings[n++] = more[i];
	if (r->sex_age)
		settings[n++] = "output.sex_age=true";
	if (r->fields)
		settings[n++] = "output.fields=true";
	const enum soc_err err = diagnostics_read(path, settings, n, 0, out, &diagnostics, msg);
	if (is_last || err != SOC_OK) /* warnings once */
		diagnostics_tell(path, diagnostics, err, msg);
	soc_diagnostics_free(diagnostics);
	return err;
}

/* What the others are held against: the first kept result, which cannot be run otherwise, or the first
 * scenario.
 */
struct reference {
	const struct soc_scenario *s;
	char letter;
	int is_kept;
};

/* Months and provinces must be the same; the rest of what pairs need a scenario takes from the reference. */
static enum soc_err check_pair(const struct compare_runs *r, const struct reference *to,
                               const struct soc_scenario *s, char b, struct soc_msg *msg)
{
	static const char *const keys[] = { "span.from", "span.to", "people.provinces", "people.data" };
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const char *x = value_of(to->s, keys[i]), *y = value_of(s, keys[i]);
		if (strcmp(x, y) != 0 && !(r->months_may_differ && strcmp(keys[i], "span.to") == 0))
			return soc_fail(
				msg, SOC_ERR_USAGE,
				"%c and %c: these are no pair: %s is %.200s in the first and %.200s in the second; --set "
				"%s=... %s%s",
				to->letter, b, keys[i], x, y, keys[i],
				to->is_kept ? "gives what is run that of the results" : "gives all the same",
				strcmp(keys[i], "span.to") == 0 ? ", --month compares them at a month that all have" : "");
	}
	return SOC_OK;
}

/* A kept result has people and random numbers already. */
static enum soc_err check_kept(const struct reference *to, const struct soc_scenario *s, char b,
                               struct soc_msg *msg)
{
	for (size_t i = 0; i + 1 < SHARED; i++) { /* of other numbers of replicates the first ones are compared */
		const char *x = value_of(to->s, shared_keys[i]), *y = value_of(s, shared_keys[i]);
		if (strcmp(x, y) != 0)
			return soc_fail(
				msg, SOC_ERR_USAGE,
				"%c and %c: these results are no pair: %s is %.200s in the first and %.200s in the "
				"second",
				to->letter, b, shared_keys[i], x, y);
	}
	return SOC_OK;
}

/* What is asked of all needs something that a result counted, or did not. */
static enum soc_err check_counted(const struct compare_runs *r, const struct soc_scenario *s, char b,
                                  struct soc_msg *msg)
{
	const int by_parts =
		r->sex_age && !r->fields; /* who wins and who loses is found by stepping the people again */
	const char *key = r->fields ? "output.fields" : "output.sex_age";
	if ((r->fields || by_parts) && strcmp(value_of(s, key), "true") != 0)
		return soc_fail(
			msg, SOC_ERR_USAGE,
			"%c: these results were made without %s: run it again with --set %s=true, or name its "
			"scenario",
			b, key, key);
	return SOC_OK;
}

/* --seed and --persons that kept results do not have. */
static enum soc_err check_settings(const struct compare_runs *r, const struct reference *to,
                                   struct soc_msg *msg)
{
	for (size_t k = 0; to->is_kept && k < r->settings_count; k++)
		for (size_t i = 0; i + 1 < SHARED; i++) {
			const size_t n = strlen(shared_keys[i]);
			const char *asked = r->settings[k], *kept = value_of(to->s, shared_keys[i]);
			if (strncmp(asked, shared_keys[i], n) == 0 && asked[n] == '=' && strcmp(asked + n + 1, kept) != 0)
				return soc_fail(msg, SOC_ERR_USAGE,
				                "%s=%.40s is wanted, and the results of %c have %.40s: leave it out, and "
				                "the scenarios are run with that",
				                shared_keys[i], asked + n + 1, to->letter, kept);
		}
	return SOC_OK;
}

static void tell_shared(const struct compare_runs *r, const struct reference *to,
                        const struct soc_scenario *s, char b)
{
	for (size_t i = 0; i < SHARED; i++) {
		const char *x = value_of(to->s, shared_keys[i]), *y = value_of(s, shared_keys[i]);
		if (!r->quiet && strcmp(x, y) != 0)
			say(stderr, "%c: %s is %s, as in %c (its own: %s)", b, shared_keys[i], x, to->letter, y);
	}
}

/* A scenario as it is, held against the reference, then with what that shares. */
static enum soc_err read_like(const struct compare_runs *r, const char *path, char b,
                              const struct reference *to, struct soc_scenario **out, struct soc_msg *msg)
{
	char text[SHARED][SHARED_TEXT];
	const char *more[SHARED];
	struct soc_scenario *own = NULL;
	enum soc_err err = read_one(r, path, NULL, 0, 0, &own, msg);
	if (err == SOC_OK)
		err = check_pair(r, to, own, b, msg);
	if (err == SOC_OK)
		tell_shared(r, to, own, b);
	soc_scenario_free(own);
	for (size_t i = 0; i < SHARED; i++) {
		snprintf(text[i], sizeof text[i], "%s=%s", shared_keys[i], value_of(to->s, shared_keys[i]));
		more[i] = text[i];
	}
	return err == SOC_OK ? read_one(r, path, more, SHARED, 1, out, msg) : err;
}

/* The scenarios of the results that are kept, each held against the first of them. */
static enum soc_err read_kept(const struct compare_runs *r, int count, struct soc_result *const *results,
                              struct soc_scenario **kept, struct reference *to, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < count && err == SOC_OK; i++) {
		if (results[i] == NULL)
			continue;
		if (soc_result_is_theory(results[i]))
			return soc_fail(msg, SOC_ERR_USAGE,
			                "%c: results of a theory can be compared with those of the same theory alone",
			                'A' + i);
		err = soc_result_scenario(results[i], &kept[i], msg);
		if (err != SOC_OK)
			break;
		if (to->s == NULL)
			*to = (struct reference){ kept[i], (char)('A' + i), 1 };
		err = check_pair(r, to, kept[i], (char)('A' + i), msg);
		if (err == SOC_OK)
			err = check_counted(r, kept[i], (char)('A' + i), msg);
		if (err == SOC_OK)
			err = check_kept(to, kept[i], (char)('A' + i), msg);
	}
	return err == SOC_OK && to->s != NULL ? check_settings(r, to, msg) : err;
}

static enum soc_err read_all(const struct compare_runs *r, char **names, int count,
                             struct soc_result *const *results, struct soc_scenario **out,
                             struct soc_msg *msg)
{
	struct soc_scenario *kept[SOC_COMPARISON_RESULTS_MOST] = { NULL };
	struct reference to = { NULL, 'A', 0 };
	enum soc_err err = read_kept(r, count, results, kept, &to, msg);
	for (int i = 0; i < count && err == SOC_OK; i++) {
		if (!compare_runs_is_scenario(names[i]))
			continue;
		err = to.s == NULL ? read_one(r, names[i], NULL, 0, 1, &out[i], msg)
		                   : read_like(r, names[i], (char)('A' + i), &to, &out[i], msg);
		if (err == SOC_OK && to.s == NULL)
			to = (struct reference){ out[i], (char)('A' + i), 0 };
	}
	for (int i = 0; i < count; i++)
		soc_scenario_free(kept[i]);
	return err;
}

/* ---- running ---- */
static enum soc_err run_one(const struct compare_runs *r, const char *folder, const struct soc_scenario *s,
                            char letter, struct soc_result **out, struct soc_msg *msg)
{
	const struct running how = { r->threads, 0.0, r->quiet, r->command_line, NULL, NULL };
	const char name[2] = { letter, '\0' };
	char path[RUNNING_PATH];
	if (!running_path("compare", path, folder, name))
		return soc_fail(msg, SOC_ERR_IO, "no folder for %s", name);
	if (*running_stop())
		return soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted before %s", name);
	if (!r->quiet)
		say(stderr, "%c: %s", letter, soc_scenario_title(s));
	return folder_run("compare", path, &how, s, 0, out, msg);
}

static enum soc_err find_folder(struct compare_runs *r, const char **folder, struct soc_msg *msg)
{
	*folder = r->folder;
	if (r->folder != NULL)
		return SOC_OK;
	snprintf(r->temporary, sizeof r->temporary, "/tmp/socred-compare-XXXXXX");
	if (mkdtemp(r->temporary) == NULL) {
		r->temporary[0] = '\0';
		return soc_fail(msg, SOC_ERR_IO, "no temporary folder can be made in /tmp: -o DIR names one");
	}
	*folder = r->temporary;
	return SOC_OK;
}

enum soc_err compare_runs_make(struct compare_runs *r, char **names, int count, struct soc_result **results,
                               struct soc_msg *msg)
{
	struct soc_scenario *s[SOC_COMPARISON_RESULTS_MOST] = { NULL };
	const char *folder = NULL;
	enum soc_err err = read_all(r, names, count, results, s, msg);
	if (err == SOC_OK)
		err = find_folder(r, &folder, msg);
	for (int i = 0; i < count && err == SOC_OK; i++)
		if (s[i] != NULL)
			err = run_one(r, folder, s[i], (char)('A' + i), &results[i], msg);
	for (int i = 0; i < count; i++)
		soc_scenario_free(s[i]);
	return err;
}

void compare_runs_end(struct compare_runs *r)
{
	if (r->temporary[0] == '\0')
		return;
	for (char letter[] = "A"; letter[0] < 'A' + SOC_COMPARISON_RESULTS_MOST; letter[0]++) {
		char path[RUNNING_PATH], database[RUNNING_PATH];
		snprintf(path, sizeof path, "%s/%s", r->temporary, letter);
		if (running_path("compare", database, path, "results.db"))
			(void)unlink(database);
		(void)rmdir(path);
	}
	(void)rmdir(r->temporary);
	r->temporary[0] = '\0';
}
