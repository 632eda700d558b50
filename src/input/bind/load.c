#include "input/bind/load.h"

#include "base/mem.h"
#include "base/shelf.h"
#include "input/bind/renamed.h"
#include "input/schema/params.h"
#include "input/schema/scenario.h"

#include <string.h>
#include <sys/stat.h>

enum kind { SCENARIO, REGIME, MODULE };

/* A module that has been merged, so that two that name a third merge it once. */
struct merged {
	struct merged *next;
	const struct soc_tree_file *by; /* the file, no module, on whose behalf */
	dev_t device;
	ino_t number;
};

/* One file that is being read, and the one that named it. */
struct loading {
	struct loading *from;
	enum kind kind;
	struct merged **merged;      /* of the whole reading */
	const struct soc_node *root; /* what stands in the file itself */
	const struct soc_node *base; /* what a module is merged over; NULL: nothing */
	struct soc_tree_file *file;
	const char *folder, *origin_folder; /* with a / at the end, or "" */
	int known;                          /* device and number are of a file */
	dev_t device;
	ino_t number;
	int depth;
};

static struct soc_node *load_root(struct soc_tree *tree, struct soc_node *root, struct loading *own);

static void loading_identify(const struct soc_tree *tree, struct loading *own, const char *path)
{
	struct stat st;
	if (path != NULL && tree->is_shelved) {
		own->number = (ino_t)(soc_shelf_find(path) + 1);
		own->known = own->number != 0;
		return;
	}
	if (path == NULL || stat(path, &st) != 0)
		return;
	own->known = 1;
	own->device = st.st_dev;
	own->number = st.st_ino;
}

static struct soc_tree_file *file_new(struct soc_tree *tree, const char *name, const char *origin)
{
	struct soc_tree_file *file = soc_arena_take(&tree->arena, sizeof *file);
	char *own_name = soc_arena_text(&tree->arena, name, strlen(name));
	char *own_origin = soc_arena_text(&tree->arena, origin, strlen(origin));
	if (file == NULL || own_name == NULL || own_origin == NULL) {
		tree->diagnostics->out_of_memory = 1;
		return NULL;
	}
	*file = (struct soc_tree_file){ .name = own_name, .origin = own_origin };
	return file;
}

/* Says "a -> b -> a" when own is already being read further up. */
static int is_circle(struct soc_tree *tree, const struct loading *own, const struct soc_node *node)
{
	const struct loading *chain[SOC_LOAD_DEPTH + 1];
	int count = 0;
	struct soc_buf why = { 0 };
	for (const struct loading *up = own; up != NULL && count <= SOC_LOAD_DEPTH; up = up->from) {
		chain[count++] = up;
		if (up == own || !up->known || !own->known || up->device != own->device || up->number != own->number)
			continue;
		soc_buf_puts(&why, "names itself through ");
		while (count > 0) {
			count--;
			soc_buf_add(&why, "%s%s", chain[count]->file->name, count > 0 ? " -> " : "");
		}
		tree->diagnostics->out_of_memory |= why.failed;
		soc_diagnostics_error(tree->diagnostics, soc_tree_place(node),
		                      node->key != NULL ? node->key : "modules", "%s", soc_buf_text(&why));
		soc_buf_release(&why);
		return 1;
	}
	return 0;
}

int soc_load_read(struct soc_tree *tree, const char *text, size_t length, const struct soc_tree_file *file,
                  struct soc_node **root)
{
	if (!soc_load_is_ours(text, length)) {
		soc_diagnostics_error(
			tree->diagnostics, (struct soc_position){ file->name, 1, 1 }, "socred",
			length > 0 && text[0] == '%'
				? "stands behind a directive (%%): a file begins with `socred: 1` and has none"
				: "is missing: a file begins with `socred: 1`, the version of the format; "
				  "nothing else of this file is read");
		return 0;
	}
	soc_tree_read(tree, text, length, file, root);
	return 1;
}

static struct soc_node *load_text(struct soc_tree *tree, const char *text, size_t length, struct loading *own)
{
	struct soc_node *root = NULL;
	if (!soc_load_read(tree, text, length, own->file, &root))
		tree->lacks_file = 1;
	return root != NULL ? load_root(tree, root, own) : NULL;
}

/* The file on whose behalf a module is merged: the first on the way up that is none. */
static const struct soc_tree_file *owner_of(const struct loading *own)
{
	while (own->kind == MODULE && own->from != NULL)
		own = own->from;
	return own->file;
}

/* 1 when a module was merged before in this reading; else it is from now on. Whoever names it anew is told
 * when that happened. */
