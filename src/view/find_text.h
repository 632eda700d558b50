/* People who were found, as text: what the table and the page share. */
#ifndef SOC_VIEW_FIND_TEXT_H
#define SOC_VIEW_FIND_TEXT_H

#include "analysis/find.h"

/* The value of a column of the i-th person drawn, as a table tells it; appends to out. */
void soc_find_cell(const struct soc_find *f, int drawn, int column, struct soc_buf *out);
/* 1 for a column that a table need not have: a name of the census that is the Latin one in each line. Pure.
 * Cost: O(people drawn). */
int soc_find_is_told_already(const struct soc_find *f, int column);

#endif
