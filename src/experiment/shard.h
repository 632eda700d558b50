/* What an experiment has measured, as it lies on disk: shards, files to which lines are appended.
 *
 *   socred-shard 1 OUTCOMES           the first line: the digest of the names and formulas of the outcomes
 *   KEY REPLICATE v 12.5 nan SUM      the outcomes of one replicate of a point, NaN where one has no value
 *   KEY 0 r reason in words SUM       a point that cannot run
 *
 * KEY is the SHA-256 of the point's resolved scenario and of the version of the program, SUM the CRC-32 of
 * the line before it, both hexadecimal. A line is written in one piece, each program writes files of its own:
 * so whoever is killed at any moment leaves at most one line without its end. */
#ifndef SOC_EXPERIMENT_SHARD_H
#define SOC_EXPERIMENT_SHARD_H

#include "base/buf.h"
#include "store/digest.h"

#include <stdint.h>

#define SOC_SHARD_FOLDER "shards" /* of the experiment's folder */

/* Of one replicate, or of a point that cannot run. */
struct soc_shard_line {
	char key[SOC_DIGEST_TEXT];
	int32_t replicate;
	int32_t is_refused;
	size_t at; /* of its values, or of the reason (a text with its NUL) in `reasons` */
};

/* All lines of all shards, in the order of key and replicate, each once. */
struct soc_shards {
	int outcomes; /* values of a line */
	char digest[SOC_DIGEST_TEXT];
	struct soc_shard_line *line;
	size_t count, capacity;
	double *value;
	size_t values, values_capacity;
	struct soc_buf reasons;
	int64_t files, unfinished, broken, others; /* lines without an end; lines whose sum differs; shards of
	                                              other outcomes, which are left out */
	char first_broken[300];                    /* file:line of the first broken line */
};

/* Reads every shard of folder/shards; none is no error. s: all zero but outcomes and digest. Broken lines are
 * counted and left out, so that they are measured again. Errors: SOC_ERR_RESULTS: two lines disagree;
 * SOC_ERR_IO, SOC_ERR_MEMORY. Owner: the caller (soc_shards_release), after a failure too. Cost: O(bytes). */
enum soc_err soc_shards_read(struct soc_shards *s, const char *folder, struct soc_msg *msg);
/* Adds the lines of one shard from its bytes; the text is changed. soc_shards_sort afterwards. */
enum soc_err soc_shards_add(struct soc_shards *s, const char *name, char *text, size_t length,
                            struct soc_msg *msg);
enum soc_err soc_shards_sort(struct soc_shards *s, struct soc_msg *msg);
/* The line of a replicate, or NULL. Of a point that cannot run it is that of replicate 0. Cost: O(log). */
const struct soc_shard_line *soc_shards_find(const struct soc_shards *s, const char *key, int32_t replicate);
/* Safe twice and on all zero. */
void soc_shards_release(struct soc_shards *s);

/* A shard that is written. */
struct soc_shard_writer {
	int fd; /* -1: none */
	char path[1200];
};
/* Makes folder/shards and a new file in it. Errors: SOC_ERR_IO. */
enum soc_err soc_shard_open(struct soc_shard_writer *w, const char *folder, const char *digest,
                            struct soc_msg *msg);
/* Appends a line: count values, or where reason is not NULL that the point cannot run. Errors: SOC_ERR_IO
 * with the cause (a full disk); what was written before stands. SOC_ERR_MEMORY. */
enum soc_err soc_shard_write(struct soc_shard_writer *w, const char *key, int32_t replicate,
                             const double *values, int count, const char *reason, struct soc_msg *msg);
/* Syncs and closes; a shard without lines is removed. Safe on fd -1. Errors: SOC_ERR_IO. */
enum soc_err soc_shard_close(struct soc_shard_writer *w, struct soc_msg *msg);

#endif