static int is_merged(struct soc_tree *tree, const struct loading *own, const struct soc_node *node)
{
	for (const struct merged *l = *own->merged; own->known && l != NULL; l = l->next) {
		if (l->device != own->device || l->number != own->number)
			continue;
		if (own->from->kind != MODULE && l->by != own->from->file)
			soc_diagnostics_warn(tree->diagnostics, soc_tree_place(node), "modules",
			                     "%s has been merged already, by %s: it is not merged again, and later "
			                     "changes to it stay",
			                     own->file->name, l->by->name);
		return 1;
	}
	struct merged *more = soc_arena_take(&tree->arena, sizeof *more);
	if (more == NULL) {
		tree->diagnostics->out_of_memory = 1;
		return 1;
	}
	*more = (struct merged){ *own->merged, owner_of(own), own->device, own->number };
	*own->merged = more;
	return 0;
}

/* The text of a file that is named: the caller's (soc_free). */
static enum soc_err named_text(const struct soc_tree *tree, const char *path, char **text, size_t *length,
                               struct soc_msg *msg)
{
	if (!tree->is_shelved)
		return soc_load_file(path, text, length, msg);
	const int at = soc_shelf_find(path);
	if (at < 0)
		return soc_fail(msg, SOC_ERR_IO, "%.200s: none of the files that are built in has this name", path);
	*text = soc_strdup(soc_shelf_at((size_t)at)->text);
	*length = soc_shelf_at((size_t)at)->length;
	return *text != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %.200s", path);
}

/* The merged tree of a file that node names; NULL for a module that is merged already. */
static struct soc_node *load_named(struct soc_tree *tree, const struct soc_node *node, enum kind kind,
                                   struct loading *from, const struct soc_node *base)
{
	struct soc_position at = soc_tree_place(node);
	const char *key = node->key != NULL ? node->key : "modules"; /* an item of a list has none */
	struct soc_msg msg;
	char *text = NULL;
	size_t length = 0;
	if (node->kind != SOC_NODE_SCALAR || node->text[0] == '\0') {
		soc_diagnostics_error(tree->diagnostics, at, key, "a file name is needed%s",
		                      kind == REGIME ? ", or none" : "");
		return NULL;
	}
	if (from->folder == NULL) {
		soc_diagnostics_error(tree->diagnostics, at, key,
		                      "\"%.200s\" cannot be looked up: this text stands in no folder", node->text);
		return NULL;
	}
	if (from->depth == SOC_LOAD_DEPTH) {
		soc_diagnostics_error(tree->diagnostics, at, key, "more than %d files name one another",
		                      SOC_LOAD_DEPTH);
		return NULL;
	}
	const char *path = soc_load_join(tree, from->folder, node->text),
			   *origin = soc_load_join(tree, from->origin_folder, node->text);
	struct loading own = { .from = from,
		                   .kind = kind,
		                   .merged = from->merged,
		                   .base = base,
		                   .file = file_new(tree, path, origin),
		                   .folder = soc_load_folder(tree, path),
		                   .origin_folder = soc_load_folder(tree, origin),
		                   .depth = from->depth + 1 };
	loading_identify(tree, &own, path);
	if (own.file == NULL || is_circle(tree, &own, node) || (kind == MODULE && is_merged(tree, &own, node)))
		return NULL;
	enum soc_err err = named_text(tree, path, &text, &length, &msg);
	if (err != SOC_OK) {
		tree->diagnostics->out_of_memory |= err == SOC_ERR_MEMORY;
		tree->lacks_file = 1;
		soc_diagnostics_error(tree->diagnostics, at, key, "%s", msg.text);
		return NULL;
	}
	struct soc_node *root = load_text(tree, text, length, &own);
	soc_free(text);
	return root;
}

static void check_version(struct soc_tree *tree, const struct soc_node *root)
{
	const struct soc_node *version = soc_tree_get(root, "socred");
	if (version == NULL)
		soc_diagnostics_error(tree->diagnostics, soc_tree_place(root), "socred",
		                      "is missing: a file begins with `socred: 1`, the version of the format");
	else if (version->kind != SOC_NODE_SCALAR || strcmp(version->text, "1") != 0)
		soc_diagnostics_error(tree->diagnostics, soc_tree_place(version), "socred",
		                      "\"%.40s\" is no version of the format that is known; allowed: 1",
		                      version->kind == SOC_NODE_SCALAR ? version->text : "");
}

/* 1 for keys marked S, which a regime cannot carry. */
static int is_scenario_only(const char *name)
{
	const struct soc_section *section = soc_section_find(name);
	const struct soc_key *key = soc_key_find(soc_section_find(""), name);
	if (key == NULL)
		key = soc_key_find(soc_section_file(), name);
	if (key == NULL && section != NULL)
		key = section->keys;
	return key != NULL && key->when[0] == 'S';
}

