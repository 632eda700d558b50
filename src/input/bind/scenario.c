/* Reading a scenario: text -> tree -> struct soc_scenario; and its simple readings. */
#include "input/schema/scenario.h"

#include "base/mem.h"
#include "input/bind/bind.h"
#include "input/bind/load.h"
#include "socred/scenario.h"

#include <string.h>

/* Fills a scenario and judges it: all that is wrong is said at once. */
static void bind_and_check(struct soc_binding *binding, const struct soc_node *root,
                           const char *const *settings, size_t settings_count)
{
	if (root != NULL)
		soc_bind_tree(binding, root);
	for (size_t i = 0; i < settings_count; i++)
		soc_bind_setting(binding, settings[i]); /* also without a tree */
	if (root != NULL)
		soc_refused_check(binding);
}

/* A population of one's own is no value among others: it goes with the scenario as a text. */
static void take_population(struct soc_binding *binding, struct soc_node *root)
{
	const struct soc_node *population = soc_tree_get(root, "population");
	if (population == NULL)
		return;
	soc_tree_remove(root, population);
	if (population->kind != SOC_NODE_SCALAR || strcmp(population->text, "none") == 0)
		return;
	const struct soc_position at = soc_tree_key_place(population);
	struct soc_origin *origin = &binding->provenance->population;
	binding->s->population = soc_provenance_text(binding->provenance, population->text);
	origin->file = at.file != NULL ? soc_provenance_text(binding->provenance, at.file) : NULL;
	origin->line = at.line;
	origin->column = at.column;
}

static void read_tree(struct soc_binding *binding, struct soc_node *root, const char *const *settings,
                      size_t settings_count)
{
	take_population(binding, root);
	/* One file that is not there would make an error of every name that stands in it: it is said alone. */
	if (!binding->tree->lacks_file)
		bind_and_check(binding, root, settings, settings_count);
	if (binding->diagnostics->errors == 0 && !soc_provenance_list(binding->provenance, binding->s))
		binding->diagnostics->out_of_memory = 1;
	binding->diagnostics->out_of_memory |= binding->provenance->out_of_memory;
	soc_diagnostics_close(binding->diagnostics);
}

static enum soc_err read_all(const char *text, size_t length, const char *name, const char *folder,
                             const char *path, int is_shelved, const char *const *settings,
                             size_t settings_count, struct soc_scenario **out,
                             struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	struct soc_tree tree = { .diagnostics = soc_diagnostics_new(), .is_shelved = is_shelved };
	struct soc_scenario *s = soc_calloc(1, sizeof *s);
	struct soc_provenance *provenance = soc_provenance_new();
	enum soc_err err = SOC_ERR_MEMORY;
	if (tree.diagnostics == NULL || s == NULL || provenance == NULL) {
		soc_fail(msg, err, "not enough memory to read %s", name);
	} else {
		struct soc_refused refused = { 0 };
		struct soc_binding binding = { s, provenance, tree.diagnostics, &tree, NULL, &refused };
		soc_scenario_defaults(s);
		s->provenance = provenance;
		read_tree(&binding, soc_load_tree(&tree, text, length, name, folder, path), settings, settings_count);
		err = soc_diagnostics_verdict(tree.diagnostics, msg);
	}
	soc_arena_release(&tree.arena);
	if (err == SOC_OK)
		*out = s;
	else {
		soc_provenance_free(provenance);
		soc_free(s);
	}
	if (diagnostics != NULL && tree.diagnostics != NULL && tree.diagnostics->count > 0)
		*diagnostics = tree.diagnostics;
	else
		soc_diagnostics_free(tree.diagnostics);
	return err;
}

