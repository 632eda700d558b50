/* A scenario file with its base, regime and module files, as one merged tree. */
#ifndef SOC_INPUT_LOAD_H
#define SOC_INPUT_LOAD_H

#include "input/text/tree.h"

#define SOC_LOAD_BYTES \
	(1u << 20)            /* of one file; libfyaml may need three hundred times as much to look ahead */
#define SOC_LOAD_DEPTH 16 /* files that name one another */

/* Reads the whole file at path. Errors: SOC_ERR_IO, SOC_ERR_LIMIT above SOC_LOAD_BYTES, SOC_ERR_MEMORY.
 * *text: soc_free. */
enum soc_err soc_load_file(const char *path, char **text, size_t *length, struct soc_msg *msg);
/* 1 when the first key of a text is `socred`, with which every file of socred says what it is. What a
 * scenario reaches by name and is such a file belongs to it. Any other is somebody's own, wherever it stands:
 * neither value nor key of it may reach a message, or a scenario of a stranger could show what is in it. */
int soc_load_is_ours(const char *text, size_t length);
/* Reads the text of a file into *root, as soc_tree_read does, if it is ours. 0: it is not, which is the one
 * diagnostic told of it. */
int soc_load_read(struct soc_tree *tree, const char *text, size_t length, const struct soc_tree_file *file,
                  struct soc_node **root);
/* folder + path without "./" and with "x/../" taken out; path alone when it is absolute. "" when memory is
 * out, which the tree notes. */
const char *soc_load_join(struct soc_tree *tree, const char *folder, const char *path);
/* The folder of a path, with its / at the end, or "". */
const char *soc_load_folder(struct soc_tree *tree, const char *path);
/* Merges text with what it names. name stands for it in diagnostics; folder NULL: it may name no other file;
 * folder "" is the current one. path is the file that holds the text, to find circles, or NULL. NULL when
 * there is no tree at all; diagnostics are in tree->diagnostics either way. The result has none of the keys
 * of a file (socred, base, regime, modules, needs, timeline_add). */
struct soc_node *soc_load_tree(struct soc_tree *tree, const char *text, size_t length, const char *name,
                               const char *folder, const char *path);

/* As soc_scenario_read_text, as if the text stood on the shelf (base/shelf.h) under `name`: files that it
 * names are looked up there, relative to it, and never in the file system. Errors: as there. */
enum soc_err soc_load_shelved(const char *name, const char *text, size_t length, const char *const *settings,
                              size_t settings_count, struct soc_scenario **out,
                              struct soc_diagnostics **diagnostics, struct soc_msg *msg);

#endif
