/* Names that keys and choices had in the version before (renamed.def). */
#ifndef SOC_INPUT_RENAMED_H
#define SOC_INPUT_RENAMED_H

#include "input/schema/params.h"

#define SOC_RENAMED_PATH 256 /* bytes of a path with its NUL */

struct soc_renamed {
	const char *key;               /* of a word: the key whose choice it is; else NULL */
	const char *was, *now, *since; /* paths or words; the version that brought the new name */
};

/* All rows, in the order in which names changed. */
const struct soc_renamed *soc_renamed_rows(size_t *count);
/* Writes a dotted path as it is spelled today. 1 and the last row that changed it (NULL: not asked) when it
 * held an old name; else 0, and out is the path itself. A path that would not fit has no old name. O(rows *
 * path). */
int soc_renamed_path(const char *path, char out[SOC_RENAMED_PATH], const struct soc_renamed **row);
/* 1 when a dotted path, with the name of an entry where its section has entries, is of the key "section.key".
 */
int soc_renamed_is_of(const char *path, const char *key);

/* The key that a row's path of today names; NULL for a section. */
const struct soc_key *soc_renamed_to(const struct soc_renamed *row);

#endif
