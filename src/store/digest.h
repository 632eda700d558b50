/* Digests of the content of a results file: SHA-256 over rows in the order of their key, never over SQLite's
 * bytes.
 *
 * Each table begins with its name and column names, each ended by a zero byte. Then every value of every row:
 * NULL 'n'; integer 'i' and its zigzag value in groups of seven bits, lowest first, the high bit set on all
 * but the last (LEB128); real 'r' and the eight bytes of its IEEE 754 form, little-endian; text 't' or bytes
 * 'b', the length in LEB128, the bytes. The number of rows follows from the columns. docs/guide/results.md
 * repeats this for other programs.
 *
 * Provenance (how a file was made, not what it says) stays out of the digest "content": the rows of meta that
 * SOC_STORE_PROVENANCE names and the column parameters.origin; and so does what lies beside the
 * run and was not computed by it: the ensemble over assumptions. */
#ifndef SOC_STORE_DIGEST_H
#define SOC_STORE_DIGEST_H

#include "store/schema.h"

#define SOC_DIGEST_TEXT 65 /* 64 hexadecimal digits and NUL */
/* as a condition on meta */
#define SOC_STORE_PROVENANCE                                                       \
	"(key IN ('version', 'compiler', 'command_line') OR key GLOB 'data/*' OR key " \
	"GLOB 'assumptions/*')"

struct soc_digest {
	char sha256[SOC_DIGEST_TEXT];
	int64_t rows;
};
struct soc_digests {
	struct soc_digest table[SOC_STORE_TABLES_COUNT]; /* that of `digests` itself stays empty */
	struct soc_digest content;                       /* rows: of all tables */
};

/* SHA-256 of some bytes. */
void soc_digest_bytes(const void *bytes, size_t length, char out[SOC_DIGEST_TEXT]);
/* Reads the whole file. Errors: as reading it. Cost: about 100 MB/s of content. */
enum soc_err soc_digest_file(const struct soc_schema *schema, sqlite3 *db, struct soc_digests *out,
                             struct soc_msg *msg);
/* Fills the table `digests` of a file that is otherwise whole; *content: what it says of the content (NULL:
 * is not wanted). Errors and cost: as above. */
enum soc_err soc_digest_write(const struct soc_schema *schema, sqlite3 *db, struct soc_digest *content,
                              struct soc_msg *msg);
/* Whether a table is left out of the content. */
int soc_digest_is_beside(const struct soc_table *table);
/* Whether column i of a table is left out of the content. */
int soc_digest_leaves_out(const struct soc_table *table, int column);

#endif
