/* Files by the names that other files give them. */
#include "input/bind/load.h"

#include "base/file.h"

#include <string.h>

enum soc_err soc_load_file(const char *path, char **text, size_t *length, struct soc_msg *msg)
{
	enum soc_err err = soc_file_read(path, SOC_LOAD_BYTES, text, length, msg);
	return err == SOC_ERR_LIMIT
	           ? soc_fail(msg, err, "%s is larger than %u MiB; no scenario is", path, SOC_LOAD_BYTES >> 20)
	           : err;
}

/* Comments and empty lines alone: the reader says that the file is empty. */
static int says_nothing(const char *text, size_t length)
{
	int comment = 0;
	for (size_t i = 0; i < length; i++) {
		comment = text[i] == '#' || (comment && text[i] != '\n' && text[i] != '\r');
		if (!comment && (text[i] == '\0' || strchr(" \t\r\n", text[i]) == NULL))
			return 0;
	}
	return 1;
}

int soc_load_is_ours(const char *text, size_t length)
{
	static const char key[] = "socred", before[] = "\n\r{,\"' \xbf"; /* the last of a byte order mark */
	const size_t n = sizeof key - 1;
	for (size_t i = 0; i + n < length; i++) {
		if (memcmp(text + i, key, n) != 0 ||
		    (i > 0 && memchr(before, text[i - 1], sizeof before - 1) == NULL))
			continue;
		size_t after = i + n;
		while (after < length && memchr("\"' ", text[after], 3) != NULL)
			after++;
		if (after < length && text[after] == ':')
			return 1;
	}
	return says_nothing(text, length);
}

const char *soc_load_join(struct soc_tree *tree, const char *folder, const char *path)
{
	size_t room = strlen(folder) + strlen(path) + 2, n = 0;
	char *out = soc_arena_take(&tree->arena, room), *whole = soc_arena_take(&tree->arena, room);
	if (out == NULL || whole == NULL) {
		tree->problems->out_of_memory = 1;
		return "";
	}
	if (path[0] != '/')
		memcpy(whole, folder, strlen(folder));
	memcpy(whole + strlen(whole), path, strlen(path));
	for (const char *c = whole; *c != '\0';) {
		size_t part = strcspn(c, "/"), next = part + (c[part] == '/');
		size_t last = n;
		while (last > 0 && (last == n || out[last - 1] != '/'))
			last--;
		int up =
			part == 2 && !strncmp(c, "..", 2) && n > 1 && !(n - last == 3 && !strncmp(out + last, "../", 3));
		if (up)
			n = last;
		else if (!(part == 1 && c[0] == '.') && (part > 0 || n == 0)) {
			memcpy(out + n, c, next);
			n += next;
		}
		c += next;
	}
	out[n] = '\0';
	return out;
}

const char *soc_load_folder(struct soc_tree *tree, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = soc_arena_text(&tree->arena, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
	if (folder == NULL)
		tree->problems->out_of_memory = 1;
	return folder != NULL ? folder : "";
}