static void regime_keys(struct soc_tree *tree, struct soc_node *root)
{
	for (struct soc_node *part = root->first, *next; part != NULL; part = next) {
		next = part->next;
		if (is_scenario_only(part->key)) {
			soc_diagnostics_error(tree->diagnostics, soc_tree_key_place(part), part->key,
			                      "stands in a scenario, not in a regime file");
			soc_tree_remove(root, part);
		}
	}
}

/* A population of one's own becomes the text of its file, so that the scenario is whole without it. */
static void population_read(struct soc_tree *tree, struct soc_node *node, struct loading *own)
{
	char *text = NULL;
	size_t length = 0;
	struct soc_msg msg = { "" };
	const struct soc_position at = soc_tree_place(node);
	if (node->kind != SOC_NODE_SCALAR || node->text[0] == '\0') {
		soc_diagnostics_error(tree->diagnostics, at, node->key, "a file name is needed, or none");
		return;
	}
	if (strcmp(node->text, "none") == 0 || strchr(node->text, '\n') != NULL)
		return;
	if (own->folder == NULL) {
		soc_diagnostics_error(tree->diagnostics, at, node->key,
		                      "\"%.200s\" cannot be looked up: this text stands in no folder", node->text);
		return;
	}
	const enum soc_err err =
		named_text(tree, soc_load_join(tree, own->folder, node->text), &text, &length, &msg);
	tree->diagnostics->out_of_memory |= err == SOC_ERR_MEMORY;
	if (err != SOC_OK)
		soc_diagnostics_error(tree->diagnostics, at, node->key, "%s", msg.text);
	else if (strncmp(text, SOC_POPULATION_SIGN "\n", sizeof SOC_POPULATION_SIGN) != 0)
		soc_diagnostics_error(tree->diagnostics, at, node->key,
		                      "\"%.200s\" is no population: such a file is made by socred population build, "
		                      "and begins with \"" SOC_POPULATION_SIGN "\"",
		                      node->text);
	else if ((node->text = soc_arena_text(&tree->arena, text, strlen(text))) == NULL) {
		tree->diagnostics->out_of_memory = 1;
		node->text = "";
	}
	soc_free(text);
}

/* Title and description of a regime are about the regime, not about the scenario that uses it. */
static void regime_untitle(struct soc_node *root)
{
	struct soc_node *title = soc_tree_get(root, "title"), *description = soc_tree_get(root, "description");
	if (title != NULL)
		soc_tree_remove(root, title);
	if (description != NULL)
		soc_tree_remove(root, description);
}

static struct soc_node *take(struct soc_node *root, const char *key)
{
	struct soc_node *node = soc_tree_get(root, key);
	if (node != NULL)
		soc_tree_remove(root, node);
	return node;
}

/* timeline_add goes behind the timeline of the merged tree. */
static void timeline_append(struct soc_tree *tree, struct soc_node *root, struct soc_node *add)
{
	struct soc_node *timeline = soc_tree_get(root, "timeline");
	if (soc_tree_is_empty(add))
		return; /* without a word it adds nothing */
	if (timeline != NULL && soc_tree_is_empty(timeline)) {
		soc_tree_remove(root, timeline);
		timeline = NULL;
	}
	if (add->kind != SOC_NODE_LIST) {
		soc_diagnostics_error(tree->diagnostics, soc_tree_place(add), "timeline_add",
		                      "a list of changes is needed, each beginning with -");
		return;
	}
	if (timeline == NULL) {
		add->key = "timeline";
		soc_tree_append(root, add);
		return;
	}
	for (struct soc_node *c = add->first, *next; c != NULL && timeline->kind == SOC_NODE_LIST; c = next) {
		next = c->next;
		soc_tree_append(timeline, c);
	}
}

/* Whether a tree has a section, or an entry of one: "components", "channels.neighbours". */
static int has(const struct soc_node *root, const char *path)
{
	const char *dot = strchr(path, '.');
	for (const struct soc_node *part = root != NULL ? root->first : NULL; part != NULL; part = part->next)
		if (dot == NULL ? !strcmp(part->key, path)
		                : !strncmp(part->key, path, (size_t)(dot - path)) && part->key[dot - path] == '\0' &&
		                      soc_tree_get(part, dot + 1) != NULL)
			return 1;
	return 0;
}

