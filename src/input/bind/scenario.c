/* Reading a scenario: text -> tree -> struct soc_scenario; and its simple readings. */
#include "input/schema/scenario.h"

#include "base/mem.h"
#include "input/bind/bind.h"
#include "input/bind/load.h"
#include "socred/scenario.h"

#include <string.h>

/* Fills a scenario and judges it: all that is wrong is said at once. */
static void fill_and_check(struct soc_fill *fill, const struct soc_node *root, const char *const *settings,
                           size_t settings_count)
{
	if (root != NULL)
		soc_fill_tree(fill, root);
	for (size_t i = 0; i < settings_count; i++)
		soc_fill_setting(fill, settings[i]); /* also without a tree */
	if (root != NULL)
		soc_refused_check(fill);
}

static void read_tree(struct soc_fill *fill, const struct soc_node *root, const char *const *settings,
                      size_t settings_count)
{
	/* One file that is not there would make an error of every name that stands in it: it is said alone. */
	if (!fill->tree->lacks_file)
		fill_and_check(fill, root, settings, settings_count);
	if (fill->problems->errors == 0 && !soc_notes_list(fill->notes, fill->s))
		fill->problems->out_of_memory = 1;
	fill->problems->out_of_memory |= fill->notes->out_of_memory;
	soc_problems_close(fill->problems);
}

static enum soc_err read_all(const char *text, size_t length, const char *name, const char *folder,
                             const char *path, const char *const *settings, size_t settings_count,
                             struct soc_scenario **out, struct soc_problems **problems, struct soc_msg *msg)
{
	struct soc_tree tree = { .problems = soc_problems_new() };
	struct soc_scenario *s = soc_calloc(1, sizeof *s);
	struct soc_notes *notes = soc_notes_new();
	enum soc_err err = SOC_ERR_MEMORY;
	if (tree.problems == NULL || s == NULL || notes == NULL) {
		soc_fail(msg, err, "not enough memory to read %s", name);
	} else {
		struct soc_refused refused = { 0 };
		struct soc_fill fill = { s, notes, tree.problems, &tree, NULL, &refused };
		soc_scenario_defaults(s);
		s->notes = notes;
		read_tree(&fill, soc_load_tree(&tree, text, length, name, folder, path), settings, settings_count);
		err = soc_problems_verdict(tree.problems, msg);
	}
	soc_arena_release(&tree.arena);
	if (err == SOC_OK)
		*out = s;
	else {
		soc_notes_free(notes);
		soc_free(s);
	}
	if (problems != NULL && tree.problems != NULL && tree.problems->count > 0)
		*problems = tree.problems;
	else
		soc_problems_free(tree.problems);
	return err;
}

enum soc_err soc_scenario_read_text(const char *text, size_t length, const char *name, const char *folder,
                                    const char *const *settings, size_t settings_count,
                                    struct soc_scenario **out, struct soc_problems **problems,
                                    struct soc_msg *msg)
{
	if (problems != NULL)
		*problems = NULL;
	if (length > SOC_LOAD_BYTES)
		return soc_fail(msg, SOC_ERR_LIMIT, "%s is larger than %u MiB; no scenario is", name,
		                SOC_LOAD_BYTES >> 20);
	return read_all(text, length, name, folder, NULL, settings, settings_count, out, problems, msg);
}

enum soc_err soc_scenario_read(const char *path, const char *const *settings, size_t settings_count,
                               struct soc_scenario **out, struct soc_problems **problems, struct soc_msg *msg)
{
	char *text = NULL;
	size_t length = 0;
	if (problems != NULL)
		*problems = NULL;
	enum soc_err err = soc_load_file(path, &text, &length, msg);
	if (err != SOC_OK)
		return err;
	const char *slash = strrchr(path, '/');
	size_t n = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	char *folder = soc_calloc(n + 1, 1);
	if (folder == NULL) {
		soc_free(text);
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", path);
	}
	memcpy(folder, path, n);
	err = read_all(text, length, path, folder, path, settings, settings_count, out, problems, msg);
	soc_free(folder);
	soc_free(text);
	return err;
}

enum soc_err soc_scenario_set_text(struct soc_scenario *s, const char *path, const char *value,
                                   struct soc_msg *msg)
{
	struct soc_tree tree = { .problems = soc_problems_new() };
	if (tree.problems == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to set %s", path);
	struct soc_fill fill = { s, NULL, tree.problems, &tree, NULL, NULL };
	soc_fill_value(&fill, path, value);
	enum soc_err err = soc_problems_verdict(tree.problems, msg);
	soc_arena_release(&tree.arena);
	soc_problems_free(tree.problems);
	return err;
}

void soc_scenario_free(struct soc_scenario *scenario)
{
	if (scenario == NULL)
		return;
	soc_notes_free((struct soc_notes *)scenario->notes);
	soc_free(scenario);
}

int soc_scenario_change_active(const struct soc_scenario *s, int change, int64_t month)
{
	return change >= 0 && change < s->changes_count && s->changes[change].from <= month &&
	       month <= s->changes[change].to;
}

size_t soc_scenario_values(const struct soc_scenario *scenario)
{
	return scenario->notes != NULL ? scenario->notes->values_count : 0;
}

struct soc_value soc_scenario_value(const struct soc_scenario *scenario, size_t i)
{
	return i < soc_scenario_values(scenario) ? scenario->notes->values[i] : (struct soc_value){ 0 };
}

int64_t soc_scenario_persons(const struct soc_scenario *scenario)
{
	return scenario->people.persons;
}

int64_t soc_scenario_checkpoint_months(const struct soc_scenario *scenario)
{
	return scenario->output.checkpoint_months;
}

int64_t soc_scenario_months(const struct soc_scenario *scenario)
{
	return scenario->span.to - scenario->span.from + 1;
}

int64_t soc_scenario_replicates(const struct soc_scenario *scenario)
{
	return scenario->replicates;
}

const char *soc_scenario_title(const struct soc_scenario *scenario)
{
	return scenario->title;
}

void soc_text_free(char *text)
{
	soc_free(text);
}