enum soc_err soc_scenario_read_text(const char *text, size_t length, const char *name, const char *folder,
                                    const char *const *settings, size_t settings_count,
                                    struct soc_scenario **out, struct soc_diagnostics **diagnostics,
                                    struct soc_msg *msg)
{
	if (diagnostics != NULL)
		*diagnostics = NULL;
	if (length > SOC_LOAD_BYTES)
		return soc_fail(msg, SOC_ERR_LIMIT, "%s is larger than %u MiB; no scenario is", name,
		                SOC_LOAD_BYTES >> 20);
	return read_all(text, length, name, folder, NULL, 0, settings, settings_count, out, diagnostics, msg);
}

enum soc_err soc_load_shelved(const char *name, const char *text, size_t length, const char *const *settings,
                              size_t settings_count, struct soc_scenario **out,
                              struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	if (diagnostics != NULL)
		*diagnostics = NULL;
	if (length > SOC_LOAD_BYTES)
		return soc_fail(msg, SOC_ERR_LIMIT, "%s is larger than %u MiB; no scenario is", name,
		                SOC_LOAD_BYTES >> 20);
	const char *slash = strrchr(name, '/');
	const size_t n = slash != NULL ? (size_t)(slash - name) + 1 : 0;
	char *folder = soc_calloc(n + 1, 1);
	if (folder == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", name);
	memcpy(folder, name, n);
	const enum soc_err err =
		read_all(text, length, name, folder, name, 1, settings, settings_count, out, diagnostics, msg);
	soc_free(folder);
	return err;
}

enum soc_err soc_scenario_read(const char *path, const char *const *settings, size_t settings_count,
                               struct soc_scenario **out, struct soc_diagnostics **diagnostics,
                               struct soc_msg *msg)
{
	char *text = NULL;
	size_t length = 0;
	if (diagnostics != NULL)
		*diagnostics = NULL;
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
	err = read_all(text, length, path, folder, path, 0, settings, settings_count, out, diagnostics, msg);
	soc_free(folder);
	soc_free(text);
	return err;
}

enum soc_err soc_scenario_set_text(struct soc_scenario *s, const char *path, const char *value,
                                   struct soc_msg *msg)
{
	struct soc_tree tree = { .diagnostics = soc_diagnostics_new() };
	if (tree.diagnostics == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to set %s", path);
	struct soc_binding binding = { s, NULL, tree.diagnostics, &tree, NULL, NULL };
	soc_bind_value(&binding, path, value);
	enum soc_err err = soc_diagnostics_verdict(tree.diagnostics, msg);
	soc_arena_release(&tree.arena);
	soc_diagnostics_free(tree.diagnostics);
	return err;
}

enum soc_err soc_scenario_judge(struct soc_scenario *s, struct soc_msg *msg)
{
	struct soc_tree tree = { .diagnostics = soc_diagnostics_new() };
	if (tree.diagnostics == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to check a scenario");
	/* only read: that values were written, and where */
	struct soc_provenance *provenance = (struct soc_provenance *)s->provenance;
	struct soc_binding binding = { s, provenance, tree.diagnostics, &tree, NULL, NULL };
	soc_bind_check(&binding);
	const enum soc_err err = soc_diagnostics_verdict(tree.diagnostics, msg);
	soc_arena_release(&tree.arena);
	soc_diagnostics_free(tree.diagnostics);
	return err;
}

void soc_scenario_free(struct soc_scenario *scenario)
{
	if (scenario == NULL)
		return;
	soc_provenance_free((struct soc_provenance *)scenario->provenance);
	soc_free(scenario);
}

int soc_scenario_change_active(const struct soc_scenario *s, int change, int64_t month)
{
	return change >= 0 && change < s->changes_count && s->changes[change].from <= month &&
	       month <= s->changes[change].to;
}

size_t soc_scenario_values(const struct soc_scenario *scenario)
{
	return scenario->provenance != NULL ? scenario->provenance->values_count : 0;
}

struct soc_value soc_scenario_value(const struct soc_scenario *scenario, size_t i)
{
	return i < soc_scenario_values(scenario) ? scenario->provenance->values[i] : (struct soc_value){ 0 };
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
