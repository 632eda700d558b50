#include "run/checkpoint_file.h"

#include "base/crc.h"
#include "base/locale.h"
#include "base/mem.h"
#include "base/noun.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[8] = { 'S', 'O', 'C', 'C', 'H', 'E', 'C', 'K' };

static void put32(uint8_t *to, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		to[i] = (uint8_t)(value >> (8 * i));
}

static uint32_t get32(const uint8_t *from)
{
	return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

/* ---- writing ---- */

static void write_bytes(struct soc_chunk_writer *w, const void *bytes, size_t length)
{
	if (w->failed || length == 0 || fwrite(bytes, 1, length, w->file.to) == length)
		return;
	w->failed = 1;
	w->why = errno;
}

enum soc_err soc_chunk_writer_begin(struct soc_chunk_writer *w, const char *path, struct soc_msg *msg)
{
	memset(w, 0, sizeof *w);
	const enum soc_err err = soc_file_begin(&w->file, path, msg);
	if (err == SOC_OK)
		write_bytes(w, magic, sizeof magic);
	return err;
}

void soc_chunk_writer_put(struct soc_chunk_writer *w, enum soc_chunk kind)
{
	uint8_t head[8], sum[4];
	w->failed |= w->bytes.failed || w->bytes.length > UINT32_MAX;
	if (w->failed)
		return;
	put32(head, (uint32_t)kind);
	put32(head + 4, (uint32_t)w->bytes.length);
	put32(sum, soc_crc_add(soc_crc_add(0, head, sizeof head), soc_buf_text(&w->bytes), w->bytes.length));
	write_bytes(w, head, sizeof head);
	write_bytes(w, soc_buf_text(&w->bytes), w->bytes.length);
	write_bytes(w, sum, sizeof sum);
	w->count++;
	w->sums = soc_crc_add(w->sums, sum, sizeof sum);
	w->bytes.length = 0;
}

enum soc_err soc_chunk_writer_finish(struct soc_chunk_writer *w, struct soc_msg *msg)
{
	uint8_t end[8];
	put32(end, w->count);
	put32(end + 4, w->sums);
	soc_buf_put(&w->bytes, (const char *)end, sizeof end);
	soc_chunk_writer_put(w, SOC_CHUNK_END);
	const int short_of_memory = w->bytes.failed;
	errno = w->why;
	enum soc_err err = soc_file_finish(&w->file, !w->failed, msg);
	if (short_of_memory)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory to write a checkpoint");
	soc_buf_release(&w->bytes);
	memset(w, 0, sizeof *w);
	return err;
}

/* ---- reading ---- */

static enum soc_err damaged(const struct soc_chunk_reader *r, const char *what, struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_CHECKPOINT, "%s is damaged: %s (after %u %s)", r->path, what, r->count,
	                soc_noun(r->count, "chunk", "chunks"));
}

enum soc_err soc_chunk_reader_refuse(const struct soc_chunk_reader *r, const char *what, struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_CHECKPOINT, "%s cannot be read: %s (chunk %u)", r->path, what, r->count);
}

static int read_bytes(struct soc_chunk_reader *r, void *to, size_t length)
{
	if (length > r->left || (length > 0 && fread(to, 1, length, r->from) != length))
		return 0;
	r->left -= length;
	return 1;
}

enum soc_err soc_chunk_reader_open(struct soc_chunk_reader *r, const char *path, struct soc_msg *msg)
{
	struct stat st;
	char first[sizeof magic];
	int fd;
	memset(r, 0, sizeof *r);
	r->path = path;
	enum soc_err err = soc_file_open(path, &fd, msg);
	if (err != SOC_OK)
		return err;
	if (fstat(fd, &st) != 0 || (r->from = fdopen(fd, "rb")) == NULL) {
		err = soc_fail(msg, SOC_ERR_IO, "cannot read %s: %s", path, soc_locale_errno(errno));
		(void)close(fd);
		return err;
	}
	r->left = (uint64_t)st.st_size;
	if (!read_bytes(r, first, sizeof first) || memcmp(first, magic, sizeof magic) != 0)
		return soc_fail(msg, SOC_ERR_CHECKPOINT, "%s is not a checkpoint", path);
	return SOC_OK;
}

static enum soc_err make_room(struct soc_chunk_reader *r, size_t length, struct soc_msg *msg)
{
	if (length <= r->capacity)
		return SOC_OK;
	char *bytes = soc_realloc(r->bytes, length, 1);
	if (bytes == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to read %s", r->path);
	r->bytes = bytes;
	r->capacity = length;
	return SOC_OK;
}

static enum soc_err check_end(struct soc_chunk_reader *r, struct soc_msg *msg)
{
	const uint8_t *end = (const uint8_t *)r->bytes;
	if (r->length != 8 || get32(end) != r->count || get32(end + 4) != r->sums)
		return damaged(r, "it is not the whole of one checkpoint", msg);
	return r->left == 0 ? SOC_OK : damaged(r, "it goes on after its end", msg);
}

enum soc_err soc_chunk_reader_next(struct soc_chunk_reader *r, struct soc_msg *msg)
{
	uint8_t head[8], sum[4];
	if (!read_bytes(r, head, sizeof head))
		return damaged(r, "it ends before its end", msg);
	const uint32_t kind = get32(head), length = get32(head + 4);
	if (kind < SOC_CHUNK_HEAD || kind > SOC_CHUNK_END)
		return damaged(r, "a chunk has no kind that can be", msg);
	if ((uint64_t)length + 4 > r->left)
		return damaged(r, "it ends before a chunk does, or the length of that is wrong", msg);
	const enum soc_err err = make_room(r, length, msg);
	if (err != SOC_OK)
		return err;
	if (!read_bytes(r, r->bytes, length) || !read_bytes(r, sum, sizeof sum))
		return damaged(r, "it cannot be read to its end", msg);
	if (soc_crc_add(soc_crc_add(0, head, sizeof head), r->bytes, length) != get32(sum))
		return damaged(r, "bytes and their sum differ", msg);
	if ((enum soc_chunk)kind < r->kind)
		return damaged(r, "its chunks are out of order", msg);
	r->kind = (enum soc_chunk)kind;
	r->length = length;
	if (r->kind == SOC_CHUNK_END)
		return check_end(r, msg);
	r->count++;
	r->sums = soc_crc_add(r->sums, sum, sizeof sum);
	return SOC_OK;
}

struct soc_packed soc_chunk_reader_bytes(const struct soc_chunk_reader *r)
{
	/* An empty chunk may have no bytes at all. */
	static const uint8_t none[1];
	const uint8_t *at = r->bytes != NULL ? (const uint8_t *)r->bytes : none;
	return (struct soc_packed){ at, at + (r->bytes != NULL ? r->length : 0), 0 };
}

void soc_chunk_reader_close(struct soc_chunk_reader *r)
{
	if (r->from != NULL)
		(void)fclose(r->from);
	soc_free(r->bytes);
	memset(r, 0, sizeof *r);
}
