/* Writing a shard. */
#include "experiment/shard.h"

#include "base/crc.h"
#include "base/locale.h"
#include "input/text/number.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_MOST 100000

static enum soc_err cannot(const struct soc_shard_writer *w, const char *what, struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_IO,
	                "%s %s: %s; what was measured before stands, the same call goes on from there", w->path,
	                what, soc_locale_errno(errno));
}

/* One write for one line: a part of it is a line without its end. */
static enum soc_err put(const struct soc_shard_writer *w, const struct soc_buf *line, struct soc_msg *msg)
{
	size_t done = 0;
	if (line->failed)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a line of %s", w->path);
	while (done < line->length) {
		const ssize_t n = write(w->fd, line->text + done, line->length - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return cannot(w, "cannot be written", msg);
		done += (size_t)n;
	}
	return SOC_OK;
}

/* The first free number: another program that takes it at the same moment takes it alone. */
static int open_next(struct soc_shard_writer *w, const char *folder)
{
	for (int i = 0; i < FILES_MOST; i++) {
		if (snprintf(w->path, sizeof w->path, "%s/" SOC_SHARD_FOLDER "/%05d.txt", folder, i) >=
		    (int)sizeof w->path) {
			errno = ENAMETOOLONG;
			return -1;
		}
		const int fd = open(w->path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

enum soc_err soc_shard_open(struct soc_shard_writer *w, const char *folder, const char *digest,
                            struct soc_msg *msg)
{
	struct soc_buf line = { 0 };
	w->fd = -1;
	if (snprintf(w->path, sizeof w->path, "%s/" SOC_SHARD_FOLDER, folder) >= (int)sizeof w->path)
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	if (mkdir(w->path, 0777) != 0 && errno != EEXIST)
		return cannot(w, "cannot be made", msg);
	w->fd = open_next(w, folder);
	if (w->fd < 0)
		return cannot(w, "cannot be made", msg);
	soc_buf_add(&line, "socred-shard 1 %s\n", digest);
	const enum soc_err err = put(w, &line, msg);
	soc_buf_release(&line);
	return err;
}

/* A reason is one line of what can be read. */
static void add_reason(struct soc_buf *line, const char *reason)
{
	for (; *reason != '\0'; reason++) {
		const char c = (unsigned char)*reason < 0x20 || *reason == 0x7f ? ' ' : *reason;
		soc_buf_put(line, &c, 1);
	}
}

enum soc_err soc_shard_write(struct soc_shard_writer *w, const char *key, int32_t replicate,
                             const double *values, int count, const char *reason, struct soc_msg *msg)
{
	struct soc_buf line = { 0 };
	char number[SOC_NUMBER_TEXT];
	soc_buf_add(&line, "%s %d %s", key, (int)replicate, reason != NULL ? "r " : "v");
	if (reason != NULL)
		add_reason(&line, reason);
	for (int i = 0; reason == NULL && i < count; i++) {
		if (isnan(values[i]))
			snprintf(number, sizeof number, "nan");
		else
			soc_number_write(values[i], number);
		soc_buf_add(&line, " %s", number);
	}
	soc_buf_add(&line, " %08x\n", (unsigned)soc_crc_add(0, soc_buf_text(&line), line.length));
	const enum soc_err err = put(w, &line, msg);
	soc_buf_release(&line);
	return err;
}

enum soc_err soc_shard_close(struct soc_shard_writer *w, struct soc_msg *msg)
{
	struct stat st;
	enum soc_err err = SOC_OK;
	if (w->fd < 0)
		return SOC_OK;
	const int is_empty = fstat(w->fd, &st) == 0 && st.st_size <= 16 + SOC_DIGEST_TEXT - 1;
	if (!is_empty && fsync(w->fd) != 0 && errno != EINVAL && errno != EROFS)
		err = cannot(w, "cannot be synced", msg);
	if (close(w->fd) != 0 && err == SOC_OK)
		err = cannot(w, "cannot be closed", msg);
	if (is_empty)
		(void)unlink(w->path);
	w->fd = -1;
	return err;
}
