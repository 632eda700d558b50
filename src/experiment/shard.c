/* Reading shards, with distrust. */
#include "experiment/shard.h"

#include "base/crc.h"
#include "base/file.h"
#include "base/locale.h"
#include "base/mem.h"
#include "input/text/number.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEX "0123456789abcdef"
#define KEY_LETTERS (SOC_DIGEST_TEXT - 1)
#define SUM_LETTERS 8
#define SHARD_BYTES ((size_t)1 << 31)
#define REPLICATES_MOST 1000

/* ---- one line ---- */
static int is_hex(const char *text, size_t n)
{
	return strspn(text, HEX) >= n;
}

static int sum_holds(char *line, size_t length)
{
	char sum[16];
	if (length < KEY_LETTERS + SUM_LETTERS + 6 || line[length - SUM_LETTERS - 1] != ' ')
		return 0;
	char *end = line + length - SUM_LETTERS - 1;
	snprintf(sum, sizeof sum, "%08x", (unsigned)soc_crc_add(0, line, (size_t)(end - line)));
	if (memcmp(sum, end + 1, SUM_LETTERS) != 0)
		return 0;
	*end = '\0';
	return 1;
}

static int take_value(const char *text, double *out)
{
	if (strcmp(text, "nan") == 0) {
		*out = NAN;
		return 1;
	}
	return soc_number_read(text, out) == 1;
}

/* The values of a line, as many as there are outcomes. 0: they are none; -1: no memory. */
static int take_values(struct soc_shards *s, char *at, size_t *first)
{
	const size_t wanted = s->values + (size_t)s->outcomes;
	if (wanted > s->values_capacity) {
		const size_t capacity = wanted + s->values_capacity + 256;
		double *grown = soc_realloc(s->value, capacity, sizeof *grown);
		if (grown == NULL)
			return -1;
		s->value = grown;
		s->values_capacity = capacity;
	}
	*first = s->values;
	for (int i = 0; i < s->outcomes; i++) {
		if (at == NULL)
			return 0;
		char *next = strchr(at, ' ');
		if (next != NULL)
			*next++ = '\0';
		if (!take_value(at, &s->value[s->values + (size_t)i]))
			return 0;
		at = next;
	}
	if (at != NULL)
		return 0;
	s->values = wanted;
	return 1;
}

static int append(struct soc_shards *s, const struct soc_shard_line *line)
{
	if (s->count == s->capacity) {
		const size_t capacity = 2 * s->capacity + 64;
		struct soc_shard_line *grown = soc_realloc(s->line, capacity, sizeof *grown);
		if (grown == NULL)
			return -1;
		s->line = grown;
		s->capacity = capacity;
	}
	s->line[s->count++] = *line;
	return 1;
}

/* 1: taken; 0: broken; -1: no memory. */
static int take_line(struct soc_shards *s, char *text, size_t length)
{
	struct soc_shard_line line = { .at = 0 };
	if (!sum_holds(text, length) || !is_hex(text, KEY_LETTERS) || text[KEY_LETTERS] != ' ')
		return 0;
	memcpy(line.key, text, KEY_LETTERS);
	char *at = text + KEY_LETTERS + 1, *end;
	const long replicate = strtol(at, &end, 10);
	if (end == at || *at < '0' || *at > '9' || replicate >= REPLICATES_MOST || end[0] != ' ' || end[2] != ' ')
		return 0;
	line.replicate = (int32_t)replicate;
	line.is_refused = end[1] == 'r';
	if (line.is_refused) {
		line.at = s->reasons.length;
		soc_buf_put(&s->reasons, end + 3, strlen(end + 3) + 1);
		return s->reasons.failed ? -1 : append(s, &line);
	}
	const int taken = end[1] == 'v' ? take_values(s, end + 3, &line.at) : 0;
	return taken == 1 ? append(s, &line) : taken;
}

/* ---- one shard ---- */
static void note_broken(struct soc_shards *s, const char *name, long number)
{
	if (s->broken++ == 0)
		snprintf(s->first_broken, sizeof s->first_broken, "%.250s:%ld", name, number);
}

/* 1: of these outcomes. */
static int is_ours(struct soc_shards *s, const char *name, const char *head, size_t length)
{
	static const char begin[] = "socred-shard 1 ";
	const size_t n = sizeof begin - 1;
	if (length != n + KEY_LETTERS || memcmp(head, begin, n) != 0 || !is_hex(head + n, KEY_LETTERS)) {
		note_broken(s, name, 1);
		return 0;
	}
	if (memcmp(head + n, s->digest, KEY_LETTERS) == 0)
		return 1;
	s->others++;
	return 0;
}

