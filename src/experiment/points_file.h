/* The points of a file: CSV with a head line of names and a line for each point. */
#ifndef SOC_EXPERIMENT_POINTS_FILE_H
#define SOC_EXPERIMENT_POINTS_FILE_H

#include "experiment/factor.h"
#include "input/bind/diagnostics.h"

#define SOC_POINTS_FILE_BYTES (64u << 20)

struct soc_points_file {
	const char *path; /* the caller's */
	int columns;
	int64_t rows;
	int *lines;   /* [rows]: line of the file, from 1 */
	char **field; /* [(1 + rows) * columns]: the head, then the rows; into text */
	char *text;
};

/* Reads length bytes. Fields are plain or in double quotes (a quote in them doubled); empty lines are passed
 * over. Faults are told to list, and rows is then 0. Errors: SOC_ERR_MEMORY. Owner: the caller
 * (soc_points_file_release); path stands as long. Cost: O(length). */
enum soc_err soc_points_file_read(struct soc_points_file *f, const char *path, const char *text,
                                  size_t length, struct soc_diagnostics *list, struct soc_msg *msg);
/* The column of a name, or -1; the name of a column. */
int soc_points_file_column(const struct soc_points_file *f, const char *name);
const char *soc_points_file_name(const struct soc_points_file *f, int column);
/* A value; one that is too long for a factor is cut. */
void soc_points_file_cell(const struct soc_points_file *f, int64_t row, int column,
                          char out[SOC_FACTOR_TEXT]);
void soc_points_file_release(struct soc_points_file *f);

#endif
