/* Numbers that a results file has given to questions in SQL about one replicate (?1) and one month (?2). A
 * file that is open does not change: what is asked again, as the headline for the report and for the
 * terminal, is answered from memory. Results that a run is still filling do change: they keep nothing
 * (soc_result.keeps), and each question is put to them. Private to the library. */
#ifndef SOC_STORE_KEPT_H
#define SOC_STORE_KEPT_H

#include "socred/result.h"

#include <stddef.h>

/* So many at most, about 5 MB; further ones are read each time. */
#define SOC_KEPT_MOST 65536

struct soc_kept_number;
struct soc_kept {
	struct soc_kept_number *at; /* [room], found by hash; NULL: none is kept */
	size_t room, count;
};
/* Forgets all of them. */
void soc_kept_release(struct soc_kept *kept);

/* A replicate and a month of it. */
struct soc_kept_of {
	int64_t replicate, month;
};

/* The first column of the first row; NaN where there is no row or it is NULL. sql: of one replicate ?1 and
 * one month ?2. Errors: as reading the file. Cost: that of the statement, the first time. */
enum soc_err soc_kept_real(struct soc_result *r, const char *sql, struct soc_kept_of of, double *out,
                           struct soc_msg *msg);

/* Questions of the form SELECT value FROM rest, where value has no " FROM ". */
struct soc_kept_list {
	char **sql;
	int count, room;
};
/* Adds one, which is copied; NULL: memory ran out in making it. Errors: SOC_ERR_MEMORY. */
enum soc_err soc_kept_list_add(struct soc_kept_list *list, const char *sql, struct soc_msg *msg);
void soc_kept_list_release(struct soc_kept_list *list);
/* Reads and keeps the answers of all of them for each of the replicates and months, so that soc_kept_real has
 * them: those with the same rest in one pass over its rows. Errors: as reading the file, SOC_ERR_MEMORY.
 * Cost: the rows of each rest, and list^2. */
enum soc_err soc_kept_read(struct soc_result *r, const struct soc_kept_list *list,
                           const struct soc_kept_of *of, int count, struct soc_msg *msg);

#endif