enum soc_err soc_shards_add(struct soc_shards *s, const char *name, char *text, size_t length,
                            struct soc_msg *msg)
{
	long number = 0;
	s->files++;
	for (size_t from = 0; from < length;) {
		char *end = memchr(text + from, '\n', length - from);
		if (end == NULL) { /* its writer was killed */
			s->unfinished++;
			break;
		}
		*end = '\0';
		const size_t n = (size_t)(end - (text + from));
		if (number++ == 0 && !is_ours(s, name, text + from, n))
			break;
		const int taken = number == 1 ? 1 : take_line(s, text + from, n);
		if (taken < 0)
			return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %.500s", name);
		if (taken == 0)
			note_broken(s, name, number);
		from += n + 1;
	}
	return SOC_OK;
}

/* ---- all of them ---- */
static int compare(const void *a, const void *b)
{
	const struct soc_shard_line *x = a, *y = b;
	const int by_key = memcmp(x->key, y->key, KEY_LETTERS);
	if (by_key != 0)
		return by_key;
	if (x->replicate != y->replicate)
		return x->replicate < y->replicate ? -1 : 1;
	return x->is_refused - y->is_refused;
}

static int agree(const struct soc_shards *s, const struct soc_shard_line *a, const struct soc_shard_line *b)
{
	if (a->is_refused || b->is_refused)
		return a->is_refused == b->is_refused;
	for (int i = 0; i < s->outcomes; i++) {
		const double x = s->value[a->at + (size_t)i], y = s->value[b->at + (size_t)i];
		if (x != y && !(isnan(x) && isnan(y)))
			return 0;
	}
	return 1;
}

enum soc_err soc_shards_sort(struct soc_shards *s, struct soc_msg *msg)
{
	size_t kept = 0;
	if (s->count > 0)
		qsort(s->line, s->count, sizeof *s->line, compare);
	for (size_t i = 0; i < s->count; i++) {
		const struct soc_shard_line *before = kept > 0 ? &s->line[kept - 1] : NULL;
		if (before == NULL || strcmp(before->key, s->line[i].key) != 0 ||
		    before->replicate != s->line[i].replicate)
			s->line[kept++] = s->line[i];
		else if (!agree(s, before, &s->line[i]))
			return soc_fail(msg, SOC_ERR_RESULTS,
			                "two shards disagree about replicate %d of the point %.12s...: the same version "
			                "of the program gives the same numbers, so one of them is not of this one",
			                (int)before->replicate + 1, before->key);
	}
	s->count = kept;
	return SOC_OK;
}

const struct soc_shard_line *soc_shards_find(const struct soc_shards *s, const char *key, int32_t replicate)
{
	size_t low = 0, high = s->count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const struct soc_shard_line *line = &s->line[middle];
		const int by_key = memcmp(line->key, key, KEY_LETTERS);
		if (by_key == 0 && line->replicate == replicate)
			return line;
		if (by_key < 0 || (by_key == 0 && line->replicate < replicate))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static enum soc_err add_file(struct soc_shards *s, const char *path, struct soc_msg *msg)
{
	char *text = NULL;
	size_t length = 0;
	enum soc_err err = soc_file_read(path, SHARD_BYTES, &text, &length, msg);
	if (err == SOC_OK)
		err = soc_shards_add(s, path, text, length, msg);
	soc_free(text);
	return err;
}

static int is_shard(const char *name)
{
	const size_t n = strspn(name, "0123456789");
	return n == 5 && strcmp(name + n, ".txt") == 0;
}

enum soc_err soc_shards_read(struct soc_shards *s, const char *folder, struct soc_msg *msg)
{
	char path[1500];
	enum soc_err err = SOC_OK;
	snprintf(path, sizeof path, "%.1200s/" SOC_SHARD_FOLDER, folder);
	DIR *open = opendir(path);
	if (open == NULL)
		return errno == ENOENT ? SOC_OK : soc_fail(msg, SOC_ERR_IO, "%s: %s", path, soc_locale_errno(errno));
	for (struct dirent *entry; err == SOC_OK && (entry = readdir(open)) != NULL;) {
		if (!is_shard(entry->d_name))
			continue;
		snprintf(path, sizeof path, "%.1200s/" SOC_SHARD_FOLDER "/%.20s", folder, entry->d_name);
		err = add_file(s, path, msg);
	}
	closedir(open);
	return err == SOC_OK ? soc_shards_sort(s, msg) : err;
}

void soc_shards_release(struct soc_shards *s)
{
	soc_free(s->line);
	soc_free(s->value);
	soc_buf_release(&s->reasons);
	memset(s, 0, sizeof *s);
}
