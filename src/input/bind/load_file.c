/* Files by the names that other files give them. */
#include "input/bind/load.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum soc_err soc_load_file(const char *path, char **text, size_t *length, struct soc_msg *msg)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return soc_fail(msg, SOC_ERR_IO, "cannot open %s: %s", path, strerror(errno));
	size_t capacity = 16384, used = 0;
	char *bytes = soc_calloc(capacity, 1);
	ssize_t got = 1;
	while (bytes != NULL && got > 0 && used <= SOC_LOAD_BYTES) {
		if (used == capacity) {
			char *more = soc_realloc(bytes, capacity * 2, 1);
			if (more == NULL) {
				soc_free(bytes);
				bytes = NULL;
				break;
			}
			bytes = more;
			capacity *= 2;
		}
		got = read(fd, bytes + used, capacity - used);
		used += got > 0 ? (size_t)got : 0;
		if (got < 0 && errno == EINTR)
			got = 1;
	}
	int error = errno;
	close(fd);
	if (bytes == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", path);
	if (got >= 0 && used <= SOC_LOAD_BYTES) {
		*text = bytes;
		*length = used;
		return SOC_OK;
	}
	soc_free(bytes);
	if (got < 0)
		return soc_fail(msg, SOC_ERR_IO, "cannot read %s: %s", path, strerror(error));
	return soc_fail(msg, SOC_ERR_LIMIT, "%s is larger than %u MiB; no scenario is", path,
	                SOC_LOAD_BYTES >> 20);
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
