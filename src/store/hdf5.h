/* Columns as a file of HDF5, through libhdf5, which is loaded where a file is begun and not before: it brings
 * some thirty libraries of its own. One dataset a column, in the order of the rows. Same columns, same bytes:
 * no times, little-endian numbers, no compression. Built with SOC_WITH_HDF5 alone. */
#ifndef SOC_STORE_HDF5_H
#define SOC_STORE_HDF5_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

enum soc_hdf5_type {
	SOC_HDF5_FLAG,  /* uint8_t; an enumeration FALSE, TRUE, which h5py reads as bool */
	SOC_HDF5_WHOLE, /* int32_t */
	SOC_HDF5_LONG,  /* int64_t */
	SOC_HDF5_REAL   /* double */
};

/* Texts must outlive the file. Of words the values are numbers of the texts in the dataset `words`. */
struct soc_hdf5_column {
	const char *name, *unit, *meaning; /* unit "": none */
	const char *words;                 /* "words/grade"; NULL: the values are no words */
	enum soc_hdf5_type type;
};

struct soc_hdf5;

/* Begins a file beside the one at path (base/file.h). The first failure is kept, whatever follows it does
 * nothing, and soc_hdf5_finish tells it.
 * Errors: SOC_ERR_USAGE: the library cannot be loaded; SOC_ERR_IO, SOC_ERR_MEMORY. */
enum soc_err soc_hdf5_begin(struct soc_hdf5 **out, const char *path, const struct soc_hdf5_column *columns,
                            int count, struct soc_msg *msg);
/* Attributes of the file. */
void soc_hdf5_note(struct soc_hdf5 *f, const char *name, const char *text);
void soc_hdf5_note_number(struct soc_hdf5 *f, const char *name, int64_t number);
/* A dataset of one long text. */
void soc_hdf5_text(struct soc_hdf5 *f, const char *name, const char *text);
/* A dataset of texts, in the group that its name begins with ("words/grade"), where of(user, i) is the i-th.
 */
void soc_hdf5_texts(struct soc_hdf5 *f, const char *name, int32_t count,
                    const char *(*of)(const void *user, int32_t i), const void *user);
/* So many values more in column i, in its type. */
void soc_hdf5_append(struct soc_hdf5 *f, int i, const void *values, int32_t count);
/* Writes what is left and puts the file in its place, or, where `so_far` or anything since the beginning was
 * a failure, removes it; the old file then stands. Releases f; NULL is fine. Returns: so_far, or the failure.
 * Errors: SOC_ERR_IO with path and cause, SOC_ERR_MEMORY, SOC_ERR_INTERNAL: what libhdf5 says. */
enum soc_err soc_hdf5_finish(struct soc_hdf5 *f, enum soc_err so_far, struct soc_msg *msg);

#endif
