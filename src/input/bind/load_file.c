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

/* Behind comments, empty lines, the mark of a document and a byte order mark: where a file begins to speak.
 */
static size_t first_word(const char *text, size_t length)
{
	size_t i = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	while (i < length) {
		if (text[i] == '#')
			while (i < length && text[i] != '\n' && text[i] != '\r')
				i++;
		else if (length - i >= 3 && memcmp(text + i, "---", 3) == 0)
			i += 3;
		else if (text[i] != '\0' && strchr(" \t\r\n", text[i]) != NULL)
			i++;
		else
			break;
	}
	return i;
}

int soc_load_is_ours(const char *text, size_t length)
{
	static const char key[] = "socred";
	const size_t n = sizeof key - 1;
	size_t i = first_word(text, length);
	if (i == length)
		return 1; /* nothing in it that could be shown: the reader says that the file is empty */
	while (i < length && text[i] != '\0' && strchr("{ \t\r\n\"'", text[i]) != NULL)
		i++;
	if (length - i < n || memcmp(text + i, key, n) != 0)
		return 0;
	for (i += n; i < length && text[i] != '\0' && strchr("\"' \t", text[i]) != NULL;)
		i++;
	return i < length && text[i] == ':';
}

const char *soc_load_join(struct soc_tree *tree, const char *folder, const char *path)
{
	size_t room = strlen(folder) + strlen(path) + 2, n = 0;
	char *out = soc_arena_take(&tree->arena, room), *whole = soc_arena_take(&tree->arena, room);
	if (out == NULL || whole == NULL) {
		tree->diagnostics->out_of_memory = 1;
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
	if (n == 0 && whole[0] != '\0')
		out[n++] = '.'; /* the folder itself: a name that can be told */
	out[n] = '\0';
	return out;
}

const char *soc_load_folder(struct soc_tree *tree, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = soc_arena_text(&tree->arena, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
	if (folder == NULL)
		tree->diagnostics->out_of_memory = 1;
	return folder != NULL ? folder : "";
}
