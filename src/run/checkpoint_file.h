/* The file of a checkpoint: chunks of bytes, each with its sum.
 *
 *   "SOCCHECK"
 *   chunk ...   kind, length, 4 bytes each, lowest first; the bytes; the CRC-32 of all these
 *   END         its bytes are the number of chunks before it and the CRC-32 over their sums
 *
 * Kinds come in the order of enum soc_chunk. HEAD and SCENARIO stand once, a TOLD for each month that is
 * kept, then, unless the replicate has ended, one FIELDS, a PEOPLE for each SOC_CHECKPOINT_COMMUNITIES
 * communities in the order of the plan, a FIRMS for each place. So chunks can be packed and read by any
 * number of threads or processes. */
#ifndef SOC_RUN_CHECKPOINT_FILE_H
#define SOC_RUN_CHECKPOINT_FILE_H

#include "base/file.h"
#include "base/pack.h"

#define SOC_CHECKPOINT_FORMAT 3u
#define SOC_CHECKPOINT_COMMUNITIES 64u

enum soc_chunk {
	SOC_CHUNK_HEAD = 1,
	SOC_CHUNK_SCENARIO,
	SOC_CHUNK_TOLD,
	SOC_CHUNK_FIELDS,
	SOC_CHUNK_PEOPLE,
	SOC_CHUNK_FIRMS,
	SOC_CHUNK_END
};

/* A file that is being written. All zero: none. */
struct soc_chunk_writer {
	struct soc_file_draft file;
	struct soc_buf bytes; /* of the chunk under way: the caller appends */
	uint32_t count, sums;
	int failed, why; /* why: errno of the write that failed first */
};

/* Begins path aside. Errors: SOC_ERR_IO, SOC_ERR_MEMORY; *w is then all zero. Cost: O(1). */
enum soc_err soc_chunk_writer_begin(struct soc_chunk_writer *w, const char *path, struct soc_msg *msg);
/* Writes w->bytes as a chunk and empties them. Failures are kept and told by soc_chunk_writer_finish. Cost:
 * O(bytes). */
void soc_chunk_writer_put(struct soc_chunk_writer *w, enum soc_chunk kind);
/* Writes END, syncs, and puts the file in place. Errors: SOC_ERR_IO, SOC_ERR_MEMORY; the old file then
 * stands. Releases w. Cost: O(1), and what syncing takes. */
enum soc_err soc_chunk_writer_finish(struct soc_chunk_writer *w, struct soc_msg *msg);

/* A file that is being read. All zero: none. */
struct soc_chunk_reader {
	const char *path; /* the caller's, for messages */
	FILE *from;
	uint64_t left; /* bytes of the file not yet read */
	uint32_t count, sums;
	enum soc_chunk kind; /* of the chunk read last */
	char *bytes;         /* of the chunk read last; owned */
	size_t length, capacity;
};

/* Opens a regular file. Errors: SOC_ERR_IO; SOC_ERR_CHECKPOINT: it is no checkpoint. Release with
 * soc_chunk_reader_close in any case. Cost: O(1). */
enum soc_err soc_chunk_reader_open(struct soc_chunk_reader *r, const char *path, struct soc_msg *msg);
/* Reads the next chunk and holds its sum against it; for END also what it says of all, and that the file
 * ends. Errors: SOC_ERR_CHECKPOINT with the place of the damage, SOC_ERR_MEMORY. Cost: O(bytes). */
enum soc_err soc_chunk_reader_next(struct soc_chunk_reader *r, struct soc_msg *msg);
/* What was read last, to be unpacked. Owner: the reader; until the next read. Cost: O(1). */
struct soc_packed soc_chunk_reader_bytes(const struct soc_chunk_reader *r);
/* Releases a reader; twice is fine. Cost: O(1). */
void soc_chunk_reader_close(struct soc_chunk_reader *r);
/* SOC_ERR_CHECKPOINT that says that the chunk read last holds what no run writes. */
enum soc_err soc_chunk_reader_refuse(const struct soc_chunk_reader *r, const char *what, struct soc_msg *msg);

#endif
