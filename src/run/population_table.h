/* Whether a text is a table of aggregates at all, before its cells are read. */
#ifndef SOC_RUN_POPULATION_TABLE_H
#define SOC_RUN_POPULATION_TABLE_H

#include "socred/error.h"

#include <stddef.h>

/* Refuses text in UTF-16, columns parted by something other than commas, and a header with a column about
 * single persons (a name, a date of birth, an identity number, an address), and says what is wanted. name: of
 * the file. Errors: SOC_ERR_DATA. Cost: O(bytes of the header). */
enum soc_err soc_population_table_check(const char *name, const char *text, size_t length,
                                        struct soc_msg *msg);

#endif
