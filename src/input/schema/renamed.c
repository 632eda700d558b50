#include "input/schema/renamed.h"

#include <stdio.h>
#include <string.h>

static const struct soc_renamed rows[] = {
#define OLD(was, now, since) { NULL, was, now, since },
#define OLD_WORD(key, was, now, since) { key, was, now, since },
#include "input/schema/renamed.def"
#undef OLD
#undef OLD_WORD
};

const struct soc_renamed *soc_renamed_rows(size_t *count)
{
	*count = sizeof rows / sizeof *rows;
	return rows;
}

/* Whether text begins with the first n letters of a name and ends there, or goes on behind a dot. */
static int begins(const char *text, const char *name, size_t n)
{
	return strncmp(text, name, n) == 0 && (text[n] == '\0' || text[n] == '.');
}

static int is_named(const char *name, size_t length)
{
	char word[SOC_NAME_MAX];
	if (length >= sizeof word)
		return 0;
	memcpy(word, name, length);
	word[length] = '\0';
	const struct soc_section *section = soc_section_find(word);
	return section != NULL && section->named;
}

/* Where in path the key of "section.key" stands, and behind it what is left; NULL when the path is of
 * something else. *entry: the name of the entry with its dot, "" where there is none. */
static const char *find_key(const char *path, const char *key, int named, const char **entry,
                            size_t *entry_length)
{
	const size_t section = strcspn(key, ".");
	if (!begins(path, key, section) || path[section] == '\0')
		return NULL;
	const char *at = path + section + 1;
	*entry = at;
	*entry_length = 0;
	if (named) {
		const size_t n = strcspn(at, ".");
		if (at[n] == '\0')
			return NULL;
		*entry_length = n + 1;
		at += n + 1;
	}
	return begins(at, key + section + 1, strlen(key + section + 1)) ? at : NULL;
}

/* Puts the new name of one row; 0 when the path has not the old one. */
static int path_renew(const struct soc_renamed *row, char path[SOC_RENAMED_PATH])
{
	char fresh[SOC_RENAMED_PATH];
	int n;
	/* of nearly all rows; the points of an experiment ask of each factor */
	if (path[0] != row->was[0] || !begins(path, row->was, strcspn(row->was, ".")))
		return 0;
	if (strchr(row->was, '.') == NULL) {
		const size_t length = strlen(row->was);
		if (!begins(path, row->was, length))
			return 0;
		n = snprintf(fresh, sizeof fresh, "%s%s", row->now, path + length);
	} else {
		const size_t section = strcspn(row->now, ".");
		const char *entry = "", *key;
		size_t entry_length = 0;
		key = find_key(path, row->was, is_named(row->now, section), &entry, &entry_length);
		if (key == NULL)
			return 0;
		n = snprintf(fresh, sizeof fresh, "%.*s.%.*s%s%s", (int)section, row->now, (int)entry_length, entry,
		             row->now + section + 1, key + strlen(strchr(row->was, '.') + 1));
	}
	if (n < 0 || (size_t)n >= sizeof fresh)
		return 0;
	memcpy(path, fresh, (size_t)n + 1);
	return 1;
}

int soc_renamed_path(const char *path, char out[SOC_RENAMED_PATH], const struct soc_renamed **row)
{
	int changed = 0;
	if (snprintf(out, SOC_RENAMED_PATH, "%s", path) >= SOC_RENAMED_PATH)
		return 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].key != NULL || !path_renew(&rows[i], out))
			continue;
		changed = 1;
		if (row != NULL)
			*row = &rows[i];
	}
	return changed;
}

int soc_renamed_is_of(const char *path, const char *key)
{
	const char *entry;
	size_t entry_length;
	if (path[0] != key[0] || !begins(path, key, strcspn(key, ".")))
		return 0;
	const char *at = find_key(path, key, is_named(key, strcspn(key, ".")), &entry, &entry_length);
	return at != NULL && strcmp(at, strchr(key, '.') + 1) == 0;
}

const struct soc_key *soc_renamed_to(const struct soc_renamed *row)
{
	char name[SOC_NAME_MAX];
	const char *path = row->key != NULL ? row->key : row->now, *dot = strchr(path, '.');
	snprintf(name, sizeof name, "%.*s", dot != NULL ? (int)(dot - path) : 0, path);
	const struct soc_section *section = soc_section_find(name);
	return section != NULL ? soc_key_find(section, dot != NULL ? dot + 1 : path) : NULL;
}
