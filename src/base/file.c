#include "base/file.h"

#include "base/locale.h"
#include "base/mem.h"
#include "socred/result.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 16384u

/* ---- writing ---- */
static int make_anew(const char *path)
{
	if (unlink(path) != 0 && errno != ENOENT)
		return -1;
	return open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0666);
}

enum soc_err soc_file_make(const char *path, struct soc_msg *msg)
{
	const int fd = make_anew(path);
	if (fd < 0)
		return soc_fail(msg, SOC_ERR_IO, "%s cannot be made: %s", path, soc_locale_errno(errno));
	(void)close(fd);
	return SOC_OK;
}

static void release(struct soc_file_draft *f)
{
	soc_free(f->aside);
	soc_free(f->path);
	memset(f, 0, sizeof *f);
}

enum soc_err soc_file_begin(struct soc_file_draft *f, const char *path, struct soc_msg *msg)
{
	const size_t room = strlen(path) + 32;
	memset(f, 0, sizeof *f);
	f->path = soc_strdup(path);
	f->aside = soc_calloc(room, 1);
	if (f->path == NULL || f->aside == NULL) {
		release(f);
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to write %s", path);
	}
	snprintf(f->aside, room, "%s.part-%ld", path, (long)getpid());
	const int fd = make_anew(f->aside);
	f->to = fd >= 0 ? fdopen(fd, "wb") : NULL;
	if (f->to != NULL)
		return SOC_OK;
	const int why = errno;
	if (fd >= 0) {
		(void)close(fd);
		(void)unlink(f->aside);
	}
	release(f);
	return soc_fail(msg, SOC_ERR_IO, "%s cannot be written: %s", path, soc_locale_errno(why));
}

enum soc_err soc_file_finish(struct soc_file_draft *f, int written, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	/* A write may have failed long before: what is left in the buffer is then none of the file. */
	const int failed = ferror(f->to);
	int why = failed ? errno : 0, ok = written && !failed;
	if (ok) {
		errno = 0;
		ok = fflush(f->to) == 0 && fsync(fileno(f->to)) == 0;
		why = errno;
	}
	if (fclose(f->to) != 0 && ok) {
		why = errno;
		ok = 0;
	}
	if (ok && rename(f->aside, f->path) != 0) {
		why = errno;
		ok = 0;
	}
	if (ok)
		soc_file_sync_folder(f->path);
	else {
		(void)unlink(f->aside);
		err = soc_fail(msg, SOC_ERR_IO, "%s cannot be written: %s", f->path,
		               why != 0 ? soc_locale_errno(why)
		               : failed ? "a write failed"
		                        : "memory is out");
	}
	release(f);
	return err;
}

void soc_file_sync_folder(const char *path)
{
	char folder[4096] = ".";
	const char *slash = strrchr(path, '/');
	if (slash != NULL && (size_t)(slash - path) + 2 < sizeof folder)
		snprintf(folder, sizeof folder, "%.*s", (int)(slash - path) + 1, path);
	const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)fsync(fd);
	(void)close(fd);
}

enum soc_err soc_text_write(const char *path, const char *text, struct soc_msg *msg)
{
	struct soc_file_draft file;
	enum soc_err err = soc_file_begin(&file, path, msg);
	return err == SOC_OK ? soc_file_finish(&file, fwrite(text, 1, strlen(text), file.to) == strlen(text), msg)
	                     : err;
}

/* ---- reading ---- */
static const char *kind_of(mode_t mode)
{
	return S_ISDIR(mode) ? "a folder" : S_ISFIFO(mode) ? "a pipe" : S_ISSOCK(mode) ? "a socket" : "a device";
}

enum soc_err soc_file_open(const char *path, int *fd, struct soc_msg *msg)
{
	/* O_NONBLOCK: opening a pipe that nobody writes to would wait for ever. */
	const int opened = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	const int why = errno;
	/* A socket cannot be opened at all. */
	if (opened < 0 && (why != ENXIO || stat(path, &st) != 0))
		return soc_fail(msg, SOC_ERR_IO, "cannot open %s: %s", path, soc_locale_errno(why));
	if (opened < 0 || fstat(opened, &st) != 0 || !S_ISREG(st.st_mode)) {
		if (opened >= 0)
			(void)close(opened);
		return soc_fail(msg, SOC_ERR_IO, "cannot read %s: it is %s; a regular file is needed", path,
		                kind_of(st.st_mode));
	}
	*fd = opened;
	return SOC_OK;
}

/* Reads on until the end, an error, or one byte more than allowed. */
static int read_all(int fd, size_t most, char **bytes, size_t *used)
{
	size_t capacity = CHUNK;
	ssize_t got = 1;
	*used = 0;
	*bytes = soc_calloc(capacity, 1);
	while (*bytes != NULL && got > 0 && *used <= most) {
		if (*used + 1 == capacity) {
			char *more = soc_realloc(*bytes, capacity * 2, 1);
			if (more == NULL) {
				soc_free(*bytes);
				*bytes = NULL;
				return 0;
			}
			*bytes = more;
			capacity *= 2;
		}
		got = read(fd, *bytes + *used, capacity - *used - 1);
		*used += got > 0 ? (size_t)got : 0;
		if (got < 0 && errno == EINTR)
			got = 1;
	}
	return *bytes != NULL && got >= 0;
}

enum soc_err soc_file_read(const char *path, size_t most, char **text, size_t *length, struct soc_msg *msg)
{
	char *bytes = NULL;
	size_t used = 0;
	int fd;
	enum soc_err err = soc_file_open(path, &fd, msg);
	if (err != SOC_OK)
		return err;
	const int whole = read_all(fd, most, &bytes, &used);
	const int why = errno;
	(void)close(fd);
	if (bytes == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", path);
	if (whole && used <= most) {
		bytes[used] = '\0';
		*text = bytes;
		*length = used;
		return SOC_OK;
	}
	soc_free(bytes);
	if (!whole)
		return soc_fail(msg, SOC_ERR_IO, "cannot read %s: %s", path, soc_locale_errno(why));
	return soc_fail(msg, SOC_ERR_LIMIT, "%s is larger than %zu MiB", path, most >> 20);
}
