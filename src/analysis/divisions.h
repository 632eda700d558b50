/* The ways to part people for a comparison (group, quintile, province ...): which of them results hold, and a
 * statistic of the people of each part. */
#ifndef SOC_ANALYSIS_DIVISIONS_H
#define SOC_ANALYSIS_DIVISIONS_H

#include "analysis/statistics.h"

#define SOC_DIVISION_PART_NAME 96
#define SOC_DIVISION_PARTS_MOST 1024 /* more than there are prefectures */
#define SOC_DIVISIONS_TEXT 512       /* room for the names of all */

/* As SOC_DIVISION_CLASS was called, and may still be: in 0.2 the program says so (app/arguments.h). */
#define SOC_DIVISION_OLD_CLASS "person_class"

enum soc_division_id {
	SOC_DIVISION_EVERYBODY,
	SOC_DIVISION_GROUP,
	SOC_DIVISION_STRATUM,
	SOC_DIVISION_QUINTILE,
	SOC_DIVISION_CLASS,
	SOC_DIVISION_PROVINCE,
	SOC_DIVISION_PLACE,
	SOC_DIVISION_SEX,
	SOC_DIVISION_AGE,
	SOC_DIVISIONS
};

struct soc_division {
	const char *name; /* as --by has it */
	const char
		*column;    /* of the table that holds its parts; of sex and age an expression: the part's number */
	const char *of; /* of the names of its parts: kind in `names`, or the table of them; NULL: words below */
	const char *const *words;
	int words_count;
};
extern const struct soc_division soc_divisions[SOC_DIVISIONS];

/* The parts of one division in a file, by number. */
struct soc_parts {
	enum soc_division_id id;
	int count;                            /* numbers are 0 to count - 1 */
	char (*name)[SOC_DIVISION_PART_NAME]; /* [number]; "" where nobody is; plain text */
};

/* The divisions that a text names ("group,quintile"), each once, in its order. *count: how many, at most
 * SOC_DIVISIONS. Errors: SOC_ERR_USAGE with what is allowed and the nearest. Cost: O(length). */
enum soc_err soc_divisions_read(const char *by, enum soc_division_id out[SOC_DIVISIONS], int *count,
                                struct soc_msg *msg);
/* Its parts in these results. Owner: *out is the caller's, release with soc_division_release. Errors:
 * SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: O(parts). */
enum soc_err soc_division_parts(struct soc_result *r, enum soc_division_id id, struct soc_parts *out,
                                struct soc_msg *msg);
/* Safe twice and on all zero. */
void soc_division_release(struct soc_parts *parts);
/* Whether results hold statistics by it at the end of a month. Errors: SOC_ERR_USAGE says why not and what
 * would tell it. */
enum soc_err soc_division_is_held(struct soc_result *r, enum soc_division_id id, int64_t month,
                                  struct soc_msg *msg);
/* A statistic of each part in each of the first `replicates` replicates: value[part * replicates +
 * replicate], NaN where there is none; cases the same. f: of cells (soc_statistic_is_of_cells), for everybody
 * any. Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: the rows of the table up to the month. */
enum soc_err soc_division_statistic(struct soc_result *r, const struct soc_parts *parts,
                                    const struct soc_statistic *f, int64_t month, double sampling_weight,
                                    int replicates, double *value, double *cases, struct soc_msg *msg);

#endif
