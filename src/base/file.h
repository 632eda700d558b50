/* Files of the file system: read with distrust, written aside and exchanged.
 *
 * A folder may have been prepared by somebody else: a file that is written is always made anew, exclusively
 * and without following a link; a file that is read must be a regular file, so that a pipe or a device
 * neither hangs nor is consumed. */
#ifndef SOC_BASE_FILE_H
#define SOC_BASE_FILE_H

#include "socred/error.h"

#include <stdio.h>

/* A file that is being written beside the one that it will replace. All zero: none. */
struct soc_file_draft {
	FILE *to;    /* write here; errors are kept and told by soc_file_finish */
	char *aside; /* PATH.part-PID, owned */
	char *path;  /* owned */
};

/* Makes PATH.part-PID anew; what stands there, be it a link, is removed, never written through. The file at
 * path stays. Errors: SOC_ERR_IO with path and cause, SOC_ERR_MEMORY; *f is then all zero. */
enum soc_err soc_file_begin(struct soc_file_draft *f, const char *path, struct soc_msg *msg);
/* Syncs, and puts the new file in place of the old one in one step. `written`: 0 when the caller's own
 * writing failed; errno is then still what the write left, or no write failed but memory. The old file stands
 * after any failure. Errors: SOC_ERR_IO with path and cause. Releases f. */
enum soc_err soc_file_finish(struct soc_file_draft *f, int written, struct soc_msg *msg);

/* Makes an empty file anew at path as soc_file_begin does; for writers that open it by name. Errors:
 * SOC_ERR_IO. */
enum soc_err soc_file_make(const char *path, struct soc_msg *msg);
/* Makes what a rename did last through a power cut: syncs the folder of path. A file system that cannot is no
 * failure. */
void soc_file_sync_folder(const char *path);

/* Opens a regular file for reading; *fd is the caller's to close. Errors: SOC_ERR_IO, which says what is
 * there instead. */
enum soc_err soc_file_open(const char *path, int *fd, struct soc_msg *msg);
/* The whole of a regular file of at most `most` bytes; *text is the caller's (soc_free), with a NUL behind
 * the last byte. Errors: SOC_ERR_IO, SOC_ERR_LIMIT, SOC_ERR_MEMORY. */
enum soc_err soc_file_read(const char *path, size_t most, char **text, size_t *length, struct soc_msg *msg);

#endif