/* A module is merged over its base, and goes with the files that name it and with their bases. */
static int is_with(const struct loading *own, const char *path)
{
	for (const struct loading *up = own; up != NULL; up = up->from)
		if (has(up->base, path) || (up != own && has(up->root, path)))
			return 1;
	return 0;
}

/* What a module says it needs must be there: in its base, in the files that name it, or in the modules that
 * it names itself. */
static void check_needs(struct soc_tree *tree, const struct soc_node *needs, const struct soc_node *lower,
                        const struct loading *own)
{
	const struct soc_node *item = needs->kind == SOC_NODE_LIST ? needs->first : needs;
	for (; item != NULL; item = needs->kind == SOC_NODE_LIST ? item->next : NULL) {
		if (item->kind != SOC_NODE_SCALAR || item->text[0] == '\0')
			soc_diagnostics_error(tree->diagnostics, soc_tree_place(item), "needs",
			                      "a section or an entry of one is needed, as channels.neighbours");
		else if (!is_with(own, item->text) && !has(lower, item->text))
			soc_diagnostics_error(tree->diagnostics, soc_tree_place(item), "needs",
			                      "%.100s is not there: lay this file over a regime, or behind a module, "
			                      "that has it",
			                      item->text);
	}
}

/* Lays modules over a tree, one after another; one that is there already stays as it is. */
static struct soc_node *modules_lay(struct soc_tree *tree, const struct soc_node *modules,
                                    struct soc_node *lower, struct loading *own)
{
	const struct soc_node *item = modules->kind == SOC_NODE_LIST ? modules->first : modules;
	for (; item != NULL; item = modules->kind == SOC_NODE_LIST ? item->next : NULL) {
		struct soc_node *module = load_named(tree, item, MODULE, own, lower);
		if (module != NULL)
			regime_untitle(module);
		lower = soc_tree_merge(tree, lower, module);
	}
	return lower;
}

static struct soc_node *load_root(struct soc_tree *tree, struct soc_node *root, struct loading *own)
{
	if (root->kind != SOC_NODE_MAP) {
		soc_diagnostics_error(tree->diagnostics, soc_tree_place(root), "",
		                      "a map of keys is needed; the file begins with `socred: 1`");
		return NULL;
	}
	check_version(tree, root);
	soc_renamed_tree(tree, root);
	if (own->kind != SCENARIO)
		regime_keys(tree, root);
	take(root, "socred");
	if (!soc_tree_normalise(tree, root))
		return NULL;
	const struct soc_node *base = take(root, "base"), *regime = take(root, "regime"),
						  *modules = take(root, "modules");
	const struct soc_node *needs = take(root, "needs");
	struct soc_node *add = take(root, "timeline_add"), *lower = NULL;
	struct merged *before = *own->merged;
	struct soc_node *population = soc_tree_get(root, "population");
	if (population != NULL)
		population_read(tree, population, own);
	own->root = root;
	if (base != NULL)
		lower = load_named(tree, base, own->kind, own, own->base);
	if (regime != NULL && regime->kind == SOC_NODE_SCALAR && !strcmp(regime->text, "none")) {
		if (lower != NULL)
			soc_tree_drop_regime(lower);
		*own->merged = before; /* modules go with the regime, and may be merged anew */
	} else if (regime != NULL) {
		struct soc_node *rules = load_named(tree, regime, REGIME, own, lower);
		if (rules != NULL)
			regime_untitle(rules);
		lower = soc_tree_merge(tree, lower, rules);
	}
	if (modules != NULL)
		lower = modules_lay(tree, modules, lower, own);
	if (needs != NULL && !tree->lacks_file)
		check_needs(tree, needs, lower, own);
	own->file->layer = ++tree->layers;
	root = soc_tree_merge(tree, lower, root);
	if (add != NULL)
		timeline_append(tree, root, add);
	return root;
}

struct soc_node *soc_load_tree(struct soc_tree *tree, const char *text, size_t length, const char *name,
                               const char *folder, const char *path)
{
	const char *last = strrchr(name, '/');
	struct merged *merged = NULL;
	struct loading own = { .merged = &merged,
		                   .file = file_new(tree, name, last != NULL ? last + 1 : name),
		                   .origin_folder = "" };
	if (own.file == NULL)
		return NULL;
	if (folder != NULL) {
		size_t n = strlen(folder);
		char *slashed = soc_arena_take(&tree->arena, n + 2);
		if (slashed == NULL) {
			tree->diagnostics->out_of_memory = 1;
			return NULL;
		}
		memcpy(slashed, folder, n);
		if (n > 0 && folder[n - 1] != '/')
			slashed[n] = '/';
		own.folder = slashed;
	}
	loading_identify(tree, &own, path);
	return load_text(tree, text, length, &own);
}
