/* What a body asks to be run: a scenario of those that are built in, settings, or a text in its place. */
#include "lab/lab.h"

#include "base/mem.h"
#include "base/shelf.h"
#include "base/suggestion.h"
#include "input/bind/load.h"
#include "socred/sim.h"

#include <stdio.h>
#include <string.h>

/* Of a file on the shelf: the name that the lab calls it by, "start/minimal/scenario"; 0: it is no scenario.
 */
static int name_of(const char *file, char out[256])
{
	static const char folder[] = "scenarios/", behind[] = ".yaml";
	const size_t n = strlen(file), before = sizeof folder - 1, after = sizeof behind - 1;
	if (n <= before + after || n >= 256 || strncmp(file, folder, before) != 0 ||
	    strcmp(file + n - after, behind) != 0 ||
	    strcmp(file + n - strlen("/policies.yaml"), "/policies.yaml") == 0)
		return 0;
	memcpy(out, file + before, n - before - after);
	out[n - before - after] = '\0';
	/* topic/folder/name; what lies deeper is a part of scenarios */
	const char *slash = strchr(out, '/');
	slash = slash != NULL ? strchr(slash + 1, '/') : NULL;
	return slash != NULL && strchr(slash + 1, '/') == NULL;
}

/* A candidate whose bytes do not stay: the nearest so far is kept in `best`. */
static void try_name(struct soc_suggestion *near, const char *candidate, char best[256])
{
	soc_suggestion_try(near, candidate);
	if (near->best != candidate)
		return;
	snprintf(best, 256, "%s", candidate);
	near->best = best;
}

enum soc_err soc_lab_scenario_find(const char *name, int *out, struct soc_msg *msg)
{
	struct soc_suggestion near;
	char own[256], folder[256], best[256];
	soc_suggestion_begin(&near, name);
	for (size_t i = 0; i < soc_shelf_count(); i++) {
		if (!name_of(soc_shelf_at(i)->name, own))
			continue;
		memcpy(folder, own, sizeof folder);
		*strrchr(folder, '/') = '\0';
		if (strcmp(own, name) == 0 ||
		    (strcmp(folder, name) == 0 && strcmp(own + strlen(folder), "/scenario") == 0)) {
			*out = (int)i;
			return SOC_OK;
		}
		try_name(&near, folder, best);
		try_name(&near, own, best);
	}
	return soc_fail(msg, SOC_ERR_USAGE, "there is no scenario \"%.100s\"%s", name,
	                soc_suggestion_hint(&near));
}

enum soc_err soc_lab_scenario_name(const char *wanted, char name[SOC_LAB_NAME_MOST], struct soc_msg *msg)
{
	static const char folder[] = "scenarios/", behind[] = ".yaml";
	char own[SOC_LAB_NAME_MOST], found[SOC_LAB_NAME_MOST];
	int at = 0;
	if (wanted == NULL || name == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "which scenario?");
	const char *from = strncmp(wanted, folder, sizeof folder - 1) == 0 ? wanted + sizeof folder - 1 : wanted;
	size_t n = strlen(from);
	if (n > sizeof behind - 1 && strcmp(from + n - (sizeof behind - 1), behind) == 0)
		n -= sizeof behind - 1;
	while (n > 0 && from[n - 1] == '/')
		n--;
	if (n >= sizeof own)
		return soc_fail(msg, SOC_ERR_USAGE, "there is no scenario of so long a name");
	memcpy(own, from, n);
	own[n] = '\0';
	const enum soc_err err = soc_lab_scenario_find(own, &at, msg);
	if (err == SOC_OK && name_of(soc_shelf_at((size_t)at)->name, found)) {
		/* the folder alone, where that says it */
		char *last = strrchr(found, '/');
		if (last != NULL && strcmp(last, "/scenario") == 0)
			*last = '\0';
		memcpy(name, found, sizeof found);
	}
	return err;
}

static enum soc_err read_setting(struct soc_lab_wish *w, const char *key, const json_t *value,
                                 struct soc_msg *msg)
{
	if (w->settings == SOC_LAB_SETTINGS_MOST)
		return soc_fail(msg, SOC_ERR_USAGE, "settings: more than %d", SOC_LAB_SETTINGS_MOST);
	struct soc_buf *b = &w->kept[w->settings];
	if (strchr(key, '=') != NULL || strlen(key) > 200)
		return soc_fail(msg, SOC_ERR_USAGE, "settings: \"%.80s\" is no key", key);
	if (json_is_string(value))
		soc_buf_add(b, "%s=%s", key, json_string_value(value));
	else if (json_is_boolean(value))
		soc_buf_add(b, "%s=%s", key, json_is_true(value) ? "true" : "false");
	else if (json_is_integer(value))
		soc_buf_add(b, "%s=%lld", key, (long long)json_integer_value(value));
	else if (json_is_real(value))
		soc_buf_add(b, "%s=%.17g", key, json_real_value(value));
	else
		return soc_fail(msg, SOC_ERR_USAGE, "settings: %.80s: a number, a text, true or false is wanted",
		                key);
	w->settings++;
	return SOC_OK;
}

