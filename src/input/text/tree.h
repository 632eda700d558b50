/* A tree of YAML values, each with its file, line and column; and how one tree is merged over another. */
#ifndef SOC_INPUT_TREE_H
#define SOC_INPUT_TREE_H

#include "input/bind/diagnostics.h"
#include "input/text/arena.h"

/* Bounds on what a text may ask for; all trees of one reading share the count of nodes. */
#define SOC_TREE_DEPTH 16      /* levels of nesting; a scenario needs 7 */
#define SOC_TREE_NODES 100000  /* values, aliases expanded */
#define SOC_TREE_CHILDREN 1000 /* entries of one map or list */

/* What YAML reads as a text, as the schema does, is no number and no switch. */
#define SOC_IN_QUOTES "is a text, because it is in quotes; write it without them"

enum soc_node_kind { SOC_NODE_SCALAR, SOC_NODE_MAP, SOC_NODE_LIST };

struct soc_tree_file {
	const char *name;   /* as opened, for diagnostics */
	const char *origin; /* relative to the folder of the first file, for provenance */
	int lineless;       /* no file: lines and columns mean nothing to a reader */
	int layer;          /* the higher, the later it was merged: what it states holds */
};

struct soc_node {
	enum soc_node_kind kind;
	int quoted;               /* scalar: written with quotes or as a block */
	int line, column;         /* 1-based; of the value */
	int key_line, key_column; /* of the key, in a map */
	size_t count;             /* children */
	const struct soc_tree_file *file;
	const char *key;  /* in a map, else NULL */
	const char *text; /* scalar: never NULL */
	struct soc_node *first, *last, *next;
};

struct soc_tree {
	struct soc_arena arena;
	size_t nodes;
	struct soc_diagnostics *diagnostics;
	int layers;     /* files merged so far */
	int lacks_file; /* a file that is named could not be read: what stands over it cannot be judged */
	int is_shelved; /* files that are named stand on the shelf (base/shelf.h), never in the file system */
};

/* A new node of the tree, which owns it; NULL with a diagnostic when the bound on nodes is passed or memory
 * is out. */
struct soc_node *soc_tree_node(struct soc_tree *tree, enum soc_node_kind kind);
/* Appends; the child keeps its own next = NULL. */
void soc_tree_append(struct soc_node *parent, struct soc_node *child);
/* A deep copy without the key; NULL with a diagnostic when the bound on nodes is passed or memory is out. */
struct soc_node *soc_tree_copy(struct soc_tree *tree, const struct soc_node *node, struct soc_position at);
/* The child of a map by key, or NULL (also when node is NULL or no map). */
struct soc_node *soc_tree_get(const struct soc_node *node, const char *key);
/* Takes a child out of its parent. */
void soc_tree_remove(struct soc_node *parent, const struct soc_node *child);
struct soc_position soc_tree_place(const struct soc_node *node);
/* Where its key is; where it is itself when it has none. */
struct soc_position soc_tree_key_place(const struct soc_node *node);

/* A diagnostic for each key of the map that is not among the allowed ones (ended by NULL), with the nearest
 * of them; where: the path that is told. */
void soc_tree_allow_keys(struct soc_tree *tree, const struct soc_node *map, const char *where,
                         const char *const *allowed);
/* 1 for a map whose keys are all among value, source and range: the long way to write one value. */
int soc_tree_is_form(const struct soc_node *node);
/* Rewrites short ways so that trees can be merged over each other: a plain grade becomes {from: ...}, a
 * source for a whole map becomes one for each of its values. 0 when memory is out. */
int soc_tree_normalise(struct soc_tree *tree, struct soc_node *root);
/* The same for one map of keys. */
int soc_tree_normalise_entry(struct soc_tree *tree, struct soc_node *entry);
/* 1 for a value that is none in YAML: nothing, ~ or null, without quotes. */
int soc_tree_is_empty(const struct soc_node *node);
/* Lays upper over lower (either may be NULL) and returns the result, made of the nodes of both. Maps are
 * merged key by key, in lower's order; anything else of upper replaces lower's. `entry: none` in a named
 * section removes the entry. */
struct soc_node *soc_tree_merge(struct soc_tree *tree, struct soc_node *lower, struct soc_node *upper);
/* Takes away everything that belongs to a regime: its sections, what events are worth, and what the timeline
 * sets of it. */
void soc_tree_drop_regime(struct soc_node *root);

/* Reads one YAML document. On failure *root is NULL and the diagnostic is in the list. An empty text is a
 * diagnostic. */
void soc_tree_read(struct soc_tree *tree, const char *text, size_t length, const struct soc_tree_file *file,
                   struct soc_node **root);

#endif
