/* Old names of keys and choices in what a user wrote: put right, with a warning that has the new name. */
#ifndef SOC_INPUT_BIND_RENAMED_H
#define SOC_INPUT_BIND_RENAMED_H

#include "input/schema/renamed.h"
#include "input/text/tree.h"

/* One file, before anything else is made of it. A name that stands beside its old one is an error. */
void soc_renamed_tree(struct soc_tree *tree, struct soc_node *root);
/* One path that stands at `at`, as soc_renamed_path, with the warning. */
void soc_renamed_key(struct soc_tree *tree, struct soc_position at, const char *path,
                     char out[SOC_RENAMED_PATH]);
/* The choices in a value of the key at a dotted path. */
void soc_renamed_value(struct soc_tree *tree, const char *path, struct soc_node *value);

#endif