/* What stands beside the settings for the keys that most people change. */
static enum soc_err read_size(struct soc_lab_wish *w, const json_t *body, const char *name, const char *key,
                              struct soc_msg *msg)
{
	const json_t *value = json_object_get(body, name);
	if (value == NULL || json_is_null(value))
		return SOC_OK;
	if (!json_is_integer(value))
		return soc_fail(msg, SOC_ERR_USAGE, "%s: a whole number is wanted", name);
	return read_setting(w, key, value, msg);
}

static enum soc_err read_text(struct soc_lab_wish *w, const json_t *body, struct soc_msg *msg)
{
	const json_t *text = json_object_get(body, "yaml"), *name = json_object_get(body, "scenario"),
				 *months = json_object_get(body, "months");
	int at = 0;
	if (!json_is_string(name))
		return soc_fail(msg, SOC_ERR_USAGE,
		                "scenario: the name of a scenario is wanted; GET /api/scenarios has them");
	w->name = json_string_value(name);
	const enum soc_err err = soc_lab_scenario_find(w->name, &at, msg);
	if (err != SOC_OK)
		return err;
	const struct soc_shelf_file *file = soc_shelf_at((size_t)at);
	snprintf(w->file, sizeof w->file, "%s", file->name);
	w->text = file->text;
	w->length = file->length;
	if (json_is_string(text)) {
		w->is_own = 1;
		w->text = json_string_value(text);
		w->length = json_string_length(text);
		/* It stands beside the scenario that it began from, under a name that nothing has, so that it can
		 * name that as its base. */
		const size_t n = (size_t)(strrchr(file->name, '/') - file->name);
		snprintf(w->file, sizeof w->file, "%.*s/changed.yaml", (int)n, file->name);
	} else if (text != NULL && !json_is_null(text))
		return soc_fail(msg, SOC_ERR_USAGE, "yaml: a text is wanted");
	if (json_is_integer(months) && json_integer_value(months) >= 1 && json_integer_value(months) <= 1200)
		w->months = json_integer_value(months);
	else if (months != NULL && !json_is_null(months))
		return soc_fail(msg, SOC_ERR_USAGE, "months: a whole number from 1 to 1200 is wanted");
	return SOC_OK;
}

enum soc_err soc_lab_wish_read(struct soc_lab_wish *w, const json_t *body, struct soc_msg *msg)
{
	const json_t *settings = json_object_get(body, "settings");
	const char *key;
	json_t *value;
	memset(w, 0, sizeof *w);
	if (body == NULL)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "a body is wanted: {\"scenario\": NAME, \"settings\": {KEY: VALUE}}");
	enum soc_err err = read_text(w, body, msg);
	if (err == SOC_OK && settings != NULL && !json_is_object(settings))
		err = soc_fail(msg, SOC_ERR_USAGE, "settings: an object of keys and values is wanted");
	json_object_foreach((json_t *)settings, key, value)
	{
		if (err == SOC_OK)
			err = read_setting(w, key, value, msg);
	}
	if (err == SOC_OK)
		err = read_size(w, body, "persons", "people.persons", msg);
	if (err == SOC_OK)
		err = read_size(w, body, "replicates", "replicates", msg);
	if (err == SOC_OK)
		err = read_size(w, body, "seed", "seed", msg);
	for (size_t i = 0; err == SOC_OK && i < w->settings; i++) {
		w->setting[i] = soc_buf_text(&w->kept[i]);
		if (w->kept[i].failed)
			err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the settings");
	}
	return err;
}

void soc_lab_wish_release(struct soc_lab_wish *w)
{
	for (size_t i = 0; i < SOC_LAB_SETTINGS_MOST; i++)
		soc_buf_release(&w->kept[i]);
	w->settings = 0;
}

enum soc_err soc_lab_wish_scenario(const struct soc_lab_wish *w, struct soc_scenario **out,
                                   struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	struct soc_scenario *s = NULL;
	enum soc_err err =
		soc_load_shelved(w->file, w->text, w->length, w->setting, w->settings, &s, diagnostics, msg);
	if (err == SOC_OK && w->months > 0)
		err = soc_scenario_limit_months(s, w->months, msg);
	if (err == SOC_OK)
		err = soc_sim_check(s, diagnostics, msg);
	if (err == SOC_OK)
		*out = s;
	else
		soc_scenario_free(s);
	return err;
}
